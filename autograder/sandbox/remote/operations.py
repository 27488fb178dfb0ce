"""What one end may ask of an object that lives at the other, by name; the first argument is the namespace that is served."""

import inspect
import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

Operation = Callable[..., object]


def _name(names: dict[str, object], name: str) -> object:
    if name not in names:
        raise NameError(f"name {name!r} is not defined", name=name)
    return names[name]


def _delete_name(names: dict[str, object], name: str) -> None:
    _name(names, name)
    del names[name]


def _operated(function: Operation, _: object, *values: object) -> object:
    return function(*values)


def _signature(_: object, function: Callable[..., object]) -> tuple[object, ...]:
    """Each parameter's name, its kind as a number, and what else is said of it."""
    return tuple(
        [
            (one.name, int(one.kind), tuple([(key, value) for key, value in said if value is not one.empty]))
            for one in inspect.signature(function).parameters.values()
            for said in [(("default", one.default), ("annotation", one.annotation))]
        ]
    )


def _leave(_: object, manager: Any, raised: str) -> bool:
    """End a `with` block; the manager hears of an exception as far as its type has a name here."""
    import builtins

    kind = getattr(builtins, raised, None) if raised else None
    error = kind() if isinstance(kind, type) and issubclass(kind, Exception) else None
    return bool(type(manager).__exit__(manager, kind if error else None, error, None))


BINARY = (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_", "xor", "lshift", "rshift",
)  # fmt: skip
"""Operators of two operands, as `operator` calls them."""
IN_PLACE = tuple(f"i{name.rstrip('_')}" for name in BINARY)
UNARY = ("neg", "pos", "abs", "invert")
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")

OPERATIONS: dict[str, Operation] = {
    "name": _name,
    "defined": lambda names, name: name in names,
    "set name": operator.setitem,
    "delete name": _delete_name,
    "call": lambda _, function, values, named: function(*values, **dict(named)),
    "attribute": lambda _, value, name: getattr(value, name),
    "names of": lambda _, value: dir(value),
    "signature": _signature,
    "set attribute": lambda _, value, name, new: setattr(value, name, new),
    "delete attribute": lambda _, value, name: delattr(value, name),
    "item": lambda _, value, key: value[key],
    "set item": lambda _, value, key, new: operator.setitem(value, key, new),
    "delete item": lambda _, value, key: operator.delitem(value, key),
    "iterate": lambda _, value: iter(value),
    "next": lambda _, value: next(value),
    "length": lambda _, value: len(value),
    "array": lambda _, value: np.array(value, subok=False),
    "float": lambda _, value: float(value),
    "int": lambda _, value: int(value),
    "index": lambda _, value: operator.index(value),
    "text": lambda _, value: str(value),
    "shown": lambda _, value: repr(value),
    "enter": lambda _, value: type(value).__enter__(value),
    "leave": _leave,
    "instance": lambda _, value, kind: isinstance(value, kind),
    "subclass": lambda _, value, kind: issubclass(value, kind),
    "end": lambda _: None,
    **{
        name: partial(_operated, getattr(operator, name))
        for name in (*BINARY, *IN_PLACE, *UNARY, *COMPARISONS)
    },
}

TO_TESTS = ("call", "attribute", "item", "iterate", "next", "length", "float", "array", *BINARY, *COMPARISONS)
"""What a student's code may ask of an object that a test handed it."""
