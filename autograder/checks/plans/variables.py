"""The plan of plain-variable questions: the cells as they stand, then again at other inputs.

Numbers that a student typed in stay as they are when the inputs change; right ones follow.
"""

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from numpy.typing import ArrayLike

from autograder.checks.plans.strained import strained
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Derivative, Law, Part, Role, Step, Trial
from autograder.numbers.compare import as_array, compare
from autograder.numbers.draw import Draw, pair
from autograder.sandbox.protocol import FOUND, Probe

OTHER_INPUTS = 3
"""Points that are asked beside the textbook's own (docs/numerics.md, "What is asked")."""
STANDS = "as it stands"
SIZES = (4, 2, 3, 5, 6)
"""Sides of the arrays that are drawn: one for each that the course gives, others from trial to trial."""
PAIRS = ((-2, -1), (1, -2), (1, 2))
"""What the two numbers that change places are like, turn by turn."""


def plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """The trials of a question with `given`, whose derivatives have laws."""
    return trials(question, answerer, draw, _laws(question))


def trials(question: Question, answerer: Answerer, draw: Draw, laws: Mapping[str, Law]) -> Iterator[Trial]:
    """The names that the rubric speaks of, as the cells stand, then at drawn inputs of the same form."""
    reads = question.asked
    steps = tuple(Step(name, name, (Part(Role.VALUE, name, laws.get(name)),)) for name in reads)
    drawn: list[tuple[str, Mapping[str, object]]] = [(STANDS, {})]
    drawn += [(f"at other inputs {i + 1}", _inputs(question, draw, i)) for i in range(OTHER_INPUTS)]
    for name, given in drawn:
        probe = Probe({}, ((FOUND, FOUND), *((name, name) for name in reads)), given, reads)
        answers = answerer.answer(question.id, probe).observations
        yield Trial(name, (Step(FOUND, FOUND), *steps), probe, answers, whole=name == STANDS)


def strained_plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Inputs at which only derivatives by the chain rule are right."""
    laws = _laws(question)
    of = dict.fromkeys(law.d for law in laws.values() if law.d not in laws)
    asked = (Step(name, name, (Part(Role.VALUE, name, law),)) for name, law in laws.items())
    steps = (*asked, *(Step(name, name) for name in of))
    names = tuple((step.name, step.expression) for step in steps)

    def write(given: Mapping[str, object]) -> Trial:
        probe = Probe({}, names, dict(given), question.asked)
        return Trial(question.id, steps, probe, answerer.answer(question.id, probe).observations)

    return strained(question, answerer, write, _inputs(question, draw, 0), draw)


def _laws(question: Question) -> dict[str, Derivative]:
    """What the derivatives among the asked names must be."""
    return {
        item.of[0]: Derivative(str(told["d"]), str(told["by"]), str(told.get("upstream", "")))
        for item in question.rubric
        if "by" in (told := item.options)
    }


def check_stated(question: Question, stands: Trial) -> None:
    """Raise CourseError where course.yml states another value than the cells yield as they stand."""
    for item in question.rubric:
        stated = item.options.get("equals") if {*item.of} <= stands.places.keys() else None
        if stated is None:
            continue
        right = stands.answer(item.of[0])
        if as_array(right) is not None and compare(right, stated) is not None:
            message = f"question {question.id}: {item.of[0]} equals {right} in the reference; write that after equals (or mend the reference)"
            raise CourseError("course.yml", item.line, message)


def is_shape(given: object) -> TypeGuard[Mapping[str, tuple[int, ...]]]:
    """True for an input that the course gives by its shape alone: {shape: [5, 10]}."""
    return isinstance(given, dict) and "shape" in given


def _inputs(question: Question, draw: Draw, turn: int) -> dict[str, ArrayLike]:
    """New values for all given inputs, of their form."""
    sides = sorted({n for given in question.given.values() if is_shape(given) for n in given["shape"]})
    size = {side: SIZES[(i + turn) % len(SIZES)] for i, side in enumerate(sides)}
    values = {name: _drawn(given, size, draw) for name, given in question.given.items()}
    numbers = {name: value for name, value in values.items() if isinstance(value, float)}
    return values | _apart(numbers, draw, turn)


def _drawn(given: object, size: Mapping[int, int], draw: Draw) -> ArrayLike:
    """New numbers in the form of a given input; an array that is given by its shape has its sides of other `size`."""
    return draw.array(tuple(size[n] for n in given["shape"])) if is_shape(given) else draw.like(given)


def _apart(values: Mapping[str, float], draw: Draw, turn: int) -> dict[str, float]:
    """Two or more numbers, of which two change places in size from trial to trial (for max), and further ones change their
    sign; a number alone as it is."""
    if len(values) < 2:
        return dict(values)
    first, second, *more = values
    one, other = pair(draw, PAIRS[turn % len(PAIRS)])
    further = {name: abs(values[name]) * (-1) ** (turn + at) for at, name in enumerate(more)}
    return {first: one, second: other, **further}
