"""A perfect reading scores 100 everywhere, and every planted error moves exactly the numbers it should."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from casebook.cli.evaluate import run
from casebook.evaluate.coded import parse_coded
from casebook.evaluate.gold import GoldScores, score_document, score_gold
from casebook.evaluate.gold_file import gold_files, parse_gold, story_text
from casebook.evaluate.measures import Measure, Sheet, Tally
from casebook.model.errors import InputError
from tests.evaluate.factory import MINI, Json, mini, perfect

GOLD = Path(__file__).resolve().parents[3] / "shared" / "cases" / "gold"


def _sheet(coded: Json, *, dated: bool = True) -> Sheet:
    gold, text = mini()
    return score_document(gold, text, parse_coded(json.dumps(coded), "test"), dated=dated).sheet


def _perfect(*, dated: bool = True) -> Json:
    return perfect(mini()[0], dated=dated)


def _moved(coded: Json, *, dated: bool = True) -> dict[str, Tally]:
    """The measures that differ from a perfect reading, with their new tallies; those of single fields left out."""
    best, spoiled = _sheet(_perfect(dated=dated), dated=dated), _sheet(coded, dated=dated)
    names = {*best.tallies, *spoiled.tallies}
    return {name: spoiled.get(name) for name in names if "." not in name and best.get(name) != spoiled.get(name)}


def _claim(coded: Json, field: str, number: int = 0, incident: int = 0) -> Json:
    claims = [claim for claim in coded["incidents"][incident]["claims"] if claim["field"] == field]
    found: Json = claims[number]
    return found


@pytest.mark.parametrize("dated", [True, False])
def test_a_perfect_reading_scores_100_on_every_measure(dated: bool) -> None:
    sheet = _sheet(_perfect(dated=dated), dated=dated)
    left_out = (Measure.DATES_GUESSED, Measure.OTHER_COUNTS)  # the story has no other figures
    values = {name: sheet.value(name) for name, _ in sheet.rows() if name not in left_out}
    assert values == dict.fromkeys(values, 100.0)
    assert sheet.value(Measure.DATES_GUESSED) == 0


def test_an_empty_reading_finds_nothing_and_guesses_nothing() -> None:
    sheet = _sheet({"incidents": []})
    assert sheet.get("incidents") == Tally(0, 0, 2)
    assert sheet.get("statements") == Tally(0, 0, 18.5)
    assert sheet.get("killed") == Tally(0, 2, 2)
    assert sheet.get("supported") == Tally(0, 0, 0)


def test_a_wrong_speaker_moves_only_the_speaker_and_its_role() -> None:
    coded = _perfect()
    speaker: Json = {"name": "article", "role": "article", "ref": None, "channel": "unspecified", "words": []}
    _claim(coded, "injured")["said_by"] = speaker
    assert _moved(coded) == {"speaker": Tally(18, 19, 19), "speaker_role": Tally(18, 19, 19)}


def test_a_wrong_modality_moves_only_modality() -> None:
    coded = _perfect()
    _claim(coded, "tactic")["modality"] = "asserted"
    assert _moved(coded) == {"modality": Tally(18, 19, 19)}


def test_a_guessed_date_is_two_false_ones_and_is_counted_by_itself() -> None:
    coded = _perfect(dated=False)
    coded["incidents"][0]["date"] = {"edtf": "2026-03-10", "precision": 1, "method": "explicit"}
    _claim(coded, "place")  # the incident keeps its other claims
    dated = _perfect(dated=True)["incidents"][0]["claims"]
    guess = next(claim for claim in dated if claim["field"] == "date")
    coded["incidents"][0]["claims"].append(guess)
    moved = _moved(coded, dated=False)
    assert moved["date"] == Tally(1, 3, 1)
    assert moved["dates_guessed"] == Tally(1, 0, 1)
    assert moved["statements"] == Tally(17.5, 19.5, 17.5)
    assert set(moved) == {
        "date", "dates_guessed", "date_precision", "statements", "statements_loose", "supported", "traps"
    }  # fmt: skip


def test_an_invented_incident_costs_precision_and_marks_the_non_incident() -> None:
    coded = _perfect()
    text = mini()[1]
    quote = "a wave of ambushes this year"
    start = text.index(quote)
    invented = copy.deepcopy(coded["incidents"][1])
    type_claim = _claim(coded, "incident_type", incident=1)
    invented |= {"id": "x", "date": None, "place": None, "killed": None}
    evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
    invented["claims"] = [{**type_claim, "evidence": evidence}]
    coded["incidents"].append(invented)
    assert _moved(coded) == {
        "incidents": Tally(2, 3, 2),
        "statements": Tally(18.5, 19.5, 18.5),
        "statements_loose": Tally(18.5, 19.5, 18.5),
        "supported": Tally(20, 20, 20),
        "non_incidents": Tally(0, 1, 1),
    }


def test_an_invented_reference_is_neither_rewarded_nor_punished() -> None:
    coded = _perfect()
    text = mini()[1]
    quote = "Roads in the area"
    start = text.index(quote)
    claim = {**_claim(coded, "incident_type", incident=1)}
    claim["evidence"] = [{"start": start, "end": start + len(quote), "quote": quote}]
    reference = {**coded["incidents"][1], "id": "x", "role": "reference", "claims": [claim], "date": None}
    coded["incidents"].append(reference | {"place": None, "killed": None})
    assert _moved(coded) == {"supported": Tally(20, 20, 20)}


def test_words_that_the_text_does_not_have_are_counted() -> None:
    coded = _perfect()
    _claim(coded, "killed")["evidence"][0]["quote"] = "four policemen"
    assert _moved(coded) == {"supported": Tally(18, 19, 19)}


def test_a_value_without_evidence_is_counted_and_matches_nothing() -> None:
    coded = _perfect()
    _claim(coded, "killed")["evidence"] = []
    moved = _moved(coded)
    assert moved["supported"] == Tally(18, 19, 19)
    assert moved["statements"] == Tally(17.5, 18.5, 18.5)


def test_an_incident_value_that_no_claim_holds_is_unsupported() -> None:
    coded = _perfect()
    coded["incidents"][1]["perpetrators"] = [{"name": "Falcons", "ref": None, "status": "alleged"}]
    assert _moved(coded) == {"supported": Tally(18, 19, 19), "perpetrators": Tally(1, 2, 1)}


def test_one_wrong_bound_makes_the_figure_wrong_and_leaves_its_best() -> None:
    coded = _perfect()
    coded["incidents"][0]["injured"]["max"] = 7
    assert _moved(coded) == {"injured": Tally(1, 2, 2)}


def test_an_acceptable_type_is_right_and_another_is_not() -> None:
    coded = _perfect()
    coded["incidents"][0]["type"] = "armed.attack_on_persons"
    assert _moved(coded) == {}
    coded["incidents"][0]["type"] = "armed.clash"
    assert _moved(coded) == {"type": Tally(1, 2, 2)}


def test_a_missed_background_statement_weighs_half() -> None:
    coded = _perfect()
    coded["context"] = []
    assert _moved(coded)["statements"] == Tally(18, 18, 18.5)


def test_evidence_of_other_words_fails_the_strict_measure_and_passes_the_loose_one() -> None:
    coded = _perfect()
    gold, text = mini()
    start = text.index("seven")
    _claim(coded, "injured")["evidence"] = [{"start": start, "end": start + 5, "quote": "seven"}]
    moved = _moved(coded)
    assert moved["statements"] == Tally(17.5, 18.5, 18.5)
    assert "statements_loose" not in moved
    assert gold.doc.id == "bridge_checkpoint"


def test_reading_the_denied_act_as_done_falls_for_the_trap() -> None:
    coded = _perfect()
    claim = _claim(coded, "tactic")
    claim["field"] = "property_damage"
    moved = _moved(coded)
    assert moved["traps"] == Tally(1, 2, 2)


def test_a_country_of_another_name_is_wrong() -> None:
    coded = _perfect()
    coded["incidents"][0]["place"]["country"] = "NE"
    assert _moved(coded) == {"place_country": Tally(1, 2, 2)}


def _reader(spoil: Callable[[Json], None] | None = None):  # type: ignore[no-untyped-def]
    gold = mini()[0]

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:  # noqa: ARG001
        coded = perfect(gold, dated=published is not None)
        if spoil is not None:
            spoil(coded)
        return json.dumps(coded)

    return read


def test_every_story_is_read_with_its_publication_date_and_without() -> None:
    scores = score_gold(MINI, _reader())
    assert [document.dated for document in scores.documents] == [True, False]
    assert scores.sheet(dated=False).get("date") == Tally(1, 1, 1)


def test_the_verb_prints_a_table_and_writes_json(tmp_path: Path) -> None:
    out = io.StringIO()
    console = Console(file=out, width=160)
    assert run(MINI, _reader(), json_out=tmp_path / "scores.json", errors=True, console=console) == 0
    assert "statements_loose" in out.getvalue()
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["gold"]
    assert scores["with_publication_date"]["statements"]["value"] == 100
    assert "token F1" in scores["meaning"]["statements"]


def test_the_verb_fails_on_words_that_the_text_does_not_have() -> None:
    def spoil(coded: Json) -> None:
        coded["incidents"][0]["claims"][0]["evidence"][0]["quote"] = "nowhere"

    out = io.StringIO()
    assert run(MINI, _reader(spoil), errors=True, console=Console(file=out, width=200)) == 1
    assert "quotes 'nowhere' at" in out.getvalue()


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file at"):
        gold_files(tmp_path)


def test_a_malformed_coded_line_is_named_with_its_key() -> None:
    with pytest.raises(InputError, match=r"coded line of x\.txt: incidents\.0\.role"):
        parse_coded('{"incidents": [{"id": "a", "role": "lead", "type": null}]}', "x.txt")


@pytest.mark.skipif(not GOLD.exists(), reason="needs the project's shared gold files, which no clone has")
def test_the_shared_gold_against_itself_scores_100() -> None:
    documents = []
    for file in gold_files(GOLD):
        gold = parse_gold(file.read_text(encoding="utf-8"), str(file))
        text = story_text(file, gold)
        for dated in (True, False):
            coded = parse_coded(json.dumps(perfect(gold, dated=dated)), file.name)
            documents.append(score_document(gold, text, coded, dated=dated))
    for dated in (True, False):
        sheet = GoldScores(tuple(documents)).sheet(dated=dated)
        wrong = {name: sheet.value(name) for name, _ in sheet.rows() if sheet.value(name) not in (100.0, None)}
        assert wrong == {Measure.DATES_GUESSED: 0.0}
