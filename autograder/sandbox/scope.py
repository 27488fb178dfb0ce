"""The local names of a probe's expressions: what they may call, what earlier steps gave, and the probe's inputs."""

from __future__ import annotations

import contextlib
import sys
import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FrameType
from typing import Any

import numpy as np

from autograder.sandbox.adapters import ADAPTERS, pair_of
from autograder.sandbox.expressions import compiled
from autograder.sandbox.values import same, thaw


def raises(function: Callable[[], Any], kind: type[BaseException]) -> bool:
    """Does a call raise an exception of that kind? Another kind goes on up."""
    try:
        function()
    except kind:
        return True
    return False


def single(value: Any) -> Any:
    """The one item of a tuple or list, and what a weak reference refers to: frameworks of several inputs, with one."""
    (item,) = value
    return item() if isinstance(item, weakref.ref) else item


def stretched(diff: Callable[..., Any], f: Callable[[Any], Any], x: Any, eps: float) -> Any:
    """What the formula of a `diff(f, x)` without a step of one's own choice gives at the step `eps`.

    f is seen through a stretched glass: at x plus its own small step, diff finds f at x plus eps.
    """
    plain = isinstance(x, int | float | np.ndarray | np.generic)
    here = x if plain else x.data
    steps = []

    def far(moved: Any) -> Any:
        step = (moved if plain else moved.data) - here
        steps.append(float(np.max(np.abs(step))))
        there = here + eps * np.sign(step)
        return f(there if plain else type(x)(np.asarray(there)))

    found = boxed(diff, far, x)
    return found * (max(steps) / eps)


def boxed(diff: Callable[..., Any], f: Callable[[Any], Any], x: Any, *eps: float, **named: float) -> Any:
    """What `diff` gives at a Variable of one number; of an array of one number, where it refuses the number itself.

    The book's own numerical_diff does: x.data - eps is no ndarray any more.
    """
    try:
        return diff(f, x, *eps, **named)
    except TypeError:
        if isinstance(x, int | float | np.ndarray) or np.ndim(x.data):
            raise
        return np.reshape(diff(f, type(x)(np.reshape(x.data, (1,))), *eps, **named), ())


def ran_again(forward: Callable[[], Any], backward: Callable[[], Any]) -> int:
    """How many times over `backward` runs what one `forward` runs: once or never, unless it tries other inputs. Of several
    functions that one counts which it runs the least: of four gates each has a sigmoid, and none runs its forward again."""
    of_forward, of_backward = _calls(forward), _calls(backward)
    both = of_forward.keys() & of_backward.keys()
    return min((of_backward[code] // of_forward[code] for code in both), default=0)


def _calls(function: Callable[[], Any]) -> Counter[CodeType]:
    """How often each function of the notebook's cells is called on the way."""
    calls: Counter[CodeType] = Counter()

    def seen(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith("<cell"):
            calls[frame.f_code] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def plain(value: Any) -> Any:
    """The array in a variable: gradients of frameworks whose gradients are variables too."""
    return value if value is None or isinstance(value, int | float | np.ndarray | np.generic) else value.data


def lifted(backward: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A backward of arrays that takes a variable too, and then gives one."""

    def of_either(self: Any, gy: Any) -> Any:
        array = plain(gy)
        return backward(self, gy) if array is gy else type(gy)(np.asarray(backward(self, array)))

    return of_either


def as_one_row(values: Any) -> Any:
    """Several arrays as one row, of numbers."""
    return np.concatenate([np.ravel(np.asarray(value, dtype=float)) for value in values])


SLOTS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (raises, single, stretched, boxed, ran_again, plain, lifted, as_one_row, pair_of)
}
"""All of them by name."""


class Scope(dict[str, Any]):
    """The names of one conversation; `failed` are the steps that gave nothing. An input is a fresh copy at every use."""

    def __init__(self, inputs: Mapping[str, Any]) -> None:
        super().__init__(SLOTS)
        self.inputs = inputs
        self.failed: set[str] = set()
        self.lent: list[tuple[str, Any]] = []

    def __missing__(self, name: str) -> Any:
        value = self.inputs[name]
        if type(value) is float:
            return value
        value = thaw(value)
        if isinstance(value, np.ndarray | list):
            self.lent.append((name, value))
        return value

    def alias(self, names: dict[str, Any], aliases: tuple[tuple[str, str], ...]) -> None:
        """Add what the notebook of those names calls otherwise, under the names that are asked for."""
        if not aliases:
            return
        self.update(ADAPTERS)
        for name, own in aliases:
            with contextlib.suppress(BaseException):  # what cannot be made is missing for whoever asks
                self[name] = eval(compiled(own), names, self)
        for name in [name for name, one in ADAPTERS.items() if self[name] is one]:
            del self[name]

    def changed(self) -> Iterator[str]:
        """Names of the inputs that the last step changed in place."""
        for name, value in self.lent:
            given = self.inputs[name]
            if not (_untouched(value, given) or same(value, given)):
                yield name
        self.lent.clear()


def _untouched(value: Any, given: Any) -> bool:
    """Are these arrays of the same bytes? That is quicker to see than whether they are equal."""
    return (
        type(value) is type(given) is np.ndarray
        and value.dtype == given.dtype
        and value.shape == given.shape
        and value.tobytes() == given.tobytes()
    )
