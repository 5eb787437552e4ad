"""What a speaker is in a story: its registry id, its role, and whether it is a party."""

from __future__ import annotations

import pytest

from casebook.assemble.speakers import Standing
from casebook.model.claim import Speaker, SpeakerRole


def _standing(*, country: str | None = "SO", forces: bool = False) -> Standing:
    return Standing(country, forces, None)


def test_an_armed_group_is_a_party_and_has_its_registry_id() -> None:
    told = _standing().of(Speaker("Al-Shabaab", SpeakerRole.ARMED_GROUP))
    assert told.party
    assert told.ref == "actor:al-shabaab"


@pytest.mark.parametrize("forces", [True, False])
def test_the_army_is_a_party_only_where_forces_did_it(forces: bool) -> None:
    assert _standing(forces=forces).of(Speaker("army", SpeakerRole.MILITARY)).party is forces


def test_a_doctor_is_never_a_party() -> None:
    assert not _standing(forces=True).of(Speaker("doctor", SpeakerRole.HEALTH_OR_RESCUE)).party


def test_another_nations_ministry_is_a_foreign_government() -> None:
    told = _standing().of(Speaker("French foreign ministry", SpeakerRole.MINISTRY))
    assert told.role is SpeakerRole.FOREIGN_GOVERNMENT


def test_the_ministry_of_the_storys_own_country_is_none() -> None:
    assert _standing().of(Speaker("Somali interior ministry", SpeakerRole.MINISTRY)).role is SpeakerRole.MINISTRY
    assert _standing().of(Speaker("interior ministry", SpeakerRole.MINISTRY)).role is SpeakerRole.MINISTRY


def test_without_a_country_nobody_is_foreign() -> None:
    told = _standing(country=None).of(Speaker("French foreign ministry", SpeakerRole.MINISTRY))
    assert told.role is SpeakerRole.MINISTRY
