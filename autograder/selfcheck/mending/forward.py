"""Which single change to a student's own forward pass makes the examples of the text come true: the slip that it undoes was made.

The examples are the right answers here, as the derivatives of the own forward are of a backward pass; nobody is shown a change.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice

from autograder.checks.plans.examples import outcomes
from autograder.checks.plans.names import Form, form_of, is_loss
from autograder.model.question import Question
from autograder.model.trial import Role
from autograder.notebook.code import code
from autograder.selfcheck.history import Scope
from autograder.selfcheck.mending.desk import Desk
from autograder.selfcheck.mending.places import Place
from autograder.selfcheck.mending.slips import SLIPS, swapped
from autograder.selfcheck.mending.tree import Around, exchanged, replaced
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import OutOfTimeError

TRIES = 300
"""Changes that are tried: some tenths of a second."""


def slip(question: Question, own: Own, scope: Scope) -> str:
    """The mistake behind a forward pass that is not that of the examples; "" where no change makes it so."""
    found, desk = "", Desk(question, own, scope)
    if form_of(question) is Form.EXPRESSIONS or desk.at < 0:
        return found
    with contextlib.suppress(OutOfTimeError):  # a change may never come back
        for mistake, tree in islice(_changes(question, desk.cell), TRIES):
            with desk.changed(tree):
                if _comes_true(question, own):
                    found = mistake
                    break
    own.clock.again()
    return found or ("wrong-loss-function" if is_loss(question) else "")


def _comes_true(question: Question, own: Own) -> bool:
    """All values that the examples state; nothing is asked of gradients, which may be wrong beside it."""
    derived = {name for item in question.rubric if "by" in item.options for name in item.of}
    values = (
        one for one in outcomes(question, own) if one.role is not Role.GRADIENT and one.stated not in derived
    )
    return all(one.met for one in values)


def _changes(question: Question, tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Every change, with the slip that it undoes: at one place, then at all places alike."""
    places = list(_places(question, tree))
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
