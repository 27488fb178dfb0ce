"""What the text of an answer says where its numbers fit several mistakes."""

from __future__ import annotations

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.rules.ties import Tied, tie_break
from autograder.model.question import Question
from tests.diagnosis.habits.texts import method

BACK = "    def backward(self, d):\n        return d * self.mask"
INIT = "class Gate:\n    def __init__(self):\n        self.mask = None\n    def forward(self, x):\n        self.{} = x\n"


@pytest.mark.parametrize(
    ("source", "misspelt"),
    [
        (INIT.format("maks") + BACK, True),
        (INIT.format("other") + BACK, False),
        (INIT.format("mask") + BACK, False),
        (INIT.format("maks"), False),
        (INIT.format("maks") + BACK.replace("mask", "d"), False),
        (INIT.format("maks").replace("self.mask = None", "pass") + BACK, False),
        (INIT.format("maks").replace("= None", "= 1") + BACK, False),
    ],
)
def test_a_place_that_stays_none_beside_one_that_is_nearly_called_so(source: str, misspelt: bool) -> None:
    assert Tied(Text((source,)), Question("q", ())).misspelt() is misspelt


@pytest.mark.parametrize(
    ("question", "source", "once"),
    [
        (Question("q", (), given={"x": 1}), "x = 1\ny = 2", True),
        (Question("q", (), returns=("dx",)), "x = 1\ny = 2", True),
        (Question("q", (), given={"x": 1}), "x = 1\nx = 2", False),
        (Question("q", ()), "x = 1\ny = 2", False),
    ],
)
def test_names_of_a_function_or_a_cell_are_assigned_once(question: Question, source: str, once: bool) -> None:
    assert Tied(Text((source,)), question).assigns_once() is once


def test_an_attribute_that_the_reference_does_not_have() -> None:
    model = Text((method("self.x = x"),))
    own = [
        Tied(Text((method(line),), model=model), Question("q", ())) for line in ("self.y = x", "self.x = x")
    ]
    for other in ("creator-not-set", "input-not-remembered", "output-not-remembered"):
        told = [tie_break((other, "attribute-name-mismatch"), tied) for tied in own]
        assert told == [("attribute-name-mismatch", other), (other,)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("self.grads = [dW, 1]", ("attribute-name-mismatch", "param-grad-not-stored")),
        ("self.dw = 1", ("attribute-name-mismatch", "param-grad-not-stored")),
        ("self.other = 1", ("param-grad-not-stored",)),
    ],
)
def test_what_is_stored_under_another_name_is_not_forgotten(line: str, told: tuple[str, ...]) -> None:
    question = Question("q", (), inputs={"x": ()}, gradients={"W": "dW"})
    tied = Tied(Text((method(line),)), question)
    assert tie_break(("param-grad-not-stored", "param-grad-not-stored"), tied) == told


def test_what_the_text_has_to_show_is_left_out_where_it_does_not() -> None:
    shown = ("square-coefficient-missing", "grad-averaged", "shape-lost")
    tied = [
        Tied(Text((source,)), Question("q", ())) for source in ("y = x + x.mean() > 0", "y = x + 0.5 * x > 0")
    ]
    assert [tie_break(shown, one) for one in tied] == [
        ("grad-averaged", "square-coefficient-missing", "shape-lost"),
        ("square-coefficient-missing", "shape-lost"),
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [("abs-applied", ("abs", "absolute", "fabs", "sqrt")), ("softmax-no-max-shift", ("exp",))],
)
def test_words_without_which_it_is_impossible(told: str, words: tuple[str, ...]) -> None:
    for word in words:
        assert tie_break((told,), Tied(Text((f"y = np.{word}(x)",)), Question("q", ()))) == (told,)
    nothing = Tied(Text(("y = np.log(x) - max(x)",)), Question("q", ()))
    assert tie_break((told,), nothing) == ()


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        (Question("q", (), inputs={"x": (), "y": ()}), True),
        (Question("q", (), inputs={"x": (), "y": (), "z": ()}), False),
        (Question("q", (), inputs={"x": (), "y": (), "z": ()}, backward=("x", "y")), True),
        (Question("q", (), inputs={"x": (), "y": ()}, backward=("y", "x")), False),
        (Question("q", (), inputs={"x": (), "y": ()}, returns=("dy", "dx")), False),
        (Question("q", (), returns=("dx", "dy")), True),
    ],
)
def test_gradients_in_another_order_than_they_are_asked_for(question: Question, turned: bool) -> None:
    assert Tied(Text(("def f(): return dy, dx",)), question).reversed() is turned
