"""The lists as typed values, each read once, when it is first asked for.

Every function that gives `Phrases` matches all inflected forms of the list's base phrases. The files are in
`lists/data/`; `docs/lists.md` says how to add to them. The registry of actors is in `lists.actors`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from casebook.lists.reading import (
    TYPES,
    Line,
    codes,
    list_text,
    members,
    parse_csv,
    parse_toml,
    phrase_list,
)
from casebook.lists.rows import (
    Argument,
    Attacker,
    ChannelWords,
    DamageWords,
    DiscourseCue,
    Effect,
    FieldInfo,
    Harm,
    HarmField,
    HarmPos,
    IncidentType,
    Known,
    ModalityCue,
    ReactionWords,
    ReportingVerb,
    Scope,
    SpeakerWords,
    Speech,
    Strength,
    Target,
    TargetKind,
    Trigger,
    TriggerKind,
    Weapon,
)
from casebook.model.claim import Channel, Field, Modality, SpeakerRole
from casebook.model.errors import ListError
from casebook.norms.inflect import Pos
from casebook.norms.phrases import Phrases

TRIGGER_COLUMNS = ("words", "kind", "type", "strength", "subject", "object", "note")
HARM_COLUMNS = ("words", "pos", "field", "trigger_type", "note")
WEAPON_COLUMNS = ("words", "weapon_type", "incident_type", "note")
TARGET_COLUMNS = ("words", "target_type", "kind", "civilian", "note")
ATTACKER_COLUMNS = ("words", "actor_kind", "state", "armed_by_definition")
SPEAKER_COLUMNS = ("words", "speaker_role")
VERB_COLUMNS = ("words", "pos", "kind", "modality", "note")
CHANNEL_COLUMNS = ("words", "channel", "claim_mode")
MODALITY_COLUMNS = ("words", "pos", "modality", "non_incident_reason", "scope", "note")
REACTION_COLUMNS = ("words", "pos", "reaction_type")
DISCOURSE_COLUMNS = ("words", "effect", "note")

_POS = members(Pos)
_KINDS = members(TriggerKind)
_STRENGTHS = members(Strength)
_ARGUMENTS = members(Argument)
_HARM_POS = members(HarmPos)
_HARM_FIELDS = members(HarmField)
_TARGET_KINDS = members(TargetKind)
_KNOWN = members(Known)
_SPEECH = members(Speech)
_SCOPES = members(Scope)
_EFFECTS = members(Effect)
_MODALITIES = members(Modality)
_ROLES = members(SpeakerRole)
_CHANNELS = members(Channel)
_FIELDS = members(Field)
_HARM_BENDS = {
    HarmPos.TRANSITIVE: Pos.VERB,
    HarmPos.INTRANSITIVE: Pos.VERB,
    HarmPos.ADJECTIVE: Pos.FIXED,
    HarmPos.NOUN: Pos.NOUN,
    HarmPos.PERSON_NOUN: Pos.NOUN,
}


@cache
def triggers() -> Phrases[Trigger]:
    """Words that report an incident."""
    return phrase_list(parse_csv("triggers.csv", list_text("triggers.csv"), TRIGGER_COLUMNS), make_trigger)


def make_trigger(line: Line) -> tuple[Pos, Callable[[str], Trigger]]:
    """A row of `triggers.csv`."""
    kind = line.choice("kind", _KINDS)
    code, strength = line.code_or_none("type", TYPES), line.choice("strength", _STRENGTHS)
    subject, target, note = line.choice("subject", _ARGUMENTS), line.choice("object", _ARGUMENTS), line.cells["note"]
    pos = Pos.VERB if kind is TriggerKind.VERB else Pos.NOUN
    return pos, lambda words: Trigger(words, kind, code, strength, subject, target, note)


@cache
def harm() -> Phrases[Harm]:
    """Words for what happened to people."""
    return phrase_list(parse_csv("harm.csv", list_text("harm.csv"), HARM_COLUMNS), make_harm, several=True)


def make_harm(line: Line) -> tuple[Pos, Callable[[str], Harm]]:
    """A row of `harm.csv`."""
    pos, field = line.choice("pos", _HARM_POS), line.choice("field", _HARM_FIELDS)
    code, note = line.code_or_none("trigger_type", TYPES), line.cells["note"]
    return _HARM_BENDS[pos], lambda words: Harm(words, pos, field, code, note)


@cache
def weapons() -> Phrases[Weapon]:
    """Words for weapons and other means."""
    return phrase_list(parse_csv("weapons.csv", list_text("weapons.csv"), WEAPON_COLUMNS), make_weapon)


def make_weapon(line: Line) -> tuple[Pos, Callable[[str], Weapon]]:
    """A row of `weapons.csv`."""
    weapon, code = line.code("weapon_type", "weapon_type"), line.code_or_none("incident_type", TYPES)
    note = line.cells["note"]
    return Pos.NOUN, lambda words: Weapon(words, weapon, code, note)


@cache
def targets() -> Phrases[Target]:
    """Words for people, sites, vehicles and bodies that are hit."""
    return phrase_list(parse_csv("targets.csv", list_text("targets.csv"), TARGET_COLUMNS), make_target)


def make_target(line: Line) -> tuple[Pos, Callable[[str], Target]]:
    """A row of `targets.csv`."""
    target, kind = line.code("target_type", "target_type"), line.choice("kind", _TARGET_KINDS)
    civilian, note = line.choice("civilian", _KNOWN), line.cells["note"]
    return Pos.NOUN, lambda words: Target(words, target, kind, civilian, note)


@cache
def attackers() -> Phrases[Attacker]:
    """Words for attackers who are not named."""
    return phrase_list(parse_csv("attackers.csv", list_text("attackers.csv"), ATTACKER_COLUMNS), make_attacker)


def make_attacker(line: Line) -> tuple[Pos, Callable[[str], Attacker]]:
    """A row of `attackers.csv`."""
    armed = line.choice("armed_by_definition", _KNOWN) is Known.YES
    kind, state = line.code("actor_kind", "actor_kind"), line.choice("state", _KNOWN)
    return Pos.NOUN, lambda words: Attacker(words, kind, state, armed)


@cache
def speakers() -> Phrases[SpeakerWords]:
    """Words for someone who is quoted."""
    return phrase_list(parse_csv("speakers.csv", list_text("speakers.csv"), SPEAKER_COLUMNS), make_speaker)


def make_speaker(line: Line) -> tuple[Pos, Callable[[str], SpeakerWords]]:
    """A row of `speakers.csv`."""
    role = line.choice("speaker_role", _ROLES)
    return Pos.NOUN, lambda words: SpeakerWords(words, role)


@cache
def reporting_verbs() -> Phrases[ReportingVerb]:
    """Verbs and phrases of speech."""
    lines = parse_csv("reporting_verbs.csv", list_text("reporting_verbs.csv"), VERB_COLUMNS)
    return phrase_list(lines, make_reporting_verb)


def make_reporting_verb(line: Line) -> tuple[Pos, Callable[[str], ReportingVerb]]:
    """A row of `reporting_verbs.csv`."""
    kind, held, note = line.choice("kind", _SPEECH), line.choice("modality", _MODALITIES), line.cells["note"]
    return line.choice("pos", _POS), lambda words: ReportingVerb(words, kind, held, note)


@cache
def channels() -> Phrases[ChannelWords]:
    """Words for the way a statement came out."""
    return phrase_list(parse_csv("channels.csv", list_text("channels.csv"), CHANNEL_COLUMNS), make_channel)


def make_channel(line: Line) -> tuple[Pos, Callable[[str], ChannelWords]]:
    """A row of `channels.csv`."""
    channel, mode = line.choice("channel", _CHANNELS), line.code_or_none("claim_mode", "claim_mode")
    return Pos.NOUN, lambda words: ChannelWords(words, channel, mode)


@cache
def modality() -> Phrases[ModalityCue]:
    """Words that say an act did not happen, might, was stopped, or is only talked about."""
    return phrase_list(parse_csv("modality.csv", list_text("modality.csv"), MODALITY_COLUMNS), make_modality)


def make_modality(line: Line) -> tuple[Pos, Callable[[str], ModalityCue]]:
    """A row of `modality.csv`."""
    held, scope, note = line.choice("modality", _MODALITIES), line.choice("scope", _SCOPES), line.cells["note"]
    reason = line.code_or_none("non_incident_reason", "non_incident_reason")
    return line.choice("pos", _POS), lambda words: ModalityCue(words, held, reason, scope, note)


@cache
def reactions() -> Phrases[ReactionWords]:
    """Words for what someone said or did afterwards."""
    return phrase_list(parse_csv("reactions.csv", list_text("reactions.csv"), REACTION_COLUMNS), make_reaction)


def make_reaction(line: Line) -> tuple[Pos, Callable[[str], ReactionWords]]:
    """A row of `reactions.csv`."""
    reaction = line.code("reaction_type", "reaction_type")
    return line.choice("pos", _POS), lambda words: ReactionWords(words, reaction)


@cache
def damage() -> Phrases[DamageWords]:
    """Verbs of damage to things."""
    return phrase_list(parse_csv("damage.csv", list_text("damage.csv"), ("words", "level")), make_damage)


def make_damage(line: Line) -> tuple[Pos, Callable[[str], DamageWords]]:
    """A row of `damage.csv`."""
    level = line.code("level", "damage_level")
    return Pos.VERB, lambda words: DamageWords(words, level)


@cache
def discourse() -> Phrases[DiscourseCue]:
    """Phrases that tie a sentence's incident to the one before it."""
    return phrase_list(parse_csv("discourse.csv", list_text("discourse.csv"), DISCOURSE_COLUMNS), make_discourse)


