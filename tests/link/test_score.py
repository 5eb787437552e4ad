"""A score and its reasons."""

import itertools
import math
from dataclasses import replace
from itertools import islice

import pytest

from casebook.link.features import FEATURES
from casebook.link.profile import Profile
from casebook.link.profiling import profile
from casebook.link.score import likely, score, weighed
from casebook.link.told import told_in
from casebook.model.claim import Role
from evaluation.synthetic_accounts import made_reports
from tests.link.factory import BASE

OTHER = replace(BASE, account_id="a-2", report_id="r-2")
STRANGER = replace(
    OTHER,
    place="mandera",
    admin1="Mandera",
    lat=3.94,
    lon=41.86,
    names=("zorbin kratok",),
    words=("depot",),
    title=("depot",),
    actors=(),
    killed=(40, 40),
)


def test_one_incident_scores_high_and_another_low() -> None:
    assert score(BASE, OTHER).score > 0.98
    assert score(BASE, STRANGER).score < 0.1
    assert score(BASE, STRANGER).score == score(STRANGER, BASE).score


def test_nothing_in_common_leaves_the_start() -> None:
    nothing = Profile("a-3", "r-3", Role.MAIN)
    found = score(nothing, nothing)
    assert found.reasons == ()
    assert found.score < 0.01


def test_the_reasons_make_the_score() -> None:
    found = score(BASE, STRANGER)
    start = score(Profile("x", "y", Role.MAIN), Profile("z", "w", Role.MAIN)).score
    odds = math.log(start / (1 - start)) + sum(reason.adds for reason in found.reasons)
    assert found.score == pytest.approx(1 / (1 + math.exp(-odds)))
    weights = [abs(reason.adds) for reason in found.reasons]
    assert weights == sorted(weights, reverse=True)


def test_each_reason_says_what_it_means() -> None:
    found = score(BASE, OTHER)
    assert {reason.feature for reason in found.reasons} <= {feature.__name__ for feature in FEATURES}
    assert all(reason.says.endswith(".") for reason in found.reasons)
    assert found.why.split(", ")[0] == f"{found.reasons[0].feature} {found.reasons[0].adds:+.1f}"


def test_what_agrees_never_lowers_and_what_contradicts_never_raises() -> None:
    for found in (score(BASE, OTHER), score(BASE, STRANGER)):
        assert all(reason.adds * reason.value >= 0 for reason in found.reasons)


@pytest.mark.parametrize("least", [0.0, 0.01, 0.05, 0.5, 0.99, 1.0])
def test_only_what_stays_below_the_least_is_given_up_early(least: float) -> None:
    made = [profile(told) for each in islice(made_reports(40), 40) for told in told_in(each.coded)]
    given_up = 0
    for left, right in itertools.combinations([BASE, OTHER, STRANGER, *made], 2):
        full, early = weighed(left, right), likely(left, right, least)
        given_up += early is None
        assert early == full or (early is None and full[0] < least)
    assert given_up > 0 or least in (0.0, 1.0)
