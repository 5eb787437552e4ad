"""Who does what to whom inside a sentence: subjects, objects, agents and what hangs on them.

Rules over noun phrases and verb groups, no parse tree: a wrong link costs recall, so each function gives up (an empty
tuple) rather than reach across a clause.
"""

from __future__ import annotations

from casebook.lists.lexicon import reporting_verbs
from casebook.lists.words import words as listed
from casebook.split.chains import AND, LINKING, coordinated, head_of_chain, opens_clause
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.sentence import Sentence

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSE_MARKS = frozenset({";", ":", "--", "—", "–"})


def subject_of(sentence: Sentence, group: VerbGroup) -> tuple[NounPhrase, ...]:
    """The phrases that are the subject of a verb group, empty when none is found without a reach."""
    at = group.first - 1
    words, tags = sentence.words, sentence.tags
    while at >= 0 and (tags[at] in ("RB", "RBR") or words[at] in ("also", "allegedly", "reportedly", "then")):
        at -= 1
    if at < 0:
        return ()
    if words[at] == "whom" and words[at - 1 : at] == ("of",):  # "two people, one of whom | died"
        some = sentence.phrase_at(at - 2)
        return (some,) if some is not None else ()
    if words[at] in _RELATIVE:
        return _antecedent(sentence, at)
    if words[at] == "," or words[at] in ("--", ")", "]"):
        return _before_insert(sentence, at, group)
    if words[at] in AND or words[at] == "but":
        return _shared_subject(sentence, at, group)
    phrase = sentence.phrase_at(at)
    if phrase is None:
        return ()
    phrase = head_of_chain(sentence, phrase)
    outer = _outside_relative(sentence, phrase) if group.form == "finite" else None
    return (outer,) if outer is not None else _left_list(sentence, phrase)


