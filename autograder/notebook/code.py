"""One source of Python, parsed once: `code(source)` knows its syntax tree and what stands in it.

Whoever reads a student's code asks here, so that there is one guard against text that is no Python, one cache, and one
notion of "the names bound here". A source that does not parse has an empty tree, so that every reader is total.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from autograder.notebook.bounds import KEPT_SOURCE, MAX_CELLS, MAX_SOURCE
from autograder.notebook.tree import cut_off, parse

_HEADER = re.compile(r"^[ \t]*+(?:class|def)[ \t]++(\w++)", re.MULTILINE)
_CLASS = re.compile(r"^[ \t]*+class[ \t]++(\w++)", re.MULTILINE)


@dataclass(frozen=True)
class Code:
    """A source and, worked out when they are asked for, its parts. Trees are shared: read them, never change them.

    A tree is cut off at DEEPEST, so that whoever goes down into it gets to its end: what is longer than any honest chain
    of `elif` or sum stands there without its innermost parts.

    Names at the top level (also within `if`, `try` and `with`) are in `names`, `blocks`, `constants` and `amended`;
    names anywhere in `stored`, `loaded`, `defined` and `bound`.
    """

    source: str

    @cached_property
    def _read(self) -> tuple[ast.AST, ...] | Exception:
        """All nodes of the tree, the module first; or why there is none."""
        try:
            return tuple(cut_off(parse(self.source)))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return error.with_traceback(None)

    @property
    def parses(self) -> bool:
        """True for Python 3 source."""
        return isinstance(self._read, tuple)

    @property
    def error(self) -> SyntaxError | None:
        """Why it does not parse, where Python can say it."""
        return self._read if isinstance(self._read, SyntaxError) else None

    @property
    def tree(self) -> ast.Module:
        """The syntax tree; an empty one where there is none."""
        module = self.nodes[0]
        assert isinstance(module, ast.Module)
        return module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree, outer ones first."""
        return self._read if isinstance(self._read, tuple) else (ast.Module([], []),)

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef, ...]:
        """Every function and method, nested ones too."""
        return tuple(node for node in self.nodes if isinstance(node, ast.FunctionDef))

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        """Every class, nested ones too."""
        return tuple(node for node in self.nodes if isinstance(node, ast.ClassDef))

    @cached_property
    def methods(self) -> tuple[ast.FunctionDef, ...]:
        """The methods of `classes`."""
        return tuple(part for one in self.classes for part in one.body if isinstance(part, ast.FunctionDef))

    @cached_property
    def returning(self) -> frozenset[str]:
        """Names of functions and methods that return something somewhere."""
        return frozenset(f.name for f in self.functions if any(type(n) is ast.Return for n in ast.walk(f)))

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Every attribute that is read or set: grad for `x.grad`."""
        return frozenset(node.attr for node in self.nodes if isinstance(node, ast.Attribute))

    @cached_property
    def attributes_set(self) -> frozenset[str]:
        """Attributes that are set, on whatever object."""
        return frozenset(attributes_set(self.tree))

    @cached_property
    def stored(self) -> frozenset[str]:
        """Names that are assigned anywhere, in functions too."""
        return frozenset(node.id for node in stores(self.tree))

    @cached_property
    def loaded(self) -> frozenset[str]:
        """Names that are read anywhere."""
        return frozenset(n.id for n in self.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))

    @cached_property
    def defined(self) -> frozenset[str]:
        """Names that are assigned, or given to a function, method or class, anywhere."""
        return self.stored | {one.name for one in self.functions} | {one.name for one in self.classes}

    @cached_property
    def imported(self) -> frozenset[str]:
        """What is taken out of other files, as it is called there; "*" for everything."""
        return frozenset(alias.name for n in self.nodes if isinstance(n, ast.ImportFrom) for alias in n.names)

    @cached_property
    def modules(self) -> frozenset[str]:
        """Modules imported as such, as they are called here."""
        imports = (n for n in self.nodes if isinstance(n, ast.Import))
        return frozenset(alias.asname or alias.name for n in imports for alias in n.names)

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that is bound somewhere: `defined`, parameters, and imports by their first part."""
        parameters = {node.arg for node in self.nodes if isinstance(node, ast.arg)}
        aliases = (node for node in self.nodes if isinstance(node, ast.alias))
        return self.defined | parameters | {(a.asname or a.name).split(".")[0] for a in aliases}

    @cached_property
    def top_level(self) -> tuple[ast.stmt, ...]:
        """The statements of the module, and those within its `if`, `try` and `with`."""
        return tuple(_top_level(self.tree.body))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names bound at the top level, or `amended` there."""
        return self.amended.union(*map(_names, self.top_level))

    @cached_property
    def blocks(self) -> frozenset[str]:
        """Names of classes and functions at the top level, also by assignment (`gate = lambda x: x`, `Gate = Other`)."""
        found: set[str] = set()
        for node in self.top_level:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Lambda):
                found.update(name.id for name in stores(node))
        return frozenset(found)

    @cached_property
    def constants(self) -> Mapping[str, object]:
        """Names assigned at the top level, each with its number or list where one is written there, else None."""
        found: dict[str, object] = {}
        for node in self.top_level:
            found.update(_constants(node))
        return found

    @cached_property
    def amended(self) -> frozenset[str]:
        """Names of arrays, lists and numbers that top-level statements work on: dW[i, j] = …, dx.append(…), dx += …"""
        return frozenset(name for node in self.top_level for name in _changed_in_place(node))

    @cached_property
    def torn(self) -> frozenset[str]:
        """The classes and functions that a source which does not parse would define."""
        return frozenset() if self.parses else frozenset(_HEADER.findall(self.source))

    @cached_property
    def torn_classes(self) -> frozenset[str]:
        """The classes among them."""
        return frozenset() if self.parses else frozenset(_CLASS.findall(self.source))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The lines, from 0, where top-level statements begin; several in one line count once."""
        found: list[int] = []
        end = 0
        for statement in self.tree.body:
            first = _first_line(statement)
            if first >= end:
                found.append(first)
            end = statement.end_lineno or 0
        return tuple(found)

    @cached_property
    def normal_form(self) -> str | None:
        """The same text for sources that differ in comments, blank lines and layout only; None for what does not parse."""
        return ast.dump(self.tree) if self.parses else None


