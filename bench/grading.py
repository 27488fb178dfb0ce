"""CPU milliseconds a submission: the whole path, and the bare floor, interleaved in one run.

    python -m bench.grading [ROUNDS] [ASSIGNMENT] [--json FILE]

Whole path: read the notebook, run it in a locked child, judge, diagnose, write the record; counted are this process, the
fork server and the children. Floor: fork a process that has numpy, run the same cells, answer the same probes; no
protection, no decoding, no judging; counted are the forking process and its children.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.host.prober import Prober
from autograder.host.server import Server
from autograder.model.answer_key import AnswerKey
from autograder.reference.answer_key import make_answer_key
from autograder.sandbox.protocol import Request
from tests.grading.made import grade_one, write_record

ROOT = Path(__file__).parents[1]
BAR = 1.3


@dataclass
class Floor:
    """The other end of floor.py."""

    process: subprocess.Popen[bytes]

    def seconds(self, request: bytes) -> float:
        """CPU seconds of one submission on the floor."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(struct.pack("<I", len(request)) + request)
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


class Recorder(Grader):
    """A grader that remembers what it asked, so that the floor can be asked the same."""

    def __init__(self, key: AnswerKey, prober: Prober) -> None:
        super().__init__(key, prober)
        self.asked: list[Request] = []
        real = prober.ask

        def ask(request: Request, *rest: object, **more: object) -> object:
            self.asked.append(request)
            return real(request, *rest, **more)  # type: ignore[arg-type]

        prober.ask = ask  # type: ignore[assignment, method-assign]


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def on_processor(pids: list[int]) -> float:
    """CPU seconds that processes have used themselves."""
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in pids) / 1e9


def submissions(folder: Path, count: int, solution: Path) -> list[Submission]:
    """Different right notebooks: the reference, each with a remark of its own."""
    content = json.loads(solution.read_text(encoding="utf-8"))
    made = []
    for i in range(count):
        content["cells"].append({"cell_type": "code", "metadata": {}, "outputs": [], "source": f"# {i}"})
        path = folder / f"s{i}.ipynb"
        path.write_text(json.dumps(content), encoding="utf-8")
        content["cells"].pop()
        made.append(Submission(path.stem, (path,)))
    return made


def plain(request: Request) -> Request:
    """A request whose probes are no more than probes."""
    asked = tuple(replace(one, probes=tuple(one.probes)) for one in request.asked)
    return replace(request, asked=asked)


def main() -> int:
    """Print both and their ratio; 1 when the ratio is above the bar."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=100)
    parser.add_argument("assignment", nargs="?", default="ps2")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rounds = asked.rounds
    course = load_course(ROOT)
    assignment = course.assignment(asked.assignment)
    key = make_answer_key(course, assignment, b"bench")
    command = [sys.executable, str(Path(__file__).with_name("floor.py"))]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    whole, bare, parts = [], [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        Prober(course.limits) as prober,
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
    ):
        run = Run(assignment, "en")
        grader, ground = Recorder(key, prober), Floor(process)
        assert isinstance(prober.sandbox, Server)
        server = family(prober.sandbox.process.pid)
        for at, submission in enumerate(
            submissions(Path(folder), rounds + 5, course.solution_path(assignment))
        ):
            grader.asked.clear()
            began, served = time.process_time(), on_processor(server)
            record = grade_one(run, submission, grader)
            write_record(record, Path(folder))
            trusted = time.process_time() - began
            serving = on_processor(server) - served
            assert record["score"] == record["max_score"], record["reason"]
            requests = [pickle.dumps(plain(request)) for request in grader.asked]
            lowest = sum(ground.seconds(request) for request in requests)
            if at >= 5:  # the first few warm up
                whole.append(trusted + serving + record["cpu_seconds"])
                bare.append(lowest)
                parts.append((trusted, serving, record["cpu_seconds"]))
        assert process.stdin is not None
        process.stdin.close()
    ratio = statistics.median(whole) / statistics.median(bare)
    trusted, serving, locked = (1e3 * statistics.median(column) for column in zip(*parts, strict=True))
    result = {
        "assignment": asked.assignment,
        "protection": prober.protection,
        "whole_ms": 1e3 * statistics.median(whole),
        "grader_ms": trusted,
        "server_ms": serving,
        "child_ms": locked,
        "floor_ms": 1e3 * statistics.median(bare),
        "ratio": ratio,
    }
    print(
        "{assignment}, protection {protection}; CPU milliseconds a submission, median\n"
        "whole path  {whole_ms:6.2f}   (grader {grader_ms:.2f}, fork server {server_ms:.2f}, child {child_ms:.2f})\n"
        "bare floor  {floor_ms:6.2f}\n"
        "ratio       {ratio:6.2f}".format(**result)
        + f"   (bar {BAR:g})"
    )
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1))
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
