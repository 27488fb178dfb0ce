"""Names that a child says: of exceptions, of types, of what an exception speaks of. They are shown to whoever reads feedback.

A student chooses them freely, and could write a hidden input or a line of somebody else's code into one. So a type's name
passes where it is one of Python's or numpy's or stands in the student's own cells, and one name at a time; what an exception
speaks of may stand in the probes, too. Any other becomes a plain one.
"""

import re
import sys
import types
from dataclasses import replace
from functools import cache, cached_property

import numpy as np

from autograder.sandbox.codec import Opaque, ProtocolError
from autograder.sandbox.protocol import Probe, Probes, Raised, Request, Skipped

_WORD = re.compile(r"\w+")
_TYPE = re.compile(r"([^\W\d]\w*)(?: array)?")
"""A type as `sandbox.observe` tells it: its name, or what an array is of."""
TOO_LARGE = "too large"
"""… or this, in the place of an answer that no frame would hold."""
_BARE = frozenset((float, np.ndarray, int, bool, str, type(None)))
"""Types of plain data without a name in it."""


class Names:
    """The names that a child may say in answer: the words of its own cells and its probes, and Python's and numpy's types."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.opaque: dict[str, Opaque] = {}

    @cached_property
    def own(self) -> frozenset[str]:
        """The words of the student's own cells."""
        lent = frozenset(self.request.lent)
        return _words("\n".join(cell for at, cell in enumerate(self.request.cells) if at not in lent))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the student's own cells and of the request's probes."""
        return self.own.union(*(_asked(asked.probes) for asked in self.request.asked))

    def seen(self, observation: object) -> object:
        """An observation without names that are no words of the request's, and no types that there are anyway.

        Raises ProtocolError where a record stands in the place of plain data.
        """
        if type(observation) is Raised:
            return self.raised(observation)
        return observation if type(observation) is Skipped else self.plain(observation)

    def raised(self, error: Raised) -> Raised:
        """An exception, likewise."""
        name = error.name if error.name in self.words else ""
        return replace(error, type_name=self.type(error.type_name, "Exception"), name=name)

    def plain(self, value: object) -> object:
        """Plain data, likewise."""
        if type(value) in _BARE:
            return value
        if type(value) is tuple:
            return tuple([item if type(item) in _BARE else self.plain(item) for item in value])
        if type(value) is dict:
            return {key: self.plain(item) for key, item in value.items()}
        if type(value) is not Opaque:
            raise ProtocolError("a record in the wrong place")
        name = value.type_name
        if name not in self.opaque:
            self.opaque[name] = Opaque(self.type(name, "object"))
        return self.opaque[name]

    def type(self, name: str, plain: str) -> str:
        """The name of a type, or a plain one in its place."""
        match = _TYPE.fullmatch(name)
        known = match is not None and (match[1] in _types() or match[1] in self.own)
        return name if known or name == TOO_LARGE else plain


def _asked(probes: tuple[Probe, ...]) -> frozenset[str]:
    """The words of a question's probes: read once a run where they are the same for all submissions."""
    if isinstance(probes, Probes) and probes.words is not None:
        return probes.words
    words = _words("\n".join({text for probe in probes for _, text in probe.steps}))
    if isinstance(probes, Probes):
        probes.words = words
    return words


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@cache
def _types() -> frozenset[str]:
    """The names of Python's and numpy's types that this process has."""
    found: set[type] = set()
    todo: list[type] = [object]
    while todo:
        kind = todo.pop()
        if kind not in found:
            found.add(kind)
            todo += type.__subclasses__(kind)
    return frozenset((*(kind.__name__ for kind in found if _is_theirs(kind)), *map(str, np.sctypeDict)))


def _is_theirs(kind: type) -> bool:
    """A type that stands in a module of Python or numpy, and none that code made on its way."""
    home = str(getattr(kind, "__module__", ""))  # what code without a name has made has none
    root = home.partition(".")[0]
    standing = kind in _UNNAMED or vars(sys.modules.get(home, types)).get(kind.__name__) is kind
    return standing and (root == "numpy" or root in sys.stdlib_module_names)


_UNNAMED = frozenset(kind for kind in vars(types).values() if isinstance(kind, type))
"""Types that no module has by their own name: generator, function, method."""
