"""Grades a class: a worker process a core, a record as soon as a submission is done, resumable at any time."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from autograder.course.load import load_assignment
from autograder.files import alone_in, sweep, write_whole
from autograder.grading.earlier import Earlier
from autograder.grading.intake.submission import Submission
from autograder.grading.progress import Done, Outcome, Progress
from autograder.grading.recipe import Recipe
from autograder.grading.run import lost
from autograder.grading.stamps import Stamps, make_stamps
from autograder.grading.store import read_record, record_path
from autograder.grading.task import Answer, Task
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import Ready
from autograder.model.errors import AutograderError, SandboxError, UsageError
from autograder.model.question import Assignment
from autograder.words.clean import clean

WRITERS = 4
MOST_WRITING = 64
"""Threads that write records, and records that wait for them at most."""


class Workers(Protocol):
    """Whoever grades tasks: the processes of this machine, or a cluster."""

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers to all tasks, each once, as they come."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What whoever grades is told: the recipe, and what comes of it here."""

    recipe: Recipe
    assignment: Assignment
    stamps: Stamps
    progress: Progress

    def started(self, ready: Ready) -> None:
        """Take note of what protects. Raises SandboxError where a worker read other course files than this process did."""
        if ready.stamps != self.stamps.to_record():
            raise SandboxError(
                "course files changed after the start; nothing was graded: run the same command again"
            )
        self.progress.started(ready.protection, ready.layers)

    def lost(self, task: Task, reason: str) -> Answer:
        """The answer for a submission whose workers died: ungraded, and to be tried anew by the next run."""
        return lost(self.assignment, self.recipe.lang, task, reason)


Crew = Callable[[Brief, int], AbstractContextManager[Workers]]
"""Whoever grades, given a brief and the number of submissions."""


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(
    recipe: Recipe,
    submissions: Sequence[Submission],
    folder: Path,
    jobs: int,
    progress: Progress,
    *,
    force: bool = False,
    workers: Crew | None = None,
) -> Outcome:
    """Make the records of all submissions in `folder`; those that are as new ones would be stay (unless by `force`).

    `workers` are who grades, given a brief and how many submissions there are: by default `jobs` processes of this
    machine. Raises UsageError where another run writes to the folder, SandboxError before the first submission when the
    sandbox cannot be trusted. However it ends, the records made so far are whole, and the next run goes on from there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder) as alone:
        if not alone:
            raise UsageError(
                f"another run is grading into {folder}; wait for it, or choose another folder by -o"
            )
        sweep(folder)
        course, assignment = load_assignment(recipe.root, recipe.assignment)
        stamps = make_stamps(course, assignment, recipe.seed, recipe.lang, protect=recipe.protect)
        earlier, outcome = Earlier(folder, stamps), Outcome()
        todo = list(_missing(submissions, earlier, progress, outcome, force=force))
        tasks = map(Task if force else earlier.task, todo)
        brief = Brief(recipe, assignment, stamps, progress)
        try:
            if todo:
                with (workers or partial(_processes, jobs))(brief, len(todo)) as crew:
                    _write_all(crew.grade(tasks), folder, progress, outcome)
        finally:
            earlier.remember(submissions)
    return outcome


def _missing(
    submissions: Sequence[Submission], earlier: Earlier, progress: Progress, outcome: Outcome, *, force: bool
) -> Iterator[Submission]:
    """Those whose record has to be made; the others are counted."""
    for one in submissions:
        known = earlier.known(one, force=force)
        if known is None:
            yield one
        else:
            outcome.add(_told(Done(one.student, known.status, known.reason, fresh=False), progress))


def _processes(jobs: int, brief: Brief, tasks: int) -> Pool:
    return Pool(
        brief.recipe, min(jobs, tasks), brief.lost, started=brief.started, looked=brief.progress.running
    )


def _write_all(answers: Iterator[Answer], folder: Path, progress: Progress, outcome: Outcome) -> None:
    """Each record to its file, several at a time: a disk takes its time to be sure. Raises AutograderError when it is full."""
    with ThreadPoolExecutor(WRITERS) as pool:
        writing: deque[tuple[Answer, Future[float]]] = deque()
        for one in answers:
            writing.append((one, pool.submit(_write, one, folder, progress)))
            while writing and (writing[0][1].done() or len(writing) > MOST_WRITING):
                _written(*writing.popleft(), progress, outcome)
        for answer_, future in writing:
            _written(answer_, future, progress, outcome)


def _write(one: Answer, folder: Path, progress: Progress) -> float:
    """Write a record; returns the seconds that it took."""
    began = time.perf_counter()
    path = record_path(folder, one.student)
    before = read_record(path) if progress.replaced else None
    write_whole(path, one.text)
    if before and progress.replaced:
        progress.replaced(before, one.record)
    return time.perf_counter() - began


def _written(one: Answer, future: Future[float], progress: Progress, outcome: Outcome) -> None:
    try:
        seconds = future.result()
    except OSError as error:
        where = f"the record of {clean(one.student)} cannot be written ({error.strerror})"
        raise AutograderError(f"{where}; finished records are kept, run the same command to go on") from error
    outcome.add(_told(Done(one.student, one.status, one.reason, fresh=True), progress))
    for what, spent in {**one.spent, "write": seconds}.items():
        outcome.spent[what] = outcome.spent.get(what, 0.0) + spent


def _told(done: Done, progress: Progress) -> Done:
    progress.done(done)
    return done
