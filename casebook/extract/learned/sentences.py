"""Which sentences tell an incident, and of what type, when rules and encoder are heard together.

The rules know the words; the encoder knows the sentence. The thresholds stand in `lists/data/engines.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.extract.causes import nonviolent
from casebook.extract.found import Happening, Line, live
from casebook.extract.happenings import cue_types, discourse_effect
from casebook.extract.learned.combine import Thresholds
from casebook.extract.learned.vectors import Prediction
from casebook.extract.means import is_workplace
from casebook.lists.lexicon import harm, triggers, weapons
from casebook.lists.rows import Strength
from casebook.model.claim import Modality, Occurrence
from casebook.model.mention import BOTH, ENCODER

NOT_TOLD = "not_told"  # the reason given where the encoder hears no incident in words that can mean one
_TRIGGER = "trigger"
_SETTLED = frozenset({"clearance_activity", "dream_or_fiction"})
_KNOWN = frozenset({"explicit_no_incident", "figurative", "anniversary"})
_SURE = 0.5
_NEVER = 2.0  # above any probability
_DEFINITE = frozenset("the this that these those such its their his her".split())
_COMPLEX = "armed.complex_attack"
_SURE_OF_COMPLEX = 0.6  # the encoder calls too many bombs and raids complex attacks
_LIKELY = 0.8  # below this a type of the encoder's yields to one that a weapon or cue of the sentence names
_LANDMINE = "explosive.landmine_erw"
_EXPLOSIVE = frozenset(
    "explosive_unknown planted_explosive vehicle_bomb suicide_vest_belt suicide_vehicle grenade rocket_missile"
    " mine".split()
)
_OPEN = ("armed.attack_on_persons", "other.unclassified")


def told_by_both(
    line: Line, told: Sequence[Happening], read: Prediction, terms: Thresholds, *, best: float
) -> list[Happening]:
    """The happenings of a sentence: the rules' where the encoder does not object, else the encoder's own.

    `best` is the most that the encoder hears of an incident in any sentence of the story.
    """
    alive = live(told)
    read = replace(read, types=_bearable(line, read.types))
    if len(alive) == 0:
        return [*told, *(own for own in _own(line, told, read) if read.tells >= _needed(line, told, own, terms))]
    named = any(not _is_open(each.types) for each in alive)
    kinds = any(len(each.types) > 0 for each in alive)
    heard = [_heard(each, read, terms, best) if each in alive else each for each in told]
    return [
        _typed(each, read, terms, named=named or (kinds and len(each.types) == 0)) if each.reason is None else each
        for each in heard
    ]


def _bearable(line: Line, types: Mapping[str, float]) -> Mapping[str, float]:
    """The types that the words can bear: in a complex attack explosives open the way, so something must say so."""
    sentence = line.sentence
    used = [match for match in sentence.matches(weapons()) if not is_workplace(sentence, match.start)]
    blown = any(row.weapon_type in _EXPLOSIVE for match in used for row in match.items)
    told = [match for match in sentence.matches(triggers()) if not is_workplace(sentence, match.start)]
    blown = blown or any(str(row.type).startswith("explosive.") for match in told for row in match.items)
    dug = any(is_workplace(sentence, at) for at, word in enumerate(sentence.words) if word in ("mine", "mines"))
    unlikely = not blown or types.get(_COMPLEX, 0.0) < _SURE_OF_COMPLEX
    left_out = {code for code, wrong in ((_COMPLEX, unlikely), (_LANDMINE, dug)) if wrong}  # "attacked a gold mine"
    return {code: sure for code, sure in types.items() if code not in left_out} if left_out else types


def _needed(line: Line, told: Sequence[Happening], own: Happening, terms: Thresholds) -> float:
    """More where the rules know the words and have found that they are no incident here ("hunters shot 40 boar").

    A crash, a drill or a film stays one, however sure the encoder is: of these the lists know more. Of a figure of
    speech or an anniversary they know much, and there it must be surest.
    """
    if len(line.sentence.matches(nonviolent())) > 0 or any(h.reason in _SETTLED for h in told):
        return _NEVER
    if any(h.reason in _KNOWN for h in told):
        return terms.tells_known
    bounds = [(match.start, match.end) for match in line.sentence.matches(triggers())]
    bounds += [(match.start, match.end) for match in line.sentence.matches(harm())]
    refused = len(told) > 0 or any(first < own.last and own.first < last for first, last in bounds)
    return terms.tells_against if refused else terms.tells


def _heard(happening: Happening, read: Prediction, terms: Thresholds, best: float) -> Happening:
    """Strong words stand where the encoder is at a loss: it hears the incident nowhere, but is not sure of none."""
    at_loss = terms.silent_story <= best < _SURE
    strong = 0.0 if at_loss else terms.silent_strong
    least = strong if happening.strength is Strength.STRONG else terms.silent_weak
    return replace(happening, reason=NOT_TOLD) if read.tells < least else replace(happening, origin=BOTH)


def _is_open(types: tuple[str, ...]) -> bool:
    """Words that say nothing of how; "an explosion" says as much as it says, and stays unspecified."""
    return all(each in _OPEN for each in types)


def _typed(happening: Happening, read: Prediction, terms: Thresholds, *, named: bool) -> Happening:
    """The encoder's type where the words leave it open, or where it is very sure of another.

    `named`: other words of the sentence say how it was done, and these need not.
    """
    code, sure = max(read.types.items(), key=lambda each: each[1])
    types = happening.types
    if code in types:
        return happening
    if _is_open(types) and named:
        return happening
    if any(each.endswith(".unspecified") for each in types):
        return happening  # "an explosion" stays one, however likely the story makes a bomb
    if sure >= (terms.type_open if _is_open(types) else terms.type_over):
        return replace(happening, types=(code,), origin=ENCODER, guessed=len(types) == 0)
    return happening


def _own(line: Line, told: Sequence[Happening], read: Prediction) -> Iterator[Happening]:
    """The words that the encoder takes for the trigger; without words there is no incident."""
    heard = read.of(_TRIGGER)
    if len(heard) == 0:
        return
    best = max(heard, key=lambda proposal: proposal.confidence)
    sentence = line.sentence
    if any(h.first < best.last and best.first < h.last and h.generic for h in told):
        return  # many acts of no number stay many, however sure the encoder is that they are violence
    code, sure = max(read.types.items(), key=lambda each: each[1])
    cued = [leaf for _, leaf in cue_types(sentence)]  # "poured poison into two wells": the means say what it was
    how_far, _ = max(read.occurrences.items(), key=lambda each: each[1])
    said = line.said.at(best.first)[1]
    if said in (Modality.HYPOTHETICAL, Modality.BACKGROUND):
        return
    phrase = sentence.phrase_at(best.last - 1)
    noun = phrase is not None and sentence.verb_at(best.first) is None
    yield Happening(
        line=line.number,
        first=best.first,
        last=best.last,
        types=(code,) if sure >= _LIKELY or code in cued or len(cued) == 0 else (cued[0],),
        strength=Strength.STRONG,
        noun=noun,
        definite=noun and phrase is not None and sentence.words[phrase.first] in _DEFINITE,
        generic=False,
        modality=said,
        occurrence=Occurrence(how_far),
        effect=discourse_effect(sentence),
        reason=None,
        origin=ENCODER,
    )
