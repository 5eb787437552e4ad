"""A figure is what its words state: no more, and never nothing for something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.claim import Field
from casebook.model.mention import Mention
from casebook.model.report import Report
from casebook.model.values import Count, Qualifier
from casebook.resolve.counts import count, total


def _mention(words: str, field: Field = Field.KILLED, population: str | None = None) -> Mention:
    span = Report(words, "test").span(0, len(words))
    return Mention(field, span, span, population=population)


def _count(words: str, *, plural: bool = True, named: bool = False) -> Count | None:
    return count(_mention(words), plural=plural, named=named)


@pytest.mark.parametrize(
    ("words", "low", "high", "qualifier"),
    [
        ("six people", 6, 6, Qualifier.EXACT),
        ("1,200 people", 1200, 1200, Qualifier.EXACT),
        ("twenty-one people", 21, 21, Qualifier.EXACT),
        ("at least 21 people", 21, None, Qualifier.AT_LEAST),
        ("more than 30 people", 31, None, Qualifier.MORE_THAN),
        ("up to 15 people", 0, 15, Qualifier.UP_TO),
        ("between 15 and 20 people", 15, 20, Qualifier.BETWEEN),
        ("dozens of people", 24, None, Qualifier.VAGUE),
    ],
)
def test_a_number_keeps_its_bounds(words: str, low: int, high: int | None, qualifier: Qualifier) -> None:
    value = _count(words)
    assert value is not None
    assert (value.low, value.high, value.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize("words", ["nobody", "no people", "no one", "none"])
def test_nobody_is_zero_and_not_unknown(words: str) -> None:
    value = _count(words, plural=False)
    assert value is not None
    assert (value.low, value.high) == (0, 0)


def test_one_person_with_an_article_is_one() -> None:
    value = _count("a woman", plural=False)
    assert value == Count(1, 1, Qualifier.EXACT)


@pytest.mark.parametrize("words", ["one dead", "their driver", "our interpreter", "one of the guards"])
def test_one_of_any_wording_is_exactly_one(words: str) -> None:
    assert _count(words, plural=False) == Count(1, 1, Qualifier.EXACT)


def test_a_named_person_is_a_floor_of_one() -> None:
    value = _count("Radio journalist Elena Carrizal", plural=False, named=True)
    assert value is not None
    assert (value.low, value.high, value.qualifier) == (1, None, Qualifier.AT_LEAST)


def test_a_plural_without_a_number_is_two_or_more() -> None:
    value = _count("villagers")
    assert value is not None
    assert (value.low, value.high, value.qualifier) == (2, None, Qualifier.VAGUE)


def test_one_attacker_described_is_one() -> None:
    value = count(_mention("gunman", Field.PERPETRATOR_COUNT), plural=False, named=False)
    assert value == Count(1, 1, Qualifier.EXACT)


def test_the_population_goes_with_the_figure() -> None:
    value = count(_mention("six nurses", population="nurses"), plural=True, named=False)
    assert value is not None
    assert value.population == "nurses"


def test_the_sum_of_disjoint_groups_is_derived() -> None:
    assert total(_mention("two guards and three drivers")) == Count(5, 5, Qualifier.EXACT, derived=True)
    assert total(_mention("a driver and two guards")) == Count(3, 3, Qualifier.EXACT, derived=True)
    assert total(_mention("a policeman, a father of three and his brother")) == Count(
        2, None, Qualifier.AT_LEAST, derived=True
    )
    assert total(_mention("a father of two and his son")) == Count(2, None, Qualifier.AT_LEAST, derived=True)
    assert total(_mention("two guards, a driver and his son")) == Count(4, 4, Qualifier.EXACT, derived=True)
    assert total(_mention("his wife and his 10-year-old son")) == Count(2, None, Qualifier.AT_LEAST, derived=True)
    assert total(_mention("a mother, a father and one of their sons")) == Count(
        3, None, Qualifier.AT_LEAST, derived=True
    )


@pytest.mark.parametrize(
    "words", ["two guards", "two guards and dozens of drivers", "at least two guards and three drivers"]
)
def test_there_is_no_sum_of_one_group_or_of_inexact_ones(words: str) -> None:
    assert total(_mention(words)) is None


@given(st.text(min_size=1, max_size=40), st.booleans(), st.booleans())
def test_any_words_give_sound_bounds_or_nothing(words: str, plural: bool, named: bool) -> None:
    value = count(_mention(words), plural=plural, named=named)
    assert value is None or value.high is None or 0 <= value.low <= value.high
