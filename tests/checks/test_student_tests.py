"""Students' tests: the implementations they are run against, the order of the runs, and what the counts are worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.plans.disguise import Disguise
from autograder.checks.student_tests import KIND, LEAST_WRONG, RUNS, Implementation, Run, load_implementations
from autograder.model.errors import CourseError
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Step, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Asked, Probe, Raised, Reply, Skipped
from tests.checks.one_cell import OneCell

OTHERS = "# %% right\nright\n" + "".join(f"# %% wrong: fault {n}\nx\n" for n in range(LEAST_WRONG))


@pytest.mark.parametrize(
    ("heading", "fault"),
    [
        ("the sign", {"en": "the sign"}),
        ("the sign | 부호", {"en": "the sign", "ko": "부호"}),
        ("the sign | ko: 부호 | ja: 符号", {"en": "the sign", "ko": "부호", "ja": "符号"}),
        ("the sign | ja: 符号", {"en": "the sign", "ja": "符号"}),
        ("the sign | 부호 | 크기", {"en": "the sign", "ko": "부호 | 크기"}),
        ("the sign | 부호 | pt-BR: o sinal", {"en": "the sign", "ko": "부호", "pt-BR": "o sinal"}),
        ("the sign |  부호  ", {"en": "the sign", "ko": "부호"}),
        ("y: the sign | 값 y: 부호", {"en": "y: the sign", "ko": "값 y: 부호"}),
    ],
)
def test_a_fault_is_said_by_language(heading: str, fault: dict[str, str], tmp_path: Path) -> None:
    """Without its language a second text is Korean, as it was before there were others."""
    file = tmp_path / "mistakes_square.py"
    file.write_text(f"# %% wrong: {heading}\nfirst\n{OTHERS}", encoding="utf-8")
    first, right, *others = load_implementations(file)
    assert first.fault == fault
    assert first.source == "first"
    assert (right.source, right.fault) == ("right", None)
    assert len(others) == LEAST_WRONG


@pytest.mark.parametrize("heading", ["# %% wrong", "# %% wrong: ", "# %% wrong: | ko: 부호"])
def test_what_is_wrong_must_be_said_in_english(heading: str, tmp_path: Path) -> None:
    file = tmp_path / "mistakes_square.py"
    file.write_text(f"{OTHERS}{heading}\nx\n", encoding="utf-8")
    with pytest.raises(CourseError, match="say what is wrong: # %% wrong: in English") as caught:
        load_implementations(file)
    assert caught.value.line == OTHERS.count("\n") + 1


ITEM = RubricItem("student_tests", 3.0)
QUESTION = Question("q", (ITEM,), options={"implementations": "mistakes.py"})
PASSED, FAILED, CAUGHT_BY_ONE = (3, 0), (3, 3), (3, 1)


def run(number: int, seen: Any, fault: str | None = None) -> Answered:
    """One run of implementation `number`, and what the student's tests said of it."""
    step = Step("ran", "run_tests(order)")
    made = Implementation(f"source {number}", None if fault is None else {"en": fault})
    probe = Probe({"order": 1}, ((step.name, step.expression),))
    trial = Run(f"implementation {number}", (step,), probe, (PASSED,), implementation=made, number=number)
    return Answered(trial, Reply((seen,)))


def verdict(*runs: Answered) -> Verdict:
    return KIND.judge(ITEM, QUESTION, runs, OneCell(""))


RIGHT_RUNS = (run(0, PASSED), run(0, (1, 0)))


@pytest.mark.parametrize(
    ("twice", "share"),
    [
        ((FAILED, FAILED), 1.0),
        ((FAILED, CAUGHT_BY_ONE), 1.0),
        ((FAILED, PASSED), 0.0),
        ((PASSED, FAILED), 0.0),
        ((PASSED, PASSED), 0.0),
        ((None, None), 1.0),  # the child died or hung
        ((FAILED, (0, 0)), 1.0),
    ],
)
def test_a_fault_is_caught_only_if_every_run_catches_it(twice: tuple[Any, Any], share: float) -> None:
    runs = [run(1, seen, "the sign") for seen in twice]
    assert verdict(*RIGHT_RUNS, *runs).share == share


def test_the_share_of_faults_that_are_caught() -> None:
    """Each fault counts once, however often it was run; the first in the file of those missed is told."""
    seen = {1: FAILED, 2: PASSED, 3: FAILED, 4: PASSED}
    runs = [run(number, seen[number], f"fault {number}") for number in (4, 1, 3, 2, 2, 1, 3, 4)]
    found = verdict(*RIGHT_RUNS, *runs)
    assert found.share == 0.5
    assert found.message == Message("tests_missed", {"caught": 2, "all": 4, "fault": {"en": "fault 2"}})


