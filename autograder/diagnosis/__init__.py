"""Which belief is wrong: the mistakes that explain a wrong answer, the best first, and nothing where nothing fits."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from autograder.answer_key import AnswerKey
from autograder.diagnosis import habits, source
from autograder.diagnosis.choose import Case, beside_a_sign, by_numbers, constant, whole
from autograder.diagnosis.evidence import close, gather_replies, number, spots_for
from autograder.diagnosis.source import Text
from autograder.diagnosis.stories import Casebook, casebook
from autograder.mistakes import Mistake
from autograder.model import Answered, Question, RubricItem, Verdict
from autograder.notebook import Cell
from autograder.sandbox.protocol import Observation, Raised

Ids = tuple[str, ...]
SILENT = ("not_attempted", "timeout", "crashed", "memory")
"""Outcomes that say all there is to say."""


class Judged(Protocol):
    """What is diagnosed: a question's result, as the grader has it."""

    @property
    def question(self) -> Question:
        """The question."""
        ...

    @property
    def outcome(self) -> str:
        """How it went, one of OUTCOMES."""
        ...

    @property
    def verdicts(self) -> tuple[tuple[RubricItem, Verdict], ...]:
        """What each rubric item is worth."""
        ...

    @property
    def cell(self) -> Cell | None:
        """The student's answer cell."""
        ...


class Diagnosis:
    """Diagnoses one assignment; the answers that mistakes predict are worked out once, when they are first needed."""

    def __init__(self, key: AnswerKey, bank: Sequence[Mistake] = ()) -> None:
        self.key, self.bank = key, tuple(bank)
        self.books: dict[str, Casebook] = {}

    def book(self, question_id: str) -> Casebook:
        """What is known of a question."""
        if question_id not in self.books:
            key = self.key.questions[question_id]
            self.books[question_id] = casebook(key.question, key.trials, self.bank, self.key.reference)
        return self.books[question_id]

    def diagnose(
        self,
        result: Judged,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised] = (),
    ) -> dict[int, Ids]:
        """For each failing rubric item, by index, the ids of the mistakes that explain it, the best first.

        `answered` is empty where the question was not answered at all; `cells` are the student's, `cell_errors` the
        exceptions of the question's own cells. An item that nothing explains is left out.
        """
        failing = [(i, item) for i, (item, verdict) in enumerate(result.verdicts) if not verdict.passed]
        text = self._text(result, cells)
        if failing and result.outcome == "timeout" and habits.shares_an_object(text):
            return dict.fromkeys((i for i, _ in failing), ("shared-function-instance",))
        if not failing or result.outcome in SILENT:
            return {}
        if any(
            error.type_name.endswith(("SyntaxError", "IndentationError", "TabError")) for error in cell_errors
        ):
            return {}
        if result.outcome == "missing" and result.question.target:
            return dict.fromkeys((i for i, _ in failing), (source.of_missing_target(text),))
        if not answered or not self.key.questions[result.question.id].trials:
            return {}
        book = self.book(result.question.id)
        replies = [one.reply for one in answered]
        case = Case(book, gather_replies(book.spots, book.trials, replies), text)
        if result.question.given:
            return _plain(case, failing, result, cell_errors)
        return _called(case, failing, answered, cell_errors)


    def _text(self, result: Judged, cells: Sequence[Cell]) -> Text:
        own = [result.cell.source] if result.cell else [cell.source for cell in cells]
        question = result.question
        reference = ast.walk(ast.parse(self.key.reference.source(question.id)))
        nodes = list(reference)
        attributes = frozenset(n.attr for n in nodes if isinstance(n, ast.Attribute))
        derived = frozenset(n.name for n in nodes if isinstance(n, ast.ClassDef) and n.bases)
        names = frozenset(question.options.get("names", ()))
        return Text(tuple(own), question.target, names, attributes, derived)


