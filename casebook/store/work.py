"""What a person should look at: judgements that contradict each other, and decisions that a newer reading left behind.

The invariant: it is read from the facts each time, so it is never out of date, and what is settled goes by itself. Each
piece of work names who decided what, and what to do. Nothing here stops a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from casebook.link.retold import reread
from casebook.model.claim import Claim
from casebook.model.decision import Judgement, Verdict
from casebook.store import derived, schema
from casebook.store.acts import AnyRow
from casebook.store.deciding import LINKER
from casebook.store.heirs import account_heirs, claim_heirs, names_of, pair_now
from casebook.store.query import at, joined_at
from casebook.store.standing import ALL, facts_of
from casebook.store.succession import NOBODY, PERSON, decided

_s, _m = schema, derived.member
_PAGE = 200


class WorkKind(StrEnum):
    """Why a person is needed."""

    CONTRADICTION = "contradiction"
    OVERRULED = "overruled"
    ORPHAN = "orphan"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: the incident, who decided what, the ids that it is about, and how it is settled."""

    kind: WorkKind
    incident_id: str
    by: tuple[str, ...]
    about: tuple[str, ...]
    says: str
    settle: str


def work(connection: Connection) -> Iterator[Work]:
    """All work of a book, contradictions first."""
    yield from _contradictions(connection)
    yield from _overruled_judgements(connection)
    yield from _overruled_verdicts(connection)
    yield from _orphans(connection)
    yield from _reread(connection)


def _contradictions(connection: Connection) -> Iterator[Work]:
    """Accounts judged different that other judgements join."""
    link, left, right = _s.link.c, aliased(_m), aliased(_m)
    statement = (
        select(left.c.incident)
        .select_from(_s.link)
        .join(left, left.c.account == link.left)
        .join(right, right.c.account == link.right)
        .where(link.judgement == Judgement.DIFFERENT.value, left.c.incident == right.c.incident)
        .distinct()
        .order_by(left.c.incident)
    )
    numbers = list(connection.execute(statement).scalars())
    for first in range(0, len(numbers), _PAGE):
        for each in at(connection, numbers[first : first + _PAGE]):
            for found in () if each.incident is None else each.incident.contradictions:
                apart = found.different
                joins = "; ".join(f"{s.by} judged {s.left} and {s.right} the same" for s in found.same)
                yield Work(
                    WorkKind.CONTRADICTION,
                    "" if each.incident is None else each.incident.id,
                    tuple(sorted({apart.by, *(s.by for s in found.same)})),
                    (apart.left, apart.right),
                    f"{apart.by} judged {apart.left} and {apart.right} different; {joins}",
                    f"casebook judge {apart.left} {apart.right} same, or take one of the others back with unsure",
                )


def _overruled_judgements(connection: Connection) -> Iterator[Work]:
    """Pairs on which persons judge otherwise, until a second person says what stands."""
    link, by = _s.link, _s.act.c.by
    statement = (
        select(link.c.n, link.c.left, link.c.right, link.c.judgement, by)
        .join(_s.act, _s.act.c.n == link.c.act)
        .where(link.c.judgement != Judgement.SUGGESTED.value, by != LINKER)
        .order_by(link.c.n)
    )
    rows = connection.execute(statement).all()
    heirs = account_heirs(connection, {n for row in rows for n in (row.left, row.right)}, ALL)
    pairs: dict[tuple[int, int], list[AnyRow]] = {}
    for row in rows:
        pairs.setdefault(pair_now(heirs, row.left, row.right), []).append(row)
    for pair, said in pairs.items():
        latest = {row.by: str(row.judgement) for row in said}
        if pair[0] == pair[1] or not _is_contested(latest, str(said[-1].judgement)):
            continue
        names = names_of(connection, _s.account, pair)
        about = names[pair[0]], names[pair[1]]
        yield Work(
            WorkKind.OVERRULED,
            _incident(connection, pair[0]),
            tuple(sorted(latest)),
            about,
            f"{' and '.join(about)}: {_who_said(latest)}; {said[-1].judgement} stands",
            f"casebook judge {' '.join(about)} same|different|unsure, by one of them again or by a third person",
        )


def _overruled_verdicts(connection: Connection) -> Iterator[Work]:
    """Claims on which persons' verdicts differ, until a second person says what stands."""
    rows = _verdicts(connection)
    heirs = claim_heirs(connection, {row.claim for row in rows}, ALL)
    claims: dict[int, list[AnyRow]] = {}
    for row in rows:
        claims.setdefault(heirs.now(row.claim), []).append(row)
    for claim, said in claims.items():
        latest = {row.by: str(row.verdict) for row in said}
        if not _is_contested(latest, str(said[-1].verdict)):
            continue
        row = connection.execute(select(_s.claim).where(_s.claim.c.n == claim)).one()
        yield Work(
            WorkKind.OVERRULED,
            "" if row.account is None else _incident(connection, row.account),
            tuple(sorted(latest)),
            (row.id,),
            f"claim {row.id} on {row.field}: {_who_said(latest)}; {said[-1].verdict} stands",
            f"casebook review accept|reject {row.id}, by one of them again or by a third person",
        )


def _verdicts(connection: Connection) -> list[AnyRow]:
    review = _s.review
    statement = (
        select(review.c.n, review.c.claim, review.c.verdict, _s.act.c.by, review.c.act)
        .join(_s.act, _s.act.c.n == review.c.act)
        .order_by(review.c.n)
    )
    return list(connection.execute(statement))


