"""`autograder audit`: its table, its JSON, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder import cli
from autograder.commands.audit import told
from autograder.grading.audit.variant import Audited, Finding, Made
from tests.conftest import ROOT
from tests.grading.audit.test_weak_rubrics import WEAK
from tests.grading.audit.weak import course_of


@pytest.mark.slow
def test_a_question_that_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "audit.json"
    command = ["audit", "ps1", "-q", "product", "--course", str(ROOT), "--json", str(file), "-j", "1"]
    assert cli.main(command) == 0
    out = capsys.readouterr().out
    assert "ps1 product" in out
    assert "wrong answers tried" in out
    assert "none to be mended for" in out
    (question,) = json.loads(file.read_text(encoding="utf-8"))["questions"]
    assert question["question"] == "product"
    assert question["counts"]["typed-in values"] == {"caught": 1}
    assert set(question["counts"]["restyled"]) == {"kept"}
    assert question["findings"] == []


@pytest.mark.slow
def test_a_question_that_lets_something_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry, answer, _ = WEAK["a backward that nothing asks for"]
    assert cli.main(["audit", "--course", str(course_of(tmp_path, entry, answer)), "-j", "1"]) == 1
    out = capsys.readouterr().out
    assert "Tanh.backward returns zeros: no item asks for dx (keeps forward)" in out
    assert "ps1: no known mistakes for tanh" in out


@pytest.mark.parametrize("wrong", [["ps9"], ["ps1", "-q", "nothing"], ["ps1", "-j", "0"]])
def test_wrong_usage(wrong: list[str]) -> None:
    try:
        code = cli.main(["audit", *wrong, "--course", str(ROOT)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 2


def test_what_slips_for_one_reason_is_told_three_times() -> None:
    findings = [Finding(Made.MUTANT, f"f = {at}", ("value f",), "no item asks for it") for at in range(5)]
    lines = list(told(Audited("ps1", "cube", findings=tuple(findings), unproved=("g = 1",), known=2)))
    assert lines[:2] == [
        "cube: mutant, f = 0: no item asks for it (keeps value f)",
        "cube: mutant, f = 1: no item asks for it (keeps value f)",
    ]
    assert lines[3:] == ["cube: … and 2 more like these", "cube: unproved: g = 1"]
