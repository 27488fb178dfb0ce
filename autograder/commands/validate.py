"""`autograder validate`: proves a course.

Every solution gets 100 %, every stub 0 and "not attempted", a touched stub and typed-in values nothing, every known mistake
loses points, releases are fresh and leak nothing; the reference's gradients agree with numerical ones (making the answer key proves that).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from autograder.audit.course import short
from autograder.audit.variant import Audited
from autograder.commands.options import add_assignment, course_of
from autograder.course.load import find_assignment
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.judge import judge
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment, Course
from autograder.model.result import QuestionResult
from autograder.notebook.cells import read_cells
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import Mistake, answers
from autograder.reference.seed import grading_seed
from autograder.release.generate import stale
from autograder.words.messages import render

SEED = 1
"""What is proved of a course does not hang on its secret."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser, "?")


def run(arguments: argparse.Namespace) -> int:
    """Prove one assignment or all of them; 1 when something is wrong."""
    course = course_of(arguments)
    one = arguments.assignment
    wrong: list[str] = []
    chosen = [find_assignment(course, one)] if one else course.assignments
    for assignment in chosen:
        for line, right in validate(course, assignment):
            wrong += [] if right else [line]
            print(line)
    print(f"next: {next_step([assignment.id for assignment in chosen], wrong)}")
    return 1 if wrong else 0


def next_step(assignments: Sequence[str], wrong: Sequence[str]) -> str:
    """What to do after that, in words for the author."""
    if not assignments:
        return "autograder new my_question --kind layer"
    to_release = [
        one for one in assignments if any(f"run autograder release {one}" in line for line in wrong)
    ]
    others = [line for line in wrong if "run autograder release" not in line]
    if others:
        return (
            f"mend the first of {len(others)} and say it again"
            if len(others) > 1
            else "mend that and say it again"
        )
    if to_release:
        return f"autograder release {to_release[0]}"
    return " ".join(["autograder audit", *(assignments if len(assignments) == 1 else ())])


def validate(course: Course, assignment: Assignment) -> Iterator[tuple[str, bool]]:
    """Lines for people, each with whether what it says is right. Raises CourseError for a wrong course."""
    key = make_answer_key(course, assignment, grading_seed(course.root, assignment.id, SEED))
    with Prober(course.limits, least="none") as prober:  # it is the instructor's own code
        grader = Grader(key, prober)
        yield from _solution(key, grader.grade(key.reference.cells).questions)
        released = course.released_path(assignment)
        if released.is_file():
            yield from _stub(key, grader.grade(read_cells(released)).questions)
        bank = make_diagnosis(key).bank
        for one in short(key, bank, prober):
            yield from _audited(one)
    yield from _mistakes(key, bank)
    problems = stale(course, assignment)
    yield from ((f"{assignment.id}: {problem}", False) for problem in problems)
    if not problems:
        yield f"{assignment.id}: the release is fresh and leaks nothing", True


def _solution(key: AnswerKey, results: tuple[QuestionResult, ...]) -> Iterator[tuple[str, bool]]:
    right = True
    for result in results:
        for item, verdict in result.verdicts:
            if not verdict.passed:
                right = False
                of = ", ".join(item.of)
                text = f"{item.check} {of} loses points: {render(verdict.message)}"
                yield f"{key.assignment.id}: the solution of {result.question.id}: {text}", False
    if right:
        yield (
            f"{key.assignment.id}: {len(results)} solutions get {key.assignment.points:g} of {key.assignment.points:g} points",
            True,
        )


def _audited(one: Audited) -> Iterator[tuple[str, bool]]:
    """What `autograder audit` would find at once, and where it is the only one to know a wrong answer."""
    for finding in one.findings:
        kept = f" keeps {'; '.join(finding.items)}" if finding.items else " earns points"
        yield f"{one.assignment}: {one.question}: {finding.made}, {finding.name},{kept}: {finding.why}", False
    if not one.known:
        yield (
            f"{one.assignment}: no known mistakes for {one.question}; `autograder audit` makes some up",
            True,
        )


def _mistakes(key: AnswerKey, bank: Sequence[Mistake]) -> Iterator[tuple[str, bool]]:
    through = [mistake for mistake in bank if judged(mistake, key).full]
    for mistake in through:
        where = f"mistakes.py:{mistake.line}: {mistake.question}: {mistake.misconception}"
        yield f"{key.assignment.id}: {where} gets full points; change it, or the rubric", False
    if bank and not through:
        yield f"{key.assignment.id}: {len(bank)} known mistakes lose points", True


def _stub(key: AnswerKey, results: tuple[QuestionResult, ...]) -> Iterator[tuple[str, bool]]:
    wrong = [r for r in results if r.score or r.outcome is not Outcome.NOT_ATTEMPTED]
    for result in wrong:
        text = f"gets {result.score:g} points and counts as {result.outcome}"
        yield f"{key.assignment.id}: the stub of {result.question.id} {text}", False
    if not wrong:
        yield f"{key.assignment.id}: {len(results)} stubs get 0 points and count as not attempted", True


def judged(mistake: Mistake, key: AnswerKey) -> QuestionResult:
    """What a student with this one mistake gets for its question: every mistake should lose points."""
    question = key.questions[mistake.question]
    return judge(question, key.reference, answers(mistake, question.question, question.asked, key.reference))
