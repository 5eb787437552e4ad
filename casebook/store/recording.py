"""Records what a reading of a report says: new facts are appended, and what its engines no longer say is withdrawn.

Which engines speak (docs/book.md): the name before `@` in the origin of each claim, and those named beside. A reading
withdraws only what its own engines said. An engine of an older version than one that has read the report is not heard.
Claims worked out from others (`derived@...`) belong to whichever engines read. A reading that failed withdraws nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, bindparam, select

from casebook.model.claim import Account, Claim
from casebook.model.coded import Coded
from casebook.model.decision import Link
from casebook.model.errors import UsageError
from casebook.model.ids import text_hash
from casebook.model.report import Report
from casebook.store import schema
from casebook.store.acts import Act
from casebook.store.forms import spans_form, speaker_form, value_form
from casebook.store.prepared import Prepared
from casebook.store.standing import Facts, facts_of_new
from casebook.store.succession import succeed

DERIVED, READING = "derived", "reading"
"""What is worked out from other claims; and what every reading says, whichever engines took part."""

_FAILED = "pipeline"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a reading changed. `older` names engines that were not heard, as a newer version has read the report.

    `withdrawn` counts claims that an engine no longer says; those that a person accepted stand all the same. `left`
    counts accounts on which persons decided and that nobody clearly tells any more: work for a person. `suggested` are
    the companions found where `add` was asked for them.
    """

    report_id: str
    n: int
    is_new: bool
    said: int
    withdrawn: int
    older: tuple[str, ...] = ()
    touched: frozenset[int] = frozenset()
    left: int = 0
    suggested: tuple[Link, ...] = ()

    @property
    def changed(self) -> bool:
        """False when the book held all of it already."""
        return self.is_new or self.said > 0 or self.withdrawn > 0 or len(self.touched) > 0


@dataclass(slots=True)
class _Standing:
    """What stands of a report before the reading, by id and engine."""

    n: int
    is_new: bool
    claims: dict[tuple[str, str], tuple[bool, float | None]] = field(default_factory=dict)
    claim_ns: dict[str, int] = field(default_factory=dict)
    claim_accounts: dict[str, int | None] = field(default_factory=dict)
    accounts: dict[tuple[str, str], tuple[bool, str, str]] = field(default_factory=dict)
    account_ns: dict[str, int] = field(default_factory=dict)
    issues: dict[str, bool] = field(default_factory=dict)
    issue_ns: dict[str, int] = field(default_factory=dict)
    versions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    new: dict[str, Claim] = field(default_factory=dict)  # claims that come now, as the first of their engines says them


def engine(origin: str) -> str:
    """The name of who says it: `rules@1` is said by rules."""
    return origin.partition("@")[0]


def version(origin: str) -> tuple[int, ...]:
    """The numbers after `@`, to be compared: 1.10 is newer than 1.9."""
    return tuple(int(part) for part in re.findall(r"\d+", origin.partition("@")[2]))


def origins_of(coded: Coded, named: Iterable[str] = ()) -> tuple[str, ...]:
    """The engines of a reading, with their versions: those of its claims, and those named beside."""
    found = {claim.origin for claim in coded.claims} | set(named)
    return tuple(sorted(origin for origin in found if engine(origin) != DERIVED))


def known(connection: Connection, coded: Coded) -> int | None:
    """The number of a reading's report; None when the book does not have it yet. UsageError for a mixed reading."""
    _checked(coded)
    for (n,) in _REPORT_OF.rows(connection, {"id": coded.report.id}):
        return int(n)
    return None


def record(act: Act, coded: Coded, n: int, named: Iterable[str] = ()) -> Added:
    """Append what this reading of a known report says, and withdraw what its engines no longer say.

    Nothing, when nothing is new.
    """
    return _recorded(act, coded, named, _standing(act.connection, n))


def record_new(act: Act, coded: Coded, named: Iterable[str] = ()) -> tuple[Added, Facts]:
    """Append a report that the book does not have, and what is read in it; the facts that now stand of it as well."""
    standing = _Standing(_new_report(act, coded.report), True)
    added = _recorded(act, coded, named, standing)
    return added, _facts_of_new(act, coded, standing)


