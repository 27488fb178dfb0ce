"""Judges the parts of what steps return: which part of which call differs first, and what that says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks import wording
from autograder.model.message import Message, is_key
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Trial, Verdict
from autograder.numbers.compare import STEP, TOLERANCE, WEIGHTS, Difference, as_array, compare, kind_of, parts
from autograder.sandbox.protocol import Observation, Raised
from autograder.words.messages import kind_words


@dataclass(frozen=True, slots=True)
class Part:
    """One judged part of one step: the student's and the right observation, and how they differ."""

    answered: Answered
    step: str
    name: str
    difference: Difference | None


def judge(
    kind: str, of: tuple[str, ...] | None, question: Question, answered: tuple[Answered, ...]
) -> Verdict:
    """The verdict on all parts of a kind ("forward" or "gradient"; of the names `of`, or all)."""
    seen = [part for one in answered for part in look(kind, of, one)]
    if not seen:  # all that is asked is waived here: then what else the question asks decides
        seen = [part for one in answered for part in look(kind, None, one)]
    wrong = [part for part in seen if part.difference is not None]
    if not wrong:
        return Verdict(1.0, RIGHT.message, notes=_notes(kind, question, answered))
    if all(
        part.answered.trial.optional and part.difference.kind in ("raised", "skipped")
        for part in wrong
        if part.difference
    ):
        return Verdict(
            1.0, RIGHT.message, notes=(Message("arrays_unsupported"), *_notes(kind, question, answered))
        )
    first = next((p for p in wrong if p.difference and p.difference.kind != "skipped"), wrong[0])
    assert first.difference is not None
    message = _message(kind, question, first, seen)
    shown = wording.shown(_label(question, first.name), first.difference)
    return Verdict(0.0, message, first.answered.trial.name, first.step, compare=shown)


IN_PLACE = {"mutates_upstream": "mutates-upstream", "mutates_input": "mutates-input"}
"""Notes on arrays of the caller that were changed, with the misconception behind each."""


def charged(item: RubricItem, verdict: Verdict) -> Verdict:
    """The verdict, with what the course takes off for changing the caller's array in place."""
    cost = float(item.options.get("in_place_costs", 0.0))
    changed = [note for note in verdict.notes if note.key in IN_PLACE]
    if not verdict.passed or not changed or not cost:
        return verdict
    return replace(
        verdict, share=1.0 - cost, message=changed[0], misconception=IN_PLACE[changed[0].key], notes=()
    )


def look(kind: str, of: tuple[str, ...] | None, answered: Answered) -> Iterator[Part]:
    """All parts of that kind in one trial's reply, in the order they were asked."""
    trial = answered.trial
    for step, role in trial.roles.items():
        got, want = answered.got(step), answered.want(step)
        also = trial.facts.get("also", {}).get(step)
        mine = parts(got, len(role))
        right = parts(want, len(role))
        assert right is not None
        for at, (what, name) in enumerate(role):
            if what == kind and name not in answered.waived and (of is None or name in of):
                difference = _difference(got, mine[at] if mine else None, mine is None, right[at], trial)
                yield Part(
                    answered, step, name, None if difference and _also(difference, also) else difference
                )


def _difference(
    whole: Observation, part: Observation, miscounted: bool, right: Observation, trial: Trial
) -> Difference | None:
    if not miscounted:
        return compare(part, right, trial.tolerance)
    found = compare(whole, right, trial.tolerance)
    if found is None or found.kind not in ("raised", "skipped", "none"):
        return Difference("count", whole, right)
    return found


def _also(difference: Difference, also: Any) -> bool:
    """A convention that is right too: another array, or any number between the right one and another."""
    if difference.kind != "value" or also is None:
        return False
    if np.ndim(also):
        return compare(difference.got, also) is None
    low, high = sorted((float(also), float(difference.want)))
    return bool(low - TOLERANCE <= float(difference.got) <= high + TOLERANCE)


def _message(kind: str, question: Question, part: Part, seen: list[Part]) -> Message:
    found, name = part.difference, _label(question, part.name)
    assert found is not None
    method = question.target if question.returns else ("forward" if kind == "forward" else "backward")
    if found.kind == "count":
        wanted = len(part.answered.trial.roles[part.step])
        return Message(
            "returned_count", {"method": method, "got": kind_words(kind_of(found.got)), "want": wanted}
        )
    if kind == "value":
        return _claim(question, part, found)
    if found.kind == "raised" and isinstance(found.got, Raised) and found.got.cell < 0:
        return _missing(question, part, found.got)
    asked = _expression(part)
    if kind == "gradient" and found.kind == "none" and re.search(r"\.[A-Za-z_]\w*$", asked):
        return Message("left_none", {"name": name})
    if found.kind in ("value", "shape"):
        pattern = _pattern(kind, part, seen, name)
        if pattern is not None:
            return pattern
    target = question.target or name
    message = wording.difference(
        target if kind == "forward" and found.kind == "value" else name, found, kind, method or ""
    )
    if message.key == "gradient_wrong":
        return Message(message.key, {**message.values, "upstream": _arrived(part)})
    return message


