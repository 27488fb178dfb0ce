"""An attribute that is missing or None: each question beside a text that nearly answers yes."""

from __future__ import annotations

import pytest

from autograder.diagnosis.failure import Failure, attributes
from tests.diagnosis.failure.raising import FORWARD, Asked, Cases, asked, failure, of_gate

CASES: Cases = [
    (
        attributes.has_lost_its_parent,
        [failure("class Gate: pass", message=of_gate("inputs"))],
        [failure("class Gate(Base): pass", message=of_gate("inputs")), failure("class Gate: pass", message="'A' has no 'inputs'"),
         failure("class A: pass", message=of_gate("inputs"))],
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
        [failure("class Gate:\n    x = 1\n    def forward(self): y = None"), failure("class Gate:\n    x = None\n    def f(self): pass"),
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
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False