def _recorded(act: Act, coded: Coded, named: Iterable[str], standing: _Standing) -> Added:
    origins = origins_of(coded, named)
    heard = tuple(o for o in origins if version(o) >= standing.versions.get(engine(o), ()))
    failed = len(coded.claims) == 0 and any(issue.stage == _FAILED for issue in coded.issues)
    speaking = {engine(origin) for origin in heard}
    if not failed and (len(heard) > 0 or len(origins) == 0):
        speaking |= {DERIVED, READING}
    touched = _receipt(act, coded.report, standing)
    told = _accounts(act, coded, standing, speaking)
    said, withdrawn, owners = _claims(act, coded, standing, speaking)
    raised = _issues(act, coded, standing, withdraws=READING in speaking)
    newer = any(version(o) > standing.versions.get(engine(o), ()) for o in heard)
    if standing.is_new or newer or raised or len(told) + said + withdrawn > 0:
        act.write(schema.run, [{"report": standing.n, "origins": " ".join(heard)}])
    older = tuple(o for o in origins if o not in heard)
    is_as_before = standing.is_new or len(told) + said + withdrawn == 0
    moved, left = (set[int](), 0) if is_as_before else succeed(act, standing.n)
    everyone = frozenset(standing.account_ns.values()) if touched else frozenset(told | owners | moved)
    return Added(coded.report.id, standing.n, standing.is_new, said, withdrawn, older, everyone, left)


def _facts_of_new(act: Act, coded: Coded, standing: _Standing) -> Facts:
    known = {account.id: account for account in coded.accounts}
    accounts = {n: known[name] for name, n in standing.account_ns.items()}
    new = standing.new.items()
    claims = {standing.claim_ns[name]: claim for name, claim in new if claim.account_id is not None}
    return facts_of_new((standing.n, coded.report), accounts, claims, act.n)


def _checked(coded: Coded) -> None:
    """Every fact is of this report; a claim of another one's words would lose them."""
    report, known = coded.report.id, {account.id for account in coded.accounts}
    for account in coded.accounts:
        if account.report_id != report:
            raise UsageError(f"account {account.id} is of report {account.report_id}, not of {report}")
    for claim in coded.claims:
        words = (*claim.evidence, *claim.said_by.words)
        if any(span.report_id != report for span in words):
            raise UsageError(f"claim {claim.id} quotes another report than {report}: add each with its own report")
        if claim.account_id is not None and claim.account_id not in known:
            raise UsageError(f"claim {claim.id} is of account {claim.account_id}, which is not among those of {report}")


def _new_report(act: Act, report: Report) -> int:
    """The number that a report gets."""
    row = {"id": report.id, "body": _body(act, report.text), "source": report.source, "url": report.url}
    return act.write(schema.report, [row])[0]


def _standing(connection: Connection, n: int) -> _Standing:
    """What stands of a report of the book."""
    standing = _Standing(n, False)
    _read_claims(connection, standing)
    _read_accounts(connection, standing)
    _read_issues(connection, standing)
    for origins in connection.execute(select(schema.run.c.origins).where(schema.run.c.report == n)).scalars():
        for origin in origins.split():
            name = engine(origin)
            standing.versions[name] = max(version(origin), standing.versions.get(name, ()))
    return standing


def _read_claims(connection: Connection, standing: _Standing) -> None:
    s = schema
    rows = connection.execute(
        select(
            s.claim.c.id, s.claim.c.n, s.claim.c.account, s.saying.c.engine, s.saying.c.stands, s.saying.c.confidence
        )
        .join(s.saying, s.saying.c.claim == s.claim.c.n)
        .where(s.claim.c.report == standing.n)
        .order_by(s.saying.c.n)
    )
    for row in rows:
        standing.claims[row.id, row.engine] = (row.stands, row.confidence)
        standing.claim_ns[row.id], standing.claim_accounts[row.id] = row.n, row.account


