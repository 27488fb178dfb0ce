"""What it says that two have the same: nothing where all have it, most where they alone do, and of one answer the rarest only."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.similarity.rarity import FEW, MARGIN, Handout, Rarity, Sign, Traits, handout, traits_of
from tests.report.samples import item
from tests.report.similarity.samples import a_class, record

NONE = Handout()


def test_bits_are_how_few_have_it() -> None:
    rarity = Rarity()
    rarity.students = 64
    rarity.holders.update({1: 2, 2: 64, 3: 16})
    assert [rarity.bits(key) for key in (1, 2, 3)] == [5.0, 0.0, 2.0]
    assert (rarity.is_rare(1), rarity.is_rare(3)) == (True, False)


@pytest.mark.parametrize(
    ("students", "holders", "rare"), [(20, 2, True), (20, 3, False), (300, FEW, True), (300, FEW + 1, False)]
)
def test_rare_is_what_one_in_ten_have_at_the_most(students: int, holders: int, rare: bool) -> None:
    rarity = Rarity(students=students)
    rarity.holders[1] = holders
    assert rarity.is_rare(1) is rare


def test_the_bar_is_beyond_what_the_luckiest_of_all_pairs_share() -> None:
    assert [Rarity(students=n).bar for n in (0, 2, 64)] == [2 + MARGIN, 2 + MARGIN, 12 + MARGIN]


def traits(*answers: str, **more: Any) -> Traits:
    return traits_of(record("x", list(answers), **more), NONE)


def among(*others: Traits) -> Rarity:
    """A class of sixty-four."""
    rarity = Rarity()
    for one in others:
        rarity.add(one)
    rarity.students = 64
    return rarity


def test_of_one_answer_the_rarest_alone_counts_and_questions_add_up() -> None:
    one, two = traits("a = b * 3\nc = 7"), traits("a = b * 3\nc = 7", "d = np.hypot(e, f)")
    assert among(one, one).shared(one, one) == 5.0
    assert among(two, two).shared(two, two) == 10.0


def test_the_same_in_another_spelling_is_the_same_and_less_of_it_says_less() -> None:
    one, other = traits("x = np.hypot(a, b)\ny = x * x"), traits("p = np.hypot(q, r)\nt = p * p")
    rarity = among(one, other)
    assert rarity.shared(one, other) == 5.0
    half = traits("p = np.hypot(q, r)\nt = p - p\nz = t @ t")
    assert 0 < among(one, half).shared(one, half) < 5.0


def test_what_all_have_says_nothing() -> None:
    same = traits("a = b * c")
    assert among(*[same] * 64).shared(same, same) == 0.0


@pytest.mark.parametrize("answer", ["x = 0.2689", "x = 1  # an idea of my own"])
def test_a_comment_or_a_typed_number_is_a_sign_by_itself(answer: str) -> None:
    one = traits(answer)
    other = traits(f"y = np.outer(a, a)\nz = np.outer(y, y)\n{answer}")
    assert among(one, other).shared(one, other) == 5.0


def test_what_was_handed_out_is_no_sign() -> None:
    given = handout(["x = 0.2689  # as we said before\ny = np.hypot(x, x)"])
    found = traits_of(record("x", ["z = 0.2689  # as we said before\nu = np.hypot(z, z)\nv = z @ z"]), given)
    assert (len(found["q0"].lines), found["q0"].marks) == (1, frozenset())
    assert found["q0"].every


@pytest.mark.parametrize(
    ("more", "signs"),
    [({}, 1), ({"misconception": "sign-flipped"}, 0), ({"passed": True}, 0), ({"compare": None}, 0)],
)
def test_wrong_numbers_are_signs_where_no_rule_knows_the_mistake(more: dict[str, Any], signs: int) -> None:
    wrong = item("gradient", ["x"], 0.0, 1.0, "", compare={"name": "dx", "got": [0.25, -3.5]}) | more
    if more.get("compare", True) is None:
        del wrong["compare"]
    assert len(traits("dx = 1", items=[wrong])["q0"].wrong) == signs


def test_what_stands_in_two_questions_is_not_the_same() -> None:
    wrong = item("gradient", ["x"], 0.0, 1.0, "", compare={"name": "dx", "got": [0.25]})
    first, second = traits(*["x = 0.2689 * y  # my own idea"] * 2, items=[wrong]).values()
    assert not set(first.every) & set(second.every)


def test_the_texts_say_what_the_hashes_stand_for() -> None:
    texts: dict[int, Sign] = {}
    traits_of(record("x", ["y = 0.2689 * z  # My OWN idea!"]), NONE, texts)
    assert {(one.kind, one.text) for one in texts.values()} == {
        ("line", "y = 0.2689 * z"), ("comment", "my own idea"), ("number", "0.2689")
    }  # fmt: skip
    assert {one.question for one in texts.values()} == {"q0"}


def test_a_submission_counts_once_for_each_thing_that_it_has() -> None:
    rarity = Rarity()
    for one in a_class(3):
        rarity.add(traits_of(one, NONE))
    assert rarity.students == 3
    assert max(rarity.holders.values()) <= 3
