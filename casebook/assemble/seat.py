"""The town that a story is told from: the one whose police speak in it, or that its dateline or title names.

A local story seldom says where a thing happened more exactly than a street: its readers know the town. The words that
name the town's own police, the dateline, or the title together with words of the text, say which one it is. All are
evidence for the town and not for the spot, so a place that rests on them alone is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from casebook.assemble.scene import Placed, Scene
from casebook.lists.gazetteer import ToponymKind, ground_km, lookup, place_key
from casebook.lists.placewords import HEADS, QUARTERS, TOWN_POLICE
from casebook.model.mention import PassageKind
from casebook.model.values import Place, PlacePrecision

_FORCE: Final = 1.5
_DATELINE: Final = 2.0
_TITLE: Final = 1.5
_NAMED: Final = 0.25
_IN_TOWN_KM: Final = 25.0
_ELSEWHERE_KM: Final = 150.0
_AROUND_KM: Final = 60.0
_NOTED: Final = 300_000  # people of a town that is meant by its bare name anywhere in its country


class Basis(IntEnum):
    """What the words that name a seat are about, the surest first."""

    FORCE = 1
    DATELINE = 2
    TITLE = 3
    COUNTY = 4


@dataclass(frozen=True, slots=True)
class Seat:
    """The town or county with the words that name it and what they are about.

    `rivals` are the keys of other towns whose own police the story names.
    """

    placed: Placed
    place: Place
    basis: Basis
    rivals: frozenset[str] = frozenset()

    @property
    def police(self) -> bool:
        """True when the town's own police speak, and not only the dateline names it."""
        return self.basis is Basis.FORCE


def find_seat(scene: Scene) -> Seat | None:
    """The town that most speaks for, else the county whose sheriff speaks; None where nothing names one."""
    title = place_key(scene.report.title or "")
    weights: dict[str, float] = {}
    telling: dict[str, list[Seat]] = {}
    counties = []
    forces = set()
    for placed, place, dateline in _named(scene):
        if place.precision is PlacePrecision.DISTRICT:
            counties += [Seat(placed, place, Basis.COUNTY)] if placed.words.force or dateline else []
            continue
        key = place_key(place.name or "")
        forces |= {key} if placed.words.force else set()
        titled = len(key) > 3 and key in title
        if key not in weights:
            weights[key] = _TITLE if titled else 0.0
        weights[key] += _DATELINE if dateline else _FORCE if placed.words.force else _NAMED
        basis = Basis.FORCE if placed.words.force else Basis.DATELINE if dateline else Basis.TITLE
        if basis is not Basis.TITLE or titled:
            telling.setdefault(key, []).append(Seat(placed, place, basis))
    if len(telling) == 0:
        return counties[0] if counties else None
    surest = {key: min(seats, key=lambda seat: seat.basis) for key, seats in telling.items()}
    best = max(surest, key=lambda key: (surest[key].basis is not Basis.TITLE, weights[key]))
    return replace(surest[best], rivals=frozenset(forces - {best}))


def _named(scene: Scene) -> Iterator[tuple[Placed, Place, bool]]:
    """Every town and county that is named, and whether the dateline names it."""
    for line, found in zip(scene.lines, scene.places, strict=True):
        dateline = line.sentence.passage.kind is PassageKind.DATELINE
        for placed in found:
            place = placed.place
            if place is not None and PlacePrecision.SETTLEMENT <= place.precision <= PlacePrecision.DISTRICT:
                yield placed, place, dateline and not placed.words.is_parent


def seat_place(seat: Seat) -> Place:
    """The seat as the place of what is told without one: in or near the town that the words name."""
    if seat.basis is Basis.COUNTY:
        return seat.place
    exact = seat.basis is Basis.DATELINE
    return replace(seat.place, precision=PlacePrecision.SETTLEMENT if exact else PlacePrecision.NEAR_SETTLEMENT)


def in_seat(seat: Seat, placed: Placed, place: Place) -> Place | None:
    """A quarter of the seat as a site of it ("Northside", told by the town's police); None for a place of its own."""
    words, town, key = placed.words, seat.place, place_key(place.name or "")
    if seat.basis is Basis.COUNTY or words.within is not None or key in seat.rivals | {"", place_key(town.name or "")}:
        return None
    if place.precision not in (PlacePrecision.SETTLEMENT, PlacePrecision.NEAR_SETTLEMENT, PlacePrecision.DISTRICT):
        return None
    quarter = words.head in QUARTERS
    if not quarter and (words.head in HEADS or seat.basis is Basis.TITLE or town.country not in TOWN_POLICE):
        return None
    if quarter or place.lat is None or _is_part(town, place) or _is_elsewhere(town, place):
        return quarter_of(town, place, words.name if words.head is None else f"{words.name} {words.head}")
    return None


def is_far(seat: Seat, place: Place) -> bool:
    """Whether a place is beyond the surroundings of the town whose police tell the story."""
    if not seat.police:
        return False
    away = _distance(seat.place, place)
    return away is not None and away > _AROUND_KM


def quarter_of(town: Place, part: Place, name: str) -> Place:
    """A named part of a town: the town's name, and the part as its site."""
    inside = part.lat is not None and _is_part(town, part)
    lat, lon = (part.lat, part.lon) if inside else (town.lat, town.lon)
    return replace(town, precision=PlacePrecision.SETTLEMENT, site=name, lat=lat, lon=lon)


def _is_part(town: Place, place: Place) -> bool:
    """Whether the place is a small one beside or inside the town."""
    away = _distance(town, place)
    return away is not None and away < _IN_TOWN_KM and 5 * _people(place) < _people(town)


def _is_elsewhere(town: Place, place: Place) -> bool:
    """Whether the gazetteer knows the name only as a small place far away: here it is a quarter it lacks."""
    away = _distance(town, place)
    return away is not None and away > _ELSEWHERE_KM and place.admin1 != town.admin1 and _people(place) < _NOTED


def _distance(one: Place, other: Place) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return ground_km((one.lat, one.lon), (other.lat, other.lon))


def _people(place: Place) -> int:
    found = [each for each in lookup(place.name or "") if each.ref == place.ref and each.kind is ToponymKind.SETTLEMENT]
    return (found[0].population or 0) if found else 0
