"""The rules R0 to R11, one by one."""

from datetime import date

import pytest

from casebook.model.claim import Modality, Status
from casebook.model.figure import derive_sum, group
from casebook.model.reconcile import tally
from casebook.model.values import Count, Qualifier
from tests.factory import (
    ARMY,
    DOCTOR,
    MAYOR,
    MONITOR,
    NURSE,
    POLICE,
    REBELS,
    Story,
    at_least,
    bounds,
    exact,
    of,
    vague,
    words,
)


def test_nothing_said_is_no_tally() -> None:
    assert tally([]) is None
    assert tally([Story("x").killed(exact(5), "x", modality=Modality.DENIED)]) is None
    assert tally([Story("x").killed(exact(5), "x", modality=Modality.HYPOTHETICAL)]) is None


def test_r0_figures_of_different_speakers_are_never_added() -> None:
    assert bounds(words((exact(2, "soldiers"), POLICE), (exact(4, "shopkeepers"), DOCTOR))) == (4, 4, None)


def test_r0_a_sum_with_an_open_part_is_open() -> None:
    total = derive_sum([exact(2), at_least(3)])
    assert (total.low, total.high, total.qualifier) == (5, None, Qualifier.AT_LEAST)
    assert derive_sum([exact(2), vague("several", 3)]).qualifier is Qualifier.VAGUE
    with pytest.raises(ValueError, match="needs two counts or more, not 1"):
        derive_sum([exact(2)])


def test_r0_a_sum_of_some_groups_is_no_rival_of_the_printed_total() -> None:
    story = Story("Twenty died, among them two nurses and three drivers")
    claims = [
        story.killed(exact(20), "Twenty", POLICE),
        story.killed(exact(5, derived=True), "two nurses and three drivers", POLICE),
    ]
    assert bounds(claims) == (20, 20, 20)


@pytest.mark.parametrize(
    ("population", "key"),
    [
        (None, ""),
        ("people", ""),
        ("The wounded people", ""),
        ("bodies", ""),
        ("civilian deaths", "civilian"),
        ("passengers", "passenger"),
        ("children", "children"),
        ("wounded who died on the way", "wounded who died on way"),
        ("two passengers", "two passengers"),
    ],
)
def test_r1_groups(population: str | None, key: str) -> None:
    assert group(population) == key


def test_r1_civilians_are_everyone_only_when_their_speaker_counts_nothing_wider() -> None:
    assert bounds(words((exact(3, "civilians"), POLICE), (exact(10, "people"), POLICE), (exact(10), MAYOR))) == (
        10,
        10,
        10,
    )
    assert bounds(words((exact(3, "civilians"), POLICE), (exact(5), MAYOR))) == (3, 3, 5)


def test_r1_a_part_never_supersedes_a_total() -> None:
    assert bounds(words((exact(9), POLICE), (exact(3, "children"), POLICE))) == (9, 9, 9)


def test_r2_the_same_speakers_later_figure_supersedes() -> None:
    result = of(words((exact(5), POLICE), (exact(7), POLICE)))
    assert (result.min, result.best, result.max, result.superseded) == (7, 7, 7, (5,))
    assert "R2" in result.rules


def test_r2_later_words_that_say_less_do_not_supersede() -> None:
    assert bounds(words((exact(9), POLICE), (at_least(9), POLICE))) == (9, 9, 9)
    assert bounds(words((exact(9), POLICE), (vague("several", 3), POLICE))) == (9, 9, 9)
    assert bounds(words((exact(9), POLICE), (at_least(12), POLICE))) == (12, 12, None)


def test_r2_across_reports_only_where_the_days_are_known() -> None:
    first, second = Story("Five", source="a"), Story("Eight", source="b")
    claims = [first.killed(exact(5), "Five", POLICE), second.killed(exact(8), "Eight", POLICE)]
    assert bounds(claims) == (5, 5, 8)
    days = {first.report.id: date(2026, 1, 1), second.report.id: date(2026, 1, 2)}
    dated = tally(claims, day=lambda c: days[c.evidence[0].report_id])
    assert dated is not None
    assert (dated.min, dated.best, dated.max, dated.superseded) == (8, 8, 8, (5,))


def test_r3_outlets_with_the_same_words_are_one_voice() -> None:
    stories = [Story("Five died", source=s) for s in "abc"]
    copies = [s.killed(exact(5), "Five died") for s in stories]
    other = Story("x y")
    claims = [*copies, other.killed(exact(4), "x", POLICE), other.killed(exact(4), "y", MAYOR)]
    assert bounds(claims) == (4, 4, 5)
    assert "R3" in of(claims).rules


