"""What came after and around: reactions, corrections, demands and ransom, superlatives.

None of these makes an incident; they hang on the one that the story is telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.found import Found, Line
from casebook.lists.lexicon import reactions
from casebook.lists.rows import Speech
from casebook.model.claim import ARTICLE, Field, Modality
from casebook.model.mention import Mention
from casebook.norms.money import find_durations, find_money
from casebook.split.clauses import subject_of
from casebook.split.sentence import Sentence

_SUPERLATIVE = re.compile(
    r"\b(?:the )?(?:first|second|third|fourth|fifth|sixth|\d{1,2}(?:st|nd|rd|th)|latest|deadliest|worst|bloodiest|"
    r"biggest|largest|most deadly)\b[^.;]{0,80}\b(?:since|this (?:year|month|week)|in (?:\w+ ){0,3}(?:years?|months?|weeks?|"
    r"decades?|history|days)|so far|in as many|of the (?:year|war|conflict)|on record)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:demand\w*|ask(?:ed|ing)? for|ransom of|want(?:ed)?|seeking|in exchange for|in return for)\b", re.I
)
_PAID = re.compile(r"\b(?:paid|pay|handed over|hand over|delivered|payment)\b", re.IGNORECASE)
_RANSOM_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies)|no|without)\b[^.;]{0,30}\bransom\b(?:[^.;]{0,12}\b(?:paid|payment)\b)?", re.IGNORECASE
)
_HELD = re.compile(r"\b(?:freed|released|held|captivity|captive|kept|rescued)\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"\b(?:counted twice|double[- ]counted|withdr(?:ew|awn) (?:the|that|its|his|her) (?:\w+ )?(?:figure|toll|claim|statement|number)|"
    r"correct(?:s|ed|ing) (?:the|its|an) (?:\w+ ){0,3}(?:toll|figure|number|report|count)|"
    r"(?:lowered|revised|reduced|cut|raised|increased|updated) (?:the|its|their) (?:\w+ ){0,2}(?:death )?(?:toll|count|figure|number of (?:dead|deaths|killed|injured|wounded|casualties|victims))|"
    r"retract\w* (?:the|its|an|that) \w+|had (?:earlier )?(?:wrongly|mistakenly|erroneously))\b",
    re.IGNORECASE,
)
_REACTING = frozenset({Speech.SAY, Speech.ANNOUNCE, Speech.CONFIRM, Speech.CALL, Speech.URGE, Speech.VOW, Speech.WARN})


def aftermath(line: Line, *, in_story: bool, captive: bool) -> list[Found]:
    """Reactions, corrections, money and superlatives of a sentence.

    Reactions only once an incident was told (`in_story`); ransom and time held only where somebody was taken.
    """
    found = [*_corrections(line), *_superlatives(line)]
    if captive:
        found.extend((*_money(line), *_durations(line)))
    if in_story:
        found.extend(_reactions(line))
    return found


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    offset = sentence.tokens[0].start
    inside = [
        at for at, token in enumerate(sentence.tokens) if token.start < end + offset and token.end > start + offset
    ]
    return inside[0], inside[-1] + 1


def _text(sentence: Sentence) -> str:
    return sentence.text(0, len(sentence.tokens))


def _end(sentence: Sentence) -> int:
    """The sentence's end without its closing marks."""
    last = len(sentence.tokens)
    while last > 1 and sentence.words[last - 1] in {".", "!", ";", '"', "”"}:
        last -= 1
    return last


def _made(line: Line, field: Field, words: tuple[int, int], *, code: str | None = None) -> Found:
    sentence = line.sentence
    speaker, held = line.said.at(words[0])
    span = sentence.span(*words)
    return Found(line.number, words[0], Mention(field, span, span, speaker, held, code=code))


def _reactions(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    seen: set[str] = set()
    for match in sentence.matches(reactions()):
        reaction = match.items[0].reaction
        if reaction in seen or reaction == "accusation" or (reaction == "other_statement" and not _quoted(sentence)):
            continue
        seen.add(reaction)
        holder = next((found for found in line.said.attributions if found.holds(match.start)), None)
        group = sentence.verb_at(match.start)
        subjects = subject_of(sentence, group) if group is not None else ()
        own = next((found for found in line.said.attributions if found.verb == (group.head if group else -1)), None)
        speaker = (own or holder).speaker if (own or holder) is not None else ARTICLE  # type: ignore[union-attr]
        beside = (
            len(subjects) > 0
            and group is not None
            and group.first - subjects[0].last <= 12
            and subjects[0].last <= group.first
        )
        apart = beside and any(word in (",", "and") for word in sentence.words[subjects[0].last : match.start])
        first = subjects[0].first if beside and not apart and holder is None else match.start
        last = _stretch(sentence, match.end)
        span = sentence.span(min(first, match.start), max(last, match.end))
        words = sentence.span(match.start, match.end)
        yield Found(line.number, match.start, Mention(Field.REACTION, span, words, speaker, code=reaction))


def _quoted(sentence: Sentence) -> bool:
    return any(word in ('"', "“", "``") for word in sentence.words)


def _stretch(sentence: Sentence, at: int) -> int:
    end = _end(sentence)
    while (
        at < end and sentence.words[at] not in {",", ";", "--", "—"} and sentence.words[at : at + 2] != ("and", "said")
    ):
        at += 1
    return at


def _superlatives(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    if _SUPERLATIVE.search(_text(sentence)) is not None:
        yield _made(line, Field.CONTEXT_CLAIM, (0, _end(sentence)))


def _corrections(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    match = _CORRECTION.search(_text(sentence))
    if match is not None:
        first, last = _tokens(sentence, match.start(), match.end())
        yield _made(line, Field.CORRECTION, (min(first, _subject_first(sentence, first)), last))


def _subject_first(sentence: Sentence, at: int) -> int:
    group = sentence.verb_at(at)
    subjects = subject_of(sentence, group) if group is not None else ()
    return subjects[0].first if len(subjects) > 0 else at


def _money(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    text = _text(sentence)
    denied = _RANSOM_DENIED.search(text)
    if denied is not None:
        made = _made(line, Field.RANSOM_PAID, _tokens(sentence, denied.start(), denied.end()), code="denied")
        speaker = next((a.speaker for a in line.said.attributions), made.mention.said_by)
        mention = made.mention
        yield Found(
            made.line,
            made.at,
            Mention(mention.field, mention.span, mention.words, speaker, Modality.DENIED, code="denied"),
        )
    asked, paid = _ASKED.search(text), _PAID.search(text)
    if asked is None and paid is None:
        return
    for amount in find_money(sentence.tokens):
        field = (
            Field.DEMAND if asked is not None and (paid is None or asked.start() < paid.start()) else Field.RANSOM_PAID
        )
        if not amount.converted:  # the same sum again, in dollars
            made = _made(line, field, (amount.first, amount.last))
            yield replace(made, mention=replace(made.mention, modality=Modality.ASSERTED))


def _durations(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    if _HELD.search(_text(sentence)) is None:
        return
    for length in find_durations(sentence.tokens):
        first = length.first
        if first > 0 and sentence.words[first - 1] in ("after", "for"):
            yield _made(line, Field.CAPTIVITY_DURATION, (first - 1, length.last))
