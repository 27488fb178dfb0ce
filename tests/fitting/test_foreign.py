"""Notebooks and scripts that never came from our release: tests/notebooks, each graded as a notebook and as a script.

A file begins with what is to come out: `# assignment: ps3`, `# why: …`, and lists of question ids after `# right:` and
`# wrong:` (all others must be missing or not attempted). Optional: `# cells:` types that the record must name for cells,
`# skipped:` texts among what was left out, `# notes:` keys of notes, `# only: notebook` (or script), `# supplied:` all
names that notes say were supplied (`-`: none), `# told:` questions, each with the mistake that is told first of it (`-`:
none); nothing may be told of questions that are missing.
Cells are parted by `# %%` lines.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.diagnosis import Diagnosis, make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.result import Graded
from autograder.notebook.cells import read_cells
from tests.conftest import headers, thinned
from tests.test_specimens import first_told

pytestmark = pytest.mark.no_cover

FOLDER = Path(__file__).parents[1] / "notebooks"
FILES = sorted(FOLDER.glob("*.py"))
ENDLESS = [path for path in FILES if "ends" in headers(path.read_text("utf-8"))]
CASES = [
    *thinned((path for path in FILES if path not in ENDLESS), lambda path: path.stem),
    *(pytest.param(path, id=path.stem, marks=pytest.mark.slow) for path in ENDLESS),
]


@dataclass(frozen=True)
class Sample:
    """One file: its expectations by key, its cells' sources."""

    expected: dict[str, list[str]]
    cells: list[str]

    def one(self, key: str) -> str:
        return ", ".join(self.expected.get(key, ()))


def sample(path: Path) -> Sample:
    text = path.read_text("utf-8")
    expected = {key: [word.strip() for word in value.split(",")] for key, value in headers(text).items()}
    return Sample(
        expected, [part.lstrip("\n") for part in re.split(r"^# %%.*$", text, flags=re.MULTILINE)[1:]]
    )


def as_notebook(cells: Sequence[str]) -> dict[str, Any]:
    return {
        "nbformat": 4,
        "nbformat_minor": 2,
        "metadata": {"kernelspec": {"name": "conda-env-python", "display_name": "Python"}},
        "cells": [
            {
                "cell_type": "code",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source.splitlines(keepends=True),
            }
            for source in cells
        ],
    }


def outcomes(graded: Graded) -> dict[str, str]:
    return {
        result.question.id: "right" if result.full else "wrong"
        for result in graded.questions
        if result.outcome not in ("missing", "not_attempted")
    }


def wanted(one: Sample) -> dict[str, str]:
    return {q: verdict for verdict in ("right", "wrong") for q in one.expected.get(verdict, ())}


def check(one: Sample, graded: Graded) -> None:
    told = {r.question.id: [v.message.key for _, v in r.verdicts] for r in graded.questions if not r.full}
    assert outcomes(graded) == wanted(one), (one.one("why"), told)
    assert set(one.expected.get("cells", ())) <= {raised.type_name for _, raised in graded.cell_errors}
    reasons = "\n".join(reason for _, reason in graded.skipped)
    assert [text for text in one.expected.get("skipped", ()) if text not in reasons] == []
    notes = {note.key for result in graded.questions for note in result.notes}
    assert set(one.expected.get("notes", ())) <= notes
    if "supplied" in one.expected:
        said: list[list[Any]] = [
            [n.values["names"] for n in r.notes if n.key == "supplied_helper"] for r in graded.questions
        ]
        assert all(len(names) <= 1 for names in said)
        assert {name for names in said for those in names for name in those} == {
            *one.expected["supplied"]
        } - {"-"}
    if "told" in one.expected:
        first = {r.question.id: first_told(r) or "-" for r in graded.questions if not r.full}
        tried = dict(entry.split() for entry in one.expected["told"])
        assert first == dict.fromkeys(first, "-") | tried, one.one("why")


@pytest.fixture(scope="session")
def grade(key_of: Callable[[str], AnswerKey], prober: Prober) -> Callable[..., Graded]:
    @functools.cache
    def diagnosis(assignment: str) -> Diagnosis:
        return make_diagnosis(key_of(assignment))

    def graded(path: Path, assignment: str, diagnosed: bool = False) -> Graded:
        says = diagnosis(assignment) if diagnosed else None
        return Grader(key_of(assignment), prober, says).grade(read_cells(path))

    return graded


