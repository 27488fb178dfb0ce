"""What a student reads of a verdict: the same sentence before and after handing in."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from autograder.model.message import Key, Message
from autograder.model.question import Misconceptions
from autograder.model.trial import Verdict
from autograder.notebook.upstream import USUAL
from autograder.words.catalogue import ENGLISH
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import render

VAGUE: frozenset[Key] = frozenset(
    {
        "forward_wrong", "gradient_wrong", "gradient_of_own_forward", "value_wrong", "wrong_shape", "shape_returned", "shape_of_value",
        "not_finite", "not_a_number", "returned_nothing", "returned_count", "second_call_wrong", "batch_of_one_wrong",
    }
)  # fmt: skip
"""Messages that say where an answer is wrong; where the mistake is known, what it is stands in their place."""
SHOWN: frozenset[Key] = frozenset({"example_differs", "example_out"})
"""Messages that show where an answer is wrong; where the mistake is known, what it is stands before them."""

STOPS = ".。!?"
"""What ends a sentence: a description that has none of them gets a point."""


def told(
    verdict: Verdict, lang: str = ENGLISH, own: Misconceptions = MappingProxyType({}), upstream: str = USUAL
) -> str:
    """A few sentences in a language: the mistake where it is known (to us, or to the course as one of its `own`), with the
    factor where there is one. `upstream` is what the student calls the gradient that arrives in backward."""
    hints = load_hints(lang, own, upstream)
    message, what = verdict.message, verdict.message.values.get("what")
    if isinstance(what, Message):
        values = {**message.values, "what": _cause(verdict, what, lang, hints)}
        return render(replace(message, values=values), lang)
    cause = _cause(verdict, message, lang, hints)
    return render(cause, lang) if isinstance(cause, Message) else cause


def _cause(verdict: Verdict, message: Message, lang: str, hints: Mapping[str, Hint]) -> str | Message:
    """The message, or what the mistake is."""
    if verdict.passed or verdict.misconception is None or message.key not in VAGUE | SHOWN:
        return message
    description = hints[verdict.misconception].description
    stop = description[-1] if description.endswith(tuple(STOPS)) else "."
    description = description.removesuffix(stop)
    if message.key in SHOWN:
        later = replace(message, values={**message.values, "first": None})
        return f"{description}{stop} {render(later, lang)}"
    relation = message.values.get("relation")
    if isinstance(relation, Message) and "factor" in relation.values:
        return f"{description}: {render(relation, lang)}{stop}"
    return f"{description}{stop}"
