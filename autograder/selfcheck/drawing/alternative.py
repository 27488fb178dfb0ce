"""A picture in words: what a screen reader says in its place, and what a terminal shows."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.model.message import say
from autograder.selfcheck.drawing.picture import Item, Picture
from autograder.words.messages import render, word

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
