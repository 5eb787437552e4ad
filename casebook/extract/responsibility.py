"""Claims of responsibility, their denials, accusations, and the statement that nobody has claimed it.

A claim says who claims; it is not proof, and one that covers many acts at once ("a number of mosques this year")
belongs to none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.found import Found, Line, mentioned
from casebook.extract.people import can_act
from casebook.lists.actors import actors
from casebook.lists.gazetteer import demonym
from casebook.lists.lexicon import attackers, triggers
from casebook.lists.rows import Speech, TriggerKind
from casebook.lists.words import wording
from casebook.lists.words import words as listed
from casebook.model.claim import Field, Modality, Speaker, SpeakerRole
from casebook.model.report import Span
from casebook.split.chains import after_article, name_end
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.clauses import agent_of, is_passive, subject_of
from casebook.split.sentence import Sentence
from casebook.split.speakers import channel_of, role_of

_ARMED = frozenset({SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA})
_BLAME = frozenset({"responsibility", "credit", "authorship"})
_LONGEST_NAME = 12  # tokens: "the Group for the Support of Islam and Muslims"
_OF = (("of",), ("for",))
_IN_THE_NAME_OF = (("for",), ("in", "the", "name", "of"), ("on", "behalf", "of"))
BULK = "bulk"  # code of a claim that covers no single incident


def responsibility(line: Line) -> list[Found]:
    """Everything the sentence says about who takes, refuses or is given the blame."""
    sentence = line.sentence
    text = sentence.text(0, len(sentence.tokens))
    found: list[Found] = []
    nobody = wording("nobody_claimed").search(text)
    if nobody is not None:
        first, last = sentence.covering(nobody.start(), nobody.end())
        found.append(_blame(line, Field.NO_CLAIM, (first, last), (first, _clause_end(sentence, last))))
    else:
        claims = list(_claims(line, text))
        found.extend(claims if len(claims) > 0 else _told_by_the_group(line))
    found.extend(_denials(line, text))
    found.extend(_accusations(line))
    return found


def _clause_end(sentence: Sentence, at: int) -> int:
    words = sentence.words
    while at < len(words) and words[at] not in {",", ";", ".", "--", ":", "—"}:
        at += 1
    return at


def _blame(
    line: Line,
    field: Field,
    words: tuple[int, int],
    evidence: tuple[int, int],
    *,
    said_by: Speaker | None = None,
    held: Modality | None = None,
    code: str | None = None,
) -> Found:
    """A mention that stands where its evidence begins: the claim, not the name in it."""
    made = mentioned(line, field, words, evidence=evidence, said_by=said_by, held=held, code=code)
    return replace(made, at=evidence[0])


def _claims(line: Line, text: str) -> Iterator[Found]:
    sentence = line.sentence
    for match in (*wording("claim").finditer(text), *wording("passive_claim").finditer(text)):
        first, last = sentence.covering(match.start(), match.end())
        group = next((sentence.verb_at(at) for at in range(first, last) if sentence.verb_at(at) is not None), None)
        if group is None:
            continue
        passive = wording("passive_claim").match(text, match.start()) is not None
        who = agent_of(sentence, group) if passive else subject_of(sentence, group)
        plain = any(word in _BLAME for word in sentence.words[first:last])
        claimants = [p for p in who if can_act(sentence, p) and _can_claim(sentence, p, plain=plain)]
        end = _object_end(sentence, last)
        code = BULK if last < end and wording("many_acts").search(sentence.text(last, end)) is not None else None
        for phrase in claimants:
            words = _claimed_for(sentence, phrase, last, end) or _meant(line, phrase)
            evidence = (min(words[0], first), max(words[1], end))
            speaker = _claimant(line, words, (min(phrase.first, first), max(last, phrase.last)))
            yield _blame(
                line,
                Field.CLAIM_OF_RESPONSIBILITY,
                words,
                evidence,
                said_by=speaker,
                held=Modality.CLAIMED,
                code=code,
            )


def _told_by_the_group(line: Line) -> Iterator[Found]:
    """An armed group that says what its own side did claims it: "the Front said its fighters had ambushed …"."""
    sentence = line.sentence
    for found in line.said.attributions:
        if found.speaker.role not in _ARMED or found.modality not in (Modality.ASSERTED, Modality.CLAIMED):
            continue
        deed = next((group for group in sentence.verbs if found.holds(group.head) and _own_deed(sentence, group)), None)
        if deed is None:
            continue
        words = found.subject
        end = _object_end(sentence, deed.last)
        code = BULK if wording("many_acts").search(sentence.text(deed.first, end)) is not None else None
        yield _blame(
            line,
            Field.CLAIM_OF_RESPONSIBILITY,
            words,
            (min(words[0], deed.first), max(words[1], end)),
            said_by=found.speaker,
            held=Modality.CLAIMED,
            code=code,
        )


def _own_deed(sentence: Sentence, group: VerbGroup) -> bool:
    """True for a violent verb in the past whose subject is the speaker or the speaker's own men."""
    match = triggers().at(sentence.words, group.head)
    violent = match is not None and any(row.kind is TriggerKind.VERB for row in match.items)
    if not violent or group.passive or group.negated or sentence.tags[group.head] not in ("VBD", "VBN"):
        return False
    return any(_own_side(sentence, doer) for doer in subject_of(sentence, group))


