"""Notebooks and scripts as they come."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model.cell import Cell
from autograder.model.errors import UnreadableSubmission
from autograder.notebook.cells import (
    joined,
    notebook_cells,
    parted,
    read_cells,
    runnable,
    script_cells,
)
from autograder.notebook.handed_in import decode_text


def code(source: Any, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def notebook(*cells: Any) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)})


def sources(text: str) -> list[str]:
    return [cell.source for cell in notebook_cells(text)]


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "cp949"])
    def test_encodings(self, tmp_path: Path, encoding: str) -> None:
        text = notebook(code("# 밑바닥\nx = 1")).encode().decode("unicode_escape")
        data = (
            b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
        )
        path = tmp_path / "n.ipynb"
        path.write_bytes(data)
        assert read_cells(path)[0].source == "# 밑바닥\nx = 1"

    def test_text_that_is_nothing_known_is_latin_1(self) -> None:
        assert decode_text(b"caf\xe9 \xff\x81 x") == "café ÿ\x81 x"

    @given(st.binary(max_size=60))
    def test_any_bytes_are_some_text(self, data: bytes) -> None:
        assert isinstance(decode_text(data), str)

    def test_scripts(self, tmp_path: Path) -> None:
        path = tmp_path / "a.py"
        path.write_text("x = 1\ny = 2\n")
        assert len(read_cells(path)) == 2

    def test_files_that_cannot_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(UnreadableSubmission, match="cannot be read: No such file"):
            read_cells(tmp_path / "missing.ipynb")
        with pytest.raises(UnreadableSubmission, match="cannot be read"):
            read_cells(tmp_path)
        path = tmp_path / "big.ipynb"
        path.write_text("x" * 100)
        monkeypatch.setattr("autograder.notebook.handed_in.MAX_BYTES", 50)
        with pytest.raises(UnreadableSubmission, match="larger than"):
            read_cells(path)

    def test_five_megabytes_of_outputs(self, tmp_path: Path) -> None:
        cell = code("x = 1")
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["spam " * 1000] * 1000}]
        path = tmp_path / "n.ipynb"
        path.write_text(notebook(cell))
        assert [c.source for c in read_cells(path)] == ["x = 1"]


BROKEN = [
    "",
    "{",
    "[]",
    "7",
    "{}",
    '{"cells": 7}',
    '{"worksheets": 7}',
    "[" * 100_000,
    "PK\x03\x04 a spreadsheet",
    "<html>Sign in</html>",
    '{"cells": [}',
]


class TestJson:
    @pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
    def test_what_is_no_notebook_says_so_in_one_line(self, text: str) -> None:
        with pytest.raises(UnreadableSubmission, match="is no notebook") as caught:
            list(notebook_cells(text))
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "cells", ["[]", "[7, null, {}]", '[{"cell_type": "markdown"}]', '[{"cell_type": 7}]']
    )
    def test_without_code_there_are_no_cells(self, cells: str) -> None:
        assert sources('{"cells": ' + cells + "}") == []

    @pytest.mark.parametrize("source", ["a\nb", ["a\n", "b"], ["a\n", 7, "b"]])
    def test_sources_are_text_or_lists(self, source: Any) -> None:
        assert sources(notebook(code(source))) == ["a\nb"]

    @pytest.mark.parametrize("source", [None, 7, {"a": 1}])
    def test_sources_that_are_neither_are_empty(self, source: Any) -> None:
        assert sources(notebook(code(source))) == [""]

    def test_nbformat_3_has_worksheets(self) -> None:
        cell = {"cell_type": "code", "input": ["x = 1"], "metadata": {}}
        old = {"nbformat": 3, "worksheets": [{"cells": [cell, 7]}, 7, {"cells": [cell]}]}
        assert sources(json.dumps(old)) == ["x = 1", "x = 1"]
        assert sources(json.dumps({**old, "cells": [code("y = 2")]})) == ["y = 2"]

    @pytest.mark.parametrize("metadata", [None, 7, {"nbgrader": 7}, {"nbgrader": {"grade_id": 7}}])
    def test_strange_metadata(self, metadata: Any) -> None:
        (cell,) = notebook_cells(notebook({"cell_type": "code", "source": "x", "metadata": metadata}))
        assert (cell.grade_id, cell.locked) == (None, False)

    def test_nbgraders_metadata(self) -> None:
        answer = code("x", nbgrader={"grade_id": "q", "solution": True, "grade": False})
        test = code("y", nbgrader={"grade_id": "q_check", "solution": False, "grade": True})
        both = code("z", nbgrader={"grade_id": "manual", "solution": True, "grade": True})
        told = [
            (c.grade_id, c.locked, c.index, c.answer) for c in notebook_cells(notebook(answer, test, both))
        ]
        assert told == [("q", False, 0, True), ("q_check", True, 1, False), ("manual", False, 2, True)]

    def test_locked_cells_that_are_neither_answers_nor_tests_are_given(self) -> None:
        marks: list[dict[str, bool]] = [
            {"locked": True},
            {"locked": True, "solution": True},
            {"locked": True, "grade": True},
            {},
        ]
        found = notebook_cells(notebook(*(code("x", nbgrader=one) for one in marks)))
        assert [cell.given for cell in found] == [True, False, False, False]

    def test_line_ends_marks_and_unbreakable_spaces(self) -> None:
        assert sources(notebook(code("\ufeffx = 1\r\ny =\u00a02\rz = 3"))) == ["x = 1\ny = 2\nz = 3"]

    @pytest.mark.parametrize(
        ("use", "runs"),
        [("import layers", True), ("from layers.more import A", True), ("if x:\n\timport layers", True), ("%run layers.py", True), ("import other", False), ("x = layers", False)],
    )  # fmt: skip
    def test_a_module_that_the_notebook_writes_and_imports_runs_where_it_is_written(
        self, use: str, runs: bool
    ) -> None:
        (written, _) = sources(notebook(code("%%writefile layers.py\nx = 1"), code(use)))
        assert ("x = 1" in written) is runs

    def test_the_longest_cells_are_left_out_until_the_rest_is_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("autograder.notebook.cells.MAX_SOURCE", 20)
        for last, left in (("z = 1", 4), ("zz = 1", 3)):
            assert sum(map(bool, sources(notebook(*map(code, ("a = 1", "b = 2", "c = 3", last)))))) == left

    def test_lone_surrogates_do_not_stop_the_notebook(self) -> None:
        assert len(sources('{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}')) == 1

    @given(
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda x: (
                st.lists(x, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "cells",
                            "cell_type",
                            "source",
                            "metadata",
                            "nbgrader",
                            "grade_id",
                            "worksheets",
                            "input",
                        ]
                    ),
                    x | st.just("code"),
                    max_size=4,
                )
            ),
            max_leaves=12,
        )
    )
    def test_any_json_gives_cells_or_one_line(self, content: Any) -> None:
        try:
            cells = list(notebook_cells(json.dumps(content)))
        except UnreadableSubmission:
            return
        assert all(isinstance(cell.source, str) for cell in cells)


class TestMagics:
    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("%matplotlib inline\nx = 1", "pass\nx = 1"),
            ("!pip install numpy\nx = 1", "pass\nx = 1"),
            ("if True:\n    !ls\nx = 1", "if True:\n    pass\nx = 1"),
            ("%time x = f(1)\ny = 2", "x = f(1)\ny = 2"),
            ("%timeit f(1)", "f(1)"),
            ("%timeit -n 3 f(1)", "pass"),
            ("files = !ls\nx = 1", "files = []\nx = 1"),
            ("a, b = %sql select\nx = 1", "a, b = []\nx = 1"),
            ("np.exp?\nx = 1", "pass\nx = 1"),
            ("?np.exp\nx = 1", "pass\nx = 1"),
            ("x??", "pass"),
            ("%%time\nx = 1", "pass\nx = 1"),
            ("\n\n%%timeit -n 1\nx = 1", None),
            ("%%capture out\n%matplotlib inline\nx = 1", "pass\npass\nx = 1"),
            ("%%bash\nrm -rf x", ""),
            ("%%writefile a.py\nx = 1", ""),
            ("%%html\n<b>", ""),
        ],
    )
    def test_they_are_taken_out_line_for_line(self, source: str, wanted: str | None) -> None:
        cell = runnable(Cell(source, 3, "q"))
        assert (cell.index, cell.grade_id, cell.note != "") == (3, "q", True)
        ast.parse(cell.source)
        if wanted is None:
            assert cell.source.split("\n").index("x = 1") == source.split("\n").index("x = 1")
        else:
            assert cell.source == wanted

    @pytest.mark.parametrize(
        "source",
        [
            "x = 7 % 3\ny = 2\\\n% 3",
            "s = '''\n%matplotlib inline\n!ls\n'''",
            "x = a != b",
            "# %time\nx = 1",
            "",
        ],
    )
    def test_python_is_left_alone(self, source: str) -> None:
        assert runnable(Cell(source, 0)).source == source

    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("print x", "print(x)"),
            ("print 'a %d' % 3", "print('a %d' % 3)"),
            ("if x: print x, y", "if x: print(x, y)"),
            (
                "def f():\n    print\n    print x\n    return 1",
                "def f():\n    print()\n    print(x)\n    return 1",
            ),
        ],
    )
    def test_python_2_prints(self, source: str, wanted: str) -> None:
        assert runnable(Cell(source, 0)).source == wanted

    def test_what_cannot_be_mended_keeps_its_lines(self) -> None:
        assert runnable(Cell("%magic\ndef f(:\nx", 0)).source == "pass\ndef f(:\nx"
        assert runnable(Cell("def f(:", 0)).source == "def f(:"

    @given(st.text(st.sampled_from("%!?= \n\tx1'()#:\\{[%"), max_size=40))
    def test_any_text_keeps_its_number_of_lines(self, source: str) -> None:
        cell = runnable(Cell(source, 0))
        assert cell.source in ("", source) or cell.source.count("\n") == source.count("\n")


class TestScripts:
    def test_each_statement_is_a_cell_with_its_line_numbers(self) -> None:
        cells = list(script_cells("import numpy as np\n\n@decorated\ndef f(x):\n    return x\n\nx = f(1)\n"))
        assert [cell.source.strip().split("\n")[0] for cell in cells] == [
            "import numpy as np",
            "@decorated",
            "x = f(1)",
        ]
        assert cells[2].source.split("\n")[6] == "x = f(1)"
        assert [cell.index for cell in cells] == [0, 1, 2]

    def test_statements_on_one_line_stay_together(self) -> None:
        assert [c.source.strip() for c in script_cells("x = 1; y = 2\nz = 3")] == ["x = 1; y = 2", "z = 3"]

    def test_percent_marks(self) -> None:
        cells = list(script_cells("x = 1\n# %% first\ny = 2\nz = 3\n#%%\nw = 4"))
        assert [c.source.strip() for c in cells] == ["x = 1", "# %% first\ny = 2\nz = 3", "#%%\nw = 4"]

    def test_a_syntax_error_costs_one_stretch(self) -> None:
        cells = list(script_cells("x = 1\n@d\ndef f(:\n    pass\n\nclass A:\n    y = 2\n"))
        assert [c.source.strip().split("\n")[0] for c in cells] == ["x = 1", "@d", "class A:"]
        ast.parse(cells[2].source)

    @pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n"])
    def test_without_statements_there_are_no_cells(self, text: str) -> None:
        assert list(script_cells(text)) == []

    def test_exported_magics(self) -> None:
        (one, two) = script_cells("%matplotlib inline\nx = 1\n")
        assert (one.source.strip(), two.source.strip()) == ("pass", "x = 1")

    def test_what_was_left_out_is_said_of_the_first(self) -> None:
        assert [one.note for one in script_cells("%cd a\nx = 1\ny = 2")] == ["%cd a", "", ""]

    @pytest.mark.parametrize(
        "line",
        ["class A: pass", "def f(): pass", "@d", "if __name__ == '': pass", "import a", "from a import b"],
    )
    def test_what_begins_a_stretch_where_the_rest_is_torn(self, line: str) -> None:
        cells = list(script_cells(f"x = (\ny = 1\n{line}\n  "))
        assert [c.source.strip() for c in cells] == ["x = (\ny = 1", line]

    def test_no_more_pieces_than_cells_and_the_last_one_holds_the_rest(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("autograder.notebook.cells.MAX_CELLS", 3)
        assert [c.source.strip() for c in script_cells("a = 1\nb = 2\nc = 3\nd = 4")] == [
            "a = 1",
            "b = 2",
            "c = 3\nd = 4",
        ]

    def test_the_empty_lines_before_the_pieces_are_no_more_than_a_few_times_the_text(self) -> None:
        text = "\n".join(["x = 1"] * 1500)
        cells = list(script_cells(text))
        padding = sum(len(c.source) - len(c.source.lstrip("\n")) for c in cells)
        assert 10 * len(text) < padding <= 20_000 + 10 * len(text)
        assert cells[-1].source.count("\n") == 1499

    @given(st.text(st.sampled_from("x=1\n :@()#%def"), max_size=60))
    def test_any_text_is_some_cells(self, text: str) -> None:
        cells = list(script_cells(text))
        assert all(cell.source.count("\n") <= text.count("\n") for cell in cells)


def test_a_cell_that_sets_a_name_twice_is_parted_into_its_statements() -> None:
    cell = Cell("x = 1\ndef f():\n    x = 2\n\nx = (3,\n     4)\ny = x", 5, "q")
    pieces = parted(cell)
    assert [(one.index, one.grade_id) for one in pieces] == [(5, "q")] * 4
    assert [one.source.count("\n") - one.source.lstrip("\n").count("\n") for one in pieces] == [0, 1, 4, 6]
    assert [one.source.strip() for one in pieces] == [
        "x = 1",
        "def f():\n    x = 2",
        "x = (3,\n     4)",
        "y = x",
    ]
    assert joined(pieces) == cell


@pytest.mark.parametrize(
    "source", ["x = 1\ny = x", "x, y = 1, 2\nx += 1", "a.x = 1\na.x = 2", "x = 1\nx = ("]
)
def test_a_cell_that_sets_no_name_twice_stays_whole(source: str) -> None:
    assert parted(Cell(source, 0)) == (Cell(source, 0),)


def test_what_stands_between_the_pieces_of_a_text_is_no_difference() -> None:
    first, last = Cell("x = 1\n\n\n", 0), Cell("\n\ny = 2", 0)
    assert joined((first, last)).source == "x = 1\n\ny = 2"
    assert joined((Cell("z = 3", 0), last)).source == "z = 3\n\ny = 2"
    assert joined((Cell("a\nb\nc", 0), last)) == last
    assert joined((first, Cell("a\nb\nc", 0), last)) == last, (
        "what stands before another cell is not its text"
    )
