"""Attackers, targets, weapons and spots of a happening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.extract.arrests import states_force
from casebook.extract.found import Found
from casebook.extract.happenings import happenings
from casebook.extract.roles import roles
from casebook.model.claim import Field
from tests.cases.reading import line, sentence, words_of


def _found(text: str) -> list[Found]:
    told = line(text)
    return roles(told, happenings(told))


def _words(text: str, field: Field) -> list[str]:
    return words_of(_found(text), field)


def _codes(text: str, field: Field) -> list[str | None]:
    return [found.mention.code for found in _found(text) if found.mention.field is field]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked a school.", ["Gunmen"]),
        ("A school was attacked by masked gunmen.", ["masked gunmen"]),
        ("Two men on a motorbike shot the mayor.", ["Two men"]),
        ("The mayor was shot by two men.", ["two men"]),
        ("An attack by bandits killed six people.", ["bandits"]),
        ("Masked men armed with rifles attacked a school.", ["Masked men"]),
        ("Soldiers repelled an attack on a school.", []),
    ],
)
def test_unnamed_attackers_keep_their_words(text: str, words: list[str]) -> None:
    assert _words(text, Field.PERPETRATOR_DESCRIPTION) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boko Haram attacked a school.", ["Boko Haram"]),
        ("A school was attacked by Boko Haram.", ["Boko Haram"]),
        ("A Hamas attack killed two guards.", ["Hamas"]),
        ("An attack by Al-Shabaab killed two guards.", ["Al-Shabaab"]),
    ],
)
def test_a_named_group_counts_through_the_registry(text: str, words: list[str]) -> None:
    assert _words(text, Field.PERPETRATOR) == words


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed six people.",
        "A bomb killed six people.",
        "The army was attacked on Monday.",
        "Boko Haram was attacked on Monday.",
        "The United Nations condemned the bombing of a school.",
    ],
)
def test_a_thing_a_target_or_a_bystander_is_no_attacker(text: str) -> None:
    assert _words(text, Field.PERPETRATOR) == []
    assert _words(text, Field.PERPETRATOR_DESCRIPTION) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two gunmen attacked a school.", ["Two gunmen"]),
        ("A gunman attacked a school.", ["A gunman"]),
        ("Gunmen attacked a school.", []),
    ],
)
def test_attackers_are_counted_only_where_the_words_count_them(text: str, words: list[str]) -> None:
    assert _words(text, Field.PERPETRATOR_COUNT) == words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen attacked a school.", "education"),
        ("Gunmen attacked a police station.", "police_security"),
        ("A suicide bombing at a mosque killed six people.", "religious"),
        ("Gunmen attacked a hospital.", "health_care"),
        ("Rebels ambushed an army convoy.", "military"),
    ],
)
def test_what_was_hit_has_a_code_and_its_words(text: str, code: str) -> None:
    assert code in _codes(text, Field.TARGET)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen threw a grenade into the cafe.", "grenade"),
        ("A man with a knife attacked two guards.", "blade"),
        ("Rebels attacked the post with mortars.", "artillery_mortar"),
        ("The attacker detonated his vest in the market.", "suicide_vest_belt"),
    ],
)
def test_the_means_have_a_code(text: str, code: str) -> None:
    assert code in _codes(text, Field.WEAPON)


def test_a_word_that_only_modifies_is_no_weapon() -> None:
    assert _words("The bomb disposal squad was attacked by gunmen.", Field.WEAPON) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb exploded near the embassy, killing two men.", ["near the embassy"]),
        ("A bomb exploded outside a mosque, killing two men.", ["outside a mosque"]),
        ("Gunmen attacked a bus.", []),
    ],
)
def test_the_spot_is_kept_with_its_preposition(text: str, words: list[str]) -> None:
    assert _words(text, Field.SITE) == words


def test_a_story_without_a_happening_has_no_roles() -> None:
    assert roles(line("The mayor opened a school near the river."), []) == []


@pytest.mark.parametrize(
    ("text", "state"), [("The army fired.", True), ("Gunmen fired.", False), ("The police fired.", True)]
)
def test_a_force_of_the_state_is_known(text: str, state: bool) -> None:
    told = sentence(text)
    assert states_force(told, 0, len(told.words) - 1) is state


@pytest.mark.parametrize(
    "text",
    ["Pirates took eight sailors away.", "Eight sailors were taken by pirates.", "Pirates did not take eight sailors."],
)
def test_whom_a_verb_takes_when_the_sentence_makes_it_a_taking(text: str) -> None:
    told = line(text)
    took = next(group for group in told.sentence.verbs if told.sentence.words[group.head] in ("took", "taken", "take"))
    happening = replace(next(iter(happenings(line("Pirates seized a ship.")))), first=took.head, last=took.head + 1)
    taken = words_of(roles(told, [replace(happening, types=("captive.kidnapping",), noun=False)]), Field.ABDUCTED)
    assert [words.lower() for words in taken] == ([] if "not" in text else ["eight sailors"])
