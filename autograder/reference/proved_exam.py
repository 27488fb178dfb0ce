"""The tests that an instructor wrote in the reference notebook, proved: the reference passes each of them.

What runs beside them in the judge's process are the cells that students do not write, statement by statement, as far as they
stand on nothing that students write; names that stand on it are asked of the student's process.
"""

import ast
import contextlib
import io
import itertools
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import TESTS, Assignment, Limits
from autograder.notebook.code import bound_by, code
from autograder.notebook.nearness import nearest
from autograder.notebook.solutions import stub_of
from autograder.numbers.draw import Draw
from autograder.reference.deadline import within
from autograder.reference.imports import as_in_sandbox
from autograder.reference.solution import Reference, numpy_restored
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.modules import importable, module_names
from autograder.sandbox.observe import where
from autograder.sandbox.protocol import Tested
from autograder.sandbox.remote import testing
from autograder.sandbox.remote.answerer import Inside, answerer
from autograder.sandbox.remote.exam import Exam, Paper
from autograder.sandbox.remote.examining import Judge

SECONDS = Limits().question_seconds
"""Of a processor, for a test where no course says how long it may take."""


def tried(
    cells: tuple[Cell, ...],
    points: Mapping[str, float],
    files: Mapping[str, bytes] | None = None,
    seconds: float = SECONDS,
    packages: Collection[str] = (),
) -> dict[str, str]:
    """Why each test cell of those `points` cannot be used as it stands, beside these `files` and with these `packages`; "" where
    it can."""
    exam = written_exam(cells, points, files)
    why: dict[str, str] = {}
    with undisturbed(files or {}, packages):
        for _, one, judge in rehearsed(exam, cells, seconds=seconds):
            why[one.name] = why_not_full(one, points)
            exam = recorded(exam, judge)
        for left_out, names in _left_out(cells, [name for name, wrong in why.items() if not wrong]):
            every = len(left_out) == sum(cell.answer for cell in cells)
            what = "nothing" if every else f"all but {' and '.join(str(cell.grade_id) for cell in left_out)}"
            unnoticed = _passed(exam, cells, left_out, points, seconds).intersection(names)
            why |= {name: f"it passes for who has answered {what}" for name in unnoticed if not why[name]}
    return why


def _passed(
    exam: Exam,
    cells: tuple[Cell, ...],
    left_out: Sequence[Cell],
    points: Mapping[str, float],
    seconds: float,
) -> set[str]:
    """The tests that give all their points where some answers are left out."""
    stubs = tuple(replace(one, source=stub_of(one.source)) if one in left_out else one for one in cells)
    tested = rehearsed(exam, stubs, recording=False, seconds=seconds)
    return {one.name for _, one, _ in tested if not why_not_full(one, points)}


def _left_out(cells: tuple[Cell, ...], tests: Sequence[str]) -> Iterator[tuple[list[Cell], Sequence[str]]]:
    """Answers that may be left out, and the tests that should notice: all of them, then those between two groups of tests whose
    names its own tests, those behind them, do not read."""
    answers = [cell for cell in cells if cell.answer]
    yield answers, tests
    marked = [cell for cell in cells if cell.answer or cell.grade_id in tests]
    groups = [list(group) for _, group in itertools.groupby(marked, lambda cell: cell.answer)]
    for own, behind in itertools.pairwise(groups):
        few = own[0].answer and len(own) < len(answers)
        if few and (blind := _blind(own, behind)):
            yield own, blind


def _blind(own: Sequence[Cell], behind: Sequence[Cell]) -> list[str]:
    """The tests behind some answers that read none of their names."""
    bound = {name for cell in own for one in code(cell.source).tree.body for name in bound_by(one)}
    texts = {str(cell.grade_id): code(cell.source) for cell in behind}
    return [name for name, text in texts.items() if bound.isdisjoint(text.loaded - text.names)]


