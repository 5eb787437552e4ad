"""A sentence taken apart: tokens, tags, noun phrases and verb groups. Shallow, but with exact offsets.

Everything is worked out when it is first asked for, and once: a sentence that no list matches is never tagged.
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
from casebook.split.chunks import NounPhrase, VerbGroup, noun_phrases, verb_groups
from casebook.split.tagger import tag

T = TypeVar("T")


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
        mended = tuple(_mended(word, kind) for word, kind in zip(self.words, tags, strict=True))
        return tuple(_as_verb(self.words, mended, at) or kind for at, kind in enumerate(mended))

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
        return tuple(verb_groups(self.words, self.tags))

    @cached_property
    def phrases(self) -> tuple[NounPhrase, ...]:
        """Noun phrases from left to right; they do not overlap."""
        taken = {index for group in self.verbs for index in range(group.first, group.last)}
        found = noun_phrases(self.words, self.tags, taken)
        return tuple(part for phrase in found for part in self._after_date(phrase))

    def _after_date(self, phrase: NounPhrase) -> tuple[NounPhrase, ...]:
        """ "On 16 August | insurgents beheaded …": what follows a date with its preposition is another phrase."""
        for date in self.dates:
            if date.first < phrase.first < date.last <= phrase.head and self.tags[date.first] == "IN":
                return NounPhrase(phrase.first, date.last, date.last - 1), replace(phrase, first=date.last)
        return (phrase,)

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

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The tokens [first, last) that hold the characters [start, end) of the sentence's own text."""
        offset = self.tokens[0].start
        inside = [
            at for at, token in enumerate(self.tokens) if token.start < end + offset and token.end > start + offset
        ]
        return inside[0], inside[-1] + 1

    def text(self, first: int, last: int) -> str:
        """The words from token `first` up to token `last`, as written."""
        return self.report.text[self.tokens[first].start : self.tokens[last - 1].end]


_ADVERBS = frozenset({"fatally", "allegedly", "reportedly", "mortally", "critically", "seriously", "severely"})
_PAST_OR_NOUN = frozenset({"shot", "hit", "beat", "cut"})


def parse(report: Report, passage: Passage) -> Sentence:
    """The passage taken apart; tags and phrases are worked out when first asked for."""
    return Sentence(report, passage, tuple(tokens(report.text, passage.span.start, passage.span.end)))


def _as_verb(words: Sequence[str], tags: Sequence[str], at: int) -> str | None:
    """The past tense of "a man shot his wife" where the tagger saw a noun: no noun stands between a noun and "his"."""
    if words[at] not in _PAST_OR_NOUN or tags[at] not in ("NN", "VBN") or not 0 < at < len(words) - 1:
        return None
    before, after = tags[at - 1], words[at + 1]
    if before in ("NNS", "NNPS", "PRP") and after in ("at", "into"):  # "gunmen shot at two nurses"
        return "VBD"
    return "VBD" if before.startswith(("NN", "PRP")) and tags[at + 1] == "PRP$" else None


def _mended(word: str, kind: str) -> str:
    """The tag, mended where the form tells better: "schoolchildren" is no verb, "ez-Zor" no comma."""
    if word in _ADVERBS:
        return "RB"
    if kind.startswith("VB") and word.endswith(("children", "women", "men")) and len(word) > 5:
        return "NNS"
    return "NNP" if word[0].isalpha() and not kind[0].isalpha() and "$" not in kind else kind
