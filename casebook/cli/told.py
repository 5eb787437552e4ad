"""What the verbs that publish are given: conditions as typed, and a book, or coded lines in a file or standard input.

Lines are read one by one, so that a file of any length can be exported. A report that comes twice counts once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite
from pathlib import Path

from casebook.cli.book import book_place
from casebook.model.claim import Role
from casebook.model.errors import InputError, UsageError
from casebook.model.incident import Incident, fold
from casebook.publish.coded_reader import CodedLine, read_coded
from casebook.publish.export import Told
from casebook.publish.query import matches
from casebook.publish.source import source_of
from casebook.store.query import Wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """The conditions as typed; `wanted` reads them."""

    since: str | None = None
    until: str | None = None
    where: str | None = None
    type: str | None = None
    actor: str | None = None
    target: str | None = None
    killed_at_least: int | None = None
    disputed: bool | None = None
    text: str | None = None
    box: str | None = None
    near: str | None = None

    def wanted(self) -> Wanted:
        """The question; UsageError where a day, a box or a point cannot be read."""
        box, near = _degrees("--box", self.box, "S,W,N,E"), _degrees("--near", self.near, "LAT,LON,KM")
        return Wanted(
            since=_day("--since", self.since),
            until=_day("--until", self.until),
            where=self.where,
            type=self.type,
            actor=self.actor,
            target=self.target,
            killed_at_least=self.killed_at_least,
            disputed=self.disputed,
            text=self.text,
            box=None if box is None else (box[0], box[1], box[2], box[3]),
            near=None if near is None else (near[0], near[1], near[2]),
        )


def _day(option: str, stated: str | None) -> date | None:
    try:
        return None if stated is None else date.fromisoformat(stated)
    except ValueError as error:
        raise UsageError(f"{option} is {stated!r}; give the day as YYYY-MM-DD, for example 2024-03-05") from error


def _degrees(option: str, stated: str | None, form: str) -> list[float] | None:
    if stated is None:
        return None
    try:
        found = [float(part) for part in stated.split(",")]
    except ValueError:
        found = []
    if len(found) != len(form.split(",")) or not all(map(isfinite, found)):
        raise UsageError(f"{option} is {stated!r}; give {form} as numbers with commas between them")
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """Where incidents come from: a file of coded lines, "-" for standard input, or a book where no file is named."""

    file: str | None = None
    book: str | None = None


def told(given: Given, wanted: Wanted) -> Iterator[Told]:
    """The wanted incidents, each with its citations; of a book in the order in which it first heard of them."""
    if given.file is not None and given.book is not None:
        raise UsageError(f"give a file or a book, not both: {given.file} and --book {given.book}")
    if given.file is None:
        return _of_book(book_place(given.book), wanted)
    return ((incident, sources) for incident, sources in _all(given.file) if matches(incident, wanted))


def _of_book(place: str, wanted: Wanted) -> Iterator[Told]:
    from casebook.store.book import open_book

    with open_book(place, create=False) as book:
        for incident in book.incidents(**{each.name: getattr(wanted, each.name) for each in fields(wanted)}):
            reports = {account.report_id for account in incident.accounts}
            yield incident, {report: source_of(book.report(report)) for report in sorted(reports)}


def _all(given: str) -> Iterator[Told]:
    if given == "-":
        yield from _told(sys.stdin, "standard input")
        return
    path = Path(given)
    if not path.is_file():
        raise InputError(
            f"there is no file {given}; give the JSON lines of `casebook read --format jsonl`, or -, or --book"
        )
    try:
        with path.open(encoding="utf-8") as lines:
            yield from _told(lines, given)
    except UnicodeDecodeError as error:
        raise InputError(f"{given} is no text in UTF-8; give the JSON lines of `casebook read`") from error


def _told(lines: Iterable[str], name: str) -> Iterator[Told]:
    seen: set[str] = set()
    for line in read_coded(lines, name=name):
        if line.source.id not in seen:
            seen.add(line.source.id)
            for incident in sorted(_incidents(line), key=_position):
                yield incident, {line.source.id: line.source}


def _incidents(line: CodedLine) -> tuple[Incident, ...]:
    days = {} if line.source.published is None else {line.source.id: line.source.published}
    return fold(line.accounts, line.claims, published=days)


def _position(incident: Incident) -> tuple[int, int, str]:
    """Main, secondary, reference; then where the report first tells of it."""
    return list(Role).index(incident.role), min(a.anchor.start for a in incident.accounts), incident.id
