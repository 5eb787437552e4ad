"""A database as the book uses it: one file (SQLite) or a server (PostgreSQL), one writer and several readers.

`reading` and `writing` are the only doors: each is one transaction, seen whole or not at all. Errors of the drivers
become BookError here, with what happened to the data and the way out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import ArgumentError as BadUrl
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from casebook.model.errors import BookError, LostError, UsageError

PATIENCE_S = 30.0
"""How long a writer waits for another before it gives up."""

# SQLAlchemy's event of a transaction's begin would do as well, but one listener makes each statement look for others.
_ONE_WRITER = "BEGIN IMMEDIATE"
_LOCK = 4711207  # any number of our own: it only has to be the same each time
_ONE_WRITER_OF_MANY = f"SET LOCAL lock_timeout = '{int(PATIENCE_S)}s'; SELECT pg_advisory_xact_lock({_LOCK})"
_LESS_OFTEN = "wal_autocheckpoint=4000"  # pages, 16 MB: what is written again and again is copied into the file once
_PRAGMAS = ("foreign_keys=ON", "synchronous=FULL", "cache_size=-64000", "temp_store=MEMORY", _LESS_OFTEN)
_HAS_TOO_LITTLE = ("53100", "53200", "53400")  # PostgreSQL: disk full, out of memory, configured limit reached
_WAITED = ("55P03", "57014")


@dataclass(frozen=True, slots=True)
class Database:
    """An engine and what messages call it. `path` is None for a server."""

    engine: Engine
    name: str
    path: Path | None

    @property
    def is_sqlite(self) -> bool:
        """True for a book in one file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the book from begin to end."""
        with self._told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN")
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the one writer; another waits its turn. What raises leaves nothing behind."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(_ONE_WRITER if self.is_sqlite else _ONE_WRITER_OF_MANY)
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _explained(error.orig, self.name, gone=error.connection_invalidated) from error
        except self._driver.Error as error:
            raise _explained(error, self.name) from error

    @property
    def _driver(self) -> DBAPIModule:
        driver = self.engine.dialect.dbapi
        assert driver is not None
        return driver


def connect(place: str | Path) -> Database:
    """The database at a path or URL. Nothing is opened yet; UsageError for a URL that is none."""
    text = str(place)
    if text.startswith(("postgresql:", "postgresql+psycopg:", "postgres:")):
        return _server(text)
    if "://" in text and not text.startswith("sqlite:///"):
        raise UsageError(f"{text}: a book is a file, or postgresql://user@host/database")
    return _file(Path(text.removeprefix("sqlite:///")))


def _file(path: Path) -> Database:
    def opened() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=QueuePool, pool_size=5, max_overflow=20)
    event.listen(engine, "connect", _prepared)
    return Database(engine, str(path), path)


def _server(url: str) -> Database:
    _, _, rest = url.partition(":")
    try:
        engine = create_engine(
            f"postgresql+psycopg:{rest}", pool_size=5, max_overflow=20, connect_args={"connect_timeout": 10}
        )
    except (ImportError, NoSuchModuleError) as error:
        raise UsageError("a book on PostgreSQL needs psycopg: pip install 'casebook[postgres]'") from error
    except (BadUrl, ValueError) as error:
        raise UsageError(f"{url}: give it as postgresql://user:password@host:5432/database ({error})") from error
    return Database(engine, engine.url.render_as_string(hide_password=True).replace("+psycopg", ""), None)


def _prepared(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


_Trouble = Literal["full", "locked", "gone", "no book", "read only", "other"]
_MESSAGES: dict[_Trouble, str] = {
    "full": "there is no room left. What was being written was taken back, all before is kept; make room, then go on",
    "locked": f"another program has been writing to it for {PATIENCE_S:.0f} seconds. Nothing was changed; try again",
    "gone": "the database went away. What was being written was taken back, all before it is kept; "
    "start it again, then run the same command: it goes on where it stopped",
    "no book": "this file is no book, or it is damaged. Nothing was changed; name another, or restore a copy of it",
    "read only": "it may only be read here. Nothing was changed; check the rights of the file and of its folder",
    "other": "the database refused. Nothing was changed",
}


def _explained(error: BaseException | None, name: str, *, gone: bool = False) -> BookError:
    """The driver's error in the user's words."""
    trouble = _trouble(error, gone=gone)
    first = str(error).strip().split("\n")[0]
    message = f"{name}: {_MESSAGES[trouble]} ({first})"
    return LostError(message) if trouble in ("full", "locked", "gone") else BookError(message)


def _trouble(error: BaseException | None, *, gone: bool) -> _Trouble:
    code = getattr(error, "sqlstate", None)
    if isinstance(error, sqlite3.Error):
        return _of_file(str(error))
    if code in _HAS_TOO_LITTLE:
        return "full"
    if code in _WAITED:
        return "locked"
    lost = gone or code is None or code.startswith(("08", "57P"))
    return "gone" if lost else "other"


def _of_file(words: str) -> _Trouble:
    if "disk is full" in words or "disk I/O error" in words:
        return "full"
    if "locked" in words:
        return "locked"
    if "readonly" in words or "unable to open" in words:
        return "read only"
    if "not a database" in words or "malformed" in words:
        return "no book"
    return "other"
