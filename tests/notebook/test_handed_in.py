"""Whatever a file holds, reading it gives cells or one line."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model.errors import UnreadableSubmission
from autograder.notebook import bounds
from autograder.notebook.cells import read_cells
from autograder.notebook.code import Code, code
from autograder.notebook.handed_in import beginning_of, bytes_of, decode_text, source_of, text_of
from tests.notebook.odd import PLACES, VALUES, odd_files


@pytest.mark.parametrize("suffix", [".ipynb", ".py"])
def test_odd_files_have_cells_or_one_line(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"odd{suffix}"
    reasons = []
    for content in odd_files():
        path.write_bytes(content)
        try:
            cells = read_cells(path)
        except UnreadableSubmission as error:
            reasons.append(str(error))
            continue
        assert all(isinstance(cell.source, str) for cell in cells)
        assert len(cells) <= bounds.MAX_CELLS
    assert all("\n" not in reason and len(reason) <= 300 for reason in reasons)
    assert len(reasons) > 100 if suffix == ".ipynb" else reasons == []


def test_any_part_of_what_was_read_can_be_asked_for(tmp_path: Path) -> None:
    """The trees of all of them, by everything that anybody asks of a source."""
    parts = [name for name in dir(Code) if not name.startswith("_") and name != "source"]
    path = tmp_path / "odd.ipynb"
    for content in itertools.islice(odd_files(), len(PLACES) * len(VALUES), None):
        path.write_bytes(content)
        try:
            cells = read_cells(path)
        except UnreadableSubmission:
            continue
        for cell, part in itertools.product(cells[:3], parts):
            getattr(code(cell.source), part)


@given(
    st.binary(max_size=80),
    st.sampled_from(["punycode", "undefined", "cp949", "shift_jis", "latin-1", "hz", "x"]),
)
def test_any_bytes_in_any_encoding_are_some_text(data: bytes, coding: str) -> None:
    assert isinstance(decode_text(f"# coding: {coding}\n".encode() + data), str)


def test_the_encoding_that_a_script_names() -> None:
    assert decode_text("# coding: euc-jp\nx = '日本'".encode("euc-jp")) == "# coding: euc-jp\nx = '日本'"
    assert decode_text("# coding: punycode\nx = '값'".encode("cp949")) == "# coding: punycode\nx = '값'"


class TestSizes:
    def test_a_large_file_is_not_read_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "sparse.ipynb"
        with path.open("wb") as file:
            file.truncate(6_000_000_000)
        for read in (text_of, read_cells, lambda path: list(bytes_of(path))):
            with pytest.raises(UnreadableSubmission, match=r"^sparse.ipynb is larger than 50 MB$"):
                read(path)
        assert beginning_of(path, 200) == bytes(200)

    def test_one_that_grows_meanwhile_is_not_read_to_its_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("autograder.notebook.handed_in.MAX_BYTES", 5_000_000)
        path = tmp_path / "grows.ipynb"
        path.write_bytes(bytes(2_000_000))
        pieces = bytes_of(path)
        next(pieces)
        with path.open("ab") as file:
            file.truncate(8_000_000)
        with pytest.raises(UnreadableSubmission, match="larger than"):
            list(pieces)

    @pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link in a circle", "nothing", "no name"])
    def test_what_is_no_file(self, tmp_path: Path, kind: str) -> None:
        path = (
            Path("/dev/zero") if kind == "device" else tmp_path / ("a\0b" if kind == "no name" else "x.ipynb")
        )
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "link in a circle":
            path.symlink_to(path)
        with pytest.raises(UnreadableSubmission, match="cannot be read: "):
            text_of(path)

    def test_many_values(self, tmp_path: Path) -> None:
        path = tmp_path / "n.ipynb"
        path.write_text('{"cells": [' + "[]," * bounds.MAX_VALUES + "[]]}")
        with pytest.raises(
            UnreadableSubmission, match=r"holds 6,000,\d\d\d values; at most 3,000,000 are read"
        ):
            read_cells(path)

    def test_many_cells(self, tmp_path: Path) -> None:
        path = tmp_path / "n.ipynb"
        cells = [{"cell_type": "markdown", "source": "x"}] * (bounds.MAX_CELLS - 1)
        path.write_text(json.dumps({"cells": [*cells, {"cell_type": "code", "source": "x"}]}))
        assert len(read_cells(path)) == 1
        path.write_text(json.dumps({"cells": [*cells, {}, {}]}))
        with pytest.raises(UnreadableSubmission, match=r"has 2,001 cells; at most 2,000 are read"):
            read_cells(path)

    def test_the_longest_cells_of_too_much_code_are_left_out_and_named(self, tmp_path: Path) -> None:
        path = tmp_path / "n.ipynb"
        sources = ["x = 1", "#" * 900_000, "y = 2", "#" * 1_500_000, "z = 3"]
        path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": one} for one in sources]}))
        cells = read_cells(path)
        assert [len(cell.source) for cell in cells] == [5, 900_000, 5, 0, 5]
        assert [cell.note for cell in cells if cell.note] == [
            "left out: 1,500,000 characters; at most 1,000,000 are read"
        ]

    def test_a_script_of_too_much_code(self, tmp_path: Path) -> None:
        path = tmp_path / "s.py"
        path.write_text("#" * (bounds.MAX_SOURCE + 1))
        with pytest.raises(
            UnreadableSubmission, match=r"holds 1,000,001 characters; at most 1,000,000 are read"
        ):
            read_cells(path)

    def test_what_honest_work_has(self, tmp_path: Path) -> None:
        """A picture in a cell, outputs of five megabytes, 300 cells, 100,000 numbers that were typed in."""
        picture = f"%matplotlib inline\npicture = '{'A' * 60_000}'"
        numbers = f"data = [{', '.join(map(str, range(100_000)))}]"
        cells: list[dict[str, Any]] = [
            {"cell_type": "code", "source": source, "outputs": []}
            for source in (picture, numbers, *["x = 1"] * 300)
        ]
        cells[0]["outputs"] = [{"output_type": "stream", "text": ["[0.1, 0.2, 0.3]\n" * 1_000] * 300}]
        path = tmp_path / "n.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        read = read_cells(path)
        assert [cell.source for cell in read] == [
            picture.replace("%matplotlib inline", "pass"),
            numbers,
            *["x = 1"] * 300,
        ]
        assert all(code(cell.source).parses for cell in read)


def test_every_limit_is_said_what_for() -> None:
    text = Path(bounds.__file__).read_text("utf-8")
    names = [name for name in dir(bounds) if name.isupper()]
    assert len(names) == text.count('"""') // 2 - 1


