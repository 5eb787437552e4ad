"""Files, folders, addresses and standard input, read as reports.

Nothing here stops a batch: what cannot be read becomes an Issue that names the thing and the way out, and the next
input is read. No clock: the day that counts as today is passed in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BufferedReader
from pathlib import Path

from casebook.ingest import html, jsonlines, text
from casebook.ingest.fetch import fetch, is_url
from casebook.ingest.folder import files
from casebook.ingest.language import language
from casebook.ingest.source import MAX_BYTES, MAX_CHARS, Source, day, failed, failure, hashed, remark, too_big
from casebook.model.issue import Issue
from casebook.model.report import Report

__all__ = ["Item", "day", "failed", "inputs", "read", "read_item"]

_HTML = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_TEXT = frozenset({".txt", ".text", ".md"})
_PEEK = 1024


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to open: a file, an address or standard input, and the name that its reports keep as their source."""

    place: str
    source: str


def inputs(paths: Iterable[str]) -> Iterator[Item | Issue]:
    """The files, addresses and streams that the paths name, folders opened."""
    for given in paths:
        path = Path(given)
        if given == "-":
            yield Item(given, "standard input")
        elif is_url(given):
            yield Item(given, given)
        elif not path.is_dir():
            yield Item(given, path.name)
        else:
            for found in files(path):
                yield found if isinstance(found, Issue) else Item(str(found), found.relative_to(path).as_posix())


def read(
    paths: str | Path | Iterable[str | Path], *, published: date | None = None, today: date | None = None
) -> Iterator[Report | Issue]:
    """The reports that the paths name, in order, each followed by its Issues; an Issue for what gives no report.

    `published`, when given, is every report's publication date, whatever the document says. With `today` given, a
    publication date after it is kept and flagged.
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    for item in inputs(str(path) for path in named):
        if isinstance(item, Issue):
            yield item
        else:
            yield from read_item(item, published=published, today=today)


def read_item(item: Item, *, published: date | None = None, today: date | None = None) -> Iterator[Report | Issue]:
    """The reports and Issues of one file, address or stream."""
    for found in _opened(item):
        if isinstance(found, Issue):
            yield found
        else:
            yield from _checked(_completed(found, published), item.place, today)


def _completed(report: Report, published: date | None) -> Report:
    return replace(
        report,
        published=published or report.published,
        language=language(report.text, report.language),
    )


def _checked(report: Report, place: str, today: date | None) -> Iterator[Report | Issue]:
    if len(report.text) > MAX_CHARS:
        yield failure(
            "too_long",
            f"{place}: {len(report.text):,} characters in one story; at most {MAX_CHARS:,} are read, "
            "so split it into one file, or one JSON line, a story",
        )
        return
    yield report
    if today is not None and report.published is not None and report.published > today:
        yield remark(
            "published_in_future",
            f"{place}: published {report.published}, after today ({today}); kept, but check it: weekdays count from it",
            report.id,
        )


def _opened(item: Item) -> Iterator[Report | Issue]:
    if is_url(item.place):
        page = fetch(item.place)
        yield from [page] if isinstance(page, Issue) else _document(page, "")
        return
    if item.place == "-":
        with open(sys.stdin.fileno(), "rb", closefd=False) as stream:
            yield from _stream(stream, Item("standard input", item.source), "")
        return
    try:
        with Path(item.place).open("rb") as stream:
            yield from _stream(stream, item, Path(item.place).suffix.lower())
    except OSError as error:
        yield failure("unreadable", f"{item.place}: cannot be opened: {error.strerror or error}")


def _stream(stream: BufferedReader, item: Item, suffix: str) -> Iterator[Report | Issue]:
    """JSON lines are read as they come; anything else is one document."""
    start = stream.peek(_PEEK)[:_PEEK]
    if suffix in _LINES or (suffix not in _TEXT | _HTML and start.lstrip().startswith(b'{"')):
        yield from jsonlines.reports(stream, item.place, item.source)
        return
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield too_big(item.place)
    else:
        yield from _document(Source(data, item.place, item.source), suffix)


def _document(source: Source, suffix: str) -> Iterator[Report | Issue]:
    for found in _reports(source, suffix):
        yield hashed(found, source.data)


def _reports(source: Source, suffix: str) -> Iterator[Report | Issue]:
    if suffix == ".json":
        return jsonlines.whole(source)
    return html.reports(source) if _is_html(source, suffix) else text.reports(source)


def _is_html(source: Source, suffix: str) -> bool:
    """By the ending, then by what the server said, then by how it begins."""
    if suffix in _HTML or suffix in _TEXT:
        return suffix in _HTML
    if source.media_type in ("text/html", "application/xhtml+xml"):
        return True
    start = source.data[:_PEEK].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<!--"))
