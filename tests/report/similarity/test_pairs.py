"""Copies in a disguise are found, what everybody writes is not, and the same rare wrong numbers are."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.similarity.rarity import handout
from tests.report.samples import item
from tests.report.similarity.samples import QUESTIONS, a_class, disguised, group, record, work


def pairs(found: Any) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in found]


def test_nobody_is_alike_in_a_class_that_works_alone() -> None:
    assert pairs(group(*a_class()).alike()) == []


def test_a_copy_with_other_names_and_comments_is_found_and_nobody_else() -> None:
    copy = record("copy", [disguised(source) for source in work(17)])
    assert pairs(group(*a_class(), copy).alike()) == [("copy", "s17")]


def test_what_everybody_writes_says_nothing_however_much_it_is() -> None:
    same = [record(f"s{number}", work(1)) for number in range(40)]
    assert pairs(group(*same).alike()) == []


def test_what_was_handed_out_does_not_count() -> None:
    source = "def g(u, v):\n    return np.hypot(u, v) ** 3"
    both = [record("x", [source] * QUESTIONS), record("y", [source] * QUESTIONS)]
    assert ("x", "y") in pairs(group(*a_class(), *both).alike())
    assert pairs(group(*a_class(), *both, given=handout([source])).alike()) == []


def test_the_same_rare_wrong_numbers_are_a_question_if_no_rule_knows_the_mistake() -> None:
    compare = {"name": "dx", "got": [0.25, -3.5]}
    unnamed = [item("gradient", ["x"], 0.0, 1.0, "", compare=compare)]
    named = [item("gradient", ["x"], 0.0, 1.0, "", compare=compare, misconception="sign-flipped")]
    two = [record(name, [source], items=unnamed) for name, source in (("x", "dx = 1"), ("y", "dx = a + b"))]
    assert pairs(group(*a_class(), *two).same_wrong()) == [("x", "y")]
    assert pairs(group(*a_class(), *two, record("z", ["dx = 2"], items=unnamed)).same_wrong()) == []
    known = [record(one["student"], ["dx = 1"], items=named) for one in two]
    assert pairs(group(*a_class(), *known).same_wrong()) == []
    assert pairs(group(*a_class(9), *two).same_wrong()) == []


@pytest.mark.parametrize("students", [0, 1, 7])
def test_of_a_handful_nothing_is_said(students: int) -> None:
    assert group(*(record(f"s{n}", work(3)) for n in range(students))).alike() == []
