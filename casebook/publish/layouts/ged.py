"""UCDP GED's event table: one row an incident with at least one death, 49 columns, low / best / high, deaths by side.

Rules that are not plain from the columns:
- An incident in which nobody is said to have died is left out and listed: GED has events with a direct death only.
- The dyad and the type of violence come from who is said to have done it and who was hit. Where that gives no two
  sides, a side stays empty and `code_status` says "Check dyad": a row for a coder, not for an analysis.
- A side that is a state's force is "Government of" its country. Side A is the government where there is one.
- Dead victims are civilians in one-sided violence; else they stand under `deaths_unknown`, unless only armed forces
  were hit. Dead attackers stand under their side. best = deaths_a + deaths_b + deaths_civilians + deaths_unknown.
- An open upper bound stays open: `high` is empty, and the loss report has it.
- `source_original` lists who gives a figure of the dead. Ids of conflicts, dyads and actors are UCDP's to give: empty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from casebook.lists.actors import registry
from casebook.lists.crosswalk import layout_country
from casebook.lists.gazetteer import country
from casebook.model.claim import Field, Occurrence, Role
from casebook.model.perpetrators import Attributed, PerpetratorStatus
from casebook.model.reconcile import Tally
from casebook.model.values import DatePrecision, Place, PlacePrecision
from casebook.publish.flat import (
    ARMED_TARGETS,
    Policy,
    agreeing,
    basis,
    country_name,
    days,
    district_name,
    hits_civilians_only,
    holding,
    is_exact,
    is_state,
    named,
    place_name,
    standing,
    target_codes,
)
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.loss import Loss
from casebook.publish.release import Public
from casebook.publish.words import edtf_words, speaker_words

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
UNFILLED = frozenset(
    "relid active_year conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id side_a_dset_id "
    "side_a_new_id side_b_dset_id side_b_new_id country_id gwnoa gwnob".split()
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_WHERE = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.NEAR_SETTLEMENT: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.SEA_OR_AIR: 7,
}
_WHEN = {
    DatePrecision.DAY: 1,
    DatePrecision.FEW_DAYS: 2,
    DatePrecision.WEEK: 3,
    DatePrecision.MONTH: 4,
    DatePrecision.YEAR: 5,
    DatePrecision.INFERRED: 2,
}
_CLAIMED = (
    *(PerpetratorStatus.SELF_CLAIMED_UNCONTESTED, PerpetratorStatus.SELF_CLAIMED_CONTESTED),
    PerpetratorStatus.ACCUSED_AND_CLAIMED,
)
_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720  # PRIO-GRID: half a degree, counted from the south-west


@dataclass(frozen=True, slots=True)
class _Dyad:
    """Two sides and what is between them; None where no report tells. `victims_on` is the column of dead victims."""

    kind: int | None
    side_a: str | None
    side_b: str | None
    victims_on: str = "deaths_unknown"
    attackers_on: str = "deaths_unknown"


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:  # noqa: ARG001  GED holds low, best and high
    """The incident's row, or why GED has no event for it."""
    out = _left_out(incident)
    if out is not None:
        return out
    dyad = _dyad(incident)
    cells = {
        "id": incident.id,
        **_sides(dyad),
        **_sources(incident),
        **_where(incident),
        **_when(incident),
        **_deaths(incident, dyad),
    }
    cells["code_status"] = _status(cells, dyad)
    return (Row(cells, _kept(incident), tuple(_losses(incident))),)


def _left_out(incident: Public) -> Loss | None:
    if incident.role is Role.REFERENCE:
        return Loss(incident.id, "incident", incident.type, "only mentioned, as something older")
    if incident.occurrence not in (Occurrence.OCCURRED, Occurrence.DISPUTED):
        return Loss(incident.id, "occurrence", incident.occurrence, "not in GED: nobody died of it")
    if _least(incident.tally(Field.KILLED)) + _least(incident.tally(Field.PERPETRATORS_KILLED)) < 1:
        told = incident.tally(Field.KILLED) is not None
        words = "0" if told else "no figure of the dead"
        return Loss(incident.id, "killed", words, "not in GED: it needs a direct death")
    return None


