"""What an instructor should know of an archive before it is uploaded."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.report.exports.parts.export import Source


def notes(source: Source, platform: str) -> Iterator[str]:
    """It holds answers, how much it is worth, what protects it there."""
    yield f"it holds the answers of {source.assignment.id}: for {platform} and instructors alone"
    yield f"points: {source.assignment.points:g}; memory: {source.course.limits.memory_mb + 512} MB or more"
    if source.protect:
        yield (
            "student code is locked in as far as the platform's containers allow (seccomp, limits, another user, Landlock), and where that is "
            "too little nothing is graded: the output says PROTECTION: …, or why not; --unprotected grades all the same"
        )
    else:
        yield "UNPROTECTED: where the platform allows no sandbox, student code can read the answers and write its own score"
