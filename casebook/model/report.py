"""A report as received and the spans that quote it.

The invariant everything else rests on: a Span is made only by `Report.span` or `Report.find`, so its quote always
is the report's own text. Offsets count Unicode code points, half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casebook.model.errors import SpanError
from casebook.model.ids import content_id, text_hash


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Exact words of a report: `quote == report.text[start:end]`."""

    report_id: str
    start: int
    end: int
    quote: str

    def covers(self, other: Span) -> bool:
        """True when the other span lies inside this one."""
        return self.report_id == other.report_id and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Report:
    """A document as received; its text never changes.

    `published` and `language` are metadata that came with the document; None when it came without. `bytes_sha256` is
    the hash, in hexadecimal, of the bytes that it was read from; None where it was made from a text.
    """

    text: str
    source: str
    url: str | None = None
    title: str | None = None
    published: date | None = None
    language: str | None = None
    bytes_sha256: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", content_id("r", self.source, self.url, text_hash(self.text)))

    def span(self, start: int, end: int) -> Span:
        """The words from start to end; SpanError when the report does not hold them."""
        if not 0 <= start < end <= len(self.text):
            raise SpanError(
                f"span {start}:{end} is outside report {self.id} (0:{len(self.text)}) or empty; "
                "offsets count code points of report.text, half open"
            )
        return Span(self.id, start, end, self.text[start:end])

    def find(self, quote: str, start: int = 0) -> Span | None:
        """The first place at or after `start` where these exact words stand; None when they do not."""
        if not quote:
            return None
        at = self.text.find(quote, start)
        return None if at < 0 else self.span(at, at + len(quote))