def make_exam(
    assignment: Assignment, reference: Reference, seed: bytes, seconds: float = SECONDS
) -> Exam | None:
    """The tests that the rubrics of an assignment name; None where there are none. What they draw at random comes from `seed`.

    Raises CourseError for a test that is not there, or that the reference itself does not pass in so many seconds.
    """
    items = {item.of[0]: item for question in assignment.questions for item in question.tested}
    points = {name: item.points for name, item in items.items()}
    if not items:
        return None
    there = [cell.grade_id for cell in reference.released if cell.locked and cell.grade_id]
    for name in items:
        if name not in there:
            close = nearest(name, there)
            hint = f'did you mean "{close}"?' if close else "give a test cell this grade_id"
            raise CourseError(reference.path, 0, f'no test cell has the grade_id "{name}"; {hint}')
    exam = _proved(written_exam(reference.released, points, assignment.files), reference, points, seconds)
    shown = frozenset(name for name, item in items.items() if item.options.get("show"))
    drawn = int(Draw(seed, TESTS).rng.integers(1 << 32))
    return replace(exam, shown=shown, files=tuple(assignment.files.items()), seed=drawn)


def written_exam(
    cells: tuple[Cell, ...], tests: Collection[str], files: Mapping[str, bytes] | None = None
) -> Exam:
    """The tests with what they stand on, as their author sees them: every message is shown."""
    papers, both = _papers(cells, tests, module_names(files or {}))
    streams = any("random" in cell.source for cell in cells)
    return Exam(papers, both, streams=streams, shown=frozenset(tests))


def _papers(
    cells: tuple[Cell, ...], tests: Collection[str], beside: frozenset[str]
) -> tuple[tuple[Paper, ...], frozenset[str]]:
    """The tests and what they stand on, in order; and the names that answers read, which are set at both ends.

    What stands on something of the student's is the student's; but what a test has set is the test's, and so is what anybody
    imports, unless an answer imports it from a module `beside` the notebook, whose variables are the student's.
    """
    read = frozenset[str]().union(*(code(cell.source).loaded for cell in cells if cell.answer))
    theirs: set[str] = set()
    papers: list[Paper] = []
    for cell in cells:
        if cell.locked:
            papers += [Paper(str(cell.grade_id), cell.source)] if cell.grade_id in tests else []
            theirs -= code(cell.source).names
            continue
        for statement in code(cell.source).tree.body:
            one, bound = code(ast.unparse(statement)), frozenset(bound_by(statement))
            alone = isinstance(statement, _ALONE) or theirs.isdisjoint(one.loaded | one.stored)
            if _is_theirs(statement, cell, read, beside) or not alone:
                theirs |= bound
                papers.append(Paper("", "", bound))
            else:
                theirs -= bound
                papers.append(Paper("", one.source))
    return tuple(papers), read


def _is_theirs(statement: ast.stmt, cell: Cell, read: frozenset[str], beside: frozenset[str]) -> bool:
    """Whether what a statement binds is the student's, whatever it stands on; a class that answers read is one, not two."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return cell.answer and not beside.isdisjoint(_modules(statement))
    return cell.answer or (isinstance(statement, ast.ClassDef) and statement.name in read)


def _modules(statement: ast.Import | ast.ImportFrom) -> frozenset[str]:
    """The packages and modules that an import looks for."""
    if isinstance(statement, ast.ImportFrom):
        return frozenset([(statement.module or "").partition(".")[0]])
    return frozenset(one.name.partition(".")[0] for one in statement.names)


_ALONE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
"""Statements that stand on nothing until they are used."""


def _proved(exam: Exam, reference: Reference, points: Mapping[str, float], seconds: float) -> Exam:
    """The exam with the places where the reference's values are no data. Raises CourseError where a test does not pass."""
    judge: Judge | None = None
    with reference.alone(), undisturbed(reference.files, reference.packages):
        for cell, tested, who in rehearsed(exam, reference.released, seconds=seconds):
            judge = who
            if wrong := why_not_full(tested, points):
                raise CourseError(reference.path, 0, f"{_place(cell, tested)}: {wrong}")
    return recorded(exam, judge) if judge else exam


