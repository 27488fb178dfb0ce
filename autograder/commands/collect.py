"""`autograder collect`: from downloads of any layout to submitted/, with a table of what was taken, what not, and why."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from autograder.commands.common_options import add_assignment, course_of
from autograder.commands.records import say_of_nobody
from autograder.course.extensions import Extensions, read_extensions
from autograder.course.load import find_assignment
from autograder.course.roster import read_roster
from autograder.grading.engine import Engine
from autograder.grading.intake.archive import unpacking
from autograder.grading.intake.collecting import Choose, Step, carry_out, missing, plan
from autograder.grading.intake.find import Intake, take_in
from autograder.grading.intake.pick import HandIn, counting, newest
from autograder.grading.intake.piece import LeftOut
from autograder.grading.intake.submission import SUFFIXES
from autograder.model.errors import UnreadableSubmission, UsageError
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.model.student import Student
from autograder.report.remarks import undated
from autograder.words.clean import aligned, clean
from autograder.words.messages import retold

TAKE = ("latest-in-time", "latest", "best")
WIDEST = 60
"""Letters of a column."""
MOST_MISSING = 30
"""Students who have not handed in, up to which each has a line: of three platforms the first one leaves most of a class."""
WHAT: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "new": (tell("new"), lambda n: tell("{count} new", count=n)),
    "replaces": (
        tell("replaces"),
        lambda n: tell("{count} in the place of an older one (kept in replaced/)", count=n),
    ),
    "as before": (tell("as before"), lambda n: tell("{count} as before", count=n)),
    "stays": (tell("stays"), lambda n: tell("{count} stay as they are in submitted/", count=n)),
    "nothing": (tell("nothing"), lambda n: tell("{count} with nothing that can be graded", count=n)),
}
"""What may be done for a student, as a row says it, and as so many are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    paths = "downloads: archives, folders, files"
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=paths)
    roster = "who takes part (default: roster.csv beside course.yml)"
    parser.add_argument("--roster", type=Path, metavar="FILE", help=roster)
    take = "of several hand-ins of a student: the latest before the due date (else the latest), the latest, the best graded"
    parser.add_argument("--take", choices=TAKE, default=TAKE[0], help=take)
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    parser.add_argument("--json", action="store_true", help="the table as JSON lines, for scripts")
    unprotected = "with --take best, for your own files only: grade without a sandbox where there is none"
    parser.add_argument("--unprotected", action="store_true", help=unprotected)


def run(arguments: argparse.Namespace) -> int:
    """Collect; 1 where somebody's work may be among what was not taken."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    students, lang = read_roster(course, arguments.roster), course.language
    with unpacking() as unpacker, _choosing(course, assignment, arguments) as choose:
        intake = take_in(assignment, arguments.paths, course, students=students, unpacker=unpacker)
        steps = list(plan(course, assignment, intake, choose))
        if not (steps or intake.left_out):
            raise UsageError(f"nothing in {', '.join(map(str, arguments.paths))} that could be a submission")
        if not arguments.dry_run:
            steps = [_done(course, assignment, step, intake) for step in steps]
    absent = missing(course, assignment, students, steps)
    of = Collected(course, assignment, steps, intake.left_out, students, absent, read_extensions(course))
    print("\n".join(_as_json(of) if arguments.json else _table(of)))
    if arguments.dry_run and not arguments.json:
        print(retold(tell("nothing was changed (--dry-run)"), lang))
    elif not arguments.json and any(step.what in ("new", "replaces") for step in steps):
        print(retold(tell("next: autograder grade {assignment}", assignment=assignment.id), lang))
    say_of_nobody(course, lang)
    return 1 if any(_may_be_work(one) for one in intake.left_out) else 0


def _done(course: Course, assignment: Assignment, step: Step, intake: Intake) -> Step:
    """A step, carried out; a file that cannot be read costs itself."""
    try:
        carry_out(course, assignment, step)
    except UnreadableSubmission as error:
        intake.left_out.append(LeftOut(step.taken.origin, error.why, step.taken.submission.student))
        return replace(step, what="nothing")
    return step


@contextmanager
def _choosing(course: Course, assignment: Assignment, arguments: argparse.Namespace) -> Iterator[Choose]:
    """What says which of several hand-ins of a student counts."""
    granted = read_extensions(course)
    if arguments.take != "best":
        yield lambda several: counting(several, arguments.take, _due(granted, several[0], assignment))
        return
    with ExitStack() as stack:
        protect = not arguments.unprotected

        @cache
        def engine() -> Engine:  # started where somebody has handed in twice
            return stack.enter_context(Engine(course.root, assignment.id, protect=protect))

        yield lambda several: _best(several, engine)


def _due(granted: Extensions, one: HandIn, assignment: Assignment) -> datetime | None:
    """When it was due, for that student."""
    return granted.of(one.submission.student, assignment).due_of(assignment)


def _best(several: Sequence[HandIn], engine: Callable[[], Engine]) -> HandIn:
    """The one with the highest score, lateness included; of equal ones the newest."""
    readable = [one for one in several if one.submission.graded]
    if len({one.submission.sha256() for one in readable}) < 2:
        return newest(several)
    scores = [engine().grade(one.submission)["final_score"] for one in readable]
    points = [-1.0 if score is None else score for score in scores]
    return newest([one for one, score in zip(readable, points, strict=True) if score == max(points)])


def _may_be_work(one: LeftOut) -> bool:
    """Whether it may be what somebody handed in, and nobody knows who."""
    suffix = Path(one.origin).suffix.lower()
    return not one.student and one.reason != "hidden" and suffix in (*SUFFIXES, ".zip")


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it, to be told."""

    course: Course
    assignment: Assignment
    steps: Sequence[Step]
    left_out: Sequence[LeftOut]
    students: Mapping[str, Student]
    missing: Sequence[str]
    granted: Extensions

    def when(self, one: HandIn) -> str:
        """When it was handed in, by the clock of the course."""
        at, due = one.submission.handed_in, _due(self.granted, one, self.assignment)
        if not at:
            return self.say(tell("LATE, when is not known") if one.late else tell("not known"))
        said = f"{at.astimezone(self.course.zone_of(self.assignment)):%Y-%m-%d %H:%M %Z}"
        return self.say(tell("{when}, late", when=said)) if due and at > due else said

    def say(self, line: str) -> str:
        """A line in the course's language."""
        return retold(line, self.course.language)

    def named(self, student: str) -> str:
        """A student, with the name that the roster has."""
        known = self.students.get(student)
        return clean(f"{student} ({known.name})" if known and known.name != student else student)


