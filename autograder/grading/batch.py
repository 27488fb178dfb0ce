"""Grades a class: a thread and a fork server a core, a record as soon as a submission is done, resumable at any time."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from autograder.grading.run import Run, grade_one
from autograder.grading.store import read_record, record_path, write_record
from autograder.grading.submissions import Submission
from autograder.host.prober import Prober
from autograder.host.protection import insist
from autograder.model.record import Record

Todo = queue.SimpleQueue[Submission]


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
    records = {} if force else _up_to_date(run, submissions, folder)
    for record in records.values():
        progress.done(record, False)
    todo: Todo = queue.SimpleQueue()
    for submission in submissions:
        if submission.student not in records:
            todo.put(submission)
    with run.prober() as first:
        if run.protect:
            insist(first)
        progress.started(first.protection, tuple(first.layers))
        for record in _in_threads(run, todo, folder, min(jobs, todo.qsize()), progress, first):
            records[record["student"]] = record
    return [records[s.student] for s in submissions if s.student in records]


def _up_to_date(run: Run, submissions: Sequence[Submission], folder: Path) -> dict[str, Record]:
    """Records of an earlier run, by student, if they are of this very submission, course, grader, seed and language."""
    kept = {}
    for submission in submissions:
        record = read_record(record_path(folder, submission.student))
        if record and record.get("fingerprint") == run.fingerprint(submission):
            kept[submission.student] = record
    return kept


def _in_threads(
    run: Run, todo: Todo, folder: Path, jobs: int, progress: Progress, first: Prober
) -> list[Record]:
    """The records that `jobs` threads make, each with a sandbox of its own. Ctrl-C, or a failure of ours in one of them,
    stops all of them, each after the submission that it is at."""
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        work = partial(_work, run, todo, folder, progress)
        threads = [pool.submit(work, prober) for prober in (first, *[None] * jobs)[:jobs]]
        try:
            return [record for thread in as_completed(threads) for record in thread.result()]
        except BaseException:
            progress.stop.set()
            raise


def _work(run: Run, todo: Todo, folder: Path, progress: Progress, prober: Prober | None) -> list[Record]:
    """Take submissions until there are none left or the run is stopped."""
    records: list[Record] = []
    with prober or run.prober() as mine:
        judge = run.judge(mine)
        while not progress.stop.is_set():
            try:
                submission = todo.get_nowait()
            except queue.Empty:
                break
            records.append(grade_one(run, submission, judge))
            write_record(records[-1], folder)
            progress.done(records[-1], True)
    return records
