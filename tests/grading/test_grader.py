"""One submission from cells to scores: outcomes, errors, cells in odd places, reduced credit."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from autograder.diagnosis import make_diagnosis
from autograder.fitting.released import CHANGED, GONE
from autograder.grading.grader import Grader, _cell_errors, _skipped
from autograder.host.child import Heard, Unit
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.kind import Kind
from autograder.model.message import Key, Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import Graded, QuestionResult
from autograder.model.spent import Spent
from autograder.model.trial import Role, Verdict
from autograder.notebook.cells import read_cells, runnable
from autograder.sandbox.protocol import Raised, Request
from autograder.words.messages import render
from tests.conftest import PATIENT
from tests.grading import made

GIVEN = "x = -2\ny = 5\nz = -4\n"
WORK = "q = x + y\nf = q * z\ndfdq = z\ndfdz = q\ndfdx = dfdq\ndfdy = dfdq\n"
GATE = "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n        return x * y\n    def backward(self, dz):\n        return dz * self.y, dz * self.x\n"

Grade = Callable[..., QuestionResult]


@pytest.fixture
def grade(key_of: Callable[[str], AnswerKey], prober: Prober) -> Grade:
    """Grade cells: (source, grade_id) pairs or sources; the result of one question."""

    def graded(assignment: str, question: str, *cells: str | tuple[str, str | None]) -> QuestionResult:
        made = [(cell, None) if isinstance(cell, str) else cell for cell in cells]
        notebook = [runnable(Cell(source, at, name)) for at, (source, name) in enumerate(made)]
        results = Grader(key_of(assignment), prober).grade(notebook).questions
        return next(r for r in results if r.question.id == question)

    return graded


def messages(result: QuestionResult) -> str:
    return "\n".join(render(verdict.message, "en") for _, verdict in result.verdicts)


class TestVariables:
    def test_right_in_its_own_cell(self, grade: Grade) -> None:
        result = grade("ps1", "chain_rule", (GIVEN + WORK, "chain_rule"))
        assert (result.score, result.outcome, result.error) == (3.0, "answered", None)

    def test_two_cells_and_inputs_in_an_earlier_one(self, grade: Grade) -> None:
        first, second = WORK.split("dfdq = z\n")
        assert grade("ps1", "chain_rule", GIVEN, first, ("dfdq = z\n" + second, "chain_rule")).score == 3.0

    def test_without_any_grade_id(self, grade: Grade) -> None:
        assert (
            grade("ps1", "chain_rule", "import numpy as np", GIVEN + WORK, "x = 4; y = -3; f = x * y").score
            == 3.0
        )

    def test_spread_over_single_statements(self, grade: Grade) -> None:
        assert grade("ps1", "chain_rule", *(GIVEN + WORK).splitlines()).score == 3.0

    def test_numbers_typed_in_are_no_answer(self, grade: Grade) -> None:
        typed = GIVEN + "q = 3\nf = -12\ndfdq = -4\ndfdz = 3\ndfdx = -4\ndfdy = -4\n"
        result = grade("ps1", "chain_rule", (typed, "chain_rule"))
        assert result.score == 0.0
        assert {v.misconception for _, v in result.verdicts} == {"hard-coded-answer"}

    def test_an_input_changed_by_mistake_is_reduced_credit(self, grade: Grade) -> None:
        result = grade("ps1", "chain_rule", (GIVEN.replace("-4", "4") + WORK, "chain_rule"))
        halved = [i.of[0] for i, v in result.verdicts if v.share == 0.5 and v.misconception == "input-typo"]
        assert halved == ["f", "dfdq", "dfdx", "dfdy"]
        assert result.score == 2.0  # q and dfdz do not depend on it

    def test_names_left_over_from_another_question_do_not_count(self, grade: Grade) -> None:
        before = ("x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x\n", "product")
        result = grade("ps1", "addition", before, ("x = 4\ny = -3\n", "addition"))
        assert result.score == 0.0

    def test_a_part_of_the_work_is_a_part_of_the_points(self, grade: Grade) -> None:
        result = grade("ps1", "chain_rule", (GIVEN + WORK.replace("dfdy = dfdq", "dfdy = 1"), "chain_rule"))
        assert (result.score, result.outcome) == (2.5, "answered")

    def test_an_error_is_told_with_its_line(self, grade: Grade) -> None:
        result = grade("ps1", "chain_rule", (GIVEN + WORK.replace("q = x + y", "q = x + yy"), "chain_rule"))
        assert result.outcome == "error"
        assert result.error is not None
        assert (result.error.type_name, result.error.name, result.error.line) == ("NameError", "yy", 4)


class TestTargets:
    def test_right(self, grade: Grade) -> None:
        assert grade("ps2", "multiply_gate", (GATE, "multiply_gate")).score == 4.0

    def test_defined_anywhere_used_by_name(self, grade: Grade) -> None:
        assert grade("ps2", "multiply_gate", "x = 1", GATE, "y = 2").score == 4.0

    def test_a_helper_that_a_later_cell_defines(self, grade: Grade) -> None:
        source = GATE.replace("return x * y", "return product(x, y)")
        assert (
            grade("ps2", "multiply_gate", (source, "multiply_gate"), "def product(a, b): return a * b").score
            == 4.0
        )

    def test_nothing_there(self, grade: Grade) -> None:
        result = grade("ps2", "multiply_gate", "x = 1")
        assert (result.score, result.outcome) == (0.0, "missing")
        assert "MultiplyGate" in messages(result)

    def test_the_name_alone_is_wrong(self, grade: Grade) -> None:
        assert (
            grade("ps2", "multiply_gate", (GATE.replace("MultiplyGate", "Thing"), "multiply_gate")).outcome
            == "missing"
        )

    @pytest.mark.parametrize(
        ("source", "outcome"),
        [
            ("def f(:", "error"),
            (GATE.replace("return x * y", "1 / 0"), "error"),
            pytest.param(GATE.replace("return x * y", "while True: pass"), "timeout", marks=pytest.mark.slow),
            (GATE.replace("return x * y", "import os; os._exit(0)"), "crashed"),
            (GATE.replace("return x * y", "return [0] * 10**10"), "memory"),
            (GATE.replace("return x * y", "return None"), "answered"),
        ],
    )
    def test_outcomes(self, grade: Grade, source: str, outcome: str) -> None:
        result = grade("ps2", "multiply_gate", (source, "multiply_gate"))
        assert (result.score < 4.0, result.outcome) == (True, outcome)
        assert messages(result)

    def test_an_error_of_one_question_costs_the_others_nothing(self, grade: Grade) -> None:
        add = (
            GATE.replace("MultiplyGate", "AddGate")
            .replace("x * y", "x + y")
            .replace("dz * self.y, dz * self.x", "dz, dz")
        )
        cells = (("import os\nos._exit(1)", "multiply_gate"), (add, "add_gate"))
        assert grade("ps2", "add_gate", *cells).score == 2.0


@pytest.mark.parametrize("assignment", ["ps1", "ps2", "ps3", "ps4", "ps5"])
def test_stubs_are_not_attempted_and_references_right(
    assignment: str, key_of: Callable[[str], AnswerKey], patient: Prober
) -> None:
    key = key_of(assignment)
    grader = Grader(key, patient)
    stub = grader.grade(read_cells(key.course.released_path(key.assignment))).questions
    assert {(result.score, result.outcome) for result in stub} == {(0.0, "not_attempted")}
    right = grader.grade(key.reference.cells)
    assert [result.score for result in right.questions] == [q.points for q in key.assignment.questions]
    assert right.cell_errors == ()
    assert right.cpu > 0


@pytest.mark.slow
def test_what_the_budget_does_not_reach_took_too_long(key_of: Callable[[str], AnswerKey]) -> None:
    """What was answered before counts; tests that were not run against everything have caught nothing."""
    key = key_of("ps4")
    own = {cell.grade_id: cell for cell in key.reference.cells}
    spin = "import time\n        while time.process_time() < 1.5: pass"
    slow = own["gradient_test"].source.replace(
        "def test_", f"def test_0(self):\n        {spin}\n\n    def test_", 1
    )
    cells = [replace(c, source=slow) if c.grade_id == "gradient_test" else c for c in key.reference.cells]
    limits = replace(PATIENT, submission_seconds=600.0, submission_cpu_seconds=8.0)
    with Prober(limits) as one:
        results = {r.question.id: r for r in Grader(key, one).grade(cells).questions}
        again = Grader(key, one).grade(key.reference.cells).questions
    tests = results.pop("gradient_test")
    assert (tests.score, tests.outcome) == (0.0, "timeout")
    assert [verdict.message.key for _, verdict in tests.verdicts] == ["timeout_submission"]
    assert all(result.full for result in results.values())
    assert all(result.full for result in again)


@pytest.mark.slow
def test_a_submission_that_never_ends_is_told_so(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps2")
    first = key.assignment.questions[0].id
    cells = [
        replace(c, source=f"{c.source}\nwhile True: pass") if c.grade_id == first else c
        for c in key.reference.cells
    ]
    with Prober(replace(PATIENT, submission_cpu_seconds=1.0)) as one:
        results = Grader(key, one).grade(cells).questions
    assert {(result.score, result.outcome) for result in results} == {(0.0, "timeout")}
    assert {verdict.message.key for result in results for _, verdict in result.verdicts} == {
        "timeout_submission"
    }


class Blames:
    """A diagnosis that explains everything by the same mistake."""

    def diagnose(self, result: QuestionResult, *_: object) -> dict[int, tuple[str, ...]]:
        """All items, by name-typo and one more."""
        return dict.fromkeys(range(len(result.verdicts)), ("name-typo", "sign-flipped"))


def test_what_explains_a_wrong_answer_stands_in_its_verdict(
    key_of: Callable[[str], AnswerKey], prober: Prober
) -> None:
    cells = [Cell("class MultiplyGate: pass", 0), Cell("y = softmax(1)", 1)]
    results = Grader(key_of("ps2"), prober, Blames()).grade(cells).questions
    told = {r.question.id: {(v.misconception, v.alternatives) for _, v in r.verdicts} for r in results}
    assert told["multiply_gate"] == {("name-typo", ("sign-flipped",))}
    assert told["add_gate"] == {("name-typo", ("sign-flipped",))}  # a class that is missing may be misspelt


def test_plain_variables_that_are_nowhere_have_no_story(
    key_of: Callable[[str], AnswerKey], prober: Prober
) -> None:
    results = Grader(key_of("ps1"), prober, Blames()).grade([]).questions
    assert {v.misconception for r in results if r.question.given for _, v in r.verdicts} == {None}


def test_pieces_of_one_cell_are_one_answer_again(grade: Grade) -> None:
    result = grade("ps1", "chain_rule", GIVEN + WORK + "x = 4\ny = -3\nf = x * y")
    assert (result.score, result.cell and result.cell.source) == (3.0, GIVEN + WORK.rstrip("\n"))


def test_an_empty_submission_is_missing_everything(
    key_of: Callable[[str], AnswerKey], prober: Prober
) -> None:
    results = Grader(key_of("ps2"), prober).grade([]).questions
    assert {result.outcome for result in results} == {"missing"}


class TestReadOnlyCells:
    """Cells that are not to be changed run as they were handed out; LENT is one beside those of ps2."""

    LENT = Cell("def product(x, y):\n    return x * y", 90, "lent", given=True)
    LEANS = GATE.replace("return x * y", "return product(x, y)")
    ZEROS = "class MultiplyGate(Done):\n    pass\n"
    DONE = GATE.replace("MultiplyGate", "Done")

    @pytest.fixture
    def graded(self, key_of: Callable[[str], AnswerKey], prober: Prober) -> Callable[..., Graded]:
        key = key_of("ps2")
        key = replace(key, released=(key.released[0], self.LENT, *key.released[1:]))
        return lambda *cells: Grader(key, prober).grade(cells)

    def points(self, graded: Graded) -> dict[str, float]:
        return {r.question.id: r.score for r in graded.questions if r.score}

    @pytest.mark.parametrize(
        "text", ["", "def product(x, y):\n    return x + y", "del product", "def product("]
    )
    def test_an_edited_one_neither_hurts(self, graded: Callable[..., Graded], text: str) -> None:
        found = graded(replace(self.LENT, source=text, given=False), Cell(self.LEANS, 91, "multiply_gate"))
        assert self.points(found) == {"multiply_gate": 4.0}
        assert [(cell.index, why) for cell, why in found.skipped] == [(0, GONE), (90, CHANGED)]

    def test_nor_a_deleted_one(self, graded: Callable[..., Graded]) -> None:
        found = graded(Cell(self.LEANS, 91, "multiply_gate"))
        assert self.points(found) == {"multiply_gate": 4.0}
        assert [why for _, why in found.skipped] == [GONE, GONE]

    def test_nor_helps(self, graded: Callable[..., Graded]) -> None:
        answer = Cell(self.ZEROS, 91, "multiply_gate")
        assert self.points(graded(Cell(self.DONE, 90), answer)) == {
            "multiply_gate": 4.0
        }  # in a cell of one's own
        for name in ("lent", "setup", "multiply_gate_check"):
            assert self.points(graded(Cell(self.DONE, 90, name), answer)) == {}
            assert self.points(graded(Cell(self.DONE, 90, name, given=True, locked=True), answer)) == {}


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_read_once_is_not_parsed_again(
    ours: bool, key_of: Callable[[str], AnswerKey], patient: Prober, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the reference nor the probes nor cells that somebody handed in before, in whatever spelling."""
    key = key_of("ps2")
    grader = Grader(key, patient, make_diagnosis(key))
    cells = [cell if ours else replace(cell, grade_id=None) for cell in key.reference.cells]
    if not ours:
        cells = [replace(cell, source=cell.source.replace("backward", "backword")) for cell in cells]
    first = grader.grade(cells)
    parsed: list[object] = []
    parse = ast.parse

    def counted(source: str, *args: Any, **more: Any) -> ast.AST:
        parsed.append(source)
        return parse(source, *args, **more)

    monkeypatch.setattr(ast, "parse", counted)
    again = grader.grade(cells)
    assert parsed == []
    assert [result.score for result in again.questions] == [result.score for result in first.questions]


