"""Actors through the registry: many names, one identity, and no guess for a name that it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.resolve.actors import actor_ref, known_actor


@pytest.mark.parametrize("words", ["Islamic State", "the Islamic State group", "ISIS", "ISIL", "Daesh"])
def test_many_names_are_one_actor(words: str) -> None:
    assert known_actor(words) == "actor:islamic-state"


def test_the_longest_name_counts() -> None:
    assert actor_ref("Islamic State West Africa Province").name == "Islamic State West Africa Province"


def test_a_name_inside_other_words_is_found() -> None:
    assert actor_ref("members of the M23 rebels").name == "M23"


def test_a_name_that_the_registry_does_not_know_keeps_its_words() -> None:
    ref = actor_ref("the  Green\n Dawn Brigade")
    assert (ref.name, ref.ref, ref.kind) == ("the Green Dawn Brigade", None, None)
    assert known_actor("the Green Dawn Brigade") is None


def test_an_actor_has_a_kind_and_the_day_may_change_it_but_not_who_it_is() -> None:
    early, late = actor_ref("Taliban", date(2000, 1, 1)), actor_ref("Taliban", date(2015, 1, 1))
    assert early.ref == late.ref
    assert early.kind is not None
    assert late.kind == "armed_group"


def test_empty_words_name_nobody() -> None:
    assert known_actor("") is None
