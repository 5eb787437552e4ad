"""Which words of a sentence report an incident, and which only look like it.

A trigger of the list counts when nothing around it says that the act did not happen, is only talked about, or is many
acts at once. A weak trigger needs company: someone hurt, a target, a weapon or an attacker in its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.extract.arrests import is_arrest
from casebook.extract.found import Happening, Line
from casebook.extract.means import is_workplace
from casebook.extract.modality import cue_of, held_as, occurrence
from casebook.extract.people import people
from casebook.lists.lexicon import attackers, discourse, harm, targets, triggers, weapons
from casebook.lists.rows import Argument, Effect, HarmPos, Strength, Trigger, TriggerKind
from casebook.lists.words import words as listed
from casebook.norms.date_words import DateKind
from casebook.norms.phrases import Match
from casebook.split.chunks import NounPhrase
from casebook.split.clauses import clause_bounds, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

_DAYS = frozenset({DateKind.DAY, DateKind.NUMERIC, DateKind.DAY_OF_MONTH, DateKind.WEEKDAY, DateKind.OVERNIGHT})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
_CROWD = 20  # people; fewer make no gathering
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")


def happenings(line: Line) -> list[Happening]:
    """Every report of an incident in the sentence, those that are none marked with the reason."""
    sentence = line.sentence
    matches = sentence.matches(triggers())
    if len(matches) == 0:
        return []
    effect = discourse_effect(sentence)
    found = []
    for match in matches:
        row = _row(sentence, match)
        if row is None or row.strength is Strength.CUE or _is_date(sentence, match):
            continue
        made = _happening(line, match, row, effect)
        if made is not None:
            found.append(made)
    return found


def _is_date(sentence: Sentence, match: Match[Trigger]) -> bool:
    """True for "March" in "March 2019": a month is no demonstration."""
    return any(found.first <= match.start < found.last for found in sentence.dates)


def cue_types(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """(token, leaf) for each word that refines the type of a happening: cues and weapons."""
    for match in sentence.matches(triggers()):
        row = _row(sentence, match)
        if row is not None and row.strength is Strength.CUE and row.type is not None:
            yield match.start, row.type
    for weapon in sentence.matches(weapons()):
        if is_workplace(sentence, weapon.start):
            continue
        for item in weapon.items:
            if item.incident_type is not None:
                yield weapon.start, item.incident_type


def _row(sentence: Sentence, match: Match[Trigger]) -> Trigger | None:
    """The row for the part of speech that the words have here."""
    head = match.end - 1
    phrase = sentence.phrase_at(head)
    named = phrase is not None and phrase.head == head and phrase.first < match.start  # "a shooting", tagged VBG
    nominal = named or any(sentence.tags[at] in _NOUN_TAGS for at in range(match.start, match.end))
    verbal = any(sentence.verb_at(at) is not None for at in range(match.start, match.end))
    wanted = TriggerKind.VERB if verbal else TriggerKind.NOUN
    for row in match.items:
        if row.kind is wanted and (verbal or nominal or head - match.start >= 1):
            return row
    turn = [row for row in match.items if row.kind is TriggerKind.VERB and row.strength is Strength.STRONG]
    if not verbal and len(turn) > 0 and head - match.start >= 1:
        return turn[0]  # "soldiers set fire to a village", whatever the tags say
    if nominal or verbal:
        return None
    adjectival = [row for row in match.items if row.kind is TriggerKind.NOUN]
    return adjectival[0] if len(adjectival) > 0 and match.end - match.start > 1 else None


def discourse_effect(sentence: Sentence) -> Effect | None:
    """What the sentence's discourse cues say of the incident before it: the same, another, an earlier one."""
    found = [match.items[0].effect for match in sentence.matches(discourse())]
    for effect in (Effect.SIMULTANEOUS, Effect.NEW_INCIDENT, Effect.EARLIER_INCIDENT, Effect.BACKGROUND):
        if effect in found:
            return effect
    return found[0] if len(found) > 0 else None


def _happening(line: Line, match: Match[Trigger], row: Trigger, effect: Effect | None) -> Happening | None:
    sentence = line.sentence
    noun = row.kind is TriggerKind.NOUN
    phrase = sentence.phrase_at(match.start) if noun else None
    if noun and phrase is not None and _is_modifier(sentence, match, phrase):
        return None
    if row.strength in (Strength.WEAK, Strength.LOOSE) and not _has_company(sentence, match):
        return None
    if not noun and (
        not _takes_people(sentence, match, row) or is_arrest(sentence, match.start, alone=match.end - match.start == 1)
    ):
        return None
    cue = cue_of(sentence, match)
    held, reason = held_as(line, match, row, cue)
    generic = phrase is not None and _is_generic(sentence, match, phrase)
    types = tuple(dict.fromkeys(item.type for item in match.items if item.type is not None and item.kind is row.kind))
    return Happening(
        line=line.number,
        first=match.start,
        last=match.end,
        types=types,
        strength=row.strength,
        noun=noun,
        definite=_goes_back(sentence, match, phrase),
        generic=generic,
        modality=held,
        occurrence=occurrence(sentence, match, held, types, cue),
        effect=effect,
        reason=reason or ("generic_plural" if generic else None),
        accident=reason == "explicit_no_incident" and cue is not None and cue.words in listed("accident"),
    )


