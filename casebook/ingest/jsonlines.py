"""JSON lines: one story a line, `{"text", "title", "published", "url", "source", "language"}`, only `text` required.

A line that cannot be read becomes an Issue that names the file and the line, and the rest is read. Keys that are not
known are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from casebook.ingest.source import MAX_BYTES, Source, day, failure, hashed, remark, too_big
from casebook.model.issue import Issue
from casebook.model.report import Report

_TEXT_KEYS = ("title", "url", "source", "language", "published")
_MARK = b"\xef\xbb\xbf"
_PATIENCE = 10
_SURROGATE = re.compile("[\ud800-\udfff]")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one over the limit, which is read past without being kept."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield None


def reports(stream: BinaryIO, place: str, source: str) -> Iterator[Report | Issue]:
    """The reports of a stream of JSON lines, and an Issue for each line that gives none."""
    lines = stories = 0
    for number, line in enumerate(_lines(stream), start=1):
        if line is None:
            yield too_big(f"{place}:{number}")
            continue
        if len(line.strip()) == 0:
            continue
        lines += 1
        for found in _line(line.removeprefix(_MARK), f"{place}:{number}", source):
            stories += isinstance(found, Report)
            yield found
        if stories == 0 and lines == _PATIENCE:
            yield failure("json_broken", f"{place}: not one of the first {lines} lines is a story; the rest is unread")
            return
    if lines == 0:
        yield failure("empty", f"{place}: the file is empty; give one JSON object a line")


def whole(source: Source) -> Iterator[Report | Issue]:
    """The reports of a `.json` file: one object, a list of them, or JSON lines all the same."""
    try:
        rows = json.loads(source.data.removeprefix(_MARK))
    except (ValueError, RecursionError):
        yield from reports(BytesIO(source.data), source.place, source.source)
        return
    if not isinstance(rows, list):
        yield from _row(rows, source.place, source.source)
        return
    for number, row in enumerate(rows, start=1):
        yield from _row(row, f"{source.place}, object {number}", source.source)


def _line(line: bytes, place: str, source: str) -> Iterator[Report | Issue]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield failure("encoding_broken", f"{place}: byte {error.start} is not UTF-8; save the file as UTF-8")
        return
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else ""
        yield failure("json_broken", f"{place}: not a JSON object{where}; the line is left out")
        return
    for found in _row(row, place, source):
        yield hashed(found, line)


def _row(row: Any, place: str, source: str) -> Iterator[Report | Issue]:
    wrong = _wrong(row)
    if wrong is not None:
        yield failure("json_shape", f"{place}: {wrong}; it is left out")
        return
    yield from _report(row, place, source)


def _wrong(row: object) -> str | None:
    """What keeps the row from being a story; None when nothing does."""
    if not isinstance(row, dict):
        return f'a {type(row).__name__}, not an object like {{"text": "..."}}'
    if "text" not in row:
        return f'no "text" among its keys ({", ".join(sorted(map(str, row))[:8]) or "none"})'
    text = row["text"]
    if not isinstance(text, str) or len(text.strip()) == 0:
        return '"text" is empty' if isinstance(text, str) else f'"text" is {type(text).__name__}, not words'
    if "\x00" in text or _SURROGATE.search(text) is not None:
        return '"text" holds a NUL or half a character (a broken \\u escape)'
    return next(
        (
            f'"{key}" is {type(row[key]).__name__}, not words'
            for key in _TEXT_KEYS
            if row.get(key) is not None and not isinstance(row[key], str)
        ),
        None,
    )


def _report(row: dict[str, str | None], place: str, source: str) -> Iterator[Report | Issue]:
    stated = row.get("published")
    published = None if stated is None else day(stated)
    report = Report(
        row["text"] or "",
        row.get("source") or source,
        url=row.get("url"),
        title=row.get("title"),
        published=published,
        language=row.get("language"),
    )
    yield report
    if stated is not None and published is None:
        yield remark(
            "published_unreadable",
            f'{place}: "published" is {stated!r}, not a day like 2024-03-05; read without a publication date',
            report.id,
        )
