import json
from datetime import date
from typing import Any

from casebook.model.claim import ARTICLE, Account, Claim, Field, Modality, Role, Speaker, SpeakerRole
from casebook.model.coded import Coded
from casebook.model.ids import text_hash
from casebook.model.issue import Issue
from casebook.model.values import (
    Clock,
    Code,
    DateMethod,
    DatePrecision,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Ref,
    Text,
    Value,
)
from casebook.publish.coded import to_json_line
from tests.factory import POLICE, Story, at_least, exact

STORY = Story("Nine people died at the mill. Earlier, two were taken.", source="wire", published=date(2026, 1, 5))


def coded(*claims: Claim, accounts: tuple[Account, ...] = (STORY.account,), issues: tuple[Issue, ...] = ()) -> Any:
    return json.loads(to_json_line(Coded(STORY.report, accounts, claims, issues)))


def test_keys_and_their_order_are_those_of_the_form() -> None:
    said_by = Speaker("police", SpeakerRole.POLICE, words=(STORY.span("the mill"),))
    issue = Issue("resolve.dates", "date_unresolved", "no year", (STORY.span("Earlier"),), STORY.report.id)
    line = coded(STORY.killed(exact(9, "people"), "Nine people", said_by), issues=(issue,))
    assert list(line) == ["report", "incidents", "issues"]
    assert line["report"] == {
        "id": STORY.report.id,
        "source": "wire",
        "url": None,
        "title": None,
        "published": "2026-01-05",
        "language": None,
        "text_sha256": text_hash(STORY.report.text),
        "chars": len(STORY.report.text),
    }
    assert list(line["report"]) == ["id", "source", "url", "title", "published", "language", "text_sha256", "chars"]
    (incident,) = line["incidents"]
    assert list(incident) == [
        *("id", "role", "type", "also_types", "occurrence", "date", "place"),
        *("killed", "injured", "perpetrators", "claims", "anchor"),
    ]
    (claim,) = incident["claims"]
    assert list(claim) == [
        *("id", "field", "value", "modality", "status", "evidence", "said_by", "origin", "confidence"),
    ]
    assert claim["said_by"] == {
        "name": "police",
        "role": "police",
        "ref": None,
        "channel": "unspecified",
        "words": [{"start": 20, "end": 28, "quote": "the mill"}],
    }
    assert incident["killed"] == {"min": 9, "best": 9, "max": 9, "rules": ["R6"]}
    assert line["issues"] == [
        {
            "stage": "resolve.dates",
            "kind": "date_unresolved",
            "message": "no year",
            "evidence": [{"start": 30, "end": 37, "quote": "Earlier"}],
        }
    ]


def test_the_unknown_is_null_and_the_article_speaks_without_words() -> None:
    line = coded(STORY.killed(at_least(9), "Nine people"))
    (incident,) = line["incidents"]
    assert [incident[key] for key in ("type", "date", "place", "injured")] == [None] * 4
    assert incident["claims"][0]["said_by"] == {
        "name": "article",
        "role": "article",
        "ref": None,
        "channel": "unspecified",
        "words": [],
    }
    assert incident["claims"][0]["value"] == {
        "type": "count",
        "low": 9,
        "high": None,
        "qualifier": "at_least",
        "population": None,
    }


