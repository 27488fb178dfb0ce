"""Classes with our interface over code of another convention: what they hand on, and that they compute nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.sandbox.adapters import layer, listed, loss, pair, pair_of

PLAIN: dict[str, Any] = {
    "init": ("W", "b"),
    "inputs": ("x",),
    "methods": ("forward", "backward"),
    "sizes": False,
    "handed": ("upstream",),
    "kept": (),
    "gradients": {},
}
X, W, B = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0]]), np.array([1.0, 2.0, 3.0])
UP = np.array([[1.0, -1.0, 2.0]])


class OfSizes:
    def __init__(self, n: int, m: int) -> None:
        self.params = {"W": np.zeros((n, m)), "b": np.zeros((1, m))}
        self.grads: list[Any] = []

    def forward(self, x: Any) -> Any:
        self.x = x
        return x @ self.params["W"] + self.params["b"]

    def backward(self, dout: Any) -> Any:
        self.grads = [self.x.T @ dout, dout.sum(axis=0, keepdims=True)]
        return dout @ self.params["W"].T


def of_sizes(**more: Any) -> Any:
    homes = {"W": (("W", None), ("params", "W")), "b": (("params", "b"),)}
    gradients = {"dW": ("W", "grads", 0), "db": ("b", "grads", 1)}
    return layer(OfSizes, {**PLAIN, "sizes": True, "homes": homes, "gradients": gradients, **more})


class TestLayer:
    def test_arrays_are_put_where_an_object_keeps_its_own(self) -> None:
        one = of_sizes()(W, B)
        assert np.array_equal(one.forward(X), X @ W + B)
        assert np.array_equal(one.backward(UP), UP @ W.T)
        assert np.array_equal(one.dW, X.T @ UP)
        assert np.array_equal(one.db, [1.0, -1.0, 2.0])  # in the shape in which it was given

    def test_what_cannot_be_put_anywhere_is_left_alone(self) -> None:
        one = of_sizes(homes={"W": (("nothing", None), ("params", 0)), "b": ()})(W, B)
        assert np.array_equal(one.forward(X), np.zeros((1, 3)))

    def test_a_gradient_that_is_not_there_is_missing(self) -> None:
        one = of_sizes(gradients={"dW": ("W", "grads", 7), "db": ("b", "nowhere", None)})(W, B)
        one.forward(X)
        one.backward(UP)
        assert not hasattr(one, "dW")
        assert not hasattr(one, "db")

    def test_another_shape_stays_another_shape(self) -> None:
        gradients = {"db": ("b", "grads", 0)}
        one = of_sizes(gradients=gradients)(W, B)
        one.forward(X)
        one.backward(UP)
        assert one.db.shape == (2, 3)

    @pytest.mark.parametrize(("kept", "wanted"), [((1,), 2), ((2, 0), (3, 1)), ((), (1, 2, 3))])
    def test_of_what_is_returned_what_is_wanted(self, kept: tuple[int, ...], wanted: object) -> None:
        class Own:
            def backward(self, dout: Any) -> Any:
                return (1, 2, 3)

        assert layer(Own, {**PLAIN, "init": (), "kept": kept})().backward(1) == wanted

    def test_backward_is_handed_what_it_wants(self) -> None:
        class Own:
            def forward(self, x: Any, y: Any) -> Any:
                return x * y

            def backward(self, y: Any, dout: Any, x: Any) -> Any:
                return [x, y, dout]

        handed = ("y", "upstream", "x")
        one = layer(Own, {**PLAIN, "init": (), "inputs": ("x", "y"), "handed": handed})()
        one.forward(2, 3)
        assert one.backward(5) == [2, 3, 5]


class TestFunctions:
    @staticmethod
    def forward(w: Any, x: Any, b: Any) -> Any:
        return x @ w + b, (x, w)

    @staticmethod
    def backward(dout: Any, cache: Any) -> Any:
        x, w = cache
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)

    def test_a_pair_with_a_cache(self) -> None:
        spec = {
            **PLAIN,
            "order": ("W", "x", "b"),
            "handed": ("upstream", "cache"),
            "kept": (0,),
            "gradients": {"dW": ("W", "", 1), "db": ("b", "", 2)},
        }
        one, other = (pair(self.forward, self.backward, spec)(W, B) for _ in range(2))
        assert np.array_equal(one.forward(X), X @ W + B)
        other.forward(-X)
        assert np.array_equal(one.backward(UP), UP @ W.T)
        assert np.array_equal(one.dW, X.T @ UP)
        assert np.array_equal(one.db, UP[0])

    @pytest.mark.parametrize(("indices", "seen"), [(True, [1, 0]), (False, [[0, 1], [1, 0]])])
    def test_a_loss(self, indices: bool, seen: object) -> None:
        one = loss(lambda x, t: (t.tolist(), x), indices)()
        assert one.forward("x", np.array([[0, 1], [1, 0]])) == seen
        assert one.backward(1) == "x"


def test_functions_of_lists() -> None:
    class Function:
        def __call__(self, inputs: list[Any]) -> Any:
            self.inputs = inputs
            return [f"box of {y}" for y in self.forward(inputs)]

        def forward(self, xs: list[Any]) -> Any:
            raise NotImplementedError

    double = type("Double", (listed(Function),), {"forward": lambda self, x: 2 * x})
    assert double()(3) == "box of 6"
    with pytest.raises(NotImplementedError):
        listed(Function)().forward([1])


class TestPairOf:
    def test_the_cache_goes_from_forward_to_backward_and_nowhere_else(self) -> None:
        cache = object()
        one = pair_of(lambda x: (x + 1, cache), lambda up, kept: (up, kept is cache), 1)
        assert one.forward(1) == 2
        assert one.backward(5) == (5, True)

    def test_several_values_and_upstream_gradients(self) -> None:
        one = pair_of(lambda x: [x, 2 * x, "kept"], lambda *handed: handed, 2)
        assert one.forward(3) == (3, 6)
        assert one.backward(4, 5) == (4, 5, "kept")

    @pytest.mark.parametrize("given", [7, None, (1, 2, 3)])
    def test_what_holds_no_cache_is_handed_back_as_it_is(self, given: object) -> None:
        one = pair_of(lambda _: given, lambda _, kept: kept, 1)
        assert one.forward(0) == given
        assert one.backward(1) is None

    def test_objects_keep_their_own_cache(self) -> None:
        one, two = (pair_of(lambda x: (x, x), lambda _, kept: kept, 1) for _ in range(2))
        one.forward(1), two.forward(2)
        assert (one.backward(0), two.backward(0)) == (1, 2)
