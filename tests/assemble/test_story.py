"""From sentences to accounts and claims: roles, days, places, speakers, corrections."""

from __future__ import annotations

import pytest

from casebook.model.claim import Claim, Field, Modality, Role, Status
from casebook.model.coded import Coded
from casebook.model.values import Code, Count, DateMethod, DatePrecision, Days, Place, Ref, Text
from tests.cases.reading import read

DAY = "2024-03-05"  # a Tuesday


def _claims(coded: Coded, field: Field) -> list[Claim]:
    return [claim for claim in coded.claims if claim.field is field]


def _days(coded: Coded) -> list[str]:
    return [claim.value.edtf for claim in _claims(coded, Field.DATE) if isinstance(claim.value, Days)]


def _counts(coded: Coded, field: Field = Field.KILLED) -> list[tuple[int, int | None, Status]]:
    return [(c.value.low, c.value.high, c.status) for c in _claims(coded, field) if isinstance(c.value, Count)]


def test_a_story_without_violence_has_no_facts() -> None:
    coded = read("The minister opened a school on Monday. Children sang.", DAY)
    assert (coded.accounts, coded.claims, coded.issues) == ((), (), ())


def test_a_story_that_only_denies_or_fears_tells_no_incident() -> None:
    assert read("Residents fear that rebels may attack the town.", DAY).accounts == ()


def test_every_claim_belongs_to_an_account_of_its_report() -> None:
    coded = read("Gunmen killed two nurses in Wau, South Sudan, on Monday. The army condemned the attack.", DAY)
    ids = {account.id for account in coded.accounts}
    assert len(ids) == 1
    assert {claim.account_id for claim in coded.claims} == ids


def test_the_anchor_is_the_words_that_first_tell_of_it() -> None:
    coded = read("Gunmen killed two nurses in Wau, South Sudan, on Monday.", DAY)
    assert [account.anchor.quote for account in coded.accounts] == ["killed"]


def test_the_first_incident_is_the_main_one_and_an_old_one_a_reference() -> None:
    coded = read("Gunmen killed two nurses in Wau on Monday. In 2014, a bomb killed 40 people in Juba.", DAY)
    assert [account.role for account in coded.accounts] == [Role.MAIN, Role.REFERENCE]


def test_another_recent_incident_is_secondary() -> None:
    coded = read("Gunmen killed two nurses in Wau on Monday. On Sunday, a bomb killed four people in Juba.", DAY)
    assert [account.role for account in coded.accounts] == [Role.MAIN, Role.SECONDARY]


def test_the_day_of_speaking_is_not_the_day_of_the_act() -> None:
    coded = read("Gunmen killed two nurses in Wau on Sunday, police said on Monday.", DAY)
    assert _days(coded) == ["2024-03-03"]


def test_the_day_of_the_release_is_not_the_day_of_the_kidnapping() -> None:
    coded = read("Rebels kidnapped two nurses on 2 February. They were freed on Monday.", DAY)
    assert _days(coded) == ["2024-02-02"]


def test_a_lead_without_a_date_takes_the_day_of_publication_and_says_so() -> None:
    coded = read("Gunmen have killed two nurses in Wau.", DAY)
    (claim,) = _claims(coded, Field.DATE)
    assert claim.value == Days(DAY, DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)


def test_a_weekday_without_publication_is_an_issue_and_no_date() -> None:
    coded = read("Gunmen killed two nurses in Wau on Monday.")
    assert _days(coded) == []
    assert [issue.kind for issue in coded.issues] == ["date_unresolved"]
    assert [span.quote for span in coded.issues[0].evidence] == ["on Monday"]


def test_the_place_has_its_words_as_evidence() -> None:
    coded = read("Gunmen killed two nurses in Juba on Monday.", DAY)
    (claim,) = _claims(coded, Field.PLACE)
    assert isinstance(claim.value, Place)
    assert (claim.value.name, claim.value.country) == ("Juba", "SS")
    assert claim.evidence[0].quote == "in Juba"


