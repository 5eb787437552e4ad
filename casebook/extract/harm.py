"""The killed, injured, missing, taken, freed and arrested: each figure with the words it stands in.

A word of harm says who counts by its grammar: the object of "killed six", the subject of "six were killed" and "six
died", the phrase beside "dead", the number of "a death toll of six". Parts of a total ("four of them children") keep
the words for which part they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.arrests import by_state
from casebook.extract.found import Found, Line
from casebook.extract.people import People, people, phrase_quantity
from casebook.lists.lexicon import harm, modality
from casebook.lists.rows import Harm, HarmField, HarmPos
from casebook.model.claim import Field, Modality, Speaker, Status
from casebook.model.mention import Mention
from casebook.norms.phrases import Match
from casebook.split.clauses import coordinated, is_passive, object_of, subject_of
from casebook.split.sentence import NounPhrase, Sentence, VerbGroup
from casebook.split.speech import role_of

SUM = "sum"  # code of a mention whose words hold disjoint groups of one total (R0)
ALL = "all"  # code of a mention that takes up the figure before it
SHOT = "killed_or_injured"  # code of a mention whose verb leaves open whether they lived
_FIELDS = {
    HarmField.KILLED: Field.KILLED,
    HarmField.INJURED: Field.INJURED,
    HarmField.KILLED_OR_INJURED: Field.INJURED,
    HarmField.MISSING: Field.MISSING,
    HarmField.ABDUCTED: Field.ABDUCTED,
    HarmField.RELEASED: Field.RELEASED,
    HarmField.ARRESTED: Field.ARRESTED,
    HarmField.PEOPLE_AFFECTED: Field.PEOPLE_AFFECTED,
    HarmField.PERPETRATORS_ESCAPED: Field.PERPETRATORS_ESCAPED,
}
_STRICT = frozenset(
    {HarmField.MISSING, HarmField.ABDUCTED, HarmField.RELEASED, HarmField.ARRESTED, HarmField.PEOPLE_AFFECTED}
)  # "seized the town", "released a statement", "evacuated the place": only words known for people count
_PART_OF = frozenset({"them", "whom", "these", "those"})
_TOTALS = frozenset({"dead", "victims", "killed", "wounded", "injured", "casualties", "fatalities", "hostages"})
_INCLUDING = (("including",), ("among", "them"), ("among", "whom"), ("among", "the", "dead"))
_WIDE = 16  # tokens of evidence beyond which only the counted phrase is shown


def casualties(line: Line, before: Field | None = None) -> list[Found]:
    """Every figure and every described victim of the sentence; `before` is what the sentence before counted last."""
    sentence = line.sentence
    found: list[Found] = []
    for match in sentence.matches(harm()):
        row = _row(sentence, match)
        if row is None:
            continue
        counted = [item for item in _counted(sentence, match, row) if item is not None]
        found.extend(_figures(line, match, row, counted))
    found.extend(_parts(line, found))
    found.extend(_named_as(line, before if len(found) == 0 else None))
    found.extend(_taken_back(line, found))
    found.extend(_all_of_them(line, found))
    found.extend(_put_at(line, found, before))
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    kept: dict[tuple[Field, int, int], Found] = {}
    for item in sorted(found, key=lambda each: each.mention.span.end - each.mention.span.start):
        kept.setdefault((item.mention.field, item.mention.words.start, item.mention.words.end), item)
    return sorted(kept.values(), key=lambda each: each.mention.words.start)


def _row(sentence: Sentence, match: Match[Harm]) -> Harm | None:
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


def _counted(sentence: Sentence, match: Match[Harm], row: Harm) -> list[NounPhrase]:
    if "number" in sentence.words[max(0, match.start - 4) : match.start]:
        numbered = _number_of(sentence, match)
        if len(numbered) > 0:
            return numbered
    match row.pos:
        case HarmPos.TRANSITIVE:
            return _of_transitive(sentence, match)
        case HarmPos.INTRANSITIVE:
            group = sentence.verb_at(match.start)
            return list(subject_of(sentence, group)) if group is not None and not group.negated else []
        case HarmPos.ADJECTIVE:
            return _of_adjective(sentence, match)
        case HarmPos.NOUN | HarmPos.PERSON_NOUN:
            return _of_noun(sentence, match)


def _of_transitive(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    group = sentence.verb_at(match.start)
    if (
        group is None
        or group.form == "infinitive"
        or group.modal in ("would", "could", "may", "might", "can", "should")
    ):
        return []
    objects = _objects(sentence, group, match.end)
    passive = is_passive(sentence, group)
    if passive and group.negated:  # "the drivers were not harmed", but "no one was harmed" is a zero
        return [each for each in subject_of(sentence, group) if _is_nobody(sentence, each)]
    if passive or len(objects) == 0:
        left = _left_phrase(sentence, group)
        found = sentence.verb_at(group.first - 1)
        if found is not None and sentence.words[found.head] in ("found", "left", "lying"):  # "was found murdered"
            return list(subject_of(sentence, found))
        if group.form == "participle" or (not passive and left is not None):
            return [left] if left is not None and group.form != "gerund" and _counts(sentence, left) else []
        return list(subject_of(sentence, group)) if passive else []
    return [] if group.negated and not _says_nobody(sentence, objects) else objects


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
    return sentence.phrase_at(at)


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
    if phrase_quantity(sentence, phrase) is not None or sentence.words[phrase.first] == "no":
        return [phrase]
    at = phrase.last
    if at < len(sentence.words) and sentence.words[at] == "of":
        of = sentence.phrase_at(at + 1)
        if of is not None and of.first == at + 1:
            return list(coordinated(sentence, of))
    return _number_of(sentence, match)


def _number_of(sentence: Sentence, match: Match[Harm]) -> list[NounPhrase]:
    """ "the number of injured, 12,", "the death toll rose to 14 from 9", "put the dead at 11": the number after it."""
    words = sentence.words
    before = words[max(0, match.start - 4) : match.end + 1]
    if not {"number", "toll", "count", "total", "figure"} & set(before):
        return []
    for at in range(match.end, min(match.end + 12, len(words))):
        phrase = sentence.phrase_at(at)
        if phrase is None or phrase.first < match.end or words[phrase.first - 1] == "from":
            continue
        if phrase_quantity(sentence, phrase) is not None:
            return [phrase]
    return []


def _figures(line: Line, match: Match[Harm], row: Harm, phrases: list[NounPhrase]) -> Iterator[Found]:
    sentence = line.sentence
    counted = [
        (phrase, who)
        for phrase in phrases
        if (who := people(sentence, phrase, strict=row.field in _STRICT)) is not None
    ]
    counted = [(phrase, who) for phrase, who in counted if line.said.at(who.first)[1] is not Modality.HYPOTHETICAL]
    counted = [(phrase, who) for phrase, who in counted if not _counted_twice(sentence, who)]
    for _, who in counted:
        for each in _by_field(sentence, row, who):
            yield _figure(line, match, each, who, alone=len(counted) == 1)
    exact = [who for _, who in counted if who.quantity is not None and who.quantity.low == who.quantity.high]
    if len(counted) > 1 and len(exact) >= 1 and all(who.quantity is not None or who.singular for _, who in counted):
        first, last = counted[0][1].first, counted[-1][1].last
        yield _found(line, match, row, first, last, (min(first, match.start), last), code=SUM, attackers=False)


def _counted_twice(sentence: Sentence, who: People) -> bool:
    """ "Five bodies were counted twice" corrects a toll and is none."""
    return (
        "counted" in sentence.words[who.last : who.last + 3] or "miscounted" in sentence.words[who.last : who.last + 3]
    )


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
    made = _found(line, match, row, first, last, (start, end), code=code, attackers=who.attackers)
    population = who.population or _one_of_several(line.sentence, match, who)
    return replace(made, mention=replace(made.mention, population=population))


def _one_of_several(sentence: Sentence, match: Match[Harm], who: People) -> str | None:
    """ "a second bomb …, hurting nobody": the zero is that bomb's, not the whole incident's."""
    zero = sentence.words[who.head] in ("nobody", "none", "no-one") or sentence.words[who.first] == "no"
    group = sentence.verb_at(match.start)
    if not zero or group is None or group.passive:
        return None
    for subject in subject_of(sentence, group):
        if {"second", "third", "another", "other"} & set(sentence.words[subject.first : subject.last]):
            return sentence.text(subject.first, subject.last)
    return None


def _found(
    line: Line,
    match: Match[Harm],
    row: Harm,
    first: int,
    last: int,
    evidence: tuple[int, int],
    *,
    code: str | None,
    attackers: bool,
) -> Found:
    sentence = line.sentence
    speaker, held = line.said.at(first)
    if held is Modality.ASSERTED and _hearsay(sentence, first):
        held = Modality.ALLEGED
    arrested = row.field is HarmField.ABDUCTED and by_state(sentence, match.start)
    mention = Mention(
        field=Field.ARRESTED if arrested else _FIELDS[row.field],
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


def _parts(line: Line, totals: list[Found]) -> Iterator[Found]:
    """Parts of a total: "four of them children", "including two guards", "six of the dead were …"."""
    sentence = line.sentence
    words = sentence.words
    for phrase in sentence.phrases:
        number = phrase_quantity(sentence, phrase)
        if number is None:
            continue
        part = _part_of(sentence, phrase)
        if part is not None:
            total = next(
                (t for t in reversed(totals) if t.mention.words.start < sentence.tokens[phrase.first].start), None
            )
            named = words[part[0]] if part[0] < len(words) else ""
            target_field = total.mention.field if total is not None else _field_of(named)
            yield from _part(line, phrase, part[1], target_field)
    for total in totals:
        yield from _included(line, total)


def _field_of(word: str) -> Field | None:
    if word in ("dead", "victims", "killed", "fatalities"):
        return Field.KILLED
    return Field.INJURED if word in ("wounded", "injured") else None


def _part_of(sentence: Sentence, phrase: NounPhrase) -> tuple[int, int] | None:
    """(token of the total's word, token where the words for the part start) for "N of them …"."""
    words, at = sentence.words, phrase.last
    if at + 1 >= len(words) or words[at] != "of":
        return None
    if words[at + 1] in _PART_OF:
        return at + 1, at + 2
    if words[at + 1] in ("the", "those") and at + 2 < len(words) and words[at + 2] in _TOTALS:
        return at + 2, at + 3
    return None


def _part(line: Line, phrase: NounPhrase, start: int, field: Field | None) -> Iterator[Found]:
    sentence = line.sentence
    at = start
    while at < len(sentence.words) and sentence.verb_at(at) is not None:
        group = sentence.verb_at(at)
        if group is not None and sentence.words[group.head] not in ("were", "was", "are", "is", "being"):
            return
        at += 1
    which = sentence.phrase_at(at)
    if field is None or which is None or which.first != at:
        return
    end = which.last
    if end < len(sentence.words) and sentence.words[end] == "of":
        after = sentence.phrase_at(end + 1)
        end = after.last if after is not None else end
    yield _part_found(line, field, (phrase.first, end), sentence.text(which.first, end))


def _included(line: Line, total: Found) -> Iterator[Found]:
    sentence = line.sentence
    words = sentence.words
    for opening in _INCLUDING:
        for at in range(total.at, len(words) - len(opening)):
            if words[at : at + len(opening)] != opening or at - total.at > 14:
                continue
            phrase = sentence.phrase_at(at + len(opening))
            if phrase is None:
                continue
            for each in coordinated(sentence, phrase):
                who = people(sentence, each)
                if who is not None and who.population is not None:
                    yield _part_found(line, total.mention.field, (who.first, who.last), who.population)


def _named_as(line: Line, before: Field | None) -> Iterator[Found]:
    """ "Three were children under 10" after a sentence that counts the dead: a part of them."""
    sentence = line.sentence
    for group in sentence.verbs:
        if before is None or sentence.words[group.head] not in ("were", "was", "are") or group.last - group.first > 1:
            continue
        counted = sentence.phrase_at(group.first - 1)
        which = sentence.phrase_at(group.last)
        if counted is None or which is None or counted.first != 0 or which.first != group.last:
            continue
        number = phrase_quantity(sentence, counted)
        if (
            number is not None
            and counted.last - counted.first <= 3
            and people(sentence, which, strict=True) is not None
        ):
            yield _part_found(line, before, (counted.first, which.last), sentence.text(which.first, which.last))


def _all_of_them(line: Line, told: list[Found]) -> Iterator[Found]:
    """ "nine students were taken; all were freed": the figure before, worked out again."""
    sentence = line.sentence
    for match in sentence.matches(harm()):
        group, row = sentence.verb_at(match.start), _row(sentence, match)
        if group is None or row is None or not group.passive or sentence.words[max(0, group.first - 1)] != "all":
            continue
        before = [
            t for t in told if t.mention.words.end <= sentence.tokens[group.first].start and t.mention.code is None
        ]
        if len(before) > 0:
            mention = before[-1].mention
            yield Found(
                line.number,
                match.start,
                replace(mention, field=_FIELDS[row.field], span=sentence.span(group.first - 1, group.last), code=ALL),
            )


def _put_at(line: Line, told: list[Found], before: Field | None) -> Iterator[Found]:
    """ "the contractor put the number at four": another figure of what was counted last."""
    sentence = line.sentence
    words = sentence.words
    for group in sentence.verbs:
        if words[group.head] not in ("put", "puts", "placed", "gave") or group.passive:
            continue
        counted = sentence.phrase_at(group.last)
        if counted is None or not {"number", "toll", "figure", "total", "count"} & set(
            words[counted.first : counted.last]
        ):
            continue
        number = next(
            (p for p in sentence.phrases if counted.last <= p.first <= counted.last + 6 and _is_number(sentence, p)),
            None,
        )
        field = told[-1].mention.field if len(told) > 0 else before
        if "toll" in words[counted.first : counted.last]:
            field = Field.KILLED
        if (
            number is None
            or field is None
            or any(t.mention.words.end >= sentence.tokens[number.first].start for t in told)
        ):
            continue
        speaker, held = line.said.at(number.first)
        who = _subject_speaker(line, group) or speaker
        span = sentence.span(group.first, number.last)
        yield Found(
            line.number, number.first, Mention(field, span, sentence.span(number.first, number.last), who, held)
        )


def _is_number(sentence: Sentence, phrase: NounPhrase) -> bool:
    return phrase_quantity(sentence, phrase) is not None


def _subject_speaker(line: Line, group: VerbGroup) -> Speaker | None:
    """The attribution whose verb this is."""
    known = next((found.speaker for found in line.said.attributions if found.verb == group.head), None)
    subjects = subject_of(line.sentence, group)
    if known is not None or len(subjects) == 0:
        return known
    first, last = subjects[0].first, subjects[-1].last
    name = line.sentence.text(first + (line.sentence.words[first] == "the"), last)
    return Speaker(name, role_of(line.sentence, first, last), words=(line.sentence.span(first, group.last),))


def _taken_back(line: Line, totals: list[Found]) -> Iterator[Found]:
    """ "nine people had died and not 14": a bare number that stands against the figure before it."""
    sentence = line.sentence
    words = sentence.words
    for at in range(len(words) - 1):
        if words[at] != "not" and words[at : at + 2] != ("rather", "than"):
            continue
        start = at + (1 if words[at] == "not" else 2)
        phrase = sentence.phrase_at(start)
        told = [t for t in totals if t.mention.words.end <= sentence.tokens[at].start]
        if phrase is None or phrase.first != start or len(told) == 0 or phrase_quantity(sentence, phrase) is None:
            continue
        mention = told[-1].mention
        end = phrase.last
        while end < min(len(words), phrase.last + 8) and words[end] not in {",", ".", ";"}:
            end += 1
        span = sentence.span(at, end)
        yield replace(
            told[-1],
            at=start,
            mention=replace(
                mention, span=span, words=sentence.span(phrase.first, phrase.last), status=Status.RETRACTED
            ),
        )


def _part_found(line: Line, field: Field, tokens: tuple[int, int], population: str) -> Found:
    sentence = line.sentence
    speaker, held = line.said.at(tokens[0])
    span = sentence.span(*tokens)
    return Found(line.number, tokens[0], Mention(field, span, span, speaker, held, code="part", population=population))
