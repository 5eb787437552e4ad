"""Views dropped and made again from the facts, in one transaction: whole or as before.

Rows are a function of the facts, so `digest` is the same before and after, whatever happened to the book.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, insert, inspect, select

from casebook.store import derived, schema, texts
from casebook.store.folding import refresh
from casebook.store.standing import reports_of

_PAGE = 500


def are_current(connection: Connection) -> bool:
    """True when the views are whole and of this version."""
    if not inspect(connection).has_table("state"):
        return False
    row = connection.execute(select(derived.state.c.value).where(derived.state.c.key == "views")).scalar()
    return row == derived.VIEWS_VERSION


def rebuild(connection: Connection) -> None:
    """Drop all views and make them from the facts."""
    derived.views.drop_all(connection)
    derived.views.create_all(connection)
    texts.make(connection)
    _index_texts(connection)
    last = connection.execute(select(func.max(schema.account.c.n))).scalar() or 0
    for first in range(1, last + 1, _PAGE):
        _fold(connection, range(first, min(first + _PAGE, last + 1)))
    connection.execute(insert(derived.state), {"key": "views", "value": derived.VIEWS_VERSION})


def _index_texts(connection: Connection) -> None:
    last = connection.execute(select(func.max(schema.report.c.n))).scalar() or 0
    for first in range(1, last + 1, _PAGE):
        page = range(first, min(first + _PAGE, last + 1))
        first_receipts = reports_of(connection, page, first_receipt=True)
        texts.index(connection, first_receipts.items())


def _fold(connection: Connection, page: range) -> None:
    """Fold accounts with all that judgements join with them, each group once."""
    from casebook.store.query import joined_at

    done = set(connection.execute(select(derived.member.c.account).where(derived.member.c.account.in_(page))).scalars())
    link, succession = schema.link.c, schema.succession.c
    linked = set(
        connection.execute(
            select(link.left)
            .where(link.left.in_(page), link.judgement == "same")
            .union(
                select(link.right).where(link.right.in_(page), link.judgement == "same"),
                select(succession.old).where(succession.old.in_(page)),
                select(succession.new).where(succession.new.in_(page)),
            )
        ).scalars()
    )
    wanted: set[int] = set()
    for n in page:
        if n not in done and n not in wanted:
            wanted |= joined_at(connection, n) if n in linked else {n}
    refresh(connection, wanted)


def digest(connection: Connection) -> str:
    """A hash over every row of the views, in the order of their keys."""
    found = hashlib.sha256()
    for table in derived.views.sorted_tables:
        found.update(table.name.encode())
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()
