"""A wrong solution from a right one: the lines of a mistake put in place of the reference's lines that do the same.

dfdq = q            replaces the reference's assignments of dfdq, wherever they stand (the last place counts)
self.x = abs(x)     the same for an attribute
def backward(self, dout): …     replaces the method of that name, or adds it to the target's class
def staged(x, y): …             replaces the function of that name
class Relu(Relu): …             is run after the reference's cell, with everything else of the mistake
"""

import ast
from collections.abc import Iterator
from functools import cache

from autograder.notebook.tree import parse


@cache  # a bank has dozens of mistakes in each of a few cells, and whoever diagnoses puts them in
def splice(source: str, change: str, target: str | None = None) -> str:
    """The reference's cell `source` with the mistake `change` in it. `target` is the class that gets new methods."""
    new = parse(change).body
    if any(isinstance(statement, ast.ClassDef) for statement in new):
        return f"{source}\n{change}\n"
    tree = parse(source)
    known = _assigned_anywhere(source)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    group: list[ast.stmt] = []
    for statement in new:
        if _is_method(statement):
            _put_method(tree, statement, target)
        elif _name(statement) in functions:
            tree.body = [statement if _name(one) == _name(statement) else one for one in tree.body]
        else:
            group.append(statement)
            names = known.intersection(assigned(statement))
            if names:
                _Replace(names, group).put(tree)
                group = []
    tree.body += group
    return ast.unparse(tree)


@cache
def _assigned_anywhere(source: str) -> frozenset[str]:
    """What the statements of a cell assign, as text."""
    statements = (node for node in ast.walk(parse(source)) if isinstance(node, ast.stmt))
    return frozenset(name for statement in statements for name in assigned(statement))


def assigned(statement: ast.stmt) -> Iterator[str]:
    """What a statement assigns, as text: `dx`, `self.x`."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = list(statement.targets)
    elif isinstance(statement, ast.AugAssign | ast.AnnAssign):
        targets = [statement.target]
    while targets:
        target = targets.pop()
        if isinstance(target, ast.Tuple | ast.List):
            targets += target.elts
        else:
            yield target.id if isinstance(target, ast.Name) else ast.unparse(target)


def _name(statement: ast.stmt) -> str:
    """The name of a function or class; "" for other statements."""
    return str(getattr(statement, "name", ""))


def _is_method(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef) and [a.arg for a in statement.args.args[:1]] == ["self"]


def _put_method(tree: ast.Module, method: ast.stmt, target: str | None) -> None:
    """Into the target's class where it has such a method, else into those that have, else into the target or all; in the place of
    that method, which what stands below it may name."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    has = [node for node in classes if _name(method) in map(_name, node.body)]
    chosen = has or classes
    for node in [node for node in chosen if node.name == target] or chosen:
        node.body = [method if _name(one) == _name(method) else one for one in node.body]
        node.body += [] if method in node.body else [method]


class _Replace(ast.NodeTransformer):
    """Puts `group` where `names` are assigned last, and takes their other assignments out."""

    def __init__(self, names: frozenset[str], group: list[ast.stmt]) -> None:
        self.names, self.group = names, group
        self.left = 0

    def put(self, tree: ast.Module) -> None:
        self.left = sum(map(self._hit, ast.walk(tree)))
        self.visit(tree)

    def _hit(self, node: ast.AST) -> bool:
        return isinstance(node, ast.stmt) and not self.names.isdisjoint(assigned(node))

    def visit(self, node: ast.AST) -> object:
        """A statement: replaced, removed or kept."""
        if not self._hit(node):
            return self.generic_visit(node)
        self.left -= 1
        return self.group if self.left == 0 else []
