"""Scores coded reports against gold files: desk rules of section 5.6, each as one named measure.

Every story is read twice, with its publication date and without. In the run without it, a date that rests on it is not
due, and giving one is two false ones: a guess costs more than silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from casebook.evaluate.coded import CodedClaim, CodedIncident, CodedReport, DateValue, Reader, parse_coded
from casebook.evaluate.compare import (
    alpha2,
    expected_date,
    gold_speaker_roles,
    is_actor,
    place_named,
    same_speaker,
)
from casebook.evaluate.errors import Error, form, sentence_at, topic
from casebook.evaluate.gold_file import Gold, GoldDateValue, GoldIncident, gold_files, parse_gold, story_text
from casebook.evaluate.measures import Measure, Sheet, total
from casebook.evaluate.pairing import (
    Case,
    Matching,
    Pair,
    claim_weight,
    match_statements,
    pair_incidents,
    statement_weight,
)
from casebook.evaluate.support import unsupported
from casebook.evaluate.traps import Outcome, Read, became_incident, trap_outcomes
from casebook.evaluate.words import Words, name_words
from casebook.model.claim import Field, Role


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One story in one run: its tallies, its traps and what was wrong."""

    document: str
    dated: bool
    sheet: Sheet
    traps: tuple[Outcome, ...]
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class GoldScores:
    """All stories in both runs."""

    documents: tuple[DocumentScore, ...]

    def sheet(self, *, dated: bool) -> Sheet:
        """The tallies of one run, added up over stories."""
        return total(document.sheet for document in self.documents if document.dated is dated)


@dataclass(slots=True)
class _Scoring:
    """The sheet and the errors of one document while it is scored."""

    case: Case
    sheet: Sheet = field(default_factory=Sheet)
    errors: list[Error] = field(default_factory=list)
    at: int = 0  # where the incident that is judged now is told

    def judge(self, measure: Measure, right: bool, given: object, wanted: object, *, at: int | None = None) -> None:
        """One case of a measure; the error is kept when it is wrong."""
        self.sheet.judge(measure, right)
        if not right:
            self.wrong(measure, "wrong" if _said(given) else "missed", given, wanted, at=at)

    def wrong(self, measure: str, kind: str, given: object, wanted: object, *, at: int | None = None) -> None:
        """An error with the sentence it stands in."""
        run = "dated" if self.case.dated else "undated"
        sentence = sentence_at(self.case.text, self.at if at is None else at)
        document = f"{self.case.gold.doc.id} ({run})"
        self.errors.append(Error("gold", document, measure, kind, sentence, _said(wanted), _said(given)))


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def score_gold(path: Path, reader: Reader) -> GoldScores:
    """Reads every story of a gold file or folder twice and scores both readings."""
    documents = []
    for file in gold_files(path):
        gold = parse_gold(file.read_text(encoding="utf-8"), str(file))
        text = story_text(file, gold)
        for dated in (True, False):
            published = gold.doc.publication_date if dated else None
            line = reader(text, source=gold.doc.text_file, published=published, title=gold.doc.title)
            coded = parse_coded(line, gold.doc.text_file)
            documents.append(score_document(gold, text, coded, dated=dated))
    return GoldScores(tuple(documents))


def score_document(gold: Gold, text: str, coded: CodedReport, *, dated: bool) -> DocumentScore:
    """One coded report against its gold."""
    case = Case(gold, coded, Words(text), text, dated)
    scoring = _Scoring(case)
    pairs = pair_incidents(case)
    matching = match_statements(case, pairs)
    for pair in pairs:
        if pair.counts:
            scoring.at = _told_at(case, pair)
            _incident(scoring, pair)
    _statements(scoring, matching, Measure.STATEMENTS)
    _statements(scoring, match_statements(case, pairs, loose=True), Measure.STATEMENTS_LOOSE)
    _voices(scoring, matching)
    traps = _warnings(scoring, Read(case, pairs, matching))
    wrong = unsupported(coded, text)
    values = sum(len(incident.claims) for incident in coded.incidents) + len(coded.context)
    scoring.sheet.add(Measure.SUPPORTED, right=max(0, values - len(wrong)), found=values, possible=values)
    for words in wrong:
        scoring.wrong(Measure.SUPPORTED, "words not in the text", words, None, at=0)
    return DocumentScore(gold.doc.id, dated, scoring.sheet, traps, tuple(scoring.errors))


