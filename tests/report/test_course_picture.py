"""A course over its assignments: who falls behind by the stated rule, which beliefs persist."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.course_picture import Part, part_of, persisting, standings
from autograder.report.statistics import Line, tally
from tests.report.samples import rich_record


def part(name: str, *, is_open: Any = False, beliefs: Any = None, **scores: Any) -> Part:
    """An assignment of 10 points; a score is a number, None (ungraded) or "excused"."""
    rows = {
        who: Line(who, "excused", None, None, None, 10.0, {})
        if score == "excused"
        else Line(who, "ungraded" if score is None else "graded", score, 0.0, score, 10.0, {})
        for who, score in scores.items()
    }
    return Part(name, name, 10.0, rows, beliefs or {}, is_open)


def reasons(*parts: Part) -> dict[str, list[str]]:
    return {one.student: [key for key, _ in one.behind] for one in standings(parts, ("zoe",))}


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        ([10, 10, 10], []),
        ([10, None, 10], []),
        ([10, 10, "missing"], ["behind_missing"]),
        (["missing", 10, 10], []),
        (["missing", "missing", 10], ["behind_missing", "behind_half"]),
        (["excused", "excused", "excused"], []),
        ([4, 5, 5], ["behind_half"]),
        ([10, 9, 8], ["behind_fall"]),
        ([10, 9.5, 9], []),
        ([10, 10, 5], []),
        ([5, 5, 5], []),
    ],
)
def test_who_falls_behind(scores: list[Any], why: list[str]) -> None:
    parts = [part(f"ps{n}", **({} if score == "missing" else {"ada": score})) for n, score in enumerate(scores)]  # fmt: skip
    assert reasons(*parts)["ada"] == why


def test_what_is_open_is_not_missing_yet() -> None:
    assert reasons(part("ps1", ada=10.0, zoe=10.0), part("ps2", is_open=True, ada=10.0)) == {"ada": [], "zoe": []}  # fmt: skip


def test_a_belief_persists_where_several_assignments_have_it() -> None:
    first = part("ps1", beliefs={"sign-flipped": frozenset("abc"), "once": frozenset("a")})
    third = part("ps3", beliefs={"sign-flipped": frozenset("bcd")})
    assert [tuple(one) for one in persisting([first, part("ps2"), third])] == [("sign-flipped", (3, 0, 3), 2)]
    counts = tally([rich_record()])
    assert part_of("ps2", "Gates", counts, is_open=False).beliefs["mul-not-swapped"] == {"ada"}
