"""A coded report laid out for a person to read: incidents in order, figures by speaker, everything else by question.

The terminal and the page both print this, so they cannot differ in what they show: every claim stands in exactly one
place, with its words and its speaker. Nothing is worked out here but order and wording; least, best and most come
from the incident as folded from the claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casebook.model.claim import Claim, Field, Role
from casebook.model.coded import Coded
from casebook.model.incident import Incident, fold
from casebook.model.issue import Issue
from casebook.model.reconcile import Tally
from casebook.model.report import Report
from casebook.model.values import Count
from casebook.publish import words


class Question(StrEnum):
    """What a field answers; a colour on the page and a block in the list."""

    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    FIGURES = "figures"
    PEOPLE = "people"
    AFTER = "after"
    CONTEXT = "context"


HEADINGS = {
    Question.WHAT: "What happened",
    Question.WHEN: "When",
    Question.WHERE: "Where",
    Question.WHO: "Who did it, who says so",
    Question.FIGURES: "Figures",
    Question.PEOPLE: "Those hit",
    Question.AFTER: "Afterwards",
    Question.CONTEXT: "Context and corrections",
}

_FIELDS = {
    Question.WHAT: "incident_type occurrence weapon tactic target intended_target property_damage cause_of_death",
    Question.WHEN: "date time_of_day intended_date captivity_duration",
    Question.WHERE: "place site",
    Question.WHO: "perpetrator perpetrator_description claim_of_responsibility no_claim denial_of_responsibility "
    "accusation attribution_assessment motive demand ransom_paid",
    Question.FIGURES: "killed injured killed_or_missing missing abducted released arrested people_affected "
    "perpetrator_count perpetrators_killed perpetrators_escaped",
    Question.PEOPLE: "victim",
    Question.AFTER: "reaction verification_note",
    Question.CONTEXT: "context_claim background prior_threat correction",
}
_TITLE_CHARS = 90
_ORDER = [Field(name) for names in _FIELDS.values() for name in names.split()]
_QUESTION = {Field(name): question for question, names in _FIELDS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in words. `number` counts through the story, for links between the list and the text.

    `echo` is True when the value is the quoted words themselves, so that nobody need read them twice.
    """

    number: int
    claim: Claim
    question: Question
    label: str
    value: str
    population: str
    quotes: tuple[str, ...]
    echo: bool
    speaker: str
    speaker_note: str
    stance: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The claims that answer one question."""

    question: Question
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures for one measure by speaker, and what the rules make of them; `result` None where nothing is made."""

    field: Field
    label: str
    lines: tuple[Line, ...]
    result: Tally | None


@dataclass(frozen=True, slots=True)
class Fact:
    """When, where or who, as folded from the claims, and how it is known; `value` None is unknown."""

    name: str
    value: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident: its head, its figures and its other claims."""

    number: int
    incident: Incident
    title: str
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every claim of the incident, figures first."""
        figures = [line for measure in self.measures for line in measure.lines]
        return (*figures, *(line for block in self.blocks for line in block.lines))


