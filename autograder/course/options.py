"""What the options of a question may hold, and which of its keys belong together.

A key that nothing reads, or a value that means nothing, would switch off what it was written for: it is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from autograder.course.located import Value
from autograder.model.kind import Kind, Names
from autograder.model.question import FollowThrough, Form, Question
from autograder.numbers.sizes import Shape, names

Keys = Mapping[str, Value]

OF_TARGET = (
    "aliases", "init", "inputs", "outputs", "draw", "backward", "gradients", "returns", "forward", "upstream",
)  # fmt: skip
"""Keys that say how a `target` is called."""
OF_FUNCTIONS = ("forward", "upstream")
"""Keys that say something of functions alone …"""
OF_CLASSES = ("init", "backward", "outputs")
"""… and of classes alone."""
NOT_OF_LOSSES = ("draw", "outputs")
"""Keys that `kind: loss` leaves nothing to say of."""


def check_entry(question: Value, known: Iterable[str], kinds: Mapping[str, Kind]) -> None:
    """Raise CourseError for a key that nothing reads, and for a target that is called with nothing.

    `known` are the keys that any question may have.
    """
    more = (key for kind in kinds.values() for key in kind.keys)
    keys = question.called("the question").mapping((*known, *more), required=("id", "rubric"))
    used = _used(keys["rubric"], kinds)
    _check_owners(keys, kinds, used)
    _check_together(keys)
    checks = [kinds[name] for name in used]
    if "given" in keys and not any(kind.of is Names.NOTEBOOK for kind in checks):
        keys["given"].fail(
            '"given" is for variables that a cell sets, and nothing here checks one; leave it out'
        )
    if "target" in keys and "inputs" not in keys and any(kind.target for kind in checks):
        question.fail(
            'the question has no "inputs"; add what the target is called with, like inputs: {x: [N, D]}'
        )


def _used(rubric: Value, kinds: Mapping[str, Kind]) -> list[str]:
    """The check kinds of a rubric, one an item."""
    items = [item.called("the rubric item").mapping(required=("check",)) for item in rubric.filled()]
    return [item["check"].one_of(kinds) for item in items]


def _check_owners(keys: Keys, kinds: Mapping[str, Kind], used: Sequence[str]) -> None:
    own = {key for name in used for key in kinds[name].keys}
    for key in (key for key in keys if key not in own):
        owners = sorted(name for name, kind in kinds.items() if key in kind.keys)
        if owners:
            keys[key].fail(
                f'"{key}" is read by the checks {", ".join(owners)}, and this question has none of them; leave it out'
            )


def _check_together(keys: Keys) -> None:
    """Raise CourseError for a key that means nothing beside the others: without a target, of the other sort, of a loss."""
    if "target" not in keys:
        _refuse(keys, OF_TARGET, _without_target)
    if "returns" in keys:
        _refuse(keys, OF_CLASSES, _of_class)
    else:
        _refuse(keys, OF_FUNCTIONS, _of_function)
    if "kind" in keys and keys["kind"].scalar() == "loss":
        _refuse(keys, NOT_OF_LOSSES, _of_no_loss)


def _refuse(keys: Keys, idle: Iterable[str], why: Callable[[str], str]) -> None:
    """Raise CourseError at the first of the `idle` keys that is there."""
    for key in idle:
        if key in keys:
            keys[key].fail(why(key))


def _without_target(key: str) -> str:
    return f'"{key}" says how a target is called; add "target: …", or leave it out'


def _of_function(key: str) -> str:
    return f'"{key}" is for a function; say what it returns ("returns: [y]"), or leave it out'


def _of_no_loss(key: str) -> str:
    return f'"kind: loss" draws scores and answers of its own and gives one number; leave {key} out'


def _of_class(key: str) -> str:
    where = {"backward": "gradients: {x: dx}", "init": "inputs: {x: [N]}", "outputs": "returns: [h, c]"}[key]
    return f'"{key}" is for a class, and "returns" says that this is a function; write {where}'


def with_options(value: Value, question: Question, known: Callable[[Value], str]) -> Question:
    """The question of an entry with options that mean something; `known` reads a name of the reference notebook.

    Raises CourseError for others, and for what anybody would pass.
    """
    _check_variables(value, question)
    keys = value.mapping()
    _check_returns(keys.get("returns"), question)
    read = _read_options(keys, question.options, question.inputs, known)
    return replace(question, options={**read, **{n: v for n, v in question.options.items() if n == "names"}})


def _check_variables(value: Value, question: Question) -> None:
    """Raise CourseError for items that anybody passes: a variable that is given, or a number that nothing changes."""
    for item, of in zip(question.rubric, value.mapping()["rubric"].items(), strict=True):
        if item.form is not Form.VARIABLES:
            continue
        name = item.of[0] if item.of else ""
        if name in question.given and "by" not in item.options:
            of.fail(
                f"{item.check} of {name}: {name} is given, so everybody has it; ask for what the cell works out"
            )
        if not question.given and not item.options.get("constant"):
            of.fail(
                f"{item.check} of {name}: without given inputs a number that is typed in passes; "
                'add "given: {x: …}", or say "constant: true" if that is what you want'
            )


_OF = ("d{0}", "d_{0}", "{0}_grad", "grad_{0}", "g{0}")


def _check_returns(value: Value | None, question: Question) -> None:
    """Raise CourseError for a returned gradient of which nothing says that it is one: nobody would prove it."""
    for name in question.inputs:
        for form in _OF:
            returned = form.format(name)
            if value and returned in question.returns and returned not in question.gradients.values():
                value.fail(
                    f"nothing says that {returned} is the gradient of {name}, so nothing proves it; "
                    f"add gradients: {{{name}: {returned}}}, or give what is returned another name"
                )


def _read_options(
    keys: Keys, wanted: Iterable[str], shapes: Mapping[str, Shape], known: Callable[[Value], str]
) -> dict[str, object]:
    readers: dict[str, Callable[[Value], object]] = {
        "arrays": lambda value: value.one_of(("required", "optional", "any")),
        "batch": lambda value: value.one_of(sorted(names(shapes.values()))),
        "names": lambda value: tuple(known(item.called("a name")) for item in value.filled()),
        "implementations": Value.text,
        "follow_through": _follow_through,
    }
    return {name: readers.get(name, Value.plain)(keys[name]) for name in wanted if name in keys}


def _follow_through(value: Value) -> FollowThrough:
    keys = value.mapping(("leaves", "share"), required=("leaves",))
    share = {"share": keys["share"].share()} if "share" in keys else {}
    return FollowThrough(tuple(leaf.called("a leaf").text() for leaf in keys["leaves"].filled()), **share)


def check_leaves(question: Value, ids: Sequence[str]) -> None:
    """Raise CourseError for a leaf of `follow_through` that is no question of the assignment."""
    follow = question.mapping().get("follow_through")
    for leaf in follow.mapping()["leaves"].items() if follow else ():
        leaf.called("leaf").one_of(ids)
