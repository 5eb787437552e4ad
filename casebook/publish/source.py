"""A report as others see it: where it came from and when, and the hash of its text, but not the text.

Layouts cite sources; the words of a report stay in the house. The hash lets anybody who holds the text check offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casebook.model.ids import text_hash
from casebook.model.report import Report


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited of one report; `id` is the report's."""

    id: str
    source: str
    url: str | None = None
    title: str | None = None
    published: date | None = None
    language: str | None = None
    text_sha256: str | None = None
    chars: int | None = None


def source_of(report: Report) -> Source:
    """The citation of a report."""
    return Source(
        report.id,
        report.source,
        report.url,
        report.title,
        report.published,
        report.language,
        text_hash(report.text),
        len(report.text),
    )
