"""The meaning of a short program as text: two cells of one text do the same, so only one of them is worth grading.

Names are replaced by what they stand for, sums and products are put in order, factors of one and terms of nought are
left out, `a > b` and `a >= b` count as one (ties are never asked). Texts that differ say nothing: that is for the grader.
"""

import ast
import copy
from collections.abc import Sequence
from functools import singledispatch

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
        node.value = self.visit(node.value)
        return node


@singledispatch
def _form(node: object) -> str:
    """The text of a node, of a list of nodes, or of what else a field of a node holds."""
    return repr(node)


@_form.register
def _form_of_any(node: ast.AST) -> str:
    return f"{type(node).__name__}({', '.join(_form(value) for _, value in ast.iter_fields(node))})"


@_form.register
def _form_of_constant(node: ast.Constant) -> str:
    number = _number(node)
    return _form_of_any(node) if number is None else repr(number)


@_form.register
def _form_of_arithmetic(node: ast.BinOp | ast.UnaryOp) -> str:
    if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow | ast.USub):
        return _form_of_any(node)
    terms = sorted(term for term in _terms(node) if term != "+0.0")
    return terms[0].removeprefix("+") if len(terms) == 1 else f"({' '.join(terms)})"


@_form.register
def _form_of_comparison(node: ast.Compare) -> str:
    if len(node.ops) > 1:
        return _form_of_any(node)
    a, op, b = _form(node.left), node.ops[0], _form(node.comparators[0])
    if isinstance(op, ast.Lt | ast.LtE):
        a, b, op = b, a, ast.Gt()
    if isinstance(op, ast.Eq | ast.NotEq):
        a, b = sorted((a, b))
    return f"({a} {'Gt' if isinstance(op, ast.GtE) else type(op).__name__} {b})"


@_form.register
def _form_of_statement(node: ast.Expr) -> str:
    return _form(node.value)


@_form.register
def _form_of_name(node: ast.Name) -> str:
    return node.id


@_form.register
def _form_of_context(_: ast.expr_context) -> str:
    return ""  # a name that is read and one that is written look alike


@_form.register
def _form_of_function(node: ast.FunctionDef) -> str:
    return f"def {node.name}{_form(node.args)} {'; '.join(_block(node.body))}"


@_form.register(list)
def _form_of_list(nodes: list[object]) -> str:
    statements = [node for node in nodes if isinstance(node, ast.stmt)]
    if statements:
        return "{" + "; ".join(_block(statements, local=False)) + "}"
    return f"[{', '.join(_form(node) for node in nodes)}]"


def _number(node: ast.expr) -> float | None:
    """The number that a constant is; True and False are none."""
    value = node.value if isinstance(node, ast.Constant) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


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
    number = _number(node)
    if number is not None:
        return 1, [] if number == 1 else [repr(number)]
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            sign, factors = _factors(operand)
            return -sign, factors
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            return _product(left, op, right)
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            return _power(base, exponent)
        case ast.BinOp(left=left, op=op, right=right) if not isinstance(op, ast.Add | ast.Sub):
            return 1, [f"({_form(left)} {type(op).__name__} {_form(right)})"]
    return 1, [_form(node)]


def _product(left: ast.expr, op: ast.Mult | ast.Div, right: ast.expr) -> tuple[int, list[str]]:
    """Dividing puts the factors of the right side on the other side of the line."""
    (sign, above), (other, below) = _factors(left), _factors(right)
    if isinstance(op, ast.Div):
        below = [one[1:] if one.startswith("/") else f"/{one}" for one in below]
    return sign * other, above + below


def _power(base: ast.expr, exponent: ast.expr) -> tuple[int, list[str]]:
    """A power is one factor; the first is its base, and a square forgets the sign of its base."""
    power = _form(exponent)
    if power == "1.0":
        return _factors(base)
    while power == "2.0" and isinstance(base, ast.UnaryOp) and isinstance(base.op, ast.USub):
        base = base.operand
    return 1, [f"{_form(base)}^{power}"]