@pytest.mark.parametrize(
    ("silent", "beyond", "outcome", "told"),
    [
        ({}, False, Outcome.CRASHED, "crashed"),
        ({"gate": Outcome.TIMEOUT}, False, Outcome.TIMEOUT, "timeout"),
        ({"gate": Outcome.MEMORY}, False, Outcome.MEMORY, "memory"),
        ({"other": Outcome.TIMEOUT}, False, Outcome.CRASHED, "crashed"),
        ({"gate": Outcome.TIMEOUT}, True, Outcome.TIMEOUT, "timeout_submission"),
    ],
)
def test_how_the_child_ended_that_answered_nothing_is_told(
    silent: dict[str, Outcome], beyond: bool, outcome: Outcome, told: str
) -> None:
    class Silent(made.Prober):
        spent = Spent()
        submission = nullcontext

        def ask(self, request: Request, *more: object, **others: object) -> Heard:
            heard = super().ask(request)
            heard.silent.update(silent)
            return replace(heard, beyond={"gate"} if beyond else set())

    key = made.assignment_key(made.key(made.question("gate", "out", target="Gate")))
    grader = Grader(key, Silent(lambda _request, _name: None))  # type: ignore[arg-type]
    (result,) = grader.grade([Cell("class Gate:\n    out = 1", 0, "gate")]).questions
    assert (result.outcome, result.score) == (outcome, 0.0)
    (said,) = (verdict.message for _, verdict in result.verdicts)
    limit = {"seconds": key.course.limits.question_seconds} if told == "timeout" else {}
    assert (said.key, said.values) == (told, limit)


