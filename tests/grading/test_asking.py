"""One request to a child: what it says, and what is remembered of cells that hung or died."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from autograder.fitting.fit import Fit
from autograder.grading.asking import THREADS, State
from autograder.host.child import Heard
from autograder.model.cell import Cell
from autograder.model.outcome import Outcome
from autograder.notebook.bounds import KEPT_SOURCE
from autograder.sandbox.protocol import Raised, Reply, Skipped
from autograder.sandbox.remote.exam import Exam
from tests.grading.made import Prober, asking, assignment_key, key, question, trial

KEY = assignment_key(key(question("gate", "out", target="Gate")))
HANGS = "class Gate: pass\nwhile True: pass"


def test_a_cell_that_hung_runs_its_definitions_alone_from_then_on() -> None:
    prober = Prober(lambda _request, _name: (1,))
    one = asking(KEY, prober, "x = 1", HANGS)
    prober.heard = lambda heard: heard.lost.update({1: Outcome.TIMEOUT})
    one.ask([])
    prober.heard = lambda _heard: None
    heard = one.ask([], [Cell("first = 1", -1), *one.fitted.cells])
    assert prober.requests[0].cells == ("x = 1", HANGS)
    assert prober.requests[1].cells == ("first = 1", "x = 1", "class Gate: pass\n")
    assert heard.lost == {2: Outcome.TIMEOUT}  # wherever it stands now
    assert one.cpu == 2.0


def test_how_it_was_lost_first_is_remembered() -> None:
    prober = Prober(lambda _request, _name: None)
    one = asking(KEY, prober, HANGS)
    for how in (Outcome.CRASHED, Outcome.TIMEOUT):
        prober.heard = lambda heard, how=how: heard.lost.update({0: how})  # type: ignore[misc]
        one.ask([])
    assert one.stopped == {HANGS: Outcome.CRASHED}


def test_cells_that_are_not_there_are_forgotten() -> None:
    prober = Prober(lambda _request, _name: None)
    prober.heard = lambda heard: heard.lost.update({5: Outcome.CRASHED, -1: Outcome.TIMEOUT})
    one = asking(KEY, prober, "x = 1")
    one.ask([])
    assert one.stopped == {}


@pytest.mark.parametrize(
    ("source", "threads"),
    [
        ("x = 1", 0),
        ("import threading", THREADS),
        ("from concurrent import futures", THREADS),
        ("Thread", THREADS),
    ],
)
def test_threads_are_for_those_who_speak_of_them(source: str, threads: int) -> None:
    seen = []

    class Counting(Prober):
        def ask(
            self, request: object, threads: int = 0, lighter: object = None, exam: object = None
        ) -> Heard:
            seen.append(threads)
            return Heard()

    asking(KEY, Counting(lambda _request, _name: None), source).ask([])
    assert seen == [threads]


def test_of_what_raised_nothing_is_kept_but_what_stands_in_the_cells() -> None:
    one = asking(KEY, Prober(lambda _request, _name: None), "class Gate(Base): pass")
    raised = Raised("Hidden", "3.14", 0, 7, "Base"), Raised("NameError", "", 0, 1, "hidden")
    (fit,) = one.fitted.fits["gate"]
    for said, kept in zip(raised, (("Exception", 0, "Base"), ("NameError", 1, "")), strict=True):
        (answered,) = one.answered(fit, [Reply((said,))])
        (seen,) = answered.reply.observations
        assert isinstance(seen, Raised)
        assert (seen.type_name, seen.line, seen.name) == kept
        assert answered.cells == ("class Gate(Base): pass",)


def test_alone() -> None:
    prober = Prober(lambda _request, name: (4,) if name == "gate" else None)
    one = asking(KEY, prober, "class Gate: pass")
    asked = one.asked(one.fitted.fits["gate"][0])
    assert one.ask_alone(["a", "b"], asked, 7) == Reply((4,))
    assert (prober.requests[0].cells, prober.requests[0].seed, prober.requests[0].helpers) == (
        ("a", "b"),
        7,
        (),
    )
    prober.replies = lambda _request, _name: None
    assert one.ask_alone(["a"], asked, 7) is None
    assert one.cpu == 2.0
    prober.heard = lambda heard: heard.beyond.add("gate")
    assert one.ask_alone(["a"], asked, 7) == Reply((Skipped(),) * len(asked.probes[0].steps))


def test_alone_too_a_cell_that_was_stopped_gives_its_definitions_alone() -> None:
    prober = Prober(lambda _request, _name: None)
    one = asking(KEY, prober, "class Gate: pass")
    hangs = "def f(): return 1\nwhile True: pass"
    one.stopped[hangs] = Outcome.TIMEOUT
    one.ask_alone([hangs, "b = 2"], one.asked(one.fitted.fits["gate"][0]), 7)
    first, second = prober.requests[0].cells
    assert ("while" in first, "def f" in first, second) == (False, True, "b = 2")


def test_later_replies_take_the_place_of_earlier_ones() -> None:
    first = State().with_replies({"a": (Reply((1,)),), "b": (Reply((2,)),)})
    second = first.with_replies({"b": (Reply((3,)),)})
    assert second.heard.replies == {"a": (Reply((1,)),), "b": (Reply((3,)),)}
    assert first.heard.replies["b"] == (Reply((2,)),)


def test_what_is_lent_under_another_name_goes_along_with_its_text() -> None:
    prober = Prober(lambda _request, _name: None)
    one = asking(KEY, prober, "from common.functions import softmax as sm\ny = sm(1)")
    one.ask([])
    (request,) = prober.requests
    assert dict(request.helpers) == {"sm": "softmax"}
    assert "def softmax(" in request.library
    assert "def relu(" not in request.library


def test_a_child_is_told_which_cells_are_lent_and_gets_the_files_of_the_assignment() -> None:
    keys = replace(KEY, assignment=replace(KEY.assignment, files={"a.csv": b"1"}))
    prober = Prober(lambda _request, _name: None)
    one = asking(keys, prober, "x = 1", "y = 2")
    one.ask([], [Cell("lent = 1", -1), *one.fitted.cells, Cell("more = 1", -2)])
    one.ask_alone(["a"], one.asked(fit_of("class Gate: pass")), 7)
    assert [request.files for request in prober.requests] == [(("a.csv", b"1"),)] * 2
    assert prober.requests[0].lent == (0, 3)


def fit_of(source: str) -> Fit:
    return asking(KEY, Prober(lambda _request, _name: None), source).fitted.fits["gate"][0]


def test_each_test_is_run_after_the_cells_before_it_and_none_before_the_one_before() -> None:
    one = asking(KEY, Prober(lambda _request, _name: None), "a", "b", "c", "d")
    one.fitted = replace(one.fitted, stops={"first": 3, "second": 1, "far": 9})
    exam = cast("Exam", SimpleNamespace(tests=("first", "second", "third", "far")))
    assert one._talks(exam, 4) == (("first", 2), ("second", 2), ("third", 3), ("far", 3))
    assert one._talks(cast("Exam", SimpleNamespace(tests=("none",))), 2) == (("none", 1),)


def test_complex_numbers_of_a_helper_that_a_later_cell_defines() -> None:
    faded = replace(trial("out", name="faded"), strained=True, faded=True)
    made = replace(key(question("gate", "out", target="Gate"), trial("out")), strained=(faded,))
    gate, helper = (
        "class Gate:\n    def backward(self, d): return step(d)",
        "def step(d): return (d + 1j).imag",
    )
    long = f"x = 1j  # {'x' * KEPT_SOURCE}"  # nothing is looked for in it, so it may be
    for cells, count in (
        ((gate, helper), 2),
        ((gate, "x = 1j"), 1),
        (("step = abs", gate, helper), 2),
        ((gate, long), 2),
    ):
        one = asking(assignment_key(made), Prober(lambda *_: None), *cells)
        assert len(one.asked(one.fitted.fits["gate"][-1]).probes) == count


def test_complex_numbers_of_plain_variables_stand_in_their_own_cell_or_before() -> None:
    faded = replace(trial("f", name="faded"), strained=True, faded=True)
    made = replace(key(question("steps", "f", given={"x": 2.0}), trial("f")), strained=(faded,))
    for cells, count in ((("x = 2.0\nf = (x + 1j).imag",), 2), (("x = 2.0\nf = x", "f = (f + 1j).imag"), 1)):
        handed_in = [Cell(source, at, "" if at else "steps", answer=True) for at, source in enumerate(cells)]
        one = asking(assignment_key(made), Prober(lambda *_: None), *handed_in)
        fit = one.fitted.fits["steps"][-1]
        assert len(one.asked(fit).probes) == count
        assert len(one.answered(fit, [Reply((1,))] * count)) == count


@pytest.mark.parametrize(
    ("more", "cells"),
    [
        ({}, ("def f(): pass\ndef f_back(): pass", "x = 1", "def f(): pass")),
        ({"partner": "f_back"}, ("def f(): pass\ndef f_back(): pass", "x = 1", "def f_back(): pass")),
    ],
)
def test_an_answer_stands_until_it_is_written_anew(more: dict[str, Any], cells: tuple[str, ...]) -> None:
    made = assignment_key(key(question("q", "out", target="f", **more)))
    for handed_in, last in ((cells, 1), (cells[:2], 1), (cells[:1], 0)):
        own = [Cell(text, at, "" if at else "q", answer=not at) for at, text in enumerate(handed_in)]
        one = asking(made, Prober(lambda *_: None), *own)
        fit = one.fitted.fits["q"][-1]
        assert (fit.place.after, one.standing_until(fit)) == (0, last)
