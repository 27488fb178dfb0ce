"""Which belief is wrong: the mistakes that explain a wrong answer, the best first, and nothing where nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock
from types import MappingProxyType

from autograder.checks.verdicts.quoting import UNREADABLE
from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.case import Case, Casebook
from autograder.diagnosis.evidence import gather_replies
from autograder.diagnosis.fingerprints import Fingerprints, stories_of
from autograder.diagnosis.rules import Mistakes, mistakes_of
from autograder.diagnosis.rules.exceptions import OF_SUBSTANCE
from autograder.diagnosis.stories import Right, casebook
from autograder.model.answer_key import AnswerKey, QuestionKey
from autograder.model.cell import Cell
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered, Answerer
from autograder.notebook.code import code
from autograder.reference.mistakes import Mistake, bank_of
from autograder.sandbox.protocol import Raised


class Diagnosis:
    """Diagnoses the questions of an assignment; the answers that mistakes predict are worked out once, when they are first needed.

    `bank` are the known mistakes. By default the reference gives the right answers to changed trials, and its source is
    what the student's is compared with. Where `right` gives them, the reference may be the student's own notebook: its
    source is not asked for then. `known` are the fingerprints of the mistakes of a question, by its id, where there is no bank.
    """

    def __init__(
        self,
        questions: Mapping[str, QuestionKey],
        reference: Answerer,
        bank: Sequence[Mistake] = (),
        right: Right | None = None,
        known: Mapping[str, Fingerprints] = MappingProxyType({}),
    ) -> None:
        self.questions, self.reference, self.bank, self.known = questions, reference, tuple(bank), known
        self.models = right is None
        self.right = right or (lambda question, trial: reference.answer(question, trial.probe).observations)
        self.books: dict[str, Casebook] = {}
        self.lock = Lock()

    def book(self, question_id: str) -> Casebook:
        """What is known of a question."""
        with self.lock:
            if question_id not in self.books:
                key = self.questions[question_id]
                self.books[question_id] = casebook(key, self.bank, self.reference, self.right)
            return self.books[question_id]

    def diagnose(
        self,
        result: QuestionResult,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised] = (),
    ) -> Mistakes:
        """For each failing rubric item, by index, the ids of the mistakes that explain it, the best first.

        `answered` is empty where the question was not answered at all; `cells` are the student's, `cell_errors` the
        exceptions of the question's own cells. An item that nothing explains is left out.
        """
        if result.full or any(error.type_name in UNREADABLE for error in cell_errors):
            return {}
        return _possible(mistakes_of(self._case(result, answered, cells, cell_errors)), result)

    def _case(
        self,
        result: QuestionResult,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised],
    ) -> Case:
        key = self.questions[result.question.id]
        book = self.book(key.question.id) if answered else Casebook(key.question, key.about)
        got = gather_replies(book.spots, book.trials, [one.reply for one in answered])
        if known := self.known.get(key.question.id):
            book = replace(book, stories=(*stories_of(book, known, got), *book.stories))
        text, verdicts = self._text(result, cells), result.verdicts
        return Case(book, got, text, result.outcome, verdicts, tuple(answered), tuple(cell_errors))

    def _text(self, result: QuestionResult, cells: Sequence[Cell]) -> Text:
        question, reference = result.question, self.reference
        own = [
            cell.source for cell in (_homes(question.target, result.cell, cells) if result.cell else cells)
        ]
        model = Text((reference.source(question.id),), question.target) if self.models else None
        standing = frozenset[str]() if self.models else reference.names(question.id)
        notebook = tuple(cell.source for cell in cells)
        return Text(tuple(own), question.target, model, notebook, standing, result.at)


def _homes(target: str | None, after: Cell, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells that hold an answer's text: the one after which it was asked, or, where that is none of ours and lacks the target,
    the last one that has it."""
    if target is None or after.grade_id is not None or target in code(after.source).blocks:
        return [after]
    return [cell for cell in cells if target in code(cell.source).blocks][-1:] or [after]


def _possible(found: Mistakes, result: QuestionResult) -> Mistakes:
    """Without mistakes that nobody can have made whose answer is right in substance."""
    beside = {index for index, (_, verdict) in enumerate(result.verdicts) if verdict.conditions}
    known = {
        i: tuple(one for one in ids if i not in beside or one not in OF_SUBSTANCE) for i, ids in found.items()
    }
    return {index: ids for index, ids in known.items() if ids}


def make_diagnosis(key: AnswerKey) -> Diagnosis:
    """The diagnosis of an assignment, with the bank of mistakes that lies beside its reference notebook."""
    return Diagnosis(key.questions, key.reference, bank_of(key.course, key.assignment))
