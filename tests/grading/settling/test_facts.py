"""What people entered, and whether it gives points."""

import pytest

from autograder.grading.settling.facts import Mark


@pytest.mark.parametrize(
    ("mark", "gives"),
    [
        (Mark(), False),
        (Mark(score=0.0), True),
        (Mark(score=2.0, comment="why"), True),
        (Mark(extra=0.5), True),
        (Mark(extra=-0.5), True),
        (Mark(extra=0.0), False),
        (Mark(comment="see me"), False),
        (Mark(auto=3.0, again=True), False),
    ],
)
def test_a_zero_gives_points_and_a_comment_does_not(mark: Mark, gives: bool) -> None:
    assert mark.gives is gives
