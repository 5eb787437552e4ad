"""Taken by whom: the words of an arrest and of a kidnapping are often the same ("captured", "seized", "held")."""

from __future__ import annotations

from casebook.extract.people import people
from casebook.lists.actors import actors
from casebook.lists.lexicon import attackers, weapons
from casebook.lists.rows import Known
from casebook.lists.words import words as listed
from casebook.split.chains import tail_end
from casebook.split.chunks import NounPhrase
from casebook.split.clauses import agent_of, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

_STATE_KINDS = frozenset({"state", "state_force", "ministry_or_agency"})


def is_arrest(sentence: Sentence, at: int, *, alone: bool = True) -> bool:
    """ "captured" without a doer, by the state, or of fighters, is no kidnapping.

    So is "took" `alone`, where the list does not hold more of its words ("taken from").
    """
    group = sentence.verb_at(at)
    if group is None or not (
        sentence.words[group.head] in listed("taken") or (alone and sentence.words[group.head] in listed("took"))
    ):
        return False
    passive = is_passive(sentence, group)
    doers = agent_of(sentence, group) if passive else subject_of(sentence, group)
    taken = subject_of(sentence, group) if passive else object_of(sentence, group)
    if any((who := people(sentence, phrase)) is not None and who.attackers for phrase in taken):
        return True
    if any(_fighters(sentence, phrase) for phrase in taken):
        return True
    return not any(_non_state(sentence, phrase) or _carries_arms(sentence, phrase) for phrase in doers)


def _fighters(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for people who are armed by definition or an armed group: "their driver" is neither."""
    words = sentence.words[phrase.first : tail_end(sentence, phrase)]
    if any(name.actor.kind == "armed_group" for match in actors().matches(words) for name in match.items):
        return True
    described = [item for match in attackers().matches(words) for item in match.items]
    return any(item.armed_by_definition and item.state is not Known.YES for item in described)


def _carries_arms(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "a man with a shotgun"."""
    at = phrase.last
    if sentence.words[at : at + 1] != ("with",):
        return False
    held = sentence.phrase_at(at + 1)
    return held is not None and len(weapons().matches(sentence.words[held.first : held.last])) > 0


def _non_state(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a phrase of unnamed attackers or an armed group."""
    words = sentence.words[phrase.first : tail_end(sentence, phrase)]
    named = [name.actor.kind for match in actors().matches(words) for name in match.items]
    described = [item.state for match in attackers().matches(words) for item in match.items]
    return "armed_group" in named or any(state is not Known.YES for state in described)


def by_state(sentence: Sentence, at: int) -> bool:
    """True when the words say that a state's force took somebody, or that fighters were taken."""
    group = sentence.verb_at(at)
    if (
        group is None
        or sentence.words[group.head] not in listed("taken")
        or "hostage" in sentence.words[group.last : group.last + 2]
    ):
        return False
    passive = is_passive(sentence, group)
    doers = agent_of(sentence, group) if passive else subject_of(sentence, group)
    taken = subject_of(sentence, group) if passive else object_of(sentence, group)
    fighters = any((who := people(sentence, phrase)) is not None and who.attackers for phrase in taken)
    return fighters or any(states_force(sentence, phrase.first, phrase.last) for phrase in doers)


def states_force(sentence: Sentence, first: int, last: int) -> bool:
    """True when the words name a state's force or body ("the army", a registered force)."""
    words = sentence.words[first:last]
    named = [name.actor.kind for match in actors().matches(words) for name in match.items]
    if "armed_group" in named:
        return False  # "the Army of National Liberation" is no army
    if any(item.state is Known.YES for match in attackers().matches(words) for item in match.items):
        return True
    return any(kind in _STATE_KINDS for kind in named)
