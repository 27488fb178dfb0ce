"""The pictures of this course's own graphs, with what everybody may know."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.model.question import Question
from autograder.selfcheck.drawing.drawing import drawing_of, shown_example
from autograder.selfcheck.drawing.picture import Picture
from tests.conftest import COURSE

DRAWN = tuple(question for one in COURSE.assignments for question in one.questions if question.graph)


def pictures(question: Question) -> Iterator[Picture]:
    """A question's picture without values, with those of its example in both languages, and with long ones throughout."""
    yield drawing_of(question, {}, "en")
    long = {name: [[-1234.5678, 0.012345], [1.0, 22.75]] for name in (*question.asked, *question.given)}
    for lang in ("en", "ko"):
        yield drawing_of(question, shown_example(question), lang)
        yield drawing_of(question, {**shown_example(question), **long}, lang)
