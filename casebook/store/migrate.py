"""Brings a book to the schema of this Casebook when it is opened: one transaction, after a copy of an SQLite file.

The invariant: a book is of one revision, wholly. A migration that is interrupted leaves the old one, and the next
opening starts it again. A book that is newer, and a file that is no book, are left as they are.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from casebook.model.errors import BookError, LostError
from casebook.store.database import PATIENCE_S, Database

REVISIONS = ("0001", "0002", "0003")
"""Every revision that this Casebook knows, in order; the files of `migrations/versions`."""

_AGAIN_S = 0.02
_HERE = Path(__file__).parent / "migrations"
_FIRST_BYTES = b"SQLite format 3\x00"


def migrate(database: Database, *, say: Callable[[str], None] = lambda _: None) -> None:
    """Make the tables, or bring them to the newest revision. BookError for what is no book, or is a newer one."""
    _checked_file(database)
    with database.reading() as connection:
        if _revision(connection, database.name) == REVISIONS[-1]:
            return
    if database.path is not None:
        _in_wal(database)
    with database.writing() as connection:
        revision = _revision(connection, database.name)  # another program may have been quicker
        if revision == REVISIONS[-1]:
            return
        if revision is not None:
            say(f"{database.name}: from revision {revision} to {REVISIONS[-1]}")
            if database.path is not None:
                say(f"{database.name}: a copy as it was is kept in {_copied(database.path)}")
        _upgrade(connection)


def _checked_file(database: Database) -> None:
    path = database.path
    if path is None:
        return
    if path.is_dir():
        raise BookError(f"{path}: this is a folder; name a file in it, such as {path / 'casebook.db'}")
    if not path.absolute().parent.is_dir():
        raise BookError(f"{path}: there is no folder {path.parent}; make it first")
    if path.exists() and path.stat().st_size > 0:
        with path.open("rb") as file:
            if file.read(len(_FIRST_BYTES)) != _FIRST_BYTES:
                raise BookError(f"{path}: this file is no book. Nothing was changed; name another")


def _in_wal(database: Database) -> None:
    """Readers beside the writer: SQLite keeps this mode in the file. It cannot be set inside a transaction."""
    with database.reading():
        pass  # a file that is no database is told here, before anything is written
    path = database.path
    until = time.monotonic() + PATIENCE_S
    while path is not None:
        try:
            with closing(sqlite3.connect(path, timeout=PATIENCE_S)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                return
        except sqlite3.Error as error:
            # two that make one book: SQLite does not wait for the other's lock here
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise BookError(f"{path}: cannot be written: {error}. Nothing was changed") from error
            time.sleep(_AGAIN_S)


def _revision(connection: Connection, name: str) -> str | None:
    """The revision of the book, None where there is nothing at all yet."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if len(tables) > 0:
            raise BookError(
                f"{name}: this is a database of something else: it has {', '.join(sorted(tables)[:3])} and no book. "
                "Nothing was changed; name another"
            )
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(found) == 0 and tables == {"alembic_version"}:
        return None
    if len(found) != 1 or found[0] not in REVISIONS:
        raise BookError(
            f"{name}: this book is of revision {', '.join(found) or 'none'}, and this Casebook knows those up to "
            f"{REVISIONS[-1]}. A newer Casebook wrote it: update this one. Nothing was changed"
        )
    return str(found[0])


def _copied(path: Path) -> Path:
    """A copy of the file as it is, whole or not there at all."""
    kept = path.with_name(f"{path.name}.before-{REVISIONS[-1]}")
    part = kept.with_name(kept.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(kept)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise LostError(f"{path}: no copy could be made at {kept} ({error}). Nothing was changed; make room") from error
    return kept


def _upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the steps of `migrations/versions` in the transaction of the connection."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    environment = EnvironmentContext(
        config,
        script,
        fn=lambda at, _: script._upgrade_revs(revision, at[0] if at else "base"),
        destination_rev=revision,
    )
    with environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
