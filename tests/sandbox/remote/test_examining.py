"""Tests against stand-ins: what honest notebooks get is what they get in one process, and whoever lies gets nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.sandbox.remote.exam import Exam, Paper
from tests.sandbox.remote.made import judged, outcomes, proved, sat

LAYERS = """
import numpy as np

class Linear:
    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
    def forward(self, x):
        self.x = x
        return x @ self.params["W"] + self.params["b"]
    def backward(self, d):
        self.dW = self.x.T @ d
        return d @ self.params["W"].T
    def __len__(self):
        return 2
    def __iter__(self):
        return iter(self.params.values())

class Value:
    def __init__(self, data):
        self.data = data
    def __add__(self, other):
        return Value(self.data + getattr(other, "data", other))
    __radd__ = __add__
    def __repr__(self):
        return f"Value({self.data})"

class SGD:
    def __init__(self, params, lr=0.1):
        self.params, self.lr = params, lr
    def step(self, grads):
        for name in self.params:
            self.params[name] -= self.lr * grads[name]

class Oops(ValueError):
    pass

def fails(how):
    raise how("oh")

def fails_itself():
    raise Oops("oh")

def numerical(f, x, h=1e-5):
    g = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        kept = x[i]
        x[i] = kept + h
        up = f(x)
        x[i] = kept - h
        g[i] = (up - f(x)) / (2 * h)
        x[i] = kept
    return g

def count(n):
    for i in range(n):
        yield i * i

def draw(n):
    return np.random.randn(n)

def row(a):
    return a[0]

def scaled(x, by=2):
    return x * by

class Guard:
    def __enter__(self):
        return 5
    def __exit__(self, *_):
        return False

rate = 0.5
def rated(x):
    return x * rate
