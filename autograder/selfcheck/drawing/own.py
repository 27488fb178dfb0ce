"""The student's own values and gradients, by name: from running the question's cells, or the own class at the public example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from autograder.checks.plans.examples import outcomes
from autograder.checks.plans.names import inputs_of, outcomes_of, upstream_of
from autograder.model.formula import Graph
from autograder.model.message import Message, say
from autograder.model.question import Question
from autograder.model.trial import Role
from autograder.sandbox.observe import observe
from autograder.sandbox.protocol import Observation, Probe, Raised
from autograder.selfcheck.drawing.drawing import shown_example
from autograder.selfcheck.drawing.labels import gradients_of, shown
from autograder.selfcheck.history import Scope
from autograder.selfcheck.own import Own

Known = tuple[Mapping[str, Any], Message | None]


def values_of(question: Question, graph: Graph, scope: Scope) -> Known:
    """What is known by name, and what Python said where something stopped. Raises nothing for what the student wrote."""
    if question.given:
        return _of_variables(question, graph, scope)
    return _of_example(question, scope) if question.example else ({}, None)


def _of_variables(question: Question, graph: Graph, scope: Scope) -> Known:
    """The names as the question's own cells leave them; as they stand, where nobody knows the cells."""
    gradients = (key for _, key in gradients_of(graph, question).values())
    names = dict.fromkeys((*(node.name for node in graph.nodes if node.name), *gradients))
    own = Own(question, scope)
    if own.cells:
        probe = Probe({}, tuple((name, name) for name in names), {}, question.asked)
        found = dict(zip(names, own.answer(question.id, probe).observations, strict=True))
    else:
        found = {name: observe(scope.names.get(name)) for name in names}
    wanted = {*question.asked, *question.given}
    return {name: value for name, value in found.items() if shown(value) or name in wanted}, None


def _of_example(question: Question, scope: Scope) -> Known:
    """All that comes of the inputs of an example, stated there or not."""
    example, upstream = shown_example(question), upstream_of(question)
    inputs = {name: example[name] for name in (*inputs_of(question), *upstream) if name in example}
    backward = all(name in example for name in upstream)
    asked = [
        name
        for name, (role, _) in outcomes_of(question).items()
        if (backward if role is Role.GRADIENT else name in example or name not in question.asked)
    ]
    all_stated = replace(question, example=({**inputs, **dict.fromkeys(asked, 0.0)},))
    found = {one.stated: one.got for one in outcomes(all_stated, Own(question, scope))}
    return {**inputs, **found}, _said(found.values())


def _said(found: Iterable[Observation]) -> Message | None:
    """What Python said first; nothing where a stub says that it is not written yet."""
    error = next((one for one in found if isinstance(one, Raised)), None)
    if error is None or error.type_name == "NotImplementedError":
        return None
    return say("python_said", type=error.type_name, message=error.message)
