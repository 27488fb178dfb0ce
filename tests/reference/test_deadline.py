"""Answers of the reference that would not come are one line with their place, and the deadline leaves no trace."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.reference import answer_key
from autograder.reference.answer_key import make_answer_key
from autograder.reference.deadline import within
from tests.own_course import SETUP, layer, own_course
from tests.reference.test_proving import LAYER, LINEAR, in_order

TIMERS = ((signal.SIGPROF, signal.ITIMER_PROF), (signal.SIGALRM, signal.ITIMER_REAL))


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        {"forward": "self.x = x\nwhile True:\n    pass"},
        {"backward": "self.dW = self.x.T @ dout\nwhile True:\n    pass"},
        {"forward": "self.x = x\nfor _ in range(10 ** 6):\n    out = x @ self.W\nreturn out"},
    ],
    ids=["forward", "backward", "slow"],
)  # fmt: skip
def test_layers_that_do_not_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, str]
) -> None:
    monkeypatch.setattr(answer_key, "LEAST_SECONDS", 0.5)
    cells = [("setup", SETUP), layer("q", **{**LINEAR, **change})]
    course = load_course(own_course(tmp_path, cells, LAYER, "limits: {question_seconds: 0.5}\n"))
    with pytest.raises(CourseError) as caught:
        make_answer_key(course, course.assignments[0], b"tests")
    in_order("question q: cell 1, line the reference runs longer than 0.5 s", str(caught.value))


def test_the_deadline_leaves_no_trace() -> None:
    before = [(signal.getsignal(one), signal.getitimer(timer)) for one, timer in TIMERS]
    with within(60.0, lambda place: CourseError("", 0, str(place))):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert [(signal.getsignal(one), signal.getitimer(timer)) for one, timer in TIMERS] == before


def test_another_thread_has_no_deadline() -> None:
    done = []

    def work() -> None:
        with within(1e-6, lambda place: CourseError("", 0, str(place))):
            done.append(sum(range(10_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize(("file", "place"), [("<cell 3>", r"\(3, 2\)"), ("<test of\nq>", r"\(-1, 2\)")])
def test_the_place_that_is_told_is_the_first_that_took_too_long(file: str, place: str) -> None:
    source = "try:\n    while True: sum(range(99))\nexcept BaseException:\n    pass\nfor _ in range(10 ** 6): sum(range(50))"
    with (
        pytest.raises(CourseError, match=place),
        within(0.02, lambda place: CourseError("", 0, str(place))),
    ):
        exec(compile(source, file, "exec"), {})
