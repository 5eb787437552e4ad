"""Which place each name of a story means: all names of one story are read together.

A name takes the reading that fits the places the words put it in, then the countries and areas of the story, then the
places near by, then the size of the place. A small place that nothing in the story speaks for stays without
coordinates: a pin on the wrong continent is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from casebook.extract.toponyms import PlaceWords, Relation
from casebook.lists.gazetteer import Toponym, ToponymKind, lookup, place_key
from casebook.lists.placewords import HEADS, QUARTERS, US_STATES
from casebook.model.values import Place, PlacePrecision
from casebook.resolve.place_choice import Name, Poll, choose

_KIND_OF_HEAD: Final = {
    PlacePrecision.SETTLEMENT: (ToponymKind.SETTLEMENT,),
    PlacePrecision.SITE: (ToponymKind.SETTLEMENT,),
    PlacePrecision.DISTRICT: (ToponymKind.ADMIN2, ToponymKind.SETTLEMENT),
    PlacePrecision.PROVINCE: (ToponymKind.ADMIN1, ToponymKind.ADMIN2),
    PlacePrecision.REGION: (ToponymKind.REGION, ToponymKind.ADMIN1),
}
_PRECISION_OF_KIND: Final = {
    ToponymKind.SETTLEMENT: PlacePrecision.SETTLEMENT,
    ToponymKind.ADMIN2: PlacePrecision.DISTRICT,
    ToponymKind.ADMIN1: PlacePrecision.PROVINCE,
    ToponymKind.REGION: PlacePrecision.REGION,
    ToponymKind.COUNTRY: PlacePrecision.COUNTRY,
}


_Where: TypeAlias = tuple[str, str | None, tuple[str, ...]]


def resolve_places(
    found: Sequence[PlaceWords], dateline: str | None = None, hints: Sequence[str] = ()
) -> list[Place | None]:
    """The place of each of the story's place words, in their order; None for a name that says nothing about where.

    `dateline` is the place words of the dateline ("KABUL, Afghanistan"); `hints` are country codes that the story's
    demonyms speak for, the most frequent first.
    """
    names: dict[_Where, Name] = {}
    for words in found:
        _gather(names, words)
    poll = choose([*names.values(), *_dateline_names(dateline)], hints)
    return [_place(words, names, poll) for words in found]


def _where(words: PlaceWords) -> _Where:
    return (place_key(words.name), words.head, tuple(place_key(name) for name in words.chain))


def _gather(names: dict[_Where, Name], words: PlaceWords) -> Name:
    where = _where(words)
    name = names.get(where)
    if name is not None:
        name.count += 1
        name.standing = max(name.standing, _standing(words))
        return name
    name = Name(where[0], readings(words.name, words.head), standing=_standing(words), quarter=words.head in QUARTERS)
    names[where] = name
    if words.within is not None:
        wider = names.get(_where(words.within))
        name.fit(_gather(names, words.within) if wider is None else wider)
    return name


def _standing(words: PlaceWords) -> float:
    """How surely the words mean a place at all."""
    placed = words.relation is not Relation.OTHER or words.within is not None or words.is_parent
    if placed or words.head is not None or words.force:
        return 1.0
    return 0.7 if words.modifier else 0.4


def readings(name: str, head: str | None) -> tuple[Toponym, ...]:
    """What a name with its kind word can mean: "Niger" with "state" is no country."""
    if head is None:
        return lookup(name)
    kinds = _KIND_OF_HEAD.get(HEADS.get(head, PlacePrecision.UNRESOLVED), ())
    found = lookup(f"{name} {head}") if head not in {"village", "district"} else ()
    found = tuple(dict.fromkeys((*found, *lookup(name))))
    if HEADS.get(head) is PlacePrecision.SITE and len(found) > 0 and found[0].kind >= ToponymKind.ADMIN1:
        return found[:1]  # "a Florida airport" is somewhere in Florida
    for kind in kinds:
        fitting = tuple(place for place in found if place.kind is kind)
        if len(fitting) > 0:
            return fitting
    loose = len(kinds) == 0 or HEADS.get(head) is PlacePrecision.REGION or head in {"capital", "port"}
    return found if loose else ()


def _dateline_names(dateline: str | None) -> list[Name]:
    """The names of a dateline, each in the next: "KABUL, Afghanistan (Agency) --"."""
    if dateline is None:
        return []
    text = dateline.split("(")[0].split("--")[0].split("—")[0].split("–")[0].strip(" -:.")
    names: list[Name] = []
    for part in reversed([part.strip() for part in text.split(",")]):
        full = US_STATES.get(part.rstrip("."), part)
        if len(full) < 3 or any(letter.isdigit() for letter in full):
            continue
        name = Name(place_key(full), lookup(full), count=2)
        if len(name.readings) == 0:
            continue
        if len(names) > 0:
            name.fit(names[-1])
        names.append(name)
    return names


def _place(words: PlaceWords, names: dict[_Where, Name], poll: Poll) -> Place | None:
    name = names[_where(words)]
    choice = name.choice
    if name.stray and _standing(words) < 1.0:
        return None
    if choice is None or name.stray:
        return _unknown(words, names, poll)
    shown = _shown(words, choice)
    if choice.kind is ToponymKind.COUNTRY:
        if words.direction is not None:
            return Place(f"{words.direction} {shown}", PlacePrecision.REGION, country=choice.country)
        return Place(shown, PlacePrecision.COUNTRY, country=choice.country, ref=choice.ref)
    if choice.kind is ToponymKind.REGION:
        return Place(shown, PlacePrecision.REGION, country=choice.country, ref=choice.ref)
    return Place(
        shown,
        _precision(words, choice.kind),
        country=choice.country,
        admin1=choice.admin1,
        lat=choice.lat,
        lon=choice.lon,
        ref=choice.ref,
    )


def _precision(words: PlaceWords, kind: ToponymKind | None) -> PlacePrecision:
    """How exact the words are: the kind word tells more than the gazetteer, and "near" makes it 3."""
    precision = PlacePrecision.SETTLEMENT if kind is None else _PRECISION_OF_KIND[kind]
    stated = None if words.head is None else HEADS.get(words.head)
    if stated is PlacePrecision.DISTRICT and (kind is None or kind is ToponymKind.SETTLEMENT):
        precision = stated
    elif kind is None and stated is not None:
        precision = PlacePrecision.SETTLEMENT if stated is PlacePrecision.SITE else stated
    if words.relation is Relation.NEAR and precision <= PlacePrecision.SETTLEMENT:
        return PlacePrecision.NEAR_SETTLEMENT
    return precision


def _unknown(words: PlaceWords, names: dict[_Where, Name], poll: Poll) -> Place:
    """A place without coordinates: in the places that the words put it in, else in the story's only country."""
    code = admin1 = None
    outer = words.within
    while outer is not None and code is None:
        wider = names[_where(outer)].choice
        if wider is not None:
            code, admin1 = wider.country, wider.admin1
        outer = outer.within
    name = names[_where(words)]
    if code is None and (name.choice is None or name.choice.country == _only_country(poll)):
        code = _only_country(poll)
    shown = _county(words) or _plain(words.name)
    return Place(shown, _precision(words, None), country=code, admin1=admin1)


def _only_country(poll: Poll) -> str | None:
    """The country that nearly everything in the story speaks for; None when there is no such."""
    if len(poll.countries) == 0:
        return None
    code = max(sorted(poll.countries), key=lambda key: poll.countries[key])
    return code if poll.countries[code] >= 0.8 * poll.all_countries else None


def _shown(words: PlaceWords, choice: Toponym) -> str:
    county = _county(words)
    if choice.kind is ToponymKind.ADMIN2 and county is not None:
        return county
    if words.name.isupper() and len(words.name) > 3 and place_key(words.name) == place_key(choice.name):
        return choice.name
    return _plain(words.name)


def _county(words: PlaceWords) -> str | None:
    """The name of a county with its kind word, which belongs to it."""
    return f"{_plain(words.name)} {words.head.title()}" if words.head in {"county", "parish"} else None


def _plain(name: str) -> str:
    """The name as written, except that capitals of a text without case become a title."""
    return name.title() if name.isupper() and len(name) > 3 and "." not in name else name
