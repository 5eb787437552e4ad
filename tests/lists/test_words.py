"""The small sets of words and turns of phrase: each is found by name, says what it is for, and is used."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import casebook
from casebook.lists import words as module
from casebook.lists.reading import list_text, parse_toml
from casebook.lists.words import wording, words
from casebook.model.errors import ListError
from casebook.norms.tokens import tokens

WORDS = parse_toml("words.toml", list_text("words.toml"))
WORDING = parse_toml("wording.toml", list_text("wording.toml"))


def _named_in_code(call: str) -> set[str]:
    """The names that the engine's source gives to a function."""
    sources = Path(casebook.__file__).parent.rglob("*.py")
    return {name for source in sources for name in re.findall(rf'\b{call}\("(\w+)"\)', source.read_text("utf-8"))}


@pytest.mark.parametrize("name", WORDS)
def test_a_set_of_words_holds_single_words_and_says_what_it_is_for(name: str) -> None:
    assert set(WORDS[name]) == {"words", "note"}
    assert all(len(tokens(word)) == 1 for word in words(name))


@pytest.mark.parametrize("name", WORDS)
def test_no_word_stands_twice_in_a_set(name: str) -> None:
    assert len(str(WORDS[name]["words"]).split()) == len(words(name))


@pytest.mark.parametrize("name", WORDING)
def test_a_wording_says_what_it_is_for_and_is_a_pattern(name: str) -> None:
    assert set(WORDING[name]) == {"any", "note"}
    assert wording(name).search("") is None


def test_every_table_is_asked_for_and_everything_asked_for_is_there() -> None:
    assert _named_in_code("listed") == set(WORDS)
    assert _named_in_code("wording") == set(WORDING)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claim", "The group CLAIMED RESPONSIBILITY for it."),
        ("passive_claim", "The attack was claimed by a group."),
        ("nobody_claimed", "No group has claimed the attack."),
        ("denial", "The rebels denied any involvement."),
        ("many_acts", "several bombings this year"),
        ("superlative", "It was the deadliest attack since 2016."),
        ("asked", "They demanded money."),
        ("ransom_denied", "The family denied that a ransom was paid."),
        ("correction", "The ministry lowered the death toll."),
        ("withdrawn", "It has since withdrawn the figure."),
        ("at_first", "Earlier reports spoke of nine."),
        ("of_the_hurt", "Two of the wounded died."),
    ],
)
def test_a_wording_is_found_in_any_case(name: str, text: str) -> None:
    assert wording(name).search(text) is not None


def test_a_wording_begins_and_ends_with_a_word() -> None:
    assert wording("paid").search("They repaid the loan with repayments.") is None


@pytest.mark.parametrize(("ask", "named"), [(words, "words.toml"), (wording, "wording.toml")])
def test_a_name_that_is_not_there_is_an_error_with_the_names_that_are(ask: Callable[[str], object], named: str) -> None:
    tables = WORDS if named == "words.toml" else WORDING
    with pytest.raises(
        ListError, match=re.escape(f"{named} has no table 'bodyes'; use one of: {next(iter(tables))}, ")
    ):
        ask("bodyes")


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        ("[bodies]\nnote = 'x'", words, "words.toml: [bodies] words is None; write words with blanks between them"),
        ("[bodies]\nwords = ' '", words, "words.toml: [bodies] words is ' '; write words with blanks between them"),
        ("[bodies]\nwords = 'Army'", words, "words.toml: [bodies] words has capitals; write lower case"),
        ("[bodies]\nany = []", wording, "wording.toml: [bodies] any is []; write one or more wordings in [ ]"),
        ("[bodies]\nany = ['(?:a']", wording, "wording.toml: [bodies] '(?:a' cannot be read: missing ), "),
    ],
)
def test_a_slip_is_told_with_its_place_and_way_out(
    text: str,
    ask: Callable[[str], object],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_tables", lambda file: parse_toml(file, text))
    with pytest.raises(ListError, match=re.escape(message)):
        ask.__wrapped__("bodies")  # type: ignore[attr-defined]
