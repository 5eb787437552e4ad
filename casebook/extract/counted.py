"""Whom a word of harm counts, by its grammar.

The object of "killed six", the subject of "six were killed" and "six died", the phrase beside "dead", the number of "a
death toll of six".
"""

from __future__ import annotations

from dataclasses import replace

from casebook.extract.people import people, phrase_quantity
from casebook.lists.rows import Harm, HarmField, HarmPos
from casebook.lists.words import words as listed
from casebook.model.claim import Field
from casebook.norms.phrases import Match
from casebook.split.chains import coordinated, head_of_chain
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.clauses import is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

FIELDS = {
    HarmField.KILLED: Field.KILLED,
    HarmField.INJURED: Field.INJURED,
    HarmField.KILLED_OR_INJURED: Field.INJURED,
    HarmField.MISSING: Field.MISSING,
    HarmField.ABDUCTED: Field.ABDUCTED,
    HarmField.RELEASED: Field.RELEASED,
    HarmField.ARRESTED: Field.ARRESTED,
    HarmField.PEOPLE_AFFECTED: Field.PEOPLE_AFFECTED,
    HarmField.PERPETRATORS_ESCAPED: Field.PERPETRATORS_ESCAPED,
    HarmField.PERPETRATORS_KILLED: Field.PERPETRATORS_KILLED,
}


def harm_row(sentence: Sentence, match: Match[Harm]) -> Harm | None:
    """The row for the part of speech that the word has here."""
    verbal = any(sentence.verb_at(at) is not None for at in range(match.start, match.end))
    tag = sentence.tags[match.end - 1]
    order: tuple[HarmPos, ...] = (HarmPos.TRANSITIVE, HarmPos.INTRANSITIVE) if verbal else (HarmPos.ADJECTIVE,)
    if not verbal and tag.startswith("NN"):
        order = (HarmPos.PERSON_NOUN, HarmPos.NOUN, HarmPos.ADJECTIVE)
    for pos in order:
        for row in match.items:
            if row.pos is pos:
                return row
    if not verbal:  # "13 wounded people": a verb's participle used as an adjective
        for row in match.items:
            if row.pos is HarmPos.TRANSITIVE:
                return replace(row, pos=HarmPos.ADJECTIVE)
        return None
    rest = (HarmPos.ADJECTIVE, HarmPos.NOUN, HarmPos.PERSON_NOUN)  # "the number of people taken"
    return next((row for pos in rest for row in match.items if row.pos is pos), None)


def counted(sentence: Sentence, match: Match[Harm], row: Harm) -> list[NounPhrase]:
    """The noun phrases that the word counts, empty when it counts nobody."""
    if "number" in sentence.words[max(0, match.start - 4) : match.start]:
        numbered = _number_of(sentence, match)
        if len(numbered) > 0:
            return numbered
    match row.pos:
        case HarmPos.TRANSITIVE:
            return _of_transitive(sentence, match)
        case HarmPos.INTRANSITIVE:
            group = _verb(sentence, match)
            if group is None or group.negated or hardly(sentence, group):
                return []
            if row.field is HarmField.PERPETRATORS_KILLED:
                return _who_died_so(sentence, group)
            return list(subject_of(sentence, group))
        case HarmPos.ADJECTIVE:
            return _of_adjective(sentence, match)
        case HarmPos.NOUN | HarmPos.PERSON_NOUN:
            return _of_noun(sentence, match)


