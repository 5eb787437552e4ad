"""The places a sentence names, and what each has to do with what the sentence says.

`find_places` gives place words from left to right: where something is said to be (`in`, `near`), whose or which (`of`),
or anything else (`other`). A place that belongs to another name ("the Kabul police") is a modifier, never a location.
The places that a name is said to lie in ("Kano, Nigeria") are linked by `within`, and are in the list as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from casebook.extract.toponym_line import Line, line_of
from casebook.extract.toponym_spots import Spot, spots
from casebook.lists.gazetteer import ToponymKind, contains, demonym, lookup
from casebook.lists.placewords import (
    ASSAULTS,
    BUILDINGS,
    CALENDAR,
    DIRECTIONS,
    EVENTS,
    FORCES,
    HEADS,
    INSIDE,
    NEAR_NOUNS,
    NEARBY,
    ORGANISATIONS,
    SITES,
)


class Relation(StrEnum):
    """What the word before a place makes of it."""

    IN = "in"
    NEAR = "near"
    OF = "of"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A place as one sentence names it; [first, last) are token indexes with direction and kind word beside it.

    `name` leaves both out: "northern Helmand province" is name Helmand, direction northern, head province. `within` is
    the place that the words say it lies in; `is_parent` marks that place itself. `known` is False for a name that only
    its company shows to be a place. `force` is True where the words name the place's own police, fire brigade or mayor.
    """

    first: int
    last: int
    name: str
    relation: Relation
    head: str | None = None
    direction: str | None = None
    modifier: bool = False
    within: PlaceWords | None = None
    known: bool = True
    is_parent: bool = False
    force: bool = False

    @property
    def chain(self) -> tuple[str, ...]:
        """Names of the places it is said to lie in, the nearest first."""
        return () if self.within is None else (self.within.name, *self.within.chain)


_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SKIPPED: Final = frozenset({"the", "a", "an", "its", "their", "this", "that", "his", "her", "our", "both"})
_ADJECTIVES: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "PRP$", "DT", "HYPH", "CD", "POS"})
_PART_NOUNS: Final = frozenset(
    {"streets", "street", "center", "centre", "heart", "middle", "part", "parts", "town", "city", "capital", "state"}
    | {"province", "district", "village", "downtown", "suburb", "area", "areas", "region", "neighborhood", "quarter"}
    | {"neighbourhood", "corner", "side", "interior", "section", "sector"}
)


def find_places(words: Sequence[str], tags: Sequence[str], *, dateline: bool = False) -> list[PlaceWords]:
    """The place words of one sentence or dateline, given its tokens and their tags, from left to right."""
    line = line_of(words, tags, dateline=dateline)
    places: list[PlaceWords] = []
    for spot in spots(line):
        place = _read(line, spot)
        if place.relation is Relation.OTHER and not place.modifier and len(places) > 0:
            place = _as_listed(line, places[-1], place)
        places.append(place)
    return _linked(line, places)


def _read(line: Line, spot: Spot) -> PlaceWords:
    direction, first = _direction(line, spot)
    relation = _relation(line, first)
    place = PlaceWords(
        first, spot.stop, spot.name, relation, spot.head, direction, known=spot.known, force=_names_force(line, spot)
    )
    if _modifies(line, place, direct=line.at(first - 1) in INSIDE | NEARBY):
        return replace(place, relation=Relation.OTHER, modifier=True)
    if relation in {Relation.OTHER, Relation.OF} and line.at(spot.stop) in EVENTS and line.at(first - 1) != "from":
        return replace(place, relation=Relation.IN)
    return place


def _names_force(line: Line, spot: Spot) -> bool:
    """Whether a place's own police speak or act by its name: "Selby police", "Police in Selby", "Selby Fire Rescue"."""
    if line.at(spot.first - 1) == "in" and line.at(spot.first - 2) in {"police", "officers", "detectives", "deputies"}:
        return True
    start = spot.stop + (line.at(spot.stop) in {"'s", "'"})
    for index in range(start, min(start + 2, len(line.words))):
        if line.at(index) in FORCES:
            return index == start or line.name_at(start)  # "Indianapolis Metro Police", not "Paris after police"
    return False


