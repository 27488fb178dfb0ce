"""What a student's value or exception looks like from outside: plain data, an Opaque type name, a place in a cell."""

import ast
import re
from traceback import walk_tb
from typing import Any

import numpy as np

from autograder.sandbox.codec import DTYPES, MAX_AXES, Opaque
from autograder.sandbox.protocol import Observation, Raised

MAX_TEXT = 500
MAX_ITEMS = 2_000
MAX_BYTES = 2_000_000
MAX_DEPTH = 6
LONG = {"g": "d", "G": "D"}
"""Numbers of more digits than cross the boundary (np.longdouble), and as what they do."""
_KNOWN = frozenset(DTYPES)
_ARRAYS = (np.generic, np.ndarray)
_CONTAINERS = (tuple, list, dict)
_NUMBERS = (bool, int, float)
_CELL = re.compile(r"<cell (\d+)>")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")


def observe(value: Any, depth: int = 0) -> Observation:
    """A value of student code as plain data; whatever has no plain form becomes Opaque(type name)."""
    kind = type(value)
    if kind is float or kind is bool or value is None:
        return value
    if kind is int:
        return value if -(2**63) <= value < 2**63 else Opaque("int")
    if kind is str:
        return value[:MAX_TEXT]
    if issubclass(kind, _ARRAYS):  # what an object says of its class itself is its own code
        return _array(np.asarray(value), depth)
    if issubclass(kind, _CONTAINERS) and depth < MAX_DEPTH and len(value) <= MAX_ITEMS:
        return _container(value, depth + 1)
    if issubclass(kind, _NUMBERS):
        return float(value)
    return Opaque(kind.__name__[:80])


def _container(value: Any, depth: int) -> Observation:
    if isinstance(value, dict):
        return {str(key)[:80]: observe(item, depth) for key, item in value.items() if type(key) is str}
    return tuple([observe(item, depth) for item in value])


def _array(array: np.ndarray, depth: int) -> Observation:
    dtype = array.dtype
    if dtype in _KNOWN and array.nbytes <= MAX_BYTES and array.ndim <= MAX_AXES:
        return array.copy()
    if dtype == object:
        fits = array.size <= MAX_ITEMS and depth < MAX_DEPTH
        return observe(array.tolist(), depth + 1) if fits else Opaque("object array")
    if dtype.char in LONG:
        return _array(array.astype(LONG[dtype.char]), depth)
    if not dtype.isnative and dtype.newbyteorder("=") in _KNOWN:
        return _array(array.astype(dtype.newbyteorder("=")), depth)
    return Opaque(f"{dtype} array"[:80])


def where(error: BaseException) -> tuple[int, int]:
    """Cell index and line (from 1) of the innermost frame in the student's cells; (-1, 0) where there is none."""
    found = (-1, 0)
    for frame, line in walk_tb(error.__traceback__):
        if match := _CELL.fullmatch(frame.f_code.co_filename):
            found = (int(match[1]), line or 0)
    return found


def name_in(error: BaseException, source: str) -> str:
    """The identifier a NameError, AttributeError or ImportError speaks of, if the student's own cell contains it."""
    name = getattr(error, "name", None)
    if type(name) is not str or len(name) > 60 or not _IDENTIFIER.fullmatch(name):
        return ""
    return name if not source or name in source else ""


def statement_at(body: list[ast.stmt], error: BaseException, index: int) -> int:
    """Which top-level statement of a cell raised: the outermost frame of that cell tells."""
    frames = ((frame.f_code, line) for frame, line in walk_tb(error.__traceback__))
    own = (f"<cell {index}>", "<module>")
    line = next((line for code, line in frames if (code.co_filename, code.co_name) == own and line), 0)
    at = [i for i, statement in enumerate(body) if _first_line(statement) <= line]
    return at[-1] if at else len(body)


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def syntax_error(error: BaseException, index: int) -> Raised:
    """A cell that does not compile, as the exception that it is."""
    line, message = getattr(error, "lineno", 0), str(getattr(error, "msg", ""))[:300]
    return Raised(type(error).__name__, message, index, line if type(line) is int else 0)
