"""Where a submission answers a question: after which cell it is asked, and in which cells its work stands.

With nbgrader's grade_ids that is the question's own cell. Without them (another edition, a copy, a script) questions
are found by the names that cells define; plain-variable questions by the cells after which the given inputs stand.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.model import Question
from autograder.notebook import Cell
from autograder.numeric import as_array, compare


@dataclass(frozen=True, slots=True)
class Place:
    """Cells `first` … `after` (positions among the cells that run); `alias` is the student's name for the target."""

    first: int
    after: int
    alias: str | None = None
    by_id: bool = False


@dataclass(frozen=True, slots=True)
class Defined:
    """What one cell binds at its top level: all names, classes and functions, constants by name, names it amends."""

    names: frozenset[str]
    blocks: frozenset[str]
    constants: Mapping[str, object]
    amended: frozenset[str] = frozenset()


def defined(source: str) -> Defined:
    """The names that a cell binds; nothing for a cell that does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return Defined(frozenset(), frozenset(), {})
    names, blocks, amended, constants = set(), set(), set(), {}
    for node in _top_level(tree.body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            blocks.add(node.name)
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            bound = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
            names.update(bound)
            constants.update(_constants(node))
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Lambda):
                blocks.update(bound)
        elif isinstance(node, ast.For | ast.ImportFrom | ast.Import | ast.With):
            names.update(
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            )
        changed = set(_changed_in_place(node))
        amended |= changed
        names |= changed
    return Defined(frozenset(names), frozenset(blocks), constants, frozenset(amended))


def _changed_in_place(node: ast.stmt) -> Iterable[str]:
    """Names of arrays, lists and numbers that a statement works on: dW[i, j] = …, dx.append(…), dx += …"""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript | ast.Attribute) and (
            isinstance(part.ctx, ast.Store) or (isinstance(node, ast.Expr) and isinstance(part, ast.Attribute))
        ):
            base = part.value
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id


def _top_level(body: Sequence[ast.stmt]) -> Iterable[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _top_level([n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)])


def _constants(node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> dict[str, object]:
    """Constants assigned to names, also in pairs: x, y = -2, 5."""
    if isinstance(node, ast.AugAssign) or node.value is None:
        return {}
    found: dict[str, object] = {}
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple | ast.List):
            pairs = list(zip(target.elts, node.value.elts, strict=False))
        for name, value in pairs:
            if isinstance(name, ast.Name):
                found[name.id] = _literal(value)
    return found


def _literal(value: ast.expr) -> object:
    if isinstance(value, ast.Call) and value.args:
        return _literal(value.args[0])
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def places(
    questions: Sequence[Question], cells: Sequence[Cell], wanted: Mapping[str, frozenset[str]]
) -> dict[str, list[Place]]:
    """For each question the places where it may be answered, likeliest last; one for classes and functions.

    `wanted` are the names that each plain-variable question asks for.
    """
    told = [defined(cell.source) for cell in cells]
    by_id = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id}
    found = {}
    for question in questions:
        own = by_id.get(question.id)
        if question.target is not None:
            found[question.id] = _of_target(question, told, own)
        elif question.given:
            found[question.id] = _of_variables(question, cells, told, own, wanted[question.id])
        else:
            names = wanted[question.id]
            at = own if own is not None else _last(told, names)
            found[question.id] = [] if at is None else [Place(0, at, by_id=own is not None)]
    return found


def _last(told: Sequence[Defined], names: frozenset[str]) -> int | None:
    found = [at for at, one in enumerate(told) if names & one.names]
    return found[-1] if found else None


def _of_target(question: Question, told: Sequence[Defined], own: int | None) -> list[Place]:
    assert question.target is not None
    if own is not None and told[own].names.intersection((question.target, *question.options.get("names", ()))):
        return [Place(0, own, by_id=True)]
    for name in (question.target, *question.aliases):
        at = [i for i, one in enumerate(told) if name in one.blocks]
        if at:
            needed = [i for i, one in enumerate(told) if one.blocks.intersection(question.options.get("names", ()))]
            return [Place(0, max(at[-1:] + needed), None if name == question.target else name, own is not None)]
    return [] if own is None else [Place(0, own, by_id=True)]


def _of_variables(
    question: Question,
    cells: Sequence[Cell],
    told: Sequence[Defined],
    own: int | None,
    wanted: frozenset[str],
) -> list[Place]:
    if own is not None and wanted & told[own].names:
        before = [i for i in range(own) if cells[i].grade_id and cells[i].grade_id != question.id]
        return [Place(before[-1] + 1 if before else 0, own, by_id=True)]
    candidates = []
    for at, one in enumerate(told):
        elsewhere = own is not None and cells[at].grade_id is not None  # another question's own cell
        if elsewhere or not wanted & one.names:
            continue
        given = {name: _standing(name, told, at) for name in question.given}
        matches = sum(
            _matches(question.given[n], told[i].constants.get(n)) for n, i in given.items() if i is not None
        )
        first = min((i for i in given.values() if i is not None), default=0)
        names = frozenset().union(*(told[i].names for i in range(first, at + 1)))
        if all(i is not None for i in given.values()):
            end = _amended_to(at, told, wanted, frozenset(question.given))
            candidates.append((matches, len(wanted & names), end, Place(first, end)))
    candidates.sort(key=lambda c: c[:3])
    best = list(dict.fromkeys(place for *_, place in candidates[-12:]))
    return best or ([] if own is None else [Place(0, own, by_id=True)])


def _amended_to(at: int, told: Sequence[Defined], wanted: frozenset[str], given: frozenset[str]) -> int:
    """The last cell that still works on answers which stand after cell `at`: dW[0, 1] = …, dx += …"""
    end = at
    for later in range(at + 1, len(told)):
        one = told[later]
        if one.names & (wanted | given) - one.amended:
            break
        if one.amended & wanted:
            end = later
    return end


def _standing(name: str, told: Sequence[Defined], at: int) -> int | None:
    """The last cell up to `at` that assigns a name."""
    found = [i for i in range(at + 1) if name in told[i].names]
    return found[-1] if found else None


def _matches(given: object, constant: object) -> bool:
    if isinstance(given, dict):
        return True
    value = as_array(_tuples(constant))
    return value is not None and compare(value, given) is None


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value
