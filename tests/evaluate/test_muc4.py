"""Coded reports become MUC-4 templates, and only those that lie within that evaluation's definition."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from casebook.evaluate.coded import parse_coded
from casebook.evaluate.muc4 import gtt_form, score_muc4, slot_form, templates
from casebook.evaluate.muc4_fill import instrument, names, trimmed
from casebook.evaluate.muc4_relevance import is_relevant
from casebook.evaluate.muc4_template import Template
from casebook.model.errors import UsageError
from tests.evaluate.factory import Json

MUC4 = Path(__file__).resolve().parents[3] / "shared" / "data" / "muc4"
TEXT = (
    "FOUR HOODED MEN THREW A BOMB AT THE OFFICE OF THE RIVER BANK IN LIMA ON 2 MAY. POLICE BLAMED THE RED DAWN FRONT. "
    "MAYOR ANA MARIA TORO WAS KILLED AND TWO WATCHMEN WERE WOUNDED."
)
MEN, BOMB, OFFICE = "FOUR HOODED MEN", "A BOMB", "THE OFFICE OF THE RIVER BANK"
DAWN, TORO, WATCHMEN = "THE RED DAWN FRONT", "MAYOR ANA MARIA TORO", "TWO WATCHMEN"


def _claim(field: str, value: Json, quote: str, modality: str = "asserted", role: str = "article") -> Json:
    start = TEXT.index(quote)
    return {
        "field": field,
        "value": value,
        "modality": modality,
        "evidence": [{"start": start, "end": start + len(quote), "quote": quote}],
        "said_by": {"name": role, "role": role},
    }


def _silent(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:  # noqa: ARG001
    return '{"incidents": []}'


def _count(number: int, population: str | None = None) -> Json:
    return {"type": "count", "low": number, "high": number, "population": population}


def _incident(**changes: object) -> Json:
    claims = [
        _claim("perpetrator_description", {"type": "text", "text": "four hooded men"}, MEN),
        _claim("accusation", {"type": "actor", "name": "Red Dawn Front", "kind": "armed_group"}, DAWN, role="police"),
        _claim("weapon", {"type": "code", "code": "grenade", "words": "threw a bomb"}, BOMB),
        _claim("target", {"type": "code", "code": "business", "words": "the office of the River Bank"}, OFFICE),
        _claim("victim", {"type": "text", "text": "Mayor Ana Maria Toro"}, TORO),
        _claim("killed", _count(1), "MAYOR ANA MARIA TORO WAS KILLED"),
        _claim("injured", _count(2, "watchmen"), "TWO WATCHMEN WERE WOUNDED"),
    ]
    incident: Json = {
        "id": "a-1",
        "role": "main",
        "type": "explosive.grenade_thrown",
        "date": {"edtf": "1989-05-02", "precision": 1, "method": "explicit"},
        "place": {"name": "Lima", "country": "PE", "admin1": "Lima", "precision": 2},
        "claims": claims,
    }
    return incident | changes


def _templates(incident: Json, published: date | None = date(1989, 5, 4)) -> tuple[Template, ...]:
    return templates(parse_coded(json.dumps({"incidents": [incident]}), "test"), TEXT, published)


def test_an_incident_becomes_the_five_roles() -> None:
    (template,) = _templates(_incident())
    assert gtt_form(template) == {
        "incident_type": "bombing",
        "PerpInd": [["FOUR HOODED MEN"]],
        "PerpOrg": [["RED DAWN FRONT"]],
        "Target": [["OFFICE OF THE RIVER BANK"]],
        "Victim": [["ANA MARIA TORO"]],
        "Weapon": [["BOMB"]],
    }


def test_an_incident_becomes_all_slots() -> None:
    (template,) = _templates(_incident())
    slots = slot_form(template)
    assert slots["incident_date"] == ["02 MAY 89"]
    assert slots["incident_location"] == ["PERU: LIMA (CITY)"]
    assert slots["incident_stage_of_execution"] == ["ACCOMPLISHED"]
    assert slots["incident_instrument_type"] == [["BOMB", "BOMB"]]
    assert slots["perp_incident_category"] == ["TERRORIST ACT"]
    assert slots["perp_organization_confidence"] == [["SUSPECTED OR ACCUSED BY AUTHORITIES", "RED DAWN FRONT"]]
    assert slots["phys_tgt_type"] == [["FINANCIAL", "OFFICE OF THE RIVER BANK"]]
    assert slots["hum_tgt_name"] == ["ANA MARIA TORO"]
    assert ["MAYOR", "ANA MARIA TORO"] in slots["hum_tgt_description"]
    assert ["SECURITY GUARD", "WATCHMEN"] in slots["hum_tgt_type"]
    assert slots["hum_tgt_effect_of_incident"] == [["DEATH", "ANA MARIA TORO"], ["INJURY", "WATCHMEN"]]


def test_a_date_that_only_publication_gives_is_no_later_than_it() -> None:
    inferred = {"edtf": "1989-05-04", "precision": 7, "method": "undated_lead_event"}
    assert _templates(_incident(date=inferred))[0].date == "- 04 MAY 89"
    assert _templates(_incident(date=None), published=None)[0].date is None
    month = {"edtf": "1989-04", "precision": 4, "method": "explicit"}
    assert _templates(_incident(date=month))[0].date == "01 APR 89 - 30 APR 89"


def test_a_mere_reference_has_no_template_beside_an_incident_of_its_own() -> None:
    both = {"incidents": [_incident(), _incident(id="a-2", role="reference")]}
    made = templates(parse_coded(json.dumps(both), "test"), TEXT, date(1989, 5, 4))
    assert len(made) == 1


def test_a_story_is_relevant_by_what_its_incidents_hit_and_not_by_old_fighting() -> None:
    def held(**changes: object) -> bool:
        coded = parse_coded(json.dumps({"incidents": [_incident(**changes)]}), "test")
        return is_relevant(coded.incidents, date(1989, 5, 4))

    soldiers = [_claim("victim", {"type": "text", "text": "soldiers"}, WATCHMEN)]
    old = {"edtf": "1987-05-02", "precision": 1, "method": "explicit"}
    assert held()
    assert not held(type="armed.clash", claims=soldiers, date=old, role="secondary")
    assert not is_relevant((), date(1989, 5, 4))


def test_fighting_between_armed_sides_has_none() -> None:
    claims = [_claim("target", {"type": "code", "code": "military", "words": "soldiers"}, WATCHMEN)]
    assert _templates(_incident(type="armed.clash", claims=claims)) == ()
    assert _templates(_incident(type="armed.clash")) != ()  # a mayor was killed in it


def test_state_forces_are_named_as_such_when_civilians_were_hit() -> None:
    army = _claim("perpetrator", {"type": "actor", "name": "army", "kind": "state_force"}, "POLICE")
    claims = [*_incident()["claims"], army]
    (template,) = _templates(_incident(claims=claims))
    assert slot_form(template)["perp_incident_category"] == ["STATE-SPONSORED VIOLENCE"]
    both = {"incidents": [_incident(), _incident(id="a-2", claims=[army])]}
    assert len(templates(parse_coded(json.dumps(both), "test"), TEXT, date(1989, 5, 4))) == 1


def test_what_is_denied_fills_no_slot() -> None:
    claims = _incident()["claims"]
    claims[1]["modality"] = "denied"
    assert _templates(_incident(claims=claims))[0].groups == ()


def test_names_are_found_after_titles_and_nowhere_else() -> None:
    assert names("COL JUAN PEREZ AND HIS DRIVER") == ("JUAN PEREZ",)
    assert names("SIX PRIESTS") == ()
    assert names("Ana Toro, a teacher") == ("ANA TORO",)


def test_weapon_words_end_at_the_weapon() -> None:
    assert instrument("exploded a car bomb") == "CAR BOMB"
    assert instrument("shot dead") is None
    assert trimmed("the three houses, which burned", numbers=False) == "HOUSES"


def test_a_folder_without_the_scorers_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no scorer .*muc4_score\.py"):
        score_muc4(tmp_path, _silent)


@pytest.mark.skipif(not MUC4.exists(), reason="needs the project's shared MUC-4 data, which no clone has")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the given scorers close no file
def test_silence_scores_nothing_with_the_given_scorers() -> None:
    pytest.importorskip("scipy", reason="the given scorers need numpy and scipy, in casebook[dev]")
    scores = score_muc4(MUC4, _silent, limit=20)
    assert scores.stories == 20
    assert scores.f1("ree.micro") == 0
    assert scores.f1("slots.ALL") == 0
