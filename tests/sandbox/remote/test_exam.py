"""What a judge is told crosses whole."""

from __future__ import annotations

import marshal

from autograder.sandbox.remote.exam import TAG, Exam, Paper, pack_exam, unpack_exam

EXAM = Exam(
    papers=(Paper("", "import numpy", frozenset({"f"})), Paper("one", "assert f(1)"), Paper("two", "f(2)")),
    both=frozenset({"rate"}),
    objects=frozenset({("<test one>", "<module>", 1, 8, "call")}),
    changing=frozenset({("<test two>", "<module>", 1, 8, "data 0")}),
    streams=True,
    shown=frozenset({"one"}),
    seed=3,
    skipped=frozenset({"two"}),
    files=(("a.txt", b"a"),),
    numbers=frozenset({"two"}),
)


def test_an_exam_crosses_whole() -> None:
    parts = marshal.loads(pack_exam(EXAM))
    assert parts[0] == TAG
    assert unpack_exam(parts) == EXAM
    assert unpack_exam(marshal.loads(pack_exam(Exam(())))) == Exam(())


def test_tests_are_those_that_are_run() -> None:
    assert EXAM.tests == ("one",)
