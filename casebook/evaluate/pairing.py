"""Which coded incident is which gold incident, and which claim is which statement: both one to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.evaluate.align import assign
from casebook.evaluate.coded import CodedClaim, CodedIncident, CodedReport
from casebook.evaluate.compare import expected_date, same_speaker, same_value
from casebook.evaluate.gold_file import Gold, GoldDateValue, GoldIncident, GoldStatement
from casebook.evaluate.words import ENOUGH, Words, overlap
from casebook.model.claim import Field, Modality, Role

SAME_INCIDENT = 0.25  # of the words of the incident with fewer words


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold incident and the coded one that tells of it; None on one side: missed or invented."""

    gold: GoldIncident | None
    coded: CodedIncident | None

    @property
    def counts(self) -> bool:
        """False when gold, or an unmatched coded incident, is a mere reference: neither rewarded nor punished."""
        if self.gold is not None:
            return self.gold.doc_role is not Role.REFERENCE
        return self.coded is not None and self.coded.role is not Role.REFERENCE


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its gold and its coded form, in one of the two runs."""

    gold: Gold
    coded: CodedReport
    words: Words
    text: str
    dated: bool

    @property
    def statements(self) -> tuple[GoldStatement, ...]:
        """The statements due in this run: a date that gold leaves open without a publication date is not due."""
        return tuple(
            s
            for s in self.gold.statements
            if not isinstance(s.value, GoldDateValue) or expected_date(s, dated=self.dated) is not None
        )


def pair_incidents(case: Case) -> tuple[Pair, ...]:
    """Aligned by the number of shared evidence words, where these are a quarter of the shorter side's or more."""
    gold, coded = case.gold.incidents, case.coded.incidents
    told = [
        case.words.of(span for s in case.gold.statements if s.incident == g.id for span in s.evidence) for g in gold
    ]
    read = [case.words.of(span for claim in c.claims for span in claim.evidence) for c in coded]
    pairs = assign([[_gain(left, right) for right in read] for left in told])
    found, used = {row for row, _ in pairs}, {column for _, column in pairs}
    return (
        *(Pair(gold[row], coded[column]) for row, column in pairs),
        *(Pair(g, None) for row, g in enumerate(gold) if row not in found),
        *(Pair(None, c) for column, c in enumerate(coded) if column not in used),
    )


def _gain(left: frozenset[int], right: frozenset[int]) -> float:
    shared = len(left & right)
    smaller = min(len(left), len(right))
    return float(shared) if smaller and shared / smaller >= SAME_INCIDENT else 0.0


@dataclass(frozen=True, slots=True)
class Matching:
    """Statements with their claims, statements missed, and claims that gold does not have."""

    matched: tuple[tuple[GoldStatement, CodedClaim], ...]
    missed: tuple[GoldStatement, ...]
    extra: tuple[CodedClaim, ...]


def statement_weight(statement: GoldStatement) -> float:
    """Half for background and context claims."""
    return _weight(statement.property, statement.modality)


def claim_weight(claim: CodedClaim) -> float:
    """Half for background and context claims."""
    return _weight(claim.field, claim.modality)


def _weight(field: Field, modality: Modality) -> float:
    half = field in (Field.BACKGROUND, Field.CONTEXT_CLAIM) or modality is Modality.BACKGROUND
    return 0.5 if half else 1.0


def match_statements(case: Case, pairs: Sequence[Pair], *, loose: bool = False) -> Matching:
    """Best one-to-one matching of same incident, field and value; `loose` asks for one shared evidence word only."""
    found = [_match_group(case, *group, loose=loose) for group in _groups(case, pairs)]
    return Matching(
        tuple(pair for part in found for pair in part.matched),
        tuple(statement for part in found for statement in part.missed),
        tuple(claim for part in found for claim in part.extra),
    )


def _groups(case: Case, pairs: Sequence[Pair]) -> list[tuple[tuple[GoldStatement, ...], tuple[CodedClaim, ...]]]:
    groups = [
        (
            tuple(s for s in case.statements if pair.gold is not None and s.incident == pair.gold.id),
            pair.coded.claims if pair.coded is not None else (),
        )
        for pair in pairs
        if pair.counts
    ]
    groups.append((tuple(s for s in case.statements if s.incident is None), case.coded.context))
    return groups


def _match_group(
    case: Case, statements: tuple[GoldStatement, ...], claims: tuple[CodedClaim, ...], *, loose: bool
) -> Matching:
    pairs = assign([[_likeness(case, s, c, loose=loose) for c in claims] for s in statements])
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    return Matching(
        tuple((statements[row], claims[column]) for row, column in pairs),
        tuple(s for row, s in enumerate(statements) if row not in rows),
        tuple(c for column, c in enumerate(claims) if column not in columns),
    )


def _likeness(case: Case, statement: GoldStatement, claim: CodedClaim, *, loose: bool) -> float:
    """0 when they do not match; otherwise 1 and a little more for likeness, so that the likest are paired."""
    if statement.property is not claim.field or not same_value(case.gold, statement, claim, dated=case.dated):
        return 0.0
    shared = overlap(case.words.of(statement.evidence), case.words.of(claim.evidence))
    if shared == 0 or (shared < ENOUGH and not loose):
        return 0.0
    alike = (statement.modality is claim.modality) + (statement.status is claim.status)
    heard = same_speaker(case.gold, statement, claim.said_by, case.words)
    return 1 + shared / 1000 + (alike + 2 * heard) / 10000
