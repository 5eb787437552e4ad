"""What an incident can be found by: one row of columns, and words. A function of the incident alone."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model.claim import Claim, Field, Modality, Status
from casebook.model.dispute import is_disputed
from casebook.model.incident import Incident
from casebook.model.values import Code, Ref, Text
from casebook.store.derived import BROAD_DAYS
from casebook.store.plain import key, plain

_NOT_SO = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND)
_HIT = (Field.TARGET, Field.VICTIM, Field.INTENDED_TARGET)


def columns(incident: Incident, n: int, changed: int) -> dict[str, object]:
    """The row of table `incident`."""
    days = incident.date
    first = None if days is None or days.first is None else days.first.toordinal()
    last = None if days is None or days.last is None else days.last.toordinal()
    whole = first is not None and last is not None
    place, killed = incident.place, incident.tally(Field.KILLED)
    return {
        "n": n,
        "first_day": first if whole else None,
        "last_day": last if whole else None,
        "broad": first is not None and last is not None and last - first > BROAD_DAYS,
        "country": None if place is None else place.country,
        "lat": None if place is None or place.lon is None else place.lat,
        "lon": None if place is None or place.lat is None else place.lon,
        "killed": None if killed is None else killed.min,
        "disputed": is_disputed(incident),
        "accounts": len(incident.accounts),
        "changed": changed,
    }


def facet_words(incident: Incident) -> list[str]:
    """The words of table `facet`, each once: `type armed.clash`, `type armed`, `place goma`, `actor m23`, ..."""
    return sorted(set(_words(incident)))


def _words(incident: Incident) -> Iterator[str]:
    for code in (incident.type, *incident.also_types):
        if code is not None:
            yield f"type {code}"
            yield f"type {code.split('.')[0]}"
    place = incident.place
    for name in () if place is None else (place.name, place.admin1, place.site):
        if name is not None:
            yield f"place {key(name)}"
    for actor in actors_of(incident):
        yield f"actor {key(actor.name)}"
        yield from (f"actor {word}" for word in plain(actor.name))
        if actor.ref is not None:
            yield f"actor {actor.ref}"
    for words in targets_of(incident):
        yield from (f"target {word}" for word in plain(words))
    for code in target_codes(incident):
        yield f"target {code}"


def actors_of(incident: Incident) -> list[Ref]:
    """Whoever somebody says did it; a denial names nobody."""
    return [named.actor for named in incident.perpetrators]


def targets_of(incident: Incident) -> list[str]:
    """The words for who or what was hit."""
    return [_said(claim) for claim in incident.claims if claim.field in _HIT and _stands(claim)]


def target_codes(incident: Incident) -> set[str]:
    """The kinds of target, as codes of the ontology."""
    hit = [c.value for c in incident.claims if c.field in _HIT and _stands(c)]
    return {value.code for value in hit if isinstance(value, Code)}


def _said(claim: Claim) -> str:
    match claim.value:
        case Code(words=words):
            return words
        case Ref(name=name):
            return name
        case Text(text=text):
            return text
        case _:
            return claim.evidence[0].quote


def _stands(claim: Claim) -> bool:
    return claim.status is Status.CURRENT and claim.modality not in _NOT_SO
