"""Noun phrases and verb groups of a sentence, read from its tags.

Closed-class words and tags alone decide, so that text in capitals is read as well as mixed case. Phrases never overlap
verb groups, nor each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebook.lists.words import words as listed
from casebook.norms.calendar_words import WEEKDAYS

_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "get", "gets", "got", "getting"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_NEGATION = frozenset({"not", "never", "no", "neither", "nor", "without", "n't", "cannot", "hardly"})
_INSIDE = _NEGATION | {"since"}  # "12 women have since been released"
_FEASTS = frozenset({"easter", "palm", "bloody", "black", "good", "ash", "holy"})
_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVE = frozenset({"JJ", "JJR", "JJS"})
_VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_OPENER = frozenset({"DT", "PDT", "PRP$", "WP$"})
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "''", "``"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
_AFTER_VERB = frozenset({"DT", "PRP", "PRP$", "CD", "NN", "NNS", "NNP", "NNPS", "$"})
_QUANTITY_INNER = frozenset("least most than to many as few fewer less a the an over some about".split())


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


def verb_groups(words: Sequence[str], tags: Sequence[str]) -> list[VerbGroup]:
    """The verb groups from left to right."""
    groups: list[VerbGroup] = []
    index, size = 0, len(words)
    while index < size:
        starts = tags[index] in _VERB or tags[index] == "MD"
        starts = starts or (tags[index] == "TO" and index + 1 < size and tags[index + 1] in ("VB", "RB"))
        if not starts or _is_modifier(words, tags, index):
            index += 1
            continue
        last = _group_end(words, tags, index)
        groups.append(_as_past(_group(words, tags, index, last), words, tags))
        index = last
    return groups


def _as_past(group: VerbGroup, words: Sequence[str], tags: Sequence[str]) -> VerbGroup:
    """A bare participle that is a past tense: a noun stands before it and its object (or what is said) behind."""
    if group.form != "participle" or group.first == 0 or words[group.head] in listed("naming_participles"):
        return group
    after = tags[group.last] if group.last < len(tags) else ""
    before = tags[group.first - 1]
    if not (before in _NOUN or before == "PRP") or (
        after not in _AFTER_VERB and words[group.head] not in listed("saying_participles")
    ):
        return group
    return replace(group, form="finite", passive=False)


def _is_modifier(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """True for a participle that stands inside a noun phrase: "masked gunmen", "the wounded", "a bombed market"."""
    if tags[index] not in ("VBN", "VBG", "VBD") or words[index] in _BE or words[index] in _HAVE:
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
    auxiliary = words[index] in _BE or words[index] in _HAVE or tags[index] in ("MD", "TO")
    auxiliary = auxiliary or words[index] in ("do", "did", "does", "don't", "didn't", "doesn't", "wasn't", "weren't")
    auxiliary = auxiliary or words[index].endswith("n't")
    while last < size:
        skip = last
        while skip < size and (tags[skip] == "RB" or words[skip] in _INSIDE) and skip - last < 3:
            skip += 1
        if not auxiliary or skip >= size or tags[skip] not in _VERB:
            break
        if tags[skip] == "VBG" and words[index] in _HAVE:
            break
        last = skip + 1
        auxiliary = words[skip] in _BE or words[skip] in _HAVE
    return last


def _group(words: Sequence[str], tags: Sequence[str], first: int, last: int) -> VerbGroup:
    head = last - 1
    own = words[first:last]
    passive = tags[head] in ("VBN", "VBD") and any(word in _BE or word.removesuffix("n't") in _BE for word in own[:-1])
    bare = last - first == 1 and tags[head] == "VBN"
    form = "finite"
    if tags[first] == "TO":
        form = "infinitive"
    elif bare:
        form = "participle"
    elif tags[first] == "VBG":
        form = "gerund"
    before = set(words[max(0, first - 2) : first])
    negated = bool(_NEGATION & (set(own) | before)) or any(word.endswith("n't") for word in own)
    modal = next((words[i] for i in range(first, last) if tags[i] == "MD"), None)
    return VerbGroup(first, last, head, form, passive or bare, negated, modal)


def noun_phrases(words: Sequence[str], tags: Sequence[str], taken: set[int]) -> list[NounPhrase]:
    """The noun phrases from left to right; no token of `taken` is in any."""
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
    if words[index] not in listed("number_openers"):
        return False
    if words[index] == "as" and words[index + 1 : index + 2] not in (("many",), ("few",), ["many"], ["few"]):
        return False  # "as well as two guards"
    ahead = index + 1
    while ahead < len(words) and words[ahead] in _QUANTITY_INNER and ahead - index < 4:
        ahead += 1
    return (ahead < len(words) and tags[ahead] in ("CD",)) or (
        ahead < len(words) and words[ahead] in listed("round_numbers")
    )


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
        if last > index and _is_day_behind(words, tags, last):
            break
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
            or (
                kind == "RB"
                and index < last < size - 1
                and tags[last - 1] not in _NOUN
                and tags[last + 1] in ("JJ", "VBN")
            )
        ):
            last += 1
        else:
            break
    while last - 1 > index and (words[last - 1] in _QUOTES or _trails(tags, index, last)):
        last -= 1
    return last


def _is_day_behind(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """True for a day without a preposition behind a noun: "killed two people | Monday", "nine people | late Monday"."""
    day = at + 1 if words[at] in ("late", "early") and at + 1 < len(words) else at
    return words[day] in WEEKDAYS and tags[at - 1] in _NOUN and words[at - 1] not in _FEASTS


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
    return words[at] == "of" and words[at - 1] in listed("round_numbers")
