"""Clock times and parts of day: "at 5:30pm", "AT 2330", "shortly before midnight", "Friday night", "around noon".

A time that could be morning or evening ("at 5:30") has no value: the words do not tell it. The conventions for words
with a margin are here in one place: "shortly before" and "just after" reach one hour, "around" half an hour each way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.model.values import Clock
from casebook.norms.calendar_words import PARTS_OF_DAY, WEEKDAYS
from casebook.norms.date_words import lower_at
from casebook.norms.number_words import SMALL, said
from casebook.norms.tokens import Token


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A time of day and its tokens [first, last), qualifying words included."""

    first: int
    last: int
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Time:
    """Minutes after midnight and the tokens of the bare time."""

    first: int
    last: int
    minutes: int


_COLON = re.compile(r"^(\d{1,2})[:.](\d\d)(am|pm)?$")
_HOUR = re.compile(r"^(\d{1,2})(am|pm)$")
_MILITARY = re.compile(r"^([01]\d|2[0-3])([0-5]\d)$")
_HALVES = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_WORDS = {"noon": 720, "midday": 720, "midnight": 0}
_ZONES = frozenset({"gmt", "utc", "hours", "hrs", "local", "z"})
_NEAR = frozenset({"around", "about", "approximately", "roughly", "circa"})
_STREETS = frozenset({"street", "st", "avenue", "ave", "road", "rd", "drive", "lane", "boulevard", "block"})
_SOON = frozenset({"shortly", "just", "soon", "minutes", "moments", "right"})
_PARTS_SAID = {"morning": 0, "dawn": 0, "afternoon": 12, "evening": 12}
_NIGHT = 24
_PART_WORDS = dict(PARTS_OF_DAY) | {"overnight": "night", "tonight": "night"}


