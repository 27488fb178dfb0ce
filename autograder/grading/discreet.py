"""What is told of answers that were given with cells of the reference in reach: which mistake it is, and nothing else.

Code that can read the reference's source can write it into whatever it returns: into the numbers of a wrong gradient, into
its shape, into the line that an exception comes from.
"""

from dataclasses import replace

from autograder.model.message import Key, Message
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict

OURS = frozenset(
    {"name", "names", "target", "method", "want", "type", "share", "seconds", "conditions", "what", "module", "class"}
)  # fmt: skip
"""Blanks of messages that are filled by us, or with a name that stands in the student's own cells."""


def discreet(result: QuestionResult) -> QuestionResult:
    """The result without anything that the answers themselves said."""
    verdicts = tuple((item, _verdict(verdict)) for item, verdict in result.verdicts)
    error = replace(result.error, cell=-1, line=0) if result.error else None
    return replace(result, verdicts=verdicts, error=error)


def _verdict(verdict: Verdict) -> Verdict:
    notes = tuple(map(_message, verdict.notes))
    return replace(verdict, message=_message(verdict.message), notes=notes, compare=None)


def _message(message: Message) -> Message:
    key: Key = "raised" if message.key == "raised_said" else message.key
    return Message(key, {name: _value(of) for name, of in message.values.items() if name in OURS})


def _value(value: object) -> object:
    if isinstance(value, Message):
        return _message(value)
    return [_value(one) for one in value] if isinstance(value, list) else value
