"""One transaction on nbgrader's gradebook, with plain SQL: SQLite through the standard library, others through SQLAlchemy.

nbgrader itself takes two seconds to import, SQLAlchemy a fifth of one; a class of thirty is graded in less.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.model.errors import AutograderError

SQLITE = "sqlite:///"
PATIENCE = 30.0
"""Seconds for somebody else to be done with it."""
VERSION = "e43177bfe90b"
"""Of nbgrader's tables, as its migrations count them."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (SQLAlchemy keeps intervals in SQLite as moments since then)


class Database:
    """A gradebook, open for one transaction: committed at the end of the `with` block, or not at all.

    A new SQLite file gets nbgrader's tables. Raises AutograderError, in one line, when the database cannot be opened, is
    of another version of nbgrader, or fails later on: broken, locked, on a full disk. Then nothing is written.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.lite = url.startswith(SQLITE)
        self.name = f"the gradebook {url.removeprefix(SQLITE)}" if self.lite else "the gradebook"
        with self._failing("opened"):
            self.connection = _sqlite(url.removeprefix(SQLITE)) if self.lite else _server(url)
        try:
            self._insist_on_version()
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with self._failing("written"):
                    self.connection.commit()
        finally:
            with suppress(Exception):  # that too may fail; what is not committed is not there
                self.connection.rollback()
            self.connection.close()

    @contextmanager
    def _failing(self, done: str) -> Iterator[None]:
        """What the database refuses, as one line."""
        errors = (sqlite3.Error, OSError, UnicodeError, OverflowError) if self.lite else Exception
        try:
            yield
        except AutograderError:
            raise
        except errors as error:
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            raise AutograderError(f"{self.name} cannot be {done}: {reason}") from None

    def _insist_on_version(self) -> None:
        """Whether the tables are those that we know."""
        try:
            found = self.rows("SELECT version_num FROM alembic_version")
        except AutograderError as error:
            raise AutograderError(
                f"{self.name} cannot be opened: it is none of nbgrader's ({error})"
            ) from None
        if found != [(VERSION,)]:
            said = str(found[0][0])[:40] if found else "none"
            remedy = "run: nbgrader db upgrade, or install the nbgrader that made it"
            raise AutograderError(
                f"{self.name} has tables of another nbgrader (version {said}, not {VERSION}); {remedy}"
            )

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a SELECT finds; `?` in it stands for the values, in order."""
        with self._failing("read"):
            cursor = self.connection.cursor()
            cursor.execute(self._dialect(sql), values)
            return [tuple(row) for row in cursor.fetchall()]

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name."""
        catalogue = "sqlite_master WHERE name" if self.lite else "information_schema.tables WHERE table_name"
        return bool(self.rows(f"SELECT 1 FROM {catalogue} = ?", name))

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """The statement, once for each row of values."""
        rows = [tuple(values) for values in many]
        if not rows:
            return
        with self._failing("written"):
            self.connection.cursor().executemany(self._dialect(sql), rows)

    def insert(self, table: str, columns: str, many: Iterable[Sequence[object]]) -> None:
        """New rows of a table."""
        blanks = ", ".join("?" for _ in columns.split(","))
        self.run(f"INSERT INTO {table} ({columns}) VALUES ({blanks})", many)

    def moment(self, value: datetime | None) -> str | datetime | None:
        """A point in time as nbgrader keeps it: UTC, without saying so."""
        if value is None:
            return None
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return plain.strftime("%Y-%m-%d %H:%M:%S.%f") if self.lite else plain

    def read_moment(self, value: str | datetime | None) -> datetime | None:
        """A point in time read back, in UTC."""
        if value is None:
            return None
        plain = datetime.fromisoformat(value) if isinstance(value, str) else value
        return plain.replace(tzinfo=UTC)

    def read_span(self, value: str | timedelta | None) -> timedelta:
        """An extension read back; none is no time at all."""
        if value is None:
            return timedelta()
        return datetime.fromisoformat(value) - _EPOCH if isinstance(value, str) else value

    def _dialect(self, sql: str) -> str:
        return sql if self.lite else sql.replace("?", "%s")


def _sqlite(path: str) -> Any:
    """A connection that writes alone; to a new file with nbgrader's tables, where two may have begun at once."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT name FROM sqlite_master").fetchall():
            schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
            for statement in schema.split(";"):
                connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _server(url: str) -> Any:
    from sqlalchemy import create_engine, inspect

    engine = create_engine(url)
    if not inspect(engine).has_table("submitted_assignment"):
        from nbgrader.api import Gradebook

        Gradebook(url).close()
    return engine.raw_connection()
