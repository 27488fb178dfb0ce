"""Judges the parts of what steps return: which part of which call differs first, and what that says."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.verdicts import causes, quoting, wording
from autograder.checks.verdicts.seen import Seen, look
from autograder.model.condition import Condition, kept
from autograder.model.kind import About, Judge
from autograder.model.message import Message, is_key, say
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Answerer, Line, Role, Step, Verdict
from autograder.notebook.code import code
from autograder.notebook.upstream import upstream_name
from autograder.numbers.compare import (
    STEP,
    WEIGHTS,
    Difference,
    as_array,
    compare,
    kind_of,
    parts,
)
from autograder.sandbox.protocol import Observation, Raised
from autograder.words.messages import kind_words

AGREES_WITH_OWN = 1e-6
"""How near a backward is to the slope of its own forward, as a share of it: the difference is good to 1e-9."""


def judge(about: About, question: Question, answered: tuple[Answered, ...]) -> Verdict:
    """The verdict on all parts that an item is about."""
    role, _ = about
    seen = [one for trial in answered for one in look(about, trial)]
    if not seen:  # all that is asked is waived here: then what else the question asks decides
        seen = [one for trial in answered for one in look((role, None), trial)]
    blamed = blame(seen)
    failed = [one for one in blamed if one and question.conditions[one]]
    notes = _notes(role, answered, question)
    if None not in blamed and not failed:
        return Verdict(1.0, RIGHT.message, notes=(*_free(seen, blamed), *notes))
    said = verdict(blamed[None if None in blamed else failed[0]], seen, question)
    return said if None in blamed else _but_for(failed, kept(failed, question.conditions), said)


def verdict(wrong: Sequence[Seen], seen: list[Seen], question: Question) -> Verdict:
    """No points, and the sentence on the first of the wrong parts among all that were `seen`."""
    first = next((one for one in wrong if one.kind != "skipped"), wrong[0])
    assert first.difference is not None
    trial = first.answered.trial
    message = _message(question, first, first.difference, seen)
    shown = wording.shown(question.called(first.part.name), first.difference, trial.tolerance)
    return Verdict(0.0, message, trial.name, first.step.name, compare=shown)


def blame(seen: Sequence[Seen]) -> dict[Condition | None, list[Seen]]:
    """The wrong parts by the condition that they are wrong for; None is the substance of the question.

    Where several conditions meet, it is the one that fails with fewer of them, else the first. What is asked in side
    conditions alone is about them.
    """
    blamed: dict[Condition | None, list[Seen]] = {}
    substance = any(not one.conditions for one in seen)
    for one in sorted((one for one in seen if one.wrong), key=lambda one: len(one.conditions)):
        conditions = one.conditions if substance else ()
        known = next((condition for condition in conditions if condition in blamed), None)
        blamed.setdefault(known or next(iter(conditions), None), []).append(one)
    return blamed


def _but_for(failed: Sequence[Condition], share: float, verdict: Verdict) -> Verdict:
    """The verdict on an answer that is right in substance."""
    names = [Message(wording.CONDITIONS[one]) for one in failed]
    message = Message("right_but_for", {"conditions": names, "share": share, "what": verdict.message})
    return replace(verdict, share=share, message=message, conditions=tuple(failed))


def _free(seen: Sequence[Seen], blamed: Collection[Condition | None]) -> Iterator[Message]:
    """Notes on what is not right and costs nothing."""
    refused = any(one.difference is not None and not one.wrong for one in seen if not one.step.again)
    if refused or Condition.ARRAYS in blamed:
        yield Message("arrays_unsupported")
    others = [Message(wording.CONDITIONS[one]) for one in blamed if one not in (None, Condition.ARRAYS)]
    if others:
        yield Message("costs_nothing", {"conditions": others})


def arriving(question: Question, cells: Sequence[str]) -> str:
    """What the student calls the gradient that arrives in backward, in the last cell that defines it; "" where nobody hands one in."""
    names = {question.target, question.partner, *question.aliases}
    defining = (cell for cell in reversed(cells) if code(cell).defined & names)
    return "" if question.given else upstream_name(next(defining, None))


IN_PLACE = {"mutates_upstream": "mutates-upstream", "mutates_input": "mutates-input"}
"""Notes on arrays of the caller that were changed, with the misconception behind each."""


def charged(item: RubricItem, verdict: Verdict) -> Verdict:
    """The verdict, with what the course takes off for changing the caller's array in place."""
    cost = item.options.get("in_place_costs")
    changed = [note for note in verdict.notes if note.key in IN_PLACE]
    if not verdict.passed or not changed or not isinstance(cost, float) or not cost:
        return verdict
    return replace(
        verdict, share=1.0 - cost, message=changed[0], misconception=IN_PLACE[changed[0].key], notes=()
    )


