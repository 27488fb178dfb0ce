"""Variants of an answer, and how many came to what."""

from autograder.grading.audit.variant import Audited, Fate, Made

AUDITED = Audited(
    "ps1",
    "q",
    {
        Made.MUTANT: {Fate.CAUGHT: 5, Fate.EQUAL: 1},
        Made.KNOWN: {Fate.CAUGHT: 2, Fate.SLIPS: 1},
        Made.RESTYLED: {Fate.KEPT: 7, Fate.LOST: 1, Fate.CAUGHT: 0},
    },
)


def test_variants_are_counted_by_what_came_of_them() -> None:
    counted = {fate: AUDITED.count(fate) for fate in Fate}
    assert {fate: n for fate, n in counted.items() if n} == {
        Fate.CAUGHT: 7,
        Fate.SLIPS: 1,
        Fate.EQUAL: 1,
        Fate.KEPT: 7,
        Fate.LOST: 1,
    }


def test_what_is_restyled_is_not_wrong() -> None:
    assert AUDITED.wrong == 9
    assert Audited("ps1", "q").wrong == 0
