"""Modules beside a notebook: found among files by their names, and gone again afterwards."""

from __future__ import annotations

import importlib
import sys

import pytest

from autograder.sandbox.modules import importable, module_names

FILES = {
    "helpers.py": b"def twice(x): return 2 * x",
    "plots/__init__.py": b"from .lines import width",
    "plots/lines.py": b"width = 3",
    "tools/count.py": b"one = 1",
    "data/points.csv": b"1,2",
}


def test_names_of_modules() -> None:
    assert module_names(FILES) == {"helpers", "plots", "tools"}


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("helpers", "twice"), ("plots", "width"), ("plots.lines", "width"), ("tools.count", "one")],
)
def test_a_module_is_imported_for_a_while(name: str, attribute: str) -> None:
    with importable(FILES):
        assert hasattr(importlib.import_module(name), attribute)
    assert name not in sys.modules
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)


def test_a_folder_of_data_is_no_module() -> None:
    with importable(FILES), pytest.raises(ModuleNotFoundError):
        importlib.import_module("data")
