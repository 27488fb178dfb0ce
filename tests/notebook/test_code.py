"""Code read once: what stands in a source, and that any text at all is looked through."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.notebook import code as module
from autograder.notebook.code import Code, bound_by, code, definitions, ended_before, forget, same_code
from autograder.notebook.tree import parse

GATE = """
import numpy as np
from common.functions import *
import layers as L

class Gate(Base):
    count = 0
    def forward(self, x, *, y=1):
        self.x = x
        return x * L.scale(y)
    def backward(self, dout):
        self.dx[0] = dout

def make(n):
    def inner(): pass
    return Gate()
"""


def test_a_source_is_parsed_once() -> None:
    assert code("x = 1") is code("x = 1")
    assert code("x = 1").tree is code("x = 1").tree
    assert parse("x = 1") is not parse("x = 1")


def test_all_nodes_outer_ones_first() -> None:
    assert list(code(GATE).nodes) == list(ast.walk(code(GATE).tree))


@pytest.mark.parametrize("source", ["def f(:", "x = \0", "(" * 500 + ")" * 500, "x = '\ud800'"])
def test_what_is_no_python_is_empty(source: str) -> None:
    one = code(source)
    assert not one.parses
    assert one.tree.body == []
    assert one.names == one.bound == one.attributes == frozenset()
    assert one.starts == ()


def test_why_it_does_not_parse() -> None:
    error = code("x = 1\ny = (").error
    assert error is not None
    assert error.lineno == 2
    assert code("x = 1").error is None


def test_no_warning_comes_out() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Code(r"x = '\d'; y = 1 is 1").parses


def test_classes_and_functions() -> None:
    one = code(GATE)
    assert [node.name for node in one.classes] == ["Gate"]
    assert [node.name for node in one.functions] == ["make", "forward", "backward", "inner"]
    assert [node.name for node in one.methods] == ["forward", "backward"]
    assert one.returning == {"make", "forward"}
    assert one.attributes == {"x", "dx", "scale"}
    assert one.attributes_set == {"x"}


def test_names_anywhere() -> None:
    one = code(GATE)
    assert one.stored == {"count"}
    assert one.defined == {"count", "Gate", "forward", "backward", "make", "inner"}
    assert one.bound == one.defined | {"self", "x", "y", "dout", "n", "np", "*", "L"}
    assert {"L", "Base", "x", "Gate"} <= one.loaded
    assert "count" not in one.loaded
    assert one.imported == {"*"}
    assert one.modules == {"np", "L"}
    dotted = code("import a.b.c, d.e as f\nfrom g.h import i as j")
    assert dotted.bound == {"a", "f", "j"}
    assert (dotted.modules, dotted.imported) == (frozenset({"a.b.c", "f"}), frozenset({"i"}))


def test_names_at_the_top_level() -> None:
    one = code(
        "import os as o\nx, (y, z) = 1, (2, 3)\nw: int = 4\nx += 1\nfor i in []: pass\nwith f() as g: h = 1\n"
        "if x:\n    class A: inner = 1\nelse:\n    try: B = A\n    except E:\n        def C(): local = 1\n"
        "r = lambda q: q\nnumber = 3"
    )
    assert one.names == {"x", "y", "z", "w", "i", "g", "h", "A", "B", "C", "r", "number"}
    assert one.blocks == {"A", "B", "C", "r"}
    assert one.amended == {"x"}


def test_what_is_worked_on_belongs_to_it() -> None:
    assert code("dW[0, 1] = 2\ndx.append(3)\na.b[0].c = 1\nn = d.e").amended == {"dW", "dx", "a"}
    assert code("def f():\n    dW[0] = 1").amended == frozenset()
    assert code("dW[0, 1]\nprint(dx[0])\ny = x.append(1)").amended == frozenset()
    assert "dW" in code("dW[0] = 2").names


def test_constants() -> None:
    assert code("x, y = -2, 5\nw: int = 4\nv: int\nk += 1").constants == {"x": -2, "y": 5, "w": 4}
    assert code("np_x = np.array([1, -2])").constants == {"np_x": [1, -2]}
    assert code("x = y").constants == {"x": None}
    assert code("a = b = [1]\nc, d = [2, 3, 4]\ne, f = g\nh, (i, j) = 5, (6, 7)").constants == {
        "a": [1],
        "b": [1],
        "c": 2,
        "d": 3,
        "h": 5,
    }
    assert code("x = {[]: 1}\ny = 1 + 2").constants == {"x": None, "y": None}
    assert code("x = f()\ny = f(z)\nw = -f(1)").constants == {"x": None, "y": None, "w": None}


def test_what_a_torn_cell_would_define() -> None:
    assert code("class Gate:\n    def forward(self:\n").torn == {"Gate", "forward"}
    assert code("class Gate:\n    def forward(self:\n").torn_classes == {"Gate"}
    assert code("class Gate: pass").torn == code("class Gate: pass").torn_classes == frozenset()


def test_where_statements_begin() -> None:
    assert code("x = 1; y = 2\n\n@d\nclass A:\n    pass\nz = 3").starts == (0, 2, 5)


def test_definitions_are_what_a_hanging_cell_still_gives() -> None:
    source = (
        "import os\nLIMIT = 3\n@d\nclass A:\n    pass\ndef f():\n    return 1\nx = f()\nwhile True:\n    pass"
    )
    kept = definitions(source)
    assert kept.split("\n") == [*source.split("\n")[:7], "", "", ""]
    assert definitions("def f(:") == "def f(:"
    one, two = "from a import b", "x = {\n  'y': 1}"
    assert definitions(f"{one}\nx += 1\nx = [f(1)]\n{two}") == f"{one}\n\n\n{two}"


def test_what_had_run_where_a_line_raised() -> None:
    source = "a = 1\nb = [\n  2]\n\nc = 3"
    ended = [ended_before(source, line).count("\n") + 1 for line in range(1, 7)]
    assert ended == [1, 1, 1, 3, 3, 5]
    assert (ended_before(source, 1), ended_before(source, 4)) == ("", "a = 1\nb = [\n  2]")
    assert ended_before("a = (", 1) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x = 1", "x  =  1  # comment\n\n", True),
        ("x = 1", "x = 2", False),
        ("f(:", "f(:  ", True),
        ("f(x :", "f (x:", True),
        ("f(:", "g(:", False),
        ("f(:", "f()", False),
        ("x = 1", "raise NotImplementedError", False),
    ],
)
def test_same_code(one: str, other: str, same: bool) -> None:
    assert same_code(one, other) is same


@given(st.text(st.sampled_from("xyq=1,()[]-\n :defclasGt@.;+"), max_size=60))
def test_any_text_is_looked_through(source: str) -> None:
    one = Code(source)
    public = [name for name in dir(Code) if not name.startswith("_") and name != "source"]
    told = {name: getattr(one, name) for name in public}
    assert not (told["parses"] and one.error)
    assert definitions(source) == source or one.parses
    assert {node.name for node in one.tree.body if isinstance(node, ast.ClassDef)} <= told["names"]


def test_a_miscount_of_python_between_threads_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that parse at once can make Python find a mismatch that is none."""
    once = ["AST constructor recursion depth mismatch (before=57, after=56)"]
    parse_for_real = ast.parse

    def parse_after_a_miscount(source: str) -> ast.Module:
        if once:
            raise SystemError(once.pop())
        return parse_for_real(source)

    monkeypatch.setattr(ast, "parse", parse_after_a_miscount)
    assert code("miscounted = 1").parses


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("for x in rows:\n    out.append(x)", "x out"),
        ("while n < 3:\n    n += 1\n    last = n", "n last"),
        ("try:\n    a = 1\nexcept E:\n    b = 2\nelse:\n    c[0] = 3", "a b c"),
        ("with f as g:\n    if g:\n        h = 1", "g h"),
        ("match x:\n    case 1:\n        y = 2", "y"),
        ("def f():\n    inside = 1", "f"),
        ("class A:\n    inside = 1", "A"),
        ("async def f():\n    inside = 1", ""),
        ("import a.b, c.d as e", "a e"),
        ("from a import b as c, d", "c d"),
        ("x.y.append(1)", "x"),
        ("x.y[0].z = 1", "x"),
        ("y = x.append(1)", "y"),
        ("f(x)[0] = 1", ""),
    ],
)
def test_a_statement_binds_in_its_loops_and_branches(statement: str, names: str) -> None:
    assert bound_by(parse(statement).body[0]) == set(names.split())


