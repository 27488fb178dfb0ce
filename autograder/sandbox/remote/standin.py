"""What stands for an object that lives at the other end: calls, attributes, items, iteration and operators are asked there.

It never decides anything: it is not compared, it is neither true nor false, and what it says of its class is not believed.
"""

from __future__ import annotations

import inspect
import sys
import weakref
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from autograder.sandbox.remote.forms import Handle
from autograder.sandbox.remote.operations import BINARY, COMPARISONS, IN_PLACE, UNARY
from autograder.sandbox.remote.raised import Refused

MOST_ITEMS = 10_000
Asks = Callable[..., Any]
_set = object.__setattr__


class Remote:
    """An object of the other end: its owner carries operations there, and says what becomes of those that only data may do."""

    __slots__ = ("__weakref__", "_number", "_owner", "_type_name")
    __array_ufunc__ = None
    _owner: StandIns
    _number: int
    _type_name: str

    def __getattr__(self, name: str) -> object:
        never = name.startswith("__array") or name == "__class__"
        if never or (name.startswith("_") and not self._owner.judges):
            raise AttributeError(name)
        return self._owner.ask("attribute", self, name)

    def __dir__(self) -> list[str]:
        return [name for name in self._owner.ask("names of", self) if type(name) is str]

    def __iter__(self) -> Iterator[object]:
        return _items(self._owner.ask, self._owner.ask("iterate", self))

    def __array__(self, dtype: Any = None, copy: object = None) -> object:
        import numpy as np

        return np.asarray(_exactly(self._owner.ask("array", self), np.ndarray), dtype)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __exit__(self, kind: type[BaseException] | None, error: object, traceback: object) -> bool:
        return self._owner.ask("leave", self, kind.__name__ if kind else "") is True

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, Remote) and self._owner.ask("instance", value, self) is True

    def __subclasscheck__(self, value: object) -> bool:
        return isinstance(value, Remote) and self._owner.ask("subclass", value, self) is True

    def __mro_entries__(self, _: object) -> object:
        raise self._refusal("a test cannot derive a class from", "make an object of it instead")

    def __bool__(self) -> bool:
        if not self._owner.judges:
            return True
        raise self._refusal("a test asks whether this is true:", "read data of it, for instance a number")

    def __contains__(self, _: object) -> bool:
        raise self._refusal("a test asks what is in", "read its items first, for instance list(…)")

    def __hash__(self) -> int:
        return id(self)

    def _refusal(self, what: str, instead: str) -> BaseException:
        return self._owner.refuse(f"{what} an object of type {self._type_name}; {instead}")


class Function(Remote):
    """An object of the other end that can be called: a function, a class, a method."""

    __slots__ = ()

    def __call__(self, *values: object, **named: object) -> object:
        """Call it there."""
        return self._owner.ask("call", self, values, tuple(named.items()))

    @property
    def __signature__(self) -> inspect.Signature:
        """What `inspect.signature` and `getfullargspec` say of it."""
        if not self._owner.judges:
            raise AttributeError("__signature__")
        said = _exactly(self._owner.ask("signature", self), tuple)
        return inspect.Signature([inspect.Parameter(name, kind, **dict(more)) for name, kind, more in said])


def _compared(name: str) -> Callable[..., object]:
    """A comparison. A test's is refused, but for `Money.__lt__(a, b)`, a call that names what the student was asked to write;
    student code may compare what a test handed it."""
    operation = name.strip("_")

    def compare(self: Remote, other: object, *more: object) -> object:
        if more:
            return self._owner.ask("attribute", self, name)(other, *more)
        if not self._owner.judges:
            return self._owner.ask(operation, self, other)
        if operation in ("eq", "ne") and _is_function(self) and _is_function(other):
            return (self is other) == (operation == "eq")
        what = f"{type(self).__name__}.{name}(a, b)"
        raise self._refusal(
            "a test compares",
            f"compare its data, for instance an attribute or np.asarray(…); where the operator is the question, write {what}",
        )

    compare.__name__ = name
    return compare


def _is_function(value: object) -> bool:
    """Whether this stands for what is equal to itself alone: one function or class is another, or it is not."""
    return issubclass(type(value), Remote) and type(value).__name__ in ("function", "type")


def _operator(name: str, swapped: bool = False) -> Callable[..., object]:
    if swapped:
        return lambda self, other: self._owner.ask(name, other, self)
    return lambda self, *other: self._owner.ask(name, self, *other)


