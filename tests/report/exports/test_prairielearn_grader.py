"""A question of PrairieLearn that grades: what is in it, and that it grades there as here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading.engine import grade_file
from autograder.report.exports import prairielearn, prairielearn_grader
from tests.conftest import ROOT
from tests.report.exports.archives import environment, results, source_of, unpack


def test_a_question_of_prairielearn_is_whole(course: Path, tmp_path: Path) -> None:
    root, made = tmp_path / "course", tmp_path / "question"
    shutil.copytree(course, root)
    for name in ("first_steps.ipynb", "a<b>.csv", ".hidden"):
        (root / "assignments" / "ps1").mkdir(parents=True, exist_ok=True)
        (root / "assignments" / "ps1" / name).write_text(name)
    source = source_of(root, "ps1")
    unpack(prairielearn_grader.EXPORT, source, made, program=False)
    assert source.notes[0] == "it holds the answers of ps1: for PrairieLearn and instructors alone"
    assert (made / "tests" / "recipe.json").is_file()
    info = json.loads((made / "info.json").read_text())
    assert info["externalGradingOptions"].keys() == {"image", "entrypoint", "timeout", "enableNetworking"}
    assert info["externalGradingOptions"]["timeout"] <= 600
    assert (info["type"], info["gradingMethod"], info["singleVariant"]) == ("v3", "External", True)
    question = (made / "question.html").read_text()
    assert 'file-names="first_steps.ipynb"' in question
    assert '<pl-file-download file-name="a&lt;b&gt;.csv" directory="clientFilesQuestion">' in question
    handed_out = {one.name: one.read_text() for one in (made / "clientFilesQuestion").iterdir()}
    assert handed_out == {name: name for name in ("first_steps.ipynb", "a<b>.csv")}
    assert os.access(made / "tests" / "run.sh", os.X_OK)
    assert json.loads((made / "tests" / "ungraded.json").read_text()) == prairielearn.not_graded("en")


def test_a_question_that_is_exported_again_is_the_same_question(course: Path) -> None:
    first, again = (next(iter(prairielearn_grader.EXPORT.files(source_of(course, "ps1")))) for _ in range(2))  # type: ignore[misc]
    assert first == again


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