def test_every_kind_of_value_has_its_form() -> None:
    forms: list[tuple[Field, Value, dict[str, object]]] = [
        (
            Field.DATE,
            Days("2026-01-04", DatePrecision.DAY, DateMethod.EXPLICIT),
            {"type": "date", "edtf": "2026-01-04", "precision": 1, "method": "explicit"},
        ),
        (
            Field.PLACE,
            Place("Delm", PlacePrecision.SETTLEMENT, "the mill", "XX", None, 1.5, 2.5, "g:1"),
            {
                "type": "place",
                "name": "Delm",
                "site": "the mill",
                "country": "XX",
                "admin1": None,
                "lat": 1.5,
                "lon": 2.5,
                "precision": 2,
                "ref": "g:1",
            },
        ),
        (
            Field.PERPETRATOR,
            Ref("Front", "a:f", "armed_group"),
            {"type": "actor", "name": "Front", "ref": "a:f", "kind": "armed_group"},
        ),
        (Field.WEAPON, Code("mine", "a mine"), {"type": "code", "code": "mine", "words": "a mine"}),
        (Field.VICTIM, Text("a guard"), {"type": "text", "text": "a guard"}),
        (Field.TIME_OF_DAY, Clock("night", "at night"), {"type": "time", "time": "night", "words": "at night"}),
        (Field.DEMAND, Money(2.0, "NGN", "2"), {"type": "money", "amount": 2.0, "currency": "NGN", "words": "2"}),
        (
            Field.CAPTIVITY_DURATION,
            Duration("P20D", "20 days"),
            {"type": "duration", "iso": "P20D", "words": "20 days"},
        ),
        (Field.NO_CLAIM, Flag(True), {"type": "bool", "value": True}),
        (
            Field.KILLED,
            exact(9, derived=True),
            {"type": "count", "low": 9, "high": 9, "qualifier": "exact", "population": None, "derived": True},
        ),
    ]
    (incident,) = coded(*(STORY.claim(field, value, "Nine") for field, value, _ in forms))["incidents"]
    by_field = {claim["field"]: claim["value"] for claim in incident["claims"]}
    assert by_field == {field.value: form for field, _, form in forms}
    assert incident["date"] == {"edtf": "2026-01-04", "precision": 1, "method": "explicit"}
    assert list(incident["place"]) == ["name", "site", "country", "admin1", "lat", "lon", "precision", "ref"]
    assert incident["perpetrators"] == [{"name": "Front", "ref": "a:f", "status": "blamed_unattributed"}]


def test_figures_beyond_the_form_stand_only_where_there_are_some() -> None:
    (incident,) = coded(STORY.claim(Field.ABDUCTED, exact(2, "people"), "two were taken", by=POLICE))["incidents"]
    assert incident["abducted"] == {"min": 2, "best": 2, "max": 2, "rules": ["R6"]}
    assert "released" not in incident


def test_what_sets_a_tally_apart_is_written_where_it_is_set() -> None:
    (incident,) = coded(STORY.killed(at_least(1, "a guard"), "Nine"))["incidents"]
    assert incident["killed"] == {
        "min": 1,
        "best": 1,
        "max": None,
        "rules": ["R1", "R5", "R6", "R11"],
        "floor_only": True,
    }


def test_main_comes_first_then_by_place_and_no_claim_is_lost() -> None:
    report = STORY.report
    late = Account(report.id, STORY.span("two were taken"), Role.MAIN)
    early = Account(report.id, STORY.span("Nine"), Role.MAIN)
    old = Account(report.id, STORY.span("people"), Role.REFERENCE)
    side = Account(report.id, STORY.span("the mill"), Role.SECONDARY)
    loose = [
        Claim(None, Field.BACKGROUND, Text("context"), (STORY.span("Earlier"),), ARTICLE, Modality.BACKGROUND),
        Claim("a-unknown", Field.KILLED, exact(2), (STORY.span("two"),), ARTICLE),
    ]
    line = coded(*loose, accounts=(old, late, side, early))
    assert [i["id"] for i in line["incidents"]] == [early.id, late.id, side.id, old.id]
    assert [c["id"] for c in line["context"]] == [c.id for c in loose]


def test_a_line_is_one_line_for_every_reader() -> None:
    story = Story("قتل\u2028تسعة\n\x85 people")
    claim = story.killed(exact(9), "قتل\u2028تسعة\n\x85")
    line = to_json_line(Coded(story.report, (story.account,), (claim,)))
    assert len(line.splitlines()) == 1
    assert "قتل" in line
    assert json.loads(line)["incidents"][0]["claims"][0]["evidence"][0]["quote"] == "قتل\u2028تسعة\n\x85"
