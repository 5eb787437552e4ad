"""One coded incident as one MUC-4 template, or none when it lies outside that evaluation's definition.

In its definition (as train gold shows): acts of illegal groups or unknown doers on any target that is not purely
military, and violence of state forces on civilians; not fighting between armed sides. Older incidents that a report
merely refers to have none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from casebook.evaluate.coded import ActorValue, CodedClaim, CodedIncident, CodeValue, TextValue
from casebook.evaluate.compare import countries
from casebook.evaluate.muc4_fill import codes, head_code, instrument, tokens, trimmed
from casebook.evaluate.muc4_hits import Human, Physical, people_hit, standing, things_hit
from casebook.lists.actors import actors
from casebook.model.claim import Field, Modality, Occurrence, Role, SpeakerRole
from casebook.model.values import DateMethod, DatePrecision, Days
from casebook.norms.tokens import tokens as norm_tokens

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_STAGE = {
    Occurrence.OCCURRED: "ACCOMPLISHED",
    Occurrence.DISPUTED: "ACCOMPLISHED",
    Occurrence.ATTEMPTED_FAILED: "ATTEMPTED",
    Occurrence.FOILED: "ATTEMPTED",
    Occurrence.THREATENED: "THREATENED",
    Occurrence.HOAX: "THREATENED",
}
_AUTHORITIES = frozenset(
    {
        SpeakerRole.POLICE,
        SpeakerRole.MILITARY,
        SpeakerRole.INTELLIGENCE,
        SpeakerRole.MINISTRY,
        SpeakerRole.HEAD_OF_STATE_OR_SPOKESPERSON,
        SpeakerRole.LOCAL_OFFICIAL,
        SpeakerRole.COURT_OR_PROSECUTOR,
        SpeakerRole.UNNAMED_OFFICIAL,
    }
)
_PERSONS = frozenset({"unidentified_armed", "person_public", "person_private", "population_group"})
_STATE = frozenset({"state", "state_force", "ministry_or_agency"})
_COMBATANT_CODES = frozenset({"military", "armed_group"})
_PLACE_KIND = {1: "CITY", 2: "CITY", 3: "CITY", 4: "MUNICIPALITY", 5: "DEPARTMENT", 6: "REGION"}


@dataclass(frozen=True, slots=True)
class Template:
    """A MUC-4 template before it is written in either of its two forms; `at` is where its incident is first told."""

    kind: str
    stage: str
    state: bool
    date: str | None
    location: str | None
    doers: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    weapons: tuple[str, ...]
    weapon_kinds: tuple[tuple[str, str], ...]
    things: tuple[Physical, ...]
    people: tuple[Human, ...]
    at: int = 0


def template_of(incident: CodedIncident, text: str, published: date | None, *, sure: bool = False) -> Template | None:
    """The template of one incident; None when it lies outside the definition, unless it is `sure` to be within."""
    kind = _kind(incident) or ("ATTACK" if sure else None)
    if kind is None or (incident.role is Role.REFERENCE and not sure):
        return None
    claims = standing(incident)
    people, things = people_hit(incident), things_hit(claims)
    state = _by_state(claims)
    if not sure and not _within(incident, state, people, things):
        return None
    return Template(
        kind,
        _STAGE[incident.occurrence],
        state,
        _date(incident, published),
        _location(incident, text),
        _doers(claims),
        _groups(claims, text),
        *_weapons(claims),
        things,
        people,
        min((span.start for claim in incident.claims for span in claim.evidence), default=0),
    )


@cache
def _type_rows() -> tuple[tuple[str, str, str], ...]:
    text = (files("casebook.evaluate") / "muc4_types.csv").read_text(encoding="utf-8")
    return tuple((row["type"], row["muc"], row["when"]) for row in csv.DictReader(text.splitlines()))


def _kind(incident: CodedIncident) -> str | None:
    """The incident type: the first row of `muc4_types.csv` whose condition holds."""
    words = " ".join(span.quote for claim in incident.claims for span in claim.evidence).upper()
    weapons = {c.value.code for c in incident.claims if c.field is Field.WEAPON and isinstance(c.value, CodeValue)}
    holds = {
        "": True,
        "civilian": True,  # whether civilians were hit is decided in _within
        "fire": "fire_incendiary" in weapons or re.search(r"\b(?:BURN|FIRE|ARSON|ABLAZE)", words) is not None,
        "taken": re.search(r"\b(?:ROB|STOLE|STEAL|LOOT|TOOK|ASSAULTED)", words) is not None,
        "explosive": re.search(r"\b(?:BOMB|EXPLOS|DYNAMITE)", words) is not None,
    }
    return next((muc for name, muc, when in _type_rows() if name == incident.type and holds[when]), None)


def _within(incident: CodedIncident, state: bool, people: tuple[Human, ...], things: tuple[Physical, ...]) -> bool:
    """True when someone or something other than armed forces was the aim, as the definition asks."""
    aims = {c.value.code for c in incident.claims if c.field is Field.TARGET and isinstance(c.value, CodeValue)}
    civil = any(human.kind not in ("ACTIVE MILITARY", "-") for human in people)
    military = bool(aims) and aims <= _COMBATANT_CODES
    fought = any(name == incident.type and when == "civilian" for name, _, when in _type_rows())
    if state or fought:
        return civil or (bool(things) and bool(aims) and not military and not fought)
    return civil or not military


def _by_state(claims: tuple[CodedClaim, ...]) -> bool:
    """True when a doer is a state's force."""
    doers = [c for c in claims if c.field in (Field.PERPETRATOR, Field.ACCUSATION, Field.PERPETRATOR_DESCRIPTION)]
    return any(
        c.value.kind in _STATE or (c.value.kind is None and head_code(c.value.name, "state") is not None)
        if isinstance(c.value, ActorValue)
        else isinstance(c.value, TextValue) and head_code(c.value.text, "state") is not None
        for c in doers
    )


