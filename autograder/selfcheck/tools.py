"""Self-check of what students write to check themselves: numerical_diff, and tests of their own."""

from __future__ import annotations

import os
import unittest
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.model.message import Message, say
from autograder.numbers.draw import Draw
from autograder.selfcheck.compare import LOOSE, Pair, explain, rows, slope
from autograder.selfcheck.student import StoppedError, attempt, named
from autograder.selfcheck.table import Row

Found = tuple[list[Row], Message | None]

_KNOWN: dict[str, Callable[[Any], Any]] = {
    "x**3": lambda a: a**3,
    "sin(x)": np.sin,
    "exp(-x)": lambda a: np.exp(-a),
}
"""Functions whose derivatives numerical_diff is asked for."""


def check_numerical_diff(names: dict[str, Any]) -> Found:
    """numerical_diff of known functions, with the eps it has and with another."""
    variable, own = named("Variable", names), named("numerical_diff", names)
    pairs, moved = [], False
    for text, f in _KNOWN.items():
        for data in arrays()[:2]:

            def framed(v: Any, f: Any = f) -> Any:
                return variable(np.asarray(f(v.data)))

            x = attempt("Variable", variable, data)
            got = attempt("numerical_diff", own, framed, x)
            want = slope(f, data if data.ndim else float(data), np.ones_like(data))
            pairs.append(Pair(f"numerical_diff({text})", "x", got, want, text, tolerance=LOOSE))
            moved |= not np.array_equal(x.data, data)
            got = attempt("numerical_diff", own, framed, attempt("Variable", variable, data), 0.1)
            want = (f(data + 0.1) - f(data - 0.1)) / 0.2
            pairs.append(
                Pair(f"numerical_diff({text}, eps=0.1)", "x", got, np.asarray(want), f"{text}, eps=0.1")
            )
    changed = [Row("x.data", "–", "wrong", "–")] if moved else []
    return [*rows(pairs), *changed], explain(pairs) or (say("changed", name="x.data") if moved else None)


def check_tests(names: dict[str, Any]) -> Found:
    """Run the student's own tests once, against the student's own code."""
    cases = [v for v in names.values() if isinstance(v, type) and issubclass(v, unittest.TestCase)]
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(c) for c in dict.fromkeys(cases)
    )
    plain = [v for k, v in names.items() if k.startswith("test") and callable(v) and not isinstance(v, type)]
    suite.addTests(unittest.FunctionTestCase(test) for test in plain)
    count = suite.countTestCases()
    if not count:
        raise StoppedError(say("no_tests"), attempted=False)
    result = unittest.TestResult()
    suite.run(result)
    bad = {test.id().split(".")[-1]: text for test, text in [*result.failures, *result.errors]}
    if any("NotImplementedError" in text.splitlines()[-1] for text in bad.values()):
        raise StoppedError(say("part_missing", name=next(iter(bad))), attempted=False)
    passed = count - len(bad)
    lines = [Row(name, "–", "wrong", "–") for name in bad] or [Row(f"{passed} / {count}", "–", "ok", "–")]
    return lines, say("tests_passed", passed=passed, count=count) if bad else None


def arrays() -> list[Any]:
    """A number, a vector and a matrix, as arrays."""
    draw = Draw(os.urandom(16), "framework")
    return [np.array(draw.number()), draw.array((3,)), draw.array((1, 2))]