def _table(of: Collected) -> Iterator[str]:
    """For people: what changes, what was not taken, who is missing, and how many of each."""
    shown = [step for step in of.steps if step.what != "as before"]
    head = tell("student"), "", tell("handed in"), tell("from")
    rows = [tuple(map(of.say, head))] if shown else []
    for step in shown:
        what, one = of.say(WHAT[step.what][0]), step.taken
        rows.append((of.named(one.submission.student), what, of.when(one), clean(one.origin)))
    yield from aligned(rows, WIDEST)
    yield from (of.say(said) for step in shown for said in _lacking(of, step))
    for step in of.steps:
        if step.taken.submission.unsure:
            student = of.named(step.taken.submission.student)
            yield of.say(undated(student, step.taken.submission))
    if of.left_out:
        yield of.say(tell("not taken: {count}", count=len(of.left_out)))
        left_out = sorted(of.left_out, key=lambda one: (one.student, one.origin))
        told = [(f"  {clean(one.origin)}", clean(of.say(one.reason))) for one in left_out]
        yield from aligned(told, WIDEST)
    yield from _by_the_roster(of)
    yield _counted(of)


def _lacking(of: Collected, step: Step) -> Iterator[str]:
    """Which of several notebooks are not among those that are put into submitted/."""
    sheets = step.taken.submission.sheets
    names = [f"{one}.ipynb" for one in of.assignment.notebooks if of.assignment.members and one not in sheets]
    if names and step.what in ("new", "replaces"):
        student = of.named(step.taken.submission.student)
        yield tell("{student} handed in without {names}", student=student, names=", ".join(names))


def _by_the_roster(of: Collected) -> Iterator[str]:
    """Who has handed in nothing, and who is not in the roster; nothing where there is none."""
    if not of.students:
        return
    yield from _missing(of)
    students = (s.taken.submission.student for s in of.steps)
    strangers = [student for student in students if student not in of.students]
    if strangers:
        yield of.say(tell("not in the roster: {names}", names=", ".join(map(clean, strangers))))


def _missing(of: Collected) -> Iterator[str]:
    said = tell("not handed in: {count} of {all}", count=len(of.missing), all=len(of.students))
    yield of.say(said) + (":" if of.missing else "")
    unfit = {s.taken.submission.student for s in of.steps if s.what == "nothing"}
    few = len(of.missing) <= MOST_MISSING
    named = [student for student in of.missing if few or student in unfit]
    for student in named:
        nothing = tell("  {student}: nothing that can be graded", student=of.named(student))
        yield of.say(nothing) if student in unfit else f"  {of.named(student)}"
    if not few:
        more = len(of.missing) - len(named)
        yield of.say(tell("  {count} more: --json lists them, and the class report does", count=more))


def _counted(of: Collected) -> str:
    counts = Counter(step.what for step in of.steps)
    said = ", ".join(of.say(counted(counts[what])) for what, (_, counted) in WHAT.items() if counts[what])
    untimed = sum(1 for s in of.steps if s.what != "nothing" and not s.taken.submission.handed_in)
    line = f"{of.assignment.id}: {said or of.say(tell('nothing'))}"
    if not (untimed and of.assignment.due):
        return line
    return of.say(tell("{line}; of {count} nothing says when they came", line=line, count=untimed))


def _as_json(of: Collected) -> Iterator[str]:
    """For scripts: an object a line."""
    rows: list[dict[str, object]] = []
    for step in of.steps:
        one, origin = step.taken.submission, step.taken.origin
        when = {"handed_in": one.stamp, "unsure": one.unsure}
        rows.append({"event": step.what, "student": one.student, "from": origin, **when})
    for left in of.left_out:
        who, why = left.student or None, left.reason
        rows.append({"event": "not taken", "student": who, "from": left.origin, "why": why})
    rows += [{"event": "missing", "student": student} for student in of.missing]
    return (json.dumps(row, ensure_ascii=False) for row in rows)