def _own_side(sentence: Sentence, doer: NounPhrase) -> bool:
    first = sentence.words[doer.first]
    return first in ("it", "they", "we") or (
        first in ("its", "their", "our") and len(attackers().matches(sentence.words[doer.first : doer.last])) > 0
    )


def _can_claim(sentence: Sentence, phrase: NounPhrase, *, plain: bool) -> bool:
    """False for a subject that takes no blame: "police claimed the attack was …"; `plain`: "claimed responsibility"."""
    head = sentence.words[phrase.head]
    if head in listed("no_claimants"):
        return False
    return plain or head not in listed("claim_otherwise") or _is_group_name(sentence, phrase)


def _is_group_name(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "the New Dawn Army", "the Army of Light", and not "the Kenyan Army"."""
    words = sentence.words[after_article(sentence, phrase) : name_end(sentence, phrase)]
    capital = sentence.cased and sentence.tokens[phrase.head].text[0].isupper()
    return capital and len(words) > 1 and not any(demonym(word) for word in words)


def _object_end(sentence: Sentence, at: int) -> int:
    words = sentence.words
    while at < len(words) and words[at] not in {";", ".", "--", "—"}:
        if words[at] == "," or (words[at] in ("and", "but", "saying", "according") and at > 0):
            break
        at += 1
    return at


def _meant(line: Line, phrase: NounPhrase) -> tuple[int, int]:
    """The body that takes or refuses the blame: behind "it" the speaker, behind its spokesman the Front."""
    sentence = line.sentence
    pronoun = sentence.words[phrase.first] in ("it", "they", "we") and phrase.last - phrase.first == 1
    theirs = {"its", "their", "our"} & set(sentence.words[phrase.first : phrase.last + 2])  # "none of its fighters"
    if pronoun or theirs:
        told = [each for each in line.said.attributions if each.holds(phrase.first) and each.verb < phrase.first]
        subjects = [p for each in told if (p := sentence.phrase_at(each.subject[0])) is not None]
        if len(subjects) > 0 and sentence.tags[subjects[-1].head] != "PRP":
            return _meant(line, subjects[-1])
    if sentence.words[phrase.head] in listed("voices") and sentence.words[phrase.last : phrase.last + 1] in _OF:
        body = sentence.phrase_at(phrase.last + 1)
        if body is not None and body.first == phrase.last + 1:
            return _name(sentence, body)
    return _name(sentence, phrase)


def _claimed_for(sentence: Sentence, by: NounPhrase, after: int, end: int) -> tuple[int, int] | None:
    """ "A caller claimed the bombing for the Front", "… in the name of the Front": the body that is named so.

    Only where a voice claims (`by`): who claims a bombing "in revenge for" something claims it for itself.
    """
    if sentence.words[by.head] not in listed("voices") | listed("carriers"):
        return None
    for at in range(after, end):
        opening = next((o for o in _IN_THE_NAME_OF if sentence.words[at : at + len(o)] == o), None)
        body = sentence.phrase_at(at + len(opening)) if opening is not None else None
        if opening is None or body is None or body.first != at + len(opening) or _is_event(sentence, body):
            continue
        named = len(actors().matches(sentence.words[body.first : body.last])) > 0
        if named or _is_group_name(sentence, body):
            return _name(sentence, body)
    return None


def _is_event(sentence: Sentence, phrase: NounPhrase) -> bool:
    return triggers().at(sentence.words, phrase.head) is not None


def _name(sentence: Sentence, phrase: NounPhrase) -> tuple[int, int]:
    """The actor's name inside the phrase, or the phrase without its article."""
    end = name_end(sentence, phrase)
    reach = actors().matches(sentence.words[phrase.first : phrase.first + _LONGEST_NAME])
    matches = [match for match in reach if match.start + phrase.first < end]
    if len(matches) > 0:
        best = max(matches, key=lambda match: match.end - match.start)
        return best.start + phrase.first, best.end + phrase.first
    first = phrase.first
    while first < phrase.head and sentence.words[first] in ("the", "a", "an"):
        first += 1
    return first, end


def _claimant(line: Line, words: tuple[int, int], said: tuple[int, int]) -> Speaker:
    """The one who claims, as a speaker: the channel may stand in the attribution of the same sentence."""
    sentence = line.sentence
    for found in line.said.attributions:
        if found.subject[0] <= words[0] < found.subject[1]:
            return found.speaker
    role = role_of(sentence, *words) or SpeakerRole.ARMED_GROUP
    channel, channel_span = channel_of(sentence, said)
    spans: tuple[Span, ...] = (sentence.span(*said),)
    if channel_span is not None and not spans[0].covers(channel_span):
        spans = (*spans, channel_span)
    return Speaker(sentence.text(*words), role, None, channel, spans, role in _ARMED)


def _denials(line: Line, text: str) -> Iterator[Found]:
    sentence = line.sentence
    for match in wording("denial").finditer(text):
        first, last = sentence.covering(match.start(), match.end())
        group = next((sentence.verb_at(at) for at in range(first, last) if sentence.verb_at(at) is not None), None)
        if group is None or is_passive(sentence, group):
            continue
        for phrase in subject_of(sentence, group):
            words = _meant(line, phrase)
            evidence = (min(words[0], first), max(words[1], _object_end(sentence, last)))
            speaker = _claimant(line, words, (phrase.first, max(last, phrase.last)))
            yield _blame(line, Field.DENIAL_OF_RESPONSIBILITY, words, evidence, said_by=speaker, held=Modality.DENIED)


def _accusations(line: Line) -> Iterator[Found]:
    """ "X accused Y of …", "blamed Y for …", "Y was blamed by X": the one who is blamed."""
    sentence = line.sentence
    for found in line.said.attributions:
        if found.kind is not Speech.ACCUSE:
            continue
        group = sentence.verb_at(found.verb)
        if group is None:
            continue
        accused = _accused(sentence, group)
        if accused is not None and can_act(sentence, accused):
            words = _name(sentence, accused)
            evidence = (found.subject[0], _object_end(sentence, words[1]))
            yield _blame(line, Field.ACCUSATION, words, evidence, said_by=found.speaker, held=Modality.ALLEGED)
    yield from _passive_accusations(line)


def _accused(sentence: Sentence, group: VerbGroup) -> NounPhrase | None:
    """Who is blamed: the object, or for "attributed the attack to X", "pinned it on X" what follows the preposition."""
    preposition = {"attributed": "to", "attribute": "to", "credited": "to", "ascribed": "to", "pinned": "on"}
    wanted = preposition.get(sentence.words[group.head])
    if sentence.words[group.head].startswith("point"):  # "pointed the finger at", "points to"
        wanted = next((w for w in sentence.words[group.last : group.last + 3] if w in ("at", "to")), None)
        if wanted is None:
            return None
    if wanted is None:
        phrase = sentence.phrase_at(group.last)
        named = sentence.words[group.head].startswith("nam") and phrase is not None
        if named and phrase is not None and sentence.words[phrase.head] in listed("attacker_nouns"):
            return None  # "naming the bomber as Ali Noor" blames nobody new
        return phrase if phrase is not None and phrase.first == group.last else None
    for at in range(group.last, min(group.last + 12, len(sentence.words) - 1)):
        if sentence.words[at] == wanted:
            return sentence.phrase_at(at + 1)
    return None


def _passive_accusations(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    for group in sentence.verbs:
        if group.passive and sentence.words[group.head] in ("blamed", "accused", "suspected") and not group.negated:
            yield from _blamed(line, group)


def _blamed(line: Line, group: VerbGroup) -> Iterator[Found]:
    sentence = line.sentence
    preposition = "on" if sentence.words[group.head] == "blamed" else ""
    after = sentence.phrase_at(group.last + 1)
    if (
        preposition
        and group.last < len(sentence.words)
        and sentence.words[group.last] == preposition
        and after is not None
    ):
        phrases: tuple[NounPhrase, ...] = (after,)
    else:
        phrases = subject_of(sentence, group)
    for phrase in phrases:
        if not can_act(sentence, phrase):
            continue
        words = _name(sentence, phrase)
        evidence = (min(words[0], group.first), max(words[1], group.last))
        yield _blame(line, Field.ACCUSATION, words, evidence, held=Modality.ALLEGED)
