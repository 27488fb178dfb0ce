"""Known mistakes are recognised by their fingerprints, and nothing of a right answer can be found in those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.diagnosis import Diagnosis
from autograder.diagnosis.case import Story
from autograder.diagnosis.evidence import FORGIVEN, Evidence, Spot, Token, gather_replies
from autograder.diagnosis.fingerprints import (
    SEED,
    UNKNOWN,
    borne,
    fingerprint,
    fingerprints,
    parts_of,
    stories_of,
)
from autograder.diagnosis.stories import casebook
from autograder.model.condition import Condition
from autograder.model.trial import Part, Role, Step
from autograder.reference.mistakes import bank_of
from tests.conftest import COURSE
from tests.diagnosis.in_process import judged, key_of
from tests.diagnosis.test_stories import Nobody, right

KEY = key_of("ps2")
BOOK = casebook(KEY.questions["max_gate"], bank_of(COURSE, KEY.assignment), KEY.reference, right)
KNOWN = fingerprints(BOOK)
GATE = """
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return {forward}
    def backward(self, dz):
        return [{dx}, {dy}]
"""
SPOTS = (Spot(0, Step("s", "s", (Part(Role.FORWARD, "out"),)), 0, scalar=False),)


def of(*values: float) -> Evidence:
    return Evidence((("value", (len(values),)),), (np.array(values),))


def test_what_a_mistake_leaves_right_has_no_fingerprint() -> None:
    parts = parts_of(BOOK.spots, BOOK.trials)
    rights = {fingerprint(name, BOOK.right, where) for name, where in parts.items()}
    assert KNOWN
    assert all(wrong and wrong.keys() <= parts.keys() for _, wrong, _ in KNOWN)
    assert not rights & {one for _, wrong, _ in KNOWN for one in wrong.values()}


def test_what_a_mistake_raises_is_known_by_its_fingerprint_too() -> None:
    every = range(len(BOOK.spots))
    raised = Evidence(tuple(("raised", "KeyError") for _ in every), tuple(None for _ in every), ("no x",))
    book = replace(BOOK, stories=(Story("raises", raised),))
    known = fingerprints(book)
    for messages, told in ((("no x",), ("no x",)), (("no y",), ())):
        (story,) = stories_of(book, known, replace(raised, messages=messages))
        assert story.evidence.messages == told
    assert {type(said) for _, _, said in (*known, *KNOWN)} == {str}


@pytest.mark.parametrize("size", [1.0, 1024.0, 0.3, 1e-7, 1e9])
def test_rounding_changes_no_fingerprint_and_another_number_does(size: float) -> None:
    values = (size, -size / 3, size / 7)
    kept = [["known", {"forward out": fingerprint("forward out", of(*values), (0,))}, ""]]
    trials = BOOK.trials[:1]
    for factor in (1 - 1e-12, 1 + 1e-12, 1 - 1e-8, 1 + 1e-8):
        assert borne(SPOTS, trials, kept, of(*(factor * one for one in values))) == {"forward out"}
    for other in ((-size, *values[1:]), (size, *values[:0:-1]), (1.01 * size, *values[1:]), values[:2]):
        assert borne(SPOTS, trials, kept, of(*other)) == set()


def test_fingerprints_stand_in_what_was_released_and_are_the_same_ever_after() -> None:
    answers = Evidence(
        (("value", (3,)), ("value", (1,)), ("none",)),
        (np.array([1.0, np.nan, -2.5]), np.array([1e-13]), None),
    )
    made = [fingerprint(name, answers, where) for name, where in (("a", (0, 1, 2)), ("a", (1,)), ("b", (0,)))]
    assert made == ["4b56a81e", "323e619b", "4d3c8f89"]
    assert SEED == b"self-check"


def test_what_is_no_number_counts_and_one_number_is_one_however_it_is_wrapped() -> None:
    assert fingerprint("x", of(1, np.nan), (0,)) != fingerprint("x", of(1, np.inf), (0,))
    alone = Evidence((("value", ()),), (np.array(2.0),))
    assert fingerprint("x", alone, (0,)) == fingerprint("x", of(2.0), (0,)) != fingerprint("y", alone, (0,))


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (GATE.format(forward="np.maximum(x, y)", dx="dz", dy="dz"), "max-passes-both"),
        (
            GATE.format(forward="np.maximum(x, y)", dx="dz * (self.x < self.y)", dy="dz * (self.y < self.x)"),
            "max-routes-to-loser",
        ),
        (
            GATE.format(
                forward="np.maximum(x, y)", dx="dz * dz * (self.x > self.y)", dy="dz * dz * (self.y > self.x)"
            ),
            "upstream-squared",
        ),
        (GATE.format(forward="x if x > y else y", dx="float(dz)", dy="float(dz)"), "max-passes-both"),
    ],
)
def test_the_self_check_names_what_the_grader_does(change: str, mistake: str) -> None:
    result, cells = judged("max_gate", change)
    diagnosis = Diagnosis(KEY.questions, Nobody(), (), right, known={"max_gate": KNOWN})
    found = diagnosis.diagnose(result, result.answered, cells)
    assert {ids[0] for ids in found.values()} == {mistake}


def test_of_what_nobody_knows_a_mistake_that_explains_it_alone_is_told() -> None:
    change = GATE.format(forward="np.minimum(x, y)", dx="dz * (self.x > self.y)", dy="dz * (self.y > self.x)")
    result, _ = judged("max_gate", change)
    got = gather_replies(BOOK.spots, BOOK.trials, [one.reply for one in result.answered])
    forward = [at for at, spot in enumerate(BOOK.spots) if spot.of[0] is Role.FORWARD]
    arrays = [np.asarray(UNKNOWN) if at in forward else one for at, one in enumerate(BOOK.right.arrays)]
    book = replace(BOOK, right=replace(BOOK.right, arrays=tuple(arrays)))
    stories = list(stories_of(book, KNOWN, got))
    told = {one.id for one in stories if all(one.evidence.arrays[at] is got.arrays[at] for at in forward)}
    assert told == {"forward-wrong-op"}


FORWARD, GRADIENT, BESIDE = "forward out", "gradient x", "gradient x beside"


@pytest.mark.parametrize(
    ("bears", "unknown", "raised", "told"),
    [
        ({FORWARD: True, GRADIENT: True}, FORWARD, "", ["answered", "answered", "answered"]),
        ({FORWARD: True, GRADIENT: False}, FORWARD, "", ["answered", "unlike", "right"]),
        ({GRADIENT: True}, FORWARD, "", ["right", "answered", "right"]),
        ({FORWARD: True}, "", "", ["answered", "right", "right"]),
        ({FORWARD: True}, "", BESIDE, ["answered", "right", "right"]),
        ({FORWARD: True, BESIDE: False}, "", BESIDE, ["answered", "right", "answered"]),
        ({FORWARD: True, BESIDE: False}, "", "", ["answered", "right", "unlike"]),
        ({FORWARD: True, GRADIENT: False}, "", GRADIENT, ["answered", "unlike", "right"]),
    ],
)
def test_what_a_mistake_predicts_by_its_fingerprints(
    bears: dict[str, bool], unknown: str, raised: str, told: list[str]
) -> None:
    """What was answered, what is right, or what nobody answered; `bears` says of what it makes wrong whether it was answered so."""
    x = (Part(Role.GRADIENT, "x"),)
    steps = (SPOTS[0].step, Step("x", "x", x), Step("again", "x", x, conditions=(Condition.SECOND_CALL,)))
    spots = tuple(Spot(0, step, 0, scalar=False) for step in steps)
    parts = parts_of(spots, BOOK.trials)
    token: Token = ("value", (2,))
    lost: Token = ("raised", "KeyError")
    rights = [np.array([UNKNOWN, 1.0]) if name == unknown else np.array([7.0, 1.0]) for name in parts]
    got = Evidence(
        tuple(lost if name == raised else token for name in parts),
        tuple(None if name == raised else np.array([at, 5.0]) for at, name in enumerate(parts)),
    )
    book = replace(BOOK, spots=spots, right=Evidence((token,) * 3, tuple(rights)))
    wrong = {name: fingerprint(name, got, parts[name]) if own else "another" for name, own in bears.items()}
    (story,) = stories_of(book, [("known", wrong, "")], got)
    arrays = zip(story.evidence.tokens, story.evidence.arrays, got.tokens, got.arrays, rights, strict=True)
    assert [*parts] == [FORWARD, GRADIENT, BESIDE]
    assert told == [
        "right" if b is right else "answered" if (a, b) == (token_, own) else a[0]
        for a, b, token_, own, right in arrays
    ]


def test_parts_beside_the_substance_are_told_apart_by_step_and_by_trial() -> None:
    trial = replace(BOOK.trials[0], conditions=(Condition.INTEGERS,))
    assert [*parts_of(SPOTS, (trial,))] == ["forward out beside"]
    chance = (replace(SPOTS[0], tolerance=2 * FORGIVEN), replace(SPOTS[0], tolerance=FORGIVEN))
    assert parts_of(chance, BOOK.trials) == {FORWARD: (1,)}


def test_mistakes_that_need_no_bank_have_no_fingerprints_nor_has_what_raises_nothing() -> None:
    general = [story for story in BOOK.stories if story.general]
    assert general
    assert fingerprints(replace(BOOK, stories=tuple(general))) == []
    assert {said for name, _, said in KNOWN if name == "max-passes-both"} == {""}
