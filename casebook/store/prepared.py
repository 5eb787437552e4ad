"""Statements that every report runs: written by SQLAlchemy once for each kind of database, then handed to its driver.

SQLAlchemy's own way to execute looks for events, builds a context and a result object; for statements of a few
microseconds that costs more than the statement. Rows come back as the driver gives them, so a question asks for whole
numbers, fractions and plain text only. The errors are the driver's; `Database` tells them like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

if TYPE_CHECKING:
    import psycopg

_Row = Mapping[str, object]
_Processor = Callable[[Any], Any]


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Sends what is written inside without waiting for each answer, where the database is on the other end of a wire.

    Only for statements of this module. An error comes with the next question, or at the end.
    """
    if connection.dialect.name == "sqlite":
        yield
    else:
        with cast("psycopg.Connection[Any]", connection.connection.driver_connection).pipeline():
            yield


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in the words of one database."""

    words: str
    positions: tuple[str, ...] | None  # the order of the parameters, where the driver counts them
    constants: dict[str, object]
    processors: dict[str, _Processor]

    def parameters(self, rows: Sequence[_Row]) -> list[Any]:
        """The parameters of each row as the driver takes them."""
        if self.positions is not None and len(self.processors) == 0 and len(self.constants) == 0:
            return [tuple(map(row.__getitem__, self.positions)) for row in rows]
        return [self._filled(row) for row in rows]

    def _filled(self, given: _Row) -> Any:
        filled: dict[str, object] = {**self.constants, **given}
        for name, processor in self.processors.items():
            filled[name] = processor(filled[name])
        return filled if self.positions is None else tuple(map(filled.__getitem__, self.positions))


class Prepared:
    """A statement of SQLAlchemy, to be run many times in transactions of `Database`."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}

    def rows(self, connection: Connection, given: _Row) -> list[tuple[Any, ...]]:
        """What a question finds."""
        written = self._in(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(written.words, *written.parameters([given]))
        return list(cursor.fetchall())

    def run(self, connection: Connection, rows: Sequence[_Row]) -> None:
        """Write these rows."""
        written = self._in(connection.dialect)
        cursor = connection.connection.cursor()
        if len(rows) == 1:
            cursor.execute(written.words, *written.parameters(rows))
        elif len(rows) > 1:
            cursor.executemany(written.words, written.parameters(rows))

    def _in(self, dialect: Dialect) -> _Written:
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _write(self._statement, dialect)
        return written


def _write(statement: ClauseElement, dialect: Dialect) -> _Written:
    compiled: Any = statement.compile(dialect=dialect)
    names = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    processors = {name: kind.bind_processor(dialect) for name, kind in names.items()}
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return _Written(
        str(compiled),
        None if compiled.positiontup is None else tuple(compiled.positiontup),
        constants,
        {name: processor for name, processor in processors.items() if processor is not None},
    )
