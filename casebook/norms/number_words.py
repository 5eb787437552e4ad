"""Cardinal and ordinal numbers in tokens: "1,200", "twenty-one", "a hundred and five", "two dozen", "1.2 million".

Only how a number is spelled is known here; whether it counts anything is for `numbers` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casebook.norms.tokens import Token

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINAL_ONES = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINAL_TENS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]

SMALL = {word: value for value, word in enumerate(_ONES)}
SMALL |= {word: 20 + 10 * step for step, word in enumerate(_TENS)}
SMALL |= {f"{ten}-{one}": SMALL[ten] + SMALL[one] for ten in _TENS for one in _ONES[1:10]}
SMALL["fourty"] = 40

ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES) if value > 0}
ORDINALS |= {word: 20 + 10 * step for step, word in enumerate(_ORDINAL_TENS)}
ORDINALS |= {f"{ten}-{one}": SMALL[ten] + ORDINALS[one] for ten in _TENS for one in _ORDINAL_ONES[1:10]}
ORDINALS["hundredth"] = 100

SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
}

_PLAIN = re.compile(r"^\d{1,15}$")
_COMMAS = re.compile(r"^\d{1,3}(?:,\d{2,3})*,\d{3}$")
_DOTS = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_DECIMAL = re.compile(r"^\d{1,12}\.\d{1,6}$")
_ORDINAL = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number and the half-open token range it takes; `digits` when written in figures, `scaled` with a scale word."""

    first: int
    last: int
    value: float
    digits: bool
    scaled: bool = False


@cache
def read_digits(word: str) -> float | None:
    """The value of a token in figures: "1,200", "12,00,000", "3.5", "1.200" (thousands); None for anything else."""
    if not word[:1].isdecimal() or not word.isascii():
        return None
    if _PLAIN.match(word):
        return int(word)
    if _COMMAS.match(word):
        return int(word.replace(",", ""))
    if _DOTS.match(word) and not word.startswith("0"):
        return int(word.replace(".", ""))
    if _DECIMAL.match(word):
        return float(word)
    return None


def ordinal(word: str) -> int | None:
    """17 for "17th" and "seventeenth", None for a word that is no ordinal."""
    if match := _ORDINAL.match(word):
        return int(match[1])
    return ORDINALS.get(word)


def _spaced_thousands(words: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Join "12 000" into 12000; a group must have a leading zero, or "5 200 people" would be one number."""
    last = at + 1
    while last < len(words) and words[last].text in {"000", "500"} and value < 1_000_000 and value == int(value):
        if words[last].start != words[last - 1].end + 1:
            break
        value = value * 1000 + int(words[last].text)
        last += 1
    return value, last


def _small(words: Sequence[Token], at: int) -> tuple[float, int, bool] | None:
    """A number below any scale word: figures, "five", "twenty-one", "twenty one"; value, end, whether figures."""
    word = words[at].lower
    figures = read_digits(word)
    if figures is not None:
        value, last = _spaced_thousands(words, at, figures)
        return value, last, True
    if word not in SMALL:
        return None
    value, last = SMALL[word], at + 1
    if word in _TENS and last < len(words) and words[last].lower in _ONES[1:10]:
        return value + SMALL[words[last].lower], last + 1, False
    return value, last, False


def _half(words: Sequence[Token], at: int) -> Cardinal | None:
    """ "half a dozen", "half a million", "a half dozen"."""
    low = [word.lower for word in words[at : at + 3]]
    if low[:2] == ["half", "a"] or low[:2] == ["a", "half"] or low[:2] == ["half", "dozen"]:
        scale = SCALES.get(low[1] if low[1] == "dozen" else low[-1]) if len(low) > 1 else None
        if scale is not None and (len(low) == 3 or low[1] == "dozen"):
            return Cardinal(at, at + (2 if low[1] == "dozen" else 3), scale / 2, digits=False, scaled=True)
    if low[:1] == ["half-dozen"]:
        return Cardinal(at, at + 1, 6, digits=False, scaled=True)
    return None


def _head(words: Sequence[Token], at: int) -> tuple[float, int, bool] | None:
    """What may stand before a scale word: a small number, "a"/"one", or nothing ("hundred people")."""
    small = _small(words, at)
    if small is not None:
        return small
    word = words[at].lower
    if word in {"a", "an"} and at + 1 < len(words) and words[at + 1].lower in SCALES:
        return 1, at + 1, False
    if word in SCALES and word not in {"mn", "bn", "score"}:
        return 1, at, False
    return None


_STARTS = frozenset(SMALL) | frozenset(SCALES) | {"a", "an", "half", "half-dozen"}


def read_cardinal(words: Sequence[Token], at: int) -> Cardinal | None:
    """The longest number that starts at a token, None when none does. A bare "a" is no number here."""
    word = words[at].lower
    if word not in _STARTS and not word[:1].isdecimal():
        return None
    half = _half(words, at)
    if half is not None:
        return half
    head = _head(words, at)
    if head is None:
        return None
    group, last, digits = head
    if [word.lower for word in words[last : last + 3]] in (["and", "a", "half"], ["and", "one", "half"]):
        group, last = group + 0.5, last + 3
    total, ceiling, scaled = 0.0, float("inf"), False
    while True:
        group, last, grown = _scale_group(words, last, group, digits)
        scaled = scaled or grown
        scale = SCALES.get(words[last].lower, 0) if last < len(words) else 0
        if not 100 < scale < ceiling:
            return Cardinal(at, last, total + group, digits, scaled)
        total, last, ceiling, scaled = total + group * scale, last + 1, scale, True
        if last < len(words) and SCALES.get(words[last].lower, 0) > scale:  # "two thousand million"
            total, ceiling, last = total * SCALES[words[last].lower], SCALES[words[last].lower], last + 1
        part = None if digits else _joined(words, last)
        if part is None:
            return Cardinal(at, last, total, digits, scaled)
        group, last = part


def _scale_group(words: Sequence[Token], at: int, group: float, digits: bool) -> tuple[float, int, bool]:
    """ "two" + "hundred and five", "three" + "dozen": the group, its end, whether a scale word was read."""
    scale = SCALES.get(words[at].lower) if at < len(words) else None
    if scale in {12, 20}:
        return group * scale, at + 1, True
    if scale != 100 or group >= 100:
        return group, at, False
    group, last = group * 100, at + 1
    part = None if digits else _joined(words, last)
    return (group, last, True) if part is None or part[0] >= 100 else (group + part[0], part[1], True)


def _joined(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """What may follow "two hundred" or "a thousand": "[and] five", in words, not figures."""
    start = at + 1 if at < len(words) and words[at].lower == "and" else at
    small = _small(words, start) if start < len(words) else None
    return None if small is None or small[2] or small[0] == 0 else small[:2]


def cardinal_before(words: Sequence[Token], end: int) -> Cardinal | None:
    """The longest number that ends right before a token."""
    for start in range(max(0, end - 6), end):
        found = read_cardinal(words, start)
        if found is not None and found.last == end:
            return found
    return None


def said(words: Sequence[Token], first: int, last: int) -> str:
    """The words [first, last) as written, every gap between two tokens as one space."""
    parts = [words[first].text]
    for left, right in zip(words[first : last - 1], words[first + 1 : last], strict=True):
        parts.append(right.text if right.start == left.end else f" {right.text}")
    return "".join(parts)
