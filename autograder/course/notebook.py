"""What course.yml may speak of in a reference notebook, read from its text alone: nothing runs."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.located import Value
from autograder.course.suggestion import suggest
from autograder.model.errors import CourseError
from autograder.model.record import Json
from autograder.notebook.code import code
from autograder.notebook.marks import Marks, is_by_hand, is_test, marks_of, points_of

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a reference notebook: all `words` in its code, the classes and functions that it `defined`, the `ids` of its
    cells of code, and the points of cells that people grade, and of test cells, by name."""

    words: frozenset[str]
    defined: frozenset[str]
    ids: frozenset[str]
    by_hand: Mapping[str, float] = field(default_factory=dict)
    tests: Mapping[str, float] = field(default_factory=dict)

    def has_answer(self, question: str) -> bool:
        """Whether some cell is the answer cell of a question: by its grade_id, or by its own id."""
        return not self.ids.isdisjoint((question, question.replace("_", "-")))


def names_of(value: Value, path: Path) -> Names:
    """The names of a notebook, which `value` speaks of. Raises CourseError where there is none, or none that can be read."""
    if not path.is_file():
        _missing(value, path)
    try:
        cells = _cells(path)
        in_code = [cell for cell in cells if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in in_code]
        ids = frozenset(name for cell in in_code for name in _ids(cell))
        by_hand, tests = _points(cells, is_by_hand), _points(in_code, is_test)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise CourseError(path, 0, f"this is no notebook ({why}); save it again from Jupyter") from None
    defined = frozenset[str]().union(*(code(source).blocks for source in sources))
    return Names(frozenset(_WORD.findall("\n".join(sources))), defined, ids, by_hand, tests)


def _cells(path: Path) -> list[Json]:
    """The cells of a notebook file. Raises CourseError for one of an old version, and what Python raises for no notebook."""
    notebook = json.loads(path.read_text("utf-8"))
    if isinstance(notebook, dict) and "worksheets" in notebook:
        raise CourseError(
            path, 0, "this is a notebook of version 3 or older; save it as version 4 from Jupyter"
        )
    return list(notebook["cells"])


def _points(cells: Iterable[dict[str, object]], chosen: Callable[[Marks], bool]) -> dict[str, float]:
    """The points of the cells that are chosen by their marks, by grade_id."""
    found = (marks for marks in map(marks_of, cells) if chosen(marks))
    return {str(marks.get("grade_id")): points_of(marks) for marks in found}


def _ids(cell: dict[str, object]) -> tuple[str, ...]:
    marks = marks_of(cell)
    return tuple(str(name) for name in (marks.get("grade_id"), cell.get("id")) if name)


def _missing(value: Value, path: Path) -> None:
    shown = f"solutions/{path.parent.name}/{path.name}"
    if path.is_dir():
        value.fail(f"{shown} is a folder; the reference notebook is a file of that name")
    known = sorted(file.stem for file in path.parent.glob("*.ipynb") if file.is_file())
    near = suggest(path.stem, known, otherwise=f"write one of {', '.join(known)}" if known else "create it")
    value.fail(f"there is no {shown}; {near}")
