"""Values without words: the one rate that must be nought."""

from __future__ import annotations

from casebook.evaluate.coded import CodedClaim, CodedIncident, CodedReport
from casebook.model.claim import Field

_WITHOUT_WORDS = frozenset({"undated_lead_event", "running_report_same_day"})
_DOERS = frozenset({Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY, Field.ACCUSATION})
_DEATHS = frozenset({Field.KILLED, Field.KILLED_OR_MISSING, Field.VICTIM})


def unsupported(coded: CodedReport, text: str) -> tuple[str, ...]:
    """One line for every claim whose words are missing or not the text's, and every incident value without a claim."""
    claims = [claim for incident in coded.incidents for claim in incident.claims] + list(coded.context)
    wrong = [message for claim in claims if (message := _claim(claim, text)) is not None]
    return (*wrong, *(message for incident in coded.incidents for message in _incident(incident)))


def _claim(claim: CodedClaim, text: str) -> str | None:
    if len(claim.evidence) == 0:
        return f"{claim.field} has no evidence"
    for span in (*claim.evidence, *claim.said_by.words):
        if not 0 <= span.start < span.end or text[span.start : span.end] != span.quote:
            return f"{claim.field} quotes {span.quote!r} at {span.start}:{span.end}, where the text has other words"
    return None


def _incident(incident: CodedIncident) -> list[str]:
    """Values of the incident that none of its claims can have given."""
    fields = {claim.field for claim in incident.claims}
    date, killed, injured = incident.date, incident.killed, incident.injured
    wrong = []
    if date is not None and date.edtf is not None and date.method not in _WITHOUT_WORDS and Field.DATE not in fields:
        wrong.append(f"{incident.id} has a date and no claim on it")
    place = incident.place
    if place is not None and place.name is not None and not fields & {Field.PLACE, Field.SITE}:
        wrong.append(f"{incident.id} has a place and no claim on it")
    if killed is not None and killed.best is not None and not fields & _DEATHS:
        wrong.append(f"{incident.id} has a figure of killed and no claim on it")
    if injured is not None and injured.best is not None and Field.INJURED not in fields:
        wrong.append(f"{incident.id} has a figure of injured and no claim on it")
    if incident.perpetrators and not fields & _DOERS:
        wrong.append(f"{incident.id} has a perpetrator and no claim on it")
    return wrong
