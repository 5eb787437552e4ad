"""Who did it: subjects and agents of violent verbs, and the words in front of an event's noun.

A named group counts only through the actor registry, an unnamed attacker only through the attacker list or where the
grammar makes people the doers, so that "the blast" or "police" never becomes a perpetrator by place.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.extract.found import Found, Happening, Line, mentioned
from casebook.extract.means import set_off
from casebook.extract.people import can_act, is_weapon, people, phrase_quantity
from casebook.lists.actors import actors
from casebook.lists.lexicon import attackers, harm, triggers
from casebook.lists.rows import ActorName, Argument, HarmPos, Strength
from casebook.lists.words import words as listed
from casebook.model.claim import Field, Modality, SpeakerRole
from casebook.norms.phrases import Match
from casebook.split.chains import after_article, left_of, tail_end
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.clauses import after_preposition, agent_of, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

_HARMED = frozenset({"killed", "injured", "killed_or_injured", "abducted"})
BARE = frozenset("attacker attackers perpetrator perpetrators".split())
_ARMED_ROLES = frozenset(
    {SpeakerRole.MILITARY, SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA, SpeakerRole.POLICE}
)


def attackers_of(line: Line, happening: Happening) -> Iterator[Found]:
    """Who did what a happening tells."""
    sentence = line.sentence
    if happening.noun:
        at = happening.last
        phrase = sentence.phrase_at(happening.first)
        if phrase is not None:
            yield from _modifying_attackers(line, phrase, happening)
            at = tail_end(sentence, phrase, prepositions=frozenset({"of", "on", "against", "at", "in", "near"}))
        for start in range(happening.last, min(at + 1, len(sentence.words))):
            for doer in after_preposition(sentence, start, frozenset({"by"})):
                yield from _doer(line, doer, sure=True)
        yield from _carried_out(line, happening)
        return
    group = sentence.verb_at(happening.first)
    if group is None or not _takes_attacker(sentence, happening):
        return
    passive = is_passive(sentence, group)
    for doer in agent_of(sentence, group) if passive else subject_of(sentence, group):
        yield from _doer(line, doer, sure=passive or happening.strength is Strength.STRONG)


def _carried_out(line: Line, happening: Happening) -> Iterator[Found]:
    """ "an attack perpetrated by a cell", "rebels staged an ambush": the doer of the verb that the event hangs on."""
    sentence = line.sentence
    for group in sentence.verbs:
        if sentence.words[group.head] not in listed("carry_out") or group.negated:
            continue
        if is_passive(sentence, group):
            told = subject_of(sentence, group) or left_of(sentence, group)
            if any(phrase.first <= happening.first < tail_end(sentence, phrase) for phrase in told):
                for doer in agent_of(sentence, group):
                    yield from _doer(line, doer, sure=True)
        elif any(phrase.first <= happening.first < tail_end(sentence, phrase) for phrase in object_of(sentence, group)):
            for doer in subject_of(sentence, group):
                yield from _doer(line, doer, sure=True)


def _takes_attacker(sentence: Sentence, happening: Happening) -> bool:
    match = triggers().at(sentence.words, happening.first)
    return match is None or any(row.subject is Argument.PERPETRATOR for row in match.items)


def _modifying_attackers(line: Line, phrase: NounPhrase, happening: Happening) -> Iterator[Found]:
    """ "a guerrilla attack", "the FMLN's ambush": words in front of the event's noun."""
    sentence = line.sentence
    if phrase.first >= happening.first:
        return
    for match in actors().matches(sentence.words[phrase.first : happening.first]):
        if _is_actor(sentence, match, phrase.first):
            yield mentioned(line, Field.PERPETRATOR, (match.start + phrase.first, match.end + phrase.first))


def killers(line: Line) -> Iterator[Found]:
    """Attackers of verbs of harm: "gunmen killed six", "he was shot by two men"."""
    sentence = line.sentence
    for match in sentence.matches(harm()):
        group = sentence.verb_at(match.start)
        if group is None or group.negated or not any(row.pos is HarmPos.TRANSITIVE for row in match.items):
            continue
        if any(row.field.value not in _HARMED for row in match.items):
            continue
        if _left_so(sentence, group):
            continue
        doers = agent_of(sentence, group) if is_passive(sentence, group) else _active_doers(sentence, group)
        for doer in doers:
            yield from _doer(line, doer, sure=group.passive)


