"""Casebook reads reports of political violence and keeps a sourced casebook of incidents.

import casebook

coder = casebook.coder("en")
for report in casebook.read("reports/*.html"):
    coded = coder(report)                                  # pure: accounts, claims, issues
    for incident in casebook.fold(coded.accounts, coded.claims):
        for reading in incident.readings("killed"):        # 6 | 9+, side by side, each with its words
            print(reading.value, reading.modality, [claim.evidence[0].quote for claim in reading.claims])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casebook.model.coded import Coded
    from casebook.model.errors import CasebookError
    from casebook.model.incident import Incident, fold
    from casebook.model.issue import Issue
    from casebook.model.report import Report, Span
    from casebook.pipeline import Coder, coder, read
    from casebook.publish.coded import to_json_line
    from casebook.store.book import Book
    from casebook.store.book import open_book as open

__version__ = "0.1.0"
__all__ = [
    "Book",
    "CasebookError",
    "Coded",
    "Coder",
    "Incident",
    "Issue",
    "Report",
    "Span",
    "coder",
    "fold",
    "open",
    "read",
    "to_json_line",
]

# Each public name is loaded when first asked for, so that `casebook --help` starts at once.
_HOMES = {
    "Book": "casebook.store.book",
    "CasebookError": "casebook.model.errors",
    "Coded": "casebook.model.coded",
    "Coder": "casebook.pipeline",
    "Incident": "casebook.model.incident",
    "Issue": "casebook.model.issue",
    "Report": "casebook.model.report",
    "Span": "casebook.model.report",
    "coder": "casebook.pipeline",
    "fold": "casebook.model.incident",
    "open": "casebook.store.book",
    "read": "casebook.pipeline",
    "to_json_line": "casebook.publish.coded",
}
_NAMES = {"open": "open_book"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"casebook has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), _NAMES.get(name, name))
