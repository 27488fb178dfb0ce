"""The meaning of a short program as text: two cells of one text do the same, so only one of them is worth grading.

Names are replaced by what they stand for, sums and products are put in order, factors of one and terms of nought are
left out, `a > b` and `a >= b` count as one (ties are never asked). Texts that differ say nothing: that is for the grader.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

Known = dict[str, ast.expr]
"""What names and attributes of self stand for at a point of a straight line of statements."""


def canonical(source: str, wanted: frozenset[str] = frozenset()) -> str:
    """The text of a cell; of its plain variables only those in `wanted` count (empty: all)."""
    return "\n".join(_block(ast.parse(source).body, wanted, local=False))


def _block(body: Sequence[ast.stmt], wanted: frozenset[str] = frozenset(), local: bool = True) -> list[str]:
    lines: list[str] = []
    known: Known = {}
    for written in body:
        if isinstance(written, ast.Pass) or _is_text(written):
            continue
        statement = _Inlined(known).visit(copy.deepcopy(written))
        if isinstance(statement, ast.Return):
            return [*lines, *_effects(known), f"return {_form(statement.value)}"]
        if not _learn(statement, known):
            lines += [f"{name} = {_form(value)}" for name, value in sorted(known.items())]
            known.clear()
            lines.append(_form(statement))
    if local:
        return lines + _effects(known)
    ends = sorted(name for name in known if not wanted or name in wanted)
    return lines + [f"{name} = {_form(known[name])}" for name in ends]


def _effects(known: Known) -> list[str]:
    return [f"{name} = {_form(value)}" for name, value in sorted(known.items()) if "." in name]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _learn(statement: ast.stmt, known: Known) -> bool:
    """Take an assignment in; False for any other statement, and for values that may differ from call to call."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        name, value = _key(statement.targets[0]), statement.value
    elif isinstance(statement, ast.AugAssign):
        name = _key(statement.target)
        value = ast.BinOp(known.get(name, statement.target), statement.op, statement.value)
    else:
        return False
    if not name or not _pure(value):
        return False
    known[name] = value
    return True


def _key(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
        return f"self.{target.attr}"
    return ""


def _pure(value: ast.expr) -> bool:
    calls = [ast.unparse(node.func) for node in ast.walk(value) if isinstance(node, ast.Call)]
    return all(call == "max" or (call.startswith("np.") and "random" not in call) for call in calls)


class _Inlined(ast.NodeTransformer):
    """Puts what is known in the place of the names that are read."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.known.get(node.id, node) if isinstance(node.ctx, ast.Load) else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and _key(node) in self.known:
            return self.known[_key(node)]
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return node
        node.value = self.visit(node.value)
        return node


def _form(node: object) -> str:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return repr(float(node.value))  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp | ast.UnaryOp) and isinstance(
        node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow | ast.USub
    ):
        terms = sorted(term for term in _terms(node) if term != "+0.0")
        return terms[0].removeprefix("+") if len(terms) == 1 else f"({' '.join(terms)})"
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _comparison(node.left, node.ops[0], node.comparators[0])
    if isinstance(node, ast.Expr | ast.Name | ast.expr_context):
        return _form(node.value) if isinstance(node, ast.Expr) else getattr(node, "id", "")
    if isinstance(node, list):
        if node and isinstance(node[0], ast.stmt):
            return "{" + "; ".join(_block(node, local=False)) + "}"
        return f"[{', '.join(_form(item) for item in node)}]"
    if isinstance(node, ast.FunctionDef):
        return f"def {node.name}{_form(node.args)} {'; '.join(_block(node.body))}"
    if isinstance(node, ast.AST):
        return f"{type(node).__name__}({', '.join(_form(value) for _, value in ast.iter_fields(node))})"
    return repr(node)


def _comparison(left: ast.expr, op: ast.cmpop, right: ast.expr) -> str:
    a, b = _form(left), _form(right)
    if isinstance(op, ast.Lt | ast.LtE):
        a, b, op = b, a, ast.Gt()
    if isinstance(op, ast.Eq | ast.NotEq):
        a, b = sorted((a, b))
    return f"({a} {'Gt' if isinstance(op, ast.GtE) else type(op).__name__} {b})"


def _terms(node: ast.expr, sign: int = 1) -> list[str]:
    """The terms of a sum, each with its sign."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        right = sign if isinstance(node.op, ast.Add) else -sign
        return _terms(node.left, sign) + _terms(node.right, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _terms(node.operand, -sign)
    own, factors = _factors(node)
    return [("+" if own * sign > 0 else "-") + (" * ".join(sorted(factors)) or "1.0")]


def _factors(node: ast.expr) -> tuple[int, list[str]]:
    """The sign of a product, and its factors; those below the line begin with a stroke."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        (sign, above), (other, below) = _factors(node.left), _factors(node.right)
        if isinstance(node.op, ast.Div):
            below = [one[1:] if one.startswith("/") else f"/{one}" for one in below]
        return sign * other, above + below
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, factors = _factors(node.operand)
        return -sign, factors
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        power = _form(node.right)
        if power == "1.0":
            return _factors(node.left)
        base = node.left
        while power == "2.0" and isinstance(base, ast.UnaryOp) and isinstance(base.op, ast.USub):
            base = base.operand
        return 1, [f"{_form(base)}^{power}"]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        number = float(node.value)  # type: ignore[arg-type]
        return (-1 if number < 0 else 1), ([] if abs(number) == 1 else [repr(abs(number))])
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub):
        return 1, [f"({_form(node.left)} {type(node.op).__name__} {_form(node.right)})"]
    return 1, [_form(node)]
