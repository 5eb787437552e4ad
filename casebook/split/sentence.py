"""A sentence taken apart: tokens, tags, noun phrases and verb groups. Shallow, but with exact offsets.

Phrases are found by their tags and closed-class words alone, so that text in capitals is read as well as mixed case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from casebook.lists.vague_numbers import quantities
from casebook.model.mention import Passage
from casebook.model.report import Report, Span
from casebook.norms.date_words import DateWords
from casebook.norms.dates import find_dates
from casebook.norms.phrases import Match, Phrases
from casebook.norms.quantity import Quantity
from casebook.norms.tokens import Token, tokens
from casebook.split.tagger import tag

T = TypeVar("T")
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "get", "gets", "got", "getting"})
HAVE = frozenset({"have", "has", "had", "having", "'ve"})
NEGATION = frozenset({"not", "never", "no", "neither", "nor", "without", "n't", "cannot", "hardly"})
_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVE = frozenset({"JJ", "JJR", "JJS"})
_VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_OPENER = frozenset({"DT", "PDT", "PRP$", "WP$"})
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "''", "``"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Token indexes [first, last) of a noun phrase without what follows its head; `head` is its main noun."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Token indexes [first, last) of a verb with its auxiliaries; `head` is the main verb.

    `form` is finite, infinitive, gerund or participle (a bare past participle). `passive` holds for every participle.
    """

    first: int
    last: int
    head: int
    form: str
    passive: bool
    negated: bool
    modal: str | None
    perfect: bool