@pytest.mark.parametrize("form", ["notebook", pytest.param("script", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", CASES)
def test_graded_as_expected(path: Path, form: str, tmp_path: Path, grade: Callable[..., Graded]) -> None:
    one = sample(path)
    if one.one("only") not in ("", form):
        pytest.skip(f"only as a {one.one('only')}")
    file = tmp_path / ("n.ipynb" if form == "notebook" else "s.py")
    text = (
        json.dumps(as_notebook(one.cells), ensure_ascii=False) if form == "notebook" else "\n".join(one.cells)
    )
    file.write_text(text, "utf-8")
    check(one, grade(file, one.one("assignment"), "told" in one.expected))


def encoded(text: str, encoding: str) -> bytes:
    """With a byte order mark in some of the encodings (utf-16 writes its own)."""
    mark = "\ufeff" if encoding in ("utf-8", "utf-16-le") else ""
    return (mark + text).encode(encoding)


@pytest.mark.parametrize("suffix", [".ipynb", ".py"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings(
    suffix: str, encoding: str, newline: str, tmp_path: Path, grade: Callable[[Path, str], Graded]
) -> None:
    one = sample(FOLDER / "dout_is_changed.py")
    remark = "곱셈 계층" if encoding != "cp932" else "乗算レイヤ"
    cells = [f"# {remark}\nprint('{remark}')\n{source}".replace("\n", newline) for source in one.cells]
    text = json.dumps(as_notebook(cells), ensure_ascii=False) if suffix == ".ipynb" else newline.join(cells)
    file = tmp_path / f"n{suffix}"
    file.write_bytes(encoded(text, encoding))
    check(one, grade(file, "ps3"))


@pytest.mark.parametrize("version", [2, 3])
def test_old_formats(version: int, tmp_path: Path, grade: Callable[[Path, str], Graded]) -> None:
    one = sample(FOLDER / "layers_and_network.py")
    cells = [
        {"cell_type": "code", "input": source, "outputs": [], "prompt_number": 1, "language": "python"}
        for source in one.cells
    ]
    half = len(cells) // 2
    sheets = [{"cells": [{"cell_type": "heading", "source": "5"}, *cells[:half]]}, {"cells": cells[half:]}]
    file = tmp_path / "n.ipynb"
    file.write_text(
        json.dumps({"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets})
    )
    check(one, grade(file, "ps3"))


def test_megabytes_of_outputs(tmp_path: Path, grade: Callable[[Path, str], Graded]) -> None:
    one = sample(FOLDER / "layers_and_network.py")
    content = as_notebook(one.cells)
    for cell in content["cells"]:
        picture = {"image/png": "iVBORw0KGgo" * 60_000}
        cell["outputs"] = [{"output_type": "display_data", "data": picture, "metadata": {}}]
    file = tmp_path / "n.ipynb"
    file.write_text(json.dumps(content))
    assert file.stat().st_size > 5_000_000
    check(one, grade(file, "ps3"))


@pytest.mark.slow
def test_a_stopped_cell_is_named_in_the_record(
    key_of: Callable[[str], AnswerKey], tmp_path: Path, grade: Callable[[Path, str], Graded]
) -> None:
    file = tmp_path / "n.ipynb"
    file.write_text(json.dumps(as_notebook([*sample(FOLDER / "training_for_ever.py").cells, "%%bash\nls"])))
    ps3 = key_of("ps3").assignment
    record = make_record(Submission("ada", (file,)), ps3, grade(file, "ps3"), lang="en", protection="full")
    assert [(cell["index"], cell["error"]["type"]) for cell in record["cells"]] == [(1, "Timeout")]
    assert record["skipped"] == [{"index": 3, "reason": "%%bash"}]


def test_the_reference_never_answers_for_the_student(
    grade: Callable[[Path, str], Graded], tmp_path: Path
) -> None:
    """What is supplied in the place of files that were not handed in is never what is asked for."""
    file = tmp_path / "s.py"
    file.write_text(
        "from solution import *\nimport numpy as np\n"
        "class Function:\n    def forward(self x):\n        pass\n"
        "Squre = Square\nsquare = lambda x: Square()(x)\n"
        "class Exp(Exp):\n    pass\n"
    )
    graded = grade(file, "ps4")
    assert "right" not in {v for q, v in outcomes(graded).items() if q != "functional"}
