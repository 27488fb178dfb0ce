"""What a page may not show yet: right numbers, of a record that is otherwise as it was."""

from __future__ import annotations

from autograder.report.answers import without_answers
from tests.conftest import assert_valid
from tests.report.samples import rich_record


def test_without_answers_a_record_is_still_one_and_the_original_is_as_it_was() -> None:
    record = rich_record()
    hidden = without_answers(record)
    assert_valid(hidden)
    assert record == rich_record()
    compared = hidden["questions"][1]["items"][2]["compare"]
    assert compared == {
        k: v for k, v in rich_record()["questions"][1]["items"][2]["compare"].items() if k != "numerical"
    }
