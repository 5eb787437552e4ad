"""The killed, injured, missing, taken, freed and arrested: each figure with the words it stands in.

A word of harm says who counts by its grammar (`counted`); parts of a total (`parts`) and figures told again
(`restated`) follow from what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.arrests import by_state
from casebook.extract.counted import FIELDS, counted, harm_row
from casebook.extract.found import Found, Line
from casebook.extract.parts import named_as, parts
from casebook.extract.people import People, people
from casebook.extract.restated import all_of_them, put_at, taken_back
from casebook.lists.lexicon import harm, modality
from casebook.lists.rows import Harm, HarmField, HarmPos
from casebook.lists.words import words as listed
from casebook.model.claim import Field, Modality
from casebook.model.mention import Mention
from casebook.norms.phrases import Match
from casebook.split.chunks import NounPhrase
from casebook.split.clauses import is_passive, object_of, subject_of
from casebook.split.sentence import Sentence

SUM = "sum"  # code of a mention whose words hold disjoint groups of one total (R0)
SHOT = "killed_or_injured"  # code of a mention whose verb leaves open whether they lived
_STRICT = frozenset(
    {HarmField.MISSING, HarmField.ABDUCTED, HarmField.RELEASED, HarmField.ARRESTED, HarmField.PEOPLE_AFFECTED}
)  # "seized the town", "released a statement", "evacuated the place": only words known for people count
_WIDE = 16  # tokens of evidence beyond which only the counted phrase is shown


def casualties(line: Line, before: Field | None = None) -> list[Found]:
    """Every figure and every described victim of the sentence; `before` is what the sentence before counted last."""
    sentence = line.sentence
    found: list[Found] = []
    for match in sentence.matches(harm()):
        row = harm_row(sentence, match)
        if row is None:
            continue
        found.extend(_figures(line, match, row, counted(sentence, match, row)))
    # Each reads what was found before it, so it is gone through before `found` grows: else it never ends.
    found.extend([*parts(line, found)])
    found.extend(named_as(line, before if len(found) == 0 else None))
    found.extend([*taken_back(line, found)])
    found.extend([*all_of_them(line, found)])
    found.extend([*put_at(line, found, before)])
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    kept: dict[tuple[Field, int, int], Found] = {}
    for item in sorted(found, key=lambda each: each.mention.span.end - each.mention.span.start):
        kept.setdefault((item.mention.field, item.mention.words.start, item.mention.words.end), item)
    return sorted(kept.values(), key=lambda each: each.mention.words.start)


def _figures(line: Line, match: Match[Harm], row: Harm, phrases: list[NounPhrase]) -> Iterator[Found]:
    sentence = line.sentence
    meant = [people(sentence, phrase, strict=row.field in _STRICT) for phrase in phrases]
    told = [
        who
        for who in meant
        if who is not None
        and (row.field is not HarmField.PERPETRATORS_KILLED or _did_it(sentence, match, who))
        and line.said.at(who.first)[1] is not Modality.HYPOTHETICAL
        and not counted_twice(sentence, who)
    ]
    for who in told:
        for each in _by_field(sentence, row, who):
            yield _figure(line, match, each, who, alone=len(told) == 1)
    exact = [who for who in told if who.quantity is not None and who.quantity.low == who.quantity.high]
    one_side = len({who.attackers for who in told}) == 1  # "three officers and all four gunmen" are no one figure (R8)
    listed_one_by_one = len(told) > 1 and "and" in sentence.words[told[-2].last : told[-1].first]
    countable = all(who.quantity is not None or who.singular for who in told)
    if len(told) > 1 and one_side and countable and (len(exact) >= 1 or listed_one_by_one):
        words = (told[0].first, told[-1].last)
        evidence = (min(words[0], match.start), words[1])
        yield _found(line, match, row, words, evidence, code=SUM, attackers=told[0].attackers)


def _did_it(sentence: Sentence, match: Match[Harm], who: People) -> bool:
    """Whether one who took his own life is an attacker: by a word for one, or as the doer of another verb here.

    A pronoun with "self-inflicted" is one too: nobody else of the story dies so.
    """
    if who.attackers or (sentence.tags[who.head] == "PRP" and match.tail is not None):
        return True
    for other in sentence.matches(harm()):
        group = sentence.verb_at(other.start)
        if group is None or other.start == match.start or is_passive(sentence, group) or group.negated:
            continue
        does = any(row.pos is HarmPos.TRANSITIVE for row in other.items) and len(object_of(sentence, group)) > 0
        if does and any(who.head == doer.head for doer in subject_of(sentence, group)):
            return True
    return False


def counted_twice(sentence: Sentence, who: People) -> bool:
    """True where "five bodies were counted twice": it corrects a toll and is none."""
    return bool({"counted", "miscounted"} & set(sentence.words[who.last : who.last + 3]))


def _by_field(sentence: Sentence, row: Harm, who: People) -> list[Harm]:
    """ "No casualties" denies dead and hurt; "nine casualties" does not say which, and counts people affected."""
    if row.field is not HarmField.KILLED_OR_INJURED or row.pos not in (HarmPos.NOUN, HarmPos.PERSON_NOUN):
        return [row]
    zero = sentence.words[who.first] == "no" or (who.quantity is not None and who.quantity.high == 0)
    fields = (HarmField.KILLED, HarmField.INJURED) if zero else (HarmField.PEOPLE_AFFECTED,)
    return [replace(row, field=each) for each in fields]


def _figure(line: Line, match: Match[Harm], row: Harm, who: People, *, alone: bool) -> Found:
    first, last = who.first, who.last
    start, end = (min(first, match.start), max(last, match.end)) if alone else (first, last)
    if end - start > _WIDE:
        start, end = first, last
    if "number" in line.sentence.words[max(0, start - 3) : start]:
        start = max(0, start - 3)
    code = SHOT if row.field is HarmField.KILLED_OR_INJURED else None
    made = _found(line, match, row, (first, last), (start, end), code=code, attackers=who.attackers)
    population = who.population or not_everyone(line.sentence, match.start, who)
    return replace(made, mention=replace(made.mention, population=population))


def not_everyone(sentence: Sentence, at: int, who: People) -> str | None:
    """Whom a zero is of when it is not of all: "no one else was hurt", "none suffered grave injuries", a second bomb's.

    `at` is a token of the verb of harm.
    """
    words = sentence.words
    zero = words[who.head] in ("nobody", "none", "no-one") or words[who.first] in ("no", "none")
    group = sentence.verb_at(at)
    if not zero or group is None:
        return None
    for near in range(who.first, min(who.last + 1, len(words))):
        if words[near] in ("else", "other", "others"):
            return sentence.text(who.first, near + 1)
    for near in range(group.first, min(group.last + 6, len(words))):
        phrase = sentence.phrase_at(near) or sentence.phrase_at(near + 1)  # the tagger makes "threatening" a verb
        injury = phrase is not None and words[phrase.head] in listed("injuries")
        if words[near] in listed("grave") and (near < group.last or injury):
            return sentence.text(near, phrase.last if phrase is not None else near + 1)
    for subject in subject_of(sentence, group) if not group.passive else ():
        if {"second", "third", "another", "other"} & set(words[subject.first : subject.last]):
            return sentence.text(subject.first, subject.last)
    return None


def _found(
    line: Line,
    match: Match[Harm],
    row: Harm,
    words: tuple[int, int],
    evidence: tuple[int, int],
    *,
    code: str | None,
    attackers: bool,
) -> Found:
    sentence = line.sentence
    first, last = words
    speaker, held = line.said.at(first)
    if held is Modality.ASSERTED and _hearsay(sentence, first):
        held = Modality.ALLEGED
    arrested = row.field is HarmField.ABDUCTED and by_state(sentence, match.start)
    mention = Mention(
        field=Field.ARRESTED if arrested else FIELDS[row.field],
        span=sentence.span(*evidence),
        words=sentence.span(_number_start(sentence, first), last),
        said_by=speaker,
        modality=held if held is not Modality.BACKGROUND else Modality.ASSERTED,
        code=code,
    )
    return Found(line.number, match.start, mention, attackers)


def _hearsay(sentence: Sentence, at: int) -> bool:
    """ "reports of between eight and 15 people killed", "reportedly", "unconfirmed": passed on, not stated."""
    for match in modality().matches(sentence.words[max(0, at - 8) : at + 1]):
        if any(cue.modality is Modality.ALLEGED for cue in match.items):
            return True
    return "reports of" in " ".join(sentence.words[max(0, at - 4) : at])


def _number_start(sentence: Sentence, first: int) -> int:
    """Back to the qualifier in front of a phrase ("at least", "more than") when the chunker left it out."""
    for quantity in sentence.quantities:
        if quantity.first < first <= quantity.last and not quantity.article:
            return quantity.first
    return first
