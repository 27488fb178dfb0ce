"""What still stands: names by their last maker, sources by their cell, and what a source answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.selfcheck import examine
from autograder.selfcheck.exercise import find
from autograder.selfcheck.history import Scope
from autograder.selfcheck.runs import Run, run_of
from autograder.selfcheck.standing import answers
from tests.selfcheck.answers import ran
from tests.selfcheck.test_runs import GATE


def scope(question: str, *runs: Run, names: str = "") -> Scope:
    exercise = find(question)
    assert exercise is not None
    known: dict[str, object] = dict.fromkeys(names.split(), 1)
    return Scope(known, tuple(run.source for run in runs), runs).of(exercise.question)


def test_a_name_stands_as_long_as_a_cell_makes_it() -> None:
    first, second = run_of("f = 1\ndfdx = 2", "a", None), run_of("f = 1", "a", None)
    other = run_of("dfdx = 3", "b", None)
    assert scope("product", first, second, names="f dfdx").names == {"f": 1}
    assert scope("product", first, other, second, names="f dfdx").names == {"f": 1, "dfdx": 1}
    assert scope("product", first, second).cells == ("", "f = 1")


def test_a_name_stands_for_the_run_that_made_it_last() -> None:
    gate = run_of(GATE, "g", None)
    assert scope("multiply_gate", gate, names="MultiplyGate").names
    assert not scope("multiply_gate", replace(gate, deleted=True), names="MultiplyGate").names
    patch, emptied = run_of("MultiplyGate.backward = backward", "m", None), run_of("", "m", None)
    assert not scope("multiply_gate", gate, patch, emptied, names="MultiplyGate").names
    assert scope("multiply_gate", gate, patch, emptied, gate, names="MultiplyGate").names
    setup = [run_of(f"import numpy as np{more}", "s", None) for more in ("", "\n1")]
    assert scope("multiply_gate", *setup, names="np").names


def test_a_source_that_cannot_be_read_answers_what_its_lines_begin_with() -> None:
    product, gate = find("product"), find("multiply_gate")
    assert product is not None
    assert gate is not None
    assert answers(product.question, "f = (x * y\ndfdx == 3\n  dfdy *= 2") == {"f", "dfdy"}
    assert answers(gate.question, "class MultiplyGate(:\n pass") == {"MultiplyGate"}
    assert answers(gate.question, "f = 1\nMultiplyGate()") == set()


PRODUCT = "x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x"
SUM = PRODUCT.replace("x * y", "x + y").replace("dfdx = y", "dfdx = 1").replace("dfdy = x", "dfdy = 1")
TIMES = "def times(a, b):\n    return a * b"
USES = GATE.replace("return x * y", "return times(x, y)")
CHECK = 'check("{}")'
UNSAID: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a helper that was renamed": ("multiply_gate", "times, which your answer uses, is made by a cell that was changed", (
        TIMES, USES, CHECK.format("multiply_gate"), TIMES.replace("times", "product"),
    )),
    "a class that was renamed": ("multiply_gate", "There is no MultiplyGate", (
        GATE, CHECK.format("multiply_gate"), GATE.replace("MultiplyGate", "MultiplyGat"),
    )),
    "a helper that was changed": ("multiply_gate", "", (
        TIMES.replace("*", "+"), USES, CHECK.format("multiply_gate"), TIMES,
    )),
    "another helper for another question": ("multiply_gate", "", (
        TIMES, USES, CHECK.format("multiply_gate"), TIMES.replace("times", "plus").replace("*", "+"), CHECK.format("add_gate"),
    )),
    "another question's broken cell": ("product", "", (
        PRODUCT, CHECK.format("product"), SUM, CHECK.format("addition"), CHECK.format("product"), SUM.replace("x +", "(x +"),
    )),
    "an answer changed to nearly that of another question": ("product", "The upstream gradient passes through unchanged", (
        PRODUCT, CHECK.format("product"), SUM, CHECK.format("addition"), SUM.replace("x + y", "x * y"),
    )),
    "all that was run once more": ("product", "", (
        PRODUCT, CHECK.format("product"), SUM, CHECK.format("addition"), PRODUCT, CHECK.format("product"), SUM,
        CHECK.format("addition"),
    )),
}  # fmt: skip
"""What is run by a client that does not say which cell it runs; what is said of a question then, nothing where it is right."""


@pytest.mark.parametrize("case", UNSAID)
def test_where_no_cells_are_said_what_is_nearly_the_same_is_the_same_cell(case: str) -> None:
    question, said, sources = UNSAID[case]
    report = examine(question, ran(*((None, source) for source in (*sources, CHECK.format(question)))), "en")
    assert report.sentence.startswith(said)
    assert report.passed is not bool(said)
