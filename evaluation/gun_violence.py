"""Counts, date and place of the main incident on US local news: `python -m evaluation.gun_violence [--half A|B]`.

Half A (the first hex digit of the incident id's SHA-1 is even) is for learning, half B for measuring, read only when
asked for by name. Gold are the registry's final figures; an early story can honestly differ, so nothing reaches 100.
Accidents and suicides with a gun, which are no incidents of ours, count as misses.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import Bounds, CodedIncident, Reader, parse_coded
from casebook.evaluate.errors import Error
from casebook.evaluate.words import same_name
from casebook.model.claim import Role
from evaluation.reading import DATA, needed, options, reader, show

FOLDER = DATA / "gun_violence"
_SHORT = re.compile(r"\b(St|Ft|Mt)\b\.?\s*", re.IGNORECASE)
MEASURES = ("any_incident", "killed", "killed_given", "injured", "injured_given", "date", "date_given", "city", "state")


@dataclass(frozen=True, slots=True)
class Story:
    """A story and what the registry says of its incident."""

    id: str
    title: str | None
    text: str
    published: date
    day: str
    state: str
    city: str
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class HalfScores:
    """Shares over all stories in percent, no figure standing for 0; `*_given` over stories where a value was given."""

    half: str
    stories: int
    values: tuple[tuple[str, float], ...]
    errors: tuple[Error, ...] = ()


def half_of(incident_id: str) -> str:
    """A when the first hex digit of the id's SHA-1 is even, else B."""
    return "A" if int(hashlib.sha1(incident_id.encode()).hexdigest()[0], 16) % 2 == 0 else "B"


def stories(folder: Path, half: str, limit: int | None = None) -> Iterator[Story]:
    """The stories of one half."""
    lines = (folder / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    incidents = {incident["incident_id"]: incident for incident in map(json.loads, lines)}
    given = 0
    for line in (folder / "docs.jsonl").read_text(encoding="utf-8").split("\n"):
        if not line or given == limit:
            continue
        doc = json.loads(line)
        if half_of(doc["incident_id"]) == half:
            told = incidents[doc["incident_id"]]
            given += 1
            yield Story(
                doc["id"],
                doc["title"],
                doc["text"],
                date.fromisoformat(doc["published"]),
                told["date"],
                told["state"],
                told["city_or_county"],
                told["killed"],
                told["injured"],
            )


def score_half(read: Reader, half: str, *, folder: Path = FOLDER, limit: int | None = None) -> HalfScores:
    """Reads one half and compares the first main incident of each story."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    errors: list[Error] = []
    total = 0
    for story in stories(folder, half, limit):
        line = read(story.text, source=story.id, published=story.published, title=story.title)
        coded = parse_coded(line, story.id)
        main = next((incident for incident in coded.incidents if incident.role is Role.MAIN), None)
        total += 1
        if main is not None:
            right["any_incident"] += 1
            errors += _compare(story, main, right, given)
        else:
            errors.append(_error(story, "incident missed", "nothing read as main", None, None))
    values = []
    for measure in MEASURES:
        over = given[measure.removesuffix("_given")] if measure.endswith("_given") else total
        values.append((measure, 100 * right[measure] / over if over else 0.0))
    return HalfScores(half, total, tuple(values), tuple(errors))


def _error(story: Story, measured: str, kind: str, wanted: object, told: object) -> Error:
    sentence = " ".join((story.title or story.text[:200]).split())
    shown = tuple(None if value is None else str(value) for value in (wanted, told))
    return Error("gun_violence", story.id, measured, kind, sentence, *shown)


def _compare(story: Story, main: CodedIncident, right: Counter[str], given: Counter[str]) -> Iterator[Error]:
    for measure, bounds, due in (("killed", main.killed, story.killed), ("injured", main.injured, story.injured)):
        best = _best(bounds)
        given[measure] += best is not None
        right[measure] += (best or 0) == due  # a story of a shooting that tells of no dead stands for none
        right[f"{measure}_given"] += best == due
        if (best or 0) != due:
            kind = "missed" if best is None else "too high" if best > due else "too low"
            yield _error(story, measure, kind, due, best)
    day = main.date.edtf if main.date is not None else None
    given["date"] += day is not None
    right["date"] += day == story.day
    right["date_given"] += day == story.day
    if day != story.day:
        yield _error(story, "date", "missed" if day is None else "wrong", story.day, day)
    place = main.place
    for measure, due_name, name in (
        ("city", story.city, place.name if place is not None else None),
        ("state", story.state, place.admin1 if place is not None else None),
    ):
        same = (same_town if measure == "city" else same_name)(name or "", due_name)
        right[measure] += same
        if not same:
            yield _error(story, measure, "missed" if name is None else "wrong", due_name, name)


def same_town(told: str, registered: str) -> bool:
    """Whether two names are one town's: as `same_name`, with St. and Saint, Ft. and Fort, one word."""
    return same_name(_SHORT.sub(_full, told), _SHORT.sub(_full, registered))


def _full(short: re.Match[str]) -> str:
    return "Saint " if short[1].lower() == "st" else "Fort " if short[1].lower() == "ft" else "Mount "


def _best(bounds: Bounds | None) -> int | None:
    return None if bounds is None else bounds.best


def main() -> None:
    """Prints the shares; errors of half A only, for half B is for measuring."""
    parser = options(__doc__)
    parser.add_argument("--half", choices=("A", "B"), default="A")
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    if chosen.errors and chosen.half == "B":
        raise SystemExit("half B is for measuring only: --errors goes with --half A")
    scores = score_half(reader(chosen.coder), chosen.half, folder=needed(FOLDER), limit=chosen.limit)
    table = [f"gun_violence/docs.jsonl, half {scores.half}, {scores.stories} stories"]
    table += [f"  {name:16} {value:5.1f}" for name, value in scores.values]
    show(chosen, table, scores.errors)


if __name__ == "__main__":
    main()
