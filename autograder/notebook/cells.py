"""Reads notebooks and scripts as they come: any nbformat, any encoding, magics and shell lines, one Python 2 cell.

A submission is data: `read_cells` raises UnreadableSubmission only when there is nothing that could be run.
"""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.model.cell import Cell
from autograder.model.errors import UnreadableSubmission
from autograder.notebook.code import code
from autograder.notebook.translate import as_python

MAX_BYTES = 50_000_000
MAX_SOURCE = 2_000_000
MAX_PADDING = 10_000_000
"""Empty lines before all pieces of a text together, which grow with the square of its length."""


def read_cells(path: Path) -> tuple[Cell, ...]:
    """The code cells of a notebook or script. Raises UnreadableSubmission with one line that says why not."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(f"{path.name} cannot be read: {error.strerror}") from error
    text = decode_text(data)
    if path.suffix == ".py":
        return tuple(script_cells(text[:MAX_SOURCE]))
    return tuple(notebook_cells(text, path.name))


_COOKIE = re.compile(rb"coding[:=][ \t]*([-\w.]+)")


def decode_text(data: bytes) -> str:
    """Bytes as text (never fails): UTF-8 or UTF-16 with or without a BOM, what its first lines say, else Korean
    (cp949), Japanese (cp932), Latin-1."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if 0 in data[:2] and len(data) > 2:
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    said = _COOKIE.search(b"\n".join(data[:400].split(b"\n")[:2]))
    for encoding in ("utf-8-sig", said[1].decode() if said else "utf-8", "cp949", "cp932"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def notebook_cells(text: str, name: str = "notebook") -> Iterable[Cell]:
    """The code cells of a notebook's JSON, nbformat 2 to 4. Raises UnreadableSubmission when it is no notebook."""
    try:
        content = json.loads(text.strip("\ufeff\x00 \r\n\t"), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableSubmission(f"{name} is no notebook: its JSON is broken ({error})"[:300]) from error
    read = [
        _code_cell(cell, index)
        for index, cell in enumerate(_all_cells(content, name))
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]
    wanted = {module.split(".")[0] for cell in read for module in _IMPORTED.findall(cell.source)}
    yield from (runnable(cell, frozenset(wanted)) for cell in read)


_IMPORTED = re.compile(r"^[ \t]*(?:from|import|%run)[ \t]+([\w.]+)", re.MULTILINE)


def _all_cells(content: object, name: str) -> list[object]:
    """The cells of a notebook's JSON, of whatever type; those of nbformat 2 and 3 lie in worksheets."""
    if not isinstance(content, dict):
        raise UnreadableSubmission(f"{name} is no notebook: a JSON object is wanted")
    cells = content.get("cells")
    if cells is None and isinstance(content.get("worksheets"), list):
        sheets = [sheet for sheet in content["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells", [])]
    if not isinstance(cells, list):
        raise UnreadableSubmission(f"{name} is no notebook: it has no list of cells")
    return cells


def _code_cell(cell: dict[str, Any], index: int) -> Cell:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    nbgrader = nbgrader if isinstance(nbgrader, dict) else {}
    grade_id = nbgrader.get("grade_id")
    grade_id = grade_id if isinstance(grade_id, str) else None
    answered, tests = bool(nbgrader.get("solution")), bool(nbgrader.get("grade"))
    given = bool(nbgrader.get("locked")) and not answered and not tests
    return Cell(source[:MAX_SOURCE], index, grade_id, tests and not answered, given)


def runnable(cell: Cell, wanted: frozenset[str] = frozenset()) -> Cell:
    """A cell as plain Python, its note saying what had to be left out; `wanted` are the modules the notebook imports."""
    source, note = as_python(cell.source, wanted)
    return replace(cell, source=source, note=note or cell.note)


def script_cells(text: str) -> Iterable[Cell]:
    """A .py file as cells: at `# %%` marks; without them each definition, and each run of other statements, is one.

    Line numbers are kept (a cell begins with as many empty lines as stand before it in the file), and a syntax error
    costs only the stretch between two top-level definitions.
    """
    source, note = as_python(text)
    whole = code(source).parses and not re.search(r"^# ?%%", source, re.MULTILINE)
    pieces = _pieces(source, code(source).starts if whole else _marks(source))
    for index, (line, part) in enumerate(pieces):
        cell = runnable(Cell(part, index, note="" if index else note))
        yield replace(cell, source="\n" * line + cell.source)


def _pieces(source: str, starts: Sequence[int]) -> Iterable[tuple[int, str]]:
    """(lines before, text) of the pieces that begin in those lines, as many as MAX_PADDING allows; the last holds the rest."""
    lines = source.split("\n")
    paddings = itertools.accumulate(starts)
    kept = [start for start, padding in zip(starts, paddings, strict=True) if padding <= MAX_PADDING]
    for start, end in itertools.pairwise([*kept, len(lines)]):
        yield start, "\n".join(lines[start:end])


def parted(cell: Cell) -> tuple[Cell, ...]:
    """A notebook's cell as statements, where it sets a name twice: it may answer more than one question."""
    targets = [t for n in code(cell.source).tree.body if isinstance(n, ast.Assign) for t in n.targets]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    if len(names) == len(set(names)):
        return (cell,)
    pieces = _pieces(cell.source, code(cell.source).starts)
    return tuple(replace(cell, source="\n" * line + part) for line, part in pieces)


def joined(cells: Sequence[Cell]) -> Cell:
    """The last of some cells, with those before it that are pieces of the same text (their lines do not meet)."""
    lines = cells[-1].source.split("\n")
    for cell in reversed(cells[:-1]):
        before = cell.source.rstrip("\n").split("\n")
        if any(lines[: len(before)]):
            break
        lines[: len(before)] = before
    return replace(cells[-1], source="\n".join(lines))


def _marks(source: str) -> list[int]:
    """The lines that begin a cell: `# %%` marks, else whatever looks like the beginning of a definition."""
    lines = source.split("\n")
    marks = [i for i, line in enumerate(lines) if re.match(r"# ?%%", line)]
    if not marks:
        marks = [
            i for i, line in enumerate(lines) if re.match(r"(class|def|@|if __name__|import|from)\b", line)
        ]
        marks = [i for i in marks if not (i and lines[i - 1].startswith("@"))]
    return sorted({0, *marks})


_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[ \t]*$", re.DOTALL | re.MULTILINE
)


def stub_of(source: str) -> str:
    """A reference cell as students get it: the solution region replaced as nbgrader's ClearSolutions does."""
    return _SOLUTION.sub(r"\1# YOUR CODE HERE\n\1raise NotImplementedError()", source)
