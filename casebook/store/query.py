"""Questions to the table of incidents: filters in SQL, incidents folded page by page, so memory stays flat.

The invariant: what an incident does not tell matches no condition on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, radians

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, text

from casebook.lists.gazetteer import ToponymKind, ground_km, lookup
from casebook.model.errors import UsageError
from casebook.model.incident import Incident
from casebook.store import derived, schema
from casebook.store.derived import BROAD_DAYS
from casebook.store.facets import actors_of, columns, facet_words
from casebook.store.folding import Folded, folded
from casebook.store.heirs import Heirs, account_heirs, pair_now, widened
from casebook.store.plain import key, plain
from casebook.store.standing import ALL, Facts, facts_of
from casebook.store.texts import matching

PAGE = 100
"""Incidents found at once; fewer are the last."""

# PostgreSQL keeps one plan for a question asked often, whatever it asks for: the one for all days of all countries.
_PLAN_EACH = "SET LOCAL plan_cache_mode = force_custom_plan"
_KM_A_DEGREE = 111.0
_i = derived.incident.c


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question; every condition given must hold. Days are inclusive; an incident matches when it may be of them.

    `box` is south, west, north, east in degrees, west above east where it crosses the 180th meridian; `near` latitude,
    longitude, kilometres; `killed_at_least` compares with the least number of dead that the figures allow.
    """

    since: date | None = None
    until: date | None = None
    where: str | None = None
    type: str | None = None
    actor: str | None = None
    target: str | None = None
    killed_at_least: int | None = None
    disputed: bool | None = None
    text: str | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise UsageError(f"until {self.until} is before since {self.since}; exchange them")
        if self.box is not None and not (-90 <= self.box[0] <= self.box[2] <= 90):
            raise UsageError(f"box {self.box} is not south, west, north, east in degrees")
        if self.near is not None and not (-90 <= self.near[0] <= 90 and self.near[2] > 0):
            raise UsageError(f"near {self.near} is not latitude, longitude and kilometres above 0")


def pages(connection: Connection, wanted: Wanted, after: int) -> list[Folded]:
    """The next incidents that match, after a number, in the order in which the book first heard of them."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_PLAN_EACH)
    statement = _statement(connection, wanted).where(_i.n > after).order_by(_i.n).limit(PAGE)
    numbers: list[int] = list(connection.execute(statement).scalars())
    return at(connection, numbers) if len(numbers) > 0 else []


def at(connection: Connection, numbers: list[int]) -> list[Folded]:
    """The incidents of these numbers, folded from their facts."""
    members = select(derived.member.c.account).where(derived.member.c.incident.in_(numbers))
    return folded(facts_of(connection, connection.execute(members).scalars()))


def exact(incident: Incident, wanted: Wanted) -> bool:
    """What SQL only narrows down: distance on the globe, and words of one and the same actor."""
    place = incident.place
    if wanted.near is not None:
        if place is None or place.lat is None or place.lon is None:
            return False
        if ground_km((place.lat, place.lon), (wanted.near[0], wanted.near[1])) > wanted.near[2]:
            return False
    if wanted.actor is not None and ":" not in wanted.actor:
        words = set(plain(wanted.actor))
        return any(words <= set(plain(actor.name)) for actor in actors_of(incident))
    return True


def matches_past(connection: Connection, found: Folded, facts: Facts, wanted: Wanted) -> bool:
    """The same question to an incident as it stood earlier, of which there is no row."""
    if found.incident is None:
        return False
    row, words = columns(found.incident, found.n, 0), set(facet_words(found.incident))
    if not all(word in words for word in _facets(wanted)):
        return False
    country = None if wanted.where is None else _country(wanted.where)
    if (wanted.where is not None and country is None and f"place {key(wanted.where)}" not in words) or (
        country is not None and row["country"] != country
    ):
        return False
    return _in_columns(row, wanted) and _says(connection, facts, wanted) and exact(found.incident, wanted)


def _in_columns(row: dict[str, object], wanted: Wanted) -> bool:
    first, last, killed, lat, lon = (row[name] for name in ("first_day", "last_day", "killed", "lat", "lon"))
    if wanted.since is not None and not (isinstance(last, int) and last >= wanted.since.toordinal()):
        return False
    if wanted.until is not None and not (isinstance(first, int) and first <= wanted.until.toordinal()):
        return False
    least = wanted.killed_at_least
    if least is not None and not (isinstance(killed, int) and killed >= least):
        return False
    if wanted.disputed is not None and row["disputed"] is not wanted.disputed:
        return False
    if wanted.box is None:
        return True
    if not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return False
    south, west, north, east = wanted.box
    return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)


def _says(connection: Connection, facts: Facts, wanted: Wanted) -> bool:
    if wanted.text is None:
        return True
    statement, parameters = matching(connection, wanted.text)
    column = "rowid" if connection.dialect.name == "sqlite" else "report"
    numbers = ", ".join(str(n) for n in facts.reports)
    found = connection.execute(text(f"{statement} AND {column} IN ({numbers}) LIMIT 1"), parameters)
    return found.first() is not None


def _statement(connection: Connection, wanted: Wanted) -> Select[int]:
    conditions = [*_days(wanted), *_spot(wanted)]
    if wanted.where is not None:
        country = _country(wanted.where)
        conditions.append(_i.country == country if country is not None else _has(f"place {key(wanted.where)}"))
    conditions.extend(_has(word) for word in _facets(wanted))
    if wanted.killed_at_least is not None:
        conditions.append(_i.killed >= wanted.killed_at_least)
    if wanted.disputed is not None:
        conditions.append(_i.disputed.is_(wanted.disputed))
    statement = select(_i.n).where(*conditions)
    if wanted.text is not None:
        found, parameters = matching(connection, wanted.text)
        reports = text(found).bindparams(**parameters).columns(schema.report.c.n)
        accounts = select(derived.member.c.incident).join(
            schema.account, schema.account.c.n == derived.member.c.account
        )
        statement = statement.where(_i.n.in_(accounts.where(schema.account.c.report.in_(reports))))
    return statement


def _facets(wanted: Wanted) -> Iterator[str]:
    if wanted.type is not None:
        yield f"type {wanted.type}"
    if wanted.actor is not None:
        yield from _worded("actor", wanted.actor)
    if wanted.target is not None:
        yield from _worded("target", wanted.target)


def _worded(kind: str, given: str) -> list[str]:
    if re.fullmatch(r"[\w]+[:._][\w:._-]+", given) is not None:  # a registry id or a code of the ontology
        return [f"{kind} {given}"]
    words = plain(given)
    if len(words) == 0:
        raise UsageError(f"{kind} {given!r} holds no word to look for")
    return [f"{kind} {word}" for word in words]


def _country(where: str) -> str | None:
    """The code of a country given by code or name; None for any other place."""
    if len(where) == 2 and where.isupper():
        return where
    if len(plain(where)) == 0 or re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", where) is not None:
        raise UsageError(f"where {where!r}: give a country code such as CD, or the name of a place or area")
    found = lookup(where)
    return found[0].country if len(found) > 0 and found[0].kind is ToponymKind.COUNTRY else None


def _has(word: str) -> ColumnElement[bool]:
    f = derived.facet.c
    return select(f.incident).where(f.word == word, f.incident == _i.n).exists()


def _days(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Days that overlap. All but a few incidents span at most BROAD_DAYS, so their first day finds them."""
    found: list[ColumnElement[bool]] = []
    if wanted.until is not None:
        found.append(_i.first_day <= wanted.until.toordinal())
    if wanted.since is not None:
        since = wanted.since.toordinal()
        found.append(_i.last_day >= since)
        found.append(or_(_i.first_day >= since - BROAD_DAYS, _i.broad.is_(True)))
    return found


