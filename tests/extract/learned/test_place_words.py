"""Places that the encoder hears: new names, and which places are the incident's; predictions are made by hand."""

from __future__ import annotations

from dataclasses import replace

from casebook.extract.learned.combine import PlaceTerms
from casebook.extract.learned.place_words import heard_place, new_places
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.extract.toponyms import PlaceWords, Relation
from tests.cases.reading import line

LINE = line("The fire crossed to Qalbuna, where gunmen shot a driver.")
QALBUNA = (4, 5)
WORDS = PlaceWords(*QALBUNA, "Qalbuna", Relation.OTHER, known=False)
TERMS = PlaceTerms(fits=0.4, new=0.5)


def _read(confidence: float, words: tuple[int, int] = QALBUNA, tells: float = 0.9) -> Prediction:
    return Prediction(tells, tells, {}, {}, (Proposal("place", *words, confidence),))


def test_a_place_is_the_incidents_when_the_encoder_is_sure() -> None:
    assert heard_place(WORDS, _read(0.4), TERMS)
    assert not heard_place(WORDS, _read(0.2), TERMS)
    assert not heard_place(WORDS, _read(0.9, (0, 2)), TERMS)


def test_a_sentence_that_tells_nothing_says_nothing_of_its_places() -> None:
    assert not heard_place(WORDS, _read(0.9, tells=0.2), TERMS)
    assert not heard_place(WORDS, None, TERMS)


def test_a_name_that_nothing_else_shows_to_be_a_place_is_taken_from_the_encoder() -> None:
    (made,) = new_places(LINE, [], _read(0.5), TERMS)
    assert (made.name, made.relation, made.known) == ("Qalbuna", Relation.IN, False)
    assert list(new_places(LINE, [], _read(0.4), TERMS)) == []
    assert list(new_places(LINE, [WORDS], _read(0.9), TERMS)) == []


def test_words_without_a_capital_are_no_name_in_a_text_that_has_capitals() -> None:
    assert list(new_places(LINE, [], _read(0.9, (1, 2)), TERMS)) == []


def test_the_place_of_another_word_is_no_place_of_its_own() -> None:
    owner = line("Shells fell in Qalbuna's northern valley.")
    assert list(new_places(owner, [], _read(0.9, (3, 4)), TERMS)) == []
    people = line("Gunmen shot a Kenyan driver.")
    assert list(new_places(people, [], _read(0.9, (3, 4)), TERMS)) == []
    assert not heard_place(replace(WORDS, modifier=True), _read(0.9), TERMS)


def test_the_name_of_somebody_who_is_described_is_no_place() -> None:
    told = line("Gunmen freed a kidnapped teacher, Qalbuna Cruz, after three weeks.")
    assert list(new_places(told, [], _read(0.9, (6, 8)), TERMS)) == []
