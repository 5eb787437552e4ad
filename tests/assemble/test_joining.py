"""What speaks for a sentence going on with an incident: the features by name, and that each weighs something."""

from __future__ import annotations

import pytest

from casebook.assemble.drafts import Draft
from casebook.assemble.grouping import sentence_clusters
from casebook.assemble.joining import ALWAYS, features, score, weights
from tests.cases.reading import scene

BOMB = "A bomb exploded in a market in Basra, Iraq, on Monday and killed six people."
DAY = "2024-03-05"  # a Tuesday


def _told(more: str) -> set[str]:
    """The features of the second sentence for the incident of the first; the second is no part of the lead."""
    story = scene(f"{BOMB} Shops were closed. Rain fell. {more}", DAY)
    (first,) = sentence_clusters(story, 0, lead=True)
    (second,) = sentence_clusters(story, 3, lead=False)
    draft = Draft([first], list(story.found[0]), last_line=0, lines=[0])
    return set(features(draft, second, [draft], story.found[3]))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("The bombing in Basra was the third.", {"points_back", "same_place", "same_type"}),
        ("In a separate attack, gunmen kidnapped two nurses in Mosul.", {"new_cue", "other_place"}),
        ("On Sunday, gunmen attacked a school in Mosul.", {"other_day", "opens_with_setting"}),
        ("Gunmen kidnapped two nurses in Nairobi, Kenya.", {"other_country"}),
        ("A suicide bombing struck a mosque on Monday.", {"introduced_again", "same_day"}),
        ("At least 16 people were wounded.", {"only_harm"}),
    ],
)
def test_what_a_person_would_say_of_the_pair(more: str, expected: set[str]) -> None:
    assert expected <= _told(more)


def test_headline_and_lead_tell_one_unless_a_day_keeps_them_apart() -> None:
    story = scene(f"{BOMB} A bomb exploded in a market in Basra on Sunday.", DAY)
    (first,), (second,) = (sentence_clusters(story, number, lead=True) for number in (0, 1))
    draft = Draft([first], last_line=0, lines=[0])
    told = features(draft, second, [draft], story.found[1])
    assert "other_day" in told
    assert "lead" not in told


def test_items_of_a_list_and_hours_of_a_live_blog_open_anew() -> None:
    story = scene(f"{BOMB}\n\n14:30 Gunmen shot dead a farmer in Mosul.\n\n- Rebels shelled a school in Tikrit.", DAY)
    numbers = [n for n in range(1, len(story.lines)) if sentence_clusters(story, n, lead=False)]
    assert len(numbers) == 2
    assert all(sentence_clusters(story, n, lead=False)[0].opens_item for n in numbers)


def test_every_weight_belongs_to_a_feature_and_the_sum_decides() -> None:
    story = scene(f"{BOMB} Shops were closed. The blast also wounded 14 people.", DAY)
    (first,) = sentence_clusters(story, 0, lead=True)
    (second,) = sentence_clusters(story, 2, lead=False)
    draft = Draft([first], list(story.found[0]), last_line=0, lines=[0])
    told = features(draft, second, [draft], story.found[2])
    assert ALWAYS in told
    assert len(told) == len(set(told))
    assert score(draft, second, [draft], story.found[2]) == pytest.approx(sum(weights()[name] for name in told))
