"""What an answer uses comes of cells that stand, or the student is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.selfcheck import examine
from tests.selfcheck.answers import ran
from tests.selfcheck.lab import Lab

HELPER = "def times(a, b):\n    return a * b"
FORWARD = """class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return times(x, y)
"""
BACKWARD = "    def backward(self, dz):\n        return self.y * dz, self.x * dz\n"
GATE = FORWARD + BACKWARD
BASE = "class Base:\n" + BACKWARD
DERIVED = FORWARD.replace("MultiplyGate", "MultiplyGate(Base)")
PATCH = (
    BACKWARD.replace("    def", "def").replace("        return", "    return")
    + "MultiplyGate.backward = backward"
)


def said(*cells: tuple[str | None, str]) -> str:
    report = examine("multiply_gate", ran(*cells), "en")
    return "right" if report.passed else report.sentence


OUTDATED: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "renamed": ("times", (("h", HELPER), ("g", GATE), ("h", HELPER.replace("times", "product")))),
    "through another": ("times", (
        ("h", HELPER), ("i", "def twice(a, b):\n    return times(a, b)"), ("g", GATE.replace("times(", "twice(")), ("h", "1"),
    )),
    "failed": ("times", (("h", HELPER), ("g", GATE), ("h", "1 / 0\n" + HELPER))),
    "base": ("Base", (("h", HELPER), ("b", BASE), ("g", DERIVED), ("b", BASE.replace("self.y", "2")))),
    "patched": ("MultiplyGate", (("h", HELPER), ("g", FORWARD), ("p", PATCH), ("p", ""))),
}  # fmt: skip


@pytest.mark.parametrize("case", OUTDATED)
def test_a_name_of_a_cell_that_stands_no_more_is_told(case: str) -> None:
    name, cells = OUTDATED[case]
    assert said(*cells).startswith(f"{name}, which your answer uses, is made by a cell that was changed")


def test_a_helper_of_plain_variables_is_told_too() -> None:
    answer = "x = 4\ny = -3\nf = times(x, y)\ndfdx = y\ndfdy = x"
    cells = (("h", HELPER), ("p", answer))
    assert examine("product", ran(*cells), "en").state == "ok"
    told = examine("product", ran(*cells, ("h", "1")), "en").sentence
    assert told.startswith("times, which your answer uses")


RIGHT = {
    "run again": (("h", HELPER), ("g", GATE), ("h", HELPER)),
    "helper in another cell": (("h", HELPER), ("g", GATE), ("i", HELPER), ("h", "1"), ("i", HELPER)),
    "the same base": (("h", HELPER), ("b", BASE), ("g", DERIVED), ("b", BASE)),
    "the base made anew elsewhere": (
        ("h", HELPER),
        ("b", BASE),
        ("g", DERIVED),
        ("c", BASE.replace("y", "x")),
    ),
    "a parameter of that name": (("h", HELPER + "\nx = 1"), ("g", GATE), ("h", HELPER)),
    "patched and run again": (("h", HELPER), ("g", GATE), ("p", PATCH), ("p", ""), ("g", GATE)),
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_stands_is_right(case: str) -> None:
    assert said(*RIGHT[case]) == "right"


def test_a_helper_whose_cell_was_deleted_is_told() -> None:
    scope = ran(("h", HELPER), ("g", GATE))
    gone = replace(scope, runs=(replace(scope.runs[0], deleted=True), scope.runs[1]))
    assert examine("multiply_gate", gone, "en").sentence.startswith("times, which your answer uses")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_in_a_kernel_a_check_and_a_drawing_say_it(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    try:
        lab.run("setup", "import numpy as np\nfrom autograder.selfcheck import check, draw")
        lab.run("h", HELPER)
        lab.run("g", GATE)
        assert lab.run("c", 'check("multiply_gate")').startswith("✓")
        lab.run("setup", "import numpy as np\nfrom autograder.selfcheck import check, draw  # again")
        assert lab.run("c", 'check("multiply_gate")').startswith("✓")
        shown = lab.run("c", 'check("multiply_gate")', deleted=["h"])
        assert "times, which your answer uses" in shown
        assert "times, which your answer uses" in lab.run("d", 'draw("multiply_gate")')
        lab.run("h", HELPER)
        assert lab.run("c", 'check("multiply_gate")').startswith("✓")
        lab.run("g", GATE.replace("return times(x, y)", "raise KeyboardInterrupt"))
        assert lab.run("c", 'check("multiply_gate")').splitlines()[1:2] == [
            "  You stopped the check while your code was running."
        ]
    finally:
        lab.close()
