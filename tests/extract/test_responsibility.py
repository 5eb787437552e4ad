"""Who takes, refuses and is given the blame."""

from __future__ import annotations

import pytest

from casebook.extract.found import Found
from casebook.extract.responsibility import BULK, responsibility
from casebook.model.claim import Field, Modality, SpeakerRole
from tests.cases.reading import line, words_of


def _found(text: str) -> list[Found]:
    return responsibility(line(text))


def _words(text: str, field: Field) -> list[str]:
    return words_of(_found(text), field)


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab claimed responsibility for the bombing.",
        "Al-Shabaab has claimed the attack.",
        "Al-Shabaab took responsibility for the bombing.",
        "Al-Shabaab admitted responsibility.",
        "Al-Shabaab said it carried out the attack.",
        "Al-Shabaab said it was behind the attack.",
        "Al-Shabaab claimed the crime in a message.",
        "Al-Shabaab said its fighters ambushed the convoy.",
        "Al-Shabaab said it was responsible.",
        "Responsibility for the bombing was claimed by Al-Shabaab.",
        "The attack was claimed by Al-Shabaab.",
        "Al-Shabaab boasted of the raid in a call to a radio.",
        "Al-Shabaab said they had carried it out.",
        "Al-Shabaab admitted the bombing.",
        "A caller claimed the bombing for Al-Shabaab.",
        "A masked man claimed the attack in the name of Al-Shabaab.",
        "A spokesman for Al-Shabaab claimed responsibility.",
    ],
)
def test_a_claim_names_the_one_who_claims_and_is_its_own_word(text: str) -> None:
    (found,) = [f for f in _found(text) if f.mention.field is Field.CLAIM_OF_RESPONSIBILITY]
    assert found.mention.words.quote == "Al-Shabaab"
    assert found.mention.modality is Modality.CLAIMED
    assert found.mention.said_by.party or found.mention.said_by.role is SpeakerRole.ARMED_GROUP


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the bombing.",
        "Nobody has claimed responsibility.",
        "There was no immediate claim of responsibility.",
        "No one immediately claimed responsibility.",
    ],
)
def test_nobody_has_claimed_it(text: str) -> None:
    assert len(_words(text, Field.NO_CLAIM)) == 1
    assert _words(text, Field.CLAIM_OF_RESPONSIBILITY) == []


def test_a_claim_of_many_acts_is_marked() -> None:
    (found,) = _found("The Islamic State has claimed responsibility for a number of attacks this year.")
    assert found.mention.code == BULK


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban have denied any involvement in the attack.",
        "The Taliban rejected responsibility for the attack.",
        "The Taliban denied being behind the attack.",
        "The Taliban distanced themselves from the attack.",
        "The Taliban took distance from the event.",
        "The Taliban told an agency they were not behind the attack.",
        "The Taliban condemned the attack and said none of their fighters took part in it.",
        "A spokesman for the Taliban denied any part in it.",
        "The Taliban rejected government claims that they were behind the bombing.",
    ],
)
def test_a_denial_is_the_deniers_own(text: str) -> None:
    found = [f for f in _found(text) if f.mention.field is Field.DENIAL_OF_RESPONSIBILITY]
    assert found[0].mention.words.quote == "Taliban"
    assert found[0].mention.modality is Modality.DENIED
    assert _words(text, Field.CLAIM_OF_RESPONSIBILITY) == []


@pytest.mark.parametrize(
    ("text", "accused", "by"),
    [
        ("The army blamed the M23 for the killings.", "M23", "army"),
        ("The governor accused Boko Haram of the attack.", "Boko Haram", "governor"),
        ("Police blamed Al-Shabaab for the bombing.", "Al-Shabaab", "Police"),
    ],
)
def test_an_accusation_names_the_accused_and_who_accuses(text: str, accused: str, by: str) -> None:
    (found,) = [f for f in _found(text) if f.mention.field is Field.ACCUSATION]
    assert found.mention.words.quote == accused
    assert found.mention.said_by.name == by
    assert found.mention.modality is Modality.ALLEGED


def test_blame_put_on_someone_without_a_speaker_is_an_accusation() -> None:
    assert _words("The attack was blamed on Boko Haram.", Field.ACCUSATION) == ["Boko Haram"]


def test_an_attack_that_is_blamed_is_not_the_accused() -> None:
    assert "attack" not in " ".join(_words("The attack was blamed on Boko Haram.", Field.ACCUSATION))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The New Dawn Army claimed responsibility for the blast.", "New Dawn Army"),
        ("The Army of Light claimed it.", "Army of Light"),
        ("The army took responsibility for the raid.", "army"),
        ("The Front for the Liberation of Nambu claimed the bomb.", "Front for the Liberation of Nambu"),
    ],
)
def test_a_body_that_bears_a_word_for_forces_can_claim(text: str, who: str) -> None:
    assert _words(text, Field.CLAIM_OF_RESPONSIBILITY) == [who]


def test_an_army_that_claims_something_of_an_attack_takes_no_blame() -> None:
    assert _words("The Kenyan Army claimed the attack was an accident.", Field.CLAIM_OF_RESPONSIBILITY) == []


def test_police_who_take_responsibility_for_a_case_claim_nothing() -> None:
    assert _words("Police have taken responsibility for the investigation.", Field.CLAIM_OF_RESPONSIBILITY) == []


def test_a_sentence_about_nothing_of_this_has_none() -> None:
    assert _found("Six people were killed near the port.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The army denied it.",
        "The army denied shelling the town.",
        "The army denied that its planes had bombed the camp.",
        "The army said it had no part in the killing.",
        "The army rejected the accusation.",
        "The army disowned the attack.",
        "The army denied it had planted the bomb.",
    ],
)
def test_a_denial_in_other_words(text: str) -> None:
    assert len(_words(text, Field.DENIAL_OF_RESPONSIBILITY)) == 1


@pytest.mark.parametrize("text", ["The army denied that any ransom had been paid.", "Police denied it was raining."])
def test_to_deny_something_else_is_no_denial_of_the_act(text: str) -> None:
    assert _words(text, Field.DENIAL_OF_RESPONSIBILITY) == []


def test_who_says_and_denies_in_one_breath_is_who_denies() -> None:
    text = "Police said 102 officers were hurt by stones and denied any role in the deaths."
    assert _words(text, Field.DENIAL_OF_RESPONSIBILITY) == ["Police"]


@pytest.mark.parametrize(
    "text",
    [
        "The interior minister admitted the attack was a failure of intelligence.",
        "The president distanced himself from his defence minister.",
        "Police said none of their men took part in the search.",
    ],
)
def test_words_that_only_look_like_blame_are_none(text: str) -> None:
    assert _words(text, Field.CLAIM_OF_RESPONSIBILITY) == _words(text, Field.DENIAL_OF_RESPONSIBILITY) == []


def test_a_claim_in_revenge_for_something_is_the_claimants_own() -> None:
    text = "The Islamic State claimed the bombing in revenge for Pakistani Army raids."
    assert _words(text, Field.CLAIM_OF_RESPONSIBILITY) == ["Islamic State"]


def test_a_man_of_a_town_denies_for_himself() -> None:
    assert _words("A man of Kano denied any part in the attack.", Field.DENIAL_OF_RESPONSIBILITY) == ["man of Kano"]
