"""Vague number words: "several", "dozens of", "a few dozen", "some people", "a large number of"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.norms.number_words import SCALES
from casebook.norms.tokens import Token
from casebook.norms.word_sets import word_set


@dataclass(frozen=True, slots=True)
class VagueWords:
    """A vague term (its row in the table), its end, and the scale word behind it ("several hundred": 100)."""

    term: str
    last: int
    scale: int = 1


_SINGLE = frozenset({"several", "numerous", "multiple", "various", "countless", "dozens", "hundreds", "thousands"})
_SINGLE |= {"millions"}
_AFTER_A = {"few": "a few", "couple": "a couple", "handful": "a handful", "pair": "a pair", "number": "a number of"}
_HEAPS = frozenset({"dozens", "scores", "tens", "hundreds", "thousands"})
_PEOPLE = word_set(
    "people men women children police persons personnel others troops youths wounded injured dead killed hurt missing"
    " were are more of have remain arrested detained"
)
_NOT_SOME = word_set("less ss us is as his was this has always perhaps")
_NOT_MANY = frozenset({"how", "so", "too", "as", "very", "not"})
_SINGULAR_S = word_set("this his its was is has as less news chaos crisis sometimes basis bus always perhaps")


def _low(words: Sequence[Token], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""


def is_plural(word: str) -> bool:
    """True for a word that looks like a plural noun, or is a word for several people."""
    return word in _PEOPLE or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _plural_ahead(words: Sequence[Token], at: int) -> bool:
    """True when a plural noun stands within three words ("some armed young men")."""
    for look in range(at, min(at + 3, len(words))):
        word = words[look].lower
        if not word[:1].isalpha() or word in _SINGULAR_S:
            return False
        if is_plural(word):
            return True
    return False


def _scaled(words: Sequence[Token], term: str, at: int) -> VagueWords:
    """Take the scale words behind a term: "several hundred", "a few dozen", "tens of thousands"."""
    scale, last = 1, at
    while _low(words, last) in SCALES or _low(words, last) == "dozens":
        scale *= SCALES[_low(words, last).removesuffix("s") if _low(words, last) == "dozens" else _low(words, last)]
        last += 1
    if last == at and term in _HEAPS and _low(words, at) == "of":
        big = {"thousands": 1000, "millions": 1_000_000, "hundreds": 100}.get(_low(words, at + 1))
        if big is not None:
            return VagueWords(term, at + 2, big)
    return VagueWords(term, last, scale)


def _after_article(words: Sequence[Token], at: int) -> VagueWords | None:
    """ "a few", "a couple", "a number of", "a large number of", "a handful"."""
    word = _low(words, at + 1)
    if word in _AFTER_A and word != "number":
        last = at + 2
        if word in {"couple", "handful", "pair"} and _low(words, last) == "of":
            scale = _scaled(words, _AFTER_A[word], last + 1)
            return scale if scale.scale > 1 else VagueWords(_AFTER_A[word], last)
        return _scaled(words, _AFTER_A[word], last)
    for look in (at + 1, at + 2, at + 3):
        if _low(words, look) == "number" and _low(words, look + 1) == "of":
            return VagueWords("a number of", look + 1)
        if not _low(words, look)[:1].isalpha():
            return None
    return None


def read_vague(words: Sequence[Token], at: int) -> VagueWords | None:
    """The vague number that starts at a token, None when none does."""
    word = words[at].lower
    if word in {"a", "an"}:
        return _after_article(words, at)
    if word in _SINGLE:
        return _scaled(words, word, at + 1)
    if word == "both":
        return VagueWords("both", at + 1) if _both(words, at) else None
    if word in {"scores", "tens"}:
        return _scores(words, word, at)
    if word == "couple":  # "the couple", "an elderly couple"; "a couple" is read from its article
        return VagueWords("a couple", at + 1) if _low(words, at + 1) != "of" else None
    if word == "some":
        return VagueWords("some", at + 1) if _some(words, at) else None
    if word == "many":
        plain = _low(words, at - 1) not in _NOT_MANY and _low(words, at + 1) not in {"a", "as", "years", "times"}
        return VagueWords("many", at + 1) if plain and _low(words, at + 1)[:1].isalpha() else None
    if word in {"numbers", "few"} and _low(words, at - 1) in {"large", "great", "unknown", "small", "huge"}:
        return VagueWords("a number of", at + 1) if _low(words, at + 1) == "of" else None
    return None


def _scores(words: Sequence[Token], word: str, at: int) -> VagueWords | None:
    """ "scores" also are results and a verb, "tens" are tens only before "of"."""
    after = _low(words, at + 1)
    if word == "tens":
        return _scaled(words, word, at + 1) if after == "of" else None
    return _scaled(words, word, at + 1) if after in _PEOPLE and after != "have" else None


def _some(words: Sequence[Token], at: int) -> bool:
    after = _low(words, at + 1)
    return (after == "of" and _low(words, at + 2) in {"the", "them", "those", "these", "his", "their"}) or (
        after not in _NOT_SOME and _plural_ahead(words, at + 1)
    )


def _both(words: Sequence[Token], at: int) -> bool:
    """False for "both the army and the police", which joins and does not count."""
    after = _low(words, at + 1)
    if after in {"of", "were", "are", "had", "have", "died", "men", "women", "survived", "victims"}:
        return True
    ahead = [_low(words, look) for look in range(at + 1, min(at + 7, len(words)))]
    return "and" not in ahead and (after == "said" or after.endswith("ed") or _plural_ahead(words, at + 1))
