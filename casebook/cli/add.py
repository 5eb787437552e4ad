"""`casebook add`: reads what is given, as `casebook read` does, and keeps it in a book.

Each report is kept as soon as it is read, so what was done before Ctrl-C or a crash stays, and a second run goes on:
what the book holds already changes nothing.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from casebook.cli import INTERRUPTED
from casebook.cli.book import say, with_book
from casebook.cli.read import found_in, progress_bar
from casebook.ingest import day, failed, inputs
from casebook.model.errors import UsageError
from casebook.model.issue import Issue

if TYPE_CHECKING:
    from casebook.store.book import Book
    from casebook.store.recording import Added


@dataclass(slots=True)
class _Done:
    new: int = 0
    changed: int = 0
    known: int = 0
    left: int = 0
    failures: list[Issue] = field(default_factory=list)

    def count(self, added: Added) -> None:
        self.left += added.left
        if added.is_new:
            self.new += 1
        elif added.changed:
            self.changed += 1
        else:
            self.known += 1


def run(given: list[str], published: str | None, book: str | None) -> int:
    """Read and keep everything; 0, 1 when something could not be read, 130 after Ctrl-C."""
    return with_book(book, lambda opened: _add(opened, given, published))


def _add(book: Book, given: list[str], stated: str | None) -> int:
    published = None if stated is None else day(stated)
    if stated is not None and published is None:
        raise UsageError(f"--published is {stated!r}; give the day as YYYY-MM-DD, for example 2024-03-05")
    done, interrupted = _Done(), False
    try:
        _all(book, given, published, done)
    except KeyboardInterrupt:
        interrupted = True
    say(f"{book.name}: {done.new} new, {done.changed} read anew, {done.known} known already")
    if done.left > 0:
        say(f"{done.left} accounts with decisions of persons are told no more; casebook review lists them")
    if len(done.failures) > 0:
        say("\n".join(["could not be read:", *(f"  {issue.message}" for issue in done.failures)]))
    if interrupted:
        say("stopped; what was read before that is kept, and the same command goes on")
        return INTERRUPTED
    return 1 if len(done.failures) > 0 else 0


def _all(book: Book, given: list[str], published: date | None, done: _Done) -> None:
    from casebook.pipeline import ENGINES, coder

    read = coder("en")
    items = list(inputs(given))
    with progress_bar(len(items), shown=True) as progress:
        task = progress.add_task("adding", total=len(items))
        for item in items:
            for found in found_in(item, published):
                if isinstance(found, Issue):
                    done.failures.extend([found] if failed(found) else [])
                    continue
                report, issues = found
                coded = read(report)
                done.failures.extend(issue for issue in coded.issues if issue.stage == "pipeline")
                with _unbroken():
                    done.count(book.add(replace(coded, issues=(*issues, *coded.issues)), engines=ENGINES))
            progress.advance(task)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Ctrl-C waits until the report is kept and counted, so that the last line says what the book holds.

    A second one does not wait: the database may hang. Where Ctrl-C is not Python's own (`nohup`), nothing changes.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    pressed = False

    def wait(_number: int, _frame: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt
