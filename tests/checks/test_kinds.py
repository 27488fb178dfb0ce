"""Every judge is total: any well-formed reply to the real probes gets a verdict, with a message in both languages."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checks import KINDS
from autograder.course.load import load_course
from autograder.grading.judge import judge
from autograder.model.answer_key import AnswerKey
from autograder.model.kind import Kind
from autograder.model.question import Form, RubricItem
from autograder.model.trial import Answered, Role, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.reference.answer_key import make_answer_key
from autograder.sandbox.protocol import Raised, Reply
from autograder.selfcheck.exercise import FILE, known, public
from autograder.selfcheck.findings import examined
from autograder.selfcheck.history import Scope
from autograder.words.messages import render
from tests.checks.one_cell import OneCell
from tests.conftest import COURSE, ROOT
from tests.numbers.test_compare import OBSERVATIONS
from tests.own_course import SETUP, answer, own_course

QUESTIONS = [(a.id, q.id) for a in COURSE.assignments for q in a.questions]
IDS = [question for _, question in QUESTIONS]
OF_EACH_KIND = [
    (assignment, question)
    for assignment, question in QUESTIONS
    if question
    in (
        "chain_rule",
        "matmul_steps",
        "max_gate",
        "neuron",
        "staged",
        "matmul_grad",
        "affine",
        "two_layer_net",
    )
    or assignment == "ps4"
]


def judged(key: AnswerKey, question: str, item: RubricItem, replies: list[Reply]) -> Verdict:
    trials = key.questions[question].of(item)
    answered = tuple(Answered(trial, reply) for trial, reply in zip(trials, replies, strict=True))
    return KINDS[item.check].judge(item, key.questions[question].question, answered, key.reference)


def right(trial: Trial) -> Reply:
    return Reply(trial.answers)


def spoiled(value: Any, factor: float) -> Any:
    """A right answer made wrong in its numbers, its shape, or its kind."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        with np.errstate(all="ignore"):
            return value * factor
    if isinstance(value, tuple):
        return tuple(spoiled(item, factor) for item in value)
    return value * factor if type(value) is float else value


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS, ids=IDS)
def test_the_right_answers_are_right(
    assignment: str, question: str, key_of: Callable[[str], AnswerKey]
) -> None:
    key = key_of(assignment)
    if key.questions[question].apart:
        pytest.skip("asked in children of its own")
    for item in key.questions[question].question.rubric:
        verdict = judged(key, question, item, [right(trial) for trial in key.questions[question].of(item)])
        assert verdict.passed, render(verdict.message, "en")


@pytest.mark.parametrize(("assignment", "question"), OF_EACH_KIND, ids=[q for _, q in OF_EACH_KIND])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_reply_gets_a_verdict(
    assignment: str, question: str, key_of: Callable[[str], AnswerKey], data: st.DataObject
) -> None:
    key = key_of(assignment)
    item = data.draw(st.sampled_from(key.questions[question].question.rubric))
    factors = st.sampled_from([1.0, -1.0, 1.0 + 1e-6, 0.0, math.nan, math.inf, 1e300])
    replies = []
    strange = data.draw(st.lists(OBSERVATIONS, min_size=1, max_size=3))
    random = data.draw(st.randoms(use_true_random=False))
    for trial in key.questions[question].of(item):
        answers = [
            random.choice(strange) if random.random() < 0.4 else spoiled(answer, data.draw(factors))
            for answer in trial.answers
        ]
        steps = [name for name, _ in trial.probe.steps]
        mutated = data.draw(
            st.lists(
                st.tuples(st.sampled_from(steps), st.sampled_from([*trial.probe.inputs, "x_1", "odd"])),
                max_size=2,
            )
        )
        replies.append(Reply(tuple(answers), (), tuple(mutated)))
    verdict = judged(key, question, item, replies)
    assert 0.0 <= verdict.share <= 1.0
    for message in (verdict.message, *verdict.notes):
        assert render(message, "en")
        assert render(message, "ko")
    json.dumps(verdict.compare, default=str)


