"""Only the last run of each cell counts, in a real kernel, with cell ids and without; and the rules by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.selfcheck.exercise import find
from autograder.selfcheck.history import Scope
from autograder.selfcheck.runs import Failure, Run, answers, run_of
from tests.selfcheck.lab import Lab

RIGHT = "x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x"
ADDITION = "x = 4\ny = -3\nf = x + y\ndfdx = 1\ndfdy = 1"
GATE = """class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]"""


@pytest.fixture(scope="module", params=[True, False], ids=["ids", "no-ids"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("lab"), cell_ids=request.param)
    yield made
    made.close()


STORIES = {
    "a name that the cell has given up": [
        ("p", RIGHT, 'check("product")', "✓ product"),
        ("p", RIGHT.replace("dfdx", "dfx"), 'check("product")', "There is no variable dfdx. You have dfx"),
    ],
    "a cell that cannot be read": [
        ("p", RIGHT, 'check("product")', "✓ product"),
        ("p", RIGHT.replace("dfdx = y", "dfdx = (y"), 'check("product")', "A cell of yours cannot be run"),
        ("p", RIGHT, 'check("product")', "✓ product"),
    ],
    "an error of a line that is gone": [
        ("a", ADDITION.replace("dfdx = 1", "dfdx = yy"), 'check("addition")',
         "The last run of your cell failed: NameError: name 'yy' is not defined (line 4)."),
        ("a", ADDITION, 'check("addition")', "✓ addition"),
        ("a", ADDITION.replace("f = x + y", "f = 1"), 'check("addition")', "f keeps its value"),
        ("a", ADDITION, 'check("addition")', "✓ addition"),
    ],
    "a class that lives on": [
        ("g", GATE, 'check("multiply_gate")', "✓ multiply_gate"),
        ("g", GATE.replace("return x * y", "return (x * y"), 'check("multiply_gate")', "A cell of yours cannot be run"),
        ("g", "x = 1 / 0\n" + GATE, 'check("multiply_gate")', "ZeroDivisionError: division by zero (line 1)"),
        ("g", GATE, 'check("multiply_gate")', "✓ multiply_gate"),
        ("g", GATE + "\nMultiplyGate().forward(1)", 'check("multiply_gate")', "✓ multiply_gate"),
    ],
    "a stub again": [
        ("p", RIGHT, 'check("product")', "✓ product"),
        ("p", "x = 4\ny = -3\n\nraise NotImplementedError()", 'check("product")', "Not attempted yet"),
    ],
    "a check from further up, once more": [
        ("p", RIGHT, 'check("product")', "✓ product"),
        ("a", ADDITION, 'check("addition")', "✓ addition"),
        ("", "", 'check("product")', "✓ product"),
    ],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("story", STORIES)
def test_of_each_cell_the_last_run_counts(story: str, lab: Lab) -> None:
    for at, (cell, source, check, said) in enumerate(STORIES[story]):
        if source:
            lab.run(cell, source)
        shown = lab.run(check, check)
        assert said in shown, (story, at)
        assert shown.startswith("✓") == said.startswith("✓")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cell_that_was_deleted_counts_no_more(lab: Lab) -> None:
    lab.run("p", RIGHT)
    assert "✓ product" in lab.run("c", 'check("product")')
    lab.run("g", GATE)
    assert "✓ multiply_gate" in lab.run("d", 'check("multiply_gate")')
    lab.run("c", "1", deleted=["p"])  # the client says so with the next cell that it runs
    assert lab.run("c", 'check("product")').startswith("✓ product") is not lab.cell_ids
    shown = lab.run("d", 'check("multiply_gate")', deleted=["g"])
    assert ("There is no MultiplyGate" in shown) is lab.cell_ids


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


def test_what_ran_before_the_line_that_failed_was_made() -> None:
    def failed(source: str) -> Run:
        try:
            exec(compile(source, "<cell 1>", "exec"), {})
        except Exception as error:
            return run_of(source, None, error)
        raise AssertionError

    run = failed("f = 1\n\ndef g():\n    return 1 / 0\nx = g()\ndfdx = 2")
    assert run.failure == Failure("ZeroDivisionError", "division by zero", 4)
    assert run.made == {"f", "g"}


def test_a_source_that_cannot_be_read_answers_what_its_lines_begin_with() -> None:
    product, gate = find("product"), find("multiply_gate")
    assert product is not None
    assert gate is not None
    assert answers(product.question, "f = (x * y\ndfdx == 3\n  dfdy *= 2") == {"f", "dfdy"}
    assert answers(gate.question, "class MultiplyGate(:\n pass") == {"MultiplyGate"}
    assert answers(gate.question, "f = 1\nMultiplyGate()") == set()
