"""Claims left out because others of the same account show that their words mean less than they seem to."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.extract.found import Found
from casebook.extract.harm import SHOT
from casebook.lists.words import words as listed
from casebook.model.claim import Claim, Field, Modality
from casebook.model.mention import ENCODER
from casebook.model.values import Code, Count, Text

_NAMED_AGAIN = frozenset({Field.TARGET, Field.SITE, Field.VICTIM, Field.WEAPON, Field.PERPETRATOR_DESCRIPTION})


def shot_only(claims: list[Claim], items: list[Found]) -> list[Claim]:
    """Leave out several "shot" as injuries where so many are told dead; one person is told apart in `hurt_or_dead`."""
    shots = {item.mention.span.start for item in items if item.mention.code == SHOT}
    killed = {c.value.low for c in claims if c.field is Field.KILLED and isinstance(c.value, Count)}
    kept = []
    for claim in claims:
        shot = claim.field is Field.INJURED and claim.evidence[0].start in shots
        low = claim.value.low if isinstance(claim.value, Count) else 0
        if shot and low > 1 and low in killed and not _others(claim):
            continue
        kept.append(claim)
    return kept


def no_zero_beside_hurt(claims: list[Claim]) -> list[Claim]:
    """ "No casualties" often means no dead: where others are told hurt, it says nothing of the hurt."""
    hurt = any(c.field is Field.INJURED and isinstance(c.value, Count) and c.value.low > 0 for c in claims)
    return [
        c
        for c in claims
        if not (hurt and c.field is Field.INJURED and isinstance(c.value, Count) and c.value.high == 0 and _is_loose(c))
    ]


def _is_loose(claim: Claim) -> bool:
    return "casualt" in claim.evidence[0].quote.lower() or "victim" in claim.evidence[0].quote.lower()


def _others(claim: Claim) -> bool:
    """True when the words are for other people than those told dead: "another man was shot"."""
    words = set(claim.evidence[0].quote.lower().split())
    return bool(words & listed("other_people"))


def told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Without what the encoder alone takes again from the same speaker: "the embassy" after "Russian embassy"."""
    known = {_head(claim) for claim in claims if claim.origin != ENCODER}
    kept: list[Claim] = []
    for claim in claims:
        if claim.field in _NAMED_AGAIN and claim.origin == ENCODER:
            if _head(claim) in known:
                continue
            known.add(_head(claim))
        kept.append(claim)
    return kept


def _head(claim: Claim) -> tuple[Field, str, Modality, str]:
    """A field, who says it and how, and the last word of what is said."""
    match claim.value:
        case Code(words=words) | Text(text=words):
            pass
        case _:
            words = claim.evidence[0].quote
    return claim.field, claim.said_by.key, claim.modality, words.lower().split()[-1].rstrip("s")
