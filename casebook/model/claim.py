"""What a report says about an incident: accounts, and the claims in them with their words and speakers."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.ids import content_id
from casebook.model.report import Span
from casebook.model.values import Value


class Field(StrEnum):
    """What a claim is about; the definitions are the ontology's and stand in `lists/fields.toml`."""

    INCIDENT_TYPE = "incident_type"
    OCCURRENCE = "occurrence"
    DATE = "date"
    TIME_OF_DAY = "time_of_day"
    PLACE = "place"
    SITE = "site"
    PERPETRATOR = "perpetrator"
    PERPETRATOR_DESCRIPTION = "perpetrator_description"
    PERPETRATOR_COUNT = "perpetrator_count"
    CLAIM_OF_RESPONSIBILITY = "claim_of_responsibility"
    NO_CLAIM = "no_claim"
    DENIAL_OF_RESPONSIBILITY = "denial_of_responsibility"
    ACCUSATION = "accusation"
    TARGET = "target"
    VICTIM = "victim"
    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_MISSING = "killed_or_missing"
    MISSING = "missing"
    PERPETRATORS_KILLED = "perpetrators_killed"
    PERPETRATORS_ESCAPED = "perpetrators_escaped"
    ABDUCTED = "abducted"
    RELEASED = "released"
    ARRESTED = "arrested"
    PEOPLE_AFFECTED = "people_affected"
    WEAPON = "weapon"
    TACTIC = "tactic"
    DEMAND = "demand"
    RANSOM_PAID = "ransom_paid"
    CAPTIVITY_DURATION = "captivity_duration"
    MOTIVE = "motive"
    INTENDED_TARGET = "intended_target"
    INTENDED_DATE = "intended_date"
    PROPERTY_DAMAGE = "property_damage"
    CAUSE_OF_DEATH = "cause_of_death"
    PRIOR_THREAT = "prior_threat"
    REACTION = "reaction"
    ATTRIBUTION_ASSESSMENT = "attribution_assessment"
    VERIFICATION_NOTE = "verification_note"
    CONTEXT_CLAIM = "context_claim"
    BACKGROUND = "background"
    CORRECTION = "correction"


class Modality(StrEnum):
    """How the speaker holds it."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    DENIED = "denied"
    ALLEGED = "alleged"
    PLANNED = "planned"
    FOILED = "foiled"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"


class Status(StrEnum):
    """Whether the speaker still stands by it."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Role(StrEnum):
    """What an account is to its report: what it is about, another recent incident, or an older one."""

    MAIN = "main"
    SECONDARY = "secondary"
    REFERENCE = "reference"


class Occurrence(StrEnum):
    """Whether the incident happened."""

    OCCURRED = "occurred"
    ATTEMPTED_FAILED = "attempted_failed"
    FOILED = "foiled"
    THREATENED = "threatened"
    HOAX = "hoax"
    DISPUTED = "disputed"


class SpeakerRole(StrEnum):
    """Who is speaking, as far as the words tell."""

    ARTICLE = "article"
    OTHER_MEDIA = "other_media"
    POLICE = "police"
    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    MINISTRY = "ministry"
    HEAD_OF_STATE_OR_SPOKESPERSON = "head_of_state_or_spokesperson"
    LOCAL_OFFICIAL = "local_official"
    HEALTH_OR_RESCUE = "health_or_rescue"
    COURT_OR_PROSECUTOR = "court_or_prosecutor"
    ARMED_GROUP = "armed_group"
    ARMED_GROUP_MEDIA = "armed_group_media"
    UN_OR_IGO = "un_or_igo"
    MONITORING_BODY = "monitoring_body"
    NGO_OR_AID_AGENCY = "ngo_or_aid_agency"
    EYEWITNESS = "eyewitness"
    VICTIM_OR_FAMILY = "victim_or_family"
    SUSPECT_OR_LAWYER = "suspect_or_lawyer"
    POLITICAL_PARTY = "political_party"
    UNION_OR_ASSOCIATION = "union_or_association"
    RELIGIOUS_OR_COMMUNITY = "religious_or_community"
    COMPANY = "company"
    EXPERT = "expert"
    FOREIGN_GOVERNMENT = "foreign_government"
    UNNAMED_OFFICIAL = "unnamed_official"


class Channel(StrEnum):
    """The way the words came out."""

    UNSPECIFIED = "unspecified"
    TELEGRAM = "telegram"
    TWITTER_X = "twitter_x"
    FACEBOOK = "facebook"
    WHATSAPP = "whatsapp"
    WEBSITE = "website"
    WRITTEN_STATEMENT = "written_statement"
    PRESS_CONFERENCE = "press_conference"
    BRIEFING_TO_REPORTERS = "briefing_to_reporters"
    INTERVIEW = "interview"
    TV = "tv"
    RADIO = "radio"
    PHONE_CALL = "phone_call"
    VIDEO_RELEASE = "video_release"
    AUDIO_RELEASE = "audio_release"
    LEAFLET = "leaflet"
    COURT_DOCUMENT = "court_document"
    SOCIAL_MEDIA_OTHER = "social_media_other"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. Two who speak as one ("police and the army said") are one speaker whose name holds both.

    `words` is empty only for the article itself; `role` None when the words do not tell it. `party` is True for a
    belligerent or an accused or claiming side (R4).
    """

    name: str
    role: SpeakerRole | None
    ref: str | None = None
    channel: Channel = Channel.UNSPECIFIED
    words: tuple[Span, ...] = ()
    party: bool = False

    @property
    def key(self) -> str:
        """What makes two speakers the same one: the registry id, or the name in lower case."""
        return self.ref or self.name.lower()


ARTICLE = Speaker("article", SpeakerRole.ARTICLE)


@dataclass(frozen=True, slots=True)
class Account:
    """One report's telling of one incident. Its anchor is the span that first tells of it."""

    report_id: str
    anchor: Span
    role: Role
    occurrence: Occurrence = Occurrence.OCCURRED
    id: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", content_id("a", self.report_id, self.anchor.start, self.anchor.end))


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, the words it came from, who said them and how. `account_id` None: said of no single incident."""

    account_id: str | None
    field: Field
    value: Value
    evidence: tuple[Span, ...]
    said_by: Speaker
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    origin: str = "rules@1"
    confidence: float | None = None
    id: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        if len(self.evidence) == 0:
            raise ValueError(f"a claim on {self.field} needs at least one evidence span: no words, no value")
        object.__setattr__(
            self,
            "id",
            content_id(
                "c",
                self.account_id,
                self.field,
                self.value,
                [(span.start, span.end) for span in self.evidence],
                self.modality,
                self.status,
                self.said_by.key,
                [(span.start, span.end) for span in self.said_by.words],
            ),
        )