def _incident(scoring: _Scoring, pair: Pair) -> None:
    """Found, missed or invented, and its own values."""
    gold, coded = pair.gold, pair.coded
    if gold is None:
        assert coded is not None
        scoring.sheet.add(Measure.INCIDENTS, found=1)
        kind = topic(sentence_at(scoring.case.text, scoring.at), coded.type or "no type")
        scoring.wrong("incident invented", kind, _first_words(coded), None)
        return
    found = coded is not None and coded.role is not Role.REFERENCE
    scoring.sheet.add(Measure.INCIDENTS, right=found, found=found, possible=1)
    if not found:
        scoring.wrong("incident missed", gold.type, None, gold.id)
    if coded is not None:
        types = (gold.type, *gold.acceptable_types)
        scoring.judge(Measure.ROLE, coded.role is gold.doc_role, coded.role, gold.doc_role)
        scoring.judge(Measure.TYPE, coded.type in types, coded.type, gold.type)
        alike = coded.occurrence is gold.occurrence
        scoring.judge(Measure.OCCURRENCE, alike, coded.occurrence, gold.occurrence)
    _figures(scoring, gold, coded)
    _date(scoring, gold, coded)
    _place(scoring, gold, coded)
    _perpetrators(scoring, gold, coded)


def _told_at(case: Case, pair: Pair) -> int:
    """Where an incident is first told: by the gold statements, else by the words of the claims."""
    told = [s.evidence[0].start for s in case.gold.statements if pair.gold is not None and s.incident == pair.gold.id]
    read = [span.start for claim in (pair.coded.claims if pair.coded is not None else ()) for span in claim.evidence]
    return min(told or read, default=0)


def _first_words(coded: CodedIncident) -> str:
    return next((span.quote for claim in coded.claims for span in claim.evidence), "")[:80]


def _figures(scoring: _Scoring, gold: GoldIncident, coded: CodedIncident | None) -> None:
    """min, best and max of every figure; no figure at all is the same as min 0 and the rest unknown."""
    own = {Field.KILLED: Measure.KILLED, Field.INJURED: Measure.INJURED}
    for measured, due in gold.reconciled.figures():
        bounds = coded.bounds(measured) if coded is not None else None
        given = (None, None, None) if bounds is None else (bounds.min, bounds.best, bounds.max)
        wanted = (due.min, due.best, due.max)
        unknown = wanted == (0, None, None) and given == (None, None, None)
        right = coded is not None and (given == wanted or unknown)
        shown = None if bounds is None else f"{measured} {given}"
        scoring.judge(own.get(measured, Measure.OTHER_COUNTS), right, shown, f"{measured} {wanted}")
        scoring.sheet.judge(Measure.COUNT_BEST, coded is not None and given[1] == wanted[1])


def _date(scoring: _Scoring, gold: GoldIncident, coded: CodedIncident | None) -> None:
    """A right date, a wrong one, or a guess where gold has none, which counts as two wrong ones."""
    if gold.reconciled.date is None:
        return
    due = gold.reconciled.date.of(dated=scoring.case.dated)
    given = coded.date.edtf if coded is not None and coded.date is not None else None
    right = given is not None and given in (due.edtf, due.interval)
    guessed = given is not None and due.edtf is None
    scoring.sheet.add(
        Measure.DATE,
        right=right,
        found=2 if guessed else given is not None,
        possible=due.edtf is not None,
    )
    scoring.sheet.add(Measure.DATES_GUESSED, right=guessed, possible=due.edtf is None)
    if guessed or (due.edtf is not None and not right):
        kind = "guessed" if guessed else "missed" if given is None else "wrong"
        scoring.wrong(Measure.DATE, kind, given, due.edtf)
    if coded is not None:
        precision = coded.date.precision if coded.date is not None else None
        unresolved = precision is None and due.date_precision == 9
        right_precision = unresolved or precision == due.date_precision
        scoring.judge(Measure.DATE_PRECISION, right_precision, precision, due.date_precision)


def _place(scoring: _Scoring, gold: GoldIncident, coded: CodedIncident | None) -> None:
    due = gold.reconciled.place
    if due is None:
        return
    place = coded.place if coded is not None else None
    precision = place.precision if place is not None else None
    scoring.judge(Measure.PLACE_PRECISION, precision == due.geo_precision, precision, due.geo_precision)
    country = alpha2(due.country)
    if country is not None:
        given = place.country if place is not None else None
        scoring.judge(Measure.PLACE_COUNTRY, given == country, given, country)
    if due.admin1 is not None:
        area = place.admin1 if place is not None else None
        right = bool(name_words(area or "") & name_words(due.admin1))
        scoring.judge(Measure.PLACE_ADMIN1, right, area, due.admin1)
    name, site = (place.name, place.site) if place is not None else (None, None)
    named = place is not None and place_named(scoring.case.gold, due.ref, due.settlement, name, site)
    scoring.judge(Measure.PLACE_NAME, named, name or site, due.settlement or due.ref)


