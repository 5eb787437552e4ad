"""Several processes on one book: each waits its turn, the second of two who disagree is told, nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from casebook.model.errors import LostError
from casebook.store import database
from casebook.store.book import open_book
from tests.store.test_book import coded

ROOT = Path(__file__).parents[2]
ADD = """
import sys
from casebook.store.book import open_book
from tests.store.test_book import coded
with open_book(sys.argv[1]) as book:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(int(sys.argv[2]), int(sys.argv[3])):
        book.add(coded(f"s{n}", 3))
"""
JUDGE = """
import sys
from casebook.model.errors import ConflictError
from casebook.store.book import open_book
from tests.store.test_book import coded
with open_book(sys.argv[1]) as book:
    accounts = [coded(f"s{n}").accounts[0].id for n in range(16)]
    print("ready", flush=True)
    sys.stdin.readline()
    for left, right in zip(accounts[::2], accounts[1::2]):
        try:
            book.judge(left, right, sys.argv[3], by=sys.argv[2])
            print("kept")
        except ConflictError as error:
            print("told", error)
"""
REVIEW = """
import sys
from casebook.model.errors import ConflictError
from casebook.store.book import open_book
from tests.store.test_book import coded
with open_book(sys.argv[1]) as book:
    claims = [coded(f"s{n}", 3).claims[2].id for n in range(8)]
    print("ready", flush=True)
    sys.stdin.readline()
    for claim in claims:
        try:
            (book.accept if sys.argv[3] == "accept" else book.reject)(claim, by=sys.argv[2])
            print("kept")
        except ConflictError as error:
            print("told", error)
"""


def at_once(*calls: tuple[str, ...]) -> list[str]:
    """What these programs print that start their work together; all must end well."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", *call],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
            cwd=ROOT,
        )
        for call in calls
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=250) for process in started]
    assert [(process.returncode, err) for process, (_, err) in zip(started, said, strict=True)] == [(0, "")] * len(
        calls
    )
    return [out for out, _ in said]


def test_two_processes_that_add_at_once_lose_and_double_nothing(place: str) -> None:
    open_book(place).close()
    at_once((ADD, place, "0", "40"), (ADD, place, "20", "60"))
    with open_book(place) as book:
        counts = book.counts()
        assert (counts["report"], counts["account"], counts["claim"]) == (60, 60, 180)
        assert counts["run"] == 60
        acts = [step.at for incident in book.incidents() for step in book.history(incident.id).steps]
        assert len(set(acts)) == 60
        assert book.rebuild()


def test_two_processes_may_make_the_same_book(place: str) -> None:
    at_once(
        (ADD.replace('print("ready"', 'book.add(coded("x", 3)); print("ready"'), place, "0", "5"),
        (ADD, place, "3", "9"),
    )
    with open_book(place) as book:
        assert book.counts()["report"] == 10


def test_of_two_who_judge_at_once_the_second_is_told_and_nothing_is_lost(place: str) -> None:
    with open_book(place) as book:
        for n in range(16):
            book.add(coded(f"s{n}", 3))
    ana, bo = at_once((JUDGE, place, "ana", "same"), (JUDGE, place, "bo", "different"))
    for first, second in zip(ana.splitlines(), bo.splitlines(), strict=True):
        kept, told = sorted((first, second))
        assert kept == "kept"
        assert told.startswith("told ana judged" if told == second else "told bo judged")
    with open_book(place) as book:
        assert book.counts()["link"] == 8
        assert len(list(book.incidents())) == 16 - ana.splitlines().count("kept")
        assert book.rebuild()


def test_of_two_who_review_at_once_the_second_is_told(place: str) -> None:
    with open_book(place) as book:
        for n in range(8):
            book.add(coded(f"s{n}", 3))
    ana, bo = at_once((REVIEW, place, "ana", "accept"), (REVIEW, place, "bo", "reject"))
    assert [sorted(pair)[0] for pair in zip(ana.splitlines(), bo.splitlines(), strict=True)] == ["kept"] * 8
    with open_book(place) as book:
        assert book.counts()["review"] == 8
        assert book.rebuild()


def test_a_reader_waits_for_no_writer_and_sees_what_was_kept_before(place: str) -> None:
    with open_book(place) as writer, open_book(place) as reader:
        writer.add(coded("a", 3))
        with writer._database.writing() as connection:
            connection.exec_driver_sql("UPDATE state SET value = value")
            assert [i.tally("killed").best for i in reader.incidents()] == [3]  # type: ignore[union-attr]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0.2)


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_program_keeps_locked_gives_a_clear_message_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with open_book(path) as book:
        book.add(coded("a", 3))
        before = book.counts()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(
                LostError, match=r"test\.db: another program has been writing .* Nothing was changed; try"
            ):
                book.add(coded("b", 3))
            assert [incident.tally("killed").best for incident in book.incidents()] == [3]  # type: ignore[union-attr]
            other.execute("ROLLBACK")
        assert book.counts() == before
        assert book.add(coded("b", 3)).is_new


def test_a_new_file_that_another_program_is_about_to_write_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    held = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(0.3)
            other.execute("ROLLBACK")

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    with open_book(str(file)) as book:
        book.add(coded("x", 3))
        assert book.counts()["report"] == 1
    other.join()
