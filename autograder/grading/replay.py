"""A record, made once more: the same one comes out, or it is said what is another. A dispute is settled so, a year later."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from autograder.grading.changes import Change, change, why
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.run import lost
from autograder.grading.settling.settle import settled
from autograder.grading.task import Task
from autograder.grading.workers.pool import Pool
from autograder.model.question import Assignment
from autograder.model.record import Record

TIMINGS = frozenset({"seconds", "cpu_seconds"})
"""What differs from run to run."""
SIGNS = frozenset({"submission", "fingerprint", "stamps", "version", "platform", "lang", "protection"})
"""What a record was made with and of."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it: the new record; the reasons why it may differ; where it does (the record's keys, questions by id);
    the scores, where one is another."""

    record: Record
    reasons: tuple[str, ...]
    differs: tuple[str, ...]
    scores: Change | None

    @property
    def same(self) -> bool:
        """The very same record, made with the same."""
        return not self.differs and not self.reasons


def replay(recipe: Recipe, assignment: Assignment, submission: Submission, before: Record) -> Replay:
    """Make a record of the submission and hold it against what was judged in the one `before`: what people gave and how late it
    was is settled whenever somebody looks. Raises SandboxError where no worker stands."""
    before = settled(before, assignment)
    with Pool(recipe, 1, partial(lost, assignment, recipe.lang)) as pool:
        (answer,) = pool.grade([Task(submission)])
    after = answer.record
    return Replay(
        after, tuple(_reasons(before, after)), tuple(_differing(before, after)), change(before, after)
    )


def _reasons(before: Record, after: Record) -> Iterator[str]:
    yield from why(before, after)
    for sign in ("version", "platform", "protection"):
        old, new = before.get(sign, "unknown"), after.get(sign)
        if old != new:
            yield f"another {sign}: {old} then, {new} now"


def _differing(before: Record, after: Record) -> Iterator[str]:
    """The keys whose values differ, and of the questions which."""
    for key, value in after.items():
        if key == "questions":
            old = {question["id"]: question for question in before["questions"]}
            new = {question["id"]: question for question in after["questions"]}
            yield from (q for q in {**old, **new} if old.get(q) != new.get(q))
        elif key not in TIMINGS | SIGNS and before.get(key) != value:
            yield key
