"""GTD's table: one row an incident, 135 columns, the only public layout with claims of responsibility.

Rules that are not plain from the columns:
- Unknown is GTD's own: month and day 0, -9 or -99, "Unknown", weapon 13, target 20; where GTD has no code, empty.
- `nkill` counts attackers who died, as GTD does: dead victims and dead attackers are added where both are told, and the
  loss report says of what it is made. `nkillter` has the attackers alone.
- Figures that differ stand in `addnotes` with their speakers, as GTD's coders write them.
- GTD leaves out what states do, clashes of two armed sides, threats and plots: they are listed and have no row.
- Whether an act meets criteria 1 to 3 is a judgement on its aim that no rule makes: empty.
- `eventid` is the day and a serial number of this file; Casebook's own id opens `addnotes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from casebook.lists.crosswalk import Crossing, Fit, crosswalk, layout_country
from casebook.model.claim import Field, Occurrence, Role
from casebook.model.perpetrators import Attributed, PerpetratorStatus
from casebook.model.values import Code, DatePrecision, Duration, PlacePrecision, Text
from casebook.publish.flat import (
    Policy,
    agreeing,
    basis,
    cased,
    citations,
    coded,
    country_name,
    days,
    figure,
    holding,
    is_exact,
    is_state,
    locality,
    named,
    notes,
    rivals,
    standing,
    target_codes,
)
from casebook.publish.layout import Cell, Layout, Row
from casebook.publish.layouts.gtd_actors import UNKNOWN, captives, groups
from casebook.publish.layouts.gtd_columns import COLUMNS, UNFILLED
from casebook.publish.loss import Loss
from casebook.publish.release import Public
from casebook.publish.words import edtf_words, label

_SOME_DAYS = timedelta(days=6)  # how long before its report an undated incident may have been
_SPECIFICITY = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.NEAR_SETTLEMENT: 1,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4,
}
_HOLDS = frozenset(
    {
        *(Field.INCIDENT_TYPE, Field.DATE, Field.PLACE, Field.SITE, Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY),
        *(Field.NO_CLAIM, Field.TARGET, Field.WEAPON, Field.KILLED, Field.INJURED, Field.PERPETRATORS_KILLED),
        *(Field.PERPETRATOR_COUNT, Field.ARRESTED, Field.ABDUCTED, Field.RELEASED, Field.PROPERTY_DAMAGE, Field.MOTIVE),
        *(Field.DEMAND, Field.RANSOM_PAID, Field.CAPTIVITY_DURATION),
    }
)


def rows(incident: Public, policy: Policy) -> tuple[Row, ...] | Loss:
    """The incident's row, or why GTD leaves it out."""
    types = _types(incident)
    out = _left_out(incident, types)
    if out is not None:
        return out
    cells = {
        **_when(incident),
        **_where(incident),
        "summary": _summary(incident),
        **_attack(incident, types),
        **_targets(incident),
        **groups(incident),
        **_weapons(incident),
        **_casualties(incident, policy),
        **_property(incident),
        **captives(incident, policy),
        "addnotes": _addnotes(incident),
        **{f"scite{at}": cited for at, cited in enumerate(citations(incident)[:3], start=1)},
        "dbsource": "Casebook",
        **dict.fromkeys(("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"), UNKNOWN),
    }
    return (Row(cells, _kept(incident, policy), tuple(_losses(incident, types, policy))),)