class _Kept:
    """How many characters the codes have that are kept."""

    characters = 0


@lru_cache(maxsize=2 * MAX_CELLS)
def code(source: str) -> Code:
    """The one Code of a source."""
    _Kept.characters += len(source.strip("\n"))
    if _Kept.characters > 2 * MAX_SOURCE:  # one notebook has never more at once
        forget()
    return Code(source)


def forget() -> None:
    """Make room for another notebook: what was read is let go where it is much, for its trees may take a gigabyte."""
    if _Kept.characters > KEPT_SOURCE:
        code.cache_clear()
        _Kept.characters = 0


def definitions(source: str) -> str:
    """The imports, classes, functions and constants alone, in their lines: what a cell that hangs can still give.

    The source unchanged when it does not parse.
    """
    if not code(source).parses:
        return source
    lines = source.split("\n")
    kept = [""] * len(lines)
    for node in filter(_is_definition, code(source).tree.body):
        first = _first_line(node)
        kept[first : node.end_lineno] = lines[first : node.end_lineno]
    return "\n".join(kept)


def ended_before(source: str, line: int) -> str:
    """The top-level statements that end before a line, in their lines: what has run where that line raised."""
    lines = source.split("\n")
    ended = [node.end_lineno or 0 for node in code(source).tree.body if (node.end_lineno or 0) < line]
    return "\n".join(lines[: max(ended, default=0)])


def same_code(one: str, other: str) -> bool:
    """True when two sources are the same but for comments, blank lines and layout: an untouched stub."""
    if _UNWRITTEN in other and _UNWRITTEN not in one:  # cheap, and so for most that was written
        return False
    forms = code(one).normal_form, code(other).normal_form
    return forms[0] == forms[1] if None not in forms else "".join(one.split()) == "".join(other.split())


_UNWRITTEN = "NotImplementedError"


def stores(node: ast.AST) -> Iterator[ast.Name]:
    """Names stored anywhere inside."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner


def attributes_set(node: ast.AST) -> Iterator[str]:
    """Attributes that are set anywhere inside, on whatever object."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store):
            yield inner.attr


def _first_line(statement: ast.stmt) -> int:
    """The line, from 0, where a statement begins, its decorators counted."""
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(one.lineno for one in decorators)]) - 1


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return not any(isinstance(part, ast.Call) for part in ast.walk(node.value))
    return isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef | ast.FunctionDef)


def _top_level(body: Iterable[ast.AST]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.stmt):
            yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _top_level(ast.iter_child_nodes(node))
        elif isinstance(node, ast.ExceptHandler):
            yield from _top_level(node.body)


def bound_by(statement: ast.stmt) -> set[str]:
    """Names that a statement binds or works on, in its loops and branches too: L of `for x in rows: L.append(x)`."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {one.asname or one.name.partition(".")[0] for one in statement.names}
    found = _names(statement) | set(_changed_in_place(statement))
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return found
    for inner in ast.iter_child_nodes(statement):
        if isinstance(inner, ast.stmt):
            found |= bound_by(inner)
        elif isinstance(inner, ast.ExceptHandler | ast.match_case):
            found = found.union(*map(bound_by, inner.body))
    return found


def _names(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For | ast.With):
        return {name.id for name in stores(node)}
    return set()


def _changed_in_place(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript | ast.Attribute) and _works_on(part, node):
            base = part.value
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id


def _works_on(part: ast.Subscript | ast.Attribute, statement: ast.stmt) -> bool:
    """An entry or attribute is set, or a method called for what it does."""
    called = isinstance(statement, ast.Expr) and isinstance(part, ast.Attribute)
    return called or isinstance(part.ctx, ast.Store)


def _constants(node: ast.stmt) -> Iterator[tuple[str, object]]:
    """Constants assigned to names, also in pairs: x, y = -2, 5."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return
    known: dict[int, object] = {}  # of a = b = c = … it is one value, however long
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        pairs: Iterable[tuple[ast.expr, ast.expr]] = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple | ast.List):
            pairs = zip(target.elts, node.value.elts, strict=False)
        for name, value in pairs:
            if isinstance(name, ast.Name):
                if id(value) not in known:
                    known[id(value)] = _literal(value)
                yield name.id, known[id(value)]


def _literal(value: ast.expr) -> object:
    """The number or list that is written there, or that a call is given first: np.array([1, 2])."""
    if isinstance(value, ast.Call) and value.args:
        return _literal(value.args[0])
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):
        return None