def _of_transitive(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    group = _verb(sentence, match)
    if (
        group is None
        or group.form == "infinitive"
        or group.modal in ("would", "could", "may", "might", "can", "should")
        or hardly(sentence, group)
    ):
        return []
    objects = _objects(sentence, group, match.end)
    if len(objects) == 0 and (sentence.tags[group.head] == "VBG" or _aims(sentence, group)):
        return []  # "two men were shooting", "guests shot at their host": they did it
    passive = is_passive(sentence, group)
    if passive and group.negated:  # "the drivers were not harmed", but "no one was harmed" is a zero
        return [each for each in subject_of(sentence, group) if _is_nobody(sentence, each)]
    if passive or len(objects) == 0:
        left = _left_phrase(sentence, group)
        if left is not None and sentence.words[max(0, left.first - 2) : left.first] == ("number", "of"):
            return []  # "the number of people killed since the coup": the figure stands elsewhere, if it does
        found = sentence.verb_at(group.first - 1)
        if found is not None and sentence.words[found.head] in ("found", "left", "lying"):  # "was found murdered"
            return list(subject_of(sentence, found))
        if group.form == "participle" or (not passive and left is not None):
            return [left] if left is not None and group.form != "gerund" and _counts(sentence, left) else []
        return list(subject_of(sentence, group)) if passive else []
    return [] if group.negated and not _says_nobody(sentence, objects) else objects


def _who_died_so(sentence: Sentence, group: VerbGroup) -> list[NounPhrase]:
    """Whom "before killing himself" means where no subject stands before the verb: the doer of the verb before."""
    told = subject_of(sentence, group)
    if len(told) > 0 or group.form not in ("gerund", "finite"):
        return list(told)
    before = [each for each in sentence.verbs if each.last <= group.first and each.form == "finite"]
    return list(subject_of(sentence, before[-1])) if len(before) > 0 and not before[-1].passive else []


_NEARLY = frozenset({"nearly", "almost"})
_NEARLY_BUT_DONE = (("all",), ("certainly",), ("immediately",), ("instantly",))


def hardly(sentence: Sentence, group: VerbGroup) -> bool:
    """True for "nearly died" and "was almost killed", which nobody was; "nearly 20 died" has its word elsewhere."""
    at = next((at for at in range(max(0, group.first - 1), group.last) if sentence.words[at] in _NEARLY), None)
    return at is not None and sentence.words[at + 1 : at + 2] not in _NEARLY_BUT_DONE


def _aims(sentence: Sentence, group: VerbGroup) -> bool:
    """True for "shot at a patrol", "shot into a house" without "was": who stands before it fired."""
    if group.last - group.first > 1:
        return False
    if sentence.words[group.last : group.last + 1] in (("into",), ("toward",), ("towards",)):
        return True
    if sentence.words[group.last : group.last + 1] != ("at",):
        return False
    aim = sentence.phrase_at(group.last + 1)
    return aim is not None and (sentence.tags[aim.head] == "PRP" or people(sentence, aim, strict=True) is not None)


def _verb(sentence: Sentence, match: Match[Harm]) -> VerbGroup | None:
    """The verb of the words, which may begin with an adverb ("fatally shot")."""
    found = (sentence.verb_at(at) for at in range(match.start, match.end))
    return next((group for group in found if group is not None), None)


def _is_nobody(sentence: Sentence, phrase: NounPhrase) -> bool:
    return sentence.words[phrase.first] in ("no", "none", "neither") or sentence.words[phrase.head] in (
        "nobody",
        "no-one",
    )


def _objects(sentence: Sentence, group: VerbGroup, after: int) -> list[NounPhrase]:
    found = object_of(sentence, group)
    if len(found) == 0 and after > group.last:
        phrase = sentence.phrase_at(after)
        found = coordinated(sentence, phrase) if phrase is not None and phrase.first == after else ()
    return list(found)


def _says_nobody(sentence: Sentence, phrases: list[NounPhrase]) -> bool:
    return any(sentence.words[phrase.head] in ("anyone", "anybody") for phrase in phrases)


def _left_phrase(sentence: Sentence, group: VerbGroup) -> NounPhrase | None:
    at = group.first - 1
    while at >= 0 and sentence.tags[at] in ("RB",):
        at -= 1
    phrase = sentence.phrase_at(at)
    if phrase is None or sentence.words[max(0, phrase.first - 1)] != "of":
        return phrase
    counted = head_of_chain(sentence, phrase)  # "three members of a family killed"; "two of 12 people killed" are 12
    members = sentence.words[counted.head] in listed("member_nouns") and phrase_quantity(sentence, phrase) is None
    return counted if members and phrase_quantity(sentence, counted) is not None else phrase


def _counts(sentence: Sentence, phrase: NounPhrase) -> bool:
    return phrase_quantity(sentence, phrase) is not None or people(sentence, phrase) is not None


def _of_adjective(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    inside = sentence.phrase_at(match.start)
    if inside is not None:
        numbered = phrase_quantity(sentence, inside) is not None
        if numbered:
            return list(coordinated(sentence, inside)) if inside.head > match.start else [inside]
        return _number_of(sentence, match)
    numbered_after = _number_of(sentence, match)
    if len(numbered_after) > 0:
        return numbered_after
    before = match.start - 1
    group = sentence.verb_at(before)
    if group is not None and sentence.words[group.head] in ("were", "was", "are", "is", "be", "been"):
        return list(subject_of(sentence, group))
    phrase = sentence.phrase_at(before)
    return [phrase] if phrase is not None and _counts(sentence, phrase) else []


def _of_noun(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    phrase = sentence.phrase_at(match.start)
    if phrase is None:
        return []
    if sentence.words[phrase.first] == "no" and sentence.words[phrase.head] in listed("told_of_figures"):
        return []  # "gave no casualty figures" says nothing of how many
    if phrase_quantity(sentence, phrase) is not None or sentence.words[phrase.first] in ("no", "one"):
        return [phrase]
    at = phrase.last
    if at < len(sentence.words) and sentence.words[at] == "of":
        of = sentence.phrase_at(at + 1)
        if of is not None and of.first == at + 1:
            told = list(coordinated(sentence, of))
            return told if _counts(sentence, of) else _number_of(sentence, match) or told
    return _number_of(sentence, match)


def _number_of(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    """ "the number of injured, 12,", "the death toll rose to 14 from 9", "put the dead at 11": the number after it."""
    words = sentence.words
    before = words[max(0, match.start - 4) : match.end + 1]
    if not listed("figure_nouns") & set(before):
        return []
    if listed("revising") & set(
        words[max(0, match.start - 4) : match.start]
    ):  # "lowered the toll of the blast in … to 16"
        for at in range(match.end, min(match.end + 24, len(words) - 1)):
            revised = sentence.phrase_at(at + 1) if words[at] == "to" else None
            if revised is not None and revised.first == at + 1 and phrase_quantity(sentence, revised) is not None:
                return [revised]
    for at in range(match.end, min(match.end + 12, len(words))):
        phrase = sentence.phrase_at(at)
        if phrase is None or phrase.first < match.end or words[phrase.first - 1] == "from":
            continue
        if phrase_quantity(sentence, phrase) is not None:
            return [phrase]
    return []
