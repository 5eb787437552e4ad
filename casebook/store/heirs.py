"""Which account tells now what another told, and which claim restates another: `succession` and `restating` as read.

The invariant: a decision stays on the account or claim on which it was made, and is read as one on the heir. Of several
rows for the same old one the latest counts; one that names itself, or nobody, makes the old one its own again. What
was known at an act knows only the successions up to it, so `as_of` stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, or_, select

from casebook.store import schema
from casebook.store.acts import AnyRow

_CHUNK = 5_000
_NS: BindParameter[Any] = bindparam("ns", expanding=True)
_TOUCHING = {
    table.name: select(table).where(or_(table.c.old.in_(_NS), table.c.new.in_(_NS)), table.c.act <= bindparam("upto"))
    for table in (schema.succession, schema.restating)
}


@dataclass(slots=True)
class Heirs:
    """The old and the new of everything that was asked for, directly and over several steps."""

    latest: dict[int, int] = field(default_factory=dict)
    rows: list[AnyRow] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)

    def now(self, n: int) -> int:
        """What stands for it now: itself, unless another took its place."""
        seen = {n}
        while (after := self.latest.get(n, n)) not in seen:
            seen.add(after)
            n = after
        return n

    def family(self, n: int) -> set[int]:
        """All for which the same one stands now."""
        now = self.now(n)
        return {now, n} | {old for old in self.latest if self.now(old) == now}


def account_heirs(connection: Connection, accounts: Iterable[int], upto: int) -> Heirs:
    """The heirs of accounts, as known at an act, with everything that has the same heir."""
    return widened(connection, schema.succession, Heirs(), accounts, upto)


def claim_heirs(connection: Connection, claims: Iterable[int], upto: int) -> Heirs:
    """The heirs of claims, as known at an act, with everything that has the same heir."""
    return widened(connection, schema.restating, Heirs(), claims, upto)


def widened(connection: Connection, table: Table, heirs: Heirs, numbers: Iterable[int], upto: int) -> Heirs:
    """The same with these numbers too."""
    fresh, known = set(numbers) - heirs.asked, {row.n for row in heirs.rows}
    while len(fresh) > 0:
        heirs.asked |= fresh
        rows = [row for row in _touching(connection, table, fresh, upto) if row.n not in known]
        known |= {row.n for row in rows}
        heirs.rows += rows
        fresh = {n for row in rows for n in (row.old, row.new) if n is not None} - heirs.asked
    heirs.latest = _latest(heirs.rows)
    return heirs


def _touching(connection: Connection, table: Table, numbers: set[int], upto: int) -> list[AnyRow]:
    wanted, found = sorted(numbers), dict[int, AnyRow]()
    for first in range(0, len(wanted), _CHUNK):
        asked = {"ns": wanted[first : first + _CHUNK], "upto": upto}
        found.update((row.n, row) for row in connection.execute(_TOUCHING[table.name], asked))
    return list(found.values())


def _latest(rows: Iterable[AnyRow]) -> dict[int, int]:
    return {row.old: row.old if row.new is None else row.new for row in sorted(rows, key=lambda row: int(row.n))}


def pair_now(heirs: Heirs, left: int, right: int) -> tuple[int, int]:
    """The two accounts that a judgement is on now, the smaller number first."""
    one, other = sorted((heirs.now(left), heirs.now(right)))
    return one, other


def names_of(connection: Connection, table: Table, numbers: Iterable[int]) -> Mapping[int, str]:
    """The ids of these rows."""
    wanted = sorted(set(numbers))
    return {row.n: row.id for row in connection.execute(select(table.c.n, table.c.id).where(table.c.n.in_(wanted)))}