def test_exceptions_of_cells_stand_in_the_order_of_the_file_with_those_that_were_stopped() -> None:
    cells = [Cell("x = 1", 3), Cell("y = z", 5), Cell("while True: pass", 7)]
    heard = Heard(
        cells={1: (Raised("NameError", "name 'z' is not defined", 1, 1, "z"),)},
        lost={
            2: Outcome.TIMEOUT,
            0: Outcome.CRASHED,
            9: Outcome.MEMORY,
            -1: Outcome.MEMORY,
        },
    )
    told = [(cell.index, raised.type_name) for cell, raised in _cell_errors(heard, cells)]
    assert told == [(3, "Crashed"), (5, "NameError"), (7, "Timeout")]


def test_cells_that_did_not_run_are_told_in_the_order_of_the_file_but_for_the_releases_own_checks() -> None:
    cells = [
        Cell("x = 1", 4, note="moved"),
        Cell("y = 1", 2, locked=True),
        Cell(' \ncheck("gate")', 3, locked=True),
        Cell("z = 1", 1, note="gone"),
        Cell("z = 1", 0),
    ]
    assert [(c.index, why) for c, why in _skipped(cells)] == [(1, "gone"), (2, "locked"), (4, "moved")]


def test_what_a_submission_cost_and_broke_is_told_by_what_it_was() -> None:
    class Forbidding(made.Prober):
        spent = Spent()
        submission = nullcontext

        def ask(self, request: Request, *more: object, **others: object) -> Heard:
            heard = super().ask(request)
            heard.forbidden += [Unit("cell", 1), Unit("asked", "gate")]
            return heard

    key = made.assignment_key(made.key(made.question("gate", "out", target="Gate")))
    prober = Forbidding(lambda _request, _name: (1,))
    cells = [Cell("x = 1", 4), Cell("class Gate:\n    out = 1j", 7, "gate")]
    graded = Grader(key, prober).grade(cells)  # type: ignore[arg-type]
    assert graded.violations == ("cell 7", "question gate")
    assert (graded.cpu, list(prober.spent.seconds)) == (1.0, ["fit", "judge", "diagnose"])
    assert not graded.questions[0].estimates  # without points at which that would show