def _outside_relative(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """The subject in front of a relative clause that ends in the phrase: "four men who were waiting in line | were"."""
    at = phrase.first - 1
    if at >= 0 and sentence.words[at] in LINKING:
        at -= 1
    described = sentence.phrase_at(at - 1) if 0 < at < phrase.first - 1 and sentence.tags[at] == "JJ" else None
    if described is not None and described.last == at:  # "men loyal to the governor | attacked"
        return head_of_chain(sentence, described)
    inner = sentence.verb_at(at)
    if inner is None:
        return None
    if (
        inner.form == "gerund" and sentence.tags[inner.first - 1] == "IN"
    ):  # "a man suspected | of stealing a radio | was"
        outer_verb = sentence.verb_at(inner.first - 2)
        if outer_verb is not None and outer_verb.form == "participle":
            inner = outer_verb
    outer = sentence.phrase_at(inner.first - 1)
    if inner.form in ("gerund", "participle") and outer is not None:
        return head_of_chain(
            sentence, outer
        )  # "gunmen shouting slogans | took", "a couple riding a motorcycle | set off"
    before = inner.first - 1
    while before >= 0 and sentence.tags[before] == "RB":
        before -= 1
    if before < 1 or sentence.words[before] not in _RELATIVE or sentence.tags[before] not in ("WP", "WDT"):
        return None
    found = _antecedent(sentence, before)
    return found[0] if len(found) > 0 else None


def _left_list(sentence: Sentence, phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    """The phrase with those joined on its left by "and": "police and the army said"."""
    found = [phrase]
    current = phrase
    while current.first >= 2 and sentence.words[current.first - 1] in AND:
        at = current.first - 2
        if sentence.words[at] == "," and at > 0 and sentence.tags[current.first] == "CD":  # "two men, and three women"
            at -= 1
        before = sentence.phrase_at(at)
        if before is None:
            break
        current = head_of_chain(sentence, before)
        left = current.first - 1
        if sentence.verb_at(left) is not None:  # "killed six and wounded four": an object, not a subject
            break
        if left >= 0 and sentence.tags[left] in ("IN", "TO"):  # "fought with police on Friday and three people died"
            break
        found.insert(0, current)
        while current.first >= 2 and sentence.words[current.first - 1] == ",":  # "a cleric, a teacher and a nurse"
            listed = sentence.phrase_at(current.first - 2)
            if listed is None or sentence.verb_at(listed.first - 1) is not None:
                break
            current = listed
            found.insert(0, current)
    return tuple(found)


def _antecedent(sentence: Sentence, relative: int) -> tuple[NounPhrase, ...]:
    at = relative - 1
    if at >= 0 and sentence.words[at] in {",", "--"}:
        at -= 1
    phrase = sentence.phrase_at(at)
    if phrase is None:
        return ()
    before = sentence.words[phrase.first - 1] if phrase.first > 0 else ""
    age = any(sentence.words[at][0].isdecimal() for at in range(phrase.first + 1, phrase.last))
    aged = sentence.words[phrase.first] in ("his", "her", "their") and age  # "two men in their 20s, who …"
    return (head_of_chain(sentence, phrase),) if before == "of" or aged else (phrase,)


def _before_insert(sentence: Sentence, comma: int, group: VerbGroup) -> tuple[NounPhrase, ...]:
    """The subject before an insert: "The driver, who tried to speed away, was shot dead"."""
    words = sentence.words
    opening = {",": ",", "--": "--", ")": "(", "]": "["}[words[comma]]
    at = comma - 1
    while at >= 0 and words[at] != opening and words[at] not in {";", ":"}:
        at -= 1
    if at > 0 and words[at] == opening:
        phrase = _before_age(sentence, sentence.phrase_at(at - 1))
        if phrase is not None and (words[at + 1] in _RELATIVE or _is_insert(sentence, at, comma)):
            return _left_list(sentence, head_of_chain(sentence, phrase))
    if group.form in ("gerund", "participle"):
        return _clause_subject(sentence, comma)
    phrase = sentence.phrase_at(comma - 1)
    return (head_of_chain(sentence, phrase),) if phrase is not None and words[comma] in (")", "]") else ()


def _before_age(sentence: Sentence, phrase: NounPhrase | None) -> NounPhrase | None:
    """Past an age to the name: "Jose Vasquez, 72, who was working there,"."""
    bare = phrase is not None and phrase.last - phrase.first == 1 and sentence.tags[phrase.first] == "CD"
    if phrase is None or not bare or phrase.first < 2 or sentence.words[phrase.first - 1] != ",":
        return phrase
    return sentence.phrase_at(phrase.first - 2) or phrase


def _is_insert(sentence: Sentence, opening: int, comma: int) -> bool:
    return not any(
        (group := sentence.verb_at(index)) is not None
        and group.form == "finite"
        and sentence.words[group.first - 1] not in _RELATIVE
        for index in range(opening, comma)
    ) and sentence.words[opening + 1] not in ("killing", "wounding", "injuring")


def _clause_subject(sentence: Sentence, comma: int) -> tuple[NounPhrase, ...]:
    """For "…, killing six": the subject of the verb before the comma."""
    for group in reversed(sentence.verbs):
        relative = group.first > 0 and sentence.words[group.first - 1] in _RELATIVE
        if group.last <= comma and group.form == "finite" and not relative:
            return subject_of(sentence, group)
    return ()


def _shared_subject(sentence: Sentence, joint: int, group: VerbGroup) -> tuple[NounPhrase, ...]:
    """For "X attacked the post and killed six": the subject of the verb before "and".

    A verb of speech goes with one: "Police said 102 officers were hurt and denied …".
    """
    before = [other for other in sentence.verbs if other.last <= joint and other.form == "finite"]
    if reporting_verbs().at(sentence.words, group.head) is not None:
        speaking = [other for other in before if reporting_verbs().at(sentence.words, other.head) is not None]
        before = speaking or before
    return subject_of(sentence, before[-1]) if len(before) > 0 else ()


def is_passive(sentence: Sentence, group: VerbGroup) -> bool:
    """True for a passive; a bare participle with an object behind it is a past tense ("the rebels seized power")."""
    if not group.passive or group.form != "participle":
        return group.passive
    if _sharing_object(sentence, group, group.last) is not None:  # "soldiers detained and beat nine men"
        return False
    at = group.last
    while at < len(sentence.words) and sentence.tags[at] == "RP":  # "a truck mowed down eight"
        at += 1
    following = sentence.phrase_at(at)
    if following is None or following.first != at:
        return True
    counted = sentence.words[at + 1 : at + 2] in (("least",), ("most",), ("to",))  # "killed at least 12", "up to 12"
    return sentence.words[at] in ("at", "up") and not counted


def object_of(sentence: Sentence, group: VerbGroup) -> tuple[NounPhrase, ...]:
    """The phrases right after a verb: its direct object with what is joined to it."""
    at = group.last
    words, tags = sentence.words, sentence.tags
    while at < len(words) and (tags[at] in ("RP", "RB", "RBR") or words[at] in ("up", "down", "dead")):
        opened = sentence.phrase_at(at)
        if opened is not None and opened.first == at:  # "killed | about 40 people"
            break
        at += 1
    shared = _sharing_object(sentence, group, at)
    if shared is not None:
        return object_of(sentence, shared)
    phrase = sentence.phrase_at(at)
    if phrase is None or phrase.first != at:
        return ()
    return coordinated(sentence, phrase)


def _sharing_object(sentence: Sentence, group: VerbGroup, at: int) -> VerbGroup | None:
    """The verb whose object is this one's too: "rebels captured and later killed nine soldiers"."""
    words, tags = sentence.words, sentence.tags
    reads = group.form == "participle" or (group.form == "finite" and not group.passive)
    if at != group.last or not reads or words[at : at + 1] not in (("and",), ("or",)):
        return None
    at += 1
    while at < len(words) and tags[at] in ("RB", "RBR"):
        at += 1
    other = sentence.verb_at(at)
    if other is None or other.first != at or other.form != "finite" or other.passive:
        return None
    if words[group.head] in listed("takes_no_object") or len(object_of(sentence, other)) == 0:
        return None
    return other


def agent_of(sentence: Sentence, group: VerbGroup, *, reach: int = 14) -> tuple[NounPhrase, ...]:
    """The phrases after "by" that belong to a passive verb."""
    for at in range(group.last, min(group.last + reach, len(sentence.words) - 1)):
        word = sentence.words[at]
        if word in _CLAUSE_MARKS:
            return ()
        if word == "by":
            phrase = sentence.phrase_at(at + 1)
            if phrase is None or phrase.first != at + 1 or sentence.tags[phrase.head] in ("CD", "VBG"):
                return ()
            return coordinated(sentence, phrase)
        other = sentence.verb_at(at)
        if other is not None and other.form == "finite":
            return ()
    return ()


def after_preposition(sentence: Sentence, at: int, prepositions: frozenset[str]) -> tuple[NounPhrase, ...]:
    """The phrases after one of the prepositions when it stands at token `at`, skipping adverbs."""
    words = sentence.words
    while at < len(words) and sentence.tags[at] == "RB":
        at += 1
    if at + 1 >= len(words) or words[at] not in prepositions:
        return ()
    phrase = sentence.phrase_at(at + 1)
    if phrase is None or phrase.first != at + 1:
        return ()
    return coordinated(sentence, phrase)


def clause_bounds(sentence: Sentence, at: int) -> tuple[int, int]:
    """The stretch around a token that no semicolon, dash or ", and/while/but" with a new finite verb ends."""
    words = sentence.words
    first, last = 0, len(words)
    for index in range(at, -1, -1):
        if words[index] in _CLAUSE_MARKS or _new_clause(sentence, index):
            first = index + 1
            break
    for index in range(at + 1, len(words)):
        if words[index] in _CLAUSE_MARKS or _new_clause(sentence, index):
            last = index
            break
    return first, last


def _new_clause(sentence: Sentence, index: int) -> bool:
    words = sentence.words
    if words[index] not in ("while", "but", "and", "whereas", "when", "after", "as", "before"):
        return False
    if words[index] == "and" and (index == 0 or words[index - 1] != ","):
        return False
    following = sentence.phrase_at(index + 1)
    return following is not None and opens_clause(sentence, following)
