"""Which belief is wrong: the mistakes that explain a wrong answer, the best first, and nothing where nothing fits."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from threading import Lock

from autograder.diagnosis import exceptions as errors
from autograder.diagnosis import habits
from autograder.diagnosis.choose import Case, beside_a_sign, by_numbers, whole
from autograder.diagnosis.evidence import gather_replies
from autograder.diagnosis.form import by_form
from autograder.diagnosis.stories import Casebook, casebook
from autograder.diagnosis.suspicion import by_text
from autograder.diagnosis.text import Text
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.question import RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered
from autograder.reference.mistakes import Mistake, bank_path, load_bank
from autograder.sandbox.protocol import Raised

Ids = tuple[str, ...]
Failing = list[tuple[int, RubricItem]]

SILENT = ("not_attempted", "timeout", "crashed", "memory")
"""Outcomes that say all there is to say."""


class Diagnosis:
    """Diagnoses one assignment; the answers that mistakes predict are worked out once, when they are first needed."""

    def __init__(self, key: AnswerKey, bank: Sequence[Mistake] = ()) -> None:
        self.key, self.bank = key, tuple(bank)
        self.books: dict[str, Casebook] = {}
        self.models: dict[str, Text] = {}
        self.lock = Lock()

    def book(self, question_id: str) -> Casebook:
        """What is known of a question."""
        with self.lock:
            if question_id not in self.books:
                key = self.key.questions[question_id]
                self.books[question_id] = casebook(key, self.bank, self.key.reference)
            return self.books[question_id]

    def diagnose(
        self,
        result: QuestionResult,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised] = (),
    ) -> dict[int, Ids]:
        """For each failing rubric item, by index, the ids of the mistakes that explain it, the best first.

        `answered` is empty where the question was not answered at all; `cells` are the student's, `cell_errors` the
        exceptions of the question's own cells. An item that nothing explains is left out.
        """
        try:
            return self._diagnose(result, answered, cells, cell_errors)
        except (RecursionError, MemoryError):  # a text nested too deeply to be read
            return {}

    def _diagnose(
        self,
        result: QuestionResult,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised],
    ) -> dict[int, Ids]:
        failing = [(i, item) for i, (item, verdict) in enumerate(result.verdicts) if not verdict.passed]
        if not failing or any("Syntax" in e.type_name or "Indent" in e.type_name for e in cell_errors):
            return {}
        text = self._text(result, cells)
        if result.outcome in SILENT:
            cause = _of_silence(result.outcome, text)
            return _all(failing, cause) if cause else {}
        if result.outcome == "missing" and result.question.target and not cell_errors:
            return _all(failing, errors.of_missing_target(text))
        if not answered or not self.key.questions[result.question.id].trials:
            return _all(failing, "name-typo") if errors.misspelt_names(text) else {}
        book = self.book(result.question.id)
        case = Case(book, gather_replies(book.spots, book.trials, [one.reply for one in answered]), text)
        if result.question.given:
            return _plain(case, failing, result, cell_errors)
        return _called(case, failing, result, answered, cell_errors)

    def _text(self, result: QuestionResult, cells: Sequence[Cell]) -> Text:
        question, reference = result.question, self.key.reference
        own = [result.cell.source] if result.cell else [cell.source for cell in cells]
        if question.id not in self.models:
            self.models[question.id] = Text((reference.source(question.id),), question.target)
        namespace = reference.names(question.id)
        return Text(tuple(own), question.target, self.models[question.id], namespace, result.at)


def _all(failing: Failing, *ids: str) -> dict[int, Ids]:
    return dict.fromkeys((index for index, _ in failing), ids)


def _of_silence(outcome: str, text: Text) -> str | None:
    if outcome == "timeout" and habits.shares_an_object(text):
        return "shared-function-instance"
    return "name-typo" if outcome == "not_attempted" and errors.misspelt_method(text) else None


def _plain(case: Case, failing: Failing, result: QuestionResult, raised: Sequence[Raised]) -> dict[int, Ids]:
    """A plain-variable question: what the checks know, exceptions, then numbers."""
    said = {i: result.verdicts[i][1].misconception for i, _ in failing}
    found: dict[int, Ids] = {i: (name,) for i, name in said.items() if name}
    lost = [i for i, item in failing if _lost(case, item)]
    cause = errors.of_error(raised[0], case.text) if raised else None
    if cause and lost:
        return _all(failing, cause)
    if len(lost) == len(failing) and habits.prints(case.text):
        return _all(failing, "prints-not-returns", "missing-variable")
    if "input-typo" in said.values():
        return {**found, **{i: ("input-typo",) for i, name in said.items() if name != "hard-coded-answer"}}
    told = by_numbers(case, failing)
    computed = not any(habits.typed(case.text, name) for _, item in failing for name in item.of)
    if computed and len(told) == len(failing):
        return told
    if all(name in ("hard-coded-answer", "missing-variable") for name in said.values()):
        return found
    told = told or beside_a_sign(case, failing) or _suspected(case, failing)
    shapes = errors.of_shapes(raised[0], case.text) if raised else None
    if shapes and not told:
        return _all(failing, shapes)
    return {**found, **told}


def _lost(case: Case, item: RubricItem) -> bool:
    """True when something that the item is judged by is not there."""
    return any(case.got.tokens[i][0] in ("raised", "skipped") for i in case.spots(item))


def _called(
    case: Case,
    failing: Failing,
    result: QuestionResult,
    answered: Sequence[Answered],
    raised: Sequence[Raised],
) -> dict[int, Ids]:
    """A class or a function: the first thing that went wrong decides where to look first."""
    first = next((i for i in case.required if not case.right((i,))), None)
    error = _first_raised(answered, raised)
    cause = _cause(error, case) if error else None
    number_first = first is not None and case.got.tokens[first][0] == "#"
    first_cause = None if number_first else cause
    if first_cause and first_cause != "forgot-cache":
        return _all(failing, first_cause)
    if errors.comma_for_dot(case.text):
        return _all(failing, "name-typo")
    if habits.uses_globals(case.text, frozenset(case.book.question.inputs)):
        return _all(failing, "uses-globals")
    predicted = whole(case) or ((first_cause,) if first_cause else ())
    if predicted:
        return _all(failing, *predicted)
    told = by_numbers(case, failing)
    form = by_form(case, answered)
    if form:
        return {**told, **dict.fromkeys(_without_number(case, failing), form)}
    if len(told) < len(failing):
        told = {**_suspected(case, failing), **told}
    told = told or beside_a_sign(case, failing)
    if not told and any(result.verdicts[i][1].message.key == "gradient_of_own_forward" for i, _ in failing):
        return _all(failing, "forward-wrong-op")
    cause = (errors.of_shapes(error, case.text) if error else None) or cause
    return told or (_all(failing, cause) if cause else {})


def _suspected(case: Case, failing: Failing) -> dict[int, Ids]:
    name = by_text(case)
    return _all(failing, name) if name else {}


def _first_raised(answered: Sequence[Answered], raised: Sequence[Raised]) -> Raised | None:
    """The first exception of a required trial, or of the cells where the target is missing because of it."""
    for one in answered:
        aside = one.trial.line.moved if one.trial.line else ()
        for step, value in zip(one.trial.steps, one.reply.observations, strict=True):
            if isinstance(value, Raised) and not one.trial.optional and step.name not in aside:
                missing = value.type_name == "NameError" and value.cell < 0
                return raised[0] if raised and missing else value
    return raised[0] if raised else None


def _cause(error: Raised, case: Case) -> str | None:
    known = frozenset(story.id for story in case.book.stories)
    if case.book.question.inputs:
        known |= {"forgot-cache"}
    name = errors.of_error(error, case.text, known)
    init = case.text.method("__init__")
    empty = (
        bool(case.book.question.init) and init is not None and all(isinstance(s, ast.Pass) for s in init.body)
    )
    return None if empty and name == "forgot-cache" else name


def _without_number(case: Case, failing: Failing) -> list[int]:
    """The failing items that were answered with something else than numbers of the right count (or all of them)."""
    chosen = []
    for index, item in failing:
        spots = [i for i in case.spots(item) if i in case.required and not case.right((i,))]
        if any(case.got.tokens[i][0] != "#" for i in spots):
            chosen.append(index)
    return chosen or [index for index, _ in failing]


def make_diagnosis(key: AnswerKey) -> Diagnosis:
    """The diagnosis of an assignment, with the bank of mistakes that lies beside its reference notebook."""
    return Diagnosis(key, load_bank(bank_path(key.course, key.assignment), set(key.questions)))
