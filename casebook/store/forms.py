"""Values, spans and speakers to JSON and back, exactly: what is read back equals what was written.

A value's form has its type under `t`; what equals its default is left out. Spans are offsets; their words are those of
the report they are read back with, so that nothing in a book quotes words that its report does not hold.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from casebook.model.claim import ARTICLE, Channel, Speaker, SpeakerRole
from casebook.model.errors import BookError
from casebook.model.report import Report, Span
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

_TYPES: Mapping[str, Callable[..., Value]] = {
    "count": Count,
    "date": Days,
    "place": Place,
    "actor": Ref,
    "code": Code,
    "text": Text,
    "time": Clock,
    "money": Money,
    "duration": Duration,
    "bool": Flag,
}
_NAMES: dict[object, str] = {kind: name for name, kind in _TYPES.items()}
_ENUMS: Mapping[tuple[str, str], Callable[..., object]] = {
    ("count", "qualifier"): Qualifier,
    ("date", "precision"): DatePrecision,
    ("date", "method"): DateMethod,
    ("place", "precision"): PlacePrecision,
}
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def dump(form: object) -> str:
    """Compact JSON; the same form always gives the same text. Lone surrogates are escaped, so any text fits."""
    return _ENCODER.encode(form)


def value_form(value: Value) -> str:
    """The JSON text of a value."""
    form: dict[str, object] = {"t": _NAMES[type(value)]}
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if field.default is dataclasses.MISSING or content != field.default:
            form[field.name] = content
    return dump(form)


def value_of(text: str) -> Value:
    """The value that `value_form` wrote; BookError when this version of Casebook does not know its form."""
    form = json.loads(text)
    name = form.pop("t")
    try:
        known = {key: _ENUMS.get((name, key), _as_is)(content) for key, content in form.items()}
        return _TYPES[name](**known)
    except (KeyError, TypeError, ValueError) as error:
        raise BookError(f"the value {text} is of no form that this Casebook knows: update it ({error})") from error


def _as_is(content: object) -> object:
    return content


def spans_form(spans: tuple[Span, ...]) -> str:
    """Offsets of words of one report."""
    return dump([(span.start, span.end) for span in spans])


def spans_of(text: str, report: Report) -> tuple[Span, ...]:
    """The words of the report at these offsets."""
    return tuple(report.span(start, end) for start, end in json.loads(text))


def speaker_form(speaker: Speaker) -> str:
    """The JSON text of a speaker; the article itself is empty."""
    if speaker == ARTICLE:
        return "{}"
    form: dict[str, object] = {"name": speaker.name, "role": speaker.role}
    if speaker.ref is not None:
        form["ref"] = speaker.ref
    if speaker.channel is not Channel.UNSPECIFIED:
        form["channel"] = speaker.channel
    if len(speaker.words) > 0:
        form["words"] = [(span.start, span.end) for span in speaker.words]
    if speaker.party:
        form["party"] = True
    return dump(form)


def speaker_of(text: str, report: Report) -> Speaker:
    """The speaker that `speaker_form` wrote."""
    if text == "{}":
        return ARTICLE
    form = json.loads(text)
    return Speaker(
        form["name"],
        None if form["role"] is None else SpeakerRole(form["role"]),
        form.get("ref"),
        Channel(form.get("channel", Channel.UNSPECIFIED)),
        tuple(report.span(start, end) for start, end in form.get("words", ())),
        form.get("party", False),
    )


def micros(at: datetime) -> int:
    """Microseconds since 1970; a moment without a zone is taken as UTC."""
    moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    """The moment, in UTC, of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=at)
