"""Rounds of asking, each with a prober made by hand: what is asked, and what becomes of the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from autograder.grading.asking import Asking, Round, State, untouched
from autograder.grading.rounds import (
    asked,
    asked_apart,
    asked_at_the_end,
    asked_on_leaves,
    asked_with_borrowed,
    chosen,
    examined,
)
from autograder.host.child import Heard, Unit
from autograder.model.answer_key import AnswerKey, Planned
from autograder.model.cell import Cell
from autograder.model.outcome import Outcome
from autograder.model.question import FollowThrough, Question
from autograder.model.trial import Answered, Answerer, Trial
from autograder.sandbox import protocol
from autograder.sandbox.protocol import Raised, Reply, Request, Skipped
from autograder.sandbox.remote.exam import Exam
from tests.grading.made import STUB, Prober, Reference, answered, asking, assignment_key, key, question, trial

CHAIN = question("chain", "f", given={"x": 2})
SUM = question("sum", "f", given={"x": 3})
GATE = question("gate", "out", target="Gate")
ABSENT = Raised("NameError", name="helper")


def after(one: Asking, *rounds: Round, state: State | None = None) -> State:
    state = state or State()
    for round_ in rounds:
        state = round_(one, state)
    return state


class TestChosen:
    KEY = assignment_key(key(CHAIN, trial("x", "f")))
    TWICE = ("x = 2\nf = 1", "x = 2\nf = 5")

    def right_at(self, *places: str) -> Prober:
        return Prober(lambda _request, name: (1, 1) if name in places else (1, 2))

    def test_the_place_whose_numbers_are_right(self) -> None:
        one = asking(self.KEY, self.right_at("chain 0"), *self.TWICE)
        assert after(one, chosen).fits["chain"].place.after == 0

    def test_else_the_last(self) -> None:
        one = asking(self.KEY, self.right_at(), *self.TWICE)
        assert after(one, chosen).fits["chain"].place.after == 1

    def test_an_answer_is_better_than_none(self) -> None:
        prober = Prober(lambda _request, name: (1, 2) if name == "chain 0" else None)
        assert after(asking(self.KEY, prober, *self.TWICE), chosen).fits["chain"].place.after == 0

    def test_in_our_own_cell_nothing_is_asked(self) -> None:
        prober = self.right_at()
        one = asking(self.KEY, prober, Cell("x = 2\nf = 1", 0, "chain"), "x = 2\nf = 5")
        assert after(one, chosen).fits["chain"].place.after == 0
        assert prober.requests == []

    def test_two_questions_with_the_same_inputs_do_not_share_a_place(self) -> None:
        other = question("other", "f", given={"x": 2})
        keys = assignment_key(key(CHAIN, trial("x", "f")), key(other, trial("x", "f")))
        fits = after(asking(keys, self.right_at("chain 1"), *self.TWICE), chosen).fits
        assert (fits["chain"].place.after, fits["other"].place.after) == (1, 0)

    def test_each_has_its_own_where_both_are_right_everywhere(self) -> None:
        other = question("other", "f", given={"x": 2})
        keys = assignment_key(key(CHAIN, trial("x", "f")), key(other, trial("x", "f")))
        right = self.right_at("chain 0", "chain 1", "other 0", "other 1")
        fits = after(asking(keys, right, *self.TWICE), chosen).fits
        assert (fits["chain"].place.after, fits["other"].place.after) == (1, 0)

    def test_wrong_answers_for_other_inputs_share_a_place(self) -> None:
        other = question("other", "f", given={"x": 3})
        keys = assignment_key(key(CHAIN, trial("x", "f")), key(other, trial("x", "f")))
        fits = after(asking(keys, self.right_at(), "x = 5\nf = 1"), chosen).fits
        assert {q: one.place.after for q, one in fits.items()} == {"chain": 0, "other": 0}

    def test_unless_answers_to_both_are_right_there(self) -> None:
        other = question("other", "f", given={"x": 2})
        keys = assignment_key(key(CHAIN, trial("x", "f")), key(other, trial("x", "f")))
        fits = after(asking(keys, self.right_at("chain 0", "other 0"), "x = 2\nf = 1"), chosen).fits
        assert {q: one.place.after for q, one in fits.items()} == {"chain": 0, "other": 0}

    def test_one_place_is_not_shared_by_wrong_answers(self) -> None:
        other = question("other", "f", given={"x": 2})
        keys = assignment_key(key(CHAIN, trial("x", "f")), key(other, trial("x", "f")))
        assert list(after(asking(keys, self.right_at(), "x = 2\nf = 1"), chosen).fits) == ["chain"]


def test_all_questions_are_asked_in_one_child() -> None:
    prober = Prober(lambda _request, _name: (1,))
    one = asking(assignment_key(key(GATE), key(SUM)), prober, "class Gate: pass", "x = 3\nf = 4")
    state = after(one, asked, state=State({q: fits[-1] for q, fits in one.fitted.fits.items()}))
    assert [[one.question for one in request.asked] for request in prober.requests] == [["gate", "sum"]]
    assert state.heard.replies == {"gate": (Reply((1,)),), "sum": (Reply((1,)),)}
    assert one.cpu == 1.0


class TestAtTheEnd:
    """A helper that a later cell defines."""

    def asks(
        self, first: Sequence[object], later: Sequence[object] | None, *cells: str
    ) -> tuple[State, Prober]:
        prober = Prober(lambda _request, _name: first if len(prober.requests) < 2 else later)
        one = asking(assignment_key(key(GATE)), prober, *cells)
        return after(one, chosen, asked, asked_at_the_end), prober

    def test_asked_again_after_the_last_cell(self) -> None:
        state, prober = self.asks((ABSENT,), (1,), "class Gate: pass", "helper = 1", "x = 1")
        assert [request.asked[0].after for request in prober.requests] == [0, 2]
        assert state.heard.replies["gate"] == (Reply((1,)),)

    def test_never_after_a_cell_that_writes_the_answer_anew(self) -> None:
        _, prober = self.asks((ABSENT,), (1,), "class Gate: pass", "helper = 1", "class Gate: pass")
        assert [request.asked[0].after for request in prober.requests] in ([0, 1], [2])

    def test_only_a_better_answer_counts(self) -> None:
        state, _ = self.asks((ABSENT, 7), (ABSENT, 8), "class Gate: pass", "x = 1")
        assert state.heard.replies["gate"] == (Reply((ABSENT, 7)),)

    def test_plain_variables_are_what_they_are_where_they_stand(self) -> None:
        prober = Prober(lambda _request, _name: (ABSENT,))
        one = asking(assignment_key(key(SUM)), prober, "x = 3\nf = 1", "helper = 1")
        after(one, asked, asked_at_the_end, state=State({"sum": one.fitted.fits["sum"][-1]}))
        assert len(prober.requests) == 1

    @pytest.mark.parametrize(
        ("first", "cells"),
        [
            ((1,), ("class Gate: pass", "x = 1")),
            ((Raised("TypeError", name="helper"),), ("class Gate: pass", "x = 1")),
            ((ABSENT,), ("x = 1", "class Gate: pass")),
        ],
    )
    def test_nothing_to_ask_again(self, first: Sequence[object], cells: Sequence[str]) -> None:
        _, prober = self.asks(first, (1,), *cells)
        assert len(prober.requests) == 1


class TestWithBorrowed:
    NET = question("net", "out", target="Net", options={"names": ("Net", "Layer")})
    LAYER = "class Layer:\n    right = 1\n    of = Net"
    REFERENCE = Reference(Cell(f"{LAYER}\nclass Net: right = 1\nclass Unused: pass", 0, "net"))
    KEY = assignment_key(key(NET), reference=REFERENCE)

    def asks(self, *cells: str | Cell) -> tuple[State, Prober]:
        prober = Prober(
            lambda request, _name: (
                (1,) if "right" in request.cells[0] else (Raised("NameError", name="Layer"),)
            )
        )
        return after(asking(self.KEY, prober, *cells), chosen, asked, asked_with_borrowed), prober

    def test_the_class_that_was_imported_is_the_references(self) -> None:
        state, prober = self.asks("from layers import Layer", "class Net: pass")
        assert prober.requests[1].cells == (self.LAYER, *prober.requests[0].cells)
        assert [(one.first, one.after) for one in prober.requests[1].asked] == [(0, 2)]
        assert state.heard.replies["net"] == (Reply((1,)),)
        assert state.borrowed == {"net": frozenset({"Layer"})}

    def test_what_others_borrowed_stays(self) -> None:
        one = asking(self.KEY, self.asks("x = 1")[1], "from layers import Layer", "class Net: pass")
        head = {"head": frozenset({"Relu"})}
        state = asked_with_borrowed(
            one, replace(after(one, chosen, asked), borrowed=head, lent=frozenset({"first"}))
        )
        assert state.borrowed == {**head, "net": frozenset({"Layer"})}
        assert state.lent == {"first", "net"}  # whatever stood beside the reference before

    def test_never_what_is_asked_for(self) -> None:
        state, prober = self.asks("from layers import *", "class Net: pass", "class Layer: pass")
        assert (len(prober.requests), state.borrowed) == (1, {})

    def test_without_anything_to_borrow_the_reference_is_not_looked_at(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> str:
            raise AssertionError

        monkeypatch.setattr("autograder.grading.rounds.definitions_of", refuse)
        assert len(self.asks("class Layer: pass", "class Net: pass")[1].requests) == 1

    def test_what_the_reference_lacks_too_is_not_asked_about_again(self) -> None:
        prober = Prober(lambda _request, _name: (Raised("NameError", name="Other"),))
        plain = assignment_key(key(question("net", "out", target="Net")), reference=self.REFERENCE)
        one = asking(plain, prober, "from layers import *", "class Net: pass")
        assert after(one, chosen, asked, asked_with_borrowed).borrowed == {}
        assert len(prober.requests) == 1

    def test_in_our_own_cell_nothing_is_borrowed(self) -> None:
        state, prober = self.asks("from layers import Layer", Cell("class Net: pass", 1, "net"))
        assert (len(prober.requests), state.borrowed) == (1, {})

    def test_a_class_that_is_nowhere_cannot_be_asked_about(self) -> None:
        assert self.asks("class Net: pass")[0].fits == {}


class TestOnLeaves:
    """A network that imports the derivative of an activation, as it imports its layers."""

    NET = question(
        "net", "out", target="Net", options={"names": ("Net",), "follow_through": FollowThrough(("layer",))}
    )
    KEY = assignment_key(key(NET), key(GATE))
    GRADIENT = "from common.functions import sigmoid_grad\ny = sigmoid_grad"

    def asks(self, *cells: str, said: object = 2) -> tuple[State, Prober]:
        prober = Prober(lambda request, _name: (said,) if "sigmoid_grad" in dict(request.helpers) else (1,))
        return after(asking(self.KEY, prober, *cells), chosen, asked, asked_on_leaves), prober

    def test_the_network_alone_is_asked_with_it(self) -> None:
        state, prober = self.asks(self.GRADIENT, "class Net: pass", "class Gate: pass")
        assert [[one.question for one in request.asked] for request in prober.requests] == [
            ["net", "gate"],
            ["net"],
        ]
        assert state.heard.replies == {"net": (Reply((2,)),), "gate": (Reply((1,)),)}
        assert state.borrowed == {"net": frozenset({"sigmoid_grad"})}

    def test_where_nothing_of_the_kind_is_imported_nothing_is_asked_again(self) -> None:
        for cells in (("class Net: pass", "class Gate: pass"), (self.GRADIENT, "class Gate: pass")):
            state, prober = self.asks(*cells)
            assert (len(prober.requests), state.borrowed) == (1, {})


class TestApart:
    """A kind that asks in children of its own."""

    def key(self) -> AnswerKey:
        def ask(
            trials: Sequence[Trial], _q: Question, _r: Answerer, cells: Sequence[str], ask_apart: object
        ) -> tuple[Answered, ...]:
            assert callable(ask_apart)
            reply = ask_apart(cells, replace(plain, question="tests"), 5)
            return (Answered(trials[0], reply or Reply((None,))),)

        made = key(GATE)
        plain = asking(assignment_key(made), Prober(lambda _r, _q: None), "class Gate: pass").asked(
            asking(assignment_key(made), Prober(lambda _r, _q: None), "class Gate: pass").fitted.fits["gate"][
                0
            ]
        )
        apart = Planned(frozenset({"tests"}), (trial("ran"),), ask)
        return assignment_key(replace(made, plans=(*made.plans, apart)))

    def asks(self, source: str, said: Sequence[object] | None = (1,)) -> tuple[State, Prober, Asking]:
        prober = Prober(lambda _request, _name: said)
        one = asking(self.key(), prober, Cell(source, 0, "gate"), "later = 1")
        return after(one, chosen, asked, asked_apart), prober, one

    def test_what_it_was_answered(self) -> None:
        state, prober, one = self.asks("class Gate: pass")
        assert [a.reply for a in state.apart["gate"]] == [Reply((1,))]
        assert (prober.requests[1].cells, prober.requests[1].seed) == (("class Gate: pass",), 5)
        assert one.cpu == 2.0

    def test_a_stub_is_not_asked(self) -> None:
        state, prober, one = self.asks(STUB)
        assert (state.apart, len(prober.requests)) == ({}, 1)
        assert untouched(one, state.fits["gate"])

    def test_what_did_not_answer_at_all_is_not_asked(self) -> None:
        state, prober, _ = self.asks("class Gate: pass", None)
        assert (state.apart, len(prober.requests)) == ({}, 1)


def test_a_request_is_the_same_every_time() -> None:
    requests: list[Request] = []
    for _ in range(2):
        prober = Prober(lambda _request, _name: (1,))
        after(asking(assignment_key(key(GATE)), prober, "class Gate: pass"), chosen, asked)
        requests += prober.requests
    assert requests[0] == requests[1]
    assert answered(key(GATE), 1)[0].got("out") == 1


class TestExamined:
    """The instructor's tests run after the cells, in a child of their own."""

    EXAM = cast("Exam", SimpleNamespace(tests=("t1", "t2", "t3")))
    TESTS = Planned(
        frozenset({"tests"}), tuple(trial(name, name=name) for name in ("t1", "t2", "t3")), tests=True
    )
    KEY = replace(assignment_key(replace(key(GATE), plans=(TESTS,))), exam=EXAM)

    def examined(self, *cells: str, heard: Heard | None = None) -> tuple[State, Prober]:
        prober = Prober(lambda _request, _name: (1,))

        def says(said: Heard) -> None:
            said.tests.update(t1=protocol.Tested("t1", "passed"))
            said.tests.update(t2=protocol.Tested("t2", "raised", raised=Raised("Hidden", "3.14", 0, 7)))
            said.beyond.add("t3")
            said.cells[0] = (ABSENT,)
            said.silent["t2"] = Outcome.TIMEOUT
            said.forbidden.append(Unit("cell", 0))

        prober.heard = says
        one = asking(self.KEY, prober, *cells)
        state = State({q: fits[-1] for q, fits in one.fitted.fits.items()}, heard or Heard())
        return after(one, examined, state=state), prober

    def test_each_test_is_a_trial_and_what_it_raised_is_vouched_for(self) -> None:
        state, prober = self.examined("class Gate: pass")
        seen = [one.reply.observations[0] for one in state.apart["gate"]]
        assert seen == [
            protocol.Tested("t1", "passed"),
            protocol.Tested("t2", "raised", raised=Raised("Exception", "3.14", 0, 0)),
            Skipped(),
        ]
        assert [one.trial.name for one in state.apart["gate"]] == ["t1", "t2", "t3"]
        assert prober.requests[0].talks == (("t1", 0), ("t2", 0), ("t3", 0))
        assert state.heard.silent == {"t2": Outcome.TIMEOUT}
        assert state.heard.forbidden == [Unit("cell", 0)]
        assert state.heard.cells == {0: (ABSENT,)}

    def test_a_test_of_which_nothing_came_has_ended(self) -> None:
        one = asking(self.KEY, Prober(lambda _request, _name: (1,)), "class Gate: pass")
        state = State({q: fits[-1] for q, fits in one.fitted.fits.items()})
        seen = [said.reply.observations[0] for said in after(one, examined, state=state).apart["gate"]]
        assert seen == [protocol.Tested(name, "ended") for name in ("t1", "t2", "t3")]

    def test_what_cells_did_where_they_were_asked_first_is_what_they_did(self) -> None:
        state, _ = self.examined("class Gate: pass", heard=Heard(cells={1: (ABSENT,)}))
        assert state.heard.cells == {1: (ABSENT,)}

    def test_without_tests_or_cells_nothing_is_asked(self) -> None:
        assert self.examined()[1].requests == []
        prober = Prober(lambda _request, _name: (1,))
        after(asking(assignment_key(key(GATE)), prober, "class Gate: pass"), examined)
        assert prober.requests == []
