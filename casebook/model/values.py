"""Values as the words state them: imprecise stays imprecise, unknown is no value at all.

A count keeps its bounds, a date its interval, a place its precision. Nothing here guesses: where the words do not
allow a value, the resolver makes an Issue instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Qualifier(StrEnum):
    """How a figure was worded."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    UP_TO = "up_to"
    BETWEEN = "between"
    VAGUE = "vague"
    NONE_STATED = "none_stated"
    ZERO = "zero"


class DatePrecision(IntEnum):
    """The ontology's date precision codes (`lists/precision.toml` has their labels)."""

    DAY = 1
    FEW_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5
    YEARLESS = 6
    INFERRED = 7
    UNRESOLVED = 9


class DateMethod(StrEnum):
    """How a date was worked out from the words."""

    EXPLICIT = "explicit"
    WEEKDAY_BEFORE_PUBLICATION = "weekday_before_publication"
    WEEKDAY_IN_STATED_WEEK = "weekday_in_stated_week"
    MONTH_DAY_YEAR_FROM_PUBLICATION = "month_day_year_from_publication"
    MONTH_YEAR_FROM_PUBLICATION = "month_year_from_publication"
    RELATIVE_MONTH = "relative_month"
    RELATIVE_DAY = "relative_day"
    UNDATED_LEAD_EVENT = "undated_lead_event"
    RUNNING_REPORT_SAME_DAY = "running_report_same_day"
    REVIEWER = "reviewer"


class PlacePrecision(IntEnum):
    """The ontology's place precision codes."""

    SITE = 1
    SETTLEMENT = 2
    NEAR_SETTLEMENT = 3
    DISTRICT = 4
    PROVINCE = 5
    REGION = 6
    COUNTRY = 7
    SEA_OR_AIR = 8
    UNRESOLVED = 9


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things: inclusive bounds; `high` None means no upper bound.

    `population` is the words for whom or what is counted, None for everyone; `derived` is True when the figure is
    computed from others of the same speaker (R0, R9) and printed nowhere.
    """

    low: int
    high: int | None
    qualifier: Qualifier
    population: str | None = None
    includes_perpetrators: bool = False
    vague_term: str | None = None
    derived: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"a count needs 0 <= low <= high, not {self.low}..{self.high}")

    @property
    def is_point(self) -> bool:
        """True when the words fix one number."""
        return self.low == self.high


_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
_YEAR = re.compile(r"^(\d{4})$")


def _edge(edtf: str, *, last: bool) -> date | None:
    """First or last day that one EDTF date (not interval) allows; None when its year is unknown."""
    if m := _DAY.match(edtf):
        return date(int(m[1]), int(m[2]), int(m[3]))
    if m := _MONTH.match(edtf):
        year, month = int(m[1]), int(m[2])
        return date(year, month, monthrange(year, month)[1] if last else 1)
    if m := _YEAR.match(edtf):
        return date(int(m[1]), 12 if last else 1, 31 if last else 1)
    return None


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a span of days as EDTF level 1 (`2022-09-05`, `2022-08`, `2022-08-01/2022-08-07`, `XXXX-08-17`)."""

    edtf: str
    precision: DatePrecision
    method: DateMethod

    @property
    def first(self) -> date | None:
        """The earliest day it can be; None when the year is unknown or the interval is open."""
        return _edge(self.edtf.split("/")[0], last=False)

    @property
    def last(self) -> date | None:
        """The latest day it can be; None when the year is unknown or the interval is open."""
        return _edge(self.edtf.split("/")[-1], last=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where. Coordinates only where the gazetteer gave them; a region or an unknown name has none.

    `name` is the settlement, district, region or country as the report names it; `site` the words for the exact spot;
    `country` ISO 3166-1 alpha-2; `admin1` the first-level area's name; `ref` a gazetteer id such as `geonames:1138958`.
    """

    name: str | None
    precision: PlacePrecision
    site: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor: the name in the report's words or the registry's, and the registry id when it is known there."""

    name: str
    ref: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the ontology and the words it was read from."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """Free words, kept as said."""

    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time (`23:30`), an ISO interval (`23:00/24:00`) or a part of day (`night`), and its words."""

    time: str
    words: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of its currency (ISO 4217 code, None when the words do not tell it)."""

    amount: float
    currency: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as ISO 8601 (`P20D`)."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A statement that something is so, or is not."""

    value: bool


Value = Count | Days | Place | Ref | Code | Text | Clock | Money | Duration | Flag


def conflict(left: Count, right: Count) -> bool:
    """True when no number satisfies both counts (of the same measure and population)."""
    high = min((h for h in (left.high, right.high) if h is not None), default=None)
    return high is not None and max(left.low, right.low) > high
