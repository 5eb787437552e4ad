"""Values in words: bounds stay open, days keep their precision, quotation marks are not doubled."""

from __future__ import annotations

import pytest

from casebook.model.claim import Field, SpeakerRole
from casebook.model.values import (
    Clock,
    Code,
    Count,
    DateMethod,
    DatePrecision,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Qualifier,
    Ref,
    Text,
    Value,
)
from casebook.publish import words
from casebook.publish.view import HEADINGS, Question, question


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Count(6, 6, Qualifier.EXACT), "6"),
        (Count(1200, 1200, Qualifier.EXACT), "1,200"),
        (Count(21, None, Qualifier.AT_LEAST), "at least 21"),
        (Count(21, None, Qualifier.MORE_THAN), "more than 20"),
        (Count(0, 9, Qualifier.UP_TO), "up to 9"),
        (Count(27, 33, Qualifier.ABOUT), "about 27–33"),
        (Count(8, 15, Qualifier.BETWEEN), "8–15"),
        (Count(24, None, Qualifier.VAGUE, vague_term="dozens"), "“dozens” (24+)"),
        (Count(0, 0, Qualifier.ZERO), "0"),
        (Count(6, 6, Qualifier.EXACT, includes_perpetrators=True, derived=True), "6 (attackers included, added up)"),
        (Place("Kabul", PlacePrecision.SITE, "embassy", "AF", "Kabul"), "embassy, Kabul, AF"),
        (Place(None, PlacePrecision.UNRESOLVED), "not resolved"),
        (Ref("The Front"), "The Front"),
        (Text("a bus"), "a bus"),
        (Clock("23:30", "half past eleven"), "23:30 (“half past eleven”)"),
        (Clock("night", "night"), "night"),
        (Money(60_000_000, "NGN", "60 million naira"), "60,000,000 NGN"),
        (Money(0.5, None, "half"), "0.50"),
        (Duration("P20D", "20 days"), "20 days"),
        (Duration("P1Y2MT3H", "long"), "1 year 2 months 3 hours"),
        (Duration("P", "a while"), "a while"),
        (Flag(True), "yes"),
    ],
)
def test_a_value_is_shown_as_precisely_as_it_is_known(value: Value, shown: str) -> None:
    assert words.value_words(Field.KILLED, value) == shown


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2022-09-05", "5 September 2022"),
        ("2022-08", "August 2022"),
        ("2022", "2022"),
        ("XXXX-08-17", "17 August, year not known"),
        ("2022-08-29/2022-09-04", "29 August 2022 to 4 September 2022"),
        ("2022-08/..", "August 2022 to .."),
    ],
)
def test_a_day_is_shown_with_no_more_than_is_known(edtf: str, shown: str) -> None:
    assert words.value_words(Field.DATE, Days(edtf, DatePrecision.DAY, DateMethod.EXPLICIT)) == shown


def test_a_code_shows_its_label_and_an_unknown_one_its_own_words() -> None:
    assert words.value_words(Field.INCIDENT_TYPE, Code("explosive.suicide_bomb", "x")) == "Suicide bombing"
    assert words.value_words(Field.INCIDENT_TYPE, Code("new.kind_of_thing", "x")) == "kind of thing"


def test_quotation_marks_are_not_doubled() -> None:
    assert words.quoted("two\n dead") == "“two dead”"
    assert words.quoted("“two dead”") == "“two dead”"


def test_every_field_has_a_label_and_a_question_and_every_role_a_label() -> None:
    assert all(words.field_label(field) and question(field) in Question for field in Field)
    assert set(HEADINGS) == set(Question)
    assert all(words.label("speaker_role", role) for role in SpeakerRole)


def test_every_rule_of_reconciliation_is_told() -> None:
    assert list(words.rules()) == [f"R{number}" for number in range(12)]
    assert all(rule.name and rule.text for rule in words.rules().values())
