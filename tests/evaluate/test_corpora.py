"""The scripts over the shared corpora, with readers made by hand and corpora of a few lines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from evaluation.case2021 import mapping, score_types
from evaluation.gun_violence import half_of, score_half

INCIDENT = {"id": "a-1", "role": "main", "type": "explosive.suicide_bomb", "claims": []}


def _coded(**changes: object) -> str:
    return json.dumps({"incidents": [INCIDENT | changes]})


def test_every_sub_event_type_maps_to_ours_or_to_none() -> None:
    allowed = mapping()
    assert allowed["SUIC_BOMB"] == {"explosive.suicide_bomb"}
    assert allowed["DIPLO"] == frozenset()


def test_types_are_scored_on_the_dev_split_only(tmp_path: Path) -> None:
    rows = [("SUIC_BOMB", "dev"), ("DIPLO", "dev"), ("GRENADE", "dev"), ("SUIC_BOMB", "hidden")]
    lines = [
        json.dumps({"id": str(n), "text": subtype, "gold": {"subtype": subtype}, "split": split})
        for n, (subtype, split) in enumerate(rows)
    ]
    (tmp_path / "s.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:  # noqa: ARG001
        return _coded()

    scores = score_types(read, file=tmp_path / "s.jsonl")
    assert scores.snippets == 3
    assert round(scores.accuracy, 1) == 33.3
    assert (round(scores.precision, 1), scores.recall, scores.false_alarms) == (33.3, 50.0, 100.0)


def test_the_main_incident_is_compared_on_the_half_that_was_asked_for(tmp_path: Path) -> None:
    chosen = [next(str(n) for n in range(99) if half_of(str(n)) == half) for half in ("A", "B")]
    told = {"date": "2016-05-01", "state": "Texas", "city_or_county": "Waco", "killed": 1, "injured": 0, "latlon": None}
    incidents = [json.dumps({"incident_id": name, **told}) for name in chosen]
    docs = [
        json.dumps({"id": name, "incident_id": name, "title": None, "text": "x", "published": "2016-05-02"})
        for name in chosen
    ]
    (tmp_path / "incidents.jsonl").write_text("\n".join(incidents), encoding="utf-8")
    (tmp_path / "docs.jsonl").write_text("\n".join(docs) + "\n", encoding="utf-8")

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:  # noqa: ARG001
        assert (source, published) == (chosen[0], date(2016, 5, 2))
        place = {"name": "Waco", "admin1": "Nevada"}
        return _coded(killed={"min": 1, "best": 1, "max": 1}, date={"edtf": "2016-05-02"}, place=place)

    scores = dict(score_half(read, "A", folder=tmp_path).values)
    assert (scores["killed"], scores["injured"], scores["date"]) == (100, 100, 0)
    assert (scores["city"], scores["state"]) == (100, 0)
