"""Whether an account of a newer reading tells what an older one of its report told, and which claim restates another.

The invariant: a successor is named only where it is clear, that is alike enough and alone in it; else nobody is, and a
person decides. Both accounts are of one report, so their words are compared by where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook.link.told import Told
from casebook.model.claim import Claim, Field
from casebook.model.report import Span
from casebook.model.values import Code, Count, Days, Place, PlacePrecision, Ref, Text, Value

CLEAR, LEAD, FAINT = 0.5, 0.15, 0.2
"""From which likeness on an account is a successor, how far it must lead, and from where on it is worth a look."""

# An account hangs on a word or two, so that a reading that moves it seldom keeps any of them: they say little.
_ANCHOR, _WORDS, _SAID, _CONTRADICTS = 0.1, 0.4, 0.5, 0.15
_EXACT = (PlacePrecision.SITE, PlacePrecision.SETTLEMENT)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a newer account is to an older one, 0 to 1, and why, in words for a reviewer."""

    new: str
    score: float
    why: str


def alike(old: Told, candidates: Iterable[Told]) -> list[Likeness]:
    """The accounts that may tell what the old one told, the likeliest first."""
    found = [_likeness(old, new) for new in candidates]
    return sorted((each for each in found if each.score >= FAINT), key=lambda each: (-each.score, each.new))


def clear(found: Sequence[Likeness]) -> Likeness | None:
    """The one that is clearly the successor; None when there is none, or two."""
    if len(found) == 0 or found[0].score < CLEAR:
        return None
    return None if len(found) > 1 and found[0].score - found[1].score < LEAD else found[0]


def restated(old: Claim, candidates: Iterable[Claim]) -> Claim | None:
    """The claim that says the same as an old one: field, value, speaker and modality, of words that overlap."""
    said = (old.field, meaning(old.value), old.said_by.key, old.modality, old.status)
    same = [
        (shared, claim)
        for claim in candidates
        if (claim.field, meaning(claim.value), claim.said_by.key, claim.modality, claim.status) == said
        and (shared := len(_covered(old.evidence) & _covered(claim.evidence))) > 0
    ]
    return max(same, key=lambda each: (each[0], each[1].id))[1] if len(same) > 0 else None


def reread(old: Claim, new: Claim) -> bool:
    """True when the new claim reads words of the old one, on the same question, and says something else."""
    if old.field is not new.field or _asked(old.value) != _asked(new.value):
        return False
    if len(_covered(old.evidence) & _covered(new.evidence)) == 0:
        return False
    return (meaning(old.value), old.said_by.key, old.modality) != (meaning(new.value), new.said_by.key, new.modality)


def _asked(value: Value) -> str:
    """Whom a figure counts: of other people another figure is no other answer."""
    return (value.population or "").casefold() if isinstance(value, Count) else ""


def meaning(value: Value) -> object:
    """What makes two values say the same; the words they were read from and how they were worked out do not."""
    match value:
        case Code(code=code):
            return code
        case Ref(name=name, ref=ref):
            return ref or name.casefold()
        case Text(text=text):
            return " ".join(text.casefold().split())
        case Days(edtf=edtf):
            return edtf
        case Place(name=name, country=country, site=site):
            return (name or "").casefold(), country, (site or "").casefold()
        case Count(low=low, high=high, population=population, includes_perpetrators=attackers):
            return low, high, (population or "").casefold(), attackers
        case _:
            return value


def _likeness(old: Told, new: Told) -> Likeness:
    parts = [("first words", _ANCHOR, _overlap(old.account.anchor, new.account.anchor))]
    if len(old.claims) > 0:
        words = _covered(span for claim in old.claims for span in claim.evidence)
        theirs = _covered(span for claim in new.claims for span in claim.evidence)
        said = {(claim.field, meaning(claim.value)) for claim in old.claims}
        repeated = {(claim.field, meaning(claim.value)) for claim in new.claims}
        parts.append(("words", _WORDS, len(words & theirs) / max(1, len(words))))
        parts.append(("values", _SAID, len(said & repeated) / len(said)))
    against = _against(old.claims, new.claims)
    weighed = sum(weight * share for _, weight, share in parts) / sum(weight for _, weight, _ in parts)
    score = max(0.0, weighed - _CONTRADICTS * len(against))
    shares = [f"{share:.0%} of its {name}" for name, _, share in parts]
    return Likeness(new.account.id, round(score, 3), ", ".join([*shares, *(f"another {name}" for name in against)]))


def _against(old: Sequence[Claim], new: Sequence[Claim]) -> list[str]:
    """The questions to which both give answers that exclude each other."""
    named = ((Field.INCIDENT_TYPE, "type"), (Field.PLACE, "place"), (Field.DATE, "day"))
    return [name for field, name in named if _excludes(_values(old, field), _values(new, field))]


def _values(claims: Iterable[Claim], field: Field) -> list[Value]:
    return [claim.value for claim in claims if claim.field is field]


def _excludes(left: Sequence[Value], right: Sequence[Value]) -> bool:
    pairs = [_apart(one, other) for one in left for other in right]
    return len(pairs) > 0 and all(pairs)


def _apart(one: Value, other: Value) -> bool:
    match one, other:
        case Code(code=left), Code(code=right):
            return left.split(".")[0] != right.split(".")[0]
        case Place(precision=p), Place(precision=q) if p in _EXACT and q in _EXACT:
            return meaning(one) != meaning(other) and (one.name or "").casefold() != (other.name or "").casefold()
        case Days(), Days():
            if one.first is None or one.last is None or other.first is None or other.last is None:
                return False
            return one.last < other.first or other.last < one.first
        case _:
            return False


def _covered(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))