def _least(tally: Tally | None) -> int:
    """The deaths there are at least; 0 for the question whether there was any."""
    if tally is None:
        return 0
    return tally.best if tally.best is not None else tally.min or 0


def _dyad(incident: Public) -> _Dyad:
    states = [found for found in named(incident) if is_state(found)]
    groups = [found for found in named(incident) if _is_group(found)]
    armed = set(target_codes(incident)) & ARMED_TARGETS
    only_armed = len(armed) > 0 and set(target_codes(incident)) <= ARMED_TARGETS
    if len(states) > 0 and len(groups) > 0:
        return _Dyad(STATE_BASED, _government(states[0]), groups[0].actor.name)
    if len(groups) > 1 and incident.type == "armed.clash":
        return _Dyad(NON_STATE, groups[0].actor.name, groups[1].actor.name)
    doers = [*states, *groups]
    if len(doers) > 0 and hits_civilians_only(incident):
        side = _government(doers[0]) if is_state(doers[0]) else doers[0].actor.name
        return _Dyad(ONE_SIDED, side, "Civilians", "deaths_civilians", "deaths_a")
    if len(groups) > 0 and len(armed - {"armed_group"}) > 0:
        return _Dyad(
            STATE_BASED, None, groups[0].actor.name, "deaths_a" if only_armed else "deaths_unknown", "deaths_b"
        )
    if len(states) > 0 and "armed_group" in armed:
        return _Dyad(
            STATE_BASED, _government(states[0]), None, "deaths_b" if only_armed else "deaths_unknown", "deaths_a"
        )
    return _Dyad(None, doers[0].actor.name if len(doers) > 0 else None, None)


def _is_group(found: Attributed) -> bool:
    """An armed group of the registry, or a name that no list knows and that claims the act: it is organised."""
    return found.actor.kind == "armed_group" or (found.actor.kind is None and found.status in _CLAIMED)


def _government(found: Attributed) -> str:
    """ "Government of Kenya" for a force of Kenya."""
    known = registry().get(found.actor.ref or "")
    if known is not None and len(known.countries) == 1:
        return f"Government of {country(known.countries[0]).name}"
    return found.actor.name


def _sides(dyad: _Dyad) -> dict[str, Cell]:
    both = dyad.side_a is not None and dyad.side_b is not None
    return {
        "type_of_violence": dyad.kind,
        "dyad_name": f"{dyad.side_a} - {dyad.side_b}" if both else None,
        "side_a": dyad.side_a,
        "side_b": dyad.side_b,
    }


def _status(cells: dict[str, Cell], dyad: _Dyad) -> str:
    """What a coder has to look at first, in the words of the candidate events; "Check date" is our own."""
    if dyad.kind is None or dyad.side_a is None or dyad.side_b is None:
        return "Check dyad"
    if cells["date_start"] is None:
        return "Check date"
    return "Check deaths" if cells["best"] is None or cells["high"] is None else "Clear"


def _sources(incident: Public) -> dict[str, Cell]:
    told = incident.sources
    dates = ["" if source.published is None else source.published.isoformat() for source in told]
    titles = [(source.title or "").replace(";", ",") for source in told]
    articles = [f'"{",".join((s.source, day, title))}"' for s, day, title in zip(told, dates, titles, strict=True)]
    speakers = dict.fromkeys(speaker_words(claim.said_by) for claim in incident.standing(Field.KILLED))
    return {
        "number_of_sources": len(told),
        "source_article": ";".join(articles) or None,
        "source_office": ";".join(source.source for source in told) or None,
        "source_date": ";".join(dates) or None,
        "source_headline": ";".join(titles) or None,
        "source_original": ";".join(name.replace(";", ",") for name in speakers) or None,
    }


