"""Incidents whose exact place, and sometimes day, do not leave the house: what the desk's rules of safety list.

Shelters, clinics, mass graves, convoy routes: nothing below the district, no coordinates. Sexual violence: that and no
day. The invariant: of such an incident no word of the report leaves either, nor its headline, address or outlet, since
any of them may name the spot; offsets and the hash of the text stay, for whoever holds the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from casebook.lists.gazetteer import lookup
from casebook.lists.lexicon import targets
from casebook.lists.rows import TargetKind
from casebook.lists.words import wording
from casebook.model.claim import Field, Speaker
from casebook.model.incident import Incident
from casebook.model.values import (
    Clock,
    Code,
    Count,
    DatePrecision,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Ref,
    Text,
    Value,
)
from casebook.norms.tokens import tokens
from casebook.publish.source import Source

WITHHELD = "[withheld]"
_SEXUAL = "abuse.sexual_violence"
_SITES = (Field.TARGET, Field.SITE, Field.INTENDED_TARGET, Field.PLACE)
_EXACT = (PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR_SETTLEMENT)
_DAY = re.compile(r"^(\w{4}-\w\d)-\d\d$")


class Protection(Enum):
    """What of an incident stays in the house; the value says why."""

    NONE = ""
    PLACE = "protected site: nothing below the district"
    PLACE_AND_DAY = "sexual violence: nothing below the district, no day"


def protection(incident: Incident) -> Protection:
    """What is to be kept back of an incident by its type, its targets and its site."""
    codes = {c.value.code for c in incident.claims if c.field is Field.INCIDENT_TYPE and isinstance(c.value, Code)}
    if _SEXUAL in codes or incident.type == _SEXUAL:
        return Protection.PLACE_AND_DAY
    words = [text for claim in incident.claims if claim.field in _SITES for text in _site_words(claim.value)]
    named = any(wording("protected_places").search(text) is not None for text in words)
    care = any(
        isinstance(claim.value, Code) and claim.value.code == "health_care" and _is_site(claim.value.words)
        for claim in incident.claims
        if claim.field is Field.TARGET
    )
    return Protection.PLACE if named or care else Protection.NONE


def _site_words(value: Value) -> tuple[str, ...]:
    match value:
        case Code():
            return (value.words,)
        case Text():
            return (value.text,)
        case Place(site=str() as site):
            return (site,)
        case _:
            return ()


def _is_site(words: str) -> bool:
    """True for a hospital, and not for a nurse."""
    found = targets().matches([token.lower for token in tokens(words)])
    return any(item.kind is TargetKind.SITE for match in found for item in match.items)


def district(place: Place) -> Place:
    """The place as far as its district, or its province where the gazetteer knows no district; no coordinates."""
    wide = replace(place, site=None, lat=None, lon=None, ref=None)
    if place.precision not in _EXACT:
        return wide
    found = next((each for each in lookup(place.name or "") if each.ref == place.ref), None)
    if found is not None and found.admin2 is not None:
        return replace(wide, name=found.admin2, precision=PlacePrecision.DISTRICT)
    if place.admin1 is not None:
        return replace(wide, name=place.admin1, precision=PlacePrecision.PROVINCE)
    precision = PlacePrecision.UNRESOLVED if place.country is None else PlacePrecision.COUNTRY
    return replace(wide, name=None, precision=precision)


def month(days: Days) -> Days:
    """The days as far as their month."""
    parts = [_DAY.sub(r"\1", part) for part in days.edtf.split("/")]
    edtf = parts[0] if len(set(parts)) == 1 else "/".join(parts)
    if edtf == days.edtf:
        return days
    return Days(edtf, max(days.precision, DatePrecision.MONTH), days.method)


def kept_back(value: Value, protected: Protection) -> Value:
    """The value without its words, at the distance that the protection asks for."""
    match value:
        case Count():
            return value if value.population is None else replace(value, population=WITHHELD)
        case Days():
            return month(value) if protected is Protection.PLACE_AND_DAY else value
        case Place():
            return district(value)
        case Ref():
            return value if value.ref is not None else replace(value, name=WITHHELD)
        case Code():
            return replace(value, words=WITHHELD)
        case Text():
            return Text(WITHHELD)
        case Clock():
            return (
                Clock(WITHHELD, WITHHELD) if protected is Protection.PLACE_AND_DAY else replace(value, words=WITHHELD)
            )
        case Money() | Duration():
            return replace(value, words=WITHHELD)
        case Flag():
            return value


def speaker_by_role(speaker: Speaker) -> Speaker:
    """The speaker without a name: "Garissa police" would name the place."""
    if speaker.ref is not None:
        return replace(speaker, words=())
    name = "a speaker" if speaker.role is None else speaker.role.value.replace("_", " ")
    return replace(speaker, name=name, words=())


def source_without_place(source: Source, protected: Protection) -> Source:
    """The citation without headline, address and outlet, which tell the place; without its day where that is kept."""
    published = None if protected is Protection.PLACE_AND_DAY else source.published
    return replace(source, source=WITHHELD, url=None, title=None, published=published)
