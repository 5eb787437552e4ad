"""An incident flattened: one value a question, by a named policy. Every layout takes its cells from here.

The invariant: flattening chooses among values that stand in the incident and never makes one. An open upper bound stays
open, an unknown stays None, and a layout writes its own code for unknown; what is not chosen is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from casebook.lists.actors import registry
from casebook.lists.gazetteer import country, lookup
from casebook.model.claim import Field, Modality, SpeakerRole, Status
from casebook.model.figure import group
from casebook.model.perpetrators import Attributed
from casebook.model.reconcile import Tally
from casebook.model.values import Code, Count, DatePrecision, Days, Place, PlacePrecision
from casebook.publish.release import Public, PublicClaim
from casebook.publish.withholding import WITHHELD
from casebook.publish.words import bounds, edtf_words, label, speaker_words, value_words

CIVILIAN_TARGETS = frozenset(
    "civilians_general public_place_market religious education health_care aid_relief media business transport tourism "
    "private_property displaced_refugees rights_defender political_actor judiciary government_civil diplomatic".split()
)
ARMED_TARGETS = frozenset({"military", "police_security", "armed_group", "un_peacekeeping"})
STATE_KINDS = frozenset({"state", "state_force", "ministry_or_agency"})
_MASK = "["
_MASKED = re.compile(r"\[[^\]]*\]")
_ACRONYM = 5


class Policy(StrEnum):
    """Which figure stands where a layout has room for one: our best, the least or the most that was said."""

    BEST = "best"
    LEAST = "least"
    MOST = "most"


def figure(tally: Tally | None, policy: Policy) -> int | None:
    """The one figure of a tally by the policy; None where nobody gave it (an open upper bound is not closed)."""
    if tally is None:
        return None
    return {Policy.BEST: tally.best, Policy.LEAST: tally.min, Policy.MOST: tally.max}[policy]


def figure_words(tally: Tally | None) -> str:
    """ "9 (9–17)", "21+", "unknown"."""
    if tally is None or (tally.min is None and tally.best is None and tally.max is None):
        return "unknown"
    span = bounds(tally.min, tally.max)
    return span if tally.best is None or span == f"{tally.best:,}" else f"{tally.best:,} ({span})"


def days(incident: Public) -> tuple[date | None, date | None]:
    """The first and the last day it can have been."""
    return (None, None) if incident.date is None else (incident.date.first, incident.date.last)


def middle(incident: Public) -> date | None:
    """The middle day of the interval, as ACLED asks for where no day is told; its precision says how wide that is."""
    first, last = days(incident)
    return None if first is None or last is None else first + timedelta(days=(last - first).days // 2)


def is_exact(found: Days | None) -> bool:
    """True when the words of a report fix the day."""
    return found is not None and found.precision is DatePrecision.DAY


def country_name(place: Place | None) -> str | None:
    """The country's name in English."""
    return None if place is None or place.country is None else country(place.country).name


def district_name(place: Place | None) -> str | None:
    """The second-level area: the place itself where it is one, else as the gazetteer has it."""
    if place is None:
        return None
    if place.precision is PlacePrecision.DISTRICT:
        return place.name
    found = (each for each in lookup(place.name or "") if place.ref is not None and each.ref == place.ref)
    return next((each.admin2 for each in found), None)


def locality(place: Place | None) -> str | None:
    """The name of the settlement; None where only an area or nothing is known."""
    exact = (PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR_SETTLEMENT)
    return place.name if place is not None and place.precision in exact else None


def place_name(place: Place | None) -> str | None:
    """The name of the most exact place that is known, a country by its English name."""
    if place is None or place.precision is PlacePrecision.COUNTRY:
        return country_name(place)
    return place.name


def cased(words: str) -> str:
    """Words of a report that writes all in capitals, in small letters: "armed men" for "ARMED MEN"; "FMLN" stays."""
    said = _MASKED.sub("", words)
    return words.lower() if said.isupper() and len(said) > _ACRONYM else words


def target_codes(incident: Public) -> tuple[str, ...]:
    """Who or what was hit, each code once, in the order told; "unknown" and "nobody in particular" are none."""
    codes = [c.value.code for c in incident.standing(Field.TARGET) if isinstance(c.value, Code)]
    return tuple(dict.fromkeys(code for code in codes if code not in ("unknown", "none_specific")))


def hits_civilians_only(incident: Public) -> bool:
    """True when some target is told and none is an armed force."""
    codes = set(target_codes(incident))
    return len(codes & CIVILIAN_TARGETS) > 0 and len(codes & ARMED_TARGETS) == 0


def named(incident: Public) -> tuple[Attributed, ...]:
    """Actors said to have done it whose name may stand in a column; a person whose name is masked is not one."""
    return tuple(found for found in incident.perpetrators if _MASK not in found.actor.name)


def standing(found: Attributed) -> str:
    """How far a name is established, in words: "self claimed contested"."""
    return found.status.replace("_", " ")


def is_state(found: Attributed) -> bool:
    """True for a state and its forces."""
    return found.actor.kind in STATE_KINDS


def is_foreign(found: Attributed, place: Place | None) -> bool:
    """True for a registered actor of other countries than the one it happened in."""
    known = registry().get(found.actor.ref or "")
    if known is None or place is None or place.country is None or len(known.countries) == 0:
        return False
    return place.country not in known.countries


