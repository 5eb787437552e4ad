import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.model.claim import Claim, Field, Modality, Speaker, SpeakerRole
from casebook.model.incident import Incident, fold
from casebook.model.values import Clock, Code, Days, Place, PlacePrecision, Ref, Text, Value
from casebook.publish.export import LAYOUTS, export
from casebook.publish.release import Public, Tier, release
from casebook.publish.withholding import Protection, month
from tests.factory import Story, exact
from tests.publish.factory import (
    CLAIMED,
    DAY,
    ELEVEN,
    GARISSA,
    STORY,
    TARGET,
    TYPE,
    VICTIM,
    WHEN,
    WHERE,
    code,
    incident,
    said,
    sources,
)


def everything(public: Public) -> str:
    """Every word of what leaves."""
    return repr(public)


def test_names_and_ages_are_masked_by_what_the_person_is_to_the_incident() -> None:
    public = release(incident(), sources("Boy of nine dies, says Odhiambo"))
    assert "Odhiambo" not in everything(public)
    assert "Yusuf" not in everything(public)
    assert "Amina" not in everything(public)
    (victim,) = public.of(Field.VICTIM)
    assert victim.value == Text("[victim], aged under 18,")
    assert victim.quotes[0].words == "[victim], aged under 18,"
    assert "nurse [victim]" in {claim.said_by.name for claim in public.claims}  # the family name is the boy's too
    assert public.sources[0].title == "Boy of nine dies, says [victim]"


def test_that_names_were_masked_is_a_loss_that_does_not_tell_them() -> None:
    (loss,) = release(incident(), sources()).withheld
    assert loss.field == "names"
    assert loss.value is None


def test_bodies_places_and_registered_actors_stay() -> None:
    public = release(incident(), sources())
    assert public.perpetrators[0].actor.name == "Tana River Brigades"
    assert public.place == GARISSA
    shabaab = said(Field.PERPETRATOR, Ref("Al-Shabaab", "actor:al-shabaab", "armed_group"))
    assert release(incident(shabaab), sources()).perpetrators[0].actor.name == "Al-Shabaab"


def test_names_stay_when_they_are_asked_for() -> None:
    public = release(incident(), sources(), Tier(names=True))
    assert "nurse Amina Odhiambo" in {claim.said_by.name for claim in public.claims}
    assert public.withheld == ()


def test_a_suspect_is_masked_as_actor_accused_and_in_every_quote() -> None:
    story = Story("Police arrested Marcus Hill. Hill shot them, a neighbour said.")
    claims = (
        story.claim(Field.PERPETRATOR, Ref("Marcus Hill"), "Marcus Hill"),
        story.claim(Field.PERPETRATOR_DESCRIPTION, Text("Hill"), "Hill shot them"),
        story.claim(Field.ARRESTED, exact(1, "Marcus Hill"), "Police arrested Marcus Hill"),
    )
    public = release(incident_of(story, *claims), {})
    assert "Hill" not in everything(public)
    assert {quote.words for claim in public.claims for quote in claim.quotes} == {
        "[suspect]",
        "[suspect] shot them",
        "Police arrested [suspect]",
    }


def incident_of(story: Story, *claims: Claim) -> Incident:
    (found,) = fold([story.account], claims)
    return found


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/2024/amina-odhiambo-speaks", "https://news.example/"),
        ("https://news.example/2024/bomb-at-bus-station", "https://news.example/2024/bomb-at-bus-station"),
        (None, None),
    ],
)
def test_an_address_with_a_name_in_it_is_cut_to_its_host(url: str | None, shown: str | None) -> None:
    assert release(incident(), sources(url=url)).sources[0].url == shown


