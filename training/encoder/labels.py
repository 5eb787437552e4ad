"""What the encoder is taught: a span of words for each role, and of each sentence whether it tells an incident.

The order of these names is the order of the model's outputs; it is written beside the weights, and the reader takes it
from there.
"""

from __future__ import annotations

from casebook.lists.reading import TYPES, codes
from casebook.model.claim import Occurrence

TRIGGER = "trigger"
ROLES = (
    TRIGGER,
    "perpetrator",
    "perpetrator_description",
    "target",
    "victim",
    "weapon",
    "site",
    "place",
    "date",
    "time_of_day",
    "speaker",
    "killed",
    "injured",
    "abducted",
    "arrested",
    "perpetrators_killed",
    "claim_of_responsibility",
    "denial_of_responsibility",
    "accusation",
    "no_claim",
)
MUC4_ROLES = {  # MUC-4's string slots and the roles they teach; nothing is learned of the other roles from its stories
    "perp_individual_id": "perpetrator_description",
    "perp_organization_id": "perpetrator",
    "phys_tgt_id": "target",
    "hum_tgt_name": "victim",
    "hum_tgt_description": "victim",
    "incident_instrument_id": "weapon",
}
TELLS, ABOUT = 0, 1  # a sentence that tells an incident; one that says anything of an incident
INCIDENT_TYPES = tuple(codes(TYPES))
OCCURRENCES = tuple(one.value for one in Occurrence)
PER_ROLE = 3  # outside, begins, goes on
SENTENCE_OUTPUTS = 2 + len(INCIDENT_TYPES) + len(OCCURRENCES)
OUTPUTS = PER_ROLE * len(ROLES) + 1 + SENTENCE_OUTPUTS  # the one is the weight of a piece in its sentence
