"""Two numbers that bound one figure: "8 to 15", "8-15", "nine or ten", "between 8 and 15", "two to three hundred"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebook.norms.number_words import SCALES, Cardinal, read_cardinal
from casebook.norms.tokens import Token
from casebook.norms.word_sets import word_set

_MARKS = frozenset({"to", "or", "-", "–", "—"})
_CHANGED = word_set(
    "rose rise risen rises raised raise up climbed increased increase jumped grew went gone fell fallen dropped lowered"
    " lower reduced revised down changed doubled"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The lower and the upper number and the end of the last one; both are the same object for a single number."""

    low: Cardinal
    high: Cardinal
    last: int


def _lower(words: Sequence[Token], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""


def _share_scale(words: Sequence[Token], low: Cardinal, high: Cardinal) -> Cardinal:
    """Give "two" in "two to three hundred" the scale of the second number."""
    scale = SCALES.get(words[high.last - 1].lower)
    if low.scaled or not high.scaled or scale is None or low.value >= high.value / scale:
        return low
    return replace(low, value=low.value * scale)


def read_span(words: Sequence[Token], at: int, *, joined_by: str | None = None) -> Span | None:
    """The number at a token, and with it the second one of a range; `joined_by` "and" after "between"."""
    low = read_cardinal(words, at)
    if low is None:
        return None
    single = Span(low, low, low.last)
    if _lower(words, at - 1) == "from" and changed_from(words, at - 1):
        return single
    mark = _lower(words, low.last)
    if mark not in _MARKS and (joined_by is None or mark != joined_by):
        return None if joined_by == "and" else single
    start = low.last + 1
    if start >= len(words) or (mark == "-" and not (low.digits and words[start].start == words[low.last].end)):
        return single
    high = read_cardinal(words, start)
    if high is None or (high.last - start == 1 and _lower(words, start) in {"a", "an"}):
        return single
    if mark in "-–—" and (not high.digits or _serial(words, at, high.last)):
        return single
    low = _share_scale(words, low, high)
    if low.value >= high.value or (mark == "or" and words[low.last - 1].lower == "one" and high.value > 3):
        return single
    return Span(low, high, high.last)


def _serial(words: Sequence[Token], first: int, last: int) -> bool:
    """True for figures joined by hyphens that are no range: "555-1234", "202-555-0199", "03-12"."""
    left, right = words[first].text, words[last - 1].text
    more = _lower(words, first - 1) == "-" or (_lower(words, last) == "-" and words[last].start == words[last - 1].end)
    return more or left.startswith("0") or right.startswith("0") or (len(left), len(right)) == (3, 4)


def changed_from(words: Sequence[Token], at: int) -> bool:
    """True for "from" in "rose from 8 to 15": two figures of two times, not a range."""
    return any(_lower(words, look) in _CHANGED for look in range(max(0, at - 2), at))
