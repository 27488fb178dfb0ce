"""Trees that are too deep to go down into are cut off, and everything beside stays."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest

from autograder.notebook.code import Code, code
from autograder.notebook.tree import CUT, DEEPEST, cut_off, parse

DEEP = {
    "elif": "if a:\n x = 1\n" + "elif b:\n x = 2\n" * 900,
    "sum": "x = " + " + ".join("a" for _ in range(900)),
    "calls": "x = f" + "(1)" * 900,
    "attributes": "x = a" + ".b" * 900,
    "lists": "x = " + "[" * 150 + "]" * 150,
    "lambdas": "x = " + "lambda: " * 300 + "1",
    "comprehensions": "x = " + "[y for y in " * 90 + "z" + "]" * 90,
    "blocks": "\n".join(" " * n + "if a:" for n in range(98)) + "\n" + " " * 98 + "x = " + "+".join("b" * 300),
    "functions": "\n".join(" " * n + f"def f{n}(a=[[1]]):" for n in range(98)) + "\n" + " " * 98 + "x = " + "+".join("b" * 300),
    "handlers": "\n".join(" " * n + "try:" for n in range(45)) + "\n" + " " * 45 + "x = 1\n" + "\n".join(" " * n + "except A: x = 1" for n in range(44, -1, -1)),
    "patterns": "match a:\n case " + "[" * 150 + "_" + "]" * 150 + ":\n  x = 1",
    "targets": "a" + "[0]" * 900 + " = 1",
}  # fmt: skip


def depths(node: ast.AST, depth: int = 1) -> Iterator[int]:
    yield depth
    for child in ast.iter_child_nodes(node):
        yield from depths(child, depth + 1)


@pytest.mark.parametrize("name", DEEP)
def test_a_deep_tree_is_cut_off(name: str) -> None:
    source = f"def before(): pass\n{DEEP[name]}\nclass After:\n    def forward(self): return 1\n"
    one = code(source)
    assert one.parses
    assert max(depths(one.tree)) <= DEEPEST + 4  # arguments, handlers and the like stay, with nothing in them
    assert {"before", "After", "forward"} <= one.defined
    assert {"before", "After"} == one.blocks - {"x"} - {f"f{n}" for n in range(99)}
    assert list(one.nodes) == list(ast.walk(one.tree))
    compile(ast.fix_missing_locations(ast.parse(ast.unparse(one.tree.body[0]))), "", "exec")


@pytest.mark.parametrize("name", DEEP)
def test_whoever_goes_down_into_it_gets_to_its_end(name: str) -> None:
    """With half the stack used up already, as on the way through nbgrader or a kernel."""
    parts = [part for part in dir(Code) if not part.startswith("_") and part != "source"]
    one = Code(DEEP[name])

    def deep(left: int) -> None:
        if left:
            return deep(left - 1)
        for part in parts:
            getattr(one, part)
        ast.dump(one.tree)
        ast.unparse(one.tree)
        ast.NodeVisitor().visit(one.tree)
        return None

    deep(sys.getrecursionlimit() // 3)


def test_what_is_not_deep_is_as_it_was() -> None:
    source = "class A:\n    def f(self, x):\n        return " + " + ".join(
        f"x{n}" for n in range(DEEPEST - 10)
    )
    assert ast.dump(code(source).tree) == ast.dump(ast.parse(source))
    assert CUT not in ast.dump(code(source).tree)
    assert code(source).loaded >= {f"x{n}" for n in range(DEEPEST - 10)}


def test_an_integer_that_is_no_float_is_not_looked_at() -> None:
    for number, kept in ((2**1000 - 1, True), (2**1000, False), (-(2**1000), False)):
        (found,) = code(f"x = [{number}]").constants.values()
        assert (found == [number]) is kept
    assert code(f"x = {2**1000}").constants == {"x": CUT}


def test_a_cut_tree_is_like_no_other() -> None:
    one, other = (code("x = " + " + ".join([start, *["b"] * 900])) for start in "ac")
    assert one.normal_form == other.normal_form  # they differ where nobody looks …
    assert (
        one.normal_form != code("x = " + " + ".join(["b"] * 50)).normal_form
    )  # … and from everything that is not deep
    assert len(cut_off(parse("x = 1"))) == 5


def test_so_many_levels_are_read_and_no_more() -> None:
    nodes = code(f"{'-' * 2 * DEEPEST}x").nodes
    assert sum(isinstance(node, ast.UnaryOp) for node in nodes) == DEEPEST - len(("module", "statement"))
