from datetime import date

import pytest

from casebook.model.claim import (
    ARTICLE,
    Account,
    Claim,
    Field,
    Modality,
    Occurrence,
    Role,
    Speaker,
    SpeakerRole,
    Status,
)
from casebook.model.decision import Judgement, Verdict
from casebook.model.incident import Incident, fold
from casebook.model.perpetrators import PerpetratorStatus, attribute
from casebook.model.values import Code, DateMethod, DatePrecision, Days, Flag, Place, PlacePrecision, Ref, Text
from tests.factory import ARMY, DOCTOR, MAYOR, POLICE, Story, at_least, exact, judged, reviewed

IS, FRONT = Ref("Islamic State", "actor:is", "armed_group"), Ref("Free Front", None, "armed_group")
IS_SPEAKS = Speaker("ISIS", SpeakerRole.ARMED_GROUP, "actor:is")
FRONT_SPEAKS = Speaker("the Free Front", SpeakerRole.ARMED_GROUP, party=True)
PROSECUTOR = Speaker("a prosecutor", SpeakerRole.COURT_OR_PROSECUTOR)
SAME, DIFFERENT, UNSURE, SUGGESTED = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE, Judgement.SUGGESTED
A, B, C = (Story(f"{n} people died at the bridge. Unnamed gunmen.", source=n) for n in ("One", "Two", "Three"))
THREE = (A.account, B.account, C.account)


def one(story: Story, *claims: Claim) -> Incident:
    (incident,) = fold([story.account], claims)
    return incident


def groups(*links: object) -> list[int]:
    return sorted(len(i.accounts) for i in fold(THREE, (), links))  # type: ignore[arg-type]


# joining


def test_only_same_joins() -> None:
    assert groups() == [1, 1, 1]
    assert groups(judged(A.account, B.account, SAME)) == [1, 2]
    for judgement in (SUGGESTED, UNSURE, DIFFERENT):
        assert groups(judged(A.account, B.account, judgement)) == [1, 1, 1]


def test_a_later_judgement_of_a_pair_takes_the_earlier_back() -> None:
    for judgement in (DIFFERENT, UNSURE):
        assert groups(judged(A.account, B.account, judgement, 2), judged(A.account, B.account, SAME, 1)) == [1, 1, 1]
    assert groups(judged(A.account, B.account, DIFFERENT, 1), judged(B.account, A.account, SAME, 2)) == [1, 2]


def test_a_later_suggestion_takes_nothing_back() -> None:
    assert groups(judged(A.account, B.account, SAME, 1), judged(A.account, B.account, SUGGESTED, 2)) == [1, 2]


def test_two_judgements_at_one_moment_do_not_join() -> None:
    assert groups(judged(A.account, B.account, SAME), judged(A.account, B.account, DIFFERENT, by="ben")) == [1, 1, 1]


def test_a_different_inside_a_joined_set_is_work_and_raises_nothing() -> None:
    links = [judged(A.account, B.account, SAME), judged(B.account, C.account, SAME, by="ben")]
    (incident,) = fold(THREE, (), [*links, judged(A.account, C.account, DIFFERENT, by="cyd")])
    (clash,) = incident.contradictions
    assert clash.different.by == "cyd"
    assert {link.by for link in clash.same} == {"ana", "ben"}
    assert incident.id == min(a.id for a in THREE)


def test_a_link_through_an_account_that_is_gone_still_joins() -> None:
    links = [judged(A.account, B.account, SAME), judged(B.account, C.account, SAME)]
    (incident,) = fold([A.account, C.account], (), links)
    assert {a.id for a in incident.accounts} == {A.account.id, C.account.id}


# claims and reviews


def test_rejected_claims_take_no_part_and_the_latest_verdict_counts() -> None:
    five, six = A.killed(exact(5), "One", POLICE), A.killed(exact(6), "people", DOCTOR)
    rejected = fold([A.account], [five, six], reviews=[reviewed(five, Verdict.REJECTED)])
    assert [c.id for c in rejected[0].claims] == [six.id]
    verdicts = [reviewed(five, Verdict.ACCEPTED, 2), reviewed(five, Verdict.REJECTED, 1)]
    assert len(fold([A.account], [five, six], reviews=verdicts)[0].claims) == 2


def test_claims_of_no_account_belong_to_no_incident() -> None:
    loose = Claim(None, Field.KILLED, exact(90), (A.span("people"),), ARTICLE)
    assert one(A, loose).claims == ()


def test_unknown_is_no_tally() -> None:
    assert one(A).tally("killed") is None
    assert one(A, A.claim(Field.NO_CLAIM, Flag(True), "gunmen")).tally(Field.INJURED) is None


