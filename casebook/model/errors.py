"""One tree of errors. A message names the thing, the value, the place and the way out.

CasebookError
├── SpanError        a span that its report does not hold
├── InputError       a file, page or line that cannot be read as a report
├── ListError        a list file (TOML, CSV) with a row that cannot be used
└── UsageError       a call that cannot be carried out as asked
"""

from __future__ import annotations


class CasebookError(Exception):
    """Base of every error that Casebook raises on purpose."""


class SpanError(CasebookError):
    """A span lies outside its report or does not quote it."""


class InputError(CasebookError):
    """A source could not be read as a report."""


class ListError(CasebookError):
    """A list file holds a row that cannot be used."""


class UsageError(CasebookError):
    """The caller asked for something that cannot be done as asked."""
