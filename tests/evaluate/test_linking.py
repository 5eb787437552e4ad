"""Measuring links: B-cubed, a shelf of accounts, and made-up reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest

from evaluation.link_corpora import Telling
from evaluation.linking import Shelf, b_cubed, score_links
from evaluation.synthetic_accounts import made_reports
from tests.link.factory import BASE


def test_b_cubed_of_one_wrong_join() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 3}
    assert b_cubed(gold, gold) == (100.0, 100.0, 100.0)
    precision, recall, _ = b_cubed({"a": 1, "b": 2, "c": 2, "d": 3}, gold)
    assert (precision, recall) == (75.0, 75.0)


def test_accounts_alike_end_up_in_one_incident_and_are_scored() -> None:
    profiles = [replace(BASE, account_id=f"a-{n}", report_id=f"r-{n}") for n in range(3)]
    told = [Telling(p.report_id, "one", "topic", p, (), True) for p in profiles]
    scores = dict(score_links("by hand", told).values)
    assert (scores["b3_f1"], scores["pair_recall"], scores["recall_at_10"]) == (100.0, 100.0, 100.0)
    shelf = Shelf()
    for profile in profiles:
        shelf.add(profile, 1.01)
    assert len(set(shelf.incident.values())) == 3


def test_a_longer_run_of_made_reports_begins_with_the_shorter() -> None:
    short = [made.coded.report.id for made in made_reports(60)]
    assert short == [made.coded.report.id for made in islice(made_reports(400), 60)]
    assert len(set(short)) == 60


def test_made_reports_come_in_order_and_several_tell_one_incident() -> None:
    made = list(made_reports(600))
    days = [one.coded.report.published for one in made]
    assert days == sorted(days, key=str)
    assert max(Counter(one.incident for one in made).values()) > 1
    assert sum(len(one.coded.claims) for one in made) / len(made) == pytest.approx(4, abs=1)
