"""Which trials a rubric item is judged by, and who judges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.model.answer_key import Planned, QuestionKey
from autograder.model.kind import Kind
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Role, Step, Trial
from autograder.sandbox.protocol import Probe, Probes, Reply
from tests.checks.one_cell import OneCell


def trial(name: str) -> Trial:
    return Trial(name, (Step("s", name),), Probe({}, (("s", name),)), (1.0,))


FIRST, SECOND, THIRD, APART = (trial(name) for name in ("first", "second", "third", "apart"))
SEEN: list[tuple[Any, ...]] = []


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], answerer: Any) -> Any:
    SEEN.append((item, question, tuple(one.trial.name for one in answered), answerer))
    return RIGHT


def ask(*_: Any) -> tuple[Answered, ...]:
    return ()


KIND = Kind({}, judge, lambda item: (Role.GRADIENT, item.of))
QUESTION = Question("q", ())
KEY = QuestionKey(
    QUESTION,
    (
        Planned(frozenset({"forward", "gradient"}), (FIRST, SECOND)),
        Planned(frozenset({"value"}), (THIRD,)),
        Planned(frozenset({"student_tests"}), (APART,), ask),
    ),
    dict.fromkeys(("forward", "gradient", "student_tests"), KIND)
    | {"value": replace(KIND, about=lambda _: (Role.VALUE, None))},
    "",
)


def test_kinds_of_one_plan_share_its_trials() -> None:
    assert KEY.of(RubricItem("forward", 1.0)) == KEY.of(RubricItem("gradient", 1.0)) == (FIRST, SECOND)
    assert KEY.of(RubricItem("value", 1.0)) == (THIRD,)


def test_what_is_asked_in_the_students_process_and_what_apart() -> None:
    assert KEY.trials == (FIRST, SECOND, THIRD)
    assert KEY.apart == ((ask, (APART,)),)
    assert isinstance(KEY.probes, Probes)
    assert tuple(KEY.probes) == (FIRST.probe, SECOND.probe, THIRD.probe)


def test_what_the_instructors_tests_ask_is_asked_of_nobody_else() -> None:
    tested = Planned(frozenset({"tests"}), (SECOND,), tests=True)
    both = replace(KEY, plans=(KEY.plans[1], tested))
    assert (both.tests, both.trials, both.unasked) == ((SECOND,), (THIRD,), False)
    alone = replace(KEY, plans=(tested,))
    assert (alone.tests, alone.trials, alone.unasked) == ((SECOND,), (), True)
    assert KEY.tests == ()


def test_strained_points_are_asked_behind_the_others() -> None:
    strained = replace(KEY, strained=(APART,))
    assert strained.asked == (FIRST, SECOND, THIRD, APART)
    assert (KEY.strained, KEY.numerical, KEY.asked) == ((), 0.0, KEY.trials)


def test_a_verdict_is_on_the_items_own_trials_alone() -> None:
    answered = tuple(Answered(one, Reply((2.0,))) for one in (THIRD, SECOND, APART, FIRST))
    reference, item = OneCell(""), RubricItem("gradient", 1.0, ("x",))
    SEEN.clear()
    assert KEY.verdict(item, answered, reference) is RIGHT
    assert KEY.verdict(RubricItem("value", 1.0), answered, reference) is RIGHT
    assert SEEN[0] == (item, QUESTION, ("second", "first"), reference)
    assert SEEN[1][2] == ("third",)


def test_what_an_item_is_about_is_said_by_its_kind() -> None:
    assert KEY.about(RubricItem("gradient", 1.0, ("x",))) == (Role.GRADIENT, ("x",))
    assert KEY.about(RubricItem("value", 1.0, ("x",))) == (Role.VALUE, None)
