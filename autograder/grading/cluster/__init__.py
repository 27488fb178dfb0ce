"""Grading on a Dask cluster: a task is a chunk of submissions and carries the name of a recipe; no file system is shared.

What is known of Dask stands in this folder alone. The extra `dask` installs it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from uuid import uuid4

import dask
from distributed import Client, Future, LocalCluster, Security
from distributed.comm.addressing import resolve_address
from distributed.scheduler import KilledWorker

from autograder.course.load import COURSE_FILE, load_course
from autograder.course.misconceptions import FILE as MISCONCEPTIONS
from autograder.grading.batch import Brief
from autograder.grading.cluster.plugin import Chunk, Parcel, Stations, grade_chunk
from autograder.grading.task import Answer, Task
from autograder.grading.workers.worker import Ready
from autograder.model.errors import AutograderError, SandboxError, UnreadableSubmission
from autograder.model.record import Json
from autograder.notebook.handed_in import bytes_of

CHUNK_SECONDS = 0.25
"""Work of one task: long beside what Dask spends on it (a millisecond), short beside what a lost one costs."""
MOST = 25
"""Submissions in a chunk at most."""
TRIES = 3
"""Dask workers that may die over one submission before it is given up."""
LOOK = 0.5
"""Seconds between two looks at how many workers there are."""
WAIT_SECONDS = 60.0
"""For the first worker."""

TUNED = {
    "distributed.scheduler.worker-saturation": "inf",  # the window below bounds what lies with the workers
    "distributed.scheduler.allowed-failures": 0,  # what fails comes back here, and is tried in smaller parts
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
}
"""For a cluster of our own: less work of Dask's beside ours (measured: docs/scale.md)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the scheduler is: an address, or "local-cluster" for `jobs` processes of this machine; files for TLS."""

    scheduler: str
    jobs: int
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    @property
    def security(self) -> Security | None:
        """What Dask is told of TLS; None leaves it to Dask's own configuration."""
        if not (self.ca or self.cert or self.key):
            return None
        files = {"tls_ca_file": self.ca, "tls_client_cert": self.cert, "tls_client_key": self.key}
        return Security(require_encryption=True, **{name: str(file) for name, file in files.items() if file})

    @property
    def open_to_all(self) -> bool:
        """True where anybody on the network could run code on the workers."""
        host = self.scheduler.partition("://")[2].rpartition(":")[0].strip("[]")
        here = host in ("localhost", "::1") or host.startswith("127.")
        return self.scheduler.startswith("tcp://") and not here


@contextmanager
def cluster(address: Address, brief: Brief, tasks: int) -> Iterator[Cluster]:
    """A cluster that grades by a brief. Raises AutograderError where there is no scheduler, or no worker."""
    with ExitStack() as stack:
        client = stack.enter_context(_connected(address, tasks, stack))
        files = course_files(brief.recipe.root, brief.recipe.assignment)
        name = f"autograder-{uuid4().hex}"  # of this run alone: one that ends takes nothing from another of the same course
        client.register_plugin(Stations(name, files, brief.recipe.to_json()), name=name)
        stack.callback(_forget, client, name)
        yield Cluster(client, name, brief)


def _forget(client: Client, name: str) -> None:
    """Leave nothing of ours with the cluster's workers; those that have gone have nothing."""
    with suppress(Exception):
        client.unregister_worker_plugin(name)


