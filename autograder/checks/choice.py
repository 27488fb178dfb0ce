"""`choice`: a variable holds the answer that was chosen: a text, a number, or several of them in any order.

    {check: choice, of: answer, equals: b, among: [a, b, c, d], points: 1}

Capital letters and blanks around a text count for nothing. There is nothing to compute, so nothing is drawn: what the cell
says is what counts.
"""

import numpy as np

from autograder.checks.plans.script import Script
from autograder.checks.verdicts.wording import missing
from autograder.model.errors import CourseError
from autograder.model.kind import Kind, Names, Reads
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Answerer, Part, Role, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Observation, Probe, Raised

READ = "sorted({0}) if type({0}) in (set, frozenset) else {0}"
"""How a variable is read: sets do not cross the boundary."""


def _plan(question: Question, answerer: Answerer, _: Draw) -> tuple[Trial, ...]:
    """The cells as they stand, from names that the question's own cells set. Raises CourseError where the reference chooses
    something else than course.yml."""
    script = Script()
    for name in question.asked:
        expression = READ.format(name)
        script.say(name, expression, Part(Role.VALUE, name, expression))
    probe = Probe({}, tuple((step.name, step.expression) for step in script.steps), {}, question.asked)
    answers = answerer.answer(question.id, probe).observations
    trial = Trial("as chosen", tuple(script.steps), probe, answers, whole=True)
    for item in question.rubric:
        if chosen(trial.answer(item.of[0])) != chosen(item.options["equals"]):
            message = f"{item.of[0]} is not what course.yml says in the reference; write the same in both"
            raise CourseError("course.yml", item.line, message)
    return (trial,)


def chosen(value: Observation) -> frozenset[str]:
    """What was chosen, in one way of writing; nothing for what is neither text nor number."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, tuple | list):
        return frozenset[str]().union(*map(chosen, value))
    if isinstance(value, bool | str):
        return frozenset((str(value).strip().casefold(),))
    return frozenset((format(float(value), "g"),)) if isinstance(value, int | float) else frozenset()


def _judge(item: RubricItem, _: Question, answered: tuple[Answered, ...], __: Answerer) -> Verdict:
    """The variable holds what was to be chosen."""
    (name,), (stands,) = item.of, answered
    got = stands.got(name)
    if isinstance(got, Raised):
        return missing(name, stands)
    picked = chosen(got)
    if picked == chosen(item.options["equals"]):
        return RIGHT
    among = item.options.get("among", ())
    if among and not picked <= chosen(among):
        values = {"name": name, "among": ", ".join(map(str, among if isinstance(among, tuple) else (among,)))}
        return Verdict(0.0, Message("choice_unknown", values), stands.trial.name, name)
    return Verdict(0.0, Message("choice_wrong", {"name": name}), stands.trial.name, name)


KIND = Kind(
    plans={"": _plan},
    judge=_judge,
    options={"equals": Reads.ANSWERS, "among": Reads.ANSWERS},
    needs=("of", "equals"),
    of=Names.NOTEBOOK,
    typed=True,
)
