"""What an instructor should know of an archive before it is uploaded."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.model.message import tell
from autograder.report.exports.parts.export import Source


def notes(source: Source, platform: str) -> Iterator[str]:
    """It holds answers, how much it is worth, what protects it there."""
    assignment, memory = source.assignment, source.course.limits.memory_mb + 512
    yield tell(
        "it holds the answers of {assignment}: for {platform} and instructors alone",
        assignment=assignment.id,
        platform=platform,
    )
    yield tell("points: {points:g}; memory: {memory} MB or more", points=assignment.points, memory=memory)
    if source.protect:
        yield tell(
            "student code is locked in as far as the platform's containers allow (seccomp, limits, another user, Landlock), and where that is "
            "too little nothing is graded: the output says PROTECTION: …, or why not; --unprotected grades all the same"
        )
    else:
        yield tell(
            "UNPROTECTED: where the platform allows no sandbox, student code can read the answers and write its own score"
        )
