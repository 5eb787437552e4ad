"""Amounts of money and lengths of time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.norms.money import find_durations, find_money
from casebook.norms.tokens import tokens


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("60 million naira", 60_000_000, "NGN"),
        ("N30m", 30_000_000, "NGN"),
        ("N5,000", 5000, "NGN"),
        ("$5 million", 5_000_000, "USD"),
        ("US$1.2bn", 1_200_000_000, "USD"),
        ("A$900", 900, "AUD"),
        ("$146,000", 146_000, "USD"),
        ("two million US dollars", 2_000_000, "USD"),
        ("Rs 5 lakh", 500_000, None),
        ("Rs. 3,00,000", 300_000, None),
        ("four hundred thousand Indian rupees", 400_000, "INR"),
        ("€2,000", 2000, "EUR"),
        ("£750", 750, "GBP"),
        ("5,000 Egyptian pounds", 5000, "EGP"),
        ("50,000 pesos", 50_000, None),
        ("80,000 Mexican pesos", 80_000, "MXN"),
        ("KSh 20,000", 20_000, "KES"),
        ("USD 300", 300, "USD"),
    ],
)
def test_an_amount_has_the_currency_that_its_words_tell(text: str, amount: int, currency: str | None) -> None:
    for written in (f"they asked for {text} to free her", f"THEY ASKED FOR {text.upper()} TO FREE HER"):
        (found,) = find_money(tokens(written))
        assert (found.money.amount, found.money.currency) == (amount, currency)
        assert found.money.words.lower() == text.lower()


def test_the_same_sum_in_brackets_is_marked() -> None:
    found = find_money(tokens("asked for 60 million naira ($146,000) to free them"))
    assert [(one.money.currency, one.converted) for one in found] == [("NGN", False), ("USD", True)]


def test_a_scale_is_shared_by_both_ends() -> None:
    amounts = [one.money.amount for one in find_money(tokens("between $200 and $250 million"))]
    assert amounts == [200_000_000, 250_000_000]


@pytest.mark.parametrize("text", ["500 pounds of TNT", "along the N5 road", "millions of dollars", "60 million people"])
def test_weights_roads_and_vague_sums_are_no_amounts(text: str) -> None:
    assert find_money(tokens(text)) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("after 20 days", "P20D"),
        ("for two weeks", "P2W"),
        ("for a week", "P1W"),
        ("a three-day siege", "P3D"),
        ("a 20-day siege", "P20D"),
        ("eighteen months", "P18M"),
        ("48 hours", "PT48H"),
        ("two years and three months", "P2Y3M"),
        ("one and a half hours", "PT90M"),
    ],
)
def test_a_length_of_time_is_iso_8601(text: str, iso: str) -> None:
    for written in (text, text.upper()):
        (found,) = find_durations(tokens(written))
        assert found.duration.iso == iso


@pytest.mark.parametrize("text", ["two days ago", "several days", "26 years old", "a day of talks", "$5 a day"])
def test_points_in_time_ages_and_vague_spans_are_no_lengths(text: str) -> None:
    assert find_durations(tokens(text)) == []


@given(st.integers(1, 10**9), st.sampled_from(["naira", "euros", "yen"]))
def test_words_of_an_amount_are_where_they_were_found(amount: int, currency: str) -> None:
    text = f"ransom of {amount:,} {currency} paid"
    words = tokens(text)
    (found,) = find_money(words)
    assert text[words[found.first].start : words[found.last - 1].end] == found.money.words
    assert found.money.amount == amount
