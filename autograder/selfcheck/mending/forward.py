"""Every single change to a forward pass that may make the examples of a text come true, each with the slip that it undoes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.checks.plans.names import is_loss
from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.selfcheck.mending.places import Place
from autograder.selfcheck.mending.slips import SLIPS, swapped
from autograder.selfcheck.mending.tree import Around, exchanged, replaced


def forward_changes(
    question: Question, tree: ast.Module, *, misshapen: bool
) -> Iterator[tuple[str, ast.Module]]:
    """The changes at one place, then at all places alike; `misshapen`: what comes out has another shape than it should."""
    places = [
        replace(one, around=replace(one.around, misshapen=misshapen)) for one in _places(question, tree)
    ]
    for one in SLIPS:
        firsts: dict[int, ast.expr] = {}
        for place in (place for place in places if one.when(place.around)):
            for value in one.change(place.value, place.around):
                firsts.setdefault(id(place.value), value)
                yield one.mistake, replaced(tree, place.value, value)
        if len(firsts) > 1:
            yield one.mistake, exchanged(tree, firsts)
    unpacked = (
        node for node in ast.walk(tree) if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store)
    )
    yield from (
        ("lstm-gates-exchanged", replaced(tree, one, made)) for one in unpacked for made in swapped(one)
    )


def _places(question: Question, tree: ast.Module) -> Iterator[Place]:
    """The values that are set or returned on the way forward, helpers beside it included."""
    if question.given:
        names = [*question.given, *sorted(code(ast.unparse(tree)).stored)]
        yield from _within(tree.body, _around(tree, (), names, question))
        return
    for one in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if one.name not in ("__init__", "backward", question.partner):
            names = [argument.arg for argument in one.args.args if argument.arg != "self"]
            kept = [f"self.{name}" for name in question.init]
            yield from _within(one.body, _around(one, kept, names, question))


def _around(tree: ast.AST, kept: Iterable[str], names: Iterable[str], question: Question) -> Around:
    text = ast.unparse(tree)
    values = tuple(dict.fromkeys((*kept, *names)))
    used = code(text).loaded if question.given else {one for one in values if text.count(one) > 1}
    unused = tuple(one for one in values if one not in used)
    return Around((), values, sigmoid="exp(" in text, text=text, unused=unused, loss=is_loss(question))


def _within(body: list[ast.stmt], around: Around) -> Iterator[Place]:
    for node in (node for one in body for node in ast.walk(one)):
        if isinstance(node, ast.Assign):
            yield Place(node.value, "", around)
        elif isinstance(node, ast.Return) and node.value is not None:
            several = isinstance(node.value, ast.Tuple)
            for value in node.value.elts if several else [node.value]:  # type: ignore[attr-defined]
                yield Place(value, "", around)
