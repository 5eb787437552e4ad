"""Bytes as received, the place they came from, and the limits on them.

`place` is what messages name (a path as the user gave it, a URL, `standard input`); `source` is what the report keeps:
a file's name without the folders above it, so that a report's id and a page sent to a colleague do not depend on
whose machine read it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from casebook.model.issue import Issue
from casebook.model.report import Report

MAX_BYTES = 16 * 1024 * 1024
"""Most bytes read of one document, or of one line of a JSON lines file."""

MAX_CHARS = 500_000
"""Most code points of one report's text: about 80,000 words, a book. Longer is an Issue, not a wait."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")

SKIPPED = "files_skipped"
"""The one kind of Issue without a report that is a remark and no failure: files in a folder that are not stories."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document's bytes; `url` and `media_type` are known when it was fetched."""

    data: bytes
    place: str
    source: str
    url: str | None = None
    media_type: str | None = None


def day(stated: str) -> date | None:
    """The day of `YYYY-MM-DD`, alone or before a time; None when it is none."""
    if _DAY.match(stated) is None:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None


def hashed(found: Report | Issue, data: bytes) -> Report | Issue:
    """A report with the hash of the bytes that it was read from; an Issue as it is."""
    return found if isinstance(found, Issue) else replace(found, bytes_sha256=hashlib.sha256(data).hexdigest())


def failure(kind: str, message: str) -> Issue:
    """An input, or a part of one, that gave no report."""
    return Issue("ingest", kind, message)


def remark(kind: str, message: str, report_id: str) -> Issue:
    """Something to know about a report that was read all the same."""
    return Issue("ingest", kind, message, report_id=report_id)


def failed(issue: Issue) -> bool:
    """True when the Issue says that something gave no report, so that a person is needed."""
    return issue.report_id is None and issue.kind != SKIPPED


def too_big(place: str) -> Issue:
    """The Issue for a document, or a line, over MAX_BYTES."""
    return failure(
        "too_big",
        f"{place}: larger than {MAX_BYTES // 1024**2} MiB, the most that is read as one story; "
        "split it into one file, or one JSON line, a story",
    )
