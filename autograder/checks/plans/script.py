"""A conversation while it is written: inputs, steps, and what each step's value consists of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import RAN_AGAIN, Answerer, Part, Role, Slope, Step, Trial
from autograder.sandbox.protocol import Probe, Raised


@dataclass
class Script:
    """Written step by step, then turned into a trial with the answers of whoever knows them."""

    inputs: dict[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def say(self, name: str, expression: str, *parts: Part, **more: Any) -> None:
        """Add a step; without parts it is not judged. `more` are further fields of the step."""
        self.steps.append(Step(name, expression, parts, **more))

    def claim(
        self,
        claim: str,
        name: str,
        expression: str,
        law: str | Slope | None = None,
        conditions: tuple[Condition, ...] = (),
        **more: Any,
    ) -> None:
        """Add a step whose value is a claim; several steps may make one claim together."""
        self.say(name, expression, Part(Role.VALUE, claim, law), conditions=conditions, **more)

    def tell(self, arguments: Mapping[str, Any], suffix: str) -> dict[str, str]:
        """Add inputs, each under its name and a suffix (x as x_1); returns these names."""
        names = {name: f"{name}_{suffix}" for name in arguments}
        self.inputs.update({names[name]: value for name, value in arguments.items()})
        return names

    def trial(self, name: str, question: Question, answerer: Answerer, **more: Any) -> Trial:
        """The conversation with the answers of `answerer`, which need not be able to answer again. `more` are further fields of the
        trial."""
        probe = Probe(dict(self.inputs), tuple((step.name, step.expression) for step in self.steps))
        answers = answerer.answer(question.id, probe).observations
        steps = [
            s for s, a in zip(self.steps, answers, strict=True) if not (s.again and isinstance(a, Raised))
        ]
        if len(steps) < len(self.steps):
            return Script(self.inputs, steps).trial(name, question, answerer, **more)
        return Trial(name, tuple(self.steps), probe, answers, **more)


def ran_again(names: Iterable[str], forward: str, backward: str) -> Step:
    """The step that counts how many times over `backward` runs what `forward` runs; `names` are what they speak of (a
    lambda sees no names of a conversation but its own defaults)."""
    own = ", ".join(f"{name}={name}" for name in names)
    return Step(RAN_AGAIN, f"ran_again(lambda {own}: {forward}, lambda {own}: {backward})")