@dataclass(frozen=True)
class Sentence:
    """A passage with its words. Indexes everywhere are token indexes of this sentence, half open."""

    report: Report
    passage: Passage
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return tuple(token.lower for token in self.tokens)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """One Penn Treebank tag a token."""
        tags = tag([token.text for token in self.tokens])
        return tuple(_mended(word, kind) for word, kind in zip(self.words, tags, strict=True))

    @cached_property
    def cased(self) -> bool:
        """False when the sentence is all in capitals, so that a capital tells nothing."""
        letters = [token.text for token in self.tokens if token.text[0].isalpha()]
        upper = sum(text.isupper() for text in letters)
        return upper < 0.7 * len(letters)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number of the sentence, with token indexes."""
        return tuple(quantities(self.tokens))

    @cached_property
    def dates(self) -> tuple[DateWords, ...]:
        """Every date and span of time of the sentence, with token indexes."""
        return tuple(find_dates(self.tokens))

    @cached_property
    def _matches(self) -> dict[int, list[Match[Any]]]:
        return {}

    def matches(self, phrases: Phrases[T]) -> list[Match[T]]:
        """Where the phrases of a list stand in the sentence; looked up once for each list."""
        known = self._matches.get(id(phrases))
        if known is None:
            known = self._matches[id(phrases)] = phrases.matches(self.words)
        return known

    @cached_property
    def verbs(self) -> tuple[VerbGroup, ...]:
        """Verb groups from left to right."""
        return tuple(_as_past(group, self.words, self.tags) for group in _verb_groups(self.words, self.tags))

    @cached_property
    def phrases(self) -> tuple[NounPhrase, ...]:
        """Noun phrases from left to right; they do not overlap."""
        taken = {index for group in self.verbs for index in range(group.first, group.last)}
        return tuple(_noun_phrases(self.words, self.tags, taken))

    @cached_property
    def _phrase_at(self) -> tuple[NounPhrase | None, ...]:
        found: list[NounPhrase | None] = [None] * len(self.tokens)
        for phrase in self.phrases:
            for index in range(phrase.first, phrase.last):
                found[index] = phrase
        return tuple(found)

    @cached_property
    def _verb_at(self) -> tuple[VerbGroup | None, ...]:
        found: list[VerbGroup | None] = [None] * len(self.tokens)
        for group in self.verbs:
            for index in range(group.first, group.last):
                found[index] = group
        return tuple(found)

    def phrase_at(self, index: int) -> NounPhrase | None:
        """The noun phrase that holds a token."""
        return self._phrase_at[index] if 0 <= index < len(self.tokens) else None

    def verb_at(self, index: int) -> VerbGroup | None:
        """The verb group that holds a token."""
        return self._verb_at[index] if 0 <= index < len(self.tokens) else None

    def span(self, first: int, last: int) -> Span:
        """The report's words from token `first` up to token `last`."""
        return self.report.span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` up to token `last`, as written."""
        return self.report.text[self.tokens[first].start : self.tokens[last - 1].end]


def parse(report: Report, passage: Passage) -> Sentence:
    """The passage taken apart; tags and phrases are worked out when first asked for."""
    return Sentence(report, passage, tuple(tokens(report.text, passage.span.start, passage.span.end)))


def _mended(word: str, kind: str) -> str:
    """The tag, mended where the form tells better: "schoolchildren" is no verb, "ez-Zor" no comma."""
    if kind.startswith("VB") and word.endswith(("children", "women", "men")) and len(word) > 5:
        return "NNS"
    return "NNP" if word[0].isalpha() and not kind[0].isalpha() and "$" not in kind else kind


def _verb_groups(words: Sequence[str], tags: Sequence[str]) -> list[VerbGroup]:
    groups: list[VerbGroup] = []
    index, size = 0, len(words)
    while index < size:
        starts = tags[index] in _VERB or tags[index] == "MD"
        starts = starts or (tags[index] == "TO" and index + 1 < size and tags[index + 1] in ("VB", "RB"))
        if not starts or _is_modifier(words, tags, index):
            index += 1
            continue
        last = _group_end(words, tags, index)
        groups.append(_group(words, tags, index, last))
        index = last
    return groups


_NAMING = frozenset("named called given known nicknamed dubbed considered aged armed dressed".split())
_SAYING = frozenset("said told denied claimed reported announced added".split())
_AFTER_VERB = frozenset({"DT", "PRP", "PRP$", "CD", "NN", "NNS", "NNP", "NNPS", "$"})


def _as_past(group: VerbGroup, words: Sequence[str], tags: Sequence[str]) -> VerbGroup:
    """A bare participle that is a past tense: a noun stands before it and its object (or what is said) behind."""
    if group.form != "participle" or group.first == 0 or words[group.head] in _NAMING:
        return group
    after = tags[group.last] if group.last < len(tags) else ""
    before = tags[group.first - 1]
    if not (before in _NOUN or before == "PRP") or (after not in _AFTER_VERB and words[group.head] not in _SAYING):
        return group
    return replace(group, form="finite", passive=False)


def _is_modifier(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """True for a participle that stands inside a noun phrase: "masked gunmen", "the wounded", "a bombed market"."""
    if tags[index] not in ("VBN", "VBG", "VBD") or words[index] in BE or words[index] in HAVE:
        return False
    after = tags[index + 1] if index + 1 < len(tags) else ""
    left = index - 1
    while left > 0 and words[left] in _QUOTES:
        left -= 1
    before = tags[left] if left >= 0 else ""
    opened = before in _OPENER or before in _ADJECTIVE or before in ("CD", "POS")
    if before == "CD" and tags[index] in ("VBN", "VBD"):
        return after in _NOUN  # "13 wounded people" but "14 killed, 20 wounded"
    if after in _NOUN or (after in _ADJECTIVE and tags[index] != "VBD"):
        return opened or (tags[index] == "VBN" and (index == 0 or before == "IN"))  # "by masked men"
    return (
        opened
        and tags[index] != "VBD"
        and before not in _ADJECTIVE
        and before != "CD"
        and after not in ("DT", "PRP$", "CD", "RP")
    )


def _group_end(words: Sequence[str], tags: Sequence[str], index: int) -> int:
    last, size = index + 1, len(words)
    auxiliary = words[index] in BE or words[index] in HAVE or tags[index] in ("MD", "TO")
    auxiliary = auxiliary or words[index] in ("do", "did", "does", "don't", "didn't", "doesn't", "wasn't", "weren't")
    auxiliary = auxiliary or words[index].endswith("n't")
    while last < size:
        skip = last
        while skip < size and (tags[skip] == "RB" or words[skip] in NEGATION) and skip - last < 3:
            skip += 1
        if not auxiliary or skip >= size or tags[skip] not in _VERB:
            break
        if tags[skip] == "VBG" and words[index] in HAVE:
            break
        last = skip + 1
        auxiliary = words[skip] in BE or words[skip] in HAVE
    return last


def _group(words: Sequence[str], tags: Sequence[str], first: int, last: int) -> VerbGroup:
    head = last - 1
    own = words[first:last]
    passive = tags[head] in ("VBN", "VBD") and any(word in BE or word.removesuffix("n't") in BE for word in own[:-1])
    bare = last - first == 1 and tags[head] == "VBN"
    form = "finite"
    if tags[first] == "TO":
        form = "infinitive"
    elif bare:
        form = "participle"
    elif tags[first] == "VBG":
        form = "gerund"
    before = set(words[max(0, first - 2) : first])
    negated = bool(NEGATION & (set(own) | before)) or any(word.endswith("n't") for word in own)
    modal = next((words[i] for i in range(first, last) if tags[i] == "MD"), None)
    return VerbGroup(first, last, head, form, passive or bare, negated, modal, "had" in own[:-1])


def _noun_phrases(words: Sequence[str], tags: Sequence[str], taken: set[int]) -> list[NounPhrase]:
    phrases: list[NounPhrase] = []
    index, size = 0, len(words)
    while index < size:
        if index in taken or not _can_start(words, tags, index):
            index += 1
            continue
        last = _phrase_end(words, tags, taken, index)
        heads = [i for i in range(index, last) if tags[i] in _NOUN]
        if len(heads) > 0:
            phrases.append(NounPhrase(index, last, heads[-1]))
        elif last > index and not all(tags[i] in _ADJECTIVE or tags[i] in _VERB for i in range(index, last)):
            phrases.append(NounPhrase(index, last, last - 1))
        index = max(last, index + 1)
    return phrases


def _can_start(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    kind = tags[index]
    if words[index] in _RELATIVE or (words[index] == "dead" and index > 0 and tags[index - 1] in _VERB):
        return False  # "shot dead 17 farmers"
    if kind in _NOUN or kind in _OPENER or kind in ("CD", "PRP", "EX", "$", "VBN", "VBG", "VBD"):
        return True
    if kind in _ADJECTIVE and words[index] not in ("more", "less", "fewer"):
        return True
    # "at least 21", "as many as 9", "nearly 40", "up to 15", "about a dozen"
    return kind in ("IN", "RB", "JJR", "RBR") and (_quantity_opens(words, tags, index) or kind == "JJR")


def _quantity_opens(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    if words[index] not in _QUANTITY_OPENERS:
        return False
    if words[index] == "as" and words[index + 1 : index + 2] not in (("many",), ("few",), ["many"], ["few"]):
        return False  # "as well as two guards"
    ahead = index + 1
    while ahead < len(words) and words[ahead] in _QUANTITY_INNER and ahead - index < 4:
        ahead += 1
    return (ahead < len(words) and tags[ahead] in ("CD",)) or (ahead < len(words) and words[ahead] in _VAGUE)


_QUANTITY_OPENERS = frozenset(
    "at more less fewer over up about around some nearly almost approximately as no roughly between well under".split()
)
_QUANTITY_INNER = frozenset("least most than to many as few fewer less a the an over some about".split())
_VAGUE = frozenset("dozen dozens score scores hundred hundreds thousand thousands several".split())


def _phrase_end(words: Sequence[str], tags: Sequence[str], taken: set[int], index: int) -> int:
    size = len(words)
    if tags[index] in ("PRP", "EX"):
        return index + 1
    last = index
    if tags[index] in ("IN", "RB", "JJR", "RBR") or words[index] in ("at", "up", "as"):
        last = index + 1
        while last < size and (words[last] in _QUANTITY_INNER) and tags[last] not in _NOUN:
            last += 1
    while last < size and last not in taken:
        kind, word = tags[last], words[last]
        if (
            kind in _NOUN
            or kind in _ADJECTIVE
            or kind in ("CD", "POS", "$", "VBN", "VBG", "VBD", "FW", "&")
            or (
                kind in _OPENER
                and (last == index or tags[last - 1] == "PDT" or words[last - 1] in ("all", "both", "half"))
            )
            or (last > index and _bridges(words, tags, taken, last))
            or word == "#"
            or (kind == "RB" and last > index and last + 1 < size and tags[last + 1] in ("JJ", "VBN"))
        ):
            last += 1
        else:
            break
    while last - 1 > index and (words[last - 1] in _QUOTES or _trails(tags, index, last)):
        last -= 1
    return last


def _trails(tags: Sequence[str], first: int, last: int) -> bool:
    """True for an adjective after the noun: "a cleric close | to the Taliban"."""
    return tags[last - 1] in _ADJECTIVE and any(tags[at] in _NOUN for at in range(first, last - 1))


def _bridges(words: Sequence[str], tags: Sequence[str], taken: set[int], at: int) -> bool:
    """True for a mark that a noun phrase goes on across: a quoted name, a number range, a comma between adjectives."""
    if at + 1 >= len(words) or at + 1 in taken:
        return False
    before, after = tags[at - 1], tags[at + 1]
    if words[at] in _QUOTES:
        return after in _NOUN or after in _ADJECTIVE
    if words[at] in ("and", "to", "-", "or"):
        return before == "CD" and after == "CD"
    if words[at] == ",":
        return before in _ADJECTIVE and after in _ADJECTIVE
    return words[at] == "of" and words[at - 1] in _VAGUE
