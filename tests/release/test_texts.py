"""One language of a release, its blanks, and the tags that let *Run All* go through."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.fitting.released import as_released, came_from
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Course, Late
from autograder.release.blanks import PACKAGE
from autograder.release.generate import draft, release, stale
from autograder.release.texts import for_students, left_in_english
from autograder.words.messages import word
from tests.own_course import Cell as OwnCell
from tests.own_course import answer, own_course, several_notebooks

ROOT = Path(__file__).parents[2]
QUESTIONS = """
    - id: cube
      given: {x: 2}
      rubric:
        - {check: value, of: f, equals: 8, points: 1}
        - {check: derivative, of: dfdx, d: f, by: x, equals: 12, points: 0.5}
"""


def text(source: str, lang: str | None = None) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"lang": lang} if lang else {}, "source": source}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    cells: list[OwnCell] = [
        ("setup", "from autograder.selfcheck import check"),
        answer("cube", "f = x**3\ndfdx = 3 * x**2", "x = 2"),
        ("", 'check("cube")'),
    ]
    return load_course(own_course(tmp_path, cells, QUESTIONS))


def made(course: Course, cells: list[dict[str, Any]], lang: str) -> list[str]:
    """The texts that students read of some cells, before the answer cell."""
    behind = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "cube"}}, "source": ""}
    notebook: dict[str, Any] = {"cells": [*cells, behind], "metadata": {}}
    for_students(notebook, course, course.assignments[0], lang, Path("nb.ipynb"))
    assert notebook["metadata"] == {"lang": lang}
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def test_how_to_hand_in_is_what_the_course_says(course: Course) -> None:
    (usual,) = made(course, [text("{{assignment}}")], "en")
    assert "`nb.ipynb`" in usual or "save it first" in usual
    own = replace(
        course, hand_in={"en": "Upload **{file}** to Canvas.", "ko": "**{file}**을 Canvas에 올리세요."}
    )
    for lang, said in (("en", "to Canvas."), ("ko", "을 Canvas에 올리세요."), ("ja", "to Canvas.")):
        (written,) = made(own, [text("{{assignment}}")], lang)
        last = written.splitlines()[-1]
        assert last.startswith(("- Upload **", "- **"))
        assert last.endswith(said)
        assert "{file}" not in written


def test_several_notebooks_are_handed_in_together(tmp_path: Path) -> None:
    """A later hand-in takes the place of all of an earlier one, so that nobody hands in one after the other."""
    course = load_course(several_notebooks(tmp_path))
    own = replace(course, hand_in={"en": "Upload **{file}** to Canvas."})
    for part in course.assignments[0].parts:
        for there, lang, said in (
            (course, "en", "all files together, `powers.ipynb`, `sums.ipynb`"),
            (course, "ko", "`powers.ipynb`, `sums.ipynb`를 모두"),
            (own, "en", "Upload **powers.ipynb, sums.ipynb** to Canvas."),
        ):
            notebook: dict[str, Any] = {"cells": [text("{{assignment}}")], "metadata": {}}
            for_students(notebook, there, part, lang, Path(f"{part.notebook}.ipynb"))
            assert said in notebook["cells"][0]["source"].splitlines()[-1]


def test_docstrings_of_answer_cells_are_in_the_language_that_the_notebook_has_them_in(course: Course) -> None:
    def released(lang: str, **texts: dict[str, str]) -> str:
        answered = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "cube", "solution": True}},
                    "source": ['def cube(x):\n', '    """Return x cubed."""\n', "    return x"]}  # fmt: skip
        notebook: dict[str, Any] = {"cells": [answered], "metadata": {"docstrings": texts}}
        for_students(notebook, course, course.assignments[0], lang, Path("nb.ipynb"))
        assert notebook["metadata"] == {"lang": lang}
        return str(notebook["cells"][0]["source"])

    korean = {"Return x cubed.": "x의 세제곱을 돌려줘요."}
    assert '"""x의 세제곱을 돌려줘요."""' in released("ko", ko=korean)
    assert '"""Return x cubed."""' in released("en", ko=korean)
    assert '"""Return x cubed."""' in released("ja", ko=korean)
    japanese = {"Return x cubed.": "xの三乗を返します。"}
    assert '"""x의 세제곱을 돌려줘요."""' in released("ko", ko=korean, ja=japanese)
    assert '"""xの三乗を返します。"""' in released("ja", ko=korean, ja=japanese)
    odd: list[Any] = ["Return x.", ["x"], 5, None, {"Return x cubed.": 5}, {"Return x cubed.": 'a""" + b'}]
    for spoken in odd:
        with pytest.raises(CourseError, match="docstrings of its metadata: write"):
            released("en", ko=spoken)
    of_a_question_that_has_gone = {"Return x squared.": "x의 제곱을 돌려줘요."}
    assert '"""x의 세제곱을 돌려줘요."""' in released("ko", ko=korean | of_a_question_that_has_gone)


