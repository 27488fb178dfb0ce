"""Names that modules of the diagnosis share with others, by which nothing would be told any more if one were misspelt."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pytest

import autograder.diagnosis
from autograder.diagnosis.habits.naming import UNCALLED
from autograder.words.hints import load_hints

MODULES = sorted(Path(autograder.diagnosis.__file__).parent.rglob("*.py"))
ID = re.compile(r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)+_?")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_what_is_spelt_like_a_mistake_is_one(path: Path) -> None:
    constants = (n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant))
    spelt = {one for one in constants if isinstance(one, str) and ID.fullmatch(one)}
    assert spelt - {"utf-8"} <= load_hints("en").keys()


def test_methods_that_are_called_for_what_they_give() -> None:
    assert {*dir(np.ndarray), *dir(dict), *dir(list)} >= UNCALLED
