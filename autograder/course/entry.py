"""One entry under `questions:` of course.yml, read into `model.question.Question` with its rubric."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from autograder.course.graph import read_graph
from autograder.course.inputs import by_name, numbers, read_draw, read_expression, read_given, read_shapes
from autograder.course.located import Value, text_by_language
from autograder.course.notebook import Names
from autograder.course.suggestion import suggest
from autograder.model.condition import COSTS, Condition, Costs
from autograder.model.errors import CourseError
from autograder.model.kind import Kind, Reads
from autograder.model.kind import Names as Of
from autograder.model.question import TESTS, Question, RubricItem
from autograder.notebook.nearness import nearest
from autograder.numbers.kinds import PLAIN, Drawn, has_gradient

KEYS = (
    "id", "title", "cell", "given", "target", "aliases", "init", "inputs", "backward", "gradients", "returns", "forward",
    "upstream", "outputs", "draw", "conditions", "tries", "example", "graph", "rubric",
)  # fmt: skip
"""The keys of a question; its check kinds have further ones."""

MOST_POINTS = 100_000
"""Of one item: more is a slip of the keyboard."""

Kinds = Mapping[str, Kind]
Words = frozenset[str]

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_AS_SNAKE = "small letters, digits and _ (snake_case)"
_AS_NAME = "a Python name"


class UnknownName(CourseError):
    """course.yml speaks of a name that does not occur in the reference notebook."""


def read_question(value: Value, names: Names, kinds: Kinds, costs: Costs = COSTS) -> Question:
    """The question of one entry, whose keys are known ones, its options as they stand there; `names` are those of the reference
    notebook, `costs` those of the course. Raises CourseError with the line of the first thing that is wrong."""
    words, more = names.words, sorted(frozenset[str]().union(*(kind.keys for kind in kinds.values())))
    keys = value.mapping()
    init, inputs = read_shapes(keys.get("init")), read_shapes(keys.get("inputs"))
    arguments = (*inputs, *init)
    returns = _names(keys.get("returns"))
    gradients = _gradients(keys.get("gradients"), arguments, returns, words)
    target, partner = _target(keys.get("target"), keys.get("kind"), words, names.defined)
    own = frozenset(arguments) if target else None
    rubric = [_rubric_item(item, own, words, kinds) for item in keys["rubric"].filled()]
    draw = read_draw(keys.get("draw"), {**inputs, **init})
    given = read_given(keys.get("given"))
    _smooth(value, draw, (*gradients, *_asked_by(rubric, kinds)))
    _check_kind(value, keys.get("kind"), [kinds[item.check] for item in rubric])
    return Question(
        id=_id(keys["id"], tests=all(item.check == TESTS for item in rubric)),
        rubric=tuple(rubric),
        title=text_by_language(keys.get("title")),
        cell=keys["cell"].matching(_SNAKE, _AS_SNAKE) if "cell" in keys else "",
        given=given,
        target=target,
        aliases=_names(keys.get("aliases")),
        init=init,
        inputs=inputs,
        backward=_among(arguments, keys.get("backward")),
        gradients=gradients,
        returns=returns,
        forward=known(keys["forward"], words) if "forward" in keys else None,
        upstream=_among(arguments, keys.get("upstream")),
        outputs=_outputs(keys.get("outputs")),
        partner=partner,
        draw=draw,
        conditions=read_costs(keys.get("conditions"), costs),
        tries=_tries(keys.get("tries")),
        graph=read_graph(keys.get("graph"), (*given, *arguments), words, plain=not target),
        options=_options(keys, more, target, partner),
        line=value.line,
    )


def _target(
    value: Value | None, kind: Value | None, words: Words, defined: Words
) -> tuple[str | None, str | None]:
    """The class or function that the student writes, and the function that gives its gradients: of a pair the second, of one
    that returns its backward (`kind: vjp`) the same."""
    names = [known(item, words, defined) for item in _one_or_many(value)]
    if kind and kind.scalar() == "vjp" and len(names) == 1:
        names *= 2
    if value and len(names) > 2:
        value.fail(f"target names {len(names)} things; write one, or a pair [forward, backward] of functions")
    return (*names, None, None)[0], (*names, None, None)[1]


def _outputs(value: Value | None) -> tuple[str, ...]:
    """The names of what forward returns, where it is several values."""
    found = _names(value)
    if value and (len(found) < 2 or len({*found}) < len(found)):
        value.fail(
            f"outputs names {len({*found})} values; name each of several, like [h, c], or leave it out for one"
        )
    return found


def _options(
    keys: Mapping[str, Value], more: Iterable[str], target: str | None, partner: str | None
) -> dict[str, object]:
    """What else check kinds read of a question; a pair needs its second function beside the target."""
    options = {key: keys[key].plain() for key in more if key in keys}
    if partner is None:
        return options
    alone = partner == target
    what = "a function that returns its backward" if alone else "a pair of functions"
    for key in ("init", "gradients", "returns", *(() if alone else ("kind",))):
        if key in keys:
            keys[key].fail(f"{what} has no {key}; all its arguments are inputs, all gradients are returned")
    names = options.get("names")
    others = names if isinstance(names, list | tuple) else ()
    return options if alone else {**options, "names": (partner, *others)}


def _asked_by(rubric: Iterable[RubricItem], kinds: Kinds) -> list[str]:
    """The arguments by which the items of a rubric ask for gradients."""
    return [name for item in rubric if kinds[item.check].of is Of.ARGUMENTS for name in item.of]


def _smooth(question: Value, draw: Mapping[str, Drawn], names: Iterable[str]) -> None:
    """There is a gradient by each of the names."""
    for name in names:
        if not has_gradient(draw.get(name, PLAIN)):
            question.fail(
                f"{name} is drawn as {next(iter(draw[name]))}, so there is no gradient of {name}; ask for none"
            )


def _id(value: Value, *, tests: bool) -> str:
    """The id of a question; one of an instructor's tests alone is called as its cell, whatever that is called."""
    question_id = value.matching(_GRADE_ID, "a grade_id") if tests else value.matching(_SNAKE, _AS_SNAKE)
    if question_id == "setup" or (question_id.endswith("_check") and not tests):
        value.fail(f'id "{question_id}" is taken by nbgrader\'s own cells; choose another')
    return question_id


