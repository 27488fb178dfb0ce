"""`graph:` of course.yml: what is read, and what each wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.graph import read_graph
from autograder.course.load import load_course
from autograder.course.located import read
from autograder.model.errors import CourseError

WORDS = ("x", "y", "q", "f", "Affine")


def graph(
    folder: Path, text: str, inputs: tuple[str, ...] = ("x", "y"), *, plain: bool = True
) -> tuple[str, ...]:
    (folder / "course.yml").write_text(text, "utf-8")
    return read_graph(read(folder / "course.yml", "graph"), inputs, WORDS, plain=plain)


def test_one_formula_or_several(tmp_path: Path) -> None:
    assert graph(tmp_path, '"f = x + y"') == ("f = x + y",)
    assert graph(tmp_path, '["q = x + y", "f = exp(q)"]') == ("q = x + y", "f = exp(q)")
    assert read_graph(None, (), (), plain=True) == ()


def test_steps_of_a_class_have_any_name_and_call_what_the_notebook_has(tmp_path: Path) -> None:
    assert graph(tmp_path, '"anything = Affine(x, y)"', plain=False) == ("anything = Affine(x, y)",)
    assert graph(tmp_path, '"f = x * q"', inputs=()) == ("f = x * q",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '"f = x +"',
            "is no formula; write assignments like q = x + y, of names, numbers, + - * / ** @ and calls",
        ),
        ('"f = x + z"', '"z" is no input of the question; write a name of that notebook'),
        ('"f = xx + y"', '"xx" is no input of the question; did you mean "x"?'),
        ('"g = x + y"', '"g" does not occur in the reference notebook; write a name of that notebook'),
        ('"f = Affin(x, y)"', '"Affin" does not occur in the reference notebook; did you mean "Affine"?'),
        ('"f = sigmoyd(x)"', 'did you mean "sigmoid"?'),
        ("[]", "graph is empty; it needs at least one entry"),
        ("3", 'must be a text (put it in quotes if it looks like something else), not "3"'),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CourseError, match=r"course\.yml:1: .*") as error:
        graph(tmp_path, text)
    assert str(error.value).endswith(told)
    assert "\n" not in str(error.value)


def test_the_course_has_a_graph_wherever_something_is_computed() -> None:
    course = load_course(Path(__file__).parents[2])
    without = [one.id for a in course.assignments for one in a.questions if not one.graph]
    assert without == ["variable", "function", "numerical_diff", "gradient_test"]
