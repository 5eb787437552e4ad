"""The coded form: one JSON line a report, as `casebook read --format jsonl` prints it (docs/coded.md).

The invariant: keys and their order never change, what is unknown is present as null, and every claim of the report is
on its line, so that `coded_reader` gives the facts back. What the form has no key for is added only where there is
something to say: figures of other measures, what sets a tally apart (`party_min`, `floor_only`, ...), a computed count
(`derived`), a speaker who is a party to the violence, and claims of no single incident.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import assert_never

from casebook.model.claim import Claim, Field, Role, Speaker
from casebook.model.coded import Coded
from casebook.model.ids import text_hash
from casebook.model.incident import Incident, fold
from casebook.model.issue import Issue
from casebook.model.reconcile import Tally
from casebook.model.report import Report, Span
from casebook.model.values import Clock, Code, Count, Days, Duration, Flag, Money, Place, Ref, Text, Value

Json = Mapping[str, object]
_FURTHER = (
    Field.ABDUCTED,
    Field.RELEASED,
    Field.MISSING,
    Field.KILLED_OR_MISSING,
    Field.PERPETRATORS_KILLED,
    Field.PERPETRATORS_ESCAPED,
    Field.ARRESTED,
    Field.PEOPLE_AFFECTED,
)
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def to_json_line(coded: Coded) -> str:
    """The report as one line of JSON, without a line break: incidents by role (main first), then by place in it."""
    days = {} if coded.report.published is None else {coded.report.id: coded.report.published}
    incidents = sorted(fold(coded.accounts, coded.claims, published=days), key=_position)
    held = {claim.id for incident in incidents for claim in incident.claims}
    line: dict[str, object] = {
        "report": _report(coded.report),
        "incidents": [_incident(incident) for incident in incidents],
        "issues": [_issue(issue) for issue in coded.issues],
    }
    loose = [claim for claim in coded.claims if claim.id not in held]
    if len(loose) > 0:
        line["context"] = [_claim(claim) for claim in loose]
    return _dump(line)


def _dump(line: Json) -> str:
    """JSON that stays one line for every reader; a text that UTF-8 cannot hold (lone surrogates) is escaped."""
    text = json.dumps(line, ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(line, ensure_ascii=True, allow_nan=False)
    return text


def _position(incident: Incident) -> tuple[int, int, str]:
    """Main, secondary, reference; then where the report first tells of it."""
    return list(Role).index(incident.role), min(a.anchor.start for a in incident.accounts), incident.id


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "source": report.source,
        "url": report.url,
        "title": report.title,
        "published": None if report.published is None else report.published.isoformat(),
        "language": report.language,
        "text_sha256": text_hash(report.text),
        "chars": len(report.text),
    }


def _incident(incident: Incident) -> Json:
    form: dict[str, object] = {
        "id": incident.id,
        "role": incident.role,
        "type": incident.type,
        "also_types": list(incident.also_types),
        "occurrence": incident.occurrence,
        "date": None if incident.date is None else _days(incident.date),
        "place": None if incident.place is None else _place(incident.place),
        "killed": _tally(incident.tally(Field.KILLED)),
        "injured": _tally(incident.tally(Field.INJURED)),
        "perpetrators": [{"name": p.actor.name, "ref": p.actor.ref, "status": p.status} for p in incident.perpetrators],
        "claims": [_claim(claim) for claim in incident.claims],
        "anchor": _span(incident.accounts[0].anchor),
    }
    further = {field.value: _tally(incident.tally(field)) for field in _FURTHER}
    return form | {field: figures for field, figures in further.items() if figures is not None}


def _tally(tally: Tally | None) -> Json | None:
    """Bounds and rules; the flags only where they are set."""
    if tally is None:
        return None
    flags: dict[str, object] = {
        "party_min": tally.party_min,
        "party_only": tally.party_only or None,
        "floor_only": tally.floor_only or None,
        "vague": tally.vague or None,
        "retracted": list(tally.retracted) or None,
        "superseded": list(tally.superseded) or None,
    }
    form: dict[str, object] = {"min": tally.min, "best": tally.best, "max": tally.max, "rules": list(tally.rules)}
    return form | {flag: value for flag, value in flags.items() if value is not None}


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "field": claim.field,
        "value": _value(claim.value),
        "modality": claim.modality,
        "status": claim.status,
        "evidence": _spans(claim.evidence),
        "said_by": _speaker(claim.said_by),
        "origin": claim.origin,
        "confidence": claim.confidence,
    }


def _speaker(speaker: Speaker) -> Json:
    form: dict[str, object] = {
        "name": speaker.name,
        "role": speaker.role,
        "ref": speaker.ref,
        "channel": speaker.channel,
        "words": _spans(speaker.words),
    }
    return form | ({"party": True} if speaker.party else {})


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(span) for span in spans]


def _issue(issue: Issue) -> Json:
    return {
        "stage": issue.stage,
        "kind": issue.kind,
        "message": issue.message,
        "evidence": _spans(issue.evidence),
    }


def _value(value: Value) -> Json:
    """A value with its type in the ontology's words."""
    match value:
        case Count():
            return _count(value)
        case Days():
            return {"type": "date", **_days(value)}
        case Place():
            return {"type": "place", **_place(value)}
        case Ref():
            return {"type": "actor", "name": value.name, "ref": value.ref, "kind": value.kind}
        case Code():
            return {"type": "code", "code": value.code, "words": value.words}
        case Text():
            return {"type": "text", "text": value.text}
        case Clock():
            return {"type": "time", "time": value.time, "words": value.words}
        case Money():
            return {"type": "money", "amount": value.amount, "currency": value.currency, "words": value.words}
        case Duration():
            return {"type": "duration", "iso": value.iso, "words": value.words}
        case Flag():
            return {"type": "bool", "value": value.value}
        case _:
            assert_never(value)


def _count(count: Count) -> Json:
    form: dict[str, object] = {
        "type": "count",
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
        "population": count.population,
    }
    extra: dict[str, object] = {
        "includes_perpetrators": count.includes_perpetrators or None,
        "vague_term": count.vague_term,
        "derived": count.derived or None,
    }
    return form | {key: value for key, value in extra.items() if value is not None}


def _days(days: Days) -> Json:
    return {"edtf": days.edtf, "precision": int(days.precision), "method": days.method}


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "site": place.site,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": int(place.precision),
        "ref": place.ref,
    }
