"""Claims of responsibility, their denials, accusations, and the statement that nobody has claimed it.

A claim says who claims; it is not proof, and one that covers many acts at once ("a number of mosques this year")
belongs to none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.extract.found import Found, Line
from casebook.extract.people import can_act
from casebook.lists.actors import actors
from casebook.lists.rows import Speech
from casebook.model.claim import Field, Modality, Speaker, SpeakerRole
from casebook.model.mention import Mention
from casebook.model.report import Span
from casebook.split.clauses import agent_of, subject_of, tail_end
from casebook.split.sentence import NounPhrase, Sentence, VerbGroup
from casebook.split.speech import channel_of, role_of

_ARMED = frozenset({SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA})
BULK = "bulk"  # code of a claim that covers no single incident
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)? (?:the )?(?:responsibility|credit|authorship)"
    r"|(?:took|take|takes|taken|taking|accept(?:s|ed|ing)?|assum(?:e|es|ed|ing)|admit(?:s|ted|ting)?) (?:full |the )?"
    r"(?:responsibility|credit)"
    r"|claim(?:s|ed)? (?:the|this|that|an|it) ?(?:\w+ )?(?:attack|bombing|blast|assault|ambush|strike|killing|raid|operation)"
    r"|claim(?:s|ed) to have (?:carried out|killed|attacked|planted|shot)"
    r"|said (?:it|they|its fighters|its members) (?:was|were|had been) (?:behind|responsible for)"
    r"|said (?:it|they|its fighters|its members|its forces) (?:had )?(?:carried out|attacked|targeted|planted|ambushed|detonated)"
    r")\b",
    re.IGNORECASE,
)
_PASSIVE_CLAIM = re.compile(
    r"\b(?:responsibility|credit) (?:\w+ ){0,6}?(?:was|were|has been|had been) claimed\b|\bclaimed by\b", re.I
)
_NOBODY = re.compile(
    r"\b(?:no|nor has any|none of the|without any|not any) ?(?:[\w-]+ ){0,4}?(?:group|one|organi[sz]ation|party|side|faction|claim|individual)"
    r"s? ?(?:\w+ ){0,6}?(?:claim(?:ed|s)?|responsib\w+|said it was behind|credit|admitted)\b"
    r"|\bnobody (?:has |had )?(?:\w+ )?claimed\b|\bno (?:immediate )?claims? of responsibility\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disclaim(?:s|ed)?|disavow(?:s|ed)?) (?:any |all |the |its |having |that )?"
    r"(?:\w+ ){0,3}?(?:responsibility|involvement|role|part|part in|hand in|being behind|behind|carried out|accusation|accusations|charge|charges|blame)\b"
    r"|\b(?:was|were|had) not (?:behind|involved|responsible)\b",
    re.IGNORECASE,
)
_BULK = re.compile(
    r"\b(?:a number of|several|many|numerous|most of|dozens of|scores of|hundreds of|a (?:series|string|wave|spate) of|other|similar|"
    r"previous|past|such|attacks|bombings|killings)\b.*\b(?:this year|last year|in recent|over the past|in the past|since|years|months)\b|"
    r"\b(?:previous|past|similar|other|several|numerous|many|such) (?:\w+ )?(?:attacks|bombings|killings|kidnappings|assaults)\b",
    re.IGNORECASE,
)


def responsibility(line: Line) -> list[Found]:
    """Everything the sentence says about who takes, refuses or is given the blame."""
    sentence = line.sentence
    text = sentence.text(0, len(sentence.tokens))
    offset = sentence.tokens[0].start
    found: list[Found] = []
    nobody = _NOBODY.search(text)
    if nobody is not None:
        first, last = _token_range(sentence, nobody.start() + offset, nobody.end() + offset)
        found.append(_mention(line, Field.NO_CLAIM, (first, last), (first, _clause_end(sentence, last))))
    else:
        found.extend(_claims(line, text, offset))
    found.extend(_denials(line, text, offset))
    found.extend(_accusations(line))
    return found


def _token_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    inside = [at for at, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    return inside[0], inside[-1] + 1


def _clause_end(sentence: Sentence, at: int) -> int:
    words = sentence.words
    while at < len(words) and words[at] not in {",", ";", ".", "--", ":", "—"}:
        at += 1
    return at


def _mention(
    line: Line,
    field: Field,
    words: tuple[int, int],
    evidence: tuple[int, int],
    *,
    said_by: Speaker | None = None,
    modality: Modality | None = None,
    code: str | None = None,
) -> Found:
    sentence = line.sentence
    speaker, held = line.said.at(words[0])
    mention = Mention(
        field, sentence.span(*evidence), sentence.span(*words), said_by or speaker, modality or held, code=code
    )
    return Found(line.number, evidence[0], mention)


def _claims(line: Line, text: str, offset: int) -> Iterator[Found]:
    sentence = line.sentence
    for match in (*_CLAIM.finditer(text), *_PASSIVE_CLAIM.finditer(text)):
        first, last = _token_range(sentence, match.start() + offset, match.end() + offset)
        group = next((sentence.verb_at(at) for at in range(first, last) if sentence.verb_at(at) is not None), None)
        if group is None:
            continue
        passive = _PASSIVE_CLAIM.match(text, match.start()) is not None
        who = agent_of(sentence, group) if passive else subject_of(sentence, group)
        claimants = [phrase for phrase in who if _can_claim(sentence, phrase) and can_act(sentence, phrase)]
        end = _object_end(sentence, last)
        code = BULK if last < end and _BULK.search(sentence.text(last, end)) is not None else None
        for phrase in claimants:
            words = _name(sentence, phrase)
            evidence = (min(words[0], first), max(words[1], end))
            speaker = _claimant(line, words, (min(phrase.first, first), max(last, phrase.last)))
            yield _mention(
                line,
                Field.CLAIM_OF_RESPONSIBILITY,
                words,
                evidence,
                said_by=speaker,
                modality=Modality.CLAIMED,
                code=code,
            )


def _can_claim(sentence: Sentence, phrase: NounPhrase) -> bool:
    word = sentence.words[phrase.head]
    return word not in (
        "responsibility",
        "credit",
        "officials",
        "police",
        "army",
        "government",
        "nobody",
        "one",
        "attack",
    )


def _object_end(sentence: Sentence, at: int) -> int:
    words = sentence.words
    while at < len(words) and words[at] not in {";", ".", "--", "—"}:
        if words[at] == "," or (words[at] in ("and", "but", "saying", "according") and at > 0):
            break
        at += 1
    return at


def _name(sentence: Sentence, phrase: NounPhrase) -> tuple[int, int]:
    """The actor's name inside the phrase, or the phrase without its article."""
    end = tail_end(sentence, phrase)
    matches = actors().matches(sentence.words[phrase.first : end])
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


