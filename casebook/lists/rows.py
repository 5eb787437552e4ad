"""The rows of the lists, one frozen type per list. `words` is always the base phrase as the list writes it.

Codes are those of `codes.toml` and `incident_types.toml`, checked when a list is read; None where the list leaves a
cell blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebook.model.claim import Channel, Field, Modality, SpeakerRole


class TriggerKind(StrEnum):
    """The part of speech of a trigger."""

    NOUN = "noun"
    VERB = "verb"


class Strength(StrEnum):
    """What a trigger proves: violence by itself, in the right company, only beside words of force, or but a type."""

    STRONG = "strong"
    WEAK = "weak"
    LOOSE = "loose"
    CUE = "cue"


class Argument(StrEnum):
    """What stands beside a trigger: who did it, who or what was hit, with what, or nothing that counts."""

    PERPETRATOR = "perpetrator"
    WEAPON = "weapon"
    VICTIM = "victim"
    TARGET = "target"
    NONE = "none"


class HarmPos(StrEnum):
    """How a word of harm takes the people it counts."""

    TRANSITIVE = "transitive"
    INTRANSITIVE = "intransitive"
    ADJECTIVE = "adjective"
    NOUN = "noun"
    PERSON_NOUN = "person_noun"


class HarmField(StrEnum):
    """What a word of harm counts; `killed_or_injured` where only the rest of the sentence tells."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    RELEASED = "released"
    ARRESTED = "arrested"
    PEOPLE_AFFECTED = "people_affected"
    PERPETRATORS_ESCAPED = "perpetrators_escaped"
    PERPETRATORS_KILLED = "perpetrators_killed"


class TargetKind(StrEnum):
    """What a target word names."""

    PERSON = "person"
    SITE = "site"
    VEHICLE = "vehicle"
    ORGANISATION = "organisation"
    GROUP = "group"


class Known(StrEnum):
    """Yes, no, or the word does not tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Speech(StrEnum):
    """What a reporting verb does."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    ACCUSE = "accuse"
    CONFIRM = "confirm"
    CONDEMN = "condemn"
    WARN = "warn"
    THREATEN = "threaten"
    ORDER = "order"
    REPORT = "report"
    RETRACT = "retract"
    APOLOGISE = "apologise"
    ANNOUNCE = "announce"
    CALL = "call"
    VOW = "vow"
    URGE = "urge"


class Scope(StrEnum):
    """How far a cue of modality reaches: the next trigger, its clause, or the whole sentence."""

    TRIGGER = "trigger"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Effect(StrEnum):
    """What a phrase of discourse says about the incident of its sentence."""

    NEW_INCIDENT = "new_incident"
    SAME_INCIDENT = "same_incident"
    EARLIER_INCIDENT = "earlier_incident"
    SIMULTANEOUS = "simultaneous"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class IncidentType:
    """A leaf of the ontology: how the violence was done."""

    code: str
    label: str
    definition: str
    group: str


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What a claim's field means and what kind of value it takes."""

    field: Field
    label: str
    value: str
    definition: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an incident; `type` None: the type comes from the weapon or a cue."""

    words: str
    kind: TriggerKind
    type: str | None
    strength: Strength
    subject: Argument
    object: Argument
    note: str


@dataclass(frozen=True, slots=True)
class Harm:
    """A word for what happened to people; `trigger_type` where the word also tells how."""

    words: str
    pos: HarmPos
    field: HarmField
    trigger_type: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Weapon:
    """A word for a weapon or means; `incident_type` where the weapon alone tells the type."""

    words: str
    weapon_type: str
    incident_type: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Target:
    """A word for someone or something that is hit."""

    words: str
    target_type: str
    kind: TargetKind
    civilian: Known
    note: str


@dataclass(frozen=True, slots=True)
class Attacker:
    """A word for an attacker who is not named."""

    words: str
    actor_kind: str
    state: Known
    armed_by_definition: bool


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Words for someone who is quoted."""

    words: str
    role: SpeakerRole


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb or phrase of speech and how its speaker holds what is said."""

    words: str
    kind: Speech
    modality: Modality
    note: str


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """Words for the way a statement came out; `claim_mode` as a claim of responsibility names it."""

    words: str
    channel: Channel
    claim_mode: str | None


@dataclass(frozen=True, slots=True)
class ModalityCue:
    """Words that say an act did not happen, might, was stopped, or is only talked about."""

    words: str
    modality: Modality
    reason: str | None
    scope: Scope
    note: str


@dataclass(frozen=True, slots=True)
class DamageWords:
    """A verb of damage to things and how badly they were hit."""

    words: str
    level: str


@dataclass(frozen=True, slots=True)
class ReactionWords:
    """Words for what someone said or did afterwards."""

    words: str
    reaction: str


@dataclass(frozen=True, slots=True)
class DiscourseCue:
    """Words that tie a sentence's incident to the one before it."""

    words: str
    effect: Effect
    note: str


@dataclass(frozen=True, slots=True)
class ActorStatus:
    """What an actor was from `start` until the day before `end`; None: open on that side."""

    kind: str
    state: bool
    start: date | None
    end: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group, force or body. `part_of` and `linked` are ids of other actors."""

    ref: str
    name: str
    kind: str
    state: bool
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    statuses: tuple[ActorStatus, ...]
    part_of: tuple[str, ...]
    linked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of an actor. `capitals`: also a common word ("IS"), so it counts only where the text writes capitals."""

    words: str
    actor: Actor
    capitals: bool
