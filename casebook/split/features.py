"""What the tagger looks at: how a word is written, what stands beside it, and the tags and verbs so far.

Features are strings, so that the weights of a model are a table from string to number. `training/tagger.py` learns from
the same functions as `split/tagger.py` tags with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN = "?"  # class of a word that training saw too seldom
START = "\x02"  # tag and word before the first and after the last
NO_VERB = "0"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_HAVE = frozenset({"has", "have", "had", "having"})
_VERBAL = frozenset({"MD", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_CLAUSE = frozenset({"WDT", "WP", "WP$", "WRB", ":", "."})
_DIGITS = str.maketrans("123456789\u2019\u2010\u2011", "000000000'--")


class Word(NamedTuple):
    """What a word brings to any sentence; the five ints are its summed weights at each distance from the word asked."""

    own: int
    left: int
    left_two: int
    right: int
    right_two: int
    norm: str
    kind: str  # class of tags
    ahead: str  # can it be a finite verb: "F" surely, "P" past form that may be a participle, "" no
    verb: str  # which verb it would be: be, have, other
    tag: str | None  # its tag where it has but one


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What training knows of a word by itself: the tag of words that have only one, and classes of tags."""

    single: dict[str, str]
    kinds: dict[str, str]


def normal(word: str) -> str:
    """The word in small letters, digits as 0, with plain apostrophe and hyphen."""
    return word.lower().translate(_DIGITS)


def shape(word: str, first: bool) -> str:
    """How the word is written: small, capital, all capitals, mixed, with digits; apart where a sentence opens."""
    if word.islower():
        form = "x"
    elif word.isupper():
        form = "X" if len(word) > 1 else "I"
    elif word[:1].isupper():
        form = "Xx"
    else:
        form = "m"
    if any(map(str.isdigit, word)):
        form += "0"
    return form + "^" if first else form


def own_features(norm: str, kind: str, form: str) -> list[str]:
    """Features of the word that is asked for; `form` is "" in a sentence without case."""
    end = norm[-3:]
    found = ["w" + norm, "a" + norm[-1:], "b" + norm[-2:], "c" + end, "d" + norm[-4:], "e" + norm[-5:]]
    found += ["f" + norm[:1], "g" + norm[:2], "h" + norm[:3], "k" + kind]
    if "-" in norm:
        part = norm.rsplit("-", 1)[1]
        found += ["i" + part, "j" + part[-3:], "l" + norm.split("-", 1)[0]]
    if norm.strip("0.,:/") == "":
        found.append("n" + norm[:6])
    if form != "":
        found += ["s" + form, "t" + form + norm[-2:], "u" + form + kind, "v" + form + end]
    return found


def side_features(norm: str, kind: str, form: str) -> list[str]:
    """Features of a neighbour next to the word asked, without the letter that says which side."""
    found = ["w" + norm, "c" + norm[-3:], "k" + kind]
    if form != "":
        found += ["s" + form, "u" + form + kind]
    return found


def far_features(norm: str, kind: str) -> list[str]:
    """Features of a word two away, without the letter that says which side."""
    return ["w" + norm, "k" + kind]


def live_features(far: str, last: str, state: tuple[str, str], around: tuple[Word, Word, Word]) -> tuple[str, ...]:
    """Features that need the last two tags, the last verb and the verb ahead, or two words together."""
    left, word, right = around
    norm, kind, near = word.norm, word.kind, right.kind
    verb = state[0]
    verbs = state[1] + verb
    return (
        "A" + last,
        "B" + far + " " + last,
        "C" + last + " " + norm,
        "D" + last + " " + near,
        "E" + last + " " + kind + " " + near,
        "F" + last + " " + norm[-3:],
        "G" + verbs + " " + kind,
        "H" + left.norm + " " + norm,
        "I" + norm + " " + right.norm,
        "J" + verbs + " " + norm[-2:] + " " + last,
        "K" + verb + " " + norm[-2:] + " " + right.norm,
    )


def verb_kind(norm: str) -> str:
    """Which verb: be, have, or another."""
    if norm in _BE:
        return "b"
    return "h" if norm in _HAVE else "o"


def could_be_finite(norm: str, kind: str) -> str:
    """What the word promises to those before it: "F" a finite verb, "P" a past form or participle, "" neither."""
    tags = kind.split("|")
    if kind == UNKNOWN:
        return "P" if norm.endswith("ed") else ""
    if all(tag in _FINITE for tag in tags):
        return "F"
    return "P" if "VBD" in tags else ""


def verb_after(tag: str, word: Word, verb: str) -> str:
    """The last verb as the next word sees it: forgotten where a clause opens."""
    if tag in _VERBAL:
        return tag + word.verb
    return NO_VERB if tag in _CLAUSE else verb


def finite_ahead(words: Sequence[Word]) -> list[str]:
    """For each word, what the nearest possible finite verb after it is, "" for none before the part ends."""
    found = []
    ahead = ""
    for word in reversed(words):
        found.append(ahead)
        if word.ahead != "":
            ahead = word.ahead
        elif word.kind in _CLAUSE:
            ahead = ""
    found.reverse()
    return found


def opening(words: Sequence[str]) -> int:
    """Where the sentence's first word is, whose capital says nothing; quotation marks and brackets may precede it."""
    return next((at for at, word in enumerate(words) if word[:1].isalnum()), 0)


def forms(words: Sequence[str], cased: bool) -> list[str]:
    """How each word is written, all "" where case says nothing."""
    if not cased:
        return [""] * len(words)
    first = opening(words)
    return [shape(word, at == first) for at, word in enumerate(words)]


def bare(norm: str, known: Lexicon) -> Word:
    """The word without its weights, as training sees it."""
    kind = known.kinds.get(norm, UNKNOWN)
    return Word(0, 0, 0, 0, 0, norm, kind, could_be_finite(norm, kind), verb_kind(norm), known.single.get(norm))


EDGE = Word(0, 0, 0, 0, 0, START, START, "", "o", None)
