"""What a test in Python costs: microseconds an operation between the judge's process and the student's, beside a plain call.

python -m bench.talk [--calls 2000]
"""

from __future__ import annotations

import argparse
import time

from autograder.host.prober import Prober
from autograder.model.question import Limits
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.protocol import Request
from autograder.sandbox.remote.exam import Exam, Paper

ANSWER = """
import numpy as np
def double(x):
    return 2 * x
class Layer:
    def __init__(self, w):
        self.w = w
    def forward(self, x):
        return x @ self.w
"""
OPERATIONS = {
    "double(1.5)": "double(1.5)",
    "layer.w, an attribute": "layer.w",
    "layer.forward(4x3) -> 4x3, two trips": "layer.forward(small)",
    "layer.forward(100x3), two trips": "layer.forward(large)",
    "double(100x100) -> 100x100": "double(square)",
}
SETUP = "import numpy as np\nlayer = Layer(np.ones((3, 3)))\nsmall, large, square = np.ones((4, 3)), np.ones((100, 3)), np.ones((100, 100))\n"


def seconds(prober: Prober, operation: str, calls: int) -> float:
    """How long a test takes that does an operation so often."""
    test = f"{SETUP}for _ in range({calls}):\n    {operation}\n"
    papers = (Paper("", "", frozenset(("double", "Layer"))), Paper("test", test))
    exam = Exam(papers, objects=_anywhere(test))
    request = Request((ANSWER,), (), talks=(("test", 0),))
    began = time.perf_counter()
    heard = prober.ask(request, exam=exam)
    assert [one.how for one in heard.tests.values()] == ["passed"], heard.tests
    return time.perf_counter() - began


def _anywhere(test: str) -> frozenset[tuple[str, str, int, int, str]]:
    """Every place of a test, for objects of whatever kind."""
    places = range(0, 4 * len(test), 2)
    names = {("", name, 0, 0, "name") for name in ("double", "Layer")}
    operations = ("attribute", "call")
    return frozenset(names | {("<test test>", "<module>", 1, at, op) for at in places for op in operations})


def plain(operation: str, calls: int) -> float:
    """The same in one process."""
    one = Interpreter((ANSWER, SETUP, f"for _ in range({calls}):\n    {operation}\n"))
    for index in range(2):
        one.run_cell(index)
    began = time.perf_counter()
    one.run_cell(2)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=2000)
    calls = parser.parse_args().calls
    with Prober(Limits(cell_seconds=60, question_seconds=60)) as prober:
        seconds(prober, "None", 1)
        for name, operation in OPERATIONS.items():
            took = min(seconds(prober, operation, calls) - seconds(prober, operation, 1) for _ in range(3))
            alone = min(plain(operation, calls) for _ in range(3))
            print(f"{name:36} {1e6 * took / calls:7.0f} us, {1e6 * alone / calls:7.2f} us in one process")


if __name__ == "__main__":
    main()
