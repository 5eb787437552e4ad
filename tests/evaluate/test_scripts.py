"""Role recall, argument F1 and false alarms, with readers made by hand and corpora of a few lines."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from casebook.evaluate.coded import Reader
from evaluation.false_alarms import LIST, PARTS, count_alarms
from evaluation.passages import measure
from evaluation.rams import head, score_windows, trained_on
from evaluation.reading import coder_named
from evaluation.wikievents import mapping, score_stories
from tests.evaluate.factory import Json

TEXT = "Rebels of the north shot two nurses with rifles. They fled."
Claims = Sequence[tuple[str, str]]


def _reader(*incidents: tuple[str, Claims]) -> Reader:
    """Reads every text as these incidents: a role, and (field, words) of its claims."""

    def coded(text: str, number: int, role: str, claims: Claims) -> object:
        told = []
        for field, words in claims:
            at = text.index(words)
            span = {"start": at, "end": at + len(words), "quote": words}
            value = {"type": "text", "text": words}
            said_by = {"name": "article", "role": "article"}
            told.append(
                {"field": field, "value": value, "modality": "asserted", "evidence": [span], "said_by": said_by}
            )
        return {"id": f"a-{number}", "role": role, "type": "armed.attack_on_persons", "claims": told}

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:  # noqa: ARG001
        return json.dumps({"incidents": [coded(text, n, *each) for n, each in enumerate(incidents)]})

    return read


def _tokens(words: str) -> list[int]:
    said = TEXT.replace(".", " .").split()
    first = said.index(words.split()[0])
    return [first, first + len(words.split()) - 1]


def _window(ident: str, kind: str = "conflict.attack.n/a") -> str:
    roles = {"attacker": "Rebels of the north", "target": "two nurses", "instrument": "rifles", "place": "north"}
    arguments = [{"role": role, "text": words, "tokens": _tokens(words)} for role, words in roles.items()]
    trigger = {"tokens": _tokens("shot"), "text": "shot", "type": kind}
    row = {"id": ident, "text": TEXT, "tokens": TEXT.replace(".", " .").split(), "published": None}
    return json.dumps(row | {"trigger": trigger, "arguments": arguments})


def test_the_head_word_stands_before_the_first_preposition_or_is_the_last() -> None:
    assert [TEXT[slice(*head(TEXT, 0, 19))], TEXT[slice(*head(TEXT, 25, 35))]] == ["Rebels", "nurses"]


def test_an_argument_counts_when_its_head_is_in_a_span_of_its_role(tmp_path: Path) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_text("\n".join((_window("a"), _window("b", "contact.meet.n/a"))) + "\n", encoding="utf-8")
    read = _reader(("main", (("perpetrator_description", "Rebels"), ("victim", "two nurses"), ("site", "rifles"))))
    recall = score_windows(read, file=file)
    assert (recall.windows, recall.of("perpetrator"), recall.of("target or victim")) == (1, 100, 100)
    assert recall.of("weapon") == 0
    assert [(error.measure, error.kind) for error in recall.errors] == [("weapon missed", "read as target or victim")]


def test_windows_that_were_trained_on_are_left_out(tmp_path: Path) -> None:
    known = sorted(trained_on())[0]
    file = tmp_path / "dev.jsonl"
    file.write_text(_window(known) + "\n", encoding="utf-8")
    assert score_windows(_reader(), file=file).windows == 0
    assert score_windows(_reader(), file=file, every=True).windows == 1


def _event(kind: str, role: str, ident: str, entities: dict[str, Json]) -> Json:
    argument = {"entity_id": ident, "role": role, "text": entities[ident]["text"], "span": entities[ident]["span"]}
    return {"type": kind, "arguments": [argument]}


def test_coreferring_entities_are_due_once_and_any_of_their_heads_finds_them(tmp_path: Path) -> None:
    assert mapping()["Life.Die", "Victim"] == "target or victim"
    entities: dict[str, Json] = {
        "e1": {"text": "two nurses", "type": "PER", "span": [25, 35]},
        "e2": {"text": "They", "type": "PER", "span": [49, 53]},
        "e3": {"text": "Rebels", "type": "PER", "span": [0, 6]},
    }
    events = [
        _event("Life.Die.Unspecified", "Victim", "e1", entities),
        _event("Life.Injure.Unspecified", "Victim", "e1", entities),
        _event("Conflict.Attack.Unspecified", "Attacker", "e2", entities),
        _event("Contact.Contact.Meet", "Participant", "e1", entities),
    ]
    story = {"id": "s", "text": TEXT, "entities": entities, "events": events, "entity_clusters": [["e2", "e3"]]}
    file = tmp_path / "dev.jsonl"
    file.write_text(json.dumps(story) + "\n", encoding="utf-8")
    read = _reader(
        ("main", (("perpetrator", "Rebels of the north"), ("weapon", "rifles"))),
        ("reference", (("victim", "two nurses"),)),
    )
    arguments = score_stories(read, file=file)
    assert arguments.due.total() == 2
    assert arguments.scores("perpetrator") == (100, 100, pytest.approx(100))
    assert arguments.scores("target or victim")[1] == 0
    assert arguments.scores()[:2] == (50, 50)


def test_an_alarm_is_a_story_with_an_incident_that_is_no_reference(tmp_path: Path) -> None:
    texts = {"a": "Rebels shot.", "b": "Rebels slept."}
    file, listed = tmp_path / "lgl.jsonl", tmp_path / "listed.csv"
    file.write_text("\n".join(json.dumps({"id": k, "text": v}) for k, v in texts.items()) + "\n", encoding="utf-8")
    rows = "".join(f"{k},{hashlib.sha256(v.encode()).hexdigest()},open\n" for k, v in texts.items())
    listed.write_text(f"id,sha256,part\n{rows}", encoding="utf-8")
    loud = count_alarms(_reader(("main", (("victim", "Rebels"),))), file=file, listed=listed)
    quiet = count_alarms(_reader(("reference", (("victim", "Rebels"),))), file=file, listed=listed)
    assert (loud.stories, loud.invented, loud.share, quiet.invented, quiet.references) == (2, 2, 100, 0, 2)
    listed.write_text("id,sha256,part\na,0000,open\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="not as it was judged"):
        count_alarms(_reader(), file=file, listed=listed)


def test_the_list_has_150_open_and_50_held_out_stories_each_once() -> None:
    rows = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
    assert [sum(row["part"] == part for row in rows) for part in PARTS] == [150, 50]
    assert len({row["id"] for row in rows}) == 200


def test_a_silent_reader_finds_and_invents_nothing_in_our_passages() -> None:
    tally = measure(_reader(), "dev")
    assert (tally.found, tally.read, tally.share_invented) == (0, 0, 0)
    assert tally.incidents > 100
    assert {error.measure for error in tally.errors} == {"incident missed"}


def test_a_coder_that_is_not_there_is_told_with_the_way_out() -> None:
    with pytest.raises(SystemExit, match="give MODULE:FUNCTION"):
        coder_named("casebook.pipeline:nothing")
