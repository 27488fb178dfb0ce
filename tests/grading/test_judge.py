"""From replies to a result, with replies made by hand: outcome, verdicts, the one cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.fitting.locate import Place
from autograder.grading.judge import Before, before, judge, nothing, supplied_alone, unfinished
from autograder.host.child import Heard
from autograder.model.answer_key import QuestionKey
from autograder.model.kind import Kind
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import RAN_AGAIN, Answered, Answerer, Role, Verdict
from autograder.sandbox.protocol import Observation, Raised, Reply, Skipped
from tests.grading.made import WRONG, Reference, answered, key, question, trial

KEY = key(question("q", "f", "g"))
REFERENCE = cast("Answerer", Reference())
UNWRITTEN = Raised("NotImplementedError", cell=0, line=3)
ABSENT = Raised("NameError", name="f")
IN_CELL = Raised("ZeroDivisionError", cell=0, line=7)
IN_PROBE = Raised("TypeError")
NOTHING = Before()


def judged(*said: Observation, before: Before = NOTHING, seconds: float = 10.0) -> QuestionResult:
    return judge(KEY, REFERENCE, answered(KEY, *said), before, seconds)


def messages(result: QuestionResult) -> list[str]:
    return [verdict.message.key for _, verdict in result.verdicts]


def test_the_students_own_cells_tell_of_linear_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Sequence[str]] = []
    monkeypatch.setattr(
        "autograder.grading.judge.with_the_rest", lambda _, verdicts, own: (seen.append(own), verdicts)[1]
    )
    judge(KEY, REFERENCE, tuple(replace(one, own=("f = 1",)) for one in answered(KEY, 1, 1)))
    judge(KEY, REFERENCE, ())
    assert seen == [("f = 1",), ()]


class TestLeftOver:
    """A plain variable of which a later statement raised holds what it had before."""

    CELL = "f = 2\ng = 2\nf += h"
    RAISED = Raised("NameError", cell=0, line=3, name="h")

    def judged(self, *said: Observation, raised: Raised = RAISED, plain: bool = True) -> QuestionResult:
        made = trial("f", "g")
        made = replace(made, probe=replace(made.probe, given={} if plain else None))
        own = (Answered(made, Reply(said), cells=(self.CELL,)),)
        return judge(key(KEY.question, made), REFERENCE, own, Before((raised,)))

    def test_a_wrong_one_is_judged_as_what_raised(self) -> None:
        result = self.judged(2, 2)
        assert result.answered[0].reply.observations == (self.RAISED, 2)
        assert (result.outcome, result.error) == (Outcome.ERROR, self.RAISED)

    def test_a_right_one_is_right(self) -> None:
        result = self.judged(1, 2)
        assert (result.outcome, result.score) == (Outcome.ANSWERED, 1.0)

    @pytest.mark.parametrize("cell", [-1, 1])
    def test_what_raised_elsewhere_says_nothing_of_it(self, cell: int) -> None:
        assert self.judged(2, 2, raised=replace(self.RAISED, cell=cell)).outcome == Outcome.ANSWERED

    def test_a_class_is_asked_anew(self) -> None:
        assert self.judged(2, 2, plain=False).outcome == Outcome.ANSWERED


class TestOutcomes:
    def test_right(self) -> None:
        result = judged(1, 1)
        assert (result.outcome, result.score, result.full, result.error) == (
            Outcome.ANSWERED,
            2.0,
            True,
            None,
        )
        assert len(result.answered) == 1

    def test_wrong_is_answered_too(self) -> None:
        result = judged(1, 2)
        assert (result.outcome, result.score, messages(result)) == ("answered", 1.0, ["right", "value_wrong"])

    def test_nothing_written(self) -> None:
        result = judged(UNWRITTEN, Skipped())
        assert (result.outcome, messages(result)) == (Outcome.NOT_ATTEMPTED, ["not_attempted"] * 2)
        assert result.error is None

    def test_silence_without_a_reason_is_no_stub(self) -> None:
        assert judged(Skipped(), Skipped()).outcome == Outcome.ANSWERED

    def test_one_part_not_written_is_an_error_of_that_part(self) -> None:
        result = judged(1, UNWRITTEN)
        assert (result.outcome, result.score, result.error) == (Outcome.ERROR, 1.0, UNWRITTEN)

    def test_not_written_among_other_errors_was_attempted(self) -> None:
        result = judged(UNWRITTEN, IN_CELL)
        assert (result.outcome, result.error) == (Outcome.ERROR, UNWRITTEN)
        assert messages(result) == ["value_wrong"] * 2

    def test_the_students_own_line_is_told_before_what_the_probe_raised(self) -> None:
        assert judged(IN_PROBE, IN_CELL).error == IN_CELL
        assert judged(IN_PROBE, 2).error == IN_PROBE

    def test_an_error_that_costs_nothing_is_none(self) -> None:
        made = key(question("q", "f", "g"))
        extra = key(made.question, *made.trials, key(question("e", "h")).trials[0])
        one = answered(made, 1, 1) + answered(key(question("e", "h")), IN_CELL)
        result = judge(extra, REFERENCE, one)
        assert (result.outcome, result.error) == (Outcome.ANSWERED, None)

    def test_no_memory(self) -> None:
        result = judged(Raised("MemoryError", cell=0, line=2), 1)
        assert (result.outcome, result.error, messages(result)) == (Outcome.MEMORY, None, ["memory", "right"])

    def test_not_there(self) -> None:
        result = judged(ABSENT, Skipped())
        assert (result.outcome, result.error) == (Outcome.MISSING, None)
        assert messages(result) == ["value_wrong"] * 2

    def test_a_name_that_a_cell_lacks_is_no_missing_answer(self) -> None:
        inner = Raised("NameError", cell=0, line=1, name="h")
        assert judged(inner, Skipped()).outcome == Outcome.ERROR

    def test_there_in_part_is_not_missing(self) -> None:
        assert judged(ABSENT, 1).outcome == Outcome.ERROR


class TestTheOneCause:
    """What is not there because its cells failed is told as that failure, and not as its consequences."""

    @pytest.mark.parametrize(
        ("source", "name", "said"),
        [("raise ValueError('too small')", None, "too small"), ("f = 1", "h", None)],
    )
    def test_what_it_says_is_told_where_it_stands_in_the_cells_and_its_name_else(
        self, source: str, name: str | None, said: str | None
    ) -> None:
        raised = Raised("ValueError", "too small", cell=0, line=1, name="h")
        own = tuple(replace(one, cells=(source,)) for one in answered(KEY, ABSENT, Skipped()))
        result = judge(KEY, REFERENCE, own, Before((raised,)))
        values = {"type": "ValueError", "line": 1, "name": name, "said": said}
        assert [v.message for _, v in result.verdicts] == [Message("cell_raised", values)] * 2

    def test_a_cell_that_python_cannot_read(self) -> None:
        raised = Raised("SyntaxError", "'return' outside function", cell=0, line=2)
        own = tuple(replace(one, cells=("x = 1\nreturn x",)) for one in answered(KEY, ABSENT, Skipped()))
        result = judge(KEY, REFERENCE, own, Before((raised,)))
        values = {"type": "SyntaxError", "line": 2, "said": raised.message}
        assert [v.message for _, v in result.verdicts] == [Message("cell_unreadable", values)] * 2

    @pytest.mark.parametrize(("line", "said"), [(3, 3), (0, None)])
    def test_a_package_that_is_not_there(self, line: int, said: int | None) -> None:
        raised = Raised("ModuleNotFoundError", cell=0, line=line, name="scipy.special")
        result = judged(ABSENT, Skipped(), before=Before((raised,)))
        values = {"name": "scipy.special", "package": "scipy", "line": said}
        assert [v.message for _, v in result.verdicts] == [Message("package_missing", values)] * 2

    def test_without_a_line_none_is_told(self) -> None:
        for kind, text in (("ValueError", "f = 1"), ("SyntaxError", "x = 1\nreturn x")):
            raised = Raised(kind, "'return' outside function", cell=0, line=0)
            own = tuple(replace(one, cells=(text,)) for one in answered(KEY, ABSENT, Skipped()))
            (_, verdict), _ = judge(KEY, REFERENCE, own, Before((raised,))).verdicts
            assert verdict.message.values["line"] is None

    def test_a_cell_that_reads_by_eval_what_python_cannot(self) -> None:
        result = judged(ABSENT, Skipped(), before=Before((Raised("SyntaxError", cell=0, line=2),)))
        values = {"type": "SyntaxError", "line": 2, "name": None, "said": None}
        assert [v.message for _, v in result.verdicts] == [Message("cell_raised", values)] * 2

    def test_a_cell_that_raised(self) -> None:
        result = judged(ABSENT, Skipped(), before=Before((IN_CELL, UNWRITTEN)))
        assert (result.outcome, result.error) == (Outcome.ERROR, IN_CELL)
        values = {"type": "ZeroDivisionError", "line": 7, "name": None, "said": None}
        assert [v.message for _, v in result.verdicts] == [Message("cell_raised", values)] * 2

    @pytest.mark.parametrize("how", [Outcome.TIMEOUT, Outcome.CRASHED, Outcome.MEMORY])
    def test_a_cell_that_hung_or_died(self, how: Outcome) -> None:
        result = judged(ABSENT, Skipped(), before=Before(lost=how), seconds=7.0)
        assert result.outcome is how
        assert [v.message for _, v in result.verdicts] == [unfinished(how, 7.0)] * 2

    def test_it_died_before_it_raised(self) -> None:
        assert (
            judged(ABSENT, Skipped(), before=Before((IN_CELL,), Outcome.TIMEOUT)).outcome == Outcome.TIMEOUT
        )

    def test_what_was_answered_keeps_its_own_reason(self) -> None:
        result = judged(2, IN_PROBE, before=Before((IN_CELL,)))
        assert (result.outcome, messages(result)) == (Outcome.ERROR, ["value_wrong"] * 2)
        assert judged(2, 2, before=Before(lost=Outcome.TIMEOUT)).outcome == Outcome.ANSWERED

    def test_what_passed_stays_right(self) -> None:
        assert messages(judged(Raised("MemoryError"), 1)) == ["memory", "right"]


class TestSuppliedAlone:
    """Where a supplied helper is all that forward is asked for, forward counts as far as the rest is right."""

    @staticmethod
    def told(*shares: float) -> list[tuple[float, str]]:
        """Of an item of forward and one of each gradient with these shares: what they get then, and the text's key."""
        asked = Question("q", tuple(RubricItem("value", 2.0, (name,)) for name in "fgh"[: len(shares)]))
        kind = Kind(
            {},
            lambda *_: Verdict(0.0, WRONG),
            lambda item: (Role.FORWARD if item.of == ("f",) else Role.GRADIENT, item.of),
        )
        made = QuestionKey(asked, (), {"value": kind}, "")
        verdicts = tuple(
            (item, Verdict(share, WRONG)) for item, share in zip(asked.rubric, shares, strict=True)
        )
        less = supplied_alone(QuestionResult(asked, Outcome.ANSWERED, verdicts), made, "softmax")
        assert {
            str(message.values["names"])
            for _, (_, m) in enumerate(less.verdicts)
            for message in [m.message]
            if message.key == "supplied_alone"
        } <= {"['softmax']"}
        return [(verdict.share, verdict.message.key) for _, verdict in less.verdicts]

    @pytest.mark.parametrize(
        ("shares", "forward"),
        [((1.0, 0.5, 1.0), (0.5, "supplied_alone")), ((1.0, 0.0, 1.0), (0.0, "supplied_alone")), ((1.0,), (0.0, "supplied_alone")),
         ((1.0, 1.0, 1.0), (1.0, "value_wrong")), ((0.2, 0.5, 1.0), (0.2, "value_wrong"))],
    )  # fmt: skip
    def test_forward_counts_as_far_as_the_worst_of_the_rest(
        self, shares: tuple[float, ...], forward: tuple[float, str]
    ) -> None:
        first, *rest = self.told(*shares)
        assert first == forward
        assert rest == [(share, "value_wrong") for share in shares[1:]]


