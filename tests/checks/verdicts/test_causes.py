"""What an exception says of an answer: the one at the step itself, or an earlier one of which it is the consequence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.verdicts import causes, parts
from autograder.model.message import Key, Message
from autograder.model.question import Question
from autograder.model.trial import Answered, Part, Role, Step, Trial
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Probe, Raised, Reply, Skipped
from autograder.words.messages import kind_words

QUESTION = Question("q", (), target="Affine", inputs={"x": ("N",)}, gradients={"W": "dW"})
MADE = Step("a", "Affine(W)")
OUT = Step("out", "a.forward(x)", (Part(Role.FORWARD, "out"),), 1, "a", "forward")
BACK = Step("back", "a.backward(d)", (Part(Role.GRADIENT, "x"),), 1, "a", "backward")
READ = Step("read", "a.dW", (Part(Role.GRADIENT, "W"),), 1, "a")
STEPS = (MADE, OUT, BACK, READ)
CELLS = ("class Affine:\n    def backwrd(self, d):\n        self.dw = d\n        return self.dW\n",)
LACKS = Raised("AttributeError", "'Affine' object has no attribute 'mask'", 0, 3, "mask")
SHAPES = Raised("ValueError", "shapes (2,3) and (4,5) not aligned: 3 (dim 1) != 4 (dim 0)", 0, 2)


def answered(*got: Any) -> Answered:
    probe = Probe({}, tuple((step.name, step.expression) for step in STEPS))
    return Answered(Trial("trial", STEPS, probe, (Opaque("Affine"), 1.0, 1.0, 1.0)), Reply(got), cells=CELLS)


def told(step: Step, *got: Any) -> Message | None:
    return causes.told(QUESTION, answered(*got), step, "dx")


def test_what_was_not_stored_after_an_exception_is_its_consequence() -> None:
    said = told(BACK, Opaque("Affine"), SHAPES, LACKS, 1.0)
    assert said is not None
    assert (said.key, said.values["method"]) == ("raised_said", "forward")
    assert told(BACK, Opaque("Affine"), 1.0, LACKS, 1.0) is None


def test_an_attribute_is_missing_because_of_what_would_have_set_it() -> None:
    missing = Raised("AttributeError", "'Affine' object has no attribute 'dW'", -1, 0, "dW")
    said = told(READ, Opaque("Affine"), 1.0, SHAPES, missing)
    assert said is not None
    assert (said.key, said.values["method"], said.values["line"]) == ("raised_said", "backward", 2)


def test_a_method_is_missing_whatever_stopped_another() -> None:
    missing = Raised("AttributeError", "'Affine' object has no attribute 'backward'", -1, 0, "backward")
    said = told(BACK, Opaque("Affine"), SHAPES, missing, 1.0)
    assert said == Message("method_missing", {"class": "Affine", "name": "backward", "close": "backwrd"})


def test_something_near_is_named() -> None:
    missing = Raised("AttributeError", "", -1, 0)
    values = {"method": "backward", "name": "dW", "close": "dw"}
    assert told(READ, Opaque("Affine"), 1.0, 1.0, missing) == Message("not_kept", values)
    values = {"class": "Affine", "name": "backward", "close": "backwrd"}
    assert told(BACK, Opaque("Affine"), 1.0, missing, 1.0) == Message("method_missing", values)


def test_a_method_that_stands_outside_of_its_class_is_found() -> None:
    missing = Raised("AttributeError", "", -1, 0)
    own = (
        "def zeros(n):\n    return n\nclass Affine:\n    def forward(self, x):\n        return x\ndef backward(self, dout):\n    return dout",
    )
    found = causes.told(QUESTION, replace(answered(Opaque("Affine"), 1.0, missing, 1.0), own=own), BACK, "dx")
    assert found is not None
    assert found.values["outside"] == 6
    within = (
        own[0].replace("\ndef", "\n        def").replace("\n    return dout", "\n            return dout"),
    )
    found = causes.told(
        QUESTION, replace(answered(Opaque("Affine"), 1.0, missing, 1.0), own=within), BACK, "dx"
    )
    assert found is not None
    assert found.values["outside"] == 6


def test_a_method_of_another_class_stands_in_its_place() -> None:
    missing = Raised("AttributeError", "", -1, 0)
    own = (
        "class Relu:\n    def backward(self, dout):\n        return dout\nclass Affine:\n    def forward(self, x):\n        return x\n",
    )
    found = causes.told(QUESTION, replace(answered(Opaque("Affine"), 1.0, missing, 1.0), own=own), BACK, "dx")
    assert found is not None
    assert (found.key, "outside" in found.values) == ("method_missing", False)


def test_of_a_pair_the_function_is_named_that_was_called() -> None:
    pair = Question("q", (), target="affine_forward", partner="affine_backward")
    step = Step("grad", "a.backward(d)", (), 1, "a", "affine_backward")
    said = causes.stopped(pair, answered(1, 1, 1, 1), step, Raised("ValueError", "", -1, 0), "dx")
    assert (said.key, said.values["method"]) == ("raised", "affine_backward")


def test_only_what_its_own_class_has_is_near() -> None:
    missing = Raised("AttributeError", "", -1, 0)
    cells = (
        "class Relu:\n    def backwrd(self, d): self.grad = d",
        "class Affine:\n    def forward(self, x): pass",
    )
    found = causes.told(
        QUESTION, replace(answered(Opaque("Affine"), 1.0, missing, 1.0), cells=cells), BACK, "dx"
    )
    assert found == Message("method_missing", {"class": "Affine", "name": "backward", "close": None})


def test_of_a_pair_the_function_that_is_not_there_is_named() -> None:
    pair = Question("q", (), target="affine_forward", partner="affine_backward")
    unknown = Raised("NameError", "", -1, 0)  # a name that the student's cells do not have is told by none
    for method, name in (("affine_forward", "affine_forward"), ("affine_backward", "affine_backward")):
        said = causes.stopped(pair, answered(1, 1, 1, 1), Step("z", "a(x)", method=method), unknown, "x")
        assert said == Message("target_missing", {"name": name})


def test_where_the_object_could_not_be_made_that_is_said() -> None:
    counts = Raised("TypeError", "Affine.__init__() takes 1 positional argument but 2 were given", -1, 0)
    said = told(OUT, counts, Skipped(), Skipped(), Skipped())
    assert said is not None
    assert (said.key, said.values["said"]) == ("raised_said", counts.message)
    assert told(OUT, Opaque("Affine"), Skipped(), 1.0, 1.0) is None


def test_an_attribute_that_is_set_under_another_name_is_named_with_its_line() -> None:
    reads = Raised("AttributeError", "'Affine' object has no attribute 'dW'", 0, 2, "dW")
    verdict = parts.judge((Role.GRADIENT, ("x",)), QUESTION, (answered(Opaque("Affine"), 1.0, reads, 1.0),))
    assert (verdict.message.values["close"], verdict.message.values["set"]) == ("dw", 3)


@pytest.mark.parametrize(
    ("cell", "name", "module"),
    [
        ("from common.layers import Affine as Layer", "Layer", "common.layers"),
        ("from . import layers", "layers", "layers"),
    ],
)
def test_a_name_that_was_to_come_from_another_file(cell: str, name: str, module: str) -> None:
    error = Raised("NameError", "", 0, 2, name)
    one = Answered(answered(1, 1, 1, 1).trial, Reply((error, 1, 1, 1)), cells=(f"{cell}\n{name}",))
    said = causes.stopped(QUESTION, one, MADE, error, "dx")
    assert said == Message("not_handed_in", {"name": name, "module": module, "line": 2})


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("from common.types import *\nx: Matrix", "perhaps_not_handed_in"),
        ("from numpy import *\nfrom math import *\nx: Matrix", "raised_name"),
        ("from common.types import *\nmatrix = 1\nx: Matrix", "raised_name"),
        ("import common.types\nx: Matrix", "raised_name"),
    ],
)
def test_a_name_that_may_come_from_a_file_of_which_everything_is_imported(cell: str, key: str) -> None:
    error = Raised("NameError", "", 0, 2, "Matrix")
    one = Answered(answered(1, 1, 1, 1).trial, Reply((error, 1, 1, 1)), cells=(cell,))
    assert causes.stopped(QUESTION, one, MADE, error, "dx").key == key


def test_where_nothing_is_made_no_method_is_named() -> None:
    error = Raised("ValueError", "", -1, 0)
    for question, method in ((QUESTION, "Affine"), (Question("q", ()), None)):
        said = causes.stopped(question, answered(1, 1, 1, 1), Step("z", "a(x)"), error, "dx")
        assert (said.key, said.values["method"]) == ("raised", method)
    said = causes.stopped(QUESTION, answered(1, 1, 1, 1), Step("z", "a.forward(x)"), error, "dx")
    assert said.values["method"] == "forward"


ASKED = Step("grads", "a.gradient(x)", (), 1, "a", "gradient")
ENTRIES = tuple(
    Step(f"{name}_1", f"grads['{name}']", (Part(Role.GRADIENT, name),), 1, "a") for name in ("W1", "b1")
)
ABSENT = Raised("KeyError", "'W1'", -1, 0, "W1")
NO_ENTRIES = Raised("TypeError", "'NoneType' object is not subscriptable", -1, 0)


@pytest.mark.parametrize(
    ("got", "error", "key", "values"),
    [
        (None, NO_ENTRIES, "returned_nothing", {"name": "W1"}),
        ({"b1": 1.0}, ABSENT, "entry_missing", {"name": "W1"}),
        (
            (1.0, 2.0),
            NO_ENTRIES,
            "no_entries",
            {"got": Message("kind_list", {"count": 2}), "names": ["W1", "b1"]},
        ),
        (1.0, NO_ENTRIES, "no_entries", {"got": kind_words("float"), "names": ["W1", "b1"]}),
        (3, NO_ENTRIES, "no_entries", {"got": kind_words("int"), "names": ["W1", "b1"]}),
        (
            [1.0, 2.0],
            ABSENT,
            "no_entries",
            {"got": kind_words("list"), "names": ["W1", "b1"]},
        ),
        (np.ones(2), NO_ENTRIES, "no_entries", {"got": kind_words("array"), "names": ["W1", "b1"]}),
    ],
)
def test_an_entry_is_not_there(got: Any, error: Raised, key: Key, values: dict[str, Any]) -> None:
    for asked, method in ((ASKED, "gradient"), (Step("grads", "gradient(x)"), "Affine")):
        steps = (MADE, OUT, asked, *ENTRIES, replace(ENTRIES[0], name="W1_again"))
        probe = Probe({}, tuple((step.name, step.expression) for step in steps))
        reply = Reply((1.0, 1.0, got, *[error] * 3))
        one = Answered(Trial("trial", steps, probe, (1.0,) * 6), reply, cells=CELLS)
        said = causes.told(QUESTION, one, ENTRIES[0], "dx")
        assert said == Message(key, {"method": method, **values})


def test_a_key_that_the_probe_looks_for_is_missing_in_the_class() -> None:
    setting = Step("set", "a.params['W1'].__setitem__(..., W1)")
    said = causes.stopped(QUESTION, answered(1, 1, 1, 1), setting, ABSENT, "W1")
    assert said == Message("method_missing", {"class": "Affine", "name": "W1"})
    unset = Raised("TypeError", "'tuple' object does not support item assignment", -1, 0)
    assert causes.stopped(QUESTION, answered(1, 1, 1, 1), setting, unset, "W1") == Message("fresh_params")


@pytest.mark.parametrize(
    ("step", "error", "key"),
    [
        (Step("z", "out"), ABSENT, "method_missing"),  # no entry of it is asked for
        (Step("z", "other['W1']"), ABSENT, "method_missing"),  # of no earlier step
        (
            BACK,
            Raised("TypeError", "'float' object is not callable", -1, 0),
            "raised_said",
        ),  # there is no pair
    ],
)
def test_what_is_no_entry_and_no_pair(step: Step, error: Raised, key: Key) -> None:
    assert causes.stopped(QUESTION, answered(1, 1, 1, 1), step, error, "W1").key == key


def test_of_a_pair_what_is_not_kept_is_asked_of_the_second() -> None:
    pair = replace(QUESTION, target="affine_forward", partner="affine_backward")
    missing = Raised("AttributeError", "", -1, 0)
    said = causes.stopped(pair, answered(1, 1, 1, 1), READ, missing, "W")
    assert said == Message("not_kept", {"method": "affine_backward", "name": "dW", "close": None})


def test_where_no_function_comes_back_that_is_said() -> None:
    question = Question("q", (), target="affine_vjp", inputs={"x": ("N",)}, partner="affine_vjp")
    for kind in ("NoneType", "tuple"):
        error = Raised("TypeError", f"'{kind}' object is not callable", -1, 0)
        said = causes.told(question, answered(Opaque("Pair"), 1.0, error, 1.0), BACK, "dx")
        assert said == Message("no_function_returned", {"target": "affine_vjp"})
    error = Raised("TypeError", "'Affine' object is not callable", -1, 0)
    assert causes.stopped(QUESTION, answered(1, 1, 1, 1), OUT, error, "x").key == "raised_said"
    inside = Raised("TypeError", "'tuple' object is not callable", 0, 2)
    assert causes.told(question, answered(Opaque("Pair"), 1.0, inside, 1.0), BACK, "dx") is None
