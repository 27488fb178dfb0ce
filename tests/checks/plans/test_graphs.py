"""A graph step by step: what is said to build it, and what is read of it after the walk back."""

from autograder.checks.plans.graphs import build, gradients_of, walk
from autograder.checks.plans.script import Script
from autograder.model.question import Question
from autograder.model.trial import Role, Slope

VALUE = Question("q", (), target="Value")


def said(text: str, at: int) -> Script:
    """A graph that is built and walked back."""
    script = Script()
    build(script, VALUE, text, at)
    walk(script, VALUE, text, at)
    return script


def test_a_graph_is_built_of_its_inputs_and_its_parts() -> None:
    lines = [(step.name, step.expression, step.owner) for step in said("c = a * b; c + a", 2).steps]
    assert lines[:4] == [
        ("a2", "Value(a_2)", "_end2"),
        ("b2", "Value(b_2)", "_end2"),
        ("c2", "a2 * b2", "_end2"),
        ("_end2", "c2 + a2", "_end2"),
    ]


def test_value_walk_and_gradients_are_asked_in_turn() -> None:
    data, back, *gradients = said("a * b + a", 1).steps[3:]
    assert (data.expression, back.expression, back.method) == ("_end1.data", "_end1.backward()", "backward")
    assert [(step.name, step.expression) for step in gradients] == [
        ("_a_grad1", "(_back1, a1.grad)[1]"),
        ("_b_grad1", "(_back1, b1.grad)[1]"),
    ]
    for step in (data, back, *gradients):
        assert step.given == {"a": "a_1", "b": "b_1"}


def test_what_is_asked_is_checked_by_a_graph_made_anew() -> None:
    data, _, a, b = said("a * b + a", 1).steps[3:]
    fresh = "(Value(a_1) * Value(b_1) + Value(a_1)).data"
    assert [part.role for part in data.parts] == [Role.VALUE]
    assert data.parts[0].law == fresh
    assert [(step.parts[0].name, step.parts[0].law) for step in (a, b)] == [
        ("a.grad (a * b + a)", Slope(fresh, "a_1")),
        ("b.grad (a * b + a)", Slope(fresh, "b_1")),
    ]


def test_gradients_are_called_by_argument_and_expression() -> None:
    assert gradients_of("a * b + a") == {"a": "a.grad (a * b + a)", "b": "b.grad (a * b + a)"}
