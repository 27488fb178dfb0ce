"""What a run tells while it goes on, and what it came to."""

from __future__ import annotations

from autograder.grading.progress import Done, Outcome, Progress


def test_what_a_run_came_to() -> None:
    outcome = Outcome()
    for done in (
        Done("ada", "graded", None, fresh=True),
        Done("bo", "graded", None, fresh=False),
        Done("cy", "ungraded", "no notebook", fresh=True),
        Done("di", "lost", None, fresh=False),
    ):
        outcome.add(done)
    assert (outcome.made, outcome.ungraded) == (2, {"cy": "no notebook", "di": ""})


def test_who_asks_for_nothing_is_told_nothing() -> None:
    quiet = Progress()
    quiet.started("full", ())
    quiet.done(Done("ada", "graded", None, fresh=True))
    quiet.running([("ada", 1.0)])
    assert quiet.replaced is None
