"""Stamps stand for all that a record depends on, question by question."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading import stamps as module
from autograder.grading.changes import PARTS
from autograder.grading.intake.submission import Submission
from autograder.grading.stamps import Stamps, make_stamps
from autograder.model.question import Assignment, Course, Misconception
from tests.conftest import ROOT

HANDED_IN = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    shutil.copytree(ROOT / "solutions", root / "solutions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.yml", root)
    return root


def stamps(root: Path, assignment: str = "ps2", seed: bytes = b"a", lang: str = "en") -> Stamps:
    course = load_course(root)
    return make_stamps(course, course.assignment(assignment), seed, lang)


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_of_each_part_it_can_be_said_that_it_is_another(root: Path) -> None:
    assert stamps(root).parts.keys() == PARTS.keys()


def test_nothing_changed(root: Path) -> None:
    assert stamps(root) == stamps(root)


@pytest.mark.parametrize(
    "other", [lambda r: stamps(r, seed=b"b"), lambda r: stamps(r, lang="ko"), lambda r: stamps(r, "ps1")]
)
def test_the_grader_is_another(root: Path, other: Callable[[Path], Stamps]) -> None:
    assert other(root).grader != stamps(root).grader


def test_so_it_is_with_other_limits(root: Path) -> None:
    before = stamps(root)
    edited(root / "course.yml", "cell_seconds: ", "cell_seconds: 1")
    after = stamps(root)
    assert after.grader != before.grader
    assert after.questions == before.questions


def test_each_part_is_another_where_what_it_is_of_is(root: Path) -> None:
    course = load_course(root)
    ps2 = course.assignment("ps2")

    def parts(course: Course = course, assignment: Assignment = ps2, protect: bool = True) -> dict[str, str]:
        return make_stamps(course, assignment, b"a", "en", protect=protect).parts

    seen = [parts()]
    for part, made in [
        ("sandbox", parts(protect=False)),
        ("limits", parts(replace(course, numerical=0.125))),
        ("limits", parts(replace(course, packages=("scipy",)))),
        ("given", parts(assignment=replace(ps2, files={"a.csv": b"1"}))),
        ("given", parts(assignment=replace(ps2, files={"a.csv": b"2"}))),
        ("given", parts(assignment=replace(ps2, files={"b.csv": b"1"}))),
    ]:
        assert [name for name, value in made.items() if value != seen[0][name]] == [part]
        assert made not in seen
        seen.append(made)
    edited(root / "solutions/ps2/gates.ipynb", "import numpy as np", "import numpy as np  # ours")
    assert [name for name, value in parts().items() if value != seen[0][name]] == ["given"]


def test_what_the_course_says_of_a_mistake_touches_the_questions_that_know_it(root: Path) -> None:
    course = load_course(root)
    ps2, own = course.assignment("ps2"), Misconception("sign-flipped", {"en": {"description": "a sign"}})
    before = make_stamps(course, ps2, b"a", "en")
    after = make_stamps(course, replace(ps2, misconceptions={own.id: own}), b"a", "en")
    bank = (root / "solutions/ps2/mistakes.py").read_text(encoding="utf-8")
    assert changed(before, after) == [q.id for q in ps2.questions if f"# %% {q.id}: {own.id}" in bank] != []


def changed(before: Stamps, after: Stamps) -> list[str]:
    assert after.grader == before.grader
    return [q for q, stamp in after.questions.items() if before.questions.get(q) != stamp]


def test_an_entry_touches_its_own_question(root: Path) -> None:
    before = stamps(root)
    text = (root / "course.yml").read_text(encoding="utf-8")
    start = text.index("- id: max_gate")
    at = text.index("points: ", start)
    (root / "course.yml").write_text(text[:at] + "points: 1" + text[at + len("points: ") :], encoding="utf-8")
    assert changed(before, stamps(root)) == ["max_gate"]


def test_a_remark_or_another_line_touches_nothing(root: Path) -> None:
    before = stamps(root)
    edited(root / "course.yml", "assignments:", "# a remark\n\nassignments:")
    assert stamps(root) == before


def test_a_solution_touches_its_question_and_those_after_it(root: Path) -> None:
    before = stamps(root)
    edited(root / "solutions/ps2/gates.ipynb", "class MaxGate", '# a remark\\n",\n    "class MaxGate')
    after = changed(before, stamps(root))
    assert after[0] == "max_gate"
    assert after == list(before.questions)[list(before.questions).index("max_gate") :]


def test_a_known_mistake_touches_its_question(root: Path) -> None:
    before = stamps(root)
    with (root / "solutions/ps2/mistakes.py").open("a", encoding="utf-8") as file:
        file.write("\n# %% neuron: sign-flipped\nx = 1\n")
    assert changed(before, stamps(root)) == ["neuron"]


def test_the_late_policy_is_none_of_them(root: Path) -> None:
    course = load_course(root)
    ps2 = course.assignment("ps2")
    before = make_stamps(course, ps2, b"a", "en")
    after = make_stamps(course, replace(ps2, due=HANDED_IN), b"a", "en")
    assert after == before


def test_a_fingerprint_depends_on_the_submission_and_all_stamps(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ada.py"
    path.write_text("x")
    ada, base = Submission("ada", (path,)), stamps(root)

    def print_of(which: Stamps, submission: Submission) -> str:
        return which.fingerprint(submission, submission.sha256())

    one = print_of(base, ada)
    others = [replace(base, grader="g"), replace(base, questions={"q": "s"})]
    seen = {one, *(print_of(other, ada) for other in others)}
    seen.add(print_of(base, Submission("ada", (path,), handed_in=HANDED_IN)))
    seen.add(print_of(base, Submission("ada", (path,), unsure="IST")))
    assert print_of(base, Submission("eve", (path,))) == one
    path.write_text("y")
    seen.add(print_of(base, ada))
    assert len(seen) == 6


def test_any_line_of_the_graders_code_and_words_makes_it_another_grader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    (tmp_path / "words").mkdir()
    seen = set()
    for name in ("grader.py", "words/en.yaml", "sentences.txt", "notes.md"):
        (tmp_path / name).write_text("1")
        seen.add(module._package.__wrapped__())
    assert len(seen) == 3
    (tmp_path / "grader.py").write_text("2")
    assert module._package.__wrapped__() not in seen
