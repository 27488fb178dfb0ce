"""Which cells that write a file are run: those whose module the notebook imports."""

from __future__ import annotations

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
