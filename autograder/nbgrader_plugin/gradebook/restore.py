"""A submission as a notebook that nbgrader can hold: every cell it keeps an eye on is there once, with its metadata.

Students copy, split, delete and rename cells, lose metadata in other editors, hand in another file. None of it stops the
class: what is there stays, what is missing is put back, and each repair is told (`repairs`).
"""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from autograder.model.errors import UnreadableSubmission
from autograder.model.message import Message
from autograder.nbgrader_plugin.gradebook.inert import inert, pictures_of, with_pictures
from autograder.nbgrader_plugin.gradebook.sheet import MARK, KnownCell, Notebook
from autograder.notebook.cells import read_cells
from autograder.notebook.handed_in import cells_of, source_of, text_of

MAX_SOURCE = 200_000
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def open_notebook(path: Path | None) -> Notebook:
    """Any file that was handed in, as a plain notebook without outputs; an empty one when it cannot be read.

    Cells keep the place that they have in the file, in their metadata.
    """
    cells: list[Notebook] = []
    try:
        if path is not None and path.suffix == ".py":
            cells = [_cell("code", cell.source.lstrip("\n"), {}, cell.index) for cell in read_cells(path)]
        elif path is not None:
            raw = enumerate(cells_of(text_of(path), path.name))
            cells = [_copied(cell, index) for index, cell in raw if cell is not None]
    except UnreadableSubmission:
        pass
    _name(cells)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _copied(cell: Mapping[str, object], index: int) -> Notebook:
    kind, source = cell.get("cell_type"), source_of(cell)
    if kind == "heading":
        kind, source = "markdown", f"# {source}"
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kept = {"nbgrader": dict(marks)} if isinstance(marks, dict) else {}
    kind = kind if kind in ("code", "markdown") else "raw"
    copy = _cell(kind, source, kept, index)
    if isinstance(own := cell.get("id"), str) and _CELL_ID.fullmatch(own):
        copy["id"] = own
    if kind == "markdown" and (pictures := pictures_of(cell.get("attachments"))):
        copy["attachments"] = pictures
    return copy


def _cell(kind: str, source: str, metadata: Mapping[str, object], index: int | None) -> Notebook:
    text = source[:MAX_SOURCE]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    cell = {"cell_type": kind, "id": "", "metadata": {**metadata, MARK: {"index": index}}, "source": text}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def _name(cells: Sequence[Notebook]) -> None:
    """Every cell an id of its own, as nbformat 4.5 wants."""
    taken, seen = {cell["id"] for cell in cells}, {""}
    names = (name for count in itertools.count() if (name := f"cell-{count}") not in taken)
    for cell in cells:
        if cell["id"] in seen:
            cell["id"] = next(names)
        seen.add(cell["id"])


def restore(
    notebook: Notebook, known: Sequence[KnownCell], found: Mapping[str, int], texts: Collection[str] = ()
) -> list[Message]:
    """Give every known cell its one place in the notebook, and say what had to be mended.

    `found` says in which cell of the file a question's answer stands, where the grader has found it; `texts` are those that were
    released, drawings in them, which stay as they are.
    """
    cells: list[Notebook] = notebook["cells"]
    claims = _claims(cells)
    taken = {id(cell) for one in known for cell in claims.get(one.name, ())}
    at_index = {cell["metadata"][MARK]["index"]: cell for cell in cells}
    told: list[Message] = []
    previous: Notebook | None = None
    for one in known:
        answer = at_index.get(found.get(one.name, -1))
        cell, repair = _cell_of(one, claims.get(one.name, []), answer, taken)
        if cell is None:
            cell = _cell(one.cell_type, one.source, {}, None)
            cells.insert(next((at + 1 for at, it in enumerate(cells) if it is previous), 0), cell)
        told += [repair] if repair else []
        taken.add(id(cell))
        _mark(cell, one)
        previous = cell
    handed_out = {*texts, *(one.source for one in known)}
    for cell in cells:
        if cell["cell_type"] != "code":
            shown = with_pictures if cell["source"] in handed_out else inert
            cell["source"] = shown(cell["source"], cell.get("attachments", ()))
    _name(cells)
    return told


def _claims(cells: Sequence[Notebook]) -> dict[str, list[Notebook]]:
    """The cells by the name that each of them claims to have; nbgrader's metadata is taken off them."""
    claims: dict[str, list[Notebook]] = {}
    for cell in cells:
        name = cell["metadata"].pop("nbgrader", {}).get("grade_id")
        if isinstance(name, str):
            claims.setdefault(name, []).append(cell)
    return claims


def _cell_of(
    known: KnownCell, mine: Sequence[Notebook], answer: Notebook | None, taken: Collection[int]
) -> tuple[Notebook | None, Message | None]:
    """Which cell is the known one (None: it is gone), and what there is to mend.

    Of those that claim its name the one with the `answer`, else the last; of nobody's cells the one with the answer.
    """
    values = {"name": known.name}
    if mine:
        copied = Message("nbgrader_copied", values) if len(mine) > 1 else None
        return next((cell for cell in mine if cell is answer), mine[-1]), copied
    if answer is not None and not known.locked and id(answer) not in taken:
        return answer, Message("nbgrader_found", values)
    return None, Message("nbgrader_put_back", values)


def _mark(cell: Notebook, known: KnownCell) -> None:
    """Make the cell the known one: its metadata and, where it is locked, its text."""
    if cell["cell_type"] != known.cell_type:
        for key in ("outputs", "execution_count", "attachments"):
            cell.pop(key, None)
        cell["cell_type"] = known.cell_type
        if known.cell_type == "code":
            cell |= {"outputs": [], "execution_count": None}
    if known.locked:
        cell["source"] = known.source
    cell["metadata"]["nbgrader"] = known.metadata()
