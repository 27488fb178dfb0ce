"""One entry under `questions:` of course.yml, read into `model.Question` with its rubric."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from autograder.course.located import Value, suggest, text_by_language
from autograder.model.question import Question, RubricItem

OPTIONS: dict[str, frozenset[str]] = {
    "value": frozenset({"equals"}),
    "derivative": frozenset({"d", "by", "upstream", "equals"}),
    "forward": frozenset({"in_place_costs"}),
    "gradient": frozenset({"in_place_costs"}),
    "network": frozenset(),
    "autodiff": frozenset(),
    "numerical": frozenset(),
    "student_tests": frozenset(),
}
"""The check kinds, and what each understands beside check, points and of."""

_NEEDS = {"value": ("of",), "derivative": ("of", "d", "by"), "gradient": ("of",)}
_OF_TARGET = ("forward", "gradient")  # these kinds call a class or function

QUESTION_OPTIONS = ("arrays", "kind", "batch", "names", "implementations", "follow_through")
"""Keys of a question that only its check kinds read; they stand in `Question.options`."""

_QUESTION_KEYS = (
    "id", "title", "given", "target", "aliases", "init", "inputs", "backward", "gradients", "returns", "forward",
    "upstream", "rubric", *QUESTION_OPTIONS,
)  # fmt: skip
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_AS_SNAKE = "small letters, digits and _ (snake_case)"
_AS_NAME = "a Python name"


def read_question(value: Value, words: set[str]) -> Question:
    """The question of one entry; `words` are the names in the code of the reference notebook.

    Raises CourseError with the line of the first thing that is wrong.
    """
    keys = value.called("the question").mapping(_QUESTION_KEYS, required=("id", "rubric"))
    question_id = keys["id"].matching(_SNAKE, _AS_SNAKE)
    if question_id == "setup" or question_id.endswith("_check"):
        keys["id"].fail(f'id "{question_id}" is taken by nbgrader\'s own cells; choose another')
    init, inputs = _shapes(keys.get("init")), _shapes(keys.get("inputs"))
    arguments = (*inputs, *init)
    returns = _names(keys.get("returns"))
    gradients = _gradients(keys.get("gradients"), arguments, returns, words)
    target = _known(keys["target"], words) if "target" in keys else None
    names = frozenset(arguments) if target else None
    return Question(
        id=question_id,
        rubric=tuple(_rubric_item(item, names, words) for item in keys["rubric"].filled()),
        title=text_by_language(keys.get("title")),
        given=_given(keys.get("given")),
        target=target,
        aliases=_names(keys.get("aliases")),
        init=init,
        inputs=inputs,
        backward=tuple(item.one_of(arguments) for item in _one_or_many(keys.get("backward"))),
        gradients=gradients,
        returns=returns,
        forward=_known(keys["forward"], words) if "forward" in keys else None,
        upstream=keys["upstream"].one_of(arguments) if "upstream" in keys else None,
        options={key: keys[key].plain() for key in QUESTION_OPTIONS if key in keys},
        line=value.line,
    )


def _rubric_item(value: Value, arguments: frozenset[str] | None, words: set[str]) -> RubricItem:
    """`arguments` are those of the target (None for a plain-variable question), `words` the notebook's names."""
    check = value.called("the rubric item").mapping(required=("check", "points"))["check"]
    kind = check.one_of(OPTIONS)
    keys = value.called(f'a "{kind}" item').mapping(
        ("check", "points", "of", *sorted(OPTIONS[kind])), required=("check", "points", *_NEEDS.get(kind, ()))
    )
    if kind in _OF_TARGET and arguments is None:
        check.fail(f'"{kind}" calls a class or function; give the question a "target: …"')
    of = tuple(_of(item, kind, arguments, words) for item in _one_or_many(keys.get("of")))
    if len(of) > 1 and (kind == "derivative" or "equals" in keys):
        keys["of"].fail("of names several things, d, by and equals only one; write an item for each")
    return RubricItem(
        check=kind,
        points=keys["points"].number(low=0),
        of=of,
        options={key: _option(key, keys[key], words) for key in sorted(OPTIONS[kind]) if key in keys},
        line=value.line,
    )