def test_what_is_said_of_the_unfinished() -> None:
    assert unfinished(Outcome.TIMEOUT, 5.0) == Message("timeout", {"seconds": 5.0})
    assert unfinished(Outcome.MEMORY, 5.0) == Message("memory")
    assert unfinished(Outcome.CRASHED, 5.0) == Message("crashed")


def test_nothing() -> None:
    result = nothing(KEY.question, Outcome.MISSING, WRONG)
    assert (result.score, result.outcome, result.cell, result.at) == (0.0, "missing", None, -1)
    assert messages(result) == ["value_wrong"] * 2


def test_a_note_is_said_once() -> None:
    assert [note.key for note in judged(1.0, 1.0).notes] == ["mutates_input"]
    assert judged(1, 1).notes == ()


class TestBefore:
    """What came of a question's cells: cells 1 to 3 are its work."""

    PLACE = Place(1, 3)
    CELLS = ("\n" * 9,) * 5

    def test_nothing_came(self) -> None:
        assert before(Heard(cells={0: (), 3: ()}), self.PLACE, self.CELLS) == Before()

    def test_its_own_cell_is_the_cause(self) -> None:
        heard = Heard(cells={1: (UNWRITTEN,), 3: (IN_CELL,)})
        assert before(heard, self.PLACE, self.CELLS) == Before((IN_CELL,))

    def test_else_the_earlier_cells_of_its_work_in_order(self) -> None:
        heard = Heard(cells={0: (IN_PROBE,), 1: (UNWRITTEN,), 2: (IN_CELL,), 3: (), 4: (ABSENT,)})
        assert before(heard, self.PLACE, self.CELLS) == Before((UNWRITTEN, IN_CELL))

    def test_its_own_cell_was_lost(self) -> None:
        heard = Heard(cells={1: (UNWRITTEN,)}, lost={3: Outcome.TIMEOUT, 0: Outcome.CRASHED})
        assert before(heard, self.PLACE, self.CELLS) == Before(lost=Outcome.TIMEOUT)

    def test_else_the_first_that_was_lost_before_it(self) -> None:
        lost = {
            4: Outcome.MEMORY,
            2: Outcome.TIMEOUT,
            0: Outcome.CRASHED,
        }
        assert before(Heard(lost=lost), self.PLACE, self.CELLS) == Before(lost=Outcome.CRASHED)

    def test_its_own_error_hides_what_was_lost_before(self) -> None:
        heard = Heard(cells={3: (IN_CELL,)}, lost={0: Outcome.CRASHED})
        assert before(heard, self.PLACE, self.CELLS) == Before((IN_CELL,))


