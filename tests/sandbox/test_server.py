"""The fork server's own parts; what it does as a whole is in tests/host/test_prober.py."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from autograder.sandbox import __main__ as way_in
from autograder.sandbox import server
from autograder.sandbox.protocol import encode


def test_the_example_answers_all_that_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    main = sys.modules["__main__"]

    def note(answer: Any) -> bytes:
        said.append(answer)
        return encode(answer)

    monkeypatch.setattr(server, "encode", note)
    server.rehearse()
    assert sys.modules["__main__"] is main
    assert len(said) == 5 * server.TIMES
    assert encode(said[:4]) == encode(said[-5:-1])  # the last one tells seconds
    ((gate,), (again,)) = [answer for kind, _, answer in said[:5] if kind == "asked"]
    assert [type(one).__name__ for one in gate.observations] == ["Opaque", "ndarray", "tuple", "Raised"]
    assert again.observations == (1.5,)


def test_hooks_of_forks_are_not_taken() -> None:
    assert way_in._forget(after_in_child=print) is None