"""
NAMES = "Linear Value SGD Oops fails fails_itself numerical count draw row scaled Guard rate rated"
SETUP = "W = np.arange(6.0).reshape(3, 2); b = np.ones(2); x = np.ones((4, 3)) * 0.5\n"
HONEST = {
    "arrays cross as copies and back": "np.testing.assert_allclose(Linear(W, b).forward(x), x @ W + b)",
    "attributes after a call": "l = Linear(W, b); l.forward(x); d = np.ones((4, 2)); l.backward(d)\nassert np.allclose(l.dW, x.T @ d)",
    "the same array is the same": "l = Linear(W, b)\nassert l.params['W'] is W",
    "written through": "l = Linear(W, b); l.params['W'][0] += 1\nassert np.allclose(l.forward(x), x @ W + b) and W[0, 0] == 1",
    "written through a view": "a = np.zeros((2, 2)); r = row(a); r[1] = 5; row(a)\nassert a[0, 1] == 5",
    "changed later, by an object": "p = {'w': np.ones(2)}; SGD(p).step({'w': np.ones(2)})\nassert np.allclose(p['w'], 0.9)",
    "a callback": "assert np.allclose(numerical(lambda v: float((v ** 2).sum()), np.ones(3)), 2)",
    "a function of numpy": "assert np.allclose(numerical(np.sum, np.ones(3)), 1)",
    "an exception of Python's": "try:\n    fails(KeyError)\nexcept KeyError as error:\n    assert error.args == ('oh',)\nelse:\n    assert False",
    "an exception of their own": "try:\n    fails_itself()\nexcept Oops as error:\n    assert str(error) == 'oh'\nelse:\n    assert False",
    "its base": "try:\n    fails_itself()\nexcept ValueError:\n    pass\nelse:\n    assert False",
    "instances and types": "l = Linear(W, b)\nassert isinstance(l, Linear) and not isinstance(l, Value) and type(l).__name__ == 'Linear'",
    "issubclass": "assert issubclass(Oops, ValueError)",
    "operators": "assert (Value(2) + Value(3)).data == 5 and (1 + Value(2)).data == 3",
    "text": "assert repr(Value(2)) == 'Value(2)' and str(Value(3)) == 'Value(3)'",
    "a generator": "assert list(count(4)) == [0, 1, 4, 9]",
    "an iterator": "it = iter(count(3))\nassert next(it) == 0 and next(it) == 1",
    "len and iteration": "l = Linear(W, b)\nassert len(l) == 2 and [a.shape for a in l] == [(3, 2), (2,)]",
    "with": "with Guard() as five:\n    assert five == 5",
    "keywords": "assert scaled(2, by=3) == 6 and scaled(x=1) == 2",
    "one stream of random numbers": "np.random.seed(3); a = draw(3); c = np.random.randn(2)\nnp.random.seed(3)\nassert np.allclose(np.r_[a, c], np.random.randn(5))",
    "a name is set in theirs": "rate = 3\nassert rated(2) == 6\nrate = 0.5",
    "a function is taken away": "kept = rated\ndel rated\ntry:\n    rated(1)\nexcept NameError:\n    pass\nelse:\n    assert False\nfinally:\n    rated = kept\nassert rated(2) == 1",
    "a function is replaced": "kept = rated\nrated = lambda v: 7\nassert rated(1) == 7\nrated = kept",
    "a class of the test": "class Thing:\n    def __init__(self):\n        self.data = 3\nassert (Value(2) + Thing()).data == 5",
    "pytest": "import pytest\nwith pytest.raises(KeyError):\n    fails(KeyError)\nassert scaled(0.1) == pytest.approx(0.2)",
    "unittest": "import unittest\ncase = unittest.TestCase()\ncase.assertRaises(KeyError, fails, KeyError)\ncase.assertEqual(scaled(1), 2)",
    "exact types": "assert type(scaled(1)) is int and type(scaled(np.float32(1))) is np.float32 and type(row([(1,)])) is tuple",
    "big numbers, texts, sets": "assert row([10 ** 40]) == 10 ** 40 and row([{1, 2}]) == {1, 2} and row(['한']) == '한' and row([1 + 2j]) == 1 + 2j",
    "arrays of texts": "assert (row([np.array(['a', 'b'])]) == np.array(['a', 'b'])).all()",
    "functions at the module": "def helper(v):\n    return scaled(v)\nassert [helper(i) for i in range(3)] == [0, 2, 4]",
}


@pytest.mark.parametrize("name", HONEST)
def test_the_reference_and_the_same_code_pass(name: str) -> None:
    test = SETUP + HONEST[name]
    exam = proved([test], LAYERS, theirs=NAMES, streams="random" in test)
    assert outcomes(exam, LAYERS) == ["passed"]


def test_names_persist_from_one_test_to_the_next() -> None:
    exam = proved([SETUP + "l = Linear(W, b)", "assert l.forward(x).shape == (4, 2)"], LAYERS, theirs=NAMES)
    assert outcomes(exam, LAYERS) == ["passed", "passed"]


def test_the_last_line_is_points() -> None:
    exam = proved(["1.5 if scaled(1) == 2 else 0.5", "scaled(1) == 2", "'text'"], LAYERS, theirs=NAMES)
    wrong = LAYERS.replace("x * by", "x + by")
    assert [one.number for one in judged(exam, LAYERS)[0]] == [1.5, None, None]
    assert [one.number for one in judged(exam, wrong)[0]] == [0.5, None, None]


def test_a_name_that_the_reference_does_not_define_is_the_tests_own() -> None:
    exam = proved(
        ["try:\n    secret\nexcept NameError:\n    pass\nelse:\n    assert False"], LAYERS, theirs=NAMES
    )
    assert outcomes(exam, LAYERS, "secret = 42") == ["passed"]


LIAR = """
class Liar:
    def __getattr__(self, name):
        return Liar()
    def __call__(self, *values, **named):
        return Liar()
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __bool__(self):
        return True
    def __len__(self):
        return 2
    def __getitem__(self, key):
        return Liar()
    def __iter__(self):
        return iter([])
    def __float__(self):
        return 1.0
    def __array__(self, *_, **__):
        return np.zeros((4, 2))
    def __add__(self, other):
        return other
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __add__
    def __str__(self):
        return ""
    __hash__ = None
    __class__ = property(lambda self: int)
