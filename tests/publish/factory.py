"""An incident by hand for what leaves the book: a bomb at a bus station, with rival figures, a claim and a denial."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casebook.model.claim import Channel, Claim, Field, Modality, Role, Speaker, SpeakerRole, Status
from casebook.model.incident import Incident, fold
from casebook.model.values import (
    Code,
    DateMethod,
    DatePrecision,
    Days,
    Place,
    PlacePrecision,
    Ref,
    Text,
    Value,
)
from casebook.publish.source import Source, source_of
from tests.factory import DOCTOR, POLICE, Story, at_least, exact

TEXT = (
    "At least nine people died at the bus station in Garissa on 13 May 2024. Police said fourteen. "
    "Eleven came in, said nurse Amina Odhiambo. Tana River Brigades said on Telegram that it did it. "
    "The Movement denied it. Forty were hurt. A car bomb went off. Yusuf Odhiambo, 9, died. At a clinic. She was raped."
)
DAY = Days("2024-05-13", DatePrecision.DAY, DateMethod.EXPLICIT)
GARISSA = Place("Garissa", PlacePrecision.SETTLEMENT, None, "KE", "Garissa", -0.45275, 39.64601, "geonames:197745")
BRIGADES = Speaker("Tana River Brigades", SpeakerRole.ARMED_GROUP, channel=Channel.TELEGRAM, party=True)
NURSE = Speaker("nurse Amina Odhiambo", SpeakerRole.HEALTH_OR_RESCUE)
STORY = Story(TEXT, source="Coast Wire", published=date(2024, 5, 14))


def code(field: Field, value: str, quote: str) -> Claim:
    return STORY.claim(field, Code(value, quote), quote)


TYPE = code(Field.INCIDENT_TYPE, "explosive.vehicle_bomb", "car bomb")
TARGET = code(Field.TARGET, "transport", "bus station")
WHEN = STORY.claim(Field.DATE, DAY, "13 May 2024")
WHERE = STORY.claim(Field.PLACE, GARISSA, "Garissa")
AT_LEAST_NINE = STORY.killed(at_least(9), "At least nine people")
FOURTEEN = STORY.killed(exact(14), "fourteen", POLICE, status=Status.RETRACTED)
ELEVEN = STORY.killed(exact(11), "Eleven", NURSE)
HURT = STORY.claim(Field.INJURED, exact(40), "Forty", by=DOCTOR)
CLAIMED = STORY.claim(
    Field.CLAIM_OF_RESPONSIBILITY,
    Ref("Tana River Brigades"),
    "Tana River Brigades",
    by=BRIGADES,
    modality=Modality.CLAIMED,
)
DENIED = STORY.claim(Field.DENIAL_OF_RESPONSIBILITY, Ref("Movement"), "Movement", modality=Modality.DENIED)
VICTIM = STORY.claim(Field.VICTIM, Text("Yusuf Odhiambo, 9,"), "Yusuf Odhiambo, 9,")
ALL = (TYPE, TARGET, WHEN, WHERE, AT_LEAST_NINE, FOURTEEN, ELEVEN, HURT, CLAIMED, DENIED, VICTIM)


def incident(*claims: Claim, role: Role = Role.MAIN) -> Incident:
    """The incident of these claims; of all of them when none is given."""
    account = STORY.account if role is Role.MAIN else Story(TEXT, source="Coast Wire", role=role).account
    (found,) = fold([account], claims or ALL, published={STORY.report.id: date(2024, 5, 14)})
    return found


def said(field: Field, value: Value, quote: str = "went off") -> Claim:
    return STORY.claim(field, value, quote)


def sources(title: str | None = None, url: str | None = None) -> Mapping[str, Source]:
    cited = source_of(STORY.report)
    return {cited.id: Source(cited.id, cited.source, url, title, cited.published, "en", cited.text_sha256, cited.chars)}