def numbered(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows with `eventid`: the day, 00 for what is unknown of it, and a serial number within that day."""
    serials: Counter[str] = Counter()
    for row in rows:
        year, month, day = (row.cells.get(column) or 0 for column in ("iyear", "imonth", "iday"))
        stem = f"{year:>04}{month:>02}{day:>02}"
        serials[stem] += 1
        yield replace(row, cells={**row.cells, "eventid": f"{stem}{serials[stem]:04d}"})


def _types(incident: Public) -> tuple[Crossing, ...]:
    """The incident's types in GTD's words, each attack type once, at most three."""
    table = crosswalk("GTD", "incident_type")
    found: dict[str, Crossing] = {}
    for code in (incident.type, *incident.also_types):
        crossing = table.get(code or "")
        if crossing is not None and crossing.code is not None:
            found.setdefault(crossing.code, crossing)
    return tuple(found.values())[:3]


def _left_out(incident: Public, types: tuple[Crossing, ...]) -> Loss | None:
    if incident.role is Role.REFERENCE:
        return Loss(incident.id, "incident", incident.type, "only mentioned, as something older")
    if incident.occurrence in (Occurrence.THREATENED, Occurrence.HOAX):
        return Loss(incident.id, "occurrence", incident.occurrence, "outside GTD: nothing was done")
    main = crosswalk("GTD", "incident_type").get(incident.type or "")
    if main is not None and main.code is None:
        return Loss(incident.id, "incident_type", main.ours, f"outside GTD: {main.note or 'no attack type for it'}")
    if len(incident.perpetrators) > 0 and all(is_state(found) for found in incident.perpetrators):
        return Loss(incident.id, "perpetrator", _names(incident.perpetrators), "outside GTD: a state's own act")
    if len(types) == 0 and incident.type is not None:
        return Loss(incident.id, "incident_type", incident.type, "outside GTD: no attack type for it")
    return None


def _names(found: tuple[Attributed, ...]) -> str:
    return "; ".join(each.actor.name for each in found)


def _when(incident: Public) -> dict[str, Cell]:
    """0 for a month or day that is not one; the interval in words where the day is not told."""
    first, last = days(incident)
    same_year = first is not None and last is not None and first.year == last.year
    same_month = same_year and first is not None and last is not None and first.month == last.month
    day = first.day if is_exact(incident.date) and first is not None and first == last else 0
    words = None if incident.date is None or day > 0 else edtf_words(incident.date.edtf)
    if incident.date is not None and incident.date.precision is DatePrecision.INFERRED:
        words = f"about {words}, the day of the report"
        same_month = first is not None and (first - _SOME_DAYS).month == first.month
    return {
        "iyear": first.year if same_year and first is not None else None,
        "imonth": first.month if same_month and first is not None else 0,
        "iday": day,
        "approxdate": words,
        "extended": _extended(incident),
    }


def _extended(incident: Public) -> int | None:
    """1 where captives are said to have been held a day or more; GTD has no code for unknown: empty."""
    held = [c.value.iso for c in incident.standing(Field.CAPTIVITY_DURATION) if isinstance(c.value, Duration)]
    return 1 if any("T" not in iso for iso in held) else None


def _where(incident: Public) -> dict[str, Cell]:
    place = incident.place
    area = layout_country(None if place is None else place.country)
    near = {PlacePrecision.NEAR_SETTLEMENT: 1, PlacePrecision.SITE: 0, PlacePrecision.SETTLEMENT: 0}
    located = place is not None and place.lat is not None
    return {
        "country_txt": country_name(place),
        "region": area.gtd_region,
        "region_txt": area.gtd_region_txt,
        "provstate": None if place is None else place.admin1,
        "city": locality(place) or "Unknown",
        "latitude": None if place is None else place.lat,
        "longitude": None if place is None else place.lon,
        "specificity": _SPECIFICITY.get(place.precision, 5) if place is not None and located else 5,
        "vicinity": UNKNOWN if place is None else near.get(place.precision, UNKNOWN),
        "location": None if place is None or place.site is None else cased(place.site),
    }


def _summary(incident: Public) -> str:
    first, last = days(incident)
    exact = is_exact(incident.date) and first is not None and first == last
    return notes(incident, f"{first:%m/%d/%Y}:" if exact else None)


def _attack(incident: Public, types: tuple[Crossing, ...]) -> dict[str, Cell]:
    codes = (incident.type, *incident.also_types)
    cells: dict[str, Cell] = {
        "doubtterr": UNKNOWN,
        "success": _success(incident),
        "suicide": int(
            "explosive.suicide_bomb" in codes or any(code.startswith("suicide_") for code in _weapon_codes(incident))
        ),
        "attacktype1": 9,
        "attacktype1_txt": "Unknown",
    }
    for at, crossing in enumerate(types, start=1):
        cells[f"attacktype{at}"] = int(crossing.code or 9)
        cells[f"attacktype{at}_txt"] = crossing.label
    return cells


def _success(incident: Public) -> int | None:
    """Whether the act took place; an assassination only where its target is said to have died."""
    if incident.occurrence in (Occurrence.FOILED, Occurrence.ATTEMPTED_FAILED):
        return 0
    if incident.occurrence is Occurrence.DISPUTED:
        return None
    if incident.type == "armed.assassination":
        dead = incident.tally(Field.KILLED)
        least = None if dead is None else dead.min
        return None if least is None else int(least > 0)
    return 1


def _targets(incident: Public) -> dict[str, Cell]:
    """At most three kinds of target with the words for them; 20 Unknown where none is told."""
    table = crosswalk("GTD", "target_type")
    words = {c.value.code: c.value.words for c in incident.standing(Field.TARGET)[::-1] if isinstance(c.value, Code)}
    cells: dict[str, Cell] = {"targtype1": 20, "targtype1_txt": "Unknown"}
    known = [(table[code], words.get(code)) for code in target_codes(incident) if code in table]
    for at, (crossing, said) in enumerate(known[:3], start=1):
        cells[f"targtype{at}"] = int(crossing.code or 20)
        cells[f"targtype{at}_txt"] = crossing.label
        cells[f"target{at}"] = None if said is None else cased(said)
    return cells


def _weapon_codes(incident: Public) -> tuple[str, ...]:
    codes = [c.value.code for c in incident.standing(Field.WEAPON) if isinstance(c.value, Code)]
    return tuple(dict.fromkeys(code for code in codes if code != "unknown"))


def _weapons(incident: Public) -> dict[str, Cell]:
    """At most four kinds of weapon, 13 Unknown where none is told; the words for them in `weapdetail`."""
    table = crosswalk("GTD", "weapon_type")
    found = {table[code].code: table[code].label for code in _weapon_codes(incident) if code in table}
    cells: dict[str, Cell] = {"weaptype1": 13, "weaptype1_txt": "Unknown"}
    for at, (code, words) in enumerate(list(found.items())[:4], start=1):
        cells[f"weaptype{at}"], cells[f"weaptype{at}_txt"] = int(code or 13), words
    said = [c.value.words for c in incident.standing(Field.WEAPON) if isinstance(c.value, Code)]
    plain = [cased(words) for words in said]
    return cells | {"weapdetail": "; ".join(dict.fromkeys(plain)) or None}


def _casualties(incident: Public, policy: Policy) -> dict[str, Cell]:
    victims = figure(incident.tally(Field.KILLED), policy)
    attackers = figure(incident.tally(Field.PERPETRATORS_KILLED), policy)
    return {
        "nkill": None if victims is None else victims + (attackers or 0),
        "nkillter": attackers,
        "nwound": figure(incident.tally(Field.INJURED), policy),
    }


def _property(incident: Public) -> dict[str, Cell]:
    """1 where somebody tells of damage, how much being unknown; else -9: a report that is silent does not say no."""
    said = [c.value.text for c in incident.standing(Field.PROPERTY_DAMAGE) if isinstance(c.value, Text)]
    if len(said) == 0:
        return {"property": UNKNOWN}
    plain = [cased(words) for words in said]
    comment = "; ".join(dict.fromkeys(plain))
    return {"property": 1, "propextent": 4, "propextent_txt": "Unknown", "propcomment": comment}


def _addnotes(incident: Public) -> str:
    parts = [f"Casebook {incident.id}."]
    for measure, words in ((Field.KILLED, "killed"), (Field.INJURED, "injured")):
        differ = rivals(incident, measure)
        if len(differ) > 0:
            parts.append(f"Figures of the {words}: {'; '.join(differ)}.")
    denied = [found.actor.name for found in named(incident) if found.status is PerpetratorStatus.ACCUSED_DENIES]
    if len(denied) > 0:
        parts.append(f"Denied by: {'; '.join(denied)}.")
    return " ".join(parts)


def _kept(incident: Public, policy: Policy) -> frozenset[str]:
    figures = (
        *(Field.KILLED, Field.INJURED, Field.PERPETRATORS_KILLED, Field.ABDUCTED, Field.RELEASED),
        *(Field.PERPETRATOR_COUNT, Field.ARRESTED),
    )
    kept = [agreeing(incident.standing(name), figure(incident.tally(name), policy)) for name in figures]
    exact = holding(incident.of(Field.DATE), incident.date) if is_exact(incident.date) else frozenset()
    texts = incident.standing(Field.PROPERTY_DAMAGE, Field.MOTIVE, Field.NO_CLAIM)
    weapons = incident.standing(Field.WEAPON)
    return frozenset().union(
        *kept,
        exact,
        holding(incident.of(Field.PLACE), incident.place),
        coded(incident.standing(Field.INCIDENT_TYPE), (incident.type, *incident.also_types)),
        coded(incident.standing(Field.TARGET), target_codes(incident)[:3]),
        frozenset(claim.id for claim in (*texts, *weapons)),
        basis(named(incident)[:3]),
    )


def _losses(incident: Public, types: tuple[Crossing, ...], policy: Policy) -> list[Loss]:
    found = [
        Loss(
            incident.id,
            "incident_type",
            label("type", c.ours),
            f"{c.fit} fit of {c.label}" + (f": {c.note}" if c.note else ""),
        )
        for c in types
        if c.fit is not Fit.EXACT
    ]
    cells = _casualties(incident, policy)
    if cells["nkillter"] is not None and cells["nkill"] is not None:
        why = "nkill counts victims and attackers together, as GTD does"
        found.append(Loss(incident.id, "nkill", f"{cells['nkill']} with {cells['nkillter']} attackers", why))
    if len(incident.sources) > 3:
        found.append(Loss(incident.id, "sources", f"{len(incident.sources) - 3} more", "GTD cites three"))
    if len(named(incident)) > 3:
        found.append(Loss(incident.id, "perpetrator", _names(named(incident)[3:]), "GTD has room for three"))
    found.extend(
        Loss(
            incident.id,
            "perpetrator_status",
            f"{each.actor.name}: {standing(each)}",
            "guncertain holds suspected or not",
        )
        for each in named(incident)
    )
    return found


GTD = Layout("gtd", COLUMNS, _HOLDS, rows, unfilled=UNFILLED, finish=numbered)
