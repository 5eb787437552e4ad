"""Records which account of a newer reading tells what an older one told, so that what persons decided goes on with it.

The invariants: only a clear successor is recorded, and none that would join incidents that no judgement joined or two
accounts that somebody judged apart. An account with decisions of persons and no clear successor is recorded as such,
which makes it work for a person (`work.py`); an engine that tells it again makes it its own again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from casebook.link.retold import Likeness, alike, clear, restated
from casebook.link.told import Told
from casebook.model.decision import Judgement, Verdict
from casebook.store import schema
from casebook.store.acts import Act, AnyRow
from casebook.store.heirs import Heirs, account_heirs, claim_heirs
from casebook.store.query import joined_at
from casebook.store.standing import ALL, Facts, facts_of, stored_claim

PERSON = "person:"
"""How the origin of a claim begins that a person wrote; no engine's claim takes its place."""

NOBODY = "no account of its report is like it"
"""Why an account has no successor where none may even tell it again."""

_s = schema
_REVIEWED = (
    select(_s.claim.c.n, _s.claim.c.id, _s.claim.c.account)
    .where(_s.claim.c.n.in_(select(_s.review.c.claim)), _s.claim.c.account.is_not(None))
    .order_by(_s.claim.c.n)
)


@dataclass(slots=True)
class _Reading:
    """A report's accounts: who tells them after an act, since when the others are not told, and their heirs."""

    ids: dict[int, str]
    told: set[int]
    ended: dict[int, int]
    heirs: Heirs
    now: Facts
    rows: list[dict[str, object]] = field(default_factory=list)


def succeed(act: Act, report: int) -> tuple[set[int], int]:
    """Record what takes the place of the accounts and reviewed claims of a report.

    The accounts that this touches, and how many with decisions of persons were left without a clear successor.
    """
    reading = _reading(act.connection, report)
    back = {n for n in reading.told if any(row.old == n for row in reading.heirs.rows) and not _is_own(reading, n)}
    for n in sorted(back):
        _put(reading, n, n, "it is told again")
    act.write(_s.succession, reading.rows)
    if len(back) > 0:
        reading.heirs = account_heirs(act.connection, reading.ids, ALL)
        reading.now = facts_of(act.connection, reading.ids)
    for n in sorted(reading.ended):
        if reading.heirs.now(n) == n:
            reading.rows = []
            _find(act.connection, reading, n)
            act.write(_s.succession, reading.rows)
            reading.heirs = account_heirs(act.connection, reading.ids, ALL)
    written = [row for row in reading.heirs.rows if row.act == act.n]
    touched = {n for row in written for n in (row.old, row.new) if n is not None}
    return touched | _restate(act, reading), sum(row.new is None for row in written)


def _reading(connection: Connection, report: int) -> _Reading:
    found = connection.execute(select(_s.account.c.n, _s.account.c.id).where(_s.account.c.report == report))
    ids = {row.n: row.id for row in found}
    latest: dict[tuple[int, str], AnyRow] = {}
    telling = _s.telling
    for row in connection.execute(select(telling).where(telling.c.account.in_(ids)).order_by(telling.c.n)):
        latest[row.account, row.engine] = row
    told = {n for (n, _), row in latest.items() if row.stands}
    ended: dict[int, int] = {}
    for (n, _), row in latest.items():
        if n not in told:
            ended[n] = max(row.act, ended.get(n, 0))
    return _Reading(ids, told, ended, account_heirs(connection, ids, ALL), facts_of(connection, ids))


def _is_own(reading: _Reading, n: int) -> bool:
    """True when the latest row of an account says that it is told again."""
    rows = [row for row in reading.heirs.rows if row.old == n]
    return bool(max(rows, key=lambda row: int(row.n)).new == n)


def _put(reading: _Reading, old: int, new: int | None, why: str) -> None:
    reading.rows.append({"old": old, "new": new, "why": why})


def _find(connection: Connection, reading: _Reading, old: int) -> None:
    """Find who tells an account now; where it is not clear and persons decided on it, say that nobody does."""
    before = facts_of(connection, reading.ids, upto=reading.ended[old] - 1)
    if old not in before.accounts:
        return
    found = alike(_told(before, old), [_told(reading.now, n) for n in sorted(reading.told)])
    numbers = {name: n for n, name in reading.ids.items()}
    best = clear(found)
    if best is not None:
        new = numbers[best.new]
        if _may_join(connection, reading.heirs, (old, new), stood=new in before.accounts):
            _put(reading, old, new, best.why)
            return
    is_known = any(row.old == old and row.new is None for row in reading.heirs.rows)
    if not is_known and decided(connection, reading.heirs.family(old), may_be_told=len(found) > 0):
        _put(reading, old, None, _unclear(found, best))


