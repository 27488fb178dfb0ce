"""The form of a value that crosses: what the codec knows as it is, the rest of Python's plain types as records.

Nothing here knows objects: a list, a dictionary, a set or an array has a number at both ends, so that it is the same one when it
crosses again; an object that is no data is a number of the end where it lives.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from autograder.sandbox.codec import DTYPES, MAX_AXES, MAX_FRAME, Codec, ProtocolError

__all__ = ["CODEC", "Form", "Handle", "Own", "ProtocolError", "Ref", "Shared", "TooLarge", "frozen", "thawed"]


class TooLarge(Exception):
    """A value of more items or bytes than may cross at once."""


@dataclass(frozen=True, slots=True)
class Form:
    """A value that does not change, of a type for which the codec has no form."""

    kind: str
    content: object


@dataclass(frozen=True, slots=True)
class Shared:
    """A list, dictionary, set or array, by its number: what it holds now."""

    number: int
    kind: str
    content: object


@dataclass(frozen=True, slots=True)
class Ref:
    """A list, dictionary, set or array that the other end holds as it is."""

    number: int


@dataclass(frozen=True, slots=True)
class Handle:
    """An object that stays with the sender: its number there, the name of its type, whether it can be called."""

    number: int
    type_name: str
    callable: bool


@dataclass(frozen=True, slots=True)
class Own:
    """An object of the receiver's, by the number that it was handed out under."""

    number: int


MOST_NODES = 100_000
"""Values of one message: the list of what a simulation kept, step by step (docs/sandbox.md, "Limits")."""
CODEC = Codec((Form, Shared, Ref, Handle, Own), MOST_NODES + 1_000)
MOST_SAID = 4 * MAX_FRAME
MOST_BYTES = MOST_SAID - (1 << 16)
"""Of one message of a test: arrays of a million numbers or two, as simulations draw them."""
LARGEST = 1 << 63
"""Whole numbers below it have a form of their own."""
_KNOWN_DTYPES = frozenset(DTYPES)

_MODULES: dict[str, ModuleType] = {
    module.__name__: module for module in (np, np.linalg, math, operator, __import__("builtins"))
}
_PLAIN = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice, object)
_NUMPYS = (np.ndarray, np.generic, np.number, np.integer, np.floating, *(d.type for d in DTYPES))
_TYPES: dict[str, type] = {one.__name__: one for one in _PLAIN}
_TYPES |= {f"numpy.{one.__name__}": one for one in _NUMPYS}
_NAME_OF = {one: name for name, one in _TYPES.items()}


def frozen(value: Any, inner: Callable[[object], object], *, trusted: bool) -> Form | None:
    """The form of a value of a plain type that does not change; None for anything else.

    A `trusted` end may also name functions of numpy and Python, which the other has as well; types both may name.
    """
    kind = type(value)
    if kind is int:
        return Form("int", hex(value))
    if kind is complex:
        return Form("complex", (value.real, value.imag))
    if kind is bytes:
        return Form("bytes", np.frombuffer(value, np.uint8))
    if kind is frozenset:
        return Form("frozenset", tuple(map(inner, value)))
    if kind is range or kind is slice:
        return Form(kind.__name__, (inner(value.start), inner(value.stop), inner(value.step)))
    if value is Ellipsis:
        return Form("ellipsis", None)
    if issubclass(kind, np.generic):
        array = np.asarray(value)
        return Form("scalar", array) if array.dtype in _KNOWN_DTYPES else None
    if issubclass(kind, np.dtype):
        return Form("dtype", value.str) if value.names is None and not value.hasobject else None
    return _named(value, trusted)


def _named(value: object, trusted: bool) -> Form | None:
    """A type, or a function or module that both ends have."""
    if type(value) is type and value in _NAME_OF:
        return Form("type", _NAME_OF[value])
    if trusted and isinstance(value, ModuleType):
        return Form("module", value.__name__) if _MODULES.get(value.__name__) is value else None
    name = getattr(value, "__name__", None) if trusted else None
    if isinstance(name, str):
        for module in _MODULES.values():
            if vars(module).get(name) is value:
                return Form("function", (module.__name__, name))
    return None


