"""A web page: the article's words, and the title, day, site and address that the page states of itself.

The report's text is the extracted body, so offsets count from there. The day is taken only from what the page says
in its head or its time elements: a year in the footer or a day in the story is not the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.source import Source, day, failure
from casebook.ingest.text import decode
from casebook.model.issue import Issue
from casebook.model.report import Report

_DATES = {"extensive_search": False, "original_date": True}
_DECLARED = re.compile(rb"<meta[^>]+charset|<\?xml[^>]+encoding", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_LEAST_WORDS = 8


def _no_article(place: str) -> Issue:
    return failure(
        "no_article",
        f"{place}: no article found in the page (a login or consent page, or a list of links?); "
        "save the story's words as plain text",
    )


def _content(source: Source) -> bytes | str | Issue:
    """Bytes that name their encoding are left to the parser; others are decoded as plain text is."""
    if b"\x00" in source.data[:4096] or _DECLARED.search(source.data[:4096]) is None:
        decoded = decode(source.data, source.place)
        return decoded if isinstance(decoded, Issue) else decoded[0]
    return source.data


def reports(source: Source) -> Iterator[Report | Issue]:
    """The report of a page, or an Issue when it holds no article."""
    if len(source.data.strip()) == 0:
        yield failure("empty", f"{source.place}: the file is empty; give a page that holds a story")
        return
    content = _content(source)
    if isinstance(content, Issue):
        yield content
        return
    import trafilatura  # slow to import, and only pages need it

    page = trafilatura.bare_extraction(
        content,
        url=source.url,
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if page is None or isinstance(page, dict) or page.text is None or len(page.text.split()) < _LEAST_WORDS:
        yield _no_article(source.place)
        return
    language = _LANG.search(source.data[:4096].decode("latin-1"))
    yield Report(
        page.text,
        page.sitename or source.source,
        url=source.url or page.url or None,
        title=page.title or None,
        published=day(page.date) if page.date else None,
        language=language[1].lower() if language is not None else None,
    )
