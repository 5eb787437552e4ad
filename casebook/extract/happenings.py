"""Which words of a sentence report an incident, and which only look like it.

A trigger of the list counts when nothing around it says that the act did not happen, is only talked about, or is many
acts at once. A weak trigger needs company: someone hurt, a target, a weapon or an attacker in its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.extract.arrests import is_arrest
from casebook.extract.causes import nonviolent
from casebook.extract.found import Happening, Line
from casebook.extract.people import people
from casebook.lists.lexicon import attackers, discourse, harm, modality, targets, triggers, weapons
from casebook.lists.rows import Argument, Effect, HarmPos, ModalityCue, Scope, Strength, Trigger, TriggerKind
from casebook.model.claim import Modality, Occurrence
from casebook.model.mention import PassageKind
from casebook.norms.date_words import DateKind
from casebook.norms.phrases import Match
from casebook.split.clauses import clause_bounds, is_passive, object_of, subject_of
from casebook.split.sentence import NounPhrase, Sentence

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
_PLANNING = frozenset(
    "plan plans planned planning plot plotted plotting intend intended prepare prepared preparing threaten threatened "
    "threatening vow vowed vows want wanted try trying hope hoped conspire conspired seek sought attempt attempted".split()
)
_TRIED = frozenset({"try", "tried", "trying", "attempt", "attempted", "attempting"})
_CAME_TO_IT = frozenset(
    "managed began begun started continued proceeded went used helped came returned stopped opened forced detonated".split()
)
_WENT_WRONG = frozenset(
    "fail failed not did never misfire malfunction miss missed unexploded survive escape narrowly botched abortive "
    "attempted unsuccessful jam fall land explode detonate try attempt seek make".split()
)
_ENDS = frozenset({".", "!", "?", '"', "”"})
_MODALS = frozenset("may can will might could would should must shall".split())
_NOBODY = frozenset({"nobody", "none", "no-one"})
_POSSIBLE = frozenset({"would", "could", "may", "might", "should", "can", "if", "unless"})
_MANY_ACTS = frozenset({"generic_plural", "running_total", "aggregate_total", "background_event"})
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_OCCURRENCES = {Modality.FOILED: Occurrence.FOILED, Modality.PLANNED: Occurrence.THREATENED}


def happenings(line: Line) -> list[Happening]:
    """Every report of an incident in the sentence, those that are none marked with the reason."""
    sentence = line.sentence
    matches = sentence.matches(triggers())
    if len(matches) == 0:
        return []
    cues = sentence.matches(modality())
    effect = _effect(sentence)
    found = []
    for match in matches:
        row = _row(sentence, match)
        if row is None or row.strength is Strength.CUE or _is_date(sentence, match):
            continue
        made = _happening(line, match, row, cues, effect)
        if made is not None:
            found.append(made)
    return found


def _is_date(sentence: Sentence, match: Match[Trigger]) -> bool:
    """True for "March" in "March 2019": a month is no demonstration."""
    return any(found.first <= match.start < found.last for found in sentence.dates)


def cue_types(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """(token, leaf) for each word that refines the type of a happening: cues and weapons."""
    for match in sentence.matches(triggers()):
        row = _row(sentence, match)
        if row is not None and row.strength is Strength.CUE and row.type is not None:
            yield match.start, row.type
    for weapon in sentence.matches(weapons()):
        for item in weapon.items:
            if item.incident_type is not None:
                yield weapon.start, item.incident_type


def _row(sentence: Sentence, match: Match[Trigger]) -> Trigger | None:
    """The row for the part of speech that the words have here."""
    head = match.end - 1
    nominal = any(sentence.tags[at] in _NOUN_TAGS for at in range(match.start, match.end))
    verbal = any(sentence.verb_at(at) is not None for at in range(match.start, match.end))
    wanted = TriggerKind.VERB if verbal else TriggerKind.NOUN
    for row in match.items:
        if row.kind is wanted and (verbal or nominal or head - match.start >= 1):
            return row
    if nominal or verbal:
        return None
    adjectival = [row for row in match.items if row.kind is TriggerKind.NOUN]
    return adjectival[0] if len(adjectival) > 0 and match.end - match.start > 1 else None


def _effect(sentence: Sentence) -> Effect | None:
    found = [match.items[0].effect for match in sentence.matches(discourse())]
    for effect in (Effect.SIMULTANEOUS, Effect.NEW_INCIDENT, Effect.EARLIER_INCIDENT, Effect.BACKGROUND):
        if effect in found:
            return effect
    return found[0] if len(found) > 0 else None


def _happening(
    line: Line, match: Match[Trigger], row: Trigger, cues: list[Match[ModalityCue]], effect: Effect | None
) -> Happening | None:
    sentence = line.sentence
    noun = row.kind is TriggerKind.NOUN
    phrase = sentence.phrase_at(match.start) if noun else None
    if noun and phrase is not None and _is_modifier(sentence, match, phrase):
        return None
    if row.strength is Strength.WEAK and not _has_company(sentence, match):
        return None
    if not noun and (not _takes_people(sentence, match, row) or is_arrest(sentence, match.start)):
        return None
    cue = _cue(sentence, match, cues)
    held, reason = (cue.modality, cue.reason) if cue is not None else (Modality.ASSERTED, None)
    if reason is None and held is not Modality.DENIED:
        shown, why = _from_grammar(sentence, match, noun)
        held, reason = (shown, why) if shown is not Modality.ASSERTED else (held, reason)
    if reason is None and line.said.at(match.start)[1] in (Modality.HYPOTHETICAL, Modality.BACKGROUND):
        held, reason = line.said.at(match.start)[1], "future_event"
    if held is Modality.ASSERTED:
        held = line.said.at(match.start)[1]
    if held is Modality.ASSERTED and reason is None:
        reason = _no_single_act(line, match, row, noun)
    generic = phrase is not None and _is_generic(sentence, match, phrase)
    types = tuple(dict.fromkeys(item.type for item in match.items if item.type is not None and item.kind is row.kind))
    return Happening(
        line=line.number,
        first=match.start,
        last=match.end,
        types=types,
        strength=row.strength,
        noun=noun,
        definite=_goes_back(sentence, match, phrase),
        generic=generic,
        modality=held,
        occurrence=_occurrence(sentence, match, held, types, cue),
        effect=effect,
        reason=reason or ("generic_plural" if generic else None),
    )


def _takes_people(sentence: Sentence, match: Match[Trigger], row: Trigger) -> bool:
    """False where a verb of taking or killing people has a thing as its object: "captured weapons", "seized the town"."""
    group = sentence.verb_at(match.start)
    if group is None or row.object is not Argument.VICTIM:
        return True
    taken = subject_of(sentence, group) if is_passive(sentence, group) else object_of(sentence, group)
    captive = row.type is not None and row.type.startswith("captive.")
    if len(taken) == 0:
        return not captive or is_passive(sentence, group)
    return any(people(sentence, phrase, strict=captive) is not None for phrase in taken)


def _goes_back(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase | None) -> bool:
    """True for "the blast", "this attack", and for a verb whose object is one: "carried out the attack"."""
    if phrase is not None:
        return sentence.words[phrase.first] in _DEFINITE
    group = sentence.verb_at(match.start)
    told = object_of(sentence, group) if group is not None else ()
    return any(
        sentence.words[each.first] in ("the", "this", "that")
        and len(triggers().matches(sentence.words[each.head : each.head + 1])) > 0
        for each in told
    )


def _no_single_act(line: Line, match: Match[Trigger], row: Trigger, noun: bool) -> str | None:
    """Why words in the right form still tell of no single act: habits, totals of years, abstract nouns, accidents."""
    sentence = line.sentence
    dates = sentence.dates
    if row.type is None and len(sentence.matches(nonviolent())) > 0:
        return "explicit_no_incident"
    if noun:
        alone = match.end - match.start == 1
        bare = alone and sentence.words[match.start] in _ABSTRACT and not _told_of_people(sentence)
        return "background_event" if bare else None
    group = sentence.verb_at(match.start)
    if group is None:
        return None
    habitual = sentence.tags[group.head] in ("VBP", "VBZ") or (
        sentence.tags[group.head] == "VB" and group.form == "finite"
    )
    headline = sentence.passage.kind is PassageKind.HEADLINE or sentence.words[-1] not in _ENDS
    if habitual and not headline and len(dates) == 0 and group.first == group.head:
        return "generic_plural"
    over_years = any(found.kind is DateKind.WITHIN and found.unit in ("year", "month", "decade") for found in dates)
    return "aggregate_total" if over_years and sentence.words[group.first] in ("has", "have") else None


def _told_of_people(sentence: Sentence) -> bool:
    """True when the sentence also says that somebody was killed, hurt or taken."""
    return any(sentence.verb_at(match.start) is not None for match in sentence.matches(harm()))


_ABSTRACT = frozenset(
    "violence aggression repression fighting combat war offensive counteroffensive bloodshed unrest hostilities terror "
    "terrorism threat threats robbery crime crimes confrontation confrontations aggressions struggle".split()
)


def _occurrence(
    sentence: Sentence, match: Match[Trigger], held: Modality, types: tuple[str, ...], cue: ModalityCue | None
) -> Occurrence:
    before = set(sentence.words[max(0, match.start - 4) : match.end])
    if cue is not None and held is Modality.FOILED and cue.words.split()[0] in _WENT_WRONG:
        return Occurrence.ATTEMPTED_FAILED
    if before & _TRIED or {"failed", "attempted", "unsuccessful"} & before:
        return Occurrence.ATTEMPTED_FAILED
    if "threat.foiled_plot" in types:
        return Occurrence.FOILED
    if "threat.explicit_threat" in types:
        return Occurrence.THREATENED
    return _OCCURRENCES.get(held, Occurrence.OCCURRED)


def _is_modifier(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase) -> bool:
    """True when the noun only modifies another that is no event: "bomb squad", "murder trial", "attack helicopter"."""
    if match.end > phrase.head:
        return False
    inside = sentence.words[match.end : phrase.last]
    return not any(sentence.words[at] == "'s" for at in range(match.end, phrase.head)) and len(inside) > 0


def _has_company(sentence: Sentence, match: Match[Trigger]) -> bool:
    first, last = clause_bounds(sentence, match.start)
    words = sentence.words[first:last]
    if len(attackers().matches(words)) > 0 or len(weapons().matches(words)) > 0:
        return True
    people = [
        m
        for m in harm().matches(words)
        if any(item.pos is not HarmPos.PERSON_NOUN for item in m.items)
        and not (m.start + first < match.end and match.start < m.end + first)  # no word keeps itself company
    ]
    if len(people) > 0:
        return True
    group = sentence.verb_at(match.start)
    if group is not None and match.tail is None and match.end - match.start == 1:  # "repelled an attack on the post": the words behind count too
        return any(len(targets().matches(sentence.words[p.first : p.last])) > 0 for p in object_of(sentence, group))
    return len(targets().matches(sentence.words[match.end : last])) > 0


def _cue(sentence: Sentence, match: Match[Trigger], cues: list[Match[ModalityCue]]) -> ModalityCue | None:
    """The first cue that reaches the trigger; a word of the trigger itself ("suicide bombing") is no cue to it."""
    bounds = clause_bounds(sentence, match.start)
    for found in cues:
        if not _is_cue(sentence, found):
            continue
        if match.start <= found.start and found.end <= match.end and found.end - found.start < match.end - match.start:
            continue
        for cue in found.items:
            if _reaches(sentence, match, found, cue, bounds):
                return cue
    return None


def _is_cue(sentence: Sentence, found: Match[ModalityCue]) -> bool:
    """False for the month May, and for a word that only modifies another ("suicide" in "suicide bomber")."""
    word = sentence.words[found.start]
    if word in _MODALS and found.end - found.start == 1:
        return sentence.tags[found.start] == "MD"
    phrase = sentence.phrase_at(found.start)
    inner = phrase is not None and found.end <= phrase.head
    return not (
        inner and found.end - found.start == 1 and any(cue.reason == "explicit_no_incident" for cue in found.items)
    )


def _reaches(
    sentence: Sentence, match: Match[Trigger], found: Match[ModalityCue], cue: ModalityCue, bounds: tuple[int, int]
) -> bool:
    gap = match.start - found.end  # negative: the cue overlaps the trigger or follows it
    overlaps = found.start < match.end and match.start < found.end
    before = gap >= 0
    if cue.reason in _MANY_ACTS:
        return _is_plural(sentence, match) and bounds[0] <= found.start < bounds[1]
    if cue.scope is Scope.SENTENCE:
        return True
    if cue.modality is Modality.DENIED and cue.reason is None and cue.scope is Scope.TRIGGER:
        return False  # negation: the verb's own form tells (`_from_grammar`)
    if cue.scope is Scope.TRIGGER:
        return overlaps or (before and gap <= 3)
    in_clause = bounds[0] <= found.start < bounds[1]
    if cue.modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        return before and gap <= 8 and in_clause
    if cue.modality is Modality.DENIED and cue.reason is None:
        return before and in_clause
    if cue.modality is Modality.FOILED:
        return (before and gap <= 6) or (0 <= found.start - match.end <= 2)
    return in_clause


def _is_plural(sentence: Sentence, match: Match[Trigger]) -> bool:
    """True for what can be many acts: a plural noun, or a verb that tells what "has been" going on."""
    phrase = sentence.phrase_at(match.start)
    if phrase is not None and sentence.verb_at(match.start) is None:
        return sentence.tags[phrase.head] in ("NNS", "NNPS")
    group = sentence.verb_at(match.start)
    if group is None:
        return False
    objects = object_of(sentence, group)
    vague = len(objects) > 0 and sentence.words[objects[0].head] in ("number", "series", "string", "dozens", "scores")
    return vague or sentence.words[group.first] in ("has", "have", "'ve")


def _from_grammar(sentence: Sentence, match: Match[Trigger], noun: bool) -> tuple[Modality, str | None]:
    """Modality from the verb's own form: negation, modal, "tried to", "planned to", future."""
    group = sentence.verb_at(match.start)
    if noun or group is None:
        before = sentence.words[max(0, match.start - 3) : match.start]
        if "no" in before[-2:] or "without" in before[-2:]:
            return Modality.DENIED, "explicit_no_incident"
        return Modality.ASSERTED, None
    who = subject_of(sentence, group) + object_of(sentence, group)
    if group.negated or any(sentence.words[phrase.head] in _NOBODY for phrase in who):
        return Modality.DENIED, "explicit_no_incident"
    if "since" in sentence.words[max(0, group.first - 5) : group.first]:
        return Modality.BACKGROUND, "background_event"
    if group.modal in ("will", "shall"):
        return Modality.PLANNED, "future_event"
    if group.modal is not None and group.modal in _POSSIBLE:
        return Modality.HYPOTHETICAL, "future_event"
    before = sentence.words[max(0, group.first - 2) : group.first]
    if group.form == "infinitive" and any(word in _PLANNING and word not in _TRIED for word in before):
        return Modality.PLANNED, None
    if group.form == "infinitive" and not any(word in _TRIED or word in _CAME_TO_IT for word in before):
        return Modality.HYPOTHETICAL, "future_event"
    if "if" in before or "unless" in before:
        return Modality.HYPOTHETICAL, "future_event"
    return Modality.ASSERTED, None


def _is_generic(sentence: Sentence, match: Match[Trigger], phrase: NounPhrase) -> bool:
    """A plural with no exact number: "attacks", "a number of mosques", "a string of kidnappings"."""
    if sentence.tags[phrase.head] not in ("NNS", "NNPS") or match.end - 1 != phrase.head:
        return False
    if sentence.words[phrase.first] in ("the", "these", "both", "twin", "two", "simultaneous"):
        return False
    for quantity in sentence.quantities:
        if phrase.first <= quantity.first < phrase.last and quantity.low is not None and quantity.low == quantity.high:
            return False
    return not any(
        word in ("twin", "simultaneous", "coordinated", "both") for word in sentence.words[phrase.first : phrase.last]
    )
