"""Noun phrases that stand for people: how many, which, and whether they are the attackers."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.extract.causes import not_people
from casebook.lists.lexicon import attackers, targets, triggers, weapons
from casebook.lists.rows import Known, TargetKind, TriggerKind
from casebook.lists.words import words as listed
from casebook.norms.numbers import Quantity
from casebook.split.chains import apposition, tail_end
from casebook.split.chunks import NounPhrase
from casebook.split.sentence import Sentence

_THINGS = frozenset({TargetKind.SITE, TargetKind.VEHICLE, TargetKind.ORGANISATION})
_DETERMINERS = frozenset("one the a an some any its his her their this that these those another".split())
_NOBODY = frozenset({"nobody", "no-one", "none"})


@dataclass(frozen=True, slots=True)
class People:
    """A phrase for people: tokens [first, last), its number, and the words for who they are (None: just people)."""

    first: int
    last: int
    head: int
    quantity: Quantity | None
    population: str | None
    singular: bool
    attackers: bool


def people(sentence: Sentence, phrase: NounPhrase, *, strict: bool = False) -> People | None:
    """The phrase as people, or None when it names things; `strict` takes only numbers, names and known person nouns."""
    tags, head = sentence.tags, sentence.words[phrase.head]
    number = phrase_quantity(sentence, phrase)
    if number is None and (not _can_be_person(sentence, phrase) or _is_other_number(sentence, phrase)):
        return None
    if _is_day(sentence, phrase) or (number is not None and _counts_things(sentence, phrase)):
        return None
    if number is None and (len(not_people().matches((head,))) > 0 or _is_one_thing(sentence, phrase)):
        return None
    if _is_thing(sentence, phrase) or (strict and number is None and not _is_known_person(sentence, phrase)):
        return None
    end = tail_end(sentence, phrase)
    name = apposition(sentence, phrase)
    if name is not None and tags[name.head].startswith("NNP") and _is_person_name(sentence, name):
        end = name.last
    end = _with_relative(sentence, end)
    singular = number is None and tags[phrase.head] in ("NN", "NNP", "PRP", "JJ", "CD")
    return People(
        phrase.first,
        end,
        phrase.head,
        number,
        population(sentence, phrase, end, number),
        singular,
        head in listed("attacker_nouns") or _armed(sentence, phrase) or _of_attackers(sentence, phrase),
    )


def _with_relative(sentence: Sentence, end: int) -> int:
    """Where the words end with a relative clause: "four men | who were waiting in line | were killed"."""
    words = sentence.words
    if end >= len(words) or words[end] not in listed("after_people"):
        return end
    for at in range(end + 1, min(end + 16, len(words))):
        if words[at] in {",", ";", ".", "--"}:
            return at
        group = sentence.verb_at(at)
        if group is not None and group.first == at and group.form == "finite" and words[at - 1] != "who":
            return at
    return end


def phrase_quantity(sentence: Sentence, phrase: NounPhrase) -> Quantity | None:
    """The number that opens a phrase, or stands alone in it."""
    for quantity in sentence.quantities:
        inside = quantity.last > phrase.first and quantity.first < phrase.last
        if inside and quantity.unit == "plain" and not quantity.article:
            return quantity
    return None


def _is_day(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for "31 OCTOBER" and "LAST WEDNESDAY NIGHT", which capitals make look like names."""
    inside = range(phrase.first, phrase.last)
    return any(at in inside for found in sentence.dates for at in range(found.first, found.last))


