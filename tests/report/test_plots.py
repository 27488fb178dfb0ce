"""The numbers of the plots: which bar a value falls into, round numbers along the axes; what is drawn of them."""

from __future__ import annotations

import re

import pytest

from autograder.report.plots import histogram, ticks


@pytest.mark.parametrize(
    ("high", "expected"),
    [
        (18, (0, 5, 10, 15)),
        (10, (0, 2, 4, 6, 8, 10)),
        (1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0.011, (0, 0.0025, 0.005, 0.0075, 0.01)),
        (25000, (0, 5000, 10000, 15000, 20000, 25000)),
    ],
)
def test_ticks_are_round(high: float, expected: tuple[float, ...]) -> None:
    assert ticks(high, 5) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("high", "expected"), [(1, (0, 1)), (3, (0, 1, 2, 3)), (7, (0, 2, 4, 6)), (12, (0, 5, 10))]
)
def test_people_are_counted_in_whole_numbers(high: float, expected: tuple[float, ...]) -> None:
    assert ticks(high, 5, whole=True) == expected


def test_values_fall_into_equal_parts() -> None:
    made = histogram([0, 1.9, 2, 2, 9.99, 10], 10)
    assert list(made.counts) == [2, 2, 0, 0, 2]
    assert (made.high, made.across, made.up) == (10, (0, 2, 4, 6, 8, 10), (0, 1, 2))
    assert made.parts == [("0 – 2", 2), ("2 – 4", 2), ("4 – 6", 0), ("6 – 8", 0), ("8 – 10", 2)]


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


def test_a_bar_is_as_long_as_its_share() -> None:
    from autograder.report.fill import _environment

    macros = _environment().get_template("plots.html.j2").module
    drawn = str(macros.bar_chart([("half", 0.5), ("<all>", 1.0), ("none", 0.0)], 'a "label"'))  # type: ignore[attr-defined]
    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)
    assert widths[2] == 0
    assert re.findall(r">(\d+ %)<", drawn) == ["50 %", "100 %", "0 %"]
    assert 'aria-label="a &#34;label&#34;: half 50 %; &lt;all&gt; 100 %; none 0 %"' in drawn
    assert "&lt;all&gt;" in drawn


def test_a_bar_is_as_high_as_its_number() -> None:
    from autograder.report.fill import _environment

    macros = _environment().get_template("plots.html.j2").module
    drawn = str(macros.histogram(histogram([1, 1, 9], 10), "scores"))  # type: ignore[attr-defined]
    heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', drawn)]
    assert 'aria-label="scores: 0 – 2: 2; 2 – 4: 0; 4 – 6: 0; 6 – 8: 0; 8 – 10: 1"' in drawn
    assert heights == [110, 0, 0, 0, 55]
    assert [float(word) for word in re.findall(r">([\d.]+)</text>", drawn)] == [0, 2, 4, 6, 8, 10, 0, 1, 2]
