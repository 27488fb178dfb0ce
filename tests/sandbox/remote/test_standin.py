"""What stands for an object of the other end: what is asked there, and what only data may do."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.remote.forms import Handle
from autograder.sandbox.remote.operations import BINARY, COMPARISONS, IN_PLACE, UNARY
from autograder.sandbox.remote.raised import Refused
from autograder.sandbox.remote.standin import MOST_ITEMS, StandIns, number_of
from tests.sandbox.remote.made import LAYERS, LIAR, NAMES, judged, outcomes, proved


class Asked(StandIns):
    """Keeps what is asked, and answers with what was put there."""

    def __init__(self, answer: Any = None, *, judges: bool = True) -> None:
        super().__init__(Refused if judges else None)
        self.said: list[tuple[Any, ...]] = []
        self.answer = answer
        self.ask = self._ask

    def _ask(self, *what: Any) -> Any:
        self.said.append(what)
        return self.answer

    def thing(self, name: str = "Thing", *, called: bool = False) -> Any:
        """Of a type of that name."""
        return self.of(Handle(3, name, called))


@pytest.mark.parametrize("name", [*BINARY, *IN_PLACE, *UNARY])
def test_operators_are_asked_at_the_other_end(name: str) -> None:
    asked = Asked("answer")
    thing = asked.thing()
    others = () if name in UNARY else (5,)
    method = getattr(type(thing), f"__{name.rstrip('_')}__")
    assert method(thing, *others) == "answer"
    assert asked.said == [(name, thing, *others)]


@pytest.mark.parametrize("name", BINARY)
def test_the_right_operand_stays_on_the_right(name: str) -> None:
    asked = Asked("answer")
    thing = asked.thing()
    assert getattr(type(thing), f"__r{name.rstrip('_')}__")(thing, 5) == "answer"
    assert asked.said == [(name, 5, thing)]


@pytest.mark.parametrize("name", COMPARISONS)
def test_a_test_compares_no_object_and_student_code_may(name: str) -> None:
    thing = Asked(True).thing()
    with pytest.raises(Refused, match=r"a test compares an object of type Thing"):
        getattr(type(thing), f"__{name}__")(thing, 5)
    asked = Asked("answer", judges=False)
    mine = asked.thing()
    assert getattr(type(mine), f"__{name}__")(mine, 5) == "answer"
    assert asked.said == [(name, mine, 5)]


def test_one_function_is_another_or_not() -> None:
    asked = Asked()
    one: Any
    other: Any
    one, other = (asked.of(Handle(n, "function", True)) for n in (1, 2))
    assert one == one and one != other and not one == other  # noqa: PT018, SIM201
    assert asked.said == []
    with pytest.raises(Refused):
        _ = one == 5
    with pytest.raises(Refused):
        _ = one < other


@pytest.mark.parametrize(
    ("ask", "operation", "right", "wrong"),
    [
        (len, "length", 2, True),
        (int, "int", 2, 2.0),
        (float, "float", 2.0, 2),
        (str, "text", "two", b"two"),
        (repr, "shown", "two", 2),
        (format, "text", "two", None),
    ],
)
def test_numbers_and_texts_must_be_plain_ones(ask: Any, operation: str, right: Any, wrong: Any) -> None:
    asked = Asked(right)
    assert ask(asked.thing()) == right
    assert asked.said == [(operation, asked.thing())]
    with pytest.raises(TypeError, match="was asked for"):
        ask(Asked(wrong).thing())


def test_an_array_must_be_one() -> None:
    assert np.asarray(Asked(np.ones(2)).thing(), dtype=int).tolist() == [1, 1]
    with pytest.raises(TypeError, match="ndarray was asked for"):
        np.asarray(Asked([1, 2]).thing())


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (bool, "whether this is true"),
        (lambda thing: 5 in thing, "what is in"),
        (lambda thing: type("New", (thing,), {}), None),
    ],
)
def test_what_only_data_may_do_is_refused(attempt: Any, said: str | None) -> None:
    with pytest.raises((Refused, TypeError), match=said):
        attempt(Asked(True).thing())


def test_a_test_derives_no_class_of_a_students() -> None:
    made: dict[str, Any] = {"Theirs": Asked().thing("type", called=True)}
    with pytest.raises(Refused, match="derive a class from"):
        exec("class Mine(Theirs):\n    pass", made)


def test_at_the_students_end_it_is_true_and_says_nothing_of_itself() -> None:
    asked = Asked("secret", judges=False)
    thing = asked.thing(called=True)
    assert thing
    assert str(thing) == repr(thing) == "<Thing>"
    for private in ("_hidden", "__dict__", "__globals__", "__signature__", "__array_struct__"):
        with pytest.raises(AttributeError):
            getattr(thing, private)
    assert asked.said == []
    assert thing.public == "secret"


@pytest.mark.parametrize("answer", [1, "True", None, [1]])
def test_whether_it_is_one_of_a_class_is_true_alone(answer: Any) -> None:
    asked = Asked(answer)
    kind: Any = asked.of(Handle(1, "type", True))
    thing: Any = asked.of(Handle(2, "Thing", False))
    assert not isinstance(thing, kind)
    assert not issubclass(thing, kind)
    asked.answer = True
    assert isinstance(thing, kind)
    assert issubclass(thing, kind)
    assert not isinstance(5, kind)
    assert not issubclass(int, kind)
    asked.answer = 1
    assert thing.__exit__(None, None, None) is False


def test_a_with_block_names_the_exception() -> None:
    asked = Asked(True)
    thing = asked.thing()
    assert thing.__exit__(KeyError, KeyError(), None) is True
    thing.__exit__(None, None, None)
    assert asked.said == [("leave", thing, "KeyError"), ("leave", thing, "")]


def test_names_that_are_no_texts_are_left_out() -> None:
    assert dir(Asked(("b", 3, "a")).thing()) == ["a", "b"]


def test_no_object_has_items_without_end() -> None:
    thing = iter(Asked(1).thing())
    for _ in range(MOST_ITEMS):
        assert next(thing) == 1
    with pytest.raises(Refused, match="more than 10000 items"):
        next(thing)


def test_an_object_has_one_stand_in_as_long_as_somebody_holds_it() -> None:
    asked = Asked()
    thing = asked.thing()
    assert asked.thing() is thing
    assert {thing: 1}[thing] == 1
    assert asked.of(Handle(4, "Thing", False)) is not thing
    assert type(asked.of(Handle(4, "Thing", False))) is type(thing)
    assert len(asked.made) == 1
    assert number_of(thing) == 3
    assert number_of(5) is None


def test_types_are_named_as_there_and_do_not_grow_without_end() -> None:
    asked = Asked()
    assert type(asked.thing("Linear")).__name__ == "Linear"
    for number in range(600):
        asked.of(Handle(number, f"T{number}", False))
    assert len(asked.types) < 510
    assert type(asked.of(Handle(700, "T700", False))).__name__ == "object"


@pytest.mark.parametrize(("name", "check"), [("function", inspect.isfunction), ("type", inspect.isclass)])
def test_functions_and_classes_are_taken_for_what_they_are(name: str, check: Any) -> None:
    assert check(Asked().thing(name, called=True))
    assert not check(Asked().thing("Thing", called=True))


def test_a_signature_is_read_of_plain_data() -> None:
    asked = Asked((("a", 1, ()), ("b", 3, (("default", 2),))))
    assert str(inspect.signature(asked.thing(called=True))) == "(a, *, b=2)"
    asked.answer = [("a", 1, ())]
    with pytest.raises(TypeError):
        inspect.signature(asked.thing(called=True))


def test_nobody_listens_before_the_conversation() -> None:
    silent: Any = StandIns(Refused).of(Handle(1, "Thing", True))
    with pytest.raises(TypeError, match="nobody listens"):
        silent()


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
