"""Two arrays beside each other as coloured tables: the student's gradient and the numerical one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.model.record import Comparison, Marks, Numbers
from autograder.numbers.compare import TOLERANCE

WINDOW = 6
"""At most so many rows and columns of an array are shown."""
_STEPS = 4
_DIGITS = (3, 4, 6, 8, 10, 12)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: its text, its colour class (`n4` … `n1`, `z`, `p1` … `p4`) and whether it differs."""

    text: str
    colour: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The visible part of one array: row and column numbers, entries row by row, the shape of the whole."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    entries: tuple[tuple[Entry, ...], ...]
    shape: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The student's array and, where it may be shown, the numerical one.

    It `tells` something where the numerical one stands beside it, or where some entries are right: that all are wrong is said
    in a sentence.
    """

    name: str
    got: Map
    numerical: Map | None
    tells: bool = True


def compare(data: Comparison) -> Pair | None:
    """A record item's comparison, ready to draw; None where `got` is no array of numbers.

    Of more than two dimensions the leading ones become rows. Marked is what the record says differs; where it does not
    say, what is not the numerical one, or the one entry that it names.
    """
    got, numerical = _array(data["got"]), _array(data.get("numerical"))
    if got is None:
        return None
    grids = [_grid(array) for array in (got, numerical) if array is not None]
    finite = np.concatenate([np.abs(grid[np.isfinite(grid)]) for grid in grids])
    scale = float(finite.max(initial=0.0))
    marks = _marks(data, got, numerical, scale)
    centre = tuple(int(index) for index in np.argwhere(marks)[0]) if marks.any() else (0, 0)
    look = scale, _digits(grids, marks)
    maps = [_map(array, marks, centre, look) for array in (got, numerical) if array is not None]
    tells = numerical is not None or not marks.all()
    return Pair(data["name"], maps[0], maps[1] if len(maps) > 1 else None, tells)


def _marks(data: Comparison, got: Floats, numerical: Floats | None, scale: float) -> NDArray[np.bool_]:
    """Which entries differ, in rows and columns."""
    grid, mask = _grid(got), _array(data.get("differs"))
    marks = np.zeros(grid.shape, bool)
    if mask is not None and mask.shape == got.shape:
        marks[_grid(mask) != 0] = True
    elif numerical is None:
        place = _place(data.get("index"), got.shape)
        marks[place or ()] = place is not None
    elif got.shape == numerical.shape:
        with np.errstate(invalid="ignore"):  # inf - inf
            marks |= ~(np.abs(grid - _grid(numerical)) <= TOLERANCE * scale)
    return marks


def _array(data: Numbers | Marks | None) -> Floats | None:
    """Nested lists as an array with at least one number, or None."""
    try:
        array = np.asarray(data, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return array if array.size and data is not None else None


def _grid(array: Floats) -> Floats:
    """The array as rows and columns."""
    return array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)


def _place(index: Sequence[int] | None, shape: tuple[int, ...]) -> tuple[int, int] | None:
    """Row and column in the grid of an index of the array; None where it does not fit."""
    if index is None or len(index) != len(shape):
        return None
    if not all(0 <= i < n for i, n in zip(index, shape, strict=True)):
        return None
    flat = int(np.ravel_multi_index(tuple(index), shape)) if shape else 0
    return divmod(flat, shape[-1] if shape else 1)


def _digits(grids: list[Floats], marks: NDArray[np.bool_]) -> int:
    """The fewest digits in which all marked entries are seen to differ."""
    if len(grids) < 2 or not marks.any():
        return _DIGITS[0]
    pairs = list(zip(grids[0][marks], grids[1][marks], strict=True))
    return next((n for n in _DIGITS if all(f"{a:.{n}g}" != f"{b:.{n}g}" for a, b in pairs)), _DIGITS[-1])


def _map(array: Floats, marks: NDArray[np.bool_], centre: tuple[int, ...], look: tuple[float, int]) -> Map:
    """The window of an array around the centre; `look` is the scale of the colours and the number of digits."""
    grid, (scale, digits) = _grid(array), look
    marked = marks if marks.shape == grid.shape else np.zeros(grid.shape, bool)
    rows, columns = (_window(size, place) for size, place in zip(grid.shape, centre, strict=True))

    def entry(row: int, column: int) -> Entry:
        number = float(grid[row, column])
        text = f"{number:.{digits}g}".replace("-", "−")
        return Entry(text, _colour(number, scale), bool(marked[row, column]))

    entries = tuple(tuple(entry(row, column) for column in columns) for row in rows)
    cut = (len(rows), len(columns)) != grid.shape
    return Map(tuple(rows), tuple(columns), entries, " × ".join(map(str, array.shape)) or "1", cut)


def _window(size: int, centre: int) -> range:
    """The indices shown of one axis."""
    first = max(0, min(centre - WINDOW // 2, size - WINDOW))
    return range(first, min(size, first + WINDOW))


def _colour(number: float, scale: float) -> str:
    """The colour class of a number; zero, and what is no finite number, has none."""
    if number == 0 or not math.isfinite(number):
        return "z"
    return f"{'n' if number < 0 else 'p'}{math.ceil(abs(number) / scale * _STEPS)}"