def _number(operation: str, kind: type) -> Callable[..., object]:
    return lambda self: _exactly(self._owner.ask(operation, self), kind)


def _text(operation: str) -> Callable[..., str]:
    def said(self: Remote) -> str:
        if not self._owner.judges:
            return f"<{self._type_name}>"
        return str(_exactly(self._owner.ask(operation, self), str))

    return said


_ASKED = {"setattr": "set attribute", "delattr": "delete attribute", "next": "next", "enter": "enter"}
_ASKED |= {"getitem": "item", "setitem": "set item", "delitem": "delete item"}
"""What is asked at the other end and given as it is, by the method."""
for _name, _operation in _ASKED.items():
    setattr(Remote, f"__{_name}__", _operator(_operation))
for _name, _operation, _kind in (
    ("len", "length", int), ("int", "int", int), ("index", "index", int), ("float", "float", float),
):  # fmt: skip
    setattr(Remote, f"__{_name}__", _number(_operation, _kind))
for _name, _operation in {"str": "text", "repr": "shown"}.items():
    setattr(Remote, f"__{_name}__", _text(_operation))
for _name in COMPARISONS:
    setattr(Remote, f"__{_name}__", _compared(f"__{_name}__"))
for _name in BINARY:
    setattr(Remote, f"__{_name.rstrip('_')}__", _operator(_name))
    setattr(Remote, f"__r{_name.rstrip('_')}__", _operator(_name, swapped=True))
for _name in (*IN_PLACE, *UNARY):
    setattr(Remote, f"__{_name}__", _operator(_name))


def _forwarded(name: str) -> property:
    """An attribute that stand-ins have too, and that is asked of what they stand for."""
    return property(lambda self: self.__getattr__(name))


_OURS_TOO = ("__doc__", "__annotations__")
_CLASSES = {"function": FunctionType, "type": type}
"""What `isinstance`, `inspect.isfunction` and `isclass` take a function and a class for."""


def _unasked(*_: object) -> object:
    raise TypeError("nobody listens")


def _exactly(value: object, kind: type) -> Any:
    """What the other end says must be plain data of that type."""
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was asked for")
    return value


def _items(ask: Asks, iterator: object) -> Iterator[object]:
    for _ in range(MOST_ITEMS):
        try:
            item = ask("next", iterator)
        except StopIteration:
            return
        yield item
    raise Refused(f"more than {MOST_ITEMS} items of one object")


class StandIns:
    """One stand-in for each object of the other end, as long as somebody here holds it.

    `ask` carries an operation to the other end; `refuse` makes the exception for what only data may do, at the end that
    `judges`. At the student's, a stand-in is true, and equal to itself, as any object.
    """

    def __init__(self, refuse: Callable[[str], BaseException] | None = None) -> None:
        self.ask: Asks = _unasked
        self.refuse: Callable[[str], BaseException] = refuse or TypeError
        self.judges = refuse is not None
        self.made: weakref.WeakValueDictionary[int, Remote] = weakref.WeakValueDictionary()
        self.types: dict[tuple[str, bool], type[Remote]] = {}

    def of(self, handle: Handle) -> Remote:
        """The stand-in of a handle."""
        one = self.made.get(handle.number)
        if one is None:
            kind = self._type(handle.type_name, handle.callable)
            one = object.__new__(kind)
            _set(one, "_owner", self)
            _set(one, "_number", handle.number)
            _set(one, "_type_name", handle.type_name)
            self.made[handle.number] = one
        return one

    def _type(self, name: str, can_be_called: bool) -> type[Remote]:
        """A class of the name that the other end says, so that `type(x).__name__` reads as it would there."""
        if len(self.types) > 500:
            name = "object"
        key = (name, can_be_called)
        if key not in self.types:
            base = Function if can_be_called else Remote
            own: dict[str, object] = {"__slots__": (), **{one: _forwarded(one) for one in _OURS_TOO}}
            if name in _CLASSES:
                own["__class__"] = property(lambda _: _CLASSES[name])
            self.types[key] = type(sys.intern(name), (base,), own)
        return self.types[key]


def number_of(value: object) -> int | None:
    """The number of an object of the other end; None for anything else."""
    return object.__getattribute__(value, "_number") if issubclass(type(value), Remote) else None
