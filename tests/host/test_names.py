"""Names that a child says: those of Python, numpy and the submission pass, and no others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.host import names
from autograder.host.names import Names
from autograder.host.prober import Prober
from autograder.sandbox import libc
from autograder.sandbox.codec import Opaque, ProtocolError
from autograder.sandbox.protocol import Asked, Probe, Probes, Raised, Reply, Request, Skipped

REQUEST = Request(("Wrong = spelt(W1)",), ())


def plainly(value: Any) -> Any:
    return Names(REQUEST).seen(value)


@pytest.mark.parametrize(
    "name",
    [
        "TypeError",
        "LinAlgError",
        "UFuncTypeError",
        "JSONDecodeError",
        "Wrong",
        "NotImplementedError",
    ],
)
def test_types_that_there_are(name: str) -> None:
    assert plainly(Raised(name, "m", 1, 2)) == Raised(name, "m", 1, 2)


@pytest.mark.parametrize(
    "name", ["", "Leak", "x_0_3399", "class Variable:", "TypeError x=0.3", "0.3399", "ValueError_3"]
)
def test_any_other_is_an_exception(name: str) -> None:
    shown = plainly(Raised(name)).type_name
    assert shown in ("Exception", "")


@pytest.mark.parametrize(
    ("name", "shown"), [("spelt", "spelt"), ("W1", "W1"), ("0.3399", ""), ("spelt W1", "")]
)
def test_what_an_exception_speaks_of(name: str, shown: str) -> None:
    assert plainly(Raised("NameError", name=name)).name == shown


@pytest.mark.parametrize(
    "name", ["float128 array", "longdouble array", "object array", "too large", "Wrong", "set", "generator"]
)
def test_types_of_values(name: str) -> None:
    assert plainly(({"a": Opaque(name)}, 1.5)) == ({"a": Opaque(name)}, 1.5)
    assert plainly((Opaque(f"{name} 0.3399"),)) == (Opaque("object"),)


def test_numbers_stay() -> None:
    value = (1, 2.5, "text", None, True, np.arange(3))
    assert plainly(value)[:5] == value[:5]


SKIPPED, RAISED, REPLY = Skipped(), Raised("ValueError"), Reply(())


@pytest.mark.parametrize(
    "value",
    [REPLY, (RAISED,), {"x": SKIPPED}, (1, ({"x": (REPLY,)},)), ((Raised("E", line=1),),)],
    ids=range(5),
)
def test_a_record_in_the_place_of_plain_data_is_no_answer(value: Any) -> None:
    with pytest.raises(ProtocolError):
        plainly(value)


@given(st.recursive(st.just(1) | st.just(RAISED) | st.just(SKIPPED), lambda x: st.tuples(x, x), max_leaves=6))
def test_a_record_is_found_wherever_it_hides(value: Any) -> None:
    def hidden(value: Any) -> bool:
        return isinstance(value, Raised | Skipped) or (isinstance(value, tuple) and any(map(hidden, value)))

    if isinstance(value, tuple) and hidden(value):
        with pytest.raises(ProtocolError):
            plainly(value)
    else:
        assert plainly(value) == value


def test_words_of_a_request() -> None:
    asked = Asked("q", 0, 0, (), (Probe({}, (("s", "Gate().forward(x_1)"),)),))
    others = Asked("r", 0, 0, (), Probes(Probe({}, (("s", f"Other{i}()"),)) for i in range(2)))
    request = Request(("class Gate(Base): pass",), (asked, others), library="def softmax(x): ...")
    wanted = {"Gate", "Base", "forward", "x_1", "Other0", "Other1"}
    assert wanted <= Names(request).words
    assert wanted <= Names(request).words  # what is read once a run is read the same again


def test_words_of_lent_cells_are_not_the_students() -> None:
    request = Request(
        ("class Gate(Base): pass", "class Reference: pass"), (), library="def softmax(x): ...", lent=(1,)
    )
    said = [Names(request).seen(Opaque(name)).type_name for name in ("Gate", "Base", "Reference", "softmax")]
    assert said == ["Gate", "Base", "object", "object"]


@pytest.mark.parametrize(
    "name", ["int int float", "Wrong spelt", "3 3 9 9", "3399", "int array array", "float\n"]
)
def test_a_type_has_one_name(name: str) -> None:
    """Words that may be said one by one make a text."""
    request = Request(("Wrong = spelt(W1, 3399, 3, 9)",), ())
    assert Names(request).seen(Opaque(name)).type_name == "object"
    assert Names(request).seen(Raised(name)).type_name == "Exception"


@pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")
def test_a_hidden_input_does_not_come_out_by_a_name(prober: Prober) -> None:
    code = """
def told(x):
    raise type(f"Leak {x}", (Exception,), {})()
def value(x):
    return type(f"leak_{x}", (), {})()
def named(x):
    raise NameError("", name=f"x_{x}")
class Own(Exception): pass
def own(x):
    raise Own
"""
    steps = tuple((name, f"{name}(x)") for name in ("told", "value", "named", "own"))
    heard = prober.ask(Request((code,), (Asked("q", 0, 0, (), (Probe({"x": 3399}, steps),)),)))
    (reply,) = heard.replies["q"]
    told, value, named, own = reply.observations
    assert (told.type_name, value, named.name, own.type_name) == ("Exception", Opaque("object"), "", "Own")
    assert "3399" not in repr([told.type_name, value, named.name])


def test_a_type_that_code_makes_here_is_no_word() -> None:
    made = type("MadeHere", (Exception,), {"__module__": "builtins"})
    homeless = eval(
        "type('Homeless', (Exception,), {})", {"__builtins__": {"type": type, "Exception": Exception}}
    )
    assert {made, homeless} <= {*Exception.__subclasses__()}
    names._types.cache_clear()
    for name in ("MadeHere", "Homeless"):
        assert plainly(Raised(name)).type_name == "Exception"
    assert plainly(Opaque("generator")) == Opaque("generator")
