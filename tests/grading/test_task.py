"""What goes to a worker and comes back is the same on the other side."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.record import make_record
from autograder.grading.task import Answer, Task, answer
from autograder.model.message import tell
from tests.conftest import COURSE

ADA = Submission("ada", (Path("/in/gates.ipynb"), Path("/in/more.py")))


def through(said: dict[str, Any]) -> dict[str, Any]:
    arrived: dict[str, Any] = json.loads(json.dumps(said))
    return arrived


@pytest.mark.parametrize(
    "task",
    [
        Task(ADA),
        Task(Submission("", ())),
        Task(ADA, Path("/out/ada.json"), frozenset({"b", "a"})),
        Task(replace(ADA, handed_in=datetime(2027, 3, 28, 23, 59, tzinfo=UTC), others=("x.docx",), sheets=("s",))),
        Task(replace(ADA, unsure=tell("{name} may be hers", name=tell("the file {at}", at=3)))),
    ],
)  # fmt: skip
def test_a_task(task: Task) -> None:
    there = Task.from_json(through(task.to_json()))
    assert (there.submission, there.earlier, there.kept) == (task.submission, task.earlier, task.kept)
    assert there.to_json() == task.to_json()


def test_paths_are_those_of_the_caller_and_few_other_names_go_along() -> None:
    others = tuple(f"{at}.txt" for at in range(15))
    said: Any = Task(Submission("ada", (Path("gates.ipynb"),), others)).to_json()
    assert said["files"] == [str(Path.cwd() / "gates.ipynb")]
    assert tuple(said["others"]) == others[:10]


def test_an_answer() -> None:
    record = make_record(ADA, COURSE.assignments[0], "it cannot be read", "en", "full")
    one = answer(record, {"judge": 0.5})
    assert Answer.from_json(through(one.to_json()), one.text) == one
    assert (one.student, one.status, one.reason) == ("ada", "ungraded", "it cannot be read")
    assert one.record == json.loads(one.text) == record
    assert answer(record).spent == {}


@pytest.mark.parametrize("protect", [True, False])
def test_a_recipe(protect: bool) -> None:
    recipe = Recipe(Path("/course"), "ps2", b"\x00\xff seed", "ko", protect)
    assert Recipe.from_json(through(recipe.to_json())) == recipe
