"""results.json of Gradescope, held against what its documentation says of it."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from autograder.report.exports import gradescope
from tests.report.exports.samples import records, results_by_the_rules
from tests.report.samples import ASSIGNMENT

VISIBLE = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
TEXT, NUMBER = {"type": "string"}, {"type": "number"}
GRADESCOPE = {
    "type": "object",
    "properties": {
        "score": NUMBER,
        "execution_time": NUMBER,
        "output": TEXT,
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBLE,
        "stdout_visibility": VISIBLE,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "score": NUMBER,
                    "max_score": NUMBER,
                    "status": {"enum": ["passed", "failed"]},
                    "name": TEXT,
                    "name_format": FORMAT,
                    "number": TEXT,
                    "output": TEXT,
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": TEXT},
                    "visibility": VISIBLE,
                    "extra_data": {"type": "object"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""As its documentation lists the keys."""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return results_by_the_rules(gradescope.EXPORT, GRADESCOPE)


def test_everybody_has_results_by_the_rules(found: dict[str, Any]) -> None:
    assert len(found) == 5
    Draft202012Validator(GRADESCOPE).validate(gradescope.not_graded("ko"))
    assert "score" not in gradescope.not_graded("ko")


def test_it_gets_the_score_that_counts_and_a_test_an_item(found: dict[str, Any]) -> None:
    ada = found["ada/results.json"]
    assert ada["score"] == 3.15
    assert ada["output"] == "Score: 3.5 · Late penalty: -0.35 · Final score: 3.15 of 8"
    assert ada["stdout_visibility"] == "hidden"
    first, second, *_ = ada["tests"]
    assert (first["number"], first["status"], second["number"], second["status"]) == (
        "1.1",
        "passed",
        "1.2",
        "failed",
    )
    assert second["name"] == "A multiply gate: Gradient: x, y"
    assert second["output"].startswith("The two gradients are exchanged.\nHint: ")


def test_what_a_person_gave_is_a_test_of_its_own() -> None:
    said: Any = gradescope.results(records()[1], ASSIGNMENT, "en")
    (given,) = [test for test in said["tests"] if "person" in test["name"]]
    assert (given["score"], given["max_score"]) == (1.0, 0.0)
    assert given["output"] == "points given by a person: 2 of 4\n=well argued"


@pytest.mark.parametrize("who", [2, 3])
def test_ungraded_and_excused_are_never_a_zero(who: int) -> None:
    assert not {"score", "tests"} & gradescope.results(records()[who], ASSIGNMENT, "en").keys()


def test_what_is_excused_has_no_tests_and_what_people_gave_beside_has_one() -> None:
    record = records()[0]
    record["questions"][0]["excused"] = True
    record["by_hand"] = {
        "essay": {"score": 1.5, "comment": "Fine", "points": 2.0},
        "proof": {"score": None, "comment": "", "points": 1.0},
    }
    tests: Any = gradescope.results(record, ASSIGNMENT, "en")["tests"]
    assert {one["number"].partition(".")[0] for one in tests[:-1]} == {"2"}
    assert tests[-1] == {"name": "essay", "score": 1.5, "max_score": 2.0, "output": "Fine"}
