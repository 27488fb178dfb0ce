"""Whose score changed, where and why."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.grading.changes import _OF_QUESTION, _OF_RECORD, PARTS, Changes, change, outline, why
from autograder.model.record import QuestionRecord, Record


def record(**more: Any) -> Record:
    base: dict[str, Any] = {
        "student": "ada",
        "status": "graded",
        "reason": None,
        "score": 3.0,
        "late_penalty": 0.0,
        "final_score": 3.0,
        "submission": {"sha256": "s", "handed_in": None},
        "questions": [{"id": "a", "score": 1.0}, {"id": "b", "score": 2.0}],
        "stamps": {"grader": "g", "questions": {"a": "1", "b": "2"}},
    }
    made: Record = {**base, **more}  # type: ignore[typeddict-item]
    return made


def stamps(grader: str = "g", **questions: str) -> dict[str, Any]:
    return {"grader": grader, "questions": questions or {"a": "1", "b": "2"}}


LESS = {"final_score": 2.0, "questions": [{"id": "a", "score": 1.0}, {"id": "b", "score": 1.0}]}


def test_the_same_scores_are_no_change() -> None:
    assert change(record(), record(stamps=stamps(b="9"))) is None


def test_the_question_and_both_scores_are_named() -> None:
    one = change(record(), record(**LESS, stamps=stamps(a="1", b="9")))
    assert one is not None
    assert (one.student, one.before, one.after, one.questions) == ("ada", 3.0, 2.0, (("b", 2.0, 1.0),))
    assert one.why == ("changed in the course: b",)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"submission": {"sha256": "t", "handed_in": None}}, "handed in anew"),
        ({"submission": {"sha256": "s", "handed_in": "2027"}}, "another time of handing in"),
        ({"stamps": stamps("h")}, "one of: another version of the grader, "),
        ({"stamps": stamps(a="1", b="2", c="3")}, "new in the course: c"),
        ({"stamps": stamps(b="2")}, "no longer in the course: a"),
        ({"status": "ungraded", "reason": "broken"}, "has no result now: broken"),
        ({"stamps": None}, "graded again"),
        (
            {"stamps": {**stamps("h"), "parts": dict.fromkeys(PARTS, "1")}},
            "one of: another version of the grader, ",
        ),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_reason_is_what_the_records_show(more: dict[str, Any], why: str, turned: bool) -> None:
    """Also where it is the earlier record that has no stamps, or does not say the parts."""
    if turned and not ("stamps" in more and why.startswith(("graded", "one of"))):
        return
    one = change(*(record(**more), record(**LESS)) if turned else (record(), record(**LESS, **more)))
    assert one is not None
    assert len(one.why) == 1
    assert one.why[0].startswith(why)


GIVEN = {"score": 1.0, "comment": "", "automatic": 2.0}


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ({}, {"manual": GIVEN}, "a score given by hand: b"),
        ({"manual": GIVEN}, {}, "a score given by hand was taken back: b"),
        ({"manual": {**GIVEN, "score": 0.5}}, {"manual": GIVEN}, "a score given by hand: b"),
        ({"manual": {**GIVEN, "score": None}}, {}, "graded again"),
        ({}, {"excused": True}, "excused: b"),
        ({"excused": True}, {}, "no longer excused: b"),
    ],
)
def test_what_people_did_is_said(before: dict[str, Any], after: dict[str, Any], why: str) -> None:
    old = record(questions=[{"id": "b", "score": 2.0, **before}])
    new = record(questions=[{"id": "b", "score": 1.0, **after}], final_score=2.0)
    one = change(old, new)
    assert one is not None
    assert one.why == (why,)


def test_only_who_is_excused_anew_is_told() -> None:
    def excused(*names: str) -> list[dict[str, Any]]:
        return [{"id": name, "score": 1.0, **({"excused": True} if name in names else {})} for name in "abc"]

    one = change(record(questions=excused("a", "b")), record(questions=excused("b", "c"), final_score=2.0))
    assert one is not None
    assert one.why == ("excused: c", "no longer excused: a")


def test_points_that_moved_from_one_question_to_another_are_a_change() -> None:
    one = change(record(), record(questions=[{"id": "a", "score": 2.0}, {"id": "b", "score": 1.0}]))
    assert one is not None
    assert one.questions == (("a", 1.0, 2.0), ("b", 2.0, 1.0))


def test_who_had_no_result_for_the_same_reason_before_is_told_nothing_of_it() -> None:
    broken = record(status="ungraded", reason="broken", final_score=None)
    assert why(broken, broken) == []
    assert why(broken, record(status="ungraded", reason="too large", final_score=None)) == [
        "had no result before: broken",
        "has no result now: too large",
    ]


def test_points_by_hand_go_with_their_question() -> None:
    old = record(questions=[{"id": "a", "score": 1.0}, {"id": "b", "score": 2.0, "manual": GIVEN}])
    new = record(questions=[{"id": "a", "score": 1.0}], final_score=1.0, stamps=stamps(a="1"))
    one = change(old, new)
    assert one is not None
    assert one.why == ("no longer in the course: b",)


def test_a_result_where_there_was_none() -> None:
    one = change(record(status="ungraded", reason="broken", final_score=None, questions=[]), record())
    assert one is not None
    assert (one.before, one.after) == (None, 3.0)
    assert one.questions == (("a", None, 1.0), ("b", None, 2.0))
    assert one.why == ("had no result before: broken",)


def test_which_parts_of_the_grader_are_others_is_said_in_words() -> None:
    told = {}
    for part in PARTS:
        parts = dict.fromkeys(PARTS, "1")
        old, new = ({**stamps(grader), "parts": {**parts, part: grader}} for grader in "gh")
        one = change(record(stamps=old), record(**LESS, stamps=new))
        assert one is not None
        (told[part],) = one.why
    assert told == PARTS
    assert all(text[-1].isalpha() for text in told.values()), told


def test_what_is_held_against_each_other_are_keys_of_records() -> None:
    assert {*_OF_RECORD} <= Record.__annotations__.keys()
    assert {*_OF_QUESTION} <= QuestionRecord.__annotations__.keys()


LATE = {"due": "2027", "extension": None, "free_days": 0}


@pytest.mark.parametrize(
    ("lateness", "more", "why"),
    [
        ({"extension": "2028", "due": "2028"}, {}, "an extension"),
        ({"due": "2028", "free_days": 1}, {}, "another due date or late policy"),
        ({"free_days": 1}, {}, "free late days"),
        ({}, {"late_penalty": 1.0}, "another due date or late policy"),
        ({}, {"late_penalty": 0.00001}, "graded again"),
        (
            {},
            {"late_penalty": 1.0, "submission": {"sha256": "s", "handed_in": "2028"}},
            "another time of handing in",
        ),
        ({}, {"score": 0.0, "late_penalty": 0.0}, "graded again"),
    ],
)
def test_what_is_another_about_time(lateness: dict[str, Any], more: dict[str, Any], why: str) -> None:
    one = change(record(lateness=LATE), record(lateness={**LATE, **lateness}, final_score=2.0, **more))
    assert one is not None
    assert (one.questions, one.why) == ((), (why,))


def test_without_a_time_before_or_after_nothing_is_said_of_it() -> None:
    for old, new in ((LATE, None), (None, {**LATE, "due": "2028"})):
        more = [{} if one is None else {"lateness": one} for one in (old, new)]
        one = change(record(**more[0]), record(**LESS, **more[1]))
        assert one is not None
        assert one.why == ("graded again",)


def test_of_two_records_excused_as_a_whole_no_change_is_told() -> None:
    assert change(record(excused=True), record(**LESS, excused=True)) is None
    one = change(record(), record(**LESS, excused=True))
    assert one is not None
    assert one.why == ("excused: the whole assignment",)


def test_cells_that_people_alone_grade() -> None:
    given: dict[str, Any] = {"score": 1.0, "comment": "", "points": 2.0}
    rest: dict[str, Any] = {**given, "score": None}
    told: list[str] = []
    for old, new in (
        ({}, {"e": given}),
        ({"e": rest}, {"e": given}),
        ({"e": given}, {"e": rest}),
        ({"e": given}, {}),
        ({"e": given}, {"e": given}),
    ):
        one = change(record(by_hand=old), record(by_hand=new, final_score=2.0))
        assert one is not None
        told += one.why
    assert told == [
        "a score given by hand: e",
        "a score given by hand: e",
        "a score given by hand was taken back: e",
        "graded again",
        "graded again",
    ]


def test_what_is_held_of_a_class_is_an_outline_and_the_first_and_last_of_a_student_count() -> None:
    seen = Changes()
    full = record(**LESS, cells=["x"])
    seen.add(record(), full)
    seen.add(full, record(final_score=1.0))
    seen.add(record(student="bo"), record(student="bo"))
    assert [(one.student, one.before, one.after) for one in seen.told] == [("ada", 3.0, 1.0)]
    kept: dict[str, Any] = {
        **outline(record(cells=["x"], questions=[{"id": "a", "score": 1.0, "source": "x"}]))
    }
    assert kept["questions"] == [{"id": "a", "score": 1.0}]
    assert "cells" not in kept
    assert kept["submission"] == {"sha256": "s", "handed_in": None}
