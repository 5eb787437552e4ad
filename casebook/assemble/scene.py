"""A story ready for assembly: its lines, what was found in them, and the places and dates they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.extract.found import Found, Happening, Line
from casebook.extract.toponyms import PlaceWords
from casebook.model.report import Report
from casebook.model.values import Clock, Days, Place


@dataclass(frozen=True, slots=True)
class Dated:
    """Date or time words at tokens [first, last) of a line and what they mean.

    `days` None: a clock time alone, or words that the text does not allow to date, and then `reason` says why not.
    """

    line: int
    first: int
    last: int
    days: Days | None
    clock: Clock | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Place words of a line and the place they mean; None where the gazetteer and the story do not tell.

    `told`: the encoder takes them for a place of the sentence's incident.
    """

    line: int
    words: PlaceWords
    place: Place | None
    told: bool = False


@dataclass(frozen=True)
class Scene:
    """Everything found in one story, line by line (index = line number)."""

    report: Report
    lines: Sequence[Line]
    happenings: Sequence[Sequence[Happening]]
    found: Sequence[Sequence[Found]]
    dates: Sequence[Sequence[Dated]]
    places: Sequence[Sequence[Placed]]
