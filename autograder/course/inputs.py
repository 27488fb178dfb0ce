"""What course.yml says of inputs: shapes, and what they are drawn as."""

from collections.abc import Collection, Mapping

from autograder.checks.plans.algebra import arguments, functions
from autograder.course.located import Value
from autograder.course.suggestion import suggest
from autograder.numbers.kinds import ROWS, WITH_MORE, WORDS
from autograder.numbers.sizes import FORM, Shape, names, terms

Shapes = Mapping[str, Shape]


def read_shapes(value: Value | None) -> dict[str, Shape]:
    """Shapes by argument name, each a tuple of dimensions."""
    return {name: tuple(map(_dimension, shape.items())) for name, shape in by_name(value).items()}


def by_name(value: Value | None) -> dict[str, Value]:
    """The entries of a mapping whose keys are Python names."""
    entries = value.mapping() if value else {}
    for name, entry in entries.items():
        if not name.isidentifier() or not name.isascii():
            entry.fail(f'"{name}" is wrong; write a Python name')
    return entries


def read_draw(value: Value | None, shapes: Shapes) -> dict[str, dict[str, object]]:
    """What arguments are drawn as: {x: positive, y: {labels: C}, K: 3}; `shapes` are those of all that can be drawn."""
    entries = value.mapping(shapes) if value else {}
    return {name: _drawn(entry, shapes, shapes[name]) for name, entry in entries.items()}


def read_given(value: Value | None) -> Mapping[str, object]:
    """Inputs by name: a number, nested tuples of numbers, or {"shape": (rows, columns)} for arrays drawn in the cell."""
    given: dict[str, object] = {}
    for name, item in by_name(value).items():
        if item.is_mapping:
            shape = item.mapping(("shape",), required=("shape",))["shape"]
            sizes = tuple(size.called("shape").number(low=1) for size in shape.items())
            if not all(isinstance(size, int) for size in sizes):
                shape.fail(f"the shape of {name} must be whole numbers, like [5, 10]")
            given[name] = {"shape": sizes}
        else:
            given[name] = numbers(item)
    return given


def numbers(value: Value, depth: int = 0) -> object:
    """A number, or equally long lists of numbers as nested tuples."""
    if not value.is_list or depth > 4:
        return value.number()
    parts = tuple(numbers(item.called(value.name), depth + 1) for item in value.filled())
    if len({shape_of(part) for part in parts}) > 1:
        value.fail(f"the rows of {value.name} are not equally long; make it a full array")
    return parts


def shape_of(numbers: object) -> tuple[int, ...]:
    """The shape of numbers as they are read."""
    return (len(numbers), *shape_of(numbers[0])) if isinstance(numbers, tuple) else ()


def _dimension(value: Value) -> str:
    """A dimension in one way of writing: no spaces."""
    text = str(value.scalar()).replace(" ", "")
    try:
        terms(text)
    except ValueError:
        value.fail(f'{value.name} "{text}" is wrong; write {FORM}')
    return text


def _drawn(value: Value, shapes: Shapes, shape: Shape) -> dict[str, object]:
    if value.is_mapping:
        entries = value.mapping(WITH_MORE)
        if len(entries) != 1:
            value.fail(
                f"{value.name} is drawn in one way; keep one of {', '.join(entries) or ', '.join(WITH_MORE)}"
            )
        ((kind, more),) = entries.items()
        return {kind: _READ[kind](more, shapes)}
    if value.is_list or not isinstance(value.scalar(), str):
        return {"one_of": (value.plain(),)}
    word = value.one_of((*WORDS, *(f"{{{kind}: …}}" for kind in WITH_MORE if kind not in WORDS)))
    if word in ROWS and not shape and word != "probability":
        value.fail(f"{value.name} is {word} and has no rows; give it a shape, like [N, C]")
    return {word: True}


def _labels(value: Value, shapes: Shapes) -> str:
    """How many labels there are: a dimension of the question."""
    text = _dimension(value)
    known = names(shapes.values())
    for _, name in terms(text):
        if name and name not in known:
            value.fail(
                f'labels: "{name}" is no dimension of the question; write a number or one of {", ".join(known)}'
            )
    return text


def _range(value: Value, _: Shapes) -> tuple[int, int]:
    ends = [end.number() for end in value.items()]
    if len(ends) != 2 or not all(isinstance(end, int) for end in ends) or not ends[0] < ends[1]:
        value.fail("integers: write the smallest and the largest, like [1, 9]")
    return int(ends[0]), int(ends[1])


def _choices(value: Value, _: Shapes) -> tuple[object, ...]:
    return tuple(item.plain() for item in value.filled())


def _scale(value: Value, _: Shapes) -> float:
    return float(value.number(low=1e-6, high=1e6))


_READ = {"labels": _labels, "integers": _range, "one_of": _choices, "scale": _scale}


def read_expression(value: Value, inputs: Collection[str], words: Collection[str]) -> str:
    """An expression of some inputs, `a * b + a`; what it calls by name stands among the words of the notebook."""
    text = value.text()
    try:
        used, called = arguments(text), functions(text)
    except ValueError as error:
        value.fail(f'{value.name} "{text}" is wrong; write {error}')
    for name in used:
        if name not in inputs:
            value.fail(f'"{name}" in "{text}" is no input; {suggest(name, sorted(inputs))}')
    for name in called:
        if name not in words:
            value.fail(
                f'"{name}" in "{text}" does not occur in the reference notebook; {suggest(name, words, "write a name of it")}'
            )
    return text
