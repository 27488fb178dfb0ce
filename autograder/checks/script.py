"""A conversation while it is written: inputs, steps, and what each step's value consists of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Role, Trial
from autograder.sandbox.protocol import Probe, Raised, Skipped


@dataclass
class Script:
    """Written step by step, then turned into a trial with the reference's answers."""

    inputs: dict[str, Any] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)

    def say(self, name: str, expression: str, role: Role = ()) -> None:
        """Add a step; without a role it is not judged."""
        self.steps.append((name, expression))
        if role:
            self.roles[name] = role

    def tell(self, arguments: Mapping[str, Any], suffix: str) -> None:
        """Add inputs, each under its name and a suffix: x as x_1."""
        self.inputs.update({f"{name}_{suffix}": value for name, value in arguments.items()})

    def trial(self, name: str, question: Question, reference: Answerer, **more: Any) -> Trial:
        """The conversation with the right answers. Raises CourseError where the reference raises."""
        probe = Probe(dict(self.inputs), tuple(self.steps))
        reply = reference.answer(question.id, probe)
        for (step, expression), answer in zip(self.steps, reply.observations, strict=True):
            if step in self.roles and isinstance(answer, Raised | Skipped):
                text = f"question {question.id}: {expression} fails in the reference ({answer})"
                raise CourseError(reference.path, 0, text)
        return Trial(name, probe, reply.observations, dict(self.roles), **more)


def call(names: Iterable[str], suffix: str) -> str:
    """The arguments of a call: "x_1, y_1"."""
    return ", ".join(f"{name}_{suffix}" for name in names)


def built(question: Question, one: str) -> str:
    """A fresh object of the target, with the constructor arguments of object "a" or "b"."""
    return f"{question.target}({call(question.init, one)})"


def forward(question: Question, receiver: str, suffix: str) -> str:
    """A forward call on an object; `kind: function` objects are called with a Variable, as in DeZero."""
    if question.options.get("kind") == "function":
        return f"{receiver}(Variable({call(question.inputs, suffix)})).data"
    return f"{receiver}.forward({call(question.inputs, suffix)})"
