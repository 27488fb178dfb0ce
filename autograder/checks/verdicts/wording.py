"""From a difference to the message that a student reads: what was seen, never the right number."""

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.checks.verdicts.quoting import raised
from autograder.model.condition import Condition
from autograder.model.message import Key, Message
from autograder.model.record import Comparison
from autograder.model.trial import Answered, Role, Verdict
from autograder.numbers.compare import Difference, differing, factor, kind_of
from autograder.sandbox.protocol import Raised
from autograder.words.messages import by_factor, kind_words, relation

CONDITIONS: Mapping[Condition, Key] = {
    Condition.ARRAYS: "condition_arrays",
    Condition.DIMENSIONS: "condition_dimensions",
    Condition.INTEGERS: "condition_integers",
    Condition.SQUARE: "condition_square",
    Condition.ONE_ROW: "condition_one_row",
    Condition.FAR_ROWS: "condition_far_rows",
    Condition.SCALE: "condition_scale",
    Condition.SECOND_OBJECT: "condition_second_object",
    Condition.SECOND_CALL: "condition_second_call",
}
"""What is right and what is not, by the condition that fails."""
MAX_SHOWN = 100
"""Entries of the largest array that a record carries."""


def shape(found: tuple[int, ...]) -> Message:
    """A shape in words."""
    return Message("kind_shape", {"shape": found}) if found else Message("kind_float")


def missing(name: str, where: Answered, close: str | None = None) -> Verdict:
    """No points for a variable that is not there; `close` is what may be meant for it."""
    message = Message("value_missing", {"name": name, "close": close})
    return Verdict(0.0, message, where.trial.name, name, "missing-variable")


def difference(
    name: str,
    found: Difference,
    of: Role = Role.GRADIENT,
    where: str = "",
    cells: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
) -> Message:
    """What differs in `name`; `of` says which sentence a wrong number gets."""
    if isinstance(found.got, Raised):
        return raised(found.got, where, cells, own)
    if found.kind == "none":
        return Message("returned_nothing", {"method": where or name})
    if found.kind == "kind":
        return Message("not_a_number", {"name": name, "kind": kind_words(kind_of(found.got))})
    if found.kind == "shape":
        return _wrong_shape(name, found, of, where)
    if found.kind == "finite":
        return Message("not_finite", {"name": name})
    if found.kind == "skipped":
        return Message("not_reached", {"name": name})
    return _wrong_value(name, found, of)


def _wrong_shape(name: str, found: Difference, of: Role, where: str) -> Message:
    """Gradients have the shape of their variables; what forward returns, and a value, have one of their own."""
    answer, right = found.numbers
    got, want = shape(answer.shape), shape(right.shape)
    if of is Role.GRADIENT:
        seen = {"shape": answer.shape} if answer.ndim else {"got": got}
        return Message("wrong_shape", {"name": name, **seen, "want": right.shape or want})
    key: Key = "shape_returned" if of is Role.FORWARD else "shape_of_value"
    return Message(key, {"name": where or name, "got": got, "want": want})


def _wrong_value(name: str, found: Difference, of: Role) -> Message:
    index = found.index or None
    if of is Role.FORWARD:
        return Message("forward_wrong", {"target": name})
    answer, right = found.numbers
    got = float(answer[found.index])
    if of is Role.VALUE:
        return Message("value_wrong", {"name": name, "got": got, "index": index})
    said = relation(got, float(right[found.index]))
    return Message("gradient_wrong", {"name": name, "index": index, "relation": said})


def exactly(message: Message, found: Difference, others: Sequence[Difference]) -> Message:
    """The message on a wrong gradient, with the factor by which all its numbers are off, where there is one.

    A single number is only trusted where all calls (`others`, itself among them) say the same.
    """
    alike = [found] if np.asarray(found.want).size > 1 else others
    if any(one.kind != "value" for one in alike):
        return message
    factors = {factor(*one.numbers) for one in alike}
    exact = factors.pop() if len(factors) == 1 else None
    return Message(message.key, {**message.values, "relation": by_factor(exact)}) if exact else message


def shown(name: str, found: Difference, tolerance: float) -> Comparison | None:
    """The arrays that differ, for the feedback page: the student's numbers, the right ones, which of them are off.

    Pages leave the right ones out until the course lets them be seen.
    """
    if found.kind != "value":
        return None
    got, want = found.numbers
    if not got.ndim or got.size > MAX_SHOWN:
        return None
    return {
        "name": name,
        "got": got.tolist(),
        "numerical": want.tolist(),
        "differs": differing(got, want, tolerance).tolist(),
        "index": list(found.index),
    }
