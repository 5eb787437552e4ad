"""Forms of base phrases: regular and irregular heads, spelling, compounds, possessives."""

import pytest

from casebook.norms.inflect import Irregulars, Pos, bending, forms
from casebook.norms.phrases import first_word

BENT = Irregulars(
    verbs={"shoot": ("shoots", "shot", "shooting"), "blow": ("blows", "blew", "blown", "blowing")},
    nouns={"child": ("children",), "police": ()},
    spellings={"armour": "armor", "armor": "armour"},
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("ambush", {"ambush", "ambushes", "ambushed", "ambushing"}),
        ("stab", {"stab", "stabs", "stabbed", "stabbing"}),
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("explode", {"explode", "explodes", "exploded", "exploding"}),
        ("flee", {"flee", "flees", "fleed", "fleeing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("target", {"target", "targets", "targeted", "targeting"}),
        ("blow up", {"blow up", "blows up", "blew up", "blown up", "blowing up"}),
        ("shoot * dead", {"shoot * dead", "shoots * dead", "shot * dead", "shooting * dead"}),
    ],
)
def test_the_first_word_of_a_verb_phrase_bends(phrase: str, expected: set[str]) -> None:
    assert set(forms(phrase, Pos.VERB, BENT)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("car bomb", {"car bomb", "car bombs"}),
        ("bus", {"bus", "buses"}),
        ("body", {"body", "bodies"}),
        ("church", {"church", "churches"}),
        ("gunman", {"gunman", "gunmen"}),
        ("human", {"human", "humans"}),
        ("troops", {"troops"}),
        ("child", {"child", "children"}),
        ("police", {"police"}),
        ("exchange of fire", {"exchange of fire", "exchanges of fire"}),
    ],
)
def test_the_head_of_a_noun_phrase_takes_the_plural(phrase: str, expected: set[str]) -> None:
    assert set(forms(phrase, Pos.NOUN, BENT)) == expected


def test_fixed_words_do_not_bend() -> None:
    assert forms("on the run", Pos.FIXED) == ("on the run",)


def test_the_base_form_comes_first() -> None:
    assert forms("shoot", Pos.VERB, BENT)[0] == "shoot"


def test_a_tilde_is_space_hyphen_or_nothing() -> None:
    found = forms("air~strike", Pos.NOUN)
    assert set(found) == {"air strike", "air-strike", "airstrike", "air strikes", "air-strikes", "airstrikes"}
    assert {"machine gunned", "machine-gunned", "machinegunned"} <= set(forms("machine~gun", Pos.VERB))


def test_a_hyphenated_verb_bends_at_its_last_part() -> None:
    assert {"drone-bombed", "drone-bombs"} <= set(forms("drone-bomb", Pos.VERB))


def test_ones_is_any_possessive() -> None:
    found = forms("lose one's life", Pos.VERB)
    assert {"loses her life", "lose their life", "losing his life"} <= set(found)


def test_both_spellings_are_given() -> None:
    assert set(forms("armour", Pos.NOUN, BENT)) == {"armour", "armor", "armours", "armors"}
    assert {"hospitalized", "hospitalised", "hospitalising"} <= set(forms("hospitalize", Pos.VERB))
    assert "seised" not in forms("seize", Pos.VERB)


@pytest.mark.parametrize("pos", list(Pos))
@pytest.mark.parametrize(
    "phrase",
    ["air~strike", "shoot dead", "use of force", "car bomb", "one's men", "armour", "armour plate", "shoot * up"],
)
def test_the_bending_first_word_begins_as_the_phrase_does(phrase: str, pos: Pos) -> None:
    first, bends = bending(phrase, pos)
    begun = {first_word(form) for form in forms(phrase, pos, BENT)}
    assert begun <= {first_word(form) for form in forms(first, bends, BENT)}
