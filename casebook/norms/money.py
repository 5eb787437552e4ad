"""Amounts of money and lengths of time in tokens, with the currency only where the words tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebook.model.values import Duration, Money
from casebook.norms.calendar_words import UNITS
from casebook.norms.currencies import DOLLAR_PREFIXES, PREFIXES, SHARED, SIGNS, WORDS
from casebook.norms.number_words import SCALES, Cardinal, cardinal_before, read_cardinal, read_digits, said
from casebook.norms.tokens import Token


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """An amount and its tokens [first, last); `converted` is True for the same sum again, in brackets."""

    first: int
    last: int
    money: Money
    converted: bool = False


@dataclass(frozen=True, slots=True)
class DurationWords:
    """A length of time and its tokens [first, last)."""

    first: int
    last: int
    duration: Duration


_COMPACT = re.compile(r"^(\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(\.\d+)?(k|m|mn|bn|b|tn)?(?![\w])", re.IGNORECASE)
_GLUED = re.compile(r"^([a-z]{1,4})(\d.*)$")
_SUFFIX = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_POSTPONED = frozenset(WORDS) | {"pounds", "pound"}


def _glue(words: Sequence[Token], at: int) -> str:
    """Up to eight tokens that touch each other, as one string."""
    text, index = words[at].text, at + 1
    while index < min(at + 8, len(words)) and words[index].start == words[index - 1].end:
        text, index = text + words[index].text, index + 1
    return text


def _amount(words: Sequence[Token], at: int, text: str, skip: int = 0) -> tuple[float, int] | None:
    """The amount in figures written in `text`, which starts `skip` characters into a token; its value and end."""
    match = _COMPACT.match(text)
    if match is None:
        return None
    value = float(match[1].replace(",", "") + (match[2] or "")) * (_SUFFIX[match[3].lower()] if match[3] else 1)
    stop = words[at].start + skip + match.end()
    last = at
    while last < len(words) and words[last].start < stop:
        last += 1
    while last < len(words) and match[3] is None and words[last].lower in SCALES:
        value, last = value * SCALES[words[last].lower], last + 1
    return value, last


def _signed(words: Sequence[Token], at: int) -> tuple[int, int, float, str | None] | None:
    """ "$5 million", "US$5m", "€2,000"."""
    if at + 1 >= len(words):
        return None
    amount = _amount(words, at + 1, _glue(words, at + 1))
    if amount is None:
        return None
    code = SIGNS[words[at].text]
    before = words[at - 1] if at > 0 else None
    if words[at].text == "$" and before is not None and before.end == words[at].start:
        prefix = DOLLAR_PREFIXES.get(before.lower)
        if prefix is not None:
            return at - 1, amount[1], amount[0], prefix
    return at, amount[1], amount[0], code


def _prefixed(words: Sequence[Token], at: int) -> tuple[int, int, float, str | None] | None:
    """ "Rs 5 lakh", "Rs. 5 lakh", "USD 300", "N30m", "N5,000"."""
    word = words[at].lower
    if word in PREFIXES and word != "n":
        start = at + 2 if at + 1 < len(words) and words[at + 1].text == "." else at + 1
        amount = _amount(words, start, _glue(words, start)) if start < len(words) else None
        return None if amount is None else (at, amount[1], amount[0], PREFIXES[word])
    if (glued := _GLUED.match(word)) is None or glued[1] not in PREFIXES:
        return None
    text = _glue(words, at)[len(glued[1]) :]
    amount = _amount(words, at, text, skip=len(glued[1]))
    if amount is None or (glued[1] == "n" and amount[0] < 1000):  # "N5" is a road, "N5,000" is money
        return None
    return at, amount[1], amount[0], PREFIXES[glued[1]]


def _postponed(words: Sequence[Token], at: int) -> tuple[int, int, float, str | None] | None:
    """ "60 million naira", "5,000 Indian rupees", "two million US dollars"."""
    word = words[at].lower
    singular = word.removesuffix("s") if word not in {"kronor"} else word
    start, code = at, WORDS.get(word)
    before = words[at - 1].lower if at > 0 else ""
    known = (before, singular) in SHARED
    if known:
        code = SHARED[before, singular]
        start = at - 1
        if before in {"kong", "zealand", "lankan"}:
            start = at - 2
    last = at + 1
    if singular == "pound" and last < len(words) and words[last].lower == "sterling":
        code, last, known = "GBP", last + 1, True
    if singular == "pound" and not known:
        return None
    number = cardinal_before(words, max(start, 0))
    if number is None:
        return None
    first = number.first
    if first > 0 and words[first - 1].text in SIGNS:
        return None
    return first, last, number.value, code


def find_money(words: Sequence[Token]) -> list[MoneyWords]:
    """Every amount of money in the words; a sum repeated in brackets in another currency is marked `converted`."""
    found: list[MoneyWords] = []
    for at, token in enumerate(words):
        if found and at < found[-1].last:
            continue
        part = None
        if token.text in SIGNS:
            part = _signed(words, at)
        elif token.lower in _POSTPONED:
            part = _postponed(words, at)
        elif token.lower in PREFIXES or (
            (token.text[-1].isdecimal() or token.lower[-1] in "kmbn")
            and not (token.text[0].isdecimal() or token.lower.isalpha())
        ):
            part = _prefixed(words, at)
        if part is None or (found and part[0] < found[-1].last):
            continue
        first, last, value, code = part
        again = first > 0 and bool(found) and words[first - 1].text in "([" and found[-1].last >= first - 1
        new = MoneyWords(first, last, Money(value, code, said(words, first, last)), converted=again)
        if found:
            found[-1] = _shared_scale(words, found[-1], new)
        found.append(new)
    return found


def _shared_scale(words: Sequence[Token], left: MoneyWords, right: MoneyWords) -> MoneyWords:
    """Give "$200" in "$200 to $250 million" the scale of the second amount."""
    scale = SCALES.get(words[right.last - 1].lower)
    joined = right.first == left.last + 1 and words[left.last].lower in {"to", "and", "or", "-", "–"}
    amount = 0 if scale is None else left.money.amount * scale
    if not joined or words[left.last - 1].lower in SCALES or not 0 < amount < right.money.amount:
        return left
    return replace(left, money=replace(left.money, amount=amount))


_DATE_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_TIME_UNITS = {"hour": "H", "minute": "M"}
_ATTRIBUTE = re.compile(r"^([a-z\d]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)-([a-z]+)$")
_ONE_UNIT_AFTER = frozenset(
    {"for", "after", "within", "in", "of", "about", "over", "than", "nearly", "almost", "least"}
)


def _iso(amount: float, unit: str) -> str | None:
    """ISO 8601 of a number of units; None for units it has no letter for, and for parts of a day or longer."""
    if unit == "fortnight":
        amount, unit = amount * 2, "week"
    if unit == "decade":
        amount, unit = amount * 10, "year"
    if amount != int(amount):
        if unit == "hour":
            return _iso(amount * 60, "minute")
        if unit == "year" and (amount * 12) == int(amount * 12):
            return _iso(amount * 12, "month")
        return None
    if unit in _DATE_UNITS:
        return f"P{int(amount)}{_DATE_UNITS[unit]}"
    return f"PT{int(amount)}{_TIME_UNITS[unit]}" if unit in _TIME_UNITS else None


def _number_before(words: Sequence[Token], at: int) -> Cardinal | None:
    """The number right before a unit word, "a week" only after a word that makes it a length."""
    number = cardinal_before(words, at)
    if number is not None or at == 0 or words[at - 1].lower not in {"a", "an"}:
        return number
    if at > 1 and words[at - 2].lower in _ONE_UNIT_AFTER and not (at > 2 and words[at - 3].text in SIGNS):
        return Cardinal(at - 1, at, 1, digits=False)
    return None


def _attribute(word: str) -> str | None:
    """ISO 8601 of "three-day", "20-day"; None otherwise."""
    match = _ATTRIBUTE.match(word)
    if match is None or match[2] not in UNITS:
        return None
    value = read_digits(match[1])
    if value is None:
        spelled = read_cardinal([Token(match[1], match[1], 0, len(match[1]))], 0)
        value = None if spelled is None else spelled.value
    return None if value is None else _iso(value, UNITS[match[2]])


def _joinable(left: DurationWords, right: DurationWords, words: Sequence[Token]) -> bool:
    between = [word.lower for word in words[left.last : right.first]]
    order = "YMWD"
    if between not in ([], ["and"], [","]) or "T" in left.duration.iso + right.duration.iso:
        return False
    return order.index(left.duration.iso[-1]) < order.index(right.duration.iso[-1])


def find_durations(words: Sequence[Token]) -> list[DurationWords]:
    """Every length of time with a stated number ("20 days", "a three-day siege"); points in time ("ago") are none."""
    found: list[DurationWords] = []
    for at, token in enumerate(words):
        word = token.lower
        if "-" in word and (iso := _attribute(word)) is not None:
            found.append(DurationWords(at, at + 1, Duration(iso, token.text)))
            continue
        if word not in UNITS or (at + 1 < len(words) and words[at + 1].lower in {"ago", "old"}):
            continue
        number = _number_before(words, at)
        iso = None if number is None else _iso(number.value, UNITS[word])
        if number is None or iso is None:
            continue
        new = DurationWords(number.first, at + 1, Duration(iso, said(words, number.first, at + 1)))
        if found and _joinable(found[-1], new, words):
            left = found.pop()
            iso = left.duration.iso + iso[1:]
            new = DurationWords(left.first, new.last, Duration(iso, said(words, left.first, new.last)))
        found.append(new)
    return found