def test_r4_a_party_stretches_but_never_sets_best_and_closes_nothing() -> None:
    assert bounds(words((exact(11), DOCTOR), (exact(20), ARMY))) == (11, 11, 20)
    assert bounds(words((exact(11), DOCTOR), (exact(3), ARMY))) == (3, 11, 11)
    assert bounds(words((at_least(9), DOCTOR), (exact(17), ARMY))) == (9, 9, None)
    assert bounds(words((vague("dozens", 24), DOCTOR), (exact(30), ARMY))) == (24, None, None)


def test_r4_a_partys_zero_is_kept_apart() -> None:
    result = of(words((exact(11), DOCTOR), (exact(0), ARMY)))
    assert (result.min, result.best, result.max, result.party_min) == (11, 11, 11, 0)


def test_r5_a_floor_is_closed_by_a_figure_at_or_above_it() -> None:
    assert bounds(words((at_least(9), POLICE), (exact(12), DOCTOR))) == (9, 12, 12)
    assert bounds(words((at_least(15), POLICE), (exact(12), DOCTOR))) == (12, 12, None)
    up_to = Count(0, 20, Qualifier.UP_TO)
    assert bounds(words((at_least(9), POLICE), (up_to, DOCTOR))) == (9, 9, 20)
    assert bounds(words((up_to, DOCTOR))) == (0, None, 20)


def test_r6_majority_else_lowest() -> None:
    assert bounds(words((exact(7), POLICE), (exact(9), DOCTOR), (exact(9), MAYOR))) == (7, 9, 9)
    assert bounds(words((exact(7), POLICE), (exact(9), DOCTOR), (exact(8), MAYOR))) == (7, 7, 9)


def test_r6_the_latest_day_sets_best() -> None:
    first, second = Story("Five", source="a"), Story("Eight", source="b")
    claims = [first.killed(exact(5), "Five", POLICE), second.killed(exact(8), "Eight", DOCTOR)]
    days = {first.report.id: date(2026, 1, 1), second.report.id: date(2026, 1, 2)}
    dated = tally(claims, day=lambda c: days[c.evidence[0].report_id])
    assert dated is not None
    assert (dated.min, dated.best, dated.max) == (5, 8, 8)


def test_r6_parties_only() -> None:
    result = of(words((exact(17, "terrorists"), ARMY), (exact(3, "fighters"), REBELS), (exact(0, "civilians"), ARMY)))
    assert (result.min, result.best, result.max, result.party_only, result.party_min) == (3, 3, 17, True, 0)


def test_r7_vague_words_that_clash_with_every_figure_are_kept() -> None:
    result = of(words((vague("dozens", 24), POLICE), (exact(10), DOCTOR)))
    assert (result.min, result.best, result.max, result.vague) == (10, 10, None, True)


def test_about_puts_up_its_middle_and_nearly_its_top() -> None:
    about = Count(45, 55, Qualifier.ABOUT)
    assert bounds(words((about, POLICE))) == (45, 50, 55)
    assert bounds(words((Count(45, 50, Qualifier.ABOUT, vague_term="nearly"), POLICE))) == (45, 50, 50)


def test_r8_figures_with_the_attackers_in_them_yield_to_those_without() -> None:
    assert bounds(words((exact(8, attackers=True), POLICE), (exact(7), DOCTOR))) == (7, 7, 7)
    assert bounds(words((exact(8, attackers=True), POLICE))) == (None, None, 8)


def test_r10_only_retracted_figures_give_no_bounds() -> None:
    story = Story("Nine died")
    result = of([story.killed(exact(9), "Nine", status=Status.RETRACTED)])
    assert (result.min, result.best, result.max, result.retracted) == (None, None, None, (9,))


def test_a_zero_of_a_part_says_nothing_of_the_total() -> None:
    assert bounds(words((exact(0, "foreigners"), POLICE))) == (None, None, None)
    assert bounds(words((exact(0), POLICE))) == (0, 0, 0)


def test_r11_several_described_victims_and_no_total() -> None:
    result = of(words((exact(6, "members of one family"), POLICE), (exact(3, "children"), POLICE)))
    assert (result.min, result.best, result.max, result.floor_only) == (6, 6, None, True)


def test_the_worked_example_of_docs_facts() -> None:
    story = Story(
        "Nine people; at least eleven bodies; three of them children; 12 dead; 20 rebels; no civilians; 30 dead"
    )
    result = of(
        [
            story.killed(exact(9, "people"), "Nine people", MAYOR),
            story.killed(at_least(11, "bodies"), "at least eleven bodies", NURSE),
            story.killed(exact(3, "children"), "three of them children", NURSE),
            story.killed(exact(12, "dead"), "12 dead", MONITOR),
            story.killed(exact(20, "rebels"), "20 rebels", ARMY, modality=Modality.CLAIMED),
            story.killed(exact(0, "civilians"), "no civilians", ARMY, modality=Modality.DENIED),
            story.killed(exact(30, "dead"), "30 dead", POLICE, status=Status.RETRACTED),
        ]
    )
    assert (result.min, result.best, result.max, result.party_min, result.retracted) == (9, 9, 20, 0, (30,))


