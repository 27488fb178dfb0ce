"""Runs a notebook's cells in order in one namespace and answers probes: the same code for student and reference.

A statement that raises stops neither its cell nor the next one: what still works is still graded. Inputs of probes are
handed over as fresh copies each time, so nothing the student changes in place reaches another step.
"""

import ast
import functools
import importlib
import operator
import sys
import types
from collections.abc import Callable
from time import perf_counter

import numpy as np

from autograder.sandbox.observe import name_in, observe, statement_at, syntax_error, where
from autograder.sandbox.probe_code import compiled
from autograder.sandbox.protocol import (
    FOUND,
    Asked,
    Observation,
    Probe,
    Raised,
    Reply,
    Request,
    Skipped,
    units,
)
from autograder.sandbox.rewrite import HOOK, hooked
from autograder.sandbox.scope import Scope
from autograder.sandbox.values import Hook, copied, is_data, substitute
from autograder.sandbox.written_tests import run_tests

_future = importlib.import_module("__future__")
FUTURE = functools.reduce(
    operator.or_, (getattr(_future, n).compiler_flag for n in _future.all_feature_names)
)
"""What `from __future__ import …` leaves on compiled code."""
ANNOTATIONS: int = _future.annotations.compiler_flag

MANY = 20
"""Exceptions of one cell that are told."""


class Interpreter:
    """One namespace. `printed` tells how often code has printed so far (the child counts its output).

    numpy is there from the beginning under its two usual names, as many notebooks import it in a cell of their own.
    `from __future__ import …` holds for all cells from there on, as in IPython, and in a script that is read in cells.
    """

    def __init__(self, cells: tuple[str, ...], printed: Callable[[], int] = lambda: 0) -> None:
        self.cells = cells
        self.printed = printed
        self.module = types.ModuleType("__main__")
        self.names: dict[str, object] = self.module.__dict__
        self.names.update(np=np, numpy=np)
        self.flags = 0
        self.before: dict[str, dict[str, object]] = {}
        self.hooked: dict[object, tuple[list[ast.stmt], types.CodeType, frozenset[str]]] = {}
        self.where: Callable[[BaseException], tuple[int, int]] = where

    def supply(self, helpers: tuple[tuple[str, str], ...], library: str) -> None:
        """Give the namespace functions of a library as the cells call them: softmax, or F.softmax after `import functions as F`."""
        functions: dict[str, object] = {}
        exec(compile(library, "<library>", "exec", dont_inherit=True), functions)
        for name, function in helpers:
            *modules, last = name.split(".")
            place: object = self.module
            for module in modules:
                if not hasattr(place, module):
                    setattr(place, module, types.SimpleNamespace())
                place = getattr(place, module)
            if not hasattr(place, last):
                setattr(place, last, functions[function])

    def run_cell(self, index: int) -> tuple[Raised, ...]:
        """Run one cell; the exceptions of its statements. Of one that does not compile nothing runs, and that is the only one."""
        try:
            code = self._code(self.cells[index], index)
        except BaseException as error:
            return (syntax_error(error, index),)
        try:
            exec(code, self.names)
        except BaseException as error:
            return self._after(error, index)
        return ()

    def _after(self, error: BaseException, index: int) -> tuple[Raised, ...]:
        """Go on behind the statement of a cell that raised."""
        raised = self._raised(error)
        try:
            body = ast.parse(self.cells[index]).body
        except MemoryError:
            return (raised,)
        return (raised, *self._run(body[statement_at(body, error, index) + 1 :], index))[:MANY]

    def _code(self, cell: str | ast.Module, index: int) -> types.CodeType:
        code: types.CodeType = compile(cell, f"<cell {index}>", "exec", self.flags, dont_inherit=True)
        self.flags |= code.co_flags & FUTURE
        return code

    def _run(self, body: list[ast.stmt], index: int) -> tuple[Raised, ...]:
        errors: list[Raised] = []
        while body:
            try:
                exec(self._code(ast.Module(body, []), index), self.names)
                break
            except BaseException as error:
                errors.append(self._raised(error))
                body = body[statement_at(body, error, index) + 1 :]
        return tuple(errors[:MANY])

    def snapshot(self, asked: Asked) -> None:
        """Remember the namespace as it is before the first cell of a plain-variable question."""
        self.before[asked.question] = {name: copied(value) for name, value in self.names.items()}

    def answer(self, asked: Asked, probe: Probe) -> Reply:
        """The observations of one probe, asked after the question's last cell has run."""
        if probe.given is None:
            return self._converse(probe, asked.aliases)
        kept = dict(self.names)
        try:
            found: dict[str, object] = {}
            failed = self.rerun(asked, probe.reads, substitute(probe.given, found))
            self.names[FOUND] = {name: self.names.get(name) for name in asked.given} | found
            reply = self._converse(probe, asked.aliases)
            return _with_cause(reply, failed)
        finally:
            self.names.clear()
            self.names.update(kept)

    def rerun(
        self, asked: Asked, reads: tuple[str, ...], hook: Hook, names: tuple[str, ...] = ()
    ) -> tuple[Raised, ...]:
        """Run the question's cells again from where they began, each assignment of an input going through `hook`.

        `names` are further names to be hooked (the reference's intermediates). Leaves the names as the cells left
        them; the caller restores what was there.
        """
        start = self.before.get(asked.question, {})
        self.names.clear()
        self.names.update(start)
        self.names.update({name: copied(value) for name, value in start.items() if is_data(value)})
        for name in reads:
            self.names.pop(name, None)
        for name in asked.given:
            if name in self.names:
                self.names[name] = hook(name, self.names[name], None)
        self.names[HOOK] = hook
        errors: list[Raised] = []
        seen: set[str] = set()
        for index in range(asked.first, asked.after + 1):
            errors += self._rerun_cell(index, (*asked.given, *names), seen)
        return tuple(errors)

    def _rerun_cell(self, index: int, names: tuple[str, ...], seen: set[str]) -> tuple[Raised, ...]:
        try:
            body, code = self._hooked(index, names, seen)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return (syntax_error(error, index),)
        try:
            exec(code, self.names)
        except BaseException as error:
            errors = [self._raised(error)]
            at = statement_at(body, error, index)
            return (*errors, *self._run_rest(index, names, at + 1))
        return ()

    def _hooked(
        self, index: int, names: tuple[str, ...], seen: set[str]
    ) -> tuple[list[ast.stmt], types.CodeType]:
        """A cell's statements and its code with hooks, compiled once; names that it sets join those `seen`."""
        key = (index, self.cells[index], names, frozenset(seen), self.flags)
        if key not in self.hooked:
            tree = ast.parse(self.cells[index])
            code = hooked(tree, names, seen, f"<cell {index}>", self.flags)
            self.hooked[key] = tree.body, code, frozenset(seen)
        body, code, after = self.hooked[key]
        seen.update(after)
        return body, code

    def _run_rest(self, index: int, names: tuple[str, ...], at: int) -> tuple[Raised, ...]:
        """After a statement of a cell has raised: its remaining statements one by one."""
        errors = []
        for statement in ast.parse(self.cells[index]).body[at:]:
            try:
                one = ast.Module([statement], [])
                exec(hooked(one, names, set(), f"<cell {index}>", self.flags), self.names)
            except BaseException as error:
                errors.append(self._raised(error))
        return tuple(errors[:MANY])

    def _converse(self, probe: Probe, aliases: tuple[tuple[str, str], ...] = ()) -> Reply:
        scope = Scope(probe.inputs)
        scope["run_tests"] = lambda order: run_tests(self.names, order)
        scope.alias(self.names, aliases)
        observations: list[Observation] = []
        printed, mutated = [], []
        before = self.printed()
        for name, expression in probe.steps:
            observations.append(self._step(scope, name, expression))
            if scope.lent:
                mutated += [(name, changed) for changed in scope.changed()]
            after = self.printed()
            if after != before:
                printed.append(name)
                before = after
        return Reply(tuple(observations), tuple(printed), tuple(mutated))

    def _step(self, scope: Scope, name: str, expression: str) -> Observation:
        code = compiled(expression)
        if scope.failed and scope.failed.intersection(code.co_names):
            scope.failed.add(name)
            return Skipped()
        try:
            value = scope[name] = eval(code, self.names, scope)
            return observe(value)
        except BaseException as error:
            scope.failed.add(name)
            return self._raised(error)

    def _raised(self, error: BaseException) -> Raised:
        cell, line = self.where(error)
        source = self.cells[cell] if 0 <= cell < len(self.cells) else ""
        try:
            message = str(error)[:300]
        except BaseException:
            message = ""
        return Raised(type(error).__name__[:80], message, cell, line, name_in(error, source))


