"""Range, share of sources and recency of the figures of an incident."""

from __future__ import annotations

from datetime import date

from casebook.model.claim import Claim, Field, Status
from casebook.model.disagreement import Disagreement, disagreements
from casebook.model.incident import fold
from casebook.model.values import Count
from tests.factory import DOCTOR, MAYOR, POLICE, Story, at_least, exact


def measured(days: dict[str, date], *claims: Claim, story: Story) -> tuple[Disagreement, ...]:
    (incident,) = fold([story.account], claims, published=days)
    return disagreements(incident, lambda claim: days.get(claim.evidence[0].report_id), {})


def of(*figures: tuple[Count, str], dated: bool = True) -> Disagreement:
    words = ("three", "four", "nine")
    story = Story("three four nine")
    by = {"police": POLICE, "doctor": DOCTOR, "mayor": MAYOR}
    claims = [story.killed(count, quote, by[who]) for (count, who), quote in zip(figures, words, strict=False)]
    (found,) = measured({story.report.id: date(2026, 1, 5)} if dated else {}, *claims, story=story)
    return found


def test_sources_that_all_say_the_same_agree_wholly() -> None:
    found = of((exact(3), "police"), (exact(3), "doctor"))
    assert (found.low, found.high, found.sources, found.agreeing, found.share) == (3, 3, 2, 2, 1.0)
    assert (found.first, found.last, found.last_agrees) == (date(2026, 1, 5), date(2026, 1, 5), True)


def test_the_share_is_of_sources_that_allow_the_best_figure() -> None:
    found = of((exact(3), "police"), (exact(3), "doctor"), (exact(9), "mayor"))
    assert (found.low, found.high, found.sources, found.agreeing, found.last_agrees) == (3, 9, 3, 2, False)


def test_at_least_leaves_the_range_open_and_allows_more() -> None:
    found = of((at_least(3), "police"), (exact(4), "doctor"))
    assert (found.low, found.high, found.agreeing) == (3, None, 2)


def test_a_figure_that_its_speaker_replaced_counts_no_more() -> None:
    found = of((exact(3), "police"), (exact(4), "police"))
    assert (found.low, found.high, found.sources) == (4, 4, 1)


def test_days_that_are_not_known_are_not_told() -> None:
    found = of((exact(3), "police"), (exact(9), "doctor"), dated=False)
    assert (found.first, found.last, found.last_agrees) == (None, None, None)


def test_a_measure_whose_figures_were_all_taken_back_has_no_disagreement() -> None:
    story = Story("three were killed")
    claim = story.killed(exact(3), "three", status=Status.RETRACTED)
    assert measured({}, claim, story=story) == ()


def test_each_measure_is_told_apart() -> None:
    story = Story("three killed nine hurt")
    claims = [story.killed(exact(3), "three"), story.claim(Field.INJURED, exact(9), "nine")]
    assert [found.field for found in measured({}, *claims, story=story)] == [Field.KILLED, Field.INJURED]
