"""A run shows itself: lines, a bar or JSON, never more than is asked for."""

from __future__ import annotations

import io
import json
import re
import sys
import time
from pathlib import Path

import pytest

from autograder.commands import shown_progress as module
from autograder.commands.shown_progress import Count, profile, shown
from autograder.grading.progress import Done, Outcome, Progress

ADA, EVE = Done("ada", "graded", None, fresh=True), Done("eve", "ungraded", "broken", fresh=True)
OLD = Done("old", "graded", None, fresh=False)


def go(progress: Progress, *done: Done) -> None:
    progress.started("full", ("seccomp", "rlimits"))
    for one in done:
        progress.done(one)
        progress.running([("slow\x1b[31m", 7.2), ("quick", 1.0)])


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEP", 0.0)
    with shown(2) as progress:
        go(progress, ADA, EVE)
    out, err = capsys.readouterr()
    first, *rest = err.splitlines()
    assert (out, first) == ("", "PROTECTION: full (seccomp, rlimits)")
    assert "\x1b" not in err
    assert any(
        re.fullmatch(r"1 of 2, .* a second, 0:00 left; running: slow.* \(7 s\)", line) for line in rest
    )
    assert any(line.startswith("2 of 2, ") and line.endswith("a second, 1 without a result") for line in rest)


def test_it_is_silent_about_what_was_there(capsys: pytest.CaptureFixture[str]) -> None:
    with shown(1) as progress:
        progress.done(OLD)
    assert capsys.readouterr() == ("", "")


def test_now_and_then_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    with shown(1000) as progress:
        for _ in range(1000):
            progress.done(ADA)
            progress.running([])
    counts = [int(line.split()[0]) for line in capsys.readouterr().err.splitlines()]
    assert counts == list(range(100, 1001, 100))


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with shown(2, quiet=True) as progress:
        go(progress, ADA, EVE)
    assert capsys.readouterr() == ("", "")


def test_scripts_get_an_object_a_line() -> None:
    lines = io.StringIO()
    with shown(2, lines=lines) as progress:
        go(progress, ADA, EVE)
    events = [json.loads(line) for line in lines.getvalue().splitlines()]
    names = [event["event"] for event in events]
    assert names == ["started", "done", "running", "done", "running", "finished"]
    assert (events[-1]["done"], events[-1]["made"], events[-1]["ungraded"]) == (2, 2, 1)
    assert events[0]["protection"] == "full"
    done = events[3]
    assert (done["student"], done["status"], done["reason"]) == ("eve", "ungraded", "broken")
    assert (done["done"], done["of"], done["ungraded"], done["left"]) == (2, 2, 1, 0.0)
    assert events[2]["students"] == {"slow\x1b[31m": 7.2}


def test_a_log_is_continued(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "run.log"
    for _ in range(2):
        with shown(1, quiet=True, log=log) as progress:
            go(progress, ADA)
    assert [json.loads(line)["event"] for line in log.read_text().splitlines()] == [
        *("started", "done", "running", "finished") * 2
    ]


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with shown(2) as progress:
        go(progress, ADA, EVE)
    said = terminal.getvalue()
    assert "PROTECTION: full (seccomp, rlimits)" in said
    assert "running: slow" in said


@pytest.mark.parametrize(("seconds", "said"), [(4, "0:04 left"), (75, "1:15 left"), (3700, "1:01:40 left")])
def test_what_is_left(seconds: float, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 110.0)
    count = Count(int(seconds) + 10, done=10, fresh=10, began=100.0)
    assert str(count).endswith(said)


def test_nobody_knows_before_the_first() -> None:
    assert str(Count(3)) == "0 of 3"


def test_a_profile_is_a_table() -> None:
    lines = profile(Outcome(made=10, spent={"read": 0.1, "probes": 0.3}))
    assert [line.split() for line in lines] == [
        ["ms", "each", "share"],
        ["read", "10.00", "25.0%"],
        ["probes", "30.00", "75.0%"],
    ]
    assert len(profile(Outcome())) == 1