"""
FORGEABLE = {
    "==": "assert scaled(3) == 6",
    "the other side of ==": "assert 6 == scaled(3)",
    "truth": "assert scaled(1)",
    "not": "assert not scaled(0)",
    "<": "assert scaled(1) < 3",
    "in": "assert 2 in row([[1, 2]])",
    "a method of a text": "assert row(['secret key']).startswith('secret')",
    "a method of the answer": "assert np.asarray(scaled(np.ones(2))).tolist() == [2, 2]",
    "a sum": "assert np.sum(scaled(np.ones(2))) == 4",
    "an item": "assert scaled(np.ones(2))[0] == 2",
    "isclose": "assert np.isclose(scaled(1.5), 3)",
    "assert_allclose": "np.testing.assert_allclose(scaled(np.ones(3)), 2)",
    "array_equal": "assert np.array_equal(scaled(np.ones(3)), [2, 2, 2])",
    "a difference": "assert abs(scaled(1.5) - 3) < 1e-9",
    "float": "assert float(scaled(1.5)) == 3.0",
    "len": "assert len(row([[1, 2]])) == 2 and row([[1, 2]])[1] == 2",
    "isinstance": "assert isinstance(scaled(1), int) and scaled(1) == 2",
    "items": "assert list(count(3)) == [0, 1, 4]",
    "a set": "assert {scaled(1), 2} == {2}",
    "text": "assert f'{scaled(1)}' == '2'",
    "unittest": "import unittest\nunittest.TestCase().assertEqual(scaled(1), 2)",
    "pytest": "import pytest\nassert scaled(0.1) == pytest.approx(0.2)",
    "what is caught": "ok = False\ntry:\n    ok = scaled(1) == 2\nexcept BaseException:\n    ok = True\nassert ok and scaled(1) == 2",
}


@pytest.mark.parametrize("name", FORGEABLE)
def test_an_object_that_lies_in_the_place_of_data_earns_nothing(name: str) -> None:
    exam = proved([FORGEABLE[name]], LAYERS, theirs=NAMES)
    liars = LIAR + "\n".join(f"def {one}(*_, **__):\n    return Liar()" for one in ("scaled", "row", "count"))
    assert outcomes(exam, LAYERS, liars) != ["passed"]


def test_a_refusal_cannot_be_caught() -> None:
    exam = proved(["try:\n    assert scaled(1) == 2\nexcept BaseException:\n    pass"], LAYERS, theirs=NAMES)
    assert outcomes(exam, LAYERS, LIAR + "def scaled(*_):\n    return Liar()") == ["refused"]


def test_changing_the_input_neither_forges_an_answer_nor_goes_unseen() -> None:
    square = "def square(x):\n    return x ** 2"
    forging = "def square(x):\n    x[...] = 0\n    return x"
    careless = "def square(x):\n    y = x ** 2\n    x *= 0\n    return y"
    tests = [
        "a = np.arange(3.0)\ny = square(a)\nassert np.allclose(y, a ** 2)",
        "a = np.arange(3.0)\nsquare(a)\nassert np.allclose(a, np.arange(3.0))",
        "a = np.arange(3.0)\nassert np.allclose(square(a), np.arange(3.0) ** 2)",
    ]
    exam = proved(tests, square, theirs="square")
    assert outcomes(exam, square) == ["passed"] * 3
    assert outcomes(exam, forging) == ["failed"] * 3
    assert outcomes(exam, careless) == ["failed", "failed", "passed"]


def test_other_plain_types_are_taken_for_what_they_are() -> None:
    test = "assert scaled(2) == 4 and np.allclose(row([[1.0, 2.0]]), [1, 2])"
    exam = proved([test], LAYERS, theirs=NAMES)
    matrix = "class Own(np.ndarray):\n    pass\ndef row(a):\n    return np.array(a[0]).view(Own)\nimport enum\nclass N(enum.IntEnum):\n    four = 4\ndef scaled(x):\n    return N.four"
    named = "import collections\ndef row(a):\n    return collections.namedtuple('P', 'x y')(*a[0])"
    assert outcomes(exam, LAYERS, matrix) == ["passed"]
    assert outcomes(exam, LAYERS, named) == ["passed"]


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("def scaled(x):\n    return None", "failed"),
        ("def scaled(x):\n    raise KeyError('no')", "raised"),
        ("def scaled(x):\n    raise SystemExit", "raised"),
        ("def scaled(x):\n    raise StopIteration", "error"),
        ("def scaled(x):\n    return scaled(x)", "raised"),
        ("def scaled(x):\n    return ['no'] * 10 ** 6", "refused"),
        ("def scaled(x):\n    return scaled", "refused"),
        ("scaled = 4", "error"),
    ],
)
def test_what_a_student_gets_wrong_is_told_apart(code: str, how: str) -> None:
    exam = proved(["assert scaled(2) == 4"], LAYERS, theirs=NAMES)
    assert outcomes(exam, LAYERS, code) == [how]


def test_what_a_student_raises_says_where() -> None:
    exam = proved(["assert scaled(2) == 4"], LAYERS, theirs=NAMES)
    (one,), _ = judged(exam, LAYERS, "def scaled(x):\n    y = 1\n    return unknown")
    assert one.raised is not None
    assert (one.raised.type_name, one.raised.name, one.raised.cell, one.raised.line) == (
        "NameError",
        "unknown",
        1,
        3,
    )


def test_what_a_test_compares_with_never_reaches_the_student() -> None:
    spy = """
