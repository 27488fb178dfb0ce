"""The trusted end of the sandbox, whichever it is: keeps one that holds, hands a request to a child, listens with deadlines.

`Prober.ask` always comes back with a `Heard`, whatever the student's process does; only a failure of the sandbox
itself raises (SandboxError).
"""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from autograder.host.child import Gone, Heard, Interrupted, JudgeProcess, Loss
from autograder.host.protection import SELF_TEST, SUFFICIENT, failed, insist
from autograder.host.seam import Opens, Sandbox
from autograder.host.server import start
from autograder.model.errors import ProtectionLost, SandboxError
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.model.spent import Spent
from autograder.sandbox.protocol import Request, units
from autograder.sandbox.remote.exam import Exam

MAX_RESTARTS = 6
"""Children that one request may use up; what hangs or dies is left out of the next (docs/sandbox.md, "Limits")."""
MAX_KILLS = 2
"""Children that may be killed from outside over the same request."""
MAX_STARTS = 20
"""Sandboxes that may be killed from outside before one stands …"""
MAX_START_SECONDS = 120.0
"""… and after so long no further one is started."""


class Prober:
    """A sandbox that stands behind the walls it was promised behind, whoever kills it. Not for use from two threads
    at once; `close` it, or use it in a `with` statement.

    `protection` is the level in force ("full", "strong", "partial", "none"), `layers` are the walls that make it: those of
    every child, because a sandbox that is started anew and has others never gets one. With `protect`, `least` is the lowest
    level that will do, and every sandbox is shown to hold by the self-test before anything is asked. `packages` are loaded
    beside numpy. `spent` is what time went on. Which sandbox it is, is said here and nowhere else: by `opens`.

    Raises SandboxError where no such sandbox comes up.
    """

    def __init__(
        self,
        limits: Limits,
        protect: bool = True,
        least: str = "strong",
        packages: Sequence[str] = (),
        opens: Opens = start,
    ) -> None:
        self.limits, self.protect, self.least, self.packages = limits, protect, least, tuple(packages)
        self.opens = opens
        self.spent = Spent()
        self.budget: Budget | None = None
        self.judges: Sandbox | None = None
        self.sandbox = self._started()
        self.protection, self.layers = self.sandbox.protection, self.sandbox.layers

    def restart(self) -> None:
        """End the sandbox and start a fresh one. Raises ProtectionLost when there is none behind the same walls."""
        self.close()
        self.sandbox = self._another()

    def _another(self, judges: bool = False) -> Sandbox:
        """A further one, behind the walls of the first. Raises ProtectionLost where there is none."""
        try:
            sandbox = self._started(judges)
        except SandboxError as error:
            raise ProtectionLost(f"the sandbox does not come up any more; {error}") from error
        if (sandbox.protection, sandbox.layers) != (self.protection, self.layers):
            sandbox.close()
            raise ProtectionLost(
                f"protection was {self.protection!r} ({', '.join(self.layers)}) and became {sandbox.protection!r} "
                f"({', '.join(sandbox.layers)}); nothing more was graded: run the same command again"
            )
        return sandbox

    def close(self) -> None:
        """End the sandbox and what still runs in it, judges too."""
        self.sandbox.close()
        if self.judges:
            self.judges.close()
            self.judges = None

    def __enter__(self) -> Prober:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self, judges: bool = False) -> Sandbox:
        """One that holds. Whatever was killed is started again: an accident is never a reason to do without a wall."""
        until = time.monotonic() + MAX_START_SECONDS
        for left in reversed(range(MAX_STARTS)):
            sandbox = None
            try:
                sandbox = self.opens(self.protect, judges, self.packages)
                self._hold(sandbox)
            except BaseException as error:
                if sandbox:
                    sandbox.close()
                if left == 0 or time.monotonic() > until or not isinstance(error, Interrupted):
                    raise
            else:
                return sandbox
        raise AssertionError  # the last try returns or raises

    def _hold(self, sandbox: Sandbox) -> None:
        """Raise SandboxError unless a sandbox has walls enough, and nothing forbidden works behind them."""
        if not self.protect:
            return
        insist(sandbox.protection, sandbox.missing(), self.least)
        if sandbox.protection in SUFFICIENT:
            heard, _ = self._life(sandbox, SELF_TEST, 0, Budget.of(Limits()))
            for found in failed(heard.replies):
                raise SandboxError(f"the sandbox {found}; nothing was graded. `autograder doctor` says more")

    @contextmanager
    def submission(self, part: float = 1.0) -> Iterator[None]:
        """What is asked inside is one submission's: it has one budget, whatever asks. One that stands in another has a part of what is
        left of that. Elsewhere each request has its own."""
        outer = self.budget
        own = self.budget = (outer or Budget.of(self.limits)).share(part)
        before = own.share(1)
        try:
            yield
        finally:
            if outer:
                outer.spend(before.seconds - own.seconds, before.cpu_seconds - own.cpu_seconds)
            self.budget = outer

    def ask(
        self,
        request: Request,
        threads: int = 0,
        lighter: Callable[[str], str] | None = None,
        exam: Exam | None = None,
    ) -> Heard:
        """Run a request; whatever hangs or dies is left out in a fresh child, until all that can answer has.

        The tests of an `exam` that the request names are judged in a process of their own.

        `lighter` makes the second form of a cell that hung (its definitions alone); without it, or if that hangs
        too, the cell is left out. What the budget does not reach is a timeout, and `beyond`.
        """
        heard = Heard()
        budget = self.budget or Budget.of(self.limits)
        for _ in range(MAX_RESTARTS + len(request.talks)):
            if budget.is_over():
                break
            said, failure = self._attempt(request, threads, budget, exam)
            heard.add(said)
            if failure is None:
                return heard
            request = _without(request, failure, heard, lighter)
            if budget.is_over() and failure.unit.kind != "cell":
                heard.beyond.add(str(failure.unit.which))
        for _, which in units(request):
            if isinstance(which, str) and which not in heard.tests:
                heard.silent.setdefault(which, Outcome.TIMEOUT)
                if budget.is_over():
                    heard.beyond.add(which)
        return heard

    def _attempt(
        self, request: Request, threads: int, budget: Budget, exam: Exam | None
    ) -> tuple[Heard, Loss | None]:
        """What came of a child, and the unit that failed. Who was killed from outside has said nothing, and is asked again."""
        for _ in range(MAX_KILLS):
            try:
                return self._life(self.sandbox, request, threads, budget, exam)
            except Gone:
                self.restart()
            except Interrupted:
                continue
        raise SandboxError(
            "a process of its sandbox was killed from outside twice (out of memory on this machine?)"
        )

    def _life(
        self, sandbox: Sandbox, request: Request, threads: int, budget: Budget, exam: Exam | None = None
    ) -> tuple[Heard, Loss | None]:
        """One child's life: what it said, and the unit that failed and how, or None when all have answered.

        Raises Interrupted when it was not its own code that ended it.
        """
        heard, began = Heard(), time.monotonic()
        policy = self.limits.memory_mb, math.ceil(budget.cpu_seconds)
        judge = None
        with self.spent.on("lock, talk"), ExitStack() as stack:
            with self.spent.on("fork"):
                peers = [stack.enter_context(one) for one in socket.socketpair()] if exam else [None, None]
                child = stack.enter_context(sandbox.child(*policy, threads, peers[0]))
                if exam:
                    judge = self._judge(stack, exam, request, peers[1])
            for peer in filter(None, peers):
                peer.close()
            failure = child.listen(request, heard, self.limits, began + budget.seconds, judge)
            self.spent.told(child.inside)
        ended = [child, judge.process] if judge else [child]
        if failure and any(one.interrupted for one in ended):
            raise Interrupted("a process of the sandbox was killed from outside")
        heard.cpu = sum(one.cpu for one in ended)
        budget.spend(time.monotonic() - began, budget.cpu_seconds if child.by_limit else heard.cpu)
        if failure is None:
            return heard, None
        if child.forbidden:
            heard.forbidden.append(failure.unit)
        return heard, Loss(failure.unit, child.verdict(failure.how))

    def _judge(
        self, stack: ExitStack, exam: Exam, request: Request, peer: socket.socket | None
    ) -> JudgeProcess:
        """A process that judges the tests which a request names, and no others."""
        if self.judges is None:
            self.judges = self._another(judges=True)
        skipped = frozenset(exam.tests) - {name for name, _ in request.talks}
        policy = self.limits.memory_mb, math.ceil(self.limits.submission_cpu_seconds)
        process = stack.enter_context(self.judges.child(*policy, 0, peer))
        return JudgeProcess(process, replace(exam, skipped=skipped, files=request.files), self.limits)


