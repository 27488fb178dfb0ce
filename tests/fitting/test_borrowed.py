"""What is borrowed from files that were not handed in: the books' helpers, classes, and what those stand on."""

from __future__ import annotations

import pytest

from autograder.fitting.borrowed import (
    MOST,
    definitions_of,
    elsewhere,
    framework_for,
    helpers_for,
    imported_from_elsewhere,
    library,
    names_used,
    stand_ins_for,
    taken_from_elsewhere,
)
from autograder.fitting.helpers import INERT, LEAVES
from autograder.fitting.lent import HELPERS
from autograder.fitting.lent_framework import ARRAYS, FRAMEWORK
from autograder.model.cell import Cell


def cells(*sources: str) -> list[Cell]:
    return [Cell(source, at) for at, source in enumerate(sources)]


@pytest.mark.parametrize(
    ("source", "helpers"),
    [
        ("y = softmax(x)", ("softmax",)),  # supplied wherever it is used
        ("loss = cross_entropy_error(y, t)", ("cross_entropy_error",)),
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
        ("from scipy.special import expit, softmax\ny = softmax(expit(x))", ()),  # no file of anybody's
        ("import torch.nn.functional as F\ny = F.softmax(x)", ()),
    ],
)
def test_helpers(source: str, helpers: tuple[str, ...]) -> None:
    assert tuple(helpers_for(cells(source))) == helpers


def test_helpers_over_several_cells() -> None:
    several = cells("from f import *", "y = sigmoid(x)", "def softmax(x): return x")
    assert helpers_for(several) == {"sigmoid": "sigmoid"}
    assert helpers_for(cells("y = softmax(x)", "def softmax(x): return x")) == {}
    assert helpers_for([]) == {}


@pytest.mark.parametrize(
    ("source", "helpers"),
    [
        (
            "from ch04.ex03 import cross_entropy\ncross_entropy(y, t)",
            {"cross_entropy": "cross_entropy_in_any_order"},
        ),
        (
            "from my import cross_entropy_error_mini_onehot as ce\nce(y, t)",
            {"ce": "cross_entropy_in_any_order"},
        ),
        (
            "from my import cross_entropy_error\ncross_entropy_error(y, t)",
            {"cross_entropy_error": "cross_entropy_in_any_order"},
        ),
        ("from common.functions import cross_entropy_error as e\ne(y, t)", {"e": "cross_entropy_error"}),
        ("from . import activations\nactivations.softmax(x)", {"activations.softmax": "softmax"}),
        ("import dezero.cuda\ndezero.cuda.softmax(x)", {"dezero.cuda.softmax": "softmax"}),
        ("from my import softmax_with_loss, softmax_grad\nsoftmax_with_loss(x) + softmax_grad(x)", {}),
        ("from my import soft_max\nsoft_max(x)", {"soft_max": "softmax"}),  # another spelling, no mistake
        ("from my import Softmax\nSoftmax(x)", {}),
        ("from random import sigmoid\nsigmoid(x)", {}),  # a package that is there, and has none
        ("cross_entropy(y, t)", {}),
        ("cross_entropy_error(y, t)", {"cross_entropy_error": "cross_entropy_error"}),
        ("from my import softmaxx, sofmax\nsoftmaxx(x) + sofmax(x)", {}),  # misspelt
    ],
)
def test_under_other_names(source: str, helpers: dict[str, str]) -> None:
    assert helpers_for(cells(source)) == helpers


def test_what_comes_from_which_file() -> None:
    there = elsewhere(
        cells(
            "from . import layers as l\nfrom .random import Relu\nfrom random import choice\nimport os.path, my.gates, his.own as o",
            "from a.b import *\nfrom collections.abc import Sized",
        )
    )
    assert there.named == {"l": ("layers", ""), "Relu": ("Relu", "random"), "*": ("*", "a.b")}
    assert there.modules == {"my.gates": "my.gates", "o": "his.own"}
    assert there.files == {"", "random", "a.b", "my.gates", "his.own"}
    assert (
        elsewhere(cells("import numpy, matplotlib, IPython, tqdm, google.colab, mpl_toolkits")).files == set()
    )


