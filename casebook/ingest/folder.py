"""A folder: its stories in the order of their names, folders inside it included, and what was passed over.

Files whose ending is not a story's are not opened; one Issue names them. Hidden files and folders, and links that
lead to folders, are not looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from casebook.ingest.source import SKIPPED, failure
from casebook.model.issue import Issue

STORIES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"})
_NAMED = 5


def files(folder: Path) -> Iterator[Path | Issue]:
    """The story files, then the Issues: folders that cannot be opened, files passed over, nothing found."""
    refused: list[Issue] = []
    skipped: list[str] = []
    found = 0

    def refuse(error: OSError) -> None:
        refused.append(failure("unreadable", f"{error.filename}: cannot open the folder: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            if Path(name).suffix.lower() in STORIES:
                found += 1
                yield Path(parent, name)
            else:
                skipped.append(str(Path(parent, name).relative_to(folder)))
    yield from refused
    if len(skipped) > 0:
        yield Issue("ingest", SKIPPED, _passed_over(folder, skipped))
    if found == 0 and len(refused) == 0:
        yield failure("folder_empty", f"{folder}: no story in the folder; it reads {', '.join(sorted(STORIES))}")


def _passed_over(folder: Path, skipped: list[str]) -> str:
    more = len(skipped) - _NAMED
    listed = ", ".join(skipped[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{folder}: passed over {len(skipped)} of its files, not stories by their ending: {listed}"
