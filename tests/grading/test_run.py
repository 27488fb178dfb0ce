"""One submission, whatever its judge does: always a record, and our own failure never a zero."""

from __future__ import annotations

import builtins
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.grading.stamps import Stamps
from autograder.model.cell import Cell
from autograder.model.errors import AutograderError, CourseError, SandboxError
from autograder.model.message import tell
from autograder.model.question import Assignment
from autograder.model.result import Graded
from autograder.model.spent import Spent
from tests.conftest import assert_valid
from tests.grading.made import grade_one


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


STAMPS = Stamps("grader", {})
RUN = Run(Assignment("ps1", "graphs", ()), "en", STAMPS)
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
    assert (record["status"], record["lang"], record["cpu_seconds"]) == ("graded", "en", 0.5)
    assert (record["protection"], record["seconds"] > 0) == ("full", True)


@pytest.mark.parametrize(
    ("acts", "status", "reason", "restarts"),
    [
        ([BROKEN, None], "graded", None, 1),
        ([OURS, None], "graded", None, 0),
        ([BROKEN, BROKEN], "ungraded", "our sandbox failed: no memory", 2),
        (
            [BROKEN, OURS],
            "ungraded",
            "the grader failed (ZeroDivisionError at grading/run.py:LINE); please report this",
            1,
        ),
        ([OURS, BROKEN], "ungraded", "our sandbox failed: no memory", 1),
    ],
)
def test_it_is_tried_once_more(
    acts: list[Exception | None], status: str, reason: str | None, restarts: int, ada: Submission
) -> None:
    judge = Script([*acts])
    record = grade_one(RUN, ada, judge)
    said = record["reason"] and re.sub(r":\d+\)", ":LINE)", record["reason"])
    assert (record["status"], said) == (status, reason)
    assert judge.prober.restarts == restarts
    assert judge.acts == []


def test_only_what_would_come_out_the_same_has_a_fingerprint(ada: Submission) -> None:
    """What failed by our fault is tried anew by the next run; what cannot be read is not."""
    nothing = Submission("eve", (), ("gates.docx",))
    assert grade_one(RUN, ada, Script([None]))["fingerprint"] == STAMPS.fingerprint(ada, ada.sha256())
    failed = grade_one(RUN, ada, Script([OURS, OURS]))
    assert (failed["fingerprint"], failed["stamps"]) == ("", None)
    assert grade_one(RUN, nothing, Script([]))["fingerprint"] == STAMPS.fingerprint(nothing, nothing.sha256())


@pytest.mark.parametrize(
    ("others", "said"),
    [((), "no notebook or Python file was handed in"), (("a", "b", "c", "d"), "found a, b, c")],
)
def test_nothing_to_grade_is_said_with_what_there_is(others: tuple[str, ...], said: str) -> None:
    record = grade_one(RUN, Submission("eve", (), others), Script([]))
    assert record["status"] == "ungraded"
    assert (record["reason"] or "").endswith(said)


def every_exception() -> list[type[Exception]]:
    """Python's own, numpy's, and those of this package that are not about the sandbox."""
    known = [*vars(builtins).values(), np.linalg.LinAlgError, CourseError, AutograderError, struct.error]
    return [one for one in known if isinstance(one, type) and issubclass(one, Exception)]


def made(kind: type[Exception]) -> Exception:
    """An exception of that type, with a text that nobody may see."""
    if issubclass(kind, UnicodeDecodeError):
        return kind("utf-8", b"dfdx = -4", 0, 1, "dfdx = -4")
    if issubclass(kind, UnicodeEncodeError):
        return kind("utf-8", "dfdx = -4", 0, 1, "dfdx = -4")
    if issubclass(kind, UnicodeTranslateError):
        return kind("dfdx = -4", 0, 1, "dfdx = -4")
    if issubclass(kind, CourseError):
        return kind("course.yml", 3, "dfdx = -4")
    if issubclass(kind, BaseExceptionGroup):
        return kind("dfdx = -4", [ValueError("dfdx = -4")])
    return kind("dfdx = -4")


@pytest.mark.parametrize("place", ["reading", "judging", "telling"])
def test_whatever_is_raised_costs_one_submission_its_result(
    place: str, ada: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One place guards the class; and what an exception says stays with us, for it may quote anything."""
    raised: list[Exception] = []

    def fails(*_: object, **__: object) -> Any:
        raise raised[-1]

    if place == "reading":
        monkeypatch.setattr("autograder.grading.run.read_cells", fails)
    if place == "telling":
        monkeypatch.setattr(
            "autograder.grading.record._skipped", lambda graded: fails() if graded.cpu else []
        )
    for kind in every_exception():
        raised.append(made(kind))
        record = grade_one(RUN, ada, Script([made(kind)] * 2 if place == "judging" else [None, None]))
        assert_valid(record)
        assert (record["status"], record["score"], record["questions"]) == ("ungraded", None, []), kind
        assert record["fingerprint"] == "", kind
        assert record["reason"], kind
        assert "dfdx" not in record["reason"], kind


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


def test_why_there_is_no_result_is_said_in_the_language_of_the_run() -> None:
    nothing = Submission(
        "eve", (), ("gates.docx", tell("{one}, {other}", one="gates.py", other=tell("a link")))
    )
    record = grade_one(replace(RUN, lang="ko"), nothing, Script([]))
    assert (
        record["reason"]
        == "제출한 것 가운데 노트북이나 파이썬 파일이 없어요; 있는 것: gates.docx, gates.py, 링크"
    )
