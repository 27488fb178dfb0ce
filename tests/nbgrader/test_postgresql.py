"""The gradebook in PostgreSQL, a real server that the test starts: nbgrader's commands and ours write the same rows."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.nbgrader.commands import nbgrader
from tests.nbgrader.conftest import as_root
from tests.nbgrader.students import SCORES
from tests.nbgrader.test_round_trip import in_bulk

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
INITDB = shutil.which("initdb") or (str(SERVERS[-1].with_name("initdb")) if SERVERS else None)

pytestmark = pytest.mark.skipif(
    INITDB is None or importlib.util.find_spec("psycopg2") is None,
    reason="needs PostgreSQL's server and psycopg2",
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a fresh database."""
    assert INITDB is not None
    folder, port = Path(tempfile.mkdtemp(prefix="postgresql-")), free_port()
    # PostgreSQL refuses to run as root.
    user = pwd.getpwnam("postgres" if any(u.pw_name == "postgres" for u in pwd.getpwall()) else "nobody")
    who: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if as_root() else {}
    if as_root():
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, tools = folder / "data", Path(INITDB).parent

    def run(*words: str | Path) -> None:
        subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)

    run(INITDB, "-D", data, "-U", "course", "-A", "trust", "--no-sync", "--locale=C.UTF-8")
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
    run(tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg2://course@127.0.0.1:{port}/postgres"
    finally:
        run(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_both_ways_write_the_same_rows(server: str, course: Path) -> None:
    from nbgrader.api import Gradebook

    config = course / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + f"\nc.CourseDirectory.db_url = {server!r}\n")
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    in_bulk(course)
    assert not (course / "gradebook.db").exists()
    seen = []
    for say in (("export",), ("autograde", "ps2", "--force"), ("generate_feedback", "ps2", "--force")):
        assert nbgrader(*say, cwd=course).code == 0
        with Gradebook(server, "backprop-from-scratch") as book:
            papers = [book.find_submission_notebook("gates", "ps2", name) for name in SCORES]
            scores = [
                (paper.score, paper.late_submission_penalty, paper.assignment.timestamp) for paper in papers
            ]
            grades = [(g.name, g.auto_score, g.needs_manual_grade) for paper in papers for g in paper.grades]
        seen.append((scores, sorted(grades)))
        assert [score for score, *_ in scores] == list(SCORES.values())
    assert seen[0] == seen[1] == seen[2]
    assert ",ben," in (course / "grades.csv").read_text()
    in_bulk(course)
