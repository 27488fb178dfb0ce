"""The graph that an object remembers: a Variable with its creator, a Value with what it was made of. Nothing of it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.selfcheck.drawing.labels import shown
from autograder.selfcheck.drawing.picture import Item, Label, Picture
from autograder.words.clean import clean

MOST, DEEPEST = 40, 12
"""Values that are drawn, and steps that are gone back: the last ones."""
_PARENTS = ("_prev", "parents", "_parents", "prev", "children", "_children")
_INPUTS = ("inputs", "input", "xs", "x")
_OPERATIONS = ("_op", "op", "operation")
_SYMBOLS = {"*": "×", "-": "−", "/": "÷", "Add": "+", "Sub": "−", "Mul": "×", "Div": "÷", "Neg": "−( )"}


@dataclass
class _Walk:
    """Values in the order in which they are made, what each is made of (asked once: it may say something else the next time), and
    whether something is left out."""

    made: dict[int, list[Any]] = field(default_factory=dict)
    order: list[Any] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)
    cut: bool = False


def remembers(one: Any) -> bool:
    """Whether an object is a value that may remember what it was made of."""
    return _has(one, "data") and (_has(one, "creator") or any(_has(one, name) for name in _PARENTS))


def picture_of_value(last: Any, names: Mapping[str, Any], lang: str) -> tuple[Picture, bool]:
    """The picture of what an object was made of, and whether something of it is left out: what goes further back, or in a circle.

    `names` are the caller's, by which values are called.
    """
    walk = _walked(last)
    called = {id(value): name for name, value in reversed([*names.items()]) if not name.startswith("_")}
    items: list[Item] = []
    for at, value in enumerate(walk.order):
        operands = tuple(
            walk.place[id(one)]
            for one in walk.made[id(value)]
            if walk.place.get(id(one), len(walk.order)) < at
        )
        items.append(_item(value, operands, called.get(id(value), ""), lang))
    return tuple(items), walk.cut


def _walked(last: Any) -> _Walk:
    """The values behind one, found breadth first so that the nearest are kept, in the order in which they are made."""
    near: dict[int, Any] = {id(last): last}
    walk, waiting = _Walk(), [(last, 0)]
    while waiting:
        value, steps = waiting.pop(0)
        walk.made[id(value)] = _made_of(value)
        for one in walk.made[id(value)]:
            if id(one) not in near and len(near) < MOST and steps < DEEPEST:
                near[id(one)] = one
                waiting.append((one, steps + 1))
            walk.cut = walk.cut or id(one) not in near
    opened = set[int]()

    def visit(value: Any) -> None:
        opened.add(id(value))
        for one in (one for one in walk.made[id(value)] if id(one) in near):
            if id(one) not in opened:
                visit(one)
            elif id(one) not in walk.place:
                walk.cut = True  # it is made of itself
        walk.place[id(value)] = len(walk.order)
        walk.order.append(value)

    visit(last)
    return walk


def _made_of(value: Any) -> list[Any]:
    """What a value was made of; nothing where it does not say."""
    creator = _get(value, "creator")
    if creator is not None:
        found = next((one for name in _INPUTS if (one := _get(creator, name)) is not None), None)
    else:
        found = next((one for name in _PARENTS if (one := _get(value, name)) is not None), None)
    try:
        several = list(found)[:MOST] if isinstance(found, list | tuple | set | frozenset) else [found]
    except Exception:  # what a student's own kind of list raises
        several = []
    values = [one[0] if isinstance(one, tuple) and one else one for one in several]
    return [one for one in values if remembers(one)]


def _item(value: Any, operands: tuple[int, ...], name: str, lang: str) -> Item:
    data, gradient = (shown(_plain(_get(value, what)), lang=lang) for what in ("data", "grad"))
    if not operands:
        named = bool(name)
        return Item("input", name or data or "·", (), Label("", data if named else ""), Label("", gradient))
    return Item("operation", _operation(value), operands, Label(name, data), Label("", gradient))


def _operation(value: Any) -> str:
    """The symbol of what made a value: the class of its creator, or what it says itself."""
    creator = _get(value, "creator")
    said = next((one for name in _OPERATIONS if isinstance(one := _get(value, name), str)), "")
    name = clean(type(creator).__name__ if creator is not None else said, 16)
    return _SYMBOLS.get(name, name) or "·"


def _plain(value: Any) -> Any:
    """A gradient may be a variable itself."""
    return _get(value, "data") if remembers(value) else value


def _has(one: Any, name: str) -> bool:
    try:
        return hasattr(one, name)
    except Exception:  # what a student's property raises
        return False


def _get(one: Any, name: str) -> Any:
    try:
        return getattr(one, name, None)
    except Exception:  # as above
        return None
