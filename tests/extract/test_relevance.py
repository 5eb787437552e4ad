"""The filter in front: what speaks of force passes, ordinary news does not."""

from __future__ import annotations

import pytest

from casebook.extract.relevance import THRESHOLD, relevant, sentence_scores, words_of


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six people in Mopti on Monday.",
        "GUERRILLAS BLEW UP A PYLON NEAR SAN MIGUEL.",
        "A teacher was abducted from her home in the night.",
        "Rebels shelled the camp; no one was hurt.",
    ],
)
def test_what_speaks_of_force_passes(text: str) -> None:
    assert relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council will discuss the new library on Thursday.",
        "Rain is expected over the weekend, with sunshine from Monday on.",
        "Milk prices rose for the third month in a row.",
        "",
    ],
)
def test_ordinary_news_does_not(text: str) -> None:
    assert not relevant(text)


def test_each_sentence_is_scored_apart() -> None:
    quiet, loud = list(sentence_scores("The fair opens at noon. Gunmen killed six soldiers"))[:2]
    assert quiet < THRESHOLD < loud


def test_one_violent_sentence_makes_a_long_quiet_story_relevant() -> None:
    quiet = "The committee approved the budget. " * 40
    assert not relevant(quiet)
    assert relevant(quiet + "A bomb exploded outside the town hall, killing two.")


def test_numbers_and_capitals_are_no_words_of_their_own() -> None:
    assert words_of("KILLED 14 people.") == ["killed", "0", "people", "."]
