"""What is said of a gradebook that is written or filled in."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from autograder.model.message import tell
from autograder.report.exports.parts.export import Source
from autograder.report.summary import guarded

SHOWN = 5


def most_points(source: Source) -> float:
    """The most that can be had; what a gradebook with one maximum for all cannot show is told: whose most is another one, because
    something is excused, and who waits for points that only people give."""
    most: Counter[float] = Counter()
    waiting = 0
    for record in source.chosen():
        if not record.get("excused"):
            most[record["max_score"]] += 1
            waiting += any(one["score"] is None for one in record.get("by_hand", {}).values())
    highest = max(most, default=source.assignment.points)
    others = most.total() - most[highest]
    if others:
        source.notes.append(
            tell(
                "scores of fewer than {most:g} points, because a question is excused: {count}",
                most=highest,
                count=others,
            )
        )
    if waiting:
        source.notes.append(
            tell("scores without points that people give and have not given yet: {count}", count=waiting)
        )
    return highest


def remarks(written: Collection[str], graded: Iterable[str], strangers: Collection[str]) -> Iterator[str]:
    """How many got their score, and who stands in one of both places alone: graded, or in the file as `strangers`."""
    yield tell("{count} filled in", count=len(written))
    lost = [name for name in graded if name not in written]
    if lost:
        yield tell("graded, but not found in the file: {names}", names=_some(lost))
    if strangers:
        yield tell("in the file, but without a record: left as it was: {names}", names=_some(list(strangers)))


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    said = ", ".join(str(guarded(name)) for name in names[:SHOWN])
    return tell("{names} and {count} more", names=said, count=len(names) - SHOWN) if names[SHOWN:] else said
