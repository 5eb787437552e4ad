"""Told: one report's telling of one incident, with everything that the linker may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.model.claim import Account, Claim
from casebook.model.coded import Coded
from casebook.model.report import Report


@dataclass(frozen=True, slots=True)
class Told:
    """An account, its claims (none that a person rejected) and the report that holds their words."""

    account: Account
    claims: tuple[Claim, ...]
    report: Report


def told_in(coded: Coded) -> Iterator[Told]:
    """Each account of a report, in the order the report tells them."""
    for account in coded.accounts:
        yield Told(account, tuple(c for c in coded.claims if c.account_id == account.id), coded.report)
