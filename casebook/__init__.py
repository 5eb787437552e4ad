"""Casebook reads reports of political violence and keeps a sourced casebook of incidents.

import casebook

coder = casebook.coder("en")
for report in casebook.read(["reports/"]):
    coded = coder(report)                                  # pure: accounts, claims, issues
    for incident in casebook.fold(coded.accounts, coded.claims):
        for reading in incident.readings("killed"):        # 6 | 9+, side by side, each with its words
            print(reading.value, reading.modality, [claim.evidence[0].quote for claim in reading.claims])
"""

from __future__ import annotations

from casebook.model.coded import Coded
from casebook.model.errors import CasebookError
from casebook.model.incident import Incident, fold
from casebook.model.report import Report, Span
from casebook.pipeline import Coder, coder

__all__ = ["CasebookError", "Coded", "Coder", "Incident", "Report", "Span", "coder", "fold"]
__version__ = "0.1.0"
