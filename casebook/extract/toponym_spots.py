"""Where in a sentence a place may be named: names of the gazetteer, and unknown names in the company of place words.

A spot is only a span and the kind words that belong to it; what it has to do with the sentence is read in `toponyms`.
Names are found by capitals where capitals tell something, else by their tags, and always by the words around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from casebook.extract.toponym_company import allowed, head_before
from casebook.extract.toponym_line import Line, joined, locative_before, may_span
from casebook.lists.gazetteer import demonym, lookup
from casebook.lists.placewords import (
    CALENDAR,
    DIRECTIONS,
    EVENTS,
    HEADS,
    INSIDE,
    NEAR_NOUNS,
    NEARBY,
    NO_PLACES,
    ORGANISATIONS,
    PREFIX_HEADS,
    SITES,
    STREETS,
    TITLES,
    US_STATES,
)

_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})
_NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LOCATIVE: Final = INSIDE | NEARBY
_LONGEST: Final = 6
_OF_NAMES: Final = frozenset({"city", "valley", "islands", "island", "strip", "republic"})
_STATES_WITHOUT_CASE: Final = {short.lower(): state for short, state in US_STATES.items() if len(short) > 2}
_COMMON: Final = frozenset({"ore", "ill", "wash", "miss", "mass", "cal", "man", "mont", "ont", "alta", "sask", "penn"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Token indexes [first, last) of a name, `stop` after a kind word that follows it, and what they say."""

    first: int
    last: int
    stop: int
    name: str
    head: str | None
    known: bool


def spots(line: Line) -> list[Spot]:
    """Every spot of the sentence from left to right; spots do not overlap."""
    found = []
    index = 0
    while index < len(line.words):
        spot = _known(line, index) or _unknown(line, index)
        if spot is None:
            index += 1
        else:
            found.append(spot)
            index = spot.stop
    return found


def _known(line: Line, index: int) -> Spot | None:
    """The longest name of the gazetteer that begins here and that its company allows."""
    state = _abbreviated_state(line, index)
    if state is not None:
        return state
    if not _may_begin(line, index):
        return None
    for last in range(min(len(line.words), index + _LONGEST), index, -1):
        if not may_span(line, index, last):
            continue
        name = joined(line, index, last)
        found = lookup(name)
        if len(found) == 0:
            continue
        if line.cased and index > 0 and line.at(index - 1) in {"mount", "lake"} and line.names[index - 1]:
            return None  # "Mount Auburn" is no Auburn
        if not allowed(line, index, last, found):
            continue
        return _with_head(line, index, last, name)
    return None


def _may_begin(line: Line, index: int) -> bool:
    word = line.lower[index]
    if not line.words[index][0].isalpha():
        return False
    if line.cased:
        return line.names[index]
    return line.names[index] or (
        word not in NO_PLACES
        and word not in HEADS
        and line.tags[index] in {"NN", "NNS", "JJ", "FW", "VB"}
        and (line.at(index - 1) in _LOCATIVE or line.at(index - 1) in {"of", ","})
        and len(word) > 3
    )


def _abbreviated_state(line: Line, index: int) -> Spot | None:
    """A US state or Canadian province in AP or postal style after "City,", or with points of its own ("W.Va.")."""
    word, stop = line.words[index].rstrip("."), index + 1
    if word in {"W", "N", "S", "R", "D"} and line.at(index + 1) == "." and index + 2 < len(line.words):
        word, stop = f"{word}.{line.words[index + 2]}", index + 3
    state = US_STATES.get(word)
    if state is None and not line.cased:
        state = _STATES_WITHOUT_CASE.get(word.lower())
    after_city = line.at(index - 1) in {",", "("} and line.name_at(index - 2)
    if state is None or not (after_city or "." in word):
        return None
    if not line.cased and (len(word) == 2 or word.lower() in _COMMON):
        return None
    if line.at(stop) == "." and stop + 1 < len(line.words):
        stop += 1
    return Spot(index, stop, stop, state, "state", known=True)


