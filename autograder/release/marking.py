"""The reference notebook as course.yml wants it: points and nbgrader's metadata written in, missing test cells added.

Refused is what students, or nbgrader, would stumble over: cells that nobody grades, ids that stand twice, markers that hide
nothing, a `check(…)` that finds no exercise.
"""

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Question
from autograder.model.record import Json
from autograder.notebook.code import code
from autograder.notebook.marks import as_written, is_answer, is_test, marks_of
from autograder.notebook.nearness import nearest
from autograder.notebook.solutions import BEGIN, stub_of, trouble
from autograder.notebook.translate import as_python

Cell = Json

_ALL = {"task": False, "schema_version": 3, "cell_type": "code"}
ANSWER = {"grade": False, "solution": True, "locked": False, **_ALL}
TEST = {"grade": True, "solution": False, "locked": True, **_ALL}
LOCKED = {**TEST, "grade": False}
SETUP = {
    "check": "from autograder.selfcheck import check",
    "draw": "from autograder.selfcheck import draw",
    "np": "import numpy as np",
    "numpy": "import numpy",
}
"""What a notebook imports before it is used, and how: the grader has numpy and runs no `check`, students' kernels have neither."""


def marked(source: Path, assignment: Assignment) -> str:
    """The text of a reference notebook with points and nbgrader metadata as course.yml wants them.

    Raises CourseError for a notebook that cannot be released.
    """
    try:
        notebook = json.loads(source.read_text("utf-8"))
        cells: list[Cell] = notebook["cells"]
        if notebook.get("nbformat") != 4:
            raise ValueError(f"nbformat {notebook.get('nbformat')}, not 4")
        if not all({"cell_type", "metadata", "source"} <= cell.keys() for cell in cells):
            raise ValueError("a cell without source or metadata")
    except (AttributeError, OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(source, 0, f"this is no notebook ({error}); save it again from Jupyter") from None
    _check_ids(source, cells)
    written = list(cells)  # as the author numbers them
    for question in assignment.questions:
        _mark(source, cells, question)
    _check_owners(source, written, assignment)
    _check_calls(source, written, [question.id for question in assignment.questions])
    if any(len(question.tested) < len(question.rubric) for question in assignment.questions):
        _check_setup(source, written, added=len(cells) > len(written))
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _refuse(source: Path, at: int, what: str, line: int = 0) -> NoReturn:
    raise CourseError(source, 0, f"cell {at}, line {line}: {what}" if line else f"cell {at}: {what}")


def _check_ids(source: Path, cells: Sequence[Cell]) -> None:
    seen: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = marks_of(cell).get("grade_id")
        if name and seen.setdefault(name, at) != at:
            what = f'two cells have the grade_id "{name}", this one and cell {seen[name]}; give one another'
            _refuse(source, at, what)


def _mark(source: Path, cells: list[Cell], question: Question) -> None:
    """Mark the question's answer cell and its test cells; the one for what course.yml asks is added when there is none."""
    answer = _find(cells, question.answer_cell)
    for name, points in question.test_cells.items():
        own = _find(cells, name)
        if name != f"{question.id}_check" and own is not None and marks_of(own).get("points") != points:
            _update(own, {"points": as_written(points)})
    by_tests_alone = len(question.tested) == len(question.rubric)
    if by_tests_alone and (answer is None or marks_of(answer).get("grade_id") == question.answer_cell):
        return  # it is as its author left it
    if answer is None:
        _no_answer(source, cells, question)
    wrong = None if by_tests_alone else trouble(_python(answer))
    if wrong:
        _refuse(source, cells.index(answer), wrong[1], wrong[0])
    _update(answer, ANSWER | {"grade_id": question.answer_cell})
    test_id = f"{question.id}_check"
    if test_id in question.test_cells:
        test = _find(cells, test_id) or _unmarked(cells, question.id) or _added(cells, answer, question)
        _update(test, TEST | {"grade_id": test_id, "points": as_written(question.test_cells[test_id])})


def _no_answer(source: Path, cells: Sequence[Cell], question: Question) -> NoReturn:
    for at, cell in enumerate(cells):
        if marks_of(cell).get("grade_id") == question.answer_cell:
            _refuse(source, at, f'the answer cell of "{question.id}" is no code; make it a cell of code')
    message = f'no answer cell for question "{question.id}"; give one the grade_id (or the cell id) "{question.answer_cell}"'
    raise CourseError(source, 0, message)


def _added(cells: list[Cell], answer: Cell, question: Question) -> Cell:
    """A test cell for the self-check, put below the answer."""
    test = code_cell(f"{question.id}_check", f'check("{question.id}")', TEST)
    cells.insert(cells.index(answer) + 1, test)
    return test


def code_cell(name: str, source: str, marks: Mapping[str, object]) -> Cell:
    """A cell of code with this grade_id and nbgrader's marks."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name.replace("_", "-"),
        "metadata": {"nbgrader": {**marks, "grade_id": name}},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _find(cells: Iterable[Cell], name: str) -> Cell | None:
    """The code cell of that grade_id, or else of that cell id."""
    code_cells = [cell for cell in cells if cell.get("cell_type") == "code"]
    for cell in code_cells:
        if marks_of(cell).get("grade_id") == name:
            return cell
    return next((cell for cell in code_cells if cell.get("id") in (name, name.replace("_", "-"))), None)


def _unmarked(cells: Iterable[Cell], question: str) -> Cell | None:
    """A cell without marks that holds the self-check of a question and nothing else: its test cell."""
    for cell in cells:
        if cell.get("cell_type") == "code" and not marks_of(cell):
            body = code(_python(cell)).tree.body
            if len(body) == 1 and [_asked(call) for call in _calls(_python(cell))] == [question]:
                return cell
    return None


def _update(cell: Cell, marks: dict[str, object]) -> None:
    """Set nbgrader's metadata in place; what stands there keeps its order, so that nothing is rewritten for nothing."""
    cell["metadata"]["nbgrader"] = marks_of(cell) | marks


def _python(cell: Cell) -> str:
    return as_python("".join(cell["source"]))[0] if cell.get("cell_type") == "code" else ""


def _check_owners(source: Path, cells: Sequence[Cell], assignment: Assignment) -> None:
    """Every cell that nbgrader would grade, or have answered, belongs to a question or to a person."""
    for at, cell in enumerate(cells):
        wrong = _unowned_test(cell, assignment) or _unowned_answer(cell, assignment)
        if wrong := wrong or _shown_solution(cell) or _empty_test(cell, assignment):
            _refuse(source, at, wrong)


def _unowned_test(cell: Cell, assignment: Assignment) -> str:
    """What is wrong with a test cell of no question; "" where nothing is, as below."""
    name = marks_of(cell).get("grade_id")
    tests = {name for question in assignment.questions for name in question.test_cells}
    if not is_test(marks_of(cell)) or name in tests.union(assignment.by_hand):
        return ""
    return f'the test cell "{name}" belongs to no question of course.yml; add one or delete it'


def _unowned_answer(cell: Cell, assignment: Assignment) -> str:
    """An answer that nobody reads; an instructor's tests may read any."""
    name = marks_of(cell).get("grade_id")
    tested = any(question.tested for question in assignment.questions)
    if not is_answer(marks_of(cell)) or tested or name in {one.answer_cell for one in assignment.questions}:
        return ""
    remedy = "add one, have people grade it (manually graded answer), or take the solution mark off"
    return f'the answer cell "{name}" belongs to no question of course.yml; {remedy}'


def _shown_solution(cell: Cell) -> str:
    """A solution where nothing is hidden from students."""
    if marks_of(cell).get("solution") or BEGIN not in "".join(cell["source"]):
        return ""
    return f'"{BEGIN}" stands in a cell that is no answer cell, so that students would see it; mark it as one'


def _empty_test(cell: Cell, assignment: Assignment) -> str:
    """The test cell of a question that does not check itself there."""
    name = str(marks_of(cell).get("grade_id"))
    own = name.removesuffix("_check")
    if not is_test(marks_of(cell)) or own not in {one.answer_cell for one in assignment.questions}:
        return ""
    written = code(_python(cell))
    empty = written.parses and not written.tree.body
    return f'the test cell "{name}" is empty; write check("{own}")' if empty else ""


def _calls(source: str) -> list[ast.Call]:
    found = (node for node in code(source).nodes if isinstance(node, ast.Call))
    return [call for call in found if isinstance(call.func, ast.Name) and call.func.id == "check"]


def _asked(call: ast.Call) -> object:
    """The question that a `check(…)` names; None where it names none that can be read."""
    argument = call.args[0] if len(call.args) == 1 else None
    return argument.value if isinstance(argument, ast.Constant) else None


def _check_calls(source: Path, cells: Sequence[Cell], ids: Sequence[str]) -> None:
    """Every `check("…")` finds its exercise, and a test cell asks for its own; not where a notebook has a `check` of its own."""
    if any("check" in code(_python(cell)).defined for cell in cells):
        return
    for at, cell in enumerate(cells):
        marks = marks_of(cell)
        own = str(marks.get("grade_id")).removesuffix("_check") if marks.get("grade") else None
        for call in _calls(_python(cell)):
            asked = _asked(call)
            if not call.args and own is None:  # the summary of all questions
                continue
            if asked not in ids:
                near = own or nearest(str(asked or ast.unparse(call)[6:-1]), ids) or ids[0]
                what = f'names no question of this assignment; write check("{near}")'
                _refuse(source, at, f"{ast.unparse(call)} {what}", call.lineno)
            if own in ids and asked != own:
                what = f'stands in the test cell of "{own}"; write check("{own}")'
                _refuse(source, at, f"{ast.unparse(call)} {what}", call.lineno)


def _check_setup(source: Path, cells: Sequence[Cell], *, added: bool) -> None:
    """Whatever notebooks need from elsewhere is imported where students have it, too; `added` test cells need `check`."""
    visible = [stub_of(_python(c)) if marks_of(c).get("solution") else _python(c) for c in cells]
    bound = frozenset[str]().union(*(code(text).bound for text in visible))
    for name, remedy in SETUP.items():
        users = [at for at, cell in enumerate(cells) if name in code(_python(cell)).loaded]
        if name not in bound and (users or (added and name == "check")):
            where = f"cell {users[0]}" if users else "the test cells"
            what = f"no cell that students get imports {name}, which is used in {where}"
            raise CourseError(source, 0, f'{what}; write "{remedy}" in the first cell')
