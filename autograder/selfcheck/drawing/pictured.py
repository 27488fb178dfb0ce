"""`draw("chain_rule")`, `draw(y)`: the student's own numbers in the picture of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.checks.plans.example_trials import outcomes
from autograder.checks.plans.spoken_names import inputs_of, outcomes_of, upstream_of
from autograder.model.formula import Graph, graph_of
from autograder.model.message import Message, say
from autograder.model.question import Question
from autograder.model.trial import Role
from autograder.sandbox.observe import observe
from autograder.sandbox.protocol import Observation, Probe, Raised
from autograder.selfcheck.drawing.drawing import Drawing, drawing_of, shown_example
from autograder.selfcheck.drawing.labels import gradients_of, shown
from autograder.selfcheck.drawing.picture import Item, Label, Picture
from autograder.selfcheck.exercise import find, language_here, together_with, unknown
from autograder.selfcheck.history import Scope
from autograder.selfcheck.outdated import outdated_name
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import SECONDS, OutOfTimeError, quiet, within
from autograder.selfcheck.reading import read_to_draw
from autograder.selfcheck.runs import failed
from autograder.words.catalogue import chosen_language, languages
from autograder.words.clean import clean
from autograder.words.messages import render

UNKNOWN = "?"


def drawn(what: Any, scope: Scope, lang: str | None = None) -> Drawing:
    """What `draw` shows, of some names and cells. Never raises for what a student wrote."""
    exercise = find(what) if issubclass(type(what), str) else None
    language = chosen_language(lang, exercise.language if exercise else language_here())
    try:
        with quiet(), within(SECONDS):
            picture, note = (
                _of_question(exercise.question, scope, language)
                if exercise
                else _of_value(what, scope, language)
            )
    except OutOfTimeError:
        picture = drawing_of(exercise.question, {}, language, UNKNOWN) if exercise else ()
        note = Message("timeout", {"seconds": SECONDS})
    except KeyboardInterrupt:
        picture, note = (), say("interrupted")
    if lang is not None and lang not in languages():
        note = say("no_language", name=lang, known=languages())
    return Drawing(picture, language, render(note, language) if note else "")


def _of_question(question: Question, scope: Scope, lang: str) -> tuple[Picture, Message | None]:
    if not question.graph:
        return (), say("no_drawing", name=question.id)
    values, said = _known(question, scope)
    picture = drawing_of(question, values, lang, UNKNOWN)
    missing = any(UNKNOWN in (item.above.value, item.below.value) for item in picture)
    return picture, say("drawn_unknown", said=said) if missing else said


def _known(question: Question, scope: Scope) -> Known:
    """The values of the cells that answer the question, and what is said of them; none where they stand no more."""
    own = read_to_draw(question, scope, [one.question for one in together_with({question.id})])
    unknown = dict.fromkeys((*question.given, *question.asked))
    if own is None:
        return unknown, None
    if own.failure and not own.failure.unwritten and not own.late:
        return unknown, failed(own.failure, SECONDS)
    outdated = outdated_name(question, own)
    values, said = values_of(question, graph_of(question.graph), own)
    return values, say("outdated", name=outdated) if outdated else said


def _of_value(what: Any, scope: Scope, lang: str) -> tuple[Picture, Message | None]:
    if issubclass(type(what), str):
        return (), unknown(what)
    if not remembers(what):
        return (), say("nothing_to_draw")
    picture, cut = picture_of_value(what, scope.names, lang)
    return picture, say("drawn_in_part") if cut else None


Known = tuple[Mapping[str, object], Message | None]


def values_of(question: Question, graph: Graph, scope: Scope) -> Known:
    """What is known by name, and what Python said where something stopped. Raises nothing for what the student wrote."""
    if question.given:
        return _of_variables(question, graph, scope)
    return _of_example(question, scope) if question.example else ({}, None)


def _of_variables(question: Question, graph: Graph, scope: Scope) -> Known:
    """The names as the question's own cells leave them; as they stand, where nobody knows the cells."""
    gradients = (key for _, key in gradients_of(graph, question).values())
    names = dict.fromkeys((*(node.name for node in graph.nodes if node.name), *gradients))
    own = Own(question, scope)
    if own.cells:
        probe = Probe({}, tuple((name, name) for name in names), {}, question.asked)
        found = dict(zip(names, own.answer(question.id, probe).observations, strict=True))
    else:
        found = {name: observe(scope.names.get(name)) for name in names}
    wanted = {*question.asked, *question.given}
    return {name: value for name, value in found.items() if shown(value) or name in wanted}, None


