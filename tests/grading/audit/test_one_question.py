"""The audit of one question: what slips through is found, what is right is left in peace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from autograder.course.load import load_course
from autograder.grading.audit.cheats import cheats
from autograder.grading.audit.examine import Examined, Examiner
from autograder.grading.audit.mutation import Mutant, mutants
from autograder.grading.audit.one_question import (
    WITHOUT_WORK,
    Effort,
    audited,
    different,
    in_turns,
    judged,
    variants,
)
from autograder.grading.audit.variant import Fate, Made, Variant
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import Mistake, bank_path, load_bank
from bench.equivalents import Equivalents
from tests.conftest import COURSE
from tests.grading.audit.weak import course_of

LISTED = Equivalents.read(Path(__file__).with_name("unproved.yml"))
QUESTIONS = [(a.id, question.id) for a in COURSE.assignments for question in a.questions]
LAYER = """
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        {forward}
        return self.out

    def backward(self, dout):
        return {backward}
"""
FORWARD, BACKWARD = "self.out = 1 / (1 + np.exp(-x))", "dout * self.out * (1 - self.out)"


@pytest.fixture
def sigmoid(key_of: Callable[[str], AnswerKey], prober: Prober) -> Examiner:
    """An examiner of ps3's sigmoid layer."""
    key = key_of("ps3")
    return Examiner(key, key.assignment.question("sigmoid"), lambda own: Grader(own, prober))


@pytest.mark.parametrize(
    ("forward", "backward", "fate"),
    [
        (FORWARD, "dout * self.out * (1 + self.out)", Fate.CAUGHT),
        (FORWARD, "0 * dout", Fate.CAUGHT),
        (FORWARD, "self.out * dout - self.out * dout * self.out", Fate.EQUAL),
        ("self.out = 1 - 1 / (1 + np.exp(x))", BACKWARD, Fate.EQUAL),
        ("self.out = np.exp(x) / (1 + np.exp(x))", BACKWARD, Fate.SLIPS),
    ],
)
def test_the_fate_of_a_mutant(sigmoid: Examiner, forward: str, backward: str, fate: Fate) -> None:
    source = LAYER.format(forward=forward, backward=backward)
    found, finding = judged(Variant(Made.MUTANT, "one", source), sigmoid)
    assert found is fate
    assert (finding is not None) == (fate is Fate.SLIPS)
    if finding:
        assert "large inputs overflow" in finding.why
        assert finding.items == ("forward", "gradient x")


@pytest.mark.parametrize(
    ("backward", "fate"), [(BACKWARD, Fate.KEPT), ("dout * self.out", Fate.OTHER), ("0.0", Fate.OTHER)]
)
def test_the_fate_of_a_restyling(sigmoid: Examiner, backward: str, fate: Fate) -> None:
    source = LAYER.format(forward=FORWARD, backward=backward)
    assert judged(Variant(Made.RESTYLED, "one", source), sigmoid) == (fate, None)


def test_the_same_answer_that_keeps_a_cache_for_ever_is_the_same_and_loses_points(sigmoid: Examiner) -> None:
    source = LAYER.format(
        forward="self.out = self.out if self.out is not None else 1 / (1 + np.exp(-x))", backward=BACKWARD
    )
    fate, finding = judged(Variant(Made.RESTYLED, "one", source), sigmoid)
    assert fate is Fate.LOST
    assert finding
    assert "loses points" in finding.why


def test_what_survives_a_script_of_its_own_is_not_proved(
    key_of: Callable[[str], AnswerKey], prober: Prober
) -> None:
    key = key_of("ps4")
    examiner = Examiner(key, key.assignment.question("variable"), lambda own: Grader(own, prober))
    assert judged(Variant(Made.MUTANT, "one", key.reference.source("variable")), examiner) == (
        Fate.UNPROVED,
        None,
    )


