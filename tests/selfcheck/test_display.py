"""What was found is shown as a table, as HTML, as an error without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.model.message import Message, say
from autograder.selfcheck import SelfCheckFailed, check
from autograder.selfcheck.display import Report, Row, show
from autograder.words.catalogue import languages
from tests.selfcheck.answers import ROOT, reference


def test_a_plain_script_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"check": check}
    _, own = reference("multiply_gate")
    exec(own.source + '\ncheck("multiply_gate")', names)
    out = capsys.readouterr().out
    assert out.startswith(
        "✓ multiply_gate\n  what     shape     result    largest difference\n  forward  a number  ✓ agrees"
    )
    with pytest.raises(SelfCheckFailed, match="no_such: There is no exercise"):
        exec('check("no_such")', names)


def test_the_file_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SelfCheckFailed, match=r"here\. The file exercises\.json.* belongs beside it"):
        exec('check("no_such")', {"check": check})
    (tmp_path / "exercises.json").write_text('{"language": "en", "exercises": [{"id": "other"}]}')
    with pytest.raises(SelfCheckFailed, match=r"it is another notebook's or cannot be read"):
        exec('check("no_such")', {"check": check})
    with pytest.raises(SelfCheckFailed, match=r'Do you mean "other"\?$'):
        exec('check("othr")', {"check": check})


def test_the_error_shows_a_sentence_and_no_traceback() -> None:
    code = 'from autograder.selfcheck import check\nclass AddGate:\n    pass\ncheck("add_gate")\n'
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == "✗ add_gate"
    assert "✗ add_gate" in done.stdout
    assert "AddGate has no method or attribute forward." in done.stdout
    error = SelfCheckFailed("a sentence")
    assert isinstance(error, AssertionError)
    assert error._render_traceback_() == ["a sentence"]


def test_what_a_table_says_the_error_does_not_say_again_but_to_nbgraders_validate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = SelfCheckFailed("q: a sentence", "✗ q")
    assert (str(error), error._render_traceback_()) == ("q: a sentence", ["✗ q"])
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert error._render_traceback_() == ["q: a sentence"]


def test_a_language_that_is_not_there_is_said() -> None:
    with pytest.raises(
        SelfCheckFailed, match=f'There is no language "xx" here; write one of {", ".join(languages())}'
    ):
        check("product", lang="xx")


def test_what_python_said_is_said_once() -> None:
    said = say("python_said", type="ValueError", message="no such shape ")
    failed = say("last_run_failed", type="ValueError", message="no such shape")
    assert Report("q", (), failed, said=said).sentence.count("no such shape") == 1
    assert "no such shape" in Report("q", (), Message("value_wrong"), said=said).sentence


def test_html_is_escaped() -> None:
    report = Report(
        "<q>", (Row("<b>", "(2,)", "wrong", "1"),), Message("no_exercise", {"name": "<i>"}), passed=False
    )
    html = report._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html
    assert "✗</span> differs" in html


def test_a_terminal_without_the_letters_gets_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        monkeypatch.setattr(sys, "stdout", out)
        show(Report("product", (), say("all_right")))
    assert (tmp_path / "out").read_text().startswith("? product")