def judging(about: Callable[[RubricItem], About]) -> Judge:
    """How a kind judges whose items are right where all parts that they are `about` are."""

    def judged(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
        return charged(item, judge(about(item), question, answered))

    return judged


def _message(question: Question, seen: Seen, found: Difference, all_seen: list[Seen]) -> Message:
    step, role = seen.step, seen.part.role
    if found.kind == "count":
        method, got = step.method or _method(question, role), kind_words(kind_of(found.got))
        return say("returned_count", method=method, got=got, want=len(step.parts))
    if role is Role.VALUE:
        return _claim(question, seen, found)
    name = question.called(seen.part.name)
    if found.kind in ("raised", "skipped") and (said := causes.told(question, seen.answered, step, name)):
        return said
    if role is Role.GRADIENT and not step.method and (said := _left(question, seen, found, name)):
        return said
    return _pattern(seen, found, all_seen, name) or _plain(
        question, seen, found, name, [one for one in all_seen if one.part.name == seen.part.name]
    )


def _left(question: Question, seen: Seen, found: Difference, name: str) -> Message | None:
    """What is said of an attribute that backward left as it was: that it stopped before, if it did in that very call."""
    earlier = seen.answered.before(seen.step)
    if earlier and (found.kind == "none" or earlier[0].call == seen.step.call):
        return causes.stopped(question, seen.answered, *earlier, name)
    return Message("left_none", {"name": name}) if found.kind == "none" else None


def _method(question: Question, role: Role) -> str | None:
    if question.returns or (question.partner and role is Role.FORWARD):
        return question.target
    return question.partner or ("forward" if role is Role.FORWARD else "backward")


def _plain(question: Question, seen: Seen, found: Difference, name: str, alike: Sequence[Seen]) -> Message:
    """What differs, where nothing more is known."""
    role = seen.part.role
    of_all = role is Role.FORWARD and found.kind == "value"
    what = (question.target or name) if of_all else name
    where = seen.step.method or _method(question, role) or ""
    message = wording.difference(what, found, role, where, seen.answered.cells, seen.answered.own)
    if message.key == "gradient_wrong":
        others = [one.difference for one in alike if one.difference is not None]
        exact = wording.exactly(message, found, others)
        return Message(message.key, {**exact.values, "upstream": _arrived(seen, found)})
    return message


def _claim(question: Question, seen: Seen, found: Difference) -> Message:
    """A claim that does not hold; an error on the way is told where the student's own code raised it."""
    asked, got, answered, name = seen.step.expression, found.got, seen.answered, seen.part.name
    unbuilt = found.kind in ("raised", "none") and not seen.step.refuses
    cause = causes.unbuilt(answered) if unbuilt else None
    if cause:
        return causes.stopped(question, answered, *cause, name)
    if found.kind == "skipped":
        return causes.told(question, answered, seen.step, name) or Message("not_reached")
    if isinstance(got, Raised) and (said := _claim_raised(question, seen, got)):
        return said
    if found.kind == "none" and asked.endswith(".grad"):
        return Message("grad_left_none")
    key = seen.step.says or f"claim_{name}"
    return Message(key) if is_key(key) else wording.difference(name, found, Role.VALUE)


def _claim_raised(question: Question, seen: Seen, error: Raised) -> Message | None:
    """What an exception says of a claim; None where the claim itself says it better."""
    asked = seen.step.expression
    refused = seen.step.refuses and error.type_name != "NotImplementedError"
    lacks_method = f".{error.name}(" in asked and f"'{question.target}'" in error.message
    if error.cell < 0 and (error.type_name != "AttributeError" or lacks_method):
        return causes.stopped(question, seen.answered, seen.step, error, seen.part.name)
    too_deep = seen.part.name == "deep" and error.type_name == "RecursionError"
    if error.cell >= 0 and not refused and not too_deep:
        method = "backward" if ".backward(" in asked else ""
        return quoting.raised(error, method, seen.answered.cells, seen.answered.own)
    return None


def _arrived(seen: Seen, found: Difference) -> float | None:
    """The upstream gradient at the entry that differs, where it is one number or an array of the same shape."""
    upstream = seen.answered.trial.probe.inputs.get(seen.step.upstream)
    if upstream is None:
        return None
    array = np.asarray(upstream)
    if array.ndim == 0:
        return float(array)
    return float(array[found.index]) if array.shape == np.asarray(found.want).shape else None


def _pattern(seen: Seen, found: Difference, all_seen: Sequence[Seen], name: str) -> Message | None:
    """What the calls that are right say about the one that is wrong."""
    if found.kind not in ("value", "shape"):
        return None
    same = [one for one in all_seen if one.answered is seen.answered and one.part.name == seen.part.name]
    earlier = [one for one in same if one.step.owner == seen.step.owner and one.step.call < seen.step.call]
    if earlier and earlier[0].difference is None:
        inputs = seen.answered.trial.probe.inputs
        if _shapes(earlier[0].step, inputs) != _shapes(seen.step, inputs):
            return Message("batch_of_one_wrong", {"name": name})
        return Message("second_call_wrong")
    if seen.part.role is Role.GRADIENT and _own_gradient(seen.answered):
        return Message("gradient_of_own_forward")
    return None


def _shapes(step: Step, inputs: Mapping[str, Observation]) -> list[tuple[int, ...]]:
    return [np.asarray(inputs[name]).shape for name in step.given.values()]


def _own_gradient(answered: Answered) -> bool:
    """True when forward is wrong and backward is the gradient of that forward, along one random direction."""
    line = answered.trial.line
    if line is None or compare(answered.got(line.forward), answered.want(line.forward)) is None:
        return False
    with np.errstate(all="ignore"):  # a forward may give anything
        numerical, analytic = _along(answered, line), _projected(answered, line)
        if numerical is None or analytic is None or not np.isfinite(numerical):
            return False
        return abs(numerical - analytic) <= AGREES_WITH_OWN * max(1.0, abs(numerical))


def _along(answered: Answered, line: Line) -> float | None:
    """The slope of the student's own forward along the line; None where it gives no numbers of the right shape."""
    upstream = np.asarray(answered.trial.probe.inputs[line.upstream])
    slope = 0.0
    for (_, weight), step in zip(WEIGHTS, line.moved, strict=True):
        out = as_array(answered.got(step))
        if out is None or out.shape != upstream.shape:
            return None
        slope += weight * float(np.sum(out * upstream)) / STEP
    return slope


def _projected(answered: Answered, line: Line) -> float | None:
    """The student's gradient along the line; None where it is none."""
    returned = answered.trial.step(line.gradient).parts
    values = parts(answered.got(line.gradient), len(returned))
    if values is None:
        return None
    slope = 0.0
    for part, value in zip(returned, values, strict=True):
        if part.name in line.directions:
            direction = np.asarray(answered.trial.probe.inputs[line.directions[part.name]])
            array = as_array(value)
            if array is None or array.shape != direction.shape:
                return None
            slope += float(np.sum(array * direction))
    return slope


def _notes(role: Role, answered: tuple[Answered, ...], question: Question) -> tuple[Message, ...]:
    """Friendly remarks on arrays that were changed in place."""
    changed = {(one.trial, name) for one in answered for _, name in one.reply.mutated}
    upstream = {
        (trial, name)
        for trial, name in changed
        if name.startswith("upstream_") or name in {step.upstream for step in trial.steps}
    }
    if role is Role.GRADIENT and upstream:
        return (Message("mutates_upstream", {"name": arriving(question, answered[0].cells)}),)
    others = sorted(name for _, name in changed - upstream)
    if role is Role.FORWARD and others:
        return (Message("mutates_input", {"name": others[0].rsplit("_", 1)[0]}),)
    return ()
