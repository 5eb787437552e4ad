"""Noun phrases that hang together: by "and", by "of", by a comma that says the same again.

No parse tree: a wrong link costs recall, so each function stops where a new clause may begin.
"""

from __future__ import annotations

from casebook.lists.lexicon import reporting_verbs
from casebook.lists.words import words as listed
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.sentence import Sentence

_AS_WELL = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("in", "addition", "to"), ("including",))
AND = frozenset({"and", "or", "&", "plus"})
LINKING = frozenset({"of", "for", "from", "in", "at", "near", "on", "with", "to", "between", "around", "outside"})


def coordinated(sentence: Sentence, phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    """The phrase and those joined to its right by commas and "and": "two guards, a driver and four others"."""
    found = [phrase]
    listed = False
    at = tail_end(sentence, phrase)
    while at < len(sentence.words):
        start = _after_joint(sentence, at)
        following = sentence.phrase_at(start) if start is not None else None
        if following is None or following.first != start:
            break
        if sentence.words[at] == "," and (not _list_goes_on(sentence, following) or _speaks(sentence, following)):
            break
        if opens_clause(sentence, following):
            return (phrase,) if listed else tuple(found)  # "…to free them, relatives and a union said"
        listed = listed or sentence.words[at] == ","
        found.append(following)
        at = tail_end(sentence, following)
    return tuple(found)


def _after_joint(sentence: Sentence, at: int) -> int | None:
    words = sentence.words
    start = at
    if words[start] == "," and start + 1 < len(words):
        start += 1
    if start < len(words) and words[start] in AND:
        return start + 1 if start + 1 < len(words) else None
    for joint in _AS_WELL:
        if words[start : start + len(joint)] == joint:
            return start + len(joint) if start + len(joint) < len(words) else None
    return start if start > at and start < len(words) else None


def _speaks(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for those who told it, behind a figure: "wounding 43, police and medics said"."""
    if sentence.tags[phrase.first] in ("DT", "CD", "PRP$", "IN"):
        return False
    for at in range(phrase.last, min(phrase.last + 6, len(sentence.words))):
        if sentence.words[at] in {",", ";", "."}:
            return False
        if reporting_verbs().at(sentence.words, at) is not None:
            return True
    return False


def _list_goes_on(sentence: Sentence, phrase: NounPhrase) -> bool:
    """After a comma a phrase continues a list only when an "and" follows it; else it is an apposition."""
    end = tail_end(sentence, phrase)
    if end >= len(sentence.words):
        return False
    words = sentence.words
    return words[end] in AND or (words[end] == "," and end + 1 < len(words) and _and_ahead(sentence, end))


def _and_ahead(sentence: Sentence, at: int) -> bool:
    for index in range(at + 1, min(at + 12, len(sentence.words))):
        if sentence.verb_at(index) is not None:
            return False
        if sentence.words[index] in AND:
            return True
    return False


def opens_clause(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True when a finite verb follows the phrase: "…killed six and police said" is a new clause."""
    group = sentence.verb_at(tail_end(sentence, phrase))
    return group is not None and group.form == "finite"


def tail_end(sentence: Sentence, phrase: NounPhrase, *, prepositions: frozenset[str] = frozenset({"of"})) -> int:
    """Where the phrase ends with its "of" phrases: "members of the bomb squad of the police"."""
    at = phrase.last
    while at < len(sentence.words) and sentence.words[at] in prepositions:
        following = sentence.phrase_at(at + 1)
        if following is None or following.first != at + 1:
            break
        at = following.last
    return at


def name_end(sentence: Sentence, phrase: NounPhrase) -> int:
    """Where the name of a body ends: "Movement | for Democratic Change", "Front | for the Liberation of Nambu"."""
    end = tail_end(sentence, phrase)
    words, cased = sentence.words, sentence.cased
    if end + 1 >= len(words) or words[end] != "for" or words[phrase.head] not in listed("public_bodies"):
        return end
    following = sentence.phrase_at(end + 1)
    if (
        following is None
        or following.first != end + 1
        or (cased and not sentence.tokens[phrase.head].text[0].isupper())
    ):
        return end
    goes_on = (
        sentence.tokens[following.head].text[0].isupper() if cased else sentence.verb_at(following.last) is not None
    )
    dated = any(found.first < following.last and following.first < found.last for found in sentence.dates)
    return tail_end(sentence, following) if goes_on and not dated else end


def apposition(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """The phrase after a comma that says the same person or thing again: "a cleric …, Haji Omar,"."""
    at = tail_end(sentence, phrase, prepositions=LINKING)
    words = sentence.words
    if at < len(words) and sentence.tags[at] in ("JJ", "RB"):  # "a cleric close to the Taliban, …"
        while at < len(words) and words[at] != "," and sentence.verb_at(at) is None:
            at += 1
    if at + 1 >= len(words) or words[at] != ",":
        return None
    following = sentence.phrase_at(at + 1)
    if following is None or following.first != at + 1:
        return None
    end = following.last
    closed = end >= len(words) or words[end] in {",", ".", ";", "(", "--"} or sentence.tags[end] in ("IN", "WP", "WDT")
    return following if closed and not _list_goes_on(sentence, following) else None


def head_of_chain(sentence: Sentence, phrase: NounPhrase) -> NounPhrase:
    """The phrase that this one hangs on by prepositions: in "members of the FMLN in the north" the members."""
    current = phrase
    while current.first >= 2 and sentence.words[current.first - 1] in LINKING:
        before = sentence.phrase_at(current.first - 2)
        if before is None:
            break
        current = before
    return current


def after_article(sentence: Sentence, phrase: NounPhrase) -> int:
    """Where the phrase begins without its article."""
    first = phrase.first
    while first < phrase.head and sentence.words[first] in ("the", "a", "an", "some", "these", "those"):
        first += 1
    return first


def left_of(sentence: Sentence, group: VerbGroup) -> tuple[NounPhrase, ...]:
    """The phrase right before a verb group: the hit of a participle ("an attack perpetrated by …")."""
    phrase = sentence.phrase_at(group.first - 1)
    return (phrase,) if phrase is not None else ()
