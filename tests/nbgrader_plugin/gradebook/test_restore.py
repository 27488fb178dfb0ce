"""Every known cell is there once, whatever students did to their notebook, and each repair is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.nbgrader_plugin.gradebook.inert import inert
from autograder.nbgrader_plugin.gradebook.restore import open_notebook, restore
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell
from tests.notebook.odd import odd_files

ANSWER = KnownCell("gate", "code", False, "stub", "1", solution=True)
TEST = KnownCell("gate_check", "code", True, "check('gate')", "2", grade=True, points=4.0)
KNOWN = (ANSWER, TEST)


def cell(source: str, name: str | None = None, kind: str = "code") -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": {"grade_id": name}} if name else {}}


def restored(
    tmp_path: Path, *cells: dict[str, Any], found: dict[str, int] | None = None
) -> tuple[list[tuple[str, str | None]], list[tuple[str, str]]]:
    """The cells as (source, grade_id), and what was told as (key, name)."""
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    notebook = open_notebook(path)
    told = restore(notebook, KNOWN, found or {})
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    shown = [(c["source"], c["metadata"].get("nbgrader", {}).get("grade_id")) for c in notebook["cells"]]
    return shown, [(message.key, str(message.values["name"])) for message in told]


def test_what_is_whole_is_left_alone(tmp_path: Path) -> None:
    cells, told = restored(tmp_path, cell("mine", "gate"), cell("check('gate')", "gate_check"))
    assert cells == [("mine", "gate"), ("check('gate')", "gate_check")]
    assert told == []


def test_a_locked_cell_has_its_text_back_and_an_answer_keeps_its_own(tmp_path: Path) -> None:
    cells, told = restored(tmp_path, cell("mine", "gate"), cell("check('cheat')", "gate_check"))
    assert cells == [("mine", "gate"), ("check('gate')", "gate_check")]
    assert told == []


def test_what_is_gone_is_put_back_in_its_place(tmp_path: Path) -> None:
    cells, told = restored(tmp_path, cell("notes"), cell("mine", "gate"), cell("more"))
    assert cells == [("notes", None), ("mine", "gate"), ("check('gate')", "gate_check"), ("more", None)]
    assert told == [("nbgrader_put_back", "gate_check")]


@pytest.mark.parametrize(("found", "kept"), [({}, "second"), ({"gate": 0}, "first"), ({"gate": 2}, "second")])
def test_of_copies_the_one_with_the_answer_counts_else_the_last(
    tmp_path: Path, found: dict[str, int], kept: str
) -> None:
    copies = (cell("first", "gate"), cell("second", "gate"), cell("check('gate')", "gate_check"))
    cells, told = restored(tmp_path, *copies, found=found)
    assert (kept, "gate") in cells
    assert [name for _, name in cells].count("gate") == 1
    assert told == [("nbgrader_copied", "gate")]


def test_an_answer_without_its_name_is_found_where_the_grader_found_it(tmp_path: Path) -> None:
    cells, told = restored(tmp_path, cell("notes"), cell("mine"), found={"gate": 1, "gate_check": 0})
    assert cells == [("notes", None), ("mine", "gate"), ("check('gate')", "gate_check")]
    assert told == [("nbgrader_found", "gate"), ("nbgrader_put_back", "gate_check")]


def test_a_cell_that_has_another_name_is_not_taken(tmp_path: Path) -> None:
    """The answer stands in the test's cell: that one stays the test's."""
    cells, told = restored(tmp_path, cell("mine", "gate_check"), found={"gate": 0})
    assert cells == [("stub", "gate"), ("check('gate')", "gate_check")]
    assert told == [("nbgrader_put_back", "gate")]


def test_two_questions_do_not_take_the_same_cell(tmp_path: Path) -> None:
    other = KnownCell("other", "code", False, "other stub", "3", solution=True)
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [cell("both")]}))
    notebook = open_notebook(path)
    told = restore(notebook, (ANSWER, other), {"gate": 0, "other": 0})
    assert [c["source"] for c in notebook["cells"]] == ["both", "other stub"]
    assert [message.key for message in told] == ["nbgrader_found", "nbgrader_put_back"]


def test_markdown_of_a_student_is_made_inert_and_that_of_the_release_is_not(tmp_path: Path) -> None:
    handed_out = KnownCell("text", "markdown", True, "<b>read</b>", "4")
    path = tmp_path / "n.ipynb"
    cells = [cell("<script>", kind="markdown"), cell("<b>read</b>", "text", "markdown"), cell("a < b")]
    path.write_text(json.dumps({"cells": cells}))
    notebook = open_notebook(path)
    restore(notebook, (handed_out,), {})
    assert [c["source"] for c in notebook["cells"]] == ["&lt;script>", "<b>read</b>", "a < b"]
    drawing = '<img alt="a graph" src="data:image/svg+xml;base64,PHN2">'
    path.write_text(
        json.dumps({"cells": [cell(drawing, kind="markdown"), cell(f"{drawing}!", kind="markdown")]})
    )
    notebook = open_notebook(path)
    restore(notebook, (), {}, (drawing,))
    assert [c["source"] for c in notebook["cells"]] == [drawing, f"&lt;{drawing[1:]}!"]
    assert inert("[x](javascript:alert(1)) 1 < 2") == "[x] (javascript:alert(1)) 1 < 2"


def test_cells_of_older_and_unknown_kinds_are_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [cell("Part 1", kind="heading"), cell("x", kind="sql")]}))
    kinds = [(made["cell_type"], made["source"]) for made in open_notebook(path)["cells"]]
    assert kinds == [("markdown", "# Part 1"), ("raw", "x")]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 7}', '{"cells": [7, null]}', "\x00"])
def test_any_file_opens(tmp_path: Path, content: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(content)
    assert open_notebook(path)["cells"] == open_notebook(None)["cells"] == []


@pytest.mark.parametrize("suffix", [".ipynb", ".py"])
def test_odd_files_are_notebooks_that_nbgrader_can_hold(tmp_path: Path, suffix: str) -> None:
    import nbformat

    path = tmp_path / f"odd{suffix}"
    for content in odd_files():
        path.write_bytes(content)
        notebook = open_notebook(path)
        restore(notebook, KNOWN, {"gate": 0})
        for made in notebook["cells"]:
            made["metadata"].pop("autograder", None)
        nbformat.validate(notebook, version=4, version_minor=5)
        json.dumps(notebook).encode("utf-8")


def test_attachments_that_are_no_pictures_are_gone_and_so_are_the_places_that_show_them(
    tmp_path: Path,
) -> None:
    """nbconvert would end with an error, and the student's result would be lost."""
    known = KnownCell("text", "markdown", True, "![a](attachment:a.png) <b>x</b>", "4")
    path = tmp_path / "n.ipynb"
    picture = {"image/png": "aaaa"}
    cells = [
        {**cell("![a](attachment:a.png) ![b](attachment:b.svg)", kind="markdown"), "attachments": {"a.png": picture, "b.svg": 5}},
        {**cell("changed", "text", "markdown"), "attachments": {"x": 5}},
    ]  # fmt: skip
    path.write_text(json.dumps({"cells": cells}))
    notebook = open_notebook(path)
    restore(notebook, (known,), {})
    own, handed_out = notebook["cells"]
    assert own["source"] == "![a](attachment:a.png) ![b] (attachment:b.svg)"
    assert own["attachments"] == {"a.png": picture}
    assert handed_out["source"] == "![a] (attachment:a.png) <b>x</b>"
    assert "attachments" not in handed_out


def test_many_cells_of_one_id_have_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    cells = [{**cell("x"), "id": name} for name in ["cell-0", "a", "a", "cell-1", "a", "", "a"]]
    path.write_text(json.dumps({"cells": cells}))
    ids = [made["id"] for made in open_notebook(path)["cells"]]
    assert ids[:2] == ["cell-0", "a"]
    assert len(set(ids)) == len(ids)
