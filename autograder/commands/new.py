"""`autograder new`: a question to start from. A small one that works, to be replaced piece by piece.

It gets a text and an answer cell at the end of the reference notebook, an entry in course.yml and a place in the bank of
mistakes; whatever is there stays as it is.
"""

import argparse
import json
import re
from pathlib import Path
from string import Template
from textwrap import indent

from autograder.commands.common_options import course_of
from autograder.course.load import COURSE_FILE, load_course
from autograder.course.writing import with_question
from autograder.files import write_whole
from autograder.model.errors import AutograderError, CourseError, UsageError
from autograder.model.question import Course
from autograder.model.record import Json
from autograder.release.marking import ANSWER, LOCKED, TEST, code_cell
from autograder.words.catalogue import ENGLISH
from autograder.words.clean import clean
from autograder.words.messages import word

SKELETONS = Path(__file__).parent / "skeletons"
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PART = re.compile(r"^%% (\w+)\n", re.MULTILINE)
_SETUP = f"""\
try:
    import numpy as np

    from autograder.selfcheck import check, draw
except ModuleNotFoundError as missing:
    print(missing, "{word("notebook_missing", ENGLISH)}", sep="\\n")
    print("%pip install backprop-autograder-student")"""


def kinds() -> list[str]:
    """The kinds of question there is a skeleton of."""
    return sorted(path.stem for path in SKELETONS.glob("*.txt"))


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("question", metavar="QUESTION", help="its id: small letters, digits and _")
    parser.add_argument("--kind", choices=kinds(), required=True, help="what the student writes")
    text = "where it belongs (default: the last one; a new one is made)"
    parser.add_argument("--assignment", metavar="ASSIGNMENT", help=text)
    parser.add_argument(
        "--course", type=Path, metavar="DIR", help=f"default: the nearest {COURSE_FILE} upward"
    )


def run(arguments: argparse.Namespace) -> int:
    """Add the question, and say what was written."""
    course = course_of(arguments)
    known = [assignment.id for assignment in course.assignments]
    assignment = arguments.assignment or (known[-1] if known else "ps1")
    print("\n".join(new(course, assignment, arguments.question, arguments.kind)))
    return 0


def new(course: Course, assignment: str, question: str, kind: str) -> list[str]:
    """Add a question to an assignment (which is made where it is not there); returns what was written, a line each.

    Raises UsageError for an id that cannot be or is taken, CourseError where the files cannot be added to. Then they are as
    they were.
    """
    if not _ID.fullmatch(question):
        raise UsageError(f'"{clean(question)}" is no id of a question; write it like batch_norm')
    if any(question == one.id for a in course.assignments for one in a.questions):
        raise UsageError(f"there is a question {question} already; choose another id")
    parts = skeleton(kind, question)
    notebook = next((a.notebooks[-1] for a in course.assignments if a.id == assignment), assignment)
    folder = course.root / "solutions" / assignment
    files = [course.root / COURSE_FILE, folder / f"{notebook}.ipynb", folder / "mistakes.py"]
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    text, line = with_question(files[0], assignment, notebook, parts["entry"])
    try:
        write_whole(files[1], _with_cells(files[1], before[files[1]], question, parts))
        write_whole(files[2], _with_place(before[files[2]], question, assignment, parts["mistake"]))
        write_whole(files[0], text)
        load_course(course.root)
    except BaseException:
        for path, data in before.items():
            write_whole(path, data) if data is not None else path.unlink(missing_ok=True)
        raise
    shown = [str(path.relative_to(course.root)) for path in files]
    return [
        f"{shown[0]}:{line}: the entry of {question}",
        f"{shown[1]}: a text and an answer that works; replace them by your own",
        f"{shown[2]}: a place for wrong answers that have a name",
        f"next: autograder validate {assignment}",
    ]


def skeleton(kind: str, question: str) -> dict[str, str]:
    """The parts of a skeleton: `entry`, `text`, `answer`, `mistake`."""
    words = question.split("_")
    title, target = " ".join(words).capitalize(), "".join(map(str.capitalize, words))
    values = {"id": question, "title": title, "Target": target}
    _, *parts = _PART.split((SKELETONS / f"{kind}.txt").read_text(encoding="utf-8"))
    named = zip(parts[::2], parts[1::2], strict=True)
    return {name: Template(text).safe_substitute(values).strip("\n") for name, text in named}


def _with_cells(path: Path, before: bytes | None, question: str, parts: dict[str, str]) -> str:
    """The notebook with a text and an answer cell more, or a new one with a cell of imports."""
    try:
        notebook = json.loads(before) if before is not None else _new_notebook()
        cells: list[Json] = notebook["cells"]
        taken = {str(cell.get("id")) for cell in cells}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(path, 0, f"this is no notebook ({error}); save it again from Jupyter") from None
    name = question.replace("_", "-")
    if {name, f"{name}-text"} & taken:
        raise AutograderError(f'{path}: there is a cell with the id "{name}" already; choose another id')
    text = parts["text"].splitlines(keepends=True)
    cells.append({"cell_type": "markdown", "id": f"{name}-text", "metadata": {}, "source": text})
    cells.append(code_cell(question, parts["answer"], ANSWER))
    if "tests" in parts:
        cells.append(code_cell(f"{question}_test", parts["tests"], {**TEST, "points": 0}))
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _new_notebook() -> Json:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [code_cell("setup", _SETUP, LOCKED)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _with_place(before: bytes | None, question: str, assignment: str, example: str) -> str:
    """The bank with a place for the question's mistakes; the example stands in a comment."""
    text = before.decode("utf-8").rstrip("\n") if before else _BANK.format(assignment=assignment)
    return f"{text}\n\n# {question}: no known mistakes yet. Each is a cell like this one:\n{indent(example, '#   ')}\n"


_BANK = """\
# The bank of mistakes of {assignment}: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names, or its methods and functions of the same name."""
