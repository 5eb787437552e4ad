"""Turns a gold file into the coded form that a perfect reader would give, so that tests can then spoil it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from casebook.evaluate.compare import alpha2
from casebook.evaluate.gold_file import Gold, parse_gold

Json = dict[str, Any]
MINI = Path(__file__).parent / "mini" / "bridge_checkpoint.json"


def mini() -> tuple[Gold, str]:
    """Our own gold story and its text."""
    raw = MINI.read_text(encoding="utf-8")
    return parse_gold(raw, MINI.name), MINI.with_suffix(".txt").read_text(encoding="utf-8")


def _spans(spans: Any) -> list[Json]:
    return [{"start": span.start, "end": span.end, "quote": span.text} for span in spans]


def _speaker(gold: Gold, speaker: Any) -> Json:
    if speaker.is_article:
        return {"name": "article", "role": "article", "ref": None, "channel": "unspecified", "words": []}
    actors = [gold.actor(ref) for ref in speaker.refs]
    roles = [actor.speaker_role for actor in actors if actor is not None and actor.speaker_role is not None]
    return {
        "name": " and ".join(actor.name for actor in actors if actor is not None),
        "role": roles[0] if roles else "eyewitness",
        "ref": None,
        "channel": speaker.channel,
        "words": _spans(speaker.attribution),
    }


def _value(gold: Gold, value: Any, dated: bool) -> Json:
    if value.type == "actor":
        actor = gold.actor(value.ref)
        assert actor is not None
        return {"type": "actor", "name": actor.name, "ref": None}
    if value.type == "place":
        place = gold.place(value.ref)
        assert place is not None
        return {"type": "place", "name": place.name, "precision": place.geo_precision}
    if value.type == "date":
        other = value.without_publication_date
        return {"type": "date", "edtf": value.edtf if dated or other is None else other.edtf, "precision": 1}
    return dict(value.model_dump(mode="json"))


def _claim(gold: Gold, statement: Any, dated: bool) -> Json:
    return {
        "id": statement.id,
        "field": statement.property,
        "value": _value(gold, statement.value, dated),
        "modality": statement.modality,
        "status": statement.status,
        "evidence": _spans(statement.evidence),
        "said_by": _speaker(gold, statement.speaker),
        "origin": "test@1",
        "confidence": None,
    }


def _claims(gold: Gold, incident: str | None, dated: bool) -> list[Json]:
    claims = [_claim(gold, s, dated) for s in gold.statements if s.incident == incident]
    return [claim for claim in claims if claim["value"]["type"] != "date" or claim["value"]["edtf"] is not None]


def _incident(gold: Gold, incident: Any, dated: bool) -> Json:
    done = incident.reconciled
    date = done.date.of(dated=dated) if done.date is not None else None
    place = gold.place(done.place.ref) if done.place is not None else None
    method = "undated_lead_event" if date is not None and date.date_precision == 7 else "explicit"
    coded: Json = {
        "id": incident.id,
        "role": incident.doc_role,
        "type": incident.type,
        "also_types": [],
        "occurrence": incident.occurrence,
        "date": {"edtf": date.edtf, "precision": date.date_precision, "method": method} if date is not None else None,
        "place": None,
        "killed": None,
        "injured": None,
        "perpetrators": [],
        "claims": _claims(gold, incident.id, dated),
    }
    if place is not None:
        coded["place"] = {
            "name": done.place.settlement or place.name,
            "country": alpha2(done.place.country),
            "admin1": done.place.admin1,
            "precision": done.place.geo_precision,
        }
    for measure, figure in done.figures():
        coded[measure.value] = figure.model_dump()
    for doer in done.perpetrators:
        actor = gold.actor(doer.ref)
        assert actor is not None
        coded["perpetrators"].append({"name": actor.name, "ref": None, "status": doer.status})
    return coded


def perfect(gold: Gold, *, dated: bool) -> Json:
    """The coded report of a reader that makes no mistake."""
    return copy.deepcopy(
        json.loads(
            json.dumps(
                {
                    "report": {"id": "r-1", "source": gold.doc.text_file},
                    "incidents": [_incident(gold, incident, dated) for incident in gold.incidents],
                    "context": _claims(gold, None, dated),
                    "issues": [],
                }
            )
        )
    )
