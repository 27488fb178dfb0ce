"""Only the last run of each cell counts, in a real kernel, with cell ids and without."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from autograder.selfcheck.runs import Failure, Log, Run, run_of
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


@pytest.mark.parametrize(
    ("metadata", "cell"),
    [
        ({"cellId": "a"}, "a"),
        ({"colab": {"cell_id": "b"}}, "b"),
        ({"colab": "b"}, None),
        ({}, None),
        ("c", None),
    ],
)
def test_which_cell_a_client_says(metadata: object, cell: str | None) -> None:
    kernel = SimpleNamespace(get_parent=lambda _: {"metadata": metadata})
    events = SimpleNamespace(register=lambda *_: None)
    log = Log(SimpleNamespace(kernel=kernel, events=events, history_manager=None, user_ns={}))
    log.begin(SimpleNamespace(raw_cell="x = 1", store_history=True, silent=False))
    assert log.running
    assert log.running.cell == cell
