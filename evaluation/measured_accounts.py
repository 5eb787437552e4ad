"""What `synthetic_accounts` is told of real ones, from gun violence half A: `python -m evaluation.measured_accounts`.

A place is right when its town, or its area, is the registry's; a figure when the registry's lies within its bounds.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.link.copies import COPY, likeness
from casebook.link.profile import Bounds, Profile
from evaluation.gun_violence import FOLDER
from evaluation.link_corpora import Telling, tellings
from evaluation.reading import needed
from evaluation.synthetic_accounts import MEASURED


def measured(told: Sequence[Telling], registry: dict[str, dict[str, object]]) -> Iterator[tuple[str, float]]:
    """The shares and means that `Figures` has, by its names."""
    rows = [(t.main, registry[t.incident]) for t in told]
    dated = [(p, row) for p, row in rows if p.first is not None]
    placed = [(p, row) for p, row in rows if p.place is not None]
    yield "day", len(dated) / len(rows)
    yield "day_right", sum(_covers(p, str(row["date"])) for p, row in dated) / len(dated)
    yield "place", len(placed) / len(rows)
    yield "town_right", sum(p.place == str(row["city_or_county"]).casefold() for p, row in placed) / len(placed)
    yield "area_right", sum(p.admin1 == row["state"] for p, row in placed) / len(placed)
    for name in ("killed", "injured"):
        given = [(bounds, row[name]) for p, row in rows if (bounds := getattr(p, name)) is not None]
        yield name, len(given) / len(rows)
        yield f"{name}_right", sum(_fits(bounds, number) for bounds, number in given) / len(given)
    yield "actor", sum(len(p.actors) > 0 for p, _ in rows) / len(rows)
    yield "names", sum(len(p.names) for p, _ in rows) / len(rows)
    yield "words", sum(len(p.words) for p, _ in rows) / len(rows)
    yield from _shared(told)


def _shared(told: Sequence[Telling]) -> Iterator[tuple[str, float]]:
    """What two reports of one incident have in common, on the mean."""
    by_incident: dict[str, list[Profile]] = defaultdict(list)
    for telling in told:
        by_incident[telling.incident].append(telling.main)
    pairs = [pair for group in by_incident.values() for pair in itertools.combinations(group, 2)]
    yield "names_shared", sum(len(set(a.names) & set(b.names)) for a, b in pairs) / len(pairs)
    yield "words_shared", sum(len(set(a.words) & set(b.words)) for a, b in pairs) / len(pairs)
    yield "copies", sum(likeness(a.copy, b.copy) >= COPY for a, b in pairs) / len(pairs)


def _covers(profile: Profile, day: str) -> bool:
    first, last = profile.first, profile.last
    return first is not None and last is not None and first <= date.fromisoformat(day) <= last


def _fits(bounds: Bounds, number: object) -> bool:
    low, high = bounds
    return isinstance(number, int) and low <= number and (high is None or number <= high)


def main() -> None:
    """Prints each figure as measured now, and as the generator has it."""
    lines = needed(FOLDER / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    registry = {row["incident_id"]: row for row in map(json.loads, lines)}
    told = list(tellings("gun_violence/A"))
    sizes = Counter(Counter(t.incident for t in told).values())
    print(f"gun_violence half A, {len(told)} reports; reports of one incident: {sorted(sizes.items())}")
    held = {field.name: getattr(MEASURED, field.name) for field in fields(MEASURED)}
    for name, value in measured(told, registry):
        print(f"  {name:14} {value:7.3f}   generator {held[name]}")


if __name__ == "__main__":
    main()