def _left_so(sentence: Sentence, group: VerbGroup) -> bool:
    """ "leaving five people hurt": the five did nothing."""
    phrase = sentence.phrase_at(group.first - 1)
    before = sentence.verb_at(phrase.first - 1) if phrase is not None else None
    return before is not None and sentence.words[before.head] in ("leave", "leaves", "leaving", "left")


def bombers(line: Line) -> Iterator[Found]:
    """ "a gunman detonated his jacket": who sets off what he wears."""
    sentence = line.sentence
    for group in sentence.verbs:
        if set_off(sentence, group) is not None:
            for doer in subject_of(sentence, group):
                yield from _doer(line, doer)


def _active_doers(sentence: Sentence, group: VerbGroup) -> tuple[NounPhrase, ...]:
    return subject_of(sentence, group) if len(object_of(sentence, group)) > 0 else ()


def _doer(line: Line, phrase: NounPhrase, *, sure: bool = False) -> Iterator[Found]:
    """The phrase as named group, as described attackers with their number, or both.

    `sure`: the grammar makes it the doer of violence, so that any people count ("by four persons", "a couple").
    """
    sentence = line.sentence
    end = tail_end(sentence, phrase)
    if sentence.tags[phrase.head] == "PRP" or sentence.words[phrase.first] in ("its", "our"):
        yield from _speaker_did_it(line, phrase)
        return
    if not can_act(sentence, phrase):
        return
    named = [m for m in actors().matches(sentence.words[phrase.first : end]) if _is_actor(sentence, m, phrase.first)]
    described = _attacker_words(sentence, phrase) or (sure and _some_people(sentence, phrase))
    if described or (len(named) > 0 and end > phrase.last):
        number = phrase_quantity(sentence, phrase)
        first = after_article(sentence, phrase)
        if described and sentence.words[phrase.head] in listed("forces") and len(named) == 0:
            yield mentioned(line, Field.PERPETRATOR, (first, end))
        elif described and not (end - first == 1 and sentence.words[phrase.head] in BARE):
            yield mentioned(line, Field.PERPETRATOR_DESCRIPTION, (first, end))
        if number is not None or _one_person(sentence, phrase):
            yield mentioned(line, Field.PERPETRATOR_COUNT, (phrase.first, end))
    for match in named:
        yield mentioned(line, Field.PERPETRATOR, (match.start + phrase.first, match.end + phrase.first))


def _speaker_did_it(line: Line, phrase: NounPhrase) -> Iterator[Found]:
    """ "the army said it had hit a post": the one who speaks says that it did it."""
    sentence = line.sentence
    if sentence.words[phrase.first] not in ("it", "they", "we", "its", "our"):
        return
    for found in line.said.attributions:
        armed = found.speaker.role in _ARMED_ROLES
        if found.holds(phrase.first) and armed and found.modality in (Modality.ASSERTED, Modality.CLAIMED):
            first, last = found.subject
            group = sentence.verb_at(phrase.last)
            end = group.last if group is not None else phrase.last
            if first < phrase.first:
                yield mentioned(
                    line,
                    Field.PERPETRATOR,
                    (first, last),
                    evidence=(first, end),
                    said_by=found.speaker,
                    held=Modality.CLAIMED,
                )
            return


def _some_people(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for people or a group of people, by the lists or by name; an event or a thing is no doer."""
    if sentence.words[phrase.head] in listed("groups_of_people"):
        return True
    if len(triggers().matches(sentence.words[phrase.head : phrase.head + 1])) > 0:
        return False
    return people(sentence, phrase, strict=True) is not None


def _one_person(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a single attacker ("a gunman", "the bomber"), not for a force or a crowd."""
    if sentence.tags[phrase.head] != "NN" or sentence.words[phrase.first] not in ("a", "an", "the", "one"):
        return False
    matches = attackers().matches(sentence.words[phrase.first : phrase.last])
    kinds = {
        item.actor_kind for match in matches if match.end + phrase.first == phrase.head + 1 for item in match.items
    }
    several = sentence.words[phrase.head] in listed("not_one_attacker")
    return kinds <= {"unidentified_armed", "person_private"} and not several


def _attacker_words(sentence: Sentence, phrase: NounPhrase) -> bool:
    for match in attackers().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            return not is_weapon(sentence, phrase)
    return False


def _is_actor(sentence: Sentence, match: Match[ActorName], offset: int) -> bool:
    """True for a name that the text writes as one (a group's short name is also a common word: "is")."""
    name = match.items[0]
    if name.capitals:
        text = sentence.text(match.start + offset, match.end + offset)
        return text.isupper() if sentence.cased else len(text) > 2
    return name.actor.kind not in ("igo", "ngo", "media")
