"""Who says what: each attribution of a sentence, its speaker, and the words that are that speaker's.

Speech carries over: a sentence inside an open quotation belongs to the one who is quoted. A sentence with no
attribution is the article's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebook.lists.lexicon import reporting_verbs
from casebook.lists.rows import ReportingVerb, Speech
from casebook.model.claim import ARTICLE, Modality, Speaker
from casebook.split.chains import coordinated
from casebook.split.chunks import VerbGroup
from casebook.split.clauses import object_of, subject_of
from casebook.split.sentence import Sentence
from casebook.split.speakers import Memory, can_speak, remember_claimant, remember_names, speaker_of, with_name

_OPEN = frozenset({"“", "``"})
_QUOTE_MARKS = frozenset({'"', "“", "``"})
_CLOSE = frozenset({"”", "''"})
_WISHES = frozenset({Speech.CALL, Speech.URGE, Speech.VOW, Speech.THREATEN})  # what is to be, not what was
_NO_SPEAKER = frozenset({"there", "what", "which", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, the act of speech, and the token ranges of the sentence that are the speaker's words."""

    speaker: Speaker
    kind: Speech
    modality: Modality
    content: tuple[tuple[int, int], ...]
    subject: tuple[int, int]
    verb: int

    def holds(self, index: int) -> bool:
        """True when the token is among the words attributed."""
        return any(first <= index < last for first, last in self.content)


@dataclass(frozen=True, slots=True)
class Said:
    """The attributions of one sentence; `carried` speaks where none of them holds."""

    attributions: tuple[Attribution, ...] = ()
    carried: Speaker = ARTICLE

    def at(self, index: int) -> tuple[Speaker, Modality]:
        """Who says the word at a token index, and how; the narrowest attribution wins."""
        holding = [found for found in self.attributions if found.holds(index)]
        if len(holding) == 0:
            return self.carried, Modality.ASSERTED
        best = min(holding, key=lambda found: sum(last - first for first, last in found.content))
        return best.speaker, best.modality


def speech(sentences: Sequence[Sentence]) -> list[Said]:
    """What each sentence attributes to whom, in the order of the sentences."""
    memory = Memory()
    found = []
    paragraph = -1
    for sentence in sentences:
        inside = memory.open_quote
        attributions = tuple(_attributions(sentence, memory))
        memory.open_quote = _quote_open(sentence, inside)
        carried = ARTICLE
        goes_on = inside or (sentence.words[0] in _QUOTE_MARKS and sentence.passage.paragraph == paragraph)
        if len(attributions) == 0 and goes_on and len(memory.speakers) > 0:
            carried = memory.speakers[-1]
        paragraph = sentence.passage.paragraph
        found.append(Said(attributions, carried))
        remember_names(sentence, memory, silent=len(attributions) == 0)
    return found


def _quote_open(sentence: Sentence, inside: bool) -> bool:
    for word in sentence.words:
        if word in _OPEN:
            inside = True
        elif word in _CLOSE:
            inside = False
        elif word == '"':
            inside = not inside
    return inside


def _attributions(sentence: Sentence, memory: Memory) -> list[Attribution]:
    found = _all_attributions(sentence, memory)
    closing = [f for f in found if f.content[0][0] == 0 and f.subject[0] > 0]
    return [_cut(each, closing) for each in found]


def _cut(found: Attribution, closing: Sequence[Attribution]) -> Attribution:
    """Speech within speech ends where the outer speaker is named: "he shot first, police said"."""
    for outer in closing:
        if outer is not found and outer.subject[0] > found.verb:
            ranges = tuple((a, min(b, outer.subject[0])) for a, b in found.content if a < outer.subject[0])
            return replace(found, content=ranges or found.content)
    return found


def _all_attributions(sentence: Sentence, memory: Memory) -> list[Attribution]:
    found = _according(sentence, memory)
    quoted = _quoted_as_saying(sentence, memory)
    if quoted is not None:
        found.append(quoted)
    verbs = reporting_verbs()
    for group in sentence.verbs:
        if quoted is not None and group.first <= quoted.verb <= group.last:
            continue
        match = verbs.at(sentence.words, group.head)
        if match is None:
            continue
        made = _attribution(sentence, memory, group, match.items[0], match.end)
        if made is not None:
            found.append(made)
            memory.speakers.append(made.speaker)
    return found


def _according(sentence: Sentence, memory: Memory) -> list[Attribution]:
    words = sentence.words
    found = []
    for at in range(len(words) - 2):
        if words[at : at + 2] != ("according", "to"):
            continue
        phrase = sentence.phrase_at(at + 2)
        if phrase is None:
            continue
        listed = coordinated(sentence, phrase)
        end = with_name(sentence, listed[-1])
        first, last = _around(sentence, at, end)
        speaker = speaker_of(sentence, memory, listed, (at, end))
        content = tuple(part for part in ((first, at), (end, last)) if part[0] < part[1])
        if len(content) == 0:
            continue
        found.append(Attribution(speaker, Speech.SAY, Modality.ASSERTED, content, (at + 2, end), at))
        memory.speakers.append(speaker)
    return found