seen = []
class Spy:
    def __eq__(self, other):
        seen.append(other)
        return True
    def __getattr__(self, name):
        seen.append(name)
        return self
    def __call__(self, *values):
        seen.append(values)
        return self
def scaled(x):
    return Spy()
"""
    exam = proved(
        ["assert scaled(2) == 4", "assert np.allclose(scaled(2), 4)", "assert rated(0) == 0"],
        LAYERS,
        theirs=NAMES,
    )
    tell = "def rated(x):\n    raise ValueError(repr(seen))"
    *_, last = judged(exam, LAYERS, spy, tell)[0]
    assert last.raised is not None
    assert last.raised.message in ("[]", "['__array_struct__']")  # numpy asks it, at the student's end


def test_student_code_sees_nothing_private_of_what_a_test_hands_it() -> None:
    test = "def f(v):\n    return float(v.sum())\nassert scaled(1) == 2\nassert numerical(f, np.ones(1)).shape == (1,)"
    exam = proved([test], LAYERS, theirs=NAMES)
    prying = "def numerical(f, x):\n    f.__globals__\n    return x"
    assert outcomes(exam, LAYERS, prying) == ["raised"]


def test_of_a_failing_test_students_read_the_line_that_they_have() -> None:
    visible = "x = 3\nassert scaled(x) == 6"
    hidden = "assert scaled(1) == 2\n### BEGIN HIDDEN TESTS\nassert scaled(2) == 4\n### END HIDDEN TESTS"
    exam = proved([visible, hidden], LAYERS, theirs=NAMES)
    one, two = judged(exam, LAYERS, "def scaled(x):\n    return 2 if x == 1 else 7")[0]
    assert (one.how, one.line, one.message) == ("failed", 2, "assert scaled(x) == 6")
    assert (two.how, two.line, two.message) == ("failed", 3, "")


def test_messages_are_shown_where_their_author_says_so() -> None:
    test = "### BEGIN HIDDEN TESTS\nassert scaled(1) == 2, f'not {scaled(1)}'\n### END HIDDEN TESTS"
    exam = proved([test], LAYERS, theirs=NAMES)
    wrong = "def scaled(x):\n    return 7"
    assert [one.message for one in judged(exam, LAYERS, wrong)[0]] == [""]
    assert [one.message for one in judged(replace(exam, shown=frozenset(exam.tests)), LAYERS, wrong)[0]] == [
        "not 7"
    ]


LINK = """
import sys
def link():
    frame = sys._getframe()
    while frame:
        one = frame.f_locals.get("self")
        if type(one).__name__ == "Link":
            return one
        frame = frame.f_back