def test_all_caught_is_right() -> None:
    assert verdict(*RIGHT_RUNS, run(1, FAILED, "a"), run(2, CAUGHT_BY_ONE, "b")) == RIGHT


@pytest.mark.parametrize("seen", [FAILED, CAUGHT_BY_ONE, None])
def test_tests_that_refuse_a_right_implementation_are_worth_nothing(seen: Any) -> None:
    found = verdict(run(0, PASSED), run(1, FAILED, "a"), run(0, seen))
    assert (found.share, found.message) == (0.0, Message("tests_refuse_right"))


@pytest.mark.parametrize(
    "seen", [(0, 0), (True, False), (3.0, 0.0), (-1, 0), (3, 0, 0), "passed", Raised("NameError")]
)
def test_no_tests_or_no_counts(seen: Any) -> None:
    found = verdict(run(0, seen), run(1, FAILED, "a"))
    assert (found.share, found.message) == (0.0, Message("tests_none"))


def test_a_right_implementation_on_which_the_tests_die_is_refused() -> None:
    assert verdict(run(0, None), run(1, FAILED, "a")).message == Message("tests_refuse_right")


def test_runs_that_there_was_no_time_for_are_worth_nothing() -> None:
    """Whoever uses up the time has not caught the faults that are left, nor all that were caught before."""
    caught = [run(number, FAILED, f"fault {number}") for number in range(1, 9)]
    for runs in ([*RIGHT_RUNS, *caught, run(9, Skipped(), "the sign")], [run(0, Skipped())]):
        found = verdict(*runs)
        assert (found.share, found.message) == (0.0, Message("timeout_submission"))


def test_nothing_is_asked_any_more_when_the_time_is_over(planned: tuple[tuple[Run, ...], OneCell]) -> None:
    runs, reference = planned
    asked = []

    def ask(cells: Sequence[str], one: Asked, seed: int) -> Reply:
        asked.append(seed)
        return Reply((Skipped() if len(asked) == 5 else PASSED if "right" in cells[-1] else FAILED,))

    answered = KIND.apart(runs, QUESTION, reference, ["x = 1"], ask) if KIND.apart else ()
    assert (len(asked), len(answered)) == (5, 5)
    assert KIND.judge(ITEM, QUESTION, answered, reference).share == 0.0


def test_one_run_of_a_right_one_without_a_test_refuses() -> None:
    assert verdict(run(0, PASSED), run(0, (0, 0)), run(1, FAILED, "a")).share == 0.0


@pytest.fixture
def planned(tmp_path: Path) -> tuple[tuple[Run, ...], OneCell]:
    """The runs of a file of implementations, and a reference beside it."""
    (tmp_path / "mistakes.py").write_text(f"# %% right\nright_1\n{OTHERS}", encoding="utf-8")
    reference = OneCell("")
    reference.path = tmp_path / "reference.ipynb"
    trials = tuple(KIND.plan(QUESTION)(QUESTION, reference, Draw(b"tests", "q")))
    return tuple(trial for trial in trials if isinstance(trial, Run)), reference


def test_every_implementation_is_run_several_times_in_other_orders(
    planned: tuple[tuple[Run, ...], OneCell],
) -> None:
    runs, _ = planned
    each, numbers = len(runs) // RUNS, [one.number for one in runs]
    assert each == LEAST_WRONG + 2
    assert RUNS >= 2
    rounds = [numbers[i : i + each] for i in range(0, len(runs), each)]
    assert all(sorted(one) == list(range(each)) for one in rounds)
    assert len({tuple(one) for one in rounds}) == RUNS
    assert len({one.seed for one in runs}) == len(runs)
    assert {one.number for one in runs if one.right} == {0, 1}
    assert all(one.probe.inputs == {"order": one.seed} for one in runs)


def test_styles_of_one_fault_are_that_fault(tmp_path: Path) -> None:
    styles = "".join(f"# %% wrong: the sign | 부호\ns{n}\n" for n in range(5))
    (tmp_path / "mistakes.py").write_text(f"{OTHERS}{styles}", encoding="utf-8")
    reference = OneCell("")
    reference.path = tmp_path / "reference.ipynb"
    chosen = set()
    for seed in (b"a", b"b", b"c", b"d", b"e"):
        trials = tuple(KIND.plan(QUESTION)(QUESTION, reference, Draw(seed, "q")))
        runs = [one for one in trials if isinstance(one, Run) and one.implementation.source.startswith("s")]
        assert {one.number for one in runs} == {LEAST_WRONG + 1}
        assert len(runs) == RUNS
        chosen |= {one.implementation.source for one in runs}
    assert len(chosen) > 2