def _plain(
    case: Case, failing: list[tuple[int, RubricItem]], result: Judged, errors: Sequence[Raised]
) -> dict[int, Ids]:
    """A plain-variable question: what the checks know, exceptions, then numbers."""
    said = {i: result.verdicts[i][1].misconception for i, _ in failing}
    found: dict[int, Ids] = {i: (name,) for i, name in said.items() if name}
    lost = [
        i
        for i, item in failing
        if any(case.got.tokens[s][0] in ("raised", "skipped") for s in spots_for(item, case.book.spots))
    ]
    cause = next((name for error in errors if (name := source.of_error(error, case.text))), None)
    if cause and lost:
        return {**found, **dict.fromkeys((i for i, _ in failing), (cause,))}
    if lost and len(lost) == len(failing) and habits.prints(case.text):
        return dict.fromkeys(lost, ("prints-not-returns", "missing-variable"))
    if "input-typo" in said.values():
        return {**found, **{i: ("input-typo",) for i, name in said.items() if name != "hard-coded-answer"}}
    told = by_numbers(case, failing)
    if len(told) == len(failing) and not any(
        habits.typed(case.text, n) for _, item in failing for n in item.of
    ):
        return told
    if all(name in ("hard-coded-answer", "missing-variable") for name in said.values()):
        return found
    if not told:
        told = beside_a_sign(case, failing)
    if not told:
        told = _by_text(case, failing)
    shapes = next((name for error in errors if (name := source.of_shapes(error, case.text))), None)
    if not told and shapes:
        return dict.fromkeys((i for i, _ in failing), (shapes,))
    return {**found, **told} if len(told) < len(failing) else told


def _called(
    case: Case, failing: list[tuple[int, RubricItem]], answered: Sequence[Answered], errors: Sequence[Raised]
) -> dict[int, Ids]:
    """A class or a function: the first thing that went wrong decides where to look first."""
    everything = dict.fromkeys(i for i, _ in failing)
    first = next((i for i in case.required if not case.right((i,))), None)
    raised = _first_raised(answered, errors)
    cause = _cause(raised, case, answered) if raised else None
    number_first = first is not None and case.got.tokens[first][0] == "#"
    if cause and cause != "forgot-cache" and not number_first:
        return dict.fromkeys(everything, (cause,))
    if habits.uses_globals(case.text, frozenset(case.book.question.inputs)):
        return dict.fromkeys(everything, ("uses-globals",))
    predicted = whole(case)
    if predicted:
        return dict.fromkeys(everything, predicted)
    if cause and not number_first:
        return dict.fromkeys(everything, (cause,))
    form = _by_form(case, answered)
    if form:
        return {**by_numbers(case, failing), **dict.fromkeys(_without_number(case, failing), form)}
    told = by_numbers(case, failing)
    if not told or len(told) < len(failing):
        told = {**_by_text(case, failing), **told}
    if not told:
        told = beside_a_sign(case, failing)
    shapes = source.of_shapes(raised[0], case.text) if raised else None
    if not told and shapes and shapes in {story.id for story in case.book.stories}:
        return dict.fromkeys(everything, (shapes,))
    if not told and cause:
        return dict.fromkeys(everything, (cause,))
    return told


def _first_raised(answered: Sequence[Answered], errors: Sequence[Raised]) -> tuple[Raised, str] | None:
    """The first exception of a required trial and the step it was raised in, or of the cells."""
    for one in answered:
        for (step, _), value in zip(one.trial.probe.steps, one.reply.observations, strict=True):
            if isinstance(value, Raised) and not one.trial.optional and not step.startswith("moved"):
                return value, step
    return (errors[0], "") if errors else None


def _cause(raised: tuple[Raised, str], case: Case, answered: Sequence[Answered]) -> str | None:
    error, step = raised
    expression = dict(answered[0].trial.probe.steps).get(step, "")
    asked = expression.split("(")[0].rpartition(".")[2]
    known = frozenset(story.id for story in case.book.stories)
    if asked == "forward" and error.cell >= 0 and error.type_name == "AttributeError":
        name = source.of_error(error, case.text, known)
        return None if name == "forgot-cache" else name
    return source.of_error(error, case.text, known)


def _without_number(case: Case, failing: list[tuple[int, RubricItem]]) -> list[int]:
    """The failing items that were answered with something else than numbers of the right count."""
    chosen = []
    for index, item in failing:
        spots = [i for i in spots_for(item, case.book.spots) if i in case.required and not case.right((i,))]
        if any(case.got.tokens[i][0] != "#" for i in spots):
            chosen.append(index)
    return chosen or [index for index, _ in failing]


