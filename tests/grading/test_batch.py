"""A class: nothing a student hands in stops it, nor does a mistake of ours; it can be interrupted and goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_assignment
from autograder.files import alone_in
from autograder.grading import batch
from autograder.grading.batch import grade_all
from autograder.grading.intake.find import find_submissions
from autograder.grading.progress import Done, Outcome, Progress
from autograder.grading.recipe import Recipe
from autograder.grading.stamps import Stamps
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import Ready
from autograder.model.errors import AutograderError, CourseError, SandboxError, UsageError
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"
RIGHT = "x = 3\nf = 2 * x\ndfdx = 2\n"

pytestmark = pytest.mark.usefixtures("at_hand")


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    """A course of one question, twice x."""
    return Recipe(Path(shutil.copytree(TEMPLATE, tmp_path / "course")), "ps1", b"tests", "en")


@pytest.fixture
def gates(tmp_path: Path) -> Recipe:
    """Gates, in a copy that can be changed."""
    root = tmp_path / "course"
    shutil.copytree(ROOT / "solutions", root / "solutions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.yml", root)
    return Recipe(root, "ps2", b"tests", "en")


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.py").write_text(RIGHT)
    (folder / "bob.py").write_text(RIGHT.replace("dfdx = 2", "dfdx = 3"))
    (folder / "cut.ipynb").write_text('{"cells": [')
    (folder / "empty.py").write_text("")
    (folder / "exits.py").write_text("import os\nos._exit(0)\n" + RIGHT)
    return folder


def run(
    recipe: Recipe, folder: Path, jobs: int = 1, progress: Progress | None = None, **more: Any
) -> tuple[dict[str, Any], Outcome]:
    """Records by student, and what the run came to."""
    _, assignment = load_assignment(recipe.root, recipe.assignment)
    found = find_submissions(assignment, [folder])
    out = more.pop("out", folder.parent / "out")
    outcome = grade_all(recipe, found, out, jobs, progress or Progress(), **more)
    return {path.stem: json.loads(path.read_text()) for path in out.glob("*.json")}, outcome


def without_times(record: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k not in ("seconds", "cpu_seconds")}


def test_everybody_gets_a_record(recipe: Recipe, handed_in: Path) -> None:
    told: list[Done] = []
    started: list[str] = []
    progress = Progress(lambda level, _: started.append(level), told.append)
    records, outcome = run(recipe, handed_in, jobs=2, progress=progress)
    scores = {student: record["score"] for student, record in records.items()}
    assert scores == {"ada": 2.0, "bob": 1.0, "cut": None, "empty": 0.0, "exits": 2.0}
    assert "JSON is broken" in records["cut"]["reason"]
    assert sorted((one.student, one.fresh) for one in told) == [(s, True) for s in sorted(scores)]
    assert (outcome.made, outcome.ungraded) == (5, {"cut": records["cut"]["reason"]})
    assert len(started) == 1
    names = {path.name for path in (handed_in.parent / "out").iterdir()}
    assert names == {".lock", ".index", *(f"{student}.json" for student in scores)}


def test_a_second_run_makes_only_what_is_new(recipe: Recipe, handed_in: Path) -> None:
    first, _ = run(recipe, handed_in)
    (handed_in / "bob.py").write_text(RIGHT)
    (handed_in.parent / "out" / "ada.json").write_text("{ cut off")
    fresh: list[str] = []
    progress = Progress(done=lambda one: fresh.append(one.student) if one.fresh else None)
    second, outcome = run(recipe, handed_in, progress=progress)
    assert sorted(fresh) == ["ada", "bob"]
    assert second["bob"]["score"] == 2.0
    assert second["cut"] == first["cut"]
    assert list(outcome.ungraded) == ["cut"]
    run(recipe, handed_in, progress=progress, force=True)
    assert len(fresh) == 2 + 5


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_but_for_times(
    recipe: Recipe, handed_in: Path, tmp_path: Path
) -> None:
    one, _ = run(recipe, handed_in, jobs=1)
    other, _ = run(recipe, handed_in, jobs=3, out=tmp_path / "again")
    assert json.dumps([without_times(one[s]) for s in sorted(one)]) == json.dumps(
        [without_times(other[s]) for s in sorted(other)]
    )


def edit_points(gates: Recipe, question: str, points: str) -> None:
    path = gates.root / "course.yml"
    text = path.read_text(encoding="utf-8")
    at = text.index("points: ", text.index(f"- id: {question}"))
    path.write_text(text[:at] + f"points: {points}" + text[at + len("points: 1") :], encoding="utf-8")


@pytest.mark.slow
def test_a_changed_rubric_regrades_the_questions_it_touches(gates: Recipe, tmp_path: Path) -> None:
    """Of a notebook that came from the release; what was said of the others stays, word for word."""
    inbox = tmp_path / "in"
    for name in ("s01-right", "s04-not-swapped"):
        shutil.copytree(ROOT / "submitted" / name, inbox / name)
    before, _ = run(gates, inbox)
    out = tmp_path / "out" / "s04-not-swapped.json"
    out.write_text(out.read_text().replace('"message": "', '"message": "KEPT ', 1))
    edit_points(gates, "max_gate", "5")
    changed: list[tuple[Any, Any]] = []
    progress = Progress(replaced=lambda *both: changed.append(both))
    after, outcome = run(gates, inbox, progress=progress)
    assert outcome.made == 2
    assert len(changed) == 2
    assert "KEPT " in json.dumps(after["s04-not-swapped"])
    assert after["s01-right"]["score"] == after["s01-right"]["max_score"] == before["s01-right"]["score"] + 4
    fresh, _ = run(gates, inbox, out=tmp_path / "fresh")
    assert without_times(after["s01-right"]) == without_times(fresh["s01-right"])


def test_a_course_that_cannot_be_graded_is_said_before_anything_is_written(
    recipe: Recipe, handed_in: Path
) -> None:
    (notebook,) = recipe.root.glob("solutions/ps1/*.ipynb")
    notebook.write_text(notebook.read_text().replace("2 * x", "2 * y"))
    with pytest.raises(AutograderError, match="the reference raises"):
        run(recipe, handed_in)
    assert list((handed_in.parent / "out").glob("*.json")) == []
    (recipe.root / "course.yml").write_text("course: [")
    with pytest.raises(CourseError):
        run(recipe, handed_in)


def test_course_files_that_change_at_the_start_are_noticed(
    recipe: Recipe, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch.make_stamps
    monkeypatch.setattr(batch, "make_stamps", lambda *a, **k: replace(real(*a, **k), grader="other"))
    with pytest.raises(AutograderError, match="course files changed after the start"):
        run(recipe, handed_in)


def test_what_protects_is_told_where_a_worker_read_the_same_course(recipe: Recipe) -> None:
    _, assignment = load_assignment(recipe.root, recipe.assignment)
    seen: list[object] = []
    stamps = Stamps("g", {"a": "1"})
    brief = batch.Brief(recipe, assignment, stamps, Progress(started=lambda *said: seen.append(said)))
    brief.started(Ready("full", ("seccomp",), stamps.to_record(), 1.0))
    assert seen == [("full", ("seccomp",))]
    with pytest.raises(SandboxError, match=r"nothing was graded: run the same command again\Z"):
        brief.started(Ready("full", (), replace(stamps, grader="h").to_record(), 1.0))


def test_the_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda of: {1, 2, 3} if of == 0 else {1}, raising=False)
    assert batch.cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    for said, cores in ((5, 5), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda said=said: said)
        assert batch.cores() == cores


@pytest.mark.slow
def test_without_protection_only_if_it_is_asked_for(recipe: Recipe, handed_in: Path) -> None:
    records, _ = run(replace(recipe, protect=False), handed_in)
    assert records["ada"]["protection"] == "none"


def test_a_record_that_cannot_be_written_is_one_line(
    recipe: Recipe, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch, "write_whole", full)
    with pytest.raises(
        AutograderError, match=r"cannot be written \(No space left on device\); finished records are kept"
    ):
        run(recipe, handed_in)


def test_one_run_at_a_time(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with (
        alone_in(tmp_path / "out"),
        pytest.raises(UsageError, match="another run is grading"),
    ):
        run(recipe, handed_in)


@pytest.mark.slow
def test_what_a_killed_run_has_left_is_swept(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".ada.json.77.new").write_text('{"half": ')
    run(recipe, handed_in)
    assert list((tmp_path / "out").glob(".*.new")) == []


@pytest.mark.slow
def test_a_submission_that_takes_its_worker_along_stays_ungraded(recipe: Recipe, handed_in: Path) -> None:
    """Killed from outside each time that it is being graded."""
    (handed_in / "slow.py").write_text(RIGHT + "import time\ntime.sleep(1.5)\n")
    pools: list[Pool] = []

    def crew(brief: batch.Brief, _tasks: int) -> Pool:
        pools.append(Pool(brief.recipe, 1, brief.lost, started=brief.started, looked=kill))
        return pools[0]

    def kill(running: Any) -> None:
        for student, seconds in running:
            if student == "slow" and seconds > 0.3:
                pools[0].workers[0].process.kill()

    records, outcome = run(recipe, handed_in, workers=crew)
    assert "ended twice over it (killed by signal SIGKILL)" in outcome.ungraded["slow"]
    assert (records["slow"]["status"], records["slow"]["score"]) == ("ungraded", None)
    assert records["ada"]["score"] == 2.0
    again, _ = run(recipe, handed_in)
    assert again["slow"]["score"] == 2.0  # our own failure is tried anew


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def as_typed(recipe: Recipe, inbox: Path, out: Path, *more: str) -> list[str]:
    """The command line of a quiet run."""
    words = [sys.executable, "-m", "autograder.cli", "grade", "ps1", inbox, "-o", out, "--seed", "3", "-q"]
    return [*map(str, words), *more, "--course", str(recipe.root)]


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_for_real_it_goes_on_from_there(
    recipe: Recipe, tmp_path: Path, how: signal.Signals
) -> None:
    """Ctrl-C, or a kill, in the middle of a run: whole records, nobody left behind, and the second run makes the rest."""
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    for i in range(50):
        (inbox / f"s{i:03}.py").write_text(RIGHT + f"# {i}\nimport time\ntime.sleep(0.05)\n")
    command = as_typed(recipe, inbox, out, "-j", "2")
    # A shell's background job ignores Ctrl-C, and so would what these tests start there.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, preexec_fn=heeds)  # noqa: PLW1509
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(out.glob("*.json")) if out.is_dir() else []) < 3:
        time.sleep(0.05)
    workers = children(process.pid)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert process.returncode == 130, said
        assert "interrupted; finished records are kept" in said
    while time.monotonic() < deadline and any(map(alive, workers)):
        time.sleep(0.05)
    assert not any(map(alive, workers))
    assert len(workers) == 2
    done = {path: path.read_bytes() for path in out.glob("*.json")}
    assert 3 <= len(done) < 50
    assert all(json.loads(data)["score"] == 2.0 for data in done.values())
    subprocess.run(command, env=ENVIRONMENT, check=True)
    assert all(path.read_bytes() == data for path, data in done.items())
    assert {path.stem for path in out.glob("*.json")} == {path.stem for path in inbox.iterdir()}


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_on_a_full_disk_nothing_is_half_written(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    """No file may grow beyond a kilobyte: the run ends in one line, and the next one makes what is missing."""
    out = tmp_path / "out"
    command = as_typed(recipe, handed_in, out)
    full = ["bash", "-c", 'ulimit -f 1; exec "$@"', "full", *command]
    ended = subprocess.run(full, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "cannot be written (File too large); finished records are kept" in ended.stderr
    for path in out.glob("*.json"):
        json.loads(path.read_text())
    assert list(out.glob(".*.new")) == []
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("ungraded: cut: ")
    assert {path.stem for path in out.glob("*.json")} == {path.stem for path in handed_in.iterdir()}
