"""The benchmark fills a book faster than `Book.add`, with the very same rows."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from sqlalchemy import select

from casebook.store import derived, schema
from casebook.store.book import Book, open_book
from casebook.store.forms import moment
from evaluation.bulk_book import BEGAN, fill
from evaluation.synthetic_accounts import made_reports

COUNT = 300


def rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a book, by table; and which reports a word and a phrase find."""
    tables = [*schema.facts.sorted_tables, *derived.views.sorted_tables]
    with book._database.reading() as connection:
        found = {t.name: [tuple(row) for row in connection.execute(select(t).order_by(*t.primary_key))] for t in tables}
    found["said"] = [(incident.id,) for word in ("said", "attack 1*") for incident in book.incidents(text=word)]
    return found


def test_a_filled_book_has_the_rows_that_adding_one_by_one_gives(place: str, tmp_path: Path) -> None:
    fill([place], COUNT, linked=False)
    with open_book(tmp_path / "added.db", clock=lambda: moment(BEGAN)) as added, open_book(place) as filled:
        for made in islice(made_reports(COUNT), COUNT):
            added.add(made.coded)
        theirs, ours = rows(added), rows(filled)
    assert ours.keys() == theirs.keys()
    for table in theirs:
        assert ours[table] == theirs[table], table


def test_accounts_that_are_looked_up_already_stay_so(place: str) -> None:
    fill([place], COUNT, linked=True)
    with open_book(place) as book:
        counts = book.counts()
        assert (counts["search"], counts["act"]) == (COUNT, 2 * COUNT)
        assert counts["link"] > 20
        assert list(book.link()) == []
        assert book.rebuild()
        assert book.add(next(iter(islice(made_reports(COUNT + 1), COUNT, None))).coded).is_new
