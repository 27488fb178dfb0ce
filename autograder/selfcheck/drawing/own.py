"""The student's own values and gradients, by name: from running the question's cells, or the own class at the public example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.model.formula import Graph
from autograder.model.message import Message
from autograder.model.question import Question
from autograder.sandbox.observe import observe
from autograder.sandbox.protocol import Probe
from autograder.selfcheck.drawing.labels import gradients_of
from autograder.selfcheck.history import Scope
from autograder.selfcheck.own import Own

Known = tuple[Mapping[str, Any], Message | None]


def values_of(question: Question, graph: Graph, scope: Scope) -> Known:
    """What is known by name, and a line where something stopped. Raises nothing for what the student wrote."""
    return _of_variables(question, graph, scope) if question.given else ({}, None)


def _of_variables(question: Question, graph: Graph, scope: Scope) -> Known:
    """The names as the question's own cells leave them; as they stand, where nobody knows the cells."""
    names = dict.fromkeys(
        (
            *(node.name for node in graph.nodes if node.name),
            *(key for _, key in gradients_of(graph, question).values()),
        )
    )
    own = Own(question, scope)
    if not own.cells:
        return {name: observe(scope.names[name]) for name in names if name in scope.names}, None
    probe = Probe({}, tuple((name, name) for name in names), {}, question.asked)
    return dict(zip(names, own.answer(question.id, probe).observations, strict=True)), None
