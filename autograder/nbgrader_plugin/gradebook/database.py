"""One transaction on nbgrader's gradebook, with plain SQL: SQLite through the standard library, others through SQLAlchemy.

nbgrader itself takes two seconds to import, SQLAlchemy a fifth of one; a class of thirty is graded in less.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.model.errors import AutograderError

SQLITE = "sqlite:///"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (SQLAlchemy keeps intervals in SQLite as moments since then)


class Database:
    """A gradebook, open for one transaction: committed at the end of the `with` block, or not at all.

    A new SQLite file gets nbgrader's tables. Raises AutograderError, in one line, when the database cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.lite = url.startswith(SQLITE)
        self.connection = _sqlite(url.removeprefix(SQLITE)) if self.lite else _server(url)

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.connection.commit()
            else:
                self.connection.rollback()
        finally:
            self.connection.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT finds; `?` in it stands for the values, in order."""
        cursor = self.connection.cursor()
        cursor.execute(self._dialect(sql), values)
        return [tuple(row) for row in cursor.fetchall()]

    def run(self, sql: str, many: Iterable[Sequence[Any]]) -> None:
        """The statement, once for each row of values."""
        rows = [tuple(values) for values in many]
        if rows:
            self.connection.cursor().executemany(self._dialect(sql), rows)

    def insert(self, table: str, columns: str, many: Iterable[Sequence[Any]]) -> None:
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


def _sqlite(file: str) -> Any:
    path = Path(file)
    try:
        fresh = not path.exists() or path.stat().st_size == 0
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        if fresh:
            schema = Path(__file__).with_name("schema.sql").read_text("utf-8")
            connection.executescript(f"BEGIN; {schema} COMMIT;")
        connection.execute("BEGIN IMMEDIATE")
    except (OSError, sqlite3.Error) as error:
        raise AutograderError(f"the gradebook {path} cannot be opened: {error}") from None
    return connection


def _server(url: str) -> Any:
    try:
        from sqlalchemy import create_engine, inspect
    except ImportError as error:
        raise AutograderError(f"the gradebook needs SQLAlchemy ({error})") from None
    try:
        engine = create_engine(url)
        if not inspect(engine).has_table("submitted_assignment"):
            from nbgrader.api import Gradebook

            Gradebook(url).close()
        return engine.raw_connection()
    except Exception as error:
        reason = str(error).strip().splitlines()
        raise AutograderError(f"the gradebook cannot be opened: {reason[0] if reason else error!r}") from None
