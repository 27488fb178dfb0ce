"""Tests against stand-ins: what honest notebooks get is what they get in one process, and what a failing test tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sandbox.remote.made import LAYERS, NAMES, SETUP, judged, outcomes, proved

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