def _documented() -> tuple[dict[str, set[str]], set[str]]:
    """By docs/course.md: the keys of an item of each kind beside check, points and of, and those of a question."""
    text = (ROOT / "docs" / "course.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    keys = {key for kind in KINDS.values() for key in (*kind.options, *kind.needs)} - {"of"}
    items: dict[str, set[str]] = {}
    for row in rows:
        spans = re.findall("`([^`]*)`", row)
        said = {*spans[1:], *re.findall(r"(\w+):", " ".join(spans))}
        items[spans[0]] = said & keys
    return items, {key for row in rows for key in re.findall("`([^`]*)`", row.split("|")[1])}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_reads_the_keys_that_the_documentation_names(name: str) -> None:
    items, of_questions = _documented()
    kind = KINDS[name]
    assert {*kind.options} == items[name]
    assert {*kind.needs} <= {"of", *kind.options}
    assert {*kind.keys} <= of_questions
    assert {*kind.hidden} == {*kind.keys} & {"follow_through", "implementations"}
    assert any(key == "kind" for key in kind.question) is (len(kind.plans) > 1)


def test_a_claim_that_does_not_hold_has_a_sentence_of_its_own(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps4")
    told = set()
    for entry in key.questions.values():
        for item in entry.question.rubric:
            if item.check == "autodiff":
                replies = [Reply(("odd",) * len(trial.answers)) for trial in entry.of(item)]
                told.add(judged(key, entry.question.id, item, replies).message.key)
    assert len(told) >= 6
    assert all(key.startswith("claim_") for key in told)


@pytest.fixture(scope="module")
def shape() -> Kind:
    """The kind that CONTRIBUTING.md makes, from its own words."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    found: dict[str, Any] = {}
    exec(f"from __future__ import annotations\n{dedent('   ' + code.lstrip())}", found)
    return cast("Kind", found["KIND"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda dW: dW, "right"),
        (lambda dW: 2 * dW, "right"),
        (lambda dW: dW * math.nan, "right"),
        (lambda dW: dW.T, "wrong_shape"),
        (lambda _: 0.0, "wrong_shape"),
        (lambda _: None, "left_none"),
        (lambda _: "odd", "not_a_number"),
        (lambda _: Raised("ValueError"), "raised"),
    ],
)
def test_the_kind_of_the_recipe(
    key_of: Callable[[str], AnswerKey], shape: Kind, change: Callable[[Any], Any], said: str
) -> None:
    entry = key_of("ps3").questions["affine"]
    item = RubricItem("shape", 1, ("W", "b"), {}, 7)
    trials = tuple(shape.plan(entry.question)(entry.question, key_of("ps3").reference, Draw(b"1", "affine")))
    answered = tuple(Answered(trial, Reply(_with(trial, change))) for trial in trials)
    found = shape.judge(item, entry.question, answered, key_of("ps3").reference)
    assert (found.message.key, found.share) == (said, float(said == "right"))


ALONE = """
- id: double
  target: Double
  inputs: {x: [N, D]}
  batch: N
  example: {x: [[1, 2]], dout: [[3, 4]], out: [[2, 4]], dx: [[6, 8]]}
  rubric: [{check: shape, of: x, points: 1}]
"""
DOUBLE = "class Double:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout"


def test_the_kind_of_the_recipe_may_be_the_only_one_of_a_question(
    tmp_path: Path, shape: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "shape", shape)
    course = load_course(own_course(tmp_path, [("setup", SETUP), answer("double", DOUBLE)], ALONE))
    key = make_answer_key(course, course.assignments[0], b"tests")
    entry = key.questions["double"]
    assert judged(
        key, "double", entry.question.rubric[0], [right(one) for one in entry.of(entry.question.rubric[0])]
    ).passed
    (tmp_path / FILE).write_bytes(public(course, course.assignments[0]))
    (exercise,) = known(tmp_path / FILE)
    assert (exercise.question.form, exercise.question.example) == (Form.CALLS, entry.question.example)
    names: dict[str, Any] = {}
    exec(DOUBLE, names)
    found = examined(exercise.question, Scope(names, (DOUBLE,)))
    assert found.result.full
    assert [row.name for row in found.rows] == ["dx"]


BESIDE = ALONE.replace("[{check", "[{check: gradient, of: x, points: 1}, {check")


@pytest.mark.parametrize(("entry", "shares"), [(ALONE, [1.0]), (BESIDE, [0.0, 1.0])], ids=["alone", "beside"])
def test_what_a_kind_lets_pass_is_right_whatever_is_asked_beside_it(
    tmp_path: Path, shape: Kind, monkeypatch: pytest.MonkeyPatch, entry: str, shares: list[float]
) -> None:
    """No numbers at strained points, and no example, says that a gradient of the right shape is wrong."""
    monkeypatch.setitem(KINDS, "shape", shape)
    course = load_course(own_course(tmp_path, [("setup", SETUP), answer("double", DOUBLE)], entry))
    key = make_answer_key(course, course.assignments[0], b"tests")
    source = DOUBLE.replace("2 * dout", "3 * dout")
    one = OneCell(source)
    asked = [*key.questions["double"].trials, *key.questions["double"].strained]
    replies = tuple(Answered(trial, one.answer("q", trial.probe)) for trial in asked)
    found = judge(key.questions["double"], key.reference, replies)
    assert [verdict.share for _, verdict in found.verdicts] == shares
    (tmp_path / FILE).write_bytes(public(course, course.assignments[0]))
    (exercise,) = known(tmp_path / FILE)
    names: dict[str, Any] = {}
    exec(source, names)
    seen = examined(exercise.question, Scope(names, (source,)))
    assert [verdict.share for _, verdict in seen.result.verdicts] == shares
    assert [row.state for row in seen.rows] == ["seen" if len(shares) == 1 else "wrong"]


def _with(trial: Trial, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The right answers of a trial, dW changed in each."""
    names = [[part.name for part in step.parts if part.role is Role.GRADIENT] for step in trial.steps]
    return tuple(
        change(one) if name == ["W"] else one for name, one in zip(names, trial.answers, strict=True)
    )


def declared(name: str) -> str:
    """What course.yml may say of a kind, and what is asked for it."""
    kind = KINDS[name]
    options = [f"{option} ({reads.name})" for option, reads in kind.options.items()]
    flags = [flag for flag in ("target", "tests", "typed", "apart") if getattr(kind, flag)]
    lists = {
        "needs": kind.needs, "options": options, "question": kind.question, "hidden": kind.hidden, "plans": kind.plans,
        "strained": kind.strained, "is": flags,
    }  # fmt: skip
    said = [f"{what} {', '.join(several)}" for what, several in lists.items() if several]
    return f"{name}: of {kind.of.name}; {'; '.join(said)}"


def test_what_each_kind_declares_stays_as_it_is_unless_that_is_meant() -> None:
    """Courses rest on these words."""
    said = (ROOT / "tests" / "checks" / "kinds.txt").read_text("utf-8").splitlines()
    found = [declared(name) for name in sorted(KINDS)]
    assert found == said, "where that is meant, kinds.txt beside this file says so:\n" + "\n".join(found)
