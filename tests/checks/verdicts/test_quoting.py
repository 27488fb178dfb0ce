"""Python's own words: what is repeated, and that nothing hidden ever is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.verdicts.quoting import quoted, vouched
from autograder.checks.verdicts.quoting import raised as told_of
from autograder.model.message import Message
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.protocol import Raised
from autograder.words.messages import render
from tests.conftest import Diagnosed

CELL = """class Affine:
    def __init__(self, W, b):
        self.dw = {'grad W': None}
    def forward(self, x):
        raise ValueError('the shapes do not fit')
"""
OWN = {"np": np}
exec(CELL, OWN)


def raised(source: str) -> Raised:
    """What Python itself says of a source that stands beside the cell."""
    try:
        exec(source, dict(OWN))
    except Exception as error:
        return Raised(type(error).__name__, str(error)[:300], 0, 1)
    raise AssertionError(source)


@pytest.mark.parametrize(
    "source",
    [
        "Affine()",
        "Affine(1)",
        "Affine(1, 2, 3)",
        "Affine(1, 2).forward()",
        "Affine(1, 2).forward(x=1, W=2)",
        "Affine(1, 2).dW",
        "Affine(1, 2).forward(3)",
        "Affine(1, 2).dw['grad W'].T",
        "1.0 + None",
        "-None",
        "None < 3",
        "np.zeros((2, 3)) @ np.zeros((2, 3))",
        "np.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
        "np.zeros((2, 3)) + np.zeros(4)",
        "np.zeros(3)[0:2] = np.zeros(3)",
        "np.zeros(6).reshape(4, 2)",
        "np.zeros(3)[5]",
        "np.zeros(3)[0, 1]",
        "np.zeros(3)[1.5]",
        "np.zeros(3).sum(axis=1)",
        "np.exp(None)",
        "np.zeros(3).copy[0] = 1",
        "np.zeros(3).shape(0)",
        "for x in {}.values: pass",
        "if np.zeros(2): pass",
        "W, b = None",
        "sum([1], W=0)",
        "isinstance(1, 2)",
        "raise NotImplemented",
        "W, b = 1, 2, 3",
        "float(np.zeros(3))",
        "np.zeros(2) + 'a'",
        "np.maximum(0, 'a')",
        "np.exp('abc')",
        "np.zeros(2) ^ np.zeros(2)",
        "[0, 1][np.zeros(2)]",
        "np.concatenate([1.0, 2.0])",
        "np.concatenate([])",
        "np.concatenate([np.zeros(2), np.zeros((2, 2))])",
        "np.vstack([np.zeros(2), np.zeros(3)])",
        "np.stack([np.zeros(2), np.zeros(3)])",
        "np.split(np.zeros(3), 2)",
        "np.repeat(np.zeros(2), [1, 2, 3])",
        "np.squeeze(np.zeros((2, 2)), axis=0)",
        "np.transpose(np.zeros((2, 2)), (0, 0))",
        "np.array([]).max()",
        "np.argmax([])",
        "np.where(1, 2)",
        "np.linalg.inv(np.zeros((2, 3)))",
        "np.linalg.inv(np.zeros(2))",
        "np.linalg.inv(np.zeros((2, 2)))",
        "np.arange(2) ** -1",
        "np.zeros(-1)",
        "np.array([[1, 2], [3]])",
        "{np.zeros(2): 1}",
        "np.broadcast_to(1, 3)[0] = 1",
        "float('grad W')",
        "np.zeros(2, 'grad W')",
        "x = np.zeros(2, int); x *= 1.5",
        "{}['grad W']",
        "forward",
        "1 / 0",
        "len(3)",
    ],
)
def test_what_python_says_is_repeated(source: str) -> None:
    error = raised(source.replace("Affine(1, 2).dW", "Affine(1, 2).b"))
    assert quoted(error, (CELL,)) == error.message.strip().rstrip(".")


@pytest.mark.parametrize(
    "error",
    [
        Raised("ValueError", "0.7310585786300049"),
        Raised("ValueError", "the inputs are 3 and 4"),
        Raised("ValueError", "name 'a1234567' is not defined"),
        Raised("TypeError", "forward() takes 12345678 positional arguments but 3 were given"),
        Raised("TypeError", "forward() takes 1 positional argument but 3 were given; x = 0.25"),
        Raised("TypeError", "forward() takes 1 positional argument but 3 were given\n0.25"),
        Raised("TypeError", "unsupported operand type(s) for +: 'Secret7' and 'float'"),
        Raised("AttributeError", "'Affine' object has no attribute '<b>'"),
        Raised("AttributeError", "'Affine' object has no attribute 'x' and 'y'"),
        Raised("ValueError", "operands could not be broadcast together with shapes (1234,5678) (91011,)"),
        Raised("KeyError", "'0.25'"),
        Raised("KeyError", "0.25"),
        Raised("SyntaxError", "0.25", 0, 1),
        *(
            Raised("ValueError", f"could not convert string to float: '{text}'")
            for text in ("0.25!", "0.25", "!!", "W b W W")
        ),
        Raised("ValueError", "invalid literal for int() with base 10: '25'"),
        Raised("TypeError", "data type '0.25' not understood"),
        Raised("ValueError", ""),
        Raised("ValueError", "x" * 300),
    ],
)
def test_nothing_else_is_repeated(error: Raised) -> None:
    assert quoted(error, (CELL,)) is None
    assert quoted(error, ()) is None


@pytest.mark.parametrize(
    ("cell", "line", "kept"), [(0, 0, 0), (0, 5, 5), (0, 6, 6), (0, 7, 0), (0, -1, 0), (1, 1, 0), (-1, 1, 0)]
)
def test_a_line_is_one_of_the_cell(cell: int, line: int, kept: int) -> None:
    assert vouched(Raised("ValueError", "", cell, line), (CELL,)).line == kept


def test_what_is_not_known_of_an_exception_is_none() -> None:
    nowhere = {"line": None, "method": None}
    empty = told_of(Raised("NotImplementedError"), "", ())
    assert empty == Message("not_written", nowhere)
    said = told_of(Raised("ValueError", "the shapes do not fit", 0, 5), "forward", (CELL,))
    values = {"type": "ValueError", "line": 5, "method": "forward", "said": "the shapes do not fit"}
    assert said == Message("raised_said", {**values, "close": None, "set": None})
    for kind in ("ValueError", "NameError"):
        assert told_of(Raised(kind), "", ()) == Message("raised", {"type": kind, **nowhere})
    package = {"name": "torch", "package": "torch", "line": None}
    assert told_of(Raised("ImportError", name="torch"), "", ()) == Message("package_missing", package)


@pytest.mark.parametrize(
    ("cell", "line", "said"),
    [
        (0, 2, "AttributeError on line 2 of another cell (y = f.output): "),
        (1, 1, "AttributeError on line 1: "),
        (0, 3, "AttributeError on line 3: "),
        (-1, 0, "AttributeError: "),
        (-1, 1, "AttributeError on line 1: "),
    ],
)
def test_a_line_of_another_cell_is_shown(cell: int, line: int, said: str) -> None:
    """The line of a cell that does not answer the question, such as that of Function where it is called from there."""
    cells = ("def call(f):\n    y = f.output", "call(f)")
    error = Raised("AttributeError", "'NoneType' object has no attribute 'output'", cell, line, "output")
    assert render(told_of(error, "", cells, cells)).startswith(said)


@pytest.mark.parametrize(
    ("owner", "cell", "close", "line"),
    [("A", 0, "masc", 3), ("A", 1, "masc", None), ("A", -1, "masc", None), ("A", 2, "masc", None), ("B", 0, None, None)],
)  # fmt: skip
def test_what_the_own_class_sets_instead_is_named_with_its_line_in_that_cell(
    owner: str, cell: int, close: str | None, line: int | None
) -> None:
    cells = (
        "class A:\n    def f(self):\n        self.masc = 1\nclass B:\n    def f(self):\n        self.mass",
        "A().mask",
    )
    error = Raised("AttributeError", f"'{owner}' object has no attribute 'mask'", cell, 1, "mask")
    values = told_of(error, "", cells).values
    assert (values["close"], values["set"]) == (close, line)


def test_a_syntax_error_is_read_and_not_believed() -> None:
    assert quoted(Raised("SyntaxError", "0.25", 1, 1), (CELL, "def f(:\n    pass")) == "invalid syntax"


def test_types_names_and_lines_must_be_the_students_own() -> None:
    kept = Raised("ValueError", "", 0, 3, "forward")
    assert vouched(kept, (CELL,)) == kept
    kept_types = {"Affine": "Affine", "AxisError": "AxisError", "int": "Exception", "print": "Exception"}
    for name, said in kept_types.items():
        assert vouched(Raised(name, "", -1, 0), (CELL,)).type_name == said
    odd = vouched(Raised("E0731058", "text", 0, 731058, "x0731058"), (CELL,))
    assert odd == Raised("Exception", "text", 0, 0, "")
    assert vouched(Raised("ValueError", "", 7, 3), (CELL,)).line == 0


HOSTILE = """
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        {}
"""


@pytest.mark.parametrize(
    "line",
    [
        "raise ValueError(str(self.x))",
        "raise type('E' + str(abs(int(self.x * 1e6))), (Exception,), {})('text')",
        "raise NameError('gone', name='x' + str(abs(int(self.x * 1e6))))",
        "raise TypeError(f'unsupported operand type(s) for +: {self.x!r} and {self.y!r}')",
        "raise KeyError(str(self.x))",
        "float(f'{self.x}!')",
        "raise AttributeError('<script>alert(1)</script>')",
    ],
)
def test_no_hidden_input_comes_out(line: str, diagnosed: Diagnosed) -> None:
    result = diagnosed("ps2", "multiply_gate", HOSTILE.format(line))
    (_, verdict) = result.verdicts[1]
    shown = [str(value) for name, value in verdict.message.values.items() if name != "line"]
    assert verdict.message.key in ("raised", "raised_said", "raised_name")
    assert not any(char.isdigit() or char == "<" for text in shown for char in text), shown


TYPED = """def check(data):
    raise TypeError(f"{type(data).__name__} is no array")
    raise TypeError("{} is not supported".format(type(data)))
    raise TypeError("an array, not %s" % type(data))
    raise TypeError("either %s or%s too" % (type(data), data))
