"""A report's text cut into paragraphs and marks that nest: where two marks cross, the later one is cut in two.

The invariant: the pieces' texts joined, with each paragraph's line end, are the report's text, and every mark that
opens closes inside its paragraph in the reverse order.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.report import Span
from casebook.publish.view import Line, Question, StoryView

_PARAGRAPH = re.compile(r"[^\r\n]+")


class Kind(StrEnum):
    """Whether the words carry a value or say who speaks."""

    VALUE = "value"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A run of the text with the claims that rest on it; `start` and `end` count from the start of the text."""

    start: int
    end: int
    kind: Kind
    question: Question
    numbers: tuple[int, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A step through a paragraph: `opens` a mark, closes the innermost one, or gives text."""

    opens: Mark | None = None
    text: str | None = None

    @property
    def closes(self) -> bool:
        """True when the innermost mark ends here."""
        return self.opens is None and self.text is None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, with the empty lines above it counted."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def paragraphs(view: StoryView) -> tuple[Paragraph, ...]:
    """The story's text with its words marked."""
    text, marks = view.report.text, _marks(view.lines)
    found = []
    for match in _PARAGRAPH.finditer(text):
        inside = [mark for mark in marks if mark.start < match.end() and mark.end > match.start()]
        found.append(Paragraph(match.start(), match.end(), tuple(_pieces(text, match.start(), match.end(), inside))))
    return tuple(found)


def _marks(lines: Iterable[Line]) -> list[Mark]:
    """One mark for each run of words, question and kind, whatever the number of claims that rest on it."""
    shared: dict[tuple[int, int, Kind, Question], list[Line]] = {}
    for line in lines:
        for span in line.claim.evidence:
            shared.setdefault((span.start, span.end, Kind.VALUE, line.question), []).append(line)
        for span in _own_words(line):
            shared.setdefault((span.start, span.end, Kind.SPEAKER, Question.WHO), []).append(line)
    return sorted(
        Mark(*key, tuple(dict.fromkeys(line.number for line in rest)), _title(key[2], rest))
        for key, rest in shared.items()
    )


def _own_words(line: Line) -> tuple[Span, ...]:
    return tuple(span for span in line.claim.said_by.words if span not in line.claim.evidence)


def _title(kind: Kind, lines: list[Line]) -> str:
    if kind is Kind.SPEAKER:
        return "; ".join(dict.fromkeys(f"speaker: {line.speaker}" for line in lines))
    return "; ".join(dict.fromkeys(f"{line.label}: {line.value} ({line.speaker})" for line in lines))


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    """Marks in order of start, longest first; one that reaches past the innermost open mark goes on after it."""
    waiting = [(max(mark.start, start), -min(mark.end, end), place, mark) for place, mark in enumerate(marks)]
    heapq.heapify(waiting)
    ends: list[int] = []
    at = start
    while waiting:
        opening, negative, place, mark = heapq.heappop(waiting)
        while ends and ends[-1] <= opening:
            yield from _text(text, at, ends[-1])
            at = ends.pop()
            yield Piece()
        if ends and -negative > ends[-1]:
            heapq.heappush(waiting, (ends[-1], negative, place, mark))
            negative = -ends[-1]
        yield from _text(text, at, opening)
        at = opening
        yield Piece(opens=mark)
        ends.append(-negative)
    while ends:
        yield from _text(text, at, ends[-1])
        at = ends.pop()
        yield Piece()
    yield from _text(text, at, end)


def _text(text: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(text=text[start:end])