OBSERVATIONS = st.one_of(
    st.just(1),
    st.just(1.0),
    st.just(2),
    st.none(),
    st.just(Skipped()),
    st.builds(
        Raised,
        st.sampled_from(["NameError", "MemoryError", "NotImplementedError", "TypeError", "Odd"]),
        cell=st.integers(-1, 2),
        name=st.sampled_from(["", "f"]),
    ),
)


@given(OBSERVATIONS, OBSERVATIONS, st.lists(st.just(IN_CELL)), st.none() | st.sampled_from(Outcome))
def test_any_reply_gets_a_result(
    f: Observation, g: Observation, errors: list[Raised], lost: Outcome | None
) -> None:
    if lost is not None and not lost.is_loss:
        lost = None
    result = judged(f, g, before=Before(tuple(errors), lost))
    assert [item for item, _ in result.verdicts] == list(KEY.question.rubric)
    assert result.full == (f == 1 and g == 1)
    assert result.full <= (result.outcome in (Outcome.ANSWERED, Outcome.MEMORY))


@pytest.mark.parametrize(("times", "told"), [(0, False), (1, False), (2, True), (None, False)])
def test_a_backward_that_runs_its_forward_more_than_once_is_to_be_looked_at(
    times: int | None, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    excuses: list[Sequence[Answered]] = []
    monkeypatch.setattr(
        "autograder.grading.judge.analytic",
        lambda _, __, verdict, excuse, ___: (excuses.append(excuse), verdict)[1],
    )
    strained = replace(trial("f", RAN_AGAIN), strained=True)
    ordinary = answered(KEY, 1, 1)
    result = judge(KEY, REFERENCE, (*ordinary, Answered(strained, Reply((1, times)))))
    assert (result.estimates, result.score, result.answered) == (told, 2.0, ordinary)
    assert excuses == [() if told else ordinary] * 2


def test_what_cells_raised_is_vouched_for_before_it_is_a_cause() -> None:
    hidden, early = Raised("Hidden", "3.14", 1, 7), Raised("Hidden", "2.72", 0, 7)
    vouched_for = [Raised("Exception", one.message, one.cell, 0) for one in (hidden, early)]
    sources = ("x = 1", "y = 2")
    assert before(Heard(cells={1: (hidden,), 0: (early,)}), Place(0, 1), sources).errors == (vouched_for[0],)
    assert before(Heard(cells={0: (early,)}), Place(0, 1), sources).errors == (vouched_for[1],)
