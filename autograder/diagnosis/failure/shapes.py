"""Arrays that an operation could not take, beside the text: products and their factors, and whose variables they were."""

import ast
import re

from autograder.diagnosis.failure import Failure
from autograder.notebook.code import code, stores

_PAIR = re.compile(r"\((\d++), ?(\d++)\)")
_TRANSPOSE = re.compile(r"\.T\b|transpose")


def reads_globals(f: Failure) -> bool:
    """The line that raised computes with variables of the notebook."""
    here = f.around(f.error.line)
    if here is None:
        return False
    lines = [n for n in ast.walk(here) if isinstance(n, ast.stmt) and n.lineno == f.error.line]
    loads = {n.id for one in lines for n in ast.walk(one) if isinstance(n, ast.Name)}
    module = {name for source in f.text.notebook for name in code(source).names - code(source).blocks}
    return bool(loads & module - {n.id for n in stores(here)} - {a.arg for a in here.args.args})


def is_of_a_product(f: Failure) -> bool:
    """A matrix product raised, and no other operation: one that the reference has not, too."""
    return f.says("matmul|not aligned") and (f.text.model is None or bool(_suspects(f)))


def _suspects(f: Failure) -> set[str]:
    """The matrix products in the line that raised which the reference's answer has not; its own have a wrong factor."""
    inner = (m for n in f.scene.nodes if getattr(n, "lineno", 0) == f.error.line for m in ast.walk(n))
    own = set(filter(None, map(product, inner)))
    return own - {product(n) for n in (f.text.model.nodes if f.text.model else ())}


def transposes(f: Failure) -> bool:
    """A factor of such a product is transposed."""
    return any(map(_TRANSPOSE.search, _suspects(f)))


def may_be_a_product(f: Failure) -> bool:
    """Two matrices met entry by entry of which one side of each is alike."""
    sides = [set(one) for one in _PAIR.findall(f.error.message)]
    return len(sides) == 2 and bool(sides[0] & sides[1])


def converts(f: Failure) -> bool:
    """An array was given to float or int, or to a function of math."""
    imports = [n for n in f.text.nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    names = ((alias, {getattr(one, "module", ""), alias.name}) for one in imports for alias in one.names)
    known = {alias.asname or alias.name for alias, of in names if "math" in of}
    return f.says("Python scalars|length-1") and f.text.mentions("math", "float", "int", *known)


def multiplies(f: Failure) -> bool:
    """The answer cell raised, in a question of matrix products."""
    products = bool(f.text.expected & {"T", "dot", "matmul"}) or "T" in f.scene.attributes
    return products and f.error.cell == f.scene.at and f.at_home()


def product(node: ast.AST) -> str:
    """A matrix product as it is written with @, without self; "" for anything else."""
    factors: list[ast.expr] = []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        factors = [node.left, node.right]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("dot", "matmul")
    ):
        of_numpy = isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy")
        factors = [*([] if of_numpy else [node.func.value]), *node.args]
    return " @ ".join(map(ast.unparse, factors)).replace("self.", "")
