"""CPU time and wall time beside stock nbgrader: its own `autograde` with our engine, and `autograder grade` with its gradebook.

    python -m bench.nbgrader [ROUNDS] [--large 500] [--json FILE]

Stock nbgrader grades a class of 24, with plain asserts in its test cells, so that it does nothing but its own work; a
submission takes it as long in a large class. Bars: our engine a third of its CPU time; `autograder grade` a fortieth for 24,
a fiftieth for 500, and 150 times its submissions a second on two cores. All CPU time of all processes counts.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.commands.init import init

Notebook = dict[str, Any]

ROOT = Path(__file__).parents[1]
NAME = "gates.ipynb"
STUDENTS = 24
PR_SET_CHILD_SUBREAPER = 36
"""From linux/prctl.h: orphans of our children become our own children."""

ASSERTS = {
    "multiply_gate": "g = MultiplyGate(); assert g.forward(2, 5) == 10; assert list(g.backward(3)) == [15, 6]",
    "add_gate": "g = AddGate(); assert g.forward(2, 5) == 7; assert list(g.backward(3)) == [3, 3]",
    "max_gate": "g = MaxGate(); assert g.forward(2, 5) == 5; assert list(g.backward(3)) == [0, 3]",
    "neuron": "n = Neuron(np.ones(2), 0.5); assert 0 < n.forward(np.zeros(2)) < 1; n.backward(1.0)",
    "staged": "assert np.isclose(staged(3, -4)[0], 1.5456448841066441)",
    "matmul_grad": "assert matmul_backward(np.ones((2, 3)), np.ones((3, 4)), np.ones((2, 4)))[0].shape == (2, 3)",
}
MISTAKES = (
    ("self.y * dz", "self.x * dz"),
    ("dx = dz", "dx = 1"),
    ("return x * y", "return x + y"),
    ("dout", "0 * dout"),
    ("W.T @ dD", "W @ dD"),
)

STOCK = """c = get_config()
c.CourseDirectory.course_id = "bench"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.ignore = ["mistakes*", "exercises.json", "__pycache__"]
"""


def course(
    folder: Path, change: Callable[[Notebook], Notebook] = lambda notebook: notebook, students: int = STUDENTS
) -> Path:
    """A course with a class: some right, most with one mistake, one in 24 untouched, half done, talkative."""
    init(folder)
    subprocess.run(["rm", "-r", folder / "submitted"], check=True)
    path = folder / "solutions/ps2" / NAME
    solution = change(json.loads(path.read_text("utf-8")))
    path.write_text(json.dumps(solution), "utf-8")
    released = json.loads((folder / "assignments/ps2" / NAME).read_text("utf-8"))
    for number in range(students):
        student = folder / "submitted" / f"s{number:03}" / "ps2" / NAME
        student.parent.mkdir(parents=True)
        student.write_text(json.dumps(handed_in(released, solution, number % STUDENTS)), "utf-8")
    return folder


def handed_in(released: Notebook, solution: Notebook, number: int) -> Notebook:
    """What student `number` hands in."""
    notebook: Notebook = json.loads(json.dumps(released))
    answers = {name_of(cell): "".join(cell["source"]) for cell in solution["cells"]}
    for place, cell in enumerate(notebook["cells"]):
        name = name_of(cell)
        if name.endswith("_check"):
            cell["source"] = answers[name]
        elif name in ASSERTS and number != 20 and not (number == 21 and place > 14):
            text = re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", answers[name], flags=re.MULTILINE)
            wrong = MISTAKES[number % len(MISTAKES)] if 6 <= number < 20 else ("", "")
            cell["source"] = text.replace(*wrong) + ("\nprint('x' * 1000)" if number == 22 else "")
    return notebook


def name_of(cell: Notebook) -> str:
    """The grade_id of a cell."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def plain(notebook: Notebook) -> Notebook:
    """The notebook without us: asserts in its test cells."""
    for cell in notebook["cells"]:
        name = name_of(cell)
        if name == "setup":
            cell["source"] = "import numpy as np"
        elif name.endswith("_check"):
            cell["source"] = ASSERTS[name.removesuffix("_check")]
    return notebook


def timed(*words: object, cwd: Path) -> tuple[float, float]:
    """CPU and wall seconds of a command with all its processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words[0]} failed: {(done.stdout + done.stderr)[-2000:]}")
    wall = time.monotonic() - start
    adopt()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def adopt() -> None:
    """Wait for the processes that a command has left behind: its fork servers are killed, and their time counts too."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        time.sleep(0.02)


def main() -> int:
    """Measure, print a table, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=1)
    parser.add_argument("--large", type=int, default=500)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    tools = Path(sys.executable).parent
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # pip has compiled nbgrader; ours is compiled by its first run
    os.environ["PATH"] = f"{tools}:{os.environ['PATH']}"
    best: dict[str, tuple[float, float]] = {}
    grade = ("autograder", "grade", "ps2", "--force", "-q")
    with tempfile.TemporaryDirectory() as temporary:
        stock, ours, bulk, large = (Path(temporary) / name for name in ("stock", "ours", "bulk", "large"))
        course(stock, plain)
        (stock / "nbgrader_config.py").write_text(STOCK)
        course(ours)
        course(bulk)
        course(large, students=asked.large)
        for folder in (stock, ours, bulk, large):
            timed(tools / "nbgrader", "generate_assignment", "ps2", "--force", cwd=folder)
        for _ in range(asked.rounds):
            for name, folder, words in (
                ("nbgrader autograde, stock", stock, ("nbgrader", "autograde", "ps2", "--force")),
                ("nbgrader autograde, our engine", ours, ("nbgrader", "autograde", "ps2", "--force")),
                ("autograder grade", bulk, (*grade, "-j", "1")),
                (f"autograder grade, {asked.large}", large, grade),
            ):
                spent = timed(tools / words[0], *words[1:], cwd=folder)
                best[name] = min(best.get(name, spent), spent)
    sizes = [STUDENTS, STUDENTS, STUDENTS, asked.large]
    each = [(cpu / size, wall / size) for (cpu, wall), size in zip(best.values(), sizes, strict=True)]
    (cpu, wall), *_ = each
    rows = [
        {"what": name, "cpu_ms": 1e3 * mine, "wall_ms": 1e3 * took, "cpu": cpu / mine, "faster": wall / took}
        for name, (mine, took) in zip(best, each, strict=True)
    ]
    for row in rows:
        print(
            "{what:32} {cpu_ms:8.1f} CPU ms {wall_ms:8.1f} ms a submission: "
            "1/{cpu:.1f} of stock's CPU, {faster:.1f} times as fast".format(**row)
        )
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1))
    bars = (1.0, 3.0, 40.0, 50.0)
    missed = any(float(str(row["cpu"])) < bar for row, bar in zip(rows, bars, strict=True))
    return int(missed or float(str(rows[-1]["faster"])) < 150)


if __name__ == "__main__":
    sys.exit(main())
