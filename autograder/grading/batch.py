"""Grades a class: a thread and a fork server a core, a record as soon as a submission is done, resumable at any time."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.diagnosis import Diagnosis
from autograder.grading.fingerprint import fingerprint
from autograder.grading.grader import Grader
from autograder.grading.record import make_record
from autograder.grading.store import read_record, record_path, write_record
from autograder.grading.submissions import Submission
from autograder.host.prober import Prober
from autograder.host.protection import insist
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.errors import SandboxError, UnreadableSubmission
from autograder.model.record import Record
from autograder.model.result import Graded
from autograder.notebook.cells import read_cells


@dataclass(frozen=True, slots=True)
class Run:
    """What all submissions of one run share. `folder` holds the records; `stamp` is the run's fingerprint."""

    key: AnswerKey
    folder: Path
    lang: str
    stamp: str
    protect: bool = True
    force: bool = False
    diagnosis: Diagnosis | None = None


@dataclass
class Progress:
    """What a run tells while it goes on: `started` once, with the protection in force; `done` for every record."""

    started: Callable[[str, tuple[str, ...]], None] = lambda _level, _layers: None
    done: Callable[[Record, bool], None] = lambda _record, _fresh: None
    stop: threading.Event = field(default_factory=threading.Event)


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(run: Run, submissions: Sequence[Submission], jobs: int, progress: Progress) -> list[Record]:
    """The records of all submissions, in their order; those that are up to date already are read back, not made anew.

    Raises SandboxError before the first submission when the sandbox cannot be trusted. `progress.stop` ends the run
    early (the records made so far are returned, and are valid).
    """
    run.folder.mkdir(parents=True, exist_ok=True)
    records: dict[str, Record] = {}
    todo: queue.SimpleQueue[Submission] = queue.SimpleQueue()
    for submission in submissions:
        kept = None if run.force else _kept(run, submission)
        if kept is not None:
            records[submission.student] = kept
            progress.done(kept, False)
        else:
            todo.put(submission)
    with Prober(run.key.course.limits, run.protect) as first:
        if run.protect:
            insist(first)
        progress.started(first.protection, tuple(first.layers))
        _work(run, todo, records, first, min(jobs, todo.qsize()), progress)
    return [records[s.student] for s in submissions if s.student in records]


def _work(
    run: Run,
    todo: queue.SimpleQueue[Submission],
    records: dict[str, Record],
    first: Prober,
    jobs: int,
    progress: Progress,
) -> None:
    """Threads take submissions from `todo` until it is empty or the run is stopped."""
    failures: list[BaseException] = []

    def worker(prober: Prober | None) -> None:
        try:
            with prober or Prober(run.key.course.limits, run.protect) as mine:
                _drain(run, todo, records, mine, progress)
        except BaseException as error:  # our own failure: told in the main thread
            failures.append(error)
            progress.stop.set()

    threads = [threading.Thread(target=worker, args=(first if i == 0 else None,)) for i in range(jobs)]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)
    except KeyboardInterrupt:
        progress.stop.set()
        for thread in threads:
            thread.join()
        raise
    if failures:
        raise failures[0]


def _drain(
    run: Run,
    todo: queue.SimpleQueue[Submission],
    records: dict[str, Record],
    prober: Prober,
    progress: Progress,
) -> None:
    grader = Grader(run.key, prober, run.diagnosis)
    while not progress.stop.is_set():
        try:
            submission = todo.get_nowait()
        except queue.Empty:
            return
        record = grade_one(run, submission, grader)
        write_record(record, run.folder)
        records[submission.student] = record
        progress.done(record, True)


def grade_one(run: Run, submission: Submission, grader: Grader) -> Record:
    """The record of one submission. Our own failure leaves it ungraded, with the reason, after one more try."""
    started = time.perf_counter()
    result, ours = _graded(submission, grader)
    return make_record(
        submission,
        run.key.assignment,
        result,
        lang=run.lang,
        fingerprint="" if ours else fingerprint(submission, run.stamp),
        protection=grader.prober.protection,
        seconds=0.0 if isinstance(result, str) else time.perf_counter() - started,
    )


def _graded(submission: Submission, grader: Grader) -> tuple[Graded | str, bool]:
    """A submission judged, or why it cannot be; and whether that is our own failure, so that it is tried anew next time."""
    try:
        cells = _cells(submission)
    except UnreadableSubmission as error:
        return str(error), False
    reason = ""
    for _ in range(2):
        try:
            return grader.grade(cells), False
        except SandboxError as error:
            grader.prober.restart()
            reason = f"our sandbox failed: {error}"
        except Exception as error:  # our own mistake never becomes the student's zero
            reason = f"the grader failed ({type(error).__name__}: {error}); please report this"
    return reason, True


def _cells(submission: Submission) -> tuple[Cell, ...]:
    if not submission.files:
        there = f"; found {', '.join(submission.others[:3])}" if submission.others else ""
        raise UnreadableSubmission(f"no notebook or Python file was handed in{there}")
    return read_cells(submission.files[0])


def _kept(run: Run, submission: Submission) -> Record | None:
    """The record of an earlier run, if it is of this very submission, course, grader, seed and language."""
    record = read_record(record_path(run.folder, submission.student))
    if record is None or record.get("fingerprint") != fingerprint(submission, run.stamp):
        return None
    return record
