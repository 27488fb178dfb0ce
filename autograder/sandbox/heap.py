"""Fills the holes that starting up has left in the heap, once, before the first fork.

A child that allocates in holes writes on hundreds of pages that it shares with the fork server, and each is copied for it.
With no hole left it writes on fresh pages, one after the other.
"""

import ctypes

from autograder.sandbox import libc

_ROW = 8 * 1024  # half of what the interpreter takes at once for objects of one size
_STEP = 16
_SMALL = 512
_HEADER = bytes.__basicsize__
_LARGE = 1 << 15
_MOST = 100_000  # objects of one size; far more than there are holes

_kept: list[object] = []


def fill() -> None:
    """Fill the holes of Python's own allocator and of the C library's. Nothing that this takes is given back."""
    _kept.extend(_small(size) for size in range(_STEP, _SMALL + 1, _STEP))
    if libc.LINUX:
        _kept.append(_large())


def _small(size: int) -> list[object]:
    """Objects of one size, until they come one behind the other: then there is no hole left."""
    taken: list[object] = []
    row, last = 0, 0
    while row * size < _ROW and len(taken) < _MOST:
        taken.append(_object(size))
        here = id(taken[-1])
        row = row + 1 if here == last + size else 0
        last = here
    return taken


def _object(size: int) -> object:
    """A new object of so many bytes that the garbage collector does not look at."""
    if size > _HEADER:
        return bytes(size - _HEADER)
    return object() if size == _STEP else float(size)


def _large() -> list[int]:
    """Blocks of the C library's below its highest one, the large ones first."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_size_t
    library.malloc.argtypes = [ctypes.c_size_t]
    top = library.malloc(_LARGE)
    taken = [top]
    size = _LARGE
    while size >= _STEP:
        here = library.malloc(size)
        taken.append(here)
        if here > top:
            size -= _STEP if size <= 2 * _SMALL else size // 8 // _STEP * _STEP
    return taken
