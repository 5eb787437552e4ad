"""Finding places: what a sentence says is in, near or of a place, and what only bears its name."""

from __future__ import annotations

import pytest

from casebook.extract.toponyms import PlaceWords, Relation, find_places
from casebook.norms.tokens import tokens


def find(tagged: str) -> list[PlaceWords]:
    """The places of a sentence written as words, each name word as word/NNP and other tags where they matter."""
    words: list[str] = []
    tags: list[str] = []
    for piece in tagged.split():
        word, _, tag = piece.rpartition("/") if "/" in piece else (piece, "", "")
        for token in tokens(word):
            words.append(token.text)
            tags.append(tag or _plain_tag(token.lower))
    return find_places(words, tags)


def _plain_tag(word: str) -> str:
    if not word[0].isalnum():
        return "," if word == "," else "POS" if word == "'s" else "."
    if word in {"the", "a", "an"}:
        return "DT"
    if word in {"in", "of", "near", "outside", "from", "to", "between", "at", "on", "by"}:
        return "IN"
    if word.endswith("ern"):
        return "JJ"
    return "CC" if word == "and" else "CD" if word.isdigit() else "VBD" if word.endswith("ed") else "NN"


def said(tagged: str) -> list[tuple[str, str]]:
    return [(place.name, place.relation.value) for place in find(tagged)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bomb exploded in Kandahar/NNP .", [("Kandahar", "in")]),
        ("A mine exploded near Gardez/NNP .", [("Gardez", "near")]),
        ("A body was found on the outskirts/NNS of Goma/NNP .", [("Goma", "near")]),
        ("The convoy was ambushed 6 km north/RB of Baidoa/NNP .", [("Baidoa", "near")]),
        ("Two buses burned on the road to Maiduguri/NNP .", [("Maiduguri", "near")]),
        ("Shells landed between Donetsk/NNP and Luhansk/NNP .", [("Donetsk", "near"), ("Luhansk", "near")]),
        ("The government of Mali/NNP protested .", [("Mali", "of")]),
        ("A delegation arrived from Kampala/NNP .", [("Kampala", "other")]),
        ("It rained in Herat/NNP , Kabul/NNP and Kunduz/NNP .", [("Herat", "in"), ("Kabul", "in"), ("Kunduz", "in")]),
        ("The Peshawar/NNP bombing/NN was condemned/VBN .", [("Peshawar", "in")]),
    ],
)
def test_the_word_before_a_place_tells_its_relation(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kabul/NNP police/NN arrested him .",
        "He worked for the Bank/NNP of Georgia/NNP .",
        "The Baghdad/NNP government/NN denied it .",
    ],
)
def test_a_place_inside_another_name_is_a_modifier_and_nowhere(sentence: str) -> None:
    (place,) = find(sentence)
    assert place.modifier
    assert place.relation is Relation.OTHER


@pytest.mark.parametrize(
    "sentence",
    [
        "We met George/NNP Washington/NNP and Paris/NNP Hilton/NNP .",
        "The Afghan/JJ Foreign/NNP Ministry/NNP denied it .",
        "A car stopped on Cleveland/NNP Avenue/NNP .",
        "He died in March/NNP .",
        "It happened in EMS/NNP care .",
        "He works at the Department/NNP of Transportation/NNP .",
    ],
)
def test_persons_ministries_streets_and_months_are_no_places(sentence: str) -> None:
    assert find(sentence) == []


def test_kind_words_and_directions_are_read_with_the_name() -> None:
    (place,) = find("Fighting raged in northern Helmand/NNP province/NN .")
    assert (place.name, place.head, place.direction, place.relation) == ("Helmand", "province", "northern", Relation.IN)
    (place,) = find("Two died in Niger/NNP State/NNP .")
    assert (place.name, place.head) == ("Niger", "state")
    (place,) = find("It rained in eastern Afghanistan/NNP .")
    assert (place.name, place.direction, place.first, place.last) == ("Afghanistan", "eastern", 3, 5)
    (place,) = find("He was seen in the north/NN of Mali/NNP .")
    assert (place.direction, place.relation) == ("north", Relation.IN)


def test_a_place_said_to_lie_in_another_is_linked_to_it() -> None:
    inner, outer = find("A bomb exploded in Mosul/NNP , in northern Iraq/NNP .")
    assert inner.chain == ("Iraq",)
    assert outer.is_parent
    kano, _ = find("Gunmen robbed a bank in Kano/NNP , Nigeria/NNP , overnight .")
    assert kano.chain == ("Nigeria",)
    owner, valley = find("Troops camped in Pakistan/NNP 's/POS Swat/NNP valley/NN .")
    assert owner.is_parent
    assert (valley.chain, valley.relation) == (("Pakistan",), Relation.IN)


def test_a_list_of_areas_is_no_chain() -> None:
    found = find("Storms passed in Florida/NNP , Georgia/NNP and Alabama/NNP .")
    assert [place.chain for place in found] == [(), (), ()]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("He was shot in Alexandria/NNP , La/NNP . , on a bus .", "Louisiana"),
        ("He was shot in Charleston/NNP , W.Va/NNP . , on a bus .", "West Virginia"),
        ("He was shot in Tyler/NNP , TX/NNP , on a bus .", "Texas"),
    ],
)
def test_state_abbreviations_are_read_after_a_town(sentence: str, state: str) -> None:
    town, area = find(sentence)
    assert area.name == state
    assert town.chain == (state,)


@pytest.mark.parametrize(
    ("sentence", "name", "head"),
    [
        ("Raiders burned homes in the village of Upper/NNP Delm/NNP .", "Upper Delm", "village"),
        ("Six were shot near Tungan/NNP Dawaki/NNP , a farming/JJ village .", "Tungan Dawaki", "village"),
        ("Fighters entered Qarwazan/NNP district/NN .", "Qarwazan", "district"),
        ("Soldiers clashed in Zorbadu/NNP .", "Zorbadu", None),
    ],
)
def test_an_unknown_name_among_place_words_is_found(sentence: str, name: str, head: str | None) -> None:
    (place,) = find(sentence)
    assert (place.name, place.head, place.known) == (name, head, False)


def test_capitals_are_read_by_tags_and_words() -> None:
    town, area = find("REBELS/NNS HIT A POST/NN IN THE TOWN OF SAN/NNP VICENTE/NNP , IN CAQUETA/NNP DEPARTMENT/NN .")
    assert (town.name, town.head, town.chain) == ("SAN VICENTE", "town", ("CAQUETA",))
    assert area.head == "department"
    assert said("BODIES/NNS WERE/VBD FOUND/VBN IN SAN/NNP SALVADOR/NNP .") == [("SAN SALVADOR", "in")]
    assert find("THE POLICE/NN AND THE ARMY/NN SEARCHED HOMES/NNS .") == []


def test_no_words_have_no_places() -> None:
    assert find_places([], []) == []


def test_the_object_of_an_assault_is_where_it_happens() -> None:
    assert said("Rebels shelled Kramatorsk/NNP overnight/RB .") == [("Kramatorsk", "in")]
    assert said("Rebels stormed the village of Upper/NNP Delm/NNP .") == [("Upper Delm", "in")]
    assert said("A strike on Raqqa/NNP was/VBD reported .") == [("Raqqa", "in")]
    (village,) = find("Gunmen attacked Zorbadu/NNP , a village on a hill .")
    assert (village.relation, village.head, village.known) == (Relation.IN, "village", False)