def agreeing(claims: Iterable[PublicClaim], chosen: int | None) -> frozenset[str]:
    """The claims whose figure for everyone is exactly the one chosen."""
    counted = [(claim, claim.value) for claim in claims if isinstance(claim.value, Count)]
    return frozenset(
        c.id for c, v in counted if chosen is not None and v.low == v.high == chosen and group(v.population) == ""
    )


def holding(claims: Iterable[PublicClaim], value: object) -> frozenset[str]:
    """The claims with exactly this value."""
    return frozenset(claim.id for claim in claims if value is not None and claim.value == value)


def coded(claims: Iterable[PublicClaim], codes: Iterable[str | None]) -> frozenset[str]:
    """The claims with one of these codes."""
    wanted = set(codes)
    return frozenset(c.id for c in claims if isinstance(c.value, Code) and c.value.code in wanted)


def basis(found: Iterable[Attributed]) -> frozenset[str]:
    """The claims that name these actors."""
    return frozenset(claim for each in found for claim in each.basis)


def citations(incident: Public) -> tuple[str, ...]:
    """Each source as it is cited: outlet, headline, day."""
    cited = []
    for source in incident.sources:
        headline = None if source.title is None else f"“{source.title}”"
        day = None if source.published is None else source.published.isoformat()
        cited.append(", ".join(part for part in (source.source, headline, day) if part is not None))
    return tuple(cited)


def when_words(found: Days | None) -> str:
    """How notes open: "On 5 September 2022", "In September 2022", "Between … and …", "On an unknown date"."""
    if found is None:
        return "On an unknown date"
    words = edtf_words(found.edtf)
    if "/" in found.edtf:
        return f"Between {words.replace(' to ', ' and ')}"
    if found.precision is DatePrecision.INFERRED:
        return f"Around {words} (day taken from the report's)"
    return f"On {words}" if found.edtf.count("-") == 2 else f"In {words}"


def where_words(incident: Public) -> str:
    """ "in Garissa, Kenya (at the main bus station)"."""
    place = incident.place
    if place is None:
        return "at an unknown place"
    names = (place_name(place), place.admin1, country_name(place))
    parts: list[str] = []
    for name in names:
        if name is not None and not any(name in part for part in parts):
            parts.append(name)
    near = "near" if place.precision is PlacePrecision.NEAR_SETTLEMENT else "in"
    where = f"{near} {', '.join(parts)}" if len(parts) > 0 else "at an unknown place"
    return where if place.site is None else f"{where} ({cased(place.site)})"


def who_words(incident: Public) -> str:
    """Who is said to have done it, with the standing of each name; else the words for attackers nobody names."""
    if len(incident.perpetrators) > 0:
        return "; ".join(f"{cased(found.actor.name)} ({standing(found)})" for found in incident.perpetrators)
    described = [value_words(c.field, c.value) for c in incident.standing(Field.PERPETRATOR_DESCRIPTION)]
    plain = [cased(words) for words in described if words != WITHHELD]
    return f"not named ({'; '.join(dict.fromkeys(plain))})" if len(plain) > 0 else "not told"


def notes(incident: Public, opening: str | None = None) -> str:
    """What happened in one line of neutral words: type, place, who is said to have done it, figures."""
    kind = "incident of unknown type" if incident.type is None else label("type", incident.type).split(" (")[0]
    parts = [f"{opening or when_words(incident.date) + ','} {kind[:1].lower()}{kind[1:]} {where_words(incident)}."]
    if incident.occurrence != "occurred":
        parts.append(f"Occurrence: {label('occurrence', incident.occurrence)}.")
    parts.append(f"Perpetrator as reported: {who_words(incident)}.")
    targets = [label("target_type", code) for code in target_codes(incident)]
    if len(targets) > 0:
        parts.append(f"Hit: {', '.join(targets)}.")
    parts.append(f"Killed: {figure_words(incident.tally(Field.KILLED))}.")
    parts.append(f"Injured: {figure_words(incident.tally(Field.INJURED))}.")
    return " ".join(parts)


def rivals(incident: Public, name: Field) -> tuple[str, ...]:
    """Every figure of a measure with who gives it, where they are not all the same."""
    said = []
    for claim in incident.of(name):
        stance = [claim.modality] if claim.modality is not Modality.ASSERTED else []
        status = [claim.status] if claim.status is not Status.CURRENT else []
        said.append(f"{claim_words(claim)} ({', '.join((cased(speaker_words(claim.said_by)), *stance, *status))})")
    distinct = tuple(dict.fromkeys(said))
    return distinct if len({claim.value for claim in incident.of(name)}) > 1 else ()


def claim_words(claim: PublicClaim) -> str:
    """What a claim says, for people; a figure with the group that it counts."""
    words = value_words(claim.field, claim.value)
    if isinstance(claim.value, Count) and claim.value.population is not None:
        return f"{words} {cased(claim.value.population)}"
    return words


def is_article(claim: PublicClaim) -> bool:
    """True when nobody but the report itself says it."""
    return claim.said_by.role is SpeakerRole.ARTICLE