def recorded(exam: Exam, judge: Judge) -> Exam:
    """The exam with the places where the reference's values were objects, and where its calls changed data."""
    sites = judge.sites
    objects, changing = frozenset(sites.objects), frozenset(sites.changing)
    return replace(exam, objects=objects, changing=changing, numbers=frozenset(judge.numbers))


@contextlib.contextmanager
def undisturbed(files: Mapping[str, bytes], packages: Collection[str]) -> Iterator[None]:
    """What a notebook prints, warns of and draws at random is its own affair; it imports what the sandbox has, and modules of
    its `files`."""
    state = np.random.get_state()  # noqa: NPY002 - notebooks use it
    try:
        with contextlib.ExitStack() as around:
            around.enter_context(contextlib.redirect_stdout(io.StringIO()))
            around.enter_context(np.errstate(all="ignore"))
            around.enter_context(warnings.catch_warnings())
            around.enter_context(numpy_restored())
            around.enter_context(_written_with())
            around.enter_context(importable(files))
            around.enter_context(as_in_sandbox(packages, files))
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002


@contextlib.contextmanager
def _written_with() -> Iterator[None]:
    """What tests are written with can be imported; what else they import stays so, for much of it cannot be loaded twice."""
    ours = testing.modules()
    others = {name: sys.modules.get(name) for name in ours}
    sys.modules.update(ours)
    try:
        yield
    finally:
        for name, other in others.items():
            if other is None:
                del sys.modules[name]
            else:
                sys.modules[name] = other


def why_not_full(tested: Tested, points: Mapping[str, float]) -> str:
    """Why a test gave less than all its points, or more, as the reference's author is told; "" where it gave them."""
    full = points[tested.name]
    number = full if tested.number is None else tested.number
    if not tested.passed:
        return _reason(tested)
    if abs(number - full) > NEGLIGIBLE:
        return f"its last line gives the reference {number:g} of {full:g} points"
    return ""


NEGLIGIBLE = 1e-9
"""A difference of points that is rounding."""


def rehearsed(
    exam: Exam, cells: tuple[Cell, ...], *, recording: bool = True, seconds: float = SECONDS
) -> Iterator[tuple[Cell, Tested, Judge]]:
    """Run cells and judge their tests in this process, each within so many seconds: each test's cell, what came of it, and the
    judge."""
    inside = Inside()
    judge = Judge(exam, inside.to_answerer.append, inside.judge_receives, recording=recording)
    interpreter = Interpreter(tuple(cell.source for cell in cells))
    inside.answerer = answerer(interpreter.names, where, inside.to_judge.append, inside.answerer_receives)
    inside.judge = judge.link
    beside = iter(exam.papers)
    for at, cell in enumerate(cells):
        if not cell.locked:
            interpreter.run_cell(at)
        elif cell.grade_id in exam.tests:
            for paper in beside:
                tested = _in_time(judge, paper, seconds) if paper.name else judge.sit(paper)
                if tested is not None:
                    yield cell, tested, judge
                    break


def _in_time(judge: Judge, paper: Paper, seconds: float) -> Tested | None:
    """What comes of a test; what does not end in time is refused."""
    try:
        with within(seconds, lambda _: CourseError(paper.name, 0, "")):
            return judge.sit(paper)
    except CourseError:
        return Tested(paper.name, "refused", message=f"it runs longer than {seconds:g} s")


def _place(cell: Cell, tested: Tested) -> str:
    line = f", line {tested.line}" if tested.line else ""
    return f'cell {cell.index}{line}: the test "{tested.name}"'


def _reason(tested: Tested) -> str:
    if tested.raised is not None:
        return f"the reference raises {tested.raised.type_name}: {tested.raised.message}"
    said = tested.message or "an assertion"
    kinds = {"failed": f"the reference does not pass it ({said})", "refused": said}
    return kinds.get(tested.how, f"it raises {tested.type_name}: {said}")
