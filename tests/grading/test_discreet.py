"""Nothing hidden comes out by what is told: not the reference where it is lent, not the inputs where a cell raises."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from autograder.grading.discreet import OURS, discreet
from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.record import Record
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.sandbox import libc
from autograder.sandbox.protocol import Raised
from autograder.words.catalogue import FOLDER
from tests.grading.made import grade_one
from tests.words.conftest import COMPLETE

on_linux = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")

FIND = """
import sys
def request():
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("request")
        if hasattr(found, "cells"):
            return found
        frame = frame.f_back
"""
"""What a child can reach: all that it was told."""


@pytest.fixture
def record_of(
    key_of: Callable[[str], AnswerKey], prober: Prober, tmp_path: Path
) -> Callable[[str, str], Record]:
    def made(assignment: str, source: str) -> Record:
        path = tmp_path / "eve.py"
        path.write_text(source)
        key = key_of(assignment)
        return grade_one(Run(key.assignment, "en"), Submission("eve", (path,)), Grader(key, prober))

    return made


def test_only_what_is_ours_is_told() -> None:
    values = {
        "name": "dx",
        "got": (114, 101),
        "want": (3, 2),
        "line": 99,
        "index": (1,),
        "relation": Message("right"),
    }
    noted = (Message("mutates_input", values),)
    verdict = Verdict(0.0, Message("wrong_shape", values), notes=noted, compare={"name": "x", "got": [1.0]})
    inner = Message("right_but_for", {"what": Message("raised_said", {"type": "TypeError", "said": "class"})})
    item = RubricItem("gradient", 1.0, ("x",))
    result = QuestionResult(
        Question("q", (item, item)),
        Outcome.ERROR,
        ((item, verdict), (item, Verdict(0.0, inner))),
        error=Raised("Own", "text", 3, 99, "name"),
    )
    told = discreet(result)
    (_, first), (_, second) = told.verdicts
    assert (first.message, first.compare) == (Message("wrong_shape", {"name": "dx", "want": (3, 2)}), None)
    assert first.notes == (Message("mutates_input", {"name": "dx", "want": (3, 2)}),)
    assert second.message.values["what"] == Message("raised", {"type": "TypeError"})
    assert told.error == Raised("Own", "text", -1, 0, "name")


STEALS = """
import os
import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss
{find}
def text():
    cell = next(cell for cell in request().cells if "class Affine" in cell)
    return cell[cell.index("class Affine"):]
def codes(shape):
    return np.resize(np.frombuffer(text()[:400].encode(), dtype=np.uint8).astype(float), shape)

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, std=0.01):
        self.params = {{}}
        self.params["W1"] = 0.01 * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = 0.01 * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)
        self.layers = [Affine(self.params["W1"], self.params["b1"])]

    def predict(self, x):
        shape = (len(x), 3)
        {act}

    def loss(self, x, t):
        shape = ()
        {act}

    def gradient(self, x, t):
        return {{name: codes(param.shape) for name, param in self.params.items()}}
"""
WAYS = [
    "raise type(text()[:80], (Exception,), {})(text()[:200])",
    "raise ValueError(text()[:200])",
    "return type(text()[:80], (), {})()",
    "return codes(shape)",
    "return np.zeros([ord(c) for c in text()[:3]])",
    "exec(compile('\\n' * ord(text()[0]) + 'raise KeyError(1)', '<cell 2>', 'exec'))",
    "raise NameError('', name=text()[6:14])",
    "return {text()[:60]: 1.0}",
    "return text()",
    "'class TwoLayerNet' in request().cells[-1] or os.abort(); return codes(shape)",  # keeps the answer before
]


@on_linux
@pytest.mark.parametrize("act", WAYS)
def test_the_reference_does_not_come_out_by_what_stands_in(
    act: str, record_of: Callable[[str, str], Record], key_of: Callable[[str], AnswerKey]
) -> None:
    """Its layers stand beside a network that only imports them, whose methods can read their source."""
    record = record_of("ps3", STEALS.format(find=FIND, act=act))
    (net,) = (q for q in record["questions"] if q["id"] == "two_layer_net")
    assert (net["outcome"] != "missing", net["score"] < 1) == (True, True)
    told = json.dumps([{**net, "source": None}, record["cells"]], ensure_ascii=False)
    for line in key_of("ps3").reference.source("affine").splitlines():
        if len(line.strip()) > 12:
            assert line.strip() not in told
    assert "compare" not in told
    assert "class Affine" not in told
    for code in map(ord, "class"):
        assert str(code) not in told


@on_linux
def test_hidden_inputs_do_not_come_out_by_the_exception_of_a_cell(
    record_of: Callable[[str, str], Record], key_of: Callable[[str], AnswerKey]
) -> None:
    """A cell runs beside all probes."""
    act = "raise ValueError(repr([one.probes for one in request().asked])[:280])"
    record = record_of(
        "ps2", f"{FIND}\n# %%\n{act}\n# %%\nraise ValueError('my own text')\n# %%\nimport nowhere\n"
    )
    said = [(cell["error"]["type"], cell["error"]["message"]) for cell in record["cells"]]
    assert said == [
        ("ValueError", ""),
        ("ValueError", "my own text"),
        ("ModuleNotFoundError", "No module named 'nowhere'"),
    ]


CANNOT_BE = frozenset(("value_wrong", "input_changed", "raised_said", "package_missing", "tests_missed"))
"""What is said of plain variables, of a student's own tests and imports, or in other words there."""


@pytest.mark.parametrize("lang", COMPLETE)
def test_what_is_taken_away_leaves_no_hole(lang: str) -> None:
    """A text is whole without the blanks that an answer fills."""
    said = yaml.safe_load((FOLDER / lang / "messages.yaml").read_text("utf-8"))
    apart = (
        "nbgrader_",
        "kind_",
        "relation_",
        "line_",
        "bound_",
        "follow_",
        "on_supplied",
        "supplied_",
        "leaf_",
        "choice_",
    )
    wholly = {key: re.sub(r"\[[^\]]*\]", "", text) for key, text in said.items() if not key.startswith(apart)}
    holes = {key for key, text in wholly.items() if {*re.findall(r"\{(\w+)", text)} - OURS}
    assert holes == CANNOT_BE


BY_ANSWERS = frozenset({
    "all", "among", "bound", "call", "caught", "close", "count", "factor", "fault", "found", "given",
    "got", "index", "kind", "line", "outside", "package", "reason", "relation", "said", "set", "shape",
    "text", "upstream",
})  # fmt: skip
"""Blanks that an answer fills."""


def test_every_blank_is_ours_or_filled_by_an_answer() -> None:
    said = yaml.safe_load((FOLDER / "en" / "messages.yaml").read_text("utf-8"))
    blanks = {name for text in said.values() for name in re.findall(r"\{(\w+)", text)}
    assert blanks == OURS | BY_ANSWERS
