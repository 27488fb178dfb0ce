"""The child of `autograder check`: runs a file's cells in one namespace and checks each exercise where its cell stands.

    python -m autograder.selfcheck.in_child FILE LANGUAGE [QUESTION]

It ends with the exit code RIGHT, or with WRONG where something is wrong or nothing was found; with any other, it was ended by
the student's code.
"""

import contextlib
import io
import os
import sys
import threading
import types
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import autograder.selfcheck as face
from autograder.model.cell import Cell
from autograder.model.message import say
from autograder.model.question import Question
from autograder.notebook.cells import read_cells
from autograder.notebook.code import code
from autograder.selfcheck.coaching import Coach
from autograder.selfcheck.display import Report, blank
from autograder.selfcheck.exercise import FILE, PACKAGED, find, known, together_with
from autograder.selfcheck.file import RIGHT, WRONG
from autograder.selfcheck.history import Scope
from autograder.selfcheck.overview import CALLED, summary
from autograder.selfcheck.quiet import OutOfTimeError, quiet, within
from autograder.selfcheck.runs import Run, run_of


class _Run:
    """One namespace, the cells run so far in it, and the reports by question in the order they came."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.module = types.ModuleType("__main__")
        self.names: dict[str, object] = self.module.__dict__
        self.runs: list[Run] = []
        self.reports: dict[str, Report] = {}
        self.at = ""
        self.coach = Coach()
        sys.modules["__main__"] = self.module

    def run(self, cell: Cell) -> None:
        """Run a cell; what it raises, or that it does not end, is for the checks to tell."""
        self.at = str(cell.grade_id or f"cell {cell.index}")
        raised: BaseException | None = code(cell.source).error
        with quiet(), contextlib.suppress(SystemExit):
            try:
                with within(face.SECONDS_OF_CELL):
                    tree, name = code(cell.source).tree, f"<cell {cell.index}>"
                    exec(compile(tree, name, "exec", dont_inherit=True), self.names)
            except (Exception, OutOfTimeError) as error:
                raised = error
        self.runs.append(run_of(cell.source, str(cell.index), raised))

    def check(self, question: str | None = None, *, lang: str | None = None) -> None:
        """What `check` does while a file is examined; the summary comes at the end."""
        if question is None:
            return
        self.at = question
        cells = tuple(run.source for run in self.runs)
        scope = Scope(self.names, cells, tuple(self.runs))
        report = face.examine(question, scope, lang or self.lang)
        self.reports[question] = self.coach.coached(report, find(question))


def main(file: str, lang: str, question: str = "") -> int:
    """Run the file, print the reports, return the exit code."""
    path = Path(file)
    cells = read_cells(path)
    run = _Run(lang)
    face.check = run.check
    beside = known(path.parent / FILE)
    here = [one for one in beside if one.notebook in ("", path.stem)]
    exercises = [*known(PACKAGED), *(here or beside)]
    questions = {exercise.question.id: exercise.question for exercise in exercises}
    timer = threading.Timer(LIMIT, _give_up, (run, path))
    timer.daemon = True
    with contextlib.suppress(RuntimeError):  # a Python without threads
        timer.start()
    _run_all(run, cells, questions, question)
    timer.cancel()
    return _tell(run, path, question)


def _run_all(run: _Run, cells: Sequence[Cell], questions: Mapping[str, Question], question: str) -> None:
    """Run the cells, and check each question where its own cell stands, at the last where it is found by its target alone."""
    called = {name for cell in cells for name in CALLED.findall(cell.source)}
    answered = defaultdict[str | None, list[str]](list)
    for name in questions.keys() - called:
        answered[questions[name].answer_cell].append(name)
    asked = questions[question].asked if question in questions else ()
    for cell in cells:
        run.run(cell)
        for name in () if cell.locked else answered[cell.grade_id]:
            run.check(name)
        if asked and question not in run.reports and {*asked} <= code(cell.source).stored:
            run.check(question)
    for name, one in questions.items():
        if name not in run.reports and one.target in run.names:
            run.check(name)


LIMIT = 50.0
"""Seconds for all of it: what is in the middle of C code then, where nothing can be broken off, is named and ends it."""


def _give_up(run: _Run, path: Path) -> None:
    """Tell what is known so far, and what does not come back; then end."""
    sys.stdout = sys.__stdout__ or sys.stdout
    run.reports[run.at] = blank(run.at, say("late", method=run.at, seconds=f"{LIMIT:g}"), run.lang)
    _tell(run, path, "")
    sys.stdout.flush()
    os._exit(WRONG)


def _tell(run: _Run, path: Path, question: str) -> int:
    chosen = [report for key, report in run.reports.items() if question in ("", key)]
    if not chosen:
        missing = say("nothing_found", name=path.name)
        if question:
            missing = say("not_in_file", question=question, name=path.name)
        chosen = [blank(path.name, missing, run.lang)]
    shown = [repr(one) if question else one.brief for one in chosen]
    if not question and run.reports:
        exercises = together_with(run.reports, path.parent)
        shown.append(repr(summary(exercises, run.reports, run.lang, path.parent)))
    sys.stdout.write("\n\n".join(shown) + "\n")
    return 0 if all(report.passed for report in chosen) else 1


if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()):
        exit_code = main(*sys.argv[1:])
    sys.exit(WRONG if exit_code else RIGHT)
