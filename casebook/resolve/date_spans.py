"""Arithmetic of days, weeks, months and years around a day, and the EDTF for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from casebook.model.values import DateMethod, DatePrecision, Days
from casebook.norms.date_words import DatePart, DateWords


def interval(first: date, last: date) -> str:
    """EDTF of a span of days."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def shift_month(day: date, months: int) -> tuple[int, int]:
    """Year and month a number of months from a day."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def full_year(short: int, published: date | None) -> int:
    """The century of a two-digit year: the last one not after the year of publication; 50 is the turn without one."""
    if published is None:
        return (2000 if short < 50 else 1900) + short
    year = published.year // 100 * 100 + short
    return year - 100 if year > published.year + 1 else year


def part_of_month(year: int, month: int, part: DatePart | None) -> str:
    """EDTF of a month or of its first ten days, middle ten, or rest."""
    match part:
        case DatePart.EARLY:
            return interval(date(year, month, 1), date(year, month, 10))
        case DatePart.MID:
            return interval(date(year, month, 11), date(year, month, 20))
        case DatePart.LATE:
            return interval(date(year, month, 21), date(year, month, monthrange(year, month)[1]))
        case DatePart.SO_FAR | DatePart.STILL | None:
            return f"{year:04d}-{month:02d}"


def part_of_year(year: int, part: DatePart | None) -> str:
    """EDTF of a year or of its first, middle, or last four months."""
    match part:
        case DatePart.EARLY:
            return f"{year:04d}-01/{year:04d}-04"
        case DatePart.MID:
            return f"{year:04d}-05/{year:04d}-08"
        case DatePart.LATE:
            return f"{year:04d}-09/{year:04d}-12"
        case DatePart.SO_FAR | DatePart.STILL | None:
            return f"{year:04d}"


def spanning(first: date, last: date, method: DateMethod) -> Days:
    """A span of days with the precision its length has."""
    length = (last - first).days + 1
    if length == 1:
        precision = DatePrecision.DAY
    elif length <= 6:
        precision = DatePrecision.FEW_DAYS
    elif length <= 7:
        precision = DatePrecision.WEEK
    else:
        precision = DatePrecision.MONTH if length <= 31 else DatePrecision.YEAR
    return Days(interval(first, last), precision, method)


def _clipped(first: date, last: date, part: DatePart | None, *, today: date) -> tuple[date, date]:
    """ "earlier this month" ends on the day of writing, "later this month" begins there."""
    if part is DatePart.SO_FAR and first <= today <= last:
        return first, today
    if part is DatePart.STILL and first <= today <= last:
        return today, last
    return first, last


def period(found: DateWords, published: date, *, future: bool) -> Days | None:
    """ "last week", "this month", "at the weekend", "late last year"."""
    steps = found.steps or 0
    if found.unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=steps)
        first, last = monday, monday + timedelta(days=6)
        if found.part is DatePart.EARLY:
            last = monday + timedelta(days=2)
        if found.part is DatePart.LATE:
            first = monday + timedelta(days=3)
        first, last = _clipped(first, last, found.part, today=published)
        return Days(interval(first, last), DatePrecision.WEEK, DateMethod.RELATIVE_DAY)
    if found.unit == "weekend":
        return _weekend(found, published, future=future)
    if found.unit == "month":
        year, month = shift_month(published, steps)
        if found.part in {DatePart.SO_FAR, DatePart.STILL} and steps == 0:
            end = date(year, month, monthrange(year, month)[1])
            edtf = interval(*_clipped(date(year, month, 1), end, found.part, today=published))
        else:
            edtf = part_of_month(year, month, found.part)
        return Days(edtf, DatePrecision.MONTH, DateMethod.RELATIVE_MONTH)
    if found.unit == "year":
        year = published.year + steps
        edtf = part_of_year(year, found.part)
        if found.part in {DatePart.SO_FAR, DatePart.STILL} and steps == 0:
            edtf = interval(*_clipped(date(year, 1, 1), date(year, 12, 31), found.part, today=published))
        return Days(edtf, DatePrecision.YEAR, DateMethod.RELATIVE_MONTH)
    return None


def _weekend(found: DateWords, published: date, *, future: bool) -> Days:
    """The last weekend that has begun; "last weekend" told on a weekend is the one before."""
    weekday = published.weekday()
    saturday = published - timedelta(days=(weekday - 5) % 7)
    if found.steps == -1 and weekday >= 5:
        saturday -= timedelta(weeks=1)
    if ((future or found.steps == 1) and weekday < 5) or found.steps == 1:
        saturday += timedelta(weeks=1)
    return Days(interval(saturday, saturday + timedelta(days=1)), DatePrecision.WEEK, DateMethod.RELATIVE_DAY)


def ago(found: DateWords, day: date) -> Days | None:
    """A number of units before or after a day. "A week ago" is that week's span, as people mean it; hours before
    the day of writing may reach into the day before.
    """
    if found.steps is None:
        return None
    match found.unit:
        case "day":
            moment = day + timedelta(days=found.steps)
            return Days(moment.isoformat(), DatePrecision.DAY, DateMethod.RELATIVE_DAY)
        case "week" | "fortnight":
            moment = day + timedelta(weeks=found.steps * (2 if found.unit == "fortnight" else 1))
            span = interval(moment - timedelta(days=3), moment + timedelta(days=3))
            return Days(span, DatePrecision.WEEK, DateMethod.RELATIVE_DAY)
        case "month":
            year, month = shift_month(day, found.steps)
            return Days(f"{year:04d}-{month:02d}", DatePrecision.MONTH, DateMethod.RELATIVE_MONTH)
        case "year":
            return Days(f"{day.year + found.steps:04d}", DatePrecision.YEAR, DateMethod.RELATIVE_MONTH)
        case "hour" | "minute":
            return _hours(found, day)
        case _:
            return None


def _hours(found: DateWords, day: date) -> Days | None:
    """The days that a number of hours or minutes can reach from an unknown hour of a day."""
    steps = found.steps or 0
    hours = abs(steps) if found.unit == "hour" else abs(steps) / 60
    reach = timedelta(days=int(-(-hours // 24)))
    near = timedelta(days=int(hours // 24))
    span = (day - reach, day - near) if steps < 0 else (day + near, day + reach)
    return spanning(*span, DateMethod.RELATIVE_DAY)


def within(found: DateWords, published: date) -> Days | None:
    """ "in the past three days": from then up to the day of writing."""
    if found.steps is None:
        return None
    match found.unit:
        case "day":
            reach = timedelta(days=abs(found.steps))
        case "week" | "fortnight":
            reach = timedelta(weeks=abs(found.steps) * (2 if found.unit == "fortnight" else 1))
        case "month":
            return _within_months(found.steps, published)
        case "year":
            return _within_months(found.steps * 12, published)
        case "hour" | "minute":
            hours = abs(found.steps) if found.unit == "hour" else 1
            reach = timedelta(days=-(-hours // 24))
        case _:
            return None
    ends = (published - reach, published) if found.steps < 0 else (published, published + reach)
    return spanning(*ends, DateMethod.RELATIVE_DAY)


def _within_months(months: int, published: date) -> Days:
    year, month = shift_month(published, months)
    other = date(year, month, min(published.day, monthrange(year, month)[1]))
    return spanning(min(other, published), max(other, published), DateMethod.RELATIVE_MONTH)
