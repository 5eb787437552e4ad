"""Which tokens belong to a date, a clock time, a sum of money or a length of time: no number there counts people."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.norms.clocks import find_clocks
from casebook.norms.dates import DateKind, find_dates
from casebook.norms.money import find_durations, find_money
from casebook.norms.quantity_units import Unit
from casebook.norms.tokens import Token


def mark_units(words: Sequence[Token]) -> dict[int, Unit]:
    """The unit of every token inside such a phrase."""
    marks: dict[int, Unit] = {}
    for length in find_durations(words):
        marks.update(dict.fromkeys(range(length.first, length.last), Unit.TIME))
    for when in find_dates(words):
        unit = Unit.TIME if when.kind is DateKind.DURATION else Unit.DATE
        marks.update(dict.fromkeys(range(when.first, when.last), unit))
    for clock in find_clocks(words):
        marks.update(dict.fromkeys(range(clock.first, clock.last), Unit.CLOCK))
    for amount in find_money(words):
        marks.update(dict.fromkeys(range(amount.first, amount.last), Unit.MONEY))
    return marks
