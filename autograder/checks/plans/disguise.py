"""Implementations that tests are run against, rewritten for every run so that no text says which of them are right.

A test may run what it tests, and learns what that does. One that reads it (its source, its bytecode, its names, how long
it is) finds in every method, of right and of wrong implementations alike, a right body beside a wrong one, in either order.
Both run, where that changes nothing, and which value counts is decided when they have. Names and numbers in them are
other ones each time, and the values are the same to the last bit.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

Body = list[ast.stmt]
Bodies = Mapping[str, tuple[str, ...]]
"""All bodies of functions and methods, as text, by qualified name and parameters."""

_NESTED = (
    ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.Import | ast.ImportFrom
    | ast.Global | ast.Nonlocal | ast.Yield | ast.YieldFrom | ast.Await | ast.ExceptHandler | ast.Match | ast.JoinedStr
)  # fmt: skip
"""What is left as it stands: scopes of its own, and names that are no `ast.Name`."""
_LETTERS = "abcdefghijkmnpqrstuvwxyz"


@dataclass(frozen=True)
class Disguise:
    """Implementations of one thing, right ones and `faulty` ones, beside whose bodies others can be put."""

    right: tuple[str, ...]
    faulty: tuple[str, ...]

    @cached_property
    def ours(self) -> Bodies:
        """The bodies of right implementations."""
        return _bodies(self.right)

    @cached_property
    def theirs(self) -> Bodies:
        """Those that stand in wrong ones alone."""
        found = _bodies(self.faulty).items()
        return {key: tuple(one for one in those if one not in self.ours.get(key, ())) for key, those in found}

    def of(self, source: str, rng: Random) -> str:
        """A source that does the same, and that looks like any other."""
        tree = ast.parse(source)
        for key, function in list(_functions(tree.body)):
            function.body = self._body(key, function, rng)
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                rng.shuffle(node.body)
                node.body = _without_text(node.body)
        return ast.unparse(tree)

    def _body(self, key: str, function: ast.FunctionDef, rng: Random) -> Body:
        own = _without_text(function.body)
        if _is_closed(own):
            return own
        is_right = _text(own) in self.ours.get(key, ())
        others = (self.theirs if is_right else self.ours).get(key, ())
        parameters = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
        first = _rewritten(own, parameters, rng)
        if not others:
            return first
        second = _rewritten(ast.parse(rng.choice(others)).body, parameters, rng)
        if _is_pure(first) and _is_pure(second):
            return _both(first, second, rng)
        if rng.random() < 0.5:
            return [ast.If(_condition(rng, holds=True), first, second)]
        return [ast.If(_condition(rng, holds=False), second, first)]


def _both(own: Body, other: Body, rng: Random) -> Body:
    """Both bodies, one after the other, and at the end one of the two values; what the other raises is forgotten."""
    parts, names = [], []
    for body, is_own in ((own, True), (other, False)):
        name, last = _name(rng), body[-1]
        assert isinstance(last, ast.Return)
        assert last.value is not None
        value = _set(name, last.value)
        again = ast.If(_condition(rng, holds=is_own), [ast.Raise()], [])
        nothing = _set(name, ast.Constant(None))
        caught = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [again, nothing])
        parts.append(ast.Try([*body[:-1], value], [caught], [], []))
        names.append(ast.Name(name, ast.Load()))
    holds = rng.random() < 0.5
    one, two = names if holds else reversed(names)
    rng.shuffle(parts)
    return [*parts, ast.Return(ast.IfExp(_condition(rng, holds=holds), one, two))]


def _is_pure(body: Body) -> bool:
    """Statements that change nothing but variables of their own, and return once, at the end."""
    nodes = [node for one in body for node in ast.walk(one)]
    returns = [node for node in nodes if isinstance(node, ast.Return)]
    at_the_end = returns == body[-1:] and returns[0].value is not None
    return at_the_end and all(map(_changes_variables_only, nodes))


def _changes_variables_only(node: ast.AST) -> bool:
    """A node by itself, whatever it holds."""
    if isinstance(node, ast.stmt):
        return isinstance(node, _PURE)
    if isinstance(node, ast.Call):
        return _is_pure_call(node)
    is_stored = isinstance(getattr(node, "ctx", None), ast.Store)
    return not is_stored or isinstance(node, ast.Name | ast.Tuple)


_PURE = ast.Assign | ast.For | ast.If | ast.Return | ast.Pass


def _is_pure_call(call: ast.Call) -> bool:
    if any(keyword.arg == "out" for keyword in call.keywords):
        return False
    match call.func:
        case ast.Attribute(value=ast.Name(id="np")):
            return True
        case ast.Name(id=name):
            return name in ("range", "len", "abs", "int", "float", "sum", "max", "min")
    return False


def _bodies(sources: Iterable[str]) -> Bodies:
    """The bodies that can stand beside another one, each text once."""
    found: dict[str, dict[str, None]] = {}
    for source in sources:
        for key, function in _functions(ast.parse(source).body):
            body = _without_text(function.body)
            if not _is_closed(body):
                found.setdefault(key, {})[_text(body)] = None
    return {key: tuple(bodies) for key, bodies in found.items()}


def _functions(body: Sequence[ast.stmt], within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield f"{within}{node.name}({ast.unparse(node.args)})", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{within}{node.name}.")


def _without_text(body: Body) -> Body:
    """Statements without docstrings, and whatever else is said and not used."""
    used = [one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    return used or [ast.Pass()]


def _is_closed(body: Body) -> bool:
    return any(isinstance(node, _NESTED) for one in body for node in ast.walk(one))


def _text(body: Body) -> str:
    return "\n".join(map(ast.unparse, body))


def _rewritten(body: Body, parameters: set[str], rng: Random) -> Body:
    """A body, changed in place: other names for its variables, other ways to write its whole numbers, a step more or less."""
    nodes = (node for one in body for node in ast.walk(one))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names = {name: _name(rng) for name in sorted(stored - parameters)}
    written: Body = _Writer(names, rng).visit(ast.Module([*body], [])).body
    for _ in range(rng.randrange(3)):
        idle = _set(_name(rng), _number(rng.randrange(2, 9), rng))
        written.insert(rng.randrange(len(written)), idle)
    return written


class _Writer(ast.NodeTransformer):
    """Renames variables and writes whole numbers anew; a value that is returned may get a name first."""

    def __init__(self, names: Mapping[str, str], rng: Random) -> None:
        self.names, self.rng = names, rng

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """A variable of the body's own, under its new name."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """A whole number, as a small sum or the like."""
        return _number(node.value, self.rng) if type(node.value) is int else node

    def visit_Return(self, node: ast.Return) -> ast.stmt | list[ast.stmt]:
        """What is returned, now and then by a name."""
        self.generic_visit(node)
        if node.value is None or self.rng.random() < 0.5:
            return node
        name = _name(self.rng)
        return [_set(name, node.value), ast.Return(ast.Name(name, ast.Load()))]


def _set(name: str, value: ast.expr) -> ast.Assign:
    """An assignment; `ast.unparse` wants to know its line."""
    return ast.Assign([ast.Name(name, ast.Store())], value, lineno=0)


def _name(rng: Random) -> str:
    return "".join(rng.choice(_LETTERS) for _ in range(rng.randrange(5, 9)))


def _number(value: int, rng: Random) -> ast.expr:
    """A whole number as an expression of the same value."""
    other = rng.randrange(2, 40)
    forms = (
        f"{value + other} - {other}",
        f"{value * other} // {other}",
        f"int('{value}')",
        f"{value - other} + {other}",
    )
    return ast.parse(rng.choice((str(value), *forms)), mode="eval").body


def _condition(rng: Random, *, holds: bool) -> ast.expr:
    """An expression that is true, or false, each time it is worked out."""
    modulus = rng.randrange(3, 30)
    number, length = rng.randrange(100, 999), rng.randrange(2, 9)
    rest = number * length % modulus
    text = "".join(rng.choice(_LETTERS) for _ in range(length))
    said = rest if holds else (rest + rng.randrange(1, modulus)) % modulus
    return ast.parse(f"{number} * len('{text}') % {modulus} == {said}", mode="eval").body
