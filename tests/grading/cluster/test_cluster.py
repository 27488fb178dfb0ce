"""Graded on a Dask cluster: the same records as on this machine, whoever dies; a real scheduler, real workers, real TLS."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

import dask
from distributed import Client, Security

from autograder.course.load import load_assignment
from autograder.grading.batch import grade_all
from autograder.grading.cluster import TRIES, Address, cluster
from autograder.grading.intake.find import find_submissions
from autograder.grading.progress import Outcome, Progress
from autograder.grading.recipe import Recipe
from autograder.model.errors import AutograderError
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"
RIGHT = "x = 3\nf = 2 * x\ndfdx = 2\n"
TIMES = ("seconds", "cpu_seconds")

pytestmark = [
    pytest.mark.slow,
    # of distributed's own making
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning"
    ),
]


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return Recipe(Path(shutil.copytree(TEMPLATE, tmp_path / "course")), "ps1", b"tests", "en")


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(30):
        wrong = RIGHT.replace("dfdx = 2", f"dfdx = {i % 4}")
        (folder / f"s{i:02}.py").write_text(f"{wrong}# {i}\nimport time\ntime.sleep(0.1)\n")
    (folder / "cut.ipynb").write_text('{"cells": [')
    (folder / "exits.py").write_text("import os\nos._exit(0)\n" + RIGHT)
    return folder


def records(folder: Path) -> dict[str, Any]:
    made = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    return {name: {k: v for k, v in one.items() if k not in TIMES} for name, one in made.items()}


def run(recipe: Recipe, inbox: Path, out: Path, address: Address | None = None) -> Outcome:
    _, assignment = load_assignment(recipe.root, recipe.assignment)
    crew = partial(cluster, address) if address else None
    return grade_all(recipe, find_submissions(assignment, [inbox]), out, 2, Progress(), workers=crew)


@contextmanager
def by_hand(folder: Path, workers: int, security: Security | None = None) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and workers with their nannies, started as a person would; the address, and the nannies' process ids."""
    if security:
        for role in ("scheduler", "worker"):
            files = security.get_tls_config_for_role(role)
            (folder / f"{role}.pem").write_text(files["cert"])
            (folder / f"{role}.key").write_text(files["key"])
        (folder / "ca.pem").write_text(files["ca_file"])
    file = folder / "scheduler.json"
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: object, role: str) -> int:
        tls = [
            f"--tls-ca-file={folder}/ca.pem",
            f"--tls-cert={folder}/{role}.pem",
            f"--tls-key={folder}/{role}.key",
        ]
        command = [sys.executable, "-m", "dask", *map(str, words), *(tls if security else [])]
        with (folder / "dask.log").open("ab") as log:
            one = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT), "STARTED_IN": str(folder)},
            )
        started.append(one)
        return one.pid

    try:
        protocol = ["--protocol=tls"] if security else []
        here = ["--host=127.0.0.1", "--no-dashboard", f"--scheduler-file={file}"]
        start("scheduler", *here, "--port=0", *protocol, role="scheduler")
        deadline = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < deadline, (folder / "dask.log").read_text()
            time.sleep(0.1)
        mine = ["--nthreads=1", "--no-dashboard", f"--scheduler-file={file}", f"--local-directory={folder}"]
        nannies = [start("worker", *mine, *protocol, role="worker") for _ in range(workers)]
        yield json.loads(file.read_text())["address"], nannies
    finally:
        for one in reversed(started):
            one.kill()
            one.wait()


