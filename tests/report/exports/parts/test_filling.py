"""What is said of a gradebook that is filled in: whose maximum is another one, who was not found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.report.exports.parts.filling import SHOWN, most_points, remarks
from tests.report.exports.samples import records, source


def test_whose_maximum_is_another_one_is_told() -> None:
    said = records()
    said[0]["questions"][0]["excused"] = True
    said[0].update(max_score=4.0, score=2.5, final_score=2.25, late_penalty=0.25)
    said[4]["by_hand"] = {"essay": {"score": None, "comment": "", "points": 2.0}}
    asked = replace(source(), records=lambda: iter(said))
    assert most_points(asked) == 8.0
    assert asked.notes == [
        "scores of fewer than 8 points, because a question is excused: 1",
        "scores without points that people give and have not given yet: 1",
    ]


def test_where_nobody_is_graded_the_maximum_is_the_assignments() -> None:
    nobody = replace(source(), records=lambda: iter(()))
    assert (most_points(nobody), nobody.notes) == (nobody.assignment.points, [])


@pytest.mark.parametrize(
    ("graded", "strangers", "said"),
    [
        (["ada", "bob"], [], ["1 filled in", "graded, but not found in the file: bob"]),
        (["ada"], ["=1+1"], ["1 filled in", "in the file, but without a record: left as it was: '=1+1"]),
        (["ada"], [], ["1 filled in"]),
        (["ada", *"123456"], [], ["1 filled in", "graded, but not found in the file: 1, 2, 3, 4, 5 and 1 more"]),
    ],
)  # fmt: skip
def test_who_stands_in_one_of_both_places_alone_is_named(
    graded: list[str], strangers: list[str], said: list[str]
) -> None:
    assert SHOWN == 5
    assert list(remarks({"ada"}, graded, strangers)) == said
