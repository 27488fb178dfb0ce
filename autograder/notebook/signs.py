"""Signs in a source that its gradients may be estimates: reasons for a person to look, none to take a point."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.notebook.code import Code, bound_by, code, stores

COMPLEX = frozenset({
    "complex", "complex64", "complex128", "cdouble", "clongdouble", "cmath", "emath", "scimath", "imag", "angle", "conj", "conjugate",
})  # fmt: skip
IMAGINARY = tuple(f"{digit}j" for digit in ".0123456789")
KINDS = frozenset({"complex", "complex64", "complex128", "c8", "c16", "D", "F"})
"""How complex numbers are asked for by a text."""
HIDING = frozenset((
    "getattr", "setattr", "globals", "vars", "eval", "exec", "compile", "__import__", "__dict__", "__getattribute__",
))  # fmt: skip
"""By which a name is used that is not written."""
OTHER_NUMBERS = COMPLEX | {"longdouble", "float128", "Fraction", "Decimal", "mpf"}
"""Names of numbers that are complex or have more digits than floats, and so are told by few points of floats."""
FITTED = frozenset({"Polynomial", "Chebyshev", "Legendre", "polyfit", "polyder"})
"""What is laid through points of a function and differentiated in its stead."""
MANY = 6
"""Calls that differ in their numbers alone: four gates or blocks do, and a difference of more points than usual."""
BUILT_IN = frozenset(dir(builtins))
PLAIN = frozenset({"abs", "float", "len", "sum"})
"""Functions of Python's own, which a difference of two values is none of."""
_SPEAKS = re.compile(rf"\b(?:{'|'.join((*COMPLEX, *HIDING, 'c16'))})\b|[.\d]j\b|\) ?\*\* ?\d{{0,9}}\.")
_NUMBER = re.compile(r"[+-]?\b\d[\w.]*")


def may_estimate(code: Code) -> bool:
    """It works with numbers that are no floats (1j, .imag, more digits) or with polynomials through points, a difference of
    two values of a function is divided, or a function calls the same thing with other numbers six times and more, as a
    difference of many points does."""
    return (
        bool((code.loaded | code.attributes) & OTHER_NUMBERS)
        or (
            bool((code.loaded | code.attributes) & HIDING)
            and _is_text_of_complex("".join(map(_text, code.nodes)))
        )
        or goes_through_points(code)
        or any(map(_is_a_sign, code.nodes))
        or any(_most_alike(function) >= MANY for function in code.functions)
    )


def speaks_of_complex(text: str) -> bool:
    """A source may work with complex numbers: a glance, where most do not."""
    words = (*COMPLEX, *HIDING, "c16", *IMAGINARY, ")**", ") **")
    return any(word in text for word in words) and bool(_SPEAKS.search(text))


def works_with_complex(pieces: Sequence[Piece], names: Collection[str]) -> bool:
    """What these names are made of, and all that it uses, works with complex numbers, or what is put into an object from outside;
    what merely stands beside it (a test of one's own) may, unless names are used that are not written."""
    anywhere = any(piece.is_complex for piece in pieces) or _is_text_of_complex(
        "".join(p.texts for p in pieces)
    )
    return any(piece.is_complex or (piece.hides and anywhere) for piece in _used(pieces, names))


