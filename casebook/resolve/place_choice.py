"""Choosing between the readings of the names of one story: every name votes for the countries and areas it may lie in.

Each name spreads one vote over its readings, more to the larger places; then each reading is judged again by size, by
the votes of the other names for its country and first-level area, and at last by nearness to the places chosen. No
name speaks for itself, so a name that nothing else in the story supports can be told: `stray`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from casebook.lists.gazetteer import Toponym, ToponymKind, contains, country, distance_km, place_key, prior

COUNTRY_WEIGHT: Final = 4.0
AREA_WEIGHT: Final = 6.0
NEAR_WEIGHT: Final = 3.0
QUARTER_WEIGHT: Final = 0.1  # towns that bear the name of a quarter say little of where the quarter is
SHARPNESS: Final = 1.0
ROUNDS: Final = 3
MOST_READINGS: Final = 60
_NEAR_KM: Final = 300.0
_SMALL: Final = 60_000


@dataclass(slots=True, eq=False)
class Name:
    """A name of a story, the readings left to it, and how it voted; `choice` is None while it has no reading.

    `standing` is below 1.0 for a name that is never where something is said to be (it may be a person's); `quarter` is
    True for a part of a town, `chained` when the words put it in a wider place.
    """

    key: str
    readings: tuple[Toponym, ...]
    count: int = 1
    standing: float = 1.0
    quarter: bool = False
    chained: bool = False
    weights: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    choice: Toponym | None = None
    stray: bool = False

    def fit(self, wider: Name) -> None:
        """Keep the readings that lie in one of the wider name's, and of those the ones that hold one of ours."""
        inside = tuple(small for small in self.readings if any(contains(big, small) for big in wider.readings))
        if len(wider.readings) == 0:
            return
        self.chained = True
        self.readings = inside
        if len(inside) > 0:
            wider.readings = tuple(big for big in wider.readings if any(contains(big, small) for small in inside))


@dataclass(slots=True)
class Poll:
    """Votes by country code and by first-level area (country code and name)."""

    countries: dict[str, float] = field(default_factory=dict)
    areas: dict[tuple[str, str], float] = field(default_factory=dict)
    all_countries: float = 0.0
    all_areas: float = 0.0

    def add(self, place: Toponym, votes: float) -> None:
        """Count votes for a place; negative votes take them back."""
        if place.country is None:
            return
        self.countries[place.country] = self.countries.get(place.country, 0.0) + votes
        self.all_countries += votes
        if place.admin1 is not None:
            area = (place.country, place.admin1)
            self.areas[area] = self.areas.get(area, 0.0) + votes
            self.all_areas += votes

    def add_name(self, name: Name, sign: float = 1.0) -> None:
        """Count the votes of a name; sign -1.0 takes them back."""
        mass = sign * name.standing * (QUARTER_WEIGHT if name.quarter else 1.0) * math.sqrt(min(name.count, 4))
        for place, vote in zip(name.readings, name.votes, strict=False):
            if vote > 0.01:
                self.add(place, mass * vote)

    def country_share(self, place: Toponym) -> float:
        """The part of the votes for the place's country; small while few have voted."""
        votes = 0.0 if place.country is None else self.countries.get(place.country, 0.0)
        return max(votes, 0.0) / (max(self.all_countries, 0.0) + 0.5)

    def area_share(self, place: Toponym) -> float:
        """The part of the votes for the place's first-level area."""
        if place.country is None or place.admin1 is None:
            return 0.0
        votes = self.areas.get((place.country, place.admin1), 0.0)
        return max(votes, 0.0) / (max(self.all_areas, 0.0) + 0.5)


def choose(names: Sequence[Name], hints: Sequence[str]) -> Poll:
    """Give every name its choice; returns the votes. `hints` are country codes, the likeliest first."""
    poll = Poll()
    for rank, code in enumerate(hints[:4]):
        poll.add(country(code), 1.5 / (1 + rank))
    for name in names:
        name.readings = name.readings[:MOST_READINGS]
        name.weights = [weight(name.key, place) for place in name.readings]
        name.votes = _shares(name.weights)
        poll.add_name(name)
    for turn in range(ROUNDS):
        chosen = [] if turn == 0 else [n.choice for n in names if n.choice is not None]
        for name in names:
            poll.add_name(name, -1.0)
            scores = _scores(name, poll, chosen)
            name.votes = _shares(scores)
            if len(scores) > 0:
                name.choice = name.readings[max(range(len(scores)), key=scores.__getitem__)]
            poll.add_name(name)
    for name in names:
        if name.choice is not None and not name.chained:
            poll.add_name(name, -1.0)
            name.stray = _is_stray(name, name.choice, poll, [n.choice for n in names if n.choice is not None])
            poll.add_name(name)
    return poll


def weight(key: str, place: Toponym) -> float:
    """How much the bare name speaks for the place."""
    return prior(place.kind, place.population, asked=key, main=place_key(place.name))


def _shares(scores: Sequence[float]) -> list[float]:
    if len(scores) == 0:
        return []
    top = max(scores)
    powers = [math.exp(SHARPNESS * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _scores(name: Name, poll: Poll, chosen: Sequence[Toponym]) -> list[float]:
    scores = []
    for place, size in zip(name.readings, name.weights, strict=True):
        score = size + COUNTRY_WEIGHT * poll.country_share(place) + AREA_WEIGHT * poll.area_share(place)
        scores.append(score)
    if len(chosen) > 1 and len(scores) > 1:
        top = max(scores)
        for i, place in enumerate(name.readings):
            if scores[i] + NEAR_WEIGHT > top:
                scores[i] += NEAR_WEIGHT * _nearness(name, place, chosen)
    return scores


def _nearness(name: Name, place: Toponym, others: Iterable[Toponym]) -> float:
    """1.0 next to another settlement or district of the story, 0.0 from 300 km on."""
    nearest = _NEAR_KM
    for other in others:
        if other.kind <= ToponymKind.ADMIN2 and other is not name.choice:
            away = distance_km(place, other)
            if away is not None and away < nearest:
                nearest = away
    return 1.0 - nearest / _NEAR_KM


def _is_stray(name: Name, place: Toponym, poll: Poll, chosen: Sequence[Toponym]) -> bool:
    """Whether a small place is far from all that the story names, or in a country that nothing else speaks for."""
    if place.kind >= ToponymKind.ADMIN1:
        return False
    near = _nearness(name, place, chosen)
    if name.quarter:
        return near < 0.8
    people = place.population or 0
    if poll.all_countries < 0.3:
        return len(name.readings) > 1 and people < _SMALL
    if people < 3 * _SMALL and poll.country_share(place) < 0.12:
        return True
    rivals = sum(other.country == place.country and other.kind is place.kind for other in name.readings)
    far = near < 0.05 and poll.area_share(place) < 0.1 and poll.all_areas > 0.7
    return far and rivals > 1 and people < _SMALL
