"""The facts that stand of some accounts, now or at an earlier act, as `fold` reads them.

A claim stands while an engine or a person that said it has not withdrawn it, and for as long as the latest verdict on
it is that it was read rightly. An account stands while an engine tells it or one of its claims stands. Where a newer
reading tells an account at other words, decisions on the old one are read as ones on the new one (`heirs.py`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from casebook.model.claim import Account, Claim, Field, Modality, Occurrence, Role, Status
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.errors import UnknownError
from casebook.model.report import Report
from casebook.store import schema
from casebook.store.acts import AnyRow
from casebook.store.forms import moment, spans_of, speaker_of, value_of
from casebook.store.heirs import Heirs, account_heirs, claim_heirs, pair_now

ALL = 2**62
"""An act later than any."""

_CHUNK = 5_000
_JUDGED = [Judgement.SAME.value, Judgement.DIFFERENT.value, Judgement.UNSURE.value]
_s = schema
_IN: BindParameter[Any] = bindparam("ns", expanding=True)
_UPTO: BindParameter[Any] = bindparam("upto")
_ACCOUNTS = (
    select(_s.account.c.n, _s.account.c.id, _s.account.c.start, _s.account.c.end, _s.account.c.report, _s.account.c.act)
    .where(_s.account.c.n.in_(_IN), _s.account.c.act <= _UPTO)
    .order_by(_s.account.c.n)
)
_TELLINGS = select(_s.telling).where(_s.telling.c.account.in_(_IN), _s.telling.c.act <= _UPTO).order_by(_s.telling.c.n)
_CLAIMS = select(_s.claim).where(_s.claim.c.account.in_(_IN), _s.claim.c.act <= _UPTO).order_by(_s.claim.c.n)
_SAYINGS = select(_s.saying).where(_s.saying.c.claim.in_(_IN), _s.saying.c.act <= _UPTO).order_by(_s.saying.c.n)
_REVIEWS = (
    select(_s.review, _s.act.c.at, _s.act.c.by)
    .join(_s.act, _s.act.c.n == _s.review.c.act)
    .where(_s.review.c.claim.in_(_IN), _s.review.c.act <= _UPTO)
    .order_by(_s.review.c.n)
)
_LINKS = (
    select(_s.link, _s.act.c.at, _s.act.c.by)
    .join(_s.act, _s.act.c.n == _s.link.c.act)
    .where(_s.link.c.left.in_(_IN), _s.link.c.judgement.in_(_JUDGED), _s.link.c.act <= _UPTO)
    .order_by(_s.link.c.n)
)
_REPORTS = (
    select(_s.report.c.n, _s.report.c.id, _s.report.c.source, _s.report.c.url, _s.body.c.zlib)
    .join(_s.body, _s.body.c.n == _s.report.c.body)
    .where(_s.report.c.n.in_(_IN))
)
_RECEIPTS = select(_s.receipt).where(_s.receipt.c.report.in_(_IN), _s.receipt.c.act <= _UPTO).order_by(_s.receipt.c.n)


@dataclass(slots=True)
class Facts:
    """What stands of some accounts. Keys are the book's own numbers; `changed` has the last act on each account."""

    accounts: dict[int, Account] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    published: dict[str, date] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    same: set[tuple[int, int]] = field(default_factory=set)

    def touch(self, account: int, act: int) -> None:
        """Note an act on an account."""
        self.changed[account] = max(act, self.changed.get(account, 0))


@dataclass(frozen=True, slots=True)
class Said:
    """Who said a claim, how sure it was, and whether it still says so."""

    origin: str
    confidence: float | None
    stands: bool


