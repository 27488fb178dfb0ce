"""Reads notebooks and scripts as they come: any nbformat, any encoding, magics and shell lines, one Python 2 cell.

A submission is data: `read_cells` raises UnreadableSubmission only when there is nothing that could be run.
"""

import ast
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.model.cell import Cell
from autograder.model.errors import UnreadableSubmission
from autograder.model.message import tell
from autograder.notebook.bounds import MAX_CELLS, MAX_SOURCE, PADDING
from autograder.notebook.code import code, forget
from autograder.notebook.handed_in import cells_of, source_of, text_of
from autograder.notebook.marks import is_test, marks_of
from autograder.notebook.translate import as_python


def read_cells(path: Path) -> tuple[Cell, ...]:
    """The code cells of a notebook or script. Raises UnreadableSubmission with one line that says why not."""
    forget()
    text = text_of(path)
    return tuple(script_cells(text, path.name) if path.suffix == ".py" else notebook_cells(text, path.name))


def notebook_cells(text: str, name: str = "notebook") -> Iterable[Cell]:
    """The code cells of a notebook's JSON, nbformat 2 to 4. Raises UnreadableSubmission when it is no notebook."""
    raw = enumerate(cells_of(text, name))
    read = [_code_cell(cell, index) for index, cell in raw if cell and cell.get("cell_type") == "code"]
    read = _short_enough(read)
    wanted = {module.split(".")[0] for cell in read for module in _IMPORTED.findall(cell.source)}
    yield from (runnable(cell, frozenset(wanted)) for cell in read)


_IMPORTED = re.compile(r"^[ \t]*+(?:from|import|%run)[ \t]++([\w.]++)", re.MULTILINE)


def _short_enough(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without the longest ones, where all together are too much to be looked through: pasted data, mostly."""
    left, long = sum(len(cell.source) for cell in cells), set[int]()
    for cell in sorted(cells, key=lambda cell: -len(cell.source)):
        if left <= MAX_SOURCE:
            break
        left -= len(cell.source)
        long.add(cell.index)
    return [
        replace(
            cell,
            source="",
            note=f"left out: {len(cell.source):,} characters; at most {MAX_SOURCE:,} are read",
        )
        if cell.index in long
        else cell
        for cell in cells
    ]


def _code_cell(cell: dict[str, object], index: int) -> Cell:
    marks = marks_of(cell)
    grade_id = marks.get("grade_id")
    grade_id = grade_id if isinstance(grade_id, str) else None
    answered, tested = bool(marks.get("solution")), is_test(marks)
    given = bool(marks.get("locked")) and not answered and not tested
    return Cell(source_of(cell), index, grade_id, tested, given, answer=answered)


def runnable(cell: Cell, wanted: frozenset[str] = frozenset()) -> Cell:
    """A cell as plain Python, its note saying what had to be left out; `wanted` are the modules the notebook imports."""
    source, note = as_python(cell.source, wanted)
    return replace(cell, source=source, note=note or cell.note)


def script_cells(text: str, name: str = "script") -> Iterable[Cell]:
    """A .py file as cells: at `# %%` marks; without them each definition, and each run of other statements, is one.

    Line numbers are kept (a cell begins with as many empty lines as stand before it in the file), and a syntax error
    costs only the stretch between two top-level definitions. Raises UnreadableSubmission for more than is looked through.
    """
    if len(text) > MAX_SOURCE:
        raise UnreadableSubmission(
            tell(
                "{name} holds {size:,} characters; at most {most:,} are read",
                name=name,
                size=len(text),
                most=MAX_SOURCE,
            )
        )
    source, note = as_python(text)
    whole = code(source).parses and not _MARK.search(source)
    pieces = _pieces(source, code(source).starts if whole else _marks(source))
    for index, (line, part) in enumerate(pieces):
        cell = runnable(Cell(part, index, note="" if index else note))
        yield replace(cell, source="\n" * line + cell.source)


def _pieces(source: str, starts: Sequence[int]) -> Iterable[tuple[int, str]]:
    """(lines before, text) of the pieces that begin in those lines, as many as MAX_CELLS and PADDING allow; the last
    holds the rest."""
    lines = source.split("\n")
    most = 20_000 + PADDING * len(source)
    paddings = itertools.accumulate(starts[:MAX_CELLS])
    kept = [start for start, padding in zip(starts, paddings, strict=False) if padding <= most]
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


_MARK = re.compile(r"^# ?%%", re.MULTILINE)
_BEGINNING = re.compile(r"(class|def|@|if __name__|import|from)\b")


def _marks(source: str) -> list[int]:
    """The lines that begin a cell: `# %%` marks, else whatever looks like the beginning of a definition."""
    lines = source.split("\n")
    marks = [i for i, line in enumerate(lines) if _MARK.match(line)]
    if not marks:
        marks = [i for i, line in enumerate(lines) if _BEGINNING.match(line)]
        marks = [i for i in marks if not lines[i - 1].startswith("@")]
    return sorted({0, *marks})
