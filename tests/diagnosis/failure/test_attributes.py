"""An attribute that is missing or None: each question beside a text that nearly answers yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.failure import Failure, attributes
from autograder.model.question import Question
from tests.diagnosis.failure.raising import FORWARD, INIT, Asked, Cases, asked, failure, of_gate


def beside(model: str, one: Failure) -> Failure:
    """The same exception, in a question whose reference reads so."""
    return replace(one, text=replace(one.text, model=Text((model,))))


CASES: Cases = [
    (
        attributes.has_lost_its_parent,
        [failure("class Gate: pass", message=of_gate("inputs")), failure("class Gate(object): pass", message=of_gate("inputs")),
         failure("class Other: pass\nclass Gate(Other): pass", message=of_gate("inputs"))],
        [failure("class Gate(Base): pass", message=of_gate("inputs")), failure("class Gate(Unknown): pass", message=of_gate("inputs")), failure("class Gate: pass", message="'A' has no 'inputs'"),
         failure("class A: pass", message=of_gate("inputs")),
         failure("class Gate: pass", message="x is odd", kind="TypeError", cell=-1),
         failure("class Gate: pass", message="Other.__init__() missing 1", kind="TypeError")],
    ),
    (
        attributes.is_kept,
        [failure(FORWARD.format("self.mask = x", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("return mask", "").rstrip() + "\n    def g(self):\n        self.mask = 1", 3, name="mask", kind="NameError"),
         failure(FORWARD.format("self.mask, y = x, 1", "return mask"), 4, name="mask", kind="NameError")],
        [failure(FORWARD.format("y = mask", "self.mask = x"), 3, name="mask", kind="NameError"),
         failure(FORWARD.format("self.mask = None", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("y = self.mask", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("self.other = x", "return mask"), 4, name="mask", kind="NameError")],
    ),
    (
        attributes.is_set_too_late,
        [failure(FORWARD.format("y = self.mask", "self.mask = x"), 3, of_gate("mask"))],
        [failure(FORWARD.format("self.mask = x", "y = self.mask"), 4, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "return y"), 3, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "self.mask = x") + "    def g(self):\n        self.mask = 1", 3, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "self.mask = x"), 3, of_gate("mask"), cell=0)],
    ),
    (
        attributes.reads_too_early,
        [failure(FORWARD.format("y = self.mask * x", "self.mask = x"), 3), failure(FORWARD.format("y = self.mask * self.other", "self.mask = self.other = x"), 3)],
        [failure(FORWARD.format("self.mask = x", "y = self.mask"), 4), failure(FORWARD.format("y = self.mask", "self.mask = None"), 3),
         failure(FORWARD.format("y = self.mask", "return y") + "    def g(self):\n        self.mask = 1", 3),
         failure("y = self.mask\nself.mask = 1", 1), failure(FORWARD.format("self.mask = self.mask * 2", "return x"), 3),
         failure(FORWARD.format("y = self.mask", "self.mask += x"), 3)],
    ),
    (
        attributes.is_no_attribute,
        [failure(FORWARD.format("y = self.x * 2", "return y"), 3, of_gate("x")), failure(FORWARD.format("t = x", "return self.t"), 4, of_gate("t")),
         failure(FORWARD.format("return self.helpme(x)", "") + "def helpme(x): pass", 3, of_gate("helpme"))],
        [failure(FORWARD.format("y = self.z * 2", "return y"), 3, of_gate("z")), failure(FORWARD.format("y = self.t", "t = x"), 3, of_gate("t")),
         failure(FORWARD.format("y = self.x * 2", "return y") + "    def g(self):\n        return self.x", 3, of_gate("x")),
         failure(FORWARD.format("y = self.x * 2", "self.x = y"), 3, of_gate("x")), failure(FORWARD.format("self.x == x", "return x"), 3, of_gate("x")),
         failure(FORWARD.format("y = self.x", "y = x"), 4, of_gate("x")), failure(FORWARD.format("y = x.x", "return y"), 3, of_gate("x")), failure("y = self.x", 1, of_gate("x")),
         failure(FORWARD.format("return self.helpme", "") + "def helpme(x): pass", 3, of_gate("helpme"))],
    ),
    (
        attributes.is_kept_by_another_name,
        [failure(FORWARD.format("self.a = mask", "return self.mask"), 4, of_gate("mask")),
         failure(FORWARD.format("self.a = np.copy(mask)", "return self.mask * 2") + "    def g(self):\n        self.mask = None", 4, kind="TypeError")],
        [failure(FORWARD.format("self.a = 2 * mask", "return self.mask"), 4, of_gate("mask")), failure(FORWARD.format("a = mask", "return self.mask"), 4, of_gate("mask")),
         failure(FORWARD.format("self.x = 2 * x", "return self.x_kept"), 4, of_gate("x_kept")),
         failure(FORWARD.format("self.a = mask", "return self.mask * 2"), 4, kind="TypeError")],
    ),
    (
        attributes.is_kept_elsewhere,
        [failure(FORWARD.format("t = x", "return self.t"), 4, of_gate("t")), failure(FORWARD.format("return self.t", "") + "    def g(self):\n        t = 1", 3, of_gate("t")),
         failure(INIT.format("pass") + "    def g(self):\n        return self.W", 6, of_gate("W"))],
        [failure(FORWARD.format("y = self.t", "t = x"), 3, of_gate("t")), failure(FORWARD.format("return self.t", ""), 3, of_gate("t")),
         failure(FORWARD.format("t = x", "return x.t"), 4, "'int' object has no attribute 't'"), failure(INIT.format("y = self.W"), 3, of_gate("W")),
         failure(FORWARD.format("return self.t", "") + "class Box:\n    def __init__(self, t):\n        self.v = t", 3, of_gate("t"))],
    ),
    (
        attributes.has_stored_nothing,
        [failure(FORWARD.format("y = x", "self.x = y / 0"), 4), failure(FORWARD.format("y = self.x", "self.x = x"), 3)],
        [failure(FORWARD.format("self.x = x", "y = x / 0"), 4), failure(FORWARD.format("y = x", "y = x / 0").replace("forward", "backward"), 4), failure("y = 1", 1)],
    ),
    (
        attributes.is_for_later,
        [failure(FORWARD.format("y = x", "return y") + "    def backward(self, d):\n        return self.x", 6, of_gate("x")), failure(FORWARD.format("self.x == x", "return x"), 3, of_gate("x"))],
        [failure(FORWARD.format("y = self.x", "return y"), 3, of_gate("x")), failure("class Gate:\n    def backward(self, d):\n        return self.x", 3, of_gate("x")),
         failure(INIT.format("self.x") + "    def forward(self): pass", 3, of_gate("x"))],
    ),
    (
        attributes.is_set_nowhere,
        [failure("class Gate:\n    x = 1", 2, of_gate("t"))],
        [failure("class Gate:\n    x = 1", 2, of_gate("inputs")), failure("class Gate:\n    x = 1", 2, of_gate("shape")),
         failure("class Other:\n    x = 1\nclass Gate: pass", 2, "'Other' object has no attribute 't'")],
    ),
    (
        attributes.is_kept_in_a_local,
        [failure("class Gate:\n    t = None\n    def forward(self, x):\n        t = x\n    def backward(self, d):\n        return self.t * d", 6)],
        [failure("class Gate:\n    t = None\n    def forward(self, x):\n        u = x\n    def backward(self, d):\n        return self.t * d", 6),
         failure("class Gate:\n    t = None\n    def forward(self, x): pass\n    def backward(self, d):\n        t = 1\n        return self.t * d", 6),
         failure("class Gate:\n    t = 1\n    def forward(self, x):\n        t = x\n    def backward(self, d):\n        return self.t * d", 6)],
    ),
    (
        attributes.is_nearly_filled,
        [failure("class Gate:\n    width = None\n    def forward(self, x):\n        self.widht = x\n    def backward(self, d):\n        return self.width * d", 6)],
        [failure("class Gate:\n    width = None\n    def forward(self, x):\n        self.widht = x\n        return self.widht", 5),
         failure("class Gate:\n    width = None\n    def forward(self, x):\n        self.other = x\n    def backward(self, d):\n        return self.width * d", 6)],
    ),
    (
        attributes.is_filled_otherwise,
        [failure("class Gate:\n    dW = None\n    def forward(self, x):\n        self.dw = x\n        return self.dW * x", 5)],
        [failure("class Gate:\n    dW = None\n    def forward(self, x):\n        self.db = x\n        return self.dW * x", 5),
         failure("class Gate:\n    dW = None\n    def forward(self, x):\n        self.dw = x\n        return x", 5)],
    ),
    (
        attributes.calls_it,
        [failure("y = self.f(x)", 1, of_gate("f"))],
        [failure("y = self.f", 1, of_gate("f")), failure("y = self.g(x)", 1, of_gate("f")), failure("y = f(x)", 1, of_gate("f")), failure("y = 1\nself.f(x)", 1, of_gate("f")), failure("self.f(x)\ny = self.f", 2, of_gate("f"))],
    ),
    (
        attributes.has_a_parent_elsewhere,
        [failure("class Gate(Parent): pass", message=of_gate("x"))],
        [failure("class Gate(Base): pass", message=of_gate("x")), failure("class Gate: pass\nclass Other(Parent): pass", message=of_gate("x"))],
    ),
    (
        attributes.near_a_place,
        [failure("", message=of_gate("msk")), failure("class Gate:\n    def f(self):\n        self.kept = 1", message=of_gate("kep"))],
        [failure("", message=of_gate("mask")), failure("", message=of_gate("other")),
         failure("class Gate:\n    def f(self):\n        self.kept = self.kepp = 1", message=of_gate("kept"))],
    ),
    (
        attributes.is_builtin,
        [failure("class Gate:\n    def f(self):\n        self.input = 1\n        return input.data")],
        [failure("class Gate:\n    def f(self):\n        self.input = 1\n        return max(1)"), failure("input.data")],
    ),
    (
        attributes.stays_none,
        [failure("class Gate:\n    x = None\n    def forward(self): pass"),
         failure("class Gate:\n    def __init__(self):\n        self.x = None\n    def forward(self): pass")],
        [failure("class Gate:\n    x = 1\n    def forward(self): y = None"), failure("class Gate:\n    x = None\n    def forward(self): self.x = 1"),
         failure("class Gate:\n    x = None\n    def forward(self): pass", cell=-1)],
    ),
    (
        attributes.was_never_set,
        [failure("class Gate: pass", message=of_gate("x"))],
        [failure("class Gate: pass", message=of_gate("shape")), failure("class Gate: pass", message="'list' object has no attribute 'x'"),
         failure("class Gate:\n    def x(self): del self.y", message=of_gate("x")),
         failure("class Gate:\n    def f(self): del self.x", message=of_gate("x")),
         failure("class Gate:\n    def x(self): pass", message=of_gate("x")),
         failure("class Gate(Parent): pass", message=of_gate("x"))],
    ),
    (
        attributes.has_empty_constructor,
        [failure("class Gate:\n    def __init__(self): pass")],
        [failure("class Gate:\n    def __init__(self):\n        self.x = 1\n        pass"), failure("class Gate:\n    def f(self): pass")],
    ),
    (
        attributes.has_lost_its_parent,
        [failure("class Gate: pass", message="Gate() takes no arguments", kind="TypeError", cell=-1)],
        [failure("class A: pass", message="'A' object has no attribute 'inputs'")],
    ),
    (attributes.is_set_too_late, [failure(FORWARD.format("self.mask = self.mask * 2", "return x"), 3, of_gate("mask"))], []),
    (attributes.is_no_attribute, [], [failure(FORWARD.format("t = self.t * 2", "return t"), 3, of_gate("t"))]),
    (attributes.is_kept_elsewhere, [], [failure(FORWARD.format("t = self.t * 2", "return t"), 3, of_gate("t"))]),
    (attributes.is_kept_by_another_name, [], [failure(FORWARD.format("self.db = 2 * x", "return self.db_sum"), 4, of_gate("db_sum"))]),
    (attributes.has_stored_nothing, [failure(FORWARD.format("for y in x:", "    y = y / 0\n            self.x = y"), 4)], []),
    (attributes.is_set_too_late, [], [failure(FORWARD.format("y = self.mask", "self.mask = x"), 3, of_gate("mask"), cell=-1)]),
    (
        attributes.reads_too_early,
        [],
        [failure(FORWARD.format("y = x * 2", "self.mask = x"), 3), failure(FORWARD.format("y = self.mask", "self.mask, self.b = None, None"), 3)],
    ),
    (
        attributes.is_no_attribute,
        [failure("class Gate:\n    def f(self):\n        def t(): pass\n        return self.t", 4, of_gate("t")),
         failure(FORWARD.format("self.a == x", "y = self.x * 2"), 4, of_gate("x"))],
        [failure(FORWARD.format("return self.helpme(x)", ""), 3, of_gate("helpme"))],
    ),
    (
        attributes.is_kept_by_another_name,
        [failure(FORWARD.format("self.out = 2 * x", "return self.output"), 4, of_gate("output"))],
        [failure(FORWARD.format("self.other = 2 * x", "return self.mask"), 4, of_gate("mask")), failure(FORWARD.format("self.mask = 2 * x", "return self.mask"), 4, of_gate("mask"))],
    ),
    (
        attributes.is_kept_elsewhere,
        [failure("class Base:\n    def f(self):\n        t = 1\nclass Gate(Base):\n    def g(self):\n        return self.t", 6, of_gate("t")),
         failure(FORWARD.format("t = x", "return self.t"), 4, "of no owner", name="t")],
        [failure(INIT.format("pass") + "    def g(self):\n        return self.V", 6, of_gate("V")),
         failure(FORWARD.format("return self.t", "") + "    def g(self):\n        u = 1", 3, of_gate("t")),
         failure("class Gate:\n    def g(self, t): pass\n    def forward(self):\n        return self.t", 4, of_gate("t")),
         failure("class Gate:\n    t = 1\n    def g(self):\n        return self.t", 4, of_gate("t"))],
    ),
    (
        attributes.has_stored_nothing,
        [failure(FORWARD.format("y = x / 0", "self.x = y") + "        return y", 3), failure(FORWARD.format("y = self.W", "self.x = y / 0"), 4)],
        [],
    ),
    (
        attributes.is_kept,
        [],
        [failure(FORWARD.format("self.mask[0] = x", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("self.mask = mask + x", "return x"), 3, name="mask", kind="NameError")],
    ),
    (
        attributes.is_nearly_filled,
        [],
        [failure("class Gate:\n    width = None\n    def forward(self, x):\n        self.widht = x\n        y = self.widht\n    def backward(self, d):\n        return self.width * d", 7)],
    ),
    (attributes.is_filled_otherwise, [], [failure("class Gate:\n    dW = 1\n    def forward(self, x):\n        self.dw = x\n        return self.dW * x", 5)]),
    (attributes.is_for_later, [failure("class Gate:\n    def forward(self, x): pass\ny = g.x", 3, of_gate("x"))], []),
    (attributes.stays_none, [], [failure("class Gate:\n    x = None\n    def forward(self):\n        self.y = 1\n        return self.y", 5)]),
    (
        attributes.near_a_place,
        [failure("class Gate:\n    def update(self): pass", message=of_gate("updat"))],
        [beside("x.kept = x.kepp", failure("", message=of_gate("kept")))],
    ),
    (
        attributes.is_builtin,
        [beside("self.input = 1", failure("input.data"))],
        [failure("class Gate:\n    def f(self):\n        self.t = 1\n        return t.data")],
    ),
    (attributes.was_never_set, [failure("class Gate: pass", message="of no owner", name="x")], []),
    (attributes.has_a_parent_elsewhere, [], [failure("class Gate(layers.Parent): pass", message=of_gate("x"))]),
    (attributes.has_empty_constructor, [], [replace(failure("class Gate:\n    def __init__(self): pass"), question=Question("q", (), target="Gate"))]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False