def _is_contested(latest: dict[str, str], standing: str) -> bool:
    """Somebody says otherwise, and only one person stands by what stands."""
    backing = sum(said == standing for said in latest.values())
    return backing < len(latest) and backing < 2


def _who_said(latest: dict[str, str]) -> str:
    return ", ".join(f"{by} says {said}" for by, said in latest.items())


def _orphans(connection: Connection) -> Iterator[Work]:
    """Accounts with decisions that no engine tells any more, where it is not clear which one tells them now."""
    succession = _s.succession
    ended = select(succession.c.old).where(succession.c.new.is_(None))
    latest = {
        row.old: row
        for row in connection.execute(select(succession).where(succession.c.old.in_(ended)).order_by(succession.c.n))
    }
    for old, row in latest.items():
        family = account_heirs(connection, [old], ALL).family(old)
        # Where any account is like it, a claim that was only rejected may come back.
        if row.new is not None or not decided(connection, family, may_be_told=row.why != NOBODY):
            continue
        if _judged_after(connection, family, row.act):
            continue
        name = names_of(connection, _s.account, [old])[old]
        by = _deciders(connection, family)
        yield Work(
            WorkKind.ORPHAN,
            _incident(connection, old),
            by,
            (name,),
            f"{name}, on which {', '.join(by)} decided, is told no more; {row.why}",
            f"casebook judge {name} ID same, with the account that tells it now; or different from one that does not",
        )


def _judged_after(connection: Connection, family: set[int], act: int) -> bool:
    link = _s.link.c
    found = connection.execute(
        select(link.n)
        .join(_s.act, _s.act.c.n == link.act)
        .where(
            link.left.in_(family) | link.right.in_(family),
            link.judgement != Judgement.SUGGESTED.value,
            link.act > act,
            _s.act.c.by != LINKER,
        )
        .limit(1)
    )
    return found.first() is not None


def _deciders(connection: Connection, family: set[int]) -> tuple[str, ...]:
    """Who judged these accounts or reviewed claims of theirs."""
    link, claims = _s.link.c, select(_s.claim.c.n).where(_s.claim.c.account.in_(family))
    judged = select(link.act).where(
        link.left.in_(family) | link.right.in_(family), link.judgement != Judgement.SUGGESTED.value
    )
    reviewed = select(_s.review.c.act).where(_s.review.c.claim.in_(claims))
    acts = _s.act.c
    found = connection.execute(select(acts.by).where(acts.n.in_(judged) | acts.n.in_(reviewed)).distinct())
    return tuple(sorted(found.scalars()))


def _reread(connection: Connection) -> Iterator[Work]:
    """Claims that a person accepted or wrote, whose words are read otherwise since."""
    latest = {row.claim: row for row in _verdicts(connection)}
    accepted = [row for row in latest.values() if row.verdict == Verdict.ACCEPTED]
    owners = _owners(connection, (row.claim for row in accepted))
    for row in accepted:
        account = owners.get(row.claim)
        if account is None or not _said_since(connection, account, row.act):
            continue
        facts = facts_of(connection, joined_at(connection, account))
        old = facts.claims.get(claim_heirs(connection, [row.claim], ALL).now(row.claim))
        verdicts = {review.claim_id: review for review in facts.reviews}
        for n, new in facts.claims.items():
            mine = verdicts.get(new.id)
            if old is None or new.account_id != old.account_id or not reread(old, new):
                continue
            if mine is not None and (mine.verdict is Verdict.REJECTED or mine.by == row.by):
                continue
            if _first_act(connection, n) > row.act:
                yield _read_otherwise(_incident(connection, account), str(row.by), old, new)


def _said_since(connection: Connection, account: int, act: int) -> bool:
    """True when anything new was said of an account, or of one that tells it now, after an act."""
    claim, family = _s.claim.c, account_heirs(connection, [account], ALL).family(account)
    found = connection.execute(select(claim.n).where(claim.account.in_(family), claim.act > act).limit(1))
    return found.first() is not None


def _read_otherwise(incident: str, by: str, old: Claim, new: Claim) -> Work:
    whom = new.origin.removeprefix(PERSON)
    quote = old.evidence[0].quote
    return Work(
        WorkKind.REREAD,
        incident,
        (by, whom) if new.origin.startswith(PERSON) else (by,),
        (old.id, new.id),
        f"{by} accepted {old.id} ({old.field} {old.value}, said by {old.said_by.name}); "
        f"{whom} reads {quote!r} as {new.value}, said by {new.said_by.name}",
        f"casebook review accept|reject {new.id}, or reject {old.id}",
    )


def _owners(connection: Connection, claims: Iterable[int]) -> dict[int, int | None]:
    claim = _s.claim.c
    return {
        row.n: row.account
        for row in connection.execute(select(claim.n, claim.account).where(claim.n.in_(sorted(claims))))
    }


def _first_act(connection: Connection, claim: int) -> int:
    return int(connection.execute(select(_s.claim.c.act).where(_s.claim.c.n == claim)).scalar_one())


def _incident(connection: Connection, account: int) -> str:
    """The id of the incident of an account."""
    n = connection.execute(select(_m.c.incident).where(_m.c.account == account)).scalar_one()
    return names_of(connection, _s.account, [n])[n]
