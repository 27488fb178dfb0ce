"""misconceptions.yml: read to the letter, and said wherever a mistake of the package would be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.course.misconceptions import read_misconceptions
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.grading.stamps import make_stamps
from autograder.host.prober import Prober
from autograder.model.errors import CourseError
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import bank_of
from autograder.report.class_report import write_report
from autograder.report.student_page import write_feedback
from autograder.words.hints import load_hints
from autograder.words.verdicts import told
from tests.conftest import ROOT

OWN = """\
adds-one:
  en: {description: One is added to what arrives, nudge: Where does the one come from?}
  ja: {description: 1が足されている, nudge: その1はどこから？, explanation: 足さない}
  same_values_as: [forward-wrong-op]
"""
BANK = "# %% add_gate: adds-one\ndef backward(self, dz):\n    return dz + 1, dz + 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the course whose bank of ps2 has one mistake, with a name of its own."""
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copy(ROOT / "course.yml", tmp_path)
    (tmp_path / "misconceptions.yml").write_text(OWN, encoding="utf-8")
    (tmp_path / "solutions" / "ps2" / "mistakes.py").write_text(BANK, encoding="utf-8")
    return tmp_path


def test_what_is_said_in_each_language(folder: Path) -> None:
    own = read_misconceptions(folder)
    assert load_hints("en", own)["adds-one"].description == "One is added to what arrives"
    assert load_hints("ja", own)["adds-one"].explanation == "足さない"
    assert load_hints("ko", own)["adds-one"].nudge == "Where does the one come from?"
    assert load_hints("en", own)["adds-one"].same_values_as == ("forward-wrong-op",)
    assert load_hints("ko", own).keys() == {*load_hints("ko"), "adds-one"}
    assert "adds-one" not in load_hints("en")


def test_one_may_be_like_another_of_the_course(tmp_path: Path) -> None:
    words = "en: {description: a, nudge: b}"
    (tmp_path / "misconceptions.yml").write_text(
        f"one: {{{words}, same_values_as: [two]}}\ntwo: {{{words}}}", encoding="utf-8"
    )
    assert read_misconceptions(tmp_path)["one"].same_values_as == ("two",)


def test_without_english_the_first_language_stands_in(tmp_path: Path) -> None:
    (tmp_path / "misconceptions.yml").write_text("a: {ko: {description: 하나, nudge: 둘}}", encoding="utf-8")
    assert load_hints("en", read_misconceptions(tmp_path))["a"].description == "하나"


def test_none(tmp_path: Path) -> None:
    assert read_misconceptions(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Adds_one: {en: {description: a, nudge: b}}",
            '"Adds_one" is no id of a misconception; write it like forgets-epsilon',
        ),
        ("upstream-ignored: {en: {description: a, nudge: b}}", "the package knows; choose another id"),
        ("a: {}", "a has no words; add en: {description: …, nudge: …}"),
        ("a: {same_values_as: [upstream-ignored]}", "a has no words; add en: {description: …, nudge: …}"),
        ("a: {en: {description: b}}", 'has no "nudge"; add "nudge: …"'),
        (
            "a: {en: {description: b, nudge: c, hint: d}}",
            'unknown key "hint" in en; write one of description, nudge, explanation',
        ),
        (
            "a: {english: {description: b, nudge: c}}",
            '"english" is no language; write en, ko, … or same_values_as',
        ),
        (
            "a: {en: {description: b, nudge: c}, same_values_as: [upstream-ignord]}",
            'did you mean "upstream-ignored"?',
        ),
        ("- a", "must be a mapping (key: value), not a list"),
        ("", "the file is empty; its first line is like `forgets-epsilon:`"),
        (
            "a: [",
            "not YAML: did not find expected node content (in what begins in line 2); mend the brackets, quotes or indentation here",
        ),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "misconceptions.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"misconceptions\.yml:[12]: ") as raised:
        read_misconceptions(tmp_path)
    assert str(raised.value).endswith(says)


def test_a_bank_may_name_it_and_nothing_else(folder: Path) -> None:
    course = load_course(folder)
    (mistake,) = bank_of(course, course.assignment("ps2"))
    assert mistake.misconception == "adds-one"
    (folder / "misconceptions.yml").unlink()
    course = load_course(folder)
    with pytest.raises(
        CourseError, match=r'mistakes\.py:1: there is no misconception "adds-one"; .*misconceptions\.yml'
    ):
        bank_of(course, course.assignment("ps2"))


def test_it_is_diagnosed_and_told_everywhere(folder: Path, tmp_path: Path, prober: Prober) -> None:
    course = load_course(folder)
    assignment = course.assignment("ps2")
    key = make_answer_key(course, assignment, b"own")
    wrong = key.reference.source("add_gate").replace("1 * dz", "1 + dz")
    cells = [replace(c, source=wrong) if c.grade_id == "add_gate" else c for c in key.reference.cells]
    graded = Grader(key, prober, make_diagnosis(key)).grade(cells)
    verdicts = {r.question.id: [v for _, v in r.verdicts if not v.passed] for r in graded.questions}
    (verdict,) = verdicts["add_gate"]
    assert verdict.misconception == "adds-one"
    assert "One is added" in told(verdict, "en", assignment.misconceptions)
    record = make_record(Submission("ada", ()), assignment, graded, lang="en", protection="full")
    item = next(i for q in record["questions"] for i in q["items"] if not i["passed"])
    assert "One is added" in item["message"]
    page, report = tmp_path / "page.html", tmp_path / "report.html"
    write_feedback(record, assignment, "ja", page)
    write_report([record], assignment, report)
    assert "その1はどこから" in page.read_text(encoding="utf-8")
    assert "One is added" in report.read_text(encoding="utf-8")


def test_other_words_make_the_records_of_that_question_anew(folder: Path) -> None:
    def stamps() -> dict[str, str]:
        course = load_course(folder)
        return make_stamps(course, course.assignment("ps2"), b"seed", "en").questions

    before = stamps()
    (folder / "misconceptions.yml").write_text(OWN.replace("One is", "A one is"), encoding="utf-8")
    after = stamps()
    assert {name for name in before if before[name] != after[name]} == {"add_gate"}