def _where(incident: Public) -> dict[str, Cell]:
    place = incident.place
    located = place is not None and place.lat is not None and place.lon is not None
    said = None if place is None else ", ".join(part for part in (place.site, place.name) if part is not None)
    return {
        "where_prec": None if place is None else _WHERE.get(place.precision),
        "where_coordinates": place_name(place),
        "where_description": said or None,
        "adm_1": None if place is None else place.admin1,
        "adm_2": district_name(place),
        "latitude": None if place is None else place.lat,
        "longitude": None if place is None else place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if located and place is not None else None,
        "priogrid_gid": priogrid(place),
        "country": country_name(place),
        "region": layout_country(None if place is None else place.country).ucdp_region,
    }


def priogrid(place: Place | None) -> int | None:
    """The PRIO-GRID cell of a place: half a degree wide, counted from 1 at the south-west corner of the world."""
    if place is None or place.lat is None or place.lon is None:
        return None
    row = math.floor((place.lat + 90) * _CELLS_A_DEGREE)
    column = math.floor((place.lon + 180) * _CELLS_A_DEGREE)
    return row * _CELLS_A_ROW + column + 1


def _when(incident: Public) -> dict[str, Cell]:
    first, last = days(incident)
    precision = None if incident.date is None else _WHEN.get(incident.date.precision)
    place = None if incident.place is None else _WHERE.get(incident.place.precision)
    clear = precision is not None and precision <= 2 and place is not None and place <= 3
    return {
        "year": None if first is None else first.year,
        "event_clarity": 1 if clear else 2,
        "date_prec": precision,
        "date_start": None if first is None else first.isoformat(),
        "date_end": None if last is None else last.isoformat(),
    }


def _deaths(incident: Public, dyad: _Dyad) -> dict[str, Cell]:
    """The columns of the dead. 0 in a column says only that nobody is counted there; the sum is what is known."""
    victims, attackers = incident.tally(Field.KILLED), incident.tally(Field.PERPETRATORS_KILLED)
    own = 0 if attackers is None else attackers.best or attackers.min or 0
    cells: dict[str, Cell] = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    sums = dict.fromkeys(cells, 0)
    best = None if victims is not None and victims.best is None else (0 if victims is None else victims.best or 0)
    sums[dyad.victims_on] += best or 0
    sums[dyad.attackers_on] += own
    high: int | None = own
    if victims is not None:
        high = None if victims.max is None else victims.max + own
    low = own if victims is None else (victims.min or 0) + own
    if best is None:
        return {**dict.fromkeys(cells), "best": None, "high": high, "low": low}
    return {**cells, **sums, "best": best + own, "high": high, "low": low}


def _kept(incident: Public) -> frozenset[str]:
    kept: list[frozenset[str]] = []
    for name in (Field.KILLED, Field.PERPETRATORS_KILLED):
        tally = incident.tally(name)
        bounds = () if tally is None else (tally.min, tally.best, tally.max)
        kept.extend(agreeing(incident.standing(name), number) for number in bounds)
    exact = holding(incident.of(Field.DATE), incident.date) if incident.date is not None else frozenset()
    return frozenset().union(
        *kept, exact, holding(incident.of(Field.PLACE), incident.place), basis(named(incident)[:2])
    )


def _losses(incident: Public) -> list[Loss]:
    found = []
    dead = incident.tally(Field.KILLED)
    if dead is not None and dead.max is None:
        found.append(Loss(incident.id, "high", f"{dead.min}+", "no upper bound is told, and none is made up"))
    if incident.date is not None and not is_exact(incident.date):
        found.append(Loss(incident.id, "date", edtf_words(incident.date.edtf), "held as start, end and date_prec"))
    found.extend(
        Loss(incident.id, "perpetrator_status", f"{each.actor.name}: {standing(each)}", "no column")
        for each in named(incident)
    )
    return found


GED = Layout(
    "ged",
    COLUMNS,
    frozenset({Field.DATE, Field.PLACE, Field.SITE, Field.PERPETRATOR, Field.KILLED, Field.PERPETRATORS_KILLED}),
    rows,
    unfilled=UNFILLED,
)