class TestFramework:
    CORE = ("Variable", "Function", "as_array", "Square", "Exp", "square", "exp")

    def test_all_that_stands_together(self) -> None:
        found = framework_for(
            cells("from core_simple import Function\nclass Square(Function): pass"), {"Square"}
        )
        assert found == {name: name for name in self.CORE if name != "Square"}

    def test_never_what_is_defined_or_asked(self) -> None:
        source = "from steps import *\nclass Function: pass\nMySquare = Square"
        assert not {"Function", "Square"} & framework_for(cells(source), {"Square"}).keys()
        source = "from steps import Function as F\nclass Function(F): pass"
        assert not {"Function", "F"} & framework_for(cells(source), ()).keys()
        assert "F" not in framework_for(cells("from steps import Function as F\nclass F: pass"), ())

    def test_nothing_that_is_not_imported(self) -> None:
        assert framework_for(cells("class Square(Function): pass"), ()) == {}
        assert framework_for(cells("from layers import Relu, Affine"), ()) == {}
        assert framework_for(cells("from typing import *\nclass Square(Function): pass"), ()) == {}

    def test_through_a_module(self) -> None:
        found = framework_for(cells("import dezero\nclass Sin(dezero.Function): pass"), ())
        assert found["dezero.Function"] == found["Function"] == "OfSeveral"
        assert found["Variable"] == "Calculating"  # as the whole library has it

    @pytest.mark.parametrize(
        ("file", "function"),
        [
            ("steps.step09", "OfOne"),
            ("step_10", "OfOne"),
            ("step11", "OfSeveral"),
            ("Step11", "OfSeveral"),
            ("core_simple", "Function"),
            (".base", "Function"),
            ("dezero", "OfSeveral"),
            ("dezero.core_simple", "OfSeveral"),
            ("my.dezero", "Function"),
        ],
    )
    def test_of_the_step_that_its_file_names(self, file: str, function: str) -> None:
        assert (
            framework_for(cells(f"from {file} import Function\nclass Sin(Function): pass"), ())["Function"]
            == function
        )

    @pytest.mark.parametrize(
        ("file", "variable"),
        [
            ("dezero", "Calculating"),
            ("dezero.utils", "Calculating"),
            ("my.core", "Calculating"),
            ("core", "Calculating"),
            ("core_simple", "Variable"),
            ("core.my", "Variable"),
            ("step11", "Variable"),
        ],
    )
    def test_a_variable_of_the_whole_library_calculates(self, file: str, variable: str) -> None:
        assert (
            framework_for(cells(f"from {file} import Variable\nx = Variable(1)"), ())["Variable"] == variable
        )


class TestStandIns:
    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("from .Base import BaseLayer\nclass A(BaseLayer): pass", {"BaseLayer": "Base"}),
            ("from layer import *\nclass A(Layer): pass", {"Layer": "Base"}),
            ("import torch.nn as nn\nclass A(nn.Module): pass", {"nn.Module": "Base"}),
            ("from base import Layer\nclass A(Layer[int]): pass", {"Layer": "Base"}),
            ("from numba import jit\n@jit(nopython=True)\ndef f(x): pass", {"jit": "decorator"}),
            ("from my import Tensor\nisinstance(x, (Tensor, int))", {"Tensor": "Base"}),
            ("from my import Tensor\nissubclass(x, Tensor)", {"Tensor": "Base"}),
            ("import cupy as cp", {"cp": "numpy"}),
            ("import jax.numpy as jnp, autograd.numpy as anp", {"jnp": "numpy", "anp": "numpy"}),
            ("class A(Layer): pass", {}),
            ("from my import *\nisinstance(x, np.ndarray)", {}),
            ("from my import *\nclass A(made()): pass", {}),
            ("from abc import ABC\nclass A(ABC): pass", {}),
            ("from my import *\nclass Layer: pass\nclass A(Layr): pass", {}),  # misspelt
            ("from my import Layer\nx = Layer(3)", {}),  # more than leaned on
            ("from my import Layer\nclass Layer: pass\nclass A(Layer): pass", {}),
            ("from step01 import Function\nclass Mul(Function): pass", {}),
        ],
    )
    def test_by_place(self, source: str, found: dict[str, str]) -> None:
        assert stand_ins_for(cells(source), ()) == found


