"""What an exception says beside the text: each question that rules ask of it, with a text that nearly answers yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.diagnosis.failure import Failure
from autograder.diagnosis.text import Text
from autograder.model.question import Question
from autograder.sandbox.protocol import Raised

MODEL = Text(
    (
        """
class Gate(Base):
    def __init__(self, W):
        self.W = W
        self.mask = None
    def forward(self, x):
        return x @ self.W.T
""",
    )
)
BEFORE = "import numpy as np\nfrom layers import Parent, helper\ny = 3\nclass Base:\n    def __init__(self):\n        self.inputs = 1"


def failure(
    source: str, line: int = 1, message: str = "", kind: str = "AttributeError", name: str = "", cell: int = 1
) -> Failure:
    """An exception in a line of the second cell, which is the answer's."""
    text = Text((source,), "Gate", MODEL, (BEFORE, source), at=1)
    question = Question("q", (), target="Gate", init={"W": ("D", "M")}, inputs={"x": ("N",)})
    return Failure(Raised(kind, message, cell, line, name), text, question)


def of_gate(name: str) -> str:
    return f"'Gate' object has no attribute '{name}'"


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
    ],
)
def test_what_is_no_consequence_of_another(kind: str, message: str, cell: int, own: bool) -> None:
    assert failure("class Gate: pass", message=message, kind=kind, cell=cell).is_its_own is own


FORWARD = "class Gate(Base):\n    def forward(self, x, W):\n        {}\n        {}\n"
INIT = "class Gate(Base):\n    def __init__(self, W, b):\n        {}\n        self.b = b\n"

