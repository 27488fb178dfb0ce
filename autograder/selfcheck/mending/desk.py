"""Which single change to a student's own answer makes a gradient right: the mistake that it undoes is the one that was made.

Where no number of an answer says what is wrong, its text may: with the factor that was forgotten put back, or the sign turned,
the gradient agrees with the derivative of the own forward. No answer is needed for that, and none is shown.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from autograder.checks.plans.examples import Outcome, outcomes
from autograder.checks.plans.names import Form, form_of, is_loss
from autograder.checks.verdicts.seen import all_seen
from autograder.model.question import Question
from autograder.model.trial import Answered, Role
from autograder.notebook.code import code
from autograder.numbers.compare import as_array
from autograder.sandbox.protocol import Probe, Reply
from autograder.selfcheck.history import Scope
from autograder.selfcheck.mending.forward import forward_changes
from autograder.selfcheck.mending.places import Place, places_in
from autograder.selfcheck.mending.repairs import REPAIRS
from autograder.selfcheck.mending.tree import Change, replaced
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import OutOfTimeError

Label = tuple[Role, str]

PATIENCE = 0.3
"""Seconds that the answer may take with a change in it, which may never come back."""
SLIPS_TRIED = 200
TRIES = 600
STEPS = 16_000
"""Changes that are tried and steps that are asked for them, a second's work at the most: counted, so that the same answer is told the
same on a busy machine."""


def mended(
    question: Question, own: Own, scope: Scope, answered: Sequence[Answered], first: Label
) -> tuple[str, frozenset[Label]]:
    """The mistake behind a wrong part, and the parts that are right once it is undone, the most that there are; ("", nothing) where
    no change does it, or leaves most of them wrong."""
    desk = _Desk(question, own, scope, answered)
    best: tuple[str, frozenset[Label]] = "", frozenset()
    most = min(TRIES, STEPS // desk.steps_to(first))
    with contextlib.suppress(OutOfTimeError):
        for mistake, source in islice(_changes(question, desk, first[1]), most):
            if len(best[1]) == len(desk.wrong):
                break
            right = desk.mends(source, first)
            if len(right) > len(best[1]):
                best = _partial(mistake, question, desk, first), right
    own.clock.again()
    return best if 2 * len(best[1]) >= len(desk.wrong) else ("", frozenset())


def slip(question: Question, own: Own, scope: Scope, said: Sequence[Outcome]) -> str:
    """The mistake behind a forward pass that is not that of the examples, which say what is right of it; "" where no change to
    it makes them come true."""
    desk, found = _Desk(question, own, scope), ""
    if form_of(question) is Form.EXPRESSIONS or desk.at < 0 or _comes_true(question, own):
        return found
    missed = [(as_array(one.got), np.shape(one.want)) for one in said if not one.met]
    misshapen = any(got is not None and got.shape != want for got, want in missed)
    with contextlib.suppress(OutOfTimeError):
        for mistake, tree in islice(forward_changes(question, desk.cell, misshapen=misshapen), SLIPS_TRIED):
            with desk.changed(tree):
                if _comes_true(question, own):
                    found = mistake
                    break
    own.clock.again()
    return found or ("wrong-loss-function" if is_loss(question) else "")


def _comes_true(question: Question, own: Own) -> bool:
    """All values that the examples state; nothing is asked of gradients, which may be wrong beside it."""
    derived = {name for item in question.rubric if "by" in item.options for name in item.of}
    stated = (one for one in outcomes(question, own) if one.stated not in derived)
    return all(one.met for one in stated if one.role is not Role.GRADIENT)


def _partial(mistake: str, question: Question, desk: _Desk, first: Label) -> str:
    """The same mistake by its other name, where it was not made in another gradient."""
    others = _others(desk.answered, first) - desk.wrong
    alone = len(desk.wrong) == 1 or not question.given
    return "upstream-partial" if mistake == "upstream-ignored" and others and alone else mistake


def _others(answered: Sequence[Answered], first: Label) -> frozenset[Label]:
    """The parts that are gradients as the first is."""
    seen = (part.part for one in answered for part in all_seen(one).get(first[0], ()))
    return frozenset(part.label for part in seen if part.law is not None) - {first}


class _Desk:
    """Tries changed sources: asks them what was asked, and compares."""

    def __init__(self, question: Question, own: Own, scope: Scope, answered: Sequence[Answered] = ()) -> None:
        self.question, self.own, self.scope, self.answered = question, own, scope, answered
        wrong = (p for one in answered for role in all_seen(one).values() for p in role if p.wrong)
        self.wrong = frozenset(part.part.label for part in wrong)
        names = [question.partner or question.target, *question.aliases]
        self.target = next((name for name in names if name in scope.names), None)
        self.at = self._cell()
        self._short: list[Answered] | None = None

    def _cell(self) -> int:
        """The last cell that answers: of plain variables the last there is."""
        cells = [cell.source for cell in self.own.cells] if self.question.given else list(self.scope.cells)
        found = [
            at for at, cell in enumerate(cells) if self.question.given or self.target in code(cell).blocks
        ]
        self.cells = cells
        return found[-1] if found else -1

    @property
    def tree(self) -> ast.Module:
        """What may be changed: the cell, or the class or function in it."""
        if self.at < 0:
            return ast.Module([], [])
        tree = code(self.cells[self.at]).tree
        if self.question.given:
            return tree
        body = [one for one in tree.body if getattr(one, "name", None) == self.target]
        return ast.Module(body[-1:], [])

    @property
    def cell(self) -> ast.Module:
        """The same with all functions and classes beside it."""
        tree = code(self.cells[self.at]).tree
        if self.question.given:
            return tree
        return ast.Module([one for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)], [])

    def mends(self, tree: ast.Module, first: Label) -> frozenset[Label]:
        """The parts that are right now and were not, `first` among them; none where anything else went wrong."""
        wrong: set[Label] = set()
        with self.changed(tree):
            for one in (*self._up_to(first), *self.answered):
                reply = self._asked(one.trial.probe)
                if reply is None:
                    return frozenset()
                seen = all_seen(Answered(one.trial, reply))
                wrong |= {part.part.label for parts in seen.values() for part in parts if part.wrong}
                if first in wrong or wrong - self.wrong:
                    return frozenset()
        return self.wrong - wrong

    def _asked(self, probe: Probe) -> Reply | None:
        """The reply; None where it does not come at once."""
        with contextlib.suppress(OutOfTimeError), self.own.clock.hurried(PATIENCE):
            return self.own.answer(self.question.id, probe)
        return None

    def is_misshapen(self, name: str) -> bool:
        """Whether a gradient has another shape than it should."""
        seen = (part for one in self.answered for role in all_seen(one).values() for part in role)
        return any(part.kind == "shape" for part in seen if part.part.name == name)

    def steps_to(self, first: Label) -> int:
        """How many steps a change is tried with."""
        return max(1, sum(len(one.trial.steps) for one in self._up_to(first)))

    def _up_to(self, first: Label) -> list[Answered]:
        """The conversation as far as the first step where a part is wrong: most changes need no more to be seen through."""
        if self._short is None:
            steps = (
                (one, one.trial.places[part.step.name] + 1)
                for one in self.answered
                for part in all_seen(one).get(first[0], ())
                if part.wrong and part.part.label == first
            )
            self._short = [_cut(*step) for step in islice(steps, 1)]
        return self._short

    @contextlib.contextmanager
    def changed(self, tree: ast.Module) -> Iterator[None]:
        """The student's notebook with that in the place of the answer."""
        interpreter, after = self.own.interpreter, self.own.after[self.question.id]
        cells = interpreter.cells
        try:
            if self.question.given:
                source = ast.unparse(ast.fix_missing_locations(tree))
                interpreter.cells = tuple(source if at == self.at else cell for at, cell in enumerate(cells))
            else:
                names = dict(after)
                with contextlib.suppress(Exception):
                    exec(compile(ast.fix_missing_locations(tree), "<mended>", "exec"), names)
                self.own.after[self.question.id] = names
            yield
        finally:
            interpreter.cells, self.own.after[self.question.id] = cells, after


