"""PLOVER records: one JSON object an incident, with event, mode, actors, recipients and place.

PLOVER has no field for the dead or injured, none for denials, and none for who says what; all of that is in the loss
report. A clash has both sides as actors, as its manual asks. What the crosswalk has no PLOVER event for is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from casebook.lists.crosswalk import Fit, crosswalk
from casebook.model.claim import Field, Role
from casebook.model.values import Text
from casebook.publish.flat import Policy, basis, citations, coded, days, holding, named, notes
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.loss import Loss
from casebook.publish.release import Public
from casebook.publish.words import label

COLUMNS = (
    *("id", "date", "actor", "recipient", "event", "mode", "eventText", "text", "event_loc", "location", "admin1"),
    *("country", "latitude", "longitude", "publication", "language", "coder", "version"),
)
_CODER, _VERSION = "Casebook", "PLOVER 2023"


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:  # noqa: ARG001  PLOVER has no figures
    """The incident's record, or why PLOVER has no event for it."""
    crossing = crosswalk("PLOVER", "incident_type").get(incident.type or "")
    if incident.role is Role.REFERENCE:
        return Loss(incident.id, "incident", incident.type, "only mentioned, as something older")
    if crossing is None or crossing.code is None:
        return Loss(incident.id, "incident_type", incident.type, "no type is told that PLOVER has an event for")
    first, last = days(incident)
    victims = [c.value.text for c in incident.standing(Field.VICTIM) if isinstance(c.value, Text)]
    place = incident.place
    cells: dict[str, Cell] = {
        "id": incident.id,
        "date": first.isoformat() if first is not None and first == last else None,
        "actor": "; ".join(found.actor.name for found in named(incident)) or None,
        "recipient": "; ".join(dict.fromkeys(victims)) or None,
        "event": crossing.code,
        "mode": crossing.label or None,
        "eventText": label("type", crossing.ours),
        "text": notes(incident),
        "event_loc": None if place is None else place.site,
        "location": None if place is None else place.name,
        "admin1": None if place is None else place.admin1,
        "country": None if place is None else place.country,
        "latitude": None if place is None else place.lat,
        "longitude": None if place is None else place.lon,
        "publication": "; ".join(citations(incident)) or None,
        "language": next((source.language for source in incident.sources), None),
        "coder": _CODER,
        "version": _VERSION,
    }
    exact = holding(incident.of(Field.DATE), incident.date) if cells["date"] is not None else frozenset()
    kept = (
        basis(named(incident))
        | exact
        | holding(incident.of(Field.PLACE), incident.place)
        | coded(incident.standing(Field.INCIDENT_TYPE), (incident.type,))
        | frozenset(claim.id for claim in incident.standing(Field.VICTIM))
    )
    why = f"{crossing.fit} fit of {crossing.code} {crossing.label}".rstrip()
    fits = () if crossing.fit is Fit.EXACT else (Loss(incident.id, "incident_type", crossing.ours, why),)
    return (Row(cells, kept, fits),)


def write_plover(rows: Iterable[Row], layout: Layout, out: TextIO) -> None:
    """One JSON record a line; actors and recipients are lists of objects, as in PLOVER's gold records."""
    for row in rows:
        record: dict[str, object] = {column: row.cells.get(column) for column in layout.columns}
        for side in ("actor", "recipient"):
            named_there = str(record[side] or "").split("; ") if record[side] is not None else []
            record[side] = [{"actorText": name, "code": None, "sector": None} for name in named_there]
        out.write(json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace").decode() + "\n")


PLOVER = Layout(
    "plover",
    COLUMNS,
    frozenset({Field.INCIDENT_TYPE, Field.DATE, Field.PLACE, Field.PERPETRATOR, Field.VICTIM}),
    rows,
)
