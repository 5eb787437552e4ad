"""Whether an act happened: what the cues around a trigger, its own form and its speaker say of it.

Nothing here finds an act; a trigger about which nothing says otherwise is asserted.
"""

from __future__ import annotations

from casebook.extract.causes import nonviolent
from casebook.extract.found import Line
from casebook.lists.lexicon import harm, modality
from casebook.lists.rows import ModalityCue, Scope, Trigger, TriggerKind
from casebook.lists.words import wording
from casebook.lists.words import words as listed
from casebook.model.claim import Modality, Occurrence
from casebook.model.mention import PassageKind
from casebook.norms.date_words import DateKind
from casebook.norms.phrases import Match
from casebook.split.chunks import VerbGroup
from casebook.split.clauses import clause_bounds, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

_ENDS = frozenset({".", "!", "?", '"', "”"})
_MODALS = frozenset("may can will might could would should must shall".split())
_MARKS = frozenset(",;.")
_NOBODY = frozenset({"nobody", "none", "no-one"})
_POSSIBLE = frozenset({"would", "could", "may", "might", "should", "can"})
_MANY_ACTS = frozenset({"generic_plural", "running_total", "aggregate_total", "background_event"})
_OCCURRENCES = {Modality.FOILED: Occurrence.FOILED, Modality.PLANNED: Occurrence.THREATENED}


def held_as(line: Line, match: Match[Trigger], row: Trigger, cue: ModalityCue | None) -> tuple[Modality, str | None]:
    """How the trigger's act is held, and the reason why it is no incident, None when it is one."""
    noun = row.kind is TriggerKind.NOUN
    said = line.said.at(match.start)[1]
    held, reason = (cue.modality, cue.reason) if cue is not None else (Modality.ASSERTED, None)
    if reason is None and held is not Modality.DENIED:
        shown, why = _from_grammar(line.sentence, match, noun)
        held, reason = (shown, why) if shown is not Modality.ASSERTED else (held, reason)
    if reason is None and said in (Modality.HYPOTHETICAL, Modality.BACKGROUND):
        held, reason = said, "future_event"
    if held is Modality.ASSERTED:
        held = said
    if held is Modality.ASSERTED and reason is None:
        reason = _no_single_act(line, match, row, noun)
    return held, reason


def cue_of(sentence: Sentence, match: Match[Trigger]) -> ModalityCue | None:
    """The first cue that reaches the trigger; a word of the trigger itself ("suicide bombing") is no cue to it."""
    bounds = clause_bounds(sentence, match.start)
    for found in sentence.matches(modality()):
        if not _is_cue(sentence, found):
            continue
        if match.start <= found.start and found.end <= match.end and found.end - found.start < match.end - match.start:
            continue
        if listed("of_oneself") & set(sentence.words[found.start : found.end]) and _hits_another(sentence, match):
            continue
        for cue in found.items:
            if _reaches(sentence, match, found, cue, bounds):
                return cue
    return None


def _hits_another(sentence: Sentence, match: Match[Trigger]) -> bool:
    """True for an act on others beside one on oneself: "shot his wife dead and then committed suicide"."""
    group = sentence.verb_at(match.start)
    hit = object_of(sentence, group) if group is not None and not is_passive(sentence, group) else ()
    return any(not listed("of_oneself") & set(sentence.words[phrase.first : phrase.last]) for phrase in hit)


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
        return before and gap <= 8 and in_clause and not _of_other_verb(sentence, match, found)
    if cue.modality is Modality.DENIED and cue.reason is None:
        return before and in_clause
    if cue.modality is Modality.FOILED:
        return (before and gap <= 6) or (0 <= found.start - match.end <= 2)
    return in_clause


def _of_other_verb(sentence: Sentence, match: Match[Trigger], found: Match[ModalityCue]) -> bool:
    """True for "somebody will come forward about the shooting": the noun is not the subject or object of "will"."""
    if sentence.words[found.start] not in listed("future") or sentence.verb_at(match.start) is not None:
        return False
    group = sentence.verb_at(found.start)
    phrase = sentence.phrase_at(match.start)
    if group is None or phrase is None or sentence.words[group.head] in listed("be"):
        return False
    return phrase not in object_of(sentence, group) + subject_of(sentence, group)


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
    return vague or sentence.words[group.first] in ("has", "have", "'ve", "are")


