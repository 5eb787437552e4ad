"""Parts of a total: "four of them children", "including two guards", "six of the dead were …".

A part keeps the words for which part it is as its population, so that it is never weighed against the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.extract.found import Found, Line, mentioned
from casebook.extract.people import people, phrase_quantity
from casebook.lists.words import words as listed
from casebook.model.claim import Field
from casebook.split.chains import coordinated
from casebook.split.chunks import NounPhrase
from casebook.split.sentence import Sentence

_PART_OF = frozenset({"them", "whom", "these", "those"})
_INCLUDING = (("including",), ("among", "them"), ("among", "whom"), ("among", "the", "dead"))


def parts(line: Line, totals: list[Found]) -> Iterator[Found]:
    """Parts of a total: "four of them children", "including two guards", "six of the dead were …"."""
    sentence = line.sentence
    for phrase in sentence.phrases:
        part = _part_of(sentence, phrase) if phrase_quantity(sentence, phrase) is not None else None
        if part is None:
            continue
        before = [each for each in totals if each.mention.words.start < sentence.tokens[phrase.first].start]
        field = before[-1].mention.field if len(before) > 0 else _field_of(sentence.words[part[0]])
        yield from _part(line, phrase, part[1], field)
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
    if words[at + 1] in ("the", "those") and at + 2 < len(words) and words[at + 2] in listed("totals"):
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


def named_as(line: Line, before: Field | None) -> Iterator[Found]:
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


def _part_found(line: Line, field: Field, tokens: tuple[int, int], population: str) -> Found:
    made = mentioned(line, field, tokens, code="part")
    return replace(made, mention=replace(made.mention, population=population))
