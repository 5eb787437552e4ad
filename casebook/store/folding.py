"""Keeps the views up to date: what an act touched is folded anew, and nothing else.

Touched accounts bring all accounts of their incidents along. As only a judgement SAME joins, and a new one names both
its accounts, no other incident can change. A rebuild does the same with all accounts, so it gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select

from casebook.link.copies import copy_groups, signature
from casebook.link.keys import keys
from casebook.link.profile import Profile, from_json, to_json
from casebook.link.profiling import profile as profile_of
from casebook.link.told import Told
from casebook.model.claim import Claim
from casebook.model.decision import Verdict
from casebook.model.ids import text_hash
from casebook.model.incident import Incident, fold
from casebook.store import derived, schema
from casebook.store.facets import columns, facet_words
from casebook.store.prepared import Prepared
from casebook.store.standing import Facts, facts_of, groups

_NOBODY: Mapping[int, Incident] = MappingProxyType({})
_NS: BindParameter[Any] = bindparam("ns", expanding=True)
_d = derived
_INCIDENTS_OF = select(_d.member.c.incident).where(_d.member.c.account.in_(_NS)).distinct()
_MEMBERS_OF = select(_d.member.c.account).where(_d.member.c.incident.in_(_NS))
_PROFILES = select(_d.profile.c.account, _d.profile.c.form).where(_d.profile.c.account.in_(_NS))
_SEARCHES = (
    select(schema.search.c.account, schema.search.c.digest)
    .where(schema.search.c.account.in_(_NS))
    .order_by(schema.search.c.n)
)
_INSERTS = {table.name: Prepared(insert(table)) for table in _d.views.sorted_tables}
_CLEAR = (
    delete(_d.member).where(_d.member.c.account.in_(_NS)),
    delete(_d.facet).where(_d.facet.c.incident.in_(_NS)),
    delete(_d.incident).where(_d.incident.c.n.in_(_NS)),
    delete(_d.profile).where(_d.profile.c.account.in_(_NS)),
    delete(_d.link_key).where(_d.link_key.c.account.in_(_NS)),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """An incident as the book has it: its first account's number, all its accounts' numbers, and the view.

    `incident` is None when no report tells of it any more.
    """

    n: int
    accounts: tuple[int, ...]
    incident: Incident | None
    changed: int


def refresh(connection: Connection, touched: Iterable[int]) -> None:
    """Bring the views of these accounts, and of whatever hangs together with them, up to date."""
    wanted = sorted(set(touched))
    if len(wanted) == 0:
        return
    before = list(connection.execute(_INCIDENTS_OF, {"ns": wanted}).scalars())
    members = set(wanted) | set(connection.execute(_MEMBERS_OF, {"ns": before}).scalars())
    facts = facts_of(connection, members)
    for statement in _CLEAR:
        connection.execute(statement, {"ns": sorted(members)})
    made = profiles(facts)
    rows = connection.execute(_SEARCHES, {"ns": sorted(made)}) if len(made) > 0 else ()
    _write_profiles(connection, made, {row.account: row.digest for row in rows})
    write_views(connection, folded(facts))


def show(connection: Connection, facts: Facts) -> None:
    """Write the views of accounts that the book has just got: there is nothing of them to clear away."""
    if len(facts.ids) > 0:
        incidents = folded(facts)
        alone = {each.n: each.incident for each in incidents if each.incident is not None}
        _write_profiles(connection, profiles(facts, alone), {})
        write_views(connection, incidents)


def write_views(connection: Connection, incidents: Sequence[Folded]) -> None:
    """Write the rows of incidents that have none."""
    members = [{"account": account, "incident": each.n} for each in incidents for account in each.accounts]
    _INSERTS["member"].run(connection, members)
    rows = [columns(each.incident, each.n, each.changed) for each in incidents if each.incident is not None]
    facets = [
        {"word": word, "incident": each.n}
        for each in incidents
        if each.incident is not None
        for word in facet_words(each.incident)
    ]
    _INSERTS["incident"].run(connection, rows)
    _INSERTS["facet"].run(connection, facets)


def folded(facts: Facts) -> list[Folded]:
    """The incidents of these facts; they must be all facts of whole incidents."""
    parts = list(groups(facts.ids, facts.same))
    views = fold(
        facts.accounts.values(),
        facts.claims.values(),
        facts.links,
        facts.reviews,
        published=facts.published,
        copies=copies_of(facts, parts),
    )
    of_account = {account.id: view for view in views for account in view.accounts}
    found = []
    for part in parts:
        told = [n for n in part if n in facts.accounts]
        view = of_account[facts.ids[told[0]]] if len(told) > 0 else None
        named = None if view is None else replace(view, id=facts.ids[part[0]])
        found.append(Folded(part[0], tuple(part), named, max(facts.changed[n] for n in part)))
    return found


def copies_of(facts: Facts, parts: Sequence[Sequence[int]]) -> dict[str, str]:
    """For reports of one incident that print another's text, the first of them (R3)."""
    copies: dict[str, str] = {}
    for part in parts:
        accounts = [facts.accounts[n] for n in part if n in facts.accounts]
        reports = {account.report_id for account in accounts}
        if len(reports) < 2:
            continue
        signed = {report.id: signature(report.text) for report in facts.reports.values() if report.id in reports}
        for group in copy_groups(signed):
            copies.update({report: group[0] for report in group if len(group) > 1})
    return copies


def _write_profiles(connection: Connection, made: Mapping[int, Profile], searched: Mapping[int, str]) -> None:
    """What the linker compares of these accounts; `searched` has the digests of what was looked up."""
    if len(made) == 0:
        return
    forms = {n: to_json(each) for n, each in made.items()}
    profiled = [
        {"account": n, "form": form, "is_open": searched.get(n) != profile_digest(form)} for n, form in forms.items()
    ]
    _INSERTS["profile"].run(connection, profiled)
    rows = [{"key": key, "account": n} for n, each in made.items() for key in keys(each)]
    _INSERTS["link_key"].run(connection, rows)


def profile_digest(form: str) -> str:
    """A short hash of a profile, kept with each look-up, to tell whether the account has changed since."""
    return text_hash(form)[:16]


def profiles(facts: Facts, alone: Mapping[int, Incident] = _NOBODY) -> dict[int, Profile]:
    """The profile of each account that stands, without the claims that a person rejected.

    `alone` has the views of accounts that are incidents of their own and that no person reviewed.
    """
    latest = {review.claim_id: review.verdict for review in facts.reviews}
    told: dict[str, list[Claim]] = {}
    for claim in facts.claims.values():
        if claim.account_id is not None and latest.get(claim.id) is not Verdict.REJECTED:
            told.setdefault(claim.account_id, []).append(claim)
    reports = {report.id: report for report in facts.reports.values()}
    return {
        n: profile_of(Told(account, tuple(told.get(account.id, ())), reports[account.report_id]), alone.get(n))
        for n, account in facts.accounts.items()
    }


def stored_profiles(connection: Connection, accounts: Iterable[int]) -> dict[int, Profile]:
    """The profiles that the book keeps of these accounts."""
    rows = connection.execute(_PROFILES, {"ns": sorted(accounts)})
    return {row.account: from_json(row.form) for row in rows}
