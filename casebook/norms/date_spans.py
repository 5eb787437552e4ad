"""Dates told by units of time: "last week", "two days ago", "the previous day", "at the weekend", "for two weeks"."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.norms.calendar_words import PARTS_OF_DAY, UNITS, WEEKDAYS
from casebook.norms.date_words import WHICH, DateKind, DatePart, DateWords, lower_at, opening
from casebook.norms.number_words import cardinal_before
from casebook.norms.tokens import Token

_TO_EVENT = {"previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0, "following": 1, "next": 1}
_BACK = frozenset({"earlier", "before", "previously", "prior"})
_ON = frozenset({"later", "after", "afterward", "afterwards", "following"})
_VAGUE = frozenset({"several", "few", "many", "some", "numerous", "recent"})
_LENGTH_LEADS = frozenset({"for", "after", "within", "in", "over", "than", "about", "nearly", "almost", "of", "during"})
_SPAN_LEADS = frozenset({"the", "these", "his", "her", "its", "their", "our", "in", "over", "during", "for", "within"})
_ONE_DAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_PERIODS = frozenset({"week", "month", "year", "weekend"})


def one_day(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "today", "yesterday morning", "tonight", "the day before yesterday"."""
    word, first, last = words[at].lower, at, at + 1
    steps = _ONE_DAY[word]
    if lower_at(words, at - 1) in {"before", "after"} and lower_at(words, at - 2) == "day" and at - 2 >= floor:
        steps += -1 if lower_at(words, at - 1) == "before" else 1
        first = at - 3 if lower_at(words, at - 3) == "the" else at - 2
    if lower_at(words, last) in PARTS_OF_DAY:
        last += 1
    lead = opening(words, first, floor)
    return DateWords(lead.first, last, DateKind.AGO, unit="day", steps=steps, bound=lead.bound)


