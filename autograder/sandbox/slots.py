"""What the expressions of probes may call, beside what a notebook defines."""

import sys
import weakref
from collections import Counter
from collections.abc import Callable, Iterable
from types import CodeType, FrameType
from typing import Any

import numpy as np

from autograder.sandbox.adapters import BUILDERS


def raises(function: Callable[[], object], kind: type[BaseException]) -> bool:
    """Does a call raise an exception of that kind? Another kind goes on up."""
    try:
        function()
    except kind:
        return True
    return False


def single(value: Iterable[object]) -> object:
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


def ran_again(forward: Callable[[], object], backward: Callable[[], object]) -> int:
    """How many times over `backward` runs what one `forward` runs: once or never, unless it tries other inputs. Of several
    functions that one counts which it runs the least: of four gates each has a sigmoid, and none runs its forward again."""
    of_forward, of_backward = _calls(forward), _calls(backward)
    both = of_forward.keys() & of_backward.keys()
    return min((of_backward[code] // of_forward[code] for code in both), default=0)


def _calls(function: Callable[[], object]) -> Counter[CodeType]:
    """How often each function of the notebook's cells is called on the way."""
    calls: Counter[CodeType] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
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


def as_one_row(values: Iterable[object]) -> np.ndarray:
    """Several arrays as one row, of numbers."""
    return np.concatenate([np.ravel(np.asarray(value, dtype=float)) for value in values])


SLOTS: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (raises, single, stretched, boxed, ran_again, plain, lifted, as_one_row, *BUILDERS)
}
"""All of them by name."""
