"""Numbers beside what the text says: nearly right, in one ratio, one and the same, right in part."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.rules import text
from autograder.diagnosis.rules.text import _all_near, _one_number, _one_ratio
from autograder.model.condition import Condition
from autograder.model.outcome import Outcome
from autograder.model.question import Form

GATE = "class Gate:\n    def {}:\n        {}"
MODEL = Text((GATE.format("forward(self, x)", "return x @ W.T"),))
Pairs = list[tuple[Any, Any]] | None


def of_parts(*parts: Pairs) -> Any:
    """A case with these answers and right ones, part by part."""
    return SimpleNamespace(wrong=dict(enumerate(range(len(parts)))), pairs=lambda where: parts[where])


@pytest.mark.parametrize(
    ("parts", "near"),
    [
        ([[([1.005, 0.01], [1.0, 0.0])]], True),
        ([[([1.02, 0.0], [1.0, 0.0])]], False),
        ([[([0.98, 0.0], [1.0, 0.0])]], False),
        ([[([-0.995], [-1.0])]], True),
        ([[([0.015], [0.01])]], False),  # as much as that of 1 would be near
        ([[([0.000_005], [0.0])]], True),
        ([[([0.001], [0.0])]], False),
        ([[([1.005], [1.0])], [([2.0], [1.0])]], False),
        ([[([1.005], [1.0]), ([2.0], [1.0])]], False),
        ([None], False),
        ([[([1.005], [1.0])], None], False),
    ],
)
def test_nearly_right_in_every_part(parts: list[Pairs], near: bool) -> None:
    arrays = [one and [(np.array(a), np.array(b)) for a, b in one] for one in parts]
    assert _all_near(of_parts(*arrays)) is near


@pytest.mark.parametrize(
    ("pairs", "ratio"),
    [
        ([([0.02, 0.01], [2.0, 1.0]), ([0.03], [-3.0])], True),
        ([([0.02], [2.0]), ([0.0], [0.0])], True),
        ([([0.02], [2.0]), ([0.027], [3.0])], True),
        ([([0.02], [2.0]), ([0.02], [3.0])], False),
        ([([0.2], [2.0])], False),
        ([([0.0], [0.0])], False),
        ([], False),
        (None, False),
    ],
)
def test_all_answers_are_small_in_one_ratio(pairs: Pairs, ratio: bool) -> None:
    arrays = pairs and [(np.array(a), np.array(b)) for a, b in pairs]
    assert _one_ratio(SimpleNamespace(pairs=lambda _: arrays), (0,)) is ratio


@pytest.mark.parametrize(
    ("values", "one"),
    [
        ([3.0, 3.0, 3.0], True),
        ([3.0, 3.0], False),
        ([3.0, 3.0, 3.5], False),
        ([0.0, 0.0, 0.0], False),
        ([1.0, 1.0, 1.0], False),
        ([-1.0, -1.0, -1.0], False),
        ([3.0, 3.0, 3.0, None], False),
        ([3.0, 3.0, [3.0]], False),
        ([np.inf, np.inf, np.inf], False),
    ],
)
def test_one_number_whatever_is_asked(values: list[Any], one: bool) -> None:
    assert _one_number([None if v is None else np.array(v) for v in values]) is one


def case(
    source: str, target: str | None = None, value: float = 0.0, token: str = "value", **more: Any
) -> Any:
    """A case whose only part is answered with a value where 1 is right, with this text."""
    question = SimpleNamespace(forms=more.pop("forms", ()), given=more.pop("given", {}), kind=more.pop("kind", ""),
                               gradients={0: "dW"}, rubric=more.pop("rubric", ()), inputs=more.pop("inputs", {}), init={})  # fmt: skip
    fields: dict[str, Any] = {
        "outcome": Outcome.ERROR, "text": Text((source,), target, more.pop("model", MODEL), at=more.pop("at", -1)), "book": SimpleNamespace(question=question, trials=(1,), right=arrays(*more.pop("wanted", ()))), "got": arrays(*more.pop("answers", ())),
        "wrong": {(0, 0): (0,)}, "pairs": lambda _: [(np.array([value]), np.array([1.0]))], "token": lambda _: token, "right": lambda _: False,
        "failing": {0: (0,)}, "verdicts": [0], "lost": lambda _: token == "raised", "raised": False, "answered": (1,),
    }  # fmt: skip
    return SimpleNamespace(**fields | more)


def arrays(*values: Any) -> Any:
    return SimpleNamespace(arrays=[None if one is None else np.array(one) for one in values])


def second_object(*conditions: Condition) -> list[Any]:
    return [(0, SimpleNamespace(conditions=conditions))]


SHARED = "g = Square()\ndef f(x): return g(x)"
MISSPELT, TYPO = GATE.format("foward(self, x)", "return x"), "width = 1\ny = widht"
TRAINS = "class Gate:\n    def __init__(self, W):\n        self.W = W\n    def forward(self, x):\n        self.W -= x"
RESHAPES, TUPLE = "y = x.reshape(2, 3)", GATE.format("f(self, x)", "self.y = x,")
ON_CLASS, TWICE = GATE.format("f(self, x)", "Gate.x = x"), "a = g.forward(1)\nb = g.forward(2)"
HALVES, BY_X, NO_STEP = "d = (a - b) / 2 * h", "d = (a - b) / x", "def d(f, x, h): return 1"
THREE = "for i in range(3): pass"
QUOTIENT = "d = (a - b) / h"
NUMERICAL: Any = {"forms": (Form.NUMERICAL,)}
OF_CALLS: Any = {"rubric": [SimpleNamespace(form=Form.CALLS, of=("x",), options=())]}
NEARLY: list[tuple[Any, str, int, list[Any], list[Any]]] = [
    (text.UNASKABLE, "shared-function-instance", 0, [case(SHARED, outcome=Outcome.TIMEOUT)], [case(SHARED), case("g = 3", outcome=Outcome.TIMEOUT)]),
    (text.UNASKABLE, "name-typo", 0, [case(MISSPELT, outcome=Outcome.NOT_ATTEMPTED)],
     [case(MISSPELT), case("y = 1", outcome=Outcome.NOT_ATTEMPTED)]),
    (text.UNASKABLE, "name-typo", 1, [case("class Gatee: pass", "Gate", outcome=Outcome.MISSING)],
     [case("class Gatee: pass", "Gate"), case("class Product: pass", "Gate", outcome=Outcome.MISSING), case("class Gatee: pass", outcome=Outcome.MISSING)]),
    (text.UNASKABLE, "missing-variable", 0, [case("y = 1", "z", outcome=Outcome.MISSING)],
     [case("y = 1", "z"), case("y = 1", outcome=Outcome.MISSING), case("def z(): pass", "z", outcome=Outcome.MISSING), case("y = 1", "z", outcome=Outcome.MISSING, raised=True)]),
    (text.UNASKABLE, "name-typo", 2, [case(TYPO, at=0)], [case(TYPO), case(TYPO, at=0, outcome=Outcome.CRASHED), case("y = 1", at=0)]),
    (text.BEYOND_DOUBT, "mutates-parameters", 0, [case(TRAINS)], [case(TRAINS, token="none"), case("y = 1"), case(TRAINS, right=lambda _: True)]),
    (text.PRINTED, "prints-not-returns", 0, [case("print(1)", token="raised")],
     [case("print(1)"), case("y = 1", token="raised"), case("print(1)", token="raised", verdicts=[0, 0])]),
    (text.SUSPICIONS, "stray-comma", 0, [case(TUPLE, token="other", given={"x": 1})],
     [case(TUPLE, token="other"), case(TUPLE, given={"x": 1}), case("y = 1", token="other", given={"x": 1}), case(TUPLE, token="other", given={"x": 1}, right=lambda _: True)]),
    (text.SUSPICIONS, "reshape-instead-of-transpose", 0, [case(RESHAPES)], [case(RESHAPES, token="none"), case("y = x")]),
    (text.SUSPICIONS, "numeric-instead-of-analytic", 0,
     [case(QUOTIENT, value=1.001, **OF_CALLS), case(QUOTIENT, value=1.001, rubric=[SimpleNamespace(form=Form.FUNCTION, of=(), options=("by",))])],
     [case(QUOTIENT, **OF_CALLS), case("d = 1", value=1.001, **OF_CALLS), case(QUOTIENT, value=1.001),
      case(QUOTIENT, value=1.001, rubric=[SimpleNamespace(form=Form.CALLS, of=(), options=())]), case(QUOTIENT, value=1.001, rubric=[SimpleNamespace(form=Form.FUNCTION, of=("x",), options=())])]),
    (text.SUSPICIONS, "log-epsilon", 0, [case("y = np.log(x + 1)", value=1.3)], [case("y = np.log(x + 1)"), case("y = np.log(x)", value=1.3)]),
    (text.SUSPICIONS, "precision-lost", 0, [case("y = np.round(x)", value=1.001)], [case("y = np.round(x)"), case("y = x", value=1.001)]),
    (text.SUSPICIONS, "attribute-name-mismatch", 0, [case("self.kept = dW", token="none")], [case("self.kept = dW"), case("self.kept = x", token="none")]),
    (text.SUSPICIONS, "param-grad-not-stored", 0, [case("y = 1", token="none"), case("self.dW_ = 1", token="none", model=Text(("self.dW_ = 1",)))],
     [case("y = 1"), case("self.kept = dW", token="none"), case("self.dW_ = 1", token="none"), case("y = 1", token="none", right=lambda _: True), case("y = 1", token="none", wrong={(0, 1): (0,)})]),
    (text.SUSPICIONS, "diff-no-division", 0, [case("y = h", value=0.01)], [case("y = x", value=0.01), case("y = h", value=0.5)]),
    *((text.SUSPICIONS, id_, 0, [case(source, **NUMERICAL)], [case(source), case("d = 1", **NUMERICAL)])
      for id_, source in (("diff-precedence", HALVES), ("diff-divides-by-x", BY_X), ("diff-eps-ignored", NO_STEP))),
    (text.SUSPICIONS, "shared-class-state", 0, [case(ON_CLASS, verdicts=second_object(Condition.SECOND_OBJECT))],
     [case(ON_CLASS, verdicts=second_object(Condition.SCALE)), case("y = 1", verdicts=second_object(Condition.SECOND_OBJECT))]),
    (text.SUSPICIONS, "returns-none", 0, [case(GATE.format("other(self, x)", "x * 2")), case(GATE.format("forward(self, x)", "self.y = x"))], [case("y = 1")]),
    (text.SUSPICIONS, "grad-not-stored", 0, [case("y = 1", kind="backward")], [case("y = 1"), case(GATE.format("backward(self)", "self.x.grad = 1"), kind="backward")]),
    (text.SUSPICIONS, "hard-coded-size", 0,
     [case(THREE, answers=[[1.0, 2.0]], wanted=[[1.0, 5.0]]), case("y = x[0] + x[1]", inputs={"x": ("N",)}, answers=[[1.0, 2.0]], wanted=[[1.0, 5.0]]),
      case(THREE, answers=[None], wanted=[[1.0]], token="raised"), case(THREE, answers=[[2.0]], wanted=[[1.0]], right=lambda _: True), case(THREE, None, answers=[[1.0]], wanted=[[1.0]], model=None),
      case(THREE, wrong={(0, 0): (0, 1)}, answers=[[2.0], [2.0]], wanted=[[1.0], [1.0, 1.0]])],
     [case(THREE, answers=[[2.0, 2.0]], wanted=[[1.0, 5.0]]), case("y = 1", answers=[[1.0, 2.0]], wanted=[[1.0, 5.0]]), case(THREE, model=Text((THREE,)), answers=[[1.0, 2.0]], wanted=[[1.0, 5.0]]),
      case("y = x[0] + x[1]", inputs={"x": ()}, answers=[[1.0, 2.0]], wanted=[[1.0, 5.0]]), case(THREE, answers=[None], wanted=[[1.0]]), case(THREE, answers=[[1.0]], wanted=[None]),
      case(THREE, answers=[[1.0]], wanted=[[1.0, 1.0]]), case(THREE, answers=[1.0], wanted=[1.0]), case(THREE, wrong={(0, 0): (0, 1)}, answers=[[2.0], [2.0]], wanted=[[1.0], [1.0]]),
      case(THREE, wrong={(0, 0): (0, 1)}, answers=[[2.0], [2.0, 2.0]], wanted=[[1.0], [1.0, 1.0]])]),
    (text.SUSPICIONS, "shared-function-instance", 0, [case(TWICE)], [case(TWICE, "f"), case("y = 1")]),
]  # fmt: skip


def rows(chosen: bool) -> list[Any]:
    """Each rule with the cases that it tells, or that one condition alone keeps it from telling."""
    return [
        pytest.param([rule for rule in table if rule.id == id_][number], one, id=id_)
        for table, id_, number, told, nearly in NEARLY
        for one in (told if chosen else nearly)
    ]


@pytest.mark.parametrize(("rule", "one"), rows(True))
def test_a_rule_tells(rule: Any, one: Any) -> None:
    assert rule.when(one)


@pytest.mark.parametrize(("rule", "one"), rows(False))
def test_a_rule_does_not_tell_what_is_nearly_so(rule: Any, one: Any) -> None:
    assert not rule.when(one)


def test_what_nobody_asks() -> None:
    assert not text.is_unasked(case("y = 1"))
    bare = SimpleNamespace(question=None, trials=())
    for one in (case("y = 1", outcome=Outcome.MEMORY), case("y = 1", answered=()), case("y = 1", book=bare), case("y = 1", "z", outcome=Outcome.MISSING)):  # fmt: skip
        assert text.is_unasked(one)
