"""Plain text: bytes decoded without losing or changing a character, line ends included.

The encoding is the byte order mark's, else UTF-8, else Windows-1252 with an Issue that says so. A file with a NUL or
other control characters is binary. A byte order mark is a signature, not text: it is the one thing left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from casebook.ingest.source import Source, failure, remark
from casebook.model.issue import Issue
from casebook.model.report import Report

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF; turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP, DOCX or ODT file; save the story as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file; save the story as plain text first"),
    (b"{\\rtf", "an RTF file; save the story as plain text first"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"\x89PNG", "an image; only text is read"),
    (b"\xff\xd8\xff", "an image; only text is read"),
    (b"GIF8", "an image; only text is read"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HEADLINE_CHARS = 140
_HEADLINE = re.compile(r"\s*(?P<title>\S[^\r\n]*\S)[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


def decode(data: bytes, place: str) -> tuple[str, str | None] | Issue:
    """The text and, when its encoding had to be guessed, its name; an Issue when it is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return failure("binary_file", f"{place}: not text but {what}")
    mark = next((encoding for bom, encoding in _MARKS if data.startswith(bom)), None)
    for encoding in ("utf-8", "cp1252") if mark is None else (mark,):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) is None:
            return text, "Windows-1252" if encoding == "cp1252" else None
    return failure(
        "binary_file",
        f"{place}: not text (control characters, or bytes that no known encoding has); "
        "give plain text in UTF-8, HTML or JSON lines",
    )


def headline(text: str) -> str | None:
    """The first line, when it clearly is a headline: short, no final stop, an empty line after it."""
    found = _HEADLINE.match(text)
    if found is None:
        return None
    title = found["title"]
    return None if len(title) > _HEADLINE_CHARS or title[-1] in ".,;:!\"'”’" else title


def reports(source: Source) -> Iterator[Report | Issue]:
    """The report of a plain text document."""
    if len(source.data.strip()) == 0:
        yield failure("empty", f"{source.place}: the file is empty; give a file that holds a story")
        return
    decoded = decode(source.data, source.place)
    if isinstance(decoded, Issue):
        yield decoded
        return
    text, guessed = decoded
    report = Report(text, source.source, url=source.url, title=headline(text))
    yield report
    if guessed is not None:
        yield remark(
            "encoding_guessed",
            f"{source.place}: not UTF-8, read as {guessed}; check names and quotation marks, or save it as UTF-8",
            report.id,
        )
