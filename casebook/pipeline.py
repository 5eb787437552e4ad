"""One component per stage, put together: the only module that knows every stage of reading.

A Coder is a pure function from a report to what it tells: no clock, no network, no state between reports. It pickles,
so that processes, Ray and Spark can map `Coder.batch` over shards.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebook import ingest
from casebook.assemble.claims import ORIGIN
from casebook.assemble.story import read_story
from casebook.model.coded import Coded
from casebook.model.errors import InputError, UsageError
from casebook.model.issue import Issue
from casebook.model.report import Report

LANGUAGES = ("en",)
ENGINES = (ORIGIN,)
"""Who reads: a book that holds more of theirs than they now say takes the rest as withdrawn."""
MAX_CHARS = 2_000_000  # a longer "report" is a dump or a mistake: an Issue, not an hour of reading


@dataclass(frozen=True, slots=True)
class Coder:
    """Reads reports in one language with the rules engine."""

    language: str = "en"

    def __call__(self, report: Report) -> Coded:
        """The accounts, claims and issues of one report; whatever fails in it becomes an Issue of that report."""
        refused = self._refused(report)
        if refused is not None:
            return Coded(report, issues=(refused,))
        try:
            return read_story(report)
        except Exception as error:  # noqa: BLE001  the report boundary: one bad report never stops a batch
            message = f"report {report.id} ({report.source}) could not be read: {type(error).__name__}: {error}"
            return Coded(report, issues=(Issue("pipeline", "report_failed", message, (), report.id),))

    def batch(self, reports: Sequence[Report]) -> list[Coded]:
        """Each report's Coded, in order."""
        return [self(report) for report in reports]

    def _refused(self, report: Report) -> Issue | None:
        if report.language is not None and report.language != self.language:
            message = f"the text is in {report.language!r}, and this coder reads {self.language!r}: no values were read"
            return Issue("pipeline", "language_not_read", message, (), report.id)
        if len(report.text) > MAX_CHARS:
            message = f"the text has {len(report.text):,} characters, more than {MAX_CHARS:,}: split it into reports"
            return Issue("pipeline", "report_too_long", message, (), report.id)
        return None


def coder(language: str = "en") -> Coder:
    """A coder for a language; UsageError for one that Casebook cannot read."""
    if language not in LANGUAGES:
        raise UsageError(f"no coder for language {language!r}; there is one for {', '.join(LANGUAGES)}")
    return Coder(language)


def read(
    paths: str | Path | Iterable[str | Path], *, published: date | None = None, issues: list[Issue] | None = None
) -> Iterator[Report]:
    """The reports in files, folders, addresses or patterns ("reports/*.html").

    What cannot be read is appended to `issues`, and the rest goes on; without a list it raises InputError, so that
    nothing is left out in silence. `published`, when given, is every report's publication date.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    for found in ingest.read(_expanded(given), published=published):
        if isinstance(found, Report):
            yield found
        elif issues is not None:
            issues.append(found)
        elif found.report_id is None:
            raise InputError(found.message)


def _expanded(paths: Sequence[str | Path]) -> list[str | Path]:
    """The paths, each pattern replaced by the files that it matches."""
    found: list[str | Path] = []
    for path in paths:
        matches = [] if Path(path).exists() or "*" not in str(path) else sorted(glob.glob(str(path), recursive=True))
        found.extend(matches or [path])
    return found
