"""Names that a child says: of exceptions, of types, of what an exception speaks of. They are shown to whoever reads feedback.

A student chooses them freely, and could write a hidden input or a line of somebody else's code into one. So only names pass
that Python, numpy or the cells and probes have as a word; any other becomes a plain one.
"""

from __future__ import annotations

import re
import sys
import types
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from autograder.sandbox.protocol import Opaque, Raised, Request

_WORD = re.compile(r"\w+")


def words_of(request: Request) -> frozenset[str]:
    """The words of a request's cells and probes."""
    steps = (text for asked in request.asked for probe in asked.probes for _, text in probe.steps)
    texts = (*request.cells, request.library, *steps)
    return frozenset(word for text in texts for word in _WORD.findall(text))


def plainly(value: Any, words: frozenset[str]) -> Any:
    """An observation without names that are no words of the request's, and no types that there are anyway."""
    if isinstance(value, tuple):
        return tuple(plainly(item, words) for item in value)
    if isinstance(value, dict):
        return {key: plainly(item, words) for key, item in value.items()}
    if isinstance(value, Raised):
        name = value.name if value.name in words else ""
        return replace(value, type_name=_type(value.type_name, words, "Exception"), name=name)
    if isinstance(value, Opaque):
        return Opaque(_type(value.type_name, words, "object"))
    return value


def _type(name: str, words: frozenset[str], plain: str) -> str:
    return name if all(word in words or word in _types() for word in _WORD.findall(name)) else plain


@cache
def _types() -> frozenset[str]:
    """The words of names of Python's and numpy's types that this process has, and of what is said of arrays."""
    found: set[type] = set()
    todo: list[type] = [object]
    while todo:
        kind = todo.pop()
        if kind not in found:
            found.add(kind)
            todo += type.__subclasses__(kind)
    names = (
        *(kind.__name__ for kind in found if _is_theirs(kind)),
        *map(str, np.sctypeDict),
        "too large",
        "array",
    )
    return frozenset(word for name in names for word in _WORD.findall(name))


def _is_theirs(kind: type) -> bool:
    """A type that stands in a module of Python or numpy, and none that code made on its way."""
    home = str(kind.__module__)
    root = home.partition(".")[0]
    standing = kind in _UNNAMED or vars(sys.modules.get(home, types)).get(kind.__name__) is kind
    return standing and (root == "numpy" or root in sys.stdlib_module_names)


_UNNAMED = frozenset(kind for kind in vars(types).values() if isinstance(kind, type))
"""Types that no module has by their own name: generator, function, method."""