def _unclear(found: Iterable[Likeness], best: Likeness | None) -> str:
    if best is not None:
        return f"{best.new} may tell it ({best.why}), but that would join incidents that nobody judged the same"
    named = [f"{each.new} ({each.why})" for each in found]
    return f"it may be {' or '.join(named)}" if len(named) > 0 else NOBODY


def _told(facts: Facts, n: int) -> Told:
    account = facts.accounts[n]
    report = next(report for report in facts.reports.values() if report.id == account.report_id)
    return Told(account, tuple(c for c in facts.claims.values() if c.account_id == account.id), report)


def _may_join(connection: Connection, heirs: Heirs, pair: tuple[int, int], *, stood: bool) -> bool:
    """False where the heir would join what nobody judged the same, or what somebody judged apart.

    `stood`: the new one was told beside the old one before, so they were two incidents then.
    """
    one, other = (heirs.family(n) for n in pair)
    latest = judgements(connection, one, other)
    if any(row.judgement != Judgement.SAME for row in latest.values()):
        return False
    if not _is_judged(connection, one) or not (stood or _is_judged(connection, other)):
        return True
    return len(joined_at(connection, pair[0]) & other) > 0


def judgements(connection: Connection, one: set[int], other: set[int]) -> Mapping[tuple[int, int], AnyRow]:
    """The latest judgement on each pair of an account of one family and one of another."""
    link = _s.link.c
    rows = connection.execute(
        select(_s.link)
        .where(
            or_(link.left.in_(one) & link.right.in_(other), link.left.in_(other) & link.right.in_(one)),
            link.judgement != Judgement.SUGGESTED.value,
        )
        .order_by(link.n)
    )
    return {(row.left, row.right): row for row in rows}


def _is_judged(connection: Connection, family: set[int]) -> bool:
    link = _s.link.c
    found = connection.execute(
        select(link.n)
        .where(or_(link.left.in_(family), link.right.in_(family)), link.judgement != Judgement.SUGGESTED.value)
        .limit(1)
    )
    return found.first() is not None


def decided(connection: Connection, family: set[int], *, may_be_told: bool) -> bool:
    """True when persons judged these accounts, or reviewed a claim of theirs in a way that still matters.

    Claims that were only rejected matter while some account may repeat them: else persons and engines agree.
    """
    if _is_judged(connection, family):
        return True
    claims = select(_s.claim.c.n).where(_s.claim.c.account.in_(family))
    rows = connection.execute(select(_s.review).where(_s.review.c.claim.in_(claims)).order_by(_s.review.c.n))
    verdicts = {row.claim: row.verdict for row in rows}
    return Verdict.ACCEPTED in verdicts.values() or (may_be_told and len(verdicts) > 0)


def _restate(act: Act, reading: _Reading) -> set[int]:
    """Record which claims say now what claims with a verdict said; the accounts that this touches."""
    connection = act.connection
    rows = connection.execute(_REVIEWED.where(_s.claim.c.account.in_(reading.ids))).all()
    if len(rows) == 0:
        return set()
    heirs = claim_heirs(connection, [row.n for row in rows], ALL)
    said, by_persons = said_now(connection, {n for row in rows for n in (row.n, heirs.now(row.n))})
    facts = facts_of(connection, reading.ids)
    written: list[dict[str, object]] = []
    touched: set[int] = set()
    for row in rows:
        if row.n in by_persons:
            continue
        owner, now = reading.heirs.now(row.account), heirs.now(row.n)
        new = next((n for n in (row.n, now) if n in said), None) or restating(connection, facts, row.id, owner) or now
        if new != now:
            written.append({"old": row.n, "new": new})
            touched |= {row.account, owner}
    act.write(_s.restating, written)
    return touched


def restating(connection: Connection, facts: Facts, claim: str, account: int) -> int | None:
    """The number of the claim of an account, said by an engine now, that says what an old one said."""
    name = facts.ids[account]
    others = {n: c for n, c in facts.claims.items() if c.account_id == name and c.id != claim}
    said, _ = said_now(connection, others)
    numbers = {c.id: n for n, c in others.items()}
    found = restated(stored_claim(connection, claim), [c for n, c in others.items() if n in said])
    return None if found is None else numbers[found.id]


def said_now(connection: Connection, claims: Iterable[int]) -> tuple[set[int], set[int]]:
    """Of these claims, those that an engine says still, and those that a person wrote."""
    saying = _s.saying.c
    rows = connection.execute(select(_s.saying).where(saying.claim.in_(sorted(claims))).order_by(saying.n))
    latest = {(row.claim, row.engine): row.stands for row in rows}
    persons = {n for n, engine in latest if engine.startswith(PERSON)}
    return {n for (n, engine), stands in latest.items() if stands and not engine.startswith(PERSON)}, persons
