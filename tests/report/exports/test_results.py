"""results.json of Gradescope and PrairieLearn, held against what their projects say of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from autograder.report.exports import gradescope, prairielearn
from autograder.report.exports.parts.export import Export, as_json
from tests.report.exports.samples import records, source
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

PRAIRIELEARN = {
    "type": "object",
    "properties": {
        "gradable": {"type": "boolean"},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "message": TEXT,
        "output": TEXT,
        "format_errors": {"type": "array", "items": TEXT},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": TEXT, "message": TEXT, "points": NUMBER, "max_points": NUMBER},
                "required": ["name", "points", "max_points"],
                "additionalProperties": False,
            },
        },
    },
    "if": {"properties": {"gradable": {"const": False}}, "required": ["gradable"]},
    "then": {"required": ["format_errors"], "not": {"required": ["score"]}},
    "else": {"required": ["score"]},
    "additionalProperties": False,
}
"""What makeGradingResult and pl-external-grader-results read; points of one test and not of another would hide them all."""


def of(export: Export) -> dict[str, Any]:
    assert export.files
    return {file.name: json.loads(file.content) for file in export.files(source())}


@pytest.mark.parametrize(
    ("export", "schema"), [(gradescope.EXPORT, GRADESCOPE), (prairielearn.EXPORT, PRAIRIELEARN)]
)
def test_everybody_has_results_by_the_rules(export: Export, schema: dict[str, Any]) -> None:
    found = of(export)
    assert len(found) == 5
    for said in found.values():
        Draft202012Validator(schema).validate(said)
        assert "0.33" not in json.dumps(said), "a right number of a hidden input"


def test_gradescope_gets_the_score_that_counts_and_a_test_an_item() -> None:
    ada = of(gradescope.EXPORT)["ada/results.json"]
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
    said = gradescope.results(records()[1], ASSIGNMENT, "en")
    (given,) = [test for test in said["tests"] if "person" in test["name"]]
    assert (given["score"], given["max_score"]) == (1.0, 0.0)
    assert given["output"] == "points given by a person: 2 of 4\n=well argued"


@pytest.mark.parametrize("who", [2, 3])
def test_ungraded_and_excused_are_never_a_zero(who: int) -> None:
    record = records()[who]
    said = gradescope.results(record, ASSIGNMENT, "en")
    assert not {"score", "tests"} & said.keys()
    said = prairielearn.results(record, ASSIGNMENT, "ko")
    assert said["gradable"] is False
    assert "score" not in said


def test_prairielearn_gets_a_share_and_never_more_than_it_reads() -> None:
    record = records()[0]
    said = prairielearn.results(record, ASSIGNMENT, "en")
    assert said["score"] == 3.15 / 8.0
    assert sum(test["max_points"] for test in said["tests"]) == 8.0
    record["questions"] = record["questions"] * 3000
    assert len(as_json(prairielearn.results(record, ASSIGNMENT, "en"))) < prairielearn.LARGEST