GIVEN = st.sampled_from("Amina Juan Michael Olena Thabo Ngozi Wei Fatou Dmitry José Priya Tariq".split())
FAMILY = st.sampled_from(
    "Odhiambo Vrabec Hill Church Kowalczyk Brown Baker Jackson Al-Ansari O'Neil Nguyen Okonkwo Young Park".split()
)
SENTENCES = st.sampled_from(
    [
        "{n}, 34, was killed at the market",
        "gunmen shot {n} and two others",
        "her brother {n} is missing",
        "the body of {n} was found in Garissa",
        "Police named the suspect as {n}.",
        "witness {n} told reporters",
        "Dr {n} said eleven had died",
        "victims include {n}, a teacher",
        "“They took {n},” a neighbour said",
        "the killing of {n}",
    ]
)


@given(GIVEN, FAMILY, SENTENCES, st.sampled_from([Field.VICTIM, Field.KILLED, Field.PERPETRATOR, Field.MOTIVE]))
@settings(max_examples=120, deadline=None)
def test_no_name_leaves_in_any_layout(first: str, family: str, sentence: str, field: Field) -> None:
    text = sentence.format(n=f"{first} {family}")
    values: dict[Field, Value] = {
        Field.VICTIM: Text(text),
        Field.KILLED: exact(1, text),
        Field.PERPETRATOR: Ref(f"{first} {family}"),
        Field.MOTIVE: Text(text),
    }
    story = Story(text)
    speaker = Speaker(f"{first} {family}", SpeakerRole.EYEWITNESS)
    claims = (
        story.claim(field, values[field], by=speaker, modality=Modality.ASSERTED),
        story.claim(Field.INCIDENT_TYPE, Code("armed.attack_on_persons", "shot")),
        story.claim(Field.KILLED, exact(1, f"{first} {family}")),
    )
    found = incident_of(story, *claims)
    for layout in LAYOUTS:
        written = written_as(layout, found)
        assert first not in written, (layout, written)
        assert family not in written, (layout, written)


def written_as(layout: str, found: Incident, tier: Tier = Tier()) -> str:  # noqa: B008  a frozen value
    out, losses = StringIO(), StringIO()
    cited = sources("Headline", "https://news.example/raped-in-garissa")
    export([(found, cited)], out, layout=layout, losses=losses, tier=tier)
    return out.getvalue() + losses.getvalue()


RAPED = code(Field.INCIDENT_TYPE, "abuse.sexual_violence", "raped")
CLINIC = said(Field.SITE, Text("at a clinic"), "At a clinic")
HOSPITAL = said(Field.TARGET, Code("health_care", "the hospital"))
NIGHT = said(Field.TIME_OF_DAY, Clock("23:30", "at 11.30 pm"))


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_of_sexual_violence_neither_place_below_the_district_nor_day_nor_words_leave(layout: str) -> None:
    written = written_as(layout, incident(RAPED, WHEN, WHERE, ELEVEN, VICTIM, NIGHT, CLAIMED))
    for told in ("2024-05-13", "13 May", "05/13", "20240513", "2024-05-14", "-0.45", "39.64", "bus station", "23:30"):
        assert told not in written
    for told in ("Odhiambo", "Coast Wire", "Headline", "news.example", "raped", "geonames:197745", "Tana River"):
        assert told not in written


def test_of_sexual_violence_country_month_and_figures_stay() -> None:
    public = release(incident(RAPED, WHEN, WHERE, ELEVEN), sources())
    assert public.protected is Protection.PLACE_AND_DAY
    assert public.date is not None
    assert public.date.edtf == "2024-05"
    assert public.place is not None
    assert (public.place.country, public.place.lat, public.place.site) == ("KE", None, None)
    assert public.place.precision >= PlacePrecision.DISTRICT
    tally = public.tally(Field.KILLED)
    assert tally is not None
    assert tally.best == 11
    assert {loss.field for loss in public.withheld} == {"place", "date"}
    assert all(loss.value is None for loss in public.withheld)


