"""Date words to days: an interval with its precision and how it was worked out, or the reason why there is none.

Nothing is guessed. Words that need the day of publication give nothing without it (or a date with an unknown year),
and words that lean on another event need that event's day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casebook.model.values import DateMethod, DatePrecision, Days
from casebook.norms.date_words import DateBound, DateKind, DateWords
from casebook.resolve import date_spans as spans


class Tense(StrEnum):
    """Whether the verb tells of what happened or of what is to come."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why words that say when give no day."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a resolver may lean on."""

    published: date
    future: bool
    anchor: date | None


NO_PUBLICATION = Unresolved("the words need the day of publication, which is not known")


def resolve_date(
    found: DateWords,
    published: date | None,
    *,
    tense: Tense = Tense.PAST,
    anchor: date | None = None,
    day_first: bool | None = None,
) -> Days | Unresolved:
    """The days the words allow. `anchor` is the day of the event that words like "a day earlier" lean on, where the
    caller knows it; `day_first` says how the outlet writes 9/5/2022, None when nobody knows.
    """
    future = tense is Tense.FUTURE
    match found.kind:
        case DateKind.DURATION:
            return Unresolved("a length of time, not a date")
        case DateKind.DECADE:
            return Unresolved("a decade is too wide for a date")
        case DateKind.NARRATED:
            return _narrated(found, anchor)
        case DateKind.RANGE:
            return _range(found, published, future=future)
        case DateKind.NUMERIC:
            return _numeric(found, published, future=future, day_first=day_first)
        case DateKind.DAY | DateKind.MONTH | DateKind.YEAR:
            days = _calendar(found, published, future=future)
        case _:
            if published is None:
                return NO_PUBLICATION
            days = _RELATIVE[found.kind](found, _Setting(published, future, anchor))
    return days if isinstance(days, Unresolved) else _bounded(found, days)


def _bounded(found: DateWords, days: Days) -> Days:
    """ "since April" has no end, "by Friday" no beginning."""
    if found.bound is None or "X" in days.edtf:
        return days
    ends = days.edtf.split("/")
    edtf = f"{ends[0]}/.." if found.bound is DateBound.SINCE else f"../{ends[-1]}"
    return replace(days, edtf=edtf)


def _calendar(found: DateWords, published: date | None, *, future: bool) -> Days | Unresolved:
    """Days, months and years that the words name; without a year the one that the publication day allows."""
    year = found.year
    if year is not None and found.short_year:
        year = spans.full_year(year, published)
    if found.unit == "year" and found.steps is not None and published is not None:
        stated = replace(found, year=published.year + found.steps, unit=None, steps=None)
        days = _calendar(stated, published, future=future)
        if isinstance(days, Unresolved):
            return days
        day = found.kind is DateKind.DAY
        method = DateMethod.MONTH_DAY_YEAR_FROM_PUBLICATION if day else DateMethod.MONTH_YEAR_FROM_PUBLICATION
        return replace(days, method=method)
    if found.kind is DateKind.YEAR:
        if year is None:
            return Unresolved("no year")
        return Days(spans.part_of_year(year, found.part), DatePrecision.YEAR, DateMethod.EXPLICIT)
    if found.month is None:
        return Unresolved("no month")
    if found.kind is DateKind.MONTH:
        return _month(found, found.month, year, published=published, future=future)
    if found.day is None:
        return Unresolved("no day")
    if year is not None:
        if found.day > monthrange(year, found.month)[1]:
            return Unresolved(f"there is no day {found.day} in {year}-{found.month:02d}")
        return Days(date(year, found.month, found.day).isoformat(), DatePrecision.DAY, DateMethod.EXPLICIT)
    return _yearless_day(found, found.month, found.day, published=published, future=future)


def _yearless_day(found: DateWords, month: int, day: int, *, published: date | None, future: bool) -> Days | Unresolved:
    """ "August 17": the last one up to publication (the next one, told as to come), on the weekday that is named."""
    if day > monthrange(2024, month)[1]:
        return Unresolved(f"there is no day {day} in month {month}")
    unknown = Days(f"XXXX-{month:02d}-{day:02d}", DatePrecision.YEARLESS, DateMethod.EXPLICIT)
    if published is None:
        return unknown
    years = range(published.year, published.year + 9) if future else range(published.year, published.year - 9, -1)
    for year in years:
        if day > monthrange(year, month)[1]:
            continue
        candidate = date(year, month, day)
        if (candidate < published) if future else (candidate > published):
            continue
        if found.weekday is not None and candidate.weekday() != found.weekday:
            return unknown  # the words contradict the nearest year; another year would be a guess
        return Days(candidate.isoformat(), DatePrecision.DAY, DateMethod.MONTH_DAY_YEAR_FROM_PUBLICATION)
    return unknown


def _month(
    found: DateWords, month: int, year: int | None, *, published: date | None, future: bool
) -> Days | Unresolved:
    """ "in April", "last April", "early March 2014"."""
    method = DateMethod.EXPLICIT
    if year is None:
        if published is None:
            return Days(f"XXXX-{month:02d}", DatePrecision.YEARLESS, method)
        method = DateMethod.MONTH_YEAR_FROM_PUBLICATION
        year = published.year
        if found.steps == 1 or (future and found.steps is None):
            year += month < published.month or (month == published.month and found.steps == 1)
        else:
            year -= month > published.month or (month == published.month and found.steps == -1)
    return Days(spans.part_of_month(year, month, found.part), DatePrecision.MONTH, method)


def _weekday(found: DateWords, setting: _Setting) -> Days | Unresolved:
    """The named weekday nearest to publication on the side the tense says; the publication day itself if it is one."""
    if found.weekday is None:
        return Unresolved("no weekday")
    published = setting.published
    if found.unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=found.steps or 0)
        day, method = monday + timedelta(days=found.weekday), DateMethod.WEEKDAY_IN_STATED_WEEK
    else:
        back = (published.weekday() - found.weekday) % 7
        forward = (found.weekday - published.weekday()) % 7
        method = DateMethod.WEEKDAY_BEFORE_PUBLICATION
        if found.steps == 1:
            day = published + timedelta(days=forward or 7)
        elif setting.future or (found.bound is DateBound.UNTIL and setting.future):
            day = published + timedelta(days=forward)
        else:
            day = published - timedelta(days=back or (7 if found.steps == -1 else 0))
        if found.unit == "ago":
            day -= timedelta(weeks=1)
    if found.overnight == 0:
        return Days(day.isoformat(), DatePrecision.DAY, method)
    other = day + timedelta(days=found.overnight)
    return Days(spans.interval(min(day, other), max(day, other)), DatePrecision.FEW_DAYS, method)


def _day_of_month(found: DateWords, setting: _Setting) -> Days | Unresolved:
    """ "on the 17th": of the last month (or the next, told as to come) whose 17th fits publication."""
    published, day = setting.published, found.day
    if day is None:
        return Unresolved("no day")
    step = 1 if setting.future else -1
    months = [found.steps] if found.steps is not None else [0, step, 2 * step, 3 * step]
    for shift in months:
        year, month = spans.shift_month(published, shift)
        if day > monthrange(year, month)[1]:
            continue
        candidate = date(year, month, day)
        if found.steps is None and ((candidate < published) if setting.future else (candidate > published)):
            continue
        return Days(candidate.isoformat(), DatePrecision.DAY, DateMethod.MONTH_DAY_YEAR_FROM_PUBLICATION)
    return Unresolved(f"there is no such day {day}")


def _period(found: DateWords, setting: _Setting) -> Days | Unresolved:
    return _or_reason(spans.period(found, setting.published, future=setting.future), found)


def _ago(found: DateWords, setting: _Setting) -> Days | Unresolved:
    return _or_reason(spans.ago(found, setting.published), found)


def _within(found: DateWords, setting: _Setting) -> Days | Unresolved:
    return _or_reason(spans.within(found, setting.published), found)


def _overnight(found: DateWords, setting: _Setting) -> Days | Unresolved:
    _ = found
    span = (setting.published, setting.published + timedelta(days=1))
    if not setting.future:
        span = (setting.published - timedelta(days=1), setting.published)
    return Days(spans.interval(*span), DatePrecision.FEW_DAYS, DateMethod.RELATIVE_DAY)


def _or_reason(days: Days | None, found: DateWords) -> Days | Unresolved:
    return Unresolved(f"{found.kind} words too vague for a date") if days is None else days


_RELATIVE: dict[DateKind, Callable[[DateWords, _Setting], Days | Unresolved]] = {
    DateKind.WEEKDAY: _weekday,
    DateKind.DAY_OF_MONTH: _day_of_month,
    DateKind.PERIOD: _period,
    DateKind.AGO: _ago,
    DateKind.WITHIN: _within,
    DateKind.OVERNIGHT: _overnight,
}


def _narrated(found: DateWords, anchor: date | None) -> Days | Unresolved:
    """ "the previous day", "two days later": from the day of the event told, if the caller gives it."""
    if anchor is None:
        return Unresolved("relative to another event whose day is not given")
    return _or_reason(spans.ago(found, anchor), found)


def _numeric(found: DateWords, published: date | None, *, future: bool, day_first: bool | None) -> Days | Unresolved:
    """9/5/2022: both orders are tried; the date stands when only one is possible at the time of publication."""
    month_first = replace(found, kind=DateKind.DAY, bound=None)
    swapped = replace(month_first, month=found.day, day=found.month)
    read = [swapped] if day_first else [month_first] if day_first is False else [month_first, swapped]
    days = [day for day in (_calendar(one, published, future=future) for one in read) if isinstance(day, Days)]
    if len(days) > 1 and published is not None and not future:
        days = [day for day in days if day.first is not None and day.first <= published]
    if len(days) != 1:
        return Unresolved("day and month cannot be told apart")
    return _bounded(found, days[0])


def _range(found: DateWords, published: date | None, *, future: bool) -> Days | Unresolved:
    """Both ends of a span; the first end is the nearest one before the second."""
    if found.start is None or found.end is None:
        return Unresolved("a span without ends")
    tense = Tense.FUTURE if future else Tense.PAST
    start, end = replace(found.start, bound=None), replace(found.end, bound=None)
    if start.kind is DateKind.MONTH and start.year is None and end.year is not None and start.month and end.month:
        start = replace(start, year=end.year - (start.month > end.month))
    if start.kind is DateKind.DAY and start.year is None and end.year is not None and start.month and end.month:
        start = replace(start, year=end.year - (start.month > end.month))
    left, right = resolve_date(start, published, tense=tense), resolve_date(end, published, tense=tense)
    if isinstance(right, Unresolved):
        return right
    if isinstance(left, Unresolved):
        return left
    if left.first is None or right.last is None:
        return Days(f"{left.edtf}/{right.edtf}", DatePrecision.YEARLESS, right.method)
    if left.first > right.last and start.kind is DateKind.WEEKDAY:
        shift = timedelta(weeks=-1)
        return spans.spanning(left.first + shift, right.last, right.method)
    if left.first > right.last:
        return Unresolved("the span ends before it begins")
    whole = spans.spanning(left.first, right.last, right.method)
    coarse = start.kind in {DateKind.MONTH, DateKind.YEAR} and "/" not in left.edtf + right.edtf
    return replace(whole, edtf=f"{left.edtf}/{right.edtf}") if coarse else whole
