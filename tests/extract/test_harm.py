"""Figures of the killed, hurt, taken and freed: whose number it is, and what part of whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.extract.found import Found
from casebook.extract.harm import SHOT, SUM, casualties
from casebook.model.claim import Field, Status
from tests.cases.reading import line, lines, words_of


def _found(text: str) -> list[Found]:
    return casualties(line(text))


def _words(text: str, field: Field) -> list[str]:
    return words_of(_found(text), field)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen killed six people.", ["six people"]),
        ("Six people were killed.", ["Six people"]),
        ("Six people died.", ["Six people"]),
        ("The attack left six people dead.", ["six people"]),
        ("A blast killing six people shook the port.", ["six people"]),
        ("Police found six bodies.", ["six bodies"]),
        ("The death toll rose to 14 from nine.", ["14"]),
        ("The blast killed at least 21 people.", ["at least 21 people"]),
        ("Up to 15 people were killed.", ["Up to 15 people"]),
        ("A woman killed in the blast was a nurse.", ["A woman"]),
        ("Gunmen shot and killed a nurse.", ["a nurse"]),
        ("The blast killed about 40 people.", ["about 40 people"]),
        ("The blast killed nine people late Monday.", ["nine people"]),
        ("An air strike on a school sheltering people killed at least 12 patients.", ["at least 12 patients"]),
        ("Students fought with police on Thursday and three people were killed.", ["three people"]),
        ("Police gave no casualty figures.", []),
        ("His mother nearly died when she heard it.", []),
        ("Gunmen shot two people, one of whom died in hospital.", ["one"]),
        ("Three members of a family fatally shot at their home in Columbus.", ["Three members of a family"]),
        ("The woman was pronounced dead-on-arrival at a clinic.", ["The woman"]),
        ("Two of 12 people killed in the attack were children.", ["12 people"]),
        ("At least 42 villagers had their throats cut.", ["At least 42 villagers"]),
        ("Troops shot nobody, bringing to 79 the number of people killed since the coup.", []),
    ],
)
def test_the_dead_by_the_grammar_of_the_word(text: str, words: list[str]) -> None:
    assert _words(text, Field.KILLED) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Four others were wounded.", ["Four others"]),
        ("The blast injured four guards.", ["four guards"]),
        ("A bomber struck, killing 21 mourners and wounding 43, police and medics said.", ["43"]),
        ("13 wounded people reached the clinic.", ["13 wounded people"]),
        ("The attack left 14 people dead and 20 wounded.", ["20"]),
        ("Four people were taken to hospital.", ["Four people"]),
        ("Two men were shooting when a girl was hit.", ["a girl"]),
        ("Guests shot at him and five others were wounded.", ["five others"]),
        ("Calvin Stokes, 24 was shot in the chest.", []),
        ("Two men in their 20's, who were wounded, fled.", ["Two men"]),
    ],
)
def test_the_hurt_by_the_grammar_of_the_word(text: str, words: list[str]) -> None:
    assert _words(text, Field.INJURED) == words


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("Rebels kidnapped two nurses.", Field.ABDUCTED, ["two nurses"]),
        ("Two nurses were abducted.", Field.ABDUCTED, ["Two nurses"]),
        ("Two hostages were released.", Field.RELEASED, ["Two hostages"]),
        ("Twelve women have since been released.", Field.RELEASED, ["Twelve women"]),
        ("Rebels captured and later killed two nurses.", Field.ABDUCTED, ["two nurses"]),
        ("Soldiers detained and beat nine men.", Field.ARRESTED, ["nine men"]),
        ("Police arrested nine men.", Field.ARRESTED, ["nine men"]),
        ("Three miners are missing.", Field.MISSING, ["Three miners"]),
    ],
)
def test_the_taken_freed_arrested_and_missing(text: str, field: Field, words: list[str]) -> None:
    assert _words(text, field) == words


@pytest.mark.parametrize(
    "text", ["Rebels released a statement.", "Rebels seized the town.", "Police arrested the decline of the club."]
)
def test_things_are_not_counted_as_people(text: str) -> None:
    assert [
        found for found in _found(text) if found.mention.field in (Field.RELEASED, Field.ABDUCTED, Field.ARRESTED)
    ] == []


@pytest.mark.parametrize("text", ["Gunmen wanted to kill six people.", "A bomb could kill six people."])
def test_those_who_might_die_are_not_counted(text: str) -> None:
    assert _words(text, Field.KILLED) == []


def test_disjoint_groups_of_one_verb_are_counted_each_and_summed_as_derived() -> None:
    found = _found("Gunmen killed two guards and three drivers.")
    assert words_of(found, Field.KILLED) == ["two guards", "two guards and three drivers", "three drivers"]
    assert [f.mention.words.quote for f in found if f.mention.code == SUM] == ["two guards and three drivers"]


def test_a_part_of_the_dead_keeps_its_words() -> None:
    found = _found("The blast killed 12 people, four of them children.")
    parts = [f.mention for f in found if f.mention.code == "part"]
    assert [(part.words.quote, part.population) for part in parts] == [("four of them children", "children")]


def test_those_included_are_a_part() -> None:
    found = _found("The blast killed 12 people, including three children.")
    parts = [f.mention for f in found if f.mention.code == "part"]
    assert [(part.words.quote, part.population) for part in parts] == [("three children", "children")]


def test_a_bare_number_after_a_count_names_a_part_of_it() -> None:
    told = lines("The blast killed 12 people. Three were children.")
    found = casualties(told[1], Field.KILLED)
    assert [(f.mention.words.quote, f.mention.population) for f in found] == [("Three were children", "children")]


def test_a_figure_taken_back_is_retracted() -> None:
    found = _found("Police said nine people were killed and not 14.")
    assert [(f.mention.words.quote, f.mention.status) for f in found if f.mention.field is Field.KILLED] == [
        ("nine people", Status.CURRENT),
        ("14", Status.RETRACTED),
    ]


def test_bodies_counted_twice_are_no_figure() -> None:
    assert _words("Five bodies were counted twice.", Field.KILLED) == []


def test_no_casualties_is_nobody_dead_and_nobody_hurt() -> None:
    found = _found("The blast caused no casualties.")
    assert sorted(f.mention.field for f in found) == [Field.INJURED, Field.KILLED]


def test_casualties_that_do_not_say_which_are_people_affected() -> None:
    assert _words("The blast caused nine casualties.", Field.PEOPLE_AFFECTED) == ["nine casualties"]


def test_shot_leaves_open_whether_they_lived() -> None:
    (found,) = [f for f in _found("Two men were shot.") if f.mention.field is Field.INJURED]
    assert found.mention.code == SHOT


def test_dead_attackers_are_marked() -> None:
    (found,) = _found("Four gunmen were killed.")
    assert found.attackers
    (victims,) = _found("Four nurses were killed.")
    assert not victims.attackers


def test_the_speaker_of_a_figure_is_the_one_who_gives_it() -> None:
    (found,) = _found("Six people were killed, a doctor said.")
    assert found.mention.said_by.name == "doctor"


def test_parts_of_parts_come_to_an_end() -> None:
    text = "Six dead including six dead including six dead including six people."
    assert len(_found(text)) < 20


_WORDS = st.lists(
    st.sampled_from(
        "the six 14 a dozen people killed wounded dead were of them including children , . and not at least toll "
        "rose to from no was bodies".split()
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(_WORDS)
def test_evidence_always_quotes_the_text(text: str) -> None:
    for told in lines(text):
        for found in casualties(told):
            for span in (found.mention.span, found.mention.words):
                assert text[span.start : span.end] == span.quote
