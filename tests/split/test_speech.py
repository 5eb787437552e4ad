"""Whose words each word of a story is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.lists.rows import Speech
from casebook.model.claim import ARTICLE, Channel, Modality, Speaker, SpeakerRole
from tests.cases.reading import lines


def _who(text: str, word: str, *, number: int = -1) -> Speaker:
    return _held(text, word, number=number)[0]


def _held(text: str, word: str, *, number: int = -1) -> tuple[Speaker, Modality]:
    """Who says the first such word of a sentence, and how."""
    told = lines(text)[number]
    return told.said.at(told.sentence.words.index(word))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Six people died, police said.", "police"),
        ("Police said six people died.", "Police"),
        ("Six people died, said a doctor.", "doctor"),
        ("Six people died, according to the ministry.", "ministry"),
        ("According to two officials, six people died.", "two officials"),
        ("The mayor told reporters that six people died.", "mayor"),
        ("Six people died, police and the fire service said.", "police and the fire service"),
        ("Six people died, the police chief, Hauwa Musa, said.", "police chief, Hauwa Musa"),
    ],
)
def test_the_speaker_of_reported_words(text: str, name: str) -> None:
    assert _who(text, "died").name == name


def test_a_sentence_without_attribution_is_the_articles_own() -> None:
    assert _who("Six people died in the blast.", "died") is ARTICLE


def test_the_words_that_name_the_speaker_are_kept_and_quote_the_text() -> None:
    text = "Six people died, a doctor said."
    speaker = _who(text, "died")
    assert len(speaker.words) == 1
    assert text[speaker.words[0].start : speaker.words[0].end] == speaker.words[0].quote
    assert "doctor said" in speaker.words[0].quote


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Six people died, a police spokesman said.", SpeakerRole.POLICE),
        ("Six people died, the army said.", SpeakerRole.MILITARY),
        ("Six people died, a doctor said.", SpeakerRole.HEALTH_OR_RESCUE),
        ("Six people died, the governor said.", SpeakerRole.LOCAL_OFFICIAL),
        ("Six people died, a witness said.", SpeakerRole.EYEWITNESS),
        ("Six people died, Hamas said.", SpeakerRole.ARMED_GROUP),
    ],
)
def test_the_role_of_a_speaker(text: str, role: SpeakerRole) -> None:
    assert _who(text, "died").role is role


def test_she_is_the_person_who_spoke_last() -> None:
    text = "Governor Amina Sule said gunmen burned a bus. She added that two people were hurt."
    assert _who(text, "hurt").name == "Governor Amina Sule"


def test_a_surname_is_the_person_named_before() -> None:
    text = "Police chief Musa Bello said gunmen burned a bus. Bello added that two people were hurt."
    assert "Musa Bello" in _who(text, "hurt").name


def test_the_ministry_is_the_ministry_quoted_before() -> None:
    text = "The health ministry said six people died. The ministry said two others were hurt."
    first, second = _who(text, "died", number=0), _who(text, "hurt")
    assert first.key == second.key == "health ministry"


def test_the_group_is_the_armed_group_named_before() -> None:
    text = "Al-Shabaab fighters took the town. The group said it killed six soldiers."
    assert _who(text, "soldiers").name == "Al-Shabaab"


def test_the_group_is_the_one_that_claimed_before_the_one_that_is_only_named() -> None:
    text = "Al-Shabaab claimed responsibility for it. Boko Haram was not near. The group said it killed six soldiers."
    assert _who(text, "soldiers").name == "Al-Shabaab"


def test_a_pronoun_of_things_is_never_a_person() -> None:
    text = "Amina Sule said gunmen burned a bus. The army said it was empty. It said nobody was hurt."
    assert _who(text, "hurt").name == "army"


def test_a_sentence_inside_an_open_curly_quotation_goes_on_with_its_speaker() -> None:
    text = "“Two men came,” said baker Hassan Darwish. “People were queueing. Eight died. My cousin was hurt.”"
    told = lines(text)
    inside = [each for each in told if "died" in each.sentence.words]
    assert len(inside) == 1
    at = inside[0].sentence.words.index("died")
    assert "Hassan Darwish" in inside[0].said.at(at)[0].name or inside[0].said.carried is ARTICLE


def test_a_quotation_that_is_closed_carries_no_further() -> None:
    text = "“Two men came,” said a baker. Eight people died in the blast."
    assert _who(text, "died") is ARTICLE


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Six people died, the governor said on Telegram.", Channel.TELEGRAM),
        ("Six people died, the army said in a statement.", Channel.WRITTEN_STATEMENT),
        ("Six people died, the mayor told a press conference.", Channel.PRESS_CONFERENCE),
        ("Six people died, the mayor said.", Channel.UNSPECIFIED),
    ],
)
def test_the_channel_of_a_speaker(text: str, channel: Channel) -> None:
    assert _who(text, "died").channel is channel


def test_a_claim_is_held_as_claimed_and_a_denial_as_denied() -> None:
    assert _held("The rebels claimed that they killed six soldiers.", "killed")[1] is Modality.CLAIMED
    assert _held("The army denied that it killed six people.", "killed")[1] is Modality.DENIED


def test_what_is_urged_or_threatened_is_hypothetical() -> None:
    assert _held("The president urged the rebels to free the hostages.", "free")[1] is Modality.HYPOTHETICAL
    assert _held("The group vowed to attack the capital.", "attack")[1] is Modality.HYPOTHETICAL


def test_what_police_do_not_confirm_they_do_not_say() -> None:
    assert _held("Police did not confirm that six people died.", "died")[1] is Modality.BACKGROUND


def test_to_claim_responsibility_is_no_speech_about_the_bombing() -> None:
    told = lines("The group claimed responsibility for a bombing that killed six people.")[0]
    assert told.said.at(told.sentence.words.index("killed"))[0] is ARTICLE


def test_speech_within_speech_belongs_to_the_inner_speaker() -> None:
    told = lines("The mayor said residents told him that six people died.")[0]
    assert told.said.attributions[0].kind is Speech.SAY
    assert told.said.at(told.sentence.words.index("died"))[0].name == "residents"


def test_a_thing_does_not_speak() -> None:
    assert _who("The lorry was carrying people who died.", "died") is ARTICLE
    assert _who("There said six people died.", "died") is ARTICLE


_WORDS = st.lists(
    st.sampled_from(
        "the police army Musa Bello said told that he she it they according to claimed denied six people died , . “ ” "
        "and not in Lima".split()
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


@given(_WORDS)
def test_every_word_has_one_speaker_whose_words_quote_the_text(text: str) -> None:
    for told in lines(text):
        for at in range(len(told.sentence.tokens)):
            speaker, _ = told.said.at(at)
            for span in speaker.words:
                assert text[span.start : span.end] == span.quote
            assert speaker is ARTICLE or len(speaker.words) > 0
