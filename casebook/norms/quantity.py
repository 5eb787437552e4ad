"""A number as the words state it, and what a reader of numbers knows while it goes through the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.model.values import Count, Qualifier
from casebook.norms.quantity_units import Unit, unit_of
from casebook.norms.tokens import Token
from casebook.norms.vague import VagueTable


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at the tokens [first, last), qualifier included; inclusive bounds, `high` None when open.

    `article` marks "a", "an", "one", "another": a number only if a noun behind it is counted. `additional` marks
    "another two" and "two others", which come on top of something said before.
    """

    first: int
    last: int
    low: int
    high: int | None
    qualifier: Qualifier
    unit: Unit = Unit.PLAIN
    vague_term: str | None = None
    article: bool = False
    additional: bool = False

    @property
    def counts(self) -> bool:
        """True when it can be a number of people or things."""
        return self.unit is Unit.PLAIN

    def count(self) -> Count:
        """The bounds as a value."""
        return Count(self.low, self.high, self.qualifier, vague_term=self.vague_term)


@dataclass(frozen=True, slots=True)
class Scan:
    """The words, the units already known for some of them, and the table."""

    words: Sequence[Token]
    marks: dict[int, Unit]
    vague: VagueTable
    shouting: bool

    def low(self, at: int) -> str:
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def unit(self, first: int, last: int, value: float) -> Unit:
        known = self.marks.get(first)
        return unit_of(self.words, first, last, value, shouting=self.shouting) if known is None else known
