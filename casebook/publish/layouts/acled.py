"""ACLED's event table: one row an incident, 31 columns, one figure of the dead.

Rules that are not plain from the columns:
- Codes come from the crosswalk; an attack on armed people that ACLED counts among battles is moved there, a crowd that
  sets fires among riots. What ACLED has no event for is left out and listed.
- A span of days becomes its middle day with time_precision 2 (days, a week) or 3 (a month); a year alone gives no date.
- `fatalities` is one figure by the policy, empty where nobody gives one: 0 only where somebody says that nobody died.
- `inter` is 1 for the state's forces, 8 for forces of another country, 3 for unidentified armed people, 5, 6, 7 for
  rioters, protesters, civilians. Whether an armed group is rebel (2) or a militia (3, 4) no report tells: empty.
- `event_id_cnty` is Casebook's own id. `timestamp` stays empty, so that the same book gives the same file.
"""

from __future__ import annotations

from casebook.lists.crosswalk import Crossing, Fit, crosswalk, layout_country
from casebook.model.claim import Field, Occurrence, Role
from casebook.model.values import DatePrecision, PlacePrecision
from casebook.publish.flat import (
    ARMED_TARGETS,
    Policy,
    agreeing,
    basis,
    coded,
    country_name,
    district_name,
    figure,
    hits_civilians_only,
    holding,
    is_exact,
    is_foreign,
    is_state,
    middle,
    named,
    notes,
    place_name,
    rivals,
    standing,
    target_codes,
)
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.loss import Loss
from casebook.publish.release import Public
from casebook.publish.words import edtf_words, label

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_BATTLE = ("Battles", "Armed clash")
_RIOT = ("Riots", "Violent demonstration")
_ATTACK = ("Violence against civilians", "Attack")
_SUICIDE = ("Explosions/Remote violence", "Suicide bomb")
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_SUB_DISORDER = {
    "Mob violence": "Political violence",
    "Excessive force against protesters": "Political violence; Demonstrations",
}
_TIME = {
    DatePrecision.DAY: 1,
    DatePrecision.FEW_DAYS: 2,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
    DatePrecision.INFERRED: 2,
}
_GEO = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.NEAR_SETTLEMENT: 2,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.PROVINCE: 3,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: 3,
    PlacePrecision.SEA_OR_AIR: 3,
}
_STATE, _MILITIA, _RIOTERS, _PROTESTERS, _CIVILIANS, _EXTERNAL = 1, 3, 5, 6, 7, 8
_NOT_EVENTS = (Occurrence.THREATENED, Occurrence.HOAX)
_LONG_AGO = "only mentioned, as something older; ACLED has a row for each event that a report is about"


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:
    """The incident's row, or why ACLED has no event for it."""
    crossing = None if incident.type is None else crosswalk("ACLED", "incident_type").get(incident.type)
    out = _left_out(incident, crossing)
    if out is not None or crossing is None:
        return out or Loss(incident.id, "incident_type", incident.type, "no type is told that ACLED has an event for")
    kind, sub = _event(incident, crossing)
    deaths = figure(incident.tally(Field.KILLED), policy)
    cells = {
        **_identity(incident, kind, sub),
        **_actors(incident, kind, sub),
        **_where(incident),
        "source": "; ".join(dict.fromkeys(source.source for source in incident.sources)),
        "notes": _notes(incident),
        "fatalities": deaths,
    }
    return (Row(cells, _kept(incident, deaths), tuple(_losses(incident, crossing, (kind, sub)))),)


def _left_out(incident: Public, crossing: Crossing | None) -> Loss | None:
    if incident.role is Role.REFERENCE:
        return Loss(incident.id, "incident", incident.type, _LONG_AGO)
    if incident.occurrence in _NOT_EVENTS:
        return Loss(incident.id, "occurrence", incident.occurrence, "not an ACLED event: nothing was done")
    if crossing is not None and crossing.code is None:
        return Loss(incident.id, "incident_type", crossing.ours, crossing.note or "not an ACLED event")
    return None


def _event(incident: Public, crossing: Crossing) -> tuple[str, str]:
    """Event and sub-event type: the crosswalk's, moved where its notes say so."""
    armed = len(set(target_codes(incident)) & ARMED_TARGETS) > 0
    if incident.occurrence is Occurrence.FOILED:
        return "Strategic developments", "Disrupted weapons use"
    if crossing.ours == "armed.complex_attack":
        if "explosive.suicide_bomb" in incident.also_types:
            return _SUICIDE
        return _ATTACK if hits_civilians_only(incident) else _BATTLE
    if crossing.ours == "armed.assassination" and armed and not hits_civilians_only(incident):
        return _BATTLE
    if crossing.ours == "property.arson_sabotage" and any(t.startswith("crowd.") for t in incident.also_types):
        return _RIOT
    return crossing.code or "", crossing.label


def _identity(incident: Public, kind: str, sub: str) -> dict[str, Cell]:
    day = middle(incident)
    precision = None if incident.date is None else _TIME.get(incident.date.precision)
    return {
        "event_id_cnty": incident.id,
        "event_date": None if day is None or precision is None else day.isoformat(),
        "year": None if day is None else day.year,
        "time_precision": precision,
        "disorder_type": _SUB_DISORDER.get(sub, _DISORDER[kind]),
        "event_type": kind,
        "sub_event_type": sub,
    }


