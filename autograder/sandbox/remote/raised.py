"""An exception that crosses: its type is a real one at the other end, made with all its bases; its text comes along."""

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.protocol import Raised

MAX_TEXT = 300
MAX_CHAIN = 12
MOST_KINDS = 500
_KNOWN: dict[str, type[Exception]] = {
    **{n: one for n, one in vars(builtins).items() if isinstance(one, type) and issubclass(one, Exception)},
    "LinAlgError": np.linalg.LinAlgError,
}

Described = tuple[object, ...]
"""(its types from its own to one that both ends have: pairs of a name and a number, 0 for a known one; text, cell, line, name)."""


class Refused(BaseException):
    """A test does with an object of the other end what only data may be used for, or a bound is used up; nobody may catch it."""


def chain_of(kind: type) -> tuple[tuple[str, int], ...]:
    """The types of an exception, from its own to one that both ends know; those of students' by a number of their own."""
    types = kind.__mro__[:MAX_CHAIN]
    known = [one for one in types if _KNOWN.get(one.__name__) is one]
    known = [one for one in known if not any(other is not one and issubclass(other, one) for other in known)]
    theirs = (one for one in types if issubclass(one, Exception) and _KNOWN.get(one.__name__) is not one)
    own = [(one.__name__[:80], id(one)) for one in theirs]
    if not known:
        return (*own[:1], ("RuntimeError", 0))
    return (*own, *((one.__name__, 0) for one in known))


def described(
    error: BaseException, where: Callable[[BaseException], tuple[int, int]], *, quiet: bool
) -> Described:
    """An exception as data; of a `quiet` end nothing but its type."""
    cell, line = where(error)
    text, name = "", getattr(error, "name", None)
    if not quiet:
        try:
            said = error.args[0] if isinstance(error, KeyError) and len(error.args) == 1 else error
            text = str(said)[:MAX_TEXT]
        except BaseException:
            text = ""
    return (chain_of(type(error)), text, cell, line, name[:80] if type(name) is str and not quiet else "")


def kind_of(chain: Any, known: dict[int, type[Exception]]) -> type[Exception]:
    """The type of a chain, made here where it is a student's. Raises ProtocolError."""
    try:
        bases = tuple(_KNOWN[name] for name, number in chain if number == 0)
        if not bases or len(chain) > 2 * MAX_CHAIN or len(known) > MOST_KINDS:
            raise ValueError
        for name, number in reversed(chain):
            bases = bases if number == 0 else (_own_kind(name, number, bases, known),)
        return bases[0]
    except (TypeError, ValueError, KeyError) as error:
        raise ProtocolError("no such exception") from error


def _own_kind(
    name: object, number: object, bases: tuple[type[Exception], ...], known: dict[int, type[Exception]]
) -> type[Exception]:
    """A student's type, which stays the same as long as its name does."""
    if type(number) is not int or type(name) is not str or not name.isidentifier():
        raise ValueError
    if number not in known or known[number].__name__ != name:
        known[number] = _derived(name, bases)
    return known[number]


def _derived(name: str, bases: tuple[type[Exception], ...]) -> type[Exception]:
    """A type of that name; of bases that cannot be one's together, the first."""
    try:
        return type(name, bases, {"__module__": "__main__"})
    except TypeError:
        return type(name, bases[:1], {"__module__": "__main__"})


def made(value: Any, known: dict[int, type[Exception]]) -> Exception:
    """The exception of a description, with a mark of whose it is (`theirs`). Raises ProtocolError."""
    try:
        chain, text, cell, line, name = value
        fine = type(text) is type(name) is str and type(cell) is type(line) is int
        if not fine or len(text) > MAX_TEXT:
            raise ValueError
    except (TypeError, ValueError) as error:
        raise ProtocolError("no exception") from error
    kind = kind_of(chain, known)
    try:
        one = kind(text)
    except Exception:
        one = kind.__new__(kind)
        one.args = (text,)
    if isinstance(one, NameError | AttributeError | ImportError) and name:
        one.name = name
    one.__dict__["theirs"] = Raised(str(chain[0][0])[:80], text, cell, line, name)
    return one
