"""Submissions a second: two workers beside one, a large class beside a small one, and what the processes hold meanwhile.

    python -m bench.throughput [--small 500] [--large 10000] [--json FILE]

Bars: two workers 1.85 times one; the large class within 5 % of the small one's rate; the memory of every process flat over
the second half; nothing to do for 2,000 in under a second.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.grading import family
from bench.made_class import make_class
from bench.nbgrader import ROOT

COMMAND = (sys.executable, "-m", "autograder.cli", "grade", "ps2", "--seed", "1", "--no-gradebook", "--json")
ROLES = {"autograder.cli": "grader", "workers.program": "worker", "autograder.sandbox": "fork server"}


def role(pid: int) -> str:
    """What a process is."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    if words[0].endswith("bwrap"):
        return ""
    return next((name for mark, name in ROLES.items() if any(mark in word for word in words)), "")


def memory(pid: int) -> float:
    """Megabytes that only this process has."""
    _, resident, shared, *_ = map(int, Path(f"/proc/{pid}/statm").read_text().split())
    return (resident - shared) * resource.getpagesize() / 1e6


def cpu(pid: int) -> float:
    """CPU seconds that a process has used itself."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(inbox: Path, out: Path, jobs: int, sample: float = 0.0) -> dict[str, Any]:
    """A run: wall seconds, records a second between the 10th and the last, memory by role over time."""
    command = [*COMMAND, str(inbox), "-o", str(out), "--course", str(ROOT), "-j", str(jobs)]
    began = time.monotonic()
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    times: list[str] = []
    used = 0.0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        looked = time.monotonic()
        assert process.stdout is not None
        for line in process.stdout:
            event = json.loads(line) if line.startswith("{") else {}
            if event.get("event") == "done" and event["fresh"]:
                times.append(event["at"])
                if event["done"] == event["of"]:
                    used = cpu(process.pid)
            if sample and time.monotonic() - looked > sample:
                looked = time.monotonic()
                for pid in family(process.pid):
                    try:
                        seen[role(pid)].append((looked - began, memory(pid)))
                    except OSError:
                        continue
    wall = time.monotonic() - began
    each = 1e3 * used / max(len(times), 1)
    return {"wall": wall, "made": len(times), "rate": rate(times), "grader_ms": each, "memory": growth(seen)}


def rate(times: list[str]) -> float:
    """Records a second, once the first ten are there."""
    from datetime import datetime

    if len(times) < 20:
        return 0.0
    first, last = (datetime.fromisoformat(times[at]) for at in (9, -1))
    return (len(times) - 10) / (last - first).total_seconds()


def growth(seen: dict[str, list[tuple[float, float]]]) -> dict[str, list[float]]:
    """By role: median megabytes in the third quarter and in the last one."""
    found = {}
    for name, samples in seen.items():
        end = max(at for at, _ in samples)
        third = [mb for at, mb in samples if end / 2 < at <= 0.75 * end]
        last = [mb for at, mb in samples if at > 0.75 * end]
        if name and third and last:
            found[name] = [round(statistics.median(third), 1), round(statistics.median(last), 1)]
    return found


def main() -> int:
    """Measure, print a table, return 1 where a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--large", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        small = make_class(folder / "small", asked.small)
        best: dict[int, dict[str, Any]] = {}
        for round_ in range(asked.rounds):
            for jobs in (1, 2):
                one = run(small, folder / f"out{jobs}-{round_}", jobs)
                best[jobs] = max(best.get(jobs, one), one, key=lambda r: r["rate"])
        result: dict[str, Any] = {"students": asked.small, "one worker": best[1], "two workers": best[2]}
        ratio = result["ratio"] = best[2]["rate"] / best[1]["rate"]
        print(
            f"{asked.small} submissions: {best[1]['rate']:.1f} a second with one worker, {best[2]['rate']:.1f} with two: {ratio:.2f} times (bar 1.85)"
        )
        good = ratio >= 1.85
        if asked.large:
            large = make_class(folder / "large", asked.large)
            much = result["large"] = run(large, folder / "out-large", 2, sample=2.0)
            kept = result["kept"] = much["rate"] / best[2]["rate"]
            print(
                f"{asked.large} submissions: {much['rate']:.1f} a second, {kept:.1%} of that (bar 95 %); {much['grader_ms']:.2f} CPU ms each in the grader's own process; megabytes by process, third and last quarter: {much['memory']}"
            )
            flat = all(last <= 1.05 * third + 2 for third, last in much["memory"].values())
            again = run(large, folder / "out-large", 2)["wall"]
            again = result["nothing to do"] = min(again, run(large, folder / "out-large", 2)["wall"])
            print(f"nothing to do: {again:.2f} s")
            good = good and kept >= 0.95 and flat
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
