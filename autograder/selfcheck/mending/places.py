"""Where an answer may be changed: the values that its way back sets or returns, and what stands around each."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.selfcheck.mending.tree import Around


@dataclass(frozen=True)
class Place:
    """A value of the answer that may be changed, what is set to it ("" where it is returned), and what stands around it."""

    value: ast.expr
    name: str
    around: Around


def places_in(question: Question, tree: ast.Module) -> Iterator[Place]:
    """The values that the way back sets or returns."""
    if question.given:
        names = code(ast.unparse(tree)).stored | {*question.given}
        laws = {item.of[0]: item.options for item in question.rubric if "by" in item.options}
        handed = (str(law["upstream"]) for law in laws.values() if law.get("upstream"))
        upstream = tuple(dict.fromkeys((*laws, *handed)))
        around = _around(tree, upstream, sorted(names - {*upstream}))
        for place in _set_in(tree.body, around):
            if place.name in laws:
                law = laws[place.name]
                arrived = _arrived(tree, law["by"], {str(one["by"]): name for name, one in laws.items()})
                handed_in = (str(law["upstream"]),) if law.get("upstream") else ()
                known = replace(place.around, upstream=(*arrived, *handed_in))
                yield replace(place, around=_by(tree, known, law["by"], law["d"]))
        return
    for function in _functions(question, tree):
        around = _around(tree, *_names(question, tree, function))
        for place in _set_in(function.body, around):
            by = next((v for v in around.values if v.removeprefix("self.") == place.name[1:]), "")
            yield replace(place, around=_by(tree, place.around, by, ""))


def _arrived(tree: ast.Module, by: str, gradients: Mapping[str, str]) -> list[str]:
    """The gradients of what a value goes into: of each variable that is computed from it."""
    sets = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    into = [ast.unparse(node.targets[0]) for node in sets if by in code(ast.unparse(node.value)).loaded]
    return [gradients[name] for name in dict.fromkeys(into) if name in gradients]


def _names(question: Question, tree: ast.Module, function: ast.FunctionDef) -> tuple[list[str], list[str]]:
    """The gradients that have arrived in a function, and the values that it knows."""
    handed = [argument.arg for argument in function.args.args if argument.arg != "self"]
    stored = sorted(code(ast.unparse(function)).stored)
    kept = sorted(f"self.{name}" for name in code(ast.unparse(tree)).attributes_set)
    known = {*stored, *handed, *(one.removeprefix("self.") for one in kept)}
    arrived = list(question.upstream) if question.returns else handed[: len(question.outputs) or 1]
    gradients = [*arrived, *(name for name in stored if name[:1] == "d" and name[1:] in known)]
    return gradients, [name for name in (*kept, *handed, *stored) if name not in gradients]


def _around(tree: ast.Module, upstream: Iterable[str], values: Iterable[str]) -> Around:
    """What stands around the statements of a text."""
    sigmoid = any(word in ast.unparse(tree) for word in ("exp(", "sigmoid"))
    chooses = any(isinstance(node, ast.Compare) for node in ast.walk(tree)) or "maximum(" in ast.unparse(tree)
    handed, known = tuple(dict.fromkeys(upstream)), tuple(dict.fromkeys(values))
    return Around(handed, known, sigmoid=sigmoid, chooses=chooses)


def _by(tree: ast.Module, around: Around, by: str, of: str) -> Around:
    """The same around a gradient by a value: whether the forward pass adds, multiplies or raises that."""
    own = by.removeprefix("self.")
    operations = [
        node.op
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        for side in (node.left, node.right)
        if not own or ast.unparse(side).split("[")[0].removeprefix("self.") == own
    ]
    added = any(isinstance(op, ast.Add) for op in operations)
    multiplied = any(isinstance(op, ast.Mult | ast.MatMult) for op in operations)
    powered = any(isinstance(op, ast.Pow) for op in operations)
    divisions = (
        node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    )
    return replace(
        around,
        by=by,
        of=of,
        added=added,
        multiplied=multiplied,
        powered=powered,
        forks=bool(own) and len(operations) > 1,
        denominators=tuple(dict.fromkeys(ast.unparse(node.right) for node in divisions)),
    )


def _functions(question: Question, tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions of the way back."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        one
        for one in found
        if question.returns or question.partner or one.name not in ("forward", "__init__")
    ]


def _set_in(body: Sequence[ast.stmt], around: Around) -> Iterator[Place]:
    for statement in (node for one in body for node in ast.walk(one)):
        if isinstance(statement, ast.Assign | ast.AugAssign):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            name = ast.unparse(target).removeprefix("self.")
            others = tuple(one for one in around.upstream if one != name)
            yield Place(statement.value, name, replace(around, upstream=others))
        elif isinstance(statement, ast.Return) and statement.value is not None:
            several = isinstance(statement.value, ast.Tuple | ast.List)
            for value in statement.value.elts if several else [statement.value]:  # type: ignore[attr-defined]
                yield Place(value, "", around)
