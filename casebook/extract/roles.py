"""Who did it, to what, with what, and on what spot: the roles around a happening.

Subjects and agents of violent verbs are attackers; objects, and phrases after "on", "against" or "targeting", are
targets; a site phrase ("near the embassy") is the spot. A named group counts only through the actor registry, an
unnamed attacker only through the attacker list, so that "the blast" or "police" never becomes a perpetrator by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.extract.found import Found, Happening, Line
from casebook.extract.people import can_act, people, phrase_quantity
from casebook.lists.actors import actors
from casebook.lists.lexicon import attackers, damage, harm, targets, triggers, weapons
from casebook.lists.rows import ActorName, Argument, HarmPos, Known, Strength, Target, TargetKind
from casebook.model.claim import Field, Modality, Speaker, SpeakerRole
from casebook.model.mention import Mention
from casebook.norms.phrases import Match
from casebook.split.clauses import (
    after_preposition,
    agent_of,
    clause_bounds,
    coordinated,
    is_passive,
    object_of,
    subject_of,
    tail_end,
)
from casebook.split.sentence import NounPhrase, Sentence, VerbGroup

_AIMED = frozenset({"on", "against", "at", "targeting", "upon", "into", "of"})
_SPOT = frozenset(
    {"near", "outside", "inside", "at", "behind", "beside", "opposite", "under", "beneath", "in", "on", "along"}
)
_THINGS = frozenset({TargetKind.SITE, TargetKind.VEHICLE, TargetKind.ORGANISATION, TargetKind.GROUP})
_HARMED = frozenset({"killed", "injured", "killed_or_injured", "abducted"})
_MANY = frozenset("group gang column mob crowd commando squad unit band cell patrol militia force team party".split())
_AREAS = frozenset(
    "village town city district neighborhood neighbourhood area province department state county region".split()
)
_CARRY_OUT = frozenset(
    "carried carry carrying perpetrated perpetrate committed commit staged stage launched launch mounted conducted "
    "executed masterminded orchestrated planned unleashed".split()
)
_COLLECTIVE = frozenset(
    "members group groups band gang squad squads unit units cell column commandos couple elements".split()
)
_OPEN_SPACE = frozenset({"none_specific", "unknown", "public_place_market", "civilians_general"})
_BODIES = frozenset("army military navy force forces police government guard warplanes warplane helicopters".split())
_BARE = frozenset("attacker attackers perpetrator perpetrators".split())
_ARMED_ROLES = frozenset(
    {SpeakerRole.MILITARY, SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA, SpeakerRole.POLICE}
)
_BLASTS = frozenset("explosion explosions blast blasts charge charges".split())
_WORN = frozenset("belt vest jacket coat waistcoat backpack rucksack bag suitcase device explosives charge".split())
_SET_OFF = frozenset("detonate detonated detonates detonating exploded explode triggered activated".split())


def roles(line: Line, told: Sequence[Happening]) -> list[Found]:
    """Attackers, targets, weapons and spots of the sentence's happenings."""
    found: list[Found] = []
    for happening in told:
        found.extend(_attackers(line, happening))
        found.extend(_targets(line, happening))
    found.extend(_killers(line))
    found.extend(_bombers(line))
    found.extend(_weapons(line, told))
    found.extend(_sites(line, told))
    found.extend(_damage(line, told))
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    kept: dict[tuple[Field, int, int], Found] = {}
    for item in found:
        kept.setdefault((item.mention.field, item.mention.words.start, item.mention.words.end), item)
    return list(kept.values())


def _mention(
    line: Line,
    field: Field,
    words: tuple[int, int],
    *,
    evidence: tuple[int, int] | None = None,
    code: str | None = None,
    said_by: Speaker | None = None,
) -> Found:
    sentence = line.sentence
    speaker, held = line.said.at(words[0])
    if said_by is not None:
        speaker, held = said_by, Modality.CLAIMED
    span = sentence.span(*(evidence or words))
    return Found(line.number, words[0], Mention(field, span, sentence.span(*words), speaker, held, code=code))


# ------------------------------------------------------------------ attackers


