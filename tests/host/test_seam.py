"""Another sandbox in the place of ours: what is above `host` grades in it as it does in ours, and knows nothing of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from autograder.grading.grader import Grader
from autograder.grading.intake.find import find_submissions
from autograder.grading.run import Run
from autograder.host.child import Gone
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import SandboxError
from autograder.model.question import Limits
from autograder.sandbox.protocol import Request
from tests.conftest import ROOT
from tests.grading.made import grade_one
from tests.host.plain import Plain, PlainChild
from tests.host.test_prober import ask, value
from tests.sandbox.remote.made import proved

UNPROTECTED = ("s13-hostile",)
"""Whoever attacks is graded behind walls alone."""


@pytest.fixture(scope="module")
def plain() -> Iterator[Prober]:
    limits = Limits(cell_seconds=3.0, question_seconds=3.0)
    with Prober(limits, least="none", opens=Plain) as one:
        yield one


@pytest.mark.slow
def test_the_sample_class_has_the_same_records(
    key_of: Callable[[str], AnswerKey], plain: Prober, patient: Prober
) -> None:
    key = key_of("ps2")
    run, graders = Run(key.assignment, "en"), [Grader(key, prober) for prober in (patient, plain)]
    found = find_submissions(key.assignment, [ROOT / "submitted"])
    for submission in [one for one in found if one.student not in UNPROTECTED]:
        ours, other = (dict(grade_one(run, submission, grader)) for grader in graders)
        assert (ours.pop("protection"), other.pop("protection")) == (patient.protection, "none")
        for record in (ours, other):
            del record["seconds"], record["cpu_seconds"]
        assert other == ours
    assert len(found) > 15


@pytest.mark.slow
def test_whatever_hangs_or_dies_costs_its_own_question(plain: Prober) -> None:
    cells = ["a = 1", "while True: pass", "import os\ndef f(): os._exit(3)", "b = [0] * 10**9", "c = 5"]
    heard = ask(plain, cells, {0: "a", 2: "f()", 4: "c"})
    assert (heard.lost, heard.silent) == ({1: "timeout"}, {"q2": "crashed"})
    assert (value(heard, "q0"), value(heard, "q4")) == (1, 5)
    assert [error.type_name for error in heard.cells[3]] == ["MemoryError"]
    assert heard.cpu > 0


@pytest.mark.slow
def test_an_instructors_tests_are_judged_in_a_process_of_their_own(plain: Prober) -> None:
    source = "def f():\n    return 1"
    exam = proved(["assert f() == 1"], source, theirs="f")
    for cell, how in ((source, "passed"), ("def f():\n    return 2", "failed")):
        heard = plain.ask(Request((cell,), (), talks=(("test0", 0),)), exam=exam)
        assert [one.how for one in heard.tests.values()] == [how]


def test_less_than_is_demanded_is_refused_in_its_own_words() -> None:
    with pytest.raises(SandboxError, match=r"protection here is 'none' \(missing: every wall\)"):
        Prober(Limits(), opens=Plain)


def test_a_level_that_is_claimed_has_to_be_shown() -> None:
    class Claims(Plain):
        protection = "strong"

    with pytest.raises(SandboxError, match="let a child open a file of the grader; nothing was graded"):
        Prober(Limits(), opens=Claims)


@pytest.mark.parametrize("fate", ["killed", "gone"])
def test_what_happens_to_it_from_outside_once_costs_nobody_anything(fate: str) -> None:
    fates, made = [fate], []

    class Shaky(Plain):
        @contextmanager
        def child(self, *policy: Any) -> Iterator[PlainChild]:
            made.append(self)
            what = fates.pop() if fates else ""
            if what == "gone":
                raise Gone("it has gone")
            with super().child(*policy) as child:
                if what == "killed":
                    os.kill(child.pid, signal.SIGKILL)
                yield child

    with Prober(Limits(), least="none", opens=Shaky) as prober:
        heard = ask(prober, ["a = 1"], {0: "a"})
    assert (value(heard, "q0"), heard.lost, heard.silent) == (1, {}, {})
    assert [one is made[0] for one in made] == [True, fate == "killed"]