def test_a_docstring_that_was_changed_alone_is_told() -> None:
    def left(written: str, **texts: dict[str, str]) -> list[str]:
        cell = {
            "cell_type": "code",
            "metadata": {"nbgrader": {"grade_id": "q", "solution": True}},
            "source": [written],
        }
        return list(left_in_english({"cells": [cell], "metadata": {"docstrings": texts}}, Path("nb.ipynb")))

    written, korean = '"""Return x cubed."""\n"""Return y."""', {"Return x cubed.": "가", "Return y.": "나"}
    assert left(written, ko=korean) == left(written) == []
    assert left(written, ko={"Return x cubed.": "가"}) == []  # never translated
    assert left(written, ko={**korean, "Return z.": "다"}) == []  # of a question that has gone
    (line,) = left(written.replace("cubed", "cubed at once"), ko=korean)
    assert line.endswith(
        'ko has "Return x cubed.", which no answer cell says; translate "Return x cubed at once." in its place'
    )


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "f is the product of x = 2, (1)."), ("ko", "f: x = 2, (1)의 곱.")]
)
def test_a_drawing_shows_the_formula_at_the_example(course: Course, lang: str, said: str) -> None:
    """And nothing of the answer at the inputs that are given."""
    (assignment,) = course.assignments
    drawn = replace(assignment.questions[0], graph=("f = x * (x * x)",), example=({"x": 2, "dfdx": 12},))
    with_graph = replace(course, assignments=(replace(assignment, questions=(drawn,)),))
    (filled,) = made(with_graph, [text("A\n\n{{graph}}")], lang)
    assert filled.startswith('A\n\n<div style="overflow-x: auto" tabindex="0"><img alt="')
    assert said in filled
    assert "dfdx = 12" in filled
    assert "f = 8" not in filled
    assert "\n" not in filled[3:]


def test_a_drawing_of_nothing_is_refused(course: Course) -> None:
    with pytest.raises(
        CourseError, match=r"nb.ipynb: cell 0, line 3: \{\{graph\}\}: the question has no graph"
    ):
        made(course, [text("A\n\n{{graph}}")], "en")


BOTH = [text("always"), text("English", "en"), text("한국어", "ko")]


@pytest.mark.parametrize(
    ("lang", "cells", "seen"),
    [
        ("en", BOTH, ["always", "English"]),
        ("ko", BOTH, ["always", "한국어"]),
        ("ja", BOTH, ["always", "English"]),
        ("ja", [text("한국어", "ko"), text("두 번째", "ko"), text("Deutsch", "de")], ["한국어", "두 번째"]),
        (
            "ko",
            [*BOTH, text("plain"), text("only English", "en")],
            ["always", "한국어", "plain", "only English"],
        ),
    ],
)
def test_cells_of_one_language_are_left(
    course: Course, lang: str, cells: list[dict[str, Any]], seen: list[str]
) -> None:
    """Where there is none in the language, the English one stands in, else the first."""
    assert made(course, cells, lang) == seen


def test_points_are_those_of_the_question_whose_answer_comes_next(course: Course) -> None:
    assert made(course, [text("## Cube · {{points}}")], "en") == ["## Cube · 1.5 points"]
    assert made(course, [text("## Cube · {{points}}")], "ko") == ["## Cube · 1.5점"]
    (assignment,) = course.assignments
    (cube,) = assignment.questions
    shared = replace(cube, id="twin", cell="cube", rubric=cube.rubric[1:])
    dearer = replace(course, assignments=(replace(assignment, questions=(cube, shared)),))
    assert made(dearer, [text("{{points}}")], "en") == ["2 points"]


def test_behind_all_answers_points_are_those_of_the_assignment(course: Course) -> None:
    notebook: dict[str, Any] = {"cells": [text("{{points}}")], "metadata": {}}
    assignment = replace(course.assignments[0], by_hand={"essay": 3.0})
    for_students(notebook, course, assignment, "en", Path("nb.ipynb"))
    assert notebook["cells"][0]["source"] == "4.5 points"


def test_the_assignment_says_what_a_student_must_know(course: Course) -> None:
    (seen,) = made(course, [text("{{assignment}}")], "en")
    assert seen.splitlines()[0] == "- **1 question, 1.5 points** in all."
    assert "pip install" in seen
    assert "`nb.ipynb`" in seen
    assert "Due" not in seen
    ps1 = load_course(ROOT).assignment("ps1")
    ours = replace(course, assignments=(replace(ps1, questions=course.assignments[0].questions),))
    (seen,) = made(ours, [text("{{assignment}}")], "en")
    assert (
        "2027-03-12, 23:59 (UTC+09:00). After that, each day begun costs 10 % of the score, 50 % at most."
        in seen
    )
    late = Late(per_hour=0.01, at_most=0.3, grace_minutes=15)
    strict = replace(ours, assignments=(replace(ours.assignments[0], late=late),), free_late_days=2)
    (seen,) = made(strict, [text("{{assignment}}")], "en")
    assert (
        "each hour begun costs 1 % of the score, 30 % at most. Up to 15 minutes late still count as in time. "
        "In the whole course you have 2 free late days.\n" in seen
    )
    assert "each day begun" not in seen
    ours = replace(ours, assignments=(replace(ours.assignments[0], late=None),))
    (seen,) = made(ours, [text("{{assignment}}")], "en")
    assert "2027-03-12, 23:59 (UTC+09:00).\n" in seen


