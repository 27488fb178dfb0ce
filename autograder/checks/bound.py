"""`bound`: a number that the student's cells end with is small enough, or large enough.

    {check: bound, of: loss, at_most: 0.1, points: 2}
    {check: bound, of: [W, b], measure: mean_loss, at_most: 0.1, points: 2}

What counts is what the cells hold when they have run, by whatever way they came there. With `measure`, a function of the
reference notebook, it is what that makes of the student's values, on the trusted side, so that no typed-in loss will do.
"""

from collections.abc import Mapping

import numpy as np

from autograder.checks.plans.script import Script
from autograder.checks.verdicts.wording import missing
from autograder.model.errors import CourseError
from autograder.model.kind import Kind, Names, Reads
from autograder.model.message import Message, say
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Answerer, Part, Role, Trial, Verdict
from autograder.numbers.compare import as_array
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Observation, Raised


def _plan(question: Question, answerer: Answerer, _: Draw) -> tuple[Trial, ...]:
    """The names as they stand. Raises CourseError where the reference is not within the bounds."""
    script = Script()
    for name in question.asked:
        script.say(name, name, Part(Role.VALUE, name, name))
    trial = script.trial("as the cells end", question, answerer, whole=True)
    for item in question.rubric:
        if not {"at_most", "at_least"} & item.options.keys():
            raise CourseError(
                "course.yml", item.line, 'a "bound" has no bound; add at_most: … or at_least: …'
            )
        found = _measured(item, question, {name: trial.answer(name) for name in item.of}, answerer)
        if found is None or _beyond(item, found):
            message = f"{', '.join(item.of)} of the reference comes to {found}, which is not within the bound"
            raise CourseError("course.yml", item.line, message)
    return (trial,)


def _measured(
    item: RubricItem, question: Question, values: Mapping[str, Observation], answerer: Answerer
) -> float | None:
    """The number that is compared; None where there is none."""
    arrays = {name: array for name, value in values.items() if (array := as_array(value)) is not None}
    if len(arrays) < len(values):
        return None
    found: Observation = next(iter(values.values()))
    if "measure" in item.options:
        given = {name: array if array.ndim else float(array) for name, array in arrays.items()}
        try:
            found = answerer.value(question.id, given, f"{item.options['measure']}({', '.join(item.of)})")
        except CourseError:  # of another shape, for instance
            return None
    number = as_array(found)
    if number is None or number.size != 1 or not np.isfinite(number).all():
        return None
    return float(number.item())


def _beyond(item: RubricItem, number: float) -> Message | None:
    """What is wrong with a number, where it is not within the bounds."""
    what = item.options.get("measure", item.of[0])
    highest, lowest = item.options.get("at_most"), item.options.get("at_least")
    if isinstance(highest, float | int) and number > highest:
        return say("bound_above", name=what, got=number, bound=highest)
    if isinstance(lowest, float | int) and number < lowest:
        return say("bound_below", name=what, got=number, bound=lowest)
    return None


def _judge(
    item: RubricItem, question: Question, answered: tuple[Answered, ...], answerer: Answerer
) -> Verdict:
    """The number is within the bounds."""
    (stands,) = answered
    values = {name: stands.got(name) for name in item.of}
    for name, value in values.items():
        if isinstance(value, Raised):
            return missing(name, stands)
    found = _measured(item, question, values, answerer)
    no_number = say("bound_no_number", name=", ".join(item.of))
    beyond = no_number if found is None else _beyond(item, found)
    return RIGHT if beyond is None else Verdict(0.0, beyond, stands.trial.name, item.of[0])


KIND = Kind(
    plans={"": _plan},
    judge=_judge,
    options={"at_most": Reads.NUMBER, "at_least": Reads.NUMBER, "measure": Reads.NAME},
    needs=("of",),
    of=Names.NOTEBOOK,
    typed=True,
)
