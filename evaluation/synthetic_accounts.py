"""Made-up reports and their accounts, as many as a large book holds.

`made_reports` gives them in the order of publication, about 137 a day, so that a million fill twenty years and a book
of ten thousand is the first ten weeks of the same world. How many reports tell one incident, how late, how often a day,
place or figure is misread, and how many names and rare words two tellings share are measured on gun violence half A;
`evaluation/measured_accounts.py` prints them.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casebook.model.claim import ARTICLE, Account, Claim, Field, Role
from casebook.model.coded import Coded
from casebook.model.report import Report
from casebook.model.values import (
    Code,
    Count,
    DateMethod,
    DatePrecision,
    Days,
    Place,
    PlacePrecision,
    Qualifier,
    Ref,
    Value,
)
from evaluation.synthetic_world import Town, World, made_world, often

SEED = 20240117
FIRST_DAY = date(2004, 1, 1)
A_DAY = 137  # reports
Shares = tuple[tuple[int, int], ...]  # a number, and how often it was counted


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; shares are of all reports, `right` shares of those that give the value."""

    sizes: Shares = ((1, 171), (2, 103), (3, 31), (4, 11), (5, 3), (6, 2), (7, 1), (8, 1), (9, 2), (10, 1))
    delays: Shares = ((0, 409), (1, 344), (2, 112), (3, 48), (4, 28), (5, 18), (6, 10), (8, 13), (20, 68), (150, 50))
    days_off: Shares = ((1, 69), (2, 14), (3, 12), (4, 7), (5, 5), (6, 7), (7, 3), (10, 4), (12, 8), (30, 28))
    day: float = 0.98
    day_right: float = 0.72
    place: float = 0.76
    town_right: float = 0.56
    area_right: float = 0.78
    killed: float = 0.57
    killed_right: float = 0.85
    injured: float = 0.70
    injured_right: float = 0.70
    actor: float = 0.09
    names: int = 11
    names_shared: float = 3.6
    words: int = 53
    words_shared: float = 12.2
    copies: float = 0.016


MEASURED = Figures()
_TYPES = ("armed.attack_on_persons",) * 8 + ("explosive.unspecified",) * 4 + ("armed.clash", "captive.kidnapping")
_POOL = 0.6  # chance that a telling has a name or word of its incident's: two then share 0.36 of them


@dataclass(frozen=True, slots=True)
class Made:
    """A report as read, and the number of the incident that it tells."""

    incident: int
    coded: Coded


@dataclass(frozen=True, slots=True)
class Incident:
    """What truly happened, and the names and words that tellings of it take from."""

    number: int
    day: date
    town: Town
    type: str
    killed: int
    injured: int
    group: str
    names: tuple[str, ...]
    words: tuple[str, ...]


def made_reports(count: int, *, seed: int = SEED, figures: Figures = MEASURED) -> Iterator[Made]:
    """That many reports in the order of publication; a longer run begins with the shorter one."""
    chance, world = random.Random(seed), made_world(seed)
    waiting: list[tuple[date, int, Incident]] = []
    turn, numbers = itertools.count(), itertools.count()
    mean = sum(size * often_ for size, often_ in figures.sizes) / sum(often_ for _, often_ in figures.sizes)
    told: dict[int, Coded] = {}
    given, day = 0, FIRST_DAY
    while given < count:
        for _ in range(round(A_DAY / mean)):
            incident = _happened(chance, world, next(numbers), day, figures)
            for _ in range(_drawn(chance, figures.sizes)):
                heapq.heappush(waiting, (day + timedelta(_drawn(chance, figures.delays)), next(turn), incident))
        while waiting and waiting[0][0] <= day and given < count:
            published, serial, incident = heapq.heappop(waiting)
            coded = _reported(chance, world, incident, published, serial, figures, told.get(incident.number))
            told[incident.number] = coded
            if len(told) > A_DAY:
                told.pop(next(iter(told)))
            yield Made(incident.number, coded)
            given += 1
        day += timedelta(1)