CASES: list[tuple[Callable[[Failure], object], list[Failure], list[Failure]]] = [
    (
        Failure.has_lost_its_parent,
        [failure("class Gate: pass", message=of_gate("inputs"))],
        [failure("class Gate(Base): pass", message=of_gate("inputs")), failure("class Gate: pass", message="'A' has no 'inputs'"),
         failure("class A: pass", message=of_gate("inputs"))],
    ),
    (
        Failure.nearly_self,
        [failure("class Gate:\n    def f(slef): pass"), failure("class Gate:\n    def f(sel, x): pass")],
        [failure("class Gate:\n    def f(self): pass"), failure("class Gate:\n    def f(x): pass"),
         failure("class Gate:\n    def f(): pass"), failure("def f(slef): pass")],
    ),
    (
        Failure.near_the_target,
        [failure("class Gat: pass", name="Gate", kind="NameError")],
        [failure("class Other: pass", name="Gate", kind="NameError"), failure("class Gat: pass", name="Gato", kind="NameError")],
    ),
    (
        Failure.near_a_name,
        [failure("width = 1", name="widht", kind="NameError"), failure("x.width", name="widht", kind="NameError"),
         failure("", name="helpr", kind="NameError"), failure("", name="pritn", kind="NameError")],
        [failure("width = 1", name="quux", kind="NameError"), failure("class Variable: pass", name="variable", kind="NameError")],
    ),
    (Failure.comes_from_elsewhere, [failure("", name="helper", kind="NameError")], [failure("", name="y", kind="NameError")]),
    (
        Failure.is_unknown_to_its_method,
        [failure(FORWARD.format("a = dout * x", "return a"), 3, name="dout", kind="NameError")],
        [failure(FORWARD.format("a = dout * x", "return W"), 3, name="dout", kind="NameError"),
         failure(FORWARD.format("a = w2 * x", "return a"), 3, name="w", kind="NameError"),
         failure(FORWARD.format("width = widht * x", "return x"), 3, name="widht", kind="NameError"),
         failure(f"{FORWARD.format('return x', '')}\ny = dout", 7, name="dout", kind="NameError")],
    ),
    (
        Failure.is_kept,
        [failure(FORWARD.format("self.mask = x", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("return mask", "").rstrip() + "\n    def g(self):\n        self.mask = 1", 3, name="mask", kind="NameError"),
         failure(FORWARD.format("self.mask, y = x, 1", "return mask"), 4, name="mask", kind="NameError")],
        [failure(FORWARD.format("y = mask", "self.mask = x"), 3, name="mask", kind="NameError"),
         failure(FORWARD.format("self.mask = None", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("y = self.mask", "return mask"), 4, name="mask", kind="NameError"),
         failure(FORWARD.format("self.other = x", "return mask"), 4, name="mask", kind="NameError")],
    ),
    (
        Failure.is_set_too_late,
        [failure(FORWARD.format("y = self.mask", "self.mask = x"), 3, of_gate("mask"))],
        [failure(FORWARD.format("self.mask = x", "y = self.mask"), 4, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "return y"), 3, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "self.mask = x") + "    def g(self):\n        self.mask = 1", 3, of_gate("mask")),
         failure(FORWARD.format("y = self.mask", "self.mask = x"), 3, of_gate("mask"), cell=0)],
    ),
    (
        Failure.reads_globals,
        [failure(FORWARD.format("a = x @ y", "return a"), 3, kind="ValueError")],
        [failure(FORWARD.format("a = x @ W", "return y"), 3, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "y = a"), 3, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "return a"), 4, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "return a"), 3, kind="ValueError", cell=0),
         failure(FORWARD.format("a = Base(x)", "return a"), 3, kind="ValueError"),
         failure("a = y @ y", 1, kind="ValueError")],
    ),
    (
        Failure.lacks_its_object,
        [failure(FORWARD.format("return helpme(x)", "") + "    def helpme(self): pass", 3, name="helpme", kind="NameError")],
        [failure(FORWARD.format("return other(x)", "") + "    def helpme(self): pass", 3, name="other", kind="NameError"),
         failure("def helpme(x): pass", 1, name="helpme", kind="NameError")],
    ),
    (
        Failure.bound_later,
        [failure("a = b\nb = 1", 1, name="b", kind="NameError"), failure("", kind="UnboundLocalError"),
         failure("", message="cannot access local variable 'b'", kind="NameError")],
        [failure("b = 1\na = c", 2, name="b", kind="NameError"), failure("a = b\nc = 1", 1, name="b", kind="NameError"),
         failure("a = b\ndef f():\n    b = 1", 1, name="b", kind="NameError")],
    ),
    (
        Failure.is_of_the_constructor,
        [failure("", message="Gate.__init__() takes 1", kind="TypeError"), failure("", message="Gate() takes no arguments", kind="TypeError")],
        [failure("", message="Gate.forward() takes 1", kind="TypeError"), failure("", message="Other() takes no arguments", kind="TypeError")],
    ),
    (
        Failure.is_no_parameter,
        [failure(INIT.format("self.w = w"), 3, name="w", kind="NameError"), failure(INIT.format("self.W = other"), 3, name="other", kind="NameError")],
        [failure(INIT.format("wide = 1; self.W = wid"), 3, name="wid", kind="NameError"),
         failure(INIT.format("self.W = Bse"), 3, name="Bse", kind="NameError"),
         failure(INIT.format("self.W = helpr"), 3, name="helpr", kind="NameError"),
         failure(INIT.format("slf.W = W"), 3, name="slf", kind="NameError"),
         failure(FORWARD.format("return w", ""), 3, name="w", kind="NameError")],
    ),
    (
        Failure.is_a_method,
        [failure("", message=of_gate("backward")), failure("", message=of_gate("__call__")),
         failure("class Gate:\n    def update(self): pass", message=of_gate("updat"))],
        [failure("", message=of_gate("dW")), failure("class Gate:\n    def update(self): pass", message=of_gate("dW"))],
    ),
    (
        Failure.begins_like_a_method,
        [failure("class Gate:\n    def backprop(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bckward(self): pass", message=of_gate("backward"))],
        [failure("class Gate:\n    def forward(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bac(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def backprop(self):\n        def backward(): pass", message=of_gate("backward"))],
    ),
    (
        Failure.near_a_place,
        [failure("", message=of_gate("msk")), failure("class Gate:\n    def f(self):\n        self.kept = 1", message=of_gate("kep"))],
        [failure("", message=of_gate("mask")), failure("", message=of_gate("other")),
         failure("class Gate:\n    def f(self):\n        self.kept = self.kepp = 1", message=of_gate("kept"))],
    ),
    (
        Failure.is_builtin,
        [failure("class Gate:\n    def f(self):\n        self.input = 1\n        return input.data")],
        [failure("class Gate:\n    def f(self):\n        self.input = 1\n        return max(1)"), failure("input.data")],
    ),
    (
        Failure.has_this_key,
        [failure("d = {'dW_': 1}", message="'dW'", kind="KeyError"), failure("d = {'DW': 1}", message="'dW'", kind="KeyError")],
        [failure("d = {'dx': 1}", message="'dW'", kind="KeyError"), failure("dW_ = 1", message="'dW'", kind="KeyError"),
         failure("d = {'dWxy': 1}", message="'dW'", kind="KeyError")],
    ),
    (
        Failure.stays_none,
        [failure("class Gate:\n    x = None\n    def forward(self): pass"),
         failure("class Gate:\n    def __init__(self):\n        self.x = None\n    def forward(self): pass")],
        [failure("class Gate:\n    x = 1\n    def forward(self): y = None"), failure("class Gate:\n    x = None\n    def f(self): pass"),
         failure("class Gate:\n    x = None\n    def forward(self): pass", cell=-1)],
    ),
    (
        Failure.was_never_set,
        [failure("class Gate: pass", message=of_gate("x"))],
        [failure("class Gate: pass", message=of_gate("shape")), failure("class Gate: pass", message="'list' object has no attribute 'x'"),
         failure("class Gate:\n    def x(self): del self.y", message=of_gate("x")),
         failure("class Gate:\n    def f(self): del self.x", message=of_gate("x")),
         failure("class Gate:\n    def x(self): pass", message=of_gate("x")),
         failure("class Gate(Parent): pass", message=of_gate("x"))],
    ),
    (
        Failure.has_empty_constructor,
        [failure("class Gate:\n    def __init__(self): pass")],
        [failure("class Gate:\n    def __init__(self):\n        self.x = 1\n        pass"), failure("class Gate:\n    def f(self): pass")],
    ),
    (
        Failure.converts,
        [failure("y = float(x)", message="only length-1 arrays can be converted to Python scalars", kind="TypeError"),
         failure("y = int(x)", message="only length-1 arrays", kind="TypeError")],
        [failure("y = abs(x)", message="only length-1 arrays", kind="TypeError"), failure("y = float(x)", message="other", kind="TypeError")],
    ),
    (
        Failure.multiplies,
        [failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError")],
        [failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError", cell=-1)],
    ),
    (
        Failure.at_home,
        [failure("class Gate:\n    x = 1", 2), failure("x = 1", 1), failure("class Other:\n    x = 1\nclass Gate: pass", 2, cell=-1),
         failure("class Other:\n    x = 1", 2), failure("class Other:\n    x = 1\nclass Gate(Other): pass", 2)],
        [failure("class Other:\n    x = 1\nclass Gate: pass", 2)],
    ),
]  # fmt: skip


def asked(chosen: bool) -> list[tuple[Callable[[Failure], object], Failure]]:
    return [(method, one) for method, has, nearly in CASES for one in (has if chosen else nearly)]


@pytest.mark.parametrize(("method", "one"), asked(True))
def test_it_is_so(method: Callable[[Failure], object], one: Failure) -> None:
    assert method(one) is True


@pytest.mark.parametrize(("method", "one"), asked(False))
def test_it_is_nearly_so(method: Callable[[Failure], object], one: Failure) -> None:
    assert method(one) is False


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
    for same in (failure("x = 1", cell=1), failure("x = 1", cell=-1), failure("x = 1", cell=7)):
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
