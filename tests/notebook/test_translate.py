"""Which cells that write a file are run: those whose module the notebook imports."""

from __future__ import annotations

import sys

import pytest

from autograder.notebook.bounds import MAX_LINE
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
    beside_a_magic, _ = as_python(f"%cd a\n{NEWER}", frozenset())
    assert beside_a_magic == f"pass\n{source}"


@pytest.mark.parametrize(
    ("source", "python", "note"),
    [
        ("x\u00a0= 1\r\ny = 2\rz = 3\ufeff", "x = 1\ny = 2\nz = 3", ""),
        ("%time f(", "pass", "%time f("),
        ("%cd a\n!ls\nx = 1", "pass\npass\nx = 1", "%cd a, !ls"),
        ("%%time\n!ls\nx = 1", "pass\npass\nx = 1", "%%time, !ls"),
        ("%%prun\nx = 1", "pass\nx = 1", "%%prun"),
        ("x = 1\n%%time", "x = 1\n%%time", ""),
        *((f"%%{name}\nx = 1", "pass\nx = 1", f"%%{name}") for name in ("capture", "python", "python3", "pypy", "memit")),
        ("try: f()\nexcept E, e: print e", "try: f()\nexcept E as e: print(e)", "Python 2"),
        ("try: f()\nexcept a.E , e : pass", "try: f()\nexcept a.E , e : pass", ""),
        ("raise a.E, 'x'", "raise a.E('x')", "Python 2"),
        ("print (x), y\nprint z", "print((x), y)\nprint(z)", "Python 2"),
        ("print (x, end='')\nprint z", "print (x, end='')\nprint(z)", "Python 2"),
        ("print (x) % y, z\nprint z", "print((x) % y, z)\nprint(z)", "Python 2"),
        ("print(x)\nprint y", "print(x)\nprint(y)", "Python 2"),
        ("print = 1\nprint y", "print = 1\nprint(y)", "Python 2"),
        ("printed = 1\nprint y", "printed = 1\nprint(y)", "Python 2"),
        ("def f(:", "def f(:", ""),
    ],
)  # fmt: skip
def test_what_is_not_this_python(source: str, python: str, note: str) -> None:
    assert as_python(source) == (python, note)


def test_a_line_too_long_for_a_person_is_data() -> None:
    for length in (MAX_LINE, MAX_LINE + 1):
        magic = "!" + "x" * (length - 1)
        source, note = as_python(f"{magic}\nx = 1")
        assert (source == "pass\nx = 1") is (length == MAX_LINE)
        assert note == (magic[:200] if length == MAX_LINE else "")


def test_tabs_deeper_than_anybody_indents_stay() -> None:
    for tabs in (200, 201):
        source, _ = as_python(f"if x:\n{chr(9) * tabs}print 1\n{' ' * 8 * tabs}print 2")
        assert source.count("\t") == (0 if tabs == 200 else tabs)
