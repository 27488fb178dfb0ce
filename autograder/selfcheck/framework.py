"""Self-check of the little autodiff framework (Variable, Function, …), each exercise by what its text promises.

Gradients are compared with the central difference of the student's own forward; the rest is links, types and errors.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.model.message import Message, say
from autograder.numbers.draw import Draw
from autograder.selfcheck.compare import Pair, explain, rows, slope
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.layers import variants_of
from autograder.selfcheck.student import Scope, StoppedError, ask, attempt, named, number
from autograder.selfcheck.table import Row
from autograder.selfcheck.tools import Found, arrays, check_numerical_diff, check_tests


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
        self.hint: Message | None = None

    def claim(self, name: str, fulfilled: bool, otherwise: Message) -> None:
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
    other = attempt("Variable", made, np.array(2.0))
    claims.claim("two Variables", one.data == 1.0 != other.data, say("two_objects", name="data"))
    for wrong in (1.0, 1, [1.0], np.float64(1.0)):
        claims.raises(TypeError, f"Variable({wrong!r})", made, wrong)
    return claims.found


def _function(names: dict[str, Any]) -> Found:
    variable, base, claims = named("Variable", names), named("Function", names), _Claims()
    triple = type("Triple", (base,), {"forward": lambda self, x: 3 * x})  # noqa: ARG005  (a method)
    called = []
    for data in (*arrays(), np.array(3)):
        f, x = attempt("Function", triple), attempt("Variable", variable, data)
        called.append((data, f, x, attempt("Function.__call__", f, x)))
    for data, f, x, y in called:
        claims.claim("call", isinstance(y, variable), say("should_be", name="Triple()(x)", want="Variable"))
        kept = getattr(y, "data", None)
        out = number(kept)
        right = out is not None and out.shape == data.shape and np.allclose(out, 3 * data)
        claims.claim("data", bool(right), say("should_be", name="Triple()(x).data", want="3 * x.data"))
        is_array = isinstance(kept, np.ndarray)
        claims.claim("as_array", is_array, say("should_be", name="Triple()(x).data", want="ndarray"))
        claims.is_("input", getattr(f, "input", None), x, "x")
        claims.claim("x.data", np.array_equal(x.data, data), say("changed", name="x.data"))
    plain = attempt("Function", base)
    for method in ("forward", "backward"):
        claims.raises(NotImplementedError, f"Function().{method}", getattr(plain, method, None), 1.0)
    return claims.found


def _own_slope(exercise: Exercise, names: dict[str, Any]) -> Found:
    """Square and Exp: backward beside the numerical derivative of the own forward, through a call."""
    pairs = _slopes(named("Variable", names), named(exercise.target, names, exercise.aliases))
    return rows(pairs), explain(pairs)


def _slopes(variable: Any, made: Any, label: str = "backward") -> list[Pair]:
    """One object for each array, all of them called before the first backward."""
    name = getattr(made, "__name__", "Function")
    draw = Draw(os.urandom(16), name)

    def own(value: Any) -> Any:
        return _data(name, attempt(name, attempt(name, made), variable(np.array(value))))

    called = []
    for data in arrays():
        f = attempt(name, made)
        own(data)
        attempt(name, f, attempt("Variable", variable, data))
        called.append((f, data))
    pairs: list[Pair] = []
    for f, data in called:
        upstream = draw.array(data.shape)
        got = ask(f, "backward", upstream)
        want = slope(own, data, upstream)
        variants = partial(variants_of, own, data, upstream, want)
        pairs.append(Pair(label, "x", got, want, "forward", upstream="gy", variants=variants))
    return pairs


def _data(name: str, y: Any) -> Any:
    out = number(getattr(y, "data", None))
    if out is None or not np.all(np.isfinite(out)):
        raise StoppedError(say("not_number" if out is None else "has_nan", name="y.data"), at=name)
    return out


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
    attempt("Square", one, y)
    claims.is_("a.creator.input, called again", getattr(one, "input", None), y, "y")
    pairs = [*_slopes(variable, square, "Square.backward"), *_slopes(variable, exp, "Exp.backward")]
    return [*claims.rows, *rows(pairs)], claims.hint or explain(pairs)


def _backward(names: dict[str, Any]) -> Found:
    variable, square, exp = (named(name, names) for name in ("Variable", "Square", "Exp"))
    pairs: list[Pair] = []
    seeds: list[Pair] = []
    for kinds in ((square,), (square, exp), (exp, square, exp)):

        def chain(x: Any, kinds: tuple[Any, ...] = kinds) -> Any:
            for kind in kinds:
                x = attempt(kind.__name__, kind(), x)
            return x

        def own(value: Any, chain: Any = chain) -> Any:
            return _data("y", chain(variable(np.array(value))))

        for data in [np.array(0.4 * array) for array in arrays()[:2]]:
            x = attempt("Variable", variable, data)
            y = chain(x)
            ask(y, "backward")
            seeds.append(Pair("y.grad", "y", getattr(y, "grad", None), np.ones_like(data), "y"))
            want = slope(own, data, np.ones_like(data))
            label = "x.grad: " + "(".join(kind.__name__ for kind in reversed(kinds)) + "(x" + ")" * len(kinds)
            pairs.append(Pair(label, "x", getattr(x, "grad", None), want, "y"))
        x = attempt("Variable", variable, np.array(0.3))
        y = chain(x)
        y.grad = np.array(2.0)
        ask(y, "backward")
        want = slope(own, np.array(0.3), np.array(2.0))
        pairs.append(Pair("x.grad, y.grad = 2", "x", getattr(x, "grad", None), want, "2 * y"))
    pairs += seeds
    found = rows(pairs), explain(pairs)
    return found if found[1] else _long_chain(variable, square, found[0])


def _long_chain(variable: Any, square: Any, so_far: list[Row]) -> Found:
    """5,000 functions one after the other: a backward that calls itself stops at Python's limit."""
    x = y = variable(np.array(1.0))
    for _ in range(5000):
        y = square()(y)
    name = "backward, 5000 × Square"
    attempt(name, y.backward)
    if getattr(x, "grad", None) is None:
        return [*so_far, Row(name, "–", "wrong", "–")], say("should_be", name="x.grad", want="2**5000")
    return [*so_far, Row(name, "–", "ok", "–")], None


def _functional(names: dict[str, Any]) -> Found:
    claims, variable = _Claims(), named("Variable", names)
    for name in ("square", "exp"):
        call, made = named(name, names), named(name.title(), names)
        for data in arrays():
            x = attempt("Variable", variable, data)
            y = attempt(name, call, x)
            got, own = number(getattr(y, "data", None)), _data(name, attempt(name, made(), x))
            right = got is not None and got.shape == data.shape and np.allclose(got, own)
            claims.claim(
                f"{name}(x)", bool(right), say("should_be", name=f"{name}(x)", want=f"{name.title()}()(x)")
            )
            linked = getattr(getattr(y, "creator", None), "input", None)
            claims.is_(f"{name}(x).creator.input", linked, x, "x")
        second = attempt(name, call, y)
        anew = getattr(y, "creator", 1) is not getattr(second, "creator", 2)
        claims.claim(f"{name}({name}(x))", anew, say("shared_object", name=name))
    return claims.found


_CHECKS: dict[str, Callable[[dict[str, Any]], Found]] = {
    "variable": _variable,
    "function_base": _function,
    "graph": _define_by_run,
    "backward": _backward,
    "functional": _functional,
    "numerical": check_numerical_diff,
    "student_tests": check_tests,
}
"""By the question's kind in course.yml, else by the kind of its checks."""
