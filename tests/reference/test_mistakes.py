"""The bank of mistakes: how it is read, how a mistake takes the place of a part of the reference, what it costs."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Question
from autograder.reference import mistakes
from autograder.reference.mistakes import Mistake, answers, bank_of, bank_path, load_bank
from autograder.reference.splice import splice
from autograder.words.hints import load_hints
from tests.conftest import ROOT


def bank(tmp_path: Path, text: str, questions: set[str] | None = None) -> tuple[Mistake, ...]:
    path = tmp_path / "mistakes.py"
    path.write_text(text, encoding="utf-8")
    return load_bank(path, questions)


def test_cells_with_question_misconception_code_and_line(tmp_path: Path) -> None:
    text = "# words\n\n# %% gate: sign-flipped\ndx = -1\n\n# %% gate: upstream-ignored\ndx = 1\ndy = 1\n"
    first, second = bank(tmp_path, text, {"gate"})
    assert first == Mistake("gate", "sign-flipped", "dx = -1", 3)
    assert (second.source, second.line) == ("dx = 1\ndy = 1", 6)


def test_no_file_is_an_empty_bank(tmp_path: Path) -> None:
    assert load_bank(tmp_path / "mistakes.py") == ()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# %% gate sign-flipped\ndx = 1\n", 1, "a heading has the form"),
        ("\n# %% gaet: sign-flipped\ndx = 1\n", 2, 'no question "gaet"'),
        ("# %% gate: sign-fliped\ndx = 1\n", 1, 'no misconception "sign-fliped"'),
        ("# %% gate: sign-flipped\n\ndx = (\n", 3, "does not parse"),
        ("# %% gate: sign-flipped\n\n", 1, "has no code"),
        ("# %% gate: sign-flipped\ndx = 1\0\n", 1, "does not parse"),  # at a line that nobody knows
        ("# %% gate: sign-flipped\n# of the next one\n", 1, "has no code"),
        ("# words\n\ndx = 1\n", 3, "no mistake begins here; a heading has the form"),
        ("dx = 1\n# %% gate: sign-flipped\ndx = 1\n", 1, "no mistake begins here"),
    ],
)
def test_what_is_wrong_with_a_bank_is_said_with_file_and_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(CourseError, match=says) as caught:
        bank(tmp_path, text, {"gate"})
    assert f"mistakes.py:{line}" in str(caught.value)


def test_of_several_notebooks_each_has_the_mistakes_of_its_own_questions(tmp_path: Path) -> None:
    one, two = (Assignment("hw", name, (Question(name, ()),)) for name in ("one", "two"))
    whole = replace(one, questions=(*one.questions, *two.questions), members=(one, two))
    course = Course("c", tmp_path, (whole,))
    bank_path(course, one).parent.mkdir(parents=True)
    heading = "# %% {}: sign-flipped\ndx = 1\n"
    bank_path(course, one).write_text(heading.format("one") + heading.format("two"))
    found = [[mistake.question for mistake in bank_of(course, part)] for part in (one, two, whole)]
    assert found == [["one"], ["two"], ["one", "two"]]


def spliced(source: str, change: str, target: str | None = None) -> str:
    return ast.unparse(ast.parse(splice(source, change, target)))


def test_lines_that_assign_the_same_names_are_replaced() -> None:
    assert spliced("q = x + y\nf = q * z\ndq = z", "dq = q") == "q = x + y\nf = q * z\ndq = q"


def test_the_last_place_counts_and_the_others_go() -> None:
    source = "dx = a\ndy = b\ndx += c\nf = dx"
    assert spliced(source, "dx = c") == "dy = b\ndx = c\nf = dx"


def test_lines_of_a_mistake_go_along_with_the_next_name_that_is_known() -> None:
    assert spliced("f = 1\ng = 2", "h = 3\nf = h\ng = h") == "h = 3\nf = h\ng = h"


def test_attributes_and_pairs_are_names_too() -> None:
    source = (
        "class A:\n    def forward(self, x, y):\n        self.x = x\n        self.y = y\n        return x"
    )
    expected = source.replace("self.x = x\n        self.y = y", "self.x, self.y = (y, x)")
    assert spliced(source, "self.x, self.y = y, x") == ast.unparse(ast.parse(expected))


def test_methods_and_functions_take_the_place_of_those_of_their_name() -> None:
    source = "class A:\n    def forward(self):\n        return 1\n\nclass B(A):\n    pass\n\ndef f(x):\n    return x"
    method = spliced(source, "def forward(self):\n    return 2", "A")
    assert "return 2" in method
    assert "return 1" not in method
    assert spliced(source, "def f(x):\n    return -x").endswith("return -x")
    added = ast.parse(splice(source, "def backward(self):\n    return 3", "B")).body[1]
    assert isinstance(added, ast.ClassDef)
    assert added.body[-1].name == "backward"  # type: ignore[attr-defined]


def test_a_class_is_run_after_the_reference() -> None:
    source = "class A:\n    x = 1"
    assert splice(source, "class A(A):\n    x = 2").startswith(source)


def test_a_mistake_answers_as_a_student_with_it_would(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps2")
    gate = key.questions["multiply_gate"]
    mistake = Mistake("multiply_gate", "upstream-only", "dx = dz\ndy = dz", 1)
    one, *_ = answers(mistake, gate.question, gate.trials, key.reference)
    upstream = one.trial.probe.inputs["upstream_1"]
    assert one.got("grad_1") == (upstream, upstream)
    assert one.got("out_1") == one.want("out_1")


def test_a_mistake_leaves_the_reference_as_it_was(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps4")
    square = key.questions["square"]
    probe = square.trials[0].probe
    before = key.reference.answer("square", probe)
    source = "class Square(Square):\n    def backward(self, gy):\n        return gy"
    answers(Mistake("square", "upstream-only", source, 1), square.question, square.trials, key.reference)
    assert repr(key.reference.answer("square", probe)) == repr(before)


def test_the_banks_know_most_of_the_taxonomy() -> None:
    course = load_course(ROOT)
    known = {m.misconception for a in course.assignments for m in load_bank(bank_path(course, a))}
    assert known <= set(load_hints("en"))
    assert len(known) >= 100


def test_a_mistake_that_would_not_end_is_refused(
    key_of: Callable[[str], AnswerKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mistakes, "LONGEST", 0.2)
    key = key_of("ps2").questions["add_gate"]
    endless = Mistake("add_gate", "sign-flipped", "def backward(self, dz):\n    while True:\n        pass", 7)
    with pytest.raises(CourseError, match=r"mistakes\.py:7: add_gate: sign-flipped runs longer than 0\.2 s"):
        answers(endless, key.question, key.asked, key_of("ps2").reference)


def test_comments_before_the_next_heading_speak_of_what_follows(tmp_path: Path) -> None:
    text = "# %% gate: sign-flipped\n# its own\ndx = -1\n\n# of the next one\n\n# %% gate: upstream-ignored\ndx = 1\n"
    assert bank(tmp_path, text)[0].source == "# its own\ndx = -1"
