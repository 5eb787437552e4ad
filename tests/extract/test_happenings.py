"""Which words report an incident, and what says that they do not."""

from __future__ import annotations

import pytest

from casebook.extract.bare_harm import bare_harm
from casebook.extract.found import Happening
from casebook.extract.happenings import cue_types, happenings
from casebook.lists.rows import Effect, Strength
from casebook.model.claim import Modality, Occurrence
from tests.cases.reading import line, sentence


def _told(text: str) -> list[Happening]:
    return happenings(line(text))


def _one(text: str) -> Happening:
    (only,) = _told(text)
    return only


def _live(text: str) -> list[Happening]:
    return [found for found in _told(text) if found.reason is None and found.modality is Modality.ASSERTED]


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("A suicide bombing shook the port.", "explosive.suicide_bomb"),
        ("Rebels kidnapped two nurses.", "captive.kidnapping"),
        ("Warplanes carried out an air strike on the camp.", "remote.air_strike"),
        ("A drone strike hit the depot.", "remote.drone_strike"),
        ("Men threw a grenade into the cafe.", "explosive.grenade_thrown"),
        ("Protesters clashed and rioting broke out near the square.", "crowd.protest_violent"),
        ("Soldiers raped two women.", "abuse.sexual_violence"),
        ("The assassination of the mayor stunned the town.", "armed.assassination"),
    ],
)
def test_a_word_for_violence_is_a_happening_of_its_type(text: str, leaf: str) -> None:
    assert any(leaf in found.types for found in _live(text))


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on Wednesday.",
        "Clashes broke out between police and herders in Osh on Sunday.",
        "On Thursday a bus queue was shelled.",
        "The hotel was besieged in August.",
    ],
)
def test_an_act_on_a_day_needs_no_other_word_beside_it(text: str) -> None:
    assert len(_live(text)) == 1


@pytest.mark.parametrize("text", ["Clashes have grown this year.", "Several clashes broke out on Sunday."])
def test_a_plural_without_a_day_or_with_a_vague_number_is_no_single_act(text: str) -> None:
    assert _live(text) == []


def test_a_sentence_without_such_a_word_has_none() -> None:
    assert _told("The minister opened a new school.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels did not attack the village.",
        "There was no attack on the village.",
        "No one attacked the village.",
    ],
)
def test_what_did_not_happen_is_denied(text: str) -> None:
    assert [found.modality for found in _told(text)] == [Modality.DENIED]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels may attack the village.",
        "If rebels attack the village, the army will answer.",
        "Residents fear an attack on the village.",
    ],
)
def test_what_might_happen_is_hypothetical(text: str) -> None:
    assert _told(text)[0].modality is Modality.HYPOTHETICAL


@pytest.mark.parametrize("text", ["Rebels will attack the village.", "Rebels intended to attack the village."])
def test_what_is_to_come_is_planned(text: str) -> None:
    assert _told(text)[0].modality is Modality.PLANNED


def test_an_attack_that_failed_is_an_attempt() -> None:
    assert _told("Gunmen tried to kill the mayor with a bomb.")[0].occurrence is Occurrence.ATTEMPTED_FAILED


def test_a_bomb_made_safe_is_foiled() -> None:
    assert _told("Army experts defused a bomb near the court.")[0].occurrence is Occurrence.FOILED


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("Attacks on convoys shook the town.", True),
        ("Bombings shook the town.", True),
        ("Two bombings shook the town.", False),
        ("Twin bombings shook the town.", False),
        ("The bombings shook the town.", False),
        ("A bombing shook the town.", False),
    ],
)
def test_a_plural_of_no_number_is_generic(text: str, generic: bool) -> None:
    assert _one(text).generic is generic


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A trial over the bombing of the port began on Monday.", "trial"),
        ("Mourners marked the anniversary of the bombing.", "anniversary"),
        ("The film tells of the bombing of the port.", "dream_or_fiction"),
    ],
)
def test_a_look_alike_says_why_it_is_none(text: str, reason: str) -> None:
    assert reason in [found.reason for found in _told(text)]
    assert _live(text) == []


def test_a_weak_word_needs_company() -> None:
    assert _live("Heavy rain pounded the roof.") == []
    assert len(_live("The blast killed two men.")) > 0


def test_words_that_point_back_are_definite() -> None:
    assert _one("The bombing shook the port.").definite
    assert not _one("A bombing shook the port.").definite


def test_a_cue_for_another_incident_is_kept() -> None:
    assert _told("In a separate attack, gunmen killed two nurses.")[0].effect is Effect.NEW_INCIDENT


def test_a_noun_that_only_modifies_is_no_happening() -> None:
    assert _live("The bomb squad visited a school.") == []
    assert _live("The murder trial is a long one.") == []


def test_a_weapon_refines_the_type() -> None:
    assert "explosive.grenade_thrown" in [leaf for _, leaf in cue_types(sentence("Gunmen used a grenade."))]


def test_a_sentence_that_only_tells_of_the_dead_is_a_happening() -> None:
    (found,) = bare_harm(line("Three farmers were murdered near Lodja."))
    assert found.strength is Strength.WEAK
    assert not found.noun


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed in a road accident.",
        "Three people were killed when an earthquake struck.",
        "Three people could be killed.",
        "Three people were not killed.",
    ],
)
def test_harm_without_violence_is_no_happening(text: str) -> None:
    assert bare_harm(line(text)) == []


def test_an_act_that_adds_to_a_total_is_an_act() -> None:
    told = line("Three men were shot dead in Basra on Monday, which raised to 79 the number of people killed.")
    assert next(h.reason for h in happenings(told)) is None