def facts_of(connection: Connection, accounts: Iterable[int], *, upto: int = ALL, as_recorded: bool = False) -> Facts:
    """The facts that stand of these accounts at an act; all of them, not only what changed there.

    `as_recorded`: decisions on the accounts and claims on which they were made, not on those that tell it now.
    """
    numbers = sorted(set(accounts))
    found = Facts()
    heirs = Heirs() if as_recorded else account_heirs(connection, numbers, upto)
    rows = _rows(connection, _ACCOUNTS, numbers, upto)
    told = _told(connection, numbers, upto, found)
    claims = _rows(connection, _CLAIMS, numbers, upto)
    owners = {row.n: row.account for row in claims}
    restated = Heirs() if as_recorded else claim_heirs(connection, owners, upto)
    said = _said(connection, list(owners), upto, owners, found)
    verdicts = _reviews(connection, owners, upto, found, restated)
    standing = [
        row
        for row in claims
        if restated.now(row.n) == row.n and (said[row.n].stands or verdicts.get(row.n) == Verdict.ACCEPTED)
    ]
    found.reports = reports_of(connection, {row.report for row in rows}, upto=upto)
    kept = {heirs.now(row.account) for row in standing}
    for row in rows:
        found.ids[row.n] = row.id
        found.touch(row.n, row.act)
        if row.n in told or row.n in kept:
            role, occurrence = told.get(row.n, (Role.MAIN, Occurrence.OCCURRED))
            report = found.reports[row.report]
            found.accounts[row.n] = _account(row.id, report, (row.start, row.end), role, occurrence)
    for row in standing:
        owner = found.ids.get(heirs.now(row.account))
        found.claims[row.n] = claim_of(row, found.reports[row.report], owner, said[row.n])
    _links(connection, numbers, upto, found, heirs)
    for report in found.reports.values():
        if report.published is not None:
            found.published[report.id] = report.published
    return found


def facts_of_new(
    report: tuple[int, Report], accounts: Mapping[int, Account], claims: Mapping[int, Claim], act: int
) -> Facts:
    """What `facts_of` would read of a report that this act brought: nobody has said anything else of it yet.

    `accounts` and `claims` in the order of their numbers; each claim as the first of its engines says it.
    """
    n, told = report
    found = Facts(accounts=dict(accounts), claims=dict(claims), reports={n: told})
    found.ids = {number: account.id for number, account in accounts.items()}
    found.changed = dict.fromkeys(accounts, act)
    if told.published is not None:
        found.published[told.id] = told.published
    return found


def _rows(
    connection: Connection, statement: Select[*tuple[Any, ...]], numbers: Sequence[int], upto: int
) -> list[AnyRow]:
    rows: list[AnyRow] = []
    for at in range(0, len(numbers), _CHUNK):
        rows.extend(connection.execute(statement, {"ns": numbers[at : at + _CHUNK], "upto": upto}))
    return rows


def _told(
    connection: Connection, numbers: Sequence[int], upto: int, found: Facts
) -> dict[int, tuple[Role, Occurrence]]:
    """Role and occurrence of the accounts that an engine tells; of several engines, the latest."""
    latest: dict[tuple[int, str], AnyRow] = {}
    for row in _rows(connection, _TELLINGS, numbers, upto):
        latest.pop((row.account, row.engine), None)
        latest[row.account, row.engine] = row
        found.touch(row.account, row.act)
    return {n: (Role(row.role), Occurrence(row.occurrence)) for (n, _), row in latest.items() if row.stands}


def _said(
    connection: Connection, claims: Sequence[int], upto: int, owners: Mapping[int, int], found: Facts
) -> dict[int, Said]:
    """Who said each claim: the first who still does, or where nobody does, the last who did."""
    latest: dict[tuple[int, str], AnyRow] = {}
    for row in _rows(connection, _SAYINGS, claims, upto):
        latest[row.claim, row.engine] = row
        found.touch(owners[row.claim], row.act)
    said: dict[int, Said] = {}
    for (n, _), row in sorted(latest.items(), key=lambda item: item[1].n):
        if n not in said or not said[n].stands:
            said[n] = Said(row.origin, row.confidence, row.stands)
    return said


def _reviews(
    connection: Connection, owners: Mapping[int, int], upto: int, found: Facts, restated: Heirs
) -> dict[int, str]:
    """The latest verdict on each claim; the reviews themselves are added to the facts by `claim_of`'s ids."""
    verdicts: dict[int, str] = {}
    rows = _rows(connection, _REVIEWS, list(owners), upto)
    names = claim_ids(connection, {restated.now(row.claim) for row in rows})
    for row in rows:
        now = restated.now(row.claim)
        verdicts[now] = row.verdict
        found.touch(owners[row.claim], row.act)
        review = Review(names[now], Verdict(row.verdict), row.by, moment(row.at), row.note)
        object.__setattr__(review, "id", row.id)  # as it was recorded
        found.reviews.append(review)
    return verdicts


