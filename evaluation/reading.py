"""The engine as scorers want it: a function from a text to its coded line.

The one place that knows how the engine is called. It is imported only when a reader is asked for, so that the scripts
can be tested, and a coded file measured, without it.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from casebook.evaluate.coded import Reader
from casebook.model.report import Report

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
GOLD = SHARED / "cases" / "gold"


def reader(language: str = "en") -> Reader:
    """A reader over the rules engine; its reports carry no language, so that none is refused for it."""
    from casebook.pipeline import coder
    from casebook.publish.coded import to_json_line

    code = coder(language)

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:
        coded = code(Report(text, source, title=title, published=published))
        for issue in coded.issues:
            if issue.kind == "report_failed":  # scored as silence, but never silently
                sys.stderr.write(f"{issue.message}\n")
        return to_json_line(coded)

    return read


def needed(path: Path) -> Path:
    """The path itself; stops with a clear message where the shared data is not there, as in a user's clone."""
    if not path.exists():
        raise SystemExit(f"{path} is not here: this check needs the project's shared data, which no clone has; skipped")
    return path
