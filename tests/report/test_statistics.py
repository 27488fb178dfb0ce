"""What is counted of a class, and how well its questions tell students apart."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.report.statistics import (
    ENOUGH,
    ClassTally,
    Field,
    Line,
    Tally,
    discrimination,
    line_of,
    tally,
)
from tests.report.samples import item, rich_record


def line(*scores: float, tried: bool = True) -> Line:
    fields = {f"q{n}": Field(score, 4.0, tried or n > 0) for n, score in enumerate(scores)}
    return Line("ada", "graded", sum(scores), 0.0, sum(scores), 12.0, fields)


def test_discrimination_is_the_correlation_with_all_other_points() -> None:
    draw = np.random.default_rng(1).integers(0, 5, (40, 3)).astype(float)
    rows = [line(*scores) for scores in draw]
    wanted = np.corrcoef(draw[:, 0], draw[:, 1:].sum(axis=1))[0, 1]
    assert discrimination(rows, "q0") == pytest.approx(wanted)


def test_nothing_is_said_of_few_students_of_equal_ones_and_of_those_who_did_not_try() -> None:
    rows = [line(float(n), float(n)) for n in range(ENOUGH)]
    assert discrimination(rows, "q0") == pytest.approx(1.0)
    assert discrimination(rows[1:], "q0") is None
    assert discrimination([line(4.0, float(n)) for n in range(ENOUGH)], "q0") is None
    assert discrimination([*rows[1:], line(0.0, 4.0, tried=False)], "q0") is None


def test_rates_are_told_of_all_and_of_those_who_tried() -> None:
    untouched = rich_record() | {"student": "bob"}
    untouched["questions"][0] |= {"outcome": "not_attempted", "score": 0.0}
    full = rich_record() | {"student": "eve"}
    full["questions"][0]["score"] = 4.0
    counts = tally([rich_record(), untouched, full]).questions["multiply_gate"]
    assert counts.pass_rate == pytest.approx(1 / 3)
    assert counts.pass_rate_tried == 0.5
    assert counts.parts == (1, 1, 0, 1)


def test_excused_answers_and_students_count_for_nothing() -> None:
    excused, whole = rich_record() | {"student": "bob"}, rich_record() | {"student": "eve", "excused": True}
    excused["questions"][0]["excused"] = True
    counts = tally([rich_record(), excused, whole])
    assert (counts.questions["multiply_gate"].answers, counts.questions["affine"].answers) == (1, 2)
    assert len(counts.scores) == 2
    assert line_of(whole).excused


def test_who_attacks_or_crashes_the_grader_has_no_misconception() -> None:
    honest = rich_record()
    hostile = rich_record() | {"student": "mallory", "violations": ["opened a socket"]}
    crashed = rich_record() | {"student": "carol"}
    crashed["questions"][1]["outcome"] = "crashed"
    reaching = rich_record() | {"student": "trent", "reaches": ["os.fork"]}
    counts = tally([honest, hostile, crashed, reaching])
    told = [who for one in counts.questions.values() for who in one.misconceptions.values()]
    assert told
    assert set(map(tuple, told)) == {(honest["student"],)}
    assert all(one.answers == 4 for one in counts.questions.values())


def test_the_tally_of_a_small_class() -> None:
    right = rich_record()
    late = rich_record() | {"student": "bob", "final_score": 1.0}
    broken = rich_record() | {"student": "eve", "status": "ungraded", "final_score": None}
    counts = tally([right, late, broken])
    assert (counts.students, counts.graded, counts.max_score) == (3, 2, 8.0)
    assert counts.mean == pytest.approx((3.15 + 1.0) / 2)
    assert counts.median == counts.mean
    question = counts.questions["multiply_gate"]
    assert (question.answers, question.passed, question.mean) == (2, 0, 1.0)
    assert question.commonest[0] == ("mul-not-swapped", ["ada", "bob"])
    assert [shown.pass_rate for shown in question.items.values()] == [1.0, 0.0]


def test_medians() -> None:
    assert ClassTally().median is None
    assert ClassTally(scores=[3.0, 1.0, 2.0]).median == 2.0
    assert Tally().mean == Tally().pass_rate == 0.0


def test_items_with_the_same_name_are_told_apart() -> None:
    record = rich_record()
    record["questions"] = record["questions"][:1]
    record["questions"][0]["items"] = [item("value", ["q"], 1.0, 1.0, ""), item("value", ["q"], 0.0, 1.0, "")]
    assert len(tally([record]).questions["multiply_gate"].items) == 2
