"""`autograder export`: scores, results and feedback for other programs, and archives that grade on their platforms."""

import argparse
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.common_options import add_assignment, add_lang, course_of
from autograder.commands.pages import MISSING, may_show_answers, pages_renewed, tables_renewed
from autograder.commands.records import noted_in, records_of, say_of_nobody
from autograder.course.load import find_assignment
from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.model.errors import UsageError
from autograder.model.record import Record
from autograder.report.exports import FORMATS, export_of
from autograder.report.exports.parts.export import Export, File, Source
from autograder.report.remarks import of_settled
from autograder.words.messages import retold

STANDARD_OUTPUT = Path("-")
_BEGAN = (1980, 1, 1, 0, 0, 0)
"""When everything in a zip was made, so that the same records make the same bytes."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    where = "what to write: a file, for several files a .zip or a folder, - for standard output"
    parser.add_argument("-o", dest="output", required=True, type=Path, metavar="FILE", help=where)
    records = "folder of the records (default graded/ASSIGNMENT)"
    parser.add_argument("--records", type=Path, metavar="DIR", help=records)
    parser.add_argument("--student", default="*", metavar="GLOB", help="only these students")
    into = "a gradebook, worksheet or zip of submissions as downloaded from there, to be filled in; it stays as it is"
    parser.add_argument("--into", type=Path, metavar="FILE", help=into)
    column = "the assignment's name there, or its column in the file to be filled in"
    parser.add_argument("--column", default="", metavar="NAME", help=column)
    add_lang(parser, "language of what is written (default: the course's)")
    unprotected = "grade even where the platform allows no sandbox: student code can then forge points"
    parser.add_argument("--unprotected", action="store_true", help=unprotected)


def run(arguments: argparse.Namespace) -> int:
    """Write the file, and say what a person should know of it."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    export = export_of(arguments.to)
    folder = arguments.records or course.records_path(assignment)
    settled: list[str] = []

    def records() -> Iterator[Record]:
        found = records_of(course, assignment, folder, replaced=noted_in(settled))
        return pages_renewed(course, assignment, folder, found)

    lang, roster = arguments.lang or course.language, read_roster(course)
    shown, protect = may_show_answers(course, assignment), not arguments.unprotected
    asked = arguments.student, shown, arguments.into, arguments.column, protect
    source = Source(course, assignment, records, lang, roster, *asked)
    _check_output(export, arguments.to, arguments.output)
    _check_into(export, arguments.to, source, arguments.output)
    if arguments.to == "feedback" and not find_spec("jinja2"):
        raise UsageError(MISSING)
    if export.records and next(source.chosen(), None) is None:
        _nothing(source, folder)
    _write(export, source, arguments.output)
    if settled:
        tables_renewed(course, assignment, folder)
    notes = [*of_settled(settled, source.lang), *(retold(note, source.lang) for note in source.notes)]
    _say(notes, arguments.to, arguments.output)
    say_of_nobody(course, source.lang)
    return 0


def _say(notes: Sequence[str], name: str, path: Path) -> None:
    """What a person should know of it, and where it is, beside what is written to standard output."""
    where = [] if path == STANDARD_OUTPUT else [f"{name}: {path}"]
    for line in (*notes, *where):
        print(line, file=sys.stdout if where else sys.stderr)


def _check_output(export: Export, name: str, path: Path) -> None:
    """Raise UsageError for a file that the format is not written to, before anything is read."""
    suffixes = (export.suffix,) if export.text else ("", export.suffix, export.single)
    if path == STANDARD_OUTPUT:
        if export.text is None:
            raise UsageError(f"--to {name} makes several files; name a {export.suffix} file or a folder")
    elif not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it, or name another file")
    elif path.is_dir():
        if export.text:
            raise UsageError(f"{path} is a folder; name a {export.suffix} file in it")
    elif path.suffix not in suffixes:
        kind = f"a {export.suffix} file" if export.text else f"a folder or a {export.suffix} file"
        raise UsageError(f"--to {name} makes {kind}; write {path.with_suffix(export.suffix).name}")


def _check_into(export: Export, name: str, source: Source, path: Path) -> None:
    """Raise UsageError for a file that the format does not fill in."""
    into = source.into
    if into is None:
        return
    if into.suffix not in export.into:
        takes = f"fills in a {export.into[0]} file" if export.into else "fills no file in"
        raise UsageError(f"--to {name} {takes}; --into {into.name} is none")
    if not into.is_file():
        raise UsageError(f"{into} does not exist; name the file as it was downloaded")
    if path.exists() and into.samefile(path):
        raise UsageError(f"{path} is the downloaded file itself; name another one")


def _nothing(source: Source, folder: Path) -> None:
    """Raise UsageError: there are no records, or none of those who are asked for."""
    if next(replace(source, pattern="*").chosen(), None) is not None:
        raise UsageError(f"no student matches {source.pattern!r} among the records in {folder}")
    name = source.assignment.id
    raise UsageError(f"no records of {name} in {folder}; first: autograder grade {name}")


def _write(export: Export, source: Source, path: Path) -> None:
    if export.text:
        text = export.text(source)
        if path == STANDARD_OUTPUT:
            sys.stdout.write(text)
        else:
            write_whole(path, text)
        return
    assert export.files
    files = export.files(source)
    if export.single and path.suffix == export.single:
        write_whole(path, _only(files, source, export).content)
    elif path.suffix == export.suffix and not path.is_dir():
        write_whole(path, _zipped(files))
    else:
        for file in files:
            write_whole(path / file.name, file.content, 0o755 if file.program else None)


def _only(files: Iterator[File], source: Source, export: Export) -> File:
    """The one student's file. Raises UsageError where several students are meant."""
    file = next(files)
    if next(files, None) is not None:
        raise UsageError(
            f"a {export.single} file is one student's, and {source.pattern!r} matches several; say --student NAME, or name a "
            f"{export.suffix} file or a folder"
        )
    return file


def _zipped(files: Iterable[File]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        for file in files:
            info = zipfile.ZipInfo(file.name, _BEGAN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o100755 if file.program else 0o100644) << 16
            into.writestr(info, file.content)
    return archive.getvalue()
