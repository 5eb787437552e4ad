"""Which sentences tell an incident when both engines are heard; predictions are made by hand."""

from __future__ import annotations

from dataclasses import replace

from casebook.extract.found import Happening, live
from casebook.extract.happenings import happenings
from casebook.extract.learned.combine import Thresholds
from casebook.extract.learned.sentences import NOT_TOLD, told_by_both
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.model.claim import Occurrence
from casebook.model.mention import ENCODER
from tests.cases.reading import line

TERMS = Thresholds(
    0.6, 0.9, tells_known=0.95, silent_weak=0.2, silent_strong=0.05, silent_story=0.001, type_open=0.4, type_over=0.8
)


def _read(tells: float, kind: str, *trigger: int, sure: float = 0.9) -> Prediction:
    proposals = (Proposal("trigger", trigger[0], trigger[1], 0.9),) if trigger else ()
    return Prediction(tells, tells, {kind: sure}, {"occurred": 0.9, "foiled": 0.1}, proposals)


def _settled(text: str, read: Prediction, best: float = 0.0) -> list[Happening]:
    told = line(text)
    return told_by_both(told, happenings(told), read, TERMS, best=max(read.tells, best))


def test_the_encoder_tells_an_incident_that_the_rules_have_no_word_for() -> None:
    (one,) = _settled("The hamlet was reduced to cinders.", _read(0.8, "property.arson_sabotage", 2, 5))
    assert (one.types, one.origin, one.occurrence) == (("property.arson_sabotage",), ENCODER, Occurrence.OCCURRED)


def test_an_attack_on_a_gold_mine_is_no_landmine() -> None:
    read = replace(
        _read(0.9, "explosive.landmine_erw"), types={"explosive.landmine_erw": 0.6, "armed.ambush_raid": 0.4}
    )
    told = line("Gunmen attacked a gold mine near Gao.")
    (one,) = told_by_both(told, happenings(told), read, TERMS, best=0.9)
    assert one.types == ("armed.ambush_raid",)


def test_without_words_for_it_there_is_no_incident() -> None:
    assert _settled("The hamlet was reduced to cinders.", _read(0.99, "property.arson_sabotage")) == []


def test_it_is_not_heard_when_it_is_not_sure() -> None:
    assert _settled("The hamlet was reduced to cinders.", _read(0.5, "property.arson_sabotage", 2, 5)) == []


def test_a_reason_of_the_rules_takes_more_to_overrule() -> None:
    text = "Attacks on convoys are common in the region."
    kind = "armed.ambush_raid"
    assert live(_settled(text, _read(0.8, kind, 0, 1))) == []
    assert live(_settled(text, _read(0.95, kind, 0, 1))) == []  # many acts of no number stay many


def test_words_of_the_rules_are_silent_where_the_encoder_hears_nothing() -> None:
    text = "Gunmen attacked a bus near Gao."
    (kept,) = _settled(text, _read(0.9, "armed.ambush_raid"))
    assert (kept.reason, kept.origin) == (None, ENCODER)  # the words leave the type open, the encoder names it
    (silent,) = _settled(text, _read(0.01, "armed.ambush_raid"), best=0.9)
    assert silent.reason == NOT_TOLD
    (sure_of_none,) = _settled(text, _read(0.0005, "armed.ambush_raid"))
    assert sure_of_none.reason == NOT_TOLD


def test_strong_words_stand_where_the_encoder_is_at_a_loss() -> None:
    (kept,) = _settled("Gunmen ambushed a bus near Gao.", _read(0.01, "armed.ambush_raid"), best=0.2)
    assert kept.reason is None


def test_the_encoder_names_the_type_that_the_words_leave_open() -> None:
    read = _read(0.9, "explosive.landmine_erw", sure=0.7)
    assert ("explosive.landmine_erw",) in [one.types for one in _settled("Two farmers were killed near Herat.", read)]


def test_a_complex_attack_needs_a_word_of_explosives() -> None:
    read = replace(_read(0.95, ""), types={"armed.complex_attack": 0.9, "armed.ambush_raid": 0.05})
    told = _settled("Fighters attacked a police outpost in Herat.", read)
    assert all("armed.complex_attack" not in one.types for one in told)
    blown = _settled("Fighters attacked a police outpost in Herat after a car bomb opened the gate.", read)
    assert any("armed.complex_attack" in one.types for one in blown)


def test_an_explosion_stays_unspecified_however_sure_the_encoder_is() -> None:
    told = _settled("An explosion killed two in Herat.", _read(0.9, "explosive.landmine_erw", sure=0.7))
    assert [one.types for one in told if one.types] == [("explosive.unspecified",)]


def test_where_lists_tell_of_a_figure_of_speech_the_encoder_must_be_surest() -> None:
    text = "Mourners marked the anniversary of the bombing in Kano."
    assert live(_settled(text, _read(0.94, "explosive.unspecified", 6, 7))) == []
    assert [h.types for h in live(_settled(text, _read(0.95, "explosive.unspecified", 6, 7)))] == [
        ("explosive.unspecified",)
    ]


def test_a_mischance_that_the_lists_know_stays_one_however_sure_the_encoder_is() -> None:
    text = "Two masked men shot the owner as he reached for a baseball bat, police said after the road accident."
    assert live(_settled(text, _read(0.999, "armed.attack_on_persons", 3, 4))) == []
