"""The tagger: pasts and participles, names, numbers, and the same reading whatever the case."""

from __future__ import annotations

import pytest

from casebook.norms.tokens import tokens
from casebook.split import features, tagger

SENTENCES = (
    "Two teachers were killed when gunmen opened fire on their car outside the college.",
    "A woman wounded in the blast died on her way to the clinic.",
    "The rebels had abducted the mayor and burned his house.",
    "Soldiers shot dead three fishermen near the harbour, witnesses said.",
    "Nobody has claimed responsibility for the murder of the judge.",
    "Police are searching for the men who threw a grenade into the cafe.",
)


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def _tag_of(text: str, word: str) -> str:
    words = _words(text)
    return tagger.tag(words)[words.index(word)]


def _coarse(tag: str) -> str:
    """The group that readers of tags tell apart: names count as nouns, since capitals may be missing."""
    return "N" if tag.startswith("NN") else tag


def test_an_empty_sentence_has_no_tags() -> None:
    assert tagger.tag([]) == []


@pytest.mark.parametrize("words", [["."], ["Bomb"], ["BOMB"], ["\u00e9t\u00e9", "\u0130", "\u4eba"], ["", "a"]])
def test_every_word_gets_one_tag(words: list[str]) -> None:
    assert len(tagger.tag(words)) == len(words)


@pytest.mark.parametrize("text", ["Four nuns were killed.", "FOUR NUNS WERE KILLED.", "four nuns were killed."])
def test_a_passive_is_a_past_and_a_participle(text: str) -> None:
    assert tagger.tag(_words(text)) == ["CD", "NNS", "VBD", "VBN", "."]


@pytest.mark.parametrize("text", ["gunmen opened fire on shoppers", "Yesterday gunmen opened fire on Shia pilgrims"])
def test_gunmen_opened_fire_is_noun_past_noun(text: str) -> None:
    words = _words(text)
    at = words.index("gunmen")
    assert tagger.tag(words)[at : at + 3] == ["NNS", "VBD", "NN"]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("A woman wounded in the blast died on her way to the clinic.", "wounded", "VBN"),
        ("A woman wounded in the blast died on her way to the clinic.", "died", "VBD"),
        ("The mine laid by the guerrillas killed a farmer.", "laid", "VBN"),
        ("The mine laid by the guerrillas killed a farmer.", "killed", "VBD"),
        ("The explosion wounded nine dockers.", "wounded", "VBD"),
        ("The army has killed nine smugglers.", "killed", "VBN"),
        ("They attacked the post, killing a guard.", "killing", "VBG"),
        ("The mob did not attack the embassy.", "attack", "VB"),
        ("The attack lasted an hour.", "attack", "NN"),
    ],
)
def test_forms_of_a_verb_are_told_apart(text: str, word: str, tag: str) -> None:
    assert _tag_of(text, word) == tag
    assert _tag_of(text.upper(), word.upper()) == tag


@pytest.mark.parametrize("number", ["12", "1,200", "seven", "3.5", "86"])
def test_numbers_are_cardinal(number: str) -> None:
    assert _tag_of(f"The shelling killed {number} people.", number) == "CD"


@pytest.mark.parametrize("word", ["in", "near", "by"])
def test_prepositions_are_prepositions_in_any_case(word: str) -> None:
    text = f"A bus was stopped {word} the bridge."
    assert _tag_of(text, word) == _tag_of(text.upper(), word.upper()) == "IN"


def test_names_are_names_in_mixed_case() -> None:
    assert tagger.tag(_words("Colonel Omar Al-Tikriti arrived in Basra."))[:3] == ["NNP", "NNP", "NNP"]
    assert _tag_of("Colonel Omar Al-Tikriti arrived in Basra.", "Basra") == "NNP"


@pytest.mark.parametrize("text", SENTENCES)
def test_capitals_leave_the_coarse_tags_as_they_are(text: str) -> None:
    words = _words(text)
    plain = [_coarse(tag) for tag in tagger.tag(words)]
    assert [_coarse(tag) for tag in tagger.tag([word.upper() for word in words])] == plain


@pytest.mark.parametrize("text", SENTENCES)
def test_capitals_and_small_letters_are_read_alike(text: str) -> None:
    words = _words(text)
    assert tagger.tag([word.upper() for word in words]) == tagger.tag([word.lower() for word in words])


def test_the_tag_does_not_depend_on_what_was_read_before() -> None:
    first = tagger.tag(_words(SENTENCES[0]))
    for text in SENTENCES:
        tagger.tag(_words(text))
    assert tagger.tag(_words(SENTENCES[0])) == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed a priest in Lima.", True),
        ("GUNMEN KILLED A PRIEST IN LIMA.", False),
        ("gunmen killed a priest in lima.", False),
        ("Gunmen Kill Priest in Lima Suburb", False),
        ("12 !", False),
    ],
)
def test_case_counts_only_where_it_tells_names_from_words(text: str, expected: bool) -> None:
    assert tagger.has_case(_words(text)) is expected


def test_a_model_comes_back_from_its_bytes_as_it_was() -> None:
    lanes = (tagger.OFFSET - 3).to_bytes(2, "little") + (tagger.OFFSET + 500).to_bytes(2, "little")
    known = features.Lexicon({"the": "DT"}, {"the": "DT", "shot": "NN|VBD|VBN"})
    model = tagger.Model(True, ("DT", "NN"), known, {"wshot": int.from_bytes(lanes, "little"), "bot": 7})
    assert tagger.load(tagger.dump(model), cased=True) == model
    assert model.tag(["the", "shot"]) == ["DT", "NN"]
