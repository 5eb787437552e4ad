"""What is suggested, and what a policy may join."""

from dataclasses import replace
from datetime import date, timedelta

from casebook.link.policy import automatic, contradiction, suggest
from casebook.link.profile import Profile
from tests.link.factory import BASE

MONDAY = date(2024, 5, 13)


def _account(number: int, **changes: object) -> Profile:
    return replace(BASE, account_id=f"a-{number}", report_id=f"r-{number}", **changes)  # type: ignore[arg-type]


def _on(number: int, ahead: int) -> Profile:
    day = MONDAY + timedelta(ahead)
    return _account(number, first=day, last=day, days=(day,))


UNDATED: dict[str, object] = {"first": None, "last": None, "stated": False, "days": ()}
STRANGER: dict[str, object] = {
    "place": "mandera",
    "lat": 3.94,
    "lon": 41.86,
    "admin1": "Mandera",
    "names": ("zorbin kratok",),
    "words": ("depot",),
    "title": ("depot",),
    "killed": (40, 40),
    "injured": None,
    "actors": (),
}


def test_the_likeliest_come_first_and_the_unlikely_are_not_suggested() -> None:
    same, weaker = _account(2), _account(3, names=(), words=("garissa",))
    hints = suggest(BASE, [weaker, _account(4, **STRANGER), same])
    assert [hint.right for hint in hints] == ["a-2", "a-3"]
    assert hints[0].left == "a-1"


def test_two_accounts_of_one_report_are_never_suggested() -> None:
    assert suggest(BASE, [replace(BASE, account_id="a-2")]) == ()


def test_no_more_are_suggested_than_asked_for() -> None:
    assert len(suggest(BASE, [_account(n) for n in range(2, 30)], most=10)) == 10


def test_a_likely_account_is_joined_with_its_incident_once() -> None:
    incident = [_account(2), _account(3)]
    joined = automatic(BASE, suggest(BASE, incident), [incident])
    assert [(hint.left, hint.right) for hint in joined] == [("a-1", "a-2")]


def test_below_the_threshold_nothing_is_joined() -> None:
    other = _account(2, names=(), words=("garissa",), title=())
    (hint,) = suggest(BASE, [other])
    assert len(automatic(BASE, [hint], [[other]], threshold=hint.scored.score)) == 1
    assert automatic(BASE, [hint], [[other]], threshold=hint.scored.score + 1e-6) == ()


def test_contradictory_days_are_never_joined() -> None:
    friday = _on(2, 4)
    hints = suggest(BASE, [friday])
    assert contradiction(BASE, friday) is not None
    assert automatic(BASE, hints, [[friday]], threshold=0.5) == ()


def test_a_report_that_names_the_day_of_the_other_does_not_contradict() -> None:
    follow_up = replace(_on(2, 4), days=(MONDAY,))
    assert contradiction(BASE, follow_up) is None


def test_contradictory_places_are_never_joined() -> None:
    elsewhere = _account(2, place="mandera", lat=3.94, lon=41.86, admin1="Mandera", **UNDATED)
    assert contradiction(BASE, elsewhere) is not None
    assert automatic(BASE, suggest(BASE, [elsewhere]), [[elsewhere]], threshold=0.5) == ()


def test_an_account_without_a_day_does_not_chain_two_days_together() -> None:
    monday, friday, undated = _on(2, 0), _on(3, 4), _account(4, **UNDATED)
    joined = automatic(undated, suggest(undated, [monday, friday]), [[monday], [friday]], threshold=0.5)
    assert len(joined) == 1
    later = automatic(friday, suggest(friday, [undated]), [[monday, undated]], threshold=0.5)
    assert later == ()


def test_two_incidents_are_joined_through_an_account_that_agrees_with_both() -> None:
    left, right = _account(2), _account(3)
    joined = automatic(BASE, suggest(BASE, [left, right]), [[left], [right]])
    assert {hint.right for hint in joined} == {"a-2", "a-3"}


def test_one_likely_account_does_not_outweigh_an_incident_that_is_unlike() -> None:
    incident = [_account(2), _account(3, **STRANGER), _account(4, **STRANGER)]
    assert automatic(BASE, suggest(BASE, incident), [incident]) == ()


def test_what_a_person_judged_apart_stays_apart() -> None:
    incident = [_account(2), _account(3)]
    apart = {frozenset(("a-1", "a-3"))}
    assert automatic(BASE, suggest(BASE, incident), [incident], apart=apart) == ()


def test_two_accounts_of_one_report_are_never_joined_through_a_third() -> None:
    own = replace(BASE, account_id="a-9")
    incident = [_account(2), own]
    assert automatic(BASE, suggest(BASE, incident), [incident]) == ()
