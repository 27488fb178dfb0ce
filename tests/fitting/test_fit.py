"""A notebook fitted to our questions: which cells run, where each question is answered, what it need not fulfil."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.fitting.earlier_steps import EIGHTH_AND_NINTH_STEP, SPREAD
from autograder.fitting.fit import Fit, Fitted, fit
from autograder.fitting.locate import Place
from autograder.model.cell import Cell
from autograder.model.question import Form, Question, RubricItem
from autograder.sandbox.protocol import Probe, Probes

STEP = "class Function: pass\nclass Variable: pass"


def question(name: str = "gate", **more: Any) -> Question:
    return Question(name, (RubricItem("value", 1.0, ("q",)),), **{"target": "Gate", **more})


def fitted(asked: Question, *cells: str | Cell) -> Fitted:
    return fit([asked], [c if isinstance(c, Cell) else Cell(c, at) for at, c in enumerate(cells)])


def only(asked: Question, *cells: str | Cell) -> Fit:
    (one,) = fitted(asked, *cells).fits[asked.id]
    return one


def test_names_that_an_answer_may_have_here() -> None:
    asked = question(aliases=("MyGate",), options={"names": ("Base",)})
    found = fitted(asked, "class Base: pass\nclass MyGate: pass")
    assert found.defined == {"Base", "MyGate", "Gate"}
    assert found.fits["gate"][0].names == {"Gate", "MyGate", "Base", "q"}


def test_of_our_release_nothing_is_imported_from_elsewhere() -> None:
    source = "from layers import Relu\nclass Gate: pass"
    assert fitted(question(), source).imported == {"Relu"}
    assert fitted(question(), Cell(source, 0, "gate")).imported == frozenset()


def test_locked_cells_do_not_run() -> None:
    cells = fitted(question(), Cell("x = 1", 0, locked=True), "class Gate: pass").cells
    assert [cell.source for cell in cells] == ["class Gate: pass"]


def test_a_cell_that_may_answer_twice_runs_in_pieces() -> None:
    twice = "x = 1\nq = x\nx = 2\nq = x"
    plain = question("chain", target=None, given={"x": 1})
    assert len(fitted(plain, twice).cells) == 4
    assert len(fitted(question(), twice).cells) == 1  # no question of plain variables
    assert len(fitted(plain, Cell(twice, 0, "chain")).cells) == 1  # our own cell


def test_no_more_cells_run_than_a_notebook_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.fitting.fit.MAX_CELLS", 13)
    twice = "x = 1\nq = x\nx = 2\nq = x"
    assert 10 <= len(fitted(question("chain", target=None, given={"x": 1}), *[twice] * 5).cells) <= 13


@pytest.mark.parametrize(("most", "cells"), [(5, 4), (4, 1)])
def test_a_cell_runs_in_pieces_while_there_is_room_for_all(
    monkeypatch: pytest.MonkeyPatch, most: int, cells: int
) -> None:
    monkeypatch.setattr("autograder.fitting.fit.MAX_CELLS", most)
    plain = question("chain", target=None, given={"x": 1})
    assert len(fitted(plain, "x = 1\nq = x\nx = 2\nq = x").cells) == cells


def test_a_test_comes_after_all_that_runs_before_its_cell() -> None:
    plain = question("chain", target=None, given={"x": 1})
    first, second = (Cell("assert q", at, name, locked=True) for at, name in ((1, "a"), (3, "b")))
    again = replace(first, index=4)
    found = fitted(plain, "x = 1\nq = x\nx = 2\nq = x", first, Cell("y = 1", 2), second, again)
    assert found.stops == {"a": 4, "b": 5}
    assert fitted(plain, Cell("x = 1", 0, "q"), Cell("put_back = 1", 0, "given"), first).stops == {"a": 2}


def test_several_places_for_plain_variables_alone() -> None:
    plain = question("chain", target=None, given={"x": 1})
    assert len(fitted(plain, "x = 1\nq = 1", "x = 1\nq = 2").fits["chain"]) == 2
    assert len(fitted(question(), "class Gate: pass", "class Gate: pass").fits["gate"]) == 1


def test_a_question_without_a_place_is_not_among_them() -> None:
    assert fitted(question(), "x = 1").fits == {}


def test_in_our_own_cell_no_allowance_is_made() -> None:
    source = "class Gate:\n    def forword(self): pass\n\nclass Other:\n    def forword(self): pass"
    assert only(question(), Cell(source, 0, "gate")) == Fit(question(), Place(0, 0, ours=True))
    assert only(question(), source).spelling == {"forward": "forword"}
    assert only(question(), source).waived == SPREAD


def test_a_class_under_another_name_of_its_is_read_as_it_stands() -> None:
    source = "class Product:\n    def forword(self): pass\n\nclass Other:\n    def forword(self): pass"
    one = only(question(aliases=("Product",)), source)
    assert (one.place.alias, one.spelling) == ("Product", {"forward": "forword"})
    assert {"Gate", "Product", "forword"} <= one.names


def test_a_base_class_called_with_a_list_is_adapted_where_it_is_asked_with() -> None:
    source = (
        "class Function:\n    def __call__(self, inputs): xs = [x.data for x in inputs]\nclass Variable: pass"
    )
    asked = question(target="Variable", options={"names": ("Function", "Variable")})
    assert dict(only(asked, source).adapters) == {"Function": "listed(Function)"}
    assert dict(only(replace(asked, options={}), source).adapters) == {}


def test_what_is_asked_for_is_taken_from_elsewhere_where_the_notebook_does_not_define_it() -> None:
    asked = question(aliases=("Product",))
    for imported, name in (
        ("from layers import Gate", "Gate"),
        ("from layers import Product", "Product"),
        ("from layers import Gate as G", "G"),
        ("import layers", "layers.Gate"),
        ("from layers import *", "Gate"),
    ):
        assert name in fitted(asked, imported, f"x = {name}").taken(asked)
        assert fitted(asked, imported, "class Gate: pass").taken(asked) == frozenset()
        assert fitted(asked, imported, Cell("class Gate: pass", 1, "gate")).taken(asked) == frozenset()
    assert fitted(asked, "from layers import Other").taken(asked) == frozenset()


class TestEarlierSteps:
    ASKED = question("variable", target="Variable", options={"kind": "variable"})

    def test_a_file_without_as_array(self) -> None:
        one = only(self.ASKED, STEP)
        assert one.waived == EIGHTH_AND_NINTH_STEP

    def test_with_it_the_ninth_step_was_taken(self) -> None:
        one = only(self.ASKED, STEP, "def as_array(x): return x")
        assert one.waived == SPREAD

    def test_of_other_questions_or_without_functions_it_says_nothing(self) -> None:
        assert "seed" not in only(question(), STEP, "class Gate: pass").waived
        assert "seed" not in only(self.ASKED, "class Variable: pass").waived

    def test_in_our_own_cell(self) -> None:
        assert "seed" not in only(self.ASKED, Cell(STEP, 0, "variable")).waived


class TestClassesFromElsewhere:
    NET = question("net", target="Net", options={"names": ("Net", "Layer", "loss")})

    def test_imported(self) -> None:
        assert only(self.NET, "from layers import Layer", "class Net: pass").imported == {"Layer"}
        assert only(self.NET, "from layers import *", "class Net: pass").imported == {"Layer", "loss"}

    def test_nowhere(self) -> None:
        assert fitted(self.NET, "class Net: pass").fits == {}
        assert (
            only(self.NET, "class Net: pass\nclass Layer: pass").imported == frozenset()
        )  # a function may be absent

    def test_in_our_own_cell_it_is_asked_all_the_same(self) -> None:
        assert only(self.NET, Cell("class Net: pass", 0, "net")).imported == frozenset()

    def test_what_the_notebook_defines_is_not_borrowed(self) -> None:
        one = fitted(self.NET, "from layers import *\nclass Layer: pass", "class Net: pass")
        assert one.borrowed(["Layer", "other"]) == {"other"}
        assert one.borrowed(["Net"]) == frozenset()


class TestAsked:
    PROBES = Probes([Probe({}, (("a", "Gate()"), ("out_1", "a.forward(1)")))])

    def test_as_it_is(self) -> None:
        asked = only(question(), Cell("class Gate: pass", 0, "gate")).asked(self.PROBES)
        assert (asked.question, asked.first, asked.after, asked.given, asked.aliases) == (
            "gate",
            0,
            0,
            (),
            (),
        )
        assert asked.probes is self.PROBES  # encoded once a run

    def test_under_the_students_names(self) -> None:
        one = Fit(question(), Place(0, 2, alias="MyGate"), {"forward": "forword"})
        asked = one.asked(self.PROBES)
        assert (asked.after, asked.aliases) == (2, (("Gate", "MyGate"),))
        assert [text for _, text in asked.probes[0].steps] == ["Gate()", "a.forword(1)"]

    def test_plain_variables_have_no_alias(self) -> None:
        plain = question("chain", target=None, given={"x": 1})
        asked = Fit(plain, Place(1, 2, alias="x")).asked(self.PROBES)
        assert (asked.first, asked.given, asked.aliases) == (1, ("x",), ())

    def test_of_an_earlier_step_the_caller_sets_the_gradient(self) -> None:
        probes = Probes([Probe({}, (("back", "(y.backward(), None)[1]"),))])
        (step,) = Fit(question(), Place(0, 0), waived=EIGHTH_AND_NINTH_STEP).asked(probes).probes[0].steps
        assert step[1].endswith("y.backward(), None)[2]")
        assert "ones_like(y.data)" in step[1]
        for waived in (SPREAD, EIGHTH_AND_NINTH_STEP - {"seed"}):  # its own Variable sets it
            assert Fit(question(), Place(0, 0), waived=waived).asked(probes).probes == probes


class TestAdapters:
    STATELESS = "class Gate:\n    def forward(self, x): pass\n    def backward(self, x, dout): pass\n"
    GATE = Question("gate", (RubricItem("forward", 1.0),), target="Gate", inputs={"x": ()})

    def adapters(self, *sources: str) -> tuple[tuple[str, str], ...]:
        cells = [Cell(source, at) for at, source in enumerate(sources)]
        return fit([self.GATE], cells).fits["gate"][-1].adapters

    def test_another_convention_answers_as_ours(self) -> None:
        ((name, expression),) = self.adapters(self.STATELESS)
        assert (name, expression.partition("(")[0]) == ("Gate", "layer")

    def test_a_network_whose_loss_returns_its_gradients(self) -> None:
        net = Question(
            "gate", (RubricItem("network", 1.0, form=Form.NETWORK),), target="Gate", inputs={"x": ()}
        )
        for loss, adapters in (("1, {}", (("Gate", "classifier(Net)"),)), ("1", ())):
            source = f"class Net:\n    def loss(self, x, t=None): return {loss}"
            assert only(replace(net, aliases=("Net",)), source).adapters == adapters

    def test_which_has_our_names_then(self) -> None:
        own = self.STATELESS.replace("forward", "fprop").replace("backward", "bprop")
        cells = [Cell(own, 0), Cell(own.replace("Gate", "Other"), 1)]
        (one,) = fit([self.GATE], cells).fits["gate"]
        assert [name for name, _ in one.adapters] == ["Gate"]
        assert dict(one.spelling) == {}
        plain = [
            Cell(own.replace("x, dout", "dout").replace("bprop(self, dout)", "bprop(self, d)"), 0),
            cells[1],
        ]
        (other,) = fit([self.GATE], plain).fits["gate"]
        assert (other.adapters, dict(other.spelling)) == ((), {"forward": "fprop", "backward": "bprop"})

    def test_functions_in_the_place_of_a_class(self) -> None:
        both = "def relu_forward(x): return x, x\ndef relu_backward(dout, cache): return dout"
        ((name, expression),) = only(replace(self.GATE, target="Relu"), both).adapters
        assert name == "Relu"
        assert expression.startswith("pair(relu_forward, relu_backward, ")

    def test_of_a_framework_the_notebooks_own_names_stay(self) -> None:
        names = {"kind": "graph", "names": ("Function", "Variable")}
        source = f"{STEP}\n    def set_creator(self, f): self.func = f".replace("Variable: pass", "Variable:")
        one = only(question(target="Function", options=names), source)
        assert [name for name, _ in one.adapters] == ["Square", "Exp"]
        assert one.spelling == {"creator": "func"}

    def test_but_not_in_what_came_from_our_release(self) -> None:
        assert self.adapters("from autograder.selfcheck import check", self.STATELESS) == ()


def test_annotations_are_evaluated_where_they_are_read_and_in_our_release() -> None:
    def annotations(source: str) -> bool:
        return fit([TestAdapters.GATE], [Cell(source, 0)]).annotations

    assert not annotations("def f(x: Tensor): pass")
    assert annotations("def f(x: Tensor): pass\nprint(f.__annotations__)")
    assert annotations("from autograder.selfcheck import check\ndef f(x: Tensor): pass")


def test_of_what_is_lent_that_counts_as_help_which_does_something() -> None:
    source = "from common import sigmoid, Layer\nclass Gate(Layer): y = sigmoid(1)"
    found = fitted(question(), source)
    assert set(found.helpers) == {"sigmoid", "Layer"}
    assert found.supplied == {"sigmoid"}
    assert found.supplied == {"sigmoid"}
    of_arrays = "from my.cuda import as_numpy\nclass Gate: y = as_numpy(1)"
    assert set(fitted(question(), of_arrays).helpers) == {"as_numpy"}


def test_a_framework_is_lent_to_questions_about_one_alone() -> None:
    cells = ("from dezero import Variable", "class Gate: pass")
    about = question(options={"names": ("Variable",)})
    assert "Variable" in fitted(about, *cells).helpers
    assert "Variable" not in fitted(question(), *cells).helpers
    assert "Variable" not in fitted(question(options={"names": ("Gate",)}), *cells).helpers