"""
PRYING = {
    "a generator's frames": "def row(g):\n    raise ValueError(str(g.gi_frame.f_builtins))",
    "a function's globals": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', g, '__globals__')))",
    "code": LINK + "def row(g):\n    raise ValueError(str(link().ask('attribute', g, 'gi_code')))",
    "a text's format": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', '{0.gi_frame}', 'format')(g)))",
    "an array's methods": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', np.ones(2), 'tofile')))",
    "a module": LINK + "def row(g):\n    raise ValueError(str(link().ask('attribute', np, 'random')))",
}


@pytest.mark.parametrize("name", PRYING)
def test_student_code_does_not_come_at_the_judge_through_what_it_was_handed(name: str) -> None:
    exam = proved(["assert row([x for x in range(3)]) == 0\nrow([(x for x in [1])])"], LAYERS, theirs=NAMES)
    (one,), _ = judged(
        exam,
        LAYERS,
        PRYING[name].replace(
            "def row(g):",
            "def row(g):\n    g = g[0] if g[0] != 0 else None\n    if g is None:\n        return 0",
        ),
    )
    assert one.how == "raised"
    assert one.raised is not None
    assert one.raised.type_name in ("AttributeError", "TypeError", "ProtocolError"), one


FORGED = {
    "an argument is filled through the conversation": (
        "a = np.arange(1, 4.0)\ny = scaled(a)\nassert np.allclose(y, a * 2) and y.shape == (3,)",
        LINK + "def scaled(x):\n    link().ask('attribute', x, 'fill')(0)\n    return x",
    ),
    "an argument is told anew in an answer": (
        "a = np.arange(1, 4.0)\ny = scaled(a)\nassert np.allclose(y, a * 2) and y.shape == (3,)",
        LINK
        + """
def scaled(x):
    table = link().table
    (told,) = [kind for kind in table.readers if kind.__name__ == "Shared"]
    number, pack = table.numbers[id(x)], table.pack
    table.pack = lambda value, depth=0: told(number, "array", np.zeros(3)) if value is x else pack(value, depth)
    return x
