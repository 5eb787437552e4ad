"""Whether a story is about violence at all: what words of many senses and mere words of harm need to report an act.

"Struck", "beat" and "held" report an act only beside other words of force. "Was killed" and "was taken to hospital" do
not where the story tells of a mischance (a crash, a flood, an illness) and nothing in it tells of force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.extract.arrests import states_force
from casebook.extract.causes import nonviolent
from casebook.extract.found import Happening, Line
from casebook.lists.actors import actors
from casebook.lists.lexicon import attackers, weapons
from casebook.lists.rows import Known, Strength
from casebook.lists.words import wording
from casebook.lists.words import words as listed
from casebook.split.clauses import agent_of, is_passive, subject_of
from casebook.split.sentence import Sentence

_NEAR = 2  # sentences before and after
_NONE = "explicit_no_incident"
_ARMS = frozenset(
    "firearm grenade mine erw artillery_mortar rocket_missile cluster_munition suicide_vest_belt suicide_vehicle "
    "vehicle_bomb planted_explosive drone_munition chemical".split()
)


def with_force(lines: Sequence[Line], told: Sequence[Sequence[Happening]]) -> list[list[Happening]]:
    """The happenings of a story; those that it shows no force for are marked as no incident."""
    force = [_shows(line.sentence, happened) for line, happened in zip(lines, told, strict=True)]
    mischance = [len(line.sentence.matches(nonviolent())) > 0 for line in lines]
    hurt = [_killed(happened) for happened in told]
    return [
        [
            _judged(lines[at], h, at, force, mischance, killed=any(hurt[max(0, at - _NEAR) : at + _NEAR + 1]))
            for h in happened
        ]
        for at, happened in enumerate(told)
    ]


def _judged(
    line: Line, happening: Happening, at: int, force: Sequence[bool], mischance: Sequence[bool], *, killed: bool
) -> Happening:
    peaceful = happening.reason is None and _is_peaceful(line, happening, at, force, mischance, killed=killed)
    return replace(happening, reason=_NONE) if peaceful else happening


def _killed(happened: Sequence[Happening]) -> bool:
    return any(h.reason is None and h.strength is Strength.STRONG for h in happened)


def _is_peaceful(
    line: Line, happening: Happening, at: int, force: Sequence[bool], mischance: Sequence[bool], *, killed: bool
) -> bool:
    """`killed`: it or a sentence beside it also says that somebody was killed or hurt by someone."""
    near = slice(max(0, at - _NEAR), at + _NEAR + 1)
    if happening.strength is Strength.LOOSE:
        if any(force[near]) or (killed and not any(mischance[near])):
            return False
        return not _doers_named(line.sentence) and not _armed_doer(line.sentence, happening)
    if happening.strength is Strength.STRONG and len(happening.types) > 0:
        return False
    if any(mischance[near]) and not any(force[near]):
        return True
    return any(mischance) and not any(force)


def _shows(sentence: Sentence, happened: Sequence[Happening]) -> bool:
    """True when words of a sentence alone tell of force: a word of force, or a strong word that says how."""
    if any(word in listed("force") for word in sentence.words):
        return True
    if wording("shots_fired").search(sentence.passage.span.quote) is not None:
        return True
    return any(h.reason is None and (_says_how(h) or _is_shooting(h)) for h in happened)


def _says_how(happening: Happening) -> bool:
    return happening.strength is Strength.STRONG and len(happening.types) > 0


def _is_shooting(happening: Happening) -> bool:
    return happening.strength is Strength.WEAK and not happening.noun and "armed.attack_on_persons" in happening.types


def _doers_named(sentence: Sentence) -> bool:
    """True when a sentence names arms, an armed group, or people of whom force is often told."""
    if any(word in listed("force_doers") for word in sentence.words):
        return True
    if any(item.weapon_type in _ARMS for match in sentence.matches(weapons()) for item in match.items):
        return True
    return any(
        name.actor.kind == "armed_group"
        for match in sentence.matches(actors())
        if any(sentence.tokens[at].text[0].isupper() for at in range(match.start, match.end))  # "is" is no IS
        for name in match.items
    )


def _armed_doer(sentence: Sentence, happening: Happening) -> bool:
    """True when the verb's doer is of a kind that uses force: soldiers, police, gunmen, a crowd, youths."""
    group = sentence.verb_at(happening.first)
    if group is None:
        return False
    doers = agent_of(sentence, group) if is_passive(sentence, group) else subject_of(sentence, group)
    return any(
        states_force(sentence, phrase.first, phrase.last)
        or any(
            item.armed_by_definition or item.state is Known.YES or item.actor_kind == "population_group"
            for match in attackers().matches(sentence.words[phrase.first : phrase.last])
            for item in match.items
        )
        for phrase in doers
    )
