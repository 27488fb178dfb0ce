"""The kind `derivative`: judged as a value is, told as a gradient."""

from __future__ import annotations

from autograder.checks import value
from autograder.checks.derivative import KIND
from autograder.model.message import Message
from autograder.model.question import RubricItem
from autograder.model.trial import RIGHT, Role
from tests.checks.test_value import CELL, judged

SLOPE = RubricItem("derivative", 1.0, ("dx",), {"d": "f", "by": "x"})


def test_a_wrong_one_is_told_as_a_gradient() -> None:
    """Not by the number that was found, but by how it relates to the right one."""
    verdict = judged(CELL.replace("dx = y", "dx = -y"), item=SLOPE)
    assert verdict.message.key == "gradient_wrong"
    assert verdict.message.values["relation"] == Message("relation_opposite_sign", {"got": 3.0})
    assert judged(CELL, item=SLOPE) == RIGHT


def test_it_is_judged_as_a_value_with_options_of_its_own() -> None:
    assert KIND.plans == value.KIND.plans
    assert KIND.judge is value.KIND.judge
    assert {"d", "by", "upstream", "equals", "constant"} == set(KIND.options)
    assert set(KIND.needs) == {"of", "d", "by"}
    assert KIND.about(SLOPE) == (Role.VALUE, ("dx",))