def _happened(chance: random.Random, world: World, number: int, day: date, figures: Figures) -> Incident:
    names = round(figures.names_shared / _POOL**2)
    words = round((figures.words_shared - 2 * figures.names_shared) / _POOL**2)  # a name is two rare words as well
    return Incident(
        number,
        day,
        often(chance, world.towns, 2.0),
        chance.choice(_TYPES),
        int(chance.expovariate(0.5)),
        int(chance.expovariate(0.3)),
        often(chance, world.groups, 2.0),
        tuple(_name(chance, world) for _ in range(names)),
        tuple(often(chance, world.words, 1.5) for _ in range(words)),
    )


def _reported(
    chance: random.Random,
    world: World,
    incident: Incident,
    published: date,
    serial: int,
    figures: Figures,
    earlier: Coded | None,
) -> Coded:
    """One report of the incident: a telling of its own, or a copy of the one before."""
    source = f"synthetic/{serial}"
    if earlier is not None and chance.random() < figures.copies:
        text = earlier.report.text
        values = [(claim.field, claim.value) for claim in earlier.claims]
    else:
        values = list(_values(chance, world, incident, published, figures))
        text = _text(chance, world, incident, values, figures)
    title = text.split("\n", 1)[0]
    report = Report(text, source, title=title, published=published)
    span = report.span(0, len(title))
    account = Account(report.id, span, Role.MAIN)
    return Coded(report, (account,), tuple(Claim(account.id, name, value, (span,), ARTICLE) for name, value in values))


def _values(
    chance: random.Random, world: World, incident: Incident, published: date, figures: Figures
) -> Iterator[tuple[Field, Value]]:
    """What is read: some of it is not told, and some is wrong."""
    yield Field.INCIDENT_TYPE, Code(incident.type, "attack")
    if chance.random() < figures.day:
        right = chance.random() < figures.day_right
        day = incident.day if right else min(published, incident.day + timedelta(_drawn(chance, figures.days_off)))
        yield Field.DATE, Days(day.isoformat(), DatePrecision.DAY, DateMethod.EXPLICIT)
    if chance.random() < figures.place:
        yield Field.PLACE, _place(chance, world, incident.town, figures)
    for field, true, known, right in (
        (Field.KILLED, incident.killed, figures.killed, figures.killed_right),
        (Field.INJURED, incident.injured, figures.injured, figures.injured_right),
    ):
        if chance.random() < known:
            number = true if chance.random() < right else true + 1 + int(chance.expovariate(0.5))
            yield field, Count(number, number, Qualifier.EXACT if number > 0 else Qualifier.ZERO)
    if chance.random() < figures.actor:
        yield Field.PERPETRATOR, Ref(incident.group)


def _place(chance: random.Random, world: World, town: Town, figures: Figures) -> Place:
    roll = chance.random()
    if roll >= figures.area_right:
        town = often(chance, world.towns, 2.0)
    elif roll >= figures.town_right:
        town = replace(town, name=often(chance, world.words, 1.0).title(), lat=town.lat + 0.3)
    return Place(town.name, PlacePrecision.SETTLEMENT, None, town.country, town.area, town.lat, town.lon)


def _text(
    chance: random.Random,
    world: World,
    incident: Incident,
    values: list[tuple[Field, Value]],
    figures: Figures,
) -> str:
    """A headline with the values, then sentences of names and words: some of the incident's, some of its own."""
    names = [name for name in incident.names if chance.random() < _POOL]
    words = [word for word in incident.words if chance.random() < _POOL]
    names += [_name(chance, world) for _ in range(figures.names - len(names))]
    words += [often(chance, world.words, 1.5) for _ in range(figures.words - 2 * figures.names - len(words))]
    chance.shuffle(words)
    head = f"Attack at {incident.town.name}: {'; '.join(str(_said(value)) for _, value in values)}"
    parts = [f"and {name} said {' '.join(words[at :: len(names)])}." for at, name in enumerate(names)]
    return "\n".join([head, *parts])


def _said(value: Value) -> str:
    match value:
        case Count():
            return str(value.low)
        case Days():
            return value.edtf
        case Place() | Ref():
            return value.name or ""
        case _:
            return "attack"


def _name(chance: random.Random, world: World) -> str:
    return f"{often(chance, world.given, 2.0)} {often(chance, world.family, 1.5)}"


def _drawn(chance: random.Random, shares: Shares) -> int:
    return chance.choices([value for value, _ in shares], [count for _, count in shares])[0]
