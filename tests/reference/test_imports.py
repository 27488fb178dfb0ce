"""What a reference imports, its students can: anything else is told with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Course
from autograder.reference.imports import only_packages


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np, json\nfrom os import path",
        "import matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm\nfrom IPython.display import display",
        "from autograder.selfcheck import check",
        "import yaml.nodes as n\nfrom yaml import safe_load",
        "try:\n    import torch\nexcept ImportError:\n    torch = None",
        "from . import layers",
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
        "b.py": b"x = 1\n\nimport torch",
        "c.csv": b"import jax",
    }
    beside = replace(course.assignments[0], files=files)
    only_packages(replace(course, packages=("torch",)), beside, [Cell("import a", 3)])
    with pytest.raises(CourseError, match=r"b\.py, line 3: torch is not among"):
        only_packages(course, beside, [Cell("import a", 3)])
