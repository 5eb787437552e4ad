"""Places of the world by name, offline: `lookup("Kandahar")` gives every place so called, the likeliest first.

The index `gazetteer.sqlite` is compiled by `hatch_build.py` from GeoNames (CC BY 4.0) and the CSV files of `data/`.
It is opened read-only on first use in each process, so it may be used after a fork and needs no pickling.
"""

from __future__ import annotations

import math
import os
import sqlite3
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from casebook.lists.placekeys import ToponymKind, place_key, prior
from casebook.model.errors import ListError

__all__ = [
    "INDEX",
    "Toponym",
    "ToponymKind",
    "contains",
    "country",
    "demonym",
    "distance_km",
    "ground_km",
    "lookup",
    "place_key",
    "prior",
]

INDEX: Final = Path(__file__).parent / "gazetteer.sqlite"

_PLACES: Final = """
SELECT place.id, ref, place.name, kind, country, area.name, admin2, lat, lon, population
FROM place LEFT JOIN area ON area.id = place.area WHERE place.id IN ({})
"""
_COUNTRY: Final = 5
_ARTICLES: Final = ("al", "ad", "an", "ar", "as", "ash", "at", "az", "el")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place of the gazetteer.

    `admin1` and `admin2` are the names of the areas it lies in (its own name when it is one). Coordinates of an area
    or a country are the middle of its settlements: good for nearness, not for a pin.
    """

    ref: str
    name: str
    kind: ToponymKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int | None


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise ListError(f"gazetteer {path} is missing; run `python hatch_build.py` or install Casebook anew")
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=2)
def _index(process: int) -> sqlite3.Connection:  # noqa: ARG001
    """One connection for each process: a forked child must not use its parent's."""
    return _open(INDEX)


def _toponyms(numbers: tuple[int, ...]) -> tuple[Toponym, ...]:
    rows = _index(os.getpid()).execute(_PLACES.format(",".join("?" * len(numbers))), numbers)
    found = {}
    for number, ref, name, kind, code, admin1, admin2, lat, lon, population in rows:
        found[number] = Toponym(
            ref,
            name,
            ToponymKind(kind),
            code,
            admin1,
            admin2,
            None if lat is None else lat / 1e5,
            None if lon is None else lon / 1e5,
            population,
        )
    return tuple(found[number] for number in numbers)


@lru_cache(maxsize=20_000)
def _by_key(key: str) -> tuple[Toponym, ...]:
    row = _index(os.getpid()).execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
    if row is None:
        return ()
    return _toponyms(struct.unpack(f"<{len(row[0]) // 4}I", row[0]))


def lookup(name: str) -> tuple[Toponym, ...]:
    """Every place of that name, the likeliest first; case, accents, hyphens and spaces make no difference.

    A name with an Arabic article is also sought without it ("Al-Raqqa" as "Raqqa").
    """
    key = place_key(name)
    found = _by_key(key) if len(key) > 1 else ()
    if not found:
        first, _, rest = name.replace("-", " ").partition(" ")
        if first.lower() in _ARTICLES and len(rest) > 3:
            return _by_key(place_key(rest))
    return found


@lru_cache(maxsize=512)
def country(code: str) -> Toponym:
    """The country of an ISO 3166-1 alpha-2 code."""
    sql = "SELECT id FROM place WHERE kind = ? AND country = ?"
    row = _index(os.getpid()).execute(sql, (_COUNTRY, code)).fetchone()
    if row is None:
        raise ListError(f"country code {code!r} is not in countries.csv; use ISO 3166-1 alpha-2 such as 'AF'")
    return _toponyms((row[0],))[0]


@lru_cache(maxsize=4_096)
def demonym(word: str) -> tuple[str, ...]:
    """Codes of the countries whose people or adjective the word is: "Afghans" AF, "Congolese" CD and CG."""
    sql = "SELECT countries FROM demonym WHERE word = ?"
    row = _index(os.getpid()).execute(sql, (place_key(word),)).fetchone()
    return () if row is None else tuple(row[0].split())


def distance_km(one: Toponym, other: Toponym) -> float | None:
    """Kilometres between two places over the ground; None when a position is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return ground_km((one.lat, one.lon), (other.lat, other.lon))


def ground_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points given as latitude and longitude, within half a percent."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(one[1] - other[1]) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))


def contains(wider: Toponym, place: Toponym) -> bool:
    """Whether the second lies in the first: by country and first-level area, and by nearness for what is smaller."""
    if wider.country is None or wider.country != place.country or wider == place:
        return False
    match wider.kind:
        case ToponymKind.COUNTRY | ToponymKind.REGION:
            return place.kind < wider.kind
        case ToponymKind.ADMIN1:
            return place.kind < wider.kind and wider.admin1 == place.admin1
        case ToponymKind.ADMIN2:
            away = distance_km(wider, place)
            return place.kind < wider.kind and wider.admin1 == place.admin1 and (away is None or away < 100.0)
        case ToponymKind.SETTLEMENT:
            away = distance_km(wider, place)
            larger = (wider.population or 0) > 5 * (place.population or 0)
            return larger and place.kind is wider.kind and away is not None and away < 25.0
