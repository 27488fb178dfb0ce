"""One submission, whatever its judge does: always a record, and our own failure never a zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.run import Run, grade_one
from autograder.grading.stamps import Stamps
from autograder.grading.submissions import Submission
from autograder.model.cell import Cell
from autograder.model.errors import SandboxError
from autograder.model.question import Assignment
from autograder.model.result import Graded
from autograder.model.spent import Spent
from tests.conftest import assert_valid


@dataclass
class Sandbox:
    """Stands in for a prober."""

    protection: str = "full"
    restarts: int = 0
    spent: Spent = field(default_factory=Spent)

    def restart(self) -> None:
        self.restarts += 1


@dataclass
class Script:
    """A judge that does one thing after the other: raises, or takes note of the cells."""

    acts: list[Exception | None]
    prober: Any = field(default_factory=Sandbox)
    seen: list[str] = field(default_factory=list)

    def grade(self, cells: Sequence[Cell]) -> Graded:
        act = self.acts.pop(0)
        if act:
            raise act
        self.seen += [cell.source for cell in cells]
        return Graded((), (), 0.5)


STAMPS = Stamps("grader", {}, "late")
RUN = Run(Assignment("ps1", "graphs", ()), "ko", STAMPS)
OURS = ZeroDivisionError("ours")
BROKEN = SandboxError("no memory")


@pytest.fixture
def ada(tmp_path: Path) -> Submission:
    path = tmp_path / "ada.py"
    path.write_text("x = 1\n")
    return Submission("ada", (path,))


def test_what_was_handed_in_is_judged(ada: Submission) -> None:
    judge = Script([None])
    record = grade_one(RUN, ada, judge)
    assert_valid(record)
    assert [source.strip() for source in judge.seen] == ["x = 1"]
    assert (record["status"], record["lang"], record["cpu_seconds"]) == ("graded", "ko", 0.5)
    assert (record["protection"], record["seconds"] > 0) == ("full", True)


@pytest.mark.parametrize(
    ("acts", "status", "reason", "restarts"),
    [
        ([BROKEN, None], "graded", None, 1),
        ([OURS, None], "graded", None, 0),
        ([BROKEN, BROKEN], "ungraded", "our sandbox failed: no memory", 2),
        ([BROKEN, OURS], "ungraded", "the grader failed (ZeroDivisionError: ours); please report this", 1),
        ([OURS, BROKEN], "ungraded", "our sandbox failed: no memory", 1),
    ],
)
def test_it_is_tried_once_more(
    acts: list[Exception | None], status: str, reason: str | None, restarts: int, ada: Submission
) -> None:
    judge = Script([*acts])
    record = grade_one(RUN, ada, judge)
    assert (record["status"], record["reason"]) == (status, reason)
    assert judge.prober.restarts == restarts
    assert judge.acts == []


def test_only_what_would_come_out_the_same_has_a_fingerprint(ada: Submission) -> None:
    """What failed by our fault is tried anew by the next run; what cannot be read is not."""
    nothing = Submission("eve", (), ("gates.docx",))
    assert grade_one(RUN, ada, Script([None]))["fingerprint"] == STAMPS.fingerprint(ada)
    failed = grade_one(RUN, ada, Script([OURS, OURS]))
    assert (failed["fingerprint"], failed["stamps"]) == ("", None)
    assert grade_one(RUN, nothing, Script([]))["fingerprint"] == STAMPS.fingerprint(nothing)


@pytest.mark.parametrize(
    ("others", "said"),
    [((), "no notebook or Python file was handed in"), (("a", "b", "c", "d"), "found a, b, c")],
)
def test_nothing_to_grade_is_said_with_what_there_is(others: tuple[str, ...], said: str) -> None:
    record = grade_one(RUN, Submission("eve", (), others), Script([]))
    assert record["status"] == "ungraded"
    assert (record["reason"] or "").endswith(said)


def test_ctrl_c_is_nobodys_failure(ada: Submission) -> None:
    class Interrupted(Script):
        def grade(self, cells: Sequence[Cell]) -> Graded:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_one(RUN, ada, Interrupted([]))


def test_a_reader_of_ours_that_fails_leaves_it_ungraded(
    ada: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> tuple[Cell, ...]:
        raise SystemError("not the student's")

    monkeypatch.setattr("autograder.grading.run.read_cells", fails)
    record = grade_one(RUN, ada, Script([None]))
    assert (record["status"], record["score"], record["fingerprint"]) == ("ungraded", None, "")
    assert "the grader failed (SystemError" in str(record["reason"])
