"""Values that change hands: fresh copies, comparison, and other inputs put in the place of a student's own."""

import builtins
import copy
from collections.abc import Callable, Mapping

import numpy as np

Hook = Callable[[str, object, bool | None], object]
"""What an input holds from now on, given its name, the value just assigned, and where: True at top level, False inside
a function, None where the input stands in an earlier cell."""

_DATA = (np.ndarray, np.random.Generator)
_CONTAINERS = frozenset((list, dict, set))
_UNCHANGING = frozenset((type(None), bool, int, float, str))


def substitute(given: Mapping[str, object], found: dict[str, object]) -> Hook:
    """The hook of a rerun: what was found first is kept in `found`, what is given is put in its place."""

    def hook(name: str, value: object, top: bool | None) -> object:
        if name not in found and top is not None:
            found[name] = copied(value)
        if name not in given or not (top is not False or same(value, found[name])):
            return value
        return like(given[name], value)

    return hook


def like(new: object, old: object) -> object:
    """`new` in the form of `old`: an array stays an array (of its shape where sizes agree), a tuple a tuple."""
    if isinstance(old, np.ndarray):
        array = np.array(new, dtype=float)
        return array.reshape(old.shape) if array.size == old.size else array
    if isinstance(old, tuple) and isinstance(new, list | tuple):
        return tuple(new)
    return thaw(new)


def thaw(value: object) -> object:
    """A fresh copy of probe data, tuples as the lists they were before they crossed the boundary."""
    if type(value) in _UNCHANGING:
        return value
    if type(value) is np.ndarray:
        return value.copy("K")
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return copy.deepcopy(value)


def is_data(value: object) -> bool:
    """Data that can be changed in place; not Python's own names, which every namespace has after its first cell."""
    return (type(value) in _CONTAINERS and value is not vars(builtins)) or issubclass(type(value), _DATA)


def copied(value: object) -> object:
    """A copy of data that can be changed in place; anything else, and what cannot be copied, as it is."""
    if type(value) is np.ndarray and not value.dtype.hasobject:
        return value.copy("K")
    if is_data(value):
        try:
            return copy.deepcopy(value)
        except BaseException:
            return value
    return value


def same(a: object, b: object) -> bool:
    """True when two values are equal as arrays; False, never an exception, for what cannot be compared."""
    try:
        if type(a) is type(b) is np.ndarray:  # what np.array_equal does, in a third of its time
            return a.shape == b.shape and bool((a == b).all())
        if isinstance(a, list) and isinstance(b, tuple):
            b = list(b)
        return bool(np.array_equal(np.asarray(a), np.asarray(b)))
    except BaseException:
        return False
