"""Ctrl-C and a server that goes away in the middle of `casebook add`: a clear message, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.model.errors import LostError
from casebook.store.book import open_book
from tests.store.postgres import Server, running
from tests.store.test_book import coded

pytestmark = pytest.mark.timeout(900)  # each reads its stories twice or more, on a busy machine too
ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from casebook.cli import main; main()", "add"]
STORIES = 80
STORY = "Gunmen killed {n} people in Garissa on Monday, police said. A doctor said {n} bodies were brought in.\n"


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for n in range(STORIES):
        (folder / f"{n}.txt").write_text(STORY.format(n=n + 2), encoding="utf-8")
    return folder


@pytest.fixture
def server(postgres_binaries: Path) -> Iterator[Server]:
    with running(postgres_binaries) as made:
        yield made


def start(stories: Path, place: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, str(stories), "--published", "2026-03-04", "--book", place],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )


def wait_for_some(place: str, process: subprocess.Popen[str]) -> None:
    """Until some stories are kept, and not yet all."""
    with open_book(place) as book:
        while book.counts()["report"] < 5:
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)


def kept(place: str) -> dict[str, int]:
    with open_book(place) as book:
        assert book.rebuild()
        return book.counts()


def all_of(stories: Path, place: str) -> None:
    process = start(stories, place)
    _, err = process.communicate(timeout=250)
    assert process.returncode == 0, err


def test_ctrl_c_while_adding_keeps_what_was_read_and_the_next_run_goes_on(
    stories: Path, place: str, tmp_path: Path
) -> None:
    open_book(place).close()
    process = start(stories, place)
    wait_for_some(place, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=250)
    assert process.returncode == 130, err
    assert "stopped; what was read before that is kept, and the same command goes on" in err
    part = kept(place)
    assert f"{part['report']} new" in err
    assert 5 <= part["report"] < STORIES
    assert part["run"] == part["report"]
    all_of(stories, place)
    whole = str(tmp_path / "whole.db")
    open_book(whole).close()
    all_of(stories, whole)
    assert kept(place) == kept(whole)


def test_a_server_that_goes_away_while_adding_gives_a_clear_message_and_the_next_run_goes_on(
    stories: Path, server: Server, tmp_path: Path
) -> None:
    open_book(server.url).close()
    process = start(stories, server.url)
    wait_for_some(server.url, process)
    server.stop()
    _, err = process.communicate(timeout=250)
    assert process.returncode == 1, err
    assert "the database went away" in err
    assert "run the same command: it goes on where it stopped" in err
    assert "Traceback" not in err
    server.start()
    part = kept(server.url)
    assert 5 <= part["report"] < STORIES
    assert part["run"] == part["report"]
    all_of(stories, server.url)
    whole = str(tmp_path / "whole.db")
    open_book(whole).close()
    all_of(stories, whole)
    assert kept(server.url) == kept(whole)


def test_a_server_that_is_not_there_is_told_and_a_book_that_was_open_goes_on_once_it_is_back(server: Server) -> None:
    with open_book(server.url) as book:
        book.add(coded("a", 3))
        server.stop()
        with pytest.raises(LostError, match="the database went away"):
            book.add(coded("b", 3))
        with pytest.raises(LostError, match="the database went away"):
            open_book(server.url)
        server.start()
        assert book.add(coded("b", 3)).is_new
        assert book.counts()["report"] == 2
        assert book.rebuild()
