"""What became of an incident: who said what when, how the toll moved, and who decided what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, or_, select

from casebook.model.claim import Claim, Field
from casebook.model.decision import Link, Review
from casebook.model.reconcile import Tally
from casebook.model.values import Count
from casebook.store import schema
from casebook.store.folding import folded
from casebook.store.forms import moment
from casebook.store.query import joined_at
from casebook.store.standing import facts_of


@dataclass(frozen=True, slots=True)
class Step:
    """How an incident stood after an act: the accounts that told it, and its tolls, None while nobody gave a figure."""

    at: datetime
    by: str
    verb: str
    incident_id: str | None
    accounts: int
    killed: Tally | None
    injured: Tally | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as reported: the day of its report, None where unknown, and the claim with its words and speaker."""

    published: date | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class History:
    """Steps as the book came to know them, figures in the order of their reports, and decisions."""

    incident_id: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]
    reviews: tuple[Review, ...]


def history_of(connection: Connection, account: int, upto: int) -> History:
    """The history of the incident that an account is of."""
    members = joined_at(connection, account, upto)
    facts = facts_of(connection, members, upto=upto)
    steps = tuple(_step(connection, account, members, act) for act in _acts(connection, members, upto))
    figures = [
        Figure(facts.published.get(claim.evidence[0].report_id), claim)
        for claim in facts.claims.values()
        if claim.field in (Field.KILLED, Field.INJURED) and isinstance(claim.value, Count)
    ]
    figures.sort(key=lambda f: (f.published or date.max, f.claim.evidence[0].report_id, min(f.claim.evidence).start))
    first = facts.ids[min(members)]
    decided = facts_of(connection, members, upto=upto, as_recorded=True)
    return History(first, steps, tuple(figures), tuple(decided.links), tuple(decided.reviews))


def _acts(connection: Connection, members: set[int], upto: int) -> list[int]:
    """Every act that touched the accounts, in order."""
    s, found = schema, set[int]()
    claims = select(s.claim.c.n).where(s.claim.c.account.in_(members))
    for statement in (
        select(s.telling.c.act).where(s.telling.c.account.in_(members)),
        select(s.saying.c.act).where(s.saying.c.claim.in_(claims)),
        select(s.review.c.act).where(s.review.c.claim.in_(claims)),
        select(s.link.c.act).where(
            s.link.c.judgement != "suggested", or_(s.link.c.left.in_(members), s.link.c.right.in_(members))
        ),
    ):
        found.update(connection.execute(statement).scalars())
    return sorted(act for act in found if act <= upto)


def _step(connection: Connection, account: int, everyone: set[int], act: int) -> Step:
    row = connection.execute(select(schema.act).where(schema.act.c.n == act)).one()
    known_then = select(schema.account.c.n).where(schema.account.c.n.in_(everyone), schema.account.c.act <= act)
    told = set(connection.execute(known_then).scalars())
    start = account if account in told else min(told, default=account)
    members = joined_at(connection, start, act)
    known = folded(facts_of(connection, members, upto=act))
    incident = known[0].incident if len(known) > 0 else None
    if incident is None:
        return Step(moment(row.at), row.by, row.verb, None, 0, None, None)
    tolls = incident.tally(Field.KILLED), incident.tally(Field.INJURED)
    return Step(moment(row.at), row.by, row.verb, incident.id, len(incident.accounts), *tolls)
