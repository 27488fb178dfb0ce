"""A term on a fresh course: every command of nbgrader, as root and as an ordinary user, and the same in bulk."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.cli import main
from tests.nbgrader.commands import nbgrader
from tests.nbgrader.conftest import Term, as_root, dump, scores
from tests.nbgrader.students import CLASS, NAME, ROOT, SCORES


def in_bulk(course: Path) -> None:
    """`autograder grade ps2`, with its gradebook."""
    assert main(["grade", "ps2", "--course", str(course), "--force", "-j", "1", "-q"]) == 0


def test_every_command_ends_well(term: Term) -> None:
    assert {words: log for words, (code, log) in term.said.items() if code} == {}


def test_scores_partial_credit_and_late_penalties_are_in_the_gradebook(term: Term) -> None:
    found = scores(term.course)
    assert {name: sum(score or 0 for score, _ in cells.values()) for name, cells in found.items()} == SCORES
    assert found["ben"]["multiply_gate_check"] == (1.0, False)
    lines = (term.course / "grades.csv").read_text().splitlines()
    (ben,) = (line.split(",") for line in lines if ",ben," in line)
    assert ben[-4:] == ["15.0", "3.0", "12.0", "18.0"]


def test_a_dead_process_is_a_zero_with_its_reason(term: Term) -> None:
    assert scores(term.course)["dan"]["multiply_gate_check"] == (0.0, False)
    assert "The Python process died" in page(term.course, "dan")


def page(course: Path, student: str) -> str:
    """The words of a feedback page."""
    text = (course / "feedback" / student / "ps2" / "gates.html").read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def test_feedback_pages_say_what_the_autograder_says(term: Term) -> None:
    ben = page(term.course, "ben")
    assert "1 of 4 points" in ben
    assert "A product is differentiated with its own input, not the other one." in ben
    assert "Late submission penalty (Score: -3.0)" in ben
    assert "neuron_check was missing and has been put back" in page(term.course, "eva")
    assert "Not attempted yet" in page(term.course, "cho")
    assert "SOLUTION" not in ben


def test_what_was_handed_out_is_shown_as_it_was_with_its_formulas_drawn(term: Term) -> None:
    """Without a network, drawings of graphs among it."""
    text = (term.course / "feedback" / "ben" / "ps2" / "gates.html").read_text("utf-8")
    assert text.count("<math ") > 5
    assert "$$" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "&lt;img" not in text
    assert text.count('src="data:image/svg+xml;base64,') == released().count("data:image/svg+xml;base64,")


def released() -> str:
    return (ROOT / "assignments/ps2" / NAME).read_text("utf-8")


def test_feedback_reaches_who_handed_in_through_the_exchange(term: Term) -> None:
    """F9: one student without a submission_secret.txt stopped the release for everybody."""
    assert "fay did not hand in through nbgrader" in term.said["release_feedback ps2"][1]
    fetched = list((term.course.parent / "student" / "ps2" / "feedback").rglob("*.html"))
    assert len(fetched) == len(CLASS) - 1


def test_nbgraders_validate_button_says_something_sensible(term: Term) -> None:
    """It knows nothing of our settings: a kernel runs the test cell, which is the self-check."""
    assert "Success! Your notebook passes all the tests." in term.said[f"validate solutions/ps2/{NAME}"][1]
    failed = term.said[f"validate ps2/{NAME}"][1]
    assert "FAILED ON 1 CELL" in failed
    assert "multiply_gate: A product is differentiated with its own input, not the other one" in failed
    assert "self.y" not in failed


def test_zip_collect_knows_students_from_file_names(term: Term) -> None:
    """F13: without a regular expression nothing was collected, and that was called a success."""
    assert (term.course / "submitted/fay/ps2" / NAME).is_file()


def test_in_bulk_it_is_the_same(term: Term, course: Path) -> None:
    (course / "gradebook.db").unlink()
    shutil.rmtree(course / "autograded")
    in_bulk(course)
    assert dump(course) == [row for row in dump(term.course) if row[0] != "gil"]
    written = [path for path in (term.course / "autograded").rglob("*") if path.suffix in (".ipynb", ".txt")]
    assert len(written) == 6 + 2 * 5
    for path in written:
        assert content(course / path.relative_to(term.course)) == content(path)
    shutil.rmtree(course / "feedback")
    assert nbgrader("generate_feedback", "ps2", cwd=course).code == 0
    assert page(course, "ben") == page(term.course, "ben")
    assert nbgrader("autograde", "ps2", cwd=course).log.count("Skipping existing assignment") == 6


def content(path: Path) -> object:
    """A file's text; a notebook's cells, however its text is laid out."""
    if path.suffix != ".ipynb":
        return path.read_text("utf-8")
    import nbformat

    return nbformat.read(path, 4)


def test_what_people_entered_stays(course: Path) -> None:
    from nbgrader.api import Gradebook

    where = ("multiply_gate_check", "gates", "ps2", "ben")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "backprop-from-scratch") as book:
        grade = book.find_grade(*where)
        grade.manual_score, grade.extra_credit = 2.0, 0.5
        book.find_comment("multiply_gate", *where[1:]).manual_comment = "Nearly."
        book.grant_extension("ps2", "ben", days=1)
        book.db.commit()
    seen = []
    for way in (lambda: nbgrader("autograde", "ps2", "--force", cwd=course), lambda: in_bulk(course)):
        way()
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "backprop-from-scratch") as book:
            grade, paper = book.find_grade(*where), book.find_submission_notebook("gates", "ps2", "ben")
            comment = book.find_comment("multiply_gate", *where[1:]).comment
            assert (grade.auto_score, grade.score, grade.needs_manual_grade, comment) == (
                1.0,
                2.5,
                False,  # it was for this very hand-in
                "Nearly.",
            )
            assert (paper.score, paper.late_submission_penalty) == (16.5, 1.65)  # one day left of two
        seen.append(dump(course))
    assert seen[0] == seen[1]


def test_everything_has_the_same_total_whichever_ran_last(course: Path) -> None:
    """Points by hand, extra credit, a comment, an extension, an excused question and a late penalty."""
    from nbgrader.api import Gradebook

    url = f"sqlite:///{course / 'gradebook.db'}"
    with Gradebook(url, "backprop-from-scratch") as book:
        grade = book.find_grade("multiply_gate_check", "gates", "ps2", "ben")
        grade.manual_score, grade.extra_credit = 2.0, 0.375
        book.find_comment("multiply_gate", "gates", "ps2", "ben").manual_comment = "Nearly <there>."
        book.db.commit()
    (course / "extensions.csv").write_text(
        "student,assignment,late_days,excused\nben,ps2,1,max_gate\ncho,ps2,,yes\n"
    )
    (course / "submitted/dan/ps2" / NAME).write_text("{")
    assert main(["grade", "ps2", "--course", str(course), "-q"]) == 1
    assert nbgrader("generate_feedback", "ps2", "--force", cwd=course).code == 0
    theirs = page(course, "ben")
    assert "gates (ungraded)" in page(course, "dan")
    assert "gates (excused)" in page(course, "cho")
    assert "gates (Score: 12.04 / 15.0)" in theirs
    assert main(["report", "ps2", "--course", str(course)]) == 0
    assert page(course, "ben") == theirs  # as it was
    ours = course / "graded/ps2/feedback/ben.html"
    before = ours.read_text("utf-8")
    assert "../../feedback" not in (course / "graded/ps2/report.html").read_text("utf-8")
    for text in ("Nearly", "there"):
        assert text in theirs
        assert text in before
    shutil.rmtree(course / "feedback/ben")
    assert main(["report", "ps2", "--course", str(course)]) == 0
    usual = course / "feedback/ben/ps2/gates.html"
    assert (usual.read_text("utf-8"), ours.exists()) == (
        before,
        False,
    )  # one page of ours, where a page belongs
    assert (
        nbgrader("generate_feedback", "ps2", cwd=course).code == 0
    )  # not forced: who has our page has none of nbgrader's
    assert (page(course, "ben"), ours.read_text("utf-8")) == (theirs, before)
    (course / "grades.csv").unlink()
    assert nbgrader("export", cwd=course).code == 0
    record = json.loads((course / "graded/ps2/ben.json").read_text("utf-8"))
    assert (record["score"], record["max_score"], record["final_score"]) == (13.375, 15.0, 12.0375)
    with (course / "graded/ps2/scores.csv").open() as one, (course / "grades.csv").open() as other:
        scored = {row["student"]: row for row in csv.DictReader(one)}
        exported = {row["student_id"]: row for row in csv.DictReader(other)}
    for student, found in scored.items():
        row = exported[student]
        assert [row["raw_score"], row["score"]] == [found["score"], found["final_score"]]
        assert float(row["max_score"]) == float(found["max_score"])
    assert [exported["cho"][column] for column in ("raw_score", "late_submission_penalty", "score")] == [
        ""
    ] * 3
    with Gradebook(url, "backprop-from-scratch") as book:
        assert book.find_submission_notebook("gates", "ps2", "ben").late_submission_penalty == 1.3375


def test_the_tables_are_nbgraders(term: Term, tmp_path: Path) -> None:
    """A gradebook that we have made differs in nothing from nbgrader's own."""
    import sqlite3

    from nbgrader.api import Base, get_alembic_version
    from sqlalchemy import create_engine

    from autograder.grading.settling.database import Database

    with Database(f"sqlite:///{tmp_path / 'ours.db'}") as book:
        assert book.rows("SELECT version_num FROM alembic_version") == [(get_alembic_version(),)]
    engine = create_engine(f"sqlite:///{tmp_path / 'theirs.db'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    found = []
    for name in ("ours.db", "theirs.db"):
        made = sqlite3.connect(tmp_path / name)
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version' ORDER BY name"
        found.append([(name, " ".join(text.split())) for name, text in made.execute(sql)])
        made.close()
    assert found[0] == found[1]


def test_an_ordinary_user_can_play_it_too(own_home: Path) -> None:
    if not as_root():
        pytest.skip("the other tests run as an ordinary user already")
    if not shutil.which("unshare") or not shutil.which("setpriv"):
        pytest.skip("needs unshare and setpriv (util-linux)")
    home = Path(tempfile.mkdtemp(prefix="nbgrader-user-"))
    try:
        os.chown(home, 65534, 65534)
        script = [sys.executable, "-m", "tests.nbgrader.round_trip", str(home / "course")]
        environment = {
            **os.environ,
            "HOME": str(home),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        environment |= {
            name: str(home / name) for name in environment if name.startswith(("JUPYTER_", "IPYTHONDIR"))
        }
        command = ["unshare", "--mount", "sh", "-c", as_nobody(), "sh", *script]
        done = subprocess.run(
            command, env=environment, cwd=home, capture_output=True, text=True, timeout=300, check=False
        )
        if "unshare failed" in done.stderr:
            pytest.skip("this root may not make a mount namespace")
        assert (home / "said.json").is_file(), done.stderr[-2000:]
        said = json.loads((home / "said.json").read_text())
        assert {words: log for words, (code, log) in said.items() if code} == {}
        totals = {
            name: sum(score or 0 for score, _ in cells.values())
            for name, cells in scores(home / "course").items()
        }
        assert totals == SCORES
        assert (home / "course/gradebook.db").stat().st_uid == 65534
    finally:
        shutil.rmtree(home)


def as_nobody() -> str:
    """A shell line that goes on as nobody; where Python lies in a closed folder, that one is opened for it alone."""
    lines = ["mount --make-rprivate /"]
    for needed in {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), ROOT}:
        closed = [folder for folder in reversed(needed.parents) if not folder.stat().st_mode & 0o001]
        if closed:
            lines += [
                f"kept=$(mktemp -d) && mount --bind '{needed}' $kept && mount -t tmpfs -o mode=755 none '{closed[0]}'",
                f"mkdir -p '{needed}' && mount --bind $kept '{needed}'",
            ]
    return " && ".join([*lines, 'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'])
