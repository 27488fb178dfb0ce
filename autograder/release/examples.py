"""The sentences that `{{example}}` becomes: what comes of some inputs, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograder.checks.plans.names import OUT, UPSTREAM, Form, form_of, needs, outcomes_of, upstream_of
from autograder.model.question import Example, Question
from autograder.model.trial import Role
from autograder.numbers.stated import written
from autograder.words.messages import word
from autograder.words.particles import resolved


def examples_text(question: Question, lang: str) -> str:
    """The examples of a question in Markdown: a sentence, or a list of them. ValueError where it has none."""
    if not question.example:
        raise ValueError("the question has no example; add example: … to its entry, or take the blank out")
    sentences = [_sentence(question, example, lang) for example in question.example]
    if len(sentences) == 1:
        return f"{_word('one', lang)} {sentences[0]}"
    return "\n".join([_word("several", lang), *(f"- {one}" for one in sentences)])


def _sentence(question: Question, example: Example, lang: str) -> str:
    upstream = [name for name in upstream_of(question) if name in example]
    stated, behind = _outcomes(question, example, apart=bool(upstream))
    inputs = [name for name in needs(question, stated) if name not in upstream]

    def told(names: Iterable[str]) -> str:
        return _listed((_is(name, example, lang, _place(question, name)) for name in names), lang)

    arriving = (_value(example[name]) if name == UPSTREAM else _set(name, example) for name in upstream)
    blanks = {
        "inputs": _listed((_set(name, example) for name in inputs), lang),
        "outcomes": told(name for name in stated if name not in behind),
        "upstream": _listed(arriving, lang),
        "gradients": told(behind),
    }
    key = "walk" if form_of(question) is Form.EXPRESSIONS else "upstream"
    template = _word(key if behind else "plain", lang)
    return resolved(template.format_map(blanks))


def _outcomes(question: Question, example: Example, *, apart: bool) -> tuple[list[str], list[str]]:
    """All outcomes that an example states, and those of them that come after the upstream gradients, which stand `apart`."""
    known = outcomes_of(question)
    stated = [name for name in known if name in example]
    if not apart and form_of(question) is not Form.EXPRESSIONS:
        return stated, []
    return stated, [name for name in stated if known[name][0] is Role.GRADIENT]


def _place(question: Question, name: str) -> str:
    """What students call an outcome: the function that returns it, the gradient of an object in its `grad`."""
    role, of = outcomes_of(question)[name]
    if name == OUT:
        return str(question.target) if question.partner else "forward"
    return f"{of}.grad" if form_of(question) is Form.EXPRESSIONS and role is Role.GRADIENT else name


def _set(name: str, example: Example) -> str:
    return f"`{name} = {written(example[name])}`"


def _is(name: str, example: Example, lang: str, place: str = "") -> str:
    """An outcome; `place` is what students call it, where that is another name."""
    template = _word("returns" if name == OUT else "is", lang)
    return template.format_map({"name": f"`{place or name}`", "value": _value(example[name])})


def _value(numbers: Any) -> str:
    """Numbers as they stand in a sentence: arrays as code."""
    return f"`{written(numbers)}`" if isinstance(numbers, tuple) else written(numbers)


def _listed(texts: Iterable[str], lang: str) -> str:
    """Several things one after the other: a, b and c."""
    *first, last = [*texts] or [""]
    return f"{', '.join(first)}{_word('and', lang)}{last}" if first else last


def _word(key: str, lang: str) -> str:
    return word(key, lang, "sentence")
