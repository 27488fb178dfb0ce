"""The same answer in other words: what another student may write who is right.

Names of one's own, another order, lists for tuples, whole numbers, loops for numpy, numpy's other spellings. Each style is
one change wherever it fits; at the end all of them together.
"""

import ast
from collections.abc import Callable, Iterator, Sequence

from autograder.grading.audit.variant import Made, Variant
from autograder.model.question import Question

Change = Callable[[ast.Module], ast.Module]


def restyled(question: Question, source: str) -> Iterator[Variant]:
    """The reference's cell in other words. What stands outside its marks keeps its text, but for names and spelling."""
    fixed = _public(question)
    styles: dict[str, Sequence[Change]] = {
        "other names for local variables": (lambda tree: _renamed(tree, fixed),),
        "independent statements in another order": (_reordered,),
        "lists for tuples": (_Lists().visit,),
        "whole numbers for floats": (_Numbers(int).visit,),
        "floats for whole numbers": (_Numbers(float).visit,),
        "factors and terms in another order": (_Commuted().visit,),
        "loops for numpy": (_Loops().put,),
        "numpy's functions for methods and operators": (_Spelt().visit,),
        "a result in a variable before it is returned": (_Named().visit,),
    }
    styles["all of it"] = [
        change
        for name, of in styles.items()
        if name not in ("floats for whole numbers", "loops for numpy")
        for change in of
    ]
    seen = {ast.dump(ast.parse(source))}
    for name, changes in styles.items():
        tree = ast.parse(source)
        for change in changes:
            tree = ast.fix_missing_locations(change(tree))
        text = ast.unparse(tree)
        if ast.dump(ast.parse(text)) not in seen:
            seen.add(ast.dump(ast.parse(text)))
            yield Variant(Made.RESTYLED, name, text)


def _public(question: Question) -> frozenset[str]:
    """Names that the question speaks of."""
    of = {name for item in question.rubric for name in (*item.of, *map(str, item.options.values()))}
    return frozenset((*of, *question.given, *question.returns, str(question.target), str(question.forward)))


