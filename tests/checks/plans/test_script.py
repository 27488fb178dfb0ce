"""A conversation while it is written: steps in order, inputs by name, answers by whoever knows them."""

from __future__ import annotations

from autograder.checks.plans.script import Script
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Step
from tests.checks.one_cell import OneCell


def test_a_script_becomes_a_trial() -> None:
    script = Script({"x_1": 2.0})
    assert script.tell({"y": 3.0, "z": 4.0}, "1") == {"y": "y_1", "z": "z_1"}
    script.say("f", "lambda x: x + c", owner="a")
    script.claim("sum", "out", "f(x_1)", "x_1 + 10")
    trial = script.trial("t", Question("q", ()), OneCell("c = 10"), tolerance=0.5)
    assert trial.steps == (
        Step("f", "lambda x: x + c", owner="a"),
        Step("out", "f(x_1)", (Part(Role.VALUE, "sum", "x_1 + 10"),)),
    )
    assert trial.probe.inputs == {"x_1": 2.0, "y_1": 3.0, "z_1": 4.0}
    assert trial.probe.steps == (("f", "lambda x: x + c"), ("out", "f(x_1)"))
    assert trial.probe.given is None
    assert (trial.answer("out"), trial.tolerance) == (12.0, 0.5)


def test_a_trial_keeps_the_inputs_as_they_were() -> None:
    script = Script()
    trial = script.trial("t", Question("q", ()), OneCell(""))
    script.inputs["x"] = 1.0
    assert trial.probe.inputs == {}
