"""A question put to incidents in hand, as the book puts it to its tables: for coded lines, which are no book.

The invariant: what an incident does not tell matches no condition on it. An incident without a day is not "since 2020",
and one whose dead nobody counted is not "at least 5 killed".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from casebook.lists.actors import actors
from casebook.lists.gazetteer import country, ground_km
from casebook.model.claim import Claim, Field, Modality, Status
from casebook.model.dispute import is_disputed
from casebook.model.incident import Incident
from casebook.model.values import Code, Place, Ref
from casebook.norms.tokens import tokens
from casebook.publish.flat import district_name
from casebook.store.query import Wanted


def asked(incidents: Iterable[Incident], wanted: Wanted) -> Iterator[Incident]:
    """The incidents that the question asks for, in their order."""
    return (incident for incident in incidents if matches(incident, wanted))


def matches(incident: Incident, wanted: Wanted) -> bool:
    """True when every condition of the question holds for the incident."""
    return (
        _in_time(incident, wanted.since, wanted.until)
        and (wanted.where is None or is_in(incident.place, wanted.where))
        and (wanted.type is None or is_of_type(incident, wanted.type))
        and (wanted.actor is None or names_actor(incident, wanted.actor))
        and (wanted.target is None or hits(incident, wanted.target))
        and (wanted.killed_at_least is None or _killed(incident) >= wanted.killed_at_least)
        and (wanted.disputed is None or is_disputed(incident) is wanted.disputed)
        and (wanted.text is None or says(incident, wanted.text))
        and (wanted.box is None or _in_box(incident.place, wanted.box))
        and (wanted.near is None or _is_near(incident.place, wanted.near))
    )


def _in_time(incident: Incident, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    first, last = (None, None) if incident.date is None else (incident.date.first, incident.date.last)
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def is_in(place: Place | None, where: str) -> bool:
    """True when the place or an area that it lies in has this name or country code."""
    if place is None:
        return False
    if len(where) == 2 and where.isupper():
        return place.country == where
    named = None if place.country is None else country(place.country).name
    areas = (place.name, place.admin1, district_name(place), named)
    return any(area is not None and area.casefold() == where.casefold() for area in areas)


def is_of_type(incident: Incident, wanted: str) -> bool:
    """True for the type itself, one of the further types, or the group before the dot."""
    types = [*([incident.type] if incident.type is not None else []), *incident.also_types]
    return any(code == wanted or code.startswith(f"{wanted}.") for code in types)


def names_actor(incident: Incident, wanted: str) -> bool:
    """True when somebody says that this actor did it; any name or id of the registry will do, or a part of the name."""
    known = {
        name.actor.ref for match in actors().matches([t.lower for t in tokens(wanted)]) for name in match.items
    } | {wanted}
    told = [found.actor for found in incident.perpetrators]
    return any(actor.ref in known or wanted.casefold() in actor.name.casefold() for actor in told)


def hits(incident: Incident, wanted: str) -> bool:
    """True when a target or victim is of this kind, or its words hold these."""
    plain = wanted.casefold()
    for claim in _standing(incident.claims):
        if claim.field is Field.TARGET and isinstance(claim.value, Code):
            if claim.value.code == wanted or plain in claim.value.words.casefold():
                return True
        elif claim.field is Field.VICTIM and plain in claim.evidence[0].quote.casefold():
            return True
    return False


def _standing(claims: Iterable[Claim]) -> Iterator[Claim]:
    not_so = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND)
    return (claim for claim in claims if claim.status is Status.CURRENT and claim.modality not in not_so)


def _killed(incident: Incident) -> int:
    """The least number of dead that the figures allow; -1 where nobody gives one."""
    tally = incident.tally(Field.KILLED)
    return -1 if tally is None or tally.min is None else tally.min


def says(incident: Incident, words: str) -> bool:
    """True when every word stands in what the incident rests on: its quotes, names and places."""
    told = " ".join(
        [span.quote for claim in incident.claims for span in claim.evidence]
        + [claim.value.name for claim in incident.claims if isinstance(claim.value, Ref)]
        + [claim.value.name or "" for claim in incident.claims if isinstance(claim.value, Place)]
    ).casefold()
    return all(word.casefold() in told for word in words.split())


def _in_box(place: Place | None, box: tuple[float, float, float, float]) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    south, west, north, east = box
    across = west <= place.lon <= east if west <= east else (place.lon >= west or place.lon <= east)
    return south <= place.lat <= north and across


def _is_near(place: Place | None, near: tuple[float, float, float]) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return ground_km((place.lat, place.lon), (near[0], near[1])) <= near[2]
