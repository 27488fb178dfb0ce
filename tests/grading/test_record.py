"""From a result to its record: every key is there, and nothing that would tell a hidden input."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.record import BEFORE, MAX_CELLS, MAX_SOURCE, Kept, make_record, restamped
from autograder.grading.stamps import Stamps
from autograder.model.cell import Cell
from autograder.model.condition import Condition
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment, Late, Question, RubricItem
from autograder.model.record import Record
from autograder.model.result import Graded, QuestionResult
from autograder.model.trial import RIGHT, Verdict
from autograder.sandbox.protocol import Raised
from autograder.words.catalogue import texts
from autograder.words.verdicts import VAGUE
from tests.conftest import assert_valid

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
GATE = Question("gate", (RubricItem("forward", 1.0), RubricItem("gradient", 3.0, ("x", "y"))))
PS = Assignment("ps9", "gates", (GATE,), due=DUE, late=Late(0.1, 0.5))
STAMPS = Stamps("grader", {"gate": "g"})
ADA = Submission("ada", (Path("gates.ipynb"),))
WRONG = Verdict(0.0, Message("gradient_wrong", {"name": "x"}))
CELL = Cell("\n\nx = 1\ny = 2\n", 4)


def made(result: Graded | str, submission: Submission = ADA, lang: str = "en", **more: Any) -> Record:
    record = make_record(submission, PS, result, lang=lang, protection="full", **more)
    assert_valid(record)
    return record


def graded(*verdicts: Verdict, **more: Any) -> Graded:
    pairs = tuple(zip(GATE.rubric, verdicts or (RIGHT, WRONG), strict=True))
    return Graded((QuestionResult(GATE, more.pop("outcome", Outcome.ANSWERED), pairs, **more),), (), 0.25)


def test_points_add_up() -> None:
    record = made(graded(RIGHT, Verdict(0.5, Message("gradient_wrong"))))
    assert (record["score"], record["max_score"], record["final_score"]) == (2.5, 4.0, 2.5)
    (question,) = record["questions"]
    assert (question["score"], question["max_score"]) == (2.5, 4.0)
    assert [(i["score"], i["points"], i["passed"]) for i in question["items"]] == [
        (1.0, 1.0, True),
        (1.5, 3.0, False),
    ]


def test_lateness_is_taken_from_the_final_score() -> None:
    late = Submission("ada", (), handed_in=DUE + timedelta(hours=30))
    record = made(graded(RIGHT, RIGHT), late)
    assert (record["score"], record["late_penalty"], record["final_score"]) == (4.0, 0.8, 3.2)
    assert record["submission"]["handed_in"] == "2027-03-14T05:59:00+00:00"


def test_a_time_that_nobody_knows_costs_nothing_and_is_said() -> None:
    record = made(graded(RIGHT, RIGHT), Submission("ada", (), unsure="timestamp.txt says \x1bIST"))
    assert (record["late_penalty"], record["submission"]["handed_in"]) == (0.0, None)
    assert record["submission"]["undated"] == "timestamp.txt says \\x1bIST"
    assert "lateness" not in record


def test_a_record_without_a_result_has_every_key_a_reason_and_no_score() -> None:
    one, other = (
        made(graded(), lang="ko", stamps=STAMPS),
        made("bad\x1b[31m file " + "x" * 999, lang="ko", stamps=STAMPS),
    )
    assert other.keys() == one.keys()
    assert (other["status"], other["score"], other["final_score"], other["questions"]) == (
        "ungraded",
        None,
        None,
        [],
    )
    assert (other["lang"], other["violations"], other["cpu_seconds"], other["fingerprint"]) == (
        "ko",
        [],
        0.0,
        STAMPS.fingerprint(ADA, ADA.sha256()),
    )
    assert other["reason"] is not None
    assert "\x1b" not in other["reason"]
    assert len(other["reason"]) <= 420
    assert (one["status"], one["reason"]) == ("graded", None)


def test_an_ungraded_submission_that_is_late_loses_nothing() -> None:
    record = made("no file", Submission("ada", (), handed_in=DUE + timedelta(days=9)))
    assert (record["score"], record["late_penalty"], record["final_score"]) == (None, 0.0, None)


def test_the_upstream_gradient_is_called_as_the_student_calls_it() -> None:
    ignored = replace(WRONG, misconception="upstream-ignored")
    cell = Cell("class Gate:\n    def backward(self, gy):\n        return self.x", 4)
    messages = [
        made(graded(RIGHT, ignored, cell=one))["questions"][0]["items"][1]["message"] for one in (cell, None)
    ]
    assert ["gy" in message for message in messages] == [True, False]
    assert "dout" in messages[1]


@pytest.mark.parametrize(("raised_in", "line"), [(7, 3), (-1, 3), (6, None), (0, None)])
def test_a_line_is_told_only_of_the_questions_own_cell(raised_in: int, line: int | None) -> None:
    """A line of another cell would be looked for in this one."""
    raised = Raised("NameError", "name 'y' is not defined", raised_in, 3, "y")
    (question,) = made(graded(error=raised, at=7, cell=CELL))["questions"]
    assert question["error"] == {"type": "NameError", "message": "name 'y'", "line": line}


def test_the_message_of_an_exception_at_a_hidden_input_is_not_told() -> None:
    raised = Raised("ValueError", "x was 0.7231", 7, 2)
    (question,) = made(graded(error=raised, at=7))["questions"]
    assert question["error"] == {"type": "ValueError", "message": "", "line": 2}


def test_the_message_of_a_students_own_cell_is_told() -> None:
    errors = tuple((Cell("", i), Raised("ValueError", "x was 2")) for i in range(MAX_CELLS + 9))
    skipped = tuple((Cell("", i), "%%bash\x1b") for i in range(MAX_CELLS + 9))
    record = made(Graded((), errors, 0.0, ("cell 3",), skipped))
    assert record["cells"][0] == {
        "index": 0,
        "error": {"type": "ValueError", "message": "x was 2", "line": None},
    }
    (odd,) = made(Graded((), ((CELL, Raised("E\x1b", "m\x1b" + "x" * 400)),), 0.0))["cells"]
    assert (odd["error"]["type"], odd["error"]["message"][:6]) == ("E\\x1b", "m\\x1bx")
    assert len(odd["error"]["message"]) == 300
    assert record["skipped"][0] == {"index": 0, "reason": "%%bash\\x1b"}
    assert len(record["cells"]) == len(record["skipped"]) == MAX_CELLS
    assert record["violations"] == ["cell 3"]


def test_a_cell_is_kept_with_the_number_of_its_first_line() -> None:
    (question,) = made(graded(cell=CELL))["questions"]
    assert (question["cell"], question["source"], question["first_line"]) == (4, "x = 1\ny = 2", 3)
    (question,) = made(graded(cell=Cell("\n_x = _\n", 4)))["questions"]
    assert (question["source"], question["first_line"]) == ("_x = _", 2)
    (question,) = made(graded())["questions"]
    assert (question["cell"], question["source"], question["first_line"]) == (None, None, 1)


def test_of_a_very_long_cell_the_part_with_the_answer_is_kept() -> None:
    """A class of which a page would have shown nothing but what stands before it."""
    source = "\n" + "a = 1\n" * 5000 + "x = 1\ny = x\n" + "b = 1\n" * 9000
    (question,) = made(graded(cell=Cell(source, 4)))["questions"]
    assert question["source"] is not None
    before, after = question["left_out"]
    assert (question["first_line"], before) == (2 + 5000 - BEFORE, 5000 - BEFORE)
    assert question["source"].split("\n")[BEFORE : BEFORE + 2] == ["x = 1", "y = x"]
    assert len(question["source"]) <= MAX_SOURCE
    kept = question["source"].count("\n") + 1
    assert before + kept + after == 1 + source.strip().count("\n")


def test_of_one_endless_line_the_beginning_is_kept() -> None:
    (question,) = made(graded(cell=Cell("x = 1" + " + 1" * 9000, 4)))["questions"]
    assert question["source"] == ("x = 1" + " + 1" * 9000)[:MAX_SOURCE]
    assert question["left_out"] == [0, 0]


def test_where_the_mistake_is_known_it_is_said_in_place_of_where_it_shows() -> None:
    known = Verdict(0.0, WRONG.message, misconception="mul-not-swapped", alternatives=("upstream-ignored",))
    (question,) = made(graded(RIGHT, known))["questions"]
    item = question["items"][1]
    assert item["misconception"] == "mul-not-swapped"
    assert question["misconceptions"] == ["mul-not-swapped", "upstream-ignored"]
    assert item["message"] != made(graded())["questions"][0]["items"][1]["message"]
    (korean,) = made(graded(RIGHT, known), lang="ko")["questions"]
    assert any("가" <= letter <= "힣" for letter in korean["items"][1]["message"])


def test_a_message_that_says_more_than_where_is_left_as_it_is() -> None:
    raised = Verdict(0.0, Message("raised", {"type": "ValueError"}), misconception="mul-not-swapped")
    (question,) = made(graded(RIGHT, raised))["questions"]
    assert "ValueError" in question["items"][1]["message"]


def test_what_passed_is_no_mistake() -> None:
    passed = Verdict(1.0, RIGHT.message, misconception="mul-not-swapped", alternatives=("upstream-ignored",))
    (question,) = made(graded(RIGHT, passed))["questions"]
    assert question["misconceptions"] == []
    assert question["items"][1]["message"] == question["items"][0]["message"]


def test_a_mistake_of_several_items_is_named_once() -> None:
    wrong = replace(WRONG, misconception="mul-not-swapped", alternatives=("upstream-ignored",))
    other = replace(WRONG, misconception="upstream-ignored")
    (question,) = made(graded(wrong, other))["questions"]
    assert question["misconceptions"] == ["mul-not-swapped", "upstream-ignored"]


def test_arrays_that_differ_are_compared_and_others_are_not() -> None:
    wrong = Verdict(
        0.0, WRONG.message, compare={"name": "dW", "got": [[1.0, 2.0]], "numerical": [[1.0, 3.0]]}
    )
    (question,) = made(graded(RIGHT, wrong))["questions"]
    assert "compare" not in question["items"][0]
    assert question["items"][1]["compare"] == {"name": "dW", "got": [[1.0, 2.0]], "numerical": [[1.0, 3.0]]}


def test_file_names_are_cleaned() -> None:
    assert made("x", Submission("ada", (Path("a\x1b[31m.py"),)))["submission"]["files"] == ["a\\x1b[31m.py"]


def test_every_vague_message_is_in_the_catalogue() -> None:
    assert texts("en").keys() >= VAGUE


OTHER = Question("other", (RubricItem("forward", 2.0),))


def test_questions_of_an_earlier_record_stay_as_they_are() -> None:
    both = Assignment("ps9", "gates", (OTHER, GATE))
    earlier = made(Graded(graded().questions, (), 0.5, ("question gate", "cell 3")))
    right = QuestionResult(OTHER, Outcome.ANSWERED, ((OTHER.rubric[0], RIGHT),))
    new = Graded((right,), (), 0.1, ("question other",))
    kept = Kept(earlier, frozenset(["gate"]))
    record = make_record(ADA, both, new, lang="en", protection="full", stamps=STAMPS, kept=kept)
    assert_valid(record)
    assert [question["id"] for question in record["questions"]] == ["other", "gate"]
    assert record["questions"][1] == earlier["questions"][0]
    assert (record["score"], record["max_score"]) == (3.0, 6.0)
    assert record["violations"] == ["question gate", "question other"]


def test_other_stamps_change_nothing_that_was_judged() -> None:
    early = Submission("ada", (Path("no.ipynb"),), handed_in=DUE + timedelta(hours=30))
    before = made(graded(RIGHT, RIGHT), early, stamps=STAMPS)
    stamps, late = replace(STAMPS, grader="another"), replace(early, files=(Path("renamed.ipynb"),))
    after = restamped(before, late, replace(PS, late=None), stamps)
    assert_valid(after)
    assert (after["late_penalty"], after["final_score"]) == (0.0, 4.0)
    assert after["fingerprint"] == stamps.fingerprint(late, late.sha256())
    assert after["stamps"] == stamps.to_record()
    assert after["questions"] == before["questions"]
    assert after["submission"] == {**before["submission"], "files": ["renamed.ipynb"]}


def test_times_are_told_to_a_tenth_of_a_millisecond_and_no_name_at_any_length() -> None:
    record = made(Graded((), (), 0.123456, reaches=("os.exec" + "x" * 999,)), seconds=9.87654321)
    assert (record["cpu_seconds"], record["seconds"]) == (0.1235, 9.8765)
    assert [(name[:8], len(name)) for name in record["reaches"]] == [("os.execx", 200)]


def test_points_have_nine_digits_and_no_rest_of_a_sum() -> None:
    asked = Question("q", (RubricItem("forward", 0.1), RubricItem("gradient", 0.2)))
    pairs = tuple((item, Verdict(1 / 3, WRONG.message)) for item in asked.rubric)
    result = Graded((QuestionResult(asked, Outcome.ANSWERED, pairs),), (), 0.1)
    record = make_record(ADA, Assignment("ps9", "g", (asked,)), result, lang="en", protection="full")
    (question,) = record["questions"]
    assert (question["max_score"], record["max_score"]) == (0.3, 0.3)
    assert [item["score"] for item in question["items"]] == [0.033333333, 0.066666667]


def test_of_what_is_right_but_for_a_condition_that_is_named() -> None:
    beside = Verdict(
        0.75, Message("gradient_wrong", {"name": "x"}), conditions=(Condition.ARRAYS, Condition.ONE_ROW)
    )
    first, second = made(graded(RIGHT, beside))["questions"][0]["items"]
    assert "conditions" not in first
    assert second["conditions"] == ["arrays", Condition.ONE_ROW.value]
    assert second["score"] == 2.25


def test_what_may_be_an_estimate_is_said_and_nothing_where_it_is_none() -> None:
    (question,) = made(graded(RIGHT, RIGHT, estimates=True))["questions"]
    assert question["estimates"] is True
    assert "estimates" not in made(graded())["questions"][0]
