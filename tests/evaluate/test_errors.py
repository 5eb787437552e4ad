"""Errors have a class that says what went wrong, and the largest class stands first."""

from __future__ import annotations

import json

import pytest

from casebook.evaluate.errors import Error, error_lines, form, ranked, sentence_at, topic

TEXT = "The court heard the case on Monday. Two men were shot in Baro. Nobody spoke."


def _error(kind: str, measure: str = "incident invented") -> Error:
    return Error("gold", "story", measure, kind, "A sentence.", None, "shot")


def test_the_sentence_is_the_one_that_holds_the_offset() -> None:
    assert sentence_at(TEXT, TEXT.index("shot")) == "Two men were shot in Baro."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("they", "pronoun"),
        ("three farmers", "counted"),
        ("40 people", "counted"),
        ("Ana Reyes", "name"),
        ("the guard", "noun"),
        ("a man who had come from the market with his two sons", "long"),
    ],
)
def test_a_filler_has_the_form_of_its_words(words: str, kind: str) -> None:
    assert form(words) == kind


def test_a_sentence_of_the_court_is_about_a_trial_and_one_without_a_cue_about_its_type() -> None:
    assert topic("The judge convicted him of the killing.", "armed.clash") == "trial"
    assert topic("Two men were shot in Baro.", "armed.clash") == "armed.clash"


def test_the_most_frequent_class_comes_first_and_every_line_says_its_class() -> None:
    errors = (_error("sport"), _error("trial"), _error("trial"))
    assert [(name, len(held)) for name, held in ranked(errors)] == [
        ("incident invented: trial", 2),
        ("incident invented: sport", 1),
    ]
    lines = [json.loads(line) for line in error_lines(errors)]
    assert [(line["class"], line["of_class"]) for line in lines] == [
        ("incident invented: trial", 2),
        ("incident invented: trial", 2),
        ("incident invented: sport", 1),
    ]
