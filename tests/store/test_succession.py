"""A newer engine tells an account at other words: what persons decided on the old one goes on with the new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.model.claim import ARTICLE, Account, Claim, Field, Role, Speaker
from casebook.model.coded import Coded
from casebook.model.errors import ConflictError, UsageError
from casebook.model.report import Report
from casebook.model.values import Code, Count, Place, PlacePrecision, Value
from casebook.store.book import Book, open_book
from tests.factory import DOCTOR, POLICE, exact

FIRST = "Gunmen killed three people in Ostra, police said. Nine were hurt, a doctor said."
SECOND = "A bomb killed two guards in Vell last week, police said."
TEXT = f"{FIRST} {SECOND}"


@dataclass(frozen=True)
class Told:
    """What an engine tells: the words it hangs an account on, and its claims as field, value, words and speaker."""

    anchor: str
    claims: tuple[tuple[Field, Value, str, Speaker], ...]


def told(anchor: str, *claims: tuple[Field, Value, str, Speaker]) -> Told:
    return Told(anchor, claims)


OSTRA = (Field.PLACE, Place("Ostra", PlacePrecision.SETTLEMENT, country="KE"), "Ostra", ARTICLE)
VELL = (Field.PLACE, Place("Vell", PlacePrecision.SETTLEMENT, country="KE"), "Vell", ARTICLE)
SHOOTING = (Field.INCIDENT_TYPE, Code("armed.attack_on_persons", "killed"), "killed", ARTICLE)
BOMB = (Field.INCIDENT_TYPE, Code("explosive.unspecified", "bomb"), "bomb", ARTICLE)


def three(number: int = 3, words: str = "three people") -> tuple[Field, Value, str, Speaker]:
    return Field.KILLED, exact(number), words, POLICE


NINE = (Field.INJURED, exact(9), "Nine", DOCTOR)
GUARDS = (Field.KILLED, exact(2), "two guards", POLICE)
GUNMEN = told("Gunmen killed three people", SHOOTING, OSTRA, three(), NINE)
KILLED = told("killed three people in Ostra", SHOOTING, OSTRA, three(), NINE)
BOMBING = told("A bomb killed two guards", BOMB, VELL, GUARDS)


def reading(source: str, version: int, *accounts: Told) -> Coded:
    """What engine rules of a version says of a story of our own."""
    report = Report(f"{source}. {TEXT}", source)
    made: list[Account] = []
    claims: list[Claim] = []
    for each in accounts:
        anchor = report.find(each.anchor)
        assert anchor is not None
        account = Account(report.id, anchor, Role.MAIN)
        made.append(account)
        for field, value, words, by in each.claims:
            span = report.find(words)
            assert span is not None
            claims.append(Claim(account.id, field, value, (span,), by, origin=f"rules@{version}"))
    return Coded(report, tuple(made), tuple(claims))


def add(book: Book, source: str, version: int, *accounts: Told) -> Coded:
    coded = reading(source, version, *accounts)
    book.add(coded, engines=[f"rules@{version}"])
    return coded


def ids(book: Book) -> list[str]:
    return [incident.id for incident in book.incidents()]


def claim_on(coded: Coded, field: Field, account: int = 0) -> Claim:
    return next(c for c in coded.claims if c.field is field and c.account_id == coded.accounts[account].id)


def killed(book: Book, name: str) -> list[Value]:
    return [reading.value for reading in book.incident(name).readings("killed")]


def test_an_incident_keeps_its_id_when_a_newer_engine_hangs_it_on_other_words(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    new = add(book, "a", 2, KILLED)
    assert old.accounts[0].id != new.accounts[0].id
    assert ids(book) == [old.accounts[0].id]
    assert book.incident(new.accounts[0].id) == book.incident(old.accounts[0].id)
    assert [account.id for account in book.incident(ids(book)[0]).accounts] == [new.accounts[0].id]
    assert book.rebuild()


def test_a_judgement_same_goes_on_with_the_new_account(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    new = add(book, "a", 2, KILLED)
    (incident,) = book.incidents()
    assert {account.id for account in incident.accounts} == {new.accounts[0].id, other.accounts[0].id}
    assert book.rebuild()


def test_a_judgement_same_goes_on_when_both_accounts_move_and_is_taken_back_by_their_new_ids(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    new, newer = add(book, "a", 2, KILLED), add(book, "b", 2, KILLED)
    assert len(ids(book)) == 1
    book.judge(new.accounts[0].id, newer.accounts[0].id, "unsure", by="ana")
    assert ids(book) == [old.accounts[0].id, other.accounts[0].id]
    assert book.rebuild()


def test_who_judges_the_new_account_otherwise_is_told_of_the_judgement_on_the_old_one(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "different", by="ana", why="two towns")
    new = add(book, "a", 2, KILLED)
    with pytest.raises(ConflictError, match=r"ana judged .* 'different' .*two towns"):
        book.judge(new.accounts[0].id, other.accounts[0].id, "same", by="bo")


@pytest.mark.parametrize("auto_same", [None, 0.51])
def test_the_linker_says_nothing_on_what_was_judged_different_before_it_moved(
    book: Book, auto_same: float | None
) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "different", by="ana")
    add(book, "a", 2, KILLED)
    add(book, "b", 2, KILLED)
    assert [link.judgement for link in book.link(auto_same=auto_same)] == []
    assert len(ids(book)) == 2


def test_the_linker_still_joins_what_nobody_judged(book: Book) -> None:
    add(book, "a", 1, GUNMEN)
    add(book, "b", 1, GUNMEN)
    add(book, "a", 2, KILLED)
    assert "same" in [link.judgement for link in book.link(auto_same=0.51)]
    assert len(ids(book)) == 1


def test_a_rejected_claim_stays_rejected_on_the_new_account(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.reject(claim_on(old, Field.KILLED).id, by="ana")
    add(book, "a", 2, KILLED)
    assert killed(book, old.accounts[0].id) == []
    assert book.rebuild()


def test_a_rejected_claim_stays_rejected_when_a_newer_engine_quotes_more_words_for_it(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.reject(claim_on(old, Field.KILLED).id, by="ana")
    add(book, "a", 2, replace(GUNMEN, claims=(SHOOTING, OSTRA, three(words="killed three people"), NINE)))
    assert killed(book, old.accounts[0].id) == []


def test_another_value_of_the_same_words_is_not_rejected_with_the_first(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.reject(claim_on(old, Field.KILLED).id, by="ana")
    add(book, "a", 2, replace(KILLED, claims=(SHOOTING, OSTRA, three(4), NINE)))
    assert killed(book, old.accounts[0].id) == [exact(4)]


def test_an_accepted_claim_is_shown_once_and_kept_when_the_engine_drops_it_later(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.accept(claim_on(old, Field.KILLED).id, by="ana")
    new = add(book, "a", 2, KILLED)
    (incident,) = book.incidents()
    assert [claim.id for claim in incident.claims if claim.field is Field.KILLED] == [claim_on(new, Field.KILLED).id]
    add(book, "a", 3, replace(KILLED, claims=(SHOOTING, OSTRA, NINE)))
    assert killed(book, incident.id) == [exact(3)]
    assert book.rebuild()


def test_a_correction_goes_on_with_the_new_account_and_what_it_corrected_stays_rejected(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    book.correct(claim_on(old, Field.KILLED).id, value=exact(5), by="ana")
    add(book, "a", 2, KILLED)
    assert killed(book, old.accounts[0].id) == [exact(5)]
    assert len(book.incident(old.accounts[0].id).accounts) == 1


def test_a_correction_of_the_words_alone_does_not_bring_the_rejection_upon_itself(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    claim = claim_on(old, Field.KILLED)
    words = book.report(old.report.id).find("killed three people")
    assert words is not None
    new = book.correct(claim.id, evidence=(words,), by="ana")
    add(book, "a", 2, replace(KILLED, claims=(SHOOTING, OSTRA, NINE)))
    assert [c.id for c in book.incident(old.accounts[0].id).claims if c.field is Field.KILLED] == [new.id]


def test_a_verdict_on_an_old_id_falls_on_the_claim_that_says_it_now(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    new = add(book, "a", 2, KILLED)
    review = book.reject(claim_on(old, Field.KILLED).id, by="ana")
    assert review.claim_id == claim_on(new, Field.KILLED).id
    with pytest.raises(ConflictError, match="ana rejected claim"):
        book.accept(claim_on(old, Field.KILLED).id, by="bo")


def test_two_accounts_that_change_places_each_keep_their_own_decisions(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN, BOMBING)
    shooting, bombing = add(book, "b", 1, GUNMEN), add(book, "c", 1, BOMBING)
    book.judge(old.accounts[0].id, shooting.accounts[0].id, "same", by="ana")
    book.judge(old.accounts[1].id, bombing.accounts[0].id, "same", by="ana")
    new = add(book, "a", 2, replace(BOMBING, anchor="bomb killed two guards in Vell"), KILLED)
    together = [{account.id for account in incident.accounts} for incident in book.incidents()]
    assert {shooting.accounts[0].id, new.accounts[1].id} in together
    assert {bombing.accounts[0].id, new.accounts[0].id} in together
    assert book.rebuild()


def test_two_accounts_joined_by_different_incidents_do_not_become_one_by_an_engine_alone(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN, BOMBING)
    shooting, bombing = add(book, "b", 1, GUNMEN), add(book, "c", 1, BOMBING)
    book.judge(old.accounts[0].id, shooting.accounts[0].id, "same", by="ana")
    book.judge(old.accounts[1].id, bombing.accounts[0].id, "same", by="ana")
    add(book, "a", 2, told(TEXT, SHOOTING, OSTRA, three(), NINE, BOMB, VELL, GUARDS))
    assert book.incident(shooting.accounts[0].id).id != book.incident(bombing.accounts[0].id).id
    assert book.rebuild()


def test_two_accounts_that_a_person_joined_may_be_told_as_one(book: Book) -> None:
    old = add(book, "a", 1, told("Gunmen", SHOOTING, OSTRA, three()), told("Nine were hurt", OSTRA, NINE))
    other = add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, old.accounts[1].id, "same", by="ana")
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    add(book, "a", 2, told(FIRST, SHOOTING, OSTRA, three(), NINE))
    (incident,) = book.incidents()
    assert len(incident.accounts) == 2
    assert book.rebuild()


def test_an_engine_that_goes_back_to_the_old_words_brings_the_old_account_back(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    new = add(book, "a", 2, KILLED)
    book.reject(claim_on(new, Field.INJURED).id, by="ana")
    add(book, "a", 3, GUNMEN)
    (incident,) = book.incidents()
    assert {account.id for account in incident.accounts} == {old.accounts[0].id, other.accounts[0].id}
    own = {claim.field for claim in incident.claims if claim.account_id == old.accounts[0].id}
    assert own == {Field.PLACE, Field.INCIDENT_TYPE, Field.KILLED}
    assert book.rebuild()


def test_an_account_that_a_run_left_out_is_found_again_by_the_next(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    add(book, "a", 2, BOMBING)
    assert len(ids(book)) == 2
    new = add(book, "a", 3, KILLED, BOMBING)
    assert new.accounts[0].id in {account.id for account in book.incident(other.accounts[0].id).accounts}
    assert book.rebuild()


def test_as_of_before_the_newer_run_is_as_it_was(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    book.reject(claim_on(old, Field.INJURED).id, by="ana")
    before, moment = list(book.incidents()), book.history(old.accounts[0].id).steps[-1].at
    add(book, "a", 2, KILLED)
    book.judge(old.accounts[0].id, other.accounts[0].id, "unsure", by="ana")
    assert list(book.as_of(moment).incidents()) == before
    assert len(ids(book)) == 2


def test_history_tells_decisions_as_they_were_made(book: Book) -> None:
    old, other = add(book, "a", 1, GUNMEN), add(book, "b", 1, GUNMEN)
    link = book.judge(old.accounts[0].id, other.accounts[0].id, "same", by="ana")
    add(book, "a", 2, KILLED)
    history = book.history(old.accounts[0].id)
    assert history.links == (link,)
    assert [step.accounts for step in history.steps] == [1, 1, 2, 2]


def test_two_that_are_told_as_one_cannot_be_judged_apart(book: Book) -> None:
    old = add(book, "a", 1, GUNMEN)
    new = add(book, "a", 2, KILLED)
    with pytest.raises(UsageError, match="are told as one account now"):
        book.judge(old.accounts[0].id, new.accounts[0].id, "different", by="ana")


WAYS = (
    (GUNMEN,),
    (KILLED,),
    (GUNMEN, BOMBING),
    (BOMBING,),
    (KILLED, replace(BOMBING, anchor="two guards in Vell")),
    (told(TEXT, SHOOTING, OSTRA, three(), NINE, BOMB, VELL, GUARDS),),
    (replace(KILLED, claims=(SHOOTING, OSTRA, three(4), NINE)),),
    (),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "same", "different", "unsure", "accept", "reject", "correct"]),
        st.integers(0, 2),
        st.integers(0, len(WAYS) - 1),
    ),
    max_size=16,
)


@pytest.mark.timeout(900)  # on a busy machine the server has little of it
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_newer_runs_say_no_decision_is_lost_and_the_past_stays(
    fresh: Callable[[], str], steps: list[tuple[str, int, int]]
) -> None:
    with open_book(fresh()) as book:
        past = []
        for version, (what, one, other) in enumerate(steps, 1):
            _do(book, version, (what, one, other))
            past.append((book.last_act(), list(book.incidents())))
            for incident in past[-1][1]:
                assert book.incident(incident.id).id == incident.id
        _same_claims_never_join_what_was_judged_apart(book)
        assert book.rebuild()
        for at, incidents in past[:: max(1, len(past) // 4)]:
            if at is not None:
                assert list(book.as_of(at).incidents()) == incidents


def _do(book: Book, version: int, step: tuple[str, int, int]) -> None:
    what, one, other = step
    if what == "add":
        add(book, f"s{one}", version, *WAYS[other])
        return
    known = [account.id for incident in book.incidents() for account in incident.accounts]
    claims = [claim for incident in book.incidents() for claim in incident.claims]
    try:
        if what in ("same", "different", "unsure") and len(known) > 0:
            book.judge(known[one % len(known)], known[other % len(known)], what, by="ana")
        elif what == "correct" and len(claims) > 0:
            counts = [claim for claim in claims if isinstance(claim.value, Count)]
            book.correct(counts[other % len(counts)].id, value=exact(20 + one), by="ana")
        elif len(claims) > 0:
            (book.accept if what == "accept" else book.reject)(claims[(3 * one + other) % len(claims)].id, by="ana")
    except UsageError:
        pass  # one and the same account, or a correction that says what was said
    except ZeroDivisionError:
        pass  # no figure to correct


def _same_claims_never_join_what_was_judged_apart(book: Book) -> None:
    """Every judgement still reads as made: accounts judged the same last, and not apart, are of one incident."""
    for incident in book.incidents():
        links = book.history(incident.id).links
        last = {(link.left, link.right): link.judgement for link in links}
        for (left, right), judgement in last.items():
            if judgement == "same" and all(each == "same" for each in last.values()):
                assert book.incident(left).id == book.incident(right).id
