"""Whether a name of the gazetteer is meant as a place: by the words around it, or by being known well enough.

A name between other name words is a person or a club; a street, a short acronym or a common word is no place; and a
small town needs a word of place beside it.
"""

from __future__ import annotations

from typing import Final

from casebook.extract.toponym_line import Line, locative_before, may_span
from casebook.lists.gazetteer import Toponym, ToponymKind, demonym, lookup, place_key, prior
from casebook.lists.placewords import (
    CALENDAR,
    DIRECTIONS,
    EVENTS,
    HEADS,
    NO_PLACES,
    ORGANISATIONS,
    PREFIX_HEADS,
    SITES,
    STREETS,
    TITLES,
    US_STATES,
)

_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})
_LINKS: Final = frozenset(
    {"de", "la", "del", "e", "el", "al", "of", "and", "the", "du", "des", "do", "dos", "da", "i", "ez", "es", "wa"}
    | {"ul", "ye", "an", "-", "le", "les", "san", "y", "los", "las", "&", "bin", "ibn"}
)
_WEAK_PRIOR: Final = 4.9  # a town of 80,000: below that a bare name is as likely a person or a common word
_OPENING_PRIOR: Final = 5.2
_WHOSE: Final = frozenset(
    {
        "police",
        "officers",
        "deputies",
        "sheriff",
        "detectives",
        "man",
        "woman",
        "teen",
        "teenager",
        "boy",
        "girl",
        "resident",
        "residents",
        "couple",
        "native",
        "mayor",
    }
    | {"area", "fire", "firefighters", "hospital", "school", "schools", "officials", "family", "suburb", "suburbs"}
    | {"neighborhood", "neighbourhood"}
)
_PLURAL_STREETS: Final = frozenset({"streets", "avenues", "roads", "drives", "boulevards"})
_LEAST_PRIOR: Final = 2.9
_NOTED: Final = 20_000  # people of a place that the only place of its name has at least


def allowed(line: Line, first: int, last: int, found: tuple[Toponym, ...]) -> bool:
    """Whether a name of the gazetteer is meant as a place here."""
    words = line.lower[first:last]
    if last - first == 1:
        if words[0] in NO_PLACES or words[0] in CALENDAR or words[0] in TITLES or len(words[0]) < 2:
            return False
        if words[0] in HEADS or words[0] in ORGANISATIONS or words[0] in SITES or words[0] in EVENTS:
            return False
        if words[0] in DIRECTIONS or _acronym(line, first, found[0]):
            return False
        if demonym(words[0]) and found[0].kind is not ToponymKind.COUNTRY:
            return False
        if words[0] == "us" and not line.words[first].isupper():
            return False
    if words[0] in _LINKS - {"la", "el", "al", "san", "los", "las", "le", "les"} or words[-1] in _LINKS:
        return False
    if (line.at(last) in STREETS and line.name_at(last)) or is_street(line, first, last):
        return False
    if _person_beside(line, first, last, wide=found[0].kind >= ToponymKind.ADMIN1):
        return False
    return (line.dateline and first == 0) or _evidence(line, first, last, found)


def is_street(line: Line, first: int, last: int) -> bool:
    """Whether the name is a street without its word: "the 500 block of Radnor", "at Greenfield and Lahser streets"."""
    before, words = line.at(first - 1), line.lower
    if before == "of" and line.at(first - 2) in {"block", "blocks", "intersection", "corner", "unit"}:
        return True
    if before in {"and", "&"} and {"intersection", "corner", "block"} & set(words[max(0, first - 7) : first]):
        return True
    if line.at(last) in {"and", "&"} and line.name_at(last + 1):
        beyond = words[last + 1 : last + 6]
        return any(word in STREETS for word in beyond) and before not in {"between"}
    return before in {"and", "&"} and line.at(last) in _PLURAL_STREETS