def _spot(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [] if wanted.box is None else [_within(*wanted.box)]
    if wanted.near is not None:
        lat, lon, km = wanted.near
        high = km / _KM_A_DEGREE + 0.01
        wide = min(180.0, high / max(0.01, cos(radians(min(89.0, abs(lat) + high)))))
        west, east = (lon - wide + 540) % 360 - 180, (lon + wide + 540) % 360 - 180
        across = (-180.0, 180.0) if wide >= 180 else (west, east)
        found.append(_within(lat - high, across[0], lat + high, across[1]))
    return found


def _within(south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    beside = _i.lon.between(west, east) if west <= east else or_(_i.lon >= west, _i.lon <= east)
    return and_(_i.lat.between(south, north), beside)


def past_pages(connection: Connection, upto: int, after: int) -> tuple[list[tuple[Folded, Facts]], int]:
    """Incidents as they stood at an act, by first account; and the number to go on after, -1 at the end.

    Accounts are followed through all judgements known then, so an incident is found once, by its first account.
    """
    a = schema.account.c
    numbers = list(
        connection.execute(select(a.n).where(a.n > after, a.act <= upto).order_by(a.n).limit(PAGE)).scalars()
    )
    found = []
    for n in numbers:
        members = joined_at(connection, n, upto)
        if min(members) == n:
            facts = facts_of(connection, members, upto=upto)
            found.append((folded(facts)[0], facts))
    return found, numbers[-1] if len(numbers) > 0 else -1


def joined_at(connection: Connection, account: int, upto: int = ALL) -> set[int]:
    """All accounts that judgements join with an account, or that tell what it told, as known at an act."""
    heirs = account_heirs(connection, {account}, upto)
    known: set[int] = set()
    fresh = heirs.family(account)
    while len(fresh) > 0:
        known |= fresh
        pairs = _same_now(connection, fresh, upto, heirs)
        fresh = {n for pair in pairs for each in pair for n in heirs.family(each)} - known
    return known


def _same_now(connection: Connection, accounts: set[int], upto: int, heirs: Heirs) -> list[tuple[int, int]]:
    """Pairs with one of these accounts whose latest judgement is SAME; `heirs` learns those of the others."""
    link = schema.link.c
    rows = connection.execute(
        select(link.left, link.right, link.judgement)
        .where(or_(link.left.in_(accounts), link.right.in_(accounts)), link.judgement != "suggested", link.act <= upto)
        .order_by(link.n)
    ).all()
    widened(connection, schema.succession, heirs, {n for row in rows for n in (row.left, row.right)}, upto)
    latest = {pair_now(heirs, row.left, row.right): row.judgement for row in rows}
    return [pair for pair, judgement in latest.items() if judgement == "same"]
