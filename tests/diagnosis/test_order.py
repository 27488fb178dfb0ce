"""The order of diagnosis: answers of which two phases could speak, and the one that does."""

from __future__ import annotations

import pytest

from autograder.diagnosis import rules
from autograder.diagnosis.rules import CALLED, PLAIN, UNASKED, Phase, mistakes_of
from autograder.words.catalogue import misconceptions
from tests.diagnosis.in_process import case_of

GATE = "def forward(self, x, y):\n    {}\ndef backward(self, dz):\n    {}"
LAYER = "def backward(self, dout):\n    self.dW, self.db = {}, dout.sum(axis=0)\n    return dout @ self.W"
KEPT = "self.x, self.y = x, y; return "

ORDER = {
    "a slip that changes all, before the exception it leads to": (
        "relu",
        "def forward(self, x):\n    self.mask = x > 0\n    for row in x:\n        return othr",
        {0: "return-inside-loop"},
    ),
    "an exception that comes first, before numbers, which are told of their own item": (
        "multiply_gate",
        GATE.format("self.x, self.y = x, y; return xx * y", "return [self.y, self.x]"),
        {0: "name-typo", 1: "upstream-ignored"},
    ),
    "a number that comes first, before an exception, which is told of its own item": (
        "multiply_gate",
        GATE.format(KEPT + "x + y", "return [self.yy * dz, dz]"),
        {0: "forward-wrong-op", 1: "name-typo"},
    ),
    "an exception after all, when numbers say nothing": (
        "multiply_gate",
        GATE.format(KEPT + "3 * x + y", "return [self.yy * dz, dz]"),
        {0: "name-typo", 1: "name-typo"},
    ),
    "an exception, before the globals that would explain it too": (
        "multiply_gate",
        (
            "x = 3\nclass MultiplyGate:\n    def forward(self, x, y):\n        return x * y\n"
            "    def backward(self, dz):\n        return [y * dz, x * dz]"
        ),
        {1: "missing-self-prefix"},
    ),
    "globals, before the numbers of other inputs": (
        "multiply_gate",
        (
            "x, y = 3, -4\nclass MultiplyGate:\n    def forward(self, a, b):\n        return x * y\n"
            "    def backward(self, dz):\n        return [dz, dz]"
        ),
        {0: "uses-globals", 1: "uses-globals"},
    ),
    "globals, before a cache that was forgotten in consequence": (
        "multiply_gate",
        (
            "y = 3\nclass MultiplyGate:\n    def forward(self, a, b):\n        return a * b\n"
            "    def backward(self, dz):\n        return [y * dz, self.a * dz]"
        ),
        {1: "uses-globals"},
    ),
    "a mistake of the bank that predicts every answer, before what an exception says": (
        "backward",
        (
            "def backward(self):\n    variable = self\n    while variable.creator is not None:\n"
            "        func = variable.creator\n        func.input.grad = func.backward(variable.grad)\n"
            "        variable = func.input"
        ),
        {0: "grad-not-seeded", 1: "grad-not-seeded", 3: "grad-not-seeded"},
    ),
    "a form for its items, numbers for the rest": (
        "multiply_gate",
        GATE.format(KEPT + "x + y", "return self.y * dz"),
        {0: "forward-wrong-op", 1: "returns-single"},
    ),
    "numbers for their items, the text for the rest": (
        "affine",
        (
            "def backward(self, dout):\n    self.dW = -self.x.T @ dout\n    self.db = dout.sum(axis=0)\n"
            "    for row in dout:\n        self.db[...] = 3 * row\n    return dout @ self.W.T"
        ),
        {2: "sign-flipped", 3: "overwrite-instead-of-accumulate"},
    ),
    "the text, before two mistakes at once": (
        "multiply_gate",
        GATE.format(KEPT + "x * y", "self.y * dz; return [-self.y, -self.x]"),
        {1: "returns-none"},
    ),
    "two mistakes at once, before an exception elsewhere": (
        "multiply_gate",
        GATE.format(KEPT + "x * y", "return [-self.y, -self.x]"),
        {1: "upstream-ignored"},
    ),
    "of two mistakes the one that leaves nothing of the other": (
        "multiply_gate",
        GATE.format(KEPT + "x * y", "return np.ones_like(dz), np.ones_like(dz)"),
        {1: "upstream-ignored"},
    ),
    "numbers for their items, shapes that do not fit for another": (
        "affine",
        LAYER.format("-self.x.T @ dout"),
        {1: "transpose-missing", 2: "sign-flipped"},
    ),
    "numbers in another shape, of which shapes that do not fit may be a consequence": (
        "affine",
        LAYER.format("dout.T @ self.x"),
        {2: "grad-transposed"},
    ),
    "an exception of forward, and not what came back from backward, which is no number": (
        "multiply_gate",
        GATE.format("self.x, self.y = x, y; return {'widths': x}['width']", "return [str(dz), str(dz)]"),
        {0: "name-typo"},
    ),
    "an exception, and not the cache that it seems to leave stale": (
        "multiply_gate",
        (
            "class MultiplyGate:\n    kept = None\n    def forward(self, x, y):\n        if self.kept is None:\n"
            "            self.kept = (x, y)\n        return xx * y\n"
            "    def backward(self, dz):\n        return [self.kept[1] * dz, self.kept[0] * dz]"
        ),
        {0: "name-typo"},
    ),
    "an exception before anything is stored, and no number after it, which had nothing to stand on": (
        "multiply_gate",
        (
            "class MultiplyGate:\n    x = y = 1.0\n    def forward(self, x, y):\n        self.x, self.y = quuxly, y\n"
            "        return x * y\n    def backward(self, dz):\n        return [self.y * dz, self.x * dz]"
        ),
        {0: "undefined-name"},
    ),
    "an exception after all is stored, and the number after it": (
        "multiply_gate",
        GATE.format(KEPT + "quuxly", "return [dz, dz]"),
        {0: "undefined-name", 1: "upstream-only"},
    ),
    "an exception, and not the training that it came before": (
        "affine",
        "def backward(self, dout):\n    dx = quuxly @ self.W\n    self.W -= 0.1 * dx\n    return dx",
        {1: "undefined-name"},
    ),
    "nothing of one object that a class asks twice": (
        "relu",
        (
            "def forward(self, x):\n    self.x = x\n    return np.maximum(x, 0)\ndef backward(self, dout):\n"
            "    one = Relu()\n    one.forward(self.x)\n    return one.forward(dout) * 0.3 + 0.9"
        ),
        {},
    ),
    "plain: nothing of what is printed beside right answers": ("chain_rule", "print(dfdq)\ndfdx, = ()", {}),
    "nothing of an empty tuple, which is no part of an answer": (
        "multiply_gate",
        GATE.format(KEPT + "()", "return [self.y * dz, self.x * dz]"),
        {},
    ),
    "another forward, and no derivative that is another one as well": (
        "sigmoid",
        "def forward(self, x):\n    return 1 / (1 + np.exp(-x)) * 1.3 + x\ndef backward(self, dout):\n    return 3 * dout",
        {0: "forward-wrong-op"},
    ),
    "a gradient that is left None, and no method that returns nothing": (
        "affine",
        LAYER.format("None") + ".T",
        {2: "param-grad-not-stored"},
    ),
    "a first forward that each object gives once more": (
        "multiply_gate",
        GATE.format(
            "self.kept = getattr(self, 'kept', (x * y, x, y)); return self.kept[0]",
            "return [self.kept[2] * dz, self.kept[1] * dz]",
        ),
        {0: "stale-cache", 1: "stale-cache"},
    ),
    "each item by the form of its own answers": (
        "multiply_gate",
        GATE.format(KEPT + "(x * y, 1)", "return self.y * dz"),
        {0: "returns-tuple", 1: "returns-single"},
    ),
    "a wrong number that backward had left before it stopped, in every call": (
        "affine",
        LAYER.format("-(self.x.T @ dout)").replace("return dout @ self.W", "return {'widths': 1}['width']"),
        {1: "name-typo", 2: "sign-flipped"},
    ),
    "zeros from the constructor are a consequence of a forward that raised": (
        "affine",
        (
            "class Affine:\n    def __init__(self, W, b):\n        self.W, self.b = W, b\n"
            "        self.dW, self.db = np.zeros_like(W), np.zeros_like(b)\n    def forward(self, x):\n"
            "        return {'widths': x}['width']\n    def backward(self, dout):\n        return dout @ self.W.T + 1.7"
        ),
        dict.fromkeys(range(4), "name-typo"),
    ),
    "what is beyond doubt, and not the number of an item that no exception spoilt": (
        "multiply_gate",
        GATE.format("self,k = x, y; return x + y", "return quuxly"),
        {0: "name-typo", 1: "name-typo"},
    ),
    "a method that is missing, though a line below the class raised as well": (
        "multiply_gate",
        (
            "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n"
            "        return x * y + 3.7\nprint(quuxly)"
        ),
        {0: "forward-wrong-op", 1: "method-missing"},
    ),
    "plain: an exception, before the number beside it": (
        "chain_rule",
        "dfdq = unknown_thing\ndfdz = 0",
        {2: "undefined-name", 3: "undefined-name", 4: "undefined-name", 5: "undefined-name"},
    ),
    "plain: a changed input, but for what was typed": (
        "chain_rule",
        "x = -3\ndfdx = -4",
        {0: "input-typo", 1: "input-typo", 3: "input-typo", 4: "hard-coded-answer"},
    ),
    "plain: a number that is computed": ("chain_rule", "dfdx = -dfdq", {4: "sign-flipped"}),
    "plain: a number of the bank, computed, before the check that finds it typed": (
        "maximum",
        "dfdx = 1 if x > 0 else 0\ndfdy = 1 if y > 0 else 0",
        {1: "max-compares-with-zero", 2: "max-compares-with-zero"},
    ),
    "plain: one that is typed, and the checks are believed of what is computed beside it": (
        "maximum",
        "g = 1\ndfdx = g\ndfdy = 0",
        {1: "hard-coded-answer", 2: "hard-coded-answer"},
    ),
    "plain: what is typed, before the number that it is": (
        "chain_rule",
        "dfdx = -4",
        {4: "hard-coded-answer"},
    ),
    "plain: numbers for their items, the checks for the rest": (
        "chain_rule",
        "dfdx = -dfdq\ndfdz = 3",
        {3: "hard-coded-answer", 4: "sign-flipped"},
    ),
    "plain: the same of what is computed, and the check finds typed": (
        "chain_rule",
        "dfdx = -dfdq\nk = 3\ndfdz = k",
        {3: "hard-coded-answer", 4: "sign-flipped"},
    ),
    "plain: two mistakes at once": ("l2_norm", "dW = -dq.T * x", {3: "grad-transposed"}),
    "plain: shapes of an answer that is wrong itself are told of nothing that was made of it": (
        "matmul_steps",
        "D = W @ X + 1\ndW = D @ X",
        {0: "forward-wrong-op"},
    ),
    "plain: shapes of a line that reads what it sets, which is lost by it and no wrong answer": (
        "matmul_steps",
        "if True:\n    dW = dD\ndW = dW @ X",
        {1: "transpose-missing"},
    ),
    "plain: shapes, when nothing else is known": ("matmul_steps", "dW = dD @ X", {1: "transpose-missing"}),
}


