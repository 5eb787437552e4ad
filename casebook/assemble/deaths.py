"""Deaths told after a count (R9): added only where the same speaker's words show that they were not yet counted.

"She had received nine bodies and 13 wounded. Two of the wounded died on the way": eleven dead and eleven hurt, both
computed, both marked as derived, with every word they were computed from as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.lists.words import wording
from casebook.model.claim import Claim, Field, Status
from casebook.model.figure import derive_rest, derive_sum
from casebook.model.values import Count

ORIGIN = "derived@R9"


def later_deaths(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Derived claims for each "N of the wounded died" whose speaker counted dead and wounded before."""
    for died in claims:
        if died.field is not Field.KILLED or not isinstance(died.value, Count) or not died.value.is_point:
            continue
        if wording("of_the_hurt").search(died.evidence[0].quote) is None:
            continue
        for field, derive in ((Field.KILLED, derive_sum), (Field.INJURED, None)):
            earlier = _counted_before(claims, died, field)
            if earlier is None or not isinstance(earlier.value, Count):
                continue
            value = (
                derive([earlier.value, died.value]) if derive is not None else derive_rest(earlier.value, died.value)
            )
            if value is not None:
                yield Claim(
                    died.account_id,
                    field,
                    value,
                    (*earlier.evidence, *died.evidence),
                    died.said_by,
                    died.modality,
                    Status.CURRENT,
                    ORIGIN,
                )


def _counted_before(claims: Sequence[Claim], died: Claim, field: Field) -> Claim | None:
    """The last exact figure that the same speaker gave before."""
    before = [
        claim
        for claim in claims
        if claim.field is field
        and claim is not died
        and isinstance(claim.value, Count)
        and claim.value.is_point
        and claim.value.population is None
        and claim.said_by.key == died.said_by.key
        and claim.evidence[0].start < died.evidence[0].start
    ]
    return max(before, key=lambda claim: claim.evidence[0].start) if len(before) > 0 else None
