"""Records after violence are those of a quiet run: the grader killed at random moments, its workers, fork servers and children
while it goes on, or Dask workers every few seconds.

    python -m bench.durability [--students 1000] [--hostile-every 50] [--kills 20] [--every 5] [--json FILE]

Bars: a record for every student; an honest one's equals the undisturbed run's but for times (a hostile one may be hit while it
loops, again and again); no process left over; memory, descriptors and temporary files no higher in a run's last third than in
its first.
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
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from bench.made_class import make_class
from bench.nbgrader import ROOT
from bench.watch import Held, Watch, descendants, words

TIMES = ("seconds", "cpu_seconds")
COMMAND = (sys.executable, "-m", "autograder.cli", "grade", "ps2", "--seed", "1", "-q", "--no-gradebook")


RUNS = 5
"""How often a run is said again that gave up."""


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
    with out.with_suffix(".err").open("w") as said:
        return subprocess.Popen(command, cwd=ROOT, stderr=said)


def said_last(out: Path) -> str:
    """The last line of a run."""
    return out.with_suffix(".err").read_text("utf-8").strip().rpartition("\n")[2]


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


def parts_killed(root: Path, inbox: Path, out: Path, every: float) -> tuple[int, tuple[Held, Held]]:
    """A run of which some process, a worker, a fork server or a child, is killed again and again; how often, and what was held.

    Where it gives up, the same command is said again, as its last line asks.
    """
    chance, count = random.Random(3), 0
    for _ in range(RUNS):
        run = grade(root, inbox, out)
        watch = Watch(run.pid)
        while run.poll() is None:
            time.sleep(chance.uniform(0, 2 * every))
            if found := descendants(run.pid):
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(found), signal.SIGKILL)
                    count += 1
        watch.stop()
        if run.returncode in (0, 1):
            break
        print(f"its parts killed: the run gave up with exit code {run.returncode}: {said_last(out)}")
    return count, watch.thirds()


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
            address = json.loads(file.read_text())["address"]
            for _ in range(RUNS):
                code = grade(root, inbox, out, "--scheduler", address).wait()
                if code in (0, 1):
                    break
                print(f"Dask workers killed: the run gave up with exit code {code}: {said_last(out)}")
        finally:
            stop.set()
            killer.join()
    return count


def children(pid: int) -> list[int]:
    """Dask's worker under a nanny."""
    return [child for child in descendants(pid) if b"spawn_main" in words(child)]


def left_over() -> int:
    """Worker processes and fork servers of ours that still run."""
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        said = words(int(folder.name))
        count += b"autograder.grading.workers.program" in said or b"autograder.sandbox\0" in said
    return count


def flat(first: Held, last: Held) -> bool:
    """Whether a run holds no more at its end than at its beginning, but for a tenth."""
    return all(late <= early * 1.1 + 2 for early, late in zip(first, last, strict=True))


def main() -> int:
    """Measure, print a table, return 1 where a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--hostile-every", type=int, default=50)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rows, every = [], asked.hostile_every
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        root, inbox = course(folder / "course"), make_class(folder / "in", asked.students, every)
        began = time.monotonic()
        grade(root, inbox, folder / "quiet").wait()
        seconds = time.monotonic() - began
        quiet = records(folder / "quiet")
        honest = {student for student in quiet if int(student[1:]) % every != every - 1}
        held: list[Held] = []

        def by_parts(out: Path) -> int:
            count, thirds = parts_killed(root, inbox, out, asked.every)
            held.extend(thirds)
            return count

        tries: dict[str, Callable[[Path], int]] = {
            "grader killed": lambda out: killed(root, inbox, out, asked.kills, seconds),
            "its parts killed": by_parts,
            "Dask workers killed": lambda out: on_dask(root, inbox, out, asked.every),
        }
        for name, violent in tries.items():
            kills = violent(folder / name)
            found = records(folder / name)
            differ = {student for student, record in quiet.items() if found.get(student) != record}
            time.sleep(3)
            row = {"what": name, "kills": kills, "records": len(found), "left": left_over()}
            rows.append({**row, "honest": len(differ & honest), "hostile": len(differ - honest)})
    print(
        f"{asked.students} submissions, one in {every} hostile; undisturbed {seconds:.0f} s, {len(quiet)} records"
    )
    for row in rows:
        print(
            "{what:20} {kills:3} kills: {records} records, {honest} honest and {hostile} hostile ones differ, "
            "{left} processes left over".format(**row)
        )
    for name, one in zip(("first third", "last third"), held, strict=True):
        print(
            f"held in the {name}: {one.memory:.0f} MB, {one.descriptors} descriptors, {one.processes} processes,"
            f" {one.temporary} temporary files"
        )
    if asked.json:
        asked.json.write_text(
            json.dumps({"students": asked.students, "seconds": seconds, "rows": rows, "held": held}, indent=1)
        )
    whole = all(row["records"] == asked.students and not row["honest"] and not row["left"] for row in rows)
    return 0 if whole and len(quiet) == asked.students and flat(*held) else 1


if __name__ == "__main__":
    sys.exit(main())
