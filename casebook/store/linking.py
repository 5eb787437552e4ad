"""Looks for companions of new accounts: candidates by keys in SQL, scored by the linker, kept as suggestions.

The invariant: a suggestion never merges. With `auto_same` the policy of `link/policy.py` writes SAME links, signed by
the linker and taken back like any other. Each account is a transaction: what was found is kept, whatever comes after.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select, update

from casebook.link.keys import CANDIDATES, KEY_LIMIT, keys
from casebook.link.policy import Hint, automatic, suggest
from casebook.link.profile import Profile, to_json
from casebook.model.decision import Judgement, Link
from casebook.store import derived, schema
from casebook.store.acts import Act
from casebook.store.deciding import LINKER, write_links
from casebook.store.folding import profile_digest, refresh, stored_profiles
from casebook.store.heirs import account_heirs, names_of, pair_now, widened
from casebook.store.query import joined_at
from casebook.store.standing import ALL

_k, _p, _l = derived.link_key.c, derived.profile.c, schema.link.c


def unsearched(connection: Connection, after: int, limit: int) -> list[int]:
    """Accounts, after a number, that were not looked up as they now stand."""
    statement = select(_p.account).where(_p.is_open, _p.account > after).order_by(_p.account).limit(limit)
    return list(connection.execute(statement).scalars())


def search(act: Act, account: int, auto_same: float | None) -> list[Link]:
    """Suggest companions of an account, and join what the policy may join; the links that were appended."""
    connection = act.connection
    own = stored_profiles(connection, [account]).get(account)
    if own is None:
        return []
    act.write(schema.search, [{"account": account, "digest": profile_digest(to_json(own))}])
    connection.execute(update(derived.profile).where(_p.account == account).values(is_open=False))
    others = stored_profiles(connection, _candidates(connection, own, account))
    numbers = {each.account_id: n for n, each in others.items()} | {own.account_id: account}
    hints = suggest(own, others.values())
    judged, known = _known(connection, account)
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


def _candidates(connection: Connection, own: Profile, account: int) -> list[int]:
    """The accounts with the most keys in common; keys that many hold tell nothing."""
    shared: dict[int, int] = {}
    for key in keys(own):
        found = connection.execute(select(_k.account).where(_k.key == key).limit(KEY_LIMIT + 1)).scalars().all()
        if len(found) <= KEY_LIMIT:
            for n in found:
                shared[n] = shared.get(n, 0) + 1
    shared.pop(account, None)
    return sorted(shared, key=lambda n: (-shared[n], n))[:CANDIDATES]


def _known(connection: Connection, account: int) -> tuple[set[int], dict[int, float | None]]:
    """Accounts already judged with this one, and the latest suggestion for each."""
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
