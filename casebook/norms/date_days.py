"""Dates with a calendar name: "5 September 2022", "Aug. 17", "in April", "Friday night", "2022-09-05", "9/5/2022".

"May", "March" and short weekday names are other words, too: they count only where the words around them say a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casebook.norms.calendar_words import MONTHS, PARTS_OF_DAY, SEASONS, SHORT_WEEKDAYS, WEEKDAYS
from casebook.norms.date_words import PREPOSITIONS, DateKind, DatePart, DateWords, Opening, lower_at, opening
from casebook.norms.number_words import ordinal
from casebook.norms.tokens import Token
from casebook.norms.vague_words import is_plural
from casebook.norms.word_sets import word_set

_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_HYPHENED = re.compile(r"^(\d{1,2})-([a-z]{3,9})$")
_DECADE = re.compile(r"^(?:mid-|early-|late-)?(1[89]\d0|20\d0)s$")
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_MID = re.compile(r"^(mid|early|late)-([a-z]{3,9}|(?:1[89]|20)\d\d)$")
_AMBIGUOUS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "august"})
_YEAR_LEADS = frozenset({"in", "since", "during", "until", "till", "throughout", "around", "circa", "early", "late"})
_YEAR_LEADS |= {"summer", "spring", "autumn", "winter", "fall", "mid", "through"}
_LAW_LEADS = frozenset({"the", "a", "an", "his", "her", "their", "its", "'s", "that"})
_MONTH_LEADS = PREPOSITIONS | {"last", "this", "next", "early", "mid", "late", "earlier", "and", "to", "past", "coming"}
_CLOSED = word_set(
    "and or but in on at to of for from by with was were is are has have had said when as after before during near that"
    " which who while the a an against when where his her their its killed"
)
_NO_WEEKDAY = frozenset({"black", "good", "bloody", "easter", "palm", "super", "ash", "holy", "cyber", "girl"})


def _day(words: Sequence[Token], at: int) -> int | None:
    """A day of the month: "5", "05", "17th", "fifth"."""
    word = lower_at(words, at)
    value = int(word) if word.isdecimal() and len(word) <= 2 else ordinal(word) if word else None
    return value if value is not None and 1 <= value <= 31 else None


def _year(words: Sequence[Token], at: int, *, short: bool = False) -> tuple[int, int, bool] | None:
    """A year after a month: "2022", ", 2022", and "89" where `short`; the year, its end, whether it has two digits."""
    start = at + 1 if lower_at(words, at) == "," else at
    word = lower_at(words, start)
    if _YEAR.match(word):
        return int(word), start + 1, False
    if short and start == at and len(word) == 2 and word.isdecimal() and not lower_at(words, at + 1)[:1].isalpha():
        return int(word), start + 1, True
    return None


def _closed(words: Sequence[Token], at: int) -> bool:
    """True when no noun begins at an index: nothing, a mark, or a function word."""
    word = lower_at(words, at)
    return not word[:1].isalnum() or word in _CLOSED or word in WEEKDAYS or word in PARTS_OF_DAY


def month_dates(words: Sequence[Token], at: int, floor: int, *, shouting: bool) -> list[DateWords]:
    """The date or dates ("3 and 4 May") of a month name; nothing when the word is no month here."""
    month = MONTHS[words[at].lower]
    if not shouting and not words[at].text[:1].isupper():
        return []
    full = len(words[at].lower) > 4 or words[at].lower in {"may", "june", "july"}
    after = at + 2 if not full and lower_at(words, at + 1) == "." else at + 1
    back = at - 2 if lower_at(words, at - 1) == "of" else at - 1
    left = _day(words, back) if back >= floor else None
    if left is not None and (back == at - 1 or ordinal(lower_at(words, back)) is not None):
        return _day_first(words, (back, after), floor, month=month, day=left)
    right = _day(words, after)
    if right is not None and _day_follows(words, after, ambiguous=words[at].lower in _AMBIGUOUS and full):
        return _month_first(words, at, after, floor=floor, month=month, day=right)
    year = _year(words, after)
    lead = opening(words, at, floor)
    if year is None and not _stands_as_month(words, at, lead, shouting=shouting):
        return []
    last = after if year is None else year[1]
    value = None if year is None else year[0]
    return [
        DateWords(lead.first, last, DateKind.MONTH, value, month, steps=lead.steps, part=lead.part, bound=lead.bound)
    ]


def _day_follows(words: Sequence[Token], at: int, *, ambiguous: bool) -> bool:
    """False for "MAY 20 PEOPLE": an ambiguous month and a number that counts what follows."""
    return not (ambiguous and is_plural(lower_at(words, at + 1)))


def _day_first(words: Sequence[Token], ends: tuple[int, int], floor: int, *, month: int, day: int) -> list[DateWords]:
    """ "17 August [2022]", "the 5th of May", "3 and 4 May", "3-5 May", "Friday 17 August"."""
    at, after = ends
    year = _year(words, after, short=True)
    last, value, short = (after, None, False) if year is None else (year[1], year[0], year[2])
    core = at - 1 if lower_at(words, at - 1) == "the" and at > floor else at
    earlier = _day(words, core - 2) if core - 2 >= floor else None
    joiner = lower_at(words, core - 1)
    if earlier is not None and joiner in {"and", "to", "-", "–", "or", "until"} and earlier < day:
        start = core - 2
        if lower_at(words, start - 1) == "the" and start > floor:
            start -= 1
        lead = opening(words, start, floor)
        one = DateWords(lead.first, core - 1, DateKind.DAY, value, month, earlier, bound=lead.bound, short_year=short)
        return [one, DateWords(core, last, DateKind.DAY, value, month, day, short_year=short)]
    weekday, core = _weekday_before(words, core, floor)
    lead = opening(words, core, floor)
    return [
        DateWords(
            lead.first,
            last,
            DateKind.DAY,
            value,
            month,
            day,
            weekday,
            bound=lead.bound,
            short_year=short,
            part=lead.part,
        )
    ]


def _month_first(words: Sequence[Token], at: int, after: int, *, floor: int, month: int, day: int) -> list[DateWords]:
    """ "August 17[, 2022]", "May 3-5", "May 3 and 4", "Friday, Aug. 17"."""
    weekday, core = _weekday_before(words, at, floor)
    lead = opening(words, core, floor)
    second, end = None, after + 1
    if lower_at(words, end) in {"and", "to", "-", "–", "or", "through"}:
        second = _day(words, end + 1)
        if second is not None and (second <= day or not _closed(words, end + 2)):
            second = None
    year = _year(words, end if second is None else end + 2)
    value = None if year is None else year[0]
    if second is not None:
        last = end + 2 if year is None else year[1]
        one = DateWords(lead.first, end, DateKind.DAY, value, month, day, weekday, bound=lead.bound)
        return [one, DateWords(end + 1, last, DateKind.DAY, value, month, second)]
    last = end if year is None else year[1]
    return [DateWords(lead.first, last, DateKind.DAY, value, month, day, weekday, bound=lead.bound, part=lead.part)]


def _weekday_before(words: Sequence[Token], at: int, floor: int) -> tuple[int | None, int]:
    """The weekday right before a date ("Friday, Aug. 17", "Fri. 17 August") and where the whole now begins."""
    back = at - 1
    while back > floor and words[back].text in {",", ".", "(", "the", "THE"}:
        back -= 1
    word = lower_at(words, back)
    if back < floor or at - back > 3:
        return None, at
    weekday = WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word))
    return (None, at) if weekday is None else (weekday, back)


def _stands_as_month(words: Sequence[Token], at: int, lead: Opening, *, shouting: bool) -> bool:
    """A month name without a day or year: it needs a word before it that takes a date."""
    before, word = lower_at(words, at - 1), words[at].lower
    if before not in _MONTH_LEADS and before != "the" and lead.preposition is None:
        return False
    if before in {"and", "to", "for", "by", "the", "of", "about", "over"} and word in _AMBIGUOUS:
        return before == "of" and (lead.part is not None or not shouting)
    if before == "this" and word == "may" and shouting:
        return False
    name_follows = at + 1 < len(words) and words[at + 1].text[:1].isupper() and words[at + 1].text.isalpha()
    return not (before in {"and", "to", "for", "by", "of", "about"} and name_follows and not shouting)


def weekday_date(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "on Friday", "late on Thursday", "last Friday", "Friday night", "Friday last week", "overnight Friday"."""
    if lower_at(words, at - 1) in _NO_WEEKDAY or lower_at(words, at + 1) == "prayers":
        return None
    weekday, last, overnight = WEEKDAYS[words[at].lower], at + 1, 0
    lead = opening(words, at, floor)
    first = lead.first
    if lower_at(words, last) == "'s":
        last = at + 1
    elif lower_at(words, last) in PARTS_OF_DAY or lower_at(words, last) in {"overnight", "lunchtime", "midday"}:
        overnight, last = int(lower_at(words, last) == "overnight"), last + 1
    if lower_at(words, first - 1) == "overnight" and first > floor:
        overnight, first = (-1 if lower_at(words, first) == "into" else 1), first - 1
    elif lower_at(words, first - 1) == "into" and lower_at(words, first - 2) == "overnight" and first - 2 >= floor:
        overnight, first = -1, first - 2
    steps, unit = lead.steps, None
    week = last + 1 if lower_at(words, last) in {"of", "in"} else last
    if lower_at(words, week + 1) == "week" and lower_at(words, week) in {"last", "this", "next"}:
        steps, unit, last = {"last": -1, "this": 0, "next": 1}[lower_at(words, week)], "week", week + 2
    elif [lower_at(words, look) for look in (last, last + 1, last + 2)] == ["a", "week", "ago"]:
        steps, unit, last = -1, "ago", last + 3
    return DateWords(
        first, last, DateKind.WEEKDAY, weekday=weekday, unit=unit, steps=steps, bound=lead.bound, overnight=overnight
    )


