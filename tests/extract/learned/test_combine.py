"""What both engines found, settled by the table: predictions are made by hand here, no model is loaded."""

from __future__ import annotations

from casebook.extract.found import Found, mentioned
from casebook.extract.learned.combine import PlaceTerms, Table, Terms, Thresholds, combined, table
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.model.claim import Field, Modality
from casebook.model.engine import Engine
from casebook.model.mention import BOTH, ENCODER, RULES
from tests.cases.reading import line

LINE = line("Masked youths burned a clinic in Kita with petrol.")
SHED = line("They pelted the gramophone with stones.")
YOUTHS, CLINIC, PETROL = (0, 2), (3, 5), (8, 9)


def _read(*proposals: Proposal) -> Prediction:
    return Prediction(0.9, 0.9, {}, {}, proposals)


def _table(field: Field, *, add: float = 0.6, keep: float = 0.0, bounds: str = "rules") -> Table:
    thresholds = Thresholds(
        0.5, 0.9, tells_known=0.95, silent_weak=0.1, silent_strong=0.0, silent_story=0.0, type_open=0.4, type_over=0.9
    )
    return Table(thresholds, PlaceTerms(0.5, 0.5), {field: Terms(add, keep, bounds)})


def _rules(field: Field, words: tuple[int, int]) -> Found:
    return mentioned(LINE, field, words, code="health_care" if field is Field.TARGET else None)


def _words(found: list[Found]) -> list[tuple[str, str]]:
    return [(item.mention.words.quote, item.mention.origin) for item in found]


def test_words_that_only_the_encoder_found_are_taken_when_it_is_sure() -> None:
    sure = Proposal("perpetrator_description", *YOUTHS, 0.7)
    found = combined(LINE, [], _read(sure), _table(Field.PERPETRATOR_DESCRIPTION))
    assert _words(found) == [("Masked youths", ENCODER)]
    assert found[0].mention.confidence == 0.7


def test_words_that_it_is_not_sure_of_are_left() -> None:
    unsure = Proposal("perpetrator_description", *YOUTHS, 0.5)
    assert combined(LINE, [], _read(unsure), _table(Field.PERPETRATOR_DESCRIPTION)) == []


def test_words_of_the_rules_go_when_the_encoder_thinks_too_little_of_them() -> None:
    own = _rules(Field.TARGET, CLINIC)
    assert combined(LINE, [own], _read(), _table(Field.TARGET, keep=0.1)) == []
    assert _words(combined(LINE, [own], _read(), _table(Field.TARGET, keep=0.0))) == [("a clinic", RULES)]


def test_words_that_both_found_are_one_mention_of_both() -> None:
    own, heard = _rules(Field.TARGET, CLINIC), Proposal("target", 4, 5, 0.8)
    rules = combined(LINE, [own], _read(heard), _table(Field.TARGET))
    assert _words(rules) == [("a clinic", BOTH)]
    encoder = combined(LINE, [own], _read(heard), _table(Field.TARGET, bounds="encoder"))
    assert _words(encoder) == [("clinic", BOTH)]
    assert encoder[0].mention.span.covers(encoder[0].mention.words)


def test_a_field_outside_the_table_is_the_rules_alone() -> None:
    own, heard = _rules(Field.SITE, CLINIC), Proposal("site", *CLINIC, 0.99)
    assert combined(LINE, [own], _read(heard), _table(Field.TARGET)) == [own]


def test_a_target_or_weapon_gets_its_code_from_the_lists_and_unknown_where_they_have_none() -> None:
    clinic = combined(LINE, [], _read(Proposal("target", *CLINIC, 0.9)), _table(Field.TARGET))
    gramophone = combined(SHED, [], _read(Proposal("target", 3, 4, 0.9)), _table(Field.TARGET))
    assert [item.mention.code for item in (*clinic, *gramophone)] == ["health_care", "unknown"]


def test_a_figure_needs_people_that_can_be_counted() -> None:
    told = line("The blast left six dead and a wall in ruins.")
    people = combined(told, [], _read(Proposal("killed", 3, 4, 0.9)), _table(Field.KILLED))
    wall = combined(told, [], _read(Proposal("killed", 6, 8, 0.9)), _table(Field.KILLED))
    assert [item.mention.words.quote for item in (*people, *wall)] == ["six"]