def _used(pieces: Sequence[Piece], names: Collection[str]) -> Iterator[Piece]:
    """The pieces that these names are made of, and what puts something into an object, each with all that it uses."""
    places = defaultdict[str, list[Piece]](list)
    for piece in pieces:
        for name in piece.binds:
            places[name].append(piece)
    waiting, seen = [*(p for p in pieces if p.puts), *(p for name in names for p in places[name])], set[str]()
    while waiting:
        piece = waiting.pop()
        yield piece
        waiting += [one for name in piece.reads - seen for one in places[name]]
        seen |= piece.reads


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement of the top level: names that it binds and reads, whether it works with complex numbers, uses what is not
    written, or puts something into an object that is not its own, and its texts."""

    binds: frozenset[str]
    reads: frozenset[str]
    is_complex: bool
    hides: bool
    puts: bool
    texts: str


def _is_text_of_complex(text: str) -> bool:
    return any(word in text for word in (*COMPLEX, *IMAGINARY))


def pieces_of(sources: Iterable[str]) -> list[Piece]:
    """The statements of some cells."""
    return [_piece(statement) for source in sources for statement in code(source).top_level]


def _piece(statement: ast.stmt) -> Piece:
    nodes = list(ast.walk(statement))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    used = {name.id for name in names if isinstance(name.ctx, ast.Load)}
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        own = own.union(name.id for name in stores(statement))
    said = used | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return Piece(
        frozenset(bound_by(statement)),
        frozenset(used - own),
        bool(said & COMPLEX) or any(map(_is_complex, nodes)),
        bool(said & HIDING),
        "setattr" in used or _puts(nodes, isinstance(statement, ast.ClassDef)),
        "".join(map(_text, nodes)),
    )


def _puts(nodes: Iterable[ast.AST], in_class: bool) -> bool:
    """An attribute is set to what may be a function: Relu.backward = f; in a class, one of another object than self."""
    sums = (ast.BinOp, ast.UnaryOp, ast.Constant)
    assigned = [(n.targets, n.value) for n in nodes if isinstance(n, ast.Assign)]
    numbers = [target for targets, value in assigned if isinstance(value, sums) for target in targets]
    into = [
        n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store) and n not in numbers
    ]
    return any(not (in_class and isinstance(n.value, ast.Name) and n.value.id == "self") for n in into)


def _is_complex(node: ast.AST) -> bool:
    """A complex number, the name of a kind of them, or a root of a negative one: (-1.0) ** 0.5."""
    match node:
        case ast.BinOp(ast.UnaryOp(ast.USub(), ast.Constant()), ast.Pow(), ast.Constant(float())):
            return True
    return isinstance(node, ast.Constant) and (isinstance(node.value, complex) or node.value in KINDS)


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def goes_through_points(code: Code) -> bool:
    """A polynomial is laid through points, as it may be through those of a function whose slope is asked for."""
    return bool((code.loaded | code.attributes) & FITTED)


def _is_a_sign(node: ast.AST) -> bool:
    """1j, or (f(x + h) - f(x - h)) / (2 * h), and no tanh: exp(x) - exp(-x) over a sum of the same."""
    match node:
        case ast.Constant(value=complex()):
            return True
        case ast.BinOp(left=ast.BinOp(left=one, op=ast.Sub(), right=other), op=ast.Div(), right=below):
            both = _called(one) & _called(other)
            return bool(both - _called(below)) and ast.unparse(one) != ast.unparse(other)
    return False


def _called(node: ast.expr) -> set[str]:
    """The functions of the code's own that are called in an expression."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)} - PLAIN


def _most_alike(function: ast.FunctionDef) -> int:
    """How many calls differ in their numbers alone."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls = {ast.unparse(node) for node in nodes if len(nodes) >= MANY}
    return max(Counter(_NUMBER.sub("0", call) for call in calls).values(), default=0)


def worked_out(code: Code) -> frozenset[str]:
    """The names that are set to something that is called for, or divided."""
    assigned = [node for node in code.nodes if isinstance(node, ast.Assign)]
    works = (one for one in assigned if any(isinstance(n, ast.Call | ast.Div) for n in ast.walk(one.value)))
    return frozenset(name.id for node in works for name in stores(node))


def called_for(code: Code) -> dict[str, frozenset[str]]:
    """The names that are set at the top level, each with the functions that are called there by name, but for Python's own."""
    found: dict[str, frozenset[str]] = {}
    for one in code.top_level:
        if isinstance(one, ast.Assign):
            calls = (node.func for node in ast.walk(one.value) if isinstance(node, ast.Call))
            names = {function.id for function in calls if isinstance(function, ast.Name)} - BUILT_IN
            found |= {name.id: found.get(name.id, frozenset()) | names for name in stores(one)}
    return found
