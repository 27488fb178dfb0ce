"""The examples that a question's text prints, asked: inputs as they stand there, and what is stated of the outcomes.

An example is a mapping of names (`example:` in course.yml, `spoken_names` says which): inputs, and any of what comes of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.plans.algebra import arguments
from autograder.checks.plans.calling import call, calling_of
from autograder.checks.plans.graphs import build, walk
from autograder.checks.plans.script import Script
from autograder.checks.plans.spoken_names import (
    BATCH,
    NETWORK,
    OUT,
    handed_back,
    outcomes_of,
    upstream_of,
)
from autograder.model.question import Example, Form, Question
from autograder.model.trial import Answerer, Role
from autograder.numbers.compare import Array, as_array, parts
from autograder.numbers.stated import meets
from autograder.sandbox.protocol import Observation, Probe, Raised, Skipped

Places = Mapping[str, tuple[str, int, int]]
"""Where each outcome is found: a step, its place in what that returns, and how many values those are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example states of one thing, and what was answered: `role` and `name` are those of the part that is judged."""

    example: Example
    stated: str
    role: Role
    name: str
    got: Observation

    @property
    def want(self) -> object:
        """The numbers that the text prints."""
        return self.example[self.stated]

    @property
    def met(self) -> bool:
        """The answer is what is stated, to the digits that are; of scores that predict gives, their probabilities will do."""
        got, want = as_array(self.got), np.asarray(self.want, dtype=float)
        return meets(self.got, self.want) or (self.name == "predict" and _are_probabilities(got, want))

    @property
    def failed(self) -> bool:
        """There is no answer, for something raised."""
        return isinstance(self.got, Raised | Skipped)


def _are_probabilities(got: Array | None, scores: Array) -> bool:
    """Rows that sum to one, and whose logarithms differ from the scores by a number each."""
    if got is None or got.shape != scores.shape or not np.all(got > 0):
        return False
    apart = np.log(got) - scores
    return bool(np.ptp(apart, axis=-1).max() < ROUGH and np.allclose(got.sum(axis=-1), 1.0))


ROUGH = 1e-3
"""How far off a logarithm may be of a number that is stated to four digits."""


def outcomes(question: Question, answerer: Answerer) -> Iterator[Outcome]:
    """All that the examples of a question state, with the answers of `answerer`."""
    form, known = question.form, outcomes_of(question)
    if form is None:
        return
    for example in question.example:
        names = [name for name in known if name in example]
        probe, places = _ASK[form](question, example, names)
        given = answerer.answer(question.id, probe).observations
        replies = dict(zip((name for name, _ in probe.steps), given, strict=True))
        for name in names:
            step, at, count = places[name]
            role, part = known[name]
            yield Outcome(example, name, role, part, _part(replies[step], at, count))


def _part(whole: Observation, at: int, count: int) -> Observation:
    if isinstance(whole, Raised | Skipped):
        return whole
    values = parts(whole, count)
    return None if values is None else values[at]


def _ask_variables(question: Question, example: Example, names: Sequence[str]) -> tuple[Probe, Places]:
    given = {name: example[name] for name in question.given}
    floats = {
        name: float(value) if isinstance(value, int | float) else value for name, value in given.items()
    }
    probe = Probe({}, tuple((name, name) for name in names), floats, question.asked)
    return probe, {name: (name, 0, 1) for name in names}


def _ask_function(question: Question, example: Example, _: Sequence[str]) -> tuple[Probe, Places]:
    script, count = Script(), len(question.returns)
    _tell(script, example, {name: f"{name}_1" for name in question.inputs})
    script.say("out_1", f"{question.target}({call(question.inputs, '1')})")
    return _probe(script), {name: ("out_1", at, count) for at, name in enumerate(question.returns)}


def _ask_calls(question: Question, example: Example, _: Sequence[str]) -> tuple[Probe, Places]:
    script, calling, upstream = Script(), calling_of(question), upstream_of(question)
    _tell(script, example, {name: f"{name}_a" for name in question.init})
    _tell(script, example, {name: f"{name}_1" for name in (*question.inputs, *upstream)})
    script.inputs = {name: calling.number(value) for name, value in script.inputs.items()}
    script.say("a", calling.built(question, "a"), owner="a")
    script.say("out_1", calling.forwarded(question, "a", "1"))
    outputs = question.outputs or (OUT,)
    places = {name: ("out_1", at, len(outputs)) for at, name in enumerate(outputs)}
    if all(name in example for name in upstream):
        handed = ", ".join(f"{name}_1" for name in upstream) or "1"
        script.say("grad_1", calling.backward.format(object="a", upstream=handed))
        returned = handed_back(question)
        places |= {question.called(name): ("grad_1", at, len(returned)) for at, name in enumerate(returned)}
        for attribute in question.gradients.values():
            script.say(f"{attribute}_1", f"(grad_1, a.{attribute})[1]")
            places[attribute] = (f"{attribute}_1", 0, 1)
    return _probe(script), places


def _ask_expressions(question: Question, example: Example, names: Sequence[str]) -> tuple[Probe, Places]:
    script, places = Script(), dict[str, tuple[str, int, int]]()
    for at, text in enumerate(name for name in names if name in question.asked):
        _tell(script, example, {name: f"{name}_{at}" for name in arguments(text)})
        build(script, question, text, at)
        walk(script, question, text, at)
        places[text] = (f"_data{at}", 0, 1)
        places |= {question.called(name): (f"_{name}_grad{at}", 0, 1) for name in arguments(text)}
    return _probe(script), places


def _ask_network(question: Question, example: Example, names: Sequence[str]) -> tuple[Probe, Places]:
    script = Script()
    _tell(
        script, example, {**{name: f"{name}_a" for name in NETWORK}, **{name: f"{name}_1" for name in BATCH}}
    )
    sizes = (*np.asarray(example["W1"]).shape, np.asarray(example["W2"]).shape[-1])
    script.say("a", f"{question.target}{sizes}", owner="a")
    for name in NETWORK:
        script.say(f"set_{name}", f"a.params['{name}'].__setitem__(..., {name}_a)")
    script.say("predict_1", "a.predict(x_1)")
    script.say("loss_1", "a.loss(x_1, t_1)")
    script.say("gradient_1", "a.gradient(x_1, t_1)")
    places = {"predict": ("predict_1", 0, 1), "loss": ("loss_1", 0, 1)}
    for name in NETWORK if any(f"d{name}" in names for name in NETWORK) else ():
        script.say(f"d{name}_1", f"gradient_1['{name}']")
        places[f"d{name}"] = (f"d{name}_1", 0, 1)
    return _probe(script), places


def _tell(script: Script, example: Example, names: Mapping[str, str]) -> None:
    script.inputs.update({at: _handed(example[name]) for name, at in names.items() if name in example})


def _handed(numbers: object) -> object:
    """A number of an example as a float, nested tuples as an array; booleans and texts as they are."""
    if isinstance(numbers, tuple):
        array = np.array(numbers)
        return array.astype(float) if array.dtype.kind in "iuf" else array
    return float(numbers) if type(numbers) is int else numbers


def _probe(script: Script) -> Probe:
    return Probe(dict(script.inputs), tuple((step.name, step.expression) for step in script.steps))


_ASK = {
    Form.VARIABLES: _ask_variables,
    Form.FUNCTION: _ask_function,
    Form.CALLS: _ask_calls,
    Form.EXPRESSIONS: _ask_expressions,
    Form.NETWORK: _ask_network,
}
"""The probe of an example and where its outcomes are found, by the form of a question."""
