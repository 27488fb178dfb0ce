"""`check()` without a name: a line a question, the points that stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.message import say
from autograder.model.question import Question
from autograder.selfcheck import examine, overview
from autograder.selfcheck.display import Report, Row, blank
from autograder.selfcheck.exercise import Exercise, together_with
from autograder.selfcheck.history import Scope
from autograder.selfcheck.overview import summary
from tests.selfcheck.answers import SPECIMENS, ran, reference

TITLES = {"en": "One <two>", "ko": "하나"}


def exercise(name: str, points: float) -> Exercise:
    return Exercise(Question(name, (), title=TITLES), "en", "ps1", points)


def test_each_question_has_a_line_and_right_ones_their_points() -> None:
    three = [exercise("a", 1.5), exercise("b", 2.0), exercise("c", 10.0)]
    reports = {
        "a": Report("a", (Row("f", "()", "ok"),), say("all_right")),
        "b": blank("b", say("syntax"), "en"),
    }
    shown = summary(three, reports, "en")
    assert repr(shown).splitlines() == [
        "✓ 1.5 / 1.5  right          One <two>",
        "✗ – / 2      not yet        One <two>",
        "· – / 10     not tried yet  One <two>",
        "1 of 3 questions right, 1.5 of 13.5 points stand. A question that is right in part earns its part when it is graded.",
    ]
    assert "in part" not in summary(three, {}, "en").total
    html = shown._repr_html_()
    assert html.count("<tr>") == 3
    assert "<two>" not in html
    assert "아직 풀지 않음" in repr(summary(three, reports, "ko"))
    untouched = {"a": blank("a", say("not_attempted"), "en", attempted=False)}
    assert repr(summary(three[:1], untouched, "en")).startswith("·")
    own = {"a": Report("a", (Row("f", "()", "own"),), say("own_forward"))}
    assert repr(summary(three[:1], own, "en")).startswith("· – / 1.5  agrees with your own forward")
    assert "0 of 1.5 points stand. Another 1.5 agree with" in summary(three[:1], own, "en").total
    runs = {"a": Report("a", (Row("3 / 3", "–", "seen"),), say("tests_pass"))}
    assert repr(summary(three[:1], runs, "en")).startswith("· – / 1.5  runs; more is seen")
    assert "Another" not in summary(three[:1], runs, "en").total
    in_part = {"a": Report("a", (Row("f", "()", "ok"), Row("dx", "()", "unknown")), say("partly_checked"))}
    assert repr(summary(three[:1], in_part, "en")).startswith("· – / 1.5  runs; more is seen")


def test_the_notebook_is_known_by_the_questions_that_its_cells_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, right = reference("multiply_gate")
    wrong = (SPECIMENS / "add_gate" / "upstream-ignored.py").read_text("utf-8")
    names: dict[str, object] = {}
    exec(right.source + "\n" + wrong, names)
    cells = (right.source, 'check("multiply_gate")', wrong)
    states = [line.state for line in overview(Scope(names, cells)).lines]
    assert states == ["ok", "wrong", *["seen"] * 4]


def test_questions_of_the_package_are_said_to_be_where_none_lie_beside_the_notebook(tmp_path: Path) -> None:
    one = [exercise("a", 1.5)]
    assert summary(one, {}, "en", tmp_path).total.endswith(
        "so what is shown is as the package has it (questions: 1)."
    )
    nothing = summary((), {}, "en", tmp_path).total
    assert nothing.startswith("The file exercises.json that was handed out")
    assert "as the package has it" not in nothing
    beside = tmp_path / "course"
    beside.mkdir()
    (beside / "exercises.json").write_text('{"language": "en", "exercises": [{"id": "a"}]}')
    assert "package" not in summary(one, {}, "en", beside).total


def test_a_class_whose_cell_ends_where_nothing_is_written_is_not_said_to_be_misnamed() -> None:
    """`Value` is handed out with a constructor, and the rest of its body is to be written."""
    begun = "class Value:\n    def __init__(self, data):\n        self.data = data\n\n"
    stub = begun + "    # YOUR CODE HERE\n    raise NotImplementedError()\n"
    half = begun + "    def __add__(self, other):\n        return self\n    raise NotImplementedError()\n"
    for source, line in ((stub, 6), (half, 7)):
        report = examine("value", ran(("1", source), ("2", 'check("value")')))
        assert report.sentence == f"This part is not written yet, line {line}."
        assert not report.rows
        value = [one for one in together_with(["value"]) if one.question.id == "value"]
        assert repr(summary(value, {"value": report}, "en")).startswith("· – / 7  not tried yet")
