"""What reading one report gives: its accounts, their claims, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.model.claim import Account, Claim
from casebook.model.issue import Issue
from casebook.model.report import Report


@dataclass(frozen=True, slots=True)
class Coded:
    """A report and every fact read from it. Claims whose `account_id` is None belong to no single incident."""

    report: Report
    accounts: tuple[Account, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()
