"""One tree of errors. A message names the thing, the value, the place and the way out.

CasebookError
├── SpanError        a span that its report does not hold
├── InputError       a file, page or line that cannot be read as a report
├── ListError        a list file (TOML, CSV) with a row that cannot be used
├── BookError        a book that cannot be opened, read or written
│   └── LostError    the database stopped answering: full disk, lock, lost connection; nothing half done was kept
└── UsageError       a call that cannot be carried out as asked
    ├── UnknownError   an id that the book does not hold, or that no report tells any more
    └── ConflictError  somebody else has decided otherwise; nothing was recorded
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


class BookError(CasebookError):
    """A book cannot be opened, read or written."""


class LostError(BookError):
    """The database stopped answering in the middle: a full disk, a lock, a lost connection. Nothing half done stays."""


class UnknownError(UsageError):
    """The book holds no fact of this id, or no report tells of it any more."""


class ConflictError(UsageError):
    """Somebody else has decided otherwise. Nothing was recorded; the message has who, when and how to overrule.

    `standing` is the id of the decision that stands.
    """

    def __init__(self, message: str, standing: str) -> None:
        super().__init__(message)
        self.standing = standing