def _denials(line: Line, text: str, offset: int) -> Iterator[Found]:
    sentence = line.sentence
    for match in _DENIAL.finditer(text):
        first, last = _token_range(sentence, match.start() + offset, match.end() + offset)
        group = next((sentence.verb_at(at) for at in range(first, last) if sentence.verb_at(at) is not None), None)
        if group is None or group.passive:
            continue
        for phrase in subject_of(sentence, group):
            words = _name(sentence, phrase)
            evidence = (min(words[0], first), max(words[1], _object_end(sentence, last)))
            speaker = _claimant(line, words, (phrase.first, max(last, phrase.last)))
            yield _mention(
                line, Field.DENIAL_OF_RESPONSIBILITY, words, evidence, said_by=speaker, modality=Modality.DENIED
            )


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
            yield _mention(line, Field.ACCUSATION, words, evidence, said_by=found.speaker, modality=Modality.ALLEGED)
    yield from _passive_accusations(line)


def _accused(sentence: Sentence, group: VerbGroup) -> NounPhrase | None:
    """Who is blamed: the object, or for "attributed the attack to X" and "pinned it on X" what follows the preposition."""
    preposition = {"attributed": "to", "attribute": "to", "credited": "to", "ascribed": "to", "pinned": "on"}
    wanted = preposition.get(sentence.words[group.head])
    if wanted is None:
        phrase = sentence.phrase_at(group.last)
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
        yield _mention(line, Field.ACCUSATION, words, evidence, modality=Modality.ALLEGED)
