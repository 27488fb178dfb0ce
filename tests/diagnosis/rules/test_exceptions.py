"""The sort of an exception, by which the rules are chosen that it is shown to."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

import pytest

from autograder.diagnosis.failure import Failure
from autograder.diagnosis.rules.exceptions import SORTS, rule_for, sort_of
from autograder.model.question import Form, RubricItem
from tests.diagnosis.failure.raising import failure, of_gate

EARLY, LATER, MISFITS = map(attrgetter, ("rules", "later", "misfits"))
TORN = "class Gate(Base):\n    def f(self): return x @ y"
OF = "'{}' object has no attribute 'q'"


def raised(kind: str, message: str = "", name: str = "", cell: int = 1, line: int = 2) -> Failure:
    return failure(TORN, line, message, kind, name, cell)


@pytest.mark.parametrize(
    ("sort", "one"),
    [
        ("self is no name", raised("NameError", name="self")),
        ("self is no name", raised("UnboundLocalError", name="self", cell=-1)),
        ("a name that the probe asks for", raised("NameError", name="q", cell=-1)),
        ("a name that the probe asks for", raised("UnboundLocalError", name="helper", cell=-1)),
        ("a name that comes from a file that was not handed in", raised("NameError", name="helper")),
        ("a name in the answer", raised("UnboundLocalError", name="helper")),
        ("a name in the answer", raised("NameError", name="q")),
        ("a module", raised("AttributeError", "module 'numpy' has no attribute 'q'")),
        ("a class that inherits from nothing", failure("class Gate: pass", 1, of_gate("inputs"))),
        ("a class that inherits from nothing", failure("class Gate: pass", 1, "Gate() takes no arguments", "TypeError", cell=-1)),
        ("an attribute of None", raised("AttributeError", OF.format("NoneType"))),
        ("a builtin function", raised("AttributeError", OF.format("builtin_function_or_method"))),
        ("an attribute of an array", raised("AttributeError", "'numpy.ndarray' object has no attribute 'q'")),
        ("an attribute of an array", raised("AttributeError", "'numpy.float64' object has no attribute 'q'")),
        ("an attribute of a function", raised("AttributeError", OF.format("function"))),
        ("a method that the probe calls", raised("AttributeError", of_gate("backward"), cell=-1)),
        ("an attribute that the probe reads", raised("AttributeError", of_gate("q"), cell=-1)),
        ("an attribute that a parent sets", raised("AttributeError", of_gate("inputs"))),
        ("an attribute in the answer", raised("AttributeError", of_gate("q"))),
        ("an object that is called", raised("TypeError", "'int' object is not callable")),
        *(("an object that is called", raised("TypeError", f"'{owner}' object is not callable")) for owner in ("NoneType", "numpy.ndarray", "function", "builtin_function_or_method", "module")),
        ("an abstract method", raised("TypeError", "Can't instantiate abstract class A with abstract method f")),
        ("a Variable in an expression", raised("TypeError", "unsupported operand type(s) for +: 'int' and 'Variable'")),
        ("an argument that is named", raised("TypeError", "f() got an unexpected keyword argument 'q'")),
        ("a number of arguments", raised("TypeError", "f() missing 1 required positional argument: 'q'")),
        ("a number of arguments", raised("TypeError", "Other() takes no arguments")),
        ("a number of arguments", raised("TypeError", "f expected 1, but 2 arguments were given")),
        ("a method that was not called", raised("TypeError", "unsupported operand for *: 'method' and 'int'")),
        ("a method that was not called", raised("TypeError", "unsupported operand for *: 'builtin_function_or_method' and 'int'")),
        ("None in an expression", raised("TypeError", "unsupported operand for *: 'NoneType' and 'int'")),
        ("an array given to math", raised("TypeError", "only length-1 arrays can be converted to Python scalars")),
        ("a key of a dictionary", raised("KeyError", "'q'", cell=-1)),
        ("a key that the answer itself reads", raised("KeyError", "'q'")),
        ("a part that is not written", raised("NotImplementedError")),
        ("the truth value of an array", raised("ValueError", "The truth value of an array with more than one element is ambiguous")),
        ("a cast of numbers", raised("UFuncTypeError", "Cannot cast ufunc 'add' output")),
        ("an index that does not fit", raised("IndexError")),
        ("calls without an end", raised("RecursionError")),
        ("shapes that do not fit", raised("ValueError", "matmul: Input operand 1 has a mismatch")),
        ("shapes that do not fit", raised("ValueError", "shapes (2,) and (3,) not aligned")),
        ("shapes that do not fit", raised("ValueError", "operands could not be broadcast together")),
        ("shapes that do not fit", raised("ValueError", "cannot reshape array of size 3")),
        ("any other", raised("ValueError", "matmul: Input operand 1 has a mismatch", cell=-1)),
        ("any other", raised("ValueError", "x is wrong")),
        ("any other", raised("TypeError", "x is wrong")),
        ("any other", raised("RuntimeError", "x is wrong")),
    ],
)  # fmt: skip
def test_the_sort_of_an_exception(sort: str, one: Failure) -> None:
    assert sort_of(one).name == sort


def test_an_operator_is_one_where_the_question_asks_for_what_one_calculates_with() -> None:
    one = failure("class Gate: pass", 1, "unsupported operand type(s) for -: 'int' and 'Gate'", "TypeError")
    asked = replace(one.question, rubric=(RubricItem("expression", 1.0, form=Form.EXPRESSIONS),))
    found = [sort_of(f).name for f in (one, replace(one, question=asked))]
    assert found == ["any other", "an operator that the target does not know"]


@pytest.mark.parametrize(
    ("message", "source", "told_of"),
    [
        *((f"f() got an unexpected keyword argument '{name}'", "y = 1", True) for name in ("axs", "keepdim", "dtyp", "outt", "initia", "wher")),
        ("f() got an unexpected keyword argument 'widht'", "def f(width): pass", True),
        ("f() got an unexpected keyword argument 'quux'", "def f(width): pass", False),
    ],
)  # fmt: skip
def test_a_misspelt_argument(message: str, source: str, told_of: bool) -> None:
    rule = rule_for(failure(source, 1, message, "TypeError", name=message.split("'")[1]), EARLY)
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
    rule = rule_for(replace(one, text=replace(one.text, notebook=("", one.text.sources[0]))), EARLY)
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
    one = failure(f"class Gate(Base):\n    def f(self): return {line}", 2, message, "ValueError")
    rule = rule_for(one, MISFITS)
    assert (rule.id if rule else None) == told_of


def spoken(among: attrgetter[Any], one: Failure, **known: Any) -> str | None:
    """The mistake that a table tells of an exception, in a question of which this is known."""
    ids = known.pop("ids", frozenset())
    rule = rule_for(replace(one, question=replace(one.question, **known), ids=ids), among)
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
    assert spoken(EARLY, one, gradients={"W": "dW"}) == told_of


@pytest.mark.parametrize(("parent", "told_of"), [("Base", "undefined-name"), ("Parent", None)])
def test_a_method_that_nobody_wrote_is_called_unless_a_parent_may_have_it(
    parent: str, told_of: str | None
) -> None:
    source = f"class Gate({parent}):\n    def f(self): return self.quux(1)"
    assert spoken(EARLY, failure(source, 2, of_gate("quux"))) == told_of


@pytest.mark.parametrize(
    ("sign", "name"),
    [("+", "add"), ("-", "sub"), ("*", "mul"), ("/", "truediv"), ("**", "pow"), ("@", "matmul")],
)
def test_the_method_of_an_operator_is_not_the_one_of_its_other_side(sign: str, name: str) -> None:
    for operands, wanted, other in (
        ("'Gate' and 'int'", name, f"r{name}"),
        ("'Array' and 'Gate'", f"r{name}", name),
    ):
        for method, told_of in ((f"__{other}__", "method-missing"), (f"__{wanted}_", "name-typo")):
            one = failure(f"class Gate(Base):\n    def {method}(self, other): pass", 1,
                          f"unsupported operand type(s) for {sign}: {operands}", "TypeError")  # fmt: skip
            assert (
                spoken(EARLY, one, rubric=(RubricItem("expression", 1.0, form=Form.EXPRESSIONS),)) == told_of
            )


def test_who_remembers_nothing_forgets_nothing() -> None:
    """A question with inputs, or with a bank that knows of it."""
    source = (
        "class Gate(Base):\n    def forward(self, x): pass\n    def backward(self, d): return self.quux * d"
    )
    one, bank = failure(source, 3, of_gate("quux")), frozenset({"forgot-cache"})
    assert spoken(LATER, one) == "forgot-cache"
    assert spoken(LATER, one, inputs={}, ids=bank) == "forgot-cache"
    assert spoken(LATER, one, inputs={}) is None


def test_what_is_no_function_is_called() -> None:
    for owner in ("tuple", "list", "dict", "collections.OrderedDict", "numpy.ndarray", "float", "int", "numpy.float64", "str"):  # fmt: skip
        one = failure("y = x(2)", 1, f"'{owner}' object is not callable", "TypeError")
        rule = rule_for(one, EARLY)
        assert (rule is not None and rule.id == "value-called") is (owner != "str")


def test_what_a_walk_looks_for_the_first_variable_has_not() -> None:
    for name in ("input", "output", "inputs", "outputs", "backward", "other"):
        one = failure("y = f.x", 1, f"'NoneType' object has no attribute '{name}'")
        walk = replace(one, question=replace(one.question, options={"kind": "backward"}))
        rules = [rule_for(each, EARLY) for each in (walk, one)]
        assert [rule and rule.id for rule in rules] == ["leaf-not-guarded" if name != "other" else None, None]


@pytest.mark.parametrize(
    "source", ["y = quux", "class Gate:\n    def __init__(self, W):\n        self.y = quux(W)"]
)
def test_nobody_knows_what_everything_of_a_file_brings(source: str) -> None:
    one = failure(source, len(source.split("\n")), kind="NameError", name="quux")
    star = replace(one, text=replace(one.text, notebook=("from layers import *",)))
    assert [spoken(EARLY, each) for each in (one, star)] == ["undefined-name", None]


KEEPS_NONE = "class Gate:\n    x = None\n    def forward(self, x): pass\n    def backward(self, d): return d * self.x\n"
LACKS = (
    "class Gate:\n    y = 1\n    def forward(self, x): pass\n    def backward(self, d): return d * self.x\n"
)
EMPTY = "    def __init__(self): pass\n"
ELSEWHERE = "class Other:\n    def f(self): return 1 * self.x\n"
FORGOT = [rule for sort in SORTS for rule in sort.all() if rule.id == "forgot-cache"]


@pytest.mark.parametrize(
    ("number", "one", "told_of"),
    [
        (0, failure(KEEPS_NONE, 4), True),
        (0, failure(KEEPS_NONE + EMPTY, 4), False),
        (0, failure(KEEPS_NONE, 4, cell=-1), False),
        (0, failure(ELSEWHERE + KEEPS_NONE, 2), False),
        (1, failure(LACKS, 4, of_gate("x")), True),
        (1, failure(LACKS + EMPTY, 4, of_gate("x")), False),
        (1, failure(LACKS, 4, of_gate("shape")), False),
        (1, failure(ELSEWHERE + LACKS, 2, of_gate("x")), False),
        (1, failure(LACKS, 3, of_gate("x")), False),
        (2, failure(KEEPS_NONE, 4, kind="TypeError"), True),
        (2, failure(KEEPS_NONE + EMPTY, 4, kind="TypeError"), False),
        (2, failure(KEEPS_NONE.replace("None", "1"), 4, kind="TypeError"), False),
        (2, failure(ELSEWHERE + KEEPS_NONE, 2, kind="TypeError"), False),
        (2, failure(KEEPS_NONE, 4, "'NoneType' object does not support item assignment", "TypeError"), False),
    ],
)
def test_what_forward_should_have_kept(number: int, one: Failure, told_of: bool) -> None:
    assert FORGOT[number].when(one) is told_of
