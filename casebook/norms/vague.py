"""What vague number words mean, as a table handed in by the caller: this layer knows the shape, `lists` the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a row: `percent` of the stated figure (N or M), plus `extra`; a fixed number has percent 0."""

    percent: int
    extra: int
    upper_figure: bool = False

    def at(self, low: int, high: int) -> int:
        """The bound for a stated figure (or for two, "between N and M"); halves are rounded up."""
        figure = high if self.upper_figure else low
        return max(0, floor((figure * self.percent + 50) / 100) + self.extra)


@dataclass(frozen=True, slots=True)
class VagueRow:
    """A row of the table: the term in lower case, its bounds and what a release and ACLED would print."""

    term: str
    low: Bound
    high: Bound | None
    release_value: Bound | None
    acled_value: Bound | None
    note: str

    def bounds(self, low: int = 0, high: int | None = None) -> tuple[int, int | None]:
        """Low and high of a figure (or range) worded like this; high None means open."""
        upper = low if high is None else high
        return self.low.at(low, upper), None if self.high is None else self.high.at(low, upper)


class VagueTable:
    """The rows by term. Every term the grammar asks for must be there: a missing one is an error, not a default."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[VagueRow]) -> None:
        self._rows = {row.term: row for row in rows}

    def row(self, term: str) -> VagueRow:
        """The row of a term."""
        return self._rows[term]

    def find(self, term: str) -> VagueRow | None:
        """The row of a term, None when the table has none."""
        return self._rows.get(term)

    def __len__(self) -> int:
        return len(self._rows)
