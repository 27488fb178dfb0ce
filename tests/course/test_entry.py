"""One entry under `questions:`, without a file beside it: what each key becomes, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.checks import KINDS
from autograder.course.entry import MOST_POINTS, UnknownName, read_question
from autograder.course.located import read
from autograder.course.notebook import Names
from autograder.model.condition import COSTS, Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question

WORDS = frozenset(
    {"Affine", "Gate", "gate", "gates", "back", "dW", "db", "dx", "f", "q", "x", "y", "dfdx", "loss", "size"}
)
NAMES = Names(WORDS, defined=frozenset({"Affine", "Gate", "gate", "back"}), ids=frozenset())
PLAIN = "given: {x: 1, y: 2}"
CLASS = "target: Affine\ninit: {W: [D, M]}\ninputs: {x: [N, D]}"
FUNCTION = "target: gate\ninputs: {x: [N], dout: [N]}\nreturns: [y, dx]"
FORWARD = "{check: forward, points: 1}"


def entry(tmp_path: Path, keys: str, *items: str, name: str = "q") -> Question:
    rubric = "".join(f"\n  - {item}" for item in items)
    path = tmp_path / "course.yml"
    path.write_text(f"id: {name}\n{keys}\nrubric:{rubric}\n", "utf-8")
    return read_question(read(path, "the file"), NAMES, KINDS)


def option(found: Question) -> dict[str, Any]:
    return dict(found.rubric[0].options)


@pytest.mark.parametrize(
    ("keys", "item", "take", "is_"),
    [
        (PLAIN, "{check: value, of: f, points: 0}", lambda q: (q.rubric[0].points, q.rubric[0].of, q.rubric[0].line), (0, ("f",), 4)),
        (PLAIN, f"{{check: value, of: f, points: {MOST_POINTS}}}", lambda q: q.points, 100_000),
        (PLAIN, "{check: value, of: [f, q], points: 1}", lambda q: q.rubric[0].of, ("f", "q")),
        (PLAIN, "{check: value, of: f, equals: [[1, 2]], constant: true, points: 1}", option, {"equals": ((1, 2),), "constant": True}),
        (PLAIN, "{check: derivative, of: dfdx, d: f, by: x, points: 1}", option, {"d": "f", "by": "x"}),
        (PLAIN, "{check: choice, of: f, equals: [a, 2, true], points: 1}", option, {"equals": ("a", 2, True)}),
        (PLAIN, "{check: choice, of: f, equals: a, points: 1}", option, {"equals": "a"}),
        (PLAIN, "{check: bound, of: f, at_most: 2.5, measure: loss, points: 1}", option, {"at_most": 2.5, "measure": "loss"}),
        (PLAIN, "{check: value, of: f, points: 1}", lambda q: (q.target, q.partner, q.cell, q.tries, q.forward, dict(q.options)), (None, None, "", None, None, {})),
        (f"{PLAIN}\ncell: other_1\ntitle: Two", "{check: value, of: f, points: 1}", lambda q: (q.cell, q.title, q.line), ("other_1", {"en": "Two"}, 1)),
        ("", "{check: tests, of: q-test, show: true, points: 1}", lambda q: (q.rubric[0].of, *q.rubric[0].options.items()), (("q-test",), ("show", True))),
        (CLASS, FORWARD, lambda q: (q.target, q.partner, q.init, q.inputs), ("Affine", None, {"W": ("D", "M")}, {"x": ("N", "D")})),
        (f"{CLASS}\ngradients: {{W: dW}}\nbackward: x\noutputs: [y, q]", FORWARD, lambda q: (q.gradients, q.backward, q.outputs), ({"W": "dW"}, ("x",), ("y", "q"))),
        (CLASS, "{check: gradient, of: [W, x], points: 1}", lambda q: q.rubric[0].of, ("W", "x")),
        (CLASS, "{check: gradient, of: x, in_place_costs: 25%, points: 1}", option, {"in_place_costs": 0.25}),
        (f"{CLASS}\ndraw: {{x: mask}}", "{check: gradient, of: W, points: 1}", lambda q: q.draw, {"x": {"mask": True}}),
        (f"{CLASS}\ntries: [arrays, second object, second_object, batch]", FORWARD, lambda q: q.tries, tuple(sorted({Condition.ARRAYS, Condition.SECOND_OBJECT, Condition.ONE_ROW}))),
        (f"{CLASS}\nconditions: {{arrays: 10%}}", FORWARD, lambda q: q.conditions, {**COSTS, Condition.ARRAYS: 0.1}),
        (f"{CLASS}\nnames: [Gate]\nkind: loss", FORWARD, lambda q: q.options, {"kind": "loss", "names": ("Gate",)}),
        (f"{FUNCTION}\ngradients: {{x: dx}}\nforward: gate\nupstream: dout", FORWARD, lambda q: (q.returns, q.gradients, q.forward, q.upstream), (("y", "dx"), {"x": "dx"}, "gate", ("dout",))),
        ("target: [gate, back]\ninputs: {x: [N]}\nnames: [Gate]", FORWARD, lambda q: (q.target, q.partner, q.options), ("gate", "back", {"names": ("back", "Gate")})),
        ("target: gate\nkind: vjp\ninputs: {x: [N]}", FORWARD, lambda q: (q.target, q.partner, q.options), ("gate", "gate", {"kind": "vjp"})),
        ("target: Gate\ninputs: {x: []}", '{check: expression, of: "x * gate(x)", points: 1}', lambda q: q.rubric[0].of, ("x * gate(x)",)),
    ],
)  # fmt: skip
def test_what_an_entry_says(tmp_path: Path, keys: str, item: str, take: Any, is_: Any) -> None:
    assert take(entry(tmp_path, keys, item)) == is_


@pytest.mark.parametrize("name", ["Q-Test", "q_check"])
def test_a_question_of_tests_alone_is_called_as_its_cell(tmp_path: Path, name: str) -> None:
    tests = "{check: tests, of: q_test, points: 1}"
    assert entry(tmp_path, "", tests, name=name).id == name
    for items in (("{check: value, of: f, points: 1}", tests), (FORWARD,)):
        with pytest.raises(CourseError, match=f'id "{name}" is '):
            entry(tmp_path, CLASS, *items, name=name)
    with pytest.raises(CourseError, match='id "setup" is taken'):
        entry(tmp_path, "", tests, name="setup")


@pytest.mark.parametrize(
    ("keys", "item", "line", "message"),
    [
        (PLAIN, "{check: value, of: f, points: 100001}", 4, 'points is 100001; write a number from 0 to 100000'),
        (PLAIN, "{check: value, of: f, points: 1, by: x}", 4, 'unknown key "by" in a "value" item; write one of check, points, of, constant, equals'),
        (PLAIN, "{check: tests, of: [a_test, b_test], points: 1}", 4, 'of names several test cells; write an item with its own points for each'),
        (PLAIN, "{check: tests, of: a test, points: 1}", 4, 'of "a test" is wrong; write the grade_id of a test cell, for instance "a_test"'),
        (PLAIN, "{check: derivative, of: [dfdx, q], d: f, by: x, points: 1}", 4, 'of names several things, d, by and equals only one; write an item for each'),
        (PLAIN, "{check: value, of: [f, q], equals: 1, points: 1}", 4, 'of names several things, d, by and equals only one; write an item for each'),
        (PLAIN, "{check: gradient, of: x, points: 1}", 4, '"gradient" calls a class or function; give the question a "target: …"'),
        (PLAIN, "{check: expression, of: x, points: 1}", 4, '"expression" calls a class or function; give the question a "target: …"'),
        (PLAIN, "{check: value, of: f + 1, points: 1}", 4, 'of "f + 1" is wrong; write a Python name, for instance "f_1"'),
        (PLAIN, "{check: value, of: dfd, points: 1}", 4, 'of "dfd" does not occur in the reference notebook; did you mean "dfdx"?'),
        (PLAIN, "{check: value, of: f, constant: 1, points: 1}", 4, 'constant must be true or false, not "1"'),
        (PLAIN, "{check: choice, of: f, equals: [], points: 1}", 4, 'equals is empty; it needs at least one entry'),
        (f"{PLAIN}\nkind: loss", "{check: value, of: f, points: 1}", 3, 'kind does not belong to these checks; leave it out'),
        (f"{PLAIN}\ncell: Other", "{check: value, of: f, points: 1}", 3, 'cell "Other" is wrong; write small letters, digits and _ (snake_case), for instance "other"'),
        (f"{PLAIN}\ntries: [bach]", "{check: value, of: f, points: 1}", 3, 'unknown tries "bach"; did you mean "batch"?'),
        (f"{PLAIN}\ntries: [7]", "{check: value, of: f, points: 1}", 3, 'tries must be a text (put it in quotes if it looks like something else), not "7"'),
        (CLASS, "{check: gradient, of: [x, b], points: 1}", 6, 'unknown of "b"; write one of W, x'),
        ("target: Gate", "{check: gradient, of: x, points: 1}", 4, 'of "x" is no input, for the question has none; add inputs: {x: [N, D]}'),
        ("target: Gats", FORWARD, 2, 'target "Gats" does not occur in the reference notebook; did you mean "Gate"?'),
        ("target: gatess", FORWARD, 2, 'target "gatess" does not occur in the reference notebook; did you mean "gate"?'),
        (PLAIN, "{check: autodiff, of: [walk], points: 1}", 1, 'the question has no "kind"; add "kind: …", one of variable, function_base, graph, backward, functional'),
        ("target: back1", FORWARD, 2, 'target "back1" does not occur in the reference notebook; did you mean "back"?'),
        (f"{CLASS}\ndraw: {{x: mask}}", "{check: gradient, of: x, points: 1}", 1, 'x is drawn as mask, so there is no gradient of x; ask for none'),
        (f"{CLASS}\ndraw: {{x: mask}}\ngradients: {{x: dx}}", FORWARD, 1, 'x is drawn as mask, so there is no gradient of x; ask for none'),
        (f"{CLASS}\nkind: los", FORWARD, 5, 'unknown kind "los"; did you mean "loss"?'),
        (f"{CLASS}\nbackward: y", FORWARD, 5, 'unknown backward "y"; write one of x, W'),
        (f"{CLASS}\nforward: gat", FORWARD, 5, 'forward "gat" does not occur in the reference notebook; did you mean "gate"?'),
        (f"{CLASS}\naliases: [a b]", FORWARD, 5, 'aliases "a b" is wrong; write a Python name, for instance "a_b"'),
        (f"{CLASS}\ngradients: {{W: dWW}}", FORWARD, 5, 'W "dWW" does not occur in the reference notebook; did you mean "dW"?'),
        (f"{FUNCTION}\ngradients: {{x: dw}}", FORWARD, 5, 'unknown x "dw"; write one of y, dx'),
        (f"{FUNCTION}\ngradients: {{dx: dx}}", FORWARD, 5, 'gradients: "dx" is no argument of the target; write one of x, dout'),
        (f"{FUNCTION}\nupstream: x1", FORWARD, 5, 'unknown upstream "x1"; did you mean "x"?'),
        ("target: gate\nkind: vjp\ninputs: {x: [N]}\nreturns: [y]", FORWARD, 5, 'a function that returns its backward has no returns; all its arguments are inputs, all gradients are returned'),
        ("target: [gate, back]\ninputs: {x: [N]}\ngradients: {x: dx}", FORWARD, 4, 'a pair of functions has no gradients; all its arguments are inputs, all gradients are returned'),
        ("target: [gate, back]\nkind: vjp\ninputs: {x: [N]}", FORWARD, 3, 'a pair of functions has no kind; all its arguments are inputs, all gradients are returned'),
        ("target: [gate, back, f]", FORWARD, 2, 'target names 3 things; write one, or a pair [forward, backward] of functions'),
        (PLAIN, "{check: choice, of: f, equals: [a, .inf], points: 1}", 4, 'equals[1] must be a finite number, not ".inf"'),
        (f'{PLAIN}\ngraph: "f = x + q"', "{check: value, of: f, points: 1}", 3, 'graph: "q" is no input of the question; write a name of that notebook'),
        (f'{CLASS}\ngraph: "f = x + b"', FORWARD, 5, 'graph: "b" is no input of the question; write a name of that notebook'),
        ("target: [gate, back]\ninit: {W: []}\ninputs: {x: [N]}", FORWARD, 3, 'a pair of functions has no init; all its arguments are inputs, all gradients are returned'),
        (f"{CLASS}\noutputs: [y]", FORWARD, 5, 'outputs names 1 values; name each of several, like [h, c], or leave it out for one'),
        (f"{CLASS}\noutputs: [y, y, q]", FORWARD, 5, 'outputs names 2 values; name each of several, like [h, c], or leave it out for one'),
    ],
)  # fmt: skip
def test_what_a_wrong_entry_is_told(tmp_path: Path, keys: str, item: str, line: int, message: str) -> None:
    with pytest.raises(CourseError) as caught:
        entry(tmp_path, keys, item)
    assert (caught.value.line, caught.value.message) == (line, message)


def test_a_name_that_the_notebook_does_not_have_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        entry(tmp_path, PLAIN, "{check: value, of: zzz, points: 1}")