Send = Callable[[tuple[str, int | str, object]], None]
Talk = Callable[[Interpreter], tuple[()]]
"""Answers whoever judges a test, until the test has ended."""


def serve(request: Request, send: Send, printed: Callable[[], int], talk: Talk | None = None) -> None:
    """Carry out a request in this process: `send` gets (kind, which, answer) for each of its units.

    The last answer are the seconds that cells and probes took.
    """
    interpreter = Interpreter(request.cells, printed)
    interpreter.supply(request.helpers, request.library)
    interpreter.flags |= 0 if request.annotations else ANNOTATIONS
    sys.modules["__main__"] = interpreter.module
    asked = {one.question: one for one in request.asked}
    starting = [one for one in request.asked if any(probe.given is not None for probe in one.probes)]
    seconds = {"cell": 0.0, "asked": 0.0, "talk": 0.0, "done": 0.0}

    def asked_of(question: int | str) -> tuple[Reply, ...]:
        # a list first: a tuple being made from a generator breaks when a student looks at it through gc
        replies = [interpreter.answer(asked[str(question)], probe) for probe in asked[str(question)].probes]
        return tuple(replies)

    answers: dict[str, Callable[[int | str], tuple[object, ...]]] = {
        "cell": lambda index: interpreter.run_cell(int(index)),
        "asked": asked_of,
        "talk": lambda _: talk(interpreter) if talk else (),
        "done": lambda _: (seconds["cell"], seconds["asked"] + seconds["talk"]),
    }
    for kind, which in units(request):
        began = perf_counter()
        reached = asked[str(which)].after if kind == "asked" else int(which) if kind == "cell" else -1
        for one in [one for one in starting if one.first <= reached]:
            interpreter.snapshot(one)
            starting.remove(one)
        answer = answers[kind](which)
        seconds[kind] += perf_counter() - began
        send((kind, which, answer))


def _with_cause(reply: Reply, failed: tuple[Raised, ...]) -> Reply:
    """A name that is missing after a cell has raised is missing because of that: say the first cause."""
    if not failed:
        return reply
    causes = tuple(
        failed[0] if isinstance(o, Raised) and o.type_name == "NameError" and o.cell < 0 else o
        for o in reply.observations
    )
    return Reply(causes, reply.printed, reply.mutated)
