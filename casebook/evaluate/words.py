"""Overlap of words: how scorers decide that two pieces of evidence are the same words.

The words of a span are the tokens of the report that it touches, each known by where it starts; a token is a run of
letters and digits with inner points, commas, hyphens or apostrophes. Overlap is token F1 (Dice): twice the shared
tokens over the sum of both. Repeated words at other places are other tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*")
_STOP = frozenset({"the", "a", "an", "of", "and", "in", "on", "at", "near", "to", "for", "its", "his", "her", "their"})
ENOUGH = 0.5


class Offsets(Protocol):
    """Anything with offsets in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Words:
    """The tokens of one report's text."""

    def __init__(self, text: str) -> None:
        self._tokens = tuple((m.start(), m.end()) for m in _TOKEN.finditer(text))

    def of(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The tokens that these spans touch, by where they start."""
        held = tuple((span.start, span.end) for span in spans)
        return frozenset(
            start for start, end in self._tokens if any(start < last and first < end for first, last in held)
        )


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Token F1 of two sets of words; 0 when one is empty."""
    return 0.0 if not left or not right else 2 * len(left & right) / (len(left) + len(right))


def covered(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of `part` that also stands in `whole`; 0 when `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0


def name_words(name: str) -> frozenset[str]:
    """A name's words, lower case, without marks, articles and small words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return frozenset(word for word in re.findall(r"\w+", plain.lower()) if word not in _STOP)


def same_name(left: str, right: str) -> bool:
    """True when all words of one name stand in the other ("army" and "Zarhan army"); empty names are never the same."""
    first, second = name_words(left), name_words(right)
    return bool(first) and bool(second) and (first <= second or second <= first)
