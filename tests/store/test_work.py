"""Contradictory judgements, and decisions that a newer reading left behind, are listed with who decided what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.model.claim import Field
from casebook.model.errors import UsageError
from casebook.model.values import Code, Ref
from casebook.store.book import Book
from casebook.store.work import Work, WorkKind
from tests.factory import exact
from tests.store.test_succession import (
    BOMB,
    BOMBING,
    GUARDS,
    GUNMEN,
    KILLED,
    NINE,
    OSTRA,
    SHOOTING,
    TEXT,
    VELL,
    add,
    claim_on,
    reading,
    three,
    told,
)


def only(book: Book) -> Work:
    (found,) = book.work()
    return found


def test_a_book_in_which_nobody_disagrees_has_no_work(book: Book) -> None:
    one, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(one.accounts[0].id, other.accounts[0].id, "same", by="ana")
    book.accept(claim_on(one, Field.KILLED).id, by="ana")
    book.reject(claim_on(other, Field.KILLED).id, by="bo")
    add(book, "a", 2, KILLED)
    assert list(book.work()) == []


def test_accounts_judged_different_that_others_join_are_work_until_one_gives_way(book: Book) -> None:
    a, b, c = (add(book, source, 1, GUNMEN).accounts[0].id for source in "abc")
    book.judge(a, b, "same", by="ana")
    book.judge(b, c, "same", by="ana")
    book.judge(a, c, "different", by="bo")
    found = only(book)
    assert (found.kind, found.by, set(found.about)) == (WorkKind.CONTRADICTION, ("ana", "bo"), {a, c})
    book.judge(b, c, "unsure", by="ana")
    assert list(book.work()) == []


def test_an_overruled_judgement_is_work_until_a_second_person_agrees(book: Book) -> None:
    one, other = (add(book, source, 1, GUNMEN).accounts[0].id for source in "ab")
    link = book.judge(one, other, "same", by="ana")
    book.judge(one, other, "different", by="bo", over=link.id)
    found = only(book)
    assert (found.kind, found.by) == (WorkKind.OVERRULED, ("ana", "bo"))
    assert "ana says same, bo says different; different stands" in found.says
    book.judge(one, other, "different", by="carl")
    assert list(book.work()) == []


def test_an_overruled_verdict_is_work_also_when_the_claim_was_restated_in_between(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    review = book.accept(claim_on(old, Field.KILLED).id, by="ana")
    new = add(book, "a", 2, KILLED)
    book.reject(claim_on(new, Field.KILLED).id, by="bo", over=review.id)
    found = only(book)
    assert (found.kind, found.about) == (WorkKind.OVERRULED, (claim_on(new, Field.KILLED).id,))
    book.reject(claim_on(old, Field.KILLED).id, by="ana")
    assert list(book.work()) == []


def test_a_judged_account_that_no_engine_tells_any_more_is_work_until_a_person_places_it(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    new = reading("a", 2, BOMBING)
    assert book.add(new).left == 1
    found = only(book)
    assert (found.kind, found.by, found.about) == (WorkKind.ORPHAN, ("ana",), (old.accounts[0].id,))
    assert "no account of its report is like it" in found.says
    book.judge(old.accounts[0].id, new.accounts[0].id, "same", by="bo")
    assert list(book.work()) == []
    assert book.incident(new.accounts[0].id).id == book.incident(other.accounts[0].id).id


def test_an_orphan_that_nobody_may_tell_is_settled_when_its_accepted_claim_is_rejected(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    claim = claim_on(old, Field.KILLED)
    book.accept(claim.id, by="ana")
    add(book, "a", 2, BOMBING)
    assert only(book).kind is WorkKind.ORPHAN
    book.reject(claim.id, by="ana")
    assert list(book.work()) == []


def test_two_judged_accounts_that_an_engine_tells_as_one_are_work_with_the_candidate(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN, BOMBING)
    shooting, bombing = add(book, "b", 1, GUNMEN), add(book, "c", 1, BOMBING)
    book.judge(old.accounts[0].id, shooting.accounts[0].id, "same", by="ana")
    book.judge(old.accounts[1].id, bombing.accounts[0].id, "same", by="bo")
    new = add(book, "a", 2, told(TEXT, SHOOTING, OSTRA, three(), NINE, BOMB, VELL, GUARDS))
    found = only(book)
    assert (found.kind, found.by) == (WorkKind.ORPHAN, ("bo",))
    assert new.accounts[0].id in found.says


def test_an_account_that_an_engine_tells_within_another_joins_no_other_incident_to_it(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN, told("Nine were hurt", NINE)), add(book, "b", 1, told("Nine were", NINE))
    book.judge(old.accounts[1].id, other.accounts[0].id, "same", by="ana")
    add(book, "a", 2, GUNMEN)
    assert only(book).about == (old.accounts[1].id,)
    assert f"{old.accounts[0].id} may tell it" in only(book).says
    assert book.incident(old.accounts[0].id).id != book.incident(other.accounts[0].id).id


def test_an_account_split_evenly_is_no_successor_but_work(book: Book) -> None:
    old, other = add(book, "a", 1, told(TEXT, SHOOTING, OSTRA, three(), GUARDS)), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    halves = told("Gunmen killed three people", SHOOTING, three()), told("killed two guards", OSTRA, GUARDS)
    new = add(book, "a", 2, *halves)
    found = only(book)
    assert found.kind is WorkKind.ORPHAN
    assert all(account.id in found.says for account in new.accounts)


def test_claims_that_persons_rejected_and_engines_dropped_are_no_work(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN, BOMBING)
    for claim in old.claims[:4]:
        book.reject(claim.id, by="ana")
    add(book, "a", 2, BOMBING)
    assert list(book.work()) == []


def test_an_accepted_figure_whose_words_are_read_otherwise_since_is_work_until_one_is_rejected(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.accept(claim_on(old, Field.KILLED).id, by="ana")
    new = add(book, "a", 2, replace(KILLED, claims=(SHOOTING, OSTRA, three(4), NINE)))
    found = only(book)
    assert (found.kind, found.about) == (
        WorkKind.REREAD,
        (claim_on(old, Field.KILLED).id, claim_on(new, Field.KILLED).id),
    )
    book.reject(claim_on(new, Field.KILLED).id, by="ana")
    assert list(book.work()) == []


def test_two_persons_who_correct_one_claim_otherwise_are_work(book: Book) -> None:
    claim = claim_on(add(book, "a", 1, GUNMEN), Field.KILLED)
    book.correct(claim.id, value=exact(5), by="ana")
    book.correct(claim.id, value=exact(6), by="bo")
    found = only(book)
    assert (found.kind, found.by) == (WorkKind.REREAD, ("ana", "bo"))


@pytest.mark.parametrize(
    ("field", "code", "says"),
    [
        (Field.INCIDENT_TYPE, "armed.attack_on_person", "near it: armed.attack_on_persons"),
        (Field.INCIDENT_TYPE, "shelling_rocket", "near it: remote.shelling_rocket"),
        (Field.INCIDENT_TYPE, "xyz", "is no code of incident_type; docs/codes.md has them all"),
    ],
)
def test_a_correction_takes_no_code_that_the_ontology_does_not_know(
    book: Book, field: Field, code: str, says: str
) -> None:
    claim = claim_on(add(book, "a", 1, GUNMEN), field)
    before = book.counts()
    with pytest.raises(UsageError, match=says):
        book.correct(claim.id, value=Code(code, "killed"), by="ana")
    assert book.counts() == before
    book.correct(claim.id, value=Code("armed.clash", "killed"), by="ana")


def test_a_correction_takes_no_actor_that_the_registry_does_not_have(book: Book) -> None:
    by = (Field.PERPETRATOR, Ref("Gunmen"), "Gunmen", GUARDS[3])
    claim = claim_on(add(book, "a", 1, replace(GUNMEN, claims=(SHOOTING, by))), Field.PERPETRATOR)
    with pytest.raises(UsageError, match="'actor:al-shabab' is no actor of the registry; near it: actor:"):
        book.correct(claim.id, value=Ref("al-shabab", "actor:al-shabab"), by="ana")
