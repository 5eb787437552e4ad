"""Floors refuse to fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.evaluate.floors import Floors, Score, below, corpus_sha256, load_floors, save_floors, updated
from casebook.model.errors import InputError, UsageError


def _score(value: float, sha256: str = "a" * 64, measure: str = "f1") -> Score:
    return Score("gold", sha256, measure, value)


FLOORS = updated(Floors(), [_score(70.0)])


def test_a_score_below_its_floor_is_named_with_both_values() -> None:
    assert below(FLOORS, [_score(69.9)]) == ("gold f1: 69.9 is below its floor 70.0",)
    assert below(FLOORS, [_score(69.96)]) == ()


def test_a_floor_on_other_data_does_not_pass() -> None:
    assert "the corpus is bbbbbbbbbbbb" in below(FLOORS, [_score(99.0, "b" * 64)])[0]


def test_a_measure_that_was_not_measured_does_not_pass() -> None:
    assert "was not measured" in below(FLOORS, [_score(99.0, measure="other")])[0]


def test_a_corpus_that_is_not_there_is_no_failure() -> None:
    assert below(FLOORS, []) == ()


def test_floors_are_raised_and_never_lowered_without_a_reason() -> None:
    raised = updated(FLOORS, [_score(72.0)])
    assert [floor.value for floor in raised.floor] == [72.0]
    with pytest.raises(UsageError, match="floors are only raised"):
        updated(raised, [_score(71.0)])
    with pytest.raises(UsageError, match="floors are only raised"):
        updated(raised, [_score(71.0)], allow_regression="  ")


def test_a_reason_lowers_a_floor_and_is_kept(tmp_path: Path) -> None:
    reason = 'gold of "x" corrected\nby two people \u00e9'
    lowered = updated(FLOORS, [_score(65.0)], allow_regression=reason)
    save_floors(tmp_path / "floors.toml", lowered)
    again = load_floors(tmp_path / "floors.toml")
    assert again == lowered
    assert (again.regression[0].before, again.regression[0].after, again.regression[0].reason) == (70.0, 65.0, reason)


def test_the_hash_of_a_corpus_follows_its_contents(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("one", encoding="utf-8")
    before = corpus_sha256([file])
    file.write_text("two", encoding="utf-8")
    assert corpus_sha256([file]) != before


def test_a_floors_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text("[[floor]]\nvalue = 'x'\n", encoding="utf-8")
    with pytest.raises(InputError, match="floors file"):
        load_floors(tmp_path / "floors.toml")