"""


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ("float64 is no array", True),
        ("dict_values is no array", True),
        ("<class 'numpy.float64'> is not supported", True),
        ("an array, not <class 'list'>", True),
        ("secret is no array", False),
        ("0.25 is no array", False),
        ("<class 'float'> is supported", False),
        ("either list or", False),  # one of two blanks
        ("0.731058578630list", False),  # as long as what is known to stand there
        ("float640.7310585786", False),
    ],
)
def test_a_type_may_stand_in_a_text_of_the_students_own(message: str, known: bool) -> None:
    assert quoted(Raised("TypeError", message, 0, 2), (TYPED,)) == (message if known else None)


@pytest.mark.parametrize(
    ("before", "known"), [("a", False), ("as", True), ("a" * 196, True), ("a" * 197, False)]
)
def test_such_a_text_is_a_sentence_and_no_book(before: str, known: bool) -> None:
    message = f"{before} float64"
    assert quoted(Raised("TypeError", message, 0, 1), (f"raise TypeError('{before} %s' % 1)",)) == (
        message if known else None
    )


def test_a_text_of_the_students_own_is_known_however_many_there_are() -> None:
    many = "".join(f"'a text, number {number}'\n" for number in range(500))
    assert (
        quoted(Raised("TypeError", "float64 is no array", 0, 502), (many + TYPED,)) == "float64 is no array"
    )


@pytest.mark.parametrize(
    ("text", "known"), [("<b>wide</b>", False), ("wide (3)!", True), ("a" * 200, True), ("a" * 201, False)]
)
def test_a_text_of_the_students_own_is_repeated_without_markup(text: str, known: bool) -> None:
    cell = f"raise ValueError({text!r})"
    assert quoted(Raised("ValueError", text, 0, 1), (cell,)) == (text if known else None)
    assert quoted(Raised("KeyError", repr(text), 0, 1), (cell,)) == (
        repr(text)[1:-1] and (repr(text) if known else None)
    )


def test_a_key_without_quotes_is_no_text() -> None:
    """A number that is looked up is not repeated, be its inner digits written somewhere."""
    assert quoted(Raised("KeyError", "0.25", 0, 1), ("known = {'.2': 1}",)) is None


@pytest.mark.parametrize(
    ("own", "called"),
    [("class Function", "Function"), ("class Scale(Function)", "Scale"), ("class Layer", None)],
)
def test_our_class_is_called_by_the_students_that_it_derives_from(own: str, called: str | None) -> None:
    error = Raised("AttributeError", "'Scale' object has no attribute 'input'", 0, 2, "input")
    said = quoted(error, (f"{own}:\n    def __call__(self, x):\n        return self.input",))
    assert said == (called and f"'{called}' object has no attribute 'input'")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\nreturn x", 2),
        ("yield 1", 1),
        ("break", 1),
        ("continue", 1),
        ("x = 1\ndef f(a, a):\n    pass", 2),
        ("def f(a):\n    global a", 2),
        ("def f():\n    a = 1\n    global a", 3),
        ("def f():\n    print(a)\n    global a", 3),
        ("def f():\n    nonlocal a", 2),
        ("nonlocal a", 1),
        ("f = (1 2)", 1),
    ],
)
def test_what_does_not_compile_is_told_with_its_line(source: str, line: int) -> None:
    (error,) = Interpreter((source,)).run_cell(0)
    assert (error.cell, error.line) == (0, line)
    assert quoted(error, (source,))


def test_what_a_cell_reads_by_eval_is_no_cell_that_cannot_be_read() -> None:
    source = "x = 1\ny = eval('1 +')"
    (error,) = Interpreter((source,)).run_cell(0)
    assert (error.type_name, error.cell, error.line, quoted(error, (source,))) == ("SyntaxError", 0, 2, None)


def test_what_python_says_of_a_cell_that_it_cannot_run() -> None:
    error = Raised("SyntaxError", "'return' outside function", 0, 1)
    assert quoted(error, ("return 1",)) == error.message
    assert quoted(replace(error, message="3.14"), ("return 1",)) is None
    assert (
        quoted(replace(error, message="3.14"), ("f = (1 2)",)) == "invalid syntax. Perhaps you forgot a comma"
    )