class Child:
    """Plays the students' tests: what was asked, in order; refuses right implementations while `refuses` says so."""

    def __init__(self, refuses: Callable[[tuple[str, ...]], bool]) -> None:
        self.refuses = refuses
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, cells: Sequence[str], asked: Asked, seed: int) -> Reply | None:
        sources = tuple(cells)
        self.asked.append(sources)
        assert (asked.question, asked.first, asked.after) == ("tests", 0, len(sources) - 1)
        assert [probe.inputs["order"] for probe in asked.probes] == [seed]
        if not sources[-1].startswith("right"):
            return None
        return Reply((FAILED if self.refuses(sources) else PASSED,))


def asked(planned: tuple[tuple[Run, ...], OneCell], child: Child, cells: Sequence[str]) -> list[Answered]:
    runs, reference = planned
    assert KIND.apart is not None
    reference.before = lambda question: ("framework",)  # type: ignore[method-assign, assignment]
    return list(KIND.apart(runs, QUESTION, reference, cells, child))


def test_runs_come_in_an_order_of_the_submissions_own(planned: tuple[tuple[Run, ...], OneCell]) -> None:
    """A child that counts those before it learns nothing of what it is run against."""
    orders = []
    for cells in (["mine"], ["mine"], ["yours"]):
        child = Child(lambda _: False)
        answered = asked(planned, child, cells)
        assert {sources[:-1] for sources in child.asked} == {tuple(cells)}
        assert sorted(map(id, planned[0])) == sorted(id(one.trial) for one in answered)
        assert {one.reply.observations for one in answered} == {(PASSED,), (None,)}
        orders.append([one.trial.name for one in answered])
    assert orders[0] == orders[1] != orders[2]
    assert [one.name for one in planned[0]] not in orders


def test_where_the_own_framework_makes_them_fail_the_references_takes_its_place(
    planned: tuple[tuple[Run, ...], OneCell],
) -> None:
    child = Child(lambda sources: "framework" not in sources)
    answered = asked(planned, child, ["mine"])
    assert len(answered) == len(planned[0])
    assert all(one.reply.observations == (PASSED,) for one in answered if one.trial.right)  # type: ignore[attr-defined]
    first = child.asked[: -len(answered)]
    assert [sources[-1][:5] == "right" for sources in first] == [False] * (len(first) - 1) + [True]
    assert child.asked[-1][:-1] == ("mine", "framework")


def test_nothing_more_is_run_once_a_right_one_is_refused(planned: tuple[tuple[Run, ...], OneCell]) -> None:
    answered = asked(planned, Child(lambda _: True), ["mine"])
    assert len(answered) < len(planned[0])
    assert [one.trial.right for one in answered] == [False] * (len(answered) - 1) + [True]  # type: ignore[attr-defined]
    assert KIND.judge(ITEM, QUESTION, tuple(answered), planned[1]).message.key == "tests_refuse_right"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "are missing"),
        (
            "# %% right\nx\n" + "# %% wrong: a\nx\n" * (LEAST_WRONG - 1),
            f"1 right and {LEAST_WRONG - 1} wrong",
        ),
        ("# %% wrong: a\nx\n" * LEAST_WRONG, f"0 right and {LEAST_WRONG} wrong"),
        ("", "0 right and 0 wrong"),
    ],
)
def test_a_file_without_enough_implementations_is_refused(
    text: str | None, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "mistakes.py"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=says):
        load_implementations(file)
    with pytest.raises(CourseError, match=rf"^{re.escape(str(file))}: "):  # of no line
        load_implementations(file)


def test_what_runs_is_rewritten_for_the_run(planned: tuple[tuple[Run, ...], OneCell]) -> None:
    one, other = planned[0][:2]
    source = "def half(x):\n    part = x * 0.5\n    return part"
    run = replace(one, implementation=Implementation(source, None), disguised=Disguise((source,), ()))
    assert replace(run, disguised=None).source == source != run.source
    assert replace(run, text=run.text + 1).source != run.source == replace(run).source
    assert (one.steps[0].name, one.probe.steps) == ("ran", (("ran", "run_tests(order)"),))
    assert one.probe.inputs["order"] == one.seed != other.seed


def test_a_question_without_implementations_is_refused_in_its_line() -> None:
    question = Question("q", (ITEM,), line=7)
    with pytest.raises(CourseError) as caught:
        tuple(KIND.plan(question)(question, OneCell(""), Draw(b"tests", "q")))
    assert str(caught.value).startswith("course.yml:7: question q: student_tests runs the tests against")
    assert "add implementations: FILE.py" in str(caught.value)