@dataclass(frozen=True, slots=True)
class StoryView:
    """A report with all that was read from it. `loose` holds what was said of no single incident."""

    number: int
    report: Report
    title: str
    incidents: tuple[IncidentView, ...]
    loose: tuple[Line, ...]
    issues: tuple[Issue, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every claim of the story, by number."""
        own = [line for incident in self.incidents for line in incident.lines]
        return tuple(sorted([*own, *self.loose], key=lambda line: line.number))


def question(field: Field) -> Question:
    """The question that a field answers."""
    return _QUESTION[field]


def story(coded: Coded, number: int = 1) -> StoryView:
    """The report laid out for reading."""
    known = {account.id for account in coded.accounts}
    lines = [_line(position, claim) for position, claim in enumerate(_in_order(coded), start=1)]
    incidents = tuple(
        _incident(position, incident, [line for line in lines if line.claim.id in _ids(incident)])
        for position, incident in enumerate(_folded(coded), start=1)
    )
    loose = tuple(line for line in lines if line.claim.account_id not in known)
    report = coded.report
    return StoryView(number, report, report.title or _first_words(coded), incidents, loose, coded.issues)


def _folded(coded: Coded) -> list[Incident]:
    """The incidents as the report tells them: what it is about first, then in the order of its words."""
    report = coded.report
    published = {report.id: report.published} if report.published is not None else {}
    incidents = fold(coded.accounts, coded.claims, published=published)
    roles = list(Role)
    return sorted(incidents, key=lambda i: (roles.index(i.role), min(a.anchor for a in i.accounts)))


def _ids(incident: Incident) -> frozenset[str]:
    return frozenset(claim.id for claim in incident.claims)


def _in_order(coded: Coded) -> list[Claim]:
    accounts = {account.id: position for position, account in enumerate(coded.accounts)}
    return sorted(
        coded.claims,
        key=lambda claim: (
            accounts.get(claim.account_id or "", len(accounts)),
            _ORDER.index(claim.field),
            claim.evidence[0].start,
            -claim.evidence[0].end,
            claim.id,
        ),
    )


def _line(number: int, claim: Claim) -> Line:
    count = claim.value if isinstance(claim.value, Count) else None
    value = words.value_words(claim.field, claim.value)
    quotes = tuple(words.quoted(span.quote) for span in claim.evidence)
    return Line(
        number,
        claim,
        question(claim.field),
        words.field_label(claim.field),
        value,
        count.population or "" if count is not None else "",
        quotes,
        quotes == (words.quoted(value),),
        words.speaker_words(claim.said_by),
        words.speaker_note(claim.said_by),
        words.stance(claim),
        words.why(claim),
    )


def _incident(number: int, incident: Incident, lines: list[Line]) -> IncidentView:
    figures = [line for line in lines if line.question is Question.FIGURES]
    measured = dict.fromkeys(line.claim.field for line in figures)
    measures = tuple(
        Measure(field, words.field_label(field), _by_speaker(figures, field), incident.tally(field))
        for field in measured
    )
    blocks = tuple(
        Block(asked, HEADINGS[asked], found)
        for asked in Question
        if asked is not Question.FIGURES and (found := tuple(line for line in lines if line.question is asked))
    )
    return IncidentView(number, incident, _title(incident), _facts(incident, lines), measures, blocks)


def _by_speaker(figures: list[Line], field: Field) -> tuple[Line, ...]:
    """The figures for one measure: a speaker's together, speakers in the order in which they come up."""
    speakers: dict[str, list[Line]] = {}
    for line in figures:
        if line.claim.field is field:
            speakers.setdefault(line.claim.said_by.key, []).append(line)
    return tuple(line for lines in speakers.values() for line in lines)


def _title(incident: Incident) -> str:
    kind = words.label("type", incident.type) if incident.type is not None else "Incident of no known type"
    place = incident.place.name if incident.place is not None else None
    day = words.edtf_words(incident.date.edtf) if incident.date is not None else None
    return " · ".join(part for part in (kind, place, day) if part is not None)


def _facts(incident: Incident, lines: list[Line]) -> tuple[Fact, ...]:
    day, place = incident.date, incident.place
    named = [f"{found.actor.name} ({found.status.value.replace('_', ' ')})" for found in incident.perpetrators]
    when = (words.edtf_words(day.edtf), words.date_method(day.method)) if day is not None else (None, None)
    where = (words.place_words(place), words.place_precision(place.precision)) if place is not None else (None, None)
    described = [line.value for line in lines if line.claim.field is Field.PERPETRATOR_DESCRIPTION]
    who = (
        ("; ".join(named), None)
        if named
        else ("; ".join(dict.fromkeys(described)) or None, "not named" if described else None)
    )
    return (Fact("When", *when), Fact("Where", *where), Fact("Who", *who))


def _first_words(coded: Coded) -> str:
    """Words to know an untitled story by: those of the line that first tells of an incident, or the first ones."""
    text = coded.report.text
    start = text.rfind("\n", 0, coded.accounts[0].anchor.start) + 1 if len(coded.accounts) > 0 else 0
    first = " ".join(text[start : start + 400].split())
    return first if len(first) <= _TITLE_CHARS else first[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
