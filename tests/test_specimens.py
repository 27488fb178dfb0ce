"""Right and wrong solutions of every question, graded and diagnosed for real: full marks for the right ones, and for no
others; the label of a wrong one is the first mistake that is told, and of a right one none is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.result import QuestionResult
from autograder.words.hints import load_hints
from autograder.words.messages import render
from tests.conftest import COURSE, ROOT, Diagnosed, headers

# what these run is covered where it is tested for itself; traced, it takes three times as long
pytestmark = pytest.mark.no_cover

FOLDER = ROOT / "tests" / "specimens"
QUESTIONS = [(a.id, q.id) for a in COURSE.assignments for q in a.questions]


def first_told(result: QuestionResult) -> str | None:
    return next((v.misconception for _, v in result.verdicts if not v.passed and v.misconception), None)


def tellable(said: dict[str, str]) -> set[str | None] | None:
    """What may be told first: of a right one nothing, of a wrong one its label and what the taxonomy lists as equal
    in value, or nothing where it is to be silent; None where there is no label, so that anything may be.
    """
    label, hints = said.get("misconception", "-"), load_hints("en")
    if said["expect"] == "right" or label == "nothing":
        return {None}
    if label == "-":
        return None
    return {label, *hints[label].same_values_as, *(h for h in hints if label in hints[h].same_values_as)}


def surprise(path: Path, result: QuestionResult, why: str) -> str:
    lines = [
        f"{path.parent.name}/{path.name}: {result.score:g} of {result.question.points:g}, {result.outcome}; {why}"
    ]
    lines += [f"    {i.check} {i.of}: {v.share:g} {render(v.message, 'en')}" for i, v in result.verdicts]
    return "\n".join(lines)


CHILDREN = "gradient_test"
"""28 children a specimen."""
PARTS = 8
"""Into which the specimens of a question are dealt out; the first is a fast test."""


@pytest.mark.parametrize(("_", "question"), QUESTIONS)
def test_every_question_has_right_and_wrong_ones(_: str, question: str) -> None:
    expected = [headers(path.read_text("utf-8"))["expect"] for path in (FOLDER / question).glob("*.py")]
    assert set(expected) == {"right", "wrong"}
    assert expected.count("right") >= 4
    assert expected.count("wrong") >= 8


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, id=f"part {part + 1}", marks=[pytest.mark.slow] if part else [])
        for part in range(PARTS)
    ],
)
@pytest.mark.parametrize(
    ("assignment", "question"),
    [pytest.param(a, q, id=q, marks=[pytest.mark.slow] if q == CHILDREN else []) for a, q in QUESTIONS],
)
def test_specimens_get_what_they_deserve(
    assignment: str, question: str, part: int, diagnosed: Diagnosed
) -> None:
    surprises = []
    for path in sorted((FOLDER / question).glob("*.py"))[part::PARTS]:
        text = path.read_text("utf-8")
        said, result = headers(text), diagnosed(assignment, question, text)
        if (result.score == pytest.approx(result.question.points)) != (said["expect"] == "right"):
            surprises.append(surprise(path, result, f"expected {said['expect']}"))
        share = result.score / result.question.points
        if "share" in said and share != pytest.approx(float(said["share"]), abs=1e-3):
            surprises.append(surprise(path, result, f"a share of {share:.4g}, not {said['share']}"))
        if (ids := tellable(said)) is not None and first_told(result) not in ids:
            surprises.append(surprise(path, result, f"told {first_told(result)}, not {ids}"))
    assert surprises == [], "\n".join(surprises)