def test_full_marks_for_a_known_mistake_slip(sigmoid: Examiner) -> None:
    right = LAYER.format(forward=FORWARD, backward=BACKWARD)
    assert judged(Variant(Made.KNOWN, "one", right), sigmoid)[0] is Fate.SLIPS


def test_numbers_typed_in_are_right_where_the_course_says_so(tmp_path: Path, prober: Prober) -> None:
    entry = "id: choice\nrubric:\n  - {check: value, of: f, points: 1, constant: true}"
    course = load_course(course_of(tmp_path, entry, "### BEGIN SOLUTION\nf = 2\n### END SOLUTION"))
    key = make_answer_key(course, course.assignments[0], b"audit")
    examiner = Examiner(key, key.assignment.questions[0], lambda own: Grader(own, prober))
    made = list(cheats(examiner.own, key.reference.source("choice")))
    assert [judged(one, examiner)[0] for one in made if one.made is Made.TYPED_IN] == [Fate.EQUAL]


def test_all_that_is_tried_of_a_question_is_counted(sigmoid: Examiner) -> None:
    found = audited(sigmoid, (), Effort(2))
    assert (found.assignment, found.question, found.known, found.findings, found.unproved) == (
        *("ps3", "sigmoid", 0, ()),
        (),
    )
    assert sum(found.counts[Made.MUTANT].values()) == 2
    assert found.counts["restyled"].keys() == {Fate.KEPT}
    assert found.count(Fate.CAUGHT) == sum(of.get(Fate.CAUGHT, 0) for of in found.counts.values()) > 3


@pytest.mark.parametrize(
    ("most", "apart", "tried"), [(40, False, 40), (40, True, 5), (3, True, 1), (None, True, None)]
)
def test_fewer_mutants_of_a_question_that_takes_many_children(
    most: int | None, apart: bool, tried: int | None
) -> None:
    examiner = SimpleNamespace(own=SimpleNamespace(apart=apart))
    assert Effort(most).of(cast("Examiner", examiner)) == tried


def test_a_sample_begins_with_every_line() -> None:
    every = list(mutants("a = x * y\nb = x + y\nc = a / b"))
    first = in_turns(every, "one")[:3]
    assert {mutant.name[0] for mutant in first} == set("abc")
    assert in_turns(every, "one") == in_turns(every, "one")
    assert sorted(m.name for m in in_turns(every, "two")) == sorted(m.name for m in every)


def test_what_says_the_same_is_tried_once(sigmoid: Examiner) -> None:
    same = [Mutant("one", "f = 2 * x"), Mutant("two", "f = x * 2"), Mutant("three", "f = 3 * x")]
    names = [mutant.name for mutant in different(sigmoid.question, "f = 1 * x", same)]
    assert names == ["one", "three"]


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), QUESTIONS, ids=[name for _, name in QUESTIONS])
def test_nothing_slips_through_this_course(
    assignment: str, name: str, key_of: Callable[[str], AnswerKey], prober: Prober
) -> None:
    key = key_of(assignment)
    bank = load_bank(bank_path(key.course, key.assignment))
    found = audited(
        Examiner(key, key.assignment.question(name), lambda own: Grader(own, prober)), bank, Effort(20)
    )
    assert not found.findings
    assert found.count(Fate.KEPT)
    assert not found.count(Fate.OTHER)
    unlisted = [one for one in found.unproved if LISTED.entry(name, Mutant(one, "")) is None]
    assert not unlisted


ITEM, CONSTANT = RubricItem("gradient", 2.0, ("x", "y")), RubricItem("value", 1.0, ("f",), {"constant": True})
WRONG, RIGHT = Verdict(0.0, Message("value_wrong", {"name": "f"})), Verdict(1.0, Message("right"))


