"""What course.yml may speak of in a reference notebook, read from its text alone: nothing runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.located import Value, suggest
from autograder.model.errors import CourseError
from autograder.notebook.code import code

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
        notebook = json.loads(path.read_text("utf-8"))
        if isinstance(notebook, dict) and "worksheets" in notebook:
            raise CourseError(
                path, 0, "this is a notebook of version 3 or older; save it as version 4 from Jupyter"
            )
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
        ids = frozenset(name for cell in cells for name in _ids(cell))
        by_hand = dict(found for cell in notebook["cells"] for found in _by_hand(cell))
        tests = dict(found for cell in cells for found in _tests(cell))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise CourseError(path, 0, f"this is no notebook ({why}); save it again from Jupyter") from None
    defined = frozenset[str]().union(*(code(source).blocks for source in sources))
    return Names(frozenset(_WORD.findall("\n".join(sources))), defined, ids, by_hand, tests)


def _by_hand(cell: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """nbgrader's manually graded answers and tasks, with their points."""
    marks = cell.get("metadata", {}).get("nbgrader") or {}
    if (marks.get("grade") and marks.get("solution")) or marks.get("task"):
        yield str(marks.get("grade_id")), float(marks.get("points") or 0.0)


def _tests(cell: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """nbgrader's test cells, with their points."""
    marks = cell.get("metadata", {}).get("nbgrader") or {}
    if marks.get("grade") and not marks.get("solution"):
        yield str(marks.get("grade_id")), float(marks.get("points") or 0.0)


def _ids(cell: dict[str, Any]) -> tuple[str, ...]:
    marks = cell.get("metadata", {}).get("nbgrader") or {}
    return tuple(str(name) for name in (marks.get("grade_id"), cell.get("id")) if name)


def _missing(value: Value, path: Path) -> None:
    shown = f"solutions/{path.parent.name}/{path.name}"
    if path.is_dir():
        value.fail(f"{shown} is a folder; the reference notebook is a file of that name")
    known = sorted(file.stem for file in path.parent.glob("*.ipynb") if file.is_file())
    near = suggest(path.stem, known, otherwise=f"write one of {', '.join(known)}" if known else "create it")
    value.fail(f"there is no {shown}; {near}")
