"""Records after violence are those of a quiet run: the grader killed at random moments, or Dask workers every few seconds.

    python -m bench.durability [--students 1000] [--kills 20] [--json FILE]

One submission in fifty is hostile. Bars: a record for every student, each equal to the undisturbed run's but for times;
no process left over.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.made_class import make_class
from bench.nbgrader import ROOT

TIMES = ("seconds", "cpu_seconds")
COMMAND = (sys.executable, "-m", "autograder.cli", "grade", "ps2", "--seed", "1", "-q", "--no-gradebook")


def course(folder: Path) -> Path:
    """The course with limits of two seconds, so that what is endless ends soon."""
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "course.yml").read_text("utf-8")
    text = text.replace("cell_seconds: 10", "cell_seconds: 2").replace(
        "question_seconds: 5", "question_seconds: 2"
    )
    (folder / "course.yml").write_text(text, "utf-8")
    return folder


def records(folder: Path) -> dict[str, Any]:
    """Records by student, without times."""
    made = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    return {student: {k: v for k, v in one.items() if k not in TIMES} for student, one in made.items()}


def grade(root: Path, inbox: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run of its own."""
    command = [*COMMAND, str(inbox), "-o", str(out), "--course", str(root), *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def killed(root: Path, inbox: Path, out: Path, kills: int, seconds: float) -> int:
    """Runs that are killed at random moments, and one that is not; returns how many were killed."""
    chance, done = random.Random(1), 0
    for _ in range(kills):
        run = grade(root, inbox, out)
        try:
            run.wait(chance.uniform(0.2, 2 * seconds / kills))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            done += 1
        run.wait()
    grade(root, inbox, out).wait()
    return done


def on_dask(root: Path, inbox: Path, out: Path, every: float) -> int:
    """A run on two Dask workers, one of which is killed every few seconds; returns how often."""
    count, stop = 0, threading.Event()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "scheduler.json"

        def start(*words: str) -> subprocess.Popen[bytes]:
            one = subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard", f"--scheduler-file={file}"],
                stderr=subprocess.DEVNULL,
            )
            stack.callback(one.wait)
            stack.callback(one.kill)
            return one

        start("scheduler", "--host=127.0.0.1", "--port=0")
        while not file.exists():
            time.sleep(0.1)
        nannies = [start("worker", "--nthreads=1", f"--local-directory={folder}") for _ in range(2)]

        def kill() -> None:
            nonlocal count
            chance = random.Random(2)
            while not stop.wait(every):
                for child in children(chance.choice(nannies).pid):
                    count += 1
                    os.kill(child, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            grade(root, inbox, out, "--scheduler", json.loads(file.read_text())["address"]).wait()
        finally:
            stop.set()
            killer.join()
    return count


def children(pid: int) -> list[int]:
    """Dask's worker under a nanny."""
    found = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [
        child for child in found if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def left_over() -> int:
    """Worker processes and fork servers of ours that still run."""
    count = 0
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes()
        except OSError:
            continue
        count += b"autograder.grading.workers.program" in words or b"autograder.sandbox.server" in words
    return count


def main() -> int:
    """Measure, print a table, return 1 where a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        root, inbox = course(folder / "course"), make_class(folder / "in", asked.students, hostile_every=50)
        began = time.monotonic()
        grade(root, inbox, folder / "quiet").wait()
        seconds = time.monotonic() - began
        quiet = records(folder / "quiet")
        tries: dict[str, Callable[[Path], int]] = {
            "grader killed": lambda out: killed(root, inbox, out, asked.kills, seconds),
            "Dask workers killed": lambda out: on_dask(root, inbox, out, asked.every),
        }
        for name, violent in tries.items():
            kills = violent(folder / name)
            found = records(folder / name)
            differ = sum(found.get(student) != record for student, record in quiet.items())
            time.sleep(3)
            rows.append(
                {"what": name, "kills": kills, "records": len(found), "differ": differ, "left": left_over()}
            )
    print(
        f"{asked.students} submissions, one in fifty hostile; undisturbed {seconds:.0f} s, {len(quiet)} records"
    )
    for row in rows:
        print(
            "{what:20} {kills:3} kills: {records} records, {differ} differ, {left} processes left over".format(
                **row
            )
        )
    if asked.json:
        asked.json.write_text(
            json.dumps({"students": asked.students, "seconds": seconds, "rows": rows}, indent=1)
        )
    whole = all(row["records"] == asked.students and not row["differ"] and not row["left"] for row in rows)
    return 0 if whole and len(quiet) == asked.students else 1


if __name__ == "__main__":
    sys.exit(main())