def test_the_records_are_those_of_this_machine(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    here = run(recipe, handed_in, tmp_path / "here")
    there = run(recipe, handed_in, tmp_path / "there", Address("local-cluster", 2))
    assert records(tmp_path / "there") == records(tmp_path / "here")
    assert (there.made, there.ungraded) == (here.made, here.ungraded)
    again = run(recipe, handed_in, tmp_path / "there", Address("tcp://127.0.0.1:1", 2))
    assert again.made == 0  # nobody is asked where there is nothing to do


def test_workers_that_are_killed_cost_time_and_no_result(
    recipe: Recipe, handed_in: Path, tmp_path: Path
) -> None:
    run(recipe, handed_in, tmp_path / "here")
    with by_hand(tmp_path, workers=2) as (address, nannies):
        stop = threading.Event()
        killer = threading.Thread(target=kill_now_and_then, args=(nannies, stop, tmp_path / "there"))
        killer.start()
        try:
            outcome = run(recipe, handed_in, tmp_path / "there", Address(address, 2))
        finally:
            stop.set()
            killer.join()
    assert list(outcome.ungraded) == ["cut"]
    assert records(tmp_path / "there") == records(tmp_path / "here")
    deadline = time.monotonic() + 30
    while of_ours(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert of_ours(tmp_path) == set()  # worker processes of ours went with Dask's


def test_a_scheduler_that_goes_is_one_line(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    with by_hand(tmp_path, workers=1) as (address, _):
        killer = threading.Thread(target=kill_once_it_runs, args=(scheduler_of(tmp_path), tmp_path / "there"))
        killer.start()
        hasty = dask.config.set({"distributed.comm.timeouts.connect": "3s"})
        with hasty, pytest.raises(AutograderError, match="finished records are kept"):
            run(recipe, handed_in, tmp_path / "there", Address(address, 1))
        killer.join()
    assert all(one["status"] for one in records(tmp_path / "there").values())


def scheduler_of(folder: Path) -> int:
    """The process that was started in `by_hand`."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        words = file.read_bytes().split(b"\0")
        if b"scheduler" in words and any(str(folder).encode() in word for word in words):
            return int(file.parent.name)
    raise LookupError(folder)


def kill_once_it_runs(pid: int, records: Path) -> None:
    """End a process once the first record is there: before that, a busy machine may still be connecting."""
    wait_for_records(records, threading.Event())
    os.kill(pid, signal.SIGKILL)


def wait_for_records(records: Path, stop: threading.Event) -> None:
    while not (stop.is_set() or any(records.glob("*.json"))):
        time.sleep(0.05)


def kill_now_and_then(nannies: list[int], stop: threading.Event, records: Path) -> None:
    """End a Dask worker as often as no submission loses more of them than it may."""
    chance = random.Random(7)
    wait_for_records(records, stop)
    for _ in range(TRIES - 1):
        for nanny in chance.sample(nannies, 1):
            for child in children(nanny):
                if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
                    os.kill(child, signal.SIGKILL)
        if stop.wait(2.5):
            return


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def of_ours(folder: Path) -> set[int]:
    """Worker processes of ours that run, of a cluster that was started there."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            mine = f"STARTED_IN={folder}".encode() in file.with_name("environ").read_bytes().split(b"\0")
            if mine and b"autograder.grading.workers.program" in file.read_bytes():
                found.add(int(file.parent.name))
        except OSError:
            continue
    return found


def test_tls_is_passed_on(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    for path in list(handed_in.glob("s*.py"))[4:]:
        path.unlink()
    security = Security.temporary()
    with by_hand(tmp_path, workers=1, security=security) as (address, _):
        files = security.get_tls_config_for_role("client")
        for name in ("cert", "key"):
            (tmp_path / f"client.{name}").write_text(files[name])
        mine = Address(address, 2, tmp_path / "ca.pem", tmp_path / "client.cert", tmp_path / "client.key")
        assert address.startswith("tls://")
        assert run(recipe, handed_in, tmp_path / "out", mine).made == 6
        with pytest.raises(AutograderError, match="no Dask scheduler at tls://"):
            run(recipe, handed_in, tmp_path / "other", Address(address, 2))


def test_what_cannot_be_graded_is_said_as_on_this_machine(
    recipe: Recipe, handed_in: Path, tmp_path: Path
) -> None:
    (notebook,) = recipe.root.glob("solutions/ps1/*.ipynb")
    notebook.write_text(notebook.read_text().replace("2 * x", "2 * y"))
    with pytest.raises(AutograderError, match="the reference raises"):
        run(recipe, handed_in, tmp_path / "out", Address("local-cluster", 1))
    assert records(tmp_path / "out") == {}


def test_a_file_that_cannot_travel_is_said_as_on_this_machine(recipe: Recipe, tmp_path: Path) -> None:
    """Nobody reads six gigabytes to send them."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "right.py").write_text(RIGHT)
    with (folder / "huge.py").open("wb") as file:
        file.truncate(6_000_000_000)
    here = run(recipe, folder, tmp_path / "here")
    there = run(recipe, folder, tmp_path / "there", Address("local-cluster", 1))
    assert list(here.ungraded) == ["huge"]
    assert there.ungraded == here.ungraded


def test_nobody_there(
    recipe: Recipe, handed_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.cluster.WAIT_SECONDS", 1.0)
    with pytest.raises(AutograderError, match="no Dask scheduler at tcp://127"):
        run(recipe, handed_in, tmp_path / "out", Address("tcp://127.0.0.1:1", 1))
    with (
        by_hand(tmp_path, workers=0) as (address, _),
        pytest.raises(AutograderError, match="no Dask worker came"),
    ):
        run(recipe, handed_in, tmp_path / "out", Address(address, 1))


def test_no_address(recipe: Recipe, handed_in: Path, tmp_path: Path) -> None:
    """One line, and no client left half made that speaks up once more a minute later."""
    before = sum(isinstance(one, Client) for one in gc.get_objects())
    for address in ("x", "tcp://x", "tcp:/127.0.0.1", "foo://a:1", "tcp://no-such-machine.invalid:1"):
        with pytest.raises(AutograderError, match=f"no Dask scheduler at {address}: "):
            run(recipe, handed_in, tmp_path / "out", Address(address, 1))
    assert sum(isinstance(one, Client) for one in gc.get_objects()) == before
