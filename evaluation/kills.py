"""Kills Casebook at random moments of add, link and migrate, and counts what is lost or doubled.

Run: `python evaluation/kills.py [--kills 200] [--seed 1]`. Each kill starts a process of its own, kills it with SIGKILL
after a random time, then opens the book and compares it with the facts that the process reported as kept.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from casebook.store.book import open_book

REPORTS = 60
SAYINGS = "SELECT count(*) - count(DISTINCT claim || ' ' || engine) FROM saying"
PAIRS = """SELECT count(*) - count(DISTINCT "left" || ' ' || "right") FROM link"""
WORK = f"""
import sys
from datetime import date
from casebook import coder, open
from casebook.model.report import Report
what, place = sys.argv[1:]
sys.stdout.write("started\\n"); sys.stdout.flush()
book = open(place)
if what == "add":
    read = coder("en")
    for n in range({REPORTS}):
        text = f"Gunmen killed {{n + 2}} people in Garissa on Monday, police said. The mayor spoke of {{n + 3}} dead."
        added = book.add(read(Report(text, f"s{{n}}", published=date(2024, 5, 14))))
        sys.stdout.write(added.report_id + "\\n"); sys.stdout.flush()
elif what == "link":
    for hint in book.link():
        sys.stdout.write(hint.id + "\\n"); sys.stdout.flush()
"""


def main() -> None:
    """Print a line a kind of work: kills, lost, doubled, opened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp())
    full = folder / "full.db"
    subprocess.run([sys.executable, "-c", WORK, "add", str(full)], check=True, stdout=subprocess.DEVNULL)
    print(f"{'work':8} kills  cut short  lost  doubled  opened")
    for what in ("add", "link", "migrate"):
        kills = [_kill(what, folder / f"{what}{n}", full, chance) for n in range(options.kills // 3 + 1)]
        print(f"{what:8} {len(kills):5} " + " ".join(f"{sum(column):8}" for column in zip(*kills, strict=True)))
    shutil.rmtree(folder)


def _kill(what: str, folder: Path, full: Path, chance: random.Random) -> tuple[int, int, int, int]:
    """Whether the work was cut short, facts lost, facts doubled, and whether the book opened."""
    folder.mkdir()
    place = folder / "book.db"
    if what != "add":
        with closing(sqlite3.connect(full)) as source, closing(sqlite3.connect(place)) as target:
            source.backup(target)
    if what == "migrate":
        age(place)
    process = subprocess.Popen([sys.executable, "-c", WORK, what, str(place)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(chance.uniform(0.0, 2.5 if what == "add" else 0.7))
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read().split()
    cut = process.wait() != 0
    with open_book(place) as book:
        right = book.rebuild()
        if what != "migrate":
            subprocess.run([sys.executable, "-c", WORK, what, str(place)], check=True, stdout=subprocess.DEVNULL)
        counts = book.counts()
    table = "link" if what == "link" else "report"
    with closing(sqlite3.connect(place)) as connection:
        kept = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]
        pairs = connection.execute(PAIRS).fetchone()[0]
        says = connection.execute(SAYINGS).fetchone()[0]
    lost = 0 if what == "migrate" else len(set(told) - set(kept))
    lost += REPORTS - counts["report"]
    shutil.rmtree(folder)
    return int(cut), lost, pairs + says, int(right)


def age(place: Path) -> None:
    """Make the book one of the first revision, with no views; what later migrations make is taken away."""
    later = ("DROP TABLE search", "DROP TABLE succession", "DROP TABLE restating", "DROP INDEX link_judged")
    with closing(sqlite3.connect(place)) as connection:
        for statement in (*later, "DELETE FROM state", "UPDATE alembic_version SET version_num = '0001'"):
            connection.execute(statement)
        connection.commit()


if __name__ == "__main__":
    main()
