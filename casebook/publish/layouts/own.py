"""Casebook's own table: one row an incident, with least, best and most side by side, for CSV, Parquet and GeoJSON.

The invariant: a code has a column beside it that says what it means, and an empty cell is unknown. What each speaker
says stands in the layout `claims`.
"""

from __future__ import annotations

from casebook.model.claim import Field
from casebook.model.values import Code, Ref
from casebook.publish.flat import (
    Policy,
    agreeing,
    basis,
    citations,
    coded,
    country_name,
    days,
    district_name,
    holding,
    standing,
    target_codes,
)
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.loss import Loss
from casebook.publish.release import Public
from casebook.publish.words import date_method, date_precision, label, place_precision

MEASURES = (
    *(Field.KILLED, Field.INJURED, Field.ABDUCTED, Field.RELEASED, Field.MISSING, Field.KILLED_OR_MISSING),
    *(Field.PERPETRATORS_KILLED, Field.ARRESTED, Field.PEOPLE_AFFECTED),
)
COLUMNS = (
    *("id", "role", "type", "type_label", "also_types", "occurrence"),
    *("date", "date_first", "date_last", "date_precision", "date_precision_label", "date_method"),
    *("place", "site", "admin2", "admin1", "country", "country_name", "latitude", "longitude"),
    *("place_precision", "place_precision_label", "place_ref"),
    *(f"{measure}_{bound}" for measure in MEASURES for bound in ("min", "best", "max")),
    *("killed_rules", "injured_rules", "perpetrators", "claimed_by", "denied_by", "targets", "weapons"),
    *("speakers", "reports", "sources", "urls", "withheld"),
)
_HOLDS = frozenset(
    {
        *(Field.INCIDENT_TYPE, Field.DATE, Field.PLACE, Field.SITE, Field.PERPETRATOR, Field.TARGET, Field.WEAPON),
        *(Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY, *MEASURES),
    }
)


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:  # noqa: ARG001  all three bounds have a column
    """The incident's row."""
    cells = {
        "id": incident.id,
        "role": incident.role,
        "type": incident.type,
        "type_label": None if incident.type is None else label("type", incident.type),
        "also_types": _joined(incident.also_types),
        "occurrence": incident.occurrence,
        **_when(incident),
        **_where(incident),
        **_figures(incident),
        **_who(incident),
        **_told(incident),
    }
    return (Row(cells, _kept(incident)),)


def _joined(parts: tuple[str, ...]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None


def _when(incident: Public) -> dict[str, Cell]:
    if incident.date is None:
        return {}
    first, last = days(incident)
    return {
        "date": incident.date.edtf,
        "date_first": None if first is None else first.isoformat(),
        "date_last": None if last is None else last.isoformat(),
        "date_precision": int(incident.date.precision),
        "date_precision_label": date_precision(incident.date.precision),
        "date_method": date_method(incident.date.method),
    }


def _where(incident: Public) -> dict[str, Cell]:
    place = incident.place
    if place is None:
        return {}
    return {
        "place": place.name,
        "site": place.site,
        "admin2": district_name(place),
        "admin1": place.admin1,
        "country": place.country,
        "country_name": country_name(place),
        "latitude": place.lat,
        "longitude": place.lon,
        "place_precision": int(place.precision),
        "place_precision_label": place_precision(place.precision),
        "place_ref": place.ref,
    }


def _figures(incident: Public) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for measure in MEASURES:
        tally = incident.tally(measure)
        if tally is not None:
            cells |= {f"{measure}_min": tally.min, f"{measure}_best": tally.best, f"{measure}_max": tally.max}
            if measure in (Field.KILLED, Field.INJURED):
                cells[f"{measure}_rules"] = " ".join(tally.rules) or None
    return cells


def _who(incident: Public) -> dict[str, Cell]:
    claimed, denied = (
        tuple(c.value.name for c in incident.of(name) if isinstance(c.value, Ref))
        for name in (Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY)
    )
    weapons = tuple(c.value.code for c in incident.standing(Field.WEAPON) if isinstance(c.value, Code))
    return {
        "perpetrators": _joined(tuple(f"{found.actor.name} ({standing(found)})" for found in incident.perpetrators)),
        "claimed_by": _joined(claimed),
        "denied_by": _joined(denied),
        "targets": _joined(target_codes(incident)),
        "weapons": _joined(tuple(code for code in weapons if code != "unknown")),
    }


def _told(incident: Public) -> dict[str, Cell]:
    return {
        "speakers": len({claim.said_by.key for claim in incident.claims}),
        "reports": len(incident.sources),
        "sources": _joined(citations(incident)),
        "urls": _joined(tuple(source.url for source in incident.sources if source.url is not None)),
        "withheld": incident.protected.value or None,
    }


def _kept(incident: Public) -> frozenset[str]:
    kept: list[frozenset[str]] = []
    for measure in MEASURES:
        tally = incident.tally(measure)
        bounds = () if tally is None else (tally.min, tally.best, tally.max)
        kept.extend(agreeing(incident.standing(measure), number) for number in bounds)
    site = None if incident.place is None else incident.place.site
    weapons = incident.standing(Field.WEAPON)
    actors = incident.of(Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY)
    sites = frozenset(
        c.id for c in incident.of(Field.SITE) if site is not None and getattr(c.value, "text", None) == site
    )
    return frozenset().union(
        *kept,
        sites,
        holding(incident.of(Field.DATE), incident.date),
        holding(incident.of(Field.PLACE), incident.place),
        coded(incident.standing(Field.INCIDENT_TYPE), (incident.type, *incident.also_types)),
        coded(incident.standing(Field.TARGET), target_codes(incident)),
        frozenset(claim.id for claim in (*weapons, *actors)),
        basis(incident.perpetrators),
    )


CSV = Layout("csv", COLUMNS, _HOLDS, rows)
