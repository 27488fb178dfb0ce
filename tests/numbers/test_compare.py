"""Numerical gradients, and what counts as the right number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.numbers.compare import (
    FLOOR,
    TOLERANCE,
    Right,
    agrees,
    as_array,
    compare,
    factor,
    kind_of,
    numerical_vjp,
    parts,
)
from autograder.sandbox.codec import DTYPES, Opaque
from autograder.sandbox.protocol import Raised, Skipped

NUMBERS = st.floats(width=64) | st.integers(-(2**63), 2**63 - 1) | st.booleans()
ARRAYS = npst.arrays(
    st.sampled_from(DTYPES), npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
)
OBSERVATIONS = st.recursive(
    st.none()
    | NUMBERS
    | st.text(max_size=3)
    | ARRAYS
    | st.builds(Opaque, st.text(max_size=3))
    | st.builds(Raised, st.just("ValueError"))
    | st.just(Skipped()),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=8,
)
"""Anything at all that a child may answer."""


class TestNumericalGradients:
    def test_of_a_smooth_function(self) -> None:
        x, upstream = np.array([[0.5, -1.0], [2.0, 0.3]]), np.array([[1.0, -2.0], [0.5, 3.0]])
        found = numerical_vjp(np.sin, x, upstream)
        assert agrees(found, np.cos(x) * upstream)

    def test_of_a_number(self) -> None:
        found = numerical_vjp(lambda x: x**3, 2, 1.0)
        assert found.shape == ()
        assert agrees(found, 12.0)

    def test_of_a_matrix_product(self) -> None:
        rng = np.random.default_rng(0)
        W, X, dD = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
        assert agrees(numerical_vjp(lambda w: w @ X, W, dD), dD @ X.T)

    def test_the_function_gets_arrays_of_its_own(self) -> None:
        x = np.ones(2)
        numerical_vjp(lambda v: np.multiply(v, 7, out=v), x, 1.0)
        assert x.tolist() == [1, 1]

    def test_it_asks_four_points_about_a_thousandth_apart(self) -> None:
        asked: list[float] = []

        def function(x: Any) -> Any:
            asked.append(float(x))
            return x

        numerical_vjp(function, 0.0, 1.0)
        assert asked == pytest.approx([-2e-3, -1e-3, 1e-3, 2e-3])

    def test_a_function_without_a_number_has_no_gradient(self) -> None:
        assert np.isnan(numerical_vjp(lambda _: None, 1.0, 1.0))

    def test_agreement_is_of_shape_and_to_nine_digits(self) -> None:
        assert agrees([1.0, 1000.0], [1.0 + 5e-7, 1000.0])
        assert agrees([1.0, -1000.0], [1.0 + 5e-7, -1000.0])
        assert agrees([1e-9, 0.01], [0.0, 0.01])  # of one, where all is smaller
        assert agrees([1.0 + 9e-10], [1.0])
        assert not agrees([1.0 + 1.1e-9], [1.0])
        assert not agrees([1.0], 1.0)


class TestCompare:
    @pytest.mark.parametrize(
        ("got", "want"),
        [
            (3, 3.0),
            (3.0, 3),
            (np.array(0.5, dtype=np.float32), 0.5),
            (np.array([3.0]), 3.0),
            (np.array([[3.0]]), 3.0),
            ((3.0,), 3.0),
            ((1.0, (2.0)), np.array([1.0, 2.0])),
            (np.array([1, 2]), (1.0, 2.0)),
            (1.0 + 1e-9, 1.0),
            (np.array([1e-13, 1.0]), np.array([0.0, 1.0])),
            (True, 1.0),
            ("text", "text"),
            (np.zeros((0, 3)), np.zeros((0, 3))),
        ],
    )
    def test_right(self, got: Any, want: Any) -> None:
        assert compare(got, want) is None

    @pytest.mark.parametrize(
        ("got", "want", "kind"),
        [
            (Raised("E"), 1.0, "raised"),
            (Skipped(), 1.0, "skipped"),
            (None, 1.0, "none"),
            ("1.0", 1.0, "kind"),
            (1j, 1.0, "kind"),
            (np.array([1j]), np.array([1.0]), "kind"),
            (Opaque("A"), 1.0, "kind"),
            ((), np.zeros(0), "kind"),
            ((1.0, (2.0,)), np.zeros(2), "kind"),
            ((1.0, "a"), np.zeros(2), "kind"),
            (1.0, np.array([1.0, 1.0]), "shape"),
            (np.array([1.0]), np.array([[1.0]]), "shape"),
            (np.ones((3, 1)), np.ones((1, 3)), "shape"),
            (np.zeros(0), 0.0, "shape"),
            (float("nan"), 1.0, "finite"),
            (np.array([1.0, np.inf]), np.ones(2), "finite"),
            (1.0 + 1e-7, 1.0, "value"),
            (-1.0, 1.0, "value"),
            (1e-9, 0.0, "value"),
            ("one", "other", "kind"),
            (1.0, "text", "kind"),
        ],
    )
    def test_wrong(self, got: Any, want: Any, kind: str) -> None:
        found = compare(got, want)
        assert found is not None
        assert found.kind == kind
        if kind in ("raised", "skipped", "none", "kind"):
            assert (found.got, found.want) == (got, want) or found.got is got
        else:  # as arrays
            assert np.array_equal(np.asarray(found.got), got, equal_nan=True)
            assert np.array_equal(np.asarray(found.want), want)

    def test_the_first_entry_that_differs(self) -> None:
        found = compare(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [0.0, 0.0]]))
        assert found is not None
        assert found.index == (1, 0)

    def test_the_largest_entry_is_the_measure(self) -> None:
        want = np.array([1000.0, 0.001])
        assert compare(want + np.array([0, 5e-6]), want) is None
        assert compare(want + np.array([0, 5e-5]), want) is not None

    @pytest.mark.parametrize(("share", "right"), [(0.9, True), (1.1, False)])
    def test_how_far_is_too_far(self, share: float, right: bool) -> None:
        for got, want in ((1 + share * 1e-8, 1.0), (-1000 - share * 1e-5, -1000.0), (share * 1e-12, 0.0)):
            assert (compare(got, want) is None) is right
            assert (Right(want).compare(got) is None) is right

    @given(OBSERVATIONS, OBSERVATIONS | ARRAYS)
    def test_it_is_total(self, got: Any, want: Any) -> None:
        found = compare(got, want)
        assert found is None or found.kind in (
            "raised",
            "skipped",
            "none",
            "kind",
            "shape",
            "finite",
            "value",
        )
        kind_of(got)

    @given(ARRAYS)
    def test_an_array_of_finite_numbers_is_right_compared_with_itself(self, array: Any) -> None:
        same = as_array(array)
        if same is not None and np.all(np.isfinite(same)):
            assert compare(array, array) is None


class TestRight:
    """What was worked out once says what `compare` says."""

    @given(OBSERVATIONS, OBSERVATIONS, st.sampled_from([1e-8, 1e-11, 1e-5]), st.booleans())
    def test_of_anything(self, got: Any, want: Any, tolerance: float, each: bool) -> None:
        found = Right(want, tolerance, each=each).compare(got)
        other = compare(got, want, tolerance, each=each)
        assert (found and found.kind) == (other and other.kind)

    @given(ARRAYS, st.sampled_from([0.0, 0.5e-8, 1e-8, 1.001e-8, 1e-6]), st.booleans())
    def test_of_what_is_nearly_right(self, want: Any, share: float, each: bool) -> None:
        with np.errstate(all="ignore"):
            got = want * (1 + share)
        found, other = Right(want, each=each).compare(got), compare(got, want, each=each)
        assert (found and found.kind) == (other and other.kind)

    @pytest.mark.parametrize(
        ("got", "want"),
        [
            (np.array([np.inf]), np.array([np.inf])),
            (np.array([np.inf]), np.array([-np.inf])),
            (float("nan"), float("nan")),
            (float("inf"), np.finfo(float).max),
            (float("-inf"), -np.finfo(float).max),
            (np.array([np.inf, 0.0]), np.array([np.finfo(float).max, 0.0])),
            (1.7e308, -1.7e308),
            (np.array([1.7e308]), np.array([-1.7e308])),
            (True, 1.0),
        ],
    )
    def test_at_the_end_of_the_range_of_floats(self, got: Any, want: Any) -> None:
        found, other = Right(want, TOLERANCE, FLOOR).compare(got), compare(got, want, TOLERANCE, FLOOR)
        assert (found and found.kind) == (other and other.kind)


@pytest.mark.parametrize(
    ("value", "count", "wanted"),
    [
        (7, 1, [7]),
        ((1, 2), 2, [1, 2]),
        ((1, 2), 3, None),
        (7, 2, None),
        (None, 2, None),
        (np.zeros(()), 2, None),
    ],
)
def test_parts(value: Any, count: int, wanted: Any) -> None:
    found = parts(value, count)
    assert (found if found is None else list(found)) == wanted


def test_an_array_of_results_is_its_rows() -> None:
    found = parts(np.array([[1.0], [2.0]]), 2)
    assert found is not None
    assert [np.asarray(row).tolist() for row in found] == [[1.0], [2.0]]


@pytest.mark.parametrize("kind", ["float16", "float32", "float64", "int8", "int64", "bool"])
def test_an_array_of_single_numbers_is_numbers_whatever_its_kind(kind: str) -> None:
    found = parts(np.array([1, 0], dtype=kind), 2)
    assert found is not None
    assert [as_array(one) for one in found] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (None, "None"),
        ("a", "text"),
        (Opaque("A"), "A"),
        ((1, 2), "list of 2"),
        (np.zeros(2), "array"),
        (1.0, "float"),
    ],
)
def test_kinds_in_words(value: Any, word: str) -> None:
    assert kind_of(value) == word


@pytest.mark.parametrize(
    ("times", "told"),
    [(3, 3), (-2, -2), (0.25, 0.25), (-1 / 3, -1 / 3), (1, None), (-1, None), (0, None), (2.5, None)],
)
def test_the_factor_by_which_an_answer_is_off(times: float, told: float | None) -> None:
    right = np.array([1.5, -2.0, 0.25])
    found = factor(times * right, right)
    assert found == (told if told is None else pytest.approx(told))
    for off in (0.1, -0.1, 1e-3):
        assert factor(times * right + np.array([0, 0, off]), right) is None
    assert factor(right, 0 * right) is None
    assert factor(right[:0], right[:0]) is None


@pytest.mark.parametrize(
    ("times", "told"), [(12, 12), (13, None), (1 / 12, 1 / 12), (1 / 13, None), (3.0002, 3), (3.0004, None)]
)
def test_a_factor_is_small_and_as_good_as_whole(times: float, told: float | None) -> None:
    assert factor(times * np.array([1.5, -2.0]), np.array([1.5, -2.0])) == told
