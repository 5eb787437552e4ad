"""What a profile holds, and that it comes back from its line as it was."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.link.profile import Profile, from_json, to_json
from casebook.link.profiling import profile
from casebook.link.told import told_in
from casebook.model.claim import Account, Field, Modality, Role, Status
from casebook.model.coded import Coded
from casebook.model.values import Code, DateMethod, DatePrecision, Days, Place, PlacePrecision, Ref
from tests.factory import Story, at_least, exact
from tests.link.factory import BASE, told

TEXT = (
    "Nine people were killed on Monday when a lorry packed with explosives went off at the Kolbio depot.\n"
    "The Northern Dawn Movement said it did it; the Tana Brigades denied a part in it.\n"
    "Ticket clerk Amina Yusuf, 47, lost her son in the blast.\n"
    "Copyright 2024 All rights reserved"
)
PUBLISHED = date(2024, 5, 14)


def _story() -> Story:
    return Story(TEXT, published=PUBLISHED)


def test_values_come_from_the_claims_and_words_from_the_report() -> None:
    story = _story()
    made = profile(
        told(
            story,
            story.claim(Field.INCIDENT_TYPE, Code("explosive.vehicle_bomb", "lorry packed with explosives"), "lorry"),
            story.claim(
                Field.DATE,
                Days("2024-05-13", DatePrecision.DAY, DateMethod.WEEKDAY_BEFORE_PUBLICATION),
                "on Monday",
            ),
            story.claim(
                Field.PLACE, Place("Kolbio", PlacePrecision.SETTLEMENT, country="KE", admin1="Garissa"), "Kolbio"
            ),
            story.killed(exact(9), "Nine people"),
            story.claim(Field.CLAIM_OF_RESPONSIBILITY, Ref("Northern Dawn Movement"), "Northern Dawn Movement"),
        )
    )
    assert (made.first, made.last, made.stated) == (date(2024, 5, 13), date(2024, 5, 13), True)
    assert (made.place, made.country, made.family, made.killed) == ("kolbio", "KE", "explosive", (9, 9))
    assert made.actors == ("northern dawn movement",)
    assert "amina yusuf" in made.names
    assert {"kolbio", "47"} <= set(made.words)
    assert made.days == (date(2024, 5, 13),)


def test_what_is_not_told_is_unknown() -> None:
    made = profile(told(Story("Nothing is known.")))
    assert (made.first, made.place, made.killed, made.family) == (None, None, None, None)
    assert (made.actors, made.targets, made.copy) == ((), (), ())


def test_page_furniture_says_nothing_of_an_incident() -> None:
    assert "copyright" not in profile(told(_story())).words


def test_a_denial_and_a_retracted_word_name_no_attacker() -> None:
    story = _story()
    denied = story.claim(Field.PERPETRATOR, Ref("Tana Brigades"), "the Tana Brigades", modality=Modality.DENIED)
    taken_back = story.claim(Field.ACCUSATION, Ref("Tana Brigades"), "Tana Brigades denied", status=Status.RETRACTED)
    assert profile(told(story, denied, taken_back)).actors == ()


def test_an_open_figure_stays_open() -> None:
    story = _story()
    assert profile(told(story, story.killed(at_least(9), "Nine people"))).killed == (9, None)


def test_only_its_own_sentences_speak_for_an_account_in_passing() -> None:
    report = _story().report
    anchor = report.find("Ticket clerk")
    assert anchor is not None
    passing = Account(report.id, anchor, Role.SECONDARY)
    (only,) = told_in(Coded(report, (passing,)))
    assert "amina yusuf" in profile(only).names
    assert "kolbio" not in profile(only).words


def test_each_account_comes_with_its_own_claims() -> None:
    story = _story()
    other = Account(story.report.id, story.span("the blast"), Role.SECONDARY)
    claim = story.killed(exact(9), "Nine people")
    found = list(told_in(Coded(story.report, (story.account, other), (claim,))))
    assert [(each.account, each.claims) for each in found] == [(story.account, (claim,)), (other, ())]


_DAYS = st.none() | st.dates()
_TEXTS = st.lists(st.text(min_size=1, max_size=8), max_size=4).map(tuple)
_BOUNDS = st.none() | st.tuples(st.integers(0, 9), st.none() | st.integers(9, 99))


@settings(deadline=None)
@given(_DAYS, _DAYS, st.lists(st.dates(), max_size=3).map(tuple), _TEXTS, _TEXTS, _BOUNDS, st.text())
def test_a_profile_comes_back_from_its_line(
    published: date | None,
    first: date | None,
    days: tuple[date, ...],
    names: tuple[str, ...],
    words: tuple[str, ...],
    killed: tuple[int, int | None] | None,
    place: str,
) -> None:
    made = Profile(
        "a",
        "r",
        Role.SECONDARY,
        published,
        first,
        None,
        days=days,
        place=place,
        killed=killed,
        names=names,
        words=words,
    )
    line = to_json(made)
    assert from_json(line) == made
    assert "\n" not in line


def test_the_line_of_a_full_profile_is_small() -> None:
    assert from_json(to_json(BASE)) == BASE
    assert len(to_json(BASE)) < 600
