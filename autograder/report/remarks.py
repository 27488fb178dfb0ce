"""What is said at the end of a run beside the scores: what is left to people, and what became of records that are not the class's."""

from collections.abc import Collection, Iterator, Sequence

from autograder.grading.intake.submission import Submission, file_name
from autograder.model.message import Told, tell
from autograder.model.question import Assignment, Course
from autograder.report.statistics import ClassTally
from autograder.words.catalogue import texts
from autograder.words.clean import clean
from autograder.words.messages import word

MOST_NAMES = 5
"""Students that a remark names."""


def for_people(assignment: Assignment, counts: ClassTally, lang: str) -> Iterator[str]:
    """What is left to people."""
    if assignment.by_hand:
        points = f"{sum(assignment.by_hand.values()):g}"
        yield word("said_by_hand", lang).format(points=points)
        waiting = [line.student for line in counts.lines if line.waits]
        yield from _of("said_waiting", waiting, lang)
    yield from _of("said_older", [line.student for line in counts.lines if line.older], lang)


def of_others(
    course: Course, submissions: Sequence[Submission], there: Collection[str], lang: str, *, whole: bool
) -> Iterator[str]:
    """What a run did to records that are not the class's: those it brought in from outside submitted/ (`there` are the records that
    were in the folder before), and, where it looked at the `whole` class, those whose submission is gone."""
    home = (course.root / "submitted").resolve()
    outside = [s.student for s in submissions if s.files and not s.files[0].resolve().is_relative_to(home)]
    yield from _of("said_added", [name for name in outside if file_name(name) not in there], lang)
    yield from _of("said_replaced", [name for name in outside if file_name(name) in there], lang)
    if whole:
        yield from _of("said_gone", sorted({*there} - {file_name(one.student) for one in submissions}), lang)


def of_settled(students: Sequence[str], lang: str) -> Iterator[str]:
    """Whose records were not what they are now: points by hand, an extension, free late days since the last look."""
    yield from _of("said_settled", students, lang)


def undated(student: str, one: Submission) -> Told:
    """Why nobody knows when a student's work came."""
    return tell("no time of handing in: {student}: {why}", student=student, why=one.unsure)


def why_words(reason: str, lang: str, *, hide_names: bool = False) -> str:
    """A reason of `grading.changes` in the reader's language: what stands before a colon is the text, what follows stays, unless it
    is why there is no result, which may name a file."""
    said, colon, rest = reason.partition(": ")
    words = word(said, lang, "why")
    hidden = hide_names and said.endswith(("before", "now"))
    return words if hidden else words + colon + texts(lang).get(f"why_{rest}", rest)


def _of(key: str, students: Sequence[str], lang: str) -> Iterator[str]:
    """A remark on students, if there are any: some of them, and how many more."""
    if not students:
        return
    names = ", ".join(map(clean, students[:MOST_NAMES]))
    if len(students) > MOST_NAMES:
        names += word("said_more", lang).format(count=len(students) - MOST_NAMES)
    yield word(key, lang).format(names=names)