def _half_after(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The half of the day said after a time: 0 or 12 hours, and the end of the words ("a.m.", "in the morning")."""
    word = lower_at(words, at)
    if word in _HALVES:
        return _HALVES[word], at + 1
    if word in {"a", "p"} and lower_at(words, at + 1) == "." and lower_at(words, at + 2) == "m":
        return _HALVES[f"{word}m"], at + 3
    if [word, lower_at(words, at + 1)] == ["in", "the"] and lower_at(words, at + 2) in _PARTS_SAID:
        return _PARTS_SAID[lower_at(words, at + 2)], at + 3
    if [word, lower_at(words, at + 1)] == ["at", "night"]:
        return _NIGHT, at + 2
    if word in {"this", "yesterday", "tomorrow"} or word in WEEKDAYS:
        part = lower_at(words, at + 1)
        return (_PARTS_SAID[part], at) if part in _PARTS_SAID else (_NIGHT, at) if part == "night" else None
    return None


def _twelve(hour: int, minute: int, half: int) -> int | None:
    """Minutes after midnight of a twelve-hour time; at night, 5 to 11 is before midnight and 12 to 4 after it."""
    if half == _NIGHT:
        half = 12 if 5 <= hour <= 11 else 0
    if not (1 <= hour <= 12 and minute < 60):
        return None
    return (hour % 12 + half) * 60 + minute


def _time(words: Sequence[Token], at: int) -> _Time | None:
    """The bare time that starts at a token, if the words say which half of the day it is in."""
    word = words[at].lower
    if word in _WORDS:
        return _Time(at, at + 1, _WORDS[word])
    hour, minute, half = -1, 0, None
    if match := _COLON.match(word):
        hour, minute, half = int(match[1]), int(match[2]), match[3]
    elif match := _HOUR.match(word):
        hour, half = int(match[1]), match[2]
    elif word.isdecimal() and len(word) <= 2:
        hour = int(word)
    elif word in SMALL and SMALL[word] <= 12:
        hour = SMALL[word]
    if hour < 0:
        return _military(words, at)
    last = at + 2 if lower_at(words, at + 1) in {"o'clock", "o`clock"} else at + 1
    if half is None and (after := _half_after(words, last)) is not None:
        spelled = lower_at(words, last) not in _HALVES and lower_at(words, last) not in {"a", "p"}
        if spelled and last == at + 1 and not _COLON.match(word) and lower_at(words, at - 1) not in {"at", "around"}:
            return None  # "two in the morning"
        minutes = _twelve(hour, minute, after[0])
        return None if minutes is None else _Time(at, after[1], minutes)
    if half is not None:
        minutes = _twelve(hour, minute, _HALVES[half])
        return None if minutes is None else _Time(at, at + 1, minutes)
    if (match := _COLON.match(word)) is None or hour > 23 or minute > 59:
        return None
    sure = hour > 12 or word.startswith("0") or lower_at(words, at + 1) in _ZONES
    if not sure or ("." in word and lower_at(words, at - 1) != "at"):
        return None
    return _Time(at, _zone_end(words, at + 1), hour * 60 + minute)


def _military(words: Sequence[Token], at: int) -> _Time | None:
    """ "at 2330", "0900 GMT", "1830 hours"; four figures alone are a number or a year."""
    match = _MILITARY.match(words[at].lower)
    zoned = lower_at(words, at + 1) in _ZONES
    if match is None:
        return None
    lead = lower_at(words, at - 1)
    led = lead in {"at", "around", "["} or (lead in _NEAR | {"almost"} and lower_at(words, at - 2) == "at")
    if _is_military_span(words, at) or (words[at].text[0] == "0" and lead not in {"number", "no", "-", ".", "#"}):
        return _Time(at, _zone_end(words, at + 1), int(match[1]) * 60 + int(match[2]))
    if not (zoned or led):
        return None
    streets = any(lower_at(words, look) in _STREETS for look in range(at + 2, at + 5))
    after = words[at + 1].text if at + 1 < len(words) else ""
    name_follows = after[:1].isupper() and not words[at - 1].text.isupper() and after.lower() not in WEEKDAYS
    if not zoned and (streets or name_follows or (lead in {"around", "["} and after[:1].isalpha())):
        return None
    return _Time(at, _zone_end(words, at + 1), int(match[1]) * 60 + int(match[2]))


def _is_military_span(words: Sequence[Token], at: int) -> bool:
    """ "between 1800 and 0600", "from 2100 to 0500": one of the two begins with a zero."""
    before, after = lower_at(words, at - 1), lower_at(words, at + 1)
    if before in {"between", "from"} and after in {"and", "to", "until"}:
        return _MILITARY.match(lower_at(words, at + 2)) is not None and "0" in (
            lower_at(words, at + 2)[0],
            words[at].text[0],
        )
    if before in {"and", "to", "until"} and lower_at(words, at - 3) in {"between", "from"}:
        return lower_at(words, at - 2)[:1] == "0" and _MILITARY.match(lower_at(words, at - 2)) is not None
    return False


def _zone_end(words: Sequence[Token], at: int) -> int:
    if lower_at(words, at) == "local" and lower_at(words, at + 1) == "time":
        return at + 2
    return at + 1 if lower_at(words, at) in _ZONES and lower_at(words, at) != "local" else at


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _margin(words: Sequence[Token], time: _Time) -> tuple[int, str]:
    """Where the words around a time begin, and its value with their margin."""
    at, minutes = time.first, time.minutes
    if lower_at(words, at - 1) in {"exactly"}:
        at -= 1
    before, farther = lower_at(words, at - 1), lower_at(words, at - 2)
    if before in {"before", "after"}:
        start = at - 2 if farther in _SOON else at - 1
        if before == "before":
            end = minutes or 1440
            low = end - 60 if farther in _SOON else 0
            return start, f"{_clock(max(low, 0))}/{_clock(end)}"
        return start, f"{_clock(minutes)}/{_clock(min(minutes + 60, 1440) if farther in _SOON else 1440)}"
    if before in _NEAR or (before == "to" and farther == "close"):
        start = at - 2 if farther in {"at", "close"} else at - 1
        low, high = (minutes - 30) % 1440, (minutes + 30) % 1440
        return start, f"{_clock(low)}/{_clock(high)}"
    return (at - 1 if before == "at" else at), _clock(minutes)


def _between(words: Sequence[Token], left: ClockWords, right: ClockWords) -> ClockWords | None:
    """ "between 5 and 6 p.m.", "from 10 p.m. to 2 a.m."."""
    if right.first != left.last + 1 or lower_at(words, left.last) not in {"and", "to", "-", "–", "until"}:
        return None
    opener = lower_at(words, left.first - 1)
    if opener not in {"between", "from"} or "/" in left.clock.time + right.clock.time:
        return None
    time = f"{left.clock.time}/{right.clock.time}"
    return ClockWords(left.first - 1, right.last, Clock(time, said(words, left.first - 1, right.last)))


def _shared_half(words: Sequence[Token], right: ClockWords) -> ClockWords | None:
    """ "between 5 and 6 p.m.": the half of the day is said once, for both."""
    opener, first = lower_at(words, right.first - 3), lower_at(words, right.first - 2)
    match = _COLON.match(first)
    if opener not in {"between", "from"} or lower_at(words, right.first - 1) not in {"and", "to"}:
        return None
    if not (first.isdecimal() or match is not None) or "/" in right.clock.time:
        return None
    hour, minute = (int(first), 0) if match is None else (int(match[1]), int(match[2]))
    end = int(right.clock.time[:2]) * 60 + int(right.clock.time[3:])
    starts = [value for half in (0, 12) if (value := _twelve(hour, minute, half)) is not None and value < end]
    if len(starts) == 0:
        return None
    time = f"{_clock(starts[-1])}/{right.clock.time}"
    return ClockWords(right.first - 3, right.last, Clock(time, said(words, right.first - 3, right.last)))


def _part(words: Sequence[Token], at: int) -> ClockWords | None:
    """A part of day that belongs to a date or stands with an article: "Friday night", "last night", "at dawn"."""
    word, before = words[at].lower, lower_at(words, at - 1)
    if word in {"overnight", "tonight"}:
        return ClockWords(at, at + 1, Clock(_PART_WORDS[word], words[at].text))
    if word == "night" and lower_at(words, at + 1) in {"club", "clubs", "vision", "watchman"}:
        return None
    leads = before in WEEKDAYS or before in {
        "last",
        "this",
        "yesterday",
        "tomorrow",
        "that",
        "early",
        "late",
        "the",
        "at",
    }
    if not leads and before not in {"before", "after", "mid", "previous", "same", "following", "in"}:
        return None
    first = at - 1 if before in {"last", "this", "early", "late", "at", "before"} else at
    if before in {"before", "after"}:
        return None
    return ClockWords(first, at + 1, Clock(_PART_WORDS[word], said(words, first, at + 1)))


def _edge_of_day(words: Sequence[Token], at: int) -> ClockWords | None:
    """ "late on Thursday" (night) and "early on Thursday" (morning)."""
    day = at + 2 if lower_at(words, at + 1) == "on" else at + 1
    if lower_at(words, day) not in WEEKDAYS and lower_at(words, day) not in {"today", "yesterday"}:
        return None
    if lower_at(words, day + 1) in _PART_WORDS:
        return None
    part = "night" if words[at].lower == "late" else "morning"
    return ClockWords(at, at + 1, Clock(part, words[at].text))


def find_clocks(words: Sequence[Token]) -> list[ClockWords]:
    """The times of day in order, never overlapping; they may lie inside date words ("Friday night")."""
    found: list[ClockWords] = []
    for at, token in enumerate(words):
        word = token.lower
        if found and at < found[-1].last:
            continue
        new: ClockWords | None = None
        if word in _PART_WORDS:
            new = _part(words, at)
        elif word in {"late", "early"}:
            new = _edge_of_day(words, at)
        elif word[:1].isdecimal() or word in _WORDS or word in SMALL:
            time = _time(words, at)
            if time is not None:
                first, value = _margin(words, time)
                new = ClockWords(first, time.last, Clock(value, said(words, first, time.last)))
        if new is None:
            continue
        both = _between(words, found[-1], new) if found else None
        both = _shared_half(words, new) if both is None else both
        if both is not None and (len(found) == 0 or found[-1].last <= both.first):
            found.append(both)
            continue
        if both is not None:
            found[-1] = both
        else:
            found.append(new)
    return found
