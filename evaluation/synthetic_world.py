"""A made-up world for large books: towns in real country codes, names of syllables, words, armed groups.

A few towns, names and words are told of often and most hardly ever, as in news: that is what makes keys of a book long
or short. Nobody and no town is meant.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

COUNTRIES, AREAS, TOWNS, GROUPS = 60, 10, 15, 4
GIVEN, FAMILY, WORDS = 800, 8000, 20000
_LETTERS = ("ACEGIKMOS", "ADFLMNRSZ")
_SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "ir", "os"))

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Town:
    """A place, its first-level area and its country."""

    name: str
    area: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class World:
    """Everything a report can tell of."""

    towns: tuple[Town, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    words: tuple[str, ...]
    groups: tuple[str, ...]


def made_world(seed: int) -> World:
    """The world of a seed."""
    chance = random.Random(seed)
    codes = islice((f"{a}{b}" for a in _LETTERS[0] for b in _LETTERS[1]), COUNTRIES)
    towns = [town for code in codes for town in _towns(chance, code)]
    chance.shuffle(towns)
    return World(
        tuple(towns),
        _names(chance, 2, GIVEN),
        _names(chance, 3, FAMILY),
        tuple(_word(chance, 3) for _ in range(WORDS)),
        tuple(f"{name} Front" for name in _names(chance, 2, COUNTRIES * GROUPS)),
    )


def often(chance: random.Random, of: Sequence[T], power: float) -> T:
    """One of them; the higher the power, the more often one of the first."""
    return of[int(len(of) * chance.random() ** power)]


def _towns(chance: random.Random, country: str) -> list[Town]:
    lat, lon = chance.uniform(-30, 45), chance.uniform(-100, 140)
    found = []
    for _ in range(AREAS):
        area, north, east = _word(chance, 3).title(), lat + chance.uniform(-4, 4), lon + chance.uniform(-4, 4)
        for _ in range(TOWNS):
            at = round(north + chance.uniform(-0.7, 0.7), 4), round(east + chance.uniform(-0.7, 0.7), 4)
            found.append(Town(_word(chance, 3).title(), area, country, *at))
    return found


def _names(chance: random.Random, syllables: int, count: int) -> tuple[str, ...]:
    return tuple(_word(chance, syllables).title() for _ in range(count))


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))