def _person_beside(line: Line, first: int, last: int, *, wide: bool) -> bool:
    """Whether name words beside the span make it part of another name: a person, a club."""
    start, stop = _run(line, first, last)
    left = [w for w in line.lower[start:first] if w not in DIRECTIONS and w not in HEADS and w not in PREFIX_HEADS]
    if left and start == 0 and line.cased and line.tags[start] not in _NAME_TAGS:
        left = left[1:]
    if left and not demonym(left[-1]) and not (left[-1] in ORGANISATIONS and locative_before(line, first)):
        return True
    if line.at(first - 1) == "." and line.at(first - 2) in TITLES:
        return True
    right = line.lower[last:stop]
    if not right:
        return False
    company = right[0] in ORGANISATIONS or right[0] in SITES or right[0] in EVENTS or right[0] in HEADS
    if company or right[0] in TITLES or demonym(right[0]):
        return False
    return not (wide and len(right) > 1)


def _run(line: Line, first: int, last: int) -> tuple[int, int]:
    """The name words in one go around [first, last); days, months and kind words end it."""
    start, stop = first, last
    while start > 0 and line.names[start - 1] and line.lower[start - 1] not in CALENDAR:
        start -= 1
    while line.name_at(stop) and line.lower[stop] not in CALENDAR:
        stop += 1
    return start, stop


def _acronym(line: Line, index: int, best: Toponym) -> bool:
    """Whether a short word in capitals is letters rather than a name ("EMS"); a dateline may be in capitals too."""
    word = line.words[index]
    if not line.cased or not word.isupper() or len(word) > 4 or best.kind is ToponymKind.COUNTRY or line.dateline:
        return False
    return index > 0 or (best.population or 0) < 100_000


def _evidence(line: Line, first: int, last: int, found: tuple[Toponym, ...]) -> bool:
    """Words of place beside the name, or a name so well known that it needs none."""
    if locative_before(line, first) or head_before(line, first) or line.at(last) in HEADS:
        return True
    if line.at(first - 1) in {"from", "to", "and", "between"} and line.tags[first] in _NAME_TAGS:
        return True
    if line.at(first - 1) in {",", "("} and first >= 2 and line.names[first - 2] and _may_be_area(found):
        return True
    if line.at(last) == "," and line.name_at(last + 1) and _wider_at(line, last + 1):
        return True
    if line.tags[first] not in _NAME_TAGS:
        return False
    best, key = found[0], place_key(" ".join(line.words[first:last]))
    weight = prior(best.kind, best.population, asked=key, main=place_key(best.name))
    if len(found) == 1 and first > 0 and (best.population or 0) >= _NOTED and len(key) > 5:
        return True
    if line.at(last) in _WHOSE:
        return weight >= _LEAST_PRIOR
    return weight >= (_OPENING_PRIOR if first == 0 else _WEAK_PRIOR)


def _may_be_area(found: tuple[Toponym, ...]) -> bool:
    return any(place.kind >= ToponymKind.ADMIN1 for place in found[:4])


def _wider_at(line: Line, index: int) -> bool:
    """Whether a country, first-level area or state abbreviation is named from this word on."""
    if line.words[index].rstrip(".") in US_STATES:
        return True
    for last in range(min(len(line.words), index + 4), index, -1):
        if may_span(line, index, last):
            found = lookup(" ".join(line.words[index:last]))
            if any(place.kind >= ToponymKind.ADMIN1 for place in found[:3]):
                return True
    return False


def head_before(line: Line, first: int) -> str | None:
    """The kind word in "the village of X", "the northern city of X", "Camp X"."""
    before = line.at(first - 1)
    if before in {"of", "called", "named"} and line.at(first - 2) in HEADS:
        return line.at(first - 2)
    if before in PREFIX_HEADS and (line.names[first - 1] or not line.cased):
        return before
    if before in {"village", "town", "city", "province", "district", "suburb", "capital"}:
        return before
    return None
