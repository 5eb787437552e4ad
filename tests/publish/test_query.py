from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casebook.model.claim import Claim, Field, Modality, Occurrence
from casebook.model.errors import UsageError
from casebook.model.incident import Incident
from casebook.model.values import Code, DateMethod, DatePrecision, Days, Ref
from casebook.publish.query import asked, matches
from casebook.store.query import Wanted
from tests.factory import DOCTOR, POLICE, exact
from tests.publish.factory import AT_LEAST_NINE, STORY, TYPE, WHERE, incident, said

FULL = incident()
BARE = incident(TYPE)
MONTH = incident(TYPE, said(Field.DATE, Days("2024-05", DatePrecision.MONTH, DateMethod.EXPLICIT)))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(since=date(2024, 5, 13), until=date(2024, 5, 13)),
        Wanted(since=date(2024, 1, 1)),
        Wanted(until=date(2024, 12, 31)),
        Wanted(where="garissa"),
        Wanted(where="KE"),
        Wanted(where="Kenya"),
        Wanted(type="explosive.vehicle_bomb"),
        Wanted(type="explosive"),
        Wanted(actor="tana river"),
        Wanted(target="transport"),
        Wanted(target="station"),
        Wanted(killed_at_least=9),
        Wanted(text="car bomb"),
        Wanted(box=(-2.0, 38.0, 2.0, 41.0)),
        Wanted(near=(-0.45, 39.65, 5.0)),
        Wanted(disputed=False, where="KE", killed_at_least=1),
    ],
)
def test_a_question_finds_what_the_incident_tells(wanted: Wanted) -> None:
    assert matches(FULL, wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(since=date(2024, 5, 14)),
        Wanted(until=date(2024, 5, 12)),
        Wanted(where="UG"),
        Wanted(where="Nairobi"),
        Wanted(type="explosive.vehicle"),
        Wanted(type="armed"),
        Wanted(actor="Movement"),
        Wanted(target="military"),
        Wanted(killed_at_least=10),
        Wanted(text="car grenade"),
        Wanted(box=(-2.0, 41.0, 2.0, 42.0)),
        Wanted(near=(-0.45, 40.65, 5.0)),
        Wanted(disputed=True),
        Wanted(where="KE", type="armed"),
    ],
)
def test_a_question_passes_over_the_rest(wanted: Wanted) -> None:
    assert not matches(FULL, wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(since=date(1900, 1, 1)),
        Wanted(until=date(2100, 1, 1)),
        Wanted(killed_at_least=0),
        Wanted(where="KE"),
        Wanted(box=(-90.0, -180.0, 90.0, 180.0)),
        Wanted(near=(0.0, 0.0, 20_000.0)),
        Wanted(actor="a"),
    ],
)
def test_what_an_incident_does_not_tell_matches_nothing(wanted: Wanted) -> None:
    assert not matches(BARE, wanted)


def test_an_incident_of_some_day_of_may_may_be_of_the_tenth() -> None:
    assert matches(MONTH, Wanted(since=date(2024, 5, 10), until=date(2024, 5, 10)))
    assert not matches(MONTH, Wanted(since=date(2024, 6, 1)))


def test_an_actor_is_found_by_any_of_its_names_and_by_its_id() -> None:
    found = incident(TYPE, said(Field.PERPETRATOR, Ref("Al-Shabaab", "actor:al-shabaab", "armed_group")))
    assert matches(found, Wanted(actor="Harakat al-Shabaab al-Mujahideen"))
    assert matches(found, Wanted(actor="actor:al-shabaab"))
    assert not matches(found, Wanted(actor="Islamic State"))


def test_a_box_may_cross_the_180th_meridian() -> None:
    assert not matches(FULL, Wanted(box=(-10.0, 170.0, 10.0, -170.0)))
    assert matches(FULL, Wanted(box=(-10.0, 30.0, 10.0, -170.0)))


def rival() -> tuple[Claim, ...]:
    return TYPE, STORY.killed(exact(9), "Eleven", POLICE), STORY.killed(exact(14), "fourteen", DOCTOR)


def plain() -> tuple[Claim, ...]:
    return (TYPE, AT_LEAST_NINE)


def contested() -> tuple[Claim, ...]:
    other = said(Field.PERPETRATOR, Ref("the Front"))
    return (*(c for c in FULL.claims if c.field is Field.CLAIM_OF_RESPONSIBILITY), other)


@pytest.mark.parametrize(("claims", "disputed"), [(rival, True), (contested, True), (plain, False)])
def test_rival_figures_and_contested_claims_are_a_dispute(
    claims: Callable[[], tuple[Claim, ...]], disputed: bool
) -> None:
    assert matches(incident(*claims()), Wanted(disputed=disputed))


def test_an_open_figure_and_one_above_it_are_no_dispute() -> None:
    found = incident(TYPE, AT_LEAST_NINE, STORY.killed(exact(14), "fourteen", DOCTOR))
    assert matches(found, Wanted(disputed=False))


def test_what_is_found_keeps_its_order() -> None:
    told: list[Incident] = [FULL, BARE, MONTH]
    assert list(asked(told, Wanted(type="explosive"))) == told
    assert list(asked(told, Wanted(where="KE"))) == [FULL]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Wanted(since=date(2024, 2, 1), until=date(2024, 1, 1)), "is before since"),
        (lambda: Wanted(box=(5.0, 0.0, 1.0, 2.0)), "south, west, north, east"),
        (lambda: Wanted(near=(95.0, 0.0, 1.0)), "latitude, longitude and kilometres"),
        (lambda: Wanted(near=(5.0, 0.0, 0.0)), "latitude, longitude and kilometres"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(wrong: Callable[[], Wanted], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        wrong()


def test_disputed_occurrence_is_a_dispute() -> None:
    assert matches(replace(BARE, occurrence=Occurrence.DISPUTED), Wanted(disputed=True))


def test_a_target_that_is_denied_is_none() -> None:
    denied = STORY.claim(Field.TARGET, Code("military", "soldiers"), "car bomb", modality=Modality.DENIED)
    assert not matches(incident(TYPE, WHERE, denied), Wanted(target="military"))
