"""The table of a self-check: how much is known of each thing that is asked, and by how much it differs."""

from __future__ import annotations

import re

import pytest

from tests.selfcheck.answers import answered, reference

GATE = """
class AddGate:
    def forward(self, x, y):
        return {forward}
    def backward(self, dz):
        return {dx}, {dy}
"""


def states(question: str, source: str | None = None) -> dict[str, str]:
    """What is known, by what it is called."""
    return {row.name: row.state for row in answered(question, source).rows}


def gate(forward: str = "x + y", dx: str = "dz", dy: str = "dz") -> str:
    return GATE.format(forward=forward, dx=dx, dy=dy)


@pytest.mark.parametrize(
    ("source", "known"),
    [
        (gate(), {"forward": "ok", "dx": "ok", "dy": "ok"}),
        (gate(dx="2 * dz"), {"forward": "ok", "dx": "wrong", "dy": "ok"}),
        (gate("x + y + 1"), {"forward": "wrong", "dx": "own", "dy": "own"}),
        (gate("2 * x + y"), {"forward": "wrong", "dx": "unknown", "dy": "own"}),
    ],
)
def test_what_an_example_of_the_text_does_not_show_to_be_right_is_no_tick(
    source: str, known: dict[str, str]
) -> None:
    assert states("add_gate", source) == known


@pytest.mark.parametrize(
    ("dx", "difference"),
    [
        ("dz", "0"),
        ("dz * (1 + 1e-12)", "0"),
        ("dz + 0.25", "0.25"),
        ("dz + 1234.5678", "1235"),
        ("dz + 2e7", "2e+07"),
        ("np.ones((2, 2))", "–"),
        ("dz * np.nan", "–"),
        ("None", "–"),
    ],
)
def test_the_largest_difference_is_a_short_number_or_none(dx: str, difference: str) -> None:
    row = next(one for one in answered("add_gate", gate(dx=dx)).rows if one.name == "dx")
    assert row.difference == difference


@pytest.mark.parametrize(("dx", "shape"), [("dz", "()"), ("np.ones((2, 3))", "(2, 3)"), ("'dz'", "–")])
def test_the_shape_is_that_of_what_came(dx: str, shape: str) -> None:
    row = next(one for one in answered("add_gate", gate(dx=dx)).rows if one.name == "dx")
    assert row.shape == shape


def test_a_forward_that_gives_other_values_each_time_is_told() -> None:
    source = "class AddGate:\n    def forward(self, x, y):\n        return x + y + np.random.rand()\n    def backward(self, d):\n        return d, d"
    report = answered("add_gate", source)
    assert not report.passed
    assert next(row for row in report.rows if row.name == "forward").state == "wrong"


def test_an_intermediate_that_the_value_does_not_come_from_is_left_open() -> None:
    source = "x = -2\ny = 5\nz = -4\nq = x + y\nf = (x + y) * z\ndfdq = z\ndfdz = q\ndfdx = z\ndfdy = z"
    report = answered("chain_rule", source)
    assert report.passed
    assert report.sentence.startswith("What could be checked is right. Not checked: dfdq")


def test_what_a_network_begins_with_does_not_depend_on_its_forward_pass() -> None:
    source = reference("two_layer_net")[1].source.replace(
        "self.relu.forward(self.first.forward(x))", "self.first.forward(x)"
    )
    rows = states("two_layer_net", source)
    assert rows["predict"] == "wrong"
    assert rows["params"] == rows["spread"] == "ok"
    assert rows["W1"] != "ok"


AFFINE = reference("affine")[1].source


@pytest.mark.parametrize(
    ("old", "new", "row", "state", "largest"),
    [
        ("return dout @ self.W.T", "return np.round(dout @ self.W.T, 6)", "dx", "wrong", r"\d.*e-0[78]"),
        ("dout.sum(axis=0)", "dout.sum(axis=0, keepdims=True)", "db", "wrong", "–"),
        ("dout.sum(axis=0)", "dout.mean(axis=0)", "db", "wrong", r"\d+(\.\d+)?"),
        ("return x @ self.W", "return 2 * x @ self.W", "dx", "unknown", "–"),
        ("return x @ self.W", "return 1 + x @ self.W", "dx", "own", "0"),
    ],
)
def test_a_difference_is_shown_of_numbers_that_were_compared(
    old: str, new: str, row: str, state: str, largest: str
) -> None:
    assert AFFINE.count(old) == 1
    found = next(one for one in answered("affine", AFFINE.replace(old, new)).rows if one.name == row)
    assert found.state == state
    assert re.fullmatch(largest, found.difference), found