def _read_accounts(connection: Connection, standing: _Standing) -> None:
    s = schema
    rows = connection.execute(
        select(s.account.c.id, s.account.c.n, s.telling)
        .join(s.telling, s.telling.c.account == s.account.c.n)
        .where(s.account.c.report == standing.n)
        .order_by(s.telling.c.n)
    )
    for row in rows:
        standing.accounts[row.id, row.engine] = (row.stands, row.role, row.occurrence)
        standing.account_ns[row.id] = row[1]


def _read_issues(connection: Connection, standing: _Standing) -> None:
    s = schema
    rows = connection.execute(
        select(s.issue.c.id, s.issue.c.n, s.raising.c.stands)
        .join(s.raising, s.raising.c.issue == s.issue.c.n)
        .where(s.issue.c.report == standing.n)
        .order_by(s.raising.c.n)
    )
    for row in rows:
        standing.issues[row.id], standing.issue_ns[row.id] = row.stands, row.n


def _body(act: Act, text: str) -> int:
    """The number of a text: stored once, however many reports print it."""
    sha256 = text_hash(text)
    for (n,) in _BODY_OF.rows(act.connection, {"sha256": sha256}):
        return int(n)
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)
    return act.write(_BODY, [{"sha256": sha256, "zlib": packed}])[0]


_BODY: Table = schema.body
_BODY_OF = Prepared(select(schema.body.c.n).where(schema.body.c.sha256 == bindparam("sha256")))
_REPORT_OF = Prepared(select(schema.report.c.n).where(schema.report.c.id == bindparam("id")))


_LAST_RECEIPT = (
    select(schema.receipt.c.title, schema.receipt.c.published, schema.receipt.c.language, schema.receipt.c.bytes_sha256)
    .where(schema.receipt.c.report == bindparam("report"))
    .order_by(schema.receipt.c.n.desc())
    .limit(1)
)


def _receipt(act: Act, report: Report, standing: _Standing) -> bool:
    """Keep what came with the document; True when it says something else than what came before."""
    s = schema.receipt
    row = {
        "title": report.title,
        "published": None if report.published is None else report.published.isoformat(),
        "language": report.language,
        "bytes_sha256": report.bytes_sha256,
    }
    last = None if standing.is_new else act.connection.execute(_LAST_RECEIPT, {"report": standing.n}).one_or_none()
    if last is not None:
        row["bytes_sha256"] = row["bytes_sha256"] or last.bytes_sha256
        if last._asdict() == row:
            return False
    act.write(s, [{"report": standing.n, **row}])
    return last is not None


def _engines_of(account: Account, coded: Coded, speaking: set[str]) -> set[str]:
    """Who tells an account: the engines of its claims, or where it has none, all of the reading."""
    own = {engine(c.origin) for c in coded.claims if c.account_id == account.id} - {DERIVED}
    everyone = speaking - {DERIVED, READING}
    return (own & speaking) or ((everyone or (speaking & {READING})) if len(own) == 0 else set())


def _accounts(act: Act, coded: Coded, standing: _Standing, speaking: set[str]) -> set[int]:
    """Append new accounts and what changed in old ones; the numbers of those that changed."""
    s = schema
    new = [a for a in coded.accounts if a.id not in standing.account_ns and _engines_of(a, coded, speaking)]
    new = sorted({a.id: a for a in new}.values(), key=lambda a: (a.anchor.start, a.anchor.end))
    rows = [{"id": a.id, "report": standing.n, "start": a.anchor.start, "end": a.anchor.end} for a in new]
    standing.account_ns.update(zip((a.id for a in new), act.write(s.account, rows), strict=True))
    tellings: list[dict[str, object]] = []
    told: set[tuple[str, str]] = set()
    for account in coded.accounts:
        for name in sorted(_engines_of(account, coded, speaking)):
            told.add((account.id, name))
            now = (True, account.role.value, account.occurrence.value)
            if standing.accounts.get((account.id, name)) != now:
                tellings.append(_telling(standing.account_ns[account.id], name, now))
    for (gone, name), (stands, role, occurrence) in standing.accounts.items():
        if stands and name in speaking and (gone, name) not in told:
            tellings.append(_telling(standing.account_ns[gone], name, (False, role, occurrence)))
    act.write(s.telling, tellings)
    return {int(str(row["account"])) for row in tellings}


