"""What came of a question, as frozen data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Verdict
from autograder.sandbox.protocol import Raised

Verdicts = tuple[tuple[RubricItem, Verdict], ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question judged: its outcome, the first error, a verdict for each rubric item, friendly notes.

    `estimates` says that its gradients may be estimates that numbers cannot tell from right ones: a person should look.
    `cell` is where it was answered, at position `at` among the cells that ran; `answered` is what it was judged by,
    `cell_errors` the exceptions of its cells.
    """

    question: Question
    outcome: Outcome
    verdicts: Verdicts
    error: Raised | None = None
    notes: tuple[Message, ...] = ()
    cell: Cell | None = None
    at: int = -1
    answered: tuple[Answered, ...] = ()
    cell_errors: tuple[Raised, ...] = ()
    estimates: bool = False

    @property
    def score(self) -> float:
        """Points earned."""
        return round(sum(item.points * verdict.share for item, verdict in self.verdicts), 9)

    @property
    def full(self) -> bool:
        """Every rubric item passed."""
        return all(verdict.passed for _, verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission judged: results in the course's order, exceptions by cell, CPU seconds of its processes, where it
    tried what the sandbox kills for, what was left out or changed so that a cell could run, and what its text reaches for that no
    exercise needs."""

    questions: tuple[QuestionResult, ...]
    cell_errors: tuple[tuple[Cell, Raised], ...]
    cpu: float
    violations: tuple[str, ...] = ()
    skipped: tuple[tuple[Cell, str], ...] = ()
    reaches: tuple[str, ...] = ()


class Diagnoses(Protocol):
    """Whoever says which mistakes explain a result."""

    def diagnose(
        self,
        result: QuestionResult,
        answered: Sequence[Answered],
        cells: Sequence[Cell],
        cell_errors: Sequence[Raised] = (),
    ) -> Mapping[int, tuple[str, ...]]:
        """For failing rubric items, by index, ids of misconceptions.yaml, the likeliest first."""