def test_an_unknown_blank_is_one_line(course: Course) -> None:
    with pytest.raises(CourseError) as caught:
        made(course, [text("one"), text("two\n\n{{pionts}}")], "en")
    assert str(caught.value) == 'nb.ipynb: cell 1, line 3: unknown blank "{{pionts}}"; did you mean "points"?'


def test_doubled_braces_of_a_formula_are_no_blank(course: Course) -> None:
    formula = r"$\sqrt{{points}} + x^{{n}} + W_{{ij}}$"
    assert made(course, [text(formula)], "en") == [formula]


def test_errors_stop_nobody_who_runs_all_cells() -> None:
    course = load_course(ROOT)
    for assignment in course.assignments:
        cells = json.loads(course.released_path(assignment).read_text("utf-8"))["cells"]
        goes_on = [c for c in cells if "raises-exception" in c["metadata"].get("tags", ())]
        marks = [c["metadata"]["nbgrader"]["grade_id"] for c in goes_on]
        both = [(q.id, f"{q.id}_check") for q in assignment.questions]
        assert sorted(marks) == sorted(name for pair in both for name in pair)


def _cell(cell: dict[str, Any]) -> Cell:
    return Cell("".join(cell["source"]), 0, cell["metadata"]["nbgrader"]["grade_id"], given=True)


def _without_docstrings(cell: dict[str, Any]) -> list[str]:
    return [line for line in cell["source"] if '"""' not in line]


def test_a_release_in_either_language_is_fresh_and_grades_the_same(tmp_path: Path) -> None:
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name / "ps2", tmp_path / name / "ps2")
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    whole = (tmp_path / "course.yml").read_text("utf-8")
    first, second, third = (whole.index(f"  - id: ps{n}\n") for n in (1, 2, 3))
    (tmp_path / "course.yml").write_text(whole[:first] + whole[second:third], "utf-8")
    course = load_course(tmp_path)
    (gates,) = course.assignments
    english = course.released_path(gates).read_text("utf-8")
    release(course, gates, draft(course, gates, "ko"))
    korean = course.released_path(gates).read_text("utf-8")
    assert "곱셈 게이트 · 4점" in korean
    assert "Write the class" not in korean
    assert stale(course, gates) == []
    exercises = course.released_path(gates).with_name("exercises.json")
    assert json.loads(exercises.read_text("utf-8"))["language"] == "ko"
    for one in (english, korean):
        assert '"lang"' in one
    code = [
        [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        for text in (english, korean)
    ]
    for one, other in zip(*code, strict=True):
        if one["metadata"].get("nbgrader", {}).get("solution"):  # docstrings apart, the same
            assert "상류 기울기 d" in "".join(other["source"]) or "돌려줘요" in "".join(other["source"])
            assert _without_docstrings(one) == _without_docstrings(other)
        elif one["id"] == "setup":  # what it says where a package is missing
            assert word("notebook_missing", "ko") in "".join(other["source"])
            assert as_released([_cell(other)], [_cell(one)])[0].note == ""
        else:
            assert one == other
    old = korean.replace("4점", "3점")
    course.released_path(gates).write_text(old, "utf-8")
    assert stale(course, gates) == [
        "assignments/ps2/gates.ipynb differs from its solution; run autograder release ps2"
    ]


def test_headings_are_titles(course: Course) -> None:
    assert made(course, [text("## 1. {{title}}")], "en") == ["## 1. cube"]
    for assignment in load_course(ROOT).assignments:
        source = json.loads(load_course(ROOT).solution_path(assignment).read_text("utf-8"))["cells"]
        texts = ["".join(c["source"]) for c in source if c["cell_type"] == "markdown"]
        heads = [line for text in texts for line in text.splitlines() if line.startswith("#")]
        assert heads[:2] == [f"# {assignment.title['en']}", f"# {assignment.title['ko']}"]
        numbered = [
            f"## {n}. {{{{title}}}} · {{{{points}}}}" for n in range(1, len(assignment.questions) + 1)
        ]
        assert heads[2:-2] == [one for head in numbered for one in (head, head)]


def test_without_the_package_the_first_cell_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "autograder.selfcheck", None)
    course = load_course(ROOT)
    for assignment in course.assignments:
        cells = json.loads(course.released_path(assignment).read_text("utf-8"))["cells"]
        setup = "".join(next(c["source"] for c in cells if c["id"] == "setup"))
        exec(setup, {})
        said = capsys.readouterr().out.splitlines()
        assert len(said) == 3
        assert "autograder" in said[0]
        assert said[1:] == [word("notebook_missing", "en"), f"%pip install {PACKAGE}"]
        assert came_from([Cell(setup, 0)], [])
