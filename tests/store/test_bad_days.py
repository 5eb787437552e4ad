"""What is no book, a newer one, an older one, a lock and a full disk: a clear message, and nothing lost."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from casebook.model.errors import BookError
from casebook.store.book import open_book
from casebook.store.migrate import REVISIONS
from evaluation.kills import age
from tests.store.test_book import coded

FILL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from casebook.model.errors import LostError
from casebook.store.book import open_book
from tests.store.test_book import coded
kept = 0
with open_book(sys.argv[1]) as book:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        for n in range(5000):
            book.add(coded(f"s{n}", 3))
            kept += 1
    except LostError as error:
        print(kept, error)
"""


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_file_that_is_no_book_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ana, this is a letter of many words and no book at all.", encoding="utf-8")
    with pytest.raises(BookError, match="this file is no book"):
        open_book(path)
    assert path.read_text(encoding="utf-8").startswith("Dear Ana")


def test_a_database_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE songs (name TEXT)")
    with pytest.raises(BookError, match="a database of something else: it has songs"):
        open_book(path)


def test_a_newer_book_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    open_book(path).close()
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BookError, match=r"of revision 9999.*A newer Casebook wrote it: update this one"):
        open_book(path)


def test_an_older_book_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with open_book(path) as book:
        book.add(coded("a", 3))
        before = book.counts()
    age(path)
    said: list[str] = []
    with open_book(path, say=said.append) as book:
        assert book.counts() == before
    assert f"from revision 0001 to {REVISIONS[-1]}" in said[0]
    with closing(sqlite3.connect(tmp_path / f"test.db.before-{REVISIONS[-1]}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM claim").fetchone() == (before["claim"],)


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path), "900000"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    kept, _, message = done.stdout.partition(" ")
    assert "there is no room left" in message, done.stderr
    with open_book(path) as book:
        assert book.counts()["report"] == int(kept)
        assert book.rebuild()
        book.add(coded("after", 3))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 900000