def test_the_shipped_table_names_fields_that_the_encoder_knows() -> None:
    shipped = table()
    assert len(shipped.fields) > 0
    assert all(0 <= terms.keep <= 1.01 and 0 < terms.add <= 1.01 for terms in shipped.fields.values())
    alone = table(Engine.ENCODER)
    assert alone.fields.keys() == shipped.fields.keys()
    assert combined(LINE, [_rules(next(iter(alone.fields)), PETROL)], _read(), alone) == []


def test_a_victim_that_a_figure_tells_of_is_not_named_again() -> None:
    told = line("The blast left six farmers dead.")
    six = mentioned(told, Field.KILLED, (3, 5))
    again = Proposal("victim", 3, 5, 0.9)
    assert _words(combined(told, [six], _read(again), _table(Field.VICTIM))) == [("six farmers", RULES)]


def test_a_figure_of_the_encoder_is_read_with_the_article_that_says_how_many() -> None:
    told = line("A 14-year-old girl sleeping over was hurt.")
    (girl,) = combined(told, [], _read(Proposal("injured", 1, 3, 0.9)), _table(Field.INJURED))
    assert girl.mention.words.quote == "A 14-year-old girl"


def test_who_is_let_go_is_not_taken_again() -> None:
    told = line("Two passengers, an elderly man and a nurse, were let go.")
    let_go = mentioned(told, Field.RELEASED, (0, 2))
    again = Proposal("abducted", 4, 5, 0.9)
    assert combined(told, [let_go], _read(again), _table(Field.ABDUCTED)) == [let_go]


def test_words_of_the_encoder_do_not_end_on_what_goes_on_behind_them() -> None:
    told = line("A man sitting on a tank shot the guard.")
    described = _table(Field.PERPETRATOR_DESCRIPTION)
    (man,) = combined(told, [], _read(Proposal("perpetrator_description", 1, 4, 0.9)), described)
    assert man.mention.words.quote == "man"


def test_a_strike_or_a_rocket_is_no_doer_and_a_strike_no_weapon() -> None:
    told = line("Russian rockets and an Israeli airstrike hit the depot.")
    rockets, strike = Proposal("perpetrator", 0, 2, 0.9), Proposal("perpetrator", 3, 6, 0.9)
    assert combined(told, [], _read(rockets, strike), _table(Field.PERPETRATOR)) == []
    assert combined(told, [], _read(Proposal("weapon", 4, 6, 0.9)), _table(Field.WEAPON)) == []
    (weapon,) = combined(told, [], _read(Proposal("weapon", 0, 2, 0.9)), _table(Field.WEAPON))
    assert weapon.mention.words.quote == "Russian rockets"


def test_a_bomber_is_a_doer_and_a_bare_attacker_says_nothing() -> None:
    told = line("A suicide bomber struck a mosque, and the attacker died.")
    bomber, bare = Proposal("perpetrator_description", 1, 3, 0.9), Proposal("perpetrator_description", 9, 10, 0.9)
    found = combined(told, [], _read(bomber, bare), _table(Field.PERPETRATOR_DESCRIPTION))
    assert _words(found) == [("suicide bomber", ENCODER)]


def test_whom_a_blast_nearly_killed_is_no_dead() -> None:
    told = line("The blast nearly killed four people.")
    assert combined(told, [], _read(Proposal("killed", 4, 6, 0.9)), _table(Field.KILLED)) == []


def test_who_denies_it_does_not_claim_it_in_the_same_words() -> None:
    told = line("The Front denied the attack.")
    denied = mentioned(told, Field.DENIAL_OF_RESPONSIBILITY, (1, 2))
    claimed = Proposal("claim_of_responsibility", 1, 2, 0.9)
    assert combined(told, [denied], _read(claimed), _table(Field.CLAIM_OF_RESPONSIBILITY)) == [denied]


def test_blame_that_only_the_encoder_heard_is_held_as_blame() -> None:
    told = line("The governor said the Front planted it.")
    (blamed,) = combined(told, [], _read(Proposal("accusation", 4, 5, 0.9)), _table(Field.ACCUSATION))
    assert blamed.mention.modality is Modality.ALLEGED
    wished = line("He called for the Front to be punished.")
    assert combined(wished, [], _read(Proposal("accusation", 4, 5, 0.9)), _table(Field.ACCUSATION)) == []


def test_a_mine_where_people_dig_is_no_weapon() -> None:
    told = line("Gunmen attacked a gold mine near Gao.")
    assert combined(told, [], _read(Proposal("weapon", 3, 5, 0.9)), _table(Field.WEAPON)) == []
