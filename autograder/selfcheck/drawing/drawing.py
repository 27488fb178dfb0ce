"""A drawing as it is shown, in a picture and in words, and what of a question it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from autograder.checks.plans.names import upstream_of
from autograder.model.formula import graph_of
from autograder.model.message import say
from autograder.model.question import Question
from autograder.selfcheck.drawing.labels import LONGEST, SHORT, Known, picture_of
from autograder.selfcheck.drawing.layout import lay_out
from autograder.selfcheck.drawing.picture import Item, Picture
from autograder.selfcheck.drawing.svg import image, svg
from autograder.words.messages import render, word

WIDEST = 900.0
"""Of a picture, as far as its numbers are to blame."""


@dataclass(frozen=True)
class Drawing:
    """A picture and one plain line below it: an image in Jupyter, sentences in a terminal."""

    picture: Picture
    lang: str = "en"
    note: str = ""

    def __repr__(self) -> str:
        said = in_words(self.picture, self.lang) if self.picture else []
        return "\n".join([*said, *([self.note] if self.note else [])])

    @property
    def image(self) -> str:
        """The picture as an image with its text alternative, for HTML and Markdown."""
        alternative = " ".join(in_words(self.picture, self.lang))
        return image(svg(self.picture, legend(self.picture, self.lang)), alternative)

    def _repr_html_(self) -> str:
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<div>{self.image if self.picture else ''}{note}</div>"


def drawing_of(question: Question, values: Mapping[str, Any], lang: str, unknown: str = "") -> Picture:
    """The picture of a question's graph with what is known, long arrays as their shapes where it would be too wide; nothing for a
    question that has no graph."""
    if not question.graph:
        return ()
    graph = graph_of(question.graph)
    picture: Picture = ()
    for longest in (LONGEST, SHORT, SHORT // 2):
        picture = picture_of(graph, question, Known(values, unknown, longest, lang))
        if lay_out(picture).width <= WIDEST:
            break
    return picture


def shown_example(question: Question) -> Mapping[str, Any]:
    """The example that a drawing is made at: the first that says an upstream gradient, where backward is handed one."""
    wanted = {*upstream_of(question)}
    return next((one for one in question.example if wanted <= {*one}), (*question.example, {})[0])


_NAMES = {
    "+": "sum", "×": "product", "−": "difference", "÷": "quotient", "^": "power", "@": "matrix_product", "−( )": "negative",
    "( )²": "square", "( )³": "cube", "1/( )": "reciprocal", "σ": "sigmoid", "√": "square_root",
    "sum": "sum", "mean": "mean", "max": "maximum", "exp": "exponential", "log": "logarithm",
}  # fmt: skip


def in_words(picture: Picture, lang: str) -> list[str]:
    """The sentences that say a picture: one a step of the forward pass, and one for the gradients, from the result back."""
    names = _names(picture)
    said = [
        render(
            say(
                "drawn_step",
                output=_with(names[at], item.above.value),
                inputs=[_with(names[one], picture[one].above.value) for one in item.operands],
                operation=_operation(item, lang),
            ),
            lang,
        )
        for at, item in enumerate(picture)
        if item.form == "operation"
    ]
    gradients = [f"{names[at]}: {item.below.text}" for at, item in enumerate(picture) if item.below.text]
    if gradients:
        said.append(render(say("drawn_gradients", gradients=gradients[::-1]), lang))
    return [render(say("drawn"), lang), *said]


def legend(picture: Picture, lang: str) -> tuple[tuple[str, bool], ...]:
    """The lines below a drawing, each with whether it speaks of values: of gradients only where there are any."""
    values, gradients = (word("forward", lang, "drawing"), True), (word("backward", lang, "drawing"), False)
    return (values, gradients) if any(item.below.text for item in picture) else (values,)


def _names(picture: Picture) -> list[str]:
    """What each value is called; those without a name are counted."""
    counted: Iterator[int] = iter(range(1, len(picture) + 1))
    return [
        item.symbol if item.form != "operation" else item.above.name or f"({next(counted)})"
        for item in picture
    ]


def _with(name: str, value: str) -> str:
    return f"{name} = {value}" if value else name


def _operation(item: Item, lang: str) -> str:
    name = _NAMES.get(item.symbol)
    return word(name, lang, "operation") if name else item.symbol