def _cut(one: Answered, count: int) -> Answered:
    """The same with so many steps."""
    trial = one.trial
    probe = replace(trial.probe, steps=trial.probe.steps[:count])
    short = replace(trial, steps=trial.steps[:count], answers=trial.answers[:count], probe=probe)
    return replace(one, trial=short)


def _changes(question: Question, desk: _Desk, name: str) -> Iterator[tuple[str, ast.Module]]:
    """Every change, with the mistake that it undoes: those of the statements that set the wrong gradient itself first."""
    tree = desk.tree
    misshapen = desk.is_misshapen(name)
    places = [
        replace(one, around=replace(one.around, misshapen=misshapen)) for one in places_in(question, tree)
    ]
    called = question.called(name)
    own = [place for place in places if place.name == called]
    others = [place for place in places if place.name != called]
    made_up = (*_accumulated(tree, called), *_accumulated_in_loops(tree))
    yield from (("overwrite-instead-of-accumulate", made) for made in made_up)
    for places in (own,) if question.given else (own, others):
        for repair in REPAIRS:
            for place in (one for one in places if repair.when(one.around)):
                for value in _values(place, repair.change):
                    yield repair.mistake, replaced(tree, place.value, value)


def _values(place: Place, change: Change) -> Iterator[ast.expr]:
    """What a value may be turned into; of a list all entries in the same way."""
    value = place.value
    if isinstance(value, ast.List | ast.Tuple):
        for entries in zip(*(change(one, place.around) for one in value.elts), strict=False):
            yield ast.List([*entries], ast.Load())
        for entry in value.elts:
            yield from (replaced(value, entry, made) for made in change(entry, place.around))
    else:
        yield from change(value, place.around)


def _accumulated(tree: ast.Module, name: str) -> Iterator[ast.Module]:
    """With += at every assignment of a gradient but the first."""
    sets = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == name
    ]
    if len(sets) > 1:
        made = tree
        for node in sets[1:]:
            made = replaced(made, node, ast.AugAssign(ast.Name(name, ast.Store()), ast.Add(), node.value))
        yield made


def _accumulated_in_loops(tree: ast.Module) -> Iterator[ast.Module]:
    """With += where a loop sets an entry, or an attribute of another object."""
    loops = (node for node in ast.walk(tree) if isinstance(node, ast.For))
    for node in dict.fromkeys(node for loop in loops for node in ast.walk(loop)):
        if isinstance(node, ast.Assign) and isinstance(
            target := node.targets[0], ast.Subscript | ast.Attribute
        ):
            yield replaced(tree, node, ast.AugAssign(target, ast.Add(), node.value))
