"""The lists: every code is known, no row stands twice, phrases match as texts write them, bad rows tell what to do."""

import tomllib
from collections.abc import Callable
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from casebook.lists import actors, lexicon
from casebook.lists.reading import Line, codes, parse_csv, phrase_list
from casebook.lists.rows import Effect, HarmField, Strength, TriggerKind
from casebook.model.claim import Channel, Field, Modality, Occurrence, SpeakerRole
from casebook.model.errors import ListError
from casebook.model.values import DatePrecision, PlacePrecision
from casebook.norms.inflect import Pos
from casebook.norms.phrases import Phrases
from casebook.norms.tokens import tokens

ONTOLOGY = Path(__file__).parents[3] / "shared" / "domain" / "ontology.toml"


def found(phrases: Phrases[Any], text: str) -> list[str]:
    words = [token.lower for token in tokens(text)]
    return [match.items[0].words for match in phrases.matches(words)]


@pytest.mark.parametrize(
    ("load", "at_least"),
    [
        (lexicon.triggers, 1500),
        (lexicon.harm, 700),
        (lexicon.weapons, 900),
        (lexicon.targets, 1800),
        (lexicon.attackers, 600),
        (lexicon.speakers, 1200),
        (lexicon.reporting_verbs, 300),
        (lexicon.channels, 200),
        (lexicon.modality, 1500),
        (lexicon.reactions, 400),
        (lexicon.discourse, 500),
        (actors.actors, 1200),
    ],
)
def test_every_list_is_read_whole(load: Callable[[], Phrases[Any]], at_least: int) -> None:
    phrases = load()
    rows = [(phrase, items) for phrase, items in phrases]
    assert len(rows) == len(phrases) > at_least
    assert all(len(items) > 0 for _, items in rows)


@pytest.mark.skipif(not ONTOLOGY.exists(), reason="the ontology of the project's shared folder is not here")
@pytest.mark.parametrize(
    "enum",
    [
        "speaker_role",
        "channel",
        "claim_mode",
        "actor_kind",
        "target_type",
        "weapon_type",
        "reaction_type",
        "non_incident_reason",
        "modality",
        "occurrence",
    ],
)
def test_codes_are_those_of_the_ontology(enum: str) -> None:
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    assert list(codes(enum)) == ontology["enum"][enum]


@pytest.mark.skipif(not ONTOLOGY.exists(), reason="the ontology of the project's shared folder is not here")
def test_types_and_fields_are_those_of_the_ontology() -> None:
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    assert [leaf.code for leaf in lexicon.incident_types()] == list(ontology["type"])
    assert {f: info.value for f, info in lexicon.fields().items()} == {
        Field(name): row["value"] for name, row in ontology["property"].items()
    }


def test_the_codes_with_an_enumeration_have_its_members() -> None:
    assert list(codes("speaker_role")) == [role.value for role in SpeakerRole]
    assert list(codes("channel")) == [channel.value for channel in Channel]
    assert list(codes("modality")) == [modality.value for modality in Modality]
    assert list(codes("occurrence")) == [occurrence.value for occurrence in Occurrence]
    assert set(codes("date_precision")) == {str(int(code)) for code in DatePrecision}
    assert set(codes("geo_precision")) == {str(int(code)) for code in PlacePrecision}


def test_every_type_has_triggers_of_its_own() -> None:
    rows = [item for _, items in lexicon.triggers() for item in items]
    for leaf in lexicon.incident_types():
        own = [row for row in rows if row.type == leaf.code and row.strength is not Strength.CUE]
        assert {row.kind for row in own} == set(TriggerKind), f"{leaf.code} lacks a noun or a verb"


def test_every_field_of_harm_has_words() -> None:
    assert {item.field for _, items in lexicon.harm() for item in items} == set(HarmField)


def test_every_effect_of_discourse_has_words() -> None:
    assert {item.effect for _, items in lexicon.discourse() for item in items} == set(Effect)


def test_verbs_match_in_every_form_and_in_capitals() -> None:
    triggers = lexicon.triggers()
    assert found(triggers, "GUNMEN AMBUSHED A BUS") == ["ambush"]
    assert found(triggers, "He blew himself up") == ["blow oneself up"]
    assert found(triggers, "two air-strikes, one airstrike") == ["air~strike", "air~strike"]
    assert found(triggers, "rebels set the town hall on fire") == ["set * on fire"]
    assert found(triggers, "were shot dead and machine-gunned") == ["shoot dead", "machine~gun"]


def test_words_of_harm_match_around_their_people() -> None:
    harm = lexicon.harm()
    assert found(harm, "The blast claimed the lives of 12") == ["claim the lives of"]
    assert found(harm, "She lost her life") == ["lose one's life"]
    assert found(harm, "They took three people hostage") == ["take * hostage"]
    assert found(harm, "was hospitalised") == ["hospitalize"]


def test_other_lists_match_plain_text() -> None:
    assert found(lexicon.weapons(), "AK-47s and a car-bomb") == ["ak-47", "car~bomb"]
    assert found(lexicon.targets(), "policemen at the mayor's office") == ["policeman", "mayor's office"]
    assert found(lexicon.attackers(), "hooded men, guerrillas") == ["hooded man", "guerrilla"]
    assert found(lexicon.speakers(), "a police spokesman") == ["police spokesman"]
    assert found(lexicon.reporting_verbs(), "No group has claimed responsibility") == [
        "no group has claimed responsibility"
    ]
    assert found(lexicon.modality(), "died of a heart attack") == ["heart attack"]


