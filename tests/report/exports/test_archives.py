"""Archives that grade on a platform: what is in them, and that they grade there as here, in a stand-in of each harness."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from autograder.commands.init import TEMPLATE
from autograder.course.load import load_assignment, load_course
from autograder.grading.engine import grade_file
from autograder.grading.stamps import make_stamps
from autograder.reference.seed import SECRET_FILE, grading_seed
from autograder.report.exports import gradescope, gradescope_archive, prairielearn, prairielearn_grader
from autograder.report.exports.parts.export import Export, Source
from autograder.report.exports.there.__main__ import main
from autograder.report.exports.there.bundle import bundle
from tests.conftest import ROOT

METADATA = {
    "id": 1,
    "created_at": "2027-03-27T14:22:32.365935-07:00",
    "assignment": {
        "due_date": "2027-03-26T23:00:00.000000-07:00",
        "late_due_date": None,
        "total_points": "18.0",
    },
    "users": [{"email": "ada@example.edu", "id": 7, "name": '김 "철수", Jr'}],
    "previous_submissions": [],
}


def source_of(root: Path, name: str, **more: Any) -> Source:
    course, assignment = load_assignment(root, name)
    return Source(course, assignment, lambda: iter(()), "en", **more)


def unpack(export: Export, source: Source, root: Path) -> None:
    assert export.files
    for file in export.files(source):
        path = root / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        path.chmod(0o755 if file.program else 0o644)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one question, late by a tenth a day."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(TEMPLATE, root, dirs_exist_ok=True)
    text = (root / "course.yml").read_text()
    (root / "course.yml").write_text(text.replace("# late:", "late:").replace("# due:", "due:"))
    assert load_course(root).assignments[0].late
    return root


def put(root: Path, notebook: Path, *, folder: str = "") -> None:
    """Hand in a notebook, maybe in a folder of a zip."""
    shutil.rmtree(root / "submission", ignore_errors=True)
    (root / "submission" / folder).mkdir(parents=True)
    shutil.copy(notebook, root / "submission" / folder)
    (root / "submission_metadata.json").write_text(json.dumps(METADATA))


def results(root: Path) -> Any:
    return json.loads((root / "results" / "results.json").read_text())


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
    assert not [name for name in files if "__pycache__" in name]
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


@pytest.mark.slow
def test_gradescope_gets_a_score_with_its_own_due_date(course: Path, tmp_path: Path) -> None:
    unpack(gradescope_archive.EXPORT, source_of(course, "ps1"), tmp_path / "source")
    put(tmp_path, course / "solutions" / "ps1" / "first_steps.ipynb", folder="hw1/mine")
    assert main("gradescope", tmp_path) == 0
    said = results(tmp_path)
    assert said["score"] == pytest.approx(0.9 * sum(test["max_score"] for test in said["tests"]), abs=1e-9)
    assert "Late penalty" in said["output"]
    assert said["extra_data"]["protection"] in ("full", "strong")


def test_where_it_cannot_grade_what_the_script_wrote_stays(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unpack(prairielearn_grader.EXPORT, source_of(course, "ps1"), tmp_path)
    (tmp_path / "student").mkdir()
    (tmp_path / "tests" / "course" / "course.yml").write_text("course: broken\n")
    assert main("prairielearn", tmp_path) == 1
    assert "NOT GRADED: " in capsys.readouterr().out
    assert not (tmp_path / "results").exists()
    assert json.loads((tmp_path / "tests" / "ungraded.json").read_text()) == prairielearn.not_graded("en")


@pytest.mark.slow
def test_a_question_of_prairielearn_is_whole(course: Path, tmp_path: Path) -> None:
    source = source_of(course, "ps1")
    unpack(prairielearn_grader.EXPORT, source, tmp_path)
    info = json.loads((tmp_path / "info.json").read_text())
    assert info["externalGradingOptions"].keys() == {"image", "entrypoint", "timeout", "enableNetworking"}
    assert info["externalGradingOptions"]["timeout"] <= 600
    assert 'file-names="first_steps.ipynb"' in (tmp_path / "question.html").read_text()
    assert os.access(tmp_path / "tests" / "run.sh", os.X_OK)


def test_what_protects_is_said_when_it_is_made(course: Path, tmp_path: Path) -> None:
    careless = source_of(course, "ps1", protect=False)
    unpack(gradescope_archive.EXPORT, careless, tmp_path)
    assert any(note.startswith("UNPROTECTED: ") for note in careless.notes)
    assert json.loads((tmp_path / "recipe.json").read_text())["protect"] is False


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A virtual environment with numpy and PyYAML alone, as setup.sh makes one where there is a network."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    (there,) = venv.glob("lib/python*/site-packages")
    for module in (np, yaml):
        folder = Path(str(module.__file__)).parent
        for one in (folder, folder.with_name(f"{folder.name}.libs")):
            if one.is_dir():
                shutil.copytree(one, there / one.name)
    return venv / "bin" / "python"


def environment(root: Path, python: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "AUTOGRADER_ROOT": str(root), "AUTOGRADER_PYTHON": str(python)}


@pytest.mark.slow
def test_the_scripts_of_gradescope_grade_as_here(tmp_path: Path, python: Path) -> None:
    unpack(gradescope_archive.EXPORT, source_of(ROOT, "ps2"), tmp_path / "source")
    run: Callable[[str], Any] = lambda name: subprocess.run(  # noqa: E731
        [tmp_path / name],
        env=environment(tmp_path, python),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "PROTECTION: " in run("source/setup.sh").stdout
    shutil.copy(tmp_path / "source" / "run_autograder", tmp_path)
    notebook = ROOT / "submitted" / "s04-not-swapped" / "ps2" / "gates.ipynb"
    put(tmp_path, notebook)
    assert "PROTECTION: " in run("run_autograder").stdout
    here = grade_file(notebook, "ps2", course=ROOT)
    there = gradescope.results(here, load_course(ROOT).assignment("ps2"), "en")["tests"]
    assert results(tmp_path)["tests"] == there
    put(tmp_path, ROOT / "README.md")
    run("run_autograder")
    assert not {"score", "tests"} & results(tmp_path).keys()
    # Killed in the middle, as by a platform that has no memory left.
    put(tmp_path, notebook)
    shutil.rmtree(tmp_path / "results")
    with subprocess.Popen(
        [tmp_path / "run_autograder"], env=environment(tmp_path, python), process_group=0
    ) as running:
        while not (tmp_path / "results" / "results.json").is_file():
            time.sleep(0.01)
        time.sleep(0.2)
        os.killpg(running.pid, signal.SIGKILL)
    assert results(tmp_path) == gradescope.not_graded("en")


@pytest.mark.slow
def test_the_entrypoint_of_prairielearn_grades_as_here(tmp_path: Path, python: Path) -> None:
    grade = tmp_path / "grade"
    unpack(prairielearn_grader.EXPORT, source_of(ROOT, "ps2"), grade)
    (grade / "student").mkdir()
    notebook = ROOT / "submitted" / "s05-upstream-ignored" / "ps2" / "gates.ipynb"
    shutil.copy(notebook, grade / "student")
    for name in ("numpy.py", "yaml.py", "sysconfig.py"):  # whatever folder the image starts in
        (grade / "student" / name).write_text(f"open({str(tmp_path / 'EVIL')!r}, 'w')\n")
    run = partial(subprocess.run, env=environment(grade, python), cwd=grade / "student", check=True)
    run([grade / "tests" / "run.sh"])
    assert not (tmp_path / "EVIL").exists()
    here = grade_file(notebook, "ps2", course=ROOT)
    assert results(grade) == prairielearn.results(here, load_course(ROOT).assignment("ps2"), "en")
