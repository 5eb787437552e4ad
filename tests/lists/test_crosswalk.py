import pytest

from casebook.lists.crosswalk import Fit, crosswalk, layout_country
from casebook.lists.gazetteer import country
from casebook.lists.reading import codes, list_text, parse_csv
from casebook.model.errors import ListError

SUB_EVENTS = frozenset(
    {
        *("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
        *("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
        *("Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb"),
        *("Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack"),
        *("Abduction/forced disappearance", "Agreement", "Arrests", "Change to group/activity"),
        *("Disrupted weapons use", "Headquarters or base established", "Looting/property destruction"),
        *("Non-violent transfer of territory", "Other"),
    }
)


@pytest.mark.parametrize("scheme", ["ACLED", "GTD", "PLOVER", "CAMEO", "MUC-4"])
def test_every_type_of_incident_has_its_place_in_the_scheme(scheme: str) -> None:
    assert set(crosswalk(scheme, "incident_type")) == set(codes("type"))


@pytest.mark.parametrize("kind", ["target_type", "weapon_type"])
def test_every_target_and_weapon_has_its_code_of_gtd(kind: str) -> None:
    assert set(crosswalk("GTD", kind)) == set(codes(kind))
    assert all((crossing.code or "").isdigit() for crossing in crosswalk("GTD", kind).values())


def test_the_sub_events_of_acled_are_acled_s() -> None:
    found = {crossing.label for crossing in crosswalk("ACLED", "incident_type").values() if crossing.code is not None}
    assert found <= SUB_EVENTS


def test_a_code_that_a_scheme_leaves_out_is_there_and_says_so() -> None:
    threat = crosswalk("ACLED", "incident_type")["threat.explicit_threat"]
    assert (threat.code, threat.fit) == (None, Fit.NONE)


def test_a_scheme_that_there_is_not_is_an_error_with_those_that_there_are() -> None:
    with pytest.raises(ListError, match="no rows for ACLED weapon_type; it has ACLED incident_type"):
        crosswalk("ACLED", "weapon_type")


def test_every_country_that_layouts_write_is_a_country_of_the_gazetteer() -> None:
    columns = ("alpha2", "numeric", "acled_region", "gtd_region", "gtd_region_txt", "ucdp_region")
    for line in parse_csv("layout_countries.csv", list_text("layout_countries.csv"), columns):
        assert country(line.cells["alpha2"]).country == line.cells["alpha2"]
    assert (layout_country("KE").numeric, layout_country("KE").gtd_region) == (404, 11)
    assert layout_country(None).acled_region is None
