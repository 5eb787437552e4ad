"""Fills an empty book with made-up reports, many at a time: `python -m evaluation.bulk_book COUNT PLACE...`.

The rows are those that `Book.add` would write, one act a report, made by the same functions but numbered ahead, so that
several processes write side by side and no row is read back. With `--linked` each account is also looked up already:
its suggestions are the earlier tellings of its incident, as the generator knows them, ten at most. `tests` compare.
Only for an empty book that can be thrown away: while it is filled, nothing is safe from a power cut.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sqlite3
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.link.keys import keys
from casebook.link.profile import to_json
from casebook.model.claim import Claim
from casebook.model.coded import Coded
from casebook.model.decision import Judgement, Link
from casebook.model.ids import text_hash
from casebook.store import derived, schema
from casebook.store.book import open_book
from casebook.store.facets import columns, facet_words
from casebook.store.folding import folded, profile_digest, profiles
from casebook.store.forms import moment, spans_form, speaker_form, value_form
from casebook.store.plain import plain
from casebook.store.recording import engine, origins_of
from casebook.store.standing import facts_of_new
from evaluation.synthetic_accounts import Made, made_reports

Row = tuple[object, ...]
Rows = dict[str, list[Row]]
CHUNK = 2_000
BEGAN = 1_577_836_800_000_000  # microseconds: the first act is of 1 January 2020, each other a microsecond later
_MOST = 10
_REMEMBERED = 500  # texts: a copy follows the report that it copies closely
_TABLES = [*schema.facts.sorted_tables, *derived.views.sorted_tables]
_COLUMNS = {table.name: [column.name for column in table.columns] for table in _TABLES}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A report and the numbers that its facts get: one account and one act each, and claims from a number on."""

    coded: Coded
    n: int
    act: int
    body: int
    is_new: bool  # nobody printed the text before
    claim: int
    link: int
    earlier: tuple[tuple[int, str], ...]  # tellings of the same incident: number and id of the account


def numbered(made: Iterable[Made], *, linked: bool) -> Iterator[Numbered]:
    """The reports with their numbers, in an empty book."""
    bodies: dict[str, int] = {}
    told: dict[int, list[tuple[int, str]]] = defaultdict(list)
    body, claim, link = 0, 1, 1
    for n, each in enumerate(made, 1):
        text = text_hash(each.coded.report.text)
        is_new = text not in bodies
        if is_new:
            body += 1
            bodies[text] = body
            if len(bodies) > _REMEMBERED:
                bodies.pop(next(iter(bodies)))
        earlier = told[each.incident]
        yield Numbered(each.coded, n, _act(n, linked), bodies[text], is_new, claim, link, tuple(earlier[-_MOST:]))
        claim += len(each.coded.claims)
        link += min(_MOST, len(earlier))
        earlier.append((n, each.coded.accounts[0].id))


def _act(n: int, linked: bool) -> int:
    return 2 * n - 1 if linked else n


def rows_of(given: Numbered, rows: Rows, *, linked: bool) -> None:
    """Put all rows of a report into lists by table, in the order of the columns."""
    coded, n, act = given.coded, given.n, given.act
    report, (account,) = coded.report, coded.accounts
    origins = origins_of(coded)
    rows["act"].append((act, BEGAN + act - 1, " ".join(origins) or "reading", "add"))
    if given.is_new:
        packed = zlib.compress(report.text.encode("utf-8", "surrogatepass"), 6)
        rows["body"].append((given.body, text_hash(report.text), packed))
    rows["report"].append((n, report.id, given.body, report.source, report.url, act))
    published = None if report.published is None else report.published.isoformat()
    rows["receipt"].append((n, n, report.title, published, report.language, report.bytes_sha256, act))
    rows["run"].append((n, n, " ".join(origins), act))
    rows["account"].append((n, account.id, n, account.anchor.start, account.anchor.end, act))
    (teller,) = {engine(claim.origin) for claim in coded.claims}
    rows["telling"].append((n, n, teller, account.role.value, account.occurrence.value, True, act))
    claims = dict(enumerate(sorted(coded.claims, key=_position), given.claim))
    for number, claim in claims.items():
        rows["claim"].append(_claim(number, claim, n, act))
        rows["saying"].append((number, number, teller, claim.origin, claim.confidence, True, act))
    _views(given, claims, rows, linked=linked)
    rows["words"].append((n, " ".join(plain(f"{report.title or ''} {report.text}"))))


def _position(claim: Claim) -> tuple[int, int, str]:
    first = min(claim.evidence)
    return first.start, first.end, claim.id


def _claim(number: int, claim: Claim, n: int, act: int) -> Row:
    said = value_form(claim.value), spans_form(claim.evidence), speaker_form(claim.said_by)
    return (number, claim.id, n, n, claim.field.value, *said, claim.modality.value, claim.status.value, act)


def _views(given: Numbered, claims: dict[int, Claim], rows: Rows, *, linked: bool) -> None:
    n, coded = given.n, given.coded
    facts = facts_of_new((n, coded.report), {n: coded.accounts[0]}, claims, given.act)
    (shown,) = folded(facts)
    assert shown.incident is not None
    profile = profiles(facts, {n: shown.incident})[n]
    form = to_json(profile)
    rows["member"].append((n, n))
    rows["incident"].append(tuple(columns(shown.incident, n, shown.changed).values()))
    rows["facet"].extend((word, n) for word in facet_words(shown.incident))
    rows["profile"].append((n, form, not linked))
    rows["link_key"].extend((key, n) for key in keys(profile))
    if linked:
        _looked_up(given, form, rows)


