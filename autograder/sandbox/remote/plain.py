"""Plain data in themselves: what a derived type is as one, what data hold, and whether that is still so."""

from collections.abc import Callable
from typing import Any

import numpy as np

PLAIN: dict[type, Callable[[Any], object]] = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
    **{kind: kind for kind in (complex, tuple, list, dict, set, frozenset)},
}
"""How a value of a derived type becomes a plain one, whatever the derived type says of itself."""


def plain(value: object) -> object:
    """Of a type derived from a plain one, the plain value; anything else as it is, also what cannot be made plain."""
    own = type(value)
    try:
        if issubclass(own, np.ndarray) and not issubclass(own, np.ma.MaskedArray):
            return np.array(value, subok=False)
        kind = next((kind for kind in PLAIN if issubclass(own, kind) and own is not kind), None)
        return value if kind is None else PLAIN[kind](value)
    except BaseException:
        return value


def held(value: Any) -> Any:
    """What shared data hold now, to be compared later."""
    if type(value) is np.ndarray:
        return value.tobytes() if not value.dtype.hasobject else tuple(value.ravel().tolist())
    if type(value) is dict:
        return tuple(value.items())
    return tuple(value)


def differs(before: Any, value: object) -> bool:
    """Whether shared data hold something else than before."""
    now = held(value)
    if type(now) is bytes or type(before) is bytes:
        return bool(now != before)
    if len(now) != len(before):
        return True
    if type(value) is dict:
        return any(a[0] is not b[0] or a[1] is not b[1] for a, b in zip(now, before, strict=True))
    return any(a is not b for a, b in zip(now, before, strict=True))


def put(value: Any, new: Any) -> None:
    """Make shared data hold what others of their type hold; an array only what is of its shape and type, where it can be written."""
    if type(value) is np.ndarray:
        if new.shape == value.shape and new.dtype == value.dtype and value.flags.writeable:
            value[...] = new
    elif type(value) is list:
        value[:] = new
    else:
        value.clear()
        value.update(new)


def items_of(value: object) -> dict[object, object]:
    """The entries of a list or dictionary, by place or key; of other data none."""
    return dict(enumerate(value)) if type(value) is list else value if type(value) is dict else {}


def alike(one: object, other: object) -> bool:
    """Whether data of one could be changed in place into those of another: of the same type, and arrays of the same shape."""
    if type(one) is np.ndarray and type(other) is np.ndarray:
        return bool(one.shape == other.shape and one.dtype == other.dtype)
    return type(one) is type(other) and type(one) in (list, dict, set)


def swap(value: object, old: object, new: object) -> None:
    """Put another object in the place of one, wherever it stands in a list or dictionary."""
    if type(value) is list:
        value[:] = [new if item is old else item for item in value]
    elif type(value) is dict:
        value.update({key: new for key, item in value.items() if item is old})
