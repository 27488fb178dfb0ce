"""One submission, graded where a platform has put it."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from autograder.course.load import load_assignment
from autograder.grading.intake.find import find_submissions
from autograder.grading.recipe import Recipe
from autograder.grading.run import lost
from autograder.grading.task import Task
from autograder.grading.workers.pool import Pool
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.report.exports.there.bundle import RECIPE


class Graded(NamedTuple):
    """A record, of which assignment, and in which language."""

    record: Record
    assignment: Assignment
    lang: str


def graded(bundle: Path, handed_in: Path, protection: Callable[[str], None] = print) -> Graded:
    """Grade what lies in the folder `handed_in` by a bundle; says what protects.

    Raises AutograderError where it cannot be graded here: too little protection, a course that is wrong.
    """
    recipe = recipe_of(bundle)
    _, assignment = load_assignment(recipe.root, recipe.assignment)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "student" / assignment.id
        shutil.copytree(work_in(handed_in), folder, symlinks=True, ignore=_odd)
        (submission,) = find_submissions(assignment, [Path(home)])
        with Pool(
            recipe,
            1,
            partial(lost, assignment, recipe.lang),
            started=lambda ready: protection(f"PROTECTION: {ready.protection} ({', '.join(ready.layers)})"),
        ) as pool:
            (answer,) = pool.grade([Task(submission)])
    return Graded(answer.record, assignment, recipe.lang)


def recipe_of(bundle: Path) -> Recipe:
    """The recipe in a bundle, whose course is the one beside it."""
    said = json.loads((bundle / RECIPE).read_text("utf-8"))
    return Recipe.from_json({**said, "root": str(bundle / "course")})


def work_in(folder: Path) -> Path:
    """Where the work is: the folder itself, or the only one in it, as zips of folders are unpacked."""
    while True:
        inside = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
        if len(inside) != 1 or not inside[0].is_dir() or inside[0].is_symlink():
            return folder
        folder = inside[0]


def _odd(folder: str, names: list[str]) -> set[str]:
    """What is neither a folder, a link nor a regular file: to copy a pipe takes for ever."""
    paths = {name: os.path.join(folder, name) for name in names}  # noqa: PTH118  (as shutil gives them)
    return {n for n, path in paths.items() if not (os.path.isdir(path) or os.path.isfile(path))}  # noqa: PTH112, PTH113