def _actors(incident: Public, kind: str, sub: str) -> dict[str, Cell]:
    """Actor 1 is who is said to have done it, actor 2 who was hit; in a clash the two sides."""
    where = country_name(incident.place)
    suffix = f" ({where})" if where is not None else ""
    first, one = _first(incident, kind, suffix)
    second, two = _second(incident, kind, sub, suffix)
    helpers = [found.actor.name for found in named(incident)[1:] if found.actor.name != second]
    return {
        "actor1": first,
        "assoc_actor_1": "; ".join(helpers) or None,
        "inter1": one,
        "actor2": second,
        "inter2": two,
        "interaction": _interaction(one, two, alone=second is None),
        "civilian_targeting": "Civilian targeting" if two == _CIVILIANS else None,
    }


def _interaction(one: int | None, two: int | None, *, alone: bool) -> str | None:
    """Two digits, the smaller first; an actor alone has 0 after it; None where a side is not classed."""
    if one is None or (two is None and not alone):
        return None
    return f"{one}0" if two is None else f"{min(one, two)}{max(one, two)}"


def _first(incident: Public, kind: str, suffix: str) -> tuple[str, int | None]:
    doers = named(incident)
    if len(doers) > 0:
        return doers[0].actor.name, _inter(incident)
    if kind == "Protests":
        return f"Protesters{suffix}", _PROTESTERS
    if kind == "Riots":
        return f"Rioters{suffix}", _RIOTERS
    if incident.type == "remote.air_strike":
        return "Unidentified Military Forces", None
    return f"Unidentified Armed Group{suffix}", _MILITIA


def _inter(incident: Public) -> int | None:
    doer = named(incident)[0]
    if is_state(doer):
        return _EXTERNAL if is_foreign(doer, incident.place) else _STATE
    return _MILITIA if doer.actor.kind == "unidentified_armed" else None


def _second(incident: Public, kind: str, sub: str, suffix: str) -> tuple[str | None, int | None]:
    codes, doers = target_codes(incident), named(incident)
    if "military" in codes:
        return "Military Forces", _STATE
    if "police_security" in codes:
        return "Police Forces", _STATE
    if sub == "Armed clash" and len(doers) > 1:
        return doers[1].actor.name, _STATE if is_state(doers[1]) else None
    if sub == "Excessive force against protesters":
        return f"Protesters{suffix}", _PROTESTERS
    if kind == "Violence against civilians" or (kind not in ("Protests", "Battles") and hits_civilians_only(incident)):
        return "Civilians (International)" if "diplomatic" in codes else f"Civilians{suffix}", _CIVILIANS
    return None, None


def _where(incident: Public) -> dict[str, Cell]:
    place = incident.place
    area = layout_country(None if place is None else place.country)
    return {
        "iso": area.numeric,
        "region": area.acled_region,
        "country": country_name(place),
        "admin1": None if place is None else place.admin1,
        "admin2": district_name(place),
        "location": place_name(place),
        "latitude": None if place is None else place.lat,
        "longitude": None if place is None else place.lon,
        "geo_precision": None if place is None else _GEO.get(place.precision),
    }


def _notes(incident: Public) -> str:
    differ = rivals(incident, Field.KILLED)
    return notes(incident) + (f" Figures of the killed differ: {'; '.join(differ)}." if len(differ) > 0 else "")


def _kept(incident: Public, deaths: int | None) -> frozenset[str]:
    exact = holding(incident.of(Field.DATE), incident.date) if is_exact(incident.date) else frozenset()
    return (
        agreeing(incident.standing(Field.KILLED), deaths)
        | exact
        | holding(incident.of(Field.PLACE), incident.place)
        | coded(incident.standing(Field.INCIDENT_TYPE), (incident.type,))
        | basis(named(incident)[:1])
    )


def _losses(incident: Public, crossing: Crossing, event: tuple[str, str]) -> list[Loss]:
    found = []
    if crossing.fit is not Fit.EXACT:
        why = f"{crossing.fit} fit of {event[0]} / {event[1]}" + (f": {crossing.note}" if crossing.note else "")
        found.append(Loss(incident.id, "incident_type", label("type", crossing.ours), why))
    if incident.date is not None and not is_exact(incident.date):
        why = "one date stands for it, with time_precision"
        found.append(Loss(incident.id, "date", edtf_words(incident.date.edtf), why))
    if incident.place is not None and incident.place.site is not None:
        found.append(Loss(incident.id, "site", incident.place.site, "no column but notes"))
    doers = named(incident)
    if len(doers) > 0 and _inter(incident) is None:
        found.append(Loss(incident.id, "inter1", doers[0].actor.name, "rebel group or militia: no report tells"))
    found.extend(
        Loss(incident.id, "perpetrator_status", f"{each.actor.name}: {standing(each)}", "no column") for each in doers
    )
    return found


ACLED = Layout(
    "acled",
    COLUMNS,
    frozenset({Field.INCIDENT_TYPE, Field.DATE, Field.PLACE, Field.PERPETRATOR, Field.KILLED}),
    rows,
    unfilled=frozenset({"assoc_actor_2", "admin3", "source_scale", "tags", "timestamp"}),
)
