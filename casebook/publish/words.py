"""Values, speakers and rules in words for a person: the same words on the terminal and on the page.

Nothing is rounded off on the way: an open bound is shown as open, an inferred day says so, a code shows its label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from casebook.lists.lexicon import fields
from casebook.lists.reading import codes, list_text, parse_toml
from casebook.model.claim import Channel, Claim, Field, Modality, Speaker, SpeakerRole, Status
from casebook.model.values import (
    Clock,
    Code,
    Count,
    DateMethod,
    DatePrecision,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Qualifier,
    Ref,
    Text,
    Value,
)

_ENUM = {
    Field.INCIDENT_TYPE: "type",
    Field.OCCURRENCE: "occurrence",
    Field.TARGET: "target_type",
    Field.WEAPON: "weapon_type",
    Field.REACTION: "reaction_type",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_NO_NUMBER = "plural noun with no number"  # as `vague_numbers.csv` has it: "civilians were killed"
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_METHODS = {
    DateMethod.EXPLICIT: "the words give the date in full",
    DateMethod.WEEKDAY_BEFORE_PUBLICATION: "the last day of that name up to the day of publication",
    DateMethod.WEEKDAY_IN_STATED_WEEK: "the day of that name in the week that the words give",
    DateMethod.MONTH_DAY_YEAR_FROM_PUBLICATION: "day and month in the words, the year from the day of publication",
    DateMethod.MONTH_YEAR_FROM_PUBLICATION: "the month in the words, the year from the day of publication",
    DateMethod.RELATIVE_MONTH: "a month counted from the day of publication",
    DateMethod.RELATIVE_DAY: "a day counted from the day of publication",
    DateMethod.UNDATED_LEAD_EVENT: "no date in the words; what a report leads with is taken as new that day",
    DateMethod.RUNNING_REPORT_SAME_DAY: "a running report of the same day",
    DateMethod.REVIEWER: "set by a person",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of reconciliation as a person reads it."""

    code: str
    name: str
    text: str


@cache
def rules() -> Mapping[str, Rule]:
    """The rules of reconciliation by code, from `rules.toml`."""
    tables = parse_toml("rules.toml", list_text("rules.toml"))
    return {code: Rule(code, str(table["name"]), str(table["text"])) for code, table in tables.items()}


def label(enum: str, code: str) -> str:
    """The label of a code; the code's own words where a list has none."""
    return codes(enum).get(code) or code.rsplit(".", maxsplit=1)[-1].replace("_", " ")


def field_label(field: Field) -> str:
    """The name of a field, as the list of fields has it."""
    info = fields().get(field)
    return info.label if info is not None else field.value.replace("_", " ").capitalize()


def quoted(quote: str) -> str:
    """The words in quotation marks, white space as single spaces; their own marks serve where they have them."""
    plain = " ".join(quote.split())
    return plain if plain[:1] in '“"' and plain[-1:] in '”"' else f"“{plain}”"


def bounds(low: int | None, high: int | None) -> str:
    """`6`, `4–6`, `21+` where no upper bound is known, `up to 9`."""
    match (low, high):
        case (None, None):
            return "?"
        case (None, int()):
            return f"up to {high:,}"
        case (int(), None):
            return f"{low:,}+"
        case _:
            return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _count(count: Count) -> str:
    figure = bounds(count.low, count.high)
    match count.qualifier:
        case Qualifier.AT_LEAST if count.high is None:
            figure = f"at least {count.low:,}"
        case Qualifier.MORE_THAN if count.high is None and count.low > 0:
            figure = f"more than {count.low - 1:,}"
        case Qualifier.UP_TO if count.low == 0 and count.high is not None:
            figure = f"up to {count.high:,}"
        case Qualifier.ABOUT:
            figure = f"about {figure}"
        case Qualifier.VAGUE if count.vague_term == _NO_NUMBER:
            figure = f"{figure} (no number given)"
        case Qualifier.VAGUE if count.vague_term is not None:
            figure = f"“{count.vague_term}” ({figure})"
        case _:
            pass
    notes = [*(["attackers included"] if count.includes_perpetrators else []), *(["added up"] if count.derived else [])]
    return f"{figure} ({', '.join(notes)})" if notes else figure