def test_what_was_read_is_let_go_where_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SOURCE", 50)
    monkeypatch.setattr(module, "KEPT_SOURCE", 30)
    code.cache_clear()
    monkeypatch.setattr(module._Kept, "characters", 0)
    padded = "\n" * 90 + "a = 1" + " " * 40  # a piece of a text, whose lines keep their numbers
    first = code(padded)
    code("b = 1" + " " * 40)
    assert code(padded) is first  # as much as a notebook may have at once
    code("c = 1" + " " * 40)
    assert code(padded) is not first
    kept = code("d = 1")
    forget()
    assert code("d = 1") is not kept
    kept = code("d = 1")
    forget()  # so little costs nothing
    assert code("d = 1") is kept


def test_statements_of_the_top_level_are_those_that_always_or_sometimes_run_there() -> None:
    source = "if a:\n    b = 1\nelse:\n    c = 2\ntry:\n    d = 3\nexcept E:\n    e = 4\nwith f: g = 5\nfor h in i:\n    j = 6"
    found = [
        node for node in code(source).top_level if not isinstance(node, ast.If | ast.Try | ast.With | ast.For)
    ]
    assert [ast.unparse(node) for node in found] == ["b = 1", "c = 2", "d = 3", "e = 4", "g = 5"]
    assert all(isinstance(node, ast.stmt) for node in code(source).top_level)