def thawed(form: Form, inner: Callable[[object], object], *, trusting: bool) -> object:
    """The value of a form. Raises ProtocolError for anything else; functions are taken from a trusted end alone."""
    read = _READ.get(form.kind) if type(form.kind) is str else None
    if read is None or (form.kind in ("function", "module") and not trusting):
        raise ProtocolError("no such form")
    try:
        return read(form.content, inner)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        raise ProtocolError("a form with something else in it") from error


def _bytes(content: Any, _: object) -> bytes:
    if content.dtype != np.uint8 or content.ndim != 1:
        raise ValueError
    return bytes(content)


def _dtype(content: object, _: object) -> object:
    if type(content) is not str or len(content) > 8:
        raise ValueError
    return np.dtype(content)


def _scalar(content: Any, _: object) -> object:
    if content.ndim:
        raise ValueError
    return content[()]


def _sequence(content: object) -> tuple[object, ...]:
    if type(content) is not tuple:
        raise ValueError
    return content


_READ: dict[str, Callable[[Any, Callable[[object], Any]], object]] = {
    "int": lambda content, _: int(content, 16),
    "complex": lambda content, _: complex(*map(float, content)),
    "bytes": _bytes,
    "frozenset": lambda content, inner: frozenset(map(inner, _sequence(content))),
    "range": lambda content, inner: range(*map(inner, content)),
    "slice": lambda content, inner: slice(*map(inner, content)),
    "ellipsis": lambda _, __: Ellipsis,
    "scalar": _scalar,
    "dtype": _dtype,
    "type": lambda content, _: _TYPES[content],
    "module": lambda content, _: _MODULES[content],
    "function": lambda content, _: vars(_MODULES[content[0]])[content[1]],
}


_NUMBERS: dict[type, np.dtype] = {float: np.dtype(np.float64), int: np.dtype(np.int64)}
_SHORT = np.dtype(np.int32)


def numbers_of(value: object) -> np.ndarray | None:
    """A list of many numbers of one type as an array, which crosses at once; None for anything else."""
    if type(value) is not list or len(value) < MANY:
        return None
    kind = type(value[0])
    if kind not in _NUMBERS or any(type(item) is not kind for item in value):
        return None
    try:
        numbers = np.array(value, _NUMBERS[kind])
    except OverflowError:
        return None
    short = numbers.astype(_SHORT) if kind is int else numbers
    return short if np.array_equal(short, numbers) else numbers


def list_of(content: np.ndarray) -> list[object]:
    """The list of `numbers_of`. Raises ProtocolError."""
    if content.ndim != 1 or content.dtype not in (*_NUMBERS.values(), _SHORT):
        raise ProtocolError("no such list")
    numbers: list[object] = content.tolist()
    return numbers


MANY = 8
"""Items of a list from which on it is worth to look whether they are numbers alone."""


def array_content(array: np.ndarray, inner: Callable[[object], object]) -> object:
    """What an array holds: itself, or its shape, its type and its items where they are texts or objects. None: no form."""
    if array.dtype in _KNOWN_DTYPES and array.ndim <= MAX_AXES:
        return array
    if array.dtype.kind in "UO" and array.size <= MOST_NODES:
        return (array.shape, array.dtype.str, tuple(map(inner, array.ravel().tolist())))
    return None


def array_of(content: Any, inner: Callable[[object], object]) -> np.ndarray:
    """The array of a content. Raises ProtocolError."""
    if isinstance(content, np.ndarray):
        return content
    try:
        shape, dtype, items = content
        if dtype[:2] not in ("<U", "|O") or len(items) != math.prod(shape) or len(dtype) > 8:
            raise ValueError
        array = np.empty(len(items), dtype)
        for at, item in enumerate(items):
            array[at] = inner(item)
        return array.reshape(shape)
    except (TypeError, ValueError) as error:
        raise ProtocolError("no such array") from error
