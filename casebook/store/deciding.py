"""What persons decide: which accounts are one incident, which claims were read rightly, and what they should say.

The invariant: a decision is appended. Where somebody else has decided otherwise the second is told who, when and why,
and nothing is written until they say with `over` that they have seen it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from casebook.model.claim import Claim
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.errors import ConflictError, UnknownError, UsageError
from casebook.store import schema
from casebook.store.acts import Act, AnyRow
from casebook.store.forms import moment
from casebook.store.heirs import account_heirs, claim_heirs, names_of
from casebook.store.recording import saying, write_claims
from casebook.store.standing import ALL, claim_row, facts_of, stored_claim
from casebook.store.succession import restating

LINKER = "linker"


def account_number(connection: Connection, name: str) -> int:
    """The book's number of an account; UnknownError when it has none of this id."""
    n = connection.execute(select(schema.account.c.n).where(schema.account.c.id == name)).scalar()
    if n is None:
        raise UnknownError(f"no account {name!r} in this book; `casebook show` lists them")
    return int(n)


def judged(act: Act, pair: tuple[str, str], judgement: Judgement, *, why: str, over: str | None = None) -> Link:
    """Append a judgement on two accounts; ConflictError when somebody else judged otherwise.

    An account that a newer reading tells as another one is judged by that one.
    """
    if pair[0] == pair[1]:
        raise UsageError(f"{pair[0]} is one account; a judgement needs two")
    if judgement is Judgement.SUGGESTED:
        raise UsageError("only the linker suggests; judge same, different or unsure")
    asked = [account_number(act.connection, name) for name in pair]
    heirs = account_heirs(act.connection, asked, ALL)
    one, other = (heirs.now(n) for n in asked)
    if one == other:
        raise UsageError(f"{pair[0]} and {pair[1]} are told as one account now; a judgement needs two")
    names = names_of(act.connection, schema.account, (one, other))
    (left, first), (right, second) = sorted((names[n], n) for n in (one, other))
    last = _last_judgement(act.connection, heirs.family(first), heirs.family(second))
    if last is not None and last.judgement != judgement and last.id != over and _is_another(last.by, act.by):
        raise ConflictError(
            f"{last.by} judged {left} and {right} {last.judgement!r} at {moment(last.at):%Y-%m-%d %H:%M:%S} UTC"
            f"{f' ({last.why})' if last.why else ''}; nothing was changed. To overrule: over={last.id}",
            last.id,
        )
    link = Link(left, right, judgement, act.by, act.at, why)
    write_links(act, [(link, (first, second))])
    return link


def _is_another(by: str, me: str) -> bool:
    return by not in (me, LINKER) and "@" not in by


def _last_judgement(connection: Connection, one: set[int], other: set[int]) -> AnyRow | None:
    link, act = schema.link.c, schema.act.c
    return connection.execute(
        select(link.id, link.judgement, link.why, act.by, act.at)
        .join(schema.act, act.n == link.act)
        .where(
            or_(link.left.in_(one) & link.right.in_(other), link.left.in_(other) & link.right.in_(one)),
            link.judgement != Judgement.SUGGESTED.value,
        )
        .order_by(link.n.desc())
        .limit(1)
    ).one_or_none()


def write_links(act: Act, links: Iterable[tuple[Link, tuple[int, int]]]) -> None:
    """Append links; each with the numbers of its left and right account."""
    rows = [
        {
            "id": link.id,
            "left": numbers[0],
            "right": numbers[1],
            "judgement": link.judgement.value,
            "score": link.score,
            "why": link.why,
        }
        for link, numbers in links
    ]
    act.write(schema.link, rows)


def reviewed(act: Act, name: str, verdict: Verdict, *, note: str, over: str | None = None) -> tuple[Review, int | None]:
    """Append a verdict on a claim, and the number of its account; ConflictError when somebody else's is another."""
    row = claim_row(act.connection, name)
    family = claim_heirs(act.connection, [row.n], ALL).family(row.n)
    review, by = schema.review.c, schema.act.c
    last = act.connection.execute(
        select(review.id, review.verdict, review.note, by.by, by.at)
        .join(schema.act, by.n == review.act)
        .where(review.claim.in_(family))
        .order_by(review.n.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.verdict != verdict and last.by != act.by and last.id != over:
        raise ConflictError(
            f"{last.by} {last.verdict} claim {name} at {moment(last.at):%Y-%m-%d %H:%M:%S} UTC"
            f"{f' ({last.note})' if last.note else ''}; nothing was changed. To overrule: over={last.id}",
            last.id,
        )
    made = Review(name, verdict, act.by, act.at, note)
    _write_review(act, made, row.n)
    return made, row.account


def current_claim(connection: Connection, name: str) -> str:
    """The claim that says now what a claim said: another where a newer reading tells it at other words."""
    row = claim_row(connection, name)
    now = claim_heirs(connection, [row.n], ALL).now(row.n)
    if now != row.n:
        return names_of(connection, schema.claim, [now])[now]
    if row.account is None:
        return name
    accounts = account_heirs(connection, [row.account], ALL)
    facts = facts_of(connection, accounts.family(row.account))
    if row.n in facts.claims:
        return name
    found = restating(connection, facts, name, accounts.now(row.account))
    return name if found is None else facts.claims[found].id


def _write_review(act: Act, review: Review, claim: int) -> None:
    act.write(schema.review, [{"id": review.id, "claim": claim, "verdict": review.verdict.value, "note": review.note}])


def write_correction(act: Act, old: str, new: Claim) -> int | None:
    """Append what a person says instead of a claim, accepted by the one who says it; the number of the account."""
    row = claim_row(act.connection, old)
    if any(span.report_id != stored_claim(act.connection, old).evidence[0].report_id for span in new.evidence):
        raise UsageError(f"the words of a correction of {old} must be of the same report")
    numbers: dict[str, int] = {}
    known = act.connection.execute(select(schema.claim.c.n).where(schema.claim.c.id == new.id)).scalar()
    if known is not None:
        numbers[new.id] = int(known)
    else:
        write_claims(act, row.report, [new], {new.account_id or "": row.account}, numbers)
    act.write(schema.saying, [saying(numbers[new.id], new.origin, None)])
    _write_review(act, Review(new.id, Verdict.ACCEPTED, act.by, act.at), numbers[new.id])
    return None if row.account is None else int(row.account)
