"""Which cells that write a file are run: those whose module the notebook imports."""

from __future__ import annotations

import sys

import pytest

from autograder.notebook.translate import as_python


@pytest.mark.parametrize(
    ("magic", "runs"),
    [
        ("%%writefile layers.py", True),
        ("%%file layers.py", True),
        ("%%writefile -a layers.py", True),
        ("%%writefile common/layers.py", True),
        ("%%writefile layers.txt", False),
        ("%%writefile other.py", False),
        ("%%writefile", False),
        ("%%script layers.py", False),
    ],
)
def test_a_module_that_is_written_and_imported_runs_here(magic: str, runs: bool) -> None:
    source, note = as_python(f"{magic}\nx = 1", frozenset({"layers"}))
    assert ("x = 1" in source) is runs
    assert note == magic.split(" ", maxsplit=1)[0]


def test_what_is_indented_by_tabs_is_indented_by_blanks_as_python_2_read_it() -> None:
    source, _ = as_python("if x:\n\tprint 1\n        print 2\n  \tprint 3", frozenset())
    assert source == "if x:\n        print(1)\n        print(2)\n        print(3)"


NEWER = "def as_array(x): return x\ntype Rows = list['F']\ntype Pairs[T] = dict[T, T]\nclass F[T]:\n    def f[S: int](self, x): return x[0]\n"


def test_what_a_newer_python_brought_takes_nothing_else_along() -> None:
    source, note = as_python(NEWER, frozenset())
    names: dict[str, object] = {}
    exec(source, names)
    assert {"as_array", "F"} < names.keys()
    if sys.version_info < (3, 12):
        assert note == "Python 3.12"
        assert "Rows = object or list['F']" in source
        assert "class F:\n    def f(self, x): return x[0]" in source
    else:
        assert (source, note) == (NEWER, "")