def _doers(claims: tuple[CodedClaim, ...]) -> tuple[str, ...]:
    """Attackers without an organisation's name, in the report's words."""
    said = [c.value.text for c in claims if c.field is Field.PERPETRATOR_DESCRIPTION and isinstance(c.value, TextValue)]
    said += [
        c.value.name
        for c in claims
        if c.field is Field.PERPETRATOR and isinstance(c.value, ActorValue) and c.value.kind in _PERSONS
    ]
    return _once(trimmed(words, numbers=True) for words in said)


def _groups(claims: tuple[CodedClaim, ...], text: str) -> tuple[tuple[str, str], ...]:
    """Organisations with the confidence of the report in them; the first telling of each is kept."""
    found: dict[str, str] = {}
    for claim in claims:
        value, fields = claim.value, (Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY, Field.ACCUSATION)
        if claim.field in fields and isinstance(value, ActorValue) and value.kind not in _PERSONS:
            found.setdefault(_as_written(value.name, claim, text), _confidence(claim))
    return tuple(found.items())


def _as_written(name: str, claim: CodedClaim, text: str) -> str:
    """The name as the report has it; the evidence words when the registry's name is not in the report."""
    for span in claim.evidence:
        for match in actors().matches([token.lower for token in norm_tokens(span.quote)]):
            if any(row.actor.name == name for row in match.items):
                cut = norm_tokens(span.quote)[match.start : match.end]
                return trimmed(span.quote[cut[0].start : cut[-1].end], numbers=True)
    plain = trimmed(name, numbers=True)
    if plain in " ".join(text.upper().split()):
        return plain
    short = next((span.quote for span in claim.evidence if len(tokens(span.quote)) <= 6), None)
    return plain if short is None else trimmed(short, numbers=True)


def _confidence(claim: CodedClaim) -> str:
    if claim.field is Field.CLAIM_OF_RESPONSIBILITY or claim.modality is Modality.CLAIMED:
        return "CLAIMED OR ADMITTED"
    if claim.modality is Modality.HYPOTHETICAL:
        return "POSSIBLE"
    if claim.said_by.role in _AUTHORITIES:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    if claim.field is Field.ACCUSATION or claim.modality is Modality.ALLEGED:
        return "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _weapons(claims: tuple[CodedClaim, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Weapon strings, and (type, string) pairs with "-" where the words name no weapon."""
    kinds = []
    for claim in claims:
        if claim.field is Field.WEAPON and isinstance(claim.value, CodeValue):
            said = instrument(claim.value.words or claim.evidence[0].quote)
            kind = head_code(said, "instrument") if said is not None else None
            if kind in (None, "BOMB", "EXPLOSIVE"):
                coded = codes("weapon_code").get(claim.value.code)
                kind = coded if kind is None or claim.value.code == "vehicle_bomb" else kind
            if kind is not None:
                kinds.append((kind, said or "-"))
    pairs = tuple(dict.fromkeys(kinds))
    return _once(words for _, words in pairs if words != "-"), pairs


def _date(incident: CodedIncident, published: date | None) -> str | None:
    """The day or interval in the style of the gold; "- DAY" (no later than) when only publication is known."""
    given = incident.date
    if given is not None and given.edtf is not None and given.precision != DatePrecision.INFERRED:
        days = Days(given.edtf, DatePrecision.DAY, DateMethod.EXPLICIT)
        first, last = days.first, days.last
        if first is not None and last is not None:
            return _day(first) if first == last else f"{_day(first)} - {_day(last)}"
    return None if published is None else f"- {_day(published)}"


def _day(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}"


def _location(incident: CodedIncident, text: str) -> str | None:
    """COUNTRY: AREA (DEPARTMENT): PLACE (CITY); the area only where the report itself names it."""
    place = incident.place
    if place is None or place.country is None:
        return None
    country = next((name for code, name in countries().values() if code == place.country), None)
    if country is None:
        return None
    chain = [country.upper()]
    name = place.name.upper() if place.name is not None else None
    area = place.admin1.upper() if place.admin1 is not None else None
    if area is not None and area != name and area in text.upper():
        chain.append(f"{area} (DEPARTMENT)")
    kind = _PLACE_KIND.get(place.precision or 0)
    if name is not None and kind is not None and name != country.upper():
        chain.append(f"{name} ({kind})")
    return ": ".join(chain)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
