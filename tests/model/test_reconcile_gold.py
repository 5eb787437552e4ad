"""The four gold cases (`shared/cases/gold`, "reconciled"): the same figures must come to the same bounds."""

import pytest

from casebook.model.claim import Claim, Field, Modality, Speaker, SpeakerRole, Status
from casebook.model.figure import derive_rest, derive_sum
from casebook.model.reconcile import tally
from casebook.model.values import Count, Qualifier
from tests.factory import (
    ARMY,
    DOCTOR,
    MAYOR,
    MONITOR,
    NURSE,
    POLICE,
    REBELS,
    Story,
    at_least,
    between,
    bounds,
    exact,
    of,
    vague,
    words,
)

KILLED, INJURED = Field.KILLED, Field.INJURED
JOINT = Speaker("city officials and the ministry", SpeakerRole.UNNAMED_OFFICIAL)
UN = Speaker("a UN official", SpeakerRole.UN_OR_IGO)
UNION = Speaker("the union", SpeakerRole.UNION_OR_ASSOCIATION)


def air_strike() -> Story:
    return Story(
        "at least nine civilians; four of them children; Seventeen terrorists; no civilian casualties; nine bodies; "
        "13 wounded people; Two of the wounded died; none of its members; 12 civilian deaths; between eight and 15 "
        "people; hurting nobody"
    )


def air_strike_killed(story: Story, whole: str | None, relayed: Modality = Modality.ALLEGED) -> list[Claim]:
    k, zero = story.killed, Modality.DENIED
    return [
        k(at_least(9, "civilians"), "at least nine civilians", DOCTOR),
        k(exact(4, "children"), "four of them children", DOCTOR),
        k(exact(17, "terrorists"), "Seventeen terrorists", ARMY, modality=Modality.CLAIMED),
        k(exact(0, "civilians"), "no civilian casualties", ARMY, modality=zero),
        k(exact(9, "bodies"), "nine bodies", DOCTOR, status=Status.SUPERSEDED),
        k(exact(2, "wounded who died on the way"), "Two of the wounded died", DOCTOR),
        story.claim(KILLED, exact(11, whole, derived=True), "nine bodies", "Two of the wounded died", by=DOCTOR),
        k(exact(0, "members of the Front"), "none of its members", REBELS, modality=zero),
        k(exact(12, "civilian deaths"), "12 civilian deaths", MONITOR),
        k(between(8, 15, "people"), "between eight and 15 people", UN, modality=relayed),
    ]


@pytest.mark.parametrize("relayed", [Modality.ALLEGED, Modality.ASSERTED])
@pytest.mark.parametrize("whole", [None, "civilians"])
def test_air_strike_killed(whole: str | None, relayed: Modality) -> None:
    story = air_strike()
    result = of(air_strike_killed(story, whole, relayed))
    assert (result.min, result.best, result.max, result.party_min) == (8, 11, 17, 0)
    assert {"R0", "R1", "R4", "R6"} <= set(result.rules)
    assert (result.party_only, result.floor_only, result.vague) == (False, False, False)


def test_air_strike_civilians_alone() -> None:
    story = air_strike()
    result = of(air_strike_killed(story, "civilians"), "civilians")
    assert (result.min, result.best, result.max, result.party_min) == (11, 11, 12, 0)


@pytest.mark.parametrize("population", [None, "received at the clinic", "people"])
def test_air_strike_injured(population: str | None) -> None:
    story = air_strike()
    rest = derive_rest(exact(13), exact(2))
    assert rest is not None
    claims = [
        story.claim(INJURED, exact(13, population), "13 wounded people", by=DOCTOR),
        story.claim(
            INJURED, exact(0, "second bomb"), "hurting nobody", by=Speaker("residents", SpeakerRole.EYEWITNESS)
        ),
        story.claim(INJURED, rest, "13 wounded people", "Two of the wounded died", by=DOCTOR),
    ]
    assert bounds(claims) == (11, 11, 13)
    assert "R9" in of(claims).rules