def test_plain_variables_that_are_nowhere_are_all_named() -> None:
    class Unasked(made.Prober):
        spent = Spent()
        submission = nullcontext

    key = made.assignment_key(made.key(made.question("steps", "f", "g", given={"x": 2.0})))
    grader = Grader(key, Unasked(lambda _request, _name: None))  # type: ignore[arg-type]
    (result,) = grader.grade([Cell("y = 1", 0)]).questions
    assert (result.outcome, {verdict.message.values["name"] for _, verdict in result.verdicts}) == (
        Outcome.MISSING,
        {"f, g"},
    )


@pytest.mark.parametrize(
    ("source", "said", "told"),
    [
        ("class Gate: out = 0", (0, 0), [("missing-variable", ("another",)), ("sign-flipped", ())]),
        ("class Gate: out = 0", (1, 0), [(None, ()), ("sign-flipped", ())]),
        ("y = 1", None, [(None, ()), ("sign-flipped", ())]),
        ("class Gate: out = 1", (1, 1), [(None, ()), (None, ())]),
    ],
)
def test_each_item_is_told_its_own_mistake_and_what_was_left_out_altogether_none(
    source: str, said: tuple[int, int] | None, told: list[tuple[str | None, tuple[str, ...]]]
) -> None:
    class Answering(made.Prober):
        spent = Spent()
        submission = nullcontext

    class Diagnosis:
        def diagnose(self, result: QuestionResult, *_: object) -> dict[int, tuple[str, ...]]:
            every = {0: ("missing-variable", "another"), 1: ("sign-flipped",)}
            return {i: every[i] for i, (_, verdict) in enumerate(result.verdicts) if not verdict.passed}

    key = made.assignment_key(made.key(made.question("gate", "out", "dx", target="Gate")))
    grader = Grader(key, Answering(lambda _request, _name: said), Diagnosis())  # type: ignore[arg-type]
    (result,) = grader.grade([Cell(source, 0, "gate" if said else None)]).questions
    assert [(verdict.misconception, verdict.alternatives) for _, verdict in result.verdicts] == told