def _with_head(line: Line, first: int, last: int, name: str) -> Spot:
    """The spot with the kind word after it, or the one that its name ends with ("Borno State", not "Mexico City")."""
    final = line.lower[last - 1]
    if last - first > 1 and final in HEADS and final not in _OF_NAMES:
        bare = joined(line, first, last - 1)
        if lookup(bare) and bare.lower() not in DIRECTIONS:
            return Spot(first, last - 1, last, bare, final, known=True)
    follower = line.at(last)
    if follower in HEADS and _is_head(line, last):
        return Spot(first, last, last + 1, name, follower, known=True)
    if follower in {"refugee", "displacement", "idp"} and line.at(last + 1) in {"camp", "settlement"}:
        return Spot(first, last, last + 2, name, line.at(last + 1), known=True)
    return Spot(first, last, last, name, head_before(line, first), known=True)


def _is_head(line: Line, index: int) -> bool:
    """Whether the kind word ends its phrase: "Helmand province", not "Texas state police"."""
    return not (
        line.tag(index + 1) in _NOUN_TAGS
        and line.at(index + 1) not in CALENDAR
        and line.at(index) in {"state", "city", "town", "village", "base", "camp", "area", "department", "province"}
        and line.at(index + 1) in ORGANISATIONS | TITLES
    )


def _unknown(line: Line, index: int) -> Spot | None:
    """A name that the gazetteer lacks, in words that only a place has around it."""
    if not line.names[index] or (index > 0 and line.names[index - 1] and line.at(index - 1) not in PREFIX_HEADS):
        return None
    last = index
    while last < len(line.words) and last - index < 4 and (line.names[last] or line.lower[last] == "-"):
        if line.lower[last] in HEADS and last > index:
            break
        last += 1
    words = line.lower[index:last]
    if not words or any(w in CALENDAR or w in ORGANISATIONS or w in SITES or demonym(w) for w in words):
        return None
    if words[0] in NO_PLACES or words[0] in TITLES or words[0] in HEADS or words[0] in EVENTS or words[-1] in STREETS:
        return None
    letters = line.cased and len(words) == 1 and line.words[index].isupper()
    if letters or words[0] in DIRECTIONS or line.at(last) in STREETS:
        return None
    head = line.at(last) if line.at(last) in HEADS else head_before(line, index)
    name = joined(line, index, last)
    stop = last + 1 if line.at(last) in HEADS else last
    if head in {"department", "agency", "state", "zone", "territory", "commune", "quarter"} and stop == last:
        return None  # "the Department of Transportation"
    if head is not None:
        return Spot(index, last, stop, name, head, known=False) if _place_head(line, index, head) else None
    apposed = _apposed_head(line, last)
    if apposed in {"village", "town", "hamlet"} or (apposed is not None and locative_before(line, index)):
        return Spot(index, last, last, name, apposed, known=False)
    before = line.at(index - 1)
    measured = before in {"from", "of"} and line.at(index - 2) in NEAR_NOUNS  # "6 km from Lukembe"
    bare = (
        measured or before in {"in", "near", "outside", "around"} or (before == "of" and locative_before(line, index))
    )
    if bare and set(line.tags[index:last]) <= _NAME_TAGS and line.tag(last) not in {"NN", "NNS", "POS", "CD"}:
        return Spot(index, last, last, name, None, known=False)
    return None


def _place_head(line: Line, first: int, head: str) -> bool:
    """Kind words that speak for a place by themselves; others ("state", "area") only after a preposition."""
    sure = {"village", "town", "township", "hamlet", "district", "province", "county", "neighborhood", "neighbourhood"}
    return head in sure or locative_before(line, first)


def _apposed_head(line: Line, last: int) -> str | None:
    """The kind word in "X, a farming village on the road"."""
    if line.at(last) != "," or line.at(last + 1) not in {"a", "an", "the"}:
        return None
    for i in range(last + 2, last + 6):
        if line.at(i) in HEADS:
            return line.at(i)
        if line.tag(i) not in {"JJ", "NN", "VBG", "VBN", "JJS", "RB", "HYPH", ","}:
            return None
    return None
