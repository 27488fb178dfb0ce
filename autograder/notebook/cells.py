"""Reads notebooks and scripts as they come: any nbformat, any encoding, magics and shell lines, one Python 2 cell.

A submission is data: `read_cells` raises UnreadableSubmission only when there is nothing that could be run.
"""

from __future__ import annotations

import ast
import functools
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.model.cell import Cell
from autograder.model.errors import UnreadableSubmission
from autograder.notebook.translate import as_python, parses

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
    if not isinstance(content, dict):
        raise UnreadableSubmission(f"{name} is no notebook: a JSON object is wanted")
    cells = content.get("cells")
    if cells is None and isinstance(content.get("worksheets"), list):
        sheets = [sheet for sheet in content["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells", [])]
    if not isinstance(cells, list):
        raise UnreadableSubmission(f"{name} is no notebook: it has no list of cells")
    read = [
        _code_cell(cell, index)
        for index, cell in enumerate(cells)
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]
    imported = re.compile(r"^[ \t]*(?:from|import|%run)[ \t]+([\w.]+)", re.MULTILINE)
    wanted = {name.split(".")[0] for cell in read for name in imported.findall(cell.source)}
    yield from (runnable(cell, frozenset(wanted)) for cell in read)


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
    locked = bool(nbgrader.get("grade")) and not nbgrader.get("solution")
    return Cell(source[:MAX_SOURCE], index, grade_id, locked)


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
    if parses(source) and not re.search(r"^# ?%%", source, re.MULTILINE):
        stretches = list(_statements(source))
    else:
        stretches = list(_stretches(source))
    for index, (line, part) in enumerate(stretches):
        cell = runnable(Cell(part, index, note="" if index else note))
        yield replace(cell, source="\n" * line + cell.source)


def _statements(source: str) -> Iterable[tuple[int, str]]:
    """(lines before, text) of each top-level statement; imports and simple statements that follow each other stay alone
    so that each can be the end of a question's work."""
    lines = source.split("\n")
    body = ast.parse(source).body
    starts = [min([s.lineno, *(d.lineno for d in getattr(s, "decorator_list", []))]) - 1 for s in body]
    merged: list[int] = []
    for at, start in enumerate(starts):
        if at and start < (body[at - 1].end_lineno or 0):
            continue
        merged.append(start)
    merged = _affordable(merged)
    for start, end in zip(merged, [*merged[1:], len(lines)], strict=False):
        yield start, "\n".join(lines[start:end])


def parted(cell: Cell) -> tuple[Cell, ...]:
    """A notebook's cell as statements, where it sets a name twice: it may answer more than one question."""
    if not parses(cell.source):
        return (cell,)
    targets = [t for n in ast.parse(cell.source).body if isinstance(n, ast.Assign) for t in n.targets]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    if len(names) == len(set(names)):
        return (cell,)
    return tuple(replace(cell, source="\n" * line + part) for line, part in _statements(cell.source))


def joined(cells: Sequence[Cell]) -> Cell:
    """The last of some cells, with those before it that are pieces of the same text (their lines do not meet)."""
    lines = cells[-1].source.split("\n")
    for cell in reversed(cells[:-1]):
        before = cell.source.rstrip("\n").split("\n")
        if any(lines[: len(before)]):
            break
        lines[: len(before)] = before
    return replace(cells[-1], source="\n".join(lines))


def _stretches(source: str) -> Iterable[tuple[int, str]]:
    lines = source.split("\n")
    marks = [i for i, line in enumerate(lines) if re.match(r"# ?%%", line)]
    if not marks:
        marks = [
            i for i, line in enumerate(lines) if re.match(r"(class|def|@|if __name__|import|from)\b", line)
        ]
        marks = [i for i in marks if not (i and lines[i - 1].startswith("@"))]
    starts = _affordable(sorted({0, *marks}))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "\n".join(lines[start:end])


def _affordable(starts: list[int]) -> list[int]:
    """The first of some pieces' beginnings, as many as MAX_PADDING allows; the last piece holds the rest."""
    sums = itertools.accumulate(starts)
    return [start for start, padding in zip(starts, sums, strict=True) if padding <= MAX_PADDING]


def definitions(source: str) -> str:
    """The imports, classes, functions and constants of a cell, other statements left out: what a cell that hangs can
    still give. The source unchanged when it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    lines = source.split("\n")
    kept = [""] * len(lines)
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef | ast.FunctionDef) or (
            isinstance(node, ast.Assign) and not any(isinstance(n, ast.Call) for n in ast.walk(node.value))
        ):
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1
            kept[first : node.end_lineno] = lines[first : node.end_lineno]
    return "\n".join(kept)


def same_code(one: str, other: str) -> bool:
    """True when two sources are the same but for comments, blank lines and layout: an untouched stub."""
    if _UNWRITTEN in other and _UNWRITTEN not in one:
        return False
    try:
        return _normal_form(one) == _normal_form(other)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "".join(one.split()) == "".join(other.split())


_UNWRITTEN = "NotImplementedError"


@functools.lru_cache(maxsize=256)
def _normal_form(source: str) -> str:
    return ast.dump(ast.parse(source))


_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[ \t]*$", re.DOTALL | re.MULTILINE
)


def stub_of(source: str) -> str:
    """A reference cell as students get it: the solution region replaced as nbgrader's ClearSolutions does."""
    return _SOLUTION.sub(r"\1# YOUR CODE HERE\n\1raise NotImplementedError()", source)