""",
    ),
    "what a test sets beside it": (
        "x = np.arange(4.0)\nexpected = x * 2\nassert np.allclose(scaled(x), expected)",
        "def scaled(x):\n    return expected",
    ),
    "a last line that is no number": (
        "n = sum(scaled(v) == 2 * v for v in range(4))\nn * 0.25",
        "def scaled(x):\n    return np.zeros(2)",
    ),
    "StopIteration ends a map": (
        "assert all(map(lambda v: scaled(v) == 2 * v, range(5)))",
        "def scaled(x):\n    raise StopIteration",
    ),
    "StopIteration ends a zip": (
        "for got, want in zip(map(scaled, [1, 2]), [2, 4]):\n    assert got == want",
        "def scaled(x):\n    raise StopIteration",
    ),
    "an array without an entry": (
        "a = np.ones((2, 3))\nassert np.allclose(scaled(a), a * 2)",
        "def scaled(x):\n    return np.zeros((0,) + (1,) * np.ndim(x))",
    ),
    "another argument is changed than the solution's": (
        "p = {'w': np.ones(2)}\ng = {'w': np.full(2, 0.5)}\nSGD(p).step(g)\nassert np.allclose(p['w'], 1 - 0.1 * g['w'])",
        "class SGD(SGD):\n    def step(self, grads):\n        for k in grads:\n            grads[k][...] = 0",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_was_forged_once_earns_nothing(name: str) -> None:
    test, answer = FORGED[name]
    exam = proved([test], LAYERS, theirs=NAMES, streams="random" in test)
    (one,), _ = judged(exam, LAYERS, answer)
    assert not one.passed or one.number == 0.0


IN_PLACE = {
    "returned as it was changed": (
        "x = np.array([-1.0, 2.0])\nassert np.allclose(scaled(x), [-2, 4])",
        "def scaled(x):\n    x *= 2\n    return x",
    ),
    "a list is sorted": (
        "a = [3, 1]\nassert row([sorted(a)]) == [1, 3]",
        "def row(a):\n    a[0].sort()\n    return a[0]",
    ),
    "own arrays": (
        "l = Linear(np.ones((2, 2)), np.zeros(2))\nw = l.params['W']\nl.grow()\nassert np.allclose(l.params['W'], 2)",
        "class Linear(Linear):\n    def grow(self):\n        self.params['W'] *= 2",
    ),
    "own lists": (
        "h = History()\nh.push(1)\nh.push(2)\nassert h.items == [1, 2]",
        "class History:\n    def __init__(self):\n        self.items = []\n    def push(self, v):\n        self.items.append(v)",
    ),
    "a lazy one": (
        "assert [v for v in count(3)] == [0, 1, 4]",
        "def count(n):\n    return map(lambda v: v * v, range(n))",
    ),
    "truth of a callback": (
        "assert row([lambda: 3]) == 3",
        "def row(a):\n    f = a[0] or None\n    return f() if f else 0",
    ),
    "wraps of a callback": (
        "assert row([lambda: 3]) == 3",
        "import functools\ndef row(a):\n    @functools.wraps(a[0])\n    def g():\n        return a[0]()\n    return g()",
    ),
    "two known bases": (
        "try:\n    fails_itself()\nexcept ValueError:\n    pass\nelse:\n    assert False",
        "class Both(IndexError, ValueError):\n    pass\ndef fails_itself():\n    raise Both('oh')",
    ),
    "a text that is an enum": (
        "assert row(['red']) == 'red'",
        "import enum\nclass C(str, enum.Enum):\n    R = 'red'\ndef row(a):\n    return C.R",
    ),
}
REBINDING = (
    LAYERS
    + """
class Linear(Linear):
    def grow(self):
        self.params["W"] = self.params["W"] * 2

class History:
    def __init__(self):
        self.items = []
    def push(self, v):
        self.items = [*self.items, v]

def row(a):
    return a[0]() if callable(a[0]) else a[0]
"""
)


OPTIMISER = """
def moved(params, grads):
    for key in params:
        params[key] {step}

def all_moved(params, grads):
    for at in range(len(params)):
        params[at] {step_of_list}
"""
WRITTEN = {"step": "-= 0.5 * grads[key]", "step_of_list": "-= 0.5 * grads[at]"}
REPLACED = {"step": "= params[key] - 0.5 * grads[key]", "step_of_list": "= params[at] - 0.5 * grads[at]"}
STEPS = """
params, grads = {{"w": np.ones(2), "b": np.zeros((2, 1))}}, {{"w": np.full(2, 0.5), "b": np.ones((2, 1))}}
params, grads = {form}
for _ in range(2):
    {function}(params, grads)
