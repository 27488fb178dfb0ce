"""What labels and symbols need of room."""

from __future__ import annotations

from autograder.selfcheck.drawing.picture import LETTER, RADIUS, Item, Label


def test_a_label_is_a_name_a_value_or_both() -> None:
    assert [Label(*one).text for one in (("q", "3"), ("q",), ("", "3"), ())] == ["q = 3", "q", "3", ""]


def test_a_short_operation_stands_in_a_circle_and_a_long_one_in_a_box() -> None:
    assert Item("operation", "exp").width == Item("operation", "exp").height == 2 * RADIUS
    assert Item("operation", "Affine").width > 6 * LETTER
    assert Item("input", "x").line == 0
    assert Item("input", "x", (), Label("", "12"), Label("dx", "3")).line > 6 * LETTER