def _perpetrators(scoring: _Scoring, gold: GoldIncident, coded: CodedIncident | None) -> None:
    left = list(coded.perpetrators) if coded is not None else []
    found, right = len(left), 0
    for due in gold.reconciled.perpetrators:
        actor = scoring.case.gold.actor(due.ref)
        hit = next((p for p in left if actor is not None and is_actor(actor, p.name, p.ref)), None)
        if hit is None:
            scoring.wrong(Measure.PERPETRATORS, "missed", None, due.ref)
            continue
        left.remove(hit)
        right += 1
        scoring.judge(Measure.PERPETRATOR_STATUS, hit.status == due.status, hit.status, due.status)
    scoring.sheet.add(Measure.PERPETRATORS, right=right, found=found, possible=len(gold.reconciled.perpetrators))
    for perpetrator in left:
        scoring.wrong(Measure.PERPETRATORS, "invented", perpetrator.name, None)


def _statements(scoring: _Scoring, matching: Matching, measure: Measure) -> None:
    """F1 over all fields, and over each field when the measure is the strict one."""
    strict = measure is Measure.STATEMENTS

    def add(name: Field, right: float, found: float, possible: float) -> None:
        scoring.sheet.add(measure, right=right, found=found, possible=possible)
        if strict:
            scoring.sheet.add(f"{measure}.{name}", right=right, found=found, possible=possible)

    for statement, _ in matching.matched:
        weight = statement_weight(statement)
        add(statement.property, weight, weight, weight)
    for statement in matching.missed:
        add(statement.property, 0, 0, statement_weight(statement))
    for claim in matching.extra:
        add(claim.field, 0, claim_weight(claim) * (2 if _guessed(scoring.case, claim) else 1), 0)
    if strict:
        for missed in matching.missed:
            first = missed.evidence[0]
            kind = f"{missed.property} {form(first.text)}"
            scoring.wrong("statement missed", kind, None, first.text, at=first.start)
        for extra in matching.extra:
            span = extra.evidence[0] if len(extra.evidence) > 0 else None
            words, at = (span.quote, span.start) if span is not None else ("", 0)
            scoring.wrong("statement invented", extra.field, words, None, at=at)


def _guessed(case: Case, claim: CodedClaim) -> bool:
    """A date made from words from which, in this run, gold makes none."""
    if not isinstance(claim.value, DateValue) or claim.value.edtf is None:
        return False
    words = case.words.of(claim.evidence)
    undatable = (
        s
        for s in case.gold.statements
        if isinstance(s.value, GoldDateValue) and expected_date(s, dated=case.dated) is None
    )
    return any(words & case.words.of(s.evidence) for s in undatable)


def _voices(scoring: _Scoring, matching: Matching) -> None:
    """Speaker, its role, channel, modality and status of matched claims."""
    gold = scoring.case.gold
    for statement, claim in matching.matched:
        said_by = claim.said_by
        scoring.at = statement.evidence[0].start
        heard = same_speaker(gold, statement, said_by, scoring.case.words)
        scoring.judge(Measure.SPEAKER, heard, said_by.name, ", ".join(statement.speaker.refs) or "article")
        roles = gold_speaker_roles(gold, statement)
        if roles:
            scoring.judge(Measure.SPEAKER_ROLE, said_by.role in roles, said_by.role, ", ".join(sorted(roles)))
        channel = statement.speaker.channel
        scoring.judge(Measure.CHANNEL, said_by.channel is channel, said_by.channel, channel)
        modality, status = statement.modality, statement.status
        scoring.judge(Measure.MODALITY, claim.modality is modality, claim.modality, modality)
        scoring.judge(Measure.STATUS, claim.status is status, claim.status, status)


def _warnings(scoring: _Scoring, read: Read) -> tuple[Outcome, ...]:
    """Non-incidents and traps."""
    for words in scoring.case.gold.non_incidents:
        right = not became_incident(scoring.case, words)
        scoring.judge(Measure.NON_INCIDENTS, right, words.evidence[0].text, words.reason, at=words.evidence[0].start)
    traps = trap_outcomes(read)
    for trap in traps:
        if trap.passed is not None:
            scoring.judge(Measure.TRAPS, trap.passed, "fell for it", trap.code, at=0)
    return traps


def errors_of(scores: Iterable[DocumentScore]) -> tuple[Error, ...]:
    """Every error of every story and run."""
    return tuple(error for score in scores for error in score.errors)
