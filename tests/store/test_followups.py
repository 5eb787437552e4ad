"""Stories and what follows them, added one by one: `history` shows the toll revised, `as_of` each earlier state.

The follow-ups are our own: a later toll by the same speaker, another speaker, and one who takes a figure back. Three of
them follow the stories of the shared folder, which no clone has; the market story has all its parts here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from casebook.model.claim import Field
from casebook.model.report import Report
from casebook.pipeline import ENGINES, coder
from casebook.store.book import Book, Past

FOLLOWUPS = Path(__file__).parent / "followups"
STORIES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "stories"
Toll = tuple[int | None, int | None, int | None] | None
MARKET = ("market_1", "market_2", "market_3", "market_4")


@dataclass(frozen=True)
class Stage:
    """The book after a story: when that was, and the id of the incident that the story is about."""

    at: datetime
    incident: str


def add(book: Book, path: Path, published: date) -> str:
    """Add a story; the id of its main account."""
    report = Report(path.read_text(encoding="utf-8"), path.stem + published.isoformat(), published=published)
    coded = coder("en")(report)
    book.add(coded, engines=ENGINES)
    return next(account.id for account in coded.accounts if account.role == "main")


def follow(book: Book, *stories: tuple[Path, date]) -> list[Stage]:
    """Add stories one by one, each found by the linker and judged the same by a person."""
    stages: list[Stage] = []
    for path, published in stories:
        account = add(book, path, published)
        hinted = {frozenset((hint.left, hint.right)) for hint in book.link()}
        if len(stages) > 0:
            first = stages[0].incident
            together = {a.id for a in book.incident(first).accounts}
            assert any(frozenset((account, each)) in hinted for each in together), f"{path.stem} is not suggested"
            book.judge(account, first, "same", by="ana")
        now = book.last_act()
        assert now is not None
        stages.append(Stage(now, book.incident(account).id))
    return stages


def toll(book: Past, incident: str, field: Field = Field.KILLED) -> Toll:
    found = book.incident(incident).tally(field)
    return None if found is None else (found.min, found.best, found.max)


def revised(book: Book, incident: str, field: Field = Field.KILLED) -> list[Toll]:
    """The tolls that `history` shows, each once where it stays."""
    tolls: list[Toll] = []
    for step in book.history(incident).steps:
        found = step.killed if field is Field.KILLED else step.injured
        now = None if found is None else (found.min, found.best, found.max)
        if len(tolls) == 0 or tolls[-1] != now:
            tolls.append(now)
    return tolls


def test_a_story_and_three_follow_ups_revise_the_toll_and_each_earlier_state_can_be_asked_for(book: Book) -> None:
    stages = follow(book, *((FOLLOWUPS / f"{name}.txt", date(2026, 3, 2 + n)) for n, name in enumerate(MARKET)))
    first = stages[0].incident
    assert {stage.incident for stage in stages} == {first}
    expected = [(5, 5, 5), (7, 7, 7), (7, 9, 9), (7, 8, 8)]
    assert [toll(book.as_of(stage.at), first) for stage in stages] == expected
    assert revised(book, first) == expected
    said = [figure.claim.evidence[0].quote for figure in book.history(first).figures]
    assert said[0] == "killing five people"
    assert [figure.published for figure in book.history(first).figures] == sorted(
        figure.published or date.max for figure in book.history(first).figures
    )
    assert [len(book.as_of(stage.at).incident(first).accounts) for stage in stages] == [1, 2, 3, 4]
    tally = book.incident(first).tally(Field.KILLED)
    assert tally is not None
    assert {5, 9} <= {*tally.superseded, *tally.retracted}
    assert book.rebuild()


@pytest.mark.skipif(not STORIES.exists(), reason="needs the project's shared stories, which no clone has")
@pytest.mark.parametrize(
    ("name", "days", "field", "before", "after"),
    [
        # The same doctor, later: her nine and eleven are replaced, the others' figures stand.
        ("air_strike_conflict", (date(2026, 3, 5), date(2026, 3, 7)), Field.KILLED, (8, 11, 17), (8, 16, 17)),
        # Another speaker, later: the first toll stays as the least.
        ("kabul_embassy", (date(2022, 9, 5), date(2022, 9, 7)), Field.KILLED, (6, 6, 6), (6, 8, 8)),
        # The speaker takes 14 back; the police's 11 stays as the least.
        ("kidnap_ransom", (date(2026, 3, 4), date(2026, 3, 6)), Field.ABDUCTED, (11, 11, 14), (11, 12, 12)),
    ],
)
def test_a_follow_up_to_a_shared_story_revises_its_toll(
    book: Book, name: str, days: tuple[date, date], field: Field, before: Toll, after: Toll
) -> None:
    stages = follow(book, (STORIES / f"{name}.txt", days[0]), (FOLLOWUPS / f"{name}.txt", days[1]))
    first = stages[0].incident
    assert toll(book.as_of(stages[0].at), first, field) == before
    assert toll(book, first, field) == toll(book.as_of(stages[1].at), first, field) == after
    if field is not Field.ABDUCTED:
        assert revised(book, first, field)[0] == before
        assert revised(book, first, field)[-1] == after
    others = [incident.id for incident in book.as_of(stages[0].at).incidents() if incident.id != first]
    for other in others:
        assert book.incident(other) == book.as_of(stages[0].at).incident(other)
    assert book.rebuild()