def test_an_actor_is_found_by_any_of_its_names() -> None:
    names = actors.actors()
    for text in ("Islamic State", "DAESH", "ISIL"):
        words = [token.lower for token in tokens(text)]
        assert names.matches(words)[0].items[0].actor.ref == "actor:islamic-state"
    words = ["frente", "farabundo", "marti", "para", "la", "liberacion", "nacional"]
    assert names.matches(words)[0].items[0].actor.ref == "actor:fmln"
    assert names.matches(["is"])[0].items[0].capitals


def test_an_actor_changes_its_status_on_a_day() -> None:
    before = actors.actor_status("actor:taliban", date(2021, 8, 14))
    after = actors.actor_status("actor:taliban", date(2021, 8, 15))
    assert before is not None
    assert after is not None
    assert (before.kind, before.state) == ("armed_group", False)
    assert (after.kind, after.state) == ("state", True)
    assert actors.actor_status("actor:taliban", None) is None
    assert actors.actor_status("actor:eta", date(2020, 1, 1)) is None


def test_statuses_of_an_actor_follow_each_other() -> None:
    for one in actors.registry().values():
        for earlier, later in zip(one.statuses, one.statuses[1:], strict=False):
            assert earlier.end is not None, one.ref
            assert later.start == earlier.end, one.ref


def test_countries_of_actors_are_two_capital_letters() -> None:
    for one in actors.registry().values():
        assert all(len(code) == 2 and code.isupper() for code in one.countries), one.ref


def test_a_name_belongs_to_one_actor() -> None:
    for name, items in actors.actors():
        refs = {item.actor.ref for item in items}
        assert len(refs) == 1, (name, refs)


def weapons(text: str) -> Phrases[Any]:
    head = "# a comment\nwords,weapon_type,incident_type,note\n"
    return phrase_list(parse_csv("weapons.csv", head + text, lexicon.WEAPON_COLUMNS), lexicon.make_weapon)


def test_an_unknown_code_names_file_line_value_and_the_codes() -> None:
    with pytest.raises(ListError, match=r"weapons.csv line 3: weapon_type is 'gun'; use one of: suicide_vest_belt, "):
        weapons("pistol,gun,,\n")


def test_a_phrase_that_stands_twice_names_both_lines() -> None:
    with pytest.raises(ListError, match=r"weapons.csv line 4: 'pistol' stands on line 3 already; keep one"):
        weapons("pistol | rifle,firearm,,\npistol,firearm,,\n")
    with pytest.raises(ListError, match="'pistol' stands on line 3 already"):
        weapons("pistol | pistol,firearm,,\n")


def test_a_row_with_a_comma_too_many_says_so() -> None:
    with pytest.raises(ListError, match=r"line 3: 'pistol,firearm,,a,b' has 5 cells; it needs 4 .*quote a cell"):
        weapons("pistol,firearm,,a,b\n")


@pytest.mark.parametrize("words", ["", "car  bomb", " pistol", "pistol|rifle", "pistol | "])
def test_ill_written_words_are_refused(words: str) -> None:
    with pytest.raises(ListError, match=r"line 3: words is .*single spaces"):
        weapons(f"{words},firearm,,\n")


def test_capitals_in_a_list_are_refused() -> None:
    with pytest.raises(ListError, match="line 3: words is 'AK-47'; write lower case"):
        weapons("AK-47,firearm,,\n")


def test_wrong_columns_are_refused() -> None:
    with pytest.raises(ListError, match=r"weapons.csv line 1: columns are \['words'\]; they must be"):
        list(parse_csv("weapons.csv", "words\n", lexicon.WEAPON_COLUMNS))


def test_an_unknown_type_or_actor_is_a_list_error() -> None:
    with pytest.raises(ListError, match=r"has no type .armed\.duel.; use one of: explosive.suicide_bomb"):
        lexicon.incident_type("armed.duel")
    with pytest.raises(ListError, match="has no actor 'actor:nobody'; add a table"):
        actors.actor("actor:nobody")


def test_the_lists_take_harm_words_with_several_readings() -> None:
    rows = list(parse_csv("harm.csv", "words,pos,field,trigger_type,note\n", lexicon.HARM_COLUMNS))
    assert rows == []
    line = Line("harm.csv", 2, {"words": "shot", "pos": "adjective", "field": "killed", "trigger_type": "", "note": ""})
    pos, row = lexicon.make_harm(line)
    assert pos is Pos.FIXED
    assert row("shot").field is HarmField.KILLED


def test_the_page_of_codes_is_current() -> None:
    docs = Path(__file__).parents[2] / "docs"
    spec = spec_from_file_location("make_codes", docs / "make_codes.py")
    assert spec is not None
    assert spec.loader is not None
    make_codes = module_from_spec(spec)
    spec.loader.exec_module(make_codes)
    assert (docs / "codes.md").read_text(encoding="utf-8") == make_codes.page(), "run docs/make_codes.py"
