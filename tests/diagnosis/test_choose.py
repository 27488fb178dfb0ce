"""From the stories that fit to the one that is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.diagnosis.case import Case, Story, WrongPart
from autograder.diagnosis.choose import BANK_SHARE, Choice
from autograder.diagnosis.evidence import Evidence
from autograder.diagnosis.rule import Rule
from autograder.model.message import Message
from autograder.model.trial import Role
from tests.diagnosis.in_process import case_of

GENERAL = (Rule[WrongPart]("general", lambda part: part.of[1] in ("x", "y"), "Either gradient."),)
CHOICE = Choice(GENERAL, (), lambda _: (), lambda ids, _: tuple(dict.fromkeys(ids)), ("minus",))


def with_stories(case: Case, *stories: Story) -> Case:
    return replace(case, book=replace(case.book, stories=stories))


@pytest.fixture
def case() -> Case:
    """Both gradients are wrong."""
    return case_of("multiply_gate", "dx = self.y * dz + 1\ndy = self.x * dz + 2")


def half(case: Case, name: str, wrong: str = "") -> Story:
    """A story that predicts one gradient as it is in the case, and says of all else that it is right (but for `wrong`)."""
    got, right = case.got, case.book.right
    names = [spot.of[1] for spot in case.book.spots]
    arrays = [a if one == name else b for one, a, b in zip(names, got.arrays, right.arrays, strict=True)]
    changed = (b - 5 if one == wrong and b is not None else b for one, b in zip(names, arrays, strict=True))
    return Story(f"half-{name}", Evidence(right.tokens, tuple(changed)))


def test_a_story_that_predicts_every_answer_is_told_alone_and_the_bank_first(case: Case) -> None:
    general, bank = Story("all-alike", case.got, general=True), Story("bank", case.got)
    told = with_stories(case, general, bank, half(case, "x"))
    assert CHOICE.by_numbers(told) == {1: ("bank", "all-alike")}
    assert CHOICE.whole(told) == ("bank",)


def test_what_explains_most_parts_comes_first_and_then_the_bank(case: Case) -> None:
    told = with_stories(case, half(case, "x"), half(case, "y"))
    assert CHOICE.by_numbers(told) == {1: ("general", "half-x", "half-y")}
    only_x = replace(CHOICE, rules=(replace(GENERAL[0], when=lambda part: part.of[1] == "x"),))
    assert only_x.by_numbers(told) == {1: ("half-x", "general", "half-y")}


def test_a_story_that_makes_wrong_what_is_right_is_not_told(case: Case) -> None:
    assert CHOICE.by_numbers(with_stories(case, half(case, "x", wrong="y"))) == {1: ("general", "half-x")}
    assert CHOICE.by_numbers(with_stories(case, half(case, "x", wrong="out"))) == {1: ("general",)}


def test_a_story_that_makes_something_else_wrong_in_another_way_than_it_is_comes_after_others(
    case: Case,
) -> None:
    denied = replace(half(case, "x", wrong="y"), id="denied")
    told = with_stories(case, denied, half(case, "x"))
    assert CHOICE.by_numbers(told) == {1: ("general", "half-x", "denied")}


def test_a_mistake_of_a_leaf_that_would_show_elsewhere_comes_after_general_ones(case: Case) -> None:
    """What something is built of may be wrong in one place alone, but what fits everywhere fits better."""
    only_x = replace(CHOICE, rules=(replace(GENERAL[0], when=lambda part: part.of[1] == "x"),))
    leaf = replace(half(case, "x", wrong="out"), id="leaf", repeated=True)
    assert only_x.by_numbers(with_stories(case, leaf, half(case, "x"))) == {1: ("half-x", "general", "leaf")}


def test_a_mistake_of_the_walk_shows_wherever_something_is_wrong(case: Case) -> None:
    walked, everywhere = (
        replace(story, walks=True) for story in (half(case, "x"), half(case, "x", wrong="y"))
    )
    assert CHOICE.by_numbers(with_stories(case, walked)) == {1: ("general",)}
    assert CHOICE.by_numbers(with_stories(case, everywhere)) == {1: ("general", "half-x")}


def test_of_one_part_few_stories_are_told(case: Case) -> None:
    many = [replace(half(case, "x"), id=str(number)) for number in range(2 * BANK_SHARE)]
    assert CHOICE.by_numbers(with_stories(case, *many)) == {1: ("general", *map(str, range(BANK_SHARE)))}


def test_a_gradient_that_goes_wrong_with_its_forward_is_told_what_explains_that_too(case: Case) -> None:
    item, verdict = case.verdicts[1]
    verdicts = (case.verdicts[0], (item, replace(verdict, message=Message("gradient_of_own_forward"))))
    assert CHOICE.by_numbers(replace(with_stories(case), verdicts=verdicts)) == {}
    cached = replace(CHOICE, caches=frozenset({"general"}))
    assert cached.by_numbers(replace(with_stories(case), verdicts=verdicts)) == {1: ("general",)}


@pytest.mark.parametrize(("of_forward", "told"), [(True, {0: ("general",), 1: ("general",)}), (False, {})])
def test_what_explains_a_forward_explains_the_gradient_that_goes_wrong_with_it(
    of_forward: bool, told: dict[int, tuple[str, ...]]
) -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y + 3\n"
        "def backward(self, dz):\n    return [self.y * dz + 1, self.x * dz + 2]",
    )
    item, verdict = case.verdicts[1]
    verdicts = (case.verdicts[0], (item, replace(verdict, message=Message("gradient_of_own_forward"))))
    rule = replace(GENERAL[0], when=lambda part: of_forward or part.of[0] is Role.GRADIENT)
    choice = replace(CHOICE, rules=(rule,))
    assert choice.by_numbers(replace(with_stories(case), verdicts=verdicts)) == told


@pytest.mark.parametrize(("more", "told"), [(0.0, [("general",)] * 4), (1.5, [])])
def test_what_leaves_the_value_of_an_expression_right_does_not_explain_that_it_is_wrong(
    more: float, told: list[tuple[str, ...]]
) -> None:
    case = case_of(
        "value",
        "def __add__(self, other):\n    other = other if isinstance(other, Value) else Value(other)\n"
        f"    return Value(self.data + other.data + {more}, ((self, 2.0), (other, 1.0)))",
    )
    choice = replace(CHOICE, rules=(replace(GENERAL[0], when=lambda _: True),))
    assert [*choice.by_numbers(with_stories(case)).values()] == told


def test_nothing_that_came_back_is_no_exception() -> None:
    case = case_of("multiply_gate", "def backward(self, dz):\n    pass")
    assert CHOICE.whole(with_stories(case, Story("bank", case.got))) == ("bank",)


def test_a_part_without_numbers_has_no_story() -> None:
    case = case_of("multiply_gate", 'def backward(self, dz):\n    return ["dx", "dy"]')
    assert CHOICE.by_numbers(case) == {}


def test_exceptions_alone_must_have_the_same_message() -> None:
    case = case_of("multiply_gate", "dx = other * dz")
    other = replace(case.got, messages=tuple("another" for _ in case.got.messages))
    assert CHOICE.whole(with_stories(case, Story("other", other))) == ()
    assert CHOICE.whole(with_stories(case, Story("other", other), Story("same", case.got))) == ("same",)
    silent = case_of("multiply_gate", "def backward(self, dz):\n    raise ValueError")
    assert CHOICE.whole(with_stories(silent, Story("same", silent.got))) == ()


def test_a_mistake_of_a_leaf_explains_numbers_and_no_exceptions(case: Case) -> None:
    raised = case_of("multiply_gate", "dx = other * dz")
    told = [CHOICE.whole(with_stories(one, Story("leaf", one.got, repeated=True))) for one in (case, raised)]
    assert told == [("leaf",), ()]


def test_a_sign_is_told_after_the_mistake_beside_it_and_never_alone() -> None:
    case = case_of("multiply_gate", "dx = -self.y * dz + 1\ndy = self.x * dz + 2")
    assert CHOICE.beside_a_sign(case) == {1: ("general", "minus")}
    assert replace(CHOICE, signs=("minus", "general")).beside_a_sign(case) == {}
    assert replace(CHOICE, rules=()).beside_a_sign(case) == {}


def test_a_sign_is_told_where_it_explains_all_that_is_wrong() -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y + 3\n"
        "def backward(self, dz):\n    return [1 - self.y * dz, 2 - self.x * dz]",
    )
    assert CHOICE.beside_a_sign(case) == {}
    everything = replace(CHOICE, rules=(replace(GENERAL[0], when=lambda _: True),))
    assert everything.beside_a_sign(case) == {0: ("general", "minus"), 1: ("general", "minus")}


def test_a_forward_beside_a_sign_is_wrong_as_it_stands() -> None:
    """Nobody negates it: a story that predicts it, and the gradients but for their sign, is told."""
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y + 3\n"
        "def backward(self, dz):\n    return [1 - self.y * dz, 2 - self.x * dz]",
    )
    gradients = [spot.of[0] is Role.GRADIENT for spot in case.book.spots]
    arrays = [-a if a is not None and one else a for a, one in zip(case.got.arrays, gradients, strict=True)]
    bank = Story("bank", Evidence(case.got.tokens, tuple(arrays)))
    alone = replace(CHOICE, rules=())
    assert alone.beside_a_sign(with_stories(case, bank)) == {0: ("bank", "minus"), 1: ("bank", "minus")}


def moved(case: Case, name: str, *, general: bool = False, at: slice = slice(None)) -> Story:
    """A story by which the gradient of x is half of one too large, everywhere or `at` some of its places."""
    places = [i for i, spot in enumerate(case.book.spots) if spot.of == (Role.GRADIENT, "x")]
    changed = places[at]
    arrays = [a + 0.5 if a is not None and i in changed else a for i, a in enumerate(case.book.right.arrays)]
    return Story(name, Evidence(case.book.right.tokens, tuple(arrays)), general)


def half_more(part: WrongPart) -> bool:
    """Some answer is half of one larger than what would be right."""
    pairs = part.case.pairs(part.where) or ()
    return any(np.allclose(a, b + 0.5) for a, b in pairs)


def test_a_mistake_that_the_bank_and_a_rule_tell_is_told_once(case: Case) -> None:
    told = with_stories(case, replace(half(case, "x"), id="general"), half(case, "y"))
    assert CHOICE.by_numbers(told) == {1: ("general", "half-y")}


class TestTwoAtOnce:
    """The gradient of x is wrong by one, half of which is a story's; that of y is told by itself."""

    only_y = replace(GENERAL[0], when=lambda part: part.of[1] == "y")
    seconds = (Rule[WrongPart]("second", half_more, "Half of one more."),)
    choice = replace(CHOICE, rules=(only_y,), seconds=seconds)

    def test_a_general_mistake_on_top_of_one_of_the_bank(self, case: Case) -> None:
        told = with_stories(case, moved(case, "bank"))
        assert self.choice.on_top_of_another(told) == {1: ("bank", "second", "general")}

    def test_of_what_explains_a_part_alone_the_first_is_told(self, case: Case) -> None:
        two = replace(self.choice, rules=(self.only_y, replace(self.only_y, id="another")))
        told = with_stories(case, moved(case, "bank"))
        assert two.on_top_of_another(told) == {1: ("bank", "second", "general")}

    def test_a_pair_of_which_the_second_leaves_nothing_of_the_first_is_the_second(self, case: Case) -> None:
        told = with_stories(case, moved(case, "bank"))
        assert replace(self.choice, undone=("bank", "second")).on_top_of_another(told) == {
            1: ("second", "general")
        }
        assert replace(self.choice, undone=("bank", "other")).on_top_of_another(told) == {
            1: ("bank", "second", "general")
        }

    def test_what_goes_wrong_with_its_forward_is_no_two_mistakes(self, case: Case) -> None:
        item, verdict = case.verdicts[1]
        own = replace(verdict, message=Message("gradient_of_own_forward"))
        told = replace(with_stories(case, moved(case, "bank")), verdicts=(case.verdicts[0], (item, own)))
        assert self.choice.on_top_of_another(told) == {}
        for key in ("finite", "value_wrong"):
            verdicts = (case.verdicts[0], (item, replace(verdict, message=Message(key))))
            assert self.choice.on_top_of_another(replace(told, verdicts=verdicts)) != {}

    def test_a_mistake_in_both_parts_of_an_item_is_told_once(self, case: Case) -> None:
        told = with_stories(case, moved(case, "general"))
        assert self.choice.on_top_of_another(told) == {1: ("general", "second")}

    def test_what_alone_would_be_right_at_most_places_comes_last(self, case: Case) -> None:
        told = with_stories(case, moved(case, "rare", at=slice(1)))
        assert self.choice.on_top_of_another(told) == {1: ("second", "rare", "general")}

    def test_what_alone_would_be_right_at_half_of_the_places_comes_first(self, case: Case) -> None:
        places = sum(spot.of == (Role.GRADIENT, "x") for spot in case.book.spots)
        assert places % 2 == 0
        told = with_stories(case, moved(case, "often", at=slice(places // 2)))
        assert self.choice.on_top_of_another(told) == {1: ("often", "second", "general")}

    def test_general_stories_are_taken_where_they_are_named_as_firsts_alone(self, case: Case) -> None:
        story = moved(case, "first", general=True)
        told = with_stories(case, story)
        assert self.choice.on_top_of_another(told) == {}
        assert replace(self.choice, firsts=lambda _: (story,)).on_top_of_another(told) == {
            1: ("first", "second", "general")
        }

    def test_a_mistake_is_not_made_on_top_of_itself_or_of_none(self, case: Case) -> None:
        for story in (moved(case, "second"), moved(case, ""), Story("nothing", case.book.right)):
            assert self.choice.on_top_of_another(with_stories(case, story)) == {}
        unknown = replace(self.choice, seconds=())
        assert unknown.on_top_of_another(with_stories(case, moved(case, "bank"))) == {}

    def test_all_wrong_parts_of_an_item_must_be_explained(self, case: Case) -> None:
        told = with_stories(case, moved(case, "bank"))
        assert replace(self.choice, rules=()).on_top_of_another(told) == {}
