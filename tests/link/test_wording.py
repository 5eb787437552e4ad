"""Rare words and names of a text."""

from casebook.link.wording import name_weight, pairs, rare_names, rare_words, terms
from casebook.lists.rarity import UNSEEN, rarity


def test_common_words_are_no_rare_words() -> None:
    assert rarity("the") < rarity("police") < rarity("zabludovsky") == UNSEEN


def test_words_are_letters_or_figures_in_lower_case() -> None:
    assert list(terms("Al-Ansari, 26-year-old, of 2900 Elm")) == [
        "al",
        "ansari",
        "26",
        "year",
        "old",
        "of",
        "2900",
        "elm",
    ]


def test_what_is_rare_and_told_twice_comes_first() -> None:
    assert rare_words(["Zorbin met Kratok near the depot.", "Kratok fled."], 2) == ("kratok", "zorbin")


def test_a_name_is_two_capitalised_words_of_a_line_with_small_letters() -> None:
    assert list(pairs("They saw Luis M. Carrasco near Aspen Meadow, they say")) == ["luis carrasco", "aspen meadow"]
    assert list(pairs("LUIS CARRASCO SHOT AT PARTY")) == []


def test_a_name_of_common_words_is_worth_less() -> None:
    assert name_weight("police department") < name_weight("luis zabludovsky")
    assert "zorbin kratok" in rare_names(["He said that Zorbin Kratok was in the room"], 5)
