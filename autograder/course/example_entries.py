"""`example:` of course.yml: inputs and outcomes that the text prints, so that everybody may try them.

    example: {x: 2, y: 5, f: 10, dfdx: 5, dfdy: 2}

Raises CourseError with the line of the first thing that is wrong.
"""

from collections.abc import Mapping, Sequence

from autograder.checks.plans.spoken_names import (
    BATCH,
    NETWORK,
    inputs_of,
    needs,
    outcomes_of,
    upstream_of,
)
from autograder.course.inputs import numbers, shape_of
from autograder.course.located import Value
from autograder.model.question import Example, Form, Question
from autograder.model.trial import Role
from autograder.numbers.sizes import Shape, size_of, terms


def read_examples(value: Value | None, question: Question) -> tuple[Example, ...]:
    """The examples of a question, one or a list of them."""
    if value is None:
        return ()
    if not outcomes_of(question):
        value.fail(
            "an example says what comes of inputs, and nothing here has any; write it in the text alone"
        )
    entries = value.filled() if value.is_list else [value]
    return tuple(_example(entry.called("the example"), question) for entry in entries)


def _example(value: Value, question: Question) -> Example:
    inputs, upstream, known = inputs_of(question), upstream_of(question), outcomes_of(question)
    keys = value.mapping((*inputs, *upstream, *known))
    stated = [name for name in known if name in keys]
    if not stated:
        value.fail(f"the example states no outcome; add one of {', '.join(known)}")
    texts = [name for name in stated if name in question.asked]
    if question.form is Form.EXPRESSIONS and len(texts) != 1 and len(stated) > len(texts):
        value.fail("gradients are those of one expression; give each expression an example of its own")
    of = needs(question, stated)
    for name in of:
        if name not in keys:
            value.fail(f'the example leaves out {name}, which its outcomes come of; add "{name}: …"')
    example = {name: _read(keys[name], question.draw.get(name, {})) for name in keys}
    _fit(keys, example, question)
    _fit_gradients(keys, example, question, of)
    return example


def _read(value: Value, drawn: Mapping[str, object]) -> object:
    """A number or nested tuples of them; booleans for a mask, and whatever one of several is."""
    if "one_of" in drawn:
        return value.plain()
    return _flags(value) if "mask" in drawn else numbers(value)


def _flags(value: Value) -> object:
    return tuple(map(_flags, value.filled())) if value.is_list else value.flag()


def _fit(keys: Mapping[str, Value], example: Example, question: Question) -> None:
    """Inputs have their shapes, and dimensions of one name are equally long."""
    network = {**NETWORK, **BATCH} if question.form is Form.NETWORK else {}
    shapes = {**question.init, **question.inputs, **network}
    stated = [name for name in shapes if name in example]
    size: dict[str, int] = {}
    for name in stated if not _in_place_of_numbers(example, stated, question) else ():
        _bind(keys[name], shape_of(example[name]), shapes[name], size)
    for name in (name for name in question.given if name in example):
        _as_given(keys[name], shape_of(example[name]), question.given[name])


def _fit_gradients(
    keys: Mapping[str, Value], example: Example, question: Question, inputs: Sequence[str]
) -> None:
    """Gradients are of what stands among the `inputs`, and have its shape."""
    for name, (role, of) in outcomes_of(question).items():
        if role is Role.GRADIENT and name in example:
            if of not in inputs:
                keys[name].fail(
                    f"{of} does not occur in that expression, so there is no {name}; leave it out"
                )
            _as_variable(keys[name], shape_of(example[name]), of, shape_of(example[of]))


def _in_place_of_numbers(example: Example, inputs: Sequence[str], question: Question) -> bool:
    """Whether arrays of one shape stand where the question has numbers, and has to take arrays too."""
    numbers = all(not shape for shape in (*question.init.values(), *question.inputs.values()))
    one_shape = len({shape_of(example[name]) for name in inputs}) == 1
    return numbers and one_shape and question.options.get("arrays") == "required"


def _as_given(value: Value, own: tuple[int, ...], given: object) -> None:
    """The shape is that of the input that the cell sets; of one that is given by its shape, as many dimensions."""
    free = isinstance(given, dict)
    wanted = given["shape"] if isinstance(given, dict) else shape_of(given)
    if len(own) != len(wanted) or not (free or own == wanted):
        value.fail(f"{value.name} is {_form(own)} in the example, and {_form(wanted)} in given")


def _as_variable(value: Value, own: tuple[int, ...], of: str, wanted: tuple[int, ...]) -> None:
    if own != wanted:
        value.fail(
            f"{value.name} is {_form(own)} in the example, and {of} {_form(wanted)}; "
            "a gradient has the shape of its variable"
        )


def _bind(value: Value, own: Sequence[int], shape: Shape, size: dict[str, int]) -> None:
    """The shape of an input is the one that is declared; `size` are the dimensions that are known so far."""
    wanted = f"[{', '.join(shape)}]" if shape else "a number"
    if len(own) != len(shape):
        value.fail(f"{value.name} is {_form(own)} in the example, and {wanted} in the question")
    for length, dimension in zip(own, shape, strict=True):
        ((factor, name), *more) = terms(dimension)
        if not more and name and name not in size:
            size[name], rest = divmod(length, factor)
            if not rest:
                continue
        known = all(not one or one in size for _, one in terms(dimension))
        if known and size_of(dimension, size) != length:
            value.fail(
                f"{value.name} is {_form(own)} in the example, and {wanted} in the question, where {dimension} is "
                f"{size_of(dimension, size)}"
            )


def _form(shape: Sequence[int]) -> str:
    return f"an array of shape {tuple(shape)}" if shape else "a number"
