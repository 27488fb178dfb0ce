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
    unpack(prairielearn_grader.EXPORT, source_of(course, "ps1"), tmp_path, program=False)
    info = json.loads((tmp_path / "info.json").read_text())
    assert info["externalGradingOptions"].keys() == {"image", "entrypoint", "timeout", "enableNetworking"}
    assert info["externalGradingOptions"]["timeout"] <= 600
    assert 'file-names="first_steps.ipynb"' in (tmp_path / "question.html").read_text()
    assert os.access(tmp_path / "tests" / "run.sh", os.X_OK)
    assert json.loads((tmp_path / "tests" / "ungraded.json").read_text()) == prairielearn.not_graded("en")


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