def test_the_dateline_stands_for_a_place_that_the_story_does_not_name() -> None:
    coded = read("JUBA, South Sudan - Gunmen killed two nurses on Monday, police said.", DAY)
    (claim,) = _claims(coded, Field.PLACE)
    assert isinstance(claim.value, Place)
    assert claim.value.name == "Juba"


def test_a_figure_said_by_someone_is_that_speakers() -> None:
    coded = read("Gunmen killed two nurses in Wau on Monday, a doctor said.", DAY)
    (claim,) = _claims(coded, Field.KILLED)
    assert claim.said_by.name == "doctor"
    assert claim.modality is Modality.ASSERTED


def test_an_armed_group_is_a_party_and_its_figures_are_claims() -> None:
    coded = read("Al-Shabaab said its fighters killed six soldiers in an ambush near Kismayo on Monday.", DAY)
    (claim,) = _claims(coded, Field.KILLED)
    assert claim.said_by.party
    assert claim.modality is Modality.CLAIMED


def test_one_who_claims_the_attack_is_named_as_having_done_it_by_itself() -> None:
    coded = read(
        "A bomb killed six people in Kismayo on Monday. Al-Shabaab claimed responsibility for the bombing.", DAY
    )
    (claimed,) = _claims(coded, Field.CLAIM_OF_RESPONSIBILITY)
    (named,) = _claims(coded, Field.PERPETRATOR)
    assert claimed.value == named.value
    assert isinstance(named.value, Ref)
    assert named.said_by.key == claimed.said_by.key


def test_a_claim_of_many_acts_belongs_to_no_incident() -> None:
    text = (
        "A bomb killed six people in a mosque in Kismayo on Monday. "
        "The Islamic State has claimed responsibility for a number of attacks on mosques this year."
    )
    (claim,) = _claims(read(text, DAY), Field.CLAIM_OF_RESPONSIBILITY)
    assert claim.account_id is None


def test_a_figure_revised_from_another_supersedes_it() -> None:
    coded = read("A bomb exploded in Kismayo on Monday. The death toll rose to 14 from nine, police said.", DAY)
    assert (14, 14, Status.CURRENT) in _counts(coded)
    assert (9, 9, Status.CURRENT) not in _counts(coded)


def test_a_figure_taken_back_is_kept_as_retracted() -> None:
    text = "A bomb exploded in Kismayo on Monday. Police said nine people were killed and not 14."
    assert _counts(read(text, DAY)) == [(9, 9, Status.CURRENT), (14, 14, Status.RETRACTED)]


def test_a_death_among_the_wounded_is_added_by_the_same_speaker_only() -> None:
    text = (
        "A doctor said she had received nine bodies and 13 wounded people after a bombing in Kismayo on Monday. "
        "Two of the wounded died on the way, the doctor said."
    )
    derived = [c for c in _claims(read(text, DAY), Field.KILLED) if c.origin == "derived@R9"]
    assert [(c.value.low, c.value.derived) for c in derived if isinstance(c.value, Count)] == [(11, True)]


def test_a_described_victim_is_kept_in_words() -> None:
    coded = read("Gunmen killed two nurses in Wau on Monday.", DAY)
    assert [c.value for c in _claims(coded, Field.VICTIM)] == [Text("nurses")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A suicide bombing killed six people in Kismayo on Monday.", "explosive.suicide_bomb"),
        ("Gunmen ambushed an army convoy near Kismayo on Monday and killed two soldiers.", "armed.ambush_raid"),
        ("An attack with a grenade killed two people in Kismayo on Monday.", "explosive.grenade_thrown"),
        ("An explosion killed two people in Kismayo on Monday. It was a suicide bombing.", "explosive.suicide_bomb"),
    ],
)
def test_the_type_comes_from_the_words_the_weapon_and_the_target(text: str, code: str) -> None:
    values = [claim.value for claim in _claims(read(text, DAY), Field.INCIDENT_TYPE)]
    assert [value.code for value in values if isinstance(value, Code)] == [code]
