"""With what, and on what spot: weapons that are no event, and sites that are no area.

"The blast" is the event and no weapon; "in the town" is a place and no spot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.extract.found import Found, Happening, Line, mentioned
from casebook.extract.targets import target_row
from casebook.lists.lexicon import harm, triggers, weapons
from casebook.lists.rows import TargetKind
from casebook.lists.words import words as listed
from casebook.model.claim import Field
from casebook.split.chains import after_article, tail_end
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.clauses import object_of
from casebook.split.sentence import Sentence

_SPOT = frozenset(
    {"near", "outside", "inside", "at", "behind", "beside", "opposite", "under", "beneath", "in", "on", "along"}
)
_OPEN_SPACE = frozenset({"none_specific", "unknown", "public_place_market", "civilians_general"})


def weapons_used(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    """The weapons of a sentence that tells of an incident or of people hurt."""
    sentence = line.sentence
    if len(told) == 0 and len(sentence.matches(harm())) == 0:
        return
    for group in sentence.verbs:
        vest = set_off(sentence, group)
        if vest is not None:
            words = (vest.first, vest.last)
            evidence = (group.head, vest.last)
            yield mentioned(line, Field.WEAPON, words, evidence=evidence, code="suicide_vest_belt")
    for match in sentence.matches(weapons()):
        phrase = sentence.phrase_at(match.start)
        first, last = match.start, match.end
        if last - first == 1 and sentence.words[first] in listed("blasts"):
            continue  # the event, not the device
        if is_workplace(sentence, match.start):
            continue
        if phrase is not None and phrase.head >= match.end and not _is_event(sentence, phrase.head):
            continue  # "bomb squad", "rifle range"
        if phrase is not None and phrase.head < match.end:
            first = after_article(sentence, phrase)
        code = _shots(sentence, match.start) if sentence.words[match.start : last] == ("fire",) else None
        yield mentioned(line, Field.WEAPON, (min(first, match.start), last), code=code or match.items[0].weapon_type)


def is_workplace(sentence: Sentence, at: int) -> bool:
    """True for a mine where people dig: "attacked a mine", "at the mine", "the gold mine"."""
    phrase = sentence.phrase_at(at)
    if sentence.words[at] not in ("mine", "mines") or phrase is None:
        return False
    if listed("dug_for") & set(sentence.words[phrase.first : at]):
        return True
    before = sentence.verb_at(phrase.first - 1)
    raided = before is not None and sentence.words[before.head] in listed("raids")
    return raided or sentence.words[phrase.first - 1 : phrase.first] in (("at",), ("inside",))


def _shots(sentence: Sentence, at: int) -> str | None:
    """The weapon of "rifle fire", "mortar fire", "heavy fire", where nothing burns; None for a fire that does."""
    before = sentence.words[at - 1 : at]
    named = weapons().matches(before)
    if len(named) > 0:
        return named[0].items[0].weapon_type
    return "firearm" if before in (("heavy",), ("sniper",), ("arms",), ("enemy",), ("hostile",)) else None


def set_off(sentence: Sentence, group: VerbGroup) -> NounPhrase | None:
    """What someone sets off and wears himself: "detonated his jacket"."""
    worn = object_of(sentence, group) if sentence.words[group.head] in listed("set_off") else ()
    own = len(worn) == 1 and sentence.tags[worn[0].first] == "PRP$" and sentence.words[worn[0].head] in listed("worn")
    return worn[0] if own else None


def _is_event(sentence: Sentence, at: int) -> bool:
    """True for the noun of an incident: the dynamite of "a dynamite attack" counts, that of "bomb squad" not."""
    return len(triggers().matches(sentence.words[at : at + 1])) > 0


def sites(line: Line, told: Sequence[Happening]) -> Iterator[Found]:
    """The spots of a sentence that tells of an incident; where a bomb went off, what stands there is its target."""
    sentence = line.sentence
    for at in range(len(sentence.words) - 1) if len(told) > 0 else ():
        phrase = _after_spot(sentence, at)
        if phrase is None or _is_area(sentence, phrase) or _is_speech_place(line, at):
            continue
        row = target_row(sentence, phrase)
        inner = sentence.words[phrase.head] in listed("parts_of_a_site")
        if inner or (row is not None and row.kind in (TargetKind.SITE, TargetKind.VEHICLE)):
            end = tail_end(sentence, phrase, prepositions=frozenset({"of", "to"}) if inner else frozenset({"of"}))
            yield mentioned(line, Field.SITE, (at, end))
            if row is not None and row.target_type not in _OPEN_SPACE and _is_blast(told):
                yield mentioned(line, Field.TARGET, (phrase.first, end), code=row.target_type)  # what the bomb stood at


def _after_spot(sentence: Sentence, at: int) -> NounPhrase | None:
    """The phrase after a preposition of place at a token: "near the embassy", "in front of the embassy"."""
    word = sentence.words[at]
    phrase = sentence.phrase_at(at + 1) if word in _SPOT else None
    in_front = word == "in" and sentence.words[at + 1 : at + 3] == ("front", "of")
    return sentence.phrase_at(at + 3) if in_front and (phrase is None or phrase.first != at + 1) else phrase


def _is_area(sentence: Sentence, phrase: NounPhrase) -> bool:
    """True for "the town" and "the town of Wau", which are no spot."""
    if sentence.words[phrase.head] not in listed("areas"):
        return False
    alone = phrase.head == phrase.last - 1 and phrase.last - phrase.first <= 2
    return alone or sentence.words[phrase.last : phrase.last + 1] == ("of",)


def _is_blast(told: Sequence[Happening]) -> bool:
    return any(
        leaf.startswith(("explosive.", "remote.", "property.")) for happening in told for leaf in happening.types
    )


def _is_speech_place(line: Line, at: int) -> bool:
    return any(0 <= at - found.verb <= 3 and not found.holds(at) for found in line.said.attributions)
