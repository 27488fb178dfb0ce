"""What still stands: names by their last maker, sources by their cell, and what a source answers."""

from __future__ import annotations

from dataclasses import replace

from autograder.selfcheck.exercise import find
from autograder.selfcheck.history import Scope
from autograder.selfcheck.runs import Run, run_of
from autograder.selfcheck.standing import answers
from tests.selfcheck.test_runs import GATE


def scope(question: str, *runs: Run, names: str = "") -> Scope:
    exercise = find(question)
    assert exercise is not None
    known = dict.fromkeys(names.split(), 1)
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