def day_of_month(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "on the 17th", "the 17th of last month": only where no noun follows the ordinal."""
    value = ordinal(words[at].lower)
    if value is None or not 1 <= value <= 31 or not words[at].text[:1].isdecimal():
        return None
    tail = [lower_at(words, look) for look in range(at + 1, at + 4)]
    steps = {"this": 0, "last": -1, "next": 1}.get(tail[1]) if tail[0] == "of" and tail[2] == "month" else None
    if steps is None and tail[:2] == ["of", "the"] and tail[2] == "month":
        steps = 0
    if steps is not None:
        lead = opening(words, at - 1 if lower_at(words, at - 1) == "the" else at, floor)
        return DateWords(lead.first, at + 4, DateKind.DAY_OF_MONTH, day=value, steps=steps, unit="month")
    if [lower_at(words, at - 2), lower_at(words, at - 1)] != ["on", "the"] or not _closed(words, at + 1):
        return None
    if lower_at(words, at + 1) == "of":
        return None
    return DateWords(at - 2, at + 1, DateKind.DAY_OF_MONTH, day=value)


def numeric_date(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """Dates in figures ("2022-09-05", "9/5/2022", "05.09.2022", "05-SEP-89") and years standing alone."""
    word = words[at].lower
    whole = _figures(words, at)
    if whole is not None:
        lead = opening(words, whole.first, floor)
        return replace(whole, first=lead.first, bound=lead.bound)
    if _DECADE.match(word):
        lead = opening(words, at - 1 if lower_at(words, at - 1) == "the" else at, floor)
        return DateWords(lead.first, at + 1, DateKind.DECADE, int(word.rstrip("s")[-4:]))
    return _bare_year(words, at, floor) if _YEAR.match(word) else None


def _valid(first: int, last: int, year: int, month: int, day: int, *, short: bool = False) -> DateWords | None:
    """An explicit day, None for a month above 12 or a day above 31."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateWords(first, last, DateKind.DAY, year, month, day, short_year=short)


def _figures(words: Sequence[Token], at: int) -> DateWords | None:
    word = words[at].lower
    if match := _YEAR_FIRST.match(word):
        return _valid(at, at + 1, int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.match(word):
        return _valid(at, at + 1, int(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHED.match(word):
        month, day, year, short = int(match[1]), int(match[2]), int(match[3]), len(match[3]) == 2
        if month > 12:
            return _valid(at, at + 1, year, day, month, short=short)
        found = _valid(at, at + 1, year, month, day, short=short)
        ambiguous = found is not None and day <= 12 and day != month
        return replace(found, kind=DateKind.NUMERIC) if found is not None and ambiguous else found
    if _YEAR.match(word) and lower_at(words, at + 1) == "-" == lower_at(words, at + 3):
        month_text, day_text = lower_at(words, at + 2), lower_at(words, at + 4)[:2]
        if month_text.isdecimal() and day_text.isdecimal() and len(month_text) == 2 == len(day_text):
            return _valid(at, at + 5, int(word), int(month_text), int(day_text))
    match = _HYPHENED.match(word)
    if match is not None and match[2] in MONTHS and lower_at(words, at + 1) == "-":
        tail = lower_at(words, at + 2)
        if tail.isdecimal() and len(tail) in {2, 4}:
            return _valid(at, at + 3, int(tail), MONTHS[match[2]], int(match[1]), short=len(tail) == 2)
    return None


def _bare_year(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "in 2014", "since 2016", "the 2014 attack", "(2014)"; not "2000 people"."""
    before, after = lower_at(words, at - 1), lower_at(words, at + 1)
    old = words[at].lower < "1900"  # "between 1800 and 0600" is the clock
    if (
        after in {"block", "people", "men"}
        or (old and before not in {"in", "since"})
        or (after == "," and lower_at(words, at + 2)[:1].isdecimal())
    ):
        return None
    bracketed = before == "(" and after in {")", "-", "–", ","}
    joined = before in {"and", "or", "to", "from", "by", "of", "between", "before", "after", "-", "–"} and (
        _closed(words, at + 1)
    )
    named = before in _LAW_LEADS and after[:1].isalpha()
    if not (before in _YEAR_LEADS or bracketed or joined or named):
        return None
    core = at
    if before in SEASONS:
        core = at - 1
    elif before == "of" and lower_at(words, at - 2) in SEASONS:
        core = at - 2
    if core < at and lower_at(words, core - 1) == "the":
        core -= 1
    lead = opening(words, core, floor) if not named else Opening(at)
    return DateWords(lead.first, at + 1, DateKind.YEAR, int(words[at].lower), part=lead.part, bound=lead.bound)


def mid_date(words: Sequence[Token], at: int, floor: int) -> DateWords | None:
    """ "mid-June [2014]", "mid-2014", "late-March"."""
    match = _MID.match(words[at].lower)
    if match is None:
        return None
    part = {"mid": DatePart.MID, "early": DatePart.EARLY, "late": DatePart.LATE}[match[1]]
    lead = opening(words, at, floor)
    if match[2].isdecimal():
        return DateWords(lead.first, at + 1, DateKind.YEAR, int(match[2]), part=part, bound=lead.bound)
    if match[2] not in MONTHS:
        return None
    year = _year(words, at + 1)
    last, value = (at + 1, None) if year is None else (year[1], year[0])
    return DateWords(lead.first, last, DateKind.MONTH, value, MONTHS[match[2]], part=part, bound=lead.bound)
