"""A record made once more is held against the one that was: whoever makes it is played here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from autograder.course.load import load_assignment
from autograder.grading import replay as module
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.record import make_record
from autograder.grading.replay import replay
from autograder.grading.task import Answer, Task, answer
from autograder.model.record import Record
from tests.conftest import ROOT

RECIPE = Recipe(ROOT / "autograder" / "commands" / "template", "ps1", b"seed", "ko")
_, ASSIGNMENT = load_assignment(RECIPE.root, RECIPE.assignment)
ADA = Submission("ada", ())
OLD: dict[str, Any] = {
    **make_record(ADA, ASSIGNMENT, "nothing", lang="ko", protection="full"),
    "status": "graded",
    "reason": None,
    "score": 2.0,
    "final_score": 2.0,
    "version": "1",
    "platform": "here",
    "seconds": 1.0,
    "questions": [
        {"id": "a", "score": 1.0, "max_score": 1.0, "rubric": []},
        {"id": "b", "score": 1.0, "max_score": 1.0, "rubric": []},
    ],
}


class Pool:
    """One that makes the record it was told to make."""

    made: Record
    asked: list[Any]

    def __init__(self, recipe: Recipe, jobs: int, lost: Any) -> None:
        Pool.asked = [recipe, jobs, lost(Task(ADA), "it died").status]

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        for task in tasks:
            Pool.asked.append(task.submission)
            yield answer(Pool.made)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        Pool.asked.append("ended")


@pytest.fixture(autouse=True)
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Pool", Pool)


def again(**other: Any) -> module.Replay:
    """What is said where these keys of the new record are others."""
    Pool.made = {**OLD, **other}  # type: ignore[typeddict-item]
    return replay(RECIPE, ASSIGNMENT, ADA, OLD)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [{}, {"seconds": 9.0, "cpu_seconds": 9.0}, {"lang": "en"}])
def test_the_same_record_is_said_to_be_the_same_however_long_it_took(other: dict[str, Any]) -> None:
    made = again(**other)
    assert made.same
    assert (made.reasons, made.differs, made.scores) == ((), (), None)
    assert made.record == Pool.made
    assert Pool.asked == [RECIPE, 1, "ungraded", ADA, "ended"]


@pytest.mark.parametrize("sign", ["version", "platform", "protection"])
def test_what_it_was_made_with_is_a_reason_and_no_difference(sign: str) -> None:
    made = again(**{sign: "other"})
    assert made.reasons == (f"another {sign}: {OLD[sign]} then, other now",)
    assert (made.differs, made.same) == ((), False)


def test_where_the_records_differ_is_named_by_key_and_by_question() -> None:
    questions = [OLD["questions"][0], {"id": "c", "score": 0.0, "max_score": 1.0, "rubric": []}]
    made = again(questions=questions, notes=["another"], final_score=1.0)
    assert (sorted(made.differs), made.reasons, made.same) == (["b", "c", "final_score", "notes"], (), False)
    assert made.scores is not None
    assert (made.scores.before, made.scores.after) == (2.0, 1.0)
    assert made.scores.questions == (("b", 1.0, None), ("c", None, 0.0))


def test_a_question_that_differs_though_its_score_does_not_is_named() -> None:
    other = again(questions=[OLD["questions"][0], {**OLD["questions"][1], "rubric": ["another"]}])
    assert (other.differs, other.scores, other.same) == (("b",), None, False)


def test_a_record_that_said_less_says_unknown() -> None:
    Pool.made = {**OLD}  # type: ignore[typeddict-item]
    before: Any = {key: value for key, value in OLD.items() if key != "version"}
    assert replay(RECIPE, ASSIGNMENT, ADA, before).reasons == ("another version: unknown then, 1 now",)


def test_what_people_gave_and_how_late_it_was_is_no_difference() -> None:
    given: Any = {
        **OLD,
        "questions": [
            {**OLD["questions"][0], "score": 0.5, "manual": {"score": 0.5, "comment": "", "automatic": 1.0}},
            OLD["questions"][1],
        ],
        "score": 1.5,
        "final_score": 1.5,
    }
    Pool.made = {**OLD}  # type: ignore[typeddict-item]
    made = replay(RECIPE, ASSIGNMENT, ADA, given)
    assert (made.differs, made.scores) == ((), None)
