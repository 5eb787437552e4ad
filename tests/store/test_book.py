"""The book on both databases: what is added stays, what is decided holds, and views are what the facts say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.model.claim import Field
from casebook.model.coded import Coded
from casebook.model.errors import ConflictError, UnknownError, UsageError
from casebook.model.values import Code, Place, PlacePrecision
from casebook.store.book import Book, open_book
from tests.factory import DOCTOR, MAYOR, POLICE, Story, at, exact

TEXT = "Gunmen killed three people in Ostra. Nine were hurt, a doctor said. Four died, the mayor said."


def coded(source: str, *figures: int, origin: str = "rules@1", published: date | None = None) -> Coded:
    """A story with a place, a type and the figures given, each by another speaker."""
    story = Story(f"{source}. {TEXT}", source=source, published=published)
    claims = [
        story.claim(Field.PLACE, Place("Ostra", PlacePrecision.SETTLEMENT, country="KE", lat=1.0, lon=38.0), "Ostra"),
        story.claim(Field.INCIDENT_TYPE, Code("armed.attack_on_persons", "killed"), "killed"),
    ]
    claims += [
        story.killed(exact(n), "three people", by) for n, by in zip(figures, (POLICE, DOCTOR, MAYOR), strict=False)
    ]
    return Coded(story.report, (story.account,), tuple(replace(claim, origin=origin) for claim in claims))


def ids(book: Book) -> list[str]:
    return [incident.id for incident in book.incidents()]


def test_the_same_report_twice_changes_nothing(book: Book) -> None:
    assert book.add(coded("a", 3)).changed
    before = book.counts()
    assert not book.add(coded("a", 3)).changed
    assert book.counts() == before


def test_what_is_read_back_is_what_was_added(book: Book) -> None:
    given = coded("a\x00 title", 3, 4)
    book.add(given)
    (incident,) = book.incidents()
    assert sorted(incident.claims, key=lambda c: c.id) == sorted(given.claims, key=lambda c: c.id)
    assert incident.accounts == given.accounts
    assert book.report(given.report.id) == given.report


def test_a_newer_engine_withdraws_what_it_no_longer_says_unless_a_person_accepted_it(book: Book) -> None:
    first = coded("a", 3, 4)
    book.add(first)
    three, four = first.claims[2:]
    book.accept(three.id, by="ana")
    added = book.add(coded("a", origin="rules@2"))
    assert (added.withdrawn, added.said) == (2, 0)
    (incident,) = book.incidents()
    told = {claim.id for claim in incident.claims}
    assert three.id in told
    assert four.id not in told


def test_an_older_engine_is_not_heard(book: Book) -> None:
    book.add(coded("a", 3, origin="rules@2"))
    added = book.add(coded("a", 4, origin="rules@1"))
    assert (added.older, added.changed) == (("rules@1",), False)


def test_another_engine_withdraws_nothing_of_the_first(book: Book) -> None:
    book.add(coded("a", 3))
    book.add(coded("a", 3, 4, origin="learned@1"))
    book.add(coded("a", origin="learned@2"))
    (incident,) = book.incidents()
    assert [r.value for r in incident.readings("killed")] == [exact(3)]


def test_ids_are_stable_over_merge_and_split(book: Book) -> None:
    one, other = coded("a", 3), coded("b", 4)
    book.add(one)
    book.add(other)
    first, second = ids(book)
    assert (first, second) == (one.accounts[0].id, other.accounts[0].id)
    book.judge(first, second, "same", by="ana")
    assert ids(book) == [first]
    assert book.incident(second).id == first
    book.judge(first, second, "unsure", by="ana")
    assert ids(book) == [first, second]
    assert book.incident(second).id == second


def test_the_second_of_two_who_judge_is_told_who_judged_what(opened: Callable[[], Book]) -> None:
    ana, bo = opened(), opened()
    ana.add(coded("a", 3))
    ana.add(coded("b", 3))
    left, right = ids(ana)
    ana.judge(left, right, "same", by="ana", why="one funeral")
    before = bo.counts()
    with pytest.raises(ConflictError, match=r"ana judged .* 'same' at .* \(one funeral\); nothing was changed") as told:
        bo.judge(left, right, "different", by="bo")
    assert bo.counts() == before
    bo.judge(left, right, "different", by="bo", over=told.value.standing)
    assert len(ids(ana)) == 2


def test_a_correction_stands_and_the_old_claim_does_not(book: Book) -> None:
    given = coded("a", 3)
    book.add(given)
    new = book.correct(given.claims[2].id, value=exact(5), by="ana", note="misread")
    (incident,) = book.incidents()
    assert [(r.value, r.claims[0].origin) for r in incident.readings("killed")] == [(exact(5), "person:ana")]
    book.add(coded("a", origin="rules@2"))
    assert new.id in {claim.id for claim in book.incident(incident.id).claims}


def test_as_of_gives_each_earlier_state_and_history_the_tolls(book: Book) -> None:
    moments = []
    for number, source in ((3, "a"), (4, "b"), (9, "c")):
        book.add(coded(source, number, published=date(2026, 1, number)))
        if len(ids(book)) > 1:
            book.judge(*ids(book), "same", by="ana")
        moments.append(book.history(ids(book)[0]).steps[-1].at)
    tolls = [next(iter(book.as_of(moment).incidents())).tally("killed") for moment in moments]
    assert [None if toll is None else (toll.min, toll.best, toll.max) for toll in tolls] == [
        (3, 3, 3),
        (4, 4, 4),
        (9, 9, 9),
    ]
    assert list(book.as_of(at(1)).incidents()) == []
    assert {figure.claim.value for figure in book.history(ids(book)[0]).figures} == {exact(3), exact(4), exact(9)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"where": "KE"}, True),
        ({"where": "Ostra"}, True),
        ({"where": "UG"}, False),
        ({"type": "armed"}, True),
        ({"type": "explosive"}, False),
        ({"killed_at_least": 3}, True),
        ({"killed_at_least": 4}, False),
        ({"since": "2020-01-01"}, False),
        ({"disputed": True}, True),
        ({"text": "gunmen"}, True),
        ({"text": '"gunmen killed" thre*'}, True),
        ({"text": '"killed gunmen"'}, False),
        ({"near": (1.1, 38.0, 20.0)}, True),
        ({"near": (2.0, 38.0, 20.0)}, False),
        ({"box": (0.0, 37.0, 2.0, 39.0)}, True),
        ({"box": (0.0, 170.0, 2.0, -170.0)}, False),
    ],
)
def test_a_question_finds_the_same_now_and_as_of_now(book: Book, asked: dict[str, object], found: bool) -> None:
    book.add(coded("a", 3, 4))
    for view in (book, book.as_of(datetime.now().astimezone() + timedelta(days=1))):
        assert (len(list(view.incidents(**asked))) == 1) is found  # type: ignore[arg-type]


def test_suggestions_asked_for_while_adding_are_those_of_link(book: Book, tmp_path: Path) -> None:
    given = [coded(source, 3, published=date(2026, 1, 2)) for source in ("a", "b", "c")]
    with open_book(tmp_path / "other.db") as other:
        for each in given:
            other.add(each)
        linked = {(link.left, link.right, link.score, link.by) for link in other.link()}
    added = [book.add(each, suggest=True) for each in given]
    suggested = {(link.left, link.right, link.score, link.by) for each in added for link in each.suggested}
    assert len(suggested) == 3
    assert suggested == linked
    assert (list(book.link()), book.add(given[0], suggest=True).suggested) == ([], ())
    assert book.rebuild()


def test_nobody_knows_an_id_that_is_not_in_the_book(book: Book) -> None:
    with pytest.raises(UnknownError, match="no account 'a-gone'"):
        book.incident("a-gone")
    with pytest.raises(UsageError, match="nobody signs"):
        book.accept("c-1", by=" ")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "newer", "judge", "unjudge", "accept", "reject", "correct"]),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=14,
)


@pytest.mark.timeout(900)  # on a busy machine the server has little of it
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_rebuild_gives_the_very_same_rows_whatever_happened(
    fresh: Callable[[], str], steps: list[tuple[str, int, int]]
) -> None:
    with open_book(fresh()) as book:
        for what, one, other in steps:
            _do(book, what, one, other)
        assert book.rebuild()


def _do(book: Book, what: str, one: int, other: int) -> None:
    given = coded(f"s{one}", one + 1, other + 1)
    if what in ("add", "newer"):
        book.add(given if what == "add" else coded(f"s{one}", other + 1, origin="rules@2"))
        return
    try:
        if what in ("judge", "unjudge"):
            pair = given.accounts[0].id, coded(f"s{other}").accounts[0].id
            book.judge(*pair, "same" if what == "judge" else "unsure", by="ana")
        elif what == "correct":
            book.correct(given.claims[2].id, value=exact(other + 20), by="ana")
        else:
            (book.accept if what == "accept" else book.reject)(given.claims[2].id, by="ana")
    except UsageError:
        pass  # of a report that is not in the book, or of one and the same account
