"""A gradebook that is not as it should be: one line, and nothing of ours in it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.grading.settling.database import SQLITE, Database
from autograder.model.errors import AutograderError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "gradebook.db"
    with Database(f"{SQLITE}{path}") as book:
        book.insert("student", "id", [(f"student-{n}",) for n in range(500)])
    return path


def plain(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(sql).fetchall()
    finally:
        connection.close()


def malformed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)


FAULTS: dict[str, Callable[[Path], object]] = {
    "no database": lambda path: path.write_bytes(b"this is text, and no database at all\n" * 99),
    "malformed": malformed,
    "cut off": lambda path: os.truncate(path, 6_000),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "other tables": lambda path: (path.unlink(), plain(path, "CREATE TABLE x (y)")),
    "a table is gone": lambda path: plain(path, "DROP TABLE student"),
    "a column is gone": lambda path: plain(path, "ALTER TABLE student RENAME COLUMN id TO name"),
    "a trigger refuses": lambda path: plain(path, "CREATE TRIGGER t BEFORE INSERT ON student BEGIN SELECT RAISE(ABORT, 'no'); END"),
    "an older nbgrader": lambda path: plain(path, "UPDATE alembic_version SET version_num = '167914646830'"),
    "a newer nbgrader": lambda path: plain(path, "UPDATE alembic_version SET version_num = 'ffffffffffff'"),
    "no version": lambda path: plain(path, "DELETE FROM alembic_version"),
    "two versions": lambda path: plain(path, "INSERT INTO alembic_version VALUES ('x')"),
    "no versions": lambda path: plain(path, "DROP TABLE alembic_version"),
}  # fmt: skip


def _write(path: Path) -> None:
    with Database(f"{SQLITE}{path}") as book:
        book.insert("course", "id", [("course",)])
        book.insert("student", "id", [("ada",)])
        book.rows("SELECT id FROM student")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_gradebook_is_one_line_and_nothing_is_written(path: Path, fault: str) -> None:
    FAULTS[fault](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(AutograderError, match=r"^the gradebook .*gradebook.db ") as caught:
        _write(path)
    assert "\n" not in str(caught.value)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_what_an_older_version_needs_is_said(path: Path) -> None:
    FAULTS["an older nbgrader"](path)
    with pytest.raises(
        AutograderError,
        match=r"another nbgrader \(version 167914646830, not e43177bfe90b\); run: nbgrader db upgrade",
    ):
        Database(f"{SQLITE}{path}")


@pytest.mark.parametrize("value", ["\udcff", 2**70, object()])
def test_what_no_column_can_hold_is_one_line(path: Path, value: object) -> None:
    with pytest.raises(AutograderError, match="cannot be written"), Database(f"{SQLITE}{path}") as book:
        book.insert("course", "id", [("course",), (value,)])
    assert plain(path, "SELECT * FROM course") == []


def test_what_cannot_be_written_in_the_end_is_one_line(path: Path) -> None:
    said = "the gradebook .*gradebook.db cannot be written: Cannot operate on a closed database"
    with pytest.raises(AutograderError, match=said), Database(f"{SQLITE}{path}") as book:
        book.connection.close()


def test_a_full_disk_writes_nothing(path: Path) -> None:
    """A process that may make no file larger, which is how a full disk answers."""
    program = (
        "import resource, signal, sys; from autograder.grading.settling.database import Database\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); size = int(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "with Database(sys.argv[1]) as book:\n"
        "    book.insert('course', 'id', [('course',)])\n"
        "    book.insert('student', 'id', [(f'new-{n}' * 12,) for n in range(5_000)])\n"
    )
    arguments = [f"{SQLITE}{path}", str(path.stat().st_size)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert "AutograderError: the gradebook" in done.stderr
    assert plain(path, "SELECT count(*) FROM student") == [(500,)]
    assert plain(path, "SELECT * FROM course") == []


def test_a_locked_gradebook_is_one_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.settling.database.PATIENCE", 0.1)
    with (
        Database(f"{SQLITE}{path}"),
        pytest.raises(AutograderError, match="cannot be opened: database is locked"),
    ):
        Database(f"{SQLITE}{path}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_gradebook_that_cannot_be_written(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(AutograderError, match="readonly"):
        Database(f"{SQLITE}{path}")


def test_two_that_begin_at_once_make_one_gradebook(tmp_path: Path) -> None:
    start, failures = threading.Barrier(4), []

    def begin(name: str) -> None:
        start.wait()
        try:
            with Database(f"{SQLITE}{tmp_path / 'new.db'}") as book:
                book.insert("student", "id", [(name,)])
        except AutograderError as error:
            failures.append(error)

    threads = [threading.Thread(target=begin, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert plain(tmp_path / "new.db", "SELECT id FROM student ORDER BY id") == [(name,) for name in "abcd"]


class Server:
    """A connection to a database that is no file, as SQLAlchemy gives it; remembers what is said to it."""

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []
        self.found: object = [("e43177bfe90b",)]

    def cursor(self) -> Server:
        return self

    def execute(self, sql: str, values: object) -> None:
        if isinstance(self.found, Exception):
            raise self.found
        self.said.append((sql, values))

    def executemany(self, sql: str, rows: object) -> None:
        self.said.append((sql, rows))

    def fetchall(self) -> object:
        return self.found

    def commit(self) -> None:
        self.said.append(("commit",))

    def rollback(self) -> None:
        self.said.append(("rollback",))
        raise KeyError("it has gone")

    def close(self) -> None:
        self.said.append(("close",))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """What SQLAlchemy connects to; nbgrader, which makes the tables."""
    made = Server()
    tables = {"submitted_assignment"}
    engine = SimpleNamespace(raw_connection=lambda: made)
    inspected = SimpleNamespace(has_table=tables.__contains__)
    fakes = SimpleNamespace(create_engine=lambda url: engine, inspect=lambda _: inspected)
    monkeypatch.setitem(sys.modules, "sqlalchemy", fakes)

    def gradebook(url: str) -> Any:
        tables.add("submitted_assignment")
        return SimpleNamespace(close=lambda: made.said.append(("made", url)))

    monkeypatch.setitem(sys.modules, "nbgrader.api", SimpleNamespace(Gradebook=gradebook))
    made.tables = tables  # type: ignore[attr-defined]
    return made


URL = "postgresql://there/course"


def test_a_database_that_is_no_file_is_asked_in_its_own_dialect_and_keeps_moments_as_they_are(
    server: Server,
) -> None:
    noon = datetime(2027, 3, 1, 12, tzinfo=timezone(timedelta(hours=9)))
    with Database(URL) as book:
        server.said.clear()
        assert book.rows("SELECT id FROM student WHERE id = ?", "ada") == [("e43177bfe90b",)]
        book.insert("grade", "id, cell", [("g", "c")])
        book.run("DELETE FROM grade WHERE id = ?", [])
        assert book.has_table("grade")
        assert book.moment(noon) == datetime(2027, 3, 1, 3)  # noqa: DTZ001
        assert book.read_moment(datetime(2027, 3, 1, 3)) == noon  # noqa: DTZ001
        assert book.read_span(timedelta(days=2)) == timedelta(days=2)
        server.found = []
        assert not book.has_table("nothing")
    assert server.said == [
        ("SELECT id FROM student WHERE id = %s", ("ada",)),
        ("INSERT INTO grade (id, cell) VALUES (%s, %s)", [("g", "c")]),
        ("SELECT 1 FROM information_schema.tables WHERE table_name = %s", ("grade",)),
        ("SELECT 1 FROM information_schema.tables WHERE table_name = %s", ("nothing",)),
        ("commit",),
        ("rollback",),
        ("close",),
    ]


def test_whatever_such_a_database_raises_is_one_line_and_nothing_is_committed(server: Server) -> None:
    def fail(book: Database) -> None:
        with book:
            server.said.clear()
            server.found = KeyError()
            book.rows("SELECT 1")

    with pytest.raises(AutograderError, match=r"^the gradebook cannot be read: KeyError$"):
        fail(Database(URL))
    assert server.said == [("rollback",), ("close",)]


def test_such_a_database_of_another_version_is_closed(server: Server) -> None:
    server.found = []
    with pytest.raises(AutograderError, match="another nbgrader \\(version none, not"):
        Database(URL)
    assert server.said[-1] == ("close",)


def test_nbgrader_makes_the_tables_where_there_are_none(server: Server) -> None:
    with Database(URL):
        assert ("made", URL) not in server.said
    server.tables.clear()  # type: ignore[attr-defined]
    with Database(URL):
        assert ("made", URL) in server.said


def test_moments_and_extensions_are_kept_in_a_file_as_nbgrader_keeps_them(path: Path) -> None:
    noon = datetime(2027, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=9)))
    with Database(f"{SQLITE}{path}") as book:
        assert book.moment(noon) == "2027-03-01 03:30:00.000000"
        assert book.moment(datetime(2027, 3, 1, 12)) == "2027-03-01 12:00:00.000000"  # noqa: DTZ001
        assert book.read_moment("2027-03-01 03:30:00.000000") == noon
        assert (book.moment(None), book.read_moment(None), book.read_span(None)) == (None, None, timedelta())
        assert book.read_span("1970-01-03 01:00:00.000000") == timedelta(days=2, hours=1)
        assert (book.has_table("student"), book.has_table("students")) == (True, False)
