"""How well places are found and resolved: `python -m evaluation.places [lgl] [gun]`.

`lgl` (geoparsing/lgl.jsonl): recall and precision of finding against the gold place names, and the share of gold names
put within 161 km (100 miles), over those found and over all. `gun` (gun_violence, half A only): whether the first
place said to be where something is has the incident's state and city. Only the list of names is scored, no text kept.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sentencex import segment  # type: ignore[import-untyped]

from casebook.extract.toponyms import PlaceWords, Relation, find_places
from casebook.lists.gazetteer import country, demonym, ground_km, place_key
from casebook.model.values import Place, PlacePrecision
from casebook.norms.tokens import tokens
from casebook.resolve.places import resolve_places
from casebook.split.tagger import tag

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A place name of the gold file."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    area: str | None
    demonym: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A place of ours with its span in the story."""

    start: int
    end: int
    words: PlaceWords
    place: Place | None


def read_places(text: str, dateline: str | None = None) -> list[Found]:
    """Every place of a story, resolved together."""
    spans: list[tuple[int, int]] = []
    words: list[PlaceWords] = []
    offset = 0
    for paragraph in text.splitlines(keepends=True):
        at = offset
        for sentence in segment("en", paragraph):
            start = text.index(sentence, at)
            at = start + len(sentence)
            cut = tokens(text, start, at)
            forms = [token.text for token in cut]
            for place in find_places(forms, tag(forms)) if forms else []:
                spans.append((cut[place.first].start, cut[place.last - 1].end))
                words.append(place)
        offset += len(paragraph)
    resolved = resolve_places(words, dateline)
    return [Found(*span, one, place) for span, one, place in zip(spans, words, resolved, strict=True)]


def point(place: Place | None) -> tuple[float, float] | None:
    """Where a place is; the middle of a country for a country."""
    if place is None:
        return None
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    if place.ref is not None and place.country is not None:
        whole = country(place.country)
        if whole.lat is not None and whole.lon is not None:
            return whole.lat, whole.lon
    return None


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The records of a JSON lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def score_lgl(path: Path) -> dict[str, float]:
    """Finding and resolving on the stories of one file."""
    count: Counter[str] = Counter()
    spent = 0.0
    for story in rows(path):
        text = str(story["text"])
        started = time.perf_counter()
        found = read_places(text)
        spent += time.perf_counter() - started
        gold = [_gold(entry) for entry in story["toponyms"]]  # type: ignore[attr-defined]
        count["stories"] += 1
        count["found"] += len(found)
        count["found right"] += sum(any(f.start < g.end and g.start < f.end for g in gold) for f in found)
        for g in gold:
            count["gold"] += 1
            count["gold, no demonyms"] += not g.demonym
            ours = next((f for f in found if f.start < g.end and g.start < f.end), None)
            if ours is None:
                continue
            count["gold found"] += 1
            count["gold found, no demonyms"] += not g.demonym
            if g.lat is not None and g.lon is not None:
                _score_place(count, ours.place, g, (g.lat, g.lon))
    return {
        "stories": count["stories"],
        "gold names": count["gold"],
        "recall of finding": count["gold found"] / count["gold"],
        "recall of finding, no demonyms": count["gold found, no demonyms"] / count["gold, no demonyms"],
        "precision of finding": count["found right"] / count["found"],
        "accuracy@161km of found": count["within 161 km"] / count["with gold point"],
        "... or the same country or state": count["right"] / count["with gold point"],
        "... of settlements and counties": count["right, exact"] / count["exact"],
        "share of found left without a pin": 1 - count["with point"] / count["with gold point"],
        "ms a story, tagging included": 1000 * spent / count["stories"],
    }


def _score_place(count: Counter[str], place: Place | None, gold: Gold, target: tuple[float, float]) -> None:
    """Count one found name; a country or first-level area is right when it is the same one, wherever its middle is."""
    spot = point(place)
    near = spot is not None and ground_km(spot, target) <= NEAR_KM
    same = place is not None and gold.area is not None and gold.area in _areas_of(place)
    count["with gold point"] += 1
    count["with point"] += spot is not None
    count["within 161 km"] += near
    count["right"] += near or same
    count["exact"] += gold.area is None
    count["right, exact"] += gold.area is None and near


def _areas_of(place: Place) -> set[str]:
    if place.precision is PlacePrecision.COUNTRY and place.country is not None:
        return {place_key(country(place.country).name)}
    return {place_key(place.admin1)} if place.precision is PlacePrecision.PROVINCE and place.admin1 else set()


def _gold(entry: dict[str, str | None]) -> Gold:
    lat, lon, code = entry.get("lat"), entry.get("lon"), entry.get("fcode") or ""
    name = entry.get("country") if code.startswith("PCL") else entry.get("admin1") if code == "ADM1" else None
    return Gold(
        int(entry["start"] or 0),
        int(entry["end"] or 0),
        float(lat) if lat else None,
        float(lon) if lon else None,
        None if name is None else place_key(name),
        len(demonym(entry["phrase"] or "")) > 0 and entry["phrase"] not in {"U.S.", "US", "British"},
    )


def in_half_a(incident: str) -> bool:
    """The half of gun_violence to learn from; the other is for the final measure alone."""
    return int(hashlib.sha1(incident.encode()).hexdigest()[0], 16) % 2 == 0


def main_place(found: list[Found]) -> Place | None:
    """A rough choice: the first place something is said to be in or near that is more exact than an area."""
    where = [f for f in found if f.words.relation in {Relation.IN, Relation.NEAR} and f.place is not None]
    exact = [f for f in where if f.place is not None and f.place.precision <= 4]
    chosen = (exact or where or [f for f in found if f.place is not None and f.place.precision <= 4])[:1]
    return chosen[0].place if chosen else None


def score_gun(folder: Path) -> dict[str, float]:
    """State and city of the main place on half A."""
    truth = {str(i["incident_id"]): i for i in rows(folder / "incidents.jsonl") if in_half_a(str(i["incident_id"]))}
    count: Counter[str] = Counter()
    for story in rows(folder / "docs.jsonl"):
        incident = truth.get(str(story["incident_id"]))
        if incident is None:
            continue
        count["stories"] += 1
        place = main_place(read_places(f"{story['title']}.\n{story['text']}"))
        if place is None:
            continue
        city = place_key(str(incident["city_or_county"]).split("(")[0])
        count["answered"] += 1
        count["pinned"] += place.lat is not None
        count["state"] += place.admin1 == incident["state"]
        count["city"] += place_key(place.name or "") == city
        count["both"] += place_key(place.name or "") == city and place.admin1 == incident["state"]
    total = count["stories"]
    return {"stories": total} | {name: count[name] / total for name in ("answered", "pinned", "state", "city", "both")}


def main(parts: list[str]) -> int:
    """Print the tables asked for; all of them when none is named."""
    wanted = {"lgl": DATA / "geoparsing" / "lgl.jsonl", "gun": DATA / "gun_violence"}
    for part in parts or list(wanted):
        if not wanted[part].exists():
            sys.stdout.write(f"{part}: skipped, {wanted[part]} is not here\n")
            continue
        figures = score_lgl(wanted[part]) if part == "lgl" else score_gun(wanted[part])
        title = "geoparsing/lgl.jsonl, all stories" if part == "lgl" else "gun_violence, half A"
        sys.stdout.write(f"{title}\n")
        for name, figure in figures.items():
            shown = f"{figure:8.3f}" if isinstance(figure, float) else f"{figure:8d}"
            sys.stdout.write(f"  {name:<36}{shown}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