def _expression(part: Part) -> str:
    """What the probe asked for in this step."""
    return dict(part.answered.trial.probe.steps)[part.step]


def _claim(question: Question, part: Part, found: Difference) -> Message:
    """A claim that does not hold; an error on the way is told where the student's own code raised it."""
    asked, got = _expression(part), found.got
    if found.kind == "skipped":
        return Message("not_reached")
    if found.kind == "raised" and isinstance(got, Raised):
        refused = asked.startswith("raises(") and got.type_name != "NotImplementedError"
        if got.cell < 0 and got.type_name != "AttributeError":
            return _missing(question, part, got)
        if got.cell >= 0 and not refused:
            return wording.raised(got, "backward" if ".backward(" in asked else "")
    key = f"claim_{part.name}"
    return Message(key) if is_key(key) else wording.difference(part.name, found, "value")


def _arrived(part: Part) -> float | None:
    """The upstream gradient at the entry that differs, where it is one number or an array of the same shape."""
    upstream = part.answered.trial.probe.inputs.get(f"upstream_{part.step[-1]}")
    if part.difference is None or upstream is None:
        return None
    array = np.asarray(upstream)
    if array.ndim == 0:
        return float(array)
    return float(array[part.difference.index]) if array.shape == np.shape(part.difference.want) else None


def _pattern(kind: str, part: Part, seen: list[Part], name: str) -> Message | None:
    """What the calls that are right say about the one that is wrong."""
    calls = {p.step[-1]: p.difference for p in seen if p.answered is part.answered and p.name == part.name}
    if part.step[-1] == "3" and calls.get("1", 0) is None and len(calls) > 1:
        inputs = part.answered.trial.probe.inputs
        shape_changed = any(
            n.endswith("_1") and np.shape(v) != np.shape(inputs.get(n[:-1] + "3", v))
            for n, v in inputs.items()
        )
        return (
            Message("batch_of_one_wrong", {"name": name}) if shape_changed else Message("second_call_wrong")
        )
    if kind == "gradient" and _own_gradient(part.answered):
        return Message("gradient_of_own_forward")
    return None


def _own_gradient(answered: Answered) -> bool:
    """True when forward is wrong and backward is the gradient of that forward, along one random direction."""
    steps = [name for name, _ in answered.trial.probe.steps]
    if "moved_0" not in steps or compare(answered.got("out_1"), answered.want("out_1")) is None:
        return False
    role = answered.trial.roles["grad_1"]
    values = parts(answered.got("grad_1"), len(role))
    outs = [as_array(answered.got(f"moved_{i}")) for i in range(len(WEIGHTS))]
    if values is None or any(out is None for out in outs):
        return False
    inputs = answered.trial.probe.inputs
    numerical = analytic = 0.0
    for (_, weight), out in zip(WEIGHTS, outs, strict=True):
        if out is None or out.shape != np.shape(inputs["upstream_1"]):
            return False
        numerical += weight * float(np.sum(out * inputs["upstream_1"])) / STEP
    for (_, name), value in zip(role, values, strict=True):
        direction, array = inputs.get(f"{name}_direction"), as_array(value)
        if direction is not None:
            if array is None or array.shape != np.shape(direction):
                return False
            analytic += float(np.sum(array * direction))
    return bool(np.isfinite(numerical)) and abs(numerical - analytic) <= 1e-6 * max(1.0, abs(numerical))


def _missing(question: Question, part: Part, error: Raised) -> Message:
    """Something the probe itself asked for is not there: the target, a method, an attribute set by backward."""
    if error.type_name == "NameError":
        return Message("target_missing", {"name": question.target})
    if error.type_name == "AttributeError":
        expression = _expression(part)
        asked = re.search(r"(?<!\bnp)\.([A-Za-z_]\w*)", expression)
        name = asked[1] if asked else expression.split("(")[0]
        return Message("method_missing", {"class": question.target, "name": name})
    called = _expression(part).split("(")[0].split(".")[-1]
    objects = {step for step, _ in part.answered.trial.probe.steps}
    return wording.raised(error, (question.target or "") if called in objects else called)


def _label(question: Question, name: str) -> str:
    """The name under which a gradient is known to the student: dW for W, dx for x."""
    if name in question.gradients:
        return question.gradients[name]
    return f"d{name}" if name in question.inputs or name in question.init else name


def _notes(kind: str, question: Question, answered: tuple[Answered, ...]) -> tuple[Message, ...]:
    """Friendly remarks on arrays that were changed in place."""
    changed = {name for one in answered for _, name in one.reply.mutated}
    upstream = {name for name in changed if name.startswith("upstream_")}
    if kind == "gradient" and upstream:
        return (Message("mutates_upstream"),)
    if kind == "forward" and changed - upstream:
        return (Message("mutates_input", {"name": min(changed - upstream).rsplit("_", 1)[0]}),)
    return ()