def _is_other_number(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a number that counts nobody: "Ali Noor, 22, dead"."""
    age = any(q.unit == "age" and q.first == phrase.last - 2 and phrase.head == q.last for q in sentence.quantities)
    if sentence.tags[phrase.head] != "CD" and not (age and sentence.words[phrase.head] in ("'s", "’s", "s")):
        return False
    return any(q.first < phrase.last and phrase.first < q.last and not q.article for q in sentence.quantities)


def _can_be_person(sentence: Sentence, phrase: NounPhrase) -> bool:
    tag, word = sentence.tags[phrase.head], sentence.words[phrase.head]
    if word in ("it", "this", "that", "there", "they", "we", "i", "you", "which", "what", "himself", "themselves"):
        return False
    if word in ("he", "she", "him", "her") or word in _NOBODY or word in ("anyone", "one"):
        return True
    return tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD")


def _is_thing(sentence: Sentence, phrase: NounPhrase) -> bool:
    for match in targets().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            return all(item.kind in _THINGS for item in match.items)
    words = sentence.words[phrase.first : phrase.last]
    return any(match.end + phrase.first == phrase.head + 1 for match in weapons().matches(words))


def _counts_things(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "many of the documents", "12 rifles": a number of what is not known as people and is known as things."""
    counted = phrase
    bare = not any(sentence.tags[at].startswith("NN") for at in range(phrase.first, phrase.last))
    if bare and phrase.last < len(sentence.words) and sentence.words[phrase.last] == "of":
        counted = sentence.phrase_at(phrase.last + 1) or phrase
    head = sentence.words[counted.head]
    if sentence.tags[counted.head] == "CD" or head in listed("people_in_general"):
        return False
    weapon = any(
        m.end + counted.first == counted.head + 1
        for m in weapons().matches(sentence.words[counted.first : counted.last])
    )
    return weapon or _is_thing(sentence, counted) or len(not_people().matches((head,))) > 0


def _is_one_thing(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "One of the family dogs"."""
    if sentence.words[phrase.head] != "one" or sentence.words[phrase.last : phrase.last + 1] != ("of",):
        return False
    group = sentence.phrase_at(phrase.last + 1)
    return group is not None and len(not_people().matches((sentence.words[group.head],))) > 0


def _is_known_person(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for a noun that the lists know as a person, a pronoun, or a name of two words."""
    if sentence.tags[phrase.head] == "PRP":
        return True
    words = sentence.words[phrase.first : phrase.last]
    ends = [match.end for match in targets().matches(words)] + [match.end for match in attackers().matches(words)]
    if any(end + phrase.first == phrase.head + 1 for end in ends):
        return True
    return sentence.tags[phrase.head].startswith("NNP") and phrase.last - phrase.first >= 2


def _is_person_name(sentence: Sentence, phrase: NounPhrase) -> bool:
    return phrase.last - phrase.first >= 2 and not _is_thing(sentence, phrase)


def _armed(sentence: Sentence, phrase: NounPhrase) -> bool:
    for match in attackers().matches(sentence.words[phrase.first : phrase.last]):
        if match.end + phrase.first == phrase.head + 1:
            return any(item.armed_by_definition and item.state is not Known.YES for item in match.items)
    return False


def _of_attackers(sentence: Sentence, phrase: NounPhrase) -> bool:
    """ "15 of the attackers"."""
    if sentence.tags[phrase.head] != "CD" or sentence.words[phrase.last : phrase.last + 1] != ("of",):
        return False
    group = sentence.phrase_at(phrase.last + 1)
    return group is not None and (sentence.words[group.head] in listed("attacker_nouns") or _armed(sentence, group))


def population(sentence: Sentence, phrase: NounPhrase, end: int, number: Quantity | None) -> str | None:
    """The words for who is counted, without number and article; None for people in general."""
    first = phrase.first
    if number is not None:
        first = max(first, number.last)
    while first < end and sentence.words[first] in _DETERMINERS:
        first += 1
    if first + 1 < end and sentence.words[first] == "of":  # "two of the wounded": a part, in its own words
        return sentence.text(first, end)
    if first >= end:
        return None
    while first < end and sentence.words[first] in listed("state_of_victims"):  # "13 wounded people"
        first += 1
    while (
        end - first > 1
        and sentence.words[end - 1] in listed("people_in_general") - {"others"}
        and "of" not in sentence.words[first:end]
    ):
        end -= 1  # "12 civilian deaths"
    left = sentence.words[first:end]
    if len(left) == 0 or (len(left) == 1 and left[0] in listed("people_in_general") - {"others"}):
        return None
    return sentence.text(first, end)


def can_act(sentence: Sentence, phrase: NounPhrase) -> bool:
    """False for what is no one who can do a deed: an event, a weapon, a number, a day, "these actions"."""
    head = sentence.words[phrase.head]
    if (
        sentence.tags[phrase.head] in ("PRP", "CD", "DT", "EX")
        or head in listed("no_doers")
        or _is_day(sentence, phrase)
    ):
        return False
    if is_weapon(sentence, phrase):
        return False
    if len(attackers().matches((head,))) > 0:
        return True
    nouns = [row for match in triggers().matches((head,)) for row in match.items if row.kind is TriggerKind.NOUN]
    return len(nouns) == 0


def is_weapon(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for "rockets" and "a warplane"; not for a bomber or sniper, who is armed and a person."""
    named = len(weapons().matches(sentence.words[phrase.head : phrase.head + 1])) > 0
    return named and sentence.tags[phrase.head] in ("NN", "NNS") and not _armed(sentence, phrase)