def _by_form(case: Case, answered: Sequence[Answered]) -> Ids:
    """Nothing, one value too few, a sum, a tuple: what is said by the form of what came back."""
    for (step, _of), tokens in _steps(case).items():
        expression = dict(answered[0].trial.probe.steps).get(step) or ""
        called = re.search(rf"\b(forward|backward|loss|predict|gradient|{case.text.target})\(", expression)
        if not called:
            continue
        rights = [case.book.right.tokens[i] for i in case.required if case.book.spots[i].step == step]
        if all(token == ("none",) for token in tokens) and ("none",) not in rights:
            printed = any(step in one.reply.printed for one in answered)
            return (
                ("prints-not-returns",)
                if printed or habits.prints(case.text)
                else ("returns-none", "prints-not-returns")
            )
        wholes = [(one.got(step), one.want(step)) for one in answered if step in one.trial.roles]
        alone = any(isinstance(got, np.ndarray) and isinstance(want, tuple) for got, want in wholes)
        if alone or any(token[0] in ("count", "kind") for token in tokens):
            ids = _miscounted(wholes)
            if ids:
                return ids
    return ()


def _steps(case: Case) -> dict[tuple[str, tuple[str, str]], list[tuple[object, ...]]]:
    """The tokens of each step's parts, over all required trials."""
    steps: dict[tuple[str, tuple[str, str]], list[tuple[object, ...]]] = {}
    for i in case.required:
        spot = case.book.spots[i]
        steps.setdefault((spot.step, spot.of), []).append(case.got.tokens[i])
    return steps


def _miscounted(wholes: Sequence[tuple[Observation, Observation]]) -> Ids:
    """One value where several are wanted (which one, or their sum), or a tuple where one is."""
    singles, sums = [], []
    for got, want in wholes:
        rights = [number(value)[1] for value in want] if isinstance(want, tuple) else [number(want)[1]]
        if isinstance(got, tuple) and not isinstance(want, tuple):
            one = number(want)[1]
            return ("returns-tuple",) if any(_equal(number(v)[1], one) for v in got) else ()
        values = list(got) if isinstance(got, tuple) else [got]
        arrays = [number(v)[1] for v in values]
        if len(arrays) < len(rights):
            singles.append(all(any(_equal(a, r) for r in rights) for a in arrays))
            sums.append(len(arrays) == 1 and _equal(arrays[0], _total(rights)))
    if sums and all(sums):
        return ("returns-summed",)
    return ("returns-single",) if singles and len(singles) == len(wholes) and (all(singles)) else ()


def _equal(one: object, other: object) -> bool:
    if not isinstance(one, np.ndarray) or not isinstance(other, np.ndarray):
        return False
    return one.shape == other.shape and close(one, other)


def _total(arrays: Sequence[object]) -> object:
    try:
        return np.asarray(sum(a for a in arrays if isinstance(a, np.ndarray)))
    except ValueError:
        return None


def _by_text(case: Case, failing: list[tuple[int, RubricItem]]) -> dict[int, Ids]:
    """Where no number explains it: what the text alone suggests."""
    wrong = case.wrong_parts()
    near = all(_nearly(case, where) for where in wrong.values())
    name = None
    kinds = {item.check for item in case.book.question.rubric}
    if near and habits.differences(case.text) and kinds & {"derivative", "gradient"}:
        name = "numeric-instead-of-analytic"
    elif habits.steps_used(case.text) and all(_one_ratio(case, where) for where in wrong.values()):
        name = "diff-no-division"
    elif case.text.target and habits.uses_globals(case.text):
        name = "uses-globals"
    elif habits.fixed_sizes(case.text):
        name = "hard-coded-size"
    elif all(constant(case, where) for where in wrong.values()):
        name = "hard-coded-answer"
    return dict.fromkeys((i for i, _ in failing), (name,)) if name else {}


def _nearly(case: Case, where: Sequence[int]) -> bool:
    for i in where:
        got, right = case.got.arrays[i], case.book.right.arrays[i]
        if got is None or right is None or got.shape != right.shape:
            return False
        if not bool((np.abs(got - right) <= 1e-2 * (np.abs(right).max(initial=0.0) + 1e-3)).all()):
            return False
    return True


def _one_ratio(case: Case, where: Sequence[int]) -> bool:
    """True when every answer is the right one times one small step."""
    ratios = []
    for i in where:
        got, right = case.got.arrays[i], case.book.right.arrays[i]
        if got is None or right is None or got.shape != right.shape:
            return False
        scale = float(np.abs(right).max(initial=0.0))
        if scale:
            ratios.append(float(np.abs(got).max(initial=0.0)) / scale)
    return bool(ratios) and max(ratios) < 0.05 and max(ratios) - min(ratios) <= 0.2 * max(ratios)


def answers_of(verdicts: Mapping[int, Ids]) -> Ids:
    """All ids that were named, the first of each item first."""
    firsts = [ids[0] for ids in verdicts.values() if ids]
    return tuple(dict.fromkeys([*firsts, *(i for ids in verdicts.values() for i in ids)]))
