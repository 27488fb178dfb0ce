"""The text of an answer."""

from __future__ import annotations

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits.returning import prints

CELLS = (
    "import numpy as np\nh = 1e-4",
    "class Gate:\n    kept = None\n    def forward(self, x):\n        self.x = x\n        return x\n",
    "def (",
)


def test_a_text_is_all_of_its_cells_that_parse() -> None:
    text = Text(CELLS)
    assert [method.name for method in text.methods] == ["forward"]
    assert text.stored == {"kept", "x"}
    assert text.attributes == {"x"}
    assert text.bound == {"np", "h", "Gate", "kept", "forward", "self", "x"}
    assert text.blocks == {"Gate", "forward"}
    assert {name.id for name in text.top()} == {"h"}
    assert text.method("forward") is text.methods[0]
    assert text.method("backward") is None


def test_without_a_model_nothing_is_expected() -> None:
    assert Text(CELLS).expected == frozenset()
    assert Text((), model=Text(CELLS)).expected == {"x"}
    assert Text(()).bound == frozenset()


def test_what_is_printed_of_an_exception_is_no_answer() -> None:
    """As the first cell of a released notebook does where the package is missing."""
    setup = "try:\n    import numpy\nexcept ModuleNotFoundError:\n    print('install it')"
    assert not prints(Text((setup,)))
    assert prints(Text((setup, "print(1)")))


FAMILY = (
    """
from layers import Dropout
class Base:
    def __init__(self):
        self.inputs = self.grads = None
class Middle(Base):
    kept = 1
""",
    """
class Gate(Middle, layers.Other):
    size: int = 3
    def f(self, x):
        self.a, self.b = x, None
        self.c = None
        self.d, self.e = pair = x
        self.f += 1
        return x

def g(): pass
""",
)


def test_what_a_class_has_of_its_parents() -> None:
    text = Text(FAMILY[1:], "Gate", notebook=FAMILY, standing=frozenset({"data"}))
    assert text.family == {"Gate", "Middle", "Base"}
    assert text.inherited("Gate") == {"inputs", "grads"}
    assert text.inherited("Base") == frozenset()
    assert Text((), "Other", notebook=FAMILY).family == frozenset()
    assert {"data", "Gate", "Base", "g"} <= text.namespace
    assert text.functions_standing >= {"Gate", "Base", "Middle", "g"}
    assert text.imported == {"Dropout"}


def test_a_family_is_the_one_that_stood_when_the_answer_ran() -> None:
    """What a later cell makes of a class is no part of it, and one that is made of itself is its own parent."""
    notebook = "class Base: pass\nclass Gate(Base): pass", "class Gate: pass"
    assert Text((), "Gate", notebook=notebook, at=0).family == {"Gate", "Base"}
    assert Text((), "Gate", notebook=notebook, at=1).family == {"Gate"}
    assert Text((), "Gate", notebook=("class Gate(Gate): pass",)).family == {"Gate"}


def test_what_is_filled_is_set_to_something() -> None:
    text = Text(FAMILY[1:], "Gate")
    assert text.stored == {"size", "a", "b", "c", "d", "e", "f"}
    assert text.filled == {"size", "a", "d", "e", "f"}
    assert Text(("class Gate:\n    x = None\n    y = 1",)).filled == {"y"}


def test_the_own_part_of_a_text_is_the_target_where_it_is_there() -> None:
    (source, node), *others = Text(FAMILY, "Gate").own
    assert (source, getattr(node, "name", ""), others) == (FAMILY[1], "Gate", [])
    assert [one for one, _ in Text(FAMILY, "Missing").own] == list(FAMILY)
    assert [getattr(node, "name", "") for _, node in Text(FAMILY, "g").own] == ["g"]


def test_words_that_are_mentioned() -> None:
    text = Text(("y = np.mean(x)\nz = len(y)",))
    assert text.mentions("mean")
    assert text.mentions("len", "other")
    assert not text.mentions("np.mean", "other")


def test_what_is_kept_by_another_name() -> None:
    copies = "self.b = np.array(b)\nself.c_ = np.asarray(c)\nself.d_ = np.copy(d)\nself.e_ = e.copy()\nself.f_, g = f, 1"
    others = "self.h_ = h.take()\nself.i_ = i.argmax()\nself.j_ = np.exp(j)\nself.k_ = np.array(k, float)\nl_ = l\nself.m_ = 2 * m\nself.n_ = o.n\nself.o_ = np.array()"
    assert Text((f"{copies}\nself.a_ = a\n{others}",)).kept == {*"abcdef"}
    given = "class Gate:\n    def __init__(self, W):\n        self.W = w\n        self.b = w2"
    assert Text((given,)).kept == {"w2"}
    assert Text(("self.x = x",)).kept == {"x"}
    assert Text(("self.x, self.y = x, y, 1",)).kept == set()  # which raises, when it runs