SHORT_OF_MEMORY = """
import resource, sys
from pathlib import Path
from autograder.model.errors import UnreadableSubmission
from autograder.notebook.handed_in import cells_of, text_of

def leave(room):
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + room, -1))

text = '{"cells": [' + "1.5," * 1_000_000 + "1]}"
for room, read in ((20 << 20, lambda: text_of(Path(sys.argv[1]))), (4 << 20, lambda: cells_of(text, "ada.ipynb"))):
    leave(room)
    try:
        read()
    except UnreadableSubmission as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
def test_a_file_for_which_there_is_no_memory_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ada.ipynb"
    path.write_bytes(b"x" * 40_000_000)
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY, str(path)], check=True, capture_output=True, text=True
    )
    assert done.stdout == "ada.ipynb needs more memory than there is\n" * 2


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({}, ""),
        ({"source": "x = 1"}, "x = 1"),
        ({"input": ["x = 1\n", "y = 2"]}, "x = 1\ny = 2"),
        ({"source": ["a", 1, "b"]}, "ab"),
        ({"source": 7}, ""),
        ({"source": None, "input": "x"}, ""),
    ],
)
def test_the_text_of_a_cell(cell: dict[str, Any], text: str) -> None:
    assert source_of(cell) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("# coding: KOI8-R\nд".encode("koi8-r"), "# coding: KOI8-R\nд"),
        ("#\n# -*- coding: cp1251 -*-\nд".encode("cp1251"), "#\n# -*- coding: cp1251 -*-\nд"),
        (b"#\n#\n# coding: cp1251\n\xe4", "#\n#\n# coding: cp1251\nä"),  # too late to be heard
        ("# coding: utf-8\n가".encode("cp949"), "# coding: utf-8\n가"),
        ("# coding: idna\n가".encode(), "# coding: idna\n가"),
        ("가나".encode("cp949"), "가나"),
        (b"\xb1 x", "ｱ x"),
        ("x = 1".encode("utf-8-sig"), "x = 1"),
        ("x = 1".encode("utf-16"), "x = 1"),
        ("x = 1".encode("utf-16-le"), "x = 1"),
        ("x = 1".encode("utf-16-be"), "x = 1"),
        (b"\0x", "\0x"),
        (b"ab\0c", "ab\0c"),
        (b"\0\0x", "\0\ufffd"),
        (b"\x81 x", "\x81 x"),
    ],
)
def test_bytes_are_read_as_they_say_or_as_they_can_be(data: bytes, text: str) -> None:
    assert decode_text(data) == text