def _attackers(line: Line, happening: Happening) -> Iterator[Found]:
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
        if sentence.words[group.head] not in _CARRY_OUT or group.negated:
            continue
        if is_passive(sentence, group):
            told = subject_of(sentence, group) or _left_of(sentence, group)
            if any(phrase.first <= happening.first < tail_end(sentence, phrase) for phrase in told):
                for doer in agent_of(sentence, group):
                    yield from _doer(line, doer, sure=True)
        elif any(phrase.first <= happening.first < tail_end(sentence, phrase) for phrase in object_of(sentence, group)):
            for doer in subject_of(sentence, group):
                yield from _doer(line, doer, sure=True)


def _left_of(sentence: Sentence, group: VerbGroup) -> tuple[NounPhrase, ...]:
    phrase = sentence.phrase_at(group.first - 1)
    return (phrase,) if phrase is not None else ()


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
            yield _mention(line, Field.PERPETRATOR, (match.start + phrase.first, match.end + phrase.first))


def _killers(line: Line) -> Iterator[Found]:
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


def _bombers(line: Line) -> Iterator[Found]:
    """ "a gunman detonated his jacket": who sets off what he wears."""
    sentence = line.sentence
    for group in sentence.verbs:
        worn = object_of(sentence, group) if sentence.words[group.head] in _SET_OFF else ()
        if len(worn) == 1 and sentence.tags[worn[0].first] == "PRP$" and sentence.words[worn[0].head] in _WORN:
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
        first = _after_article(sentence, phrase)
        if described and sentence.words[phrase.head] in _BODIES and len(named) == 0:
            yield _mention(line, Field.PERPETRATOR, (first, end))
        elif described and not (end - first == 1 and sentence.words[phrase.head] in _BARE):
            yield _mention(line, Field.PERPETRATOR_DESCRIPTION, (first, end))
        if number is not None or _one_person(sentence, phrase):
            yield _mention(line, Field.PERPETRATOR_COUNT, (phrase.first, end))
    for match in named:
        yield _mention(line, Field.PERPETRATOR, (match.start + phrase.first, match.end + phrase.first))


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
                yield _mention(line, Field.PERPETRATOR, (first, last), evidence=(first, end), said_by=found.speaker)
            return


