"""What each feature makes of two accounts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.link import features
from casebook.link.features import FEATURES, Feature
from casebook.link.profile import Profile
from casebook.model.claim import Role
from tests.link.factory import BASE

OTHER = replace(BASE, account_id="a-2", report_id="r-2")
NOTHING = Profile("a-3", "r-3", Role.MAIN)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_what_is_unknown_speaks_neither_way(feature: Feature) -> None:
    assert feature(BASE, NOTHING) == 0.0 == feature(NOTHING, NOTHING)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_every_feature_explains_itself_to_the_reviewer(feature: Feature) -> None:
    assert feature.__doc__ is not None
    assert feature.__doc__.strip().endswith(".")


_PROFILES = st.builds(
    Profile,
    account_id=st.just("a"),
    report_id=st.just("r"),
    role=st.just(Role.MAIN),
    published=st.none() | st.dates(date(2020, 1, 1), date(2020, 3, 1)),
    first=st.sampled_from([None, date(2020, 1, 1), date(2020, 1, 9)]),
    last=st.sampled_from([None, date(2020, 1, 9), date(2020, 2, 1)]),
    days=st.lists(st.dates(date(2020, 1, 1), date(2020, 1, 9)), max_size=3).map(tuple),
    place=st.sampled_from([None, "baro", "kolbio"]),
    country=st.sampled_from([None, "KE", "NG"]),
    admin1=st.sampled_from([None, "Garissa", "Niger"]),
    lat=st.sampled_from([None, 0.0, 9.5]),
    lon=st.sampled_from([None, 6.0, 39.0]),
    precision=st.sampled_from([None, 1, 2, 5, 7]),
    types=st.sampled_from([(), ("armed.clash",), ("explosive.vehicle_bomb",)]),
    killed=st.sampled_from([None, (0, 0), (3, 3), (3, None), (40, 50)]),
    words=st.lists(st.sampled_from(["kolbio", "zorbin", "47", "clerk"]), unique=True).map(tuple),
    names=st.lists(st.sampled_from(["amina yusuf", "zorbin kratok"]), unique=True).map(tuple),
    title=st.lists(st.sampled_from(["kolbio", "clerk"]), unique=True).map(tuple),
)


@settings(deadline=None)
@given(_PROFILES, _PROFILES)
def test_the_order_does_not_matter_and_the_scale_is_kept(left: Profile, right: Profile) -> None:
    for feature in FEATURES:
        value = feature(left, right)
        assert value == pytest.approx(feature(right, left)), feature.__name__
        assert -1.0 <= value <= 1.0, feature.__name__


def test_days() -> None:
    week = replace(OTHER, first=date(2024, 5, 20), last=date(2024, 5, 20))
    day_after = replace(OTHER, first=date(2024, 5, 14), last=date(2024, 5, 14))
    inferred = replace(week, stated=False)
    assert features.day(BASE, OTHER) == 1.0
    assert 0 < features.day(BASE, day_after) < 0.5
    assert features.day(BASE, week) == -1.0 < features.day(BASE, inferred) < 0


def test_the_other_report_names_the_day_in_its_own_wording() -> None:
    follow_up = replace(OTHER, first=date(2024, 5, 20), days=(date(2024, 5, 13),))
    assert features.day_named(BASE, follow_up) == 1.0
    assert features.day_named(BASE, replace(follow_up, days=())) == -1.0


def test_places_are_compared_as_far_as_they_are_precise() -> None:
    near = replace(OTHER, place="modika", lat=-0.5, lon=39.7)
    far = replace(OTHER, place="mandera", admin1="Mandera", lat=3.94, lon=41.86)
    province = replace(OTHER, place="north eastern", admin1=None, lat=1.8, lon=41.2, precision=5)
    assert features.place(BASE, OTHER) == 1.0
    assert features.place(BASE, near) > 0
    assert features.place(BASE, far) == -1.0
    assert -1.0 < features.place(BASE, province) < 0
    assert features.place(BASE, replace(OTHER, country="SO")) == -1.0
    assert features.distance(BASE, far) == pytest.approx(545, abs=10)


def test_types() -> None:
    assert features.kind(BASE, OTHER) == 1.0
    assert features.kind(BASE, replace(OTHER, types=("explosive.unspecified",))) == 0.5
    assert features.kind(BASE, replace(OTHER, types=("captive.kidnapping",))) == -1.0


def test_a_large_number_that_both_give_says_more_than_a_small_one() -> None:
    one, forty = replace(BASE, killed=(1, 1)), replace(BASE, killed=(40, 40))
    assert features.killed(forty, replace(OTHER, killed=(40, 40))) > features.killed(one, replace(OTHER, killed=(1, 1)))
    assert features.killed(BASE, replace(OTHER, killed=(5, None))) > 0
    assert features.killed(BASE, replace(OTHER, killed=(40, 50))) == -1.0


def test_actors_and_targets() -> None:
    assert features.actors(BASE, OTHER) == 1.0 == features.targets(BASE, OTHER)
    assert features.actors(BASE, replace(OTHER, actors=("actor:dawn",))) < 0
    assert features.targets(BASE, replace(OTHER, targets=("religious",))) < 0


def test_names_words_and_numbers_of_both() -> None:
    stranger = replace(OTHER, names=("zorbin kratok", "aspen meadow"), words=("depot",), title=("depot",))
    assert features.names(BASE, OTHER) > 0.5 > 0 > features.names(BASE, stranger)
    assert features.people(BASE, OTHER) == 1.0
    assert features.people(BASE, stranger) == -1.0
    assert features.words(BASE, OTHER) == pytest.approx(1.0)
    assert features.words(BASE, stranger) == 0.0
    assert features.numbers(BASE, OTHER) > 0.5
    assert features.headline(BASE, OTHER) == pytest.approx(1.0)
    assert features.headline(BASE, stranger) == 0.0


def test_a_name_that_the_other_report_shortens_is_known() -> None:
    assert features.people(BASE, replace(OTHER, names=("officer yusuf", "old abdi"))) == 1.0


def test_near_copies() -> None:
    assert features.near_copy(replace(BASE, copy=(1, 2, 3, 4)), replace(OTHER, copy=(1, 2, 3, 5))) == 0.75