def overnight(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "overnight" by itself; next to a weekday the weekday takes it."""
    after = at + 2 if lower_at(words, at + 1) in {"on", "into", "to"} else at + 1
    taken = lower_at(words, at - 1) in {"an", "the"} or lower_at(words, after) in WEEKDAYS
    return None if taken or at < floor else DateWords(at, at + 1, DateKind.OVERNIGHT)


def part_of_day(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "last night", "this morning", "that night", "the previous evening", "the night before"."""
    before = lower_at(words, at - 1)
    if before == "this" or (before == "last" and words[at].lower in {"night", "evening"}):
        lead = opening(words, at, floor)
        return DateWords(lead.first, at + 1, DateKind.AGO, unit="day", steps=-1 if before == "last" else 0)
    if before in _TO_EVENT:
        first = at - 2 if lower_at(words, at - 2) in {"the", "on"} and at - 2 >= floor else at - 1
        return DateWords(first, at + 1, DateKind.NARRATED, unit="day", steps=_TO_EVENT[before])
    if before == "the" and lower_at(words, at + 1) in {"before", "after"}:
        return DateWords(
            at - 1, at + 2, DateKind.NARRATED, unit="day", steps=-1 if words[at + 1].lower == "before" else 1
        )
    return None


def unit_date(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """The date words around a unit of time, or its length of time; None for "a day of talks"."""
    unit = UNITS.get(words[at].lower, "weekend")
    if lower_at(words, at + 1) in {"old", "olds"} or lower_at(words, at + 2) == "age":
        return None
    counted = _counted(words, at, floor, unit=unit)
    if counted is not None:
        return counted
    before = lower_at(words, at - 1)
    if before in {"the", "a"} and unit == "day" and lower_at(words, at + 1) in {"before", "after"}:
        if lower_at(words, at + 2) in _ONE_DAY:
            return None  # "the day before yesterday" belongs to "yesterday"
        steps = -1 if lower_at(words, at + 1) == "before" else 1
        return DateWords(at - 1, at + 2, DateKind.NARRATED, unit="day", steps=steps)
    if lower_at(words, at - 1) == "the" and lower_at(words, at - 2) == "in":
        whole = _in_the(words, at, floor, unit=unit)
        if whole is not None:
            return whole
    return _which(words, at, floor, unit=unit)


def _in_the(words: Sequence[Token], at: int, floor: int, *, unit: str) -> DateWords | None:
    """ "earlier in the week", "later in the day"."""
    order = lower_at(words, at - 3)
    if order not in {"earlier", "later"} or at - 3 < floor:
        return None
    if unit == "day":
        return DateWords(at - 3, at + 1, DateKind.NARRATED, unit="day", steps=0)
    part = DatePart.SO_FAR if order == "earlier" else DatePart.STILL
    return DateWords(at - 3, at + 1, DateKind.PERIOD, unit=unit, steps=0, part=part)


def _which(words: Sequence[Token], at: int, floor: int, *, unit: str) -> DateWords | None:
    """ "last week", "this year", "the past month", "the following day", "at the weekend", "the end of the year"."""
    before, farther = lower_at(words, at - 1), lower_at(words, at - 2)
    if at - 1 < floor:
        return None
    if unit == "day":
        if before not in _TO_EVENT:
            return None
        first = at - 2 if farther in {"the", "on"} and at - 2 >= floor else at - 1
        return DateWords(first, at + 1, DateKind.NARRATED, unit="day", steps=_TO_EVENT[before])
    if unit not in _PERIODS:
        return None
    if before in WHICH and farther != "the":
        lead = opening(words, at, floor)
        return DateWords(
            lead.first, at + 1, DateKind.PERIOD, unit=unit, steps=lead.steps, part=lead.part, bound=lead.bound
        )
    if before in {"last", "past"} and farther == "the":
        lead = opening(words, at - 2, floor)
        kind = DateKind.PERIOD if unit == "weekend" else DateKind.WITHIN
        return DateWords(lead.first, at + 1, kind, unit=unit, steps=-1)
    if before in _TO_EVENT and farther == "the":
        return DateWords(at - 2, at + 1, DateKind.NARRATED, unit=unit, steps=_TO_EVENT[before])
    if unit == "weekend" and before == "the":
        lead = opening(words, at - 1, floor)
        return DateWords(lead.first, at + 1, DateKind.PERIOD, unit=unit, bound=lead.bound)
    if before == "the" and farther == "of":
        lead = opening(words, at - 1, floor)
        if lead.part is not None:
            return DateWords(lead.first, at + 1, DateKind.PERIOD, unit=unit, steps=0, part=lead.part, bound=lead.bound)
    return None


def _number(words: Sequence[Token], at: int) -> tuple[int, int | None] | None:
    """The number before a unit: where it begins and its value, None as value when vague; None when there is none."""
    number = cardinal_before(words, at)
    if number is not None:
        return number.first, int(number.value) if number.value == int(number.value) else None
    before, farther = lower_at(words, at - 1), lower_at(words, at - 2)
    if before in {"a", "an", "one"}:
        return at - 1, 1
    if before == "of" and farther == "couple":
        return (at - 3 if lower_at(words, at - 3) == "a" else at - 2), 2
    if before == "couple":
        return (at - 2 if farther == "a" else at - 1), 2
    if before in _VAGUE:
        return (at - 2 if before == "few" and farther == "a" else at - 1), None
    return None


def _counted(words: Sequence[Token], at: int, floor: int, *, unit: str) -> DateWords | None:
    """ "two days ago", "a week earlier", "in the past 24 hours", "for 20 days"."""
    number, after = _number(words, at), lower_at(words, at + 1)
    if number is None:
        if after == "ago" and words[at].lower.endswith("s"):
            return DateWords(at, at + 2, DateKind.AGO, unit=unit)
        if (
            words[at].lower.endswith("s")
            and (after in _BACK or after in _ON)
            and lower_at(words, at - 1) not in _TO_EVENT
        ):
            return DateWords(at, at + 2, DateKind.NARRATED, unit=unit)
        return None
    first, amount = number
    if first < floor:
        return None
    back = None if amount is None else -amount
    if after == "ago":
        return _ago(words, at, first, unit=unit, steps=back)
    if after in {"from", "hence"} and (after == "hence" or lower_at(words, at + 2) in {"now", "today"}):
        return DateWords(first, at + (2 if after == "hence" else 3), DateKind.AGO, unit=unit, steps=amount)
    if after in _BACK:
        return DateWords(first, at + 2, DateKind.NARRATED, unit=unit, steps=back)
    if after in _ON:
        return DateWords(first, at + 2, DateKind.NARRATED, unit=unit, steps=amount)
    before = lower_at(words, first - 1)
    measured = lower_at(words, first - 2) in _SPAN_LEADS or before == "past"  # not "would last 60 days"
    if before in {"last", "past", "next"} and first - 1 >= floor and measured:
        core = first - 2 if lower_at(words, first - 2) in {"the", "these"} else first - 1
        lead = opening(words, core, floor)
        steps = amount if before == "next" else back
        return DateWords(lead.first, at + 1, DateKind.WITHIN, unit=unit, steps=steps)
    return _length(words, at, first, unit=unit, amount=amount)


def _ago(words: Sequence[Token], at: int, first: int, *, unit: str, steps: int | None) -> DateWords:
    """ "N units ago", and "a week ago today", which is one day."""
    if lower_at(words, at + 2) == "today" and unit == "week" and steps is not None:
        return DateWords(first, at + 3, DateKind.AGO, unit="day", steps=steps * 7)
    return DateWords(first, at + 2, DateKind.AGO, unit=unit, steps=steps)


def _length(words: Sequence[Token], at: int, first: int, *, unit: str, amount: int | None) -> DateWords | None:
    """A length of time: any number of units; "a week" and "one day" only behind a word that measures."""
    before = lower_at(words, first - 1)
    if lower_at(words, first) in {"a", "an", "one", "some", "many", "recent", "few"} and before not in _LENGTH_LEADS:
        return None
    return DateWords(first, at + 1, DateKind.DURATION, unit=unit, steps=amount)