def _one_day(edtf: str) -> str:
    year, _, rest = edtf.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    name = _MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else month
    if year.startswith("X"):
        return f"{int(day)} {name}, year not known" if day.isdigit() else f"{name}, year not known"
    return f"{int(day)} {name} {year}" if day.isdigit() else f"{name} {year}"


def edtf_words(edtf: str) -> str:
    """`5 September 2022` for `2022-09-05`; months, years, intervals and unknown years alike."""
    first, _, last = edtf.partition("/")
    return f"{_one_day(first)} to {_one_day(last)}" if last else _one_day(first)


def day_words(day: date) -> str:
    """`Monday 5 September 2022`."""
    return f"{day:%A} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def place_words(place: Place) -> str:
    """Site, name, first-level area and country, each once, as far as they are known."""
    parts: list[str] = []
    for part in (place.site, place.name, place.admin1, place.country):
        if part is not None and part not in parts:
            parts.append(part)
    return ", ".join(parts) if parts else "not resolved"


def _duration(duration: Duration) -> str:
    found = _PERIOD.fullmatch(duration.iso)
    if found is None or not any(found.groups()):
        return duration.words
    pairs = zip(found.groups(), _UNITS, strict=True)
    return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in pairs if number)


def value_words(field: Field, value: Value) -> str:
    """What the claim says, in words."""
    match value:
        case Count():
            return _count(value)
        case Days():
            return edtf_words(value.edtf)
        case Place():
            return place_words(value)
        case Ref():
            return value.name
        case Code():
            return label(_ENUM[field], value.code) if field in _ENUM else value.code.replace("_", " ")
        case Text():
            return value.text
        case Clock():
            return value.time if value.time == value.words else f"{value.time} (“{value.words}”)"
        case Money():
            return f"{value.amount:,.2f}".removesuffix(".00") + (f" {value.currency}" if value.currency else "")
        case Duration():
            return _duration(value)
        case Flag():
            return "yes" if value.value else "no"


def speaker_words(speaker: Speaker) -> str:
    """Who says it; the article speaks for itself."""
    return "the article" if speaker.role is SpeakerRole.ARTICLE else speaker.name


def speaker_note(speaker: Speaker) -> str:
    """What kind of speaker it is, and the way the words came out where that is told."""
    notes = [] if speaker.role in (None, SpeakerRole.ARTICLE) else [label("speaker_role", speaker.role or "")]
    if speaker.channel is not Channel.UNSPECIFIED:
        notes.append("via " + label("channel", speaker.channel))
    if speaker.party:
        notes.append("a party to it")
    return ", ".join(notes)


def stance(claim: Claim) -> str:
    """`denied`, `claimed`, `retracted` and the like; empty for what is plainly asserted and still stands."""
    words = [] if claim.modality is Modality.ASSERTED else [claim.modality.value]
    if claim.status is not Status.CURRENT:
        words.append(claim.status.value)
    return ", ".join(words)


def why(claim: Claim) -> tuple[str, ...]:
    """How the value came about: what read it, and for dates and places how exactly the words tell it."""
    notes = [f"read by {claim.origin}"]
    if claim.confidence is not None:
        notes.append(f"confidence {claim.confidence:.2f}")
    match claim.value:
        case Days(precision=precision, method=method):
            notes += [f"{date_precision(precision)} ({claim.value.edtf})", _METHODS[method]]
        case Place(precision=place_code):
            notes.append(f"{place_precision(place_code)}" + (f" ({claim.value.ref})" if claim.value.ref else ""))
        case Count(derived=True):
            notes.append("added up from the same speaker's figures; printed nowhere")
        case Code(code=code):
            notes.append(f"code {code}")
        case Ref(ref=str() as ref):
            notes.append(ref)
        case _:
            pass
    return tuple(notes)


def date_method(method: DateMethod) -> str:
    """How a date was worked out."""
    return _METHODS[method]


def date_precision(precision: DatePrecision) -> str:
    """How exactly a date is known."""
    return label("date_precision", str(precision.value))


def place_precision(precision: PlacePrecision) -> str:
    """How exactly a place is known."""
    return label("geo_precision", str(precision.value))