def make_discourse(line: Line) -> tuple[Pos, Callable[[str], DiscourseCue]]:
    """A row of `discourse.csv`."""
    effect, note = line.choice("effect", _EFFECTS), line.cells["note"]
    return Pos.FIXED, lambda words: DiscourseCue(words, effect, note)


@cache
def incident_types() -> tuple[IncidentType, ...]:
    """The leaves of the ontology, in its order."""
    tables = parse_toml("incident_types.toml", list_text("incident_types.toml"))
    found = []
    for code, table in tables.items():
        if "." in code:
            label, definition, group = (str(table[key]) for key in ("label", "definition", "group"))
            found.append(IncidentType(code, label, definition, group))
    return tuple(found)


@cache
def incident_type(code: str) -> IncidentType:
    """The leaf with this code; ListError when there is none."""
    for leaf in incident_types():
        if leaf.code == code:
            return leaf
    raise ListError(f"incident_types.toml has no type {code!r}; use one of: {', '.join(codes(TYPES))}")


@cache
def fields() -> Mapping[Field, FieldInfo]:
    """What each field of a claim means, from `fields.toml`."""
    found = {}
    for name, table in parse_toml("fields.toml", list_text("fields.toml")).items():
        if name not in _FIELDS:
            raise ListError(f"fields.toml: [{name}] is no field; use one of: {', '.join(_FIELDS)}")
        field = _FIELDS[name]
        label, value, definition = (str(table[key]) for key in ("label", "value", "definition"))
        found[field] = FieldInfo(field, label, value, definition)
    return found
