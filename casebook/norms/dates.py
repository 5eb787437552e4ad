"""Words of a text that say when, found by a span grammar: pure, fast, and blind to what day it is.

The scan looks only at words that can be the core of a date (a month, a weekday, a unit of time, figures) and reads
outwards from there. Words that measure time ("for two weeks") or lean on another event ("the previous day") are
returned with their kind, so that nobody takes them for a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from casebook.norms.calendar_words import MONTHS, PARTS_OF_DAY, UNITS, WEEKDAYS
from casebook.norms.date_days import day_of_month, mid_date, month_dates, numeric_date, weekday_date
from casebook.norms.date_spans import one_day, overnight, part_of_day, unit_date
from casebook.norms.date_words import PREPOSITIONS, DateBound, DateKind, DatePart, DateWords, lower_at
from casebook.norms.tokens import Token

__all__ = ["DateBound", "DateKind", "DatePart", "DateWords", "find_dates", "may_tell_days"]

_Reader = Callable[[Sequence[Token], int, int], DateWords | None]

_READERS: dict[str, _Reader] = {}
_READERS |= dict.fromkeys(WEEKDAYS, weekday_date)
_READERS |= dict.fromkeys(UNITS, unit_date)
_READERS |= dict.fromkeys(PARTS_OF_DAY, part_of_day)
_READERS |= dict.fromkeys(("today", "tonight", "yesterday", "tomorrow"), one_day)
_READERS |= {"overnight": overnight, "weekend": unit_date}
_JOINERS = frozenset({"to", "and", "or", "until", "till", "through", "-", "–", "into"})


_WORDS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_CORES = frozenset(_WORDS.findall(start)[0] for start in (*_READERS, *MONTHS, "mid-", "early-", "late-"))


def may_tell_days(text: str) -> bool:
    """False where no word can be the core of a date, so that nobody need cut the text into tokens to find none."""
    lower = text.lower()
    return _DIGIT.search(lower) is not None or not _CORES.isdisjoint(_WORDS.findall(lower))


def find_dates(words: Sequence[Token]) -> list[DateWords]:
    """The date words in order, never overlapping; the two ends of a span ("from Monday to Friday") are one RANGE."""
    shouting = not any(word.text.islower() for word in words)
    found: list[DateWords] = []
    for at, word in enumerate(words):
        floor = found[-1].last if found else 0
        if at < floor:
            continue
        new = _dates_at(words, at, floor, shouting=shouting) if _may_start(word) else ()
        for one in new:
            one = _with_year(words, one)
            if found and one.kind is DateKind.DAY and _is_weekday_of(words, found[-1], one):
                found[-1] = replace(one, first=found[-1].first, weekday=found[-1].weekday)
            else:
                found.append(one)
    return _join(words, found) if len(found) > 1 else found


def _may_start(word: Token) -> bool:
    lower = word.lower
    return (
        lower in _READERS or lower in MONTHS or lower[:1].isdecimal() or lower.startswith(("mid-", "early-", "late-"))
    )


def _dates_at(words: Sequence[Token], at: int, floor: int, *, shouting: bool) -> Sequence[DateWords]:
    lower = words[at].lower
    if lower in MONTHS:
        return month_dates(words, at, floor, shouting=shouting)
    if lower in _READERS:
        one = _READERS[lower](words, at, floor)
    elif lower[:1].isdecimal():
        one = numeric_date(words, at, floor) or day_of_month(words, at, floor)
    else:
        one = mid_date(words, at, floor)
    return () if one is None else (one,)


def _with_year(words: Sequence[Token], one: DateWords) -> DateWords:
    """Take "of this year", ", last year" behind a day or month without a year."""
    if one.kind not in {DateKind.DAY, DateKind.MONTH} or one.year is not None:
        return one
    at = one.last + 1 if lower_at(words, one.last) in {"of", ","} else one.last
    if lower_at(words, at + 1) != "year" or lower_at(words, at) not in {"this", "last", "next"}:
        return one
    return replace(one, last=at + 2, unit="year", steps={"last": -1, "this": 0, "next": 1}[lower_at(words, at)])


def _is_weekday_of(words: Sequence[Token], left: DateWords, right: DateWords) -> bool:
    """True for "Friday" before ", August 17": one date."""
    if left.kind is not DateKind.WEEKDAY or right.weekday is not None or left.unit is not None:
        return False
    if lower_at(words, right.first) in PREPOSITIONS:
        return False
    return all(words[look].text in {",", "(", "the", "The", "THE"} for look in range(left.last, right.first))


def _join(words: Sequence[Token], found: list[DateWords]) -> list[DateWords]:
    joined = [found[0]]
    for right in found[1:]:
        left = joined[-1]
        joiner = lower_at(words, left.last) if right.first == left.last + 1 else ""
        if right.first == left.last and lower_at(words, right.first) in {"until", "till"}:
            joiner = "until"
        if joiner in _JOINERS and _bounds_span(words, left, right, joiner=joiner):
            joined[-1] = DateWords(left.first, right.last, DateKind.RANGE, start=left, end=right)
        else:
            joined.append(right)
    return joined


def _bounds_span(words: Sequence[Token], left: DateWords, right: DateWords, *, joiner: str) -> bool:
    """True for two ends of one span; "Monday and Thursday" are two dates, "Monday and Tuesday" are one span."""
    same = left.kind is right.kind and left.kind in {DateKind.DAY, DateKind.WEEKDAY, DateKind.MONTH, DateKind.YEAR}
    if not same or left.unit is not None or right.unit is not None:
        return False
    if joiner != "and" or lower_at(words, left.first) == "between":
        return True
    if left.kind is DateKind.WEEKDAY and left.weekday is not None and right.weekday is not None:
        return (right.weekday - left.weekday) % 7 == 1
    return left.kind is DateKind.DAY and left.month == right.month and (right.day or 0) - (left.day or 0) == 1
