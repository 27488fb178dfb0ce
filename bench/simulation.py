"""50,000 submissions on paper: how long, what saturates first, how long the tail is.

    python -m bench.simulation [--records FOLDER] [--students 50000] [--json FILE]

Times of submissions are drawn from real records: those of FOLDER, or of a class graded now, one in fifty hostile. What one
record costs the grader's own process and Dask is measured elsewhere (docs/scale.md) and given here as constants.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.durability import course, grade
from bench.made_class import make_class

GRADER = 0.0017
"""Seconds of the grader's process a record: taking it, writing it, telling of it (bench/throughput.py, CPU of the grader)."""
DASK = 0.00005
"""Seconds of Dask's scheduler a submission, in chunks of 25; the client as much again (measured with records of 5 kB)."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it runs: workers, how much slower each is when all are busy, seconds until they stand, submissions a task."""

    name: str
    workers: int
    slower: float = 1.0
    start: float = 1.5
    chunk: int = 1
    by_dask: bool = False


MACHINES = (
    Machine("this machine, 2 cores", 2),
    Machine("laptop, 8 cores", 8, slower=1.4),
    Machine("one machine, 64 cores", 64, slower=1.2, start=2.5),
    Machine("20 nodes of 32 cores, Dask", 640, slower=1.2, start=15.0, chunk=25, by_dask=True),
)


def simulate(
    machine: Machine, times: Sequence[float], students: int, chance: random.Random
) -> dict[str, Any]:
    """One run: when the last record is written, and what was busy how much."""
    serial = GRADER + (DASK if machine.by_dask else 0.0)
    free = [machine.start] * machine.workers
    heapq.heapify(free)
    written: list[float] = []
    grader, left, work = 0.0, students, 0.0
    done: list[tuple[float, int]] = []
    while left:
        size = min(machine.chunk, left)
        left -= size
        lasts = machine.slower * sum(chance.choices(times, k=size))
        work += lasts
        end = heapq.heappop(free) + lasts
        heapq.heappush(free, end)
        done.append((end, size))
    for end, size in sorted(done):
        grader = max(grader, end) + size * serial
        written += [grader] * size
    total = written[-1]
    at99 = written[int(0.99 * students)]
    return {
        "machine": machine.name,
        "seconds": total,
        "rate": students / total,
        "workers busy": work / machine.workers / total,
        "grader busy": students * serial / total,
        "tail": total - at99,
        "ceiling": 1 / serial,
    }


def measured(folder: Path) -> list[float]:
    """Seconds that each record took its worker."""
    return [json.loads(path.read_text("utf-8"))["seconds"] for path in sorted(folder.glob("*.json"))]


def graded_now(folder: Path) -> Path:
    """A class of 500, graded by one worker, so that none waits for another."""
    inbox = make_class(folder / "in", 500, hostile_every=50)
    grade(course(folder / "course"), inbox, folder / "out", "-j", "1").wait()
    return folder / "out"


def main() -> int:
    """Simulate, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=Path)
    parser.add_argument("--students", type=int, default=50_000)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times = measured(asked.records or graded_now(Path(folder)))
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{len(times)} records: median {1e3 * cuts[49]:.1f} ms, 99 % {1e3 * cuts[98]:.0f} ms, longest {max(times):.1f} s"
    )
    rows = [simulate(machine, times, asked.students, random.Random(1)) for machine in MACHINES]
    print(f"{'':28} {'seconds':>8} {'a second':>9} {'workers':>8} {'grader':>7} {'last 1 %':>9}")
    for row in rows:
        print(
            f"{row['machine']:28} {row['seconds']:8.1f} {row['rate']:9.0f} {row['workers busy']:8.0%} "
            f"{row['grader busy']:7.0%} {row['tail']:8.1f}s"
        )
    if asked.json:
        asked.json.write_text(json.dumps({"times": times, "rows": rows}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
