"""What was hit: objects of violent verbs, phrases after "on", "against" or "targeting", and things damaged.

A target's head must stand in the target list; people who are not in it are victims where the verb takes people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.extract.found import Found, Happening, Line, mentioned
from casebook.extract.people import people
from casebook.lists.lexicon import attackers, damage, harm, targets, triggers
from casebook.lists.rows import Argument, Known, Target, TargetKind
from casebook.model.claim import Field
from casebook.split.chains import coordinated, left_of, tail_end
from casebook.split.chunks import NounPhrase
from casebook.split.clauses import after_preposition, clause_bounds, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

_AIMED = frozenset({"on", "against", "at", "targeting", "upon", "into", "of"})
_TAKING = frozenset({"captive.kidnapping", "captive.hostage_siege"})
_THINGS = frozenset({TargetKind.SITE, TargetKind.VEHICLE, TargetKind.ORGANISATION, TargetKind.GROUP})


def targets_of(line: Line, happening: Happening) -> Iterator[Found]:
    """What and whom a happening hit."""
    sentence = line.sentence
    for phrase in _aimed_at(sentence, happening):
        row = target_row(sentence, phrase)
        if row is not None and row.kind in _THINGS:
            code = "armed_group" if _rebel_held(sentence, phrase) else row.target_type
            yield mentioned(line, Field.TARGET, _whole(sentence, phrase), code=code)
        elif row is not None:
            who = people(sentence, phrase)
            if who is not None and not who.attackers:
                yield mentioned(line, Field.VICTIM, (who.first, who.last), code=row.target_type)
        elif _takes_person(sentence, happening) and sentence.words[phrase.first - 1] not in ("at", "into", "upon"):
            who = people(sentence, phrase, strict=True)
            if who is not None and not who.attackers:
                yield mentioned(line, Field.VICTIM, (who.first, who.last))


def taken(line: Line, happening: Happening) -> Iterator[Found]:
    """Whom a verb takes that means it only in its sentence: "pirates took eight crew members away"."""
    sentence = line.sentence
    group = sentence.verb_at(happening.first)
    counted = harm().at(sentence.words, happening.first) is not None
    if group is None or happening.noun or group.negated or counted or not _TAKING.intersection(happening.types):
        return
    phrases = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
    for phrase in phrases:
        who = people(sentence, phrase, strict=True)
        if who is not None and not who.attackers:
            evidence = (min(group.first, who.first), max(group.last, who.last))
            made = mentioned(line, Field.ABDUCTED, (who.first, who.last), evidence=evidence)
            yield replace(made, mention=replace(made.mention, population=who.population))


def _rebel_held(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "a rebel command post", "a militant hideout": the target is the armed group."""
    for match in attackers().matches(sentence.words[phrase.first : phrase.head]):
        if any(item.armed_by_definition and item.state is not Known.YES for item in match.items):
            return True
    return False


def _takes_person(sentence: Sentence, happening: Happening) -> bool:
    match = triggers().at(sentence.words, happening.first)
    return match is not None and any(row.object is Argument.VICTIM for row in match.items)


def _aimed_at(sentence: Sentence, happening: Happening) -> list[NounPhrase]:
    found: list[NounPhrase] = []
    group = sentence.verb_at(happening.first)
    if not happening.noun and group is not None:
        match = triggers().at(sentence.words, happening.first)
        takes = match is None or any(row.object is not Argument.NONE for row in match.items)
        if is_passive(sentence, group) and takes:
            found.extend(subject_of(sentence, group))
        elif takes:
            found.extend(object_of(sentence, group) or _object_after(sentence, happening.last))
    at = happening.last
    phrase = sentence.phrase_at(happening.first)
    if phrase is not None:
        at = phrase.last
    for start in range(happening.last, min(at + 1, len(sentence.words))):
        found.extend(after_preposition(sentence, start, _AIMED))
    first, last = clause_bounds(sentence, happening.first)
    for index in range(first, last):
        if sentence.words[index] in ("targeting", "targeted", "against") and index >= happening.last:
            following = sentence.phrase_at(index + 1)
            if following is not None and following.first == index + 1:
                found.extend(coordinated(sentence, following))
    return found


def _object_after(sentence: Sentence, at: int) -> tuple[NounPhrase, ...]:
    phrase = sentence.phrase_at(at)
    return coordinated(sentence, phrase) if phrase is not None and phrase.first == at else ()


def target_row(sentence: Sentence, phrase: NounPhrase) -> Target | None:
    """The target list's row for the head of a phrase, the longest phrase first."""
    best: Target | None = None
    for match in targets().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            best = match.items[0]
    return best


def _whole(sentence: Sentence, phrase: NounPhrase) -> tuple[int, int]:
    return phrase.first, tail_end(sentence, phrase)


def damaged(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    """Things that were damaged in a sentence that tells of an incident: hit, whether aimed at or not."""
    sentence = line.sentence
    for match in sentence.matches(damage()):
        group = sentence.verb_at(match.start)
        if group is None or group.negated or group.modal is not None or group.form == "infinitive" or len(told) == 0:
            continue
        things = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
        for phrase in things or left_of(sentence, group) * is_passive(sentence, group):
            row = target_row(sentence, phrase)
            if row is not None and row.kind in (TargetKind.SITE, TargetKind.VEHICLE, TargetKind.ORGANISATION):
                words = _whole(sentence, phrase)
                evidence = (min(words[0], match.start), max(words[1], match.end))
                yield mentioned(line, Field.TARGET, words, code=row.target_type)
                yield mentioned(line, Field.PROPERTY_DAMAGE, words, evidence=evidence, code=match.items[0].level)
