"""Which files are submissions, and whose: nbgrader's folders, a flat folder of files, or files by name.

Student names and file names are data: a record's file name never leaves its folder.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.grading.intake.stamp import read_stamp
from autograder.grading.intake.submission import NBGRADERS, SUFFIXES, Submission
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course

LINK = "a link that leads out of the folder"


def find_submissions(
    assignment: Assignment, paths: Sequence[Path], pattern: str = "*", course: Course | None = None
) -> list[Submission]:
    """All submissions in `paths`, by student name; `course` says in which time zone it lives.

    Raises UsageError for a path that does not exist or holds none.
    """
    due = assignment.due
    zone = course.zone_of(assignment) if course else due.tzinfo if due else None
    found: dict[str, Submission] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist; name a file, or a folder of submissions")
        for submission in _in(path, assignment, zone):
            found.setdefault(submission.student, submission)
    chosen = [s for s in found.values() if fnmatch.fnmatchcase(s.student, pattern)]
    if not chosen:
        where = ", ".join(str(path) for path in paths)
        if found:
            raise UsageError(f"no student matches {pattern!r} among {len(found)} submissions in {where}")
        raise UsageError(
            f"no submission to {assignment.id} in {where}; expected STUDENT/{assignment.id}/…, or .ipynb or .py files"
        )
    return sorted(chosen, key=lambda s: s.student)


def _in(path: Path, assignment: Assignment, zone: tzinfo | None) -> Iterator[Submission]:
    if path.is_file():
        yield Submission(path.stem, (path,))
    elif path.name == assignment.id and not _student_folders(path, assignment):
        yield _folder(_named(path.parent), assignment, zone)
    elif (path / assignment.id).is_dir() and not _student_folders(path, assignment):
        yield _folder(_named(path), assignment, zone)
    else:
        for folder in _student_folders(path, assignment):
            yield _folder(folder, assignment, zone)
        yield from _flat(path)


def _named(folder: Path) -> Path:
    """A folder by its own name, be it a link: who is meant by `.` or `..` the system knows."""
    return folder if folder.name not in ("", "..") else folder.resolve()


def _student_folders(path: Path, assignment: Assignment) -> list[Path]:
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if _is(entry.is_dir, otherwise=False))
    folders = [path / name for name in names]
    return [one for one in folders if _is((one / assignment.id).is_dir, otherwise=True)]


def _is(what: Callable[[], bool], *, otherwise: bool) -> bool:
    """What the system says, or `otherwise` where it cannot: a link in a circle, a folder that is closed to us."""
    try:
        return what()
    except OSError:
        return otherwise


def _flat(path: Path) -> Iterator[Submission]:
    """Files of a folder as submissions, each of the student whose name it has."""
    own, strange = _files(path)
    by_stem: dict[str, tuple[list[Path], list[str]]] = {}
    for file in (file for file in own if file.suffix in SUFFIXES):
        by_stem.setdefault(file.stem, ([], []))[0].append(file)
    for name in (name for name in strange if Path(name).suffix in SUFFIXES):
        by_stem.setdefault(Path(name).stem, ([], []))[1].append(f"{name}, {LINK}")
    for student, (files, others) in by_stem.items():
        files.sort(key=lambda f: SUFFIXES.index(f.suffix))
        yield Submission(student, tuple(files), tuple(others))


def _folder(student: Path, assignment: Assignment, zone: tzinfo | None) -> Submission:
    """What lies in a student's folder."""
    folder = student / assignment.id
    try:
        files, strange = _files(folder, student)
    except OSError as error:
        return Submission(student.name, (), (f"a folder that cannot be read ({error.strerror})",))
    fit = [f for f in files if f.suffix in SUFFIXES]
    wanted = f"{assignment.notebook}.ipynb"
    fit.sort(key=lambda f: (f.name != wanted, SUFFIXES.index(f.suffix), f.name))
    others = [f.name for f in files if f not in fit and f.name not in NBGRADERS]
    others += [f"{name}, {LINK}" for name in strange]
    beside = tuple(f for f in files if f.name in NBGRADERS)
    stamp = next((f for f in beside if f.name == NBGRADERS[0]), None)
    told = read_stamp(stamp, zone) if stamp else None
    handed_in, unsure = (told, "") if isinstance(told, datetime) else (None, told or "")
    return Submission(student.name, tuple(fit), tuple(others), handed_in, beside, unsure)


def _files(folder: Path, home: Path | None = None) -> tuple[list[Path], list[str]]:
    """The regular files of a folder that lie in `home` (by default: in the folder), hidden ones left out, by name; and the
    names of those that do not.

    A link may lead out of it, to the solution or to somebody else's work, and the home itself may be one; reading a pipe
    waits for ever. (A hard link is a file like any other: the system makes none to what one may not write.)
    """
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not entry.name.startswith(".")]
    straight = home is None or not (home.is_symlink() or folder.is_symlink())
    plain = {entry.name for entry in found if straight and entry.is_file(follow_symlinks=False)}
    linked = {
        entry.name for entry in found if entry.name not in plain and _is(entry.is_file, otherwise=False)
    }
    strange = _leading_out(linked, folder, home) if linked else set[str]()
    return [folder / name for name in sorted(plain | linked - strange)], sorted(strange)


def _leading_out(linked: set[str], folder: Path, home: Path | None) -> set[str]:
    """The links of a folder that lead out of `home`, wherever that itself leads."""
    inside = folder.resolve() if home is None else home.parent.resolve() / home.name
    return {name for name in linked if not (folder / name).resolve().is_relative_to(inside)}