@pytest.mark.parametrize(
    "claim",
    [
        CLINIC,
        HOSPITAL,
        said(Field.SITE, Text("in a safe house")),
        said(Field.TARGET, Code("displaced_refugees", "a women's shelter")),
        said(Field.SITE, Text("at a mass grave outside the town")),
        said(Field.TARGET, Code("aid_relief", "a humanitarian convoy")),
    ],
)
def test_a_protected_site_is_told_by_its_district_with_its_day(claim: Claim) -> None:
    public = release(incident(TYPE, WHEN, WHERE, ELEVEN, claim), sources("At the clinic"))
    assert public.protected is Protection.PLACE
    assert public.date == DAY
    assert public.place is not None
    assert public.place.lat is None
    assert all(quote.words is None for each in public.claims for quote in each.quotes)
    assert "clinic" not in everything(public).lower()


def test_a_nurse_or_a_market_is_no_protected_site() -> None:
    nurse = said(Field.TARGET, Code("health_care", "a nurse"))
    assert release(incident(TYPE, WHERE, nurse, TARGET), sources()).protected is Protection.NONE


def test_exact_places_stay_when_they_are_asked_for_and_names_do_not() -> None:
    public = release(incident(TYPE, WHERE, CLINIC, VICTIM), sources(), Tier(exact_places=True))
    assert public.place is not None
    assert public.place.lat is not None
    assert "Odhiambo" not in everything(public)


def test_how_the_file_was_made_stands_first_in_the_loss_report() -> None:
    lines = written_as("csv", incident(), Tier(names=True)).splitlines()
    made = json.loads(next(line for line in lines if line.startswith('{"export"')))["export"]
    assert made["names"] == "kept"
    assert made["protected_places"] == "withheld"


def test_a_place_that_is_nowhere_keeps_nothing_below_its_country() -> None:
    nowhere = said(Field.PLACE, Place("Delm", PlacePrecision.SETTLEMENT, country="KE"))
    public = release(incident(RAPED, nowhere), sources())
    assert public.place == Place(None, PlacePrecision.COUNTRY, country="KE")
    assert STORY.report.text[:9] not in everything(public)


def test_a_month_stays_a_month() -> None:
    for edtf, wide in (("2024-05", "2024-05"), ("XXXX-05-13", "XXXX-05"), ("2024-04-30/2024-05-02", "2024-04/2024-05")):
        assert month(Days(edtf, DAY.precision, DAY.method)).edtf == wide


def test_one_capital_word_for_who_was_hurt_is_a_name_even_where_it_is_a_word_for_a_body() -> None:
    story = Story("Council succumbed to her injuries. Council had run.")
    claims = (
        story.claim(Field.KILLED, exact(1, "Council"), "Council succumbed"),
        story.claim(Field.MOTIVE, Text("Council had run"), "Council had run"),
    )
    assert "Council" not in everything(release(incident_of(story, *claims), {}))
    police = Story("Police were hurt.")
    hurt = police.claim(Field.INJURED, exact(2, "Police"), "Police")
    assert "Police" in everything(release(incident_of(police, hurt), {}))


def test_a_place_that_was_read_from_a_person_s_name_does_not_leave() -> None:
    story = Story("Jamaine Sutton was shot. Sutton died.")
    claims = (
        story.claim(Field.VICTIM, Text("Jamaine Sutton"), "Jamaine Sutton"),
        story.claim(
            Field.PLACE,
            Place("Sutton", PlacePrecision.SETTLEMENT, None, "US", None, 38.6, -80.7, "geonames:1"),
            "Sutton",
        ),
    )
    public = release(incident_of(story, *claims), {})
    assert "Sutton" not in everything(public)
    assert public.place == Place(None, PlacePrecision.UNRESOLVED, None, "US")


def test_a_place_that_shares_a_victim_s_name_stays_where_it_is_told_as_a_place() -> None:
    story = Story("Jamaine Sutton was shot in Sutton.")
    sutton = Place("Sutton", PlacePrecision.SETTLEMENT, None, "US", None, 38.6, -80.7, "geonames:1")
    claims = (
        story.claim(Field.VICTIM, Text("Jamaine Sutton"), "Jamaine Sutton"),
        story.claim(Field.PLACE, sutton, "in Sutton"),
    )
    assert release(incident_of(story, *claims), {}).place == sutton
