"""Written forms of a base phrase: its head inflected, British and American spelling, joined and split compounds.

A phrase is a verb's base form with what follows it ("blow up"), a noun with what goes before it ("car bomb"), or fixed
words. Four marks are read here: `air~strike` is "air strike", "air-strike" and "airstrike"; `one's` is any possessive
("lose one's life") and `oneself` any reflexive ("kill oneself"); `*`, which stands for words in between
("set * on fire"), is left for `norms.phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Pos(StrEnum):
    """How a phrase bends: its verb (the first word but for an adverb), its head as a noun, or not at all."""

    VERB = "verb"
    NOUN = "noun"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Irregulars:
    """Forms that no rule gives, by base word; `spellings` holds the other spelling of a word."""

    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)


REGULAR = Irregulars()
REFLEXIVES = ("himself", "herself", "themselves", "itself", "myself", "oneself")
POSSESSIVES = ("his", "her", "their", "its", "my", "your", "our", "one's")
_HISSING = ("s", "x", "z", "ch", "sh")
_DOUBLES = re.compile(r"^(?:[^aeiou]|qu)*[aeiouy][^aeiouwxy]$")
_NOT_MEN = frozenset({"human", "german", "roman", "ottoman", "shaman", "talisman", "caiman"})
_NOT_ISE = frozenset({"size", "prize", "seize", "capsize"})
_AFTER_HEAD = frozenset(
    ("of", "by", "in", "on", "at", "to", "for", "from", "against", "with", "without", "under", "inside", "outside")
)


def forms(phrase: str, pos: Pos, irregulars: Irregulars = REGULAR) -> tuple[str, ...]:
    """Every written form of the phrase, the base form first."""
    if pos is Pos.FIXED and phrase.isalpha() and "iz" not in phrase and phrase not in irregulars.spellings:
        return (phrase,)
    words = phrase.split(" ")
    if pos is Pos.FIXED:
        found = [phrase]
    else:
        at = _verb_head(words) if pos is Pos.VERB else _noun_head(words)
        heads = (_verb if pos is Pos.VERB else _noun)(words[at], irregulars)
        stop = at + 1
        if pos is Pos.VERB and words[stop : stop + 1] in (["and"], ["or"]) and stop + 1 < len(words):
            heads, stop = _both(heads, words[stop], _verb(words[stop + 1], irregulars)), stop + 2
        before, after = " ".join((*words[:at], "")), " ".join(("", *words[stop:]))
        found = [before + head + after for head in heads] if len(words) > 1 else heads
    if "one's" in phrase:
        found = [form.replace("one's", owner) for form in found for owner in POSSESSIVES]
    if "oneself" in phrase:
        found = [form.replace("oneself", owner) for form in found for owner in REFLEXIVES]
    if "iz" in phrase or not irregulars.spellings.keys().isdisjoint(words):
        found = [other for form in found for other in _spellings(form, irregulars)]
    if "~" in phrase:
        found = [form.replace("~", join) for form in found for join in (" ", "-", "")]
    return tuple(dict.fromkeys(found))


def bending(phrase: str, pos: Pos) -> tuple[str, Pos]:
    """The phrase's first word and how it bends: the forms of the one begin as the forms of the other do."""
    first, _, rest = phrase.partition(" ")
    if pos is Pos.VERB and rest and first.endswith("ly"):
        return first, Pos.FIXED
    if pos is Pos.NOUN and rest and rest.partition(" ")[0] not in _AFTER_HEAD:
        return first, Pos.FIXED
    return first, pos


def _verb_head(words: list[str]) -> int:
    """The verb: the first word, or the one after an adverb ("fatally shoot")."""
    return 1 if len(words) > 1 and words[0].endswith("ly") else 0


def _both(left: list[str], link: str, right: list[str]) -> list[str]:
    """Two verbs that bend together: "shot and killed", "shooting and killing"."""
    pairs = zip(left, right, strict=True) if len(left) == len(right) else ((a, b) for a in left for b in right)
    return [f"{one} {link} {other}" for one, other in pairs]


def _noun_head(words: list[str]) -> int:
    """The word that takes the plural: the last one, or the one before the first preposition."""
    for at in range(1, len(words)):
        if words[at] in _AFTER_HEAD:
            return at - 1
    return len(words) - 1


def _split(word: str) -> tuple[str, str]:
    """The part of a compound that stays and the part that bends: "machine~gun" bends as "gun"."""
    at = max(word.rfind("-"), word.rfind("~")) + 1
    return word[:at], word[at:]


def _verb(word: str, irregulars: Irregulars) -> list[str]:
    stays, base = ("", word) if word in irregulars.verbs else _split(word)
    known = irregulars.verbs.get(base)
    if known is not None:
        return [word, *(stays + form for form in known)]
    if base.endswith("e"):
        stem = base if base.endswith(("ee", "oe", "ye")) else base[:-1]
        bent = (base + "s", base + "d", stem + "ing")
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        bent = (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    else:
        stem = base + base[-1] if _DOUBLES.match(base) else base
        bent = (base + ("es" if base.endswith((*_HISSING, "o")) else "s"), stem + "ed", stem + "ing")
    return [word, *(stays + form for form in bent)]


def _noun(word: str, irregulars: Irregulars) -> list[str]:
    stays, base = ("", word) if word in irregulars.nouns else _split(word)
    known = irregulars.nouns.get(base)
    if known is not None:
        return [word, *(stays + form for form in known)]
    if base.endswith("man") and base not in _NOT_MEN:
        return [word, stays + base[:-3] + "men"]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return [word, stays + base[:-1] + "ies"]
    if base.endswith("s") and not base.endswith(("ss", "us")):
        return [word]  # "troops", "forces": a plural already
    return [word, stays + base + ("es" if base.endswith(_HISSING) else "s")]


def _spellings(form: str, irregulars: Irregulars) -> list[str]:
    """The form as it is, and in the other spelling where one of its words has two."""
    other = " ".join(_respelled(word, irregulars) for word in form.split(" "))
    return [form] if other == form else [form, other]


def _respelled(word: str, irregulars: Irregulars) -> str:
    known = irregulars.spellings.get(word)
    if known is not None:
        return known
    if "iz" in word:
        for end in ("ize", "izes", "ized", "izing", "ization", "izations", "izer", "izers"):
            if word.endswith(end):
                stem = word[: -len(end)]
                return word if stem + "ize" in _NOT_ISE or len(stem) < 3 else stem + end.replace("iz", "is")
    if word.endswith("s") and word[:-1] in irregulars.spellings:
        return irregulars.spellings[word[:-1]] + "s"
    return word