def seen(*kept: RubricItem, score: float = 1.0, full: bool = True, **more: Any) -> Any:
    """What an examiner says of a variant."""
    asked = Question("q", (ITEM, CONSTANT))
    verdicts = tuple((item, RIGHT if full or item in kept else WRONG) for item in asked.rubric)
    result = QuestionResult(asked, Outcome.ANSWERED, verdicts if score else ())
    return Examined(result, kept, more.pop("differs", ()), **more)


def fate_of(made: Made, first: Examined, proof: Examined | None = None, drawn: bool = True) -> Any:
    says = SimpleNamespace(examine=lambda _: first, prove=lambda _: proof, drawn=drawn)
    fate, finding = judged(Variant(made, "name", "x = 1"), cast("Examiner", says))
    return (fate, finding.items, finding.why) if finding else fate


def test_the_fate_of_each_sort_of_variant() -> None:
    other, labels = "wrong at another draw", ("gradient x, y",)
    assert fate_of(Made.STUB, seen(score=0)) is Fate.CAUGHT
    assert fate_of(Made.STUB, seen(ITEM)) == (Fate.SLIPS, labels, "it answers nothing")
    assert fate_of(Made.MUTANT, seen(full=False)) is Fate.CAUGHT
    assert fate_of(Made.MUTANT, seen(ITEM, full=False, differs=(ITEM,))) == (Fate.SLIPS, labels, other)
    said = {
        Made.TYPED_IN: "the same numbers",
        Made.BORROWED: "student's own cell",
        Made.KNOWN: "known mistake",
    }
    assert {made: said[made] in why for made, why in WITHOUT_WORK.items()} == dict.fromkeys(said, True)
    for made, why in WITHOUT_WORK.items():
        assert fate_of(made, seen(ITEM, CONSTANT)) == (Fate.SLIPS, (*labels, "value f"), why)
        assert fate_of(made, seen(CONSTANT), seen(CONSTANT)) is Fate.EQUAL
    assert fate_of(Made.MUTANT, seen(ITEM), seen(ITEM), drawn=False) is Fate.UNPROVED
    assert fate_of(Made.MUTANT, seen(ITEM), seen(ITEM, full=False)) == (
        Fate.SLIPS,
        labels,
        f"{other} of the same trials",
    )
    assert fate_of(Made.MUTANT, seen(ITEM), seen(ITEM, beyond="overflows")) == (
        Fate.SLIPS,
        labels,
        "overflows",
    )
    assert fate_of(Made.MUTANT, seen(ITEM), seen(ITEM, CONSTANT, differs=(CONSTANT,))) == (
        Fate.SLIPS,
        ("value f",),
        other,
    )
    assert fate_of(Made.RESTYLED, seen(ITEM, CONSTANT)) is Fate.KEPT
    assert fate_of(Made.RESTYLED, seen(ITEM, full=False)) is Fate.OTHER
    fate, items, why = fate_of(Made.RESTYLED, seen(ITEM, full=False, substance=True))
    assert (fate, items) == (Fate.LOST, ("value f",))
    assert why.startswith("the same answer in other words loses points: ")


def test_all_that_is_tried_of_a_question(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps2")
    own = key.questions["multiply_gate"]
    one = cast("Examiner", SimpleNamespace(question=own.question, key=key, own=own))
    known = [Mistake("multiply_gate", "sign-flipped", "dx = -self.y * dz", 7)]

    def tried(short: bool) -> list[Variant]:
        return list(variants(one, known, cast("Effort", SimpleNamespace(short=short, of=lambda _: 2))))

    made = tried(short=False)
    (mistake,) = [variant for variant in made if variant.made is Made.KNOWN]
    assert mistake.name == "sign-flipped (mistakes.py:7)"
    assert "dx = -self.y * dz" in mistake.source
    assert sum(variant.made is Made.MUTANT for variant in made) == 2
    assert made[-1].made is Made.RESTYLED
    assert tried(short=True) == list(cheats(own, key.reference.source("multiply_gate")))
    assert made[: len(tried(short=True))] == tried(short=True)