def _direction(line: Line, spot: Spot) -> tuple[str | None, int]:
    """The direction before a name ("eastern X", "the north of X", "northern parts of X", "X's north")."""
    first = spot.first
    if line.at(first - 1) in DIRECTIONS and line.at(first - 2) not in {"of", "kilometers", "kilometres", "miles", "km"}:
        return line.at(first - 1), first - 1
    if line.at(first - 1) == "-" and line.at(first - 2) in DIRECTIONS:
        return line.at(first - 2), first - 2
    if line.at(first - 1) == "of" and line.at(first - 3) in {"the", "far"} and line.at(first - 2) in DIRECTIONS:
        return line.at(first - 2), first - 2
    if line.at(first - 1) == "of" and line.at(first - 2) in {"part", "parts"} and line.at(first - 3) in DIRECTIONS:
        return line.at(first - 3), first - 3
    after = line.at(spot.stop + 1)
    if line.at(spot.stop) in {"'s", "'"} and after in DIRECTIONS and line.tag(spot.stop + 2) not in _NOUNS:
        return after, first
    return None, first


def _relation(line: Line, first: int) -> Relation:
    """What the preposition before the name says, adjectives and kind words between them aside."""
    index = first - 1
    while index >= 0 and first - index <= 8:
        word = line.at(index)
        if word in INSIDE or (word == "on" and line.at(index + 1) == "the" and index < first - 2):
            return Relation.IN
        if word in NEARBY:
            return Relation.NEAR
        if word in ASSAULTS or (word in {"on", "against"} and line.at(index - 1) in EVENTS):
            return Relation.IN
        if word in {"of", "to", "with", "from", "between", "and"}:
            return _after_link(line, index, word)
        part = line.tag(index) in {"NN", "NNS"} and line.at(index + 1) == "of"
        described = word in _SKIPPED or word in HEADS or word in DIRECTIONS or line.tag(index) in _ADJECTIVES
        named_so = word == "," and (line.at(index - 1) in HEADS or line.at(index - 1) == "capital")
        if not (part or described or named_so):  # "in the Afghan capital, Kabul"
            return Relation.OTHER
        index -= 1
    return Relation.OTHER


def _after_link(line: Line, index: int, word: str) -> Relation:
    """The relation of a name after "of", "to", "between" ...: by the noun before ("outskirts of", "road to")."""
    noun = line.at(index - 1)
    if word == "between":
        return Relation.NEAR
    if noun in NEAR_NOUNS and word in {"of", "to", "with", "from", "between"}:
        return Relation.NEAR
    if word == "close" or (word == "to" and noun in {"close", "next", "adjacent"}):
        return Relation.NEAR
    if word == "of" and noun in DIRECTIONS:
        inner = line.at(index - 2) in {"the", "far"} and _inside_before(line, index - 2)
        return Relation.IN if inner else Relation.NEAR
    if word == "of" and (noun in _PART_NOUNS or noun in HEADS):
        outer = _relation(line, index - 1)
        return Relation.OF if outer is Relation.OTHER else outer
    return Relation.OF if word == "of" else Relation.OTHER


def _inside_before(line: Line, index: int) -> bool:
    return line.at(index - 1) in INSIDE or line.at(index - 2) in INSIDE


def _modifies(line: Line, place: PlaceWords, *, direct: bool) -> bool:
    """Whether the name only says which ("the Kabul police", "Bank of Georgia")."""
    if line.cased and line.at(place.first - 1) == "of" and line.name_at(place.first - 2):
        owner, opens = line.at(place.first - 2), place.first == 2
        if owner not in HEADS and owner not in DIRECTIONS and owner not in SITES and not opens:
            return True
    after = line.at(place.last)
    if _in_long_name(line, place):
        return True
    if after in {"'s", "'"}:
        return _owns(line, place)
    if after in SITES and line.cased and line.name_at(place.last) and not _well_known(place.name):
        return True
    if line.tag(place.last) not in _NOUNS or after in EVENTS or after in SITES or after in DIRECTIONS or after in HEADS:
        return False
    if direct and after not in ORGANISATIONS:
        return False
    return line.tag(place.last) in {"NN", "NNS"} or after in ORGANISATIONS or line.name_at(place.last)


def _in_long_name(line: Line, place: PlaceWords) -> bool:
    """Whether the name opens the name of a building: "Lexington Park Apartments", "St. Joseph's Hospital"."""
    if not line.cased:
        return False
    owned = line.at(place.last) in {"'s", "'"}
    first = stop = place.last + owned
    while line.name_at(stop) and line.at(stop) not in CALENDAR:
        stop += 1
    return stop - first >= (1 if owned else 2) and line.at(stop - 1) in BUILDINGS


