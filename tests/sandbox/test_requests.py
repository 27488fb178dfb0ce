"""A request as bytes and back."""

from __future__ import annotations

import math
from types import CodeType
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from autograder.sandbox import probe_code
from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.protocol import Asked, Probe, Probes, Request
from autograder.sandbox.requests import pack, unpack
from tests.sandbox.test_codec import ARRAYS, PLAIN, same

PROBE = Probe({"x": np.arange(3.0), "n": 2}, (("out", "f(x)"), ("more", "out + n")), {"x": 1.0}, ("q",))


def back(*probes: Probe) -> tuple[Probe, ...]:
    request = unpack(pack(Request((), (Asked("q", 0, 0, (), probes),))))
    assert isinstance(request, Request)
    return request.asked[0].probes


def test_all_fields_come_out_as_they_went_in() -> None:
    asked = (Asked("q", 0, 1, ("x",), (), (("Gate", "gate"),)), Asked("r", 1, 1, (), ()))
    request = Request(("x = '\ud800'",), asked, (1,), ("p",), 7, (("F.softmax", "softmax"),), "source", False)
    assert unpack(pack(request)) == request


@pytest.mark.parametrize("probes", [(PROBE,), Probes([PROBE])])
def test_probes_come_out_as_they_went_in(probes: tuple[Probe, ...]) -> None:
    (got,) = back(*probes)
    assert (got.steps, got.given, got.reads) == (PROBE.steps, PROBE.given, PROBE.reads)
    assert got.inputs["x"].tolist() == [0, 1, 2]
    assert got.inputs["n"] == 2
    assert back(Probe())[0] == Probe()


@given(PLAIN | ARRAYS)
def test_plain_data_comes_out_as_it_went_in(value: Any) -> None:
    if "Opaque" not in repr(value):
        assert same(back(Probe({"x": value}))[0].inputs["x"], value)


def test_lists_become_tuples_and_numbers_plain() -> None:
    value = [1, [np.float64(2.5), math.inf], {"a": []}]
    got = back(Probe({"x": value}))[0].inputs["x"]
    assert got == (1, (2.5, math.inf), {"a": ()})
    assert type(got[1][0]) is float


@pytest.mark.parametrize(
    "value", [object(), {1}, {1: 2}, b"bytes", np.array([object()]), np.array(["text"]), 1j, len]
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(ProtocolError, match="no form"):
        back(Probe({"x": value}))


def test_probes_of_all_submissions_are_packed_once_with_their_code(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = Probes([PROBE, PROBE])
    request = Request((), (Asked("q", 0, 0, (), probes),))
    packed = pack(request)
    assert probes.packed is not None
    assert pack(request) == packed
    monkeypatch.setattr(probe_code, "_codes", {})
    unpack(packed)
    assert sorted(probe_code._codes) == ["f(x)", "out + n"]
    assert all(isinstance(code, CodeType) for code in probe_code._codes.values())


def test_other_probes_come_without_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be spelt as a student spells, and the trusted end compiles nothing that a student wrote."""
    monkeypatch.setattr(probe_code, "_codes", {})
    back(PROBE)
    assert probe_code._codes == {}