def test_r3_copies_of_one_text_have_one_vote() -> None:
    wire, copy, own = Story("Six were killed", source="a"), Story("Six dead, says wire", source="b"), Story("Five died")
    claims = [wire.killed(exact(6), "Six"), copy.killed(exact(6), "Six dead"), own.killed(exact(5), "Five")]
    copies = {story.report.id: wire.report.id for story in (wire, copy)}
    apart, together = tally(claims), tally(claims, copies=copies)
    assert apart is not None
    assert together is not None
    assert (apart.best, together.best) == (6, 5)


def test_r2_a_later_edition_of_a_copied_text_supersedes_the_earlier() -> None:
    first, later = Story("Six were killed", source="a"), Story("Eight were killed", source="b")
    claims = [first.killed(exact(6), "Six"), later.killed(exact(8), "Eight")]
    days = {first.report.id: date(2024, 5, 1), later.report.id: date(2024, 5, 2)}
    result = tally(
        claims,
        day=lambda claim: days[claim.evidence[0].report_id],
        copies=dict.fromkeys(days, first.report.id),
    )
    assert result is not None
    assert (result.min, result.best, result.max, result.superseded) == (8, 8, 8, (6,))


def test_r1_some_of_those_counted_in_the_same_report_are_no_new_total() -> None:
    story = Story("Six were hit. One was listed in critical condition. Another victim went home. She was treated.")
    six = story.killed(exact(6), "Six were hit")
    one = story.killed(exact(1), "One was listed in critical condition")
    other = story.killed(exact(1), "Another victim went home", POLICE)
    her = story.killed(exact(1), "She was treated", DOCTOR)
    assert bounds([six, one, other, her]) == (6, 6, 6)


def test_r1_another_speaker_who_counts_one_is_a_rival() -> None:
    story = Story("Six were hit. Police said one person was wounded.")
    claims = [story.killed(exact(6), "Six were hit"), story.killed(exact(1), "one person was wounded", POLICE)]
    assert bounds(claims) == (1, 1, 6)


def test_r1_a_person_told_after_a_part_that_counts_him_opens_nothing() -> None:
    story = Story("Three men were hit. Calvin Stokes was hit.")
    claims = [story.killed(exact(3, "men"), "Three men"), story.killed(at_least(1, "Calvin Stokes"), "Calvin Stokes")]
    assert bounds(claims) == (3, 3, 3)


def test_others_are_everyone_that_a_measure_counts() -> None:
    assert group("others") == group("other people") == "other"
    story = Story("three others hospitalized. One was listed in fair condition")
    claims = [
        story.killed(exact(3, "others"), "three others"),
        story.killed(exact(1), "One was listed in fair condition"),
    ]
    assert bounds(claims) == (3, 3, 3)


def test_r2_a_named_speaker_takes_back_what_the_article_only_goes_on_from() -> None:
    story = Story(
        "Police said 20 were killed. Later, police said 15 had died. The blast left 20 dead, killing 15 at once."
    )
    police = [story.killed(exact(20), "20 were killed", POLICE), story.killed(exact(15), "15 had died", POLICE)]
    assert bounds(police) == (15, 15, 15)
    article = [story.killed(exact(20), "left 20 dead"), story.killed(exact(15), "killing 15")]
    assert bounds(article) == (20, 20, 20)


def test_r1_persons_of_two_speakers_or_two_groups_may_be_more() -> None:
    story = Story("Police counted three women. A doctor saw one woman. Three soldiers fell. A child was killed too.")
    women = [
        story.killed(exact(3, "women"), "three women", POLICE),
        story.killed(exact(1, "woman"), "one woman", DOCTOR),
    ]
    assert bounds(women) == (3, 3, None)
    fallen = [
        story.killed(exact(3, "soldiers"), "Three soldiers"),
        story.killed(exact(1, "child"), "A child was killed"),
    ]
    assert bounds(fallen) == (3, 3, None)


def test_others_beside_one_who_was_told_before_are_not_everyone() -> None:
    story = Story("A police chief was killed. Five others also died.")
    claims = [story.killed(exact(1, "police chief"), "A police chief"), story.killed(exact(5, "others"), "Five others")]
    assert bounds(claims) == (5, 5, None)
