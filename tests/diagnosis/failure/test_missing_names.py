"""A name that stands for nothing: each question beside a text that nearly answers yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.diagnosis.failure import Failure, missing_names
from autograder.model.question import Question, RubricItem
from tests.diagnosis.failure.raising import FORWARD, INIT, Asked, Cases, asked, failure, of_gate


def alone(one: Failure) -> Failure:
    """The same exception, in a question without a reference."""
    return replace(one, text=replace(one.text, model=None))


CASES: Cases = [
    (
        missing_names.nearly_self,
        [failure("class Gate:\n    def f(slef): pass"), failure("class Gate:\n    def f(sel, x): pass")],
        [failure("class Gate:\n    def f(self): pass"), failure("class Gate:\n    def f(x): pass"),
         failure("class Gate:\n    def f(): pass"), failure("def f(slef): pass")],
    ),
    (
        missing_names.near_the_target,
        [failure("class Gat: pass", name="Gate", kind="NameError")],
        [failure("class Other: pass", name="Gate", kind="NameError"), failure("class Gat: pass", name="Gato", kind="NameError")],
    ),
    (
        missing_names.near_a_name,
        [failure("width = 1", name="widht", kind="NameError"), failure("x.width", name="widht", kind="NameError"),
         failure("", name="helpr", kind="NameError"), failure("", name="pritn", kind="NameError")],
        [failure("width = 1", name="quux", kind="NameError"), failure("class Variable: pass", name="variable", kind="NameError")],
    ),
    (
        missing_names.near_a_name,
        [failure("a, b = 1, 2\ndadb = 3", name="dadc", kind="NameError"), failure("Xy = 1\nx = y = 2", name="xy", kind="NameError")],
        [failure("a, b, dadx = 1, 2, 3", name="dadb", kind="NameError"), failure("x, yy, xyx = 1, 2, 3", name="xyy", kind="NameError"),
         failure("out, doutt = 1, 2", name="dout", kind="NameError"), failure("qq, xx, dqqdxxx = 1, 2, 3", name="dqqdxx", kind="NameError")],
    ),
    (
        missing_names.is_a_parameter,
        [failure(FORWARD.format("", "return W"), name="W", kind="NameError")],
        [failure("def f(W): pass", name="W", kind="NameError"), failure(FORWARD.format("w = 1", ""), name="w", kind="NameError")],
    ),
    (
        missing_names.is_asked_of,
        [failure(FORWARD.format("return q", ""), 3), failure("y = q", 1), failure(FORWARD.format("return q", "").replace("forward", "__init__"), 3)],
        [failure(FORWARD.format("return q", "").replace("forward", "helpme"), 3)],
    ),
    (
        missing_names.is_in_a_method,
        [failure(FORWARD.format("return q", ""), 2), failure(FORWARD.format("y = 1", "return q"), 4)],
        [failure(FORWARD.format("return q", ""), 1), failure(FORWARD.format("y = 1", "return q") + "z = 1", 5), failure("def f():\n    return q", 2)],
    ),
    (
        missing_names.is_unknown_to_its_method,
        [failure(FORWARD.format("a = dout * x", "return a"), 3, name="dout", kind="NameError")],
        [failure(FORWARD.format("a = dout * x", "return W"), 3, name="dout", kind="NameError"),
         failure(FORWARD.format("a = w2 * x", "return a"), 3, name="w", kind="NameError"),
         failure(FORWARD.format("width = widht * x", "return x"), 3, name="widht", kind="NameError"),
         failure(f"{FORWARD.format('return x', '')}\ny = dout", 7, name="dout", kind="NameError")],
    ),
    (
        missing_names.lacks_its_object,
        [failure(FORWARD.format("return helpme(x)", "") + "    def helpme(self): pass", 3, name="helpme", kind="NameError")],
        [failure(FORWARD.format("return other(x)", "") + "    def helpme(self): pass", 3, name="other", kind="NameError"),
         failure("def helpme(x): pass", 1, name="helpme", kind="NameError")],
    ),
    (
        missing_names.bound_later,
        [failure("a = b\nb = 1", 1, name="b", kind="NameError"), failure("", kind="UnboundLocalError"),
         failure("", message="cannot access local variable 'b'", kind="NameError")],
        [failure("b = 1\na = c", 2, name="b", kind="NameError"), failure("a = b\nc = 1", 1, name="b", kind="NameError"),
         failure("a = b\ndef f():\n    b = 1", 1, name="b", kind="NameError"), failure("b = b + 1", 1, name="b", kind="NameError")],
    ),
    (
        missing_names.is_no_parameter,
        [failure(INIT.format("self.w = w"), 3, name="w", kind="NameError"), failure(INIT.format("self.W = other"), 3, name="other", kind="NameError")],
        [failure(INIT.format("wide = 1; self.W = wid"), 3, name="wid", kind="NameError"),
         failure(INIT.format("self.W = Bse"), 3, name="Bse", kind="NameError"),
         failure(INIT.format("self.W = helpr"), 3, name="helpr", kind="NameError"),
         failure(INIT.format("slf.W = W"), 3, name="slf", kind="NameError"),
         failure(FORWARD.format("return w", ""), 3, name="w", kind="NameError")],
    ),
    (
        missing_names.begins_like_a_method,
        [failure("class Gate:\n    def backprop(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bckward(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bckward(self): pass\nclass Other:\n    def backward(self): pass", message=of_gate("backward"))],
        [failure("class Gate:\n    def forward(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bac(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def backprop(self):\n        def backward(): pass", message=of_gate("backward"))],
    ),
    (
        missing_names.has_this_key,
        [failure("d = {'dW_': 1}", message="'dW'", kind="KeyError"), failure("d = {'DW': 1}", message="'dW'", kind="KeyError"),
         failure("d = {'dW': 1}", message="'dW_'", kind="KeyError"), failure("d = {'dWx': 1}", message="'dW'", kind="KeyError"),
         failure("d = dict(dWx=1)", message="'dW'", kind="KeyError"), failure("d = {'gamm': 1}", message="'gamma'", kind="KeyError")],
        [failure("d = {'dx': 1}", message="'dW'", kind="KeyError"), failure("dW_ = 1", message="'dW'", kind="KeyError"),
         failure("d = {'dWxy': 1}", message="'dW'", kind="KeyError")],
    ),
    (
        missing_names.near_a_name,
        [failure("", name="Bsae", kind="NameError"), failure("x = 1", name="xx", kind="NameError"), failure("a, b, qadbb = 1, 2, 3", name="qadb", kind="NameError"),
         failure("b, dqdbb = 1, 2", name="dqdb", kind="NameError"), failure("a, b, daqbb = 1, 2, 3", name="daqb", kind="NameError")],
        [],
    ),
    (missing_names.is_asked_of, [alone(failure(FORWARD.format("return q", "").replace("forward", "helpme"), 3))], []),
    (
        missing_names.lacks_its_object,
        [],
        [failure("def helpme(): pass\n" + FORWARD.format("return helpme(x)", "") + "    def helpme(self): pass", 4, name="helpme", kind="NameError")],
    ),
    (
        missing_names.begins_like_a_method,
        [failure("class Gate:\n    def backprop(self):\n        def helpme(): pass", message=of_gate("backward"))],
        [failure("class Gate:\n    def f(self): pass\nclass Other:\n    def backward(self): pass", message=of_gate("backward"))],
    ),
    (missing_names.has_this_key, [], [failure("f(**d)", message="'dW'", kind="KeyError")]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False


@pytest.mark.parametrize(
    ("imports", "name", "misspelt"),
    [
        ("from common.functions import softmx", "softmx", True),
        ("from common.functions import softmax", "softmax", False),
        ("from common.functions import other", "other", False),
        ("from common.layers import softmx", "softmx", False),
        ("from . import softmx", "softmx", False),
        ("from common.functions import softmx", "softmxx", False),
    ],
)
def test_a_helper_of_the_books_is_misspelt_where_their_file_is_meant(
    imports: str, name: str, misspelt: bool
) -> None:
    one = failure("", name=name, kind="NameError")
    assert (
        missing_names.is_misspelt_helper(replace(one, text=replace(one.text, notebook=(imports,))))
        is misspelt
    )


def test_of_variables_the_very_name_is_asked_for() -> None:
    one = failure("a = 1", name="dfdx", kind="NameError")
    given = Question("q", (RubricItem("value", 1, ("dfdx",)),), given={"x": 1})
    assert missing_names.is_asked_for(replace(one, question=given))
    both = replace(given, rubric=(RubricItem("value", 1, ("dfdx", "dfdy")),))
    beside = replace(one.text, sources=("dfdy = 1",))
    assert missing_names.is_asked_for(replace(one, question=both, text=beside))
    assert not missing_names.is_asked_for(replace(one, question=replace(given, given={})))
    assert not missing_names.is_asked_for(
        replace(one, question=given, text=replace(one.text, sources=("dfdxx = 1",)))
    )
    assert not missing_names.is_asked_for(replace(failure("", name="dfdy", kind="NameError"), question=given))


def test_the_constructor_that_raised() -> None:
    source = INIT.format("pass") + "class Other:\n    def __init__(self): pass\n    def f(self): pass\n"
    lines = [
        found.lineno if (found := missing_names.constructor(failure(source, line))) else 0
        for line in range(1, 8)
    ]
    assert lines == [0, 2, 2, 2, 0, 6, 0]