def _stored(function: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _renamed(tree: ast.Module, fixed: frozenset[str]) -> ast.Module:
    """Variables of functions, and at the top those that the question does not speak of."""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        _rename(function, _stored(function) - _not_its_own(function))
    tops = [one for one in tree.body if isinstance(one, ast.Assign | ast.AugAssign | ast.Expr)]
    if len(tops) == len(tree.body):
        _rename(tree, _stored(tree) - fixed)
    return tree


def _not_its_own(function: ast.FunctionDef) -> set[str]:
    """Names of a function that are no local variables: parameters belong to those who call it, others it declares."""
    names: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            names.update(node.names)
    return names


def _rename(within: ast.AST, names: set[str]) -> None:
    for node in ast.walk(within):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = f"my_{node.id}"


def _reordered(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            at = 0
            while at + 1 < len(body):
                if _independent(body[at], body[at + 1]):
                    body[at], body[at + 1] = body[at + 1], body[at]
                    at += 1
                at += 1
    return tree


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    """Two plain assignments that neither read nor write what the other writes, and call nothing but numpy."""
    if not (isinstance(one, ast.Assign) and isinstance(other, ast.Assign)):
        return False
    if any(_calls(node) or "random" in ast.unparse(node) for node in (one, other)):
        return False
    (writes, reads), (writes_2, reads_2) = _touched(one), _touched(other)
    return not (writes & (reads_2 | writes_2) or writes_2 & reads)


def _calls(statement: ast.stmt) -> bool:
    calls = [ast.unparse(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(not call.startswith("np.") for call in calls)


def _touched(statement: ast.Assign) -> tuple[set[str], set[str]]:
    """Names and attributes that are written, and that are read; an entry of something counts as all of it."""
    writes, reads = set(), set()
    for target in statement.targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name | ast.Attribute):
                writes.add(ast.unparse(node))
    for node in ast.walk(statement.value):
        if isinstance(node, ast.Name | ast.Attribute):
            reads.add(ast.unparse(node))
    return writes - {"self"}, reads


class _Lists(ast.NodeTransformer):
    """Several values returned in a list."""

    def visit_Return(self, node: ast.Return) -> ast.Return:
        """A tuple that is returned."""
        if isinstance(node.value, ast.Tuple):
            node.value = ast.List(node.value.elts, ast.Load())
        return node


class _Numbers(ast.NodeTransformer):
    """1 for 1.0, or the other way round, in sums, products and powers."""

    def __init__(self, to: type[int] | type[float]) -> None:
        self.to = to

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        """Operands alone: a size or an index is no number to change."""
        self.generic_visit(node)
        node.left, node.right = self._changed(node.left), self._changed(node.right)
        return node

    def _changed(self, node: ast.expr) -> ast.expr:
        value = node.value if isinstance(node, ast.Constant) else None
        whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
        return ast.Constant(self.to(value)) if whole and isinstance(value, int | float) else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.Subscript:
        """No index becomes a float."""
        return node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """No size becomes a float."""
        if self.to is int:
            self.generic_visit(node)
        return node


class _Commuted(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        """a * b for b * a, and sums of what is no text and no list."""
        self.generic_visit(node)
        plain = not any(
            isinstance(n, ast.Constant | ast.List | ast.JoinedStr) for n in (node.left, node.right)
        )
        if isinstance(node.op, ast.Mult | ast.Add) and plain:
            node.left, node.right = node.right, node.left
        return node


_LOOPS = """
def _one_by_one(function, values):
    if np.ndim(values) == 0:
        return function(values)
    return np.array([_one_by_one(function, value) for value in values])


def _row_by_row(left, right):
    if np.ndim(left) != 2 or np.ndim(right) != 2:
        return left @ right
    out = np.zeros((len(left), len(right[0])))
    for i in range(len(left)):
        for j in range(len(right[0])):
            for k in range(len(right)):
                out[i, j] += left[i, k] * right[k, j]
    return out
"""
_ELEMENTWISE = {f"np.{name}" for name in ("exp", "log", "tanh", "sqrt", "square", "abs", "sin", "cos")}


class _Loops(ast.NodeTransformer):
    """Functions of numpy entry by entry, matrix products by three loops."""

    used = False

    def put(self, tree: ast.Module) -> ast.Module:
        """The tree with loops, and what they are made of before them."""
        tree = self.visit(tree)
        if self.used:
            tree.body = [*ast.parse(_LOOPS).body, *tree.body]
        return tree

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """A function of numpy that works entry by entry."""
        self.generic_visit(node)
        if ast.unparse(node.func) in _ELEMENTWISE and len(node.args) == 1 and not node.keywords:
            self.used = True
            return ast.Call(ast.Name("_one_by_one", ast.Load()), [node.func, *node.args], [])
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """A matrix product."""
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            self.used = True
            return ast.Call(ast.Name("_row_by_row", ast.Load()), [node.left, node.right], [])
        return node


def _np(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), list(arguments), [])


def _is_reduction(method: ast.Attribute) -> bool:
    return method.attr in ("sum", "mean", "max") and ast.unparse(method.value) != "np"


class _Spelt(ast.NodeTransformer):
    """np.dot for @, np.transpose for .T, np.sum(x) for x.sum(), x * x for x ** 2, an array of x's shape for one like x."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Products and squares."""
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            return _np("dot", node.left, node.right)
        if (
            isinstance(node.op, ast.Pow)
            and ast.unparse(node.right) == "2"
            and isinstance(node.left, ast.Name | ast.Attribute)
        ):
            return ast.BinOp(node.left, ast.Mult(), node.left)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """A transpose."""
        self.generic_visit(node)
        return _np("transpose", node.value) if node.attr == "T" and isinstance(node.ctx, ast.Load) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Methods of arrays, and arrays like another."""
        self.generic_visit(node)
        method = node.func
        if isinstance(method, ast.Attribute) and _is_reduction(method):
            return ast.Call(_np(method.attr).func, [method.value, *node.args], node.keywords)
        if (
            ast.unparse(node.func) in ("np.zeros_like", "np.ones_like")
            and len(node.args) == 1
            and not node.keywords
        ):
            return _np(ast.unparse(node.func)[3:-5], _np("shape", *node.args))
        return node


class _Named(ast.NodeTransformer):
    def visit_Return(self, node: ast.Return) -> ast.Return | list[ast.stmt]:
        """`return …` becomes two lines."""
        if node.value is None or isinstance(node.value, ast.Name | ast.Constant | ast.Tuple):
            return node
        return [
            ast.Assign([ast.Name("my_result", ast.Store())], node.value),
            ast.Return(ast.Name("my_result", ast.Load())),
        ]
