"""An act: one transaction of one author. Every fact names its act, so it has a time and an author.

Acts are written one after the other (`Database.writing`) and their times rise strictly, even where the clock does not:
what was known at a moment is then all acts up to a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select

from casebook.model.errors import UsageError
from casebook.store import schema
from casebook.store.database import Database
from casebook.store.forms import micros, moment
from casebook.store.prepared import Prepared

NewRow = Mapping[str, object]
AnyRow = Row[*tuple[Any, ...]]
"""A row as read; its columns are those of the statement."""


class Act:
    """Facts being written. Its own row comes with the first of them: an act that changes nothing leaves none."""

    def __init__(self, connection: Connection, by: str, verb: str, at: datetime) -> None:
        self.connection, self.by = connection, by
        self._verb, self._now = verb, micros(at)
        self._n: int | None = None
        self._at = 0
        self._last: dict[str, int] = {}

    @property
    def n(self) -> int:
        """Its number."""
        if self._n is None:
            ((at, *lasts),) = _LASTS.rows(self.connection, {})
            self._last = {table.name: last or 0 for table, last in zip(_TABLES, lasts, strict=True)}
            self._n = self._last["act"] + 1
            self._at = self._now if at is None else max(self._now, at + 1)
            _ACT.run(self.connection, [{"n": self._n, "at": self._at, "by": self.by, "verb": self._verb}])
        return self._n

    @property
    def at(self) -> datetime:
        """Its time: the clock's, or just after the act before it."""
        assert self.n > 0
        return moment(self._at)

    @property
    def wrote(self) -> bool:
        """True once a fact was written."""
        return self._n is not None

    def write(self, table: Table, rows: Sequence[NewRow]) -> list[int]:
        """Append facts; their numbers in the book, in order."""
        if len(rows) == 0:
            return []
        act, first = self.n, self._last[table.name] + 1
        numbers = list(range(first, first + len(rows)))
        filled = [{**row, "n": n, "act": act} for n, row in zip(numbers, rows, strict=True)]
        _INSERTS[table.name].run(self.connection, filled)
        self._last[table.name] = numbers[-1]
        return numbers


_TABLES = schema.facts.sorted_tables
# One question for the last numbers of all tables: nobody else writes until this act ends. Times of acts rise.
_LASTS = Prepared(
    select(
        select(func.max(schema.act.c.at)).scalar_subquery(),
        *(select(func.max(table.c.n)).scalar_subquery() for table in _TABLES),
    )
)
_INSERTS = {table.name: Prepared(insert(table)) for table in _TABLES}
_ACT = _INSERTS["act"]


@contextmanager
def acting(database: Database, *, by: str, verb: str, at: datetime) -> Iterator[Act]:
    """A transaction of one author; UsageError when nobody signs it."""
    if by.strip() == "":
        raise UsageError(f"nobody signs this {verb}: give the name of who decides with by=")
    with database.writing() as connection:
        yield Act(connection, by.strip(), verb, at)
