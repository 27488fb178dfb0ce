"""The recipe of a run crosses whole, as JSON."""

import json
from pathlib import Path

import pytest

from autograder.grading.recipe import Recipe


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(Path("/courses/a b"), "ps1", bytes(range(256)), "ko"),
        Recipe(Path(), "ps2", b"", "en", protect=False),
    ],
)
def test_what_is_said_of_a_grader_makes_the_same_one(recipe: Recipe) -> None:
    assert Recipe.from_json(json.loads(json.dumps(recipe.to_json()))) == recipe
