"""Traps and non-incidents of a gold file, as far as a machine can tell whether a reading fell for them.

A trap with words is passed when every gold statement on these words was matched and no claim on them is false. A few
codes have no words, or mean something else, and have their own check; codes of which words say nothing are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casebook.evaluate.coded import CodedClaim, CountValue, PlaceValue
from casebook.evaluate.compare import alpha2
from casebook.evaluate.gold_file import NonIncident, Trap
from casebook.evaluate.pairing import Case, Matching, Pair
from casebook.evaluate.words import ENOUGH, covered, overlap
from casebook.model.claim import Field, Role


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trap: passed, fallen for, or (None) not to be checked by machine."""

    code: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Read:
    """What the checks look at."""

    case: Case
    pairs: Sequence[Pair]
    matching: Matching


Check = Callable[[Read, Trap], bool]


def _touches(read: Read, claim: CodedClaim, trap: Trap) -> bool:
    words, trapped = read.case.words.of(claim.evidence), read.case.words.of(trap.evidence)
    return max(covered(words, trapped), covered(trapped, words)) >= ENOUGH


def _on_words(read: Read, trap: Trap) -> bool:
    """Every statement on the trap's words is matched, and no false claim stands on them."""
    trapped = read.case.words.of(trap.evidence)
    missed = any(overlap(read.case.words.of(s.evidence), trapped) >= ENOUGH for s in read.matching.missed)
    return not missed and not any(_touches(read, claim, trap) for claim in read.matching.extra)


def _no_zero(read: Read, trap: Trap) -> bool:
    """Silence on the trap's words became no zero."""
    claims = (claim for incident in read.case.coded.incidents for claim in incident.claims)
    return not any(
        isinstance(claim.value, CountValue) and claim.value.high == 0 and _touches(read, claim, trap)
        for claim in claims
    )


def _main_date(read: Read, trap: Trap) -> bool:  # noqa: ARG001 (the signature of a check)
    """The main incident has gold's date, or none where gold has none."""
    for pair in read.pairs:
        if pair.gold is None or pair.gold.doc_role is not Role.MAIN or pair.gold.reconciled.date is None:
            continue
        due = pair.gold.reconciled.date.of(dated=read.case.dated)
        date = pair.coded.date.edtf if pair.coded is not None and pair.coded.date is not None else None
        if date not in (due.edtf, due.interval if due.edtf is not None else None):
            return False
    return True


def _country(read: Read, trap: Trap) -> bool:
    """No place read from the trap's words, and no incident's place, lies in a country other than gold's."""
    due = {alpha2(place.country) for place in read.case.gold.places} - {None}
    incidents = read.case.coded.incidents
    coded = {incident.place.country for incident in incidents if incident.place is not None}
    read_here = {
        claim.value.country
        for incident in incidents
        for claim in incident.claims
        if isinstance(claim.value, PlaceValue) and _touches(read, claim, trap)
    }
    return (coded | read_here) - {None} <= due


def _matched_fields(*fields: Field) -> Check:
    """A check that all gold statements on these fields were matched and no other claim was made on them."""

    def check(read: Read, trap: Trap) -> bool:  # noqa: ARG001 (the signature of a check)
        missed = any(s.property in fields for s in read.matching.missed)
        return not missed and not any(claim.field in fields for claim in read.matching.extra)

    return check


def _offsets_hold(read: Read, trap: Trap) -> bool:  # noqa: ARG001 (the signature of a check)
    """Every quote is the text's, at its offsets."""
    text = read.case.text
    claims = (claim for incident in read.case.coded.incidents for claim in incident.claims)
    return all(text[s.start : s.end] == s.quote for c in claims for s in (*c.evidence, *c.said_by.words))


_OWN: dict[str, Check] = {
    "SILENCE_NOT_ZERO": _no_zero,
    "UNDATED_LEAD": _main_date,
    "THE_DAY_OF_SPEECH": _main_date,
    "MIDNIGHT": _main_date,
    "HOMONYM_PLACE": _country,
    "DEMAND_VS_PAID": _matched_fields(Field.DEMAND, Field.RANSOM_PAID),
    "CORRUPT_WORD": _offsets_hold,
    "CURLY_QUOTES": _offsets_hold,
}
_NOT_BY_MACHINE = frozenset({"PRIVATE_SOURCE"})


def trap_outcomes(read: Read) -> tuple[Outcome, ...]:
    """Every trap of the file with its outcome."""
    return tuple(Outcome(trap.code, _outcome(read, trap)) for trap in read.case.gold.traps)


def _outcome(read: Read, trap: Trap) -> bool | None:
    if trap.code in _NOT_BY_MACHINE:
        return None
    own = _OWN.get(trap.code)
    if own is not None:
        return own(read, trap)
    return _on_words(read, trap) if trap.evidence else None


def became_incident(case: Case, words: NonIncident) -> bool:
    """True when a coded main or secondary incident has its type from these words."""
    forbidden = case.words.of(words.evidence)
    anchors = (
        case.words.of(claim.evidence)
        for incident in case.coded.incidents
        if incident.role is not Role.REFERENCE
        for claim in incident.claims
        if claim.field is Field.INCIDENT_TYPE
    )
    return any(overlap(anchor, forbidden) >= ENOUGH or covered(anchor, forbidden) >= 1 for anchor in anchors)
