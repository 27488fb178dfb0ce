"""Expressions as code, compiled once."""

from __future__ import annotations

import pytest

from autograder.sandbox import probe_code
from autograder.sandbox.probe_code import compiled, known


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_code, "_codes", {})


def test_an_expression_is_compiled_once() -> None:
    code = compiled("a + 1")
    assert eval(code, {"a": 2}) == 3
    assert compiled("a + " + "1") is code


def test_what_is_no_expression_raises_each_time() -> None:
    for _ in range(2):
        with pytest.raises(SyntaxError):
            compiled("a = 1")


def test_code_from_elsewhere_is_taken() -> None:
    code = compile("7", "<probe>", "eval")
    known({"six": code})
    assert compiled("six") is code


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_code, "_MANY", 3)
    for number in range(50):
        compiled(str(number))
    assert len(probe_code._codes) <= 4
