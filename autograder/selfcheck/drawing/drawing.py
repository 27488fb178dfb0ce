"""A drawing as it is shown, and what of a question it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from autograder.checks.plans.names import upstream_of
from autograder.model.formula import graph_of
from autograder.model.question import Question
from autograder.selfcheck.drawing.alternative import in_words, legend
from autograder.selfcheck.drawing.labels import LONGEST, SHORT, Known, picture_of
from autograder.selfcheck.drawing.layout import lay_out
from autograder.selfcheck.drawing.picture import Picture
from autograder.selfcheck.drawing.svg import image, svg

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
        return image(svg(self.picture, "", legend(self.picture, self.lang)), alternative)

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