got = {form_of_got}
assert np.allclose(got[0], 0.5) and np.allclose(got[1], -1) and got[1].shape == (2, 1)
assert np.allclose({form_of_grads}[0], 0.5)
"""
OF_DICTIONARY = STEPS.format(
    form="params, grads",
    function="moved",
    form_of_got="[params['w'], params['b']]",
    form_of_grads="[grads['w']]",
)
OF_LIST = STEPS.format(
    form="list(params.values()), list(grads.values())",
    function="all_moved",
    form_of_got="params",
    form_of_grads="grads",
)


@pytest.mark.parametrize("test", [OF_DICTIONARY, OF_LIST], ids=["dictionary", "list"])
@pytest.mark.parametrize(("solution", "answer"), [(WRITTEN, REPLACED), (REPLACED, WRITTEN)], ids=["w", "r"])
def test_entries_may_be_replaced_or_written_into(
    test: str, solution: dict[str, str], answer: dict[str, str]
) -> None:
    """`params[k] -= step` and `params[k] = params[k] - step`: an optimiser may do either."""
    exam = proved([test], OPTIMISER.format(**solution), theirs="moved all_moved")
    assert outcomes(exam, OPTIMISER.format(**answer)) == ["passed"]


@pytest.mark.parametrize(
    "step",
    [
        "= np.zeros((0, 2))",  # nothing to compare
        "= params[key] - 0.5 * grads[key]\n        grads[key] = 0 * grads[key]",
        "-= 0.5 * grads[key]\n        params['more'] = 1\n        break",
        "-= 0.4 * grads[key]",
    ],
)
@pytest.mark.parametrize("solution", [WRITTEN, REPLACED], ids=["w", "r"])
def test_entries_are_replaced_by_nothing_else(step: str, solution: dict[str, str]) -> None:
    exam = proved([OF_DICTIONARY], OPTIMISER.format(**solution), theirs="moved all_moved")
    assert outcomes(exam, OPTIMISER.format(**WRITTEN | {"step": step})) != ["passed"]


@pytest.mark.parametrize("answer", [WRITTEN, {**WRITTEN, "step": "[...] = np.inf"}], ids=["w", "inf"])
def test_what_a_test_keeps_aside_stays_as_it_was_where_the_solution_replaces(answer: dict[str, str]) -> None:
    """Else infinity in both places would be right."""
    test = (
        "p = {'w': np.ones(2)}\nw = p['w']\nmoved(p, {'w': np.ones(2)})\nassert np.allclose(p['w'], w - 0.5)"
    )
    exam = proved([test], OPTIMISER.format(**REPLACED), theirs="moved")
    assert outcomes(exam, OPTIMISER.format(**answer)) == ["failed"]


LOOKED_AT = """
def scaled(number: float, *more, key=None, **rest) -> float:
    'twice'
    return 2 * number

class Point:
    def __init__(self, x, y=2):
        self.x = x
    def move(self, dx):
        self.x += dx
"""


@pytest.mark.parametrize(
    "test",
    [
        "import inspect\nassert list(inspect.signature(scaled).parameters) == ['number', 'more', 'key', 'rest']",
        "import inspect\nsaid = inspect.getfullargspec(scaled)\nassert said.args == ['number'] and said.kwonlydefaults == {'key': None}",
        "import inspect\nassert inspect.signature(Point).parameters['y'].default == 2",
        "import inspect\nassert list(inspect.signature(Point(1).move).parameters) == ['dx']",
        "import inspect, types\nassert inspect.isfunction(scaled) and isinstance(scaled, types.FunctionType)",
        "import inspect\nassert inspect.isclass(Point) and not inspect.isclass(Point(1)) and not inspect.isfunction(Point)",
        "assert scaled.__doc__ == 'twice' and Point.__doc__ is None",
        "assert scaled.__annotations__['number'] is float and scaled.__name__ == 'scaled'",
    ],
)
def test_what_tests_ask_of_functions_and_classes(test: str) -> None:
    exam = proved([test], LOOKED_AT, theirs="scaled Point")
    other = (
        "class Point:\n    'docs'\n    def __call__(self):\n        pass\ndef scaled(*a, **k):\n    pass\n"
    )
    swapped = other + "scaled, Point = Point(), scaled"
    assert outcomes(exam, LOOKED_AT) == ["passed"]
    assert outcomes(exam, swapped) != ["passed"]


@pytest.mark.parametrize("name", IN_PLACE)
def test_right_answers_in_other_styles_pass(name: str) -> None:
    test, answer = IN_PLACE[name]
    exam = proved([test], REBINDING, theirs=NAMES + " History")
    assert outcomes(exam, REBINDING, answer) == ["passed"]


def test_what_is_too_large_costs_its_own_test_alone() -> None:
    exam = proved(
        ["assert scaled(1) == 2", "assert scaled(2) == 4", "assert rated(0) == 0"], LAYERS, theirs=NAMES
    )
    hoards = "store = list(map(str, range(120_000)))\ndef scaled(x):\n    return store"
    assert outcomes(exam, LAYERS, hoards) == ["refused", "refused", "passed"]


MONEY = """
class Money:
    def __init__(self, much):
        self.much = much
    def __lt__(self, other):
        return self.much < other.much