def _of_example(question: Question, scope: Scope) -> Known:
    """All that comes of the inputs of an example, stated there or not."""
    example, upstream = shown_example(question), upstream_of(question)
    inputs = {name: example[name] for name in (*inputs_of(question), *upstream) if name in example}
    backward = all(name in example for name in upstream)
    gradients = {name for name, (role, _) in outcomes_of(question).items() if role is Role.GRADIENT}
    others = [name for name in outcomes_of(question) if name in example or name not in question.asked]
    asked = [one for one in outcomes_of(question) if (backward if one in gradients else one in others)]
    all_stated = replace(question, example=({**inputs, **dict.fromkeys(asked, 0.0)},))
    found = {one.stated: one.got for one in outcomes(all_stated, Own(question, scope))}
    return {**inputs, **found}, _said(found.values())


def _said(found: Iterable[Observation]) -> Message | None:
    """What Python said first; nothing where a stub says that it is not written yet."""
    error = next((one for one in found if isinstance(one, Raised)), None)
    if error is None or error.type_name == "NotImplementedError":
        return None
    return say("python_said", type=error.type_name, message=error.message)


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

    made: dict[int, list[object]] = field(default_factory=dict)
    order: list[object] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)
    cut: bool = False


def remembers(one: object) -> bool:
    """Whether an object is a value that may remember what it was made of."""
    return _has(one, "data") and (_has(one, "creator") or any(_has(one, name) for name in _PARENTS))


def picture_of_value(last: object, names: Mapping[str, object], lang: str) -> tuple[Picture, bool]:
    """The picture of what an object was made of, and whether something of it is left out: what goes further back, or in a circle.

    `names` are the caller's, by which values are called. Nothing of the objects is trusted.
    """
    walk = _walked(last)
    called = {id(value): name for name, value in reversed([*names.items()]) if not name.startswith("_")}
    items: list[Item] = []
    for at, value in enumerate(walk.order):
        places = (walk.place.get(id(one), at) for one in walk.made[id(value)])
        operands = tuple(place for place in places if place < at)
        items.append(_item(value, operands, called.get(id(value), ""), lang))
    return tuple(items), walk.cut


def _walked(last: object) -> _Walk:
    """The values behind one, found breadth first so that the nearest are kept, in the order in which they are made."""
    near: dict[int, object] = {id(last): last}
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

    def visit(value: object) -> None:
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


def _made_of(value: object) -> list[object]:
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


def _item(value: object, operands: tuple[int, ...], name: str, lang: str) -> Item:
    data, gradient = (shown(_plain(_get(value, what)), lang=lang) for what in ("data", "grad"))
    if not operands:
        named = bool(name)
        return Item("input", name or data or "·", (), Label("", data if named else ""), Label("", gradient))
    return Item("operation", _operation(value), operands, Label(name, data), Label("", gradient))


def _operation(value: object) -> str:
    """The symbol of what made a value: the class of its creator, or what it says itself."""
    creator = _get(value, "creator")
    said = next((one for name in _OPERATIONS if isinstance(one := _get(value, name), str)), "")
    name = clean(type(creator).__name__ if creator is not None else said, 16)
    return _SYMBOLS.get(name, name) or "·"


def _plain(value: object) -> object:
    """A gradient may be a variable itself."""
    return _get(value, "data") if remembers(value) else value


def _has(one: object, name: str) -> bool:
    try:
        return hasattr(one, name)
    except Exception:  # what a student's property raises
        return False


def _get(one: object, name: str) -> object:
    try:
        return getattr(one, name, None)
    except Exception:  # as above
        return None
