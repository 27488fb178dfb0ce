"""A formula as the computational graph that it is: `q = x + y`, `f = q * z`, read by `ast`; nothing of it ever runs."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORM = "assignments like q = x + y, of names, numbers, + - * / ** @ and calls"
_OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@",
}  # fmt: skip
NEGATIVE = "neg"
"""The operation of a minus sign."""
FUNCTIONS = (
    "exp", "log", "sqrt", "tanh", "sigmoid", "relu", "square", "abs", "max", "min", "sum", "mean", "dot", "softmax", "part",
)  # fmt: skip
"""Functions that every formula may call; others are those of a notebook. `part(a, at=0, of=4)` is one of equal blocks of columns."""
LARGEST = 60
"""Values of a graph that can still be looked at."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a graph.

    name       what the formula calls it; "" where it is in the middle of an expression
    operation  what makes it: an operator, "neg", or the name of a function; "" for an input or a number
    operands   what it is made of, by place in the graph
    number     what a number is worth
    entry      of an input: which entry of the variable it is, as `w[0]`
    keywords   whole numbers that a function is told by name, as axis=0
    """

    name: str = ""
    operation: str = ""
    operands: tuple[int, ...] = ()
    number: float | None = None
    entry: int | None = None
    keywords: tuple[tuple[str, int], ...] = ()

    @property
    def is_input(self) -> bool:
        """Neither made of others nor a number."""
        return not self.operation and self.number is None


@dataclass(frozen=True, slots=True)
class Graph:
    """Values, each after those that it is made of."""

    nodes: tuple[Node, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables that the formula begins with, each once."""
        return tuple(dict.fromkeys(node.name for node in self.nodes if node.is_input))

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions that are called by name, each once."""
        called = (node.operation for node in self.nodes if node.operation.isidentifier())
        return tuple(dict.fromkeys(name for name in called if name != NEGATIVE))

    @property
    def results(self) -> tuple[int, ...]:
        """The values of which nothing is made, by place."""
        used = {operand for node in self.nodes for operand in node.operands}
        return tuple(at for at in range(len(self.nodes)) if at not in used)


def graph_of(formulas: Iterable[str]) -> Graph:
    """The graph of some assignments, one after the other. Raises ValueError that says what is wrong with which of them."""
    reader = _Reader()
    for formula in formulas:
        try:
            body = ast.parse(formula.strip()).body
            for statement in body:
                reader.assign(statement)
        except (SyntaxError, RecursionError, MemoryError):
            raise ValueError(f'"{formula[:60]}" is no formula; write {FORM}') from None
        except ValueError as error:
            raise ValueError(f'"{formula[:60]}": {error}') from None
    if not reader.known:
        raise ValueError(f"there is no formula; write {FORM}")
    return Graph(tuple(reader.nodes))


class _Reader:
    """The nodes so far, and which of them has which name."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.known: dict[str, int] = {}
        self.inputs: dict[tuple[str, int | None], int] = {}

    def assign(self, statement: ast.stmt) -> None:
        """Put an assignment to one name behind the others."""
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if not isinstance(statement, ast.Assign) or not isinstance(target, ast.Name) or statement.targets[1:]:
            raise ValueError(f"write {FORM}")
        if isinstance(statement.value, ast.Name | ast.Constant | ast.Subscript):
            raise ValueError(f"{target.id} is made by no operation; write {FORM}")
        place = self._add(statement.value, target.id)
        if target.id in self.known or any(target.id == name for name, _ in self.inputs):
            raise ValueError(f"{target.id} already has a value; give the new one another name")
        self.known[target.id] = place

    def _add(self, node: ast.expr, name: str = "") -> int:
        """Put the values of an expression behind the others; the place of the last."""
        if isinstance(node, ast.Name):
            return self.known[node.id] if node.id in self.known else self._input(node.id, None)
        if isinstance(node, ast.Subscript):
            return self._entry(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return self._append(Node(number=_number(node.value)))
        operation, operands, keywords = self._operation(node)
        places = tuple([self._add(one) for one in operands])
        return self._append(Node(name, operation, places, keywords=keywords))

    def _operation(self, node: ast.expr) -> tuple[str, list[ast.expr], tuple[tuple[str, int], ...]]:
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)], [node.left, node.right], ()
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return NEGATIVE, [node.operand], ()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            return node.func.id, node.args, tuple(map(_keyword, node.keywords))
        raise ValueError(f"{ast.unparse(node)[:40]} cannot be drawn; write {FORM}")

    def _entry(self, node: ast.Subscript) -> int:
        """An entry of an input, as w[0]."""
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if not isinstance(node.value, ast.Name) or node.value.id in self.known or type(at) is not int:
            raise ValueError(f"{ast.unparse(node)[:40]} cannot be drawn; write an entry of an input, as w[0]")
        return self._input(node.value.id, at)

    def _input(self, name: str, entry: int | None) -> int:
        if (name, entry) not in self.inputs:
            self.inputs[name, entry] = self._append(Node(name, entry=entry))
        return self.inputs[name, entry]

    def _append(self, node: Node) -> int:
        if len(self.nodes) == LARGEST:
            raise ValueError(f"more than {LARGEST} values are too many for a drawing; leave some steps out")
        self.nodes.append(node)
        return len(self.nodes) - 1


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise ValueError("a number is too large") from None


def _keyword(keyword: ast.keyword) -> tuple[str, int]:
    value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
    if keyword.arg is None or type(value) is not int:
        raise ValueError(f"{ast.unparse(keyword)[:40]} cannot be drawn; write a whole number, as axis=0")
    return keyword.arg, value