def cheapest(things):
    return min(things).name
def plain(x):
    return x
same = plain
many = list(range(50_000))
kept = [np.zeros(2) for _ in range(10_000)]
"""
ASKED = {
    "an operator by its name": "assert Money.__lt__(Money(1), Money(2)) and not Money.__lt__(Money(2), Money(1))",
    "the test's objects, compared": "class Thing:\n    def __init__(self, name, cost):\n        self.name, self.cost = name, cost\n    def __lt__(self, other):\n        return self.cost < other.cost\nassert cheapest([Thing('b', 2), Thing('a', 1), Thing('c', 3)]) == 'a'",
    "whether a name is there": "assert 'same' in dir() and 'same' in globals() and 'same' in locals() and 'other' not in dir()",
    "the value of a name": "assert globals().get('same')(3) == 3 and globals()['plain'](2) == 2 and globals().get('x') is None",
    "the names of an object": "assert 'much' in dir(Money(1)) and '__lt__' in dir(Money)",
    "one function and another": "assert same == plain and not same != plain and same != cheapest",
    "many numbers": "assert many[:2] == [0, 1] and len(many) == 50_000 and plain(many) is many",
    "many arrays": "assert len(kept) == 10_000 and kept[-1].tolist() == [0, 0]",
}


@pytest.mark.parametrize("name", ASKED)
def test_what_tests_ask_beside_values(name: str) -> None:
    theirs = "Money cheapest plain same many kept"
    exam = proved([ASKED[name]], MONEY, theirs=theirs)
    assert outcomes(exam, MONEY) == ["passed"]
    empty = "class Money:\n    pass\ndef cheapest(t):\n    return None\ndef plain(x):\n    return 0\nmany = kept = []"
    assert outcomes(exam, empty) != ["passed"]


def test_data_that_have_grown_too_large_cost_the_tests_that_ask_for_them_alone() -> None:
    cells = "store = ['a']\ndef grow():\n    store.extend(map(str, range(200_000)))\n    return 1\ndef one():\n    return 1"
    tests = ["assert store == ['a']", "assert one() == 1", "assert one() == 1"]
    exam = proved(tests, cells, theirs="store one")
    grown = cells.replace("def one():", "def one():\n    grow() if len(store) == 1 else None")
    assert outcomes(exam, grown) == ["passed", "refused", "passed"]


HELPED = "def helper(x):\n    return x + 1\ndef answer(x):\n    return 2 * helper(x)\nheld = []\ndef keep(f):\n    held.append(f)"


def _left(*papers: Paper) -> dict[str, Any]:
    """The names of a notebook whose helper stands at both ends, after a test that passes."""
    said, _, names = sat(Exam(papers, frozenset({"answer", "helper", "keep"})), HELPED, recording=True)
    assert [one.how for one in said] == ["passed"], said
    return names


@pytest.mark.parametrize("away", ["del helper", "helper = None", "def helper(x):\n    return 0"])
def test_a_given_function_that_a_test_puts_back_is_the_students_own_again(away: str) -> None:
    back = f"kept = helper\n{away}\ntry:\n    answer(1)\nexcept Exception:\n    pass\nhelper = kept\nassert answer(1) == 4"
    names = _left(Paper("", HELPED, frozenset({"answer", "keep"})), Paper("back", back))
    assert type(names["helper"]) is type(names["answer"])


def test_what_a_test_left_asks_nothing_while_none_runs() -> None:
    leaves = Paper("leaves", "keep(lambda x: x)\nassert answer(1) == 4")
    (left,) = _left(Paper("", "", frozenset({"answer", "keep"})), leaves)["held"]
    with pytest.raises(RuntimeError, match="while a test runs"):
        left(1)
