"""Proves a course before anybody is graded by it: what `autograder validate` says, and `release` refuses.

Every solution gets 100 %, every stub 0 and "not attempted", a touched stub and typed-in values nothing, every known mistake
loses points, nothing that is released tells an answer; the reference is tried like a student (making the answer key does that).
"""

import json
from collections.abc import Iterator, Sequence

from autograder.grading.audit.examine import Examiner
from autograder.grading.audit.one_question import Effort, audited
from autograder.grading.audit.variant import Audited
from autograder.grading.grader import Grader
from autograder.grading.judge import judge
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment, Course
from autograder.model.result import QuestionResult
from autograder.reference.answer_key import make_answer_key
from autograder.reference.liars import forgeable
from autograder.reference.mistakes import Mistake, answers, bank_of
from autograder.reference.rehearsal import rehearse
from autograder.reference.seed import grading_seed
from autograder.release.generate import Draft, draft
from autograder.release.texts import left_in_english
from autograder.words.messages import render

SEED, OTHER = 1, 2
"""What is proved of a course does not hang on its secret."""

Line = tuple[str, bool]
"""A line for people, and whether what it says is right."""


def proved(course: Course, assignment: Assignment, lang: str | None = None) -> Draft:
    """What a release holds, in a language (default: the course's). Raises CourseError where anything about it is wrong."""
    made = draft(course, assignment, lang)
    wrong = [line for line, right in proof(course, assignment, made) if not right]
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if wrong[1:] else ""
        where = course.solution_path(assignment)
        raise CourseError(where, 0, f"{wrong[0]}{more}; autograder validate {assignment.id} says all")
    return made


def proof(course: Course, assignment: Assignment, made: Draft) -> Iterator[Line]:
    """Line by line, what is right and what is wrong. Raises CourseError where nothing could be graded."""
    for part in assignment.parts:
        yield from _of_notebook(course, part, made)


def _of_notebook(course: Course, part: Assignment, made: Draft) -> Iterator[Line]:
    """The same of one notebook."""
    seed, cells = grading_seed(course.root, part.id, SEED), made.cells(part)
    for line in left_in_english(json.loads(made.notebooks[part.notebook]), course.solution_path(part)):
        yield f"{part.label}: {line}", False
    # it is the instructor's own code
    with Prober(course.limits, least="none", packages=course.packages) as prober:
        rehearse(course, part, prober, cells)
        key = make_answer_key(course, part, seed, cells)
        other = grading_seed(course.root, part.id, OTHER)  # what holds by luck does not hold twice
        make_answer_key(course, part, other, cells)
        grader = Grader(key, prober)
        yield from _solution(key, grader.grade(key.released).questions)
        yield from _stub(key, grader.grade(made.stub(part)).questions)
        bank = bank_of(course, part)
        for question in part.questions:
            examiner = Examiner(key, question, lambda other: Grader(other, prober))
            yield from _audited(audited(examiner, bank, Effort(short=True)))
    yield from _mistakes(key, bank)
    points = {item.of[0]: item.points for question in part.questions for item in question.tested}
    liars = forgeable(key.exam, key.released, points, packages=course.packages) if key.exam else {}
    for test, how in liars.items():
        remedy = "pair it with something that only a right answer gets right"
        yield f'{part.label}: the test "{test}" passes for an answer that always {how}; {remedy}', True


def _solution(key: AnswerKey, results: tuple[QuestionResult, ...]) -> Iterator[Line]:
    right = True
    for result in results:
        for item, verdict in result.verdicts:
            if not verdict.passed:
                right = False
                of = ", ".join(item.of)
                text = f"{item.check} {of} loses points: {render(verdict.message)}"
                yield f"{key.assignment.label}: the solution of {result.question.id}: {text}", False
    if right:
        points = f"{key.assignment.points:g} of {key.assignment.points:g} points"
        yield f"{key.assignment.label}: {len(results)} solutions get {points}", True


def _audited(one: Audited) -> Iterator[Line]:
    """What `autograder audit` would find at once, and where it is the only one to know a wrong answer."""
    for finding in one.findings:
        kept = f" keeps {'; '.join(finding.items)}" if finding.items else " earns points"
        yield f"{one.assignment}: {one.question}: {finding.made}, {finding.name},{kept}: {finding.why}", False
    if not one.known:
        remedy = "`autograder audit` makes some up"
        yield f"{one.assignment}: no known mistakes for {one.question}; {remedy}", True


def _mistakes(key: AnswerKey, bank: Sequence[Mistake]) -> Iterator[Line]:
    through = [mistake for mistake in bank if judged(mistake, key).full]
    for mistake in through:
        where = f"mistakes.py:{mistake.line}: {mistake.question}: {mistake.misconception}"
        yield f"{key.assignment.label}: {where} gets full points; change it, or the rubric", False
    if bank and not through:
        yield f"{key.assignment.label}: {len(bank)} known mistakes lose points", True


def _stub(key: AnswerKey, results: tuple[QuestionResult, ...]) -> Iterator[Line]:
    wrong = [r for r in results if r.score or r.outcome is not Outcome.NOT_ATTEMPTED]
    for result in wrong:
        text = f"gets {result.score:g} points and counts as {result.outcome}"
        yield f"{key.assignment.label}: the stub of {result.question.id} {text}", False
    if not wrong:
        yield f"{key.assignment.label}: {len(results)} stubs get 0 points and count as not attempted", True


def judged(mistake: Mistake, key: AnswerKey) -> QuestionResult:
    """What a student with this one mistake gets for its question: every mistake should lose points."""
    question = key.questions[mistake.question]
    return judge(question, key.reference, answers(mistake, question.question, question.asked, key.reference))
