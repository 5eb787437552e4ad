"""Find the phrases of a list in a text's words, each with the items that the list gives for it.

Words are lower-cased token texts as `norms.tokens` cuts them; phrases are cut by the same function. At each place the
longest phrase counts, and phrases never overlap. A `*` in a phrase stands for up to `GAP` words in between, none of
them the end of a sentence ("set * on fire"): the match is then the part before it, and `tail` says where the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from casebook.norms.tokens import tokens

T = TypeVar("T")

GAP = 8
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)*")
_STOPS = frozenset({".", ";", "!", "?", ":", "\n"})


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Where a phrase stands: words[start:end], its items, and for a phrase with a gap where its second part stands."""

    start: int
    end: int
    items: tuple[T, ...]
    tail: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    head: tuple[str, ...]
    tail: tuple[str, ...]
    items: tuple[T, ...]


def words_of(phrase: str) -> tuple[str, ...]:
    """The phrase's words, cut and lower-cased as `norms.tokens` does it."""
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split(" "))
    return tuple(token.lower for token in tokens(phrase))


def first_word(phrase: str) -> str:
    """The first of `words_of(phrase)`."""
    first = phrase.partition(" ")[0]
    return first if _PLAIN.fullmatch(first) else words_of(first)[0]  # "governor's" is "governor" and "'s"


class Phrases(Generic[T]):
    """Phrases and their items, ready to be looked up. Phrases of one first word are cut when that word is first met."""

    __slots__ = ("_cut", "_firsts", "_pairs_of", "_seconds")

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[str, T]]] = {}
        for phrase, item in pairs:
            by_first.setdefault(first_word(phrase), []).append((phrase, item))
        self._firsts: Collection[str] = by_first
        self._pairs_of: Callable[[str], Iterable[tuple[str, T]]] = by_first.__getitem__
        self._cut: dict[str, tuple[_Entry[T], ...]] = {}
        self._seconds: dict[str, dict[str, tuple[_Entry[T], ...]]] = {}

    @classmethod
    def later(cls, firsts: Collection[str], pairs_of: Callable[[str], Iterable[tuple[str, T]]]) -> Phrases[T]:
        """Phrases that are made when a word of `firsts` is met: `pairs_of(word)` gives those that begin with it."""
        made: Phrases[T] = cls(())
        made._firsts, made._pairs_of = firsts, pairs_of
        return made

    def __len__(self) -> int:
        """How many phrases, inflected forms included."""
        return sum(len(self._entries(first)) for first in self._firsts)

    def __iter__(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Every phrase with its items."""
        for first in self._firsts:
            for entry in self._entries(first):
                gap = ("*",) if len(entry.tail) > 0 else ()
                yield " ".join((*entry.head, *gap, *entry.tail)), entry.items

    def _entries(self, first: str) -> tuple[_Entry[T], ...]:
        """The phrases that begin with the word, longest first."""
        done = self._cut.get(first)
        if done is None:
            if first not in self._firsts:
                return ()
            merged: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[T, ...]] = {}
            for phrase, item in self._pairs_of(first):
                head, _, tail = phrase.partition(" * ")
                key = (words_of(head), words_of(tail) if tail else ())
                known = merged.get(key, ())
                merged[key] = known if item in known else (*known, item)
            longest = sorted(merged.items(), key=lambda found: (-len(found[0][0]) - len(found[0][1]), len(found[0][1])))
            done = tuple(_Entry(head, tail, items) for (head, tail), items in longest)
            self._cut[first] = done
        return done

    def _candidates(self, first: str, second: str) -> tuple[_Entry[T], ...]:
        """The phrases that begin with the words, longest first: those of one word, and those with this second one."""
        by_second = self._seconds.get(first)
        if by_second is None:
            entries = self._entries(first)
            seconds = {"", *(entry.head[1] for entry in entries if len(entry.head) > 1)}
            by_second = {
                word: tuple(entry for entry in entries if len(entry.head) == 1 or entry.head[1] == word)
                for word in seconds
            }
            self._seconds[first] = by_second
        return by_second.get(second) or by_second[""]

    def at(self, words: Sequence[str], i: int) -> Match[T] | None:
        """The longest phrase that starts at words[i], or None."""
        for entry in self._candidates(words[i], words[i + 1] if i + 1 < len(words) else ""):
            head = entry.head
            end = i + len(head)
            if len(head) > 2 and tuple(words[i:end]) != head:
                continue
            if len(entry.tail) == 0:
                return Match(i, end, entry.items)
            found = _after(words, end, entry.tail)
            if found is not None:
                return Match(i, end, entry.items, (found, found + len(entry.tail)))
        return None

    def matches(self, words: Sequence[str]) -> list[Match[T]]:
        """All phrases in the words, from left to right."""
        known = self._firsts
        found: list[Match[T]] = []
        free = 0
        tail = (0, 0)
        for i in [i for i, word in enumerate(words) if word in known]:
            if i < free or tail[0] <= i < tail[1]:
                continue
            match = self.at(words, i)
            if match is not None:
                found.append(match)
                free, tail = match.end, match.tail or tail
        return found


def _after(words: Sequence[str], start: int, tail: tuple[str, ...]) -> int | None:
    """Where the tail stands, at most GAP words on and in the same sentence."""
    for at in range(start, min(start + GAP + 1, len(words) - len(tail) + 1)):
        if words[at] == tail[0] and tuple(words[at : at + len(tail)]) == tail:
            return at
        if words[at] in _STOPS:
            return None
    return None
