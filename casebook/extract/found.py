"""What the extractor finds in a story's sentences before it is known which incident it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.lists.rows import Effect, Strength
from casebook.model.claim import Modality, Occurrence
from casebook.model.mention import Mention
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


@dataclass(frozen=True, slots=True)
class Happening:
    """Words that report an incident: tokens [first, last) of a sentence.

    `types` are the leaves the words point to, empty when only the company tells. `definite`: the words go back to
    something told before ("the blast"). `generic`: a plural of no particular number ("a string of attacks").
    `reason` is why it is no incident, None when it is one.
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
