"""Self-check of plain-variable exercises: the student's cells are run again at nudged inputs, in a copy of the names.

So each derivative variable is compared with the numerical derivative of the student's own values, as the cells stand and at
random inputs.
"""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Mapping, Sequence
from functools import partial
from types import CodeType
from typing import Any

import numpy as np

from autograder.model.message import Key, Message, say
from autograder.numbers.draw import Draw
from autograder.sandbox.interpreter import like, substitute
from autograder.sandbox.rewrite import HOOK, hooked
from autograder.selfcheck.calls import signed
from autograder.selfcheck.compare import Pair, close, explain, negligible, rows, shape_text, slope
from autograder.selfcheck.exercise import Exercise, Item
from autograder.selfcheck.history import cells_for, is_stub, times_set
from autograder.selfcheck.layers import variants_of
from autograder.selfcheck.student import Scope, StoppedError, number, told
from autograder.selfcheck.table import Row

OTHER_INPUTS = 8
SECONDS = 10.0
"""What all runs together may take: slower cells are tried at fewer inputs, very slow ones only looked at."""

Array = np.ndarray[Any, Any]


def check_variables(exercise: Exercise, scope: Scope) -> tuple[list[Row], Message | None]:
    """Rows and, where something is wrong, a hint. Raises StoppedError."""
    if not scope.cells:
        return _look(exercise, scope.names)
    runs = _Runs(exercise, scope)
    began = time.perf_counter()
    stands = runs.at({})
    entries = sum(np.size(stands.get(item.by, 0.0)) for item in exercise.items if item.by)
    cost = (time.perf_counter() - began) * entries * 16
    if cost > SECONDS:
        return _look(exercise, stands)
    found = {name: stands[name] for name in exercise.given}
    draw = Draw(os.urandom(16), exercise.id)
    trials: list[tuple[str, dict[str, Any]]] = [("first", found)]
    turns = OTHER_INPUTS if cost * (OTHER_INPUTS + 1) <= SECONDS else 0
    trials += [("other inputs", _drawn(exercise, draw, found, turn)) for turn in range(turns)]
    results = [(kind, given, runs.at(given)) for kind, given in trials]
    pairs = [pair for kind, given, names in results for pair in runs.pairs(kind, given, names)]
    out, hint = _judged(exercise, pairs, [names for _, _, names in results])
    changed = _changed(exercise, found)
    inputs = [Row(name, shape_text(number(found[name])), "wrong", "–") for name in changed]
    return [*inputs, *out], next(iter(changed.values()), hint)


def _judged(
    exercise: Exercise, pairs: list[Pair], results: list[dict[str, Any]]
) -> tuple[list[Row], Message | None]:
    constant = {
        name
        for name in exercise.names
        if len(results) > 1
        and _constant([names.get(name) for names in results])
        and _may_not_be(name, exercise, pairs)
    }
    derived = {row.name: row for row in rows(pairs)}
    out = []
    for name in exercise.names:
        plain = Row(name, shape_text(number(results[0].get(name))), "seen", "–")
        row = derived.get(name, plain)
        out.append(Row(name, row.shape, "wrong", row.difference) if name in constant else row)
    typed = next((name for name in exercise.names if name in constant), None)
    return out, say("typed_in", name=typed) if typed else explain(pairs)


def _may_not_be(name: str, exercise: Exercise, pairs: list[Pair]) -> bool:
    """A value that never changes is typed in; so is a derivative, where the numerical one does change."""
    own = [pair.want for pair in pairs if pair.name == name and pair.want is not None]
    return (
        not _constant(own)
        if own
        else any(item.check == "value" and name in item.of for item in exercise.items)
    )


def _constant(values: Sequence[Any]) -> bool:
    first, *others = (number(value) for value in values)
    return first is not None and all(other is not None and close(other, first) for other in others)


def _changed(exercise: Exercise, found: Mapping[str, Any]) -> dict[str, Message]:
    """The given inputs that the student's cells set to something else, by name."""
    changed = {}
    for name, want in exercise.given.items():
        got = number(found[name])
        if not isinstance(want, dict) and (
            got is None or not np.array_equal(got, np.array(want, dtype=float))
        ):
            changed[name] = say("given_changed", name=name, got=_short(found[name]), want=str(_listed(want)))
    return changed


def _listed(value: Any) -> Any:
    """Tuples as the lists that the exercise gives."""
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


