"""Which sentences can be about an incident at all: a linear model over words, in front of everything that costs.

The score of a sentence is the sum of the weights of its words and word pairs (`lists/data/relevance.csv`, fitted by
`training/relevance.py`) and the base; strong words of the trigger list pass whatever was fitted, so that what is added
there takes effect. It forgives much: a sentence is passed by only when nothing in it speaks of harm,
weapons or people who use them, so that cost grows with what is relevant and not with all that is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from casebook.lists.lexicon import triggers
from casebook.lists.reading import list_text
from casebook.lists.rows import Strength
from casebook.lists.words import words as listed

BASE = "(base)"
THRESHOLD = -0.5  # log odds; 99.8 % of the train stories with an incident have a sentence above it (docs/model-card.md)
_WORDS = re.compile(r"[^\W\d_]+|\d+|[.!?](?=\s|$|[\"'”’)])|\n")
_ENDS = frozenset(".!?\n")


@cache
def _weights() -> dict[str, float]:
    rows = csv.DictReader(line for line in list_text("relevance.csv").splitlines() if not line.startswith("#"))
    fitted = {row["words"]: float(row["weight"]) for row in rows}
    return fitted | {key: max(fitted.get(key, 0.0), least) for key, least in _listed(-fitted[BASE]).items()}


def _listed(enough: float) -> dict[str, float]:
    """The single words of the trigger list that are strong, or of force (`words.toml`): each lifts a sentence alone."""
    strong = {
        phrase
        for phrase, rows in triggers()
        if " " not in phrase and any(row.strength is Strength.STRONG for row in rows)
    }
    return dict.fromkeys(strong | listed("force"), enough + 0.1)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case and the marks that end sentences; every number is "0"."""
    return ["0" if word.isdecimal() else word for word in _WORDS.findall(text.lower())]


def sentence_scores(text: str) -> Iterator[float]:
    """The log odds of each stretch between full stops, from left to right."""
    weights = _weights()
    base = weights[BASE]
    get = weights.get
    total, before = base, ""
    for word in words_of(text):
        if word in _ENDS:
            yield total
            total, before = base, ""
            continue
        total += get(word, 0.0) + get(f"{before} {word}", 0.0)
        before = word
    yield total


def relevant(text: str) -> bool:
    """True when some sentence of the text can be about an incident."""
    return any(score > THRESHOLD for score in sentence_scores(text))