@pytest.mark.parametrize(
    ("said", "key", "typed", "told"),
    [
        (0, "value_wrong", False, "name-typo"),
        (1, "right", False, None),  # nothing is to be explained
        (0, "value_wrong", True, None),  # of a choice nobody but its author knows why it is wrong
        (0, "numerical_gradient", False, "numeric-instead-of-analytic"),  # it has its mistake already
    ],
)
def test_whose_mistake_is_asked_for(said: int, key: Key, typed: bool, told: str | None) -> None:
    class Answering(made.Prober):
        spent = Spent()
        submission = nullcontext

    def judge(*_: object) -> Verdict:
        own = "numeric-instead-of-analytic" if key == "numerical_gradient" else None
        return Verdict(float(said), Message(key, {"name": "f"}), misconception=own)

    one = made.key(made.question("steps", "f", target="f"))
    one = replace(one, kinds={"value": Kind({}, judge, lambda item: (Role.VALUE, item.of), typed=typed)})
    grader = Grader(made.assignment_key(one), Answering(lambda _request, _name: (said,)), Blames())  # type: ignore[arg-type]
    (result,) = grader.grade([Cell("f = 1", 0, "steps")]).questions
    assert [verdict.misconception for _, verdict in result.verdicts] == [told]


def test_where_tests_ask_too_nobody_but_their_author_knows_why_it_is_wrong() -> None:
    class Answering(made.Prober):
        spent = Spent()
        submission = nullcontext

    items = tuple(RubricItem(check, 1.0, (name,)) for check, name in (("tests", "a"), ("value", "b")))
    one = made.key(Question("gate", items, target="Gate"))
    kinds = dict.fromkeys(("tests", "value"), one.kinds["value"])
    key = replace(one, kinds=kinds, plans=(replace(one.plans[0], checks=frozenset(kinds)),))
    prober = Answering(lambda _request, _name: (0, 0))
    grader = Grader(made.assignment_key(key), prober, Blames())  # type: ignore[arg-type]
    (result,) = grader.grade([Cell("class Gate: pass", 0, "gate")]).questions
    assert {verdict.misconception for _, verdict in result.verdicts} == {None}


