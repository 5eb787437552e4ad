"""The book: reports, what engines read in them, what persons decided, and the incidents that come of it.

The invariant: facts are appended in transactions that happen wholly or not at all, and the views of what they touched
are brought up to date in the same one. `as_of` is the same book, read only, as it stood then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import func, select

from casebook.model.claim import Claim, Modality, Speaker
from casebook.model.coded import Coded
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.disagreement import Disagreement, disagreements
from casebook.model.errors import BookError, UnknownError, UsageError
from casebook.model.incident import Incident
from casebook.model.report import Report, Span
from casebook.model.values import Value
from casebook.store import codes, linking, rebuild, schema, texts, work
from casebook.store.acts import Act, acting
from casebook.store.database import Database, connect
from casebook.store.deciding import LINKER, account_number, current_claim, judged, reviewed, write_correction
from casebook.store.folding import Folded, copies_of, folded, refresh, show
from casebook.store.forms import micros, moment
from casebook.store.history import History, history_of
from casebook.store.migrate import migrate
from casebook.store.prepared import together
from casebook.store.query import PAGE, Wanted, exact, joined_at, matches_past, pages, past_pages
from casebook.store.recording import Added, known, origins_of, record, record_new
from casebook.store.standing import ALL, Facts, facts_of, reports_of, stored_claim
from casebook.store.succession import PERSON
from casebook.store.work import Work

_PAGE = 100  # accounts asked for at once
Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Past:
    """A book as it stood at a moment, to be read."""

    def __init__(self, database: Database, upto: int) -> None:
        self._database, self._upto = database, upto

    def incident(self, name: str) -> Incident:
        """The incident that an id names: its own, an account's, or one that it had before a merge or a split.

        UnknownError when the book does not know the id, or when no report tells of it any more (`history` still does).
        """
        return self._folded(name)[0]

    def disagreements(self, name: str) -> tuple[Disagreement, ...]:
        """How far the figures of an incident are apart: range, share of sources that agree, days of the reports."""
        incident, facts = self._folded(name)

        def day(claim: Claim) -> date | None:
            return facts.published.get(claim.evidence[0].report_id)

        return disagreements(incident, day, copies_of(facts, [list(facts.accounts)]))

    def _folded(self, name: str) -> tuple[Incident, Facts]:
        number = self._number(name)
        with self._database.reading() as connection:
            facts = facts_of(connection, joined_at(connection, number, self._upto), upto=self._upto)
            found = folded(facts)
        if len(found) == 0 or found[0].incident is None:
            raise UnknownError(
                f"{name} was withdrawn: no report tells of it any more; history({name!r}) has what it was"
            )
        return found[0].incident, facts

    def history(self, name: str) -> History:
        """Who said what when of an incident, how its toll moved, and who decided what."""
        number = self._number(name)
        with self._database.reading() as connection:
            return history_of(connection, number, self._upto)

    def incidents(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        where: str | None = None,
        type: str | None = None,
        actor: str | None = None,
        target: str | None = None,
        killed_at_least: int | None = None,
        disputed: bool | None = None,
        text: str | None = None,
        box: tuple[float, float, float, float] | None = None,
        near: tuple[float, float, float] | None = None,
    ) -> Iterator[Incident]:
        """The incidents that match every condition, in the order in which the book first heard of them; streamed."""
        wanted = Wanted(
            _day(since), _day(until), where, type, actor, target, killed_at_least, disputed, text, box, near
        )
        return self._found(wanted)

    def report(self, name: str) -> Report:
        """A report by its id."""
        with self._database.reading() as connection:
            n = connection.execute(
                select(schema.report.c.n).where(schema.report.c.id == name, schema.report.c.act <= self._upto)
            ).scalar()
            if n is None:
                raise UnknownError(f"no report {name!r} in this book")
            return reports_of(connection, [n], upto=self._upto)[n]

    def claim(self, name: str) -> Claim:
        """A claim by its id, whether it still stands or not."""
        with self._database.reading() as connection:
            return stored_claim(connection, name)

    def _number(self, name: str) -> int:
        with self._database.reading() as connection:
            n = account_number(connection, name)
            act = connection.execute(select(schema.account.c.act).where(schema.account.c.n == n)).scalar_one()
        if act > self._upto:
            raise UnknownError(f"{name} was not known then")
        return n

    def _found(self, wanted: Wanted) -> Iterator[Incident]:
        after = 0
        while after >= 0:
            with self._database.reading() as connection:
                page, after = past_pages(connection, self._upto, after)
                kept = [each for each, facts in page if matches_past(connection, each, facts, wanted)]
            yield from (each.incident for each in kept if each.incident is not None)


class Book(Past):
    """A casebook in one SQLite file or on PostgreSQL. One process writes at a time, the others wait their turn."""

    def __init__(self, database: Database, *, clock: Clock = _now) -> None:
        super().__init__(database, ALL)
        self._clock = clock

    @property
    def name(self) -> str:
        """The path or URL, without a password."""
        return self._database.name

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def add(self, coded: Coded, *, by: str | None = None, engines: Iterable[str] = (), suggest: bool = False) -> Added:
        """Append what a reading says, wholly or not at all; the same reading again changes nothing.

        What its engines said before and no longer say is withdrawn; a claim that a person accepted stands all the same.
        `engines` names those that took part and found nothing; `by` is who signs, else the engines themselves.
        `suggest` also does what `link` would do for the accounts that changed, and in the same transaction.
        """
        named = tuple(engines)
        signed = by or " ".join(origins_of(coded, named)) or "reading"
        with acting(self._database, by=signed, verb="add", at=self._clock()) as act:
            n = known(act.connection, coded)
            if n is None:
                with together(act.connection):
                    added, facts = record_new(act, coded, named)
                    texts.index(act.connection, [(added.n, coded.report)])
                    show(act.connection, facts)
            else:
                added = record(act, coded, n, named)
                refresh(act.connection, added.touched)
            if not suggest:
                return added
            linker = Act(act.connection, LINKER, "link", self._clock())
            links = [link for n in sorted(added.touched) for link in linking.search(linker, n, None)]
        return replace(added, suggested=tuple(links))

    def link(self, auto_same: float | None = None) -> Iterator[Link]:
        """Look for companions of the accounts not looked up yet; the suggestions, as they are kept.

        Suggestions merge nothing. `auto_same`: from this score on the linker's policy may join, under its own name.
        Each account is kept as it is done, so a run that was cut short goes on where it stopped.
        """
        if auto_same is not None and not 0.5 < auto_same <= 1:
            raise UsageError(f"auto_same {auto_same} is no score above 0.5, up to 1")
        after = 0
        while True:
            with self._database.reading() as connection:
                fresh = linking.unsearched(connection, after, _PAGE)
            for account in fresh:
                with acting(self._database, by=LINKER, verb="link", at=self._clock()) as act:
                    links = linking.search(act, account, auto_same)
                yield from links
            if len(fresh) < _PAGE:
                return
            after = fresh[-1]

    def judge(
        self, left: str, right: str, judgement: Judgement | str, *, by: str, why: str = "", over: str | None = None
    ) -> Link:
        """Say that two accounts (or incidents, by their ids) are the same, different or unsure; "unsure" takes back.

        ConflictError when somebody else judged the pair otherwise; `over` is the id of that judgement, once seen.
        """
        try:
            meant = Judgement(judgement)
        except ValueError as error:
            raise UsageError(f"judgement {judgement!r} is none of same, different, unsure") from error
        with acting(self._database, by=by, verb="judge", at=self._clock()) as act:
            link = judged(act, (left, right), meant, why=why, over=over)
            refresh(act.connection, [account_number(act.connection, name) for name in (left, right)])
        return link

    def accept(self, claim: str, *, by: str, note: str = "", over: str | None = None) -> Review:
        """Say that a claim was read rightly; from then on no engine withdraws it."""
        return self._review(claim, Verdict.ACCEPTED, by, note, over)

    def reject(self, claim: str, *, by: str, note: str = "", over: str | None = None) -> Review:
        """Say that a claim was read wrongly; it takes no part any more, and stays in the book."""
        return self._review(claim, Verdict.REJECTED, by, note, over)

    def _review(self, claim: str, verdict: Verdict, by: str, note: str, over: str | None) -> Review:
        with acting(self._database, by=by, verb="review", at=self._clock()) as act:
            now = current_claim(act.connection, claim)
            review, account = reviewed(act, now, verdict, note=note, over=over)
            refresh(act.connection, [] if account is None else [account])
        return review

    def correct(
        self,
        claim: str,
        *,
        by: str,
        note: str = "",
        value: Value | None = None,
        evidence: tuple[Span, ...] | None = None,
        modality: Modality | None = None,
        said_by: Speaker | None = None,
        over: str | None = None,
    ) -> Claim:
        """Say what a claim should have said: a new claim by a person, and a rejection of the old one."""
        with acting(self._database, by=by, verb="correct", at=self._clock()) as act:
            now = current_claim(act.connection, claim)
            old = stored_claim(act.connection, now)
            new = replace(
                old,
                value=old.value if value is None else value,
                evidence=old.evidence if evidence is None else evidence,
                modality=old.modality if modality is None else modality,
                said_by=old.said_by if said_by is None else said_by,
                origin=f"{PERSON}{act.by}",
                confidence=None,
            )
            codes.check(new.field, new.value)
            if new.id == old.id:
                raise UsageError(f"the correction of {claim} says what the claim says; to confirm it, accept it")
            reviewed(act, now, Verdict.REJECTED, note=note, over=over)
            account = write_correction(act, now, new)
            refresh(act.connection, [] if account is None else [account])
        return new

    def as_of(self, at: datetime) -> Past:
        """The book as it stood at a moment, read only."""
        with self._database.reading() as connection:
            acts = schema.act.c
            upto = connection.execute(select(func.max(acts.n)).where(acts.at <= micros(at))).scalar()
        return Past(self._database, upto or 0)

    def work(self) -> Iterator[Work]:
        """What a person should look at: contradictory judgements, and decisions that a newer reading left behind."""
        with self._database.reading() as connection:
            yield from work.work(connection)

    def last_act(self) -> datetime | None:
        """When the book last changed; None for an empty one. `as_of` that moment is the book as it stands."""
        with self._database.reading() as connection:
            at = connection.execute(select(func.max(schema.act.c.at))).scalar()
        return None if at is None else moment(at)

    def rebuild(self) -> bool:
        """Make all views anew from the facts; True when they were what they should be."""
        with self._database.writing() as connection:
            before = rebuild.digest(connection)
            rebuild.rebuild(connection)
            return before == rebuild.digest(connection)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind of fact the book holds."""
        tables = schema.facts.sorted_tables
        with self._database.reading() as connection:
            return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}

    def _found(self, wanted: Wanted) -> Iterator[Incident]:
        after = 0
        while True:
            with self._database.reading() as connection:
                page: list[Folded] = pages(connection, wanted, after)
            yield from (each.incident for each in page if each.incident is not None and exact(each.incident, wanted))
            if len(page) < PAGE:
                return
            after = page[-1].n


def _day(given: date | str | None) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{given!r} is no day such as 2026-01-31") from error


def open_book(
    place: str | Path, *, create: bool = True, clock: Clock = _now, say: Callable[[str], None] = lambda _: None
) -> Book:
    """The book at a path or a PostgreSQL URL, made where there is none (unless `create` is False) and migrated.

    `say` hears what is done to a book of an older version. BookError for what is no book, or a newer one.
    """
    database = connect(place)
    path = database.path
    if not create and path is not None and not (path.exists() and path.stat().st_size > 0):
        raise BookError(f"{path}: there is no book; make one with: casebook init --book {path}")
    migrate(database, say=say)
    with database.reading() as connection:
        current = rebuild.are_current(connection)
    if not current:
        with database.writing() as connection:
            if not rebuild.are_current(connection):
                rebuild.rebuild(connection)
    return Book(database, clock=clock)
