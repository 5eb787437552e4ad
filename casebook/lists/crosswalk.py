"""Our codes in the words of other schemes (`crosswalk.csv`), and countries as their layouts write them.

A code that a scheme leaves out is there too, with fit "none": an exporter must say so, not drop it in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from casebook.lists.reading import Line, list_text, members, parse_csv
from casebook.model.errors import ListError

_FILE = "crosswalk.csv"
_COUNTRIES = "layout_countries.csv"
CROSSWALK_COLUMNS = ("scheme", "our_kind", "our_code", "target_code", "target_label", "fit", "status", "note")
COUNTRY_COLUMNS = ("alpha2", "numeric", "acled_region", "gtd_region", "gtd_region_txt", "ucdp_region")


class Fit(StrEnum):
    """How a code of ours sits in another scheme's: the same, more finely told by us, in part, or not at all."""

    EXACT = "exact"
    NARROWER = "narrower"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A code of ours and what another scheme has for it; `code` None where the scheme leaves it out."""

    ours: str
    code: str | None
    label: str
    fit: Fit
    note: str


@dataclass(frozen=True, slots=True)
class LayoutCountry:
    """A country as layouts write it; None where a scheme has no such region."""

    alpha2: str
    numeric: int | None
    acled_region: str | None
    gtd_region: int | None
    gtd_region_txt: str | None
    ucdp_region: str | None


@cache
def crosswalk(scheme: str, kind: str) -> Mapping[str, Crossing]:
    """The crossings of one kind of code ("incident_type", "target_type", ...) into a scheme ("ACLED", "GTD", ...)."""
    found = _crossings().get((scheme, kind))
    if found is None:
        known = ", ".join(sorted(f"{scheme} {kind}" for scheme, kind in _crossings()))
        raise ListError(f"{_FILE} has no rows for {scheme} {kind}; it has {known}")
    return found


@cache
def layout_country(alpha2: str | None) -> LayoutCountry:
    """The country of an ISO 3166-1 alpha-2 code; all None where the country is not known."""
    return _countries().get(alpha2 or "", LayoutCountry(alpha2 or "", None, None, None, None, None))


@cache
def _crossings() -> Mapping[tuple[str, str], Mapping[str, Crossing]]:
    found: dict[tuple[str, str], dict[str, Crossing]] = {}
    for line in parse_csv(_FILE, list_text(_FILE), CROSSWALK_COLUMNS):
        table = found.setdefault((line.cells["scheme"], line.cells["our_kind"]), {})
        ours = line.cells["our_code"]
        if ours in table:
            raise line.error("our_code", "the scheme has it on an earlier line; keep one")
        table[ours] = _crossing(line)
    return found


def _crossing(line: Line) -> Crossing:
    fit = line.choice("fit", members(Fit))
    code = line.cells["target_code"] or None
    return Crossing(line.cells["our_code"], code, line.cells["target_label"], fit, line.cells["note"])


@cache
def _countries() -> Mapping[str, LayoutCountry]:
    found = {}
    for line in parse_csv(_COUNTRIES, list_text(_COUNTRIES), COUNTRY_COLUMNS):
        cells = line.cells
        found[cells["alpha2"]] = LayoutCountry(
            cells["alpha2"],
            _number(line, "numeric"),
            cells["acled_region"] or None,
            _number(line, "gtd_region"),
            cells["gtd_region_txt"] or None,
            cells["ucdp_region"] or None,
        )
    return found


def _number(line: Line, column: str) -> int | None:
    cell = line.cells[column]
    if cell and not cell.isdigit():
        raise line.error(column, "write a whole number or leave it blank")
    return int(cell) if cell else None
