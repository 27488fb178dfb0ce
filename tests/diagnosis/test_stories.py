"""Stories: who gives the right answers, and what is told without a bank and without a reference's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from autograder.checks import KINDS
from autograder.diagnosis import Diagnosis, _possible
from autograder.diagnosis.rules.retold import ONES, RETOLD
from autograder.diagnosis.stories import _made, casebook
from autograder.model.condition import Condition
from autograder.model.question import FollowThrough, Question, RubricItem
from autograder.model.trial import Trial
from autograder.reference.mistakes import Mistake
from autograder.sandbox.protocol import Observation, Raised
from tests.diagnosis.in_process import ASSIGNMENTS, judged, key_of


@dataclass(frozen=True)
class Nobody:
    """An answerer that knows names and gives no answer."""

    def names(self, _: str) -> frozenset[str]:
        return frozenset({"np", "wobbler"})


def right(question: str, trial: Trial) -> Sequence[Observation]:
    return key_of(ASSIGNMENTS[question]).reference.answer(question, trial.probe).observations


def unknown(_: str, __: Trial) -> None:
    return None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("dx = self.y\ndy = self.x", "upstream-ignored"),
        ("dx = -self.y * dz", "sign-flipped"),
        (
            "def forward(self, x, y):\n    MultiplyGate.x, MultiplyGate.y = x, y\n    return x * y",
            "shared-class-state",
        ),
        ("dx = y * dz", "missing-self-prefix"),
        ("dx = self.yy * dz", "name-typo"),
        ("dx = wobblr(self.y) * dz", "name-typo"),
    ],
)
def test_without_bank_and_reference(change: str, told: str) -> None:
    """As in a student's own notebook: right answers are handed in, and no right text is known."""
    result, cells = judged("multiply_gate", change)
    found = Diagnosis(key_of("ps2").questions, Nobody(), (), right).diagnose(
        result, result.answered, cells, result.cell_errors
    )
    assert {ids[0] for ids in found.values()} == {told}


def test_stories_whose_answers_are_not_known_are_not_told() -> None:
    key = key_of("ps2").questions["multiply_gate"]
    known, none = (casebook(key, (), Nobody(), who) for who in (right, unknown))
    assert [story.id for story in known.stories] == [one.id for one in RETOLD]
    assert known.ones is known.stories[RETOLD.index(ONES)].evidence
    assert none.stories == ()
    assert none.ones is None
    result, cells = judged("multiply_gate", "dx = self.y")
    diagnosis = Diagnosis(key_of("ps2").questions, Nobody(), (), unknown)
    assert diagnosis.diagnose(result, result.answered, cells) == {}


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        (
            "neuron",
            ["upstream-ignored", "upstream-squared", "mask-from-upstream", "stale-cache", "stale-cache"],
        ),
        ("chain_rule", []),
        ("matmul_grad", ["upstream-ignored", "upstream-squared", "mask-from-upstream"]),
    ],
)
def test_which_mistakes_can_be_made_where(question: str, ids: list[str]) -> None:
    book = casebook(key_of(ASSIGNMENTS[question]).questions[question], (), Nobody(), right)
    assert [story.id for story in book.stories] == ids


def test_a_claim_about_objects_has_no_general_mistake() -> None:
    """A type check that is missing answers False for True, which is zero for one, and no gradient."""
    result, cells = judged(
        "variable", "def __init__(self, data):\n    self.data = data\n    self.grad = None"
    )
    diagnosis = Diagnosis(key_of("ps4").questions, key_of("ps4").reference)
    assert not result.full
    assert diagnosis.diagnose(result, result.answered, cells, result.cell_errors) == {}


def test_nothing_is_told_of_what_is_no_python_or_right() -> None:
    result, cells = judged("multiply_gate", "dx = self.y")
    diagnosis = Diagnosis(key_of("ps2").questions, key_of("ps2").reference)
    assert diagnosis.diagnose(result, result.answered, cells)
    for error, told in (
        ("SyntaxError", False),
        ("IndentationError", False),
        ("TabError", False),
        ("NameError", True),
    ):
        assert bool(diagnosis.diagnose(result, result.answered, cells, (Raised(error),))) is told
    result, cells = judged("multiply_gate", "dx = dz * self.y")
    assert diagnosis.diagnose(result, result.answered, cells) == {}


def test_what_a_mistake_of_the_bank_gives_for_upstream_gradients_of_one_is_known_where_it_is_handed_one() -> (
    None
):
    def ones(question: str, source: str) -> list[tuple[np.ndarray, np.ndarray]]:
        """Of the gradients: for ones, and as they are."""
        key = key_of(ASSIGNMENTS[question])
        bank = (Mistake(question, "sign-flipped", source, 1), Mistake("other", "sign-flipped", "f = 1", 1))
        story, *general = casebook(key.questions[question], bank, key.reference, right).stories
        assert not story.general
        assert all(one.general for one in general)
        evidence = story.ones()
        assert story.ones() is evidence
        if evidence is None:
            return []
        places = [i for i, spot in enumerate(evidence.arrays) if spot is not None and i]
        return [(evidence.arrays[i], story.evidence.arrays[i]) for i in places]  # type: ignore[misc]

    assert ones("chain_rule", "dfdx = -dfdq") == []
    pairs = ones("multiply_gate", "dx = -self.y * dz")
    assert any(not np.allclose(one, usual) for one, usual in pairs)
    ignored = ones("multiply_gate", "dx = self.y\ndy = self.x")
    assert all(np.allclose(one, usual) for one, usual in ignored)


@pytest.mark.parametrize("check", ["network", "numerical", "forward"])
def test_who_writes_a_network_without_layers_writes_their_mistakes_into_it(check: str) -> None:
    named = (
        ("leaf", "sign-flipped"),
        ("net", "grad-transposed"),
        ("leaf", "upstream-only"),
        ("other", "sign-flipped"),
    )
    bank = [Mistake(question, one, "", line) for line, (question, one) in enumerate(named)]
    net = Question("net", (RubricItem("forward", 1), RubricItem(check, 1, form=KINDS[check].form)))
    built = replace(net, options={"follow_through": FollowThrough(("leaf",))})
    assert [one.line for one in _made(built, bank)] == ([1, 0] if check == "network" else [1])
    assert [one.line for one in _made(net, bank)] == [1]


def test_of_what_is_right_in_substance_no_mistake_of_substance_is_told() -> None:
    result, _ = judged("multiply_gate", "dx = self.y")
    (forward, right_), (gradient, wrong) = result.verdicts
    found = {0: ("transpose-missing", "name-typo"), 1: ("transpose-missing",)}
    beside = replace(wrong, conditions=(Condition.ARRAYS,))
    some = replace(result, verdicts=((forward, right_), (gradient, beside)))
    assert _possible(found, result) == found
    assert _possible(found, some) == {0: found[0]}
    assert _possible({1: ("name-typo", "transpose-missing")}, some) == {1: ("name-typo",)}
