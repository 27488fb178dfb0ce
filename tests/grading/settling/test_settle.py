"""Scores that count: of what was judged and what is known of the student, the same however often it is done."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.settling.facts import SIGN, Facts, Mark
from autograder.grading.settling.settle import automatic, parts, settled, waits
from autograder.model.question import Assignment, Late, Question, RubricItem
from autograder.model.record import Record
from tests.conftest import assert_valid
from tests.report.samples import item, rich_record

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
TESTED = Question(
    "tested",
    (
        RubricItem("tests", 1.0, ("part_one",)),
        RubricItem("tests", 2.0, ("part_two",)),
        RubricItem("forward", 1.0),
    ),
    cell="answer",
)
PS2 = Assignment("ps2", "gates", (TESTED,), due=DUE, late=Late(0.1, 0.5), by_hand={"essay": 5.0})
FIRST, SECOND = (question["id"] for question in rich_record()["questions"])


def record(late: timedelta = timedelta(0)) -> Record:
    """Three questions, 1 of 4, 2.5 of 4 and 1 + 0.5 + 0 of 4; handed in so late."""
    made = rich_record()
    items = [item("tests", ["part_one"], 1.0, 1.0, ""), item("tests", ["part_two"], 0.5, 2.0, "")]
    items += [item("forward", [], 0.0, 1.0, "")]
    made["questions"].append(
        {**made["questions"][0], "id": "tested", "items": items, "score": 1.5, "max_score": 4.0}
    )
    made["submission"]["handed_in"] = (DUE + late).isoformat()
    return settled(made, PS2)


def by_hand(**marks: Mark) -> Facts:
    return Facts(due=DUE, marks=marks)


def test_by_the_due_date_alone() -> None:
    one = record(timedelta(hours=30))
    assert_valid(one)
    assert (one["score"], one["max_score"]) == (5.0, 17.0)
    assert (one["late_penalty"], one["final_score"]) == (1.0, 4.0)
    assert one["lateness"]["days"] == 2
    assert one["by_hand"] == {"essay": {"score": None, "comment": "", "points": 5.0}}
    assert "lateness" not in settled(one, PS2, Facts()), "nobody knows of one"


def test_a_persons_points_count_and_those_of_the_grader_come_back() -> None:
    before = record(timedelta(hours=30))
    after = settled(
        before, PS2, by_hand(**{f"{FIRST}_check": Mark(3.0, 0.5, auto=1.0), FIRST: Mark(comment="fine")})
    )
    assert_valid(after)
    assert after["questions"][0]["score"] == 3.5
    assert after["questions"][0]["manual"] == {"score": 3.5, "comment": "fine", "automatic": 1.0}
    assert (after["score"], after["late_penalty"], after["final_score"]) == (7.5, 1.5, 6.0)
    assert automatic(after["questions"][0]) == 1.0
    assert settled(after, PS2, Facts(due=DUE)) == before


def test_a_cell_that_is_nobodys_any_more_is_taken_away() -> None:
    without = replace(PS2, by_hand={})
    assert "by_hand" not in settled(settled(record(), PS2), without)


def test_of_several_test_cells_each_counts_for_itself() -> None:
    before = record()
    assert parts(before["questions"][2]) == {"part_one": 1.0, "part_two": 0.5, "tested_check": 0.0}
    after = settled(
        before, PS2, by_hand(part_two=Mark(2.0), tested_check=Mark(None, 0.25), answer=Mark(comment="ok"))
    )
    assert after["questions"][2]["manual"] == {"score": 3.25, "comment": "ok", "automatic": 1.5}
    assert after["score"] == before["score"] + 1.75  # type: ignore[operator]
    unsaid = settled(before, PS2, by_hand(part_two=Mark(auto=0.5)))
    assert unsaid["questions"][2].get("manual") is None
    alone = settled(before, PS2, by_hand(answer=Mark(comment="ok")))
    assert alone["questions"][2]["manual"]["score"] is None
    assert alone["score"] == before["score"]


def test_cells_of_people_count_when_they_are_given() -> None:
    facts = replace(by_hand(essay=Mark(4.5, comment="good")), beside={"other/task": 2.0})
    after = settled(record(), PS2, facts)
    assert after["by_hand"]["essay"] == {"score": 4.5, "comment": "good", "points": 5.0}
    assert after["by_hand"]["other/task"]["score"] is None
    assert (after["score"], after["max_score"]) == (9.5, 19.0)


def test_nothing_is_points_too_where_a_person_gives_it() -> None:
    nothing = by_hand(
        **{f"{FIRST}_check": Mark(0.0, auto=1.0, again=True)}, part_one=Mark(0.0), essay=Mark(0.0)
    )
    after = settled(record(), PS2, nothing)
    first, _, tested = after["questions"]
    assert (first["score"], first["manual"]["score"], first["manual"]["older"]) == (0.0, 0.0, True)
    assert (tested["score"], tested["manual"]["score"]) == (0.5, 0.5)
    assert (after["by_hand"]["essay"]["score"], after["score"]) == (0.0, 3.0)
    broken = settled({**record(), "status": "ungraded", "reason": "broken", "questions": []}, PS2, nothing)
    assert {name: one["score"] for name, one in broken["by_hand"].items()} == {"essay": 0.0, "part_one": 0.0}
    assert (broken["score"], broken["final_score"]) == (0.0, 0.0)


def test_what_is_excused_counts_nowhere() -> None:
    after = settled(record(), PS2, Facts(due=DUE, questions=frozenset([SECOND, "tested"])))
    assert_valid(after)
    assert (after["score"], after["max_score"]) == (1.0, 9.0)
    assert [question.get("excused") for question in after["questions"]] == [None, True, True]
    whole = settled(record(timedelta(days=9)), PS2, Facts(due=DUE, excused=True))
    assert_valid(whole)
    assert (whole["score"], whole["final_score"], whole["late_penalty"]) == (None, None, 0.0)
    assert whole["lateness"]["days"] == 0


def test_an_extension_and_free_days() -> None:
    late = record(timedelta(days=3))
    extended = DUE + timedelta(days=2)
    one = settled(late, PS2, Facts(due=extended))
    assert (one["late_penalty"], one["lateness"]["days"], one["lateness"]["extension"]) == (
        0.5,
        1,
        extended.isoformat(),
    )
    two = settled(late, PS2, Facts(due=DUE, free_days=2))
    assert (two["late_penalty"], two["lateness"]["days"], two["lateness"]["free_days"]) == (0.5, 3, 2)


def test_an_ungraded_one_has_what_people_gave_and_else_nothing() -> None:
    broken = settled({**record(), "status": "ungraded", "reason": "broken", "questions": []}, PS2)
    assert (broken["score"], broken["final_score"], broken["max_score"]) == (None, None, 9.0)
    after = settled(broken, PS2, by_hand(part_one=Mark(1.0)))
    assert_valid(after)
    assert (after["status"], after["score"], after["max_score"]) == ("ungraded", 1.0, 9.0)
    assert after["by_hand"]["part_one"]["points"] == 1.0
    assert settled(after, PS2) == broken


def test_what_is_written_to_an_answer_of_an_ungraded_one_is_kept_with_and_without_points() -> None:
    broken = {**record(), "status": "ungraded", "reason": "broken", "questions": []}
    said = {"answer": Mark(comment="I read it"), "part_two": Mark(0.5, comment="half")}
    with_points = settled(broken, PS2, by_hand(part_one=Mark(1.0), **said))  # type: ignore[arg-type]
    assert_valid(with_points)
    found = {name: (one["score"], one["comment"]) for name, one in with_points["by_hand"].items()}
    assert found == {"part_one": (1.0, "I read it"), "part_two": (0.5, "half"), "essay": (None, "")}
    alone = settled(broken, PS2, by_hand(answer=said["answer"]))  # type: ignore[arg-type]
    assert alone["by_hand"]["part_one"] == {"score": None, "comment": "I read it", "points": 1.0}
    assert (alone["score"], alone["max_score"]) == (None, 9.0)
    unsaid = settled(broken, PS2, by_hand(part_one=Mark(auto=1.0)))  # type: ignore[arg-type]
    assert unsaid["by_hand"].keys() == {"essay"}


@pytest.mark.parametrize(
    ("facts", "older"),
    [
        (by_hand(part_one=Mark(1.0, auto=1.0)), False),
        (by_hand(part_one=Mark(1.0, auto=1.0, again=True)), True),
        (by_hand(part_one=Mark(1.0, auto=0.0)), True),
        (replace(by_hand(part_one=Mark(1.0, auto=1.0)), marked="another"), True),
        (
            replace(by_hand(part_one=Mark(1.0, auto=1.0)), marked=record()["submission"]["sha256"][:SIGN]),
            False,
        ),
        (by_hand(part_one=Mark(None, 1.0, auto=0.0)), False),
    ],
)
def test_points_for_something_older_stay_and_are_flagged(facts: Facts, older: bool) -> None:
    after = settled(record(), PS2, facts)
    assert list(waits(after)) == (["tested"] if older else [])
    assert after["questions"][2].get("manual", {}).get("score") is not None


def test_so_they_are_in_cells_that_people_alone_grade() -> None:
    for again in (False, True):
        after = settled(record(), PS2, by_hand(essay=Mark(4.0, 0.5, again=again)))
        assert after["by_hand"]["essay"]["score"] == 4.5
        assert list(waits(after)) == ["essay"] * again
        assert after["by_hand"]["essay"].get("older", False) is again
    assert list(waits(settled(record(), PS2, by_hand(essay=Mark(comment="read", again=True))))) == []


MARKS = st.builds(
    Mark, st.sampled_from([None, 0.0, 1.5]), st.sampled_from([None, 0.25]), st.sampled_from(["", "x"])
)
CELLS = st.sampled_from(
    ["part_one", "part_two", "tested_check", "essay", FIRST, f"{FIRST}_check", "no/where"]
)
FACTS = st.builds(
    Facts,
    due=st.sampled_from([None, DUE, DUE + timedelta(days=1)]),
    free_days=st.integers(0, 3),
    excused=st.booleans(),
    questions=st.frozensets(st.sampled_from([FIRST, "tested"])),
    marks=st.dictionaries(CELLS, MARKS),
)


@given(FACTS, FACTS, st.integers(-2, 9), st.booleans())
def test_settling_twice_is_settling_once_and_leaves_no_trace(
    first: Facts, second: Facts, days: int, ungraded: bool
) -> None:
    before = record(timedelta(days=days))
    if ungraded:
        before = settled({**before, "status": "ungraded", "reason": "broken", "questions": []}, PS2)
    text = json.dumps(before)
    once = settled(before, PS2, first)
    assert settled(once, PS2, first) == once
    assert list(settled(once, PS2, second)) == list(settled(before, PS2, second))
    assert settled(once, PS2, second) == settled(before, PS2, second)
    assert settled(once, PS2) == before
    assert json.dumps(before) == text


def test_a_question_of_which_nobody_said_anything_stays_the_same_object() -> None:
    made = record()
    assert all(
        new is old for new, old in zip(settled(made, PS2)["questions"], made["questions"], strict=True)
    )