def _takes_people(sentence: Sentence, match: Match[Trigger], row: Trigger) -> bool:
    """False where a verb of taking or killing people has a thing as its object: "captured weapons", "seized a town"."""
    group = sentence.verb_at(match.start)
    if group is None or row.object is not Argument.VICTIM:
        return True
    taken = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
    if any(match.start <= phrase.head < match.end for phrase in taken):
        return True  # "opened fire": the object is in the words of the list
    captive = row.type is not None and row.type.startswith("captive.")
    if len(taken) == 0:
        return not captive or is_passive(sentence, group)
    strict = captive or row.strength is Strength.LOOSE
    return any(people(sentence, phrase, strict=strict) is not None for phrase in taken)


def _goes_back(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase | None) -> bool:
    """True for "the blast", "this attack", and for a verb whose object is one: "carried out the attack"."""
    if phrase is not None:
        return sentence.words[phrase.first] in _DEFINITE
    group = sentence.verb_at(match.start)
    told = object_of(sentence, group) if group is not None else ()
    return any(
        sentence.words[each.first] in ("the", "this", "that")
        and len(triggers().matches(sentence.words[each.head : each.head + 1])) > 0
        for each in told
    )


def _is_modifier(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase) -> bool:
    """True when the noun only modifies another that is no event: "bomb squad", "murder trial", "attack helicopter"."""
    if match.end > phrase.head:
        return False
    days = [found for found in sentence.dates if found.kind in _DAYS]
    dated = {at for found in days for at in range(found.first, found.last)}
    inside = [at for at in range(match.end, phrase.last) if at not in dated]  # "the shooting Monday night"
    return not any(sentence.words[at] == "'s" for at in range(match.end, phrase.head)) and len(inside) > 0


def _has_company(sentence: Sentence, match: Match[Trigger]) -> bool:
    first, last = clause_bounds(sentence, match.start)
    words = sentence.words[first:last]
    if len(attackers().matches(words)) > 0 or len(weapons().matches(words)) > 0:
        return True
    people = [
        m
        for m in harm().matches(words)
        if any(item.pos is not HarmPos.PERSON_NOUN for item in m.items)
        and not (m.start + first < match.end and match.start < m.end + first)  # no word keeps itself company
    ]
    if len(people) > 0:
        return True
    group = sentence.verb_at(match.start)
    if match.items[0].type == "crowd.protest_peaceful" and _many(sentence, first, last):
        return True
    if match.items[0].subject is Argument.WEAPON and group is not None:  # "a car exploded"
        told = subject_of(sentence, group)
        if any(len(targets().matches(sentence.words[p.first : p.last])) > 0 for p in told):
            return True
    # "repelled an attack on the post": the words behind count too
    if group is not None and match.tail is None and match.end - match.start == 1:
        hit = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
        return any(len(targets().matches(sentence.words[p.first : p.last])) > 0 for p in hit)
    return len(targets().matches(sentence.words[match.end : last])) > 0


def _many(sentence: Sentence, first: int, last: int) -> bool:
    """True when a clause tells of a number of people: "thousands rally", "some 300 others"."""
    crowd = any(word in listed("round_numbers") for word in sentence.words[first:last])
    return crowd or any(first <= q.first < last and q.low is not None and q.low >= _CROWD for q in sentence.quantities)


def _on_a_day(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "Clashes broke out in Osh on Sunday": a bare plural that happened, on a day that is told, is one incident."""
    group = next((each for each in sentence.verbs if each.first >= phrase.last), None)
    bare = phrase.head == phrase.first or sentence.tags[phrase.first].startswith("JJ")
    return (
        bare
        and group is not None
        and sentence.tags[group.first] == "VBD"
        and phrase in subject_of(sentence, group)
        and any(found.kind in _DAYS for found in sentence.dates)
    )


def _is_generic(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase) -> bool:
    """A plural with no exact number: "attacks", "a number of mosques", "a string of kidnappings"."""
    if sentence.tags[phrase.head] not in ("NNS", "NNPS") or match.end - 1 != phrase.head:
        return False
    if sentence.words[phrase.first] in ("the", "these", "both", "twin", "two", "simultaneous"):
        return False
    for quantity in sentence.quantities:
        if phrase.first <= quantity.first < phrase.last and quantity.low is not None and quantity.low == quantity.high:
            return False
    if _on_a_day(sentence, phrase):
        return False
    return not any(
        word in ("twin", "simultaneous", "coordinated", "both") for word in sentence.words[phrase.first : phrase.last]
    )
