"""Expressions of course.yml about objects of the student's class: `a * b + a`, `c = a * b; (c + a).relu() * c`.

Nothing of it is ever run as it stands: it is read as a tree of operators, numbers, calls and names, and written anew for
each call of a conversation.
"""

import ast
from collections.abc import Iterator, Mapping

FORM = "an expression like a * b + a, or c = a * b; c * c + c"
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult)
_SIGNS = (ast.USub, ast.UAdd)

Parts = list[tuple[str, ast.expr]]
"""What an expression consists of: parts with names, and the last without one."""


def parsed(text: str) -> Parts:
    """The parts of an expression. Raises ValueError for anything else than operators, numbers, calls and names."""
    try:
        body = ast.parse(text.strip(), mode="exec").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(FORM) from None
    parts: Parts = []
    for at, statement in enumerate(body):
        if at == len(body) - 1 and isinstance(statement, ast.Expr):
            parts.append(("", statement.value))
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            parts.append((statement.targets[0].id, statement.value))
    ends = len(parts) == len(body) > 0 and not parts[-1][0]
    if not ends or not all(_is_plain(one) for _, one in parts):
        raise ValueError(FORM)
    return parts


def _is_plain(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, _OPERATORS) and _is_plain(node.left) and _is_plain(node.right)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, _SIGNS) and _is_plain(node.operand)
    if isinstance(node, ast.Call):
        own = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        is_method = isinstance(node.func, ast.Attribute) and not node.func.attr.startswith("_")
        known = isinstance(node.func, ast.Name) or is_method
        return known and not node.keywords and all(map(_is_plain, (own, *node.args)))
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    return isinstance(node, ast.Name)


def functions(text: str) -> list[str]:
    """The functions that an expression calls by name."""
    return [n.func.id for n in _nodes(text) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]


def arguments(text: str) -> list[str]:
    """The names that an expression begins with, each once, as they are met."""
    other = {*functions(text), *(name for name, _ in parsed(text))}
    names = (node.id for node in _nodes(text) if isinstance(node, ast.Name))
    return [name for name in dict.fromkeys(names) if name not in other]


def _nodes(text: str) -> Iterator[ast.AST]:
    """In the order of the text, inputs before what is made of them."""
    waiting: list[ast.AST] = [one for _, one in reversed(parsed(text))]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(ast.iter_child_nodes(node)))


def written(text: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The parts of an expression with other names, part by part (name, expression)."""
    return [(names.get(name, name), _renamed(one, names)) for name, one in parsed(text)]


def inlined(text: str, values: Mapping[str, str]) -> str:
    """One expression, each argument as the expression that `values` has for it, each part where it is used."""
    known = dict(values)
    for name, one in parsed(text):
        known[name] = f"({_renamed(one, known)})"
    return known[""]


def _renamed(node: ast.expr, names: Mapping[str, str]) -> str:
    """The source of a tree in which names are expressions."""

    class Rename(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.expr:
            return ast.parse(names[name.id], mode="eval").body if name.id in names else name

    copy = ast.parse(ast.unparse(node), mode="eval").body
    return ast.unparse(Rename().visit(copy))