def _short(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "…"


def _drawn(exercise: Exercise, draw: Draw, found: Mapping[str, Any], turn: int) -> dict[str, Any]:
    """Other inputs in the same form: numbers of all signs, and other sizes where the exercise states a shape."""
    numbers = [name for name, value in found.items() if np.ndim(value) == 0]
    drawn: dict[str, Any] = (
        dict(zip(numbers, signed(draw.numbers(len(numbers)), turn), strict=True)) if numbers else {}
    )
    shapes = {name: given["shape"] for name, given in exercise.given.items() if isinstance(given, dict)}
    sides = sorted({side for shape in shapes.values() for side in shape})
    size = {side: (4, 2, 3, 5, 6)[(i + turn) % 5] for i, side in enumerate(sides)}
    for name, value in found.items():
        if name in shapes:
            drawn[name] = draw.array(tuple(size[side] for side in shapes[name]))
        elif name not in drawn:
            drawn[name] = draw.like(value)
    return drawn


def _look(exercise: Exercise, names: Mapping[str, Any]) -> tuple[list[Row], Message | None]:
    """Without the source: the variables exist and are finite."""
    missing = [name for name in exercise.names if name not in names]
    if missing and len(missing) == len(exercise.names):
        raise StoppedError(say("nothing_yet"), attempted=False)
    out, hint = [], None
    for name in exercise.names:
        value = number(names.get(name))
        fine = value is not None and bool(np.all(np.isfinite(value)))
        out.append(Row(name, shape_text(value), "seen" if fine else "wrong", "–"))
        if not fine and hint is None:
            key: Key = "no_variable" if name in missing else "not_number" if value is None else "has_nan"
            hint = say(key, name=name)
    return out, hint


class _Runs:
    """The student's cells for one exercise, compiled once with hooks at the inputs and intermediates."""

    def __init__(self, exercise: Exercise, scope: Scope) -> None:
        self.exercise = exercise
        self.trees = cells_for(exercise.id, scope.cells, exercise.names, exercise.given)
        self.stub = any(is_stub(tree) for tree in self.trees)
        if not self.trees:
            raise StoppedError(say("nothing_yet"), attempted=False)
        self.once = {
            item.by: times_set(item.by, self.trees) == 1
            for item in exercise.items
            if item.by not in exercise.given
        }
        seen: set[str] = set()
        hooks = {*exercise.given, *(name for name, once in self.once.items() if name and once)}
        self.codes = [hooked(tree, hooks, seen, "<your cell>") for tree in copy.deepcopy(self.trees)]
        self.names = {name: value for name, value in scope.names.items() if name not in exercise.names}
        self.elsewhere = set(scope.names).intersection(exercise.names)

    def at(self, given: Mapping[str, Any], move: tuple[str, Any] | None = None) -> dict[str, Any]:
        """The names after the cells have run with inputs `given`, and one intermediate replaced. Raises StoppedError."""
        fill = substitute(given, {})

        def hook(name: str, value: Any, top: bool | None) -> Any:
            old, value = value, fill(name, value, top)
            if move is not None and name == move[0]:
                value = like(move[1], old)
            return (
                np.float64(value) if isinstance(old, np.generic) and isinstance(value, int | float) else value
            )

        names = {name: _copied(value) for name, value in self.names.items()}
        for name in self.exercise.given:
            if name in names:
                names[name] = hook(name, names[name], None)
        names[HOOK] = hook
        for code in self.codes:
            self._run(code, names)
        self._all_there(names)
        return names

    def _run(self, code: CodeType, names: dict[str, Any]) -> None:
        try:
            exec(code, names)
        except NotImplementedError as error:
            if not self.stub:
                raise StoppedError(told(self.exercise.id, error)) from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise StoppedError(told(self.exercise.id, error)) from None

    def _all_there(self, names: Mapping[str, Any]) -> None:
        missing = [name for name in self.exercise.names if name not in names]
        if self.stub and len(missing) == len(self.exercise.names):
            raise StoppedError(say("nothing_yet"), attempted=False)
        for name in missing:
            raise StoppedError(
                say("not_run" if name in self.elsewhere else "no_variable", name=name), at=name
            )
        for name in self.exercise.given:
            if name not in names:
                raise StoppedError(say("no_variable", name=name), at=name)
        for name in self.exercise.names:
            value = number(names[name])
            if value is None or not np.all(np.isfinite(value)):
                raise StoppedError(say("not_number" if value is None else "has_nan", name=name), at=name)

    def pairs(self, kind: str, given: Mapping[str, Any], names: Mapping[str, Any]) -> list[Pair]:
        """Each derivative variable beside the numerical derivative."""
        items = [item for item in self.exercise.items if item.check == "derivative"]
        return [self._pair(item, kind, given, names) for item in items]

    def _pair(self, item: Item, kind: str, given: Mapping[str, Any], names: Mapping[str, Any]) -> Pair:
        (name,) = item.of
        upstream = number(names.get(item.upstream)) if item.upstream else np.array(1.0)
        at = number(names.get(item.by))
        intermediate = item.by not in self.exercise.given
        pair = Pair(name, item.by, names.get(name), None, item.d, kind, item.upstream)
        if upstream is None or at is None or (intermediate and not self.once[item.by]):
            return pair

        def moved(value: Any) -> Array:
            run = self.at(given, (item.by, value)) if intermediate else self.at({**given, item.by: value})
            out = number(run.get(item.d))
            return np.array(np.nan) if out is None else out

        place = at if at.ndim else float(at)
        want = slope(moved, place, upstream)
        if want is None or (intermediate and negligible(want)):
            return pair  # the value does not come from this intermediate: nothing can be said
        variants = partial(variants_of, moved, place, upstream, want) if item.upstream else dict
        return Pair(name, item.by, names.get(name), want, item.d, kind, item.upstream, variants)


def _copied(value: Any) -> Any:
    """Arrays and lists anew, so that cells which change them in place start as they did."""
    if isinstance(value, np.ndarray | np.random.Generator) or type(value) in (list, dict, set):
        return copy.deepcopy(value) if _small(value) else value
    return value


def _small(value: Any) -> bool:
    return (
        np.size(value) < 10_000
        if isinstance(value, np.ndarray)
        else not isinstance(value, list | dict | set) or len(value) < 1000
    )
