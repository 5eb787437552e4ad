"""Resolving places: one story decides together, and a guess is no pin."""

from __future__ import annotations

import time

from casebook.extract.toponyms import PlaceWords, Relation
from casebook.model.values import Place, PlacePrecision
from casebook.resolve.places import resolve_places


def words(name: str, relation: Relation = Relation.IN, **more: object) -> PlaceWords:
    return PlaceWords(0, 1, name, relation, **more)  # type: ignore[arg-type]


def one(*found: PlaceWords, dateline: str | None = None, hints: tuple[str, ...] = ()) -> Place:
    place = resolve_places(found, dateline, hints)[0]
    assert place is not None
    return place


def test_a_country_the_story_speaks_of_decides() -> None:
    assert one(words("Palma"), words("Mozambique")).country == "MZ"
    assert one(words("Palma"), hints=("MZ",)).country == "MZ"
    assert one(words("Palma"), dateline="MAPUTO, Mozambique (Wire)").country == "MZ"
    assert one(words("Palma"), hints=("ES",)).country == "ES"


def test_towns_that_bear_the_name_of_a_quarter_do_not_move_the_city() -> None:
    assert one(words("Dhaka"), words("Rampura", head="neighbourhood")).country == "BD"


def test_the_place_that_the_words_put_it_in_wins() -> None:
    state = words("Louisiana", head="state", is_parent=True)
    town = one(words("Alexandria", within=state), state, words("Egypt"))
    assert (town.country, town.admin1, town.precision) == ("US", "Louisiana", PlacePrecision.SETTLEMENT)


def test_other_places_of_a_state_decide_between_towns_of_a_name() -> None:
    found = (words("Alexandria"), words("Baton Rouge"), words("Shreveport"), words("Rapides", head="parish"))
    assert one(*found).admin1 == "Louisiana"


def test_a_kind_word_decides_between_a_state_and_a_country() -> None:
    niger = one(words("Niger", head="state"))
    assert (niger.country, niger.precision) == ("NG", PlacePrecision.PROVINCE)
    assert one(words("Niger")).country == "NE"


def test_the_precision_follows_the_words() -> None:
    assert one(words("Kandahar")).precision is PlacePrecision.SETTLEMENT
    assert one(words("Kandahar", Relation.NEAR)).precision is PlacePrecision.NEAR_SETTLEMENT
    assert one(words("Kandahar", head="province")).precision is PlacePrecision.PROVINCE
    assert one(words("Sangin", head="district"), hints=("AF",)).precision is PlacePrecision.DISTRICT
    assert one(words("Somalia")).precision is PlacePrecision.COUNTRY
    assert one(words("Darfur")).precision is PlacePrecision.REGION


def test_part_of_a_country_is_a_region_without_a_pin() -> None:
    place = one(words("Afghanistan", direction="eastern"))
    assert place == Place("eastern Afghanistan", PlacePrecision.REGION, country="AF")


def test_an_unknown_name_keeps_its_words_and_the_country_of_the_story() -> None:
    place = one(words("Tungan Dawaki", Relation.NEAR, head="village", known=False), words("Nigeria"), words("Kaduna"))
    assert place == Place("Tungan Dawaki", PlacePrecision.NEAR_SETTLEMENT, country="NG")


def test_an_unknown_name_lies_where_the_words_put_it() -> None:
    state = words("Borno", head="state", is_parent=True)
    place = one(words("Gorvukala", within=state, known=False), state)
    assert (place.country, place.admin1, place.lat) == ("NG", "Borno", None)


def test_a_small_place_that_nothing_speaks_for_gets_no_pin() -> None:
    place = one(words("Bahram"), words("Nairobi"), words("Mombasa"), words("Kenya"))
    assert place.lat is None
    assert place.country != "IR"


def test_a_name_that_may_be_a_person_is_no_place() -> None:
    found = [words("Rosario", Relation.OTHER), words("Kandahar"), words("Afghanistan")]
    stray = resolve_places([words("Hansen", Relation.OTHER), *found[1:]])[0]
    assert stray is None


def test_capitals_become_a_name() -> None:
    assert one(words("BOGOTA")).name == "Bogotá"
    assert one(words("ZORBADU", known=False)).name == "Zorbadu"


def test_every_place_words_has_its_answer_and_the_order_is_kept() -> None:
    found = [words("Kabul"), words("Herat"), words("Kabul", Relation.NEAR)]
    places = resolve_places(found)
    assert [place.name for place in places if place is not None] == ["Kabul", "Herat", "Kabul"]
    assert resolve_places([]) == []
    assert resolve_places(found) == places


def test_a_story_is_resolved_within_milliseconds() -> None:
    names = ("Springfield", "Alexandria", "Washington", "San Juan", "Santa Cruz", "Kabul", "Victoria", "Kingston")
    found = [words(name) for name in names] * 3
    resolve_places(found)
    started = time.process_time()
    resolve_places(found)
    assert time.process_time() - started < 0.05