def _of(value: Value, kind: str, arguments: frozenset[str] | None, words: set[str]) -> str:
    if kind == "gradient" and arguments is not None:
        return value.called("of").one_of(sorted(arguments))
    return _known(value, words) if kind in ("value", "derivative") else value.text()


def _option(key: str, value: Value, words: set[str]) -> Any:
    if key in ("d", "by", "upstream"):
        return _known(value, words)
    if key == "in_place_costs":
        return _cost(value)
    return _numbers(value) if key == "equals" else value.plain()


def _cost(value: Value) -> float:
    """The share of an item's points that changing the caller's array costs."""
    cost = value.number(low=0)
    if cost > 1:
        value.fail(f"in_place_costs is {cost}; write a share of the points, from 0 to 1")
    return float(cost)


def _known(value: Value, words: set[str]) -> str:
    """A name that the reference notebook speaks of."""
    word = value.matching(_NAME, _AS_NAME)
    if word not in words:
        near = suggest(word, words, otherwise="write a name of that notebook")
        value.fail(f'{value.name} "{word}" does not occur in the reference notebook; {near}')
    return word


def _names(value: Value | None) -> tuple[str, ...]:
    return tuple(item.matching(_NAME, _AS_NAME) for item in _one_or_many(value))


def _shapes(value: Value | None) -> dict[str, tuple[str, ...]]:
    """Shapes by argument name, each a tuple of dimension names."""
    shapes = {}
    for name, shape in _by_name(value).items():
        shapes[name] = tuple(
            dimension.matching(_NAME, "a dimension's name, like N") for dimension in shape.items()
        )
    return shapes


def _gradients(
    value: Value | None, arguments: tuple[str, ...], returns: tuple[str, ...], words: set[str]
) -> dict[str, str]:
    """Where each gradient is found: a name among `returns`, or an attribute of the target."""
    found = {}
    for name, place in _by_name(value).items():
        if name not in arguments:
            place.fail(f'gradients: "{name}" is no argument of the target; {suggest(name, arguments)}')
        found[name] = place.one_of(returns) if returns else _known(place, words)
    return found


def _given(value: Value | None) -> Mapping[str, Any]:
    """Inputs by name: a number, nested tuples of numbers, or {"shape": (rows, columns)} for arrays drawn in the cell."""
    given: dict[str, Any] = {}
    for name, item in _by_name(value).items():
        if item.is_mapping:
            shape = item.mapping(("shape",), required=("shape",))["shape"]
            sizes = tuple(size.called("shape").number(low=1) for size in shape.items())
            if not all(isinstance(size, int) for size in sizes):
                shape.fail(f"the shape of {name} must be whole numbers, like [5, 10]")
            given[name] = {"shape": sizes}
        else:
            given[name] = _numbers(item)
    return given


def _by_name(value: Value | None) -> dict[str, Value]:
    entries = value.mapping() if value else {}
    for name, entry in entries.items():
        if not _NAME.fullmatch(name):
            entry.fail(f'"{name}" is wrong; write {_AS_NAME}')
    return entries


def _numbers(value: Value, depth: int = 0) -> Any:
    """A number, or equally long lists of numbers as nested tuples."""
    if not value.is_list or depth > 4:
        return value.number()
    parts = tuple(_numbers(item.called(value.name), depth + 1) for item in value.filled())
    if len({_shape(part) for part in parts}) > 1:
        value.fail(f"the rows of {value.name} are not equally long; make it a full array")
    return parts


def _shape(numbers: Any) -> tuple[int, ...]:
    return (len(numbers), *_shape(numbers[0])) if isinstance(numbers, tuple) else ()


def _one_or_many(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return [item.called(value.name) for item in value.filled()] if value.is_list else [value]
