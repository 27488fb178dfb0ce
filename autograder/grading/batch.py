"""Grades a class: a thread and a fork server a core, a record as soon as a submission is done, resumable at any time."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.run import Run, grade_one
from autograder.grading.store import read_record, record_path, write_record
from autograder.grading.submissions import Submission
from autograder.host.prober import Prober
from autograder.host.protection import insist
from autograder.model.record import Record


@dataclass
class Progress:
    """What a run tells while it goes on: `started` once, with the protection in force; `done` for every record."""

    started: Callable[[str, tuple[str, ...]], None] = lambda _level, _layers: None
    done: Callable[[Record, bool], None] = lambda _record, _fresh: None
    stop: threading.Event = field(default_factory=threading.Event)


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(
    run: Run,
    submissions: Sequence[Submission],
    folder: Path,
    jobs: int,
    progress: Progress,
    *,
    force: bool = False,
) -> list[Record]:
    """The records of all submissions, in their order, written to `folder`; those that are there and up to date already
    are read back, not made anew (unless by `force`).

    Raises SandboxError before the first submission when the sandbox cannot be trusted. `progress.stop` ends the run
    early (the records made so far are returned, and are valid).
    """
    folder.mkdir(parents=True, exist_ok=True)
    records: dict[str, Record] = {}
    todo: queue.SimpleQueue[Submission] = queue.SimpleQueue()
    for submission in submissions:
        kept = None if force else _kept(run, submission, folder)
        if kept is not None:
            records[submission.student] = kept
            progress.done(kept, False)
        else:
            todo.put(submission)

    def work(prober: Prober) -> None:
        """Take submissions until there are none left or the run is stopped."""
        with prober:
            judge = run.judge(prober)
            while not progress.stop.is_set() and (submission := _next(todo)):
                record = records[submission.student] = grade_one(run, submission, judge)
                write_record(record, folder)
                progress.done(record, True)

    with run.prober() as first:
        if run.protect:
            insist(first)
        progress.started(first.protection, tuple(first.layers))
        _in_threads(run, work, first, min(jobs, todo.qsize()), progress.stop)
    return [records[s.student] for s in submissions if s.student in records]


def _in_threads(
    run: Run, work: Callable[[Prober], None], first: Prober, jobs: int, stop: threading.Event
) -> None:
    """Work in `jobs` threads, each with a sandbox of its own. Ctrl-C, or a failure of ours in one of them, stops all of
    them, each after the submission that it is at."""
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        threads = [pool.submit(work, first)] if jobs else []
        threads += [pool.submit(lambda: work(run.prober())) for _ in range(1, jobs)]
        try:
            for thread in as_completed(threads):
                thread.result()
        except BaseException:
            stop.set()
            raise


def _next(todo: queue.SimpleQueue[Submission]) -> Submission | None:
    try:
        return todo.get_nowait()
    except queue.Empty:
        return None


def _kept(run: Run, submission: Submission, folder: Path) -> Record | None:
    """The record of an earlier run, if it is of this very submission, course, grader, seed and language."""
    record = read_record(record_path(folder, submission.student))
    return record if record and record.get("fingerprint") == run.fingerprint(submission) else None
