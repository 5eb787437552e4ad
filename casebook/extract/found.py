"""What the extractor finds in a story's sentences before it is known which incident it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook.lists.rows import Effect, Strength
from casebook.model.claim import Field, Modality, Occurrence, Speaker
from casebook.model.mention import RULES, Mention
from casebook.split.sentence import Sentence
from casebook.split.speech import Said


@dataclass(frozen=True)
class Line:
    """A sentence with what is said in it; `number` is its place in the story."""

    number: int
    sentence: Sentence
    said: Said


@dataclass(frozen=True, slots=True)
class Found:
    """A mention, where it stands (sentence and token), and whether it counts attackers."""

    line: int
    at: int
    mention: Mention
    attackers: bool = False


def mentioned(
    line: Line,
    field: Field,
    words: tuple[int, int],
    *,
    evidence: tuple[int, int] | None = None,
    code: str | None = None,
    said_by: Speaker | None = None,
    held: Modality | None = None,
) -> Found:
    """The words at token indexes of a line as a mention, said by whoever says them where `said_by` does not tell."""
    sentence = line.sentence
    speaker, own = line.said.at(words[0])
    span = sentence.span(*(evidence or words))
    mention = Mention(field, span, sentence.span(*words), said_by or speaker, held or own, code=code)
    return Found(line.number, words[0], mention)


def once(found: Iterable[Found]) -> list[Found]:
    """Each field and words once, the first of them."""
    kept: dict[tuple[Field, int, int], Found] = {}
    for item in found:
        kept.setdefault((item.mention.field, item.mention.words.start, item.mention.words.end), item)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class Happening:
    """Words that report an incident: tokens [first, last) of a sentence.

    `types` are the leaves the words point to, empty when only the company tells. `definite`: the words go back to
    something told before ("the blast"). `generic`: a plural of no particular number ("a string of attacks").
    `reason` is why it is no incident, None when it is one; `accident`: only because nobody meant it. `origin` is what
    read it. `guessed`: the words leave open how it was done, and the types are what the encoder makes of the sentence.
    """

    line: int
    first: int
    last: int
    types: tuple[str, ...]
    strength: Strength
    noun: bool
    definite: bool
    generic: bool
    modality: Modality
    occurrence: Occurrence
    effect: Effect | None
    reason: str | None
    accident: bool = False
    origin: str = RULES
    guessed: bool = False


def live(happenings: Sequence[Happening]) -> list[Happening]:
    """Those that report an incident: not generic, not only talked about."""
    return [
        happening
        for happening in happenings
        if happening.reason is None and happening.modality not in (Modality.HYPOTHETICAL, Modality.BACKGROUND)
    ]
