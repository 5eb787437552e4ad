"""Which sentences tell of one incident: what joins them, and what keeps them apart."""

from __future__ import annotations

import pytest

from casebook.assemble.drafts import occurrence
from casebook.assemble.grouping import draft_incidents
from casebook.assemble.joining import overlap
from casebook.extract.found import live
from casebook.model.claim import Occurrence
from casebook.model.values import DateMethod, DatePrecision, Days
from tests.cases.reading import scene

BOMB = "A bomb exploded in a market in Basra, Iraq, on Monday and killed six people."
DAY = "2024-03-05"  # a Tuesday


def _drafts(text: str, published: str | None = DAY) -> list[list[int]]:
    """The lines of the happenings of each incident."""
    return [[cluster.line for cluster in draft.clusters] for draft in draft_incidents(scene(text, published))]


def _days(edtf: str) -> Days:
    return Days(edtf, DatePrecision.DAY, DateMethod.EXPLICIT)


@pytest.mark.parametrize(
    "more",
    [
        "The bombing was the third this year.",
        "The blast also wounded 14 people.",
        "The attack killed a nurse, a doctor said.",
        "At least 16 others were wounded.",
        "The explosion on Monday shook the whole market.",
    ],
)
def test_what_points_back_or_only_counts_goes_on(more: str) -> None:
    assert len(_drafts(f"{BOMB} {more}")) == 1


@pytest.mark.parametrize(
    "more",
    [
        "In a separate attack, gunmen kidnapped two nurses in Mosul.",
        "On Sunday, gunmen attacked a school in Mosul.",
        "Gunmen kidnapped two nurses in Nairobi, Kenya, on Monday.",
        "In January, a bomb exploded in a market in Basra.",
    ],
)
def test_another_cue_day_or_place_opens_another(more: str) -> None:
    assert len(_drafts(f"{BOMB} {more}")) == 2


def test_a_headline_and_its_lead_are_one() -> None:
    text = f"Bomb kills six in Basra\n\n{BOMB}"
    assert len(_drafts(text)) == 1


def test_another_day_is_final_whatever_else_agrees() -> None:
    text = f"{BOMB} A bomb exploded in a market in Basra, Iraq, on Sunday and killed two people."
    assert len(_drafts(text)) == 2


def test_a_story_goes_back_to_the_first_incident() -> None:
    text = (
        f"{BOMB} In a separate attack on Sunday, gunmen kidnapped two nurses in Mosul. "
        "The bombing in Basra on Monday was the third this year."
    )
    assert _drafts(text) == [[0, 2], [1]]


def test_generic_plurals_and_denials_with_a_reason_open_nothing() -> None:
    told = scene(f"{BOMB} Attacks have increased in recent months. Gunmen did not attack the school.", DAY)
    assert [len(live(found)) for found in told.happenings[1:]] == [0, 0]
    assert len(draft_incidents(told)) == 1


def test_a_mention_goes_to_the_incident_of_its_sentence() -> None:
    told = scene(f"{BOMB} In a separate attack on Sunday, gunmen kidnapped two nurses in Mosul.", DAY)
    first, second = draft_incidents(told)
    assert "six people" in [found.mention.words.quote for found in first.found]
    assert "two nurses" in [found.mention.words.quote for found in second.found]
    assert "six people" not in [found.mention.words.quote for found in second.found]


def test_a_figure_in_a_sentence_of_its_own_goes_with_the_incident_told_last() -> None:
    told = scene(f"{BOMB} Among the dead were two children.", DAY)
    (only,) = draft_incidents(told)
    assert only.lines == [0, 1]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2024-03-04", "2024-03-04", True),
        ("2024-03-04", "2024-03-05", False),
        ("2024-03", "2024-03-05", True),
        ("2024-03-01/2024-03-04", "2024-03-04/2024-03-09", True),
        ("XXXX-03-04", "2024-03-04", True),
        ("XXXX-03-04", "2024-03-05", False),
        ("XXXX-03-04", "XXXX-03-04", True),
    ],
)
def test_two_dates_overlap_when_a_day_satisfies_both(left: str, right: str, expected: bool) -> None:
    assert overlap(_days(left), _days(right)) is expected
    assert overlap(_days(right), _days(left)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, Occurrence.OCCURRED),
        ("Police defused a bomb near the court in Basra on Monday.", Occurrence.FOILED),
        ("The group threatened to kill teachers in Basra on Monday.", Occurrence.THREATENED),
    ],
)
def test_whether_it_happened(text: str, expected: Occurrence) -> None:
    assert [occurrence(draft) for draft in draft_incidents(scene(text, DAY))] == [expected]


def test_who_goes_back_to_those_told_of_tells_of_the_same_act_and_soldiers_are_in_every_one() -> None:
    lead = "Gunmen opened fire on two {} in Basra, Iraq, on Monday. Police closed the road."
    more = "A neighbour said the {} were walking home when two men opened fire in the village of Qalbuna."
    assert len(_drafts(f"{lead.format('brothers')} {more.format('brothers')}")) == 1
    assert len(_drafts(f"{lead.format('soldiers')} {more.format('soldiers')}")) == 2


def test_the_day_since_which_is_counted_is_not_the_day_of_the_act() -> None:
    told = scene("Gunmen killed three men in Basra, Iraq, on Monday, the worst raid since the October coup.", DAY)
    (days,) = [draft.days() for draft in draft_incidents(told)]
    assert [each.edtf for each in days] == ["2024-03-04"]
