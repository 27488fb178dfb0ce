"""How things are called, each habit beside a text that nearly has it."""

from __future__ import annotations

from functools import partial

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import naming
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked, method

CASES: Cases = [
    (
        naming.uses_globals,
        [f"y = 3\n{method('return x * y')}", method("x = 3", "return x"),
         f"y = 3\n{method('z = y', 'return z')}", method("x = 2 * y", "return x")],
        [method("self = 2", "return x"), method("return x * y"), f"y = 3\n{method('y = 2', 'return x * y')}", f"h = 1e-4\n{method('return x + h')}",
         f"dx = 3\n{method('return dx')}", f"x = 3\n{method('return x')}", method("x = x + 1", "return x"),
         method("x = self.x", "return x"), f"y = 3\n{method('y = 2', 'return x')}", method("z = 3", "return z"),
         method("x, z = 1, 2", "return x")],
    ),
    (
        partial(naming.uses_globals, names=("y", "x")),
        [f"y = 3\n{method('return y')}", method("x = 3", "return x")],
        [f"z = 3\n{method('return z')}", method("z = 3", "return z", head="forward(self, z)")],
    ),
    (naming.comma_for_dot, [method("self,y = x, 2")], [method("self.y = x"), method("a, b = self, 2")]),
    (
        naming.misspelt_method,
        [method("return x", head="foward(self, x)")],
        [method("return x"), method("return x", head="other(self, x)"), method("pass", head="__int__(self)"),
         "class Gate:\n    def forward(self): pass\n    def foward(self): pass\n    def backward(self): pass",
         "class Other:\n    def foward(self): pass"],
    ),
    (
        naming.misspelt_init,
        [method("pass", head="_init_(self)"), method("pass", head="__int__(self)"), method("pass", head="init(self)")],
        [method("pass", head="__init__(self)"), method("pass"),
         "class A:\n    def __init__(self): pass\n    def init(self): pass"],
    ),
    (
        naming.misses_self,
        [method("return x", head="forward(x)") + "\n    def backward(self): pass", method("return 1", head="forward()"),
         "class A:\n    @wraps\n    def f(x): pass\n    def g(self): pass",
         method("return d", head="forward(d)"), method("return q", head="forward(q)") + "\n    def backward(self): pass"],
        [method("return x"), method("return x", head="forward(slf, x)") + "\n    def backward(self): pass", method("return x", head="forward(*x)"),
         method("return x", head="forward(selph, x)") + "\n    def backward(self): pass",
         "class A:\n    @staticmethod\n    def f(x): pass\n    def g(self): pass", method("return z", head="forward(z)")],
    ),
    (
        naming.misspelt_names,
        ["width = 1\ny = widht", "y = nunpy"],
        ["width = 1\ny = width", "y = unknown", "Variable = 1\ny = variable"],
    ),
    (
        naming.names_a_method,
        [f"y = x.{name}" for name in sorted(naming.UNCALLED)] + ["y = x.sum + 1", "y = x.sum() + x.copy"],
        ["y = x.copy()", "y = f(x.copy())", "x.copy = 1\ny = x.copy", "y = x.other", "x.copy = 3"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "source"), asked(CASES, True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(CASES, False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False


def test_without_a_model_no_method_is_misspelt() -> None:
    assert not naming.misspelt_method(Text((method("self.y = x", head="foward(self, x)"),)))


def test_of_a_function_that_is_asked_for_alone() -> None:
    source = "y = 3\ndef f(x): return y\ndef g(x): return x"
    assert naming.uses_globals(Text((source,), target="f"))
    assert not naming.uses_globals(Text((source,), target="g"))


def test_a_name_from_elsewhere_is_not_misspelt() -> None:
    assert naming.misspelt_names(Text(("width = 1\ny = widht",)))
    for other in ("from layers import widht", "from layers import widht as w", "widht = 2"):
        assert not naming.misspelt_names(Text(("width = 1\ny = widht",), notebook=(other,)))


def test_names_that_stand_for_something_everywhere() -> None:
    for source in ("y = nnp.exp(1)", "y = numpyy.exp(1)", "y = slef.x", "y = pritn(1)"):
        assert naming.misspelt_names(Text((source,)))
    for name in ("exitt", "quitt", "copyrigt", "creditss", "licence"):
        assert not naming.misspelt_names(Text((f"y = {name}",)))
    assert not naming.misspelt_names(Text(("npy = np.exp(1)\nnumpi = numpy\nself_ = self",)))


def test_a_method_that_is_left_out_is_no_other_of_the_references() -> None:
    model = Text(("class Gate:\n    def step(self): pass\n    def steps(self): pass",))
    assert not naming.misspelt_method(Text(("class Gate:\n    def step(self): pass",), model=model))


@pytest.mark.parametrize("name", ["f", "__init__"])
def test_parameters_in_another_order(name: str) -> None:
    made = name == "__init__"
    model = Text((f"def {name}(a, b): pass",))
    other = Text((f"def {name}(b, a): pass",), model=model)
    assert naming.takes_in_another_order(other, made)
    assert not naming.takes_in_another_order(other, not made)
    for source in (f"def {name}(a, b): pass", f"def {name}(c, a): pass", "def g(b, a): pass"):
        assert not naming.takes_in_another_order(Text((source,), model=model), made)


def test_of_a_function_that_is_asked_for_no_method_beside_it_counts() -> None:
    source = "k = 3\ndef f(x):\n    return {}\nclass A:\n    def g(self, x):\n        return k * x"
    found = [naming.uses_globals(Text((source.format(one),), "f")) for one in ("x", "k * x")]
    assert found == [False, True]
