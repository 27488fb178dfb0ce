"""A table that somebody keeps in a spreadsheet beside course.yml, read to the letter: each row knows its line.

Commas, semicolons or tabs part the fields, whichever the spreadsheet writes; quotes, line ends and a byte order mark are as they come.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from autograder.course.suggestion import suggest
from autograder.model.errors import CourseError

SEPARATORS = ",;\t"
_AS_TEXT = re.compile(r'="([^"]*+)"')
"""How spreadsheets keep the zeros of ="00123"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its fields by column, blanks in one piece and none around them, and the line where it begins, from 1."""

    path: Path
    line: int
    fields: Mapping[str, str]

    def fail(self, message: str) -> NoReturn:
        """Raise CourseError at this line."""
        raise CourseError(self.path, self.line, message)


def read_table(path: Path, known: Collection[str], required: str) -> Iterator[Row]:
    """The rows of a table whose first line names its columns, in any order; every row has all `known` ones, "" where nothing stands.

    Rows of nothing are left out. Raises CourseError with the line of what is wrong: a column that is not `known`, no `required` one, a
    row without it or of more fields than columns, quotes that do not end, a file that is not UTF-8.
    """
    lines = _lines(path, _text(path))
    line, names = next(lines, (1, []))
    header = Row(path, line, {})
    if not any(names):
        header.fail(
            f"there is no first line that names the columns; write {','.join(known)}, or some of them"
        )
    columns = [_column(name, header, known) for name in names]
    for name in filter(None, columns):
        if columns.count(name) > 1:
            header.fail(f'the column "{name}" stands twice; keep one')
    if required not in columns:
        header.fail(f'there is no column "{required}"; the first line is like {",".join(list(known)[:4])}')
    for line, values in lines:
        if any(values):
            yield _row(Row(path, line, {}), columns, values, known, required)


def _row(at: Row, columns: list[str], values: list[str], known: Collection[str], required: str) -> Row:
    if any(values[len(columns) :]):
        at.fail(
            f"this row has {len(values)} fields, and there are {len(columns)} columns; put quotes around a text with a comma in it"
        )
    said = dict(zip(columns, values, strict=False))
    if said.pop("", ""):
        at.fail(
            "a field stands under no column; give the column a name in the first line, or empty the field"
        )
    if not said.get(required):
        at.fail(f'this row has no "{required}"; add it, or take the row out')
    return Row(at.path, at.line, {name: said.get(name, "") for name in known})


def _column(name: str, header: Row, known: Collection[str]) -> str:
    """A column's name as it is known, whatever its capitals and blanks: "Last Name" is last_name."""
    plain = name.casefold().replace(" ", "_").replace("-", "_")
    if plain and plain not in known:
        header.fail(f'unknown column "{name}"; {suggest(plain, known)}')
    return plain


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(path, 0, f"cannot be read ({error.strerror})") from None
    try:
        # One spelling of each letter: macOS writes Hangul and accents in pieces.
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(path, line, f"this line is not UTF-8{_instead(data)}") from None


def _instead(data: bytes) -> str:
    """What to do about a file in another encoding."""
    excel = 'in Excel, save it as "CSV UTF-8 (Comma delimited)"'
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return f" but UTF-16; {excel}"
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return f"; {excel}"
    return f", it may be the cp949 of Korean Excel; {excel}, or say: iconv -f cp949 -t utf-8 FILE > NEW"


def separator_of(text: str) -> str:
    """What parts the fields of a table, by its first line: the comma, where there is none."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's first line and its fields."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"this row cannot be read ({error}); write a quote in a text twice, and put quotes around the text"
            raise CourseError(path, line, message) from None
        yield line, [_AS_TEXT.sub(r"\1", " ".join(value.split())) for value in values]