def _telling(account: int, name: str, now: tuple[bool, str, str]) -> dict[str, object]:
    stands, role, occurrence = now
    return {"account": account, "engine": name, "role": role, "occurrence": occurrence, "stands": stands}


def _claims(act: Act, coded: Coded, standing: _Standing, speaking: set[str]) -> tuple[int, int, set[int]]:
    """Append what is said anew and what is said no more; how many of each, and the accounts they are of."""
    said = {(claim.id, engine(claim.origin)): claim for claim in reversed(coded.claims)}
    said = {key: claim for key, claim in said.items() if key[1] in speaking}
    fresh = {key: c for key, c in said.items() if standing.claims.get(key) != (True, c.confidence)}
    ordered = sorted(fresh.values(), key=_position)
    new = standing.new
    for claim in ordered:
        if claim.id not in standing.claim_ns:
            new.setdefault(claim.id, claim)
    write_claims(act, standing.n, list(new.values()), standing.account_ns, standing.claim_ns)
    for claim in new.values():
        standing.claim_accounts[claim.id] = standing.account_ns.get(claim.account_id or "")
    rows: list[dict[str, object]] = [
        saying(standing.claim_ns[claim.id], claim.origin, claim.confidence) for claim in ordered
    ]
    gone = [key for key, (stands, _) in standing.claims.items() if stands and key[1] in speaking and key not in said]
    spoke = {engine(origin): origin for origin in origins_of(coded)}
    for name, who in gone:
        rows.append(saying(standing.claim_ns[name], spoke.get(who, who), standing.claims[name, who][1], stands=False))
    act.write(schema.saying, rows)
    owners = {standing.claim_accounts[name] for name in (*(key[0] for key in fresh), *(key[0] for key in gone))}
    return len(fresh), len(gone), {owner for owner in owners if owner is not None}


def _position(claim: Claim) -> tuple[int, int, str, str]:
    first = min(claim.evidence)
    return first.start, first.end, claim.id, claim.origin


def write_claims(
    act: Act, report: int, claims: Sequence[Claim], accounts: Mapping[str, int], numbers: dict[str, int]
) -> None:
    """Append claims that the book does not hold; their numbers are put into `numbers`."""
    rows = [
        {
            "id": claim.id,
            "report": report,
            "account": None if claim.account_id is None else accounts[claim.account_id],
            "field": claim.field.value,
            "value": value_form(claim.value),
            "evidence": spans_form(claim.evidence),
            "said_by": speaker_form(claim.said_by),
            "modality": claim.modality.value,
            "status": claim.status.value,
        }
        for claim in claims
    ]
    numbers.update(zip((claim.id for claim in claims), act.write(schema.claim, rows), strict=True))


def saying(claim: int, origin: str, confidence: float | None, *, stands: bool = True) -> dict[str, object]:
    """The row that says who says a claim, or no longer does."""
    return {
        "claim": claim,
        "engine": engine(origin),
        "origin": origin,
        "confidence": confidence,
        "stands": stands,
    }


def _issues(act: Act, coded: Coded, standing: _Standing, *, withdraws: bool) -> bool:
    """Append what could not be read, and take back what now can; True when anything changed."""
    raised = {issue.id: issue for issue in coded.issues}
    new = [issue for name, issue in raised.items() if name not in standing.issue_ns]
    rows = [
        {
            "id": issue.id,
            "report": standing.n,
            "stage": issue.stage,
            "kind": issue.kind,
            "message": issue.message,
            "evidence": spans_form(issue.evidence),
        }
        for issue in new
    ]
    standing.issue_ns.update(zip((issue.id for issue in new), act.write(schema.issue, rows), strict=True))
    changes = [(name, True) for name in raised if not standing.issues.get(name, False)]
    if withdraws:
        changes += [(name, False) for name, stands in standing.issues.items() if stands and name not in raised]
    rows_now = [{"issue": standing.issue_ns[name], "stands": stands} for name, stands in changes]
    return len(act.write(schema.raising, rows_now)) > 0