def test_readings_stand_side_by_side_with_their_speakers() -> None:
    claims = [
        A.killed(exact(6), "One", POLICE),
        A.killed(exact(6), "people", DOCTOR),
        A.killed(at_least(9), "died", MAYOR),
        A.killed(exact(4), "bridge", MAYOR, status=Status.RETRACTED),
    ]
    readings = one(A, *claims).readings("killed")
    assert [(r.value, [s.name for s in r.speakers], len(r.claims)) for r in readings] == [
        (exact(6), ["police", "a doctor"], 2),
        (at_least(9), ["the mayor"], 1),
        (exact(4), ["the mayor"], 1),
    ]
    with pytest.raises(ValueError, match="deaths"):
        one(A).readings("deaths")


def test_the_latest_day_needs_the_days_of_the_reports() -> None:
    claims = [A.killed(exact(5), "One", POLICE), B.killed(exact(8), "Two", DOCTOR)]
    link = judged(A.account, B.account, SAME)
    days = {A.report.id: date(2026, 1, 1), B.report.id: date(2026, 1, 2)}
    undated, dated = (fold(THREE[:2], claims, [link], published=p)[0].tally("killed") for p in (None, days))
    assert undated is not None
    assert dated is not None
    assert (undated.best, dated.best) == (5, 8)


# type, occurrence, date, place


def typed(code: str, quote: str, status: Status = Status.CURRENT) -> Claim:
    return A.claim(Field.INCIDENT_TYPE, Code(code, quote), quote, status=status)


@pytest.mark.parametrize(
    ("codes", "first", "also"),
    [
        (["armed.assassination", "explosive.suicide_bomb"], "explosive.suicide_bomb", ("armed.assassination",)),
        (["explosive.suicide_bomb", "armed.complex_attack"], "armed.complex_attack", ("explosive.suicide_bomb",)),
        (["explosive.unspecified", "explosive.placed_device"], "explosive.placed_device", ()),
        (["armed.ambush_raid", "captive.kidnapping"], "captive.kidnapping", ("armed.ambush_raid",)),
        (["armed.clash", "armed.assassination"], "armed.assassination", ("armed.clash",)),
        (["abuse.torture_ill_treatment", "armed.clash"], "armed.clash", ("abuse.torture_ill_treatment",)),
        (["threat.foiled_plot", "property.arson_sabotage"], "property.arson_sabotage", ("threat.foiled_plot",)),
        (["other.unclassified", "threat.explicit_threat"], "threat.explicit_threat", ("other.unclassified",)),
    ],
)
def test_types_by_the_precedence_t2(codes: list[str], first: str, also: tuple[str, ...]) -> None:
    incident = one(A, *(typed(code, quote) for code, quote in zip(codes, ("One", "people"), strict=True)))
    assert (incident.type, incident.also_types) == (first, also)


def test_a_withdrawn_type_is_no_type_and_an_accepted_one_comes_first() -> None:
    mine, bomb = typed("explosive.landmine_erw", "One"), typed("explosive.placed_device", "people", Status.SUPERSEDED)
    assert (one(A, mine, bomb).type, one(A, mine, bomb).also_types) == ("explosive.landmine_erw", ())
    killing, suicide = typed("armed.assassination", "One"), typed("explosive.suicide_bomb", "people")
    (incident,) = fold([A.account], [killing, suicide], reviews=[reviewed(killing, Verdict.ACCEPTED)])
    assert (incident.type, incident.also_types) == ("armed.assassination", ("explosive.suicide_bomb",))


def test_a_hoax_told_as_an_incident_elsewhere_is_disputed() -> None:
    real = A.account
    hoax = Account(B.report.id, B.account.anchor, Role.SECONDARY, Occurrence.HOAX)
    (incident,) = fold([real, hoax], (), [judged(real, hoax, SAME)])
    assert (incident.occurrence, incident.role) == (Occurrence.DISPUTED, Role.MAIN)


def dated(edtf: str, quote: str, precision: DatePrecision, method: DateMethod = DateMethod.EXPLICIT) -> Claim:
    return A.claim(Field.DATE, Days(edtf, precision, method), quote)


