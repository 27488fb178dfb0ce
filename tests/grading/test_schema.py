"""The published form of a record is that of its types, and says what is wrong with what is none."""

from __future__ import annotations

import runpy
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from autograder.grading import schema
from autograder.grading.schema import record_schema
from autograder.model.outcome import Outcome
from autograder.model.record import Record
from tests.conftest import ROOT, assert_valid
from tests.report.samples import class_of, rich_record


def test_the_published_schema_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    """Else: python -m autograder.grading.schema > docs/record.schema.json."""
    runpy.run_path(schema.__file__, run_name="__main__")
    assert capsys.readouterr().out == (ROOT / "docs" / "record.schema.json").read_text("utf-8")


def test_it_is_a_schema_with_every_key_of_the_contract() -> None:
    made = record_schema()
    Draft202012Validator.check_schema(made)
    kinds = made["$defs"]
    settled = {"lateness", "excused", "by_hand"}
    assert set(kinds["Record"]["properties"]) == set(Record.__annotations__)
    assert set(kinds["Record"]["properties"]) - set(kinds["Record"]["required"]) == settled
    assert set(kinds["Record"]["required"]) >= {
        *("schema", "student", "assignment", "status", "reason", "score", "max_score", "late_penalty"),
        *("final_score", "submission", "questions", "cells", "seconds", "protection"),
    }
    assert set(kinds["QuestionRecord"]["required"]) >= {
        *("id", "score", "max_score", "outcome", "error", "items", "misconceptions", "notes"),
    }
    optional = set(kinds["ItemRecord"]["properties"]) - set(kinds["ItemRecord"]["required"])
    assert optional == {"compare", "conditions"}


def test_the_made_up_records_of_these_tests_are_records() -> None:
    for record in (rich_record(), *class_of(40)):
        assert_valid(record)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("score", "3"),
        ("status", "fine"),
        ("lang", None),
        ("questions", [{}]),
        ("new", 1),
        ("cells", [{"index": 1}]),
    ],
)
def test_what_is_no_record_is_refused(key: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        assert_valid({**rich_record(), key: value})


@pytest.mark.parametrize("key", sorted(Record.__required_keys__))
def test_a_record_lacks_no_key(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        assert_valid({k: v for k, v in rich_record().items() if k != key})


@pytest.mark.parametrize(
    ("outcome", "right"), [*((outcome.value, True) for outcome in Outcome), ("fine", False)]
)
def test_an_outcome_is_one_of_those_that_there_are(outcome: str, right: bool) -> None:
    record: dict[str, Any] = {**rich_record()}
    record["questions"][0]["outcome"] = outcome
    if right:
        assert_valid(record)
    else:
        with pytest.raises(ValidationError):
            assert_valid(record)


@pytest.mark.parametrize(
    ("got", "right"), [(1.5, True), ([[1.0], [2]], True), ([["1"]], False), (None, False)]
)
def test_an_array_is_nested_lists_of_numbers(got: Any, right: bool) -> None:
    record: dict[str, Any] = {**rich_record()}
    record["questions"][1]["items"][2]["compare"]["got"] = got
    if right:
        assert_valid(record)
    else:
        with pytest.raises(ValidationError):
            assert_valid(record)
