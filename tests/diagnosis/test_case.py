"""What rules are shown of an answer."""

from __future__ import annotations

from dataclasses import replace

from autograder.diagnosis.case import LOST
from autograder.model.trial import Role
from tests.diagnosis.in_process import case_of


def test_an_array_given_to_a_gate_of_numbers_may_raise() -> None:
    case = case_of("max_gate", "self.x_wins = x > y if np.ndim(x) == 0 else {}[0]")
    arrays = [i for i, s in enumerate(case.book.spots) if case.book.trials[s.trial].optional]
    lost = [i for i in arrays if case.token(i) in LOST]
    assert lost == arrays
    assert case.required == tuple(i for i in range(len(case.book.spots)) if i not in lost)
    assert case.error is None


def test_the_exception_that_the_target_is_missing_for_is_the_cells_own() -> None:
    case = case_of("multiply_gate", "class MultiplyGate(Unknown):\n    pass")
    assert case.error is not None
    assert (case.error.name, case.error.cell) == ("Unknown", case.text.at)


def test_the_first_exception_of_a_conversation_counts() -> None:
    case = case_of("multiply_gate", "dx = first * dz\ndy = second * dz")
    assert case.failure is not None
    assert case.failure.name == "first"


def test_wrong_parts_have_all_their_spots() -> None:
    case = case_of("multiply_gate", "dx = self.y")
    assert list(case.wrong) == [(Role.GRADIENT, "x")]
    where = tuple(i for i, spot in enumerate(case.book.spots) if spot.of == (Role.GRADIENT, "x"))
    assert case.wrong[Role.GRADIENT, "x"] == where
    assert list(case.failing) == [1]


def test_what_is_the_same_for_all_students_is_worked_out_once() -> None:
    """Of the stories of a casebook, as of any other."""
    case = case_of("multiply_gate", "dx = self.y")
    book, (item,) = case.book, case.failing.values()
    assert case.spots(item) is case.spots(item)
    for story in book.stories:
        known = [book.agrees(story, at) for at in range(len(book.spots))]
        assert known == [book.agrees(replace(story), at) for at in range(len(book.spots))]


def test_the_exception_for_which_an_item_has_nothing_to_be_judged_by() -> None:
    wrong = case_of("multiply_gate", "dx = self.y")
    assert [wrong.error_of(item) for item in wrong.book.question.rubric] == [None, None]
    case = case_of("multiply_gate", "dx = first * dz")
    forward, gradient = (case.error_of(item) for item in case.book.question.rubric)
    assert forward is None
    assert gradient is not None
    assert gradient.name == "first"
