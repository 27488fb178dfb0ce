"""Arrays side by side: any shape, any content, the difference always in view."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograder.report.heatmap import WINDOW, Map, compare


def texts(shown: Map | None) -> list[list[str]]:
    assert shown is not None
    return [[entry.text for entry in row] for row in shown.entries]


def differing(shown: Map | None) -> list[str]:
    assert shown is not None
    return [entry.text for row in shown.entries for entry in row if entry.differs]


def test_colour_follows_sign_and_size() -> None:
    shown = compare({"name": "dx", "got": [[4.0, 1.0, 0.0, -4.0, -0.1]]})
    assert shown is not None
    assert [entry.colour for entry in shown.got.entries[0]] == ["p4", "p1", "z", "n4", "n1"]


@pytest.mark.parametrize(
    ("got", "shape", "rows"),
    [(1.5, "1", [["1.5"]]), ([1.0, 2.0], "2", [["1", "2"]]), ([[[1.0], [2.0]]], "1 × 2 × 1", [["1"], ["2"]])],
)
def test_any_number_of_dimensions(got: Any, shape: str, rows: list[list[str]]) -> None:
    shown = compare({"name": "dx", "got": got})
    assert shown is not None
    assert shown.got.shape == shape
    assert texts(shown.got) == rows


def test_entries_that_differ_are_marked_in_both() -> None:
    shown = compare({"name": "dx", "got": [1.0, 2.0, math.nan], "numerical": [1.0, -2.0, 3.0]})
    assert shown is not None
    assert differing(shown.got) == ["2", "nan"]
    assert differing(shown.numerical) == ["−2", "3"]


def test_equal_to_the_eye_is_not_marked() -> None:
    shown = compare({"name": "dx", "got": [1.0, 2.0], "numerical": [1.0 + 1e-12, 2.0]})
    assert shown is not None
    assert not differing(shown.got)


def test_small_differences_are_written_out() -> None:
    shown = compare({"name": "dx", "got": [1.0, 2.0000003], "numerical": [1.0, 2.0]})
    assert shown is not None
    assert differing(shown.got) == ["2.0000003"]
    assert differing(shown.numerical) == ["2"]


def test_without_the_numerical_array_the_index_is_marked() -> None:
    shown = compare({"name": "dx", "got": [[[1.0, 2.0]], [[3.0, 4.0]]], "index": [1, 0, 1]})
    assert shown is not None
    assert shown.numerical is None
    assert differing(shown.got) == ["4"]


def test_arrays_of_unequal_shape_are_both_shown_without_marks() -> None:
    shown = compare({"name": "dW", "got": [[1.0, 2.0]], "numerical": [[1.0], [2.0]], "index": [0, 1]})
    assert shown is not None
    assert not differing(shown.got)
    assert texts(shown.numerical) == [["1"], ["2"]]


def test_of_a_large_array_the_part_with_the_difference_is_shown() -> None:
    numerical: Any = [[1.0] * 100 for _ in range(50)]
    got: Any = [list(row) for row in numerical]
    got[49][60] = 7.0
    shown = compare({"name": "dW", "got": got, "numerical": numerical})
    assert shown is not None
    assert shown.got.cut
    assert len(shown.got.rows) == len(shown.got.columns) == WINDOW
    assert differing(shown.got) == ["7"]
    assert 49 in shown.got.rows
    assert 60 in shown.got.columns


@pytest.mark.parametrize("got", [None, [], "text", [[1.0], [2.0, 3.0]], {"a": 1}])
def test_what_is_no_array_is_not_drawn(got: Any) -> None:
    assert compare({"name": "dx", "got": got}) is None


@pytest.mark.parametrize("index", [None, [], [5], [0, 0], [-1]])
def test_an_index_that_does_not_fit_marks_nothing(index: Any) -> None:
    shown = compare({"name": "dx", "got": [1.0, 2.0], "index": index})
    assert shown is not None
    assert not differing(shown.got)


def test_infinity_in_both_is_no_error() -> None:
    shown = compare({"name": "dx", "got": [math.inf, 1.0], "numerical": [math.inf, 1.0]})
    assert shown is not None
    assert differing(shown.got) == ["inf"]


def test_numbers_without_size() -> None:
    shown = compare({"name": "dx", "got": [0.0, math.inf, None], "numerical": [0.0, 0.0, 0.0]})  # type: ignore[list-item]
    assert shown is not None
    assert texts(shown.got) == [["0", "inf", "nan"]]


def test_what_the_record_says_differs_is_what_is_marked() -> None:
    """The grader knows how close an answer has to be; the page does not compare once more."""
    data: Any = {
        "name": "dx",
        "got": [1e-6, 1e-6, 1e-3],
        "numerical": [0.0, 0.0, 0.0],
        "differs": [False, False, True],
    }
    shown = compare(data)
    assert shown is not None
    assert differing(shown.got) == ["0.001"]
    assert differing(shown.numerical) == ["0"]


def test_without_such_marks_close_is_a_share_of_the_largest_entry() -> None:
    shown = compare({"name": "dx", "got": [1e6, 1.001], "numerical": [1e6, 1.0]})
    assert shown is not None
    assert not differing(shown.got)
