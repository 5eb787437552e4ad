"""Whether the accounts of an incident contradict each other."""

from __future__ import annotations

from itertools import combinations

from casebook.model.claim import Field, Modality, Occurrence, Status
from casebook.model.incident import Incident
from casebook.model.perpetrators import PerpetratorStatus
from casebook.model.values import Count, conflict

_CONTESTED = (PerpetratorStatus.SELF_CLAIMED_CONTESTED, PerpetratorStatus.ACCUSED_DENIES)
_NOT_SO = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND)


def is_disputed(incident: Incident) -> bool:
    """True when accounts contradict: whether it happened, who did it, how many were hurt, or what is linked."""
    if incident.occurrence is Occurrence.DISPUTED or len(incident.contradictions) > 0:
        return True
    if any(found.status in _CONTESTED for found in incident.perpetrators):
        return True
    return any(_rival(incident, measure) for measure in (Field.KILLED, Field.INJURED))


def _rival(incident: Incident, measure: Field) -> bool:
    """Two speakers whose figures for everyone no number satisfies."""
    said = [
        (claim.said_by.key, claim.value)
        for claim in incident.claims
        if claim.field is measure
        and isinstance(claim.value, Count)
        and claim.value.population is None
        and claim.status is Status.CURRENT
        and claim.modality not in _NOT_SO
    ]
    return any(one != other and conflict(a, b) for (one, a), (other, b) in combinations(said, 2))