def test_a_stated_date_beats_an_inferred_one_and_the_narrower_wins() -> None:
    inferred = dated("2026-01-05", "One", DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)
    month, day = dated("2026-01", "people", DatePrecision.MONTH), dated("2026-01-04", "died", DatePrecision.DAY)
    for claims, edtf in (
        ((inferred,), "2026-01-05"),
        ((inferred, month), "2026-01"),
        ((inferred, month, day), "2026-01-04"),
    ):
        chosen = one(A, *claims).date
        assert chosen is not None
        assert chosen.edtf == edtf
    (incident,) = fold([A.account], [month, day], reviews=[reviewed(month, Verdict.ACCEPTED)])
    assert incident.date == month.value
    assert one(A).date is None


def test_the_most_precise_place_not_a_partys_and_its_site() -> None:
    near = Place("Delm", PlacePrecision.NEAR_SETTLEMENT)
    claims = [
        A.claim(Field.PLACE, Place("Sea", PlacePrecision.SEA_OR_AIR), "One"),
        A.claim(Field.PLACE, Place("Army Post", PlacePrecision.NEAR_SETTLEMENT), "people", by=ARMY),
        A.claim(Field.PLACE, near, "died"),
        A.claim(Field.SITE, Text("the bridge"), "the bridge"),
    ]
    place = one(A, *claims).place
    assert place is not None
    assert (place.name, place.site) == ("Delm", "the bridge")


# perpetrators


def named(field: Field, actor: Ref, by: Speaker, modality: Modality = Modality.ASSERTED) -> Claim:
    return A.claim(field, actor, "Unnamed gunmen", by=by, modality=modality)


CLAIM = named(Field.CLAIM_OF_RESPONSIBILITY, IS, IS_SPEAKS, Modality.CLAIMED)
RIVAL = named(Field.CLAIM_OF_RESPONSIBILITY, FRONT, FRONT_SPEAKS, Modality.CLAIMED)
DENIES = named(Field.DENIAL_OF_RESPONSIBILITY, FRONT, FRONT_SPEAKS, Modality.DENIED)
BLAMES_FRONT = named(Field.ACCUSATION, FRONT, POLICE, Modality.ALLEGED)
S = PerpetratorStatus


@pytest.mark.parametrize(
    ("claims", "statuses"),
    [
        ([CLAIM], {"Islamic State": S.SELF_CLAIMED_UNCONTESTED}),
        (
            [CLAIM, named(Field.PERPETRATOR, IS, IS_SPEAKS, Modality.CLAIMED)],
            {"Islamic State": S.SELF_CLAIMED_UNCONTESTED},
        ),
        ([CLAIM, named(Field.ACCUSATION, IS, POLICE)], {"Islamic State": S.ACCUSED_AND_CLAIMED}),
        ([CLAIM, RIVAL], {"Islamic State": S.SELF_CLAIMED_CONTESTED, "Free Front": S.SELF_CLAIMED_CONTESTED}),
        ([CLAIM, BLAMES_FRONT], {"Islamic State": S.SELF_CLAIMED_CONTESTED, "Free Front": S.ALLEGED}),
        (
            [CLAIM, named(Field.PERPETRATOR, IS, POLICE, Modality.DENIED)],
            {"Islamic State": S.SELF_CLAIMED_CONTESTED},
        ),
        ([BLAMES_FRONT], {"Free Front": S.ALLEGED}),
        ([BLAMES_FRONT, DENIES], {"Free Front": S.ACCUSED_DENIES}),
        ([DENIES], {}),
        ([named(Field.ACCUSATION, FRONT, PROSECUTOR)], {"Free Front": S.ALLEGED_BY_PROSECUTOR}),
        ([named(Field.PERPETRATOR, FRONT, ARTICLE)], {"Free Front": S.BLAMED_UNATTRIBUTED}),
        ([named(Field.PERPETRATOR, Ref("army", None, "state_force"), ARMY, Modality.CLAIMED)], {"army": S.SELF_STATED}),
        ([named(Field.PERPETRATOR, FRONT, POLICE, Modality.HYPOTHETICAL)], {}),
    ],
)
def test_perpetrators(claims: list[Claim], statuses: dict[str, PerpetratorStatus]) -> None:
    assert {a.actor.name: a.status for a in attribute(claims)} == statuses


def test_an_actor_with_and_without_its_registry_id_is_one() -> None:
    claims = [CLAIM, named(Field.PERPETRATOR, Ref("the Islamic State"), POLICE)]
    (attributed,) = attribute(claims)
    assert (attributed.actor, attributed.status) == (IS, S.ACCUSED_AND_CLAIMED)
    assert set(attributed.basis) == {c.id for c in claims}


def test_a_retracted_accusation_names_nobody() -> None:
    blame = A.claim(Field.ACCUSATION, FRONT, "gunmen", by=POLICE, status=Status.RETRACTED)
    assert attribute([blame]) == ()
