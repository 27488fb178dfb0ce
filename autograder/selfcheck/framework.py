"""Self-check of the little autodiff framework (Variable, Function, …), each exercise by what its text promises.

Gradients are compared with the central difference of the student's own forward; the rest is links, types and errors.
"""

from __future__ import annotations

import os
import unittest
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.draw import Draw
from autograder.selfcheck.compare import Pair, explain, rows, slope
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.layers import variants_of
from autograder.selfcheck.student import Scope, StoppedError, ask, attempt, named, number
from autograder.selfcheck.table import Row
from autograder.selfcheck.words import Saying, say

Found = tuple[list[Row], Saying | None]


def check_framework(exercise: Exercise, scope: Scope) -> Found:
    """Rows and, where something is wrong, a hint; no rows for an exercise that has no self-check. Raises StoppedError."""
    kind = exercise.options.get("kind", "")
    if kind == "function":
        return _own_slope(exercise, scope.names)
    found = next((_CHECKS[key] for key in (kind, *exercise.checks) if key in _CHECKS), None)
    return found(scope.names) if found else ([], None)


def is_framework(exercise: Exercise) -> bool:
    """Whether the exercise belongs to the autodiff framework."""
    return exercise.options.get("kind") in {"function", *_CHECKS}


class _Claims:
    """Claims made one by one: the table has a row for each, the hint is on the first that is not so."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.hint: Saying | None = None

    def claim(self, name: str, fulfilled: bool, otherwise: Saying) -> None:
        self.rows.append(Row(name, "–", "ok" if fulfilled else "wrong", "–"))
        if not fulfilled and self.hint is None:
            self.hint = otherwise

    def is_(self, name: str, got: object, want: object, text: str) -> None:
        """`got` is the very object `want`."""
        self.claim(name, got is want, say("should_be", name=name, want=text))

    def raises(self, kind: type[Exception], name: str, call: Any, argument: Any) -> None:
        """Calling it raises that kind of exception."""
        try:
            call(argument)
            raised = False
        except Exception as error:
            raised = isinstance(error, kind)
        self.claim(name, raised, say("expected_error", name=name, type=kind.__name__))

    @property
    def found(self) -> Found:
        """A row for each claim, the worst where one was made several times."""
        worst: dict[str, Row] = {}
        for row in self.rows:
            if row.name not in worst or row.state == "wrong":
                worst[row.name] = row
        return list(worst.values()), self.hint


def _arrays() -> list[Any]:
    draw = Draw(os.urandom(16), "framework")
    return [np.array(draw.number()), draw.array((3,)), draw.array((1, 2))]


def _variable(names: dict[str, Any]) -> Found:
    made, claims = named("Variable", names), _Claims()
    for data in (np.array(1.0), np.arange(3.0)):
        kept = getattr(attempt("Variable", made, data), "data", None)
        same = isinstance(kept, np.ndarray) and np.array_equal(kept, data)
        name = f"Variable({data!r}).data"
        claims.claim(name, same, say("should_be", name=name, want=repr(data)))
    one, none = attempt("Variable", made, np.array(1.0)), attempt("Variable(None)", made, None)
    claims.is_("grad", getattr(one, "grad", "missing"), None, "None")
    claims.is_("Variable(None).data", getattr(none, "data", "missing"), None, "None")
    for wrong in (1.0, 1, [1.0]):
        claims.raises(TypeError, f"Variable({wrong!r})", made, wrong)
    return claims.found


def _function(names: dict[str, Any]) -> Found:
    variable, base, claims = named("Variable", names), named("Function", names), _Claims()
    triple = type("Triple", (base,), {"forward": lambda self, x: 3 * x})  # noqa: ARG005  (a method)
    for data in _arrays():
        f, x = attempt("Function", triple), attempt("Variable", variable, data)
        y = attempt("Function.__call__", f, x)
        claims.claim("call", isinstance(y, variable), say("should_be", name="Triple()(x)", want="Variable"))
        kept = getattr(y, "data", None)
        out = number(kept)
        right = out is not None and out.shape == data.shape and np.allclose(out, 3 * data)
        claims.claim("data", bool(right), say("should_be", name="Triple()(x).data", want="3 * x.data"))
        is_array = isinstance(kept, np.ndarray)
        claims.claim("as_array", is_array, say("should_be", name="Triple()(x).data", want="ndarray"))
        claims.is_("input", getattr(f, "input", None), x, "x")
    plain = attempt("Function", base)
    for method in ("forward", "backward"):
        claims.raises(NotImplementedError, f"Function().{method}", getattr(plain, method, None), 1.0)
    return claims.found


def _own_slope(exercise: Exercise, names: dict[str, Any]) -> Found:
    """Square and Exp: backward beside the numerical derivative of the own forward, through a call."""
    name = exercise.target
    variable, made = named("Variable", names), named(name, names, exercise.aliases)
    draw = Draw(os.urandom(16), name)

    def own(value: Any) -> Any:
        return _data(name, attempt(name, attempt(name, made), variable(np.array(value))))

    pairs: list[Pair] = []
    for data in _arrays():
        f = attempt(name, made)
        attempt(name, f, attempt("Variable", variable, data))
        upstream = draw.array(data.shape)
        got = ask(f, "backward", upstream)
        want = slope(own, data, upstream)
        variants = variants_of(own, data, upstream, want)
        pairs.append(Pair("backward", "x", got, want, "forward", upstream="gy", variants=variants))
    return rows(pairs), explain(pairs)


def _data(name: str, y: Any) -> Any:
    out = number(getattr(y, "data", None))
    if out is None:
        raise StoppedError(say("not_number", name=f"{name}()(x).data"), at=name)
    return out


_KNOWN: dict[str, Callable[[Any], Any]] = {
    "x**3": lambda a: a**3,
    "sin(x)": np.sin,
    "exp(-x)": lambda a: np.exp(-a),
}
"""Functions whose derivatives numerical_diff is asked for."""


def _numerical_diff(names: dict[str, Any]) -> Found:
    variable, own = named("Variable", names), named("numerical_diff", names)
    pairs = []
    for text, f in _KNOWN.items():
        for data in _arrays()[:2]:

            def framed(v: Any, f: Any = f) -> Any:
                return variable(np.asarray(f(v.data)))

            got = attempt("numerical_diff", own, framed, attempt("Variable", variable, data))
            want = slope(f, data if data.ndim else float(data), np.ones_like(data))
            pairs.append(Pair(f"numerical_diff({text})", "x", got, want, text))
    return rows(pairs), explain(pairs)


def _define_by_run(names: dict[str, Any]) -> Found:
    variable, square, exp = (named(name, names) for name in ("Variable", "Square", "Exp"))
    one, two, claims = attempt("Square", square), attempt("Exp", exp), _Claims()
    x = attempt("Variable", variable, np.array(0.5))
    claims.is_("x.creator", getattr(x, "creator", "missing"), None, "None")
    a = attempt("Square", one, x)
    y = attempt("Exp", two, a)
    claims.is_("y.creator", getattr(y, "creator", None), two, "f  (y = f(a))")
    claims.is_("y.creator.output", getattr(two, "output", None), y, "y")
    claims.is_("y.creator.input", getattr(two, "input", None), a, "a")
    claims.is_("a.creator", getattr(a, "creator", None), one, "g  (a = g(x))")
    claims.is_("a.creator.input", getattr(one, "input", None), x, "x")
    return claims.found


def _backward(names: dict[str, Any]) -> Found:
    variable, square, exp = (named(name, names) for name in ("Variable", "Square", "Exp"))
    pairs: list[Pair] = []
    for kinds in ((square,), (square, exp), (exp, square, exp)):

        def chain(x: Any, kinds: tuple[Any, ...] = kinds) -> Any:
            for kind in kinds:
                x = attempt(kind.__name__, kind(), x)
            return x

        def own(value: Any, chain: Any = chain) -> Any:
            return _data("y", chain(variable(np.array(value))))

        for data in [np.array(0.4 * array) for array in _arrays()[:2]]:
            x = attempt("Variable", variable, data)
            ask(chain(x), "backward")
            want = slope(own, data, np.ones_like(data))
            label = "x.grad: " + "(".join(kind.__name__ for kind in reversed(kinds)) + "(x" + ")" * len(kinds)
            pairs.append(Pair(label, "x", getattr(x, "grad", None), want, "y"))
    found = rows(pairs), explain(pairs)
    return found if found[1] else _long_chain(variable, square, found[0])


def _long_chain(variable: Any, square: Any, so_far: list[Row]) -> Found:
    """5,000 functions one after the other: a backward that calls itself stops at Python's limit."""
    y = variable(np.array(1.0))
    for _ in range(5000):
        y = square()(y)
    attempt("backward, 5000 × Square", y.backward)
    return [*so_far, Row("5000 × Square", "–", "ok", "–")], None


