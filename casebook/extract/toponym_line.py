"""A sentence made ready for finding place names: which words can be part of a name, and what stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casebook.lists.placewords import (
    CALENDAR,
    DIRECTIONS,
    HEADS,
    INSIDE,
    NEARBY,
)
from casebook.split.tagger import has_case

_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})
_NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LINKS: Final = frozenset(
    {"de", "la", "del", "e", "el", "al", "of", "and", "the", "du", "des", "do", "dos", "da", "i", "ez", "es", "wa"}
    | {"ul", "ye", "an", "-", "le", "les", "san", "y", "los", "las", "&", "bin", "ibn"}
)
_SHORT: Final = frozenset({"st", "ste", "ft", "mt"})
_LOCATIVE: Final = INSIDE | NEARBY
_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "its", "his", "her", "their", "nearby", "neighboring", "neighbouring"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence made ready: `names[i]` tells whether word i can be part of a name; a `dateline` opens with a place."""

    words: Sequence[str]
    lower: tuple[str, ...]
    tags: Sequence[str]
    cased: bool
    names: tuple[bool, ...]
    dateline: bool = False

    def at(self, index: int) -> str:
        """The word in small letters, "" outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def tag(self, index: int) -> str:
        """The tag, "" outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    def name_at(self, index: int) -> bool:
        """Whether there is a word at the index that can be part of a name."""
        return 0 <= index < len(self.names) and self.names[index]


def line_of(words: Sequence[str], tags: Sequence[str], *, dateline: bool = False) -> Line:
    """The words and tags of a sentence with what they say about names."""
    lower = tuple(word.lower().replace("’", "'") for word in words)
    cased = has_case(words)
    if cased:
        names = tuple(word[0].isupper() and not _is_pronoun(word, tags[i]) for i, word in enumerate(words))
    else:
        names = tuple((dateline or tags[i] in _NAME_TAGS) and word[0].isalpha() for i, word in enumerate(words))
    return Line(words, lower, tags, cased, names, dateline)


def _is_pronoun(word: str, tag: str) -> bool:
    return tag in {"PRP", "DT", "PRP$", "CC", "MD", "WP", "WRB", "IN"} and word.lower() not in {"la", "al", "us"}


def locative_before(line: Line, first: int) -> bool:
    """Whether a preposition of place stands before the name, adjectives, directions and kind words aside."""
    index = first - 1
    while index >= 0 and first - index < 6:
        word, tag = line.at(index), line.tag(index)
        if word in _LOCATIVE and not (word == "by" and index < first - 2):
            return True
        if word == "of":
            return line.at(index - 1) in HEADS or line.at(index - 1) in DIRECTIONS
        if word not in _DETERMINERS and word not in DIRECTIONS and word not in HEADS and tag not in {"JJ", "VBN", "DT"}:
            return False
        index -= 1
    return False


def joined(line: Line, first: int, last: int) -> str:
    return " ".join(line.words[first:last]).replace(" . ", ". ").replace(" - ", "-")


def may_span(line: Line, first: int, last: int) -> bool:
    """Whether the words can be one name: name words at both ends, links or a point after "St" between."""
    if last - first == 1:
        return True
    if not line.names[last - 1] and not (not line.cased and line.tags[last - 1] in _NOUN_TAGS):
        return False
    for i in range(first + 1, last - 1):
        if line.names[i] or line.lower[i] in _LINKS:
            continue
        if line.words[i] == "." and line.lower[i - 1] in _SHORT:
            continue
        if not line.cased and line.tags[i] in _NOUN_TAGS:
            continue
        return False
    return line.lower[last - 1] not in CALENDAR or line.lower[first] in {"san", "santa"}