def _well_known(name: str) -> bool:
    """Whether the name stands for a country, an area or a town of 80,000 before anything else."""
    return any(place.kind >= ToponymKind.ADMIN1 or (place.population or 0) > 80_000 for place in lookup(name)[:1])


def _owns(line: Line, place: PlaceWords) -> bool:
    """Whether "X's" is followed by something other than a part of X or an event there."""
    for index in range(place.last + 1, min(place.last + 5, len(line.words))):
        word = line.at(index)
        if word in SITES or word in EVENTS or word in HEADS or word in DIRECTIONS or word in _PART_NOUNS:
            return False
        if line.name_at(index) and word not in ORGANISATIONS and lookup(line.words[index]) and not demonym(word):
            return False
        if line.tag(index) in {"NN", "NNS"} and line.tag(index + 1) not in _NOUNS:
            return True
    return True


def _as_listed(line: Line, before: PlaceWords, place: PlaceWords) -> PlaceWords:
    """A place in a list ("in Kabul, Herat and Kandahar") has the relation of the one before it."""
    between = [w for w in line.lower[before.last : place.first] if w not in _SKIPPED and w not in DIRECTIONS]
    if between in ([","], ["and"], [",", "and"], ["or"], ["/"], ["and", "of"], ["("]) and not before.modifier:
        return replace(place, relation=before.relation)
    return place


def _linked(line: Line, places: list[PlaceWords]) -> list[PlaceWords]:
    """The places with `within` set where the words say that one lies in the next, or in the one before ("X's Y")."""
    done: list[PlaceWords] = []
    for place in reversed(places):
        if len(done) > 0 and _lies_in(line, place, done[0]):
            done[0] = replace(done[0], is_parent=True, relation=place.relation, modifier=place.modifier)
            place = replace(place, within=done[0])
        done.insert(0, place)
    for i in range(1, len(done)):
        if _owned(line, done[i - 1], done[i]):
            owner = replace(done[i - 1], is_parent=True)
            relation = owner.relation if done[i].relation is Relation.OTHER else done[i].relation
            done[i - 1 : i + 1] = [owner, replace(done[i], relation=relation, within=owner)]
    return done


def _lies_in(line: Line, place: PlaceWords, wider: PlaceWords) -> bool:
    between = [w for w in line.lower[place.last : wider.first] if w not in _SKIPPED]
    plain = [w for w in between if w not in DIRECTIONS and w not in HEADS]
    if plain == ["of"] and place.head is not None:
        return True
    if plain not in ([","], ["("], ["in"], [",", "in"], [",", "of"], [",", "capital", "of"], ["of"], []):
        return False
    loose = place.relation is Relation.OTHER and not place.known and place.head is None
    if plain in (["in"], [",", "in"]) and loose:
        return False
    if len(plain) == 0 and len(between) > 0:
        return False
    return fits(place, wider)


def _owned(line: Line, owner: PlaceWords, place: PlaceWords) -> bool:
    between = line.lower[owner.last : place.first]
    return len(between) > 0 and between[0] in {"'s", "'"} and len(between) < 4 and fits(place, owner)


def _is_area(name: str) -> bool:
    """Whether a bare name means a country or first-level area: "Florida, New York" is a list."""
    return any(place.kind >= ToponymKind.ADMIN1 for place in lookup(name)[:1])


def fits(place: PlaceWords, wider: PlaceWords) -> bool:
    """Whether the gazetteer allows the first to lie in the second; an unknown name may lie anywhere."""
    if place.head is None and _is_area(place.name) and _is_area(wider.name):
        return any(contains(big, small) for big in lookup(wider.name)[:1] for small in lookup(place.name)[:1])
    outer = [t for t in lookup(wider.name) if t.kind >= ToponymKind.ADMIN2 or wider.head is not None]
    outer += [t for t in lookup(wider.name)[:1] if t not in outer]
    if wider.head in {"state", "province", "governorate"}:
        outer = [t for t in outer if t.kind is ToponymKind.ADMIN1]
    if not place.known:
        return len(outer) > 0 or wider.head is not None
    return any(contains(big, small) for big in outer for small in lookup(place.name))