def _connected(address: Address, tasks: int, stack: ExitStack) -> Client:
    try:
        if address.scheduler == "local-cluster":
            stack.enter_context(dask.config.set(TUNED))
            count = min(address.jobs, max(2, -(-address.jobs // 8)), tasks)
            local = LocalCluster(
                n_workers=count,
                threads_per_worker=-(-address.jobs // count),
                security=True,
                protocol="tls://",
                dashboard_address=None,
                memory_limit=0,
            )
            client = Client(stack.enter_context(local), set_as_default=False)
        else:
            resolve_address(address.scheduler)  # a client that fails at this says so a minute later once more
            client = Client(
                address.scheduler, security=address.security, set_as_default=False, timeout=WAIT_SECONDS / 2
            )
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise AutograderError(f"no Dask scheduler at {address.scheduler}: {error}") from error
    try:
        client.wait_for_workers(1, timeout=WAIT_SECONDS)
    except TimeoutError as error:
        client.close()
        raise AutograderError(f"no Dask worker came to {address.scheduler} in {WAIT_SECONDS:g} s") from error
    return client


def course_files(root: Path, assignment: str) -> dict[str, bytes]:
    """What a grader reads of a course, by name: course.yml, the reference notebooks, mistakes and misconceptions, and the
    files that code may open."""
    own, solutions = root / MISCONCEPTIONS, root / "solutions"
    paths = [root / COURSE_FILE, *([own] if own.is_file() else []), *solutions.glob("*/*.ipynb")]
    paths += (solutions / assignment).glob("*.py")
    paths += [solutions / one.id / name for one in load_course(root).assignments for name in one.files]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@dataclass
class Cluster:
    """Hands chunks to a Dask cluster, a bounded number at a time, and takes each answer once."""

    client: Client
    name: str
    brief: Brief
    ready: Ready | None = None
    pace: float = 0.1
    done: SimpleQueue[Future] = field(default_factory=SimpleQueue)
    flying: dict[Future, list[Task]] = field(default_factory=dict)
    tries: dict[Task, int] = field(default_factory=dict)
    counted: tuple[float, int] = (0.0, 1)

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers to all tasks, as they come. Raises AutograderError where the cluster has gone or cannot grade."""
        source, again = iter(tasks), deque[list[Task]]()
        while True:
            while len(self.flying) < self.window() and (
                chunk := again.popleft() if again else self._next(source)
            ):
                yield from self._sent(chunk)
            if not self.flying:
                return
            try:
                future = self.done.get(timeout=LOOK)
            except Empty:
                continue
            chunk = self.flying.pop(future)
            if future.status == "finished":
                yield from self._answers(chunk, future.result())
            else:
                yield from self._failed(chunk, future, again)

    def window(self) -> int:
        """Chunks that may be with the cluster: two a thread, so that a dead worker costs little."""
        seen, threads = self.counted
        if time.monotonic() - seen > 1.0:
            try:
                threads = sum(self.client.nthreads().values())
            except (OSError, RuntimeError, TimeoutError) as error:
                raise _gone(error) from error
            self.counted = time.monotonic(), threads
        return 2 * max(threads, 1) + 2

    def _next(self, source: Iterator[Task]) -> list[Task]:
        """A quarter of a second of work, by the pace so far."""
        size = max(1, min(MOST, round(CHUNK_SECONDS / self.pace)))
        return list(islice(source, size))

    def _sent(self, chunk: list[Task]) -> Iterator[Answer]:
        """Hand a chunk to the cluster; the answers to what cannot be read are given here."""
        parcels: Chunk = []
        there = []
        for task in chunk:
            try:
                parcels.append(packed(task))
                there.append(task)
            except UnreadableSubmission as error:
                yield self.brief.lost(task, error.why)
        if there:
            future = self.client.submit(grade_chunk, self.name, parcels, pure=False, retries=0)
            self.flying[future] = there
            future.add_done_callback(self.done.put)

    def _answers(self, chunk: list[Task], said: Json) -> Iterator[Answer]:
        if "refused" in said:
            raise AutograderError(said["refused"])
        if "failed" in said:
            raise SandboxError(said["failed"])
        self._alike(said["ready"])
        tasks = {task.submission.student: task for task in chunk}
        for told, text in said["answers"]:
            answer = Answer.from_json(told, text)
            if answer.status == "lost":
                answer = self.brief.lost(tasks[answer.student], str(answer.reason))
            yield answer
        self.pace += 0.2 * (max(said["seconds"] / len(chunk), 1e-3) - self.pace)

    def _alike(self, said: Json) -> None:
        ready = Ready.from_json(said)
        if self.ready is None:
            self.ready = ready
            self.brief.started(ready)
        self.ready.insist_on(ready)

    def _failed(self, chunk: list[Task], future: Future, again: deque[list[Task]]) -> Iterator[Answer]:
        """A chunk whose Dask worker died: its submissions one by one, and who takes worker after worker along is given up."""
        error = future.exception() if future.status == "error" else None
        if not isinstance(error, KilledWorker):
            raise _gone(error or future.status)
        for task in chunk:
            self.tries[task] = self.tries.get(task, 0) + 1
            if self.tries[task] < TRIES:
                again.append([task])
            else:
                yield self.brief.lost(
                    task, f"{TRIES} Dask workers ended while they graded it; please report this"
                )


def _gone(why: object) -> AutograderError:
    return AutograderError(
        f"the cluster failed ({why}); finished records are kept, run the same command to go on"
    )


def packed(task: Task) -> Parcel:
    """A task with its files, as it travels. Raises UnreadableSubmission for a file that cannot be read, or is too large."""
    paths = [*(path for _, path in task.submission.graded), *([task.earlier] if task.earlier else [])]
    return task.to_json(), [(path.name, b"".join(bytes_of(path))) for path in paths]
