"""nbgrader's folders, STUDENT/ASSIGNMENT/…: a class in submitted/, one student's, one student's of one assignment."""

import os
from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.grading.intake.claim import is_platforms, own_name, rank, sheets_first
from autograder.grading.intake.piece import is_hidden, plain
from autograder.grading.intake.stamp import EXAMPLE, read_stamp
from autograder.grading.intake.submission import LATE, NBGRADERS, STAMP, SUFFIXES, Submission
from autograder.grading.intake.walk import LINK, isa
from autograder.model.message import tell
from autograder.model.question import Assignment

MANY = 3
"""Notebooks and Python files that hardly one student hands in without the one that was asked for."""


def one_student(path: Path, assignment: Assignment) -> Path | None:
    """The student's folder, where a path is one, or one's folder of that assignment; else None."""
    inner = path if path.name == assignment.id else path / assignment.id
    if students_in(path, assignment.id) or not (inner.is_dir() and _is_ones(inner, assignment.notebooks)):
        return None
    return _named(inner.parent if inner is path else path)


def _is_ones(folder: Path, notebooks: Collection[str]) -> bool:
    """Whether a folder of that name is one student's, and not one with a class in it: folders, archives, downloads of a platform, or
    many files that are called otherwise than the notebooks."""
    paths = [path for path in folder.iterdir() if not is_hidden(path.name)]
    if any(path.name in NBGRADERS or plain(path.name).partition(".")[0] in notebooks for path in paths):
        return True
    several = any(
        isa(path.is_dir) or own_name(path.name) != path.name or path.suffix.lower() == ".zip"
        for path in paths
    )
    return not several and sum(path.suffix in SUFFIXES for path in paths) < MANY


def _named(folder: Path) -> Path:
    """A folder by its own name, be it a link: who is meant by `.` or `..` the system knows."""
    return folder if folder.name not in ("", "..") else folder.resolve()


def students_in(path: Path, assignment: str, ids: Collection[str] = ()) -> list[Path]:
    """The folders of a folder that hold one of that assignment; not those that a platform made, in which all is a student's own,
    unless a student's id (`ids`) is the same."""
    folders = sorted(path.iterdir())
    return [
        one
        for one in folders
        if (one.name in ids or not is_platforms(one.name, assignment))
        and isa((one / assignment).is_dir, otherwise=True)
        and not isa((one / ".git").exists)
    ]


def read_folder(student: Path, assignment: Assignment, zone: tzinfo | None) -> Submission:
    """What lies in a student's folder of an assignment."""
    return read_files(student / assignment.id, student, assignment, zone)


def read_files(folder: Path, student: Path, assignment: Assignment, zone: tzinfo | None = None) -> Submission:
    """What lies in a folder, as a student's work for an assignment."""
    try:
        files, strange = _files(folder, student)
    except OSError as error:
        return Submission(
            student.name, (), (tell("a folder that cannot be read ({error})", error=error.strerror),)
        )
    fit = [f for f in files if f.suffix in SUFFIXES]
    wanted = [f"{name}.ipynb" for name in assignment.notebooks]
    fit.sort(key=lambda f: (plain(f.name) not in wanted, *rank(f.name, assignment.notebooks), f.name))
    fit, sheets = sheets_first(assignment, fit, lambda f: f.name)
    others = [f.name for f in files if f not in fit and f.name not in (*NBGRADERS, LATE)]
    others += [tell("{one}, {other}", one=name, other=LINK) for name in strange]
    beside = tuple(f for f in files if f.name in NBGRADERS)
    told = _time({file.name: file for file in files}, zone)
    handed_in, unsure = (told, "") if isinstance(told, datetime) else (None, told)
    return Submission(student.name, tuple(fit), tuple(others), handed_in, beside, unsure, sheets)


def _time(files: Mapping[str, Path], zone: tzinfo | None) -> datetime | str:
    """When it was handed in, or why that is not known; "" where nothing speaks of it."""
    if STAMP in files:
        return read_stamp(files[STAMP], zone)
    if LATE in files:
        return tell(
            "{late} says that it came late, and not when; put a {stamp} beside it, {example}",
            late=LATE,
            stamp=STAMP,
            example=EXAMPLE,
        )
    return ""


def has_files(student: Path, assignment: Assignment) -> bool:
    """Whether something that could be graded lies in a student's folder of an assignment."""
    return bool(read_folder(student, assignment, None).graded)


def _files(folder: Path, home: Path) -> tuple[list[Path], list[str]]:
    """The regular files of a folder that lie in `home`, hidden ones left out, by name; and the names of those that do not.

    A link may lead out of it, to the solution or to somebody else's work, and the home itself may be one; reading a pipe
    waits for ever. (A hard link is a file like any other: the system makes none to what one may not write.)
    """
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not entry.name.startswith(".")]
    straight = not (home.is_symlink() or folder.is_symlink())
    regular = {entry.name for entry in found if straight and entry.is_file(follow_symlinks=False)}
    linked = {entry.name for entry in found if entry.name not in regular and isa(entry.is_file)}
    strange = _leading_out(linked, folder, home) if linked else set[str]()
    return [folder / name for name in sorted(regular | linked - strange)], sorted(strange)


def _leading_out(linked: set[str], folder: Path, home: Path) -> set[str]:
    """The links of a folder that lead out of `home`, wherever that itself leads."""
    inside = home.parent.resolve() / home.name
    return {name for name in linked if not (folder / name).resolve().is_relative_to(inside)}
