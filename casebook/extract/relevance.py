"""Which sentences can be about an incident at all: a linear model over words, in front of everything that costs.

The score of a sentence is the sum of the weights of its words and word pairs (`lists/data/relevance.csv`, fitted by
`training/relevance.py`) and the base; strong words of the trigger list pass whatever was fitted, so that what is added
there takes effect. It forgives much: a sentence is passed by only when nothing in it speaks of harm, weapons or people
who use them, so that cost grows with what is relevant and not with all that is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache

from casebook.lists.lexicon import triggers
from casebook.lists.reading import list_text
from casebook.lists.rows import Strength
from casebook.lists.words import words as listed

BASE = "(base)"
THRESHOLD = -0.5  # log odds; every train story with an incident has a sentence above it (docs/model-card.md)
_WORDS = re.compile(r"[^\W\d_]+|\d+|[.!?](?=\s|$|[\"'”’)])|\n")
_ENDS = frozenset(".!?\n")


class _Words(dict[str, float]):
    """The weight of each word, worked out when the word is first met: the fitted one, or enough to lift a sentence.

    A strong word of the trigger list and a word of force (`words.toml`) lift a sentence alone.
    """

    def __init__(self, fitted: Mapping[str, float]) -> None:
        self._fitted = fitted
        self._enough = 0.1 - fitted[BASE]

    def __missing__(self, word: str) -> float:
        strong = any(row.strength is Strength.STRONG for match in triggers().matches((word,)) for row in match.items)
        fitted = self._fitted.get(word, 0.0)
        self[word] = found = max(fitted, self._enough) if strong or word in listed("force") else fitted
        return found


@cache
def _weights() -> tuple[_Words, Mapping[str, float]]:
    """Weights of words, and of everything that was fitted (pairs and the base)."""
    rows = csv.DictReader(line for line in list_text("relevance.csv").splitlines() if not line.startswith("#"))
    fitted = {row["words"]: float(row["weight"]) for row in rows}
    return _Words(fitted), fitted


def words_of(text: str) -> list[str]:
    """The words of a text in lower case and the marks that end sentences; every number is "0"."""
    return ["0" if word.isdecimal() else word for word in _WORDS.findall(text.lower())]


def sentence_scores(text: str) -> Iterator[float]:
    """The log odds of each stretch between full stops, from left to right."""
    words, fitted = _weights()
    base, pair = fitted[BASE], fitted.get
    total, before = base, ""
    for word in words_of(text):
        if word in _ENDS:
            yield total
            total, before = base, ""
            continue
        total += words[word] + pair(f"{before} {word}", 0.0)
        before = word
    yield total


def relevant(text: str) -> bool:
    """True when some sentence of the text can be about an incident."""
    return any(score > THRESHOLD for score in sentence_scores(text))