def _some_people(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for people or a group of people, by the lists or by name; an event or a thing is no doer."""
    if sentence.words[phrase.head] in _COLLECTIVE:
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
    return kinds <= {"unidentified_armed", "person_private"} and sentence.words[phrase.head] not in _MANY


def _after_article(sentence: Sentence, phrase: NounPhrase) -> int:
    first = phrase.first
    while first < phrase.head and sentence.words[first] in ("the", "a", "an", "some", "these", "those"):
        first += 1
    return first


def _attacker_words(sentence: Sentence, phrase: NounPhrase) -> bool:
    for match in attackers().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            return (
                len(weapons().matches(sentence.words[phrase.head : phrase.head + 1])) == 0
            )  # "a warplane" is a weapon
    return False


def _is_actor(sentence: Sentence, match: Match[ActorName], offset: int) -> bool:
    """True for a name that the text writes as one (a group's short name is also a common word: "is")."""
    name = match.items[0]
    if name.capitals:
        text = sentence.text(match.start + offset, match.end + offset)
        return text.isupper() if sentence.cased else len(text) > 2
    return name.actor.kind not in ("igo", "ngo", "media")


# ------------------------------------------------------------------ targets


def _targets(line: Line, happening: Happening) -> Iterator[Found]:
    sentence = line.sentence
    for phrase in _aimed_at(sentence, happening):
        row = _target_row(sentence, phrase)
        if row is not None and row.kind in _THINGS:
            code = "armed_group" if _rebel_held(sentence, phrase) else row.target_type
            yield _mention(line, Field.TARGET, _whole(sentence, phrase), code=code)
        elif row is not None:
            who = people(sentence, phrase)
            if who is not None and not who.attackers:
                yield _mention(line, Field.VICTIM, (who.first, who.last), code=row.target_type)
        elif _takes_person(sentence, happening) and sentence.words[phrase.first - 1] not in ("at", "into", "upon"):
            who = people(sentence, phrase, strict=True)
            if who is not None and not who.attackers:
                yield _mention(line, Field.VICTIM, (who.first, who.last))


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


def _target_row(sentence: Sentence, phrase: NounPhrase) -> Target | None:
    """The target list's row for the head of a phrase, the longest phrase first."""
    best: Target | None = None
    for match in targets().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            best = match.items[0]
    return best


def _whole(sentence: Sentence, phrase: NounPhrase) -> tuple[int, int]:
    return phrase.first, tail_end(sentence, phrase)


# ------------------------------------------------------------------ weapons and spots


def _weapons(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    sentence = line.sentence
    if len(told) == 0 and len(sentence.matches(harm())) == 0:
        return
    for group in sentence.verbs:  # "detonated his jacket": what is worn and set off is the weapon
        worn = object_of(sentence, group) if sentence.words[group.head] in _SET_OFF else ()
        if len(worn) == 1 and sentence.tags[worn[0].first] == "PRP$" and sentence.words[worn[0].head] in _WORN:
            yield _mention(
                line,
                Field.WEAPON,
                (worn[0].first, worn[0].last),
                evidence=(group.head, worn[0].last),
                code="suicide_vest_belt",
            )
    for match in sentence.matches(weapons()):
        phrase = sentence.phrase_at(match.start)
        first, last = match.start, match.end
        if last - first == 1 and sentence.words[first] in _BLASTS:
            continue  # the event, not the device
        if phrase is not None and phrase.head >= match.end and not _is_event(sentence, phrase.head):
            continue  # "bomb squad", "rifle range"
        if phrase is not None and phrase.head < match.end:
            first = _after_article(sentence, phrase)
        yield _mention(line, Field.WEAPON, (min(first, match.start), last), code=match.items[0].weapon_type)


def _is_event(sentence: Sentence, at: int) -> bool:
    """True for the noun of an incident: the dynamite of "a dynamite attack" counts, the bomb of "bomb squad" does not."""
    return len(triggers().matches(sentence.words[at : at + 1])) > 0


def _sites(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    sentence = line.sentence
    if len(told) == 0:
        return
    for at, word in enumerate(sentence.words[:-1]):
        if word not in _SPOT:
            continue
        phrase = sentence.phrase_at(at + 1)
        if phrase is None or phrase.first != at + 1:
            if word == "in" and sentence.words[at + 1 : at + 3] == ("front", "of"):
                phrase = sentence.phrase_at(at + 3)
            if phrase is None:
                continue
        row = _target_row(sentence, phrase)
        inner = sentence.words[phrase.head] in ("entrance", "gate", "gates", "door", "roof", "courtyard", "outskirts")
        if sentence.words[phrase.head] in _AREAS and phrase.head == phrase.last - 1 and phrase.last - phrase.first <= 2:
            continue  # "in the town"
        named = (
            phrase.last < len(sentence.words)
            and sentence.words[phrase.last] == "of"
            and sentence.words[phrase.head] in _AREAS
        )
        if not named and (inner or (row is not None and row.kind in (TargetKind.SITE, TargetKind.VEHICLE))):
            if _is_speech_place(line, at):
                continue
            end = tail_end(sentence, phrase, prepositions=frozenset({"of", "to"}) if inner else frozenset({"of"}))
            yield _mention(line, Field.SITE, (at, end))
            if row is not None and row.target_type not in _OPEN_SPACE and _is_blast(told):
                yield _mention(line, Field.TARGET, (phrase.first, end), code=row.target_type)  # what the bomb stood at


def _damage(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    """Things that were damaged in a sentence that tells of an incident: hit, whether aimed at or not."""
    sentence = line.sentence
    for match in sentence.matches(damage()):
        group = sentence.verb_at(match.start)
        if group is None or group.negated or group.modal is not None or group.form == "infinitive" or len(told) == 0:
            continue
        things = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
        for phrase in things or _left_of(sentence, group) * is_passive(sentence, group):
            row = _target_row(sentence, phrase)
            if row is not None and row.kind in (TargetKind.SITE, TargetKind.VEHICLE, TargetKind.ORGANISATION):
                words = _whole(sentence, phrase)
                evidence = (min(words[0], match.start), max(words[1], match.end))
                yield _mention(line, Field.TARGET, words, code=row.target_type)
                yield _mention(line, Field.PROPERTY_DAMAGE, words, evidence=evidence, code=match.items[0].level)


def _is_blast(told: Sequence[Happening]) -> bool:
    return any(
        leaf.startswith(("explosive.", "remote.", "property.")) for happening in told for leaf in happening.types
    )


def _is_speech_place(line: Line, at: int) -> bool:
    return any(0 <= at - found.verb <= 3 and not found.holds(at) for found in line.said.attributions)


def modality_of(line: Line, at: int) -> Modality:
    """How the one who says the word at a token holds it."""
    return line.said.at(at)[1]
