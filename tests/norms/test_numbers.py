"""Numbers in words: bounds, qualifiers, and what is no count."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.lists.vague_numbers import quantities, vague_numbers
from casebook.model.values import Qualifier
from casebook.norms.number_words import read_cardinal, said
from casebook.norms.numbers import Quantity, Unit
from casebook.norms.tokens import tokens


def counted(text: str) -> list[Quantity]:
    """The quantities that can count people, articles left out."""
    return [quantity for quantity in quantities(tokens(text)) if quantity.counts and not quantity.article]


def units(text: str) -> list[tuple[int, Unit]]:
    return [(quantity.low, quantity.unit) for quantity in quantities(tokens(text)) if not quantity.article]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 farmers", 7),
        ("1,250 farmers", 1250),
        ("12 000 farmers", 12_000),
        ("1.200 farmers", 1200),
        ("nineteen farmers", 19),
        ("twenty-one farmers", 21),
        ("thirty four farmers", 34),
        ("a hundred and five farmers", 105),
        ("two hundred six farmers", 206),
        ("one hundred twenty thousand and four farmers", 120_004),
        ("a dozen farmers", 12),
        ("two dozen farmers", 24),
        ("half a dozen farmers", 6),
        ("a half dozen farmers", 6),
        ("a score of farmers", 20),
        ("1.2 million farmers", 1_200_000),
        ("2 lakh farmers", 200_000),
        ("one and a half million farmers", 1_500_000),
        ("both farmers", 2),
        ("a couple of farmers", 2),
        ("a pair of farmers", 2),
        ("the couple were found in the barn", 2),
    ],
)
def test_a_number_is_read_as_it_is_spelled_in_either_case(text: str, value: int) -> None:
    for written in (text, text.upper()):
        (found,) = counted(written)
        assert (found.low, found.high, found.qualifier) == (value, value, Qualifier.EXACT)


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("at least 12 farmers", 12, None, Qualifier.AT_LEAST),
        ("no fewer than 12 farmers", 12, None, Qualifier.AT_LEAST),
        ("not less than twelve farmers", 12, None, Qualifier.AT_LEAST),
        ("a minimum of 12 farmers", 12, None, Qualifier.AT_LEAST),
        ("12 or more farmers", 12, None, Qualifier.AT_LEAST),
        ("12 farmers or more", 12, None, Qualifier.AT_LEAST),
        ("12, and possibly more", 12, None, Qualifier.AT_LEAST),
        ("more than 12 farmers", 13, None, Qualifier.MORE_THAN),
        ("over a hundred farmers", 101, None, Qualifier.MORE_THAN),
        ("upwards of 30 farmers", 31, None, Qualifier.MORE_THAN),
        ("up to 30 farmers", 0, 30, Qualifier.UP_TO),
        ("as many as 30 farmers", 0, 30, Qualifier.UP_TO),
        ("no more than 30 farmers", 0, 30, Qualifier.UP_TO),
        ("fewer than 30 farmers", 0, 29, Qualifier.UP_TO),
        ("less than 30 farmers", 0, 29, Qualifier.UP_TO),
        ("about 30 farmers", 27, 33, Qualifier.ABOUT),
        ("some 25 farmers", 23, 28, Qualifier.ABOUT),
        ("approximately 5 farmers", 5, 6, Qualifier.ABOUT),
        ("30 or so farmers", 27, 33, Qualifier.ABOUT),
        ("20-odd farmers", 18, 22, Qualifier.ABOUT),
        ("nearly 30 farmers", 27, 30, Qualifier.ABOUT),
        ("almost thirty farmers", 27, 30, Qualifier.ABOUT),
        ("about a dozen farmers", 10, 14, Qualifier.ABOUT),
        ("nearly a dozen farmers", 9, 11, Qualifier.ABOUT),
        ("at least a dozen farmers", 12, None, Qualifier.AT_LEAST),
        ("between 8 and 15 farmers", 8, 15, Qualifier.BETWEEN),
        ("between eight and 15 farmers", 8, 15, Qualifier.BETWEEN),
        ("from 8 to 15 farmers", 8, 15, Qualifier.BETWEEN),
        ("8 to 15 farmers", 8, 15, Qualifier.BETWEEN),
        ("8-15 farmers", 8, 15, Qualifier.BETWEEN),
        ("9 or 10 farmers", 9, 10, Qualifier.BETWEEN),
        ("two to three hundred farmers", 200, 300, Qualifier.BETWEEN),
        ("an estimated 200 to 300 farmers", 180, 330, Qualifier.ABOUT),
        ("at least 8 or 9 farmers", 8, None, Qualifier.AT_LEAST),
    ],
)
def test_a_qualifier_moves_only_the_bound_it_names(text: str, low: int, high: int | None, qualifier: Qualifier) -> None:
    for written in (text, text.upper()):
        (found,) = counted(written)
        assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "term"),
    [
        ("several farmers were hurt", 3, "several"),
        ("a few farmers were hurt", 3, "a few"),
        ("many farmers were hurt", 3, "many"),
        ("numerous farmers were hurt", 3, "numerous"),
        ("some farmers were hurt", 2, "some"),
        ("some of the farmers were hurt", 2, "some"),
        ("a number of farmers were hurt", 2, "a number of"),
        ("an unknown number of farmers were hurt", 2, "a number of"),
        ("a handful of farmers were hurt", 3, "a handful"),
        ("dozens of farmers were hurt", 24, "dozens"),
        ("dozens were hurt", 24, "dozens"),
        ("scores of farmers were hurt", 40, "scores"),
        ("hundreds were hurt", 200, "hundreds"),
        ("thousands fled", 2000, "thousands"),
        ("tens of thousands fled", 20_000, "tens"),
        ("hundreds of thousands fled", 200_000, "hundreds"),
        ("several hundred farmers fled", 300, "several"),
        ("a few dozen farmers fled", 36, "a few"),
    ],
)
def test_a_vague_word_has_a_floor_and_no_ceiling(text: str, low: int, term: str) -> None:
    for written in (text, text.upper()):
        (found,) = counted(written)
        assert (found.low, found.high, found.qualifier) == (low, None, Qualifier.VAGUE)
        assert found.vague_term == term


@pytest.mark.parametrize(
    "text", ["No farmers were hurt", "none of them was hurt", "no one was hurt", "nobody was hurt"]
)
def test_zero_is_a_number_somebody_said(text: str) -> None:
    for written in (text, text.upper(), f"not a single one, {text}"):
        assert {(q.low, q.high, q.qualifier) for q in counted(written)} == {(0, 0, Qualifier.ZERO)}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ana Ruiz, 41, was shot", Unit.AGE),
        ("Ana Ruiz (41) was shot", Unit.AGE),
        ("a 26-year-old teacher", Unit.AGE),
        ("a boy aged 7 was shot", Unit.AGE),
        ("She was 26.", Unit.AGE),
        ("children under 10", Unit.AGE),
        ("ages 3, 5 and 8", Unit.AGE),
        ("a man in his 20s", Unit.AGE),
        ("it began in 2014", Unit.DATE),
        ("on August 17", Unit.DATE),
        ("on 17 August", Unit.DATE),
        ("on 2 FEB 89", Unit.DATE),
        ("two days ago", Unit.DATE),
        ("at 5 p.m.", Unit.CLOCK),
        ("AT 2330", Unit.CLOCK),
        ("$5 million", Unit.MONEY),
        ("60 million naira", Unit.MONEY),
        ("20 percent of the town", Unit.PERCENT),
        ("20% of the town", Unit.PERCENT),
        ("two-thirds of the town", Unit.FRACTION),
        ("two thirds of the town", Unit.FRACTION),
        ("a second bomb", Unit.ORDINAL),
        ("the 76th District", Unit.ORDINAL),
        ("6 km away", Unit.MEASURE),
        ("a 500-kg bomb", Unit.MEASURE),
        ("a 9mm pistol", Unit.MEASURE),
        ("a .40 caliber pistol", Unit.MEASURE),
        ("for 20 days", Unit.TIME),
        ("a 48-hour strike", Unit.TIME),
        ("he was shot six times", Unit.TIME),
        ("the 2900 block of Aspen", Unit.NAME),
        ("1400 Elm Street", Unit.NAME),
        ("on Highway 61", Unit.NAME),
        ("troops of Brigade 17", Unit.NAME),
        ("army communique no. 3", Unit.NAME),
        ("call 555-0142", Unit.NAME),
        ("call 911", Unit.NAME),
        ("Flight 370 was hit", Unit.NAME),
    ],
)
def test_a_number_that_counts_nobody_says_so(text: str, unit: Unit) -> None:
    for written in (text, text.upper() if unit not in {Unit.ORDINAL, Unit.AGE, Unit.MEASURE} else text):
        assert {found for _, found in units(written)} == {unit}, units(written)


def test_a_number_behind_one_person_is_an_age_and_behind_a_group_its_size() -> None:
    assert {unit for _, unit in units("a man of 59")} == {Unit.AGE}
    assert {unit for _, unit in units("a crowd of 59")} == {Unit.PLAIN}


@pytest.mark.parametrize(
    "text",
    [
        "no longer",
        "one another",
        "one day",
        "one of the largest attacks",
        "the one who fled",
        "how many were hurt",
        "both the army and the police",
        "some time later",
        "no, he said",
        "scores the goal",
    ],
)
def test_words_that_only_look_like_numbers_give_none(text: str) -> None:
    assert counted(text) == []
    assert counted(text.upper()) == []


def test_an_article_is_one_only_with_a_flag() -> None:
    found = quantities(tokens("A driver, another man and one woman died; one of the wounded fled"))
    assert [(q.low, q.high, q.article, q.additional) for q in found[:3]] == [
        (1, 1, True, False),
        (1, 1, True, True),
        (1, 1, True, False),
    ]
    assert found[3].unit is Unit.PARTITIVE


def test_others_and_another_come_on_top() -> None:
    assert [(q.low, q.additional) for q in counted("nine died, four others and another 25 were hurt")] == [
        (9, False),
        (4, True),
        (25, True),
    ]


def test_a_toll_that_changed_is_two_figures_and_no_range() -> None:
    assert [(q.low, q.high) for q in counted("the toll rose from 8 to 15")] == [(8, 8), (15, 15)]


def test_over_of_a_verb_is_no_qualifier() -> None:
    assert [q.qualifier for q in counted("they handed over 20 hostages")] == [Qualifier.EXACT]


def test_a_compound_counts_people_or_measures_or_tells_an_age() -> None:
    assert units("the 12-member patrol, a 500-kg bomb and a 26-year-old") == [
        (12, Unit.PLAIN),
        (500, Unit.MEASURE),
        (26, Unit.AGE),
    ]


def test_the_span_covers_qualifier_and_number_words_and_no_noun() -> None:
    words = tokens("Police said at least twenty-one people, and as many as two dozen goats, were hurt")
    spans = [said(words, q.first, q.last) for q in quantities(words)]
    assert spans == ["at least twenty-one", "as many as two dozen"]


def test_the_table_keeps_what_acled_would_print() -> None:
    row = vague_numbers().row("dozens")
    assert row.acled_value is not None
    assert row.bounds() == (24, None)
    assert row.acled_value.at(0, 0) == 12
    assert vague_numbers().row("more than N").bounds(12) == (13, None)


@given(st.integers(0, 999_999_999))
def test_figures_with_separators_keep_their_value(number: int) -> None:
    read = read_cardinal(tokens(f"{number:,} people"), 0)
    assert read is not None
    assert read.value == number


_WORDS = (
    "at least more than about 12 8 - to and or between from a dozen half several hundred of no one people "
    ", . 26 $ million dozens the some few days ago second 1,200 2014 May 17 up as many "
)
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=14))
def test_any_words_give_quantities_in_order_with_sound_bounds(pieces: list[str]) -> None:
    words = tokens(" ".join(pieces))
    found = quantities(words)
    assert all(0 <= q.first < q.last <= len(words) for q in found)
    assert all(left.last <= right.first for left, right in pairwise(found))
    assert all(q.high is None or 0 <= q.low <= q.high for q in found)
    assert all(q.count().low == q.low for q in found)