@pytest.mark.parametrize("name", ORDER)
def test_the_first_phase_that_knows_anything_decides(name: str) -> None:
    question, change, expected = ORDER[name]
    assert {index: ids[0] for index, ids in mistakes_of(case_of(question, change)).items()} == expected


def test_of_what_cannot_be_asked_the_text_speaks() -> None:
    misspelt = case_of("multiply_gate", "class MultiplyGat:\n    pass", "missing")
    assert mistakes_of(misspelt) == {0: ("name-typo",), 1: ("name-typo",)}
    of_that_class = case_of("functional", "class Square:\n    pass", "missing")
    assert mistakes_of(of_that_class) == {0: ("missing-variable",), 1: ("missing-variable",)}
    for outcome, told in (
        ("error", {0: ("name-typo",), 1: ("name-typo",)}),
        ("timeout", {}),
        ("crashed", {}),
    ):
        assert mistakes_of(case_of("multiply_gate", "dx = widht * dz\nwidth = 1", outcome)) == told


def test_two_mistakes_at_once_are_both_told() -> None:
    case = case_of("multiply_gate", "dx = -self.y\ndy = -self.x")
    assert mistakes_of(case) == {1: ("upstream-ignored", "sign-flipped")}


def test_every_phase_has_a_reason_and_every_mistake_that_is_told_is_known() -> None:
    assert all(phase.because.endswith(".") for phase in (*UNASKED, *PLAIN, *CALLED))
    assert {one for _, _, found in ORDER.values() for one in found.values()} <= set(misconceptions())


def test_what_else_is_known_takes_nothing_from_what_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of("multiply_gate", GATE.format(KEPT + "x", "return [dz, dz]"))
    first = Phase(lambda _: {1: ("a",)}, "", rest=lambda _: {0: ("b",), 1: ("b",)})
    monkeypatch.setattr(rules, "_phases", lambda _: (Phase(lambda _: {}, ""), first))
    assert sorted(case.failing) == [0, 1]
    assert mistakes_of(case) == {0: ("b",), 1: ("a",)}


@pytest.mark.parametrize(
    ("backward", "set_before"),
    [
        ("self.dW, self.db = -self.x.T @ dout, dout.sum(axis=0)\n    return missing", {"W", "b"}),
        ("self.db = dout.sum(axis=0)\n    return missing", {"b"}),
        ("return missing", set()),
        ("self.dW, self.db = -self.x.T @ dout, dout.sum(axis=0)\n    return dout @ self.W.T", set()),
    ],
)
def test_what_backward_set_before_it_stopped(backward: str, set_before: set[str]) -> None:
    case = case_of("affine", f"def backward(self, dout):\n    {backward}")
    assert {s.of[1] for at, s in enumerate(case.book.spots) if rules._was_set(case, at)} == set_before
