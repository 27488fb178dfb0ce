"""`feedback`: the feedback pages as a zip or a folder; with --into named so that Canvas or Moodle takes the zip back.

Canvas (Upload Submissions) and Moodle (Upload multiple feedback files in a zip) find the student in the names of the submissions that
were downloaded from there: so those names are taken from that zip.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder.grading.intake.submission import file_name
from autograder.model.errors import UsageError
from autograder.model.record import Record
from autograder.report.answers import without_answers
from autograder.report.exports.parts.export import Export, File, Source
from autograder.report.exports.parts.filling import remarks
from autograder.report.exports.parts.people import ANY, NAME, People
from autograder.report.student_page import write_feedback

_MOODLE = re.compile(r"(?P<name>[^_/]+)_(?P<id>\d+)_assignsubmission_file_?")
_CANVAS = re.compile(
    r"(?P<name>[^_/]+)_(?:LATE_)?(?P<id>\d+)_(?P<attachment>\d+)_(?P<file>[^/]+)", re.IGNORECASE
)


def _files(source: Source) -> Iterator[File]:
    names = _names(source) if source.into else None
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "page.html"
        for record in source.chosen():
            student = record["student"]
            if names is None:
                name = f"{file_name(student)}/{source.assignment.notebook}.html"
            elif student in names:
                name = names[student]
            else:
                continue
            yield File(name, _page(record, source, draft))


def _page(record: Record, source: Source, draft: Path) -> bytes:
    told = record if source.answers else without_answers(record)
    write_feedback(told, source.assignment, source.lang, draft, course=source.course.title)
    return draft.read_bytes()


def _names(source: Source) -> dict[str, str]:
    """What each student's page is called, by the names in a zip of submissions that was downloaded."""
    assert source.into
    graded = {record["student"] for record in source.chosen()}
    people, page = (
        People(map(source.student, source.roster.keys() | graded)),
        f"{source.assignment.notebook}.html",
    )
    found: dict[str, str] = {}
    strangers: list[str] = []
    for name in _entries(source.into):
        moodle, canvas = _MOODLE.match(name), _CANVAS.fullmatch(PurePosixPath(name).name)
        match = moodle or canvas
        if not match:
            continue
        kind = "moodle_id" if moodle else "canvas_id"
        student = people.find(
            (kind, match["id"]), (NAME, match["name"]), (ANY, match["name"]), (ANY, match["id"])
        )
        if student not in graded:
            strangers.append(match["name"])
        elif moodle:
            found[student] = f"{moodle[0].rstrip('_')}_/{page}"
        else:
            found.setdefault(student, str(PurePosixPath(PurePosixPath(name).name).with_suffix(".html")))
    if not found and not strangers:
        raise UsageError(
            f"{source.into} has no submissions with Canvas' or Moodle's names; give the zip as it was downloaded"
        )
    source.notes.extend(remarks(found, sorted(graded), list(dict.fromkeys(strangers))))
    return found


def _entries(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return [info.filename for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except (zipfile.BadZipFile, ValueError):
        raise UsageError(f"{path} is no zip file; give the zip of submissions as it was downloaded") from None


EXPORT = Export(".zip", files=_files, into=(".zip",))
