"""Places: objects may be used, and data changed, only where the reference did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.sandbox.remote.sites import HARMLESS, Sites, here
from tests.sandbox.remote.made import LAYERS, LINK, NAMES, REBINDING, judged, outcomes, proved


def at(place: str, source: str, ask: Callable[..., Any]) -> Any:
    """What `ask` says in code of that file."""
    names: dict[str, Any] = {"ask": ask}
    exec(compile(source, place, "exec"), names)
    return names["got"]


def test_a_place_is_the_innermost_one_of_a_test() -> None:
    source = "def f():\n    return ask('call')\ngot = f()"
    file, name, line, _, operation = at("<test a>", source, here)
    assert (file, name, line, operation) == ("<test a>", "f", 1, "call")
    assert at("elsewhere", source, here) == ("", "", 0, 0, "call")
    assert (
        at("<test a>", "got = ask('a'), ask('a')", here)[0]
        != at("<test a>", "got = ask('a'), ask('a')", here)[1]
    )


def test_an_object_is_used_where_the_references_was() -> None:
    proof, exam = "got = ask('call')", Sites(recording=True)
    assert at("<test a>", proof, exam.allows)
    sites = Sites(objects=exam.objects)
    assert at("<test a>", proof, sites.allows)
    for place, source in (
        ("<test b>", proof),
        ("<test a>", "got = 1\ngot = ask('call')"),
        ("<test a>", "got = ask('item')"),
    ):
        assert not at(place, source, sites.allows)


@pytest.mark.parametrize("operation", sorted(HARMLESS))
def test_what_gives_data_alone_is_allowed_anywhere(operation: str) -> None:
    sites = Sites()
    assert sites.allows(operation)
    recording = Sites(recording=True)
    assert recording.allows(operation)
    assert not recording.objects


def test_a_name_stands_for_an_object_where_the_references_did() -> None:
    recording = Sites(recording=True)
    assert recording.named("f")
    sites = Sites(objects=recording.objects)
    assert sites.named("f")
    assert not sites.named("g")


def test_data_are_changed_where_the_reference_changed_the_same() -> None:
    """Counted from the first data that a test hands over; what was before all of it is one."""
    recording = Sites(recording=True, first=10)
    assert recording.takes_over(12)
    recording.changed([12])
    assert not recording.kept
    sites = Sites(changing=recording.changing, first=100)
    assert sites.takes_over(102)
    assert not sites.takes_over(104)
    kept = []
    for numbers in ([102], [102, 104]):
        sites.changed(numbers)
        kept.append(sites.kept)
    assert kept == [False, True]
    before = Sites(recording=True, first=10)
    before.changed([2])
    assert Sites(changing=before.changing, first=50).takes_over(0)
    assert not Sites(changing=before.changing, first=50).takes_over(50)


def test_where_nothing_is_kept_all_is_taken_over() -> None:
    assert Sites(keeping=False).takes_over(4)
    assert not Sites().takes_over(4)


def test_the_stream_moves_where_the_references_did() -> None:
    recording = Sites(recording=True)
    assert not Sites().moves()
    assert recording.moves()
    assert Sites(changing=recording.changing).moves()


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


@pytest.mark.parametrize("name", IN_PLACE)
def test_right_answers_in_other_styles_pass(name: str) -> None:
    test, answer = IN_PLACE[name]
    exam = proved([test], REBINDING, theirs=NAMES + " History")
    assert outcomes(exam, REBINDING, answer) == ["passed"]