def _quoted_as_saying(sentence: Sentence, memory: Memory) -> Attribution | None:
    """ "this agency quoted a hospital nurse as saying that …": the nurse speaks."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        if words[at : at + 2] != ("as", "saying"):
            continue
        phrase = sentence.phrase_at(at - 1)
        if phrase is not None and phrase.last == at:
            speaker = speaker_of(sentence, memory, (phrase,), (phrase.first, at + 2))
            memory.speakers.append(speaker)
            content = ((at + 2, len(words)),)
            return Attribution(speaker, Speech.SAY, Modality.ASSERTED, content, (phrase.first, at), at + 1)
    return None


def _around(sentence: Sentence, at: int, end: int) -> tuple[int, int]:
    """The clause that "according to" speaks for: up to a semicolon or another attribution's verb."""
    words = sentence.words
    first = max((index + 1 for index in range(at) if words[index] == ";"), default=0)
    last = min((index for index in range(end, len(words)) if words[index] == ";"), default=len(words))
    return first, last


def _attribution(
    sentence: Sentence, memory: Memory, group: VerbGroup, verb: ReportingVerb, verb_end: int
) -> Attribution | None:
    subjects = subject_of(sentence, group)
    if _takes_blame(sentence, group):
        remember_claimant(sentence, memory, subjects)
        return None
    inverted = False
    if group.passive and not _quoted_as(sentence, group):
        return None
    if verb.kind is Speech.CALL and sentence.words[group.last : group.last + 1] == ("for",) and _asks(sentence, group):
        return None
    if len(subjects) == 0 and group.form == "finite" and _can_invert(sentence, group):
        subjects = object_of(sentence, group)
        inverted = True
    if len(subjects) == 0 or sentence.words[subjects[0].first] in _NO_SPEAKER:
        return None
    if not can_speak(sentence, subjects[0]):
        return None
    first = subjects[0].first
    end = with_name(sentence, subjects[-1])
    after = max(end if inverted else 0, verb_end)
    trailing = group.form in ("gerund", "participle", "infinitive")
    content = _content(
        sentence, group.first if trailing else min(first, group.first), after, verb.kind, only_after=trailing
    )
    if len(content) == 0:
        return None
    words = (min(first, group.first), max(end if inverted else 0, verb_end))
    speaker = speaker_of(sentence, memory, subjects, words)
    called = verb.kind is Speech.CALL and sentence.words[verb_end : verb_end + 1] not in (("for",), ("on",), ("upon",))
    wishes = verb.kind in _WISHES and not (called and sentence.words[verb_end - 1] not in ("for", "on", "upon"))
    modality = Modality.HYPOTHETICAL if wishes else verb.modality
    if group.negated and verb.kind in (Speech.SAY, Speech.CONFIRM, Speech.REPORT):
        modality = Modality.BACKGROUND  # "police did not confirm that…" says nothing about it
    return Attribution(speaker, verb.kind, modality, content, (first, end), group.head)


def _asks(sentence: Sentence, group: VerbGroup) -> bool:
    """ "have asked for 60 million naira": a demand, not words."""
    return sentence.words[group.head] in ("asked", "asks", "asking", "ask")


def _takes_blame(sentence: Sentence, group: VerbGroup) -> bool:
    """ "claimed responsibility for a bombing" says who claims; the bombing is not the claimant's words."""
    return any(word in ("responsibility", "credit") for word in sentence.words[group.last : group.last + 3])


def _quoted_as(sentence: Sentence, group: VerbGroup) -> bool:
    return sentence.words[group.head] in ("quoted", "cited") and "as" in sentence.words[group.last : group.last + 2]


def _can_invert(sentence: Sentence, group: VerbGroup) -> bool:
    """ "…", said a trader": the verb stands after a comma, a quotation mark or at the start."""
    before = sentence.words[group.first - 1] if group.first > 0 else ""
    return before in _CLOSE or before in ('"', ",", "'", "’", "")


def _content(
    sentence: Sentence, first: int, last: int, kind: Speech, *, only_after: bool
) -> tuple[tuple[int, int], ...]:
    """The token ranges that belong to the speaker: after the verb, before it, or both."""
    words = sentence.words
    size = len(words)
    stop = next((at for at in range(last, size) if words[at] == ";"), size)  # "…; the contractor put it at four"
    after = (last, stop)
    has_after = _is_clause(sentence, last, size, kind)
    before_end = first
    while before_end > 0 and words[before_end - 1] in {",", '"', "”", "''", "’"}:
        before_end -= 1
    cut = not only_after and before_end < first and _is_clause(sentence, 0, before_end, Speech.SAY)
    if cut and before_end > 0:
        return ((0, first), after) if size - last > 1 else ((0, first),)
    return (after,) if has_after else ()


def _is_clause(sentence: Sentence, first: int, last: int, kind: Speech) -> bool:
    if last - first < 2:
        return False
    if any(group.first >= first and group.last <= last for group in sentence.verbs):
        return True
    if kind is not Speech.SAY:
        return any(phrase.first >= first and phrase.last <= last for phrase in sentence.phrases)
    return any(word in _OPEN or word == '"' for word in sentence.words[first:last])
