"""The numbers of the graphics: which bar a value falls into, round edges; the tables that are made of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograder.report.fill import _environment
from autograder.report.plots import histogram


def test_values_fall_into_equal_parts() -> None:
    made = histogram([0, 1.9, 2, 2, 9.99, 10], 10)
    assert list(made.counts) == [2, 2, 0, 0, 2]
    assert (made.high, made.across) == (10, (0, 2, 4, 6, 8, 10))
    assert made.parts == [("0–2", 2), ("2–4", 2), ("4–6", 0), ("6–8", 0), ("8–10", 2)]


@pytest.mark.parametrize("high", [18, 24, 7.5, 0.37, 1300])
@pytest.mark.parametrize("students", [3, 40, 400])
def test_a_bar_stands_between_two_ticks(high: float, students: int) -> None:
    made = histogram([high * k / students for k in range(students + 1)], high)
    assert len(made.across) == len(made.counts) + 1
    assert made.across[-1] == made.high >= high
    assert sum(made.counts) == students + 1
    assert made.counts[-1] > 0


def test_a_bar_begins_at_its_value_whatever_the_last_digit() -> None:
    made = histogram([k / 10 for k in range(10)] * 10, 1.0)
    assert made.counts == (10,) * 10


@pytest.mark.parametrize(("values", "bars"), [([], 5), ([3.0], 3), ([1.0] * 49, 5), ([1.0] * 4000, 10)])
def test_more_values_have_more_bars(values: list[float], bars: int) -> None:
    made = histogram(values)
    assert (len(made.counts), sum(made.counts)) == (bars, len(values))
    assert made.high > 0


def macros() -> Any:
    return _environment().get_template("plots.html.j2").module


def test_a_bar_is_as_high_as_its_number_and_the_graphic_is_a_table() -> None:
    drawn = str(macros().histogram(histogram([1, 1, 9], 10), "<scores>", ("points", "students")))
    heights = [float(height) for height in re.findall(r'style="height: ([\d.]+)em"', drawn)]
    assert heights == [7, 0, 0, 0, 3.5]
    assert re.findall(r"</span>(\d+)</td>", drawn) == ["2", "0", "0", "0", "1"]
    assert re.findall(r'<th scope="col">([^<]+)<', drawn) == ["0–2", "2–4", "4–6", "6–8", "8–10"]
    assert "<caption>&lt;scores&gt;</caption>" in drawn


def test_shares_are_as_long_as_their_numbers() -> None:
    drawn = str(macros().shares((5, 0, 2, 1)))
    assert re.findall(r'class="(\w)" style="flex-grow: (\d)"', drawn) == [*zip("fhzu", "5021", strict=True)]
