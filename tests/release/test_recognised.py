"""The fingerprints that a release carries: of the bank as it is, and worked out anew when it is another one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.question import Assignment, Course
from autograder.reference.mistakes import bank_of, bank_path
from autograder.release.recognised import is_current, recognised
from autograder.selfcheck.exercise import MISTAKES, PACKAGED
from tests.conftest import COURSE, ROOT
from tests.own_course import SETUP, Cell, answer, own_course

CUBE: tuple[list[Cell], str, str] = (
    [
        ("setup", f"{SETUP}\nimport yaml"),
        answer("cube", "f = x ** yaml.safe_load('3')", "x = 2"),
        ("", "check()"),
    ],
    "- {id: cube, given: {x: 2}, rubric: [{check: value, of: f, points: 1}]}",
    "packages: [yaml]\n",
)
"""A course that has a package."""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of the course's sources."""
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copy(ROOT / "course.yml", tmp_path)
    return load_course(tmp_path)


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda one: one.id)
def test_what_is_committed_is_of_the_bank(assignment: Assignment) -> None:
    assert is_current(COURSE, assignment)
    beside = COURSE.solution_path(assignment).with_name(MISTAKES)
    kept = json.loads(beside.read_text("utf-8"))["mistakes"]
    assert kept.items() <= json.loads(PACKAGED.with_name(MISTAKES).read_text("utf-8"))["mistakes"].items()
    assert (COURSE.released_path(assignment).parent / MISTAKES).read_bytes() == beside.read_bytes()
    named = {(one.question, one.misconception) for one in bank_of(COURSE, assignment)}
    assert {(name, one) for name, known in kept.items() for one, _, _ in known} <= named


@pytest.mark.slow
def test_another_bank_has_others_and_the_same_bank_the_same(course: Course) -> None:
    gates = course.assignment("ps2")
    kept = course.solution_path(gates).with_name(MISTAKES)
    before = recognised(course, gates)
    assert before == kept.read_bytes()
    kept.unlink()
    assert not is_current(course, gates)
    assert recognised(course, gates) == before
    with bank_path(course, gates).open("a", encoding="utf-8") as bank:
        bank.write("\n# %% add_gate: sign-flipped\ndy = -dz\n")
    kept.write_bytes(before)
    assert not is_current(course, gates)
    count, more = (
        len(json.loads(one)["mistakes"]["add_gate"]) for one in (before, recognised(course, gates))
    )
    assert more == count + 1


def test_a_bank_of_which_nothing_can_be_recognised_is_current_once_it_was_released(tmp_path: Path) -> None:
    course = load_course(own_course(tmp_path, *CUBE))
    (only,) = course.assignments
    bank_path(course, only).write_text("# %% cube: sign-flipped\nf = x * x * x\n", encoding="utf-8")
    made = recognised(course, only)
    assert json.loads(made)["mistakes"] == {}
    course.solution_path(only).with_name(MISTAKES).write_bytes(made)
    assert is_current(course, only)


def test_a_reference_that_imports_a_package_of_the_course(tmp_path: Path) -> None:
    course = load_course(own_course(tmp_path, *CUBE))
    (only,) = course.assignments
    bank_path(course, only).write_text("# %% cube: sign-flipped\nf = -x ** 3\n", encoding="utf-8")
    assert [one[0] for one in json.loads(recognised(course, only))["mistakes"]["cube"]] == ["sign-flipped"]


@pytest.mark.parametrize("bank", [None, "# nothing is known yet\n"])
def test_without_a_bank_there_is_nothing(course: Course, bank: str | None) -> None:
    gates = course.assignment("ps2")
    bank_path(course, gates).unlink() if bank is None else bank_path(course, gates).write_text(bank)
    assert recognised(course, gates) == b""
    assert is_current(course, gates)


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["", "[]", '{"of": 3}', '{"of": "x", "mistakes": 7}'])
def test_a_file_that_was_damaged_is_made_anew(course: Course, damage: str) -> None:
    gates = course.assignment("ps2")
    kept = course.solution_path(gates).with_name(MISTAKES)
    good = kept.read_bytes()
    kept.write_text(damage)
    assert recognised(course, gates) == good


def test_of_mistakes_that_a_course_names_itself_there_is_none(course: Course) -> None:
    """The self-check has no words for them."""
    (course.root / "misconceptions.yml").write_text("my-own: {en: {description: Mine, nudge: Why?}}\n")
    bank_path(course, course.assignment("ps2")).write_text(
        "# %% add_gate: my-own\ndy = -dz\n\n# %% add_gate: sign-flipped\ndx = -dz\n"
    )
    own = load_course(course.root)
    known = json.loads(recognised(own, own.assignment("ps2")))["mistakes"]
    assert [mistake for mistake, _, _ in known["add_gate"]] == ["sign-flipped"]


def test_of_what_is_chosen_or_typed_nothing_is_told(tmp_path: Path) -> None:
    """Of four numbers the three that are mistakes would be told by their fingerprints, and so the fourth."""
    cells: list[Cell] = [
        ("setup", SETUP),
        answer("cube", "f = x ** 3\nexponent = 2", "x = 2"),
        ("", "check()"),
    ]
    entry = (
        "- {id: cube, given: {x: 2}, rubric: [{check: value, of: f, points: 1}, "
        "{check: choice, of: exponent, equals: 2, among: [1, 2, 3, 4], points: 1}]}"
    )
    course = load_course(own_course(tmp_path, cells, entry))
    (only,) = course.assignments
    bank = [f"# %% cube: power-rule-wrong\nexponent = {wrong}\n" for wrong in (1, 3, 4)]
    bank += ["# %% cube: forward-wrong-op\nf = 3 * x\n"]
    bank_path(course, only).write_text("\n".join(bank), encoding="utf-8")
    told = json.loads(recognised(course, only))["mistakes"]["cube"]
    assert [(one, list(wrong)) for one, wrong, _ in told] == [("forward-wrong-op", ["value f"])]


def test_what_a_mistake_makes_by_chance_has_no_fingerprint(tmp_path: Path) -> None:
    course = load_course(own_course(tmp_path, *CUBE))
    (only,) = course.assignments
    bank = "# %% cube: forward-wrong-op\nf = np.random.standard_normal()\n\n# %% cube: forward-wrong-op\nf = 3 * x\n"
    bank_path(course, only).write_text(bank, encoding="utf-8")
    assert recognised(course, only) == recognised(course, only)
    assert len(json.loads(recognised(course, only))["mistakes"]["cube"]) == 1
