"""The bank of mistakes: wrong solutions with a name, in percent cells of `solutions/<assignment>/mistakes.py`.

    # %% multiply_gate: mul-not-swapped
    dx = self.x * dz
    dy = self.y * dz

Each cell replaces a part of the reference's answer cell of that question (see `splice`); the same heading may stand
several times. The bank serves diagnosis (whose answers equal the student's?) and audits (each must lose points).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Question
from autograder.model.trial import Answered, Answerer, Trial
from autograder.notebook.code import code
from autograder.notebook.nearness import nearest
from autograder.reference.deadline import within
from autograder.reference.splice import splice
from autograder.sandbox.protocol import Reply
from autograder.words.catalogue import misconceptions

BANK = "mistakes.py"
"""What the bank of an assignment is called."""
LONGEST = 10.0
"""Processor seconds that all answers of a mistake may take."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong solution: the question, the belief behind it (an id of misconceptions.yaml), its code and its place."""

    question: str
    misconception: str
    source: str
    line: int


def bank_path(course: Course, assignment: Assignment) -> Path:
    """Where the bank of an assignment is kept."""
    return course.root / "solutions" / assignment.id / BANK


def bank_of(course: Course, assignment: Assignment) -> tuple[Mistake, ...]:
    """The mistakes of an assignment, or of one of its notebooks, in its bank. Raises CourseError where something there is wrong."""
    every = next((one for one in course.assignments if one.id == assignment.id), assignment)
    known, own = ({question.id for question in one.questions} for one in (every, assignment))
    bank = load_bank(bank_path(course, assignment), known, assignment.misconceptions)
    return tuple(mistake for mistake in bank if mistake.question in own)


def load_bank(
    path: Path, questions: Collection[str] | None = None, own: Collection[str] = ()
) -> tuple[Mistake, ...]:
    """The mistakes of a file, in its order; none where there is no file. `own` are ids of the course's own misconceptions.

    Raises CourseError for a heading that is malformed or names an unknown misconception or (with `questions`) an unknown
    question, and for code that does not parse.
    """
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("# %%")]
    _only_comments(path, lines[: starts[0] if starts else None])
    mistakes = []
    for start, end in pairwise([*starts, len(lines)]):
        question, misconception = _heading(path, start + 1, lines[start], questions, own)
        source = _without_end(lines[start + 1 : end])
        _parse(path, start + 1, source)
        mistakes.append(Mistake(question, misconception, source.strip("\n"), start + 1))
    return tuple(mistakes)


def _only_comments(path: Path, lines: Sequence[str]) -> None:
    """Nothing but comments stands before the first heading: code there would be lost."""
    for at, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            raise CourseError(path, at + 1, f"no mistake begins here; {_FORM}")


def _without_end(lines: Sequence[str]) -> str:
    """The text without comments at its end, which speak of what follows."""
    written = (at for at, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
    return "\n".join(lines[: max(written, default=0)])


_FORM = 'a heading has the form "# %% <question>: <misconception id>"'
_HEADING = re.compile(r"# %% (?P<question>\w+): (?P<id>[\w-]+)\s*")


def _heading(
    path: Path, line: int, text: str, questions: Collection[str] | None, own: Collection[str]
) -> tuple[str, str]:
    match = _HEADING.fullmatch(text)
    if match is None:
        raise CourseError(path, line, _FORM)
    if questions is not None and match["question"] not in questions:
        raise CourseError(path, line, f'there is no question "{match["question"]}" in this assignment')
    known = (*own, *misconceptions())
    if match["id"] not in known:
        near = nearest(match["id"], known)
        add = f"{match['id']}: {{en: {{description: …, nudge: …}}}}"
        remedy = (
            f'did you mean "{near}"?' if near else f"add it to misconceptions.yml beside course.yml: {add}"
        )
        raise CourseError(path, line, f'there is no misconception "{match["id"]}"; {remedy}')
    return match["question"], match["id"]


def _parse(path: Path, line: int, source: str) -> None:
    error = code(source).error
    if error is not None:
        raise CourseError(path, line + (error.lineno or 0), f"the mistake does not parse: {error.msg}")
    if not source.strip():
        raise CourseError(path, line, "the mistake has no code")


def replies_of(
    mistake: Mistake, question: Question, trials: Sequence[Trial], reference: Answerer
) -> tuple[Reply, ...]:
    """What a student with this mistake would reply to each trial of the question, which may be one that is built of the
    mistake's own. Raises CourseError for one that would not end: nobody is like that."""
    own = mistake.question == question.id
    source = splice(reference.source(mistake.question), mistake.source, question.target if own else None)
    if not own:
        source = f"{source}\n{reference.source(question.id)}"
    path, where = reference.path.with_name(BANK), f"{mistake.question}: {mistake.misconception}"
    late = f"{where} runs longer than {LONGEST:g} s; a mistake has an answer, make it one that ends"
    with within(LONGEST, lambda _: CourseError(path, mistake.line, late)):
        return reference.with_cell(question.id, source, (trial.probe for trial in trials))
    raise AssertionError


def answers(
    mistake: Mistake, question: Question, trials: Sequence[Trial], reference: Answerer
) -> tuple[Answered, ...]:
    """The mistake's replies beside their trials, ready to be judged as a submission is."""
    replies = replies_of(mistake, question, trials, reference)
    return tuple(Answered(trial, reply) for trial, reply in zip(trials, replies, strict=True))
