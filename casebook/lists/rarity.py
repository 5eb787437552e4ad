"""How rare a word is in news: what two reports share says the more, the fewer stories hold it.

The table (`word_rarity.tsv`) is counted by `training/rarity.py` from the stories that are there to learn from, each
incident counted once. It has steps and words, and no text of anybody. A word it does not have is as rare as can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from casebook.lists.reading import list_text
from casebook.model.errors import ListError

_FILE = "word_rarity.tsv"
UNSEEN = 8.0  # natural logarithm: about one story in 3,000


def rarity(word: str) -> float:
    """The natural logarithm of one over the share of stories that hold the word or pair of words, lower case."""
    return _table().get(word, UNSEEN)


@cache
def _table() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for number, line in enumerate(list_text(_FILE).splitlines(), 1):
        if line.startswith("#"):
            continue
        step, tab, words = line.partition("\t")
        try:
            weight = float(step)
        except ValueError:
            weight = -1.0
        if not tab or weight < 0:
            raise ListError(f"{_FILE} line {number}: {step!r} is no rarity; write a number, a tab and words")
        found.update(dict.fromkeys(words.split("|"), weight))
    return found