@pytest.mark.parametrize(
    ("said", "score", "outcome"), [(0, 0.0, Outcome.NOT_ATTEMPTED), (1, 1.0, Outcome.ANSWERED)]
)
def test_a_stub_that_tests_give_nothing_is_no_attempt(said: int, score: float, outcome: Outcome) -> None:
    class Answering(made.Prober):
        spent = Spent()
        submission = nullcontext

    one = made.key(Question("gate", (RubricItem("tests", 1.0, ("a",)),), target="Gate"))
    kinds = {"tests": one.kinds["value"]}
    stub = "class Gate: pass"
    key = replace(one, kinds=kinds, plans=(replace(one.plans[0], checks=frozenset(kinds)),), stub=stub)
    grader = Grader(made.assignment_key(key), Answering(lambda _request, _name: (said,)))  # type: ignore[arg-type]
    (result,) = grader.grade([Cell(stub, 0, "gate")]).questions
    assert (result.score, result.outcome) == (score, outcome)


@pytest.mark.parametrize(
    ("target", "net", "share"), [("Softmax", "pass", 0.0), ("Softmax", "go = softmax", 0.0), ("Relu", "pass", 1.0)]
)  # fmt: skip
def test_a_helper_of_the_answers_own_name_is_no_forward_where_its_own_cell_uses_it(
    target: str, net: str, share: float
) -> None:
    class Answering(made.Prober):
        spent = Spent()
        submission = nullcontext

    forward = Kind({}, made.judge, lambda item: (Role.FORWARD, item.of))
    layer, other = made.question("layer", "out", target=target), made.question("net", "out", target="Net")
    keys = [replace(made.key(one), kinds={"value": forward}) for one in (layer, other)]
    grader = Grader(made.assignment_key(*keys), Answering(lambda _request, _name: (1,)))  # type: ignore[arg-type]
    own = f"class {target}:\n    def forward(self, x): return softmax(x)"
    graded = grader.grade([Cell(own, 0), Cell(f"class Net: {net}", 1)])
    assert [result.score for result in graded.questions] == [share, 1.0]
    graded = grader.grade([Cell(f"class {target}: out = 1", 0), Cell("class Net: go = softmax", 1)])
    assert [result.score for result in graded.questions] == [1.0, 1.0]
    said = [[note.values["names"] for note in result.notes] for result in graded.questions]
    assert said == [[], [["softmax"]]]
