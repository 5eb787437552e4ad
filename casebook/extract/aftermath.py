"""What came after and around: reactions, corrections, demands and ransom, superlatives.

None of these makes an incident; they hang on the one that the story is telling.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.extract.found import Found, Line, mentioned
from casebook.lists.lexicon import reactions
from casebook.lists.words import wording
from casebook.model.claim import ARTICLE, Field, Modality
from casebook.model.mention import Mention
from casebook.norms.money import find_durations, find_money
from casebook.split.clauses import subject_of
from casebook.split.sentence import Sentence


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


def _text(sentence: Sentence) -> str:
    return sentence.text(0, len(sentence.tokens))


def _end(sentence: Sentence) -> int:
    """The sentence's end without its closing marks."""
    last = len(sentence.tokens)
    while last > 1 and sentence.words[last - 1] in {".", "!", ";", '"', "”"}:
        last -= 1
    return last


def _reactions(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    seen: set[str] = set()
    for match in sentence.matches(reactions()):
        reaction = match.items[0].reaction
        if reaction in seen or reaction == "accusation" or (reaction == "other_statement" and not _quoted(sentence)):
            continue
        group = sentence.verb_at(match.start)
        if group is not None and "had" in sentence.words[group.first : group.last] and not _reported(line, match.start):
            continue  # "he had called for …" tells of a time before the incident
        seen.add(reaction)
        own = [each for each in line.said.attributions if group is not None and each.verb == group.head]
        holding = [each for each in line.said.attributions if each.holds(match.start)]
        speaker = next((each.speaker for each in (*own, *holding)), ARTICLE)
        first = _doer_first(sentence, match.start) if len(holding) == 0 else match.start
        span = sentence.span(first, max(_stretch(sentence, match.end), match.end))
        words = sentence.span(match.start, match.end)
        yield Found(line.number, match.start, Mention(Field.REACTION, span, words, speaker, code=reaction))


def _reported(line: Line, at: int) -> bool:
    """True inside someone's words, where a past perfect is that speaker's past: "he said he had ordered …"."""
    return any(each.holds(at) for each in line.said.attributions)


def _doer_first(sentence: Sentence, at: int) -> int:
    """Where the subject of the reaction at a token begins, when it stands beside it; else the token itself."""
    group = sentence.verb_at(at)
    subjects = subject_of(sentence, group) if group is not None else ()
    if group is None or len(subjects) == 0 or not 0 <= group.first - subjects[0].last <= 12:
        return at
    apart = any(word in (",", "and") for word in sentence.words[subjects[0].last : at])
    return at if apart else min(subjects[0].first, at)


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
    if wording("superlative").search(_text(sentence)) is not None:
        yield mentioned(line, Field.CONTEXT_CLAIM, (0, _end(sentence)))


def _corrections(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    match = wording("correction").search(_text(sentence))
    if match is not None:
        first, last = sentence.covering(match.start(), match.end())
        yield mentioned(line, Field.CORRECTION, (min(first, _subject_first(sentence, first)), last))


def _subject_first(sentence: Sentence, at: int) -> int:
    group = sentence.verb_at(at)
    subjects = subject_of(sentence, group) if group is not None else ()
    return subjects[0].first if len(subjects) > 0 else at


def _money(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    text = _text(sentence)
    denied = wording("ransom_denied").search(text)
    if denied is not None:
        words = sentence.covering(denied.start(), denied.end())
        speaker = next((each.speaker for each in line.said.attributions), None)
        yield mentioned(line, Field.RANSOM_PAID, words, said_by=speaker, held=Modality.DENIED, code="denied")
    asked, paid = wording("asked").search(text), wording("paid").search(text)
    if asked is None and paid is None:
        return
    wanted = asked is not None and (paid is None or asked.start() < paid.start())
    field = Field.DEMAND if wanted else Field.RANSOM_PAID
    for amount in find_money(sentence.tokens):
        if not amount.converted:  # the same sum again, in dollars
            yield mentioned(line, field, (amount.first, amount.last), held=Modality.ASSERTED)


def _durations(line: Line) -> Iterator[Found]:
    sentence = line.sentence
    if wording("in_captivity").search(_text(sentence)) is None:
        return
    for length in find_durations(sentence.tokens):
        first = length.first
        if first > 0 and sentence.words[first - 1] in ("after", "for"):
            yield mentioned(line, Field.CAPTIVITY_DURATION, (first - 1, length.last))
