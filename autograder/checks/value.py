"""`value`: a plain variable holds the right number, as the cell stands and when its inputs are changed.

    {check: value, of: q, equals: 3, points: 0.5}

`constant: true` says that the number does not change with any input, as the answer to a choice: who types it in is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.checks.plans import variables
from autograder.checks.verdicts import wording
from autograder.checks.verdicts.seen import rights_of
from autograder.model.kind import Kind, Names, Reads
from autograder.model.message import Message
from autograder.model.question import Form, Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Answerer, Role, Verdict
from autograder.notebook.code import code
from autograder.notebook.nearness import nearest
from autograder.numbers.compare import Difference, as_array, compare
from autograder.sandbox.protocol import FOUND, Observation, Probe, Raised

REDUCED = 0.5
"""The share of the points for an answer that is right at inputs which the student changed by mistake."""


def _judge(
    item: RubricItem, question: Question, answered: tuple[Answered, ...], answerer: Answerer
) -> Verdict:
    """Right as it stands and at other inputs; reduced credit when only the inputs were changed by mistake."""
    (name,) = item.of
    stands, *others = answered
    stated = _difference(name, stands)
    changed = changed_inputs(question, stands) if stated is not None else {}
    drawn = any(variables.is_shape(given) for given in question.given.values())
    found = stated
    if stated is not None and (changed or drawn):
        right = _right_at_own_inputs(name, stands, question, answerer)
        found = stated if right is None else compare(stands.got(name), right)
    if found is not None:
        return _wrong(question, stands, found, item, answered)
    wrong = [(one, difference) for one in others if (difference := _difference(name, one)) is not None]
    if wrong:
        return _elsewhere(question, wrong, item, answered)
    if stated is None or drawn:
        return RIGHT
    return replace(with_changed_inputs(changed, question), share=REDUCED, trial=stands.trial.name)


def _elsewhere(
    question: Question,
    wrong: Sequence[tuple[Answered, Difference]],
    item: RubricItem,
    answered: Sequence[Answered],
) -> Verdict:
    """Right as it stands and wrong at other inputs: typed in, where it is the same number everywhere."""
    (name,) = item.of
    if all(compare(one.got(name), answered[0].got(name)) is None for one in answered):
        return replace(typed_in(name), trial=wrong[0][0].trial.name, step=name)
    return _wrong(question, *wrong[0], item, answered)


def _difference(name: str, answered: Answered) -> Difference | None:
    (right,) = rights_of(answered.trial)[name]
    return right.compare(answered.got(name))


def _wrong(
    question: Question,
    where: Answered,
    difference: Difference,
    item: RubricItem,
    answered: Sequence[Answered],
) -> Verdict:
    (name,) = item.of
    if isinstance(difference.got, Raised) and difference.got.cell < 0:
        return wording.missing(name, where, _meant(name, question, where))
    of = Role.GRADIENT if "by" in item.options else Role.VALUE
    message = wording.difference(name, difference, of, cells=where.cells, own=where.own)
    everywhere = [found for one in answered if (found := _difference(name, one)) is not None]
    if message.key == "gradient_wrong" and len(everywhere) == len(answered):
        message = wording.exactly(message, difference, everywhere)
    if message.key == "not_written":
        message = Message(message.key, {**message.values, "method": name})
    shown = wording.shown(name, difference, where.trial.tolerance)
    return Verdict(0.0, message, where.trial.name, name, compare=shown)


def _meant(name: str, question: Question, where: Answered) -> str | None:
    """What a name that is missing was called, in the answer itself: none that is given or asked for. A name of another answer
    belongs there."""
    others = where.trial.places.keys() | question.given.keys()
    names = frozenset[str]().union(*(code(cell).names for cell in where.own or where.cells))
    return nearest(name, names - others)


def changed_inputs(question: Question, stands: Answered) -> dict[str, Observation]:
    """The given inputs that the student's cells set to something else, with what they are set to."""
    found = stands.got(FOUND)
    if not isinstance(found, dict):
        return {}
    fixed = {name: given for name, given in question.given.items() if not variables.is_shape(given)}
    return {n: found.get(n) for n, given in fixed.items() if compare(found.get(n), given) is not None}


def _right_at_own_inputs(name: str, stands: Answered, question: Question, answerer: Answerer) -> Observation:
    """What the reference yields at the inputs that stand in the student's cells; None when they are no such inputs."""
    found, wanted = stands.got(FOUND), stands.want(FOUND)
    given = {}
    for key in question.given:
        own = as_array(found.get(key)) if isinstance(found, dict) else None
        shape = as_array(wanted.get(key)) if isinstance(wanted, dict) else None
        if own is None or shape is None or own.shape != shape.shape or not (abs(own) < 1e6).all():
            return None
        given[key] = own if own.ndim else float(own)
    probe = Probe({}, ((name, name),), given, stands.trial.probe.reads)
    (right,) = answerer.answer(question.id, probe).observations
    return None if isinstance(right, Raised) else right


def typed_in(name: str) -> Verdict:
    """What is said of a number that is the same whatever the inputs are."""
    return Verdict(0.0, Message("hard_coded", {"name": name}), misconception="hard-coded-answer")


def with_changed_inputs(changed: Mapping[str, Observation], question: Question) -> Verdict:
    """What is said where inputs are not as they are given."""
    name, value = next(iter(changed.items()))
    message = Message("input_changed", {"name": name, "given": question.given[name], "found": value})
    return Verdict(0.0, message, step=name, misconception="input-typo")


KIND = Kind(
    plans={"": variables.plan},
    judge=_judge,
    form=Form.VARIABLES,
    options={"equals": Reads.NUMBERS, "constant": Reads.FLAG},
    needs=("of",),
    of=Names.NOTEBOOK,
    hidden=("follow_through",),
)
