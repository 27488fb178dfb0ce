"""A class: nothing a student hands in stops it, nor does a mistake of ours; it can be interrupted and goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from autograder.grading import batch
from autograder.grading.batch import Progress, grade_all
from autograder.grading.grader import Grader
from autograder.grading.run import Run
from autograder.grading.submissions import find_submissions
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import SandboxError
from tests.conftest import ROOT

RIGHT = (ROOT / "tests" / "specimens" / "multiply_gate").glob("*.py")
GATE = "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n        return x * y\n    def backward(self, dz):\n        return dz * self.y, dz * self.x\n"


@pytest.fixture
def run(key_of: Callable[[str], AnswerKey]) -> Run:
    key = key_of("ps2")
    return Run(key.assignment, key.course.limits, partial(Grader, key), "en", "stamp")


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.py").write_text(GATE)
    (folder / "bob.py").write_text(GATE.replace("dz * self.y, dz * self.x", "dz, dz"))
    (folder / "cut.ipynb").write_text('{"cells": [')
    (folder / "empty.py").write_text("")
    (folder / "exits.py").write_text("import os\nos._exit(0)\n" + GATE)
    return folder


def graded(
    run: Run,
    folder: Path,
    jobs: int = 2,
    progress: Progress | None = None,
    out: Path | None = None,
    force: bool = False,
) -> dict[str, Any]:
    found = find_submissions(run.assignment, [folder])
    out = out or folder.parent / "out"
    return {r["student"]: r for r in grade_all(run, found, out, jobs, progress or Progress(), force=force)}


def without_times(record: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k not in ("seconds", "cpu_seconds")}


def test_everybody_gets_a_record(run: Run, handed_in: Path) -> None:
    told: list[tuple[str, bool]] = []
    started: list[str] = []
    progress = Progress(
        lambda level, _: started.append(level), lambda r, fresh: told.append((r["student"], fresh))
    )
    records = graded(run, handed_in, progress=progress)
    scores = {student: record["score"] for student, record in records.items()}
    assert scores == {"ada": 4.0, "bob": 1.0, "cut": None, "empty": 0.0, "exits": 4.0}
    assert "JSON is broken" in records["cut"]["reason"]
    assert sorted(told) == [(student, True) for student in sorted(scores)]
    assert len(started) == 1
    assert sorted(path.name for path in (handed_in.parent / "out").iterdir()) == [
        f"{s}.json" for s in sorted(scores)
    ]


def test_a_second_run_makes_only_what_is_new(run: Run, handed_in: Path) -> None:
    first = graded(run, handed_in)
    (handed_in / "bob.py").write_text(GATE)
    (handed_in.parent / "out" / "ada.json").write_text("{ cut off")
    fresh: list[str] = []
    progress = Progress(done=lambda record, new: fresh.append(record["student"]) if new else None)
    second = graded(run, handed_in, progress=progress)
    assert sorted(fresh) == ["ada", "bob"]
    assert second["bob"]["score"] == 4.0
    assert second["cut"] == first["cut"]
    graded(run, handed_in, progress=progress, force=True)
    assert len(fresh) == 2 + 5


def test_the_same_seed_gives_the_same_bytes_but_for_times(run: Run, handed_in: Path, tmp_path: Path) -> None:
    one, other = graded(run, handed_in, jobs=1), graded(run, handed_in, jobs=2, out=tmp_path / "again")
    assert json.dumps(list(map(without_times, one.values()))) == json.dumps(
        list(map(without_times, other.values()))
    )


def test_our_own_mistake_leaves_one_submission_ungraded(
    run: Run, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Grader.grade

    def broken(self: Grader, cells: Any) -> Any:
        if any("dz, dz" in cell.source for cell in cells):
            raise ZeroDivisionError("ours")
        return real(self, cells)

    monkeypatch.setattr(Grader, "grade", broken)
    records = graded(run, handed_in)
    assert records["bob"]["status"] == "ungraded"
    assert "the grader failed (ZeroDivisionError: ours)" in records["bob"]["reason"]
    assert records["ada"]["score"] == 4.0
    monkeypatch.undo()
    assert graded(run, handed_in)["bob"]["score"] == 1.0  # not kept: tried anew


def test_a_sandbox_that_breaks_is_started_again(
    run: Run, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Grader.grade
    broken: list[None] = []

    def once(self: Grader, cells: Any) -> Any:
        if not broken:
            broken.append(self.prober.process.kill())
            self.prober.process.wait()
        return real(self, cells)

    monkeypatch.setattr(Grader, "grade", once)
    assert graded(run, handed_in, jobs=1)["ada"]["score"] == 4.0


def test_a_sandbox_that_stays_broken_leaves_it_ungraded(
    run: Run, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise SandboxError("no memory")

    monkeypatch.setattr(Grader, "grade", broken)
    assert graded(run, handed_in)["ada"]["reason"] == "our sandbox failed: no memory"


def test_too_little_protection_is_refused_before_anything_runs(
    run: Run, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise SandboxError("too little")

    monkeypatch.setattr(batch, "insist", refuse)
    with pytest.raises(SandboxError, match="too little"):
        graded(run, handed_in)
    assert list((handed_in.parent / "out").iterdir()) == []
    assert graded(replace(run, protect=False), handed_in)["ada"]["protection"] == "none"


def test_a_record_that_cannot_be_written_is_our_failure(
    run: Run, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(batch, "write_record", full)
    progress = Progress()
    with pytest.raises(OSError, match="no space left"):
        graded(run, handed_in, progress=progress)
    assert progress.stop.is_set()  # the other threads do not go on


def test_stopped_it_keeps_what_is_done(run: Run, handed_in: Path) -> None:
    stop = threading.Event()
    progress = Progress(done=lambda *_: stop.set(), stop=stop)
    assert len(graded(run, handed_in, jobs=1, progress=progress)) == 1


@pytest.mark.slow
def test_interrupted_for_real_it_goes_on_from_there(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a run: exit code 130, whole records, and the second run makes the rest."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    for i in range(120):
        (inbox / f"s{i:03}.py").write_text(GATE + f"# {i}\nimport time\ntime.sleep(0.05)\n")
    shutil.copytree(
        ROOT,
        tmp_path / "course",
        ignore=shutil.ignore_patterns(".*", "submitted", "tests", "graded", "docs", "bench"),
    )
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "grade",
        "ps2",
        str(inbox),
        "-o",
        str(out),
        "--seed",
        "3",
        "-q",
        "-j",
        "1",
        "--course",
        str(tmp_path / "course"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(out.glob("*.json")) if out.is_dir() else []) < 3:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    done = {path: path.read_bytes() for path in out.glob("*.json")}
    assert process.returncode == 130
    assert "interrupted; finished records are kept" in said
    assert 3 <= len(done) < 120
    assert all(json.loads(data)["score"] == 4.0 for data in done.values())
    for path in list(inbox.iterdir())[len(done) + 5 :]:
        if out / f"{path.stem}.json" not in done:
            path.unlink()
    subprocess.run(command, env=environment, check=True)
    assert all(path.read_bytes() == data for path, data in done.items())
    assert {path.stem for path in out.glob("*.json")} >= {path.stem for path in inbox.iterdir()}
