"""How a book bears growth: `python -m evaluation.bench_book PLACE... --accounts N [--table FILE.csv]`, then `--plot`.

PLACE is a path or a PostgreSQL URL of a book that `bulk_book` filled with N reports, linked. The next reports are
added one by one: half of them with `book.add(coded, suggest=True)`, for `both`, and half with `book.add` and then
`book.link`, for the times of each; every commit is on disk before the next report. Then
questions of three facets (country, days, killed at least). Taken are the time on the clock and that of the processor
(of this process: on PostgreSQL the server's comes on top), and the peak memory. A row is appended to the table;
`--plot FILE.svg` draws all rows of the table instead.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.store.book import Book, open_book
from evaluation.synthetic_accounts import A_DAY, FIRST_DAY, Made, made_reports

WARM, PROBES, QUERIES = 50, 300, 60
READ = 50  # incidents of a question that are read, at most
GOAL_ADD, GOAL_QUERY = 5.0, 100.0
_COUNTRIES = ("AA", "AD", "CF", "ED", "GL")  # of the made-up world


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds at one size of the book: medians, and the 99th of a hundred; `_cpu` is the processor's time."""

    database: str
    accounts: int
    add: float
    add_cpu: float
    suggest: float
    suggest_cpu: float
    both: float
    both_cpu: float
    both_p99: float
    query: float
    query_cpu: float
    query_p99: float
    hints: float  # suggestions an account
    found: float  # incidents a question, READ at most
    peak_mib: float


@dataclass(frozen=True, slots=True)
class _Time:
    wall: float
    cpu: float


def measured(book: Book, made: Iterator[Made], accounts: int) -> Taken:
    """The times of a book of this size, while some reports more are added to it."""
    for each in islice(made, WARM):
        book.add(each.coded)
        list(book.link())
    add, link, hints = [], [], 0
    for each in islice(made, PROBES):
        add.append(_timed(lambda each=each: book.add(each.coded)))  # type: ignore[misc]
        found: list[object] = []
        link.append(_timed(lambda found=found: found.extend(book.link())))  # type: ignore[misc]
        hints += len(found)
    both = [_timed(lambda each=each: book.add(each.coded, suggest=True)) for each in islice(made, PROBES)]  # type: ignore[misc]
    questions: list[int] = []
    query = [_timed(lambda n=n: questions.append(_asked(book, n, accounts))) for n in range(QUERIES)]  # type: ignore[misc]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    times = {"add": add, "suggest": link, "both": both, "query": query}
    medians = {name: statistics.median(t.wall for t in each) for name, each in times.items()}
    medians |= {f"{name}_cpu": statistics.median(t.cpu for t in each) for name, each in times.items()}
    late = {
        f"{name}_p99": sorted(t.wall for t in times[name])[int(0.99 * len(times[name]))] for name in ("both", "query")
    }
    database = "PostgreSQL" if book.name.startswith("postgres") else "SQLite"
    return Taken(
        database, accounts, **medians, **late, hints=hints / PROBES, found=statistics.mean(questions), peak_mib=peak
    )


def _asked(book: Book, number: int, accounts: int) -> int:
    """One question with three facets, somewhere in the days of the book; how many incidents were read of it."""
    days = max(1, accounts // A_DAY - 30)
    since = FIRST_DAY + timedelta(number * days // QUERIES)
    where = _COUNTRIES[number % len(_COUNTRIES)]
    found = book.incidents(where=where, since=since, until=since + timedelta(30), killed_at_least=3)
    return sum(1 for _ in islice(found, READ))


def _timed(done: Callable[[], object]) -> _Time:
    wall, cpu = time.perf_counter(), time.process_time()
    done()
    return _Time(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu))


def _append(table: Path, taken: Taken) -> None:
    is_new = not table.exists()
    with table.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(field.name for field in fields(Taken))
        writer.writerow(f"{value:.2f}" if isinstance(value, float) else value for value in asdict(taken).values())


def plot(table: Path, out: Path) -> None:
    """A picture of the medians against the size of the book. Needs matplotlib (extra `dev`)."""
    import matplotlib as mpl  # an optional extra

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "casebook"  # the same picture each time
    from matplotlib import pyplot  # an optional extra

    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["accounts"]))
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4))
    for database, mark in (("SQLite", "o"), ("PostgreSQL", "s")):
        own = [row for row in rows if row["database"] == database]
        sizes = [int(row["accounts"]) for row in own]
        for axes, name in ((left, "both"), (right, "query")):
            axes.plot(sizes, [float(row[name]) for row in own], marker=mark, label=f"{database}, clock")
            cpu = [float(row[f"{name}_cpu"]) for row in own]
            axes.plot(sizes, cpu, marker=mark, linestyle=":", label=f"{database}, processor")
    for axes, title, goal in (
        (left, "adding one account and its suggestions", GOAL_ADD),
        (right, "a question with three facets", GOAL_QUERY),
    ):
        axes.axhline(goal, color="grey", linestyle="--", label=f"goal: {goal:.0f} ms")
        axes.set(
            xscale="log", ylim=(0, None), xlabel="accounts in the book", ylabel="milliseconds, median", title=title
        )
        axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)


def main() -> None:
    """Measures one book, or draws the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("places", nargs="*", help="books that evaluation/bulk_book.py filled, with --linked")
    arguments.add_argument("--accounts", type=int, help="how many reports it was filled with")
    arguments.add_argument("--table", type=Path, default=Path("docs/book-growth.csv"))
    arguments.add_argument("--plot", type=Path)
    chosen = arguments.parse_args()
    if chosen.plot is not None:
        plot(chosen.table, chosen.plot)
        return
    if len(chosen.places) == 0 or chosen.accounts is None:
        arguments.error("give a book and --accounts, or --plot")
    more = list(islice(made_reports(chosen.accounts + WARM + 2 * PROBES), chosen.accounts, None))
    for place in chosen.places:  # each in a process of its own, so that its memory is its own
        process = multiprocessing.get_context("fork").Process(
            target=_measure, args=(place, more, chosen.accounts, chosen.table)
        )
        process.start()
        process.join()


def _measure(place: str, more: Sequence[Made], accounts: int, table: Path) -> None:
    with open_book(place, create=False) as book:
        if book.counts()["report"] != accounts:
            raise SystemExit(f"{place} holds {book.counts()['report']} reports, not {accounts}: fill a new book")
        taken = measured(book, iter(more), accounts)
    _append(table, taken)
    for name, value in asdict(taken).items():
        print(f"{name}={value:.2f}" if isinstance(value, float) else f"{name}={value}", end=" ")
    print()


if __name__ == "__main__":
    main()
