"""What is borrowed from files that were not handed in: the books' helpers, classes, and what those stand on."""

from __future__ import annotations

import pytest

from autograder.fitting.borrowed import definitions_of, helpers_for, imports_from_elsewhere, library
from autograder.fitting.helpers import HELPERS, LEAVES
from autograder.model.cell import Cell


def cells(*sources: str) -> list[Cell]:
    return [Cell(source, at) for at, source in enumerate(sources)]


@pytest.mark.parametrize(
    ("source", "helpers"),
    [
        ("y = softmax(x)", ("softmax",)),  # supplied wherever it is used
        ("y = sigmoid(x)", ()),
        ("from common.functions import *\ny = sigmoid_grad(x)", ()),  # a gradient is never supplied so
        ("from common.gradient import numerical_gradient\ny = numerical_gradient(f, x)", ()),
        ("from common.functions import sigmoid\ny = sigmoid(x)", ("sigmoid",)),
        ("from common.functions import *\ny = sigmoid(x)", ("sigmoid",)),
        ("from common.functions import sigmoid", ()),  # imported, never used
        ("def softmax(x): return x\ny = softmax(x)", ()),
        ("softmax = lambda x: x\ny = softmax(x)", ()),
        ("class softmax: pass\ny = softmax(x)", ()),
        ("import common.functions as F\ny = F.softmax(F.sigmoid(x))", ("F.sigmoid", "F.softmax")),
        ("import functions\ny = functions.softmax(x)", ("functions.softmax",)),
        ("y = F.softmax(x)", ()),  # no module of that name
        ("import functions as F\nF = 3\ny = F.softmax(x)", ()),
        ("def f(:", ()),
    ],
)
def test_helpers(source: str, helpers: tuple[str, ...]) -> None:
    assert helpers_for(cells(source)) == helpers


def test_helpers_over_several_cells() -> None:
    assert helpers_for(cells("from f import *", "y = sigmoid(x)", "def softmax(x): return x")) == ("sigmoid",)
    assert helpers_for(cells("y = softmax(x)", "def softmax(x): return x")) == ()
    assert helpers_for([]) == ()


def test_leaves_of_networks() -> None:
    used = (
        "import functions as F\nfrom functions import *\ny = F.sigmoid_grad(x) + sigmoid_grad(x) + sigmoid(x)"
    )
    assert helpers_for(cells(used), LEAVES) == ("F.sigmoid_grad", "sigmoid_grad")
    assert helpers_for(cells("y = sigmoid_grad(x)"), LEAVES) == ()


def test_library() -> None:
    """Each helper, and what it uses, as source that runs by itself."""
    for name in HELPERS | LEAVES:
        names: dict[str, object] = {}
        exec(library([name]), names)
        assert callable(names[name])
    assert "def sigmoid(" in library(["F.sigmoid_grad"])
    assert "softmax" not in library(["sigmoid_grad"])
    assert library([]) == ""


def test_imports() -> None:
    assert imports_from_elsewhere(cells("x = 1", "from layers import Relu as R"), "Relu")
    assert imports_from_elsewhere(cells("from layers import *"), "Relu")
    assert not imports_from_elsewhere(cells("import Relu", "from layers import Affine"), "Relu")


class TestDefinitions:
    CELLS = cells("def helper(): pass", "class A:\n    x = helper()\n\nclass B(A): pass", "class C: pass")

    def test_with_what_they_use(self) -> None:
        source = definitions_of({"B"}, self.CELLS)
        assert source.split("\n\n\n") == [
            "def helper():\n    pass",
            "class A:\n    x = helper()",
            "class B(A):\n    pass",
        ]

    def test_without_what_the_student_has(self) -> None:
        assert definitions_of({"B"}, self.CELLS, without={"A"}) == "class B(A):\n    pass"
        assert definitions_of({"A"}, self.CELLS, without={"A"}) == ""

    def test_the_last_of_a_name(self) -> None:
        assert definitions_of({"A"}, cells("class A: x = 1", "class A: x = 2")) == "class A:\n    x = 2"

    def test_of_nothing(self) -> None:
        assert definitions_of((), self.CELLS) == definitions_of({"D"}, self.CELLS) == ""