def _functional(names: dict[str, Any]) -> Found:
    claims, variable = _Claims(), named("Variable", names)
    square, exp = named("square", names), named("exp", names)
    for name, call in (("square", square), ("exp", exp)):
        made = named(name.title(), names)
        for data in _arrays():
            x = attempt("Variable", variable, data)
            got, own = (
                number(getattr(attempt(name, call, x), "data", None)),
                _data(name, attempt(name, made(), x)),
            )
            right = got is not None and got.shape == data.shape and np.allclose(got, own)
            claims.claim(
                f"{name}(x)", bool(right), say("should_be", name=f"{name}(x)", want=f"{name.title()}()(x)")
            )
    x = attempt("Variable", variable, np.array(0.5))
    first = attempt("square", square, x)
    second = attempt("square", square, first)
    anew = getattr(first, "creator", 1) is not getattr(second, "creator", 2)
    claims.claim("square(square(x))", anew, say("shared_object", name="square"))
    return claims.found


def _gradient_test(names: dict[str, Any]) -> Found:
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


_CHECKS: dict[str, Callable[[dict[str, Any]], Found]] = {
    "variable": _variable,
    "function_base": _function,
    "graph": _define_by_run,
    "backward": _backward,
    "functional": _functional,
    "numerical": _numerical_diff,
    "student_tests": _gradient_test,
}
"""By the question's kind in course.yml, else by the kind of its checks."""
