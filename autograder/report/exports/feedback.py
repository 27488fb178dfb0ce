"""`feedback`: the feedback pages as a zip or a folder; with --into named so that Canvas or Moodle takes the zip back.

Canvas (Upload Submissions) and Moodle (Upload multiple feedback files in a zip) find the student in the names of the submissions that
were downloaded from there: so those names are taken from that zip.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder.grading.intake.archive import names_of
from autograder.grading.intake.claim import Claim, claims
from autograder.grading.intake.piece import Found
from autograder.grading.intake.submission import file_name
from autograder.grading.intake.whose import Whose
from autograder.model.errors import UsageError
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.report.answers import without_answers
from autograder.report.exports.parts.export import Export, File, Source
from autograder.report.exports.parts.filling import remarks
from autograder.report.student_page import write_feedback

_MOODLES = "_assignsubmission_"
"""What Moodle puts between the participant's number and the name of a file or folder."""


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
    whose, found = Whose(source.students(graded)), dict[str, str]()
    strangers: dict[str, None] = {}
    for claim in _claims(source.into, source.assignment):
        student, _ = whose.of(claim)
        if student in graded:
            found.setdefault(student, _page_of(claim, source.assignment))
        else:
            strangers[claim.names[0]] = None
    if not found and not strangers:
        raise UsageError(
            f"{source.into} has no submissions with Canvas' or Moodle's names; give the zip as it was downloaded"
        )
    source.notes.extend(remarks(found, sorted(graded), list(strangers)))
    return found


def _claims(path: Path, assignment: Assignment) -> Iterator[Claim]:
    """Whose each file of the zip is, as its name says it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [names_of(entry) for entry in archive.infolist() if not entry.is_dir()]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except (zipfile.BadZipFile, ValueError):
        raise UsageError(f"{path} is no zip file; give the zip of submissions as it was downloaded") from None
    for one in filter(None, names):
        claims_of = claims(one, assignment, Found())
        yield from (claim for claim in claims_of if claim.kind in ("canvas_id", "moodle_id"))


def _page_of(claim: Claim, assignment: Assignment) -> str:
    """A name by which the platform finds its student again."""
    name = claim.unit[-1]
    if claim.kind == "moodle_id":
        return f"{name[: name.lower().index(_MOODLES)]}{_MOODLES}file_/{assignment.notebook}.html"
    return f"{PurePosixPath(name).stem}.html"


EXPORT = Export(".zip", files=_files, into=(".zip",))
