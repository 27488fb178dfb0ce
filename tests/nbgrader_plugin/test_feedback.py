"""Formulas as MathML: those that a text has, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.nbgrader_plugin.feedback import DrawFormulas, StripHiddenTests, with_mathml
from tests.conftest import ROOT
from tests.own_course import several_notebooks


@pytest.mark.parametrize(
    "text",
    [
        "no formula",
        "it costs $5 and $6",
        "`$x$` is code, and so is\n```\n$$y$$\n```",
        r"\$x\$ is escaped",
        "an $unfinished one",
        r"what nobody can read: $\frac{$",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert with_mathml(text) == text


def test_formulas_are_drawn_where_they_stand() -> None:
    drawn = with_mathml("of $z = x * y_1$ and\n\n$$\n\\frac{a}{b} < 1\n$$\n")
    assert re.fullmatch(
        r'of <math [^>]*display="inline">[^\n]*</math> and\n\n<math [^>]*display="block">[^\n]*</math>\n',
        drawn,
    )
    assert "<mfrac>" in drawn
    assert not set("$*_\\") & set(
        re.sub(r"<[^>]*>", "", drawn)
    )  # nothing that Markdown would take for its own
    assert "<mo>&#x0003C;</mo>" in drawn


def test_every_formula_of_the_released_notebooks_can_be_drawn() -> None:
    """A raw `$$` on a page is one that was not."""
    notebooks = [json.loads(path.read_text("utf-8")) for path in (ROOT / "assignments").rglob("*.ipynb")]
    texts = [
        "".join(cell["source"])
        for one in notebooks
        for cell in one["cells"]
        if cell["cell_type"] == "markdown"
    ]
    drawn = [with_mathml(text) for text in texts]
    assert sum(one.count("<math ") for one in drawn) > 50
    assert [one for one in drawn if "$" in re.sub(r"`[^`]*`", "", one)] == []


@pytest.mark.parametrize(
    ("page", "drawn"),
    [
        ({"assignment_id": "ps1"}, True),
        ({"nbgrader": {"assignment": "ps1"}}, True),
        ({"assignment_id": "of before"}, False),
        ({}, False),
    ],
)
def test_pages_show_what_the_course_handed_out_and_what_it_does_not_know(
    tmp_path: Path, page: dict[str, Any], drawn: bool
) -> None:
    root = several_notebooks(tmp_path)
    text = nbformat.v4.new_markdown_cell("$x^2$")
    for name in ("powers", "sums"):
        path = root / "assignments" / "ps1" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[text] if name == "sums" else []), path)
    shown = nbformat.v4.new_notebook(cells=[text])
    DrawFormulas().preprocess(shown, {"metadata": {"path": str(root / "autograded/ada/ps1")}, **page})
    assert ("<math" in shown.cells[0].source) is drawn


def test_hidden_tests_are_not_on_the_page() -> None:
    """nbgrader's feedback shows them."""
    source = "check('q')\n### BEGIN HIDDEN TESTS\nassert secret\n### END HIDDEN TESTS\nx = 1"
    cells = [
        nbformat.v4.new_code_cell(text, metadata={"nbgrader": {"locked": True}})
        for text in (source, source[:40])
    ]
    stripped = [StripHiddenTests().preprocess_cell(cell, {}, 0)[0].source for cell in cells]
    assert stripped == ["check('q')\nx = 1", "check('q')"]
