"""What is said of a file that was filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from autograder.report.summary import guarded

SHOWN = 5


def remarks(written: Collection[str], graded: Iterable[str], strangers: Collection[str]) -> Iterator[str]:
    """How many got their score, and who stands in one of both places alone: graded, or in the file as `strangers`."""
    yield f"{len(written)} filled in"
    lost = [name for name in graded if name not in written]
    for names, what in (
        (lost, "graded, but not found in the file"),
        (list(strangers), "in the file, but without a record: left as it was"),
    ):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            yield f"{what}: {', '.join(str(guarded(name)) for name in names[:SHOWN])}{more}"
