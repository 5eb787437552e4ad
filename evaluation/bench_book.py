"""How a book bears growth: `python -m evaluation.bench_book --folder DIR [--sizes 10000 100000] [--plot FILE.png]`.

Made-up reports (`synthetic_accounts`) are added to one book and linked. At each size the next reports are added one by
one and the time of `add` and of their suggestions (`link`) is taken, then that of a query with three facets (country,
days, killed at least), and the peak memory of the process. `--url` takes a PostgreSQL book instead of a file.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.store.book import Book, open_book
from evaluation.synthetic_accounts import FIRST_DAY, Made, made_reports

SIZES = (10_000, 100_000, 1_000_000)
PROBES = 200
QUERIES = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds at one size of the book: median and 99th of a hundred."""

    accounts: int
    add: tuple[float, float]
    link: tuple[float, float]
    both: tuple[float, float]
    query: tuple[float, float]
    peak_mib: float
    suggestions: float


def grown(book: Book, made: Iterator[Made], sizes: Sequence[int], *, probes: int = PROBES) -> Iterator[Taken]:
    """The times at each size, while the book grows."""
    held = 0
    for size in sorted(sizes):
        while held < size - probes:
            book.add(next(made).coded)
            held += 1
        for _ in book.link():
            pass
        yield _probed(book, made, size, probes)
        held += probes


def _probed(book: Book, made: Iterator[Made], size: int, probes: int) -> Taken:
    add, link, suggested = [], [], 0
    for _ in range(probes):
        coded = next(made).coded
        add.append(_milliseconds(lambda coded=coded: book.add(coded)))  # type: ignore[misc]
        found: list[object] = []
        link.append(_milliseconds(lambda found=found: found.extend(book.link())))  # type: ignore[misc]
        suggested += len(found)
    query = [_milliseconds(lambda n=n: _asked(book, n)) for n in range(QUERIES)]  # type: ignore[misc]
    both = [a + b for a, b in zip(add, link, strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Taken(size, _spread(add), _spread(link), _spread(both), _spread(query), peak, suggested / probes)


def _asked(book: Book, number: int) -> None:
    """One query with three facets; all incidents that it finds are read, fifty at most."""
    since = FIRST_DAY + timedelta(number)
    found = book.incidents(
        where=("AD", "AF", "AL")[number % 3], since=since, until=since + timedelta(30), killed_at_least=3
    )
    for at, _ in enumerate(found):
        if at == 50:
            break


def _milliseconds(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return 1000 * (time.perf_counter() - began)


def _spread(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(0.99 * (len(times) - 1))]


def _row(taken: Taken) -> str:
    cells = [f"{median:8.1f} {late:8.1f}" for median, late in (taken.add, taken.link, taken.both, taken.query)]
    return f"{taken.accounts:>9,} {'  '.join(cells)}  {taken.peak_mib:8.0f}  {taken.suggestions:6.1f}"


def plot(rows: Sequence[Taken], out: Path) -> None:
    """A picture of the medians and 99ths against the size of the book. Needs matplotlib (extra `dev`)."""
    import matplotlib as mpl  # an optional extra

    mpl.use("Agg")
    from matplotlib import pyplot  # an optional extra

    sizes = [row.accounts for row in rows]
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for name, pick in (("add and suggest", lambda r: r.both), ("query, three facets", lambda r: r.query)):
        axes.plot(sizes, [pick(row)[0] for row in rows], marker="o", label=f"{name}: median")
        axes.plot(sizes, [pick(row)[1] for row in rows], marker=".", linestyle=":", label=f"{name}: 99 of 100")
    axes.set(xscale="log", yscale="log", xlabel="accounts in the book", ylabel="milliseconds")
    axes.legend()
    figure.savefig(out, dpi=100)


def main() -> None:
    """Prints a table, a row a size, as it is reached."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, help="an empty folder for the book")
    arguments.add_argument("--url", help="a PostgreSQL book instead")
    arguments.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    arguments.add_argument("--probes", type=int, default=PROBES)
    arguments.add_argument("--plot", type=Path)
    chosen = arguments.parse_args()
    if chosen.folder is None and chosen.url is None:
        arguments.error("give --folder or --url")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; milliseconds: median, p99"
    )
    print(f"{'accounts':>9} {'add':>17}  {'link':>17}  {'both':>17}  {'query':>17}  {'MiB':>8}  {'hints':>6}")
    rows = []
    with open_book(chosen.url or str(chosen.folder / "bench.casebook")) as book:
        reports = made_reports(max(chosen.sizes) + chosen.probes)
        for taken in grown(book, reports, chosen.sizes, probes=chosen.probes):
            rows.append(taken)
            print(_row(taken), flush=True)
    if chosen.plot is not None:
        plot(rows, chosen.plot)


if __name__ == "__main__":
    main()