def _from_grammar(sentence: Sentence, match: Match[Trigger], noun: bool) -> tuple[Modality, str | None]:
    """Modality from the verb's own form: negation, modal, "tried to", "planned to", future."""
    group = sentence.verb_at(match.start)
    if noun or group is None:
        before = sentence.words[max(0, match.start - 3) : match.start]
        if "any" in before[-2:]:
            return Modality.HYPOTHETICAL, "future_event"
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
    if group.form == "infinitive" and any(
        word in listed("planning") and word not in listed("tried") for word in before
    ):
        return Modality.PLANNED, None
    done = group.form == "infinitive" and "have" in sentence.words[group.first : group.head]  # "is said to have raided"
    if done and any(word in _NOBODY for word in sentence.words[max(0, group.first - 6) : group.first]):
        return Modality.DENIED, "explicit_no_incident"
    if (
        group.form == "infinitive"
        and not done
        and not any(word in listed("tried") or word in listed("came_to_it") for word in before)
    ):
        return Modality.HYPOTHETICAL, "future_event"
    if "if" in before or "unless" in before:
        return Modality.HYPOTHETICAL, "future_event"
    return Modality.ASSERTED, None


def _no_single_act(line: Line, match: Match[Trigger], row: Trigger, noun: bool) -> str | None:
    """Why words in the right form still tell of no single act: habits, totals of years, abstract nouns, accidents."""
    sentence = line.sentence
    dates = sentence.dates
    total = wording("totals").search(sentence.passage.span.quote)
    if total is not None and not _comes_before_total(sentence, match, total.start()):
        return "aggregate_total"
    if noun and _is_name_for(sentence, match):
        return "figurative"
    if row.type is None and len(sentence.matches(nonviolent())) > 0:
        return "explicit_no_incident"
    if noun:
        alone = match.end - match.start == 1
        bare = alone and sentence.words[match.start] in listed("abstract_violence") and not _told_of_people(sentence)
        return "background_event" if bare else None
    group = sentence.verb_at(match.start)
    if group is None:
        return None
    habitual = sentence.tags[group.head] in ("VBP", "VBZ") or (
        sentence.tags[group.head] == "VB" and group.form == "finite"
    )
    headline = sentence.passage.kind is PassageKind.HEADLINE or sentence.words[-1] not in _ENDS
    if habitual and not headline and len(dates) == 0 and group.first == group.head and not _told_short(sentence, group):
        return "generic_plural"
    over_years = any(found.kind is DateKind.WITHIN and found.unit in ("year", "month", "decade") for found in dates)
    return "aggregate_total" if over_years and sentence.words[group.first] in ("has", "have") else None


def _comes_before_total(sentence: Sentence, match: Match[Trigger], at: int) -> bool:
    """ "three were shot dead on Thursday, bringing to 79 the number of people killed": the act comes first."""
    quote, start = sentence.passage.span.quote, sentence.passage.span.start
    adding = [
        found for found in wording("adding_up").finditer(quote, 0, at) if not _MARKS & set(quote[found.end() : at])
    ]
    return any(sentence.tokens[match.start].start - start < found.start() for found in adding)


def _is_name_for(sentence: Sentence, match: Match[Trigger]) -> bool:
    """ "what the minister called an ambush": the word is what somebody calls something else."""
    phrase = sentence.phrase_at(match.start)
    first = match.start if phrase is None else phrase.first
    if first == 0 or sentence.words[first] in ("the", "this", "that"):
        return False
    start = sentence.passage.span.start
    before = sentence.passage.span.quote[: sentence.tokens[first].start - start].rstrip(" \"“‘'")
    return any(found.end() == len(before) for found in wording("named_so").finditer(before))


def _told_short(sentence: Sentence, group: VerbGroup) -> bool:
    """True for the style of a headline: a singular object without an article ("gunmen kill intelligence officer")."""
    return any(
        sentence.tags[phrase.head] == "NN" and sentence.tags[phrase.first] not in ("DT", "CD", "PRP$")
        for phrase in object_of(sentence, group)
    )


def _told_of_people(sentence: Sentence) -> bool:
    """True when the sentence also says that somebody was killed, hurt or taken."""
    return any(sentence.verb_at(match.start) is not None for match in sentence.matches(harm()))


def occurrence(
    sentence: Sentence, match: Match[Trigger], held: Modality, types: tuple[str, ...], cue: ModalityCue | None
) -> Occurrence:
    """Whether the act was done, tried in vain, stopped or threatened."""
    before = set(sentence.words[max(0, match.start - 4) : match.end])
    if cue is not None and held is Modality.FOILED and cue.words.split()[0] in listed("went_wrong"):
        return Occurrence.ATTEMPTED_FAILED
    if before & listed("tried") or {"failed", "attempted", "unsuccessful"} & before:
        return Occurrence.ATTEMPTED_FAILED
    if "threat.foiled_plot" in types:
        return Occurrence.FOILED
    if "threat.explicit_threat" in types:
        return Occurrence.THREATENED
    return _OCCURRENCES.get(held, Occurrence.OCCURRED)
