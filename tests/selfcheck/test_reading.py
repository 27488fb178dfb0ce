"""Questions that use the same names keep each its own cells, by the rules alone and in a real kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.notebook.cells import read_cells
from autograder.selfcheck import examine, overview
from autograder.selfcheck.display import Report
from tests.selfcheck.answers import NOTEBOOKS, ran
from tests.selfcheck.lab import Lab

PRODUCT = "x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x"
ADDITION = "x = 4\ny = -3\nf = x + y\ndfdx = 1\ndfdy = 1"
MAXIMUM = "x = 4\ny = -3\nf = max(x, y)\ndfdx = 1 if x > y else 0\ndfdy = 0 if x > y else 1"
TYPED = ADDITION.replace("dfdx = 1\ndfdy = 1", "dfdx = 7\ndfdy = 999")
BROKEN = ADDITION.replace("dfdx = 1", "dfdx = (1")


def check(question: str) -> tuple[str, str]:
    return f"check {question}", f'check("{question}")'


def found(question: str, *cells: tuple[str | None, str]) -> Report:
    return examine(question, ran(*cells, check(question)), "en")


@pytest.mark.parametrize("ids", [True, False])
def test_another_question_s_cell_that_is_run_again_changes_nothing(ids: bool) -> None:
    p, a = ("p", "a") if ids else (None, None)
    before = ((p, PRODUCT), check("product"), (a, ADDITION), check("addition"), (p, PRODUCT))
    assert found("addition", *before).state == "ok"
    assert found("product", *before).state == "ok"
    lines = overview(ran(*before, ("s", "check()")), "en").lines
    assert [line.state for line in lines[:4]] == ["ok", "ok", "seen", "seen"]


def test_answers_that_were_all_written_before_any_check_are_told_apart_by_their_values() -> None:
    before = [("p", PRODUCT.replace("dfdx = y", "dfdx = x")), ("a", ADDITION), ("m", MAXIMUM)]
    assert [row.state for row in found("product", *before).rows] == ["ok", "wrong", "ok"]
    before.append(check("product"))
    assert found("addition", *before).state == "ok"
    assert found("maximum", *before).state == "ok"


@pytest.mark.parametrize("cell", ["a", None])
def test_a_wrong_answer_before_another_question_s_is_wrong(cell: str | None) -> None:
    before = ((cell, TYPED), ("p", PRODUCT), check("product"))
    assert [row.state for row in found("addition", *before).rows] == ["ok", "wrong", "wrong"]
    half = (cell, ADDITION.removesuffix("\ndfdy = 1"))
    assert "There is no variable dfdy" in found("addition", half, *before[1:]).sentence


def test_a_question_without_a_cell_is_not_tried_yet() -> None:
    before = (("p", PRODUCT), check("product"))
    assert not found("addition", *before).attempted
    lines = overview(ran(*before), "en").lines
    assert [line.state for line in lines] == ["ok", *["seen"] * 8]


def test_another_question_s_cell_that_cannot_be_read_changes_nothing() -> None:
    before = (("p", PRODUCT), check("product"), ("a", BROKEN))
    assert found("product", *before).state == "ok"
    assert "A cell of yours cannot be run" in found("addition", *before, check("product")).sentence
    lines = overview(ran(*before), "en").lines
    assert [line.state for line in lines] == ["ok", *["seen"] * 8]
    own = (*before[:2], ("p", PRODUCT.replace("dfdx = y", "dfdx = (y")))
    assert "A cell of yours cannot be run" in found("product", *own).sentence


@pytest.fixture(params=[True, False], ids=["ids", "no-ids"])
def lab(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Lab]:
    made = Lab(tmp_path, cell_ids=request.param)
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_in_a_kernel_a_whole_notebook_stands_when_one_cell_is_run_again(lab: Lab) -> None:
    cells = [(str(cell.index), cell.source) for cell in read_cells(NOTEBOOKS["ps1"])]
    for cell, source in cells:
        lab.run(cell, source)
    again = next(cell for cell in cells if "f = x * y" in cell[1])
    lab.run(*again)
    assert "9 of 9 questions" in lab.run("all", "check()")
    assert lab.run("c", 'check("addition")').startswith("✓")
    lab.run(again[0], "%%time\n" + again[1].replace("f = x * y", "%time f = x * y"))
    assert lab.run("d", 'check("product")').startswith("✓ product")
    lab.run(again[0], "%%time\n" + again[1].replace("dfdx = y", "dfdx = 2 * y"))
    assert "✗ differs" in lab.run("d", 'check("product")')
    if lab.cell_ids:
        assert not lab.run("d", 'check("product")', deleted=[again[0]]).startswith("✓")
        assert lab.run("all", "check()").startswith("· – / 1.5    not tried yet  A product")
