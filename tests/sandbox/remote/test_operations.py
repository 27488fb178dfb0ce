"""What may be asked of an object at the other end, each operation as Python itself does it."""

from __future__ import annotations

import operator
from inspect import Parameter
from typing import Any

import pytest

from autograder.sandbox.remote.operations import BINARY, COMPARISONS, IN_PLACE, OPERATIONS, TO_TESTS, UNARY
from tests.sandbox.remote.made import outcomes, proved


@pytest.mark.parametrize("name", [*BINARY, *IN_PLACE, *COMPARISONS])
def test_operators_are_those_of_python(name: str) -> None:
    if "matmul" in name:
        assert OPERATIONS[name] is not None
        return
    assert OPERATIONS[name]({}, 7, 2) == getattr(operator, name)(7, 2)


@pytest.mark.parametrize("name", UNARY)
def test_operators_of_one_operand(name: str) -> None:
    assert OPERATIONS[name]({}, 7) == getattr(operator, name)(7)


def test_names_are_those_of_the_namespace_that_is_served() -> None:
    names: dict[str, Any] = {"a": 1}
    assert OPERATIONS["name"](names, "a") == 1
    assert OPERATIONS["defined"](names, "a")
    OPERATIONS["set name"](names, "b", 2)
    OPERATIONS["delete name"](names, "a")
    assert names == {"b": 2}
    for operation in ("name", "delete name"):
        with pytest.raises(NameError, match="'a' is not defined") as caught:
            OPERATIONS[operation](names, "a")
        assert caught.value.name == "a"


class Thing:
    """Entered and left, and says what it hears."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def __enter__(self) -> str:
        return "entered"

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> int:
        self.heard.append((kind, type(error)))
        return 2


@pytest.mark.parametrize(
    ("raised", "heard"),
    [
        ("", (None, type(None))),
        ("KeyError", (KeyError, KeyError)),
        ("SystemExit", (None, type(None))),  # no Exception
        ("print", (None, type(None))),
        ("OfTheTest", (None, type(None))),
    ],
)
def test_a_with_block_ends_with_an_exception_that_both_ends_know(raised: str, heard: tuple[Any, Any]) -> None:
    thing = Thing()
    assert OPERATIONS["enter"]({}, thing) == "entered"
    assert OPERATIONS["leave"]({}, thing, raised) is True
    assert thing.heard == [heard]


def test_a_signature_is_told_without_what_it_does_not_say() -> None:
    def function(a: int, *more: int, key: str = "k") -> None:
        """Take them."""

    function.__annotations__ = {"a": int}
    assert OPERATIONS["signature"]({}, function) == (
        ("a", int(Parameter.POSITIONAL_OR_KEYWORD), (("annotation", int),)),
        ("more", int(Parameter.VAR_POSITIONAL), ()),
        ("key", int(Parameter.KEYWORD_ONLY), (("default", "k"),)),
    )


def test_student_code_may_ask_less_of_what_a_test_handed_it() -> None:
    assert set(TO_TESTS) < set(OPERATIONS)
    refused = (
        "name",
        "set name",
        "delete name",
        "set attribute",
        "delete attribute",
        "set item",
        "signature",
        "names of",
    )
    assert not set(refused) & set(TO_TESTS)


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
