"""results.json of PrairieLearn, held against what its external graders read."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from autograder.report.exports import prairielearn
from autograder.report.exports.parts.export import as_json
from tests.report.exports.samples import records, results_by_the_rules
from tests.report.samples import ASSIGNMENT

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
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


def test_everybody_has_results_by_the_rules() -> None:
    found = results_by_the_rules(prairielearn.EXPORT, PRAIRIELEARN)
    assert len(found) == 5
    nothing = prairielearn.not_graded("en")
    Draft202012Validator(PRAIRIELEARN).validate(nothing)
    assert "This submission could not be graded yet." in str(nothing["format_errors"])
    outputs = [one.get("output", "") for one in found.values()]
    assert sum("points given by a person: 2 of 4" in one for one in outputs) == 1


@pytest.mark.parametrize("who", [2, 3])
def test_ungraded_and_excused_are_not_gradable(who: int) -> None:
    said = prairielearn.results(records()[who], ASSIGNMENT, "ko")
    assert said["gradable"] is False
    assert "score" not in said


def test_it_gets_a_share_and_never_more_than_it_reads() -> None:
    record = records()[0]
    said: Any = prairielearn.results(record, ASSIGNMENT, "en")
    assert said["score"] == 3.15 / 8.0
    assert sum(test["max_points"] for test in said["tests"]) == 8.0
    record["questions"] = record["questions"] * 3000
    short = prairielearn.results(record, ASSIGNMENT, "en")
    Draft202012Validator(PRAIRIELEARN).validate(short)
    assert len(as_json(short)) < prairielearn.LARGEST
    assert (short["score"], short["tests"]) == (said["score"], [])
