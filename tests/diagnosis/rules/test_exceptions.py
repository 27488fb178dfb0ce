"""The sort of an exception, by which the rules are chosen that it is shown to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from autograder.diagnosis.failure import OPERATORS as SIGNS
from autograder.diagnosis.failure import Failure
from autograder.diagnosis.rule import Rule
from autograder.diagnosis.rules import exceptions as module
from autograder.diagnosis.rules.exceptions import SORTS, told
from autograder.model.question import RubricItem
from tests.diagnosis.failure.raising import failure, of_gate

TORN = "class Gate(Base):\n    def f(self): return x @ y"
OF = "'{}' object has no attribute 'q'"


def raised(kind: str, message: str = "", name: str = "", cell: int = 1, line: int = 2) -> Failure:
    return failure(TORN, line, message, kind, name, cell)


@pytest.mark.parametrize(
    ("sort", "one"),
    [
        ("SELF", raised("NameError", name="self")),
        ("SELF", raised("UnboundLocalError", name="self", cell=-1)),
        ("NAME_ASKED", raised("NameError", name="q", cell=-1)),
        ("NAME_ASKED", raised("UnboundLocalError", name="helper", cell=-1)),
        ("IMPORTED", raised("NameError", name="helper")),
        ("NAME", raised("UnboundLocalError", name="helper")),
        ("NAME", raised("NameError", name="q")),
        ("MODULE", raised("AttributeError", "module 'numpy' has no attribute 'q'")),
        ("ORPHAN", failure("class Gate: pass", 1, of_gate("inputs"))),
        ("ORPHAN", failure("class Gate: pass", 1, "Gate() takes no arguments", "TypeError", cell=-1)),
        ("OF_NONE", raised("AttributeError", OF.format("NoneType"))),
        ("BUILTIN", raised("AttributeError", OF.format("builtin_function_or_method"))),
        ("OF_ARRAY", raised("AttributeError", "'numpy.ndarray' object has no attribute 'q'")),
        ("OF_ARRAY", raised("AttributeError", "'numpy.float64' object has no attribute 'q'")),
        ("", raised("AttributeError", OF.format("function"))),
        ("METHOD_ASKED", raised("AttributeError", of_gate("backward"), cell=-1)),
        ("ATTRIBUTE_ASKED", raised("AttributeError", of_gate("q"), cell=-1)),
        ("", raised("AttributeError", of_gate("inputs"))),
        ("ATTRIBUTE", raised("AttributeError", of_gate("q"))),
        ("CALLED", raised("TypeError", "'int' object is not callable")),
        *(("CALLED", raised("TypeError", f"'{owner}' object is not callable")) for owner in ("NoneType", "numpy.ndarray", "function", "builtin_function_or_method", "module")),
        ("ABSTRACT", raised("TypeError", "Can't instantiate abstract class A with abstract method f")),
        ("OPERAND", raised("TypeError", "unsupported operand type(s) for +: 'int' and 'Variable'")),
        ("KEYWORD", raised("TypeError", "f() got an unexpected keyword argument 'q'")),
        ("ARGUMENTS", raised("TypeError", "f() missing 1 required positional argument: 'q'")),
        ("ARGUMENTS", raised("TypeError", "Other() takes no arguments")),
        ("ARGUMENTS", raised("TypeError", "f expected 1, but 2 arguments were given")),
        ("METHOD", raised("TypeError", "unsupported operand for *: 'method' and 'int'")),
        ("METHOD", raised("TypeError", "unsupported operand for *: 'builtin_function_or_method' and 'int'")),
        ("WITH_NONE", raised("TypeError", "unsupported operand for *: 'NoneType' and 'int'")),
        ("ARRAY", raised("TypeError", "only length-1 arrays can be converted to Python scalars")),
        ("KEY", raised("KeyError", "'q'", cell=-1)),
        ("OWN_KEY", raised("KeyError", "'q'")),
        ("UNWRITTEN", raised("NotImplementedError")),
        ("TRUTH", raised("ValueError", "The truth value of an array with more than one element is ambiguous")),
        ("CAST", raised("UFuncTypeError", "Cannot cast ufunc 'add' output")),
        ("INDEX", raised("IndexError")),
        ("ENDLESS", raised("RecursionError")),
        ("SHAPES", raised("ValueError", "matmul: Input operand 1 has a mismatch")),
        ("SHAPES", raised("ValueError", "shapes (2,) and (3,) not aligned")),
        ("SHAPES", raised("ValueError", "operands could not be broadcast together")),
        ("SHAPES", raised("ValueError", "cannot reshape array of size 3")),
        ("", raised("ValueError", "matmul: Input operand 1 has a mismatch", cell=-1)),
        ("", raised("ValueError", "x is wrong")),
        ("", raised("TypeError", "x is wrong")),
        ("", raised("RuntimeError", "x is wrong")),
    ],
)  # fmt: skip
def test_the_sort_of_an_exception(sort: str, one: Failure) -> None:
    found = next((name for name, is_one in SORTS if is_one(one)), "")
    assert found == (getattr(module, sort) if sort else "")


def test_an_operator_is_one_where_the_question_asks_for_what_one_calculates_with() -> None:
    one = failure("class Gate: pass", 1, "unsupported operand type(s) for -: 'int' and 'Gate'", "TypeError")
    asked = replace(one.question, rubric=(RubricItem("expression", 1.0),))
    found = [
        next((sort for sort, is_one in SORTS if is_one(f)), "") for f in (one, replace(one, question=asked))
    ]
    assert found == ["", module.OPERATOR]


@pytest.mark.parametrize(
    ("message", "source", "told_of"),
    [
        *((f"f() got an unexpected keyword argument '{name}'", "y = 1", True) for name in ("axs", "keepdim", "dtyp", "outt", "initia", "wher")),
        ("f() got an unexpected keyword argument 'widht'", "def f(width): pass", True),
        ("f() got an unexpected keyword argument 'quux'", "def f(width): pass", False),
    ],
)  # fmt: skip
def test_a_misspelt_argument(message: str, source: str, told_of: bool) -> None:
    rule = told(module.EXCEPTIONS, failure(source, 1, message, "TypeError", name=message.split("'")[1]))
    assert (rule is not None and rule.id == "name-typo") is told_of


@pytest.mark.parametrize(
    ("source", "line", "told_of"),
    [
        ("def forward(self, x):\n        t = x\n    def helpme(self):\n        return t", 5, "cache-local-variable"),
        ("def forward(self, x):\n        return t\n    def helpme(self, t):\n        t = 2", 3, "cache-local-variable"),
        ("def forward(self, x):\n        return t\n    def helpme(self, t): pass", 3, "missing-self-prefix"),
        ("def forward(self, t):\n        t = 1\n    def helpme(self):\n        return t", 5, "undefined-name"),
        ("def forward(self, t): pass\n    def helpme(self):\n        return t", 4, "undefined-name"),
    ],
)  # fmt: skip
def test_a_name_of_another_method(source: str, line: int, told_of: str) -> None:
    one = failure(f"class Gate:\n    {source}", line, kind="NameError", name="t")
    rule = told(module.EXCEPTIONS, replace(one, text=replace(one.text, notebook=("", one.text.sources[0]))))
    assert rule is not None
    assert rule.id == told_of


@pytest.mark.parametrize(
    ("line", "message", "told_of"),
    [
        (
            "x.reshape(3, 5)",
            "cannot reshape array of size 4 into shape (3,5)",
            "reshape-instead-of-transpose",
        ),
        ("x.reshape(3, 5) @ W", "matmul: Input operand 1 has a mismatch", "reshape-instead-of-transpose"),
        ("x.reshape(3, 5) + W", "operands could not be broadcast together with shapes (3,5) (2,2)", None),
        (
            "x * W",
            "operands could not be broadcast together with shapes (3,4) (4,2)",
            "elementwise-instead-of-matmul",
        ),
        ("x * W", "operands could not be broadcast together with shapes (3,4) (5,2)", None),
        ("x + W", "operands could not be broadcast together with shapes (3,4) (4,2)", None),
        ("W.T @ x", "matmul: Input operand 1 has a mismatch", "matmul-order-swapped"),
        ("W @ x", "matmul: Input operand 1 has a mismatch", "transpose-missing"),
    ],
)
def test_shapes_that_do_not_fit_by_the_line_that_raised(line: str, message: str, told_of: str | None) -> None:
    rule = told(
        module.MISFITS,
        failure(f"class Gate(Base):\n    def f(self): return {line}", 2, message, "ValueError"),
    )
    assert (rule.id if rule else None) == told_of


def spoken(table: Sequence[Rule[Failure]], one: Failure, **known: Any) -> str | None:
    """The mistake that a table tells of an exception, in a question of which this is known."""
    ids = known.pop("ids", frozenset())
    rule = told(table, replace(one, question=replace(one.question, **known), ids=ids))
    return rule.id if rule else None


@pytest.mark.parametrize(
    ("source", "name", "told_of"),
    [
        ("class Gate(Base):\n    dw = None\n    def f(self): pass", "dW", "param-grad-not-stored"),
        ("class Gate(Base):\n    dw = 1\n    def f(self): pass", "dW", "attribute-name-mismatch"),
        ("class Gate(Base):\n    scael = None\n    def f(self): pass", "scale", "name-typo"),
        ("class Gate(Base):\n    def f(self): self.scael = 1", "scale", "name-typo"),
        ("class Gate(Base):\n    def __init__(self): scale = 1", "scale", "cache-local-variable"),
        ("class Gate(Base):\n    def forward(self): scale = 1", "scale", None),
        ("class Gate(Base):\n    def __int__(self): self.other = 1", "scale", "dunder-typo"),
        ("class Gate(Base):\n    def f(self): pass", "dW", "param-grad-not-stored"),
        ("class Gate(Base): pass", "dW", None),
        ("class Gate(Base):\n    def f(self): pass", "scale", None),
    ],
)
def test_an_attribute_that_the_probe_reads(source: str, name: str, told_of: str | None) -> None:
    one = failure(source, 1, of_gate(name), cell=-1)
    assert spoken(module.EXCEPTIONS, one, gradients={"W": "dW"}) == told_of


@pytest.mark.parametrize(("parent", "told_of"), [("Base", "undefined-name"), ("Parent", None)])
def test_a_method_that_nobody_wrote_is_called_unless_a_parent_may_have_it(
    parent: str, told_of: str | None
) -> None:
    source = f"class Gate({parent}):\n    def f(self): return self.quux(1)"
    assert spoken(module.EXCEPTIONS, failure(source, 2, of_gate("quux"))) == told_of


@pytest.mark.parametrize(("sign", "name"), SIGNS.items())
def test_the_method_of_an_operator_is_not_the_one_of_its_other_side(sign: str, name: str) -> None:
    for operands, wanted, other in (
        ("'Gate' and 'int'", name, f"r{name}"),
        ("'int' and 'Gate'", f"r{name}", name),
    ):
        for method, told_of in ((f"__{other}__", "method-missing"), (f"__{wanted}_", "name-typo")):
            one = failure(f"class Gate(Base):\n    def {method}(self, other): pass", 1,
                          f"unsupported operand type(s) for {sign}: {operands}", "TypeError")  # fmt: skip
            assert spoken(module.EXCEPTIONS, one, rubric=(RubricItem("expression", 1.0),)) == told_of


def test_who_remembers_nothing_forgets_nothing() -> None:
    """A question with inputs, or with a bank that knows of it."""
    source = (
        "class Gate(Base):\n    def forward(self, x): pass\n    def backward(self, d): return self.quux * d"
    )
    one, bank = failure(source, 3, of_gate("quux")), frozenset({"forgot-cache"})
    assert spoken(module.FORGOTTEN, one) == "forgot-cache"
    assert spoken(module.FORGOTTEN, one, inputs={}, ids=bank) == "forgot-cache"
    assert spoken(module.FORGOTTEN, one, inputs={}) is None


def test_what_is_no_function_is_called() -> None:
    for owner in ("tuple", "list", "dict", "collections.OrderedDict", "numpy.ndarray", "float", "int", "numpy.float64", "str"):  # fmt: skip
        one = failure("y = x(2)", 1, f"'{owner}' object is not callable", "TypeError")
        rule = told(module.EXCEPTIONS, one)
        assert (rule is not None and rule.id == "value-called") is (owner != "str")


def test_what_a_walk_looks_for_the_first_variable_has_not() -> None:
    for name in ("input", "output", "inputs", "outputs", "backward", "other"):
        one = failure("y = f.x", 1, f"'NoneType' object has no attribute '{name}'")
        walk = replace(one, question=replace(one.question, options={"kind": "backward"}))
        rules = [told(module.EXCEPTIONS, each) for each in (walk, one)]
        assert [rule and rule.id for rule in rules] == ["leaf-not-guarded" if name != "other" else None, None]