def _tries(value: Value | None) -> tuple[Condition, ...] | None:
    """The side conditions that are tried (None: all); "second object" is second_object, a batch is one of a single row."""
    if value is None:
        return None
    words = {one.value: one for one in Condition} | {"batch": Condition.ONE_ROW}
    found = set()
    for item in value.items():
        word = item.called("tries").text()
        if word.replace(" ", "_") not in words:
            item.called("tries").one_of(list(words))
        found.add(words[word.replace(" ", "_")])
    return tuple(sorted(found))


def read_costs(value: Value | None, costs: Costs) -> Costs:
    """What side conditions cost: `costs`, but for those that are named."""
    named = value.mapping(tuple(Condition)) if value else {}
    return {**costs, **{Condition(name): cost.share() for name, cost in named.items()}}


def _check_kind(question: Value, value: Value | None, kinds: Sequence[Kind]) -> None:
    """Every check of a question has a plan for its `kind`."""
    for kind in kinds:
        if (value.text() if value else "") not in kind.plans:
            known = [name for name in kind.plans if name]
            if value is None:
                question.fail(f'the question has no "kind"; add "kind: …", one of {", ".join(known)}')
            if known:
                value.one_of(known)
            value.fail("kind does not belong to these checks; leave it out")


def _rubric_item(value: Value, arguments: frozenset[str] | None, words: Words, kinds: Kinds) -> RubricItem:
    """`arguments` are those of the target (None for a plain-variable question), `words` the notebook's names."""
    check = value.called("the rubric item").mapping(required=("check",))["check"]
    name = check.one_of(kinds)
    kind = kinds[name]
    keys = value.called(f'a "{name}" item').mapping(
        ("check", "points", "of", *sorted(kind.options)), required=("check", "points", *kind.needs)
    )
    if kind.target and arguments is None:
        check.fail(f'"{name}" calls a class or function; give the question a "target: …"')
    of = tuple(_of(item, kind, arguments, words) for item in _one_or_many(keys.get("of")))
    if len(of) > 1 and kind.tests:
        keys["of"].fail("of names several test cells; write an item with its own points for each")
    if len(of) > 1 and ("by" in kind.options or "equals" in keys):
        keys["of"].fail("of names several things, d, by and equals only one; write an item for each")
    options = {
        key: _READ[reads](keys[key], words) for key, reads in sorted(kind.options.items()) if key in keys
    }
    return RubricItem(
        name, keys["points"].number(low=0, high=MOST_POINTS), of, options, value.line, kind.form
    )


