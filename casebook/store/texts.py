"""Full-text search over the words of reports and their titles: FTS5 in SQLite, tsvector in PostgreSQL.

Both index the words of `plain`, so both find the same. A query is words that must all occur; `"funeral convoy"` in
quotes is a phrase, `bomb*` any word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, text

from casebook.model.errors import UsageError
from casebook.model.report import Report
from casebook.store.plain import plain
from casebook.store.prepared import Prepared

_PART = re.compile(r'"([^"]*)"|(\S+)')
_FTS = "CREATE VIRTUAL TABLE words USING fts5(told, content='', columnsize=0, detail=full, tokenize='unicode61')"
_MATCHES = "SELECT rowid FROM words WHERE words MATCH :query"
_TSV = (
    "CREATE TABLE words (report BIGINT PRIMARY KEY, told tsvector NOT NULL)",
    "CREATE INDEX words_told ON words USING gin (told)",
)
_INDEX = Prepared(text("INSERT INTO words (rowid, told) VALUES (:n, :told)"))
_INDEX_TSV = Prepared(text("INSERT INTO words (report, told) VALUES (:n, to_tsvector('simple', :told))"))
_MATCHES_TSV = "SELECT report FROM words WHERE told @@ to_tsquery('simple', :query)"


def make(connection: Connection) -> None:
    """Drop and make the index, empty."""
    connection.execute(text("DROP TABLE IF EXISTS words"))
    for statement in (_FTS,) if _is_sqlite(connection) else _TSV:
        connection.execute(text(statement))


def index(connection: Connection, reports: Iterable[tuple[int, Report]]) -> None:
    """Index reports that are not indexed yet."""
    rows = [{"n": n, "told": " ".join(plain(f"{report.title or ''} {report.text}"))} for n, report in reports]
    if len(rows) == 0:
        return
    (_INDEX if _is_sqlite(connection) else _INDEX_TSV).run(connection, rows)


def matching(connection: Connection, query: str) -> tuple[str, dict[str, str]]:
    """The statement that gives the numbers of the reports that a query finds, and its parameter `query`."""
    is_sqlite = _is_sqlite(connection)
    parts = [part for found in _PART.finditer(query) if (part := _part(found[1], found[2], is_sqlite)) is not None]
    if len(parts) == 0:
        raise UsageError(f"text {query!r} holds no word to look for")
    joined = (" AND " if is_sqlite else " & ").join(parts)
    return (_MATCHES if is_sqlite else _MATCHES_TSV), {"query": joined}


def _part(phrase: str | None, word: str | None, is_sqlite: bool) -> str | None:
    words = plain(phrase if phrase is not None else word or "")
    if len(words) == 0:
        return None
    star = phrase is None and (word or "").endswith("*")
    if is_sqlite:
        return f'"{" ".join(words)}"' + ("*" if star else "")
    return "(" + " <-> ".join([*words[:-1], words[-1] + (":*" if star else "")]) + ")"


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
