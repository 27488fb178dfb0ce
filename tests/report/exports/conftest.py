"""A course whose archives are tried, and what they run in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml

from autograder.commands.init import TEMPLATE
from autograder.course.load import load_course
from autograder.report.exports.there import grading
from tests.grading.conftest import Here
from tests.grading.conftest import at_hand as in_this_process

__all__ = ["in_this_process"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one question, late by a tenth a day."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(TEMPLATE, root, dirs_exist_ok=True)
    text = (root / "course.yml").read_text()
    (root / "course.yml").write_text(text.replace("# late:", "late:").replace("# due:", "due:"))
    assert load_course(root).assignments[0].late
    return root


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


@pytest.fixture
def there(in_this_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grades on a platform, with a grader of this process."""
    monkeypatch.setattr(grading, "Pool", Here)
