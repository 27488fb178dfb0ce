"""A notebook and its tests in one process: what the reference's run records, and what others get by it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.observe import where
from autograder.sandbox.protocol import Tested
from autograder.sandbox.remote import testing
from autograder.sandbox.remote.answerer import Inside, answerer
from autograder.sandbox.remote.exam import Exam, Paper
from autograder.sandbox.remote.examining import Judge


def judged(exam: Exam, *cells: str, recording: bool = False) -> tuple[list[Tested], Judge]:
    """What came of each test, and the judge."""
    return sat(exam, *cells, recording=recording)[:2]


def sat(exam: Exam, *cells: str, recording: bool = False) -> tuple[list[Tested], Judge, dict[str, Any]]:
    """What came of each test, the judge, and the notebook's names afterwards."""
    interpreter, inside = Interpreter(cells), Inside()
    for index in range(len(cells)):
        assert interpreter.run_cell(index) == ()
    judge = Judge(exam, inside.to_answerer.append, inside.judge_receives, recording=recording)
    inside.answerer = answerer(interpreter.names, where, inside.to_judge.append, inside.answerer_receives)
    inside.judge = judge.link
    said: list[Tested] = []
    with patch.dict(sys.modules, testing.modules()):
        judge.run(said.append)
    return said, judge, interpreter.names


def proved(tests: Sequence[str], *cells: str, theirs: str, both: str = "", streams: bool = False) -> Exam:
    """The exam of some tests that a reference of those cells passes."""
    papers: tuple[Paper, ...] = (Paper("", "", frozenset(theirs.split())),)
    papers += tuple(Paper(f"test{at}", source) for at, source in enumerate(tests))
    exam = Exam(papers, frozenset(f"{theirs} {both}".split()), streams=streams)
    said, judge = judged(exam, *cells, recording=True)
    assert [one.how for one in said] == ["passed"] * len(tests), said
    return replace(
        exam,
        objects=frozenset(judge.sites.objects),
        changing=frozenset(judge.sites.changing),
        numbers=frozenset(judge.numbers),
    )


def outcomes(exam: Exam, *cells: str) -> list[str]:
    """How each test ends for a notebook of those cells."""
    return [one.how for one in judged(exam, *cells)[0]]
