"""Hands tasks to worker processes and takes their answers, each once, whoever dies meanwhile."""

from __future__ import annotations

import selectors
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from autograder.grading.progress import Running
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.limits import CPU_SECONDS, SIGNAL
from autograder.grading.workers.worker import PROGRAM, Ready, Worker
from autograder.model.errors import SandboxError
from autograder.model.message import tell

TRIES = 2
"""A submission whose worker died is tried once more."""
STARTS = 3
"""Workers that may end by themselves, one after the other, before they stand …"""
KILLS = 20
"""… and that may be killed: somebody does that to any process, and on a busy machine one takes long to stand."""
PATIENCE = 1.0
"""Seconds that a process may take to end once it has hung up."""
LOOK = 0.5
"""Seconds between two looks at who is running."""


class Pool:
    """Worker processes for one recipe, `jobs` of them. `close` it, or use it in a `with` statement.

    started  is told once what protects, and what records depend on
    looked   is told now and then who is running
    lost     makes the answer for a task whose workers died: from the task and the reason
    """

    def __init__(
        self,
        recipe: Recipe,
        jobs: int,
        lost: Callable[[Task, str], Answer],
        *,
        started: Callable[[Ready], None] = lambda _ready: None,
        looked: Callable[[Running], None] = lambda _running: None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.recipe, self.program = recipe, program
        self.lost, self.started, self.looked = lost, started, looked
        self.ready: Ready | None = None
        self.deaths = 0
        self.tries: Counter[Task] = Counter()
        self.selector = selectors.DefaultSelector()
        self.workers: list[Worker] = []
        for _ in range(jobs):
            self._start()

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers to all tasks, as they come. Tasks are taken from `tasks` when a worker is free for them.

        Raises SandboxError where no worker stands, or where one is protected less than the others.
        """
        waiting: deque[Task] = deque()
        source = iter(tasks)
        looked = time.monotonic()
        while True:
            self._hand_out(waiting, source)
            if not waiting and all(worker.doing is None for worker in self.workers):
                return
            for key, _ in self.selector.select(LOOK):
                yield from self._take(key.data, waiting)
            if time.monotonic() - looked > LOOK:
                looked = time.monotonic()
                for worker in self.workers:
                    worker.hurry(looked)
                self.looked(self._running(looked))

    def stand(self) -> None:
        """Wait until a worker stands. Raises SandboxError where none does, or none will."""
        while self.ready is None:
            for key, _ in self.selector.select():
                for _ in self._take(key.data, deque()):
                    pass

    def close(self, patience: float = PATIENCE) -> None:
        """End all workers: by themselves, or after `patience` seconds whatever they do."""
        for worker in self.workers:
            worker.channel.close()
        for worker in self.workers:
            worker.end(patience)
        self.workers.clear()
        self.selector.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *failed: object) -> None:
        self.close(0.0 if any(failed) else PATIENCE)

    def _start(self) -> None:
        worker = Worker(self.recipe, self.program)
        self.workers.append(worker)
        self.selector.register(worker.channel, selectors.EVENT_READ, worker)

    def _hand_out(self, waiting: deque[Task], source: Iterator[Task]) -> None:
        """A task to each who has none, as long as there are any. Never two: what hangs would hold up the second."""
        for worker in self.workers:
            if worker.doing is None:
                task = waiting.popleft() if waiting else next(source, None)
                if task is None:
                    return
                worker.hand(task)

    def _take(self, worker: Worker, waiting: deque[Task]) -> Iterator[Answer]:
        """What a worker says; where it has died, another one in its place, and its task to be done again."""
        stood = worker.ready is not None
        try:
            done = list(worker.receive())
        except EOFError:
            yield from self._replaced(worker, waiting)
            return
        if worker.ready is not None and not stood:
            self._stands(worker.ready)
        for task, answer in done:
            self.tries.pop(task, None)
            yield answer

    def _stands(self, ready: Ready) -> None:
        if self.ready is None:
            self.ready = ready
            self.started(ready)
        self.ready.insist_on(ready)
        self.deaths = 0

    def _replaced(self, worker: Worker, waiting: deque[Task]) -> Iterator[Answer]:
        self.selector.unregister(worker.channel)
        self.workers.remove(worker)
        status, task, ready = worker.end(PATIENCE), worker.doing, worker.ready
        if ready is None:
            self._fell(status)
        elif task is not None:
            self.tries[task] += 1
        limit = _limit(worker, status)
        if task is not None and self.tries[task] < TRIES and not limit:
            waiting.append(task)
        elif task is not None:
            twice = tell(
                "the grader's worker process ended twice over it ({how}); please report this",
                how=_said(status),
            )
            yield self.lost(task, limit or twice)
        self._start()

    def _fell(self, status: int) -> None:
        """A worker ended before it stood. Raises SandboxError where that goes on."""
        self.deaths += 1
        if self.deaths >= (KILLS if status == -signal.SIGKILL else STARTS):
            ended = f"{self.deaths} worker processes ended before they stood"
            raise SandboxError(f"{ended}, the last {_said(status)}")

    def _running(self, now: float) -> Running:
        return [(w.doing.submission.student, now - w.since) for w in self.workers if w.ready and w.doing]


def _limit(worker: Worker, status: int) -> str:
    """The limit that a worker was ended by; "" for none. There is no use in trying that again."""
    if worker.overdue and worker.ready:
        return tell("the grader gave it up after {seconds:g} s", seconds=worker.ready.patience)
    if status == -SIGNAL:
        return tell(
            "it takes more than {seconds:g} s of the grader's own processor time", seconds=CPU_SECONDS
        )
    return ""


def _said(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return tell("with exit status {status}", status=status)
    return tell("killed by signal {name}", name=signal.Signals(-status).name)
