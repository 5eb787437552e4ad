"""Looks for companions of new accounts: candidates by keys in SQL, scored by the linker, kept as suggestions.

The invariant: a suggestion never merges. With `auto_same` the policy of `link/policy.py` writes SAME links, signed by
the linker and taken back like any other. Each account is a transaction: what was found is kept, whatever comes after.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache

from sqlalchemy import (
    BindParameter,
    Connection,
    Float,
    Integer,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    text,
    union_all,
    update,
)

from casebook.link.keys import CANDIDATES, KEY_LIMIT, TELLS, keys
from casebook.link.policy import Hint, automatic, suggest
from casebook.link.profile import Profile, from_json
from casebook.model.decision import Judgement, Link
from casebook.store import derived, schema
from casebook.store.acts import Act
from casebook.store.deciding import LINKER, write_links
from casebook.store.folding import profile_digest, refresh, stored_profiles
from casebook.store.heirs import account_heirs, names_of, pair_now, widened
from casebook.store.prepared import Prepared, together
from casebook.store.query import joined_at
from casebook.store.standing import ALL

_p, _l, _s = derived.profile.c, schema.link.c, schema.succession.c

_UNSEARCHED = Prepared(
    select(_p.account)
    .where(_p.is_open, _p.account > bindparam("after"))
    .order_by(_p.account)
    .limit(bindparam("limit", type_=Integer))
)
_OWN = Prepared(select(_p.form).where(_p.account == bindparam("account"), _p.is_open))
_SEARCHED = Prepared(update(derived.profile).where(_p.account == bindparam("of")).values(is_open=False))
# Successions stand among the judgements: an account has both, one of them, or (nearly always) neither.
_ACCOUNT: BindParameter[int] = bindparam("account")
_KNOWN = Prepared(
    union_all(
        select(_l.left, _l.right, _l.judgement, _l.score, _l.n).where(or_(_l.left == _ACCOUNT, _l.right == _ACCOUNT)),
        select(_s.old, _s.old, literal("succession"), cast(null(), Float), _s.n).where(
            or_(_s.old == _ACCOUNT, _s.new == _ACCOUNT)
        ),
    ).order_by("n")
)


def unsearched(connection: Connection, after: int, limit: int) -> list[int]:
    """Accounts, after a number, that were not looked up as they now stand."""
    return [n for (n,) in _UNSEARCHED.rows(connection, {"after": after, "limit": limit})]


def search(act: Act, account: int, auto_same: float | None) -> list[Link]:
    """Suggest companions of an account, and join what the policy may join; the links that were appended.

    None for an account that was looked up as it now stands.
    """
    connection = act.connection
    found = _OWN.rows(connection, {"account": account})
    if len(found) == 0:
        return []
    form = found[0][0]
    own = from_json(form)
    judged, known = _known(connection, account)
    with together(connection) if auto_same is None else nullcontext():
        act.write(schema.search, [{"account": account, "digest": profile_digest(form)}])
        _SEARCHED.run(connection, [{"of": account}])
        others = _candidates(connection, own, account)
        numbers = {each.account_id: n for n, each in others.items()} | {own.account_id: account}
        hints = suggest(own, others.values())
        fresh = [h for h in hints if numbers[h.right] not in judged and known.get(numbers[h.right]) != h.scored.score]
        links = [_link(act, hint, Judgement.SUGGESTED) for hint in fresh]
        if auto_same is not None:
            open_hints = [h for h in hints if numbers[h.right] not in judged]
            links += _joined(act, own, open_hints, numbers, auto_same)
        write_links(act, [(link, (numbers[link.left], numbers[link.right])) for link in links])
    same = [link for link in links if link.judgement is Judgement.SAME]
    refresh(connection, {numbers[name] for link in same for name in (link.left, link.right)})
    return links


def _link(act: Act, hint: Hint, judgement: Judgement) -> Link:
    return Link(hint.left, hint.right, judgement, LINKER, act.at, hint.scored.why, hint.scored.score)


def _candidates(connection: Connection, own: Profile, account: int) -> dict[int, Profile]:
    """The accounts whose keys in common tell most; keys that many hold tell nothing."""
    wanted = keys(own)
    if len(wanted) == 0:
        return {}
    given: dict[str, object] = {f"key{at}": key for at, key in enumerate(wanted)}
    return {n: from_json(form) for n, form in _sharing(len(wanted)).rows(connection, {**given, "own": account})}


@cache
def _sharing(count: int) -> Prepared:
    """One question for the accounts that share the most telling of so many keys, and their profiles.

    Of each key at most one account more than the limit is looked at, so a key that half the book holds costs little.
    """
    wanted = ", ".join(f"(:key{at})" for at in range(count))
    return Prepared(text(_SHARING.format(wanted=wanted, most=KEY_LIMIT + 1, tells=TELLS, candidates=CANDIDATES)))


_SHARING = """
WITH wanted (key) AS (VALUES {wanted}),
held AS MATERIALIZED (
  SELECT key, (SELECT count(*) FROM (SELECT 1 FROM link_key WHERE link_key.key = wanted.key LIMIT {most}) few) AS many
  FROM wanted
)
SELECT profile.account, profile.form
FROM (
  SELECT link_key.account, sum({tells} / held.many) AS shared
  FROM held JOIN link_key ON link_key.key = held.key
  WHERE held.many < {most} AND link_key.account != :own
  GROUP BY link_key.account ORDER BY shared DESC, link_key.account LIMIT {candidates}
) near JOIN profile ON profile.account = near.account
ORDER BY near.shared DESC, near.account
"""


def _known(connection: Connection, account: int) -> tuple[set[int], dict[int, float | None]]:
    """Accounts already judged with this one, and the latest suggestion for each."""
    rows = _KNOWN.rows(connection, {"account": account})
    if any(judgement != Judgement.SUGGESTED for _, _, judgement, _, _ in rows):
        return _decided(connection, account)
    return set(), {right if left == account else left: score for left, right, _, score, _ in rows}


def _decided(connection: Connection, account: int) -> tuple[set[int], dict[int, float | None]]:
    """The same where somebody decided on the account, or on one that it took the place of."""
    heirs = account_heirs(connection, [account], ALL)
    family = heirs.family(account)
    rows = connection.execute(
        select(_l.left, _l.right, _l.judgement, _l.score)
        .where(or_(_l.left.in_(family), _l.right.in_(family)))
        .order_by(_l.n)
    ).all()
    beside = {n for row in rows if row.judgement != Judgement.SUGGESTED for n in (row.left, row.right)}
    widened(connection, schema.succession, heirs, beside, ALL)
    judged: set[int] = set()
    known: dict[int, float | None] = {}
    for row in rows:
        other = row.right if row.left in family else row.left
        if row.judgement == Judgement.SUGGESTED:
            known[other] = row.score
        else:
            judged.add(heirs.now(other))
    return judged, known


def _joined(act: Act, own: Profile, hints: Sequence[Hint], numbers: dict[str, int], threshold: float) -> list[Link]:
    """What the policy joins, each hinted incident with all its accounts."""
    connection = act.connection
    sure = [hint for hint in hints if hint.scored.score >= threshold]
    members = [joined_at(connection, numbers[hint.right]) for hint in sure]
    incidents = [list(stored_profiles(connection, each).values()) for each in members]
    family = account_heirs(connection, [numbers[own.account_id]], ALL).family(numbers[own.account_id])
    apart = _apart(connection, family.union(*members))
    chosen = automatic(own, sure, incidents, threshold=threshold, apart=apart)
    return [_link(act, hint, Judgement.SAME) for hint in chosen]


def _apart(connection: Connection, accounts: set[int]) -> set[frozenset[str]]:
    """Pairs whose latest judgement is that they are different, or unsure."""
    rows = connection.execute(
        select(_l.left, _l.right, _l.judgement)
        .where(_l.left.in_(accounts), _l.right.in_(accounts), _l.judgement != Judgement.SUGGESTED.value)
        .order_by(_l.n)
    )
    heirs = account_heirs(connection, accounts, ALL)
    latest = {pair_now(heirs, row.left, row.right): row.judgement for row in rows}
    names = names_of(connection, schema.account, accounts)
    return {frozenset((names[a], names[b])) for (a, b), judgement in latest.items() if judgement != Judgement.SAME}
