"""What an installation holds: few dependencies, no answers, light imports."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import autograder

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "autograder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=\[]", requirement)[0] for requirement in requirements}


def test_a_plain_installation_is_the_students() -> None:
    project = PROJECT["project"]
    assert names(project["dependencies"]) == {"fastjsonschema", "numpy", "pyyaml", "rich"}
    assert set(project["optional-dependencies"]) == {"course", "dask", "all"}
    assert {"nbgrader", "jinja2"} <= names(project["optional-dependencies"]["course"])
    assert project["optional-dependencies"]["all"] == ["backprop-autograder[course,dask]"]
    assert project["scripts"] == {"autograder": "autograder.cli:main"}
    assert (project["name"], project["license"]) == ("backprop-autograder", "MIT")


def test_what_is_installed_is_pinned_by_hash() -> None:
    """All that pyproject.toml asks for, and all that these ask for: `make lock` after a change."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    hashes = r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
    pinned = re.findall(rf"^([\w.-]+)==\S+(?: ; [^\\\n]+)? \\\n{hashes}", text, re.MULTILINE)
    every = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(pinned) == len(every) > 100
    project = PROJECT["project"]
    asked = project["dependencies"] + PROJECT["dependency-groups"]["dev"]
    asked += [one for extra in ("course", "dask") for one in project["optional-dependencies"][extra]]
    assert {name.lower().replace("_", "-") for name in names(asked)} <= {name for name, _ in pinned}


def test_the_import_is_light() -> None:
    code = (
        "import sys; before = set(sys.modules); import autograder; print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "['autograder']"
    assert re.fullmatch(r"\d+\.\d+\.\d+", autograder.__version__)


def test_no_answer_of_the_course_is_in_the_package() -> None:
    """Only the template's one notebook, which asks for twice x."""
    assert [path.name for path in PACKAGE.rglob("*.ipynb") if "checkpoint" not in str(path)] == [
        "first_steps.ipynb"
    ]
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["autograder"]}
    cells = json.loads((PACKAGE / "commands/template/solutions/ps1/first_steps.ipynb").read_text("utf-8"))[
        "cells"
    ]
    assert [cell["id"] for cell in cells] == [
        *("title", "title-ko", "setup", "double-text", "double-text-ko", "double", "double-check"),
        *("summary-text", "summary-text-ko", "summary"),
    ]


def test_continuous_integration_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script.splitlines()[-1] == "make check"
    assert "set -euo pipefail" in script
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make check" in readme