def _looked_up(given: Numbered, form: str, rows: Rows) -> None:
    act, own = given.act + 1, given.coded.accounts[0].id
    rows["act"].append((act, BEGAN + act - 1, "linker", "link"))
    rows["search"].append((given.n, given.n, profile_digest(form), act))
    for number, (n, other) in enumerate(given.earlier, given.link):
        link = Link(own, other, Judgement.SUGGESTED, "linker", moment(BEGAN + act - 1), "made up", 0.9)
        left, right = (given.n, n) if link.left == own else (n, given.n)
        rows["link"].append((number, link.id, left, right, link.judgement.value, link.score, link.why, act))


def fill(places: Sequence[str], count: int, *, linked: bool, workers: int = 2) -> None:
    """Make the books and fill all of them with so many reports; indexes are made anew at the end, which is quicker."""
    for place in places:
        open_book(place).close()
    writers = _writers(places)
    left_out = [writer.without_indexes() for writer in writers]
    for writer in writers:
        writer.close()
    turn = multiprocessing.Lock()
    _all(_work, [(places, count, linked, (worker, workers), turn) for worker in range(workers)])
    _all(_finish, list(zip(places, left_out, strict=True)))


def _all(target: Callable[..., None], given: Sequence[tuple[object, ...]]) -> None:
    """Processes side by side."""
    started = [multiprocessing.Process(target=target, args=each) for each in given]
    for process in started:
        process.start()
    for process in started:
        process.join()
    if any(process.exitcode != 0 for process in started):
        raise SystemExit("a process that filled the book was cut short; throw the book away")


def _work(places: Sequence[str], count: int, linked: bool, share: tuple[int, int], turn: Any) -> None:
    """One of several processes: each makes all reports, and the rows of its share of them."""
    writers = _writers(places)
    worker, workers = share
    made = numbered(made_reports(count), linked=linked)
    for at in range(0, count, CHUNK):
        chunk = list(islice(made, min(CHUNK, count - at)))
        if at // CHUNK % workers != worker:
            continue
        rows: Rows = defaultdict(list)
        for each in chunk:
            rows_of(each, rows, linked=linked)
        for name in ("link_key", "facet"):
            rows[name].sort()  # type: ignore[type-var]
        for writer in writers:
            with turn if isinstance(writer, _File) else nullcontext():
                writer.write(rows)
    for writer in writers:
        writer.close()


def _finish(place: str, left_out: Sequence[str]) -> None:
    (writer,) = _writers((place,))
    writer.with_indexes(left_out)
    writer.close()


def _writers(places: Sequence[str]) -> list[_File | _Server]:
    return [_Server(place) if place.startswith("postgres") else _File(place) for place in places]


class _File:
    """A book in one file, written without a log and without its secondary indexes."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=600)
        for pragma in ("synchronous=OFF", "cache_size=-500000", "foreign_keys=OFF", "wal_autocheckpoint=100000"):
            self._connection.execute(f"PRAGMA {pragma}")

    def without_indexes(self) -> list[str]:
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = self._connection.execute(made).fetchall()
        for name, _ in found:
            self._connection.execute(f"DROP INDEX {name}")
        return [sql for _, sql in found]

    def with_indexes(self, again: Sequence[str]) -> None:
        self._connection.execute("PRAGMA threads=2")
        for statement in again:
            self._connection.execute(statement)
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._connection.close()

    def write(self, rows: Rows) -> None:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        for table, content in rows.items():
            names = ["rowid", "told"] if table == "words" else [f'"{name}"' for name in _COLUMNS[table]]
            into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
            connection.executemany(into, content)
        connection.execute("COMMIT")


class _Server:
    """A book on PostgreSQL, by COPY; foreign keys are not looked at, which needs the rights of a superuser."""

    def __init__(self, url: str) -> None:
        import psycopg  # an optional extra

        self._connection = psycopg.connect(url, autocommit=True)
        for setting in ("session_replication_role = replica", "synchronous_commit = off", "work_mem = '64MB'"):
            self._connection.execute(f"SET {setting}")
        self._connection.execute("CREATE TEMPORARY TABLE told (n BIGINT, told TEXT) ON COMMIT DELETE ROWS")

    def without_indexes(self) -> list[str]:
        made = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)"
        )
        found = self._connection.execute(made).fetchall()
        for name, _ in found:
            self._connection.execute(f'DROP INDEX "{name}"')
        return [definition for _, definition in found]

    def with_indexes(self, again: Sequence[str]) -> None:
        self._connection.execute("SET maintenance_work_mem = '1GB'")
        for statement in again:
            self._connection.execute(statement)
        self._connection.execute("VACUUM ANALYZE")
        self._connection.execute("CHECKPOINT")

    def close(self) -> None:
        self._connection.close()

    def write(self, rows: Rows) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for table, content in rows.items():
                names = "n, told" if table == "words" else ", ".join(f'"{name}"' for name in _COLUMNS[table])
                into = "told" if table == "words" else table
                with cursor.copy(f"COPY {into} ({names}) FROM STDIN") as copy:
                    for row in content:
                        copy.write_row(row)
            cursor.execute("INSERT INTO words SELECT n, to_tsvector('simple', told) FROM told")


def main() -> None:
    """Prints how long it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("count", type=int)
    arguments.add_argument("places", nargs="+", help="paths or PostgreSQL URLs where there is no book yet")
    arguments.add_argument("--linked", action="store_true", help="the accounts are looked up already")
    arguments.add_argument("--workers", type=int, default=2)
    chosen = arguments.parse_args()
    began = time.perf_counter()
    fill(chosen.places, chosen.count, linked=chosen.linked, workers=chosen.workers)
    print(f"{chosen.count:,} reports in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
