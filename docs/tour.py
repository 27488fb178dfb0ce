"""One gate from probe to verdict: what the grader does with every answer, on one page. Run it: python docs/tour.py."""

from __future__ import annotations

import tempfile
from pathlib import Path

import autograder
from autograder.host.prober import Prober
from autograder.model.trial import Answered
from autograder.reference.answer_key import make_answer_key
from autograder.sandbox.protocol import Asked, Request
from autograder.words.messages import render

# A student forgot to exchange the factors: d(xy)/dx is y, not x.
STUDENT = """
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return dz * self.x, dz * self.y
"""


def main() -> None:
    """Grade one gate step by step, and print each step."""
    # What is asked: course.yml says which class, with which inputs, and what each claim is worth.
    course = autograder.load_course(Path(__file__).parents[1])
    assignment = course.assignment("ps2")

    # The questions to ask (inputs drawn from a seed) and the right answers (of the reference notebook, whose gradients
    # have to agree with central differences of its own forward).
    answer_key = make_answer_key(course, assignment, seed=b"tour")
    key = answer_key.questions["multiply_gate"]
    trial = key.trials[0]
    print("a probe: inputs, and expressions that are evaluated in turn")
    for name, value in trial.probe.inputs.items():
        print(f"  {name} = {value}")

    # The same probes, put to the student's code: in a locked process that holds no answer and gives back plain numbers.
    asked = Asked("multiply_gate", first=0, after=0, given=(), probes=key.probes)
    with Prober(course.limits) as prober:
        replies = prober.ask(Request((STUDENT,), (asked,))).replies["multiply_gate"]
    answered = tuple(Answered(trial, reply) for trial, reply in zip(key.asked, replies, strict=True))
    print("the conversation: expression, the student's answer, the right one")
    for step in trial.judged:
        print(f"  {step.expression}: {answered[0].got(step.name)}, {answered[0].want(step.name)}")

    # The verdict on each claim: points are decided here, on the trusted side, by comparing numbers.
    print("the verdicts")
    for item in key.question.rubric:
        verdict = key.verdict(item, answered, answer_key.reference)
        points = f"{item.points * verdict.share:g} of {item.points:g}"
        print(f"  {' '.join([item.check, *item.of])}: {points}. {render(verdict.message, 'en')}")

    # All of that for a whole file, with the mistake that explains it, is one call.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "ada.py")
        file.write_text(STUDENT)
        record = autograder.grade_file(file, "ps2", course=course.root)
    gradient = record["questions"][0]["items"][1]
    print(f"the record: {record['student']}, {record['score']:g} of {record['max_score']:g} points")
    print(f"  {gradient['misconception']}: {gradient['message']}")


if __name__ == "__main__":
    main()