def _without(
    request: Request,
    failure: Loss,
    heard: Heard,
    lighter: Callable[[str], str] | None,
) -> Request:
    """The request again, without what has answered already and without the unit that failed."""
    (kind, which), how = failure
    answered = {*request.skip_questions, *heard.replies}
    if isinstance(which, str):
        heard.silent[which] = how
        if kind == "asked":
            return replace(request, skip_questions=tuple(sorted({*answered, which})))
        talks = tuple(talk for talk in request.talks if talk[0] != which)
        return replace(request, talks=talks, skip_questions=tuple(sorted(answered)))
    again = which in heard.lost
    heard.lost[which] = how
    index = max(which, 0)
    cells = list(request.cells)
    light = lighter(cells[index]) if lighter and not again and 0 <= index < len(cells) else cells[index]
    skip = request.skip_cells if light != cells[index] else (*request.skip_cells, index)
    if index < len(cells):
        cells[index] = light
    return replace(request, cells=tuple(cells), skip_cells=skip, skip_questions=tuple(sorted(answered)))


@dataclass
class Budget:
    """What all children of a submission together may still use, by the clock and of processors. Only time in which a child is
    asked counts, not what the grader takes to judge; and nothing of a child that was killed from outside."""

    seconds: float
    cpu_seconds: float

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """A whole one."""
        return cls(limits.submission_seconds, limits.submission_cpu_seconds)

    def share(self, part: float) -> Budget:
        """A part of what is left."""
        return Budget(self.seconds * part, self.cpu_seconds * part)

    def is_over(self) -> bool:
        """True when nothing is left."""
        return self.seconds <= 0 or self.cpu_seconds <= 0

    def spend(self, seconds: float, cpu_seconds: float) -> None:
        """A child has been asked for so long."""
        self.seconds -= seconds
        self.cpu_seconds -= cpu_seconds
