"""Reads notebooks and scripts as they come: any nbformat, any encoding, magics and shell lines, one Python 2 cell.

A submission is data: `read_cells` raises UnreadableSubmission only when there is nothing that could be run.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.errors import UnreadableSubmission

MAX_BYTES = 50_000_000
MAX_SOURCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its source as Python, its place in the file (from 0), nbgrader's grade_id if it has one.

    `locked` cells (nbgrader's test cells) are never run: the grader asks its own questions. `note` says what was
    taken out or changed so that the rest can run.
    """

    source: str
    index: int
    grade_id: str | None = None
    locked: bool = False
    note: str = ""


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
        return tuple(script_cells(text))
    return tuple(notebook_cells(text, path.name))


def decode_text(data: bytes) -> str:
    """Bytes as text: UTF-8 with or without a BOM, UTF-16, else Korean (cp949), else Latin-1 (never fails)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def notebook_cells(text: str, name: str = "notebook") -> Iterable[Cell]:
    """The code cells of a notebook's JSON, nbformat 2 to 4. Raises UnreadableSubmission when it is no notebook."""
    try:
        content = json.loads(text.strip("\x00 \r\n\t"), strict=False)
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
    for index, cell in enumerate(cells):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield _code_cell(cell, index)


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
    return runnable(Cell(source[:MAX_SOURCE], index, grade_id, locked))


_MAGIC = re.compile(r"^(?P<space>[ \t]*)(?:(?P<assign>[\w ,]+=[ \t]*)?[%!]|\?)(?P<rest>.*)$")
_CELL_MAGIC = re.compile(r"^\s*%%(?P<name>\w+)")
_PYTHON_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3", "pypy", "memit")
_SHOW_HELP = re.compile(r"^[ \t]*[\w.]+\?\??[ \t]*$")


def runnable(cell: Cell) -> Cell:
    """A cell as plain Python: magics and shell lines become `pass`, line for line, so that line numbers stay."""
    source = (
        cell.source.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u00a0", " ")
    )
    if _parses(source):
        return replace(cell, source=source)
    magic = _CELL_MAGIC.match(source)
    if magic:
        if magic["name"] not in _PYTHON_MAGICS:
            return replace(cell, source="", note=f"%%{magic['name']}")
        source = re.sub(r"\A(\s*)%%.*", r"\1pass", source)
    lines = [_plain_line(line) for line in source.split("\n")]
    changed = "\n".join(lines)
    for attempt in (source, changed, _python2_prints(changed)):
        if _parses(attempt):
            return replace(cell, source=attempt, note="magic" if magic or attempt != source else cell.note)
    return replace(cell, source=changed if changed != source else source)


def _plain_line(line: str) -> str:
    match = _MAGIC.match(line)
    if match and not line.lstrip().startswith("%%"):
        if match["assign"]:
            return f"{match['space']}{match['assign']}[]"
        timed = re.match(r"(?:time|timeit)[ \t]+(.*)", match["rest"])
        return match["space"] + (timed[1] if timed and _parses(timed[1]) else "pass")
    if _SHOW_HELP.match(line):
        return "pass"
    return line


_PRINT2 = re.compile(r"^(\s*(?:.*:\s*)?)print[ \t]+([^(=].*|\(.*\)\s*[%,].*)$")


def _python2_prints(source: str) -> str:
    """Python 2 print statements as calls, line by line; only used where the cell would not parse otherwise."""
    lines = [_PRINT2.sub(r"\1print(\2)", line) for line in source.split("\n")]
    return "\n".join(re.sub(r"^(\s*)print[ \t]*$", r"\1print()", line) for line in lines)


def _parses(source: str) -> bool:
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def script_cells(text: str) -> Iterable[Cell]:
    """A .py file as cells: at `# %%` marks; without them each definition, and each run of other statements, is one.

    Line numbers are kept (a cell begins with as many empty lines as stand before it in the file), and a syntax error
    costs only the stretch between two top-level definitions.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = runnable(Cell(text, 0)).source
    if _parses(source) and not re.search(r"^# ?%%", source, re.MULTILINE):
        stretches = list(_statements(source))
    else:
        stretches = list(_stretches(source))
    for index, (line, part) in enumerate(stretches):
        cell = runnable(Cell(part, index))
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
    for start, end in zip(merged, [*merged[1:], len(lines)], strict=False):
        yield start, "\n".join(lines[start:end])


def _stretches(source: str) -> Iterable[tuple[int, str]]:
    lines = source.split("\n")
    marks = [i for i, line in enumerate(lines) if re.match(r"# ?%%", line)]
    if not marks:
        marks = [
            i for i, line in enumerate(lines) if re.match(r"(class|def|@|if __name__|import|from)\b", line)
        ]
        marks = [i for i in marks if not (i and lines[i - 1].startswith("@"))]
    starts = sorted({0, *marks})
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "\n".join(lines[start:end])


def definitions(source: str) -> str:
    """The imports, classes, functions and constants of a cell, other statements left out: what a cell that hangs can
    still give. The source unchanged when it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
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
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError, RecursionError):
        return "".join(one.split()) == "".join(other.split())


_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[ \t]*$", re.DOTALL | re.MULTILINE
)


def stub_of(source: str) -> str:
    """A reference cell as students get it: the solution region replaced as nbgrader's ClearSolutions does."""
    return _SOLUTION.sub(r"\1# YOUR CODE HERE\n\1raise NotImplementedError()", source)
