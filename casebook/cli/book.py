"""What the verbs of the book share: which book, who signs, and how things are printed.

A table on a terminal, JSON lines when captured. An error of the book is a message and exit code 1, wrong usage 2.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from casebook.model.errors import CasebookError, ConflictError, UsageError

if TYPE_CHECKING:
    from casebook.store.book import Book

DEFAULT = "casebook.db"
Row = Mapping[str, object]


def book_place(given: str | None) -> str:
    """The book asked for, else that of CASEBOOK_BOOK, else casebook.db here."""
    return given or os.environ.get("CASEBOOK_BOOK") or DEFAULT


def signer(given: str | None) -> str:
    """Who signs a decision: as given, else CASEBOOK_BY, else the user of this machine."""
    return given or os.environ.get("CASEBOOK_BY") or getpass.getuser()


def with_book(given: str | None, verb: Callable[[Book], int], *, create: bool = False) -> int:
    """Open the book, run a verb on it, and tell what went wrong; the exit code."""
    from casebook.store.book import open_book

    try:
        with open_book(book_place(given), create=create, say=say) as book:
            return verb(book)
    except ConflictError as error:
        say(f"casebook: {error}")
        return 1
    except UsageError as error:
        say(f"casebook: {error}")
        return 2
    except CasebookError as error:
        say(f"casebook: {error}")
        return 1


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(message + "\n")


def show_rows(rows: Iterable[Row], heads: tuple[str, ...]) -> None:
    """Rows as a table on a terminal, as JSON lines when captured, where every key is kept."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
            sys.stdout.flush()
        return
    table = Table(*heads, box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*("" if row.get(head) is None else str(row[head]) for head in heads))
    Console(highlight=False).print(table)
