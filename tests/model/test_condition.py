"""What side conditions cost."""

from __future__ import annotations

import pytest

from autograder.model.condition import COSTS, MOST, Condition, kept

ARRAYS, INTEGERS, OBJECT = Condition.ARRAYS, Condition.INTEGERS, Condition.SECOND_OBJECT


@pytest.mark.parametrize(
    ("failed", "costs", "share"),
    [
        ((), {}, 1.0),
        ((ARRAYS,), {}, 0.75),
        ((OBJECT,), {}, 0.5),
        ((ARRAYS, INTEGERS), {}, 0.5),
        ((ARRAYS, INTEGERS, OBJECT), {}, 0.5),  # never more than half together
        (tuple(Condition), {}, 0.5),
        ((ARRAYS,), {ARRAYS: 0.0}, 1.0),
        ((ARRAYS, INTEGERS), {ARRAYS: 0.0}, 0.75),
        ((ARRAYS, INTEGERS), {ARRAYS: 0.8}, 0.2),  # the course says so
        ((ARRAYS,), {ARRAYS: 1.0}, 0.0),
    ],
)
def test_what_is_kept(failed: tuple[Condition, ...], costs: dict[Condition, float], share: float) -> None:
    assert kept(failed, {**COSTS, **costs}) == pytest.approx(share)


def test_a_condition_is_its_word() -> None:
    """In course.yml and in records."""
    assert [*map(str, Condition)] == [
        *(
            "arrays",
            "dimensions",
            "integers",
            "square",
            "one_row",
            "far_rows",
            "scale",
            "second_object",
            "second_call",
        ),
    ]


def test_every_condition_has_a_cost_and_none_costs_more_than_half() -> None:
    assert set(COSTS) == set(Condition)
    assert all(0 < cost <= MOST for cost in COSTS.values())
