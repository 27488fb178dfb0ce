"""Tables of other programs keep their form, and what is none is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.errors import UsageError
from autograder.report.exports.parts.filled_table import read_sheet

TABLE = "Student,ID,Grade\nLee,7,\n"


def sheet(folder: Path, content: bytes) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mark_separator_and_ends_of_lines_stay(tmp_path: Path, mark: str, separator: str, end: str) -> None:
    text = mark + TABLE.replace(",", separator).replace("\n", end)
    read = read_sheet(sheet(tmp_path, text.encode()))
    assert read.header == ["Student", "ID", "Grade"]
    assert read.text == text
    read.rows[1][2] = "3.5"
    assert read.text == text.replace(f"7{separator}", f"7{separator}3.5")


def test_lines_that_end_early_are_filled_up_and_empty_ones_are_none(tmp_path: Path) -> None:
    read = read_sheet(sheet(tmp_path, b"a,b,c\n1\n\n2,3\n"))
    assert read.rows == [["a", "b", "c"], ["1", "", ""], ["2", "3", ""]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no table in it"),
        (b"a,b,c\n", "has no table in it"),
        (b"a,b\n1,2\n", "has no table in it"),
        (b"a,b,c\n1,2,3\n1,2,3,4\n", "row 3 has 4 cells, and the header has 3"),
        (b'a,b,c\n"1,2,3\n', "is no CSV file"),
        ("가,나,다\n1,2,3\n".encode("cp949"), "is not in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=r"sheet\.csv[^\n]+$") as refused:
        read_sheet(sheet(tmp_path, content))
    assert said in str(refused.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Is a directory"):
        read_sheet(tmp_path)
