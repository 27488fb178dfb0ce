"""Which files are submissions, and whose: nbgrader's folders, a flat folder of files, or files by name.

Student names and file names are data: a record's file name never leaves its folder.
"""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from autograder.model.errors import UsageError
from autograder.model.question import Assignment

SUFFIXES = (".ipynb", ".py")
MAX_NAME_BYTES = 200  # of the 255 that file systems allow


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in: `files`, the one that is graded first; none when the folder holds nothing fit.

    `others` are files that were found in its place; `handed_in` is nbgrader's time stamp, where there is one.
    """

    student: str
    files: tuple[Path, ...]
    others: tuple[str, ...] = ()
    handed_in: datetime | None = None

    @property
    def stamp(self) -> str | None:
        """When it was handed in, as ISO 8601 says it."""
        return self.handed_in.isoformat() if self.handed_in else None

    def sha256(self) -> str:
        """Hash of the graded file's name and bytes (of nothing, when there is no file or it cannot be read)."""
        digest = hashlib.sha256()
        for path in self.files[:1]:
            digest.update(path.suffix.encode())
            try:
                digest.update(path.read_bytes())
            except OSError:
                digest.update(b"unreadable")
        return digest.hexdigest()


def find_submissions(assignment: Assignment, paths: Sequence[Path], pattern: str = "*") -> list[Submission]:
    """All submissions in `paths`, by student name. Raises UsageError for a path that does not exist or holds none."""
    found: dict[str, Submission] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist; name a file, or a folder of submissions")
        for submission in _in(path, assignment):
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


def _in(path: Path, assignment: Assignment) -> Iterator[Submission]:
    if path.is_file():
        yield Submission(path.stem, (path,))
    elif path.name == assignment.id and not _student_folders(path, assignment):
        yield _folder(path.resolve().parent.name, path, assignment)
    elif (path / assignment.id).is_dir() and not _student_folders(path, assignment):
        yield _folder(path.resolve().name, path / assignment.id, assignment)
    else:
        for folder in _student_folders(path, assignment):
            yield _folder(folder.name, folder / assignment.id, assignment)
        by_stem: dict[str, list[Path]] = {}
        for file in _own_files(path, path):
            if file.suffix in SUFFIXES:
                by_stem.setdefault(file.stem, []).append(file)
        for student, files in by_stem.items():
            yield Submission(student, tuple(sorted(files, key=lambda f: SUFFIXES.index(f.suffix))))


def _student_folders(path: Path, assignment: Assignment) -> list[Path]:
    with os.scandir(path) as entries:
        folders = [e.name for e in entries if e.is_dir() and (path / e.name / assignment.id).is_dir()]
    return [path / name for name in sorted(folders)]


def _folder(student: str, folder: Path, assignment: Assignment) -> Submission:
    files = _own_files(folder, folder.parent)
    fit = [f for f in files if f.suffix in SUFFIXES]
    wanted = f"{assignment.notebook}.ipynb"
    fit.sort(key=lambda f: (f.name != wanted, SUFFIXES.index(f.suffix), f.name))
    others = tuple(f.name for f in files if f not in fit and f.name != "timestamp.txt")
    stamp = folder / "timestamp.txt"
    return Submission(student, tuple(fit), others, _time_stamp(stamp) if stamp in files else None)


def _own_files(folder: Path, home: Path) -> list[Path]:
    """The regular files of a folder that lie in `home`, hidden ones left out, by name: a link may lead out of it (to the
    solution, to somebody else's work), and reading a pipe waits for ever."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not entry.name.startswith(".")]
    straight = folder == home or not folder.is_symlink()
    plain = {entry.name for entry in found if straight and entry.is_file(follow_symlinks=False)}
    linked = {entry.name for entry in found if entry.name not in plain and entry.is_file()}
    if linked:
        inside = home.resolve()
        linked = {name for name in linked if (folder / name).resolve().is_relative_to(inside)}
    return [folder / name for name in sorted(plain | linked)]


def _time_stamp(path: Path) -> datetime | None:
    """nbgrader's timestamp.txt, "2027-03-12 23:59:00.000000 UTC"; a stamp without a zone counts as UTC."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    match = re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(\S*)", text)
    if not match:
        return None
    zone = match[3] if re.fullmatch(r"[+-]\d\d:?\d\d", match[3]) else ""
    try:
        stamp = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    except ValueError:
        return None
    return stamp if stamp.tzinfo else stamp.replace(tzinfo=_zone(match[3]))


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name and name != "Z" else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def file_name(student: str) -> str:
    """A safe file name for a student's record: the name itself where it is plain, else a slug and a hash."""
    plain = re.fullmatch(r"\w[\w.@+ -]*", student) and not student.endswith((".", " "))
    if plain and len(student.encode()) <= MAX_NAME_BYTES:
        return student
    slug = re.sub(r"[^\w-]+", "_", student)[:40].strip("_") or "student"
    return f"{slug}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