def claim_ids(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of these claims."""
    wanted = sorted(numbers)
    if len(wanted) == 0:
        return {}
    found: dict[int, str] = {}
    for at in range(0, len(wanted), _CHUNK):
        statement = select(_s.claim.c.n, _s.claim.c.id).where(_s.claim.c.n.in_(wanted[at : at + _CHUNK]))
        found.update((row.n, row.id) for row in connection.execute(statement))
    return found


def reports_of(
    connection: Connection, numbers: Iterable[int], *, upto: int = ALL, first_receipt: bool = False
) -> dict[int, Report]:
    """Reports with what was known of them (title, day, language) at an act, or when they first came."""
    wanted = sorted(numbers)
    received = _rows(connection, _RECEIPTS, wanted, upto)
    receipts = {row.report: row for row in (reversed(received) if first_receipt else received)}
    return {
        row.n: _report(row, receipts.get(row.n))
        for at in range(0, len(wanted), _CHUNK)
        for row in connection.execute(_REPORTS, {"ns": wanted[at : at + _CHUNK]})
    }


def _report(row: AnyRow, receipt: AnyRow | None) -> Report:
    text = zlib.decompress(row.zlib).decode("utf-8", "surrogatepass")
    published = None if receipt is None or receipt.published is None else date.fromisoformat(receipt.published)
    title, language = (None, None) if receipt is None else (receipt.title, receipt.language)
    report = Report(text, row.source, row.url, title, published, language)
    object.__setattr__(report, "id", row.id)
    return report


def _account(name: str, report: Report, at: tuple[int, int], role: Role, occurrence: Occurrence) -> Account:
    account = Account(report.id, report.span(*at), role, occurrence)
    object.__setattr__(account, "id", name)  # as it was recorded: an id is never worked out anew
    return account


def claim_of(row: AnyRow, report: Report, account: str | None, said: Said) -> Claim:
    """The claim of a row, with its id as recorded."""
    claim = Claim(
        account,
        Field(row.field),
        value_of(row.value),
        spans_of(row.evidence, report),
        speaker_of(row.said_by, report),
        Modality(row.modality),
        Status(row.status),
        said.origin,
        said.confidence,
    )
    object.__setattr__(claim, "id", row.id)
    return claim


def claim_row(connection: Connection, name: str) -> AnyRow:
    """The row of a claim; UnknownError when the book has none of this id."""
    row = connection.execute(select(_s.claim).where(_s.claim.c.id == name)).one_or_none()
    if row is None:
        raise UnknownError(f"no claim {name!r} in this book; `casebook show` lists the claims of an incident")
    return row


def stored_claim(connection: Connection, name: str) -> Claim:
    """A claim as it was recorded, whether it still stands or not."""
    row = claim_row(connection, name)
    report = reports_of(connection, [row.report])[row.report]
    account = connection.execute(select(_s.account.c.id).where(_s.account.c.n == row.account)).scalar()
    said = connection.execute(
        select(_s.saying).where(_s.saying.c.claim == row.n).order_by(_s.saying.c.n).limit(1)
    ).one()
    return claim_of(row, report, account, Said(said.origin, said.confidence, said.stands))


def _links(connection: Connection, numbers: Sequence[int], upto: int, found: Facts, heirs: Heirs) -> None:
    """The judgements between these accounts, and the pairs that are one incident: the latest is SAME, or an heir."""
    known = set(numbers)
    latest: dict[tuple[int, int], str] = {}
    for row in _rows(connection, _LINKS, numbers, upto):
        if row.right not in known:
            continue
        left, right = pair_now(heirs, row.left, row.right)
        latest[left, right] = row.judgement
        found.touch(row.left, row.act)
        found.touch(row.right, row.act)
        names = found.ids[left], found.ids[right]
        link = Link(*names, Judgement(row.judgement), row.by, moment(row.at), row.why, row.score)
        object.__setattr__(link, "id", row.id)  # as it was recorded
        found.links.append(link)
    for row in heirs.rows:
        for n in {row.old, row.new} & known:
            found.touch(n, row.act)
    succeeded = {pair_now(Heirs(), old, heirs.now(old)) for old in heirs.latest if old in known}
    found.same = {pair for pair, judgement in latest.items() if judgement == Judgement.SAME} | succeeded


def groups(accounts: Iterable[int], same: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Accounts that judgements SAME join, each group in order; groups in the order of their first account."""
    home = {n: n for n in accounts}

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    for left, right in same:
        one, other = sorted((root(left), root(right)))
        home[other] = one
    gathered: dict[int, list[int]] = {}
    for n in sorted(home):
        gathered.setdefault(root(n), []).append(n)
    yield from gathered.values()
