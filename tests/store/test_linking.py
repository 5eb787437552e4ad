"""Companions are found by the questions to the database as they would be in memory."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, insert

from casebook.link.keys import CANDIDATES, KEY_LIMIT
from casebook.link.profiling import profile
from casebook.link.told import told_in
from casebook.store import derived, linking
from casebook.store.book import Book, open_book
from evaluation.linking import Shelf
from evaluation.synthetic_accounts import made_reports
from tests.store.test_book import coded

COUNT = 120


def test_suggestions_are_those_of_a_book_in_memory(book: Book) -> None:
    shelf, expected = Shelf(), set()
    for made in islice(made_reports(COUNT), COUNT):
        book.add(made.coded)
        for told in told_in(made.coded):
            shelf.add(profile(told), 1.0)
    for each in shelf.profiles.values():
        expected |= {(frozenset((h.left, h.right)), round(h.scored.score, 9)) for h in shelf.hints(each)}
    found = {(frozenset((link.left, link.right)), round(link.score or 0, 9)) for link in book.link()}
    assert len(found) > 20
    assert found == expected


def shared(connection: Connection, key: str, accounts: range) -> None:
    connection.execute(insert(derived.link_key), [{"key": key, "account": n} for n in accounts])


def test_a_key_that_too_many_hold_is_passed_over(book: Book) -> None:
    book.add(coded("a", 3))
    with book._database.writing() as connection:
        own = linking._OWN.rows(connection, {"account": 1})[0][0]
        for n in range(2, KEY_LIMIT + 3):
            connection.execute(insert(derived.profile), {"account": n, "form": own, "is_open": False})
        shared(connection, "many", range(1, KEY_LIMIT + 2))
        shared(connection, "some", range(1, KEY_LIMIT + 1))
        shared(connection, "few", range(3, 5))

        def found(*keys: str) -> list[int]:
            given = {f"key{at}": key for at, key in enumerate(keys)} | {"own": 1}
            return [n for n, _ in linking._sharing(len(keys)).rows(connection, given)]

        assert found("many") == []
        assert found("some") == list(range(2, CANDIDATES + 2))
        assert found("some", "many", "few")[:3] == [3, 4, 2]


def test_accounts_to_look_up_are_found_by_their_index(tmp_path: Path) -> None:
    with open_book(tmp_path / "test.db") as book, book._database.reading() as connection:
        words = linking._UNSEARCHED._in(connection.dialect).words
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", (0, 100, 0)).all()
        assert "profile_open" in str(plan)
