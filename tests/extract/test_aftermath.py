"""Reactions, corrections, money, durations and superlatives around an incident."""

from __future__ import annotations

import pytest

from casebook.extract.aftermath import aftermath
from casebook.extract.found import Found
from casebook.model.claim import Field, Modality
from tests.cases.reading import line, words_of


def _found(text: str, *, in_story: bool = True, captive: bool = True) -> list[Found]:
    return aftermath(line(text), in_story=in_story, captive=captive)


def _words(text: str, field: Field) -> list[str]:
    return words_of(_found(text), field)


def _reactions(text: str) -> list[str | None]:
    return [found.mention.code for found in _found(text) if found.mention.field is Field.REACTION]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor condemned the bombing.", "condemnation"),
        ("Police are investigating the bombing.", "investigation"),
        ("The army declined to comment.", "no_comment"),
        ("Residents were evacuated from the street.", "evacuation"),
        ("The police offered a reward for information.", "reward"),
    ],
)
def test_a_reaction_has_its_code(text: str, code: str) -> None:
    assert code in _reactions(text)


def test_a_reaction_comes_only_after_an_incident_was_told() -> None:
    assert [
        f for f in _found("The mayor condemned the plan.", in_story=False) if f.mention.field is Field.REACTION
    ] == []


def test_a_reaction_belongs_to_the_one_who_reacts() -> None:
    (found,) = [f for f in _found("The mayor condemned the bombing.") if f.mention.field is Field.REACTION]
    assert found.mention.said_by.name == "mayor"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The kidnappers demanded 50 million naira.", ["50 million naira"]),
        ("They asked for a ransom of $20,000.", ["$20,000"]),
    ],
)
def test_what_captors_ask_for_is_a_demand(text: str, words: list[str]) -> None:
    assert _words(text, Field.DEMAND) == words
    assert _words(text, Field.RANSOM_PAID) == []


def test_what_was_handed_over_is_paid() -> None:
    assert _words("The family paid $20,000.", Field.RANSOM_PAID) == ["$20,000"]


@pytest.mark.parametrize("text", ["Police denied that any ransom was paid.", "The company said no ransom was paid."])
def test_a_ransom_that_is_denied_is_kept_as_denied(text: str) -> None:
    (found,) = [f for f in _found(text) if f.mention.field is Field.RANSOM_PAID]
    assert found.mention.modality is Modality.DENIED
    assert found.mention.said_by.name != "article"


def test_money_that_nobody_asks_for_or_pays_is_nothing() -> None:
    assert [
        f for f in _found("The house is worth $20,000.") if f.mention.field in (Field.DEMAND, Field.RANSOM_PAID)
    ] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("She was freed after 20 days.", ["after 20 days"]), ("They were held for three months.", ["for three months"])],
)
def test_how_long_captives_were_held(text: str, words: list[str]) -> None:
    assert _words(text, Field.CAPTIVITY_DURATION) == words


def test_a_length_of_time_without_captivity_is_none() -> None:
    assert _words("The road was closed for three months.", Field.CAPTIVITY_DURATION) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was the deadliest attack in the city since 2019.",
        "It was the third bombing this year.",
        "It was the worst violence in months.",
    ],
)
def test_a_superlative_is_a_context_claim(text: str) -> None:
    assert len(_words(text, Field.CONTEXT_CLAIM)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The ministry lowered the death toll on Monday.",
        "Five bodies had been counted twice.",
        "She has since withdrawn the figure.",
    ],
)
def test_a_correction_is_kept(text: str) -> None:
    assert len(_words(text, Field.CORRECTION)) == 1


def test_every_mention_quotes_its_sentence() -> None:
    text = "The mayor condemned the worst attack in years and the family paid $20,000 for men held for 20 days."
    for found in _found(text):
        for span in (found.mention.span, found.mention.words):
            assert text[span.start : span.end] == span.quote


def test_money_in_a_story_without_captives_is_no_ransom() -> None:
    assert _found("He asked for 200 dollars and paid in cash.", captive=False) == []
