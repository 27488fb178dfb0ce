"""Tables of other programs, as CSV, that are filled in and keep their form."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from autograder.course.csv_table import separator_of
from autograder.model.errors import UsageError
from autograder.report.summary import as_it_stands

BOM = "\ufeff"


@dataclass(slots=True)
class Sheet:
    """A CSV file of another program: its rows, the first of them its header, and its form (mark, separator, end of line)."""

    rows: list[list[str]]
    mark: str
    separator: str
    end: str

    @property
    def header(self) -> list[str]:
        """The names of its columns."""
        return self.rows[0]

    @property
    def text(self) -> str:
        """The file again, in its form."""
        return self.mark + as_it_stands(self.rows, self.separator, self.end)


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file whose lines all have the columns of the first one. Raises UsageError for one that cannot be read so."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not in UTF-8; give the file as it was downloaded") from None
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    first = text.partition("\n")[0]
    separator = separator_of(text)
    end = "\r\n" if first.endswith("\r") else "\n"
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UsageError(f"{path} is no CSV file: {error}") from None
    if len(rows) < 2 or len(rows[0]) < 3:
        raise UsageError(f"{path} has no table in it; give the CSV file as it was downloaded")
    for place, row in enumerate(rows, start=1):
        if len(row) > len(rows[0]):
            raise UsageError(f"{path}: row {place} has {len(row)} cells, and the header has {len(rows[0])}")
    full = [row + [""] * (len(rows[0]) - len(row)) for row in rows if row]
    return Sheet(full, mark, separator, end)
