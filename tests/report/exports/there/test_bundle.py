"""What every archive holds: one assignment as the grader has it, its seed, and neither the secret nor another assignment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from autograder.course.load import load_assignment
from autograder.grading.stamps import make_stamps
from autograder.model.question import Assignment
from autograder.reference.seed import SECRET_FILE, grading_seed
from autograder.report.exports.there.bundle import bundle, notes, only
from tests.conftest import ROOT
from tests.report.exports.archives import source_of


def test_a_bundle_has_one_assignment_and_its_seed_and_no_secret() -> None:
    source = source_of(ROOT, "ps2")
    seed = grading_seed(ROOT, "ps2", None)
    files = {file.name: file.content for file in bundle(source, "tests/")}
    said = json.loads(files["tests/recipe.json"])
    assert said["protect"] is True
    assert SECRET_FILE not in files
    secret = (ROOT / SECRET_FILE).read_bytes().strip()
    assert not [name for name, content in files.items() if secret in content]
    assert [one["id"] for one in yaml.safe_load(files["tests/course/course.yml"])["assignments"]] == ["ps2"]
    assert {name.split("/")[3] for name in files if name.startswith("tests/course/solutions/")} == {"ps2"}
    left_out = {"__pycache__", "template", "skeletons", "nbgrader_plugin"}
    assert not [name for name in files if left_out & {*name.split("/")}]
    assert len(seed) == 32


def test_the_assignment_in_it_is_the_same_to_the_grader(tmp_path: Path) -> None:
    for file in bundle(source_of(ROOT, "ps2")):
        path = tmp_path / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    stamps = [
        make_stamps(*load_assignment(root, "ps2"), b"seed", "en", protect=True).to_record()
        for root in (ROOT, tmp_path / "course")
    ]
    assert stamps[0] == stamps[1]


def test_of_course_yml_one_assignment_stays_and_all_else() -> None:
    text = "course: own\nassignments:\n- {id: a, title: {ko: 가}}\n- {id: b}\n- {title: none}\nlanguage: ko\n"
    kept = yaml.safe_load(only(Assignment("a", "nb", ()), text))
    assert kept == {"course": "own", "assignments": [{"id": "a", "title": {"ko": "가"}}], "language": "ko"}


@pytest.mark.parametrize("protect", [True, False])
def test_what_protects_is_said_and_goes_along(course: Path, protect: bool) -> None:
    source = source_of(course, "ps1", protect=protect)
    recipe = next(file for file in bundle(source) if file.name == "recipe.json")
    assert json.loads(recipe.content)["protect"] is protect
    answers, points, walls = notes(source, "Gradescope")
    assert "holds the answers of ps1: for Gradescope" in answers
    memory = source.course.limits.memory_mb + 512
    assert points == f"points: {source.assignment.points:g}; memory: {memory} MB or more"
    assert walls.startswith("UNPROTECTED: ") is not protect