def _of(value: Value, kind: Kind, arguments: frozenset[str] | None, words: Words) -> str:
    if kind.of is Of.ARGUMENTS and arguments is not None:
        if not arguments:
            value.fail(
                f'of "{value.text()}" is no input, for the question has none; add inputs: {{{value.text()}: [N, D]}}'
            )
        return value.called("of").one_of(sorted(arguments))
    if kind.of is Of.CELLS:
        return value.matching(_GRADE_ID, "the grade_id of a test cell")
    if kind.of is Of.EXPRESSIONS:
        return read_expression(value, arguments or frozenset(), words)
    return known(value, words) if kind.of is Of.NOTEBOOK else value.text()


def known(value: Value, words: Words, rather: Words = frozenset()) -> str:
    """A name that the reference notebook speaks of; where it is misspelt, one of those that it `rather` is."""
    word = value.matching(_NAME, _AS_NAME)
    if word not in words:
        likely = rather if nearest(word, rather) else words
        near = suggest(word, likely, otherwise="write a name of that notebook")
        message = f'{value.name} "{word}" does not occur in the reference notebook; {near}'
        raise UnknownName(value.path, value.line, message)
    return word


def _names(value: Value | None) -> tuple[str, ...]:
    return tuple(item.matching(_NAME, _AS_NAME) for item in _one_or_many(value))


def _among(arguments: tuple[str, ...], value: Value | None) -> tuple[str, ...]:
    return tuple(item.one_of(arguments) for item in _one_or_many(value))


def _gradients(
    value: Value | None, arguments: tuple[str, ...], returns: tuple[str, ...], words: Words
) -> dict[str, str]:
    """Where each gradient is found: a name among `returns`, or an attribute of the target."""
    found = {}
    for name, place in by_name(value).items():
        if name not in arguments:
            place.fail(f'gradients: "{name}" is no argument of the target; {suggest(name, arguments)}')
        found[name] = place.one_of(returns) if returns else known(place, words)
    return found


def _one_or_many(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return [item.called(value.name) for item in value.filled()] if value.is_list else [value]


def _answers(value: Value) -> object:
    """A text or a number, or a list of them."""
    return tuple(map(_answers, value.filled())) if value.is_list else _answer(value)


def _answer(value: Value) -> str | float:
    answer = value.scalar()
    return value.text() if isinstance(answer, str) else answer if isinstance(answer, bool) else value.number()


_READ: Mapping[Reads, Callable[[Value, Words], object]] = {
    Reads.NAME: known,
    Reads.NUMBERS: lambda value, _: numbers(value),
    Reads.SHARE: lambda value, _: value.share(),
    Reads.NUMBER: lambda value, _: value.number(),
    Reads.ANSWERS: lambda value, _: _answers(value),
    Reads.FLAG: lambda value, _: value.flag(),
}
"""How an option is read, by what its kind says of it."""
