"""Whose rows are made again: what a stamp depends on, and that it goes with the rows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import Database
from autograder.grading.settling.facts import SIGN
from autograder.model.question import Course
from autograder.nbgrader_plugin.gradebook.made_from import read_stamps, stamp, write_stamps
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step
from tests.nbgrader_plugin.conftest import DUE, Write
from tests.report.samples import Record, rich_record

SHA256 = "0123456789abcdef" * 4
ADA = Submission("ada", (), handed_in=DUE)


def record(**other: Any) -> Record:
    made = rich_record() | {"cpu_seconds": 0.02, **other}
    made["submission"] |= {"sha256": SHA256}
    return made


def excused() -> Record:
    made = record()
    made["questions"][0]["excused"] = True
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gates.ipynb"
    path.write_text("{}")
    return path


def test_the_same_has_the_same_stamp_which_begins_with_the_hand_in(file: Path) -> None:
    made = stamp(record(), ADA, "cells", [file])
    assert made == stamp(record(), ADA, "cells", [file])
    assert made[:SIGN] == SHA256[:SIGN]
    assert len(made) > SIGN


@pytest.mark.parametrize(
    ("other", "submission", "sheet"),
    [
        (record(fingerprint="g"), ADA, "cells"),
        (record(status="ungraded"), ADA, "cells"),
        (record(seconds=7.0), ADA, "cells"),
        (excused(), ADA, "cells"),
        (record(), Submission("ada", (), handed_in=DUE + timedelta(hours=1)), "cells"),
        (record(), ADA, "other cells"),
    ],
)
def test_whatever_it_depends_on_changes_it(
    file: Path, other: Record, submission: Submission, sheet: str
) -> None:
    assert stamp(other, submission, sheet, [file]) != stamp(record(), ADA, "cells", [file])


def test_a_file_that_was_cut_off_or_lost_is_no_more_what_was_written(file: Path) -> None:
    before = stamp(record(), ADA, "cells", [file])
    file.write_text("")
    assert before != stamp(record(), ADA, "cells", [file]) != SHA256[:SIGN]
    file.unlink()
    assert stamp(record(), ADA, "cells", [file]) == SHA256[:SIGN]
    assert stamp(record(fingerprint=""), ADA, "cells", []) == SHA256[:SIGN]


def test_stamps_are_kept_and_replaced_by_student(ps2: Course, url: str, write: Write) -> None:
    write("ada")
    write("bob")
    with Database(url) as book:
        sheet = keep_in_step(book, ps2, ps2.assignment("ps2"))
        write_stamps(book, sheet, [("ada", "first"), ("bob", "same")])
        write_stamps(book, sheet, [("ada", "second")])
        assert read_stamps(book, sheet) == {"ada": "second", "bob": "same"}
    with Database(url) as book:
        book.run("DELETE FROM submitted_notebook", [()])
        assert read_stamps(book, sheet) == {}
