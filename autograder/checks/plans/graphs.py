"""A graph of objects that are calculated with, step by step: built of its inputs, and walked back from its end."""

from collections.abc import Mapping

from autograder.checks.plans.algebra import arguments, inlined, written
from autograder.checks.plans.script import Script
from autograder.checks.plans.spoken_names import value_of
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Slope


def gradients_of(text: str) -> dict[str, str]:
    """What the gradients of an expression's arguments are called."""
    return {name: f"{name}.grad ({text})" for name in arguments(text)}


def build(script: Script, question: Question, text: str, at: int) -> None:
    """Objects of the inputs, and the expression of them."""
    owner = f"_end{at}"
    for name in arguments(text):
        script.say(f"{name}{at}", f"{question.target}({name}_{at})", owner=owner)
    for name, expression in written(text, _names(text, at)):
        script.say(name, expression, owner=owner)


def _names(text: str, at: int) -> Mapping[str, str]:
    """What arguments and parts are called in a call of the conversation."""
    parts = {name: f"{name}{at}" for name, _ in written(text, {})}
    return {**{name: f"{name}{at}" for name in arguments(text)}, **parts, "": f"_end{at}"}


def walk(script: Script, question: Question, text: str, at: int) -> None:
    """The value, a walk back from it, and the gradients that it leaves."""
    fresh = inlined(text, {name: f"{question.target}({name}_{at})" for name in arguments(text)}) + ".data"
    given = {name: f"{name}_{at}" for name in arguments(text)}
    more = {"call": 1, "owner": f"_end{at}", "given": given}
    script.say(f"_data{at}", f"_end{at}.data", Part(Role.VALUE, value_of(text), fresh), **more)
    script.say(f"_back{at}", f"_end{at}.backward()", method="backward", **more)
    for name, called in gradients_of(text).items():  # which there are none of where backward was not reached
        part = Part(Role.GRADIENT, called, Slope(fresh, f"{name}_{at}"))
        script.say(f"_{name}_grad{at}", f"(_back{at}, {name}{at}.grad)[1]", part, **more)
