"""A figure told again or corrected: "put the number at four", "all were freed", "nine and not 14".

Each goes back to a figure before it, in the same sentence or the last one counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.counted import FIELDS, harm_row
from casebook.extract.found import Found, Line, mentioned
from casebook.extract.people import phrase_quantity
from casebook.lists.lexicon import harm
from casebook.lists.words import words as listed
from casebook.model.claim import Field, Speaker, Status
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.clauses import subject_of
from casebook.split.sentence import Sentence
from casebook.split.speakers import role_of

ALL = "all"  # code of a mention that takes up the figure before it


def all_of_them(line: Line, told: list[Found]) -> Iterator[Found]:
    """ "nine students were taken; all were freed": the figure before, worked out again."""
    sentence = line.sentence
    for match in sentence.matches(harm()):
        group, row = sentence.verb_at(match.start), harm_row(sentence, match)
        if group is None or row is None or not group.passive or sentence.words[max(0, group.first - 1)] != "all":
            continue
        before = [
            t for t in told if t.mention.words.end <= sentence.tokens[group.first].start and t.mention.code is None
        ]
        if len(before) > 0:
            span = sentence.span(group.first - 1, group.last)
            again = replace(before[-1].mention, field=FIELDS[row.field], span=span, code=ALL)
            yield Found(line.number, match.start, again)


def put_at(line: Line, told: list[Found], before: Field | None) -> Iterator[Found]:
    """ "the contractor put the number at four": another figure of what was counted last."""
    sentence = line.sentence
    for group in sentence.verbs:
        if sentence.words[group.head] not in ("put", "puts", "placed", "gave") or group.passive:
            continue
        counted = sentence.phrase_at(group.last)
        if counted is None or not listed("figure_nouns") & set(sentence.words[counted.first : counted.last]):
            continue
        number = next(
            (p for p in sentence.phrases if counted.last <= p.first <= counted.last + 6 and _is_number(sentence, p)),
            None,
        )
        field = told[-1].mention.field if len(told) > 0 else before
        if "toll" in sentence.words[counted.first : counted.last]:
            field = Field.KILLED
        if number is None or field is None:
            continue
        if any(each.mention.words.end >= sentence.tokens[number.first].start for each in told):
            continue  # the number is counted already
        words, evidence = (number.first, number.last), (group.first, number.last)
        yield mentioned(line, field, words, evidence=evidence, said_by=_subject_speaker(line, group))


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


def taken_back(line: Line, totals: list[Found]) -> Iterator[Found]:
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
        number = sentence.span(phrase.first, phrase.last)
        withdrawn = replace(mention, span=span, words=number, status=Status.RETRACTED)
        yield replace(told[-1], at=start, mention=withdrawn)
