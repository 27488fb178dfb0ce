"""The verdict on the parts of what was answered: which difference decides, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.conversation import plan
from autograder.checks.verdicts import parts
from autograder.model.condition import COSTS, Condition
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Part, Role, Step, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Probe, Raised, Reply, Skipped
from autograder.words.messages import by_factor, kind_words
from tests.checks.one_cell import OneCell

VALUE, FORWARD, GRADIENT = Role.VALUE, Role.FORWARD, Role.GRADIENT
MUL = Question("q", (), target="Mul", inputs={"x": (), "y": ()})
RELU = Question("q", (), target="Relu", inputs={"x": ("N", "D")}, options={"batch": "N"})
FORWARDED = (FORWARD, None)


def layer(name: str, forward: str, backward: str) -> str:
    """A class that keeps its inputs, with one expression a method."""
    return (
        f"class {name}:\n"
        "    def forward(self, *inputs):\n"
        f"        self.inputs = {'x, y' if name == 'Mul' else 'x,'} = inputs\n"
        f"        return {forward}\n"
        "    def backward(self, dout):\n"
        f"        {'x, y' if name == 'Mul' else 'x,'} = self.inputs\n"
        f"        return {backward}\n"
    )


RIGHT_MUL = OneCell(layer("Mul", "x * y", "(y * dout, x * dout)"))
RIGHT_RELU = OneCell(layer("Relu", "np.maximum(x, 0)", "dout * (x > 0)"))


def told(question: Question, source: str, role: Role = GRADIENT) -> Verdict:
    """The verdict on the gradients of a wrong class, or on what its forward gives."""
    right = RIGHT_MUL if question is MUL else RIGHT_RELU
    trials = plan(question, right, Draw(b"tests", "q"))
    return parts.judge((role, None), question, OneCell(source).replies(trials))


def answered(steps: tuple[Step, ...], right: tuple[Any, ...], got: tuple[Any, ...], **more: Any) -> Answered:
    """A made-up reply; `more` are fields of the trial, or `waived` and `mutated`."""
    waived, mutated = more.pop("waived", ()), more.pop("mutated", ())
    probe = Probe(more.pop("inputs", {}), tuple((step.name, step.expression) for step in steps))
    trial = Trial("trial", steps, probe, right, **more)
    return Answered(trial, Reply(got, (), mutated), waived=frozenset(waived))


def claim(name: str, expression: str = "v.data") -> Step:
    return Step(name, expression, (Part(VALUE, name),))


CLAIMS = (claim("seed"), claim("gradient"))


@pytest.mark.parametrize(("gradient", "share"), [(2.0, 1.0), (3.0, 0.0)])
def test_where_all_that_is_asked_is_waived_the_rest_of_the_question_decides(
    gradient: float, share: float
) -> None:
    """A notebook from elsewhere need not do it, but gets nothing for free."""
    one = answered(CLAIMS, (1.0, 2.0), (9.0, gradient), waived=("seed",))
    assert parts.judge((VALUE, ("seed",)), MUL, (one,)).share == share


def test_what_is_waived_is_not_judged_beside_what_is_not() -> None:
    one = answered(CLAIMS, (1.0, 2.0), (9.0, 2.0), waived=("seed",))
    assert parts.judge((VALUE, ("seed", "gradient")), MUL, (one,)) == RIGHT


def test_only_the_role_and_the_names_asked_for_are_judged() -> None:
    steps = (claim("seed"), Step("out", "f(x)", (Part(FORWARD, "seed"),)), claim("gradient"))
    one = answered(steps, (1.0, 2.0, 3.0), (1.0, 9.0, 9.0))
    assert parts.judge((VALUE, ("seed",)), MUL, (one,)).passed
    assert not parts.judge((VALUE, None), MUL, (one,)).passed
    assert not parts.judge(FORWARDED, MUL, (one,)).passed


@pytest.mark.parametrize(
    ("question", "source"),
    [
        (MUL, layer("Mul", "2 * x * y", "(2 * y * dout, 2 * x * dout)")),
        (MUL, layer("Mul", "x + y", "(dout, dout)")),
        (RELU, layer("Relu", "x ** 2", "2 * x * dout")),
    ],
)
def test_a_gradient_of_the_own_wrong_forward_is_told_as_that(question: Question, source: str) -> None:
    assert told(question, source).message == Message("gradient_of_own_forward")
    assert told(question, source, FORWARD).message == Message("forward_wrong", {"target": question.target})


@pytest.mark.parametrize(
    ("question", "source"),
    [
        (MUL, layer("Mul", "2 * x * y", "(3 * y * dout, 2 * x * dout)")),  # of no forward
        (MUL, layer("Mul", "2 * x * y", "(2.0002 * y * dout, 2.0002 * x * dout)")),  # nearly
        (MUL, layer("Mul", "2 * x * y", "(1.9998 * y * dout, 1.9998 * x * dout)")),
        (MUL, layer("Mul", "x * y", "(2 * y * dout, 2 * x * dout)")),  # forward is right
        (MUL, layer("Mul", "None", "(dout, dout)")),
        (RELU, layer("Relu", "x.sum()", "dout")),
        (
            RELU,
            layer("Relu", "np.concatenate([x, x])", "3 * dout"),
        ),  # of no shape that goes with the upstream
        (RELU, layer("Relu", "x.sum()", "np.ones_like(x) * dout.sum()")),  # of another output
        (RELU, layer("Relu", "x ** 2", "2 * x * dout[:1]")),
        (RELU, layer("Relu", "x ** 2", "np.sum(2 * x * dout)")),
    ],
)
def test_any_other_wrong_gradient_is_not_blamed_on_forward(question: Question, source: str) -> None:
    assert told(question, source).message.key in ("gradient_wrong", "wrong_shape")


@pytest.mark.parametrize(
    "backward", ["(3 * y * dout, x * dout)", "(3 * y * dout, 2 * x * dout)", "(y * dout, 3 * x * dout)"]
)
def test_a_gradient_that_is_off_by_a_factor_is_told_so_whatever_the_others_are(backward: str) -> None:
    assert told(MUL, layer("Mul", "x * y", backward)).message.values["relation"] == by_factor(3.0)


def test_a_gradient_that_is_no_number_is_no_ones() -> None:
    said = told(MUL, layer("Mul", "2 * x * y", "('2 * y', 2 * x * dout)")).message
    assert said.key == "not_a_number"


@pytest.mark.parametrize("forward", ["x * np.inf", "x * np.nan", "np.where(x > 0, 1e308, -1e308) * 10"])
def test_a_forward_without_finite_numbers_is_no_ones_gradient(forward: str) -> None:
    """Warnings are errors here: infinite numbers of both signs are added up on the way."""
    assert told(RELU, layer("Relu", forward, "x * dout")).message.key == "gradient_wrong"


def test_state_that_is_kept_from_the_first_call() -> None:
    source = (
        "class Mul:\n"
        "    def forward(self, x, y):\n"
        "        if not hasattr(self, 'kept'): self.kept = x, y\n"
        "        return x * y\n"
        "    def backward(self, dout):\n"
        "        return self.kept[1] * dout, self.kept[0] * dout\n"
    )
    verdict = told(MUL, source)
    assert (verdict.share, verdict.conditions) == (0.5, (Condition.SECOND_CALL,))
    assert (verdict.message.values["what"], verdict.step) == (Message("second_call_wrong"), "grad_3")


def test_a_batch_of_one_is_told_as_that() -> None:
    verdict = told(RELU, layer("Relu", "np.maximum(x, 0)", "np.squeeze(dout * (x > 0))"))
    assert (verdict.share, verdict.conditions) == (0.75, (Condition.ONE_ROW,))
    assert getattr(verdict.message.values["what"], "key", "") == "wrong_shape"


def test_another_number_of_rows_in_a_second_call_is_told_as_that() -> None:
    """One row is right on an object of its own: something is left over."""
    source = layer("Relu", "np.maximum(x, 0)", "dout * (x > 0)").replace(
        "return dout",
        "self.sum = getattr(self, 'sum', np.zeros_like(x)); self.sum[...] = 0; return self.sum + dout",
    )
    verdict = told(RELU, source)
    assert (verdict.share, verdict.conditions) == (0.5, (Condition.SECOND_CALL,))
    assert verdict.message.values["what"] == Message("batch_of_one_wrong", {"name": "dx"})


def test_state_that_all_objects_share_is_no_second_call() -> None:
    source = layer("Mul", "x * y", "(y * dout, x * dout)")
    verdict = told(MUL, source.replace("self.inputs = x, y", "Mul.inputs = x, y"))
    assert (verdict.share, verdict.conditions) == (0.5, (Condition.SECOND_OBJECT,))
    assert getattr(verdict.message.values["what"], "key", "") == "gradient_wrong"
    assert verdict.step == "grad_1"


def test_a_forward_that_is_right_where_it_was_asked_is_not_blamed() -> None:
    """Wrong only on the objects that are asked along the line."""
    source = layer("Mul", "x * y", "(2 * y * dout, 2 * x * dout)").replace(
        "return x * y", "Mul.calls = getattr(Mul, 'calls', 0) + 1; return x * y * (1 + (Mul.calls > 3))"
    )
    verdict = told(MUL, source)
    assert (verdict.message.key, verdict.step) == ("gradient_wrong", "grad_1")


def test_what_one_object_keeps_from_another_is_no_second_call() -> None:
    """The first of all calls is kept on the class: the first call of the second object is wrong."""
    source = layer("Mul", "x * y", "(y * dout, x * dout)").replace(
        "self.inputs = x, y = inputs", "x, y = inputs; Mul.inputs = getattr(Mul, 'inputs', inputs)"
    )
    verdict = told(MUL, source)
    assert (verdict.message.key, verdict.step) == ("gradient_wrong", "grad_2")


OUT = Step("out_1", "a.forward(x_1)", (Part(FORWARD, "out"),), 1, "a", "forward", {"x": "x_1"})
GRAD = Step(
    "grad_1",
    "a.backward(upstream_1)",
    (Part(GRADIENT, "x"), Part(GRADIENT, "y")),
    1,
    "a",
    "backward",
    {"x": "x_1"},
    "upstream_1",
)


def gradient(got: Any, right: Any = (1.0, 2.0), upstream: Any = 3.0, **more: Any) -> Verdict:
    """The verdict on what backward returned."""
    one = answered((GRAD,), (right,), (got,), inputs={"x_1": 1.0, "upstream_1": upstream}, **more)
    return parts.judge((GRADIENT, None), MUL, (one,))


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (1.0, Message("returned_count", {"method": "backward", "got": Message("kind_float"), "want": 2})),
        ((1.0, 2.0, 3.0), "returned_count"),
        (Opaque("set"), "returned_count"),
        (None, Message("returned_nothing", {"method": "backward"})),
        (Raised("ZeroDivisionError", "", 3, 4), "raised"),
        (Skipped(), "not_reached"),
        ((1.0, None), Message("returned_nothing", {"method": "backward"})),
        ((1.0, "two"), "not_a_number"),
        (
            (1.0, np.array([2.0, 2.0])),
            Message("wrong_shape", {"name": "dy", "shape": (2,), "want": Message("kind_float")}),
        ),
        ((1.0, float("nan")), Message("not_finite", {"name": "dy"})),
        ((1.0, 5.0), "gradient_wrong"),
        (np.array([1.0, 5.0]), "gradient_wrong"),
    ],
)
def test_what_is_said_of_what_backward_returned(got: Any, message: Message | str) -> None:
    verdict = gradient(got)
    assert verdict.share == 0.0
    assert (verdict.trial, verdict.step) == ("trial", "grad_1")
    assert (verdict.message.key if isinstance(message, str) else verdict.message) == message


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (2.0, Message("forward_wrong", {"target": "Mul"})),
        (None, Message("returned_nothing", {"method": "forward"})),
        (float("nan"), Message("not_finite", {"name": "out"})),
        (np.ones(2), Message("shape_returned", {"name": "forward", "got": Message("kind_shape", {"shape": (2,)}), "want": Message("kind_float")})),
        ("two", Message("not_a_number", {"name": "out", "kind": kind_words("text")})),
    ],
)  # fmt: skip
def test_what_is_said_of_what_forward_returned(got: Any, message: Message) -> None:
    assert parts.judge(FORWARDED, MUL, (answered((OUT,), (1.0,), (got,)),)).message == message


@pytest.mark.parametrize(
    "got", [(1.0, 2.0), np.array([1.0, 2.0]), (1.0, np.array([2.0])), (1 + 1e-9, 2 - 1e-9)]
)
def test_right_gradients_in_any_form(got: Any) -> None:
    assert gradient(got) == RIGHT


def test_a_gradient_is_told_with_the_upstream_that_arrived_there() -> None:
    right = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    verdict = gradient((right[0], np.array([3.001, 5.0])), right, np.array([-7.0, 8.0]), tolerance=1e-3)
    assert verdict.message.values["upstream"] == 8.0
    assert verdict.message.values["index"] == (1,)
    assert verdict.compare == {
        "name": "dy",
        "got": [3.001, 5.0],
        "numerical": [3.0, 4.0],
        "differs": [False, True],
        "index": [1],
    }
    assert gradient((1.0, 5.0)).message.values["upstream"] == 3.0
    other_shape = gradient((right[0], np.array([3.0, 5.0])), right, np.ones((2, 2)))
    assert other_shape.message.values["upstream"] is None
    one = answered((replace(GRAD, upstream=""),), ((1.0, 2.0),), ((1.0, 5.0),))
    assert parts.judge((GRADIENT, None), MUL, (one,)).message.values["upstream"] is None


def test_the_tolerance_of_the_trial_counts() -> None:
    assert gradient((1.0, 2.001), tolerance=1e-2) == RIGHT
    assert not gradient((1.0, 2.001)).passed
    assert gradient((1.0, 1e-3), (1.0, 0.0), floor=1e-2) == RIGHT


def test_a_first_call_that_was_not_reached_says_nothing_of_the_second() -> None:
    steps = (OUT, Step("out_3", "a.forward(x_3)", OUT.parts, 3, "a", "forward", {"x": "x_1"}))
    one = answered(steps, (1.0, 1.0), (Skipped(), 2.0), inputs={"x_1": 1.0})
    assert parts.judge(FORWARDED, MUL, (one,)).message == Message("forward_wrong", {"target": "Mul"})


def test_what_was_not_reached_decides_only_where_nothing_else_is_wrong() -> None:
    steps = (claim("seed"), claim("gradient"))
    one = answered(steps, (1.0, 2.0), (Skipped(), 3.0))
    assert parts.judge((VALUE, None), MUL, (one,)).step == "gradient"
    one = answered(steps, (1.0, 2.0), (1.0, Skipped()))
    verdict = parts.judge((VALUE, None), MUL, (one,))
    assert (verdict.message, verdict.step) == (Message("not_reached"), "gradient")


class TestArraysForGatesOfNumbers:
    """`arrays: optional`: raising costs nothing, a wrong number does."""

    @pytest.mark.parametrize("got", [Raised("ValueError"), Skipped()])
    def test_raising_is_a_note(self, got: Any) -> None:
        verdict = gradient(got, optional=True)
        assert verdict.passed
        assert verdict.notes[0] == Message("arrays_unsupported")

    @pytest.mark.parametrize("got", [(1.0, 3.0), None, (1.0, float("inf"))])
    def test_a_wrong_answer_costs(self, got: Any) -> None:
        assert gradient(got, optional=True).share == 0.0

    def test_raising_does_not_hide_what_is_wrong_elsewhere(self) -> None:
        raised = answered((OUT,), (1.0,), (Raised("ValueError"),), optional=True)
        wrong = answered((OUT,), (1.0,), (2.0,))
        assert parts.judge(FORWARDED, MUL, (raised, wrong)).share == 0.0
        assert parts.judge(FORWARDED, MUL, (wrong, raised)).share == 0.0

    def test_what_raises_when_it_is_asked_once_more_is_no_note(self) -> None:
        """A layer need not be able to answer twice, whatever it is asked with."""
        again = replace(GRAD, name="grad_1_again", again=True)
        right = (1.0, 2.0)
        one = answered((GRAD, again), (right, right), (right, Raised("ValueError")))
        assert parts.judge((GRADIENT, None), MUL, (one,)) == RIGHT

    def test_it_costs_where_arrays_are_required(self) -> None:
        assert gradient(Raised("ValueError")).share == 0.0


@pytest.mark.parametrize(
    ("got", "also", "right"),
    [
        (1.5, 2.0, True),  # between
        (2.0, 2.0, True),
        (2.0 + 5e-9, 2.0, True),
        (2.0 + 5e-8, 2.0, False),
        (1.0 - 5e-8, 2.0, False),
        (0.5, 0.0, True),  # from either side
        (1.5, 0.0, False),
        (float("nan"), 2.0, False),
        (np.array([1.5, 1.5]), 2.0, False),
        (1.5, None, False),
    ],
)
def test_another_right_number_and_all_between(got: Any, also: Any, right: bool) -> None:
    one = answered((OUT,), (1.0,), (got,), also={"out_1": also})
    assert parts.judge(FORWARDED, MUL, (one,)).passed is right


@pytest.mark.parametrize(("got", "right"), [([3.0, 4.0], True), ([2.0, 3.0], False), ([3.0, 2.0], False)])
def test_another_right_array_counts_as_a_whole(got: list[float], right: bool) -> None:
    one = answered((OUT,), (np.array([1.0, 2.0]),), (np.array(got),), also={"out_1": np.array([3.0, 4.0])})
    assert parts.judge(FORWARDED, MUL, (one,)).passed is right


@pytest.mark.parametrize(
    ("expression", "error", "message"),
    [
        ("a.forward(x_1)", Raised("NameError"), Message("target_missing", {"name": "Mul"})),
        (
            "a.forward(x_1)",
            Raised("AttributeError"),
            Message("method_missing", {"class": "Mul", "name": "forward", "close": None}),
        ),
        (
            "float(np.max(np.abs(a.bias)))",
            Raised("AttributeError"),
            Message("method_missing", {"class": "Mul", "name": "bias", "close": None}),
        ),
        (
            "a(x_1)",
            Raised("AttributeError"),
            Message("method_missing", {"class": "Mul", "name": "a", "close": None}),
        ),
        ("out_1['x']", Raised("KeyError"), Message("entry_missing", {"method": "forward", "name": "out"})),
        (
            "base['x']",
            Raised("TypeError"),
            Message(
                "no_entries",
                {"method": "forward", "got": Message("kind_list", {"count": 2}), "names": ["out"]},
            ),
        ),
        ("other['x']", Raised("KeyError"), Message("method_missing", {"class": "Mul", "name": "out"})),
        ("a.forward(x_1)", Raised("TypeError"), "raised"),
        ("a.forward(x_1)", Raised("NameError", "", 2, 3, "xx"), "raised_name"),
        ("a.forward(x_1)", Raised("NotImplementedError", "", 2, 3), "not_written"),
    ],
)
def test_what_is_not_there_is_told_by_name(expression: str, error: Raised, message: Message | str) -> None:
    step = Step("out_1", expression, OUT.parts, 1, "a", "forward")
    base = Step("base", "a.forward(x_1)", (), 1, "a", "forward")
    verdict = parts.judge(FORWARDED, MUL, (answered((base, step), ((1.0, 2.0), 1.0), ((1.0, 2.0), error)),))
    assert (verdict.message.key if isinstance(message, str) else verdict.message) == message


def test_an_error_of_the_probe_is_told_with_what_was_called() -> None:
    """The method; the target itself where the objects of the probe are called."""
    built = Step("a", "Mul()")
    for expression, method in (("a.forward(x_1)", "forward"), ("a(x_1)", "Mul")):
        step = Step("out_1", expression, OUT.parts, 1, "a", "forward")
        one = answered((built, step), (Opaque("Mul"), 1.0), (Opaque("Mul"), Raised("TypeError")))
        assert parts.judge(FORWARDED, MUL, (one,)).message.values["method"] == method


@pytest.mark.parametrize(
    ("expression", "got", "message"),
    [
        ("v.grad", 9.0, Message("claim_seed")),
        ("v.grad", Skipped(), Message("not_reached")),
        ("v.grad", Raised("AttributeError"), Message("claim_seed")),
        ("v.grad", Raised("NameError"), Message("target_missing", {"name": "Mul"})),
        ("(v.backward(), None)[1]", Raised("ValueError", "", 2, 5), "raised"),
        ("raises(lambda: Variable(1), TypeError)", Raised("ValueError", "", 2, 5), Message("claim_seed")),
        ("raises(lambda: Variable(1), TypeError)", Raised("NotImplementedError", "", 2, 5), "not_written"),
        (
            "(v.backward(), None)[1]",
            Raised("AttributeError", "'Mul' object", name="backward"),
            "method_missing",
        ),
        (
            "(v.backward(), None)[1]",
            Raised("AttributeError", "'NoneType' object", name="backward"),
            "claim_seed",
        ),
        ("v.creator.input", Raised("AttributeError", "'Mul' object", name="creator"), "claim_seed"),
        ("(v.backward(), None)[1]", Raised("RecursionError", "", 2, 5), "raised"),
        ("v.grad", None, Message("grad_left_none")),
        ("v.data", None, Message("claim_seed")),
    ],
)
def test_a_claim_that_does_not_hold(expression: str, got: Any, message: Message | str) -> None:
    step = replace(claim("seed", expression), refuses=expression.startswith("raises("))
    verdict = parts.judge((VALUE, None), MUL, (answered((step,), (1.0,), (got,)),))
    assert (verdict.message.key if isinstance(message, str) else verdict.message) == message


def test_a_claim_that_was_answered_is_not_told_by_what_another_object_raised() -> None:
    errors = Raised("ZeroDivisionError", "", 2, 5), 9.0
    one = answered((Step("v", "Mul()"), claim("seed")), (Opaque("Mul"), 1.0), errors)
    assert parts.judge((VALUE, None), MUL, (one,)).message == Message("claim_seed")


@pytest.mark.parametrize("got", [Skipped(), Raised("AttributeError"), None])
def test_a_claim_of_an_object_that_could_not_be_made_is_told_by_what_its_making_raised(got: Any) -> None:
    error = Raised("ZeroDivisionError", "", 2, 5)
    one = answered((Step("v", "Mul()"), claim("seed")), (Opaque("Mul"), 1.0), (error, got))
    verdict = parts.judge((VALUE, None), MUL, (one,))
    assert (verdict.message.key, verdict.message.values["line"]) == ("raised", 5)


@pytest.mark.parametrize(("kind", "key"), [("RecursionError", "claim_deep"), ("ValueError", "raised")])
def test_a_chain_that_is_too_deep_is_told_as_that(kind: str, key: str) -> None:
    one = answered((claim("deep", "(y.backward(), None)[1]"),), (None,), (Raised(kind, "", 2, 5),))
    assert parts.judge((VALUE, None), MUL, (one,)).message.key == key


def test_what_should_be_refused_is_not_told_by_another_object_that_could_not_be_made() -> None:
    refused = replace(claim("seed", "raises(lambda: Variable(1), TypeError)"), refuses=True)
    errors = Raised("ZeroDivisionError", "", 2, 5), Raised("ValueError", "", 2, 7)
    one = answered((Step("v", "Mul()"), refused), (Opaque("Mul"), 1.0), errors)
    assert parts.judge((VALUE, None), MUL, (one,)).message == Message("claim_seed")


def test_an_error_in_a_walk_back_is_one_of_backward() -> None:
    error = Raised("ValueError", "", 2, 5)
    for expression, method in (("(v.backward(), None)[1]", "backward"), ("v.data", None)):
        one = answered((claim("seed", expression),), (None,), (error,))
        assert parts.judge((VALUE, None), MUL, (one,)).message.values["method"] == method


def test_a_claim_without_a_sentence_of_its_own_is_a_value() -> None:
    verdict = parts.judge((VALUE, None), MUL, (answered((claim("speed"),), (1.0,), (2.0,)),))
    assert verdict.message == Message("value_wrong", {"name": "speed", "got": 2.0, "index": None})


def test_an_attribute_that_backward_left_none() -> None:
    step = Step("dW_1", "a.dW", (Part(GRADIENT, "W"),), 1, "a", given={"W": "W_a"})
    question = Question("q", (), target="Affine", gradients={"W": "dW"})
    verdict = parts.judge((GRADIENT, None), question, (answered((step,), (1.0,), (None,)),))
    assert verdict.message == Message("left_none", {"name": "dW"})


@pytest.mark.parametrize("found", [None, 2.0])
def test_an_attribute_that_backward_did_not_come_to_is_told_as_what_stopped_it(found: object) -> None:
    back = Step("dx_1", "a.backward(up)", (), 1, "a", method="backward")
    step = Step("dW_1", "a.dW", (Part(GRADIENT, "W"),), 1, "a", given={"W": "W_a"})
    question = Question("q", (), target="Affine", gradients={"W": "dW"})
    error = Raised("ZeroDivisionError", "division by zero", 0, 3)
    one = answered((back, step), (None, 1.0), (error, found))
    message = parts.judge((GRADIENT, None), question, (one,)).message
    assert (message.key, message.values["line"]) == ("raised_said", 3)


def test_what_stopped_another_call_says_nothing_of_an_attribute_that_is_wrong() -> None:
    back = Step("dx_1", "a.backward(up)", (), 1, "a", method="backward")
    step = Step("dW_3", "a.dW", (Part(GRADIENT, "W"),), 3, "a", given={"W": "W_a"})
    one = answered((back, step), (None, 1.0), (Raised("ZeroDivisionError", "", 0, 3), 2.0))
    assert parts.judge((GRADIENT, None), MUL, (one,)).message.key == "gradient_wrong"


def test_a_wrong_forward_is_told_by_the_name_of_the_target() -> None:
    verdict = parts.judge(FORWARDED, MUL, (answered((OUT,), (1.0,), (2.0,)),))
    assert verdict.message == Message("forward_wrong", {"target": "Mul"})
    nameless = parts.judge(FORWARDED, Question("q", ()), (answered((OUT,), (1.0,), (2.0,)),))
    assert nameless.message == Message("forward_wrong", {"target": "out"})
    shape = parts.judge(FORWARDED, MUL, (answered((OUT,), (1.0,), (np.ones(3),)),))
    assert (shape.message.key, shape.message.values["name"]) == ("shape_returned", "forward")
    predict = answered((replace(OUT, method="predict"),), (1.0,), (np.ones(3),))
    assert parts.judge(FORWARDED, MUL, (predict,)).message.values["name"] == "predict"


@pytest.mark.parametrize(
    ("question", "called"),
    [
        (MUL, ("forward", "backward")),
        (replace(MUL, partner="back"), ("Mul", "back")),
        (replace(MUL, returns=("f", "dx")), ("Mul", "Mul")),
    ],
)
def test_what_is_called_where_a_step_does_not_say(question: Question, called: tuple[str, str]) -> None:
    for step, role, name in zip((OUT, GRAD), (FORWARD, GRADIENT), called, strict=True):
        part = replace(step, method="", parts=(Part(role, "x"),))
        verdict = parts.judge((role, None), question, (answered((part,), (1.0,), (np.ones(3),)),))
        assert verdict.message.values["name"] == (name if role is FORWARD else "dx")
        both = replace(step, method="", parts=(Part(role, "x"), Part(role, "y")))
        for one, method in ((both, name), (replace(both, method="predict"), "predict")):
            verdict = parts.judge((role, None), question, (answered((one,), ((1.0, 1.0),), (1.0,)),))
            assert verdict.message.values["method"] == method


class TestArraysChangedInPlace:
    """Notes, or what the course takes off."""

    ITEM = RubricItem("gradient", 2.0, options={"in_place_costs": 0.25})

    def test_an_upstream_is_a_note_on_gradients_alone(self) -> None:
        one = answered((GRAD, OUT), ((1.0, 2.0), 1.0), ((1.0, 2.0), 1.0), mutated=(("grad_1", "upstream_1"),))
        assert parts.judge((GRADIENT, None), MUL, (one,)).notes == (
            Message("mutates_upstream", {"name": "dout"}),
        )
        assert parts.judge(FORWARDED, MUL, (one,)) == RIGHT

    @pytest.mark.parametrize(
        ("target", "partner", "aliases", "name"),
        [
            ("Mul", None, (), "dz"),
            ("f", "Mul", (), "dz"),
            ("f", None, ("Mul",), "dz"),
            ("f", None, (), "dout"),
        ],
    )
    def test_the_upstream_is_called_as_in_the_last_cell_that_answers(
        self, target: str, partner: str | None, aliases: tuple[str, ...], name: str
    ) -> None:
        cells = [
            f"class {of}:\n    def backward(self, {arriving}): pass"
            for of, arriving in (("Mul", "dy"), ("Mul", "dz"), ("Add", "gy"))
        ]
        asked = replace(MUL, target=target, partner=partner, aliases=aliases)
        one = answered((GRAD,), ((1.0, 2.0),), ((1.0, 2.0),), mutated=(("grad_1", "upstream_1"),))
        (note,) = parts.judge((GRADIENT, None), asked, (replace(one, cells=tuple(cells)),)).notes
        assert note.values == {"name": name}

    def test_the_upstream_of_a_function_is_that_of_its_call(self) -> None:
        step = replace(GRAD, upstream="dy_1")
        one = answered((step, OUT), ((1.0, 2.0), 1.0), ((1.0, 2.0), 1.0), mutated=(("grad_1", "dy_1"),))
        (note,) = parts.judge((GRADIENT, None), MUL, (one,)).notes
        assert note.key == "mutates_upstream"
        assert parts.judge(FORWARDED, MUL, (one,)) == RIGHT

    def test_another_input_is_a_note_on_forward_alone(self) -> None:
        mutated = (("out_1", "y_1"), ("out_1", "W_one_1"))
        one = answered((GRAD, OUT), ((1.0, 2.0), 1.0), ((1.0, 2.0), 1.0), mutated=mutated)
        assert parts.judge((GRADIENT, None), MUL, (one,)) == RIGHT
        (note,) = parts.judge(FORWARDED, MUL, (one,)).notes
        assert note == Message("mutates_input", {"name": "W_one"})

    @pytest.mark.parametrize("key", ["mutates_upstream", "mutates_input"])
    def test_the_course_can_take_a_share_off(self, key: Any) -> None:
        charged = parts.charged(self.ITEM, Verdict(1.0, RIGHT.message, notes=(Message(key),)))
        assert (charged.share, charged.message, charged.notes) == (0.75, Message(key), ())
        assert charged.misconception == key.replace("_", "-")

    def test_nothing_is_taken_off_what_is_wrong_already_or_free(self) -> None:
        wrong = Verdict(0.0, Message("forward_wrong"), notes=(Message("mutates_input"),))
        other = Verdict(1.0, RIGHT.message, notes=(Message("arrays_unsupported"),))
        noted = Verdict(1.0, RIGHT.message, notes=(Message("mutates_input"),))
        assert parts.charged(self.ITEM, wrong) is wrong
        assert parts.charged(self.ITEM, other) is other
        assert parts.charged(RubricItem("gradient", 2.0), noted) is noted


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (Raised("NameError", "", -1, 0, "Mul"), Message("target_missing", {"name": "Mul"})),
        (Raised("NameError", "", -1, 0, "Exp"), Message("target_missing", {"name": "Exp"})),
        (
            Raised("ValueError", "", 2, 3),
            Message("raised", {"type": "ValueError", "line": 3, "method": None}),
        ),
    ],
)
def test_an_object_that_cannot_be_made_is_told_and_not_what_was_asked_of_it(
    error: Raised, message: Message
) -> None:
    steps = (Step("a", "Mul()"), OUT)
    verdict = parts.judge(FORWARDED, MUL, (answered(steps, (None, 1.0), (error, Skipped())),))
    assert verdict.message == message


def test_what_follows_a_judged_step_that_stopped_was_not_reached() -> None:
    second = Step("out_2", "a.forward(x_2)", OUT.parts, 2, "a", "forward")
    trial = answered((OUT, second), (1.0, 1.0), (Raised("ValueError", "", 2, 3), Skipped()))
    assert parts.judge(FORWARDED, MUL, (trial,)).message.key == "raised"


def test_an_entry_of_nothing_is_told_as_nothing() -> None:
    steps = (
        Step("gradients_1", "a.gradient(x_1)", (), 1, "a", "gradient"),
        Step("W_1", "gradients_1['W']", OUT.parts),
    )
    error = Raised("TypeError", "'NoneType' object is not subscriptable")
    verdict = parts.judge(FORWARDED, MUL, (answered(steps, (None, 1.0), (None, error)),))
    assert (verdict.message.key, verdict.message.values["method"]) == ("returned_nothing", "gradient")


ARRAYS, OBJECT, ROW = Condition.ARRAYS, Condition.SECOND_OBJECT, Condition.ONE_ROW
Asked = tuple[tuple[Condition, ...], tuple[Condition, ...], float]
"""Conditions of a trial and of its one step, and what is answered where 1 is right."""


class TestSideConditions:
    """Right in substance and wrong beside it."""

    def judged(self, *asked: Asked, question: Question = MUL) -> Verdict:
        replies = [
            answered((replace(OUT, conditions=of_step),), (1.0,), (got,), conditions=of_trial)
            for of_trial, of_step, got in asked
        ]
        return parts.judge(FORWARDED, question, tuple(replies))

    @pytest.mark.parametrize(
        ("asked", "failed"),
        [
            ([((), (), 1.0), ((ARRAYS,), (), 2.0)], [ARRAYS]),
            ([((), (), 1.0), ((), (OBJECT,), 2.0)], [OBJECT]),
            ([((), (), 1.0), ((), (OBJECT,), 2.0), ((ARRAYS,), (OBJECT,), 2.0)], [OBJECT]),
            ([((), (), 1.0), ((ARRAYS,), (OBJECT,), 2.0), ((), (OBJECT,), 2.0)], [OBJECT]),
            ([((), (), 1.0), ((), (OBJECT,), 1.0), ((ARRAYS,), (OBJECT,), 2.0)], [ARRAYS]),
            ([((), (), 1.0), ((), (ROW,), 2.0), ((ARRAYS,), (), 2.0)], [ROW, ARRAYS]),
        ],
    )
    def test_the_fewest_conditions_that_explain_it_are_to_blame(
        self, asked: list[Asked], failed: list[Condition]
    ) -> None:
        verdict = self.judged(*asked)
        assert [*verdict.conditions] == failed
        assert verdict.share == 1 - 0.25 * len(failed) - 0.25 * (OBJECT in failed)
        assert verdict.message.values["share"] == verdict.share

    @pytest.mark.parametrize("first", [1.0, 2.0])
    def test_a_wrong_substance_earns_nothing_wherever_it_stands(self, first: float) -> None:
        verdict = self.judged(((ARRAYS,), (), 2.0), ((), (), first), ((), (), 2.0))
        assert (verdict.share, verdict.conditions) == (0.0, ())
        assert verdict.message.key == "forward_wrong"

    def test_of_several_that_fail_the_first_is_told(self) -> None:
        verdict = self.judged(((), (), 1.0), ((), (ROW,), 2.0), ((ARRAYS,), (), None))
        assert verdict.message.values["what"] == Message("forward_wrong", {"target": "Mul"})

    def test_what_is_asked_in_side_conditions_alone_is_about_them(self) -> None:
        assert self.judged(((ARRAYS,), (), 2.0)).share == 0.0

    def test_what_costs_nothing_is_a_note(self) -> None:
        free = replace(MUL, conditions={**COSTS, ARRAYS: 0.0, ROW: 0.0})
        verdict = self.judged(((), (), 1.0), ((ARRAYS,), (), 2.0), ((), (ROW,), 2.0), question=free)
        assert verdict.passed
        assert [note.key for note in verdict.notes] == ["arrays_unsupported", "costs_nothing"]
        assert verdict.notes[1].values["conditions"] == [Message("condition_one_row")]


def test_nothing_after_an_array_that_was_refused_counts() -> None:
    """A backward after a forward that raised answers for another call, or for none."""
    steps = (replace(OUT, name="out_1"), replace(OUT, name="out_2"), replace(OUT, name="out_3"))
    values = {"optional": True, "conditions": (ARRAYS,)}
    right = answered((OUT,), (1.0,), (1.0,))
    refused = answered(steps, (1.0, 1.0, 1.0), (1.0, Raised("ValueError"), 5.0), **values)
    wrong_before = answered(steps, (1.0, 1.0, 1.0), (5.0, Raised("ValueError"), 5.0), **values)
    assert parts.judge(FORWARDED, MUL, (right, refused)).passed
    assert parts.judge(FORWARDED, MUL, (right, wrong_before)).conditions == (ARRAYS,)


def test_of_several_wrong_parts_the_first_that_was_reached_is_told() -> None:
    one = answered((claim("seed"), claim("gradient")), (1.0, 2.0), (Raised("ValueError"), 3.0))
    assert parts.judge((VALUE, None), MUL, (one,)).step == "seed"
