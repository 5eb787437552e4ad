"""The words, numbers and names of a text that tell one incident from another, ranked by how rare they are in news.

Pure and fast: no tagger and no sentence is read here. What comes out is in lower case and stands in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from casebook.lists.rarity import rarity
from casebook.split.tagger import has_case

_TERM = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_CASED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]")
_FAINT = 2.5  # a word of one story in twelve or more says nothing
_CLEAR = 4.0  # both words of a name together
_INITIALS = re.compile(r"\b([A-Z])\. ?(?=[A-Z])")
_SHORT = 2


def terms(text: str) -> Iterator[str]:
    """The words and numbers of a text, in lower case, in order."""
    return map(str.lower, _TERM.findall(text))


def pairs(text: str) -> Iterator[str]:
    """Neighbouring capitalised words, where capitals tell names: "luis carrasco"; an initial between is passed over."""
    for line in _INITIALS.sub("", text).splitlines():
        words = _CASED.findall(line)
        if not has_case(words):
            continue
        names = [word if len(word) > _SHORT and word[0].isupper() and not word.isupper() else None for word in words]
        for left, right in pairwise(names):
            if left is not None and right is not None:
                yield f"{left.lower()} {right.lower()}"


def rare_words(texts: Iterable[str], most: int) -> tuple[str, ...]:
    """Up to `most` words and numbers of the texts, the most telling first: rare in news, and told more than once."""
    return _telling((term for text in texts for term in terms(text)), rarity, _FAINT, most)


def rare_names(texts: Iterable[str], most: int) -> tuple[str, ...]:
    """Up to `most` names of two words, the most telling first."""
    return _telling((pair for text in texts for pair in pairs(text)), name_weight, _CLEAR, most)


def _telling(words: Iterable[str], weight: Callable[[str], float], least: float, most: int) -> tuple[str, ...]:
    """Those of at least that weight, the heaviest first; what is told twice or more weighs more."""
    counts = Counter(words)
    own = {word: weight(word) for word in counts}
    return _ranked({w: own[w] * (1 + 0.3 * min(n - 1, 2)) for w, n in counts.items() if own[w] >= least}, most)


def name_weight(pair: str) -> float:
    """How rare a name of two words is: as counted, else by its words, neither of which may be a common one."""
    left, right = pair.split(" ", 1)
    return min(rarity(pair), rarity(left) + rarity(right))


def _ranked(weights: dict[str, float], most: int) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:most])
