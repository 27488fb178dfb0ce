"""What authors import for tests in Python: it says what is wrong, in their notebook as in the judge's process."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.testing import close, gradient, numerical, shapes


class Product:
    """Two inputs, two gradients; `wrong` leaves the upstream gradient out."""

    def __init__(self, *, wrong: bool = False) -> None:
        self.wrong = wrong

    def forward(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        self.x, self.y = x, y
        return x * y

    def backward(self, upstream: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        upstream = np.ones_like(upstream) if self.wrong else upstream
        return self.y * upstream, self.x * upstream


def test_gradients_agree_with_central_differences_or_not() -> None:
    x, y = np.arange(6.0).reshape(2, 3), np.full((2, 3), 0.5)
    gradient(Product(), x, y)
    gradient(Product(wrong=True), x, y, upstream=np.ones((2, 3)))
    with pytest.raises(AssertionError, match="the largest difference is"):
        gradient(Product(wrong=True), x, y)


def test_numerical_leaves_the_input_as_it_was() -> None:
    x = np.array([1.0, -2.0])
    close(numerical(lambda v: v**2, x, upstream=np.array([1.0, 3.0])), [2.0, -12.0], 1e-8)
    assert x.tolist() == [1.0, -2.0]


def test_close_and_shapes() -> None:
    close(1.0, 1.0 + 1e-9)
    for got in (1.001, [1.0], np.nan):
        with pytest.raises(AssertionError):
            close(got, 1.0)
    shapes(np.ones((2, 3)), (2, 3))
    with pytest.raises(AssertionError, match=r"the shape is \(2, 3\) where it should be \(3, 2\)"):
        shapes(np.ones((2, 3)), (3, 2))


def test_backward_that_forgets_an_input_is_told() -> None:
    class One(Product):
        def backward(self, upstream: np.ndarray) -> tuple[np.ndarray]:  # type: ignore[override]
            return (self.y * upstream,)

    with pytest.raises(AssertionError, match="backward gives 1 gradients, forward takes 2 inputs"):
        gradient(One(), np.ones(2), np.ones(2))
