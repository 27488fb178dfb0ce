"""What an exception says beside the text: what it speaks of, and each question with a text that nearly answers yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.failure import Failure
from autograder.model.question import Question
from tests.diagnosis.failure.raising import BEFORE, Asked, Cases, asked, failure, of_gate


@pytest.mark.parametrize(
    ("kind", "message", "said", "name", "owner"),
    [
        ("AttributeError", "'Gate' object has no attribute 'msk'", "", "msk", "Gate"),
        ("AttributeError", "'__main__.Gate' object has no attribute 'msk'", "", "msk", "Gate"),
        ("AttributeError", "module 'numpy' has no attribute 'dott'", "", "dott", "numpy"),
        ("AttributeError", "of 'Gate' alone", "kept", "kept", ""),
        ("NameError", "name 'dz' is not defined", "", "dz", ""),
        ("NameError", "name 'other' is not defined", "dz", "dz", ""),
        ("TypeError", "'tuple' object is not callable", "", "tuple", "tuple"),
        ("ValueError", "nothing is quoted", "", "", ""),
    ],
)
def test_what_it_speaks_of(kind: str, message: str, said: str, name: str, owner: str) -> None:
    one = failure("", message=message, kind=kind, name=said)
    assert (one.name, one.owner) == (name, owner)


@pytest.mark.parametrize(
    ("kind", "message", "cell", "own"),
    [
        ("NameError", "", 1, True),
        ("UnboundLocalError", "", 1, True),
        ("TypeError", "Gate.forward() takes 1 positional argument but 2 were given", 1, True),
        ("TypeError", "Gate.__init__() missing 1 required positional argument: 'W'", 1, True),
        ("TypeError", "forward() got an unexpected keyword argument 'out'", 1, True),
        ("TypeError", "unsupported operand: f() takes", 1, False),
        ("ValueError", "Gate.forward() takes 1", 1, False),
        ("AttributeError", of_gate("backward"), -1, True),
        ("AttributeError", of_gate("backward"), 1, False),
        ("AttributeError", of_gate("dW"), -1, False),
        ("TypeError", "'backward' is odd", -1, False),
        ("TypeError", "unsupported operand type(s) for +: 'Gate' and 'int'", 1, True),
    ],
)
def test_what_is_no_consequence_of_another(kind: str, message: str, cell: int, own: bool) -> None:
    assert failure("class Gate: pass", message=message, kind=kind, cell=cell).is_its_own is own


CASES: Cases = [
    (
        Failure.is_of_the_constructor,
        [failure("", message="Gate.__init__() takes 1", kind="TypeError"), failure("", message="Gate() takes no arguments", kind="TypeError")],
        [failure("", message="Gate.forward() takes 1", kind="TypeError"), failure("", message="Other() takes no arguments", kind="TypeError")],
    ),
    (
        Failure.is_of_the_constructor,
        [failure("", message="'Gate' object is not callable", kind="TypeError")],
        [failure("def Gate(x): pass", message="Gate() takes 1", kind="TypeError"), failure("", message="Gate is odd", kind="TypeError")],
    ),
    (
        Failure.is_of_an_uncalled_class,
        [failure(f"{held}\nlayer.forward(1)", 2, "Relu.forward() missing 1 required positional argument: 'x'", "TypeError") for held in ("layer = Relu", "layers = [Relu, a]", "layers = (a, Relu)", "layers = {'a': Relu}")],
        [failure("layer = Relu()", 1, "Relu.forward() missing 1 required", "TypeError"), failure("layer = Relu", 1, "Relu.forward() missing 2 required", "TypeError"),
         failure("layer = Relu", 1, "forward() missing 1 required", "TypeError"), failure("layer = Other", 1, "Relu.forward() missing 1 required", "TypeError")],
    ),
    (
        Failure.is_a_method,
        [failure("", message=of_gate("backward")), failure("", message=of_gate("__call__")),
         failure("class Gate:\n    def update(self): pass", message=of_gate("updat")),
         replace(failure("", message=of_gate("update")), text=Text(("",), "Gate", Text(("class Gate:\n    def update(self): pass",))))],
        [failure("", message=of_gate("dW")), failure("class Gate:\n    def update(self): pass", message=of_gate("dW"))],
    ),
    (
        Failure.at_home,
        [failure("class Gate:\n    x = 1", 2), failure("x = 1", 1), failure("class Other:\n    x = 1\nclass Gate: pass", 2, cell=-1),
         failure("class Other:\n    x = 1", 2), failure("class Other:\n    x = 1\nclass Gate(Other): pass", 2)],
        [failure("class Other:\n    x = 1\nclass Gate: pass", 2), failure("class Gate:\n    class Other:\n        x = 1", 3)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("y = x.reshape(2) @ W", {"", "reshape", "@"}),
        ("y = x * W", {"", "*"}),
        ("y = x + W", {""}),
        ("a = 1\ny = x * W.T", {""}),
    ],
)
def test_the_line_that_raised(source: str, line: set[str]) -> None:
    assert failure(source, 1).line == line


def test_what_raised_in_another_cell_is_read_there() -> None:
    one = failure("x = 1", 6, cell=0)
    assert one.scene.sources == (BEFORE,)
    assert one.scene.at == 0
    given = replace(one, question=Question("q", (), given={"x": 1}))
    for same in (failure("x = 1", cell=1), failure("x = 1", cell=-1), failure("x = 1", cell=7), given):
        assert same.scene is same.text


@pytest.mark.parametrize(
    ("message", "method"),
    [
        ("unsupported operand type(s) for -: 'int' and 'Gate'", "__rsub__"),
        ("unsupported operand type(s) for -: 'Gate' and 'int'", "__sub__"),
        ("unsupported operand type(s) for /: 'Gate' and 'Gate'", "__truediv__"),
        ("unsupported operand type(s) for ** or pow(): 'Gate' and 'int'", "__pow__"),
        ("bad operand type for unary -: 'Gate'", "__neg__"),
        ("bad operand type for unary +: 'Gate'", None),
        ("unsupported operand type(s) for *: 'Gate' and 'int'", None),  # it has that one
        ("unsupported operand type(s) for *: 'int' and 'Gate'", "__rmul__"),
        ("unsupported operand type(s) for -: 'int' and 'Other'", None),
        ("unsupported operand type(s) for <<: 'int' and 'Gate'", None),
    ],
)
def test_the_operator_that_the_class_does_not_know(message: str, method: str | None) -> None:
    one = failure("class Gate:\n    def __mul__(self, other): pass", message=message, kind="TypeError")
    assert one.operator == method


def test_what_stands_around_a_line() -> None:
    source = "class Gate:\n    def f(self, a):\n        b = a\n        def g():\n            c = b\n        return b\nd = e"
    names = [getattr(failure(source, line).around(line), "name", "") for line in range(1, 8)]
    assert names == ["", "f", "f", "g", "g", "f", ""]
    assert (failure(source, 3).loads, failure(source, 7).loads) == ({"a"}, {"e"})
    assert (failure(source).locals("f"), failure(source).locals("other"), failure(source).locals()) == (
        {"b", "c"},
        set(),
        {"b", "c"},
    )


def test_other_spellings_and_slips_of_its_name() -> None:
    one = failure("", name="dW", kind="NameError")
    assert one.respelt(["x", "dw"])
    assert not one.respelt(["dWx"])
    long = failure("", name="widht", kind="NameError")
    assert long.near(["x", "width"])
    assert not long.near(["height"])
