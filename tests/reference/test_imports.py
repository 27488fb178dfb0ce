"""What a reference imports, its students can: anything else is told with its place."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Course
from autograder.reference.imports import as_in_sandbox, only_packages


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np, json\nfrom os import path",
        "import matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm\nfrom IPython.display import display",
        "from autograder.selfcheck import check",
        "import yaml.nodes as n\nfrom yaml import safe_load",
        "try:\n    import torch\nexcept ImportError:\n    torch = None",
        "from . import layers\nfrom .layers import Relu",
        "def f(:",
    ],
)
def test_what_there_is(course: Course, source: str) -> None:
    only_packages(replace(course, packages=("yaml",)), course.assignments[0], [Cell(source, 3)])


def test_tests_are_written_with_more(course: Course) -> None:
    only_packages(course, course.assignments[0], [Cell("import pytest", 3, locked=True)])


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("import torch", "torch", 1),
        ("\nfrom scipy.special import expit", "scipy", 2),
        ("def f():\n    import pandas as pd", "pandas", 2),
        ("from layers import Relu", "layers", 1),
    ],
)
def test_what_there_is_not(course: Course, source: str, name: str, line: int) -> None:
    with pytest.raises(
        CourseError, match=rf"cell 3 of the reference, line {line}: {name} is not among"
    ) as raised:
        only_packages(
            replace(course, packages=("yaml",)), course.assignments[0], [Cell("x = 1", 2), Cell(source, 3)]
        )
    assert f"packages: [yaml, {name}]" in str(raised.value)


def test_what_a_module_beside_the_notebook_imports(course: Course) -> None:
    files = {
        "a.py": b"import b, numpy\nfrom . import c\n",
        "b.py": b"x = '\xff'\n\nimport torch",
        "c.csv": b"import jax",
    }
    beside = replace(course.assignments[0], files=files)
    only_packages(replace(course, packages=("torch",)), beside, [Cell("import a", 3)])
    with pytest.raises(CourseError, match=r"b\.py, line 3: torch is not among"):
        only_packages(course, beside, [Cell("import a", 3)])


def run(source: str, name: str = "__main__") -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": name}
    exec(source, names)
    return names


def test_what_is_stood_in_for_is_so_whatever_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that looks at a drawing must not pass on a machine that can draw, and fail where it is graded."""
    real = ModuleType("seaborn")
    monkeypatch.setitem(sys.modules, "seaborn", real)
    source = "import seaborn, matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm\nfrom mpl_toolkits import mplot3d\nplt.plot([1])"
    with as_in_sandbox((), ()):
        names = run(source)
        assert run("import seaborn", "elsewhere")["seaborn"] is real
    assert names["seaborn"] is not real
    assert isinstance(names["plt"], ModuleType)
    assert list(names["tqdm"]([3])) == [3]
    assert "matplotlib" not in sys.modules or sys.modules["matplotlib"] is not names["plt"]
    assert run("import seaborn")["seaborn"] is real


def test_what_is_installed_for_us_is_not_there() -> None:
    tried = "try:\n    import yaml\nexcept ImportError:\n    yaml = None"
    with as_in_sandbox((), ()):
        assert run(tried)["yaml"] is None
        with pytest.raises(
            ModuleNotFoundError, match=r"'yaml': it is not among the packages of course\.yml"
        ) as caught:
            run("from yaml.nodes import Node")
        assert caught.value.name == "yaml"
        assert run("import pytest, json, numpy.linalg")["pytest"] is pytest
        for name, told in (("nose", "nose'$"), ("noses", "noses': it is not among")):
            with pytest.raises(ModuleNotFoundError, match=told):
                run(f"import {name}")
    with as_in_sandbox(("yaml",), ()):
        assert run(tried)["yaml"] is sys.modules["yaml"]


def test_modules_beside_the_notebook_import_no_more_than_cells() -> None:
    with as_in_sandbox((), ("plots/__init__.py",)), pytest.raises(ModuleNotFoundError):
        run("import yaml", "plots.draw")
