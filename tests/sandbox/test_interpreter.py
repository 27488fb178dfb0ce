"""Cells in order in one namespace, what still works when something raises, conversations, reruns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.codec import Opaque
from autograder.sandbox.interpreter import Interpreter, serve
from autograder.sandbox.protocol import FOUND, Asked, Probe, Raised, Reply, Request, Skipped, units


def ran(*cells: str) -> Interpreter:
    interpreter = Interpreter(cells)
    for index in range(len(cells)):
        interpreter.run_cell(index)
    return interpreter


def ask(interpreter: Interpreter, *steps: str, **inputs: Any) -> Reply:
    named = tuple((f"s{i}", step) for i, step in enumerate(steps))
    return interpreter.answer(Asked("q", 0, 0, (), ()), Probe(inputs, named))


def rerun(cells: tuple[str, ...], read: tuple[str, ...], first: int = 0, **given: Any) -> dict[str, Any]:
    """What the last cells' variables hold when the question's cells are run again with other inputs."""
    interpreter = Interpreter(cells)
    asked = Asked("q", first, len(cells) - 1, tuple(given) or ("x",), ())
    for index in range(len(cells)):
        if index == first:
            interpreter.snapshot(asked)
        interpreter.run_cell(index)
    probe = Probe({}, tuple((name, name) for name in (*read, FOUND)), given, read)
    return dict(zip((*read, FOUND), interpreter.answer(asked, probe).observations, strict=True))


class TestCells:
    def test_names_pass_from_cell_to_cell(self) -> None:
        assert ask(ran("a = 2", "b = a + 1"), "b").observations == (3,)

    def test_numpy_is_there_without_an_import(self) -> None:
        assert ask(ran("a = np.ones(2).sum() + numpy.floor(3.5)"), "a").observations == (5.0,)

    def test_a_statement_that_raises_stops_neither_its_cell_nor_the_next(self) -> None:
        interpreter = Interpreter(("a = 1\nb = 1 / 0\nc = 3", "d = a + c"))
        (error,) = interpreter.run_cell(0)
        assert (error.type_name, error.cell, error.line) == ("ZeroDivisionError", 0, 2)
        assert interpreter.run_cell(1) == ()
        assert ask(interpreter, "d").observations == (4,)

    def test_every_statement_that_raises_is_told_up_to_twenty(self) -> None:
        assert len(Interpreter(("1 / 0\n" * 5,)).run_cell(0)) == 5
        assert len(Interpreter(("1 / 0\n" * 50,)).run_cell(0)) == 20

    @pytest.mark.parametrize("source", ["def f(:", "x = 1\n  y", "a\0b", "(" * 5000, "\ud800 = 1"])
    def test_a_cell_that_does_not_parse_is_one_error(self, source: str) -> None:
        (error,) = Interpreter((source,)).run_cell(0)
        assert error.cell == 0

    def test_an_error_inside_a_function_of_another_cell_names_that_cell(self) -> None:
        interpreter = ran("def f():\n    return undefined_thing")
        interpreter.cells = (*interpreter.cells, "x = 1\ny = f()\nz = 2")
        (error,) = interpreter.run_cell(1)
        assert (error.cell, error.line, error.name) == (0, 2, "undefined_thing")
        assert ask(interpreter, "z").observations == (2,)

    def test_a_decorated_definition_that_raises_is_passed_over_whole(self) -> None:
        interpreter = Interpreter(("@nothing\nclass A:\n    pass\nb = 1",))
        (error,) = interpreter.run_cell(0)
        assert (error.type_name, error.name) == ("NameError", "nothing")
        assert ask(interpreter, "b").observations == (1,)

    @pytest.mark.parametrize(
        "end", ["raise SystemExit(0)", "exit = 1; raise KeyboardInterrupt", "raise GeneratorExit"]
    )
    def test_leaving_is_an_exception_like_any_other(self, end: str) -> None:
        interpreter = ran(f"a = 1\n{end}\nb = 2")
        assert ask(interpreter, "a + b").observations == (3,)

    def test_an_exception_whose_text_raises(self) -> None:
        cell = "class E(Exception):\n    def __str__(self): raise ValueError\nraise E"
        (error,) = Interpreter((cell,)).run_cell(0)
        assert (error.type_name, error.message) == ("E", "")

    def test_the_module_is_main(self) -> None:
        assert (
            ask(ran("here = __name__\nclass A: pass"), "here", "A.__module__").observations
            == ("__main__",) * 2
        )


class TestConversations:
    def test_steps_see_the_results_of_earlier_steps(self) -> None:
        reply = ask(
            ran("class A:\n    def f(self, x):\n        self.x = x\n        return 2 * x"),
            "A()",
            "s0.f(v)",
            "s0.x",
            v=3,
        )
        assert reply.observations == (Opaque("A"), 6, 3)

    def test_what_needs_a_failed_step_is_skipped(self) -> None:
        reply = ask(ran("def f(): return [][1]"), "f()", "s0 + 1", "s1 + 1", "7")
        raised, *others = reply.observations
        assert (raised.type_name, raised.cell, raised.line) == ("IndexError", 0, 1)
        assert others == [Skipped(), Skipped(), 7]

    def test_inputs_are_fresh_copies_at_every_use(self) -> None:
        interpreter = ran("def spoil(x):\n    x[...] = 0\n    return x.sum()")
        reply = ask(interpreter, "spoil(x)", "x.sum()", x=np.ones(3))
        assert reply.observations[1] == 3.0
        assert reply.mutated == (("s0", "x"),)

    def test_lists_arrive_as_lists(self) -> None:
        reply = ask(ran("def kind(x): return type(x).__name__"), "kind(x)", x=[1, 2])
        assert reply.observations == ("list",)

    def test_steps_that_print_are_named(self) -> None:
        count = 0

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        interpreter = Interpreter(("def f(): note()",), lambda: count)
        interpreter.names["note"] = note
        interpreter.run_cell(0)
        assert ask(interpreter, "f()", "1").printed == ("s0",)

    def test_a_target_by_another_name(self) -> None:
        interpreter = ran("class Mul: pass")
        asked = Asked("q", 0, 0, (), (), (("MultiplyGate", "Mul"), ("Other", "missing")))
        reply = interpreter.answer(asked, Probe({}, (("a", "MultiplyGate()"), ("b", "Other()"))))
        assert reply.observations[0] == Opaque("Mul")
        assert reply.observations[1].type_name == "NameError"

    def test_a_probes_own_names_do_not_stay(self) -> None:
        interpreter = ran("")
        ask(interpreter, "1")
        assert "s0" not in interpreter.names


class TestReruns:
    def test_other_inputs_take_the_place_of_constants(self) -> None:
        got = rerun(("x = -2; y = 5\nq = x + y",), ("q",), x=1.0, y=2.0)
        assert got["q"] == 3.0
        assert got[FOUND] == {"x": -2, "y": 5}

    def test_as_it_stands_nothing_is_replaced(self) -> None:
        assert rerun(("x = -2\nq = 3 * x",), ("q",))["q"] == -6

    @pytest.mark.parametrize(
        "cell",
        [
            "x, y = -2, 5\nq = x * y",
            "x: float = -2\ny = float(5)\nq = x * y",
            "def solve():\n    x = -2\n    y = 5\n    return x * y\nx = -2\ny = 5\nq = solve()",
            "x = -2\ny = 5\nfor x in [x]:\n    q = x * y",
            "if True:\n    x = -2\ny = 5\nq = x * y",
            "x = y = -2\nq = x * y",
        ],
    )
    def test_in_many_styles(self, cell: str) -> None:
        assert rerun((cell,), ("q",), x=3.0, y=4.0)["q"] == 12.0

    def test_an_input_of_an_earlier_cell(self) -> None:
        got = rerun(("x = -2", "q = x * x"), ("q",), first=1, x=5.0)
        assert got["q"] == 25.0

    def test_a_number_typed_in_stays(self) -> None:
        assert rerun(("x = -2\nq = 4",), ("q",), x=7.0)["q"] == 4

    def test_a_name_used_again_for_another_value_is_left_alone(self) -> None:
        assert rerun(("x = -2\nq = x\nx = q * 2",), ("x", "q"), x=5.0)["q"] == 5.0

    def test_arrays_lists_and_tuples_keep_their_kind(self) -> None:
        cell = "x = np.array([[1.0], [2.0]])\nw = [1, 2]\nt = (1, 2)\nkinds = f'{type(x).__name__} {x.shape} {w} {t}'"
        got = rerun((cell,), ("kinds",), x=[3.0, 4.0], w=(5.0, 6.0), t=(7.0, 8.0))
        assert got["kinds"] == "ndarray (2, 1) [5.0, 6.0] (7.0, 8.0)"

    def test_values_of_before_do_not_answer(self) -> None:
        got = rerun(("q = 1", "x = 2"), ("q",), first=1, x=2.0)
        assert isinstance(got["q"], Raised)
        assert got["q"].type_name == "NameError"

    def test_a_missing_name_is_told_by_its_first_cause(self) -> None:
        got = rerun(("x = 1\nq = x + undefined\nr = q + 1",), ("q", "r"), x=2.0)
        assert (got["r"].type_name, got["r"].name, got["r"].line) == ("NameError", "undefined", 2)

    def test_after_a_statement_that_raises_the_rest_runs(self) -> None:
        got = rerun(("x = 1\n1 / 0\nq = 2 * x\n1 / 0",), ("q",), x=3.0)
        assert got["q"] == 6.0

    def test_a_cell_that_does_not_parse_costs_itself_alone(self) -> None:
        got = rerun(("x = (", "x = 1\nq = x"), ("q",), x=3.0)
        assert got["q"] == 3.0

    def test_names_are_as_before_afterwards(self) -> None:
        interpreter = ran("x = 1\nq = x")
        asked = Asked("q", 0, 0, ("x",), ())
        interpreter.answer(asked, Probe({}, (("q", "q"),), {"x": 5.0}, ("q",)))
        assert (interpreter.names["x"], interpreter.names["q"], FOUND in interpreter.names) == (1, 1, False)

    def test_data_changed_in_place_does_not_leak_from_run_to_run(self) -> None:
        cells = ("w = [1]", "w.append(len(w))\nx = 1\nq = len(w) + x")
        assert rerun(cells, ("q",), first=1, x=1.0)["q"] == 3.0


class TestServe:
    @pytest.fixture(autouse=True)
    def _main_module(self) -> Iterator[None]:
        kept = sys.modules["__main__"]
        yield
        sys.modules["__main__"] = kept

    def test_units_are_answered_in_order(self) -> None:
        asked = (
            Asked("p", 0, 1, ("x",), (Probe({}, (("q", "q"),), {"x": 4.0}, ("q",)),)),
            Asked("r", 0, 1, (), (Probe({}, (("x", "x"),)),)),
        )
        request = Request(("x = 2\nq = x", "q = 2 * x", "x = 0"), asked)
        sent: list[Any] = []
        serve(request, sent.append, lambda: 0)
        assert [message[:2] for message in sent] == list(units(request))
        assert sent[2][2][0].observations == (8.0,)
        assert sent[3][2][0].observations == (2,)
        kind, which, seconds = sent[-1]
        assert (kind, which, len(seconds)) == ("done", -1, 2)
        assert all(type(one) is float and one >= 0 for one in seconds)

    def test_what_is_to_be_left_out_is_left_out(self) -> None:
        asked = (Asked("p", 0, 0, (), ()), Asked("q", 0, 1, (), ()))
        request = Request(("a = 1", "1 / 0"), asked, skip_cells=(1,), skip_questions=("p",))
        assert list(units(request)) == [("cell", 0), ("asked", "q"), ("done", -1)]


class TestFuture:
    def test_holds_for_all_later_cells(self) -> None:
        interpreter = Interpreter(
            ("def f(x: Nowhere): pass", "from __future__ import annotations", "def f(x: Nowhere): pass")
        )
        assert [len(interpreter.run_cell(i)) for i in range(3)] == [1, 0, 0]

    def test_holds_where_cells_run_again(self) -> None:
        interpreter = Interpreter(("from __future__ import annotations", "x = 1\ny: Nowhere = x + 1"))
        asked = Asked("q", 1, 1, ("x",), ())
        interpreter.run_cell(0)
        interpreter.snapshot(asked)
        interpreter.run_cell(1)
        probe = Probe({}, (("y", "y"),), given={"x": 5}, reads=("y",))
        assert interpreter.answer(asked, probe).observations == (6,)
