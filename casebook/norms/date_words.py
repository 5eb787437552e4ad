"""Words that say when, in parts: what is said and no more. `resolve.dates` makes days of them or says why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casebook.norms.tokens import Token
from casebook.norms.word_sets import word_set


class DateKind(StrEnum):
    """How words say when. NARRATED is relative to another event ("the previous day"); DURATION is no point in time."""

    DAY = "day"
    NUMERIC = "numeric"
    DAY_OF_MONTH = "day_of_month"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    WEEKDAY = "weekday"
    PERIOD = "period"
    AGO = "ago"
    WITHIN = "within"
    OVERNIGHT = "overnight"
    NARRATED = "narrated"
    DURATION = "duration"
    RANGE = "range"


class DatePart(StrEnum):
    """Which part of a period: "early March", "mid-June", "late last year", "earlier this month", "later this week"."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    SO_FAR = "so_far"
    STILL = "still"


class DateBound(StrEnum):
    """One-sided words: "since Monday", "until Friday"."""

    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Date words at the tokens [first, last), preposition included, and the parts they name.

    `steps` counts units from the day of writing ("last" -1, "two days ago" -2), None with AGO or WITHIN when the words
    are vague ("a few days ago"). `weekday` 0 is Monday. With NUMERIC ("9/5/2022") month and day may be the other way
    round. `overnight` 1 runs into the next day, -1 began the day before. `start` and `end` belong to RANGE.
    """

    first: int
    last: int
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    steps: int | None = None
    part: DatePart | None = None
    bound: DateBound | None = None
    short_year: bool = False
    overnight: int = 0
    start: DateWords | None = None
    end: DateWords | None = None

    @property
    def tells_when(self) -> bool:
        """False for lengths of time and words that lean on another event."""
        return self.kind not in {DateKind.DURATION, DateKind.NARRATED}


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the core of a date: where it begins and what it adds ("late on", "since early", "last")."""

    first: int
    part: DatePart | None = None
    bound: DateBound | None = None
    steps: int | None = None
    preposition: str | None = None


PREPOSITIONS = word_set(
    "on in at during since until till by before after from of through throughout around about between over for"
)
WHICH = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
PARTS = {
    "early": DatePart.EARLY,
    "mid": DatePart.MID,
    "late": DatePart.LATE,
    "earlier": DatePart.SO_FAR,
    "later": DatePart.STILL,
    "beginning": DatePart.EARLY,
    "start": DatePart.EARLY,
    "middle": DatePart.MID,
    "end": DatePart.LATE,
}
_BOUNDS = {
    "since": DateBound.SINCE,
    "after": DateBound.SINCE,
    "until": DateBound.UNTIL,
    "till": DateBound.UNTIL,
    "by": DateBound.UNTIL,
    "before": DateBound.UNTIL,
}
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "hours", "dawn"})


def lower_at(words: Sequence[Token], at: int) -> str:
    """The lower-case word at an index, "" outside."""
    return words[at].lower if 0 <= at < len(words) else ""


def opening(words: Sequence[Token], core: int, floor: int) -> Opening:
    """Read leftwards from the core of a date, not before `floor`: which one, part, preposition, part of day."""
    at, part, bound, steps, preposition = core, None, None, None, None
    if at - 1 > floor and lower_at(words, at - 1) == "-" and lower_at(words, at - 2) in {"mid", "early", "late"}:
        at, part = at - 2, PARTS[lower_at(words, at - 2)]
    if at > floor and lower_at(words, at - 1) in WHICH:
        at, steps = at - 1, WHICH[lower_at(words, at - 1)]
        if steps == -1 and at > floor and lower_at(words, at - 1) == "this":
            at -= 1
    if at > floor and lower_at(words, at - 1) in {"early", "mid", "late", "earlier", "later"}:
        at, part = at - 1, PARTS[lower_at(words, at - 1)]
    before = lower_at(words, at - 1)
    if at > floor and before == "of":
        whole = lower_at(words, at - 2)
        if whole in PARTS or whole in _DAY_PARTS:
            part = PARTS.get(whole, part)
            at -= 2
            while at > floor and lower_at(words, at - 1) in _DAY_PARTS | {
                "the",
                "early",
                "late",
                "on",
                "in",
                "at",
                "during",
            }:
                at -= 1
            bound = _BOUNDS.get(lower_at(words, at - 1)) if at > floor else None
            at -= bound is not None
        return Opening(at, part, bound, steps, "of")
    if at > floor and before in PREPOSITIONS:
        at, preposition, bound = at - 1, before, _BOUNDS.get(before)
        if at > floor and lower_at(words, at - 1) in {"early", "late", "earlier", "later"} and before in {"on", "in"}:
            at, part = at - 1, PARTS[lower_at(words, at - 1)]
    return Opening(at, part, bound, steps, preposition)