def test_leaves_of_networks() -> None:
    used = (
        "import functions as F\nfrom functions import *\ny = F.sigmoid_grad(x) + sigmoid_grad(x) + sigmoid(x)"
    )
    assert tuple(helpers_for(cells(used), LEAVES)) == ("F.sigmoid_grad", "sigmoid_grad")
    assert helpers_for(cells("y = sigmoid_grad(x)"), LEAVES) == {}


def test_library() -> None:
    """Each helper, and what it uses, as source that runs by itself."""
    for name in (
        HELPERS | LEAVES | FRAMEWORK | ARRAYS | INERT - {"numpy"} | {"Calculating", "OfOne", "OfSeveral"}
    ):
        names: dict[str, object] = {}
        exec(library({name}), names)
        assert callable(names[name])
    assert "def sigmoid(" in library({"sigmoid_grad"})
    assert "softmax" not in library(["sigmoid_grad"])
    assert library([]) == ""


def test_imports() -> None:
    assert imported_from_elsewhere(cells("x = 1", "from layers import Relu as R")) == {"Relu"}
    assert imported_from_elsewhere(cells("from layers import *", "import numpy")) == {"*"}
    assert imported_from_elsewhere(cells("import Relu", "from layers import Affine")) == {"Affine"}
    assert imported_from_elsewhere(cells("import layers.more as L", "x = L.Relu()\ny = np.exp(x)")) == {
        "Relu"
    }


@pytest.mark.parametrize("step", ["step1", "step09", "step" + "9" * 5_000, "step_١"])
def test_steps_in_the_names_of_files_are_numbers_that_can_be_read(step: str) -> None:
    assert "Variable" in framework_for(cells(f"from {step} import Variable"), ())


def test_a_number_too_long_for_a_step_is_none() -> None:
    assert framework_for(cells("from step99999 import Function"), ())["Function"] == "Function"
    assert framework_for(cells("from step11 import Function"), ())["Function"] == "OfSeveral"


def test_names_through_modules_are_as_long_as_paths_are() -> None:
    path = ".".join(f"m{n}" for n in range(40))
    assert helpers_for(cells(f"import m0\nx = {path}.softmax(1)\ny = m0.m1.softmax(2)")) == {
        "m0.m1.softmax": "softmax"
    }


def test_no_more_stand_in_than_anybody_uses() -> None:
    names = [f"sigmoid{n}" for n in range(500)]
    source = f"from mine import {', '.join(names)}\nx = ({', '.join(names)})"
    assert len(helpers_for(cells(source))) == MOST
    bases = "\n".join(f"class C{n}(Mine{n}Base): pass" for n in range(500))
    assert len(stand_ins_for(cells(f"from mine import *\n{bases}"), ())) == MOST


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

    def test_of_what_uses_itself(self) -> None:
        assert definitions_of({"f"}, cells("def f(x): return f(x)")) == "def f(x):\n    return f(x)"

    def test_of_nothing(self) -> None:
        assert definitions_of((), self.CELLS) == definitions_of({"D"}, self.CELLS) == ""


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from layers import ReLU as R, Affine, Sigmoid", {"R", "Affine"}),
        ("import layers\nlayers.ReLU(layers.Sigmoid)", {"layers.ReLU"}),
        ("import common.layers as L\nL.Affine", {"L.Affine"}),
        ("class ReLU: pass\nAffine()", set()),
    ],
)
def test_what_is_taken_from_elsewhere_is_known_by_its_name_there(source: str, names: set[str]) -> None:
    assert taken_from_elsewhere(cells(source), {"ReLU", "Affine"}.__contains__) == names


def test_names_that_stand_in_texts() -> None:
    wanted = ["F.softmax", "relu", "tanh", "softmax", "a.b"]
    assert names_used(wanted, ["y = F.softmax(x)", "z = relu.x + a.b.c"]) == ["F.softmax", "relu", "a.b"]
    assert names_used(wanted, ["y = G.F.softmax(x) + x.relu + retanh + tanh2"]) == []
    assert names_used(["m." * 7 + "x", "m." * 8 + "x"], ["m." * 12 + "x", "m." * 7 + "x"]) == ["m." * 7 + "x"]
    assert names_used([], ["relu"]) == []
