"""What a report says that the records do not: names, who has handed in nothing, where pages are, what changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from autograder.grading.since import Since
from autograder.words.messages import word


def _nowhere(_: str) -> None:
    """Nobody has a page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """People's names by student, who of the roster has handed in nothing, where each student's page is (as a link from the report),
    what changed since the last run, and where the page of similar submissions is."""

    names: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    page_of: Callable[[str], str | None] = _nowhere
    since: Since | None = None
    similar: str | None = None


NOTHING = Beside()
"""Nothing is known but the records."""


def naming(students: Iterable[str], beside: Beside, lang: str, *, hide_names: bool) -> Callable[[str], str]:
    """How a student is called on a page: the roster's name and the id, the id alone where there is no name, or a number that is
    the same on all pages of the same class."""
    if not hide_names:
        return lambda student: _called(student, beside.names.get(student, student))
    called = word("submission_number", lang)
    known = sorted({*students, *beside.missing})
    names = {student: f"{called} {place}" for place, student in enumerate(known, start=1)}
    return lambda student: names.get(student, called)


def _called(student: str, name: str) -> str:
    return student if name == student else f"{name} ({student})"
