"""The public side of an exercise: complete, and without an answer."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.course.load import load_course
from autograder.selfcheck.exercise import FILE, PACKAGED, find, public
from tests.selfcheck.answers import ROOT


def test_the_packaged_exercises_are_those_of_the_course_and_tell_no_answer() -> None:
    course = load_course(ROOT)
    assert PACKAGED.read_bytes() == public(course, *course.assignments)
    for path in (PACKAGED, *ROOT.glob(f"assignments/*/{FILE}")):
        text = path.read_text("utf-8")
        assert "equals" not in text
        assert "points" not in text
        assert "0.7310585" not in text


def test_exercises_beside_the_notebook_come_first(tmp_path: Path) -> None:
    entry = {"id": "product", "given": {"a": 1}, "items": [{"check": "value", "of": ["b"]}]}
    (tmp_path / FILE).write_text(json.dumps({"language": "ko", "exercises": [entry]}))
    own = find("product", tmp_path)
    assert own
    assert (own.question.asked, own.language) == (("b",), "ko")
    packaged = find("addition", tmp_path)
    assert packaged
    assert packaged.question.asked == ("f", "dfdx", "dfdy")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_text("{")
    assert find("product", tmp_path / "broken") == find("product", ROOT)
    assert find("nothing", tmp_path) is None