def test_embassy_killed_is_the_sum_of_one_account_and_the_polices_four_are_part_of_it() -> None:
    story = Story("killed two employees and four others; four Afghan nationals who were waiting were killed")
    total = derive_sum([exact(2, "employees of the embassy"), exact(4, "others")])
    assert (total.low, total.high, total.population, total.derived) == (6, 6, None, True)
    claims = [
        story.killed(exact(2, "employees of the embassy"), "two employees", JOINT),
        story.killed(exact(4, "others"), "four others", JOINT),
        story.killed(total, "killed two employees and four others", JOINT),
        story.killed(exact(4, "Afghan nationals who were waiting"), "four Afghan nationals who were waiting", POLICE),
    ]
    assert bounds(claims) == (6, 6, 6)
    assert {"R0", "R1"} <= set(of(claims).rules)


def test_embassy_injured_several_is_compatible_with_ten() -> None:
    claims = words((exact(10, "people"), JOINT), (vague("several", 3, "people"), POLICE))
    assert bounds(claims) == (10, 10, 10)
    assert (of(claims).vague, "R7" in of(claims).rules) == (False, True)


def test_mosque_one_named_victim_is_a_floor() -> None:
    story = Story("killing a cleric, Karim Adil")
    result = of([story.killed(at_least(1, "named victim"), "a cleric, Karim Adil")])
    assert (result.min, result.best, result.max, result.floor_only) == (1, 1, None, True)
    assert "R11" in result.rules


def test_mosque_at_least_and_dozens_stay_open() -> None:
    story = Story("At least 21 people were killed and dozens injured")
    killed = of([story.killed(at_least(21, "people"), "At least 21 people")])
    assert (killed.min, killed.best, killed.max, killed.floor_only) == (21, 21, None, False)
    injured = of([story.claim(INJURED, vague("dozens", 24), "dozens")])
    assert (injured.min, injured.best, injured.max, injured.vague) == (24, None, None, True)


@pytest.mark.parametrize("population", ["passengers", None, "bus riders"])
def test_kidnap_abducted(population: str | None) -> None:
    claims = words((exact(11, "people"), POLICE), (exact(14, population), UNION), (exact(4, "women"), UNION))
    assert bounds(claims) == (11, 11, 14)


def test_kidnap_killed_and_released_by_one_speaker() -> None:
    assert bounds(words((exact(1, "driver"), UNION))) == (1, 1, 1)
    assert bounds(words((exact(2, "an elderly man and a nursing mother"), UNION))) == (2, 2, 2)
    assert bounds(words((exact(9, "students"), POLICE))) == (9, 9, 9)


def test_silence_of_the_police_is_no_figure() -> None:
    silent = Count(0, None, Qualifier.NONE_STATED)
    assert tally(words((silent, POLICE))) is None
    assert bounds(words((exact(1, "driver"), UNION), (silent, POLICE))) == (1, 1, 1)


def test_landmine_corrected_toll() -> None:
    story = Story(
        "nine people had died and not 14; Six of the dead; Three were children; at least 16 people; 12; one man"
    )
    gone = Status.RETRACTED
    result = of(
        [
            story.killed(exact(9, "people"), "nine people", MAYOR),
            story.killed(exact(14), "not 14", MAYOR, status=gone),
            story.killed(exact(6, "members of one family"), "Six of the dead"),
            story.killed(exact(3, "children under 10"), "Three were children"),
            story.killed(at_least(16, "people"), "at least 16 people", NURSE, status=gone),
        ]
    )
    assert (result.min, result.best, result.max, result.retracted) == (9, 9, 9, (14, 16))
    assert {"R1", "R10"} <= set(result.rules)
    injured = [
        story.claim(INJURED, exact(12), "12", by=DOCTOR),
        story.claim(INJURED, exact(1, "in critical condition"), "one man", by=DOCTOR),
    ]
    assert bounds(injured) == (12, 12, 12)
