import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from casebook.model.claim import Claim, Field, Role
from casebook.model.incident import Incident
from casebook.model.values import Code, DateMethod, DatePrecision, Days, Place, PlacePrecision, Text
from casebook.publish.export import LAYOUTS, Exported, export
from casebook.publish.flat import Policy
from casebook.publish.layout import lost
from casebook.publish.layouts.claims import COLUMNS as CLAIM_COLUMNS
from casebook.publish.layouts.ged import priogrid
from casebook.publish.release import release
from tests.publish.factory import ALL, GARISSA, HURT, TYPE, WHEN, WHERE, incident, said, sources

ACLED = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
longitude geo_precision source source_scale notes fatalities tags timestamp
"""
GED = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
source_article source_office source_date source_headline source_original where_prec where_coordinates
where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
GTD = """
eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city latitude
longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative alternative_txt multiple
success suicide attacktype1 attacktype1_txt attacktype2 attacktype2_txt attacktype3 attacktype3_txt targtype1
targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1 natlty1_txt targtype2 targtype2_txt targsubtype2
targsubtype2_txt corp2 target2 natlty2 natlty2_txt targtype3 targtype3_txt targsubtype3 targsubtype3_txt corp3 target3
natlty3 natlty3_txt gname gsubname gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3
individual nperps nperpcap claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3
claimmode3_txt compclaim weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt weaptype2 weaptype2_txt weapsubtype2
weapsubtype2_txt weaptype3 weaptype3_txt weapsubtype3 weapsubtype3_txt weaptype4 weaptype4_txt weapsubtype4
weapsubtype4_txt weapdetail nkill nkillus nkillter nwound nwoundus nwoundte property propextent propextent_txt
propvalue propcomment ishostkid nhostkid nhostkidus nhours ndays divert kidhijcountry ransom ransomamt ransomamtus
ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes scite1 scite2 scite3 dbsource
INT_LOG INT_IDEO INT_MISC INT_ANY related
"""


def written(layout: str, *found: Incident, policy: Policy = Policy.BEST) -> tuple[str, list[Any], Exported]:
    """The file, its loss report as read, and what came of it."""
    out, losses = StringIO(), StringIO()
    told = [(each, sources("Bomb at bus station")) for each in found]
    done = export(told, out, layout=layout, policy=policy, losses=losses)
    return out.getvalue(), [json.loads(line) for line in losses.getvalue().splitlines()], done


def rows_of(layout: str, *found: Incident, policy: Policy = Policy.BEST) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written(layout, *found, policy=policy)[0])))


@pytest.mark.parametrize(("layout", "columns", "number"), [("acled", ACLED, 31), ("ged", GED, 49), ("gtd", GTD, 135)])
def test_the_columns_are_those_of_the_format_in_their_order(layout: str, columns: str, number: int) -> None:
    header, row = csv.reader(StringIO(written(layout, incident())[0]))
    assert header == columns.split()
    assert len(header) == len(row) == number


@pytest.mark.parametrize("layout", [name for name, (shape, _) in LAYOUTS.items() if name not in ("geojson", "plover")])
def test_columns_that_nothing_can_fill_are_empty_and_named_in_the_loss_report(layout: str) -> None:
    shape, _ = LAYOUTS[layout]
    _, report, _ = written(layout, incident())
    assert report[0]["export"]["never_filled"] == [c for c in shape.columns if c in shape.unfilled]
    assert shape.unfilled <= set(shape.columns)
    public = release(incident(), sources())
    found = shape.rows(public, Policy.BEST)
    assert isinstance(found, tuple)
    assert not shape.unfilled & {column for row in found for column, cell in row.cells.items() if cell is not None}


def test_every_layout_ends_its_loss_report_with_its_counts() -> None:
    for layout in LAYOUTS:
        _, report, done = written(layout, incident())
        summary = report[-1]["summary"]
        assert summary == {"incidents": 1, "rows": done.rows, "left_out": 0, "losses": len(report) - 2}


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_every_claim_stands_in_the_file_or_in_the_loss_report(layout: str) -> None:
    shape, _ = LAYOUTS[layout]
    public = release(incident(), sources())
    rows = shape.rows(public, Policy.BEST)
    assert isinstance(rows, tuple)
    kept = frozenset().union(*(row.kept for row in rows))
    assert kept <= {claim.id for claim in public.claims}
    told = {(loss.field, loss.value) for loss in lost(public, rows, shape)}
    for claim in public.claims:
        if claim.id not in kept:
            assert any(field == claim.field for field, _ in told), claim


def test_claims_lose_nothing_but_the_names() -> None:
    text, report, done = written("claims", incident())
    assert done.rows == len(ALL)
    assert [line["field"] for line in report[1:-1]] == ["names"]
    rows = list(csv.DictReader(StringIO(text)))
    assert list(rows[0]) == list(CLAIM_COLUMNS)
    nine = next(row for row in rows if row["value"] == "at least 9")
    assert (nine["low"], nine["high"], nine["qualifier"], nine["offsets"]) == ("9", "", "at_least", "0-20")
    assert nine["words"] == "At least nine people"
    denial = next(row for row in rows if row["field"] == "denial_of_responsibility")
    assert denial["modality"] == "denied"


# ACLED


def test_acled_has_one_row_with_one_figure_and_its_own_codes() -> None:
    (row,) = rows_of("acled", incident())
    assert row["event_date"] == "2024-05-13"
    assert (row["year"], row["time_precision"]) == ("2024", "1")
    assert row["disorder_type"] == "Political violence"
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert row["actor1"] == "Tana River Brigades"
    assert (row["actor2"], row["inter2"]) == ("Civilians (Kenya)", "7")
    assert row["civilian_targeting"] == "Civilian targeting"
    assert (row["iso"], row["region"], row["country"]) == ("404", "Eastern Africa", "Kenya")
    assert (row["admin1"], row["location"], row["geo_precision"]) == ("Garissa", "Garissa", "1")
    assert row["fatalities"] == "11"
    assert row["notes"].startswith("On 13 May 2024, vehicle bomb in Garissa, Kenya.")


def test_acled_loses_the_injured_the_denial_the_rival_figures_and_the_speakers() -> None:
    _, report, _ = written("acled", incident())
    lines = {(line["field"], line["value"]): line["why"] for line in report[1:-1]}
    assert ("injured", "40 (a doctor)") in lines
    assert ("denial_of_responsibility", "Movement (the article)") in lines
    assert ("killed", "at least 9 (the article)") in lines
    assert lines[("killed", "14 (police)")] == "retracted; the layout holds what stands"
    assert ("killed.said_by", "11: nurse [victim]") in lines
    assert ("perpetrator_status", "Tana River Brigades: self claimed uncontested") in lines


@pytest.mark.parametrize(("policy", "deaths"), [(Policy.BEST, "11"), (Policy.LEAST, "9"), (Policy.MOST, "11")])
def test_the_one_figure_is_chosen_by_the_policy_that_is_named(policy: Policy, deaths: str) -> None:
    (row,) = rows_of("acled", incident(), policy=policy)
    assert row["fatalities"] == deaths


def test_an_open_upper_bound_is_not_closed_and_unknown_deaths_are_not_zero() -> None:
    open_bound = incident(TYPE, ALL[4])
    (row,) = rows_of("acled", open_bound, policy=Policy.MOST)
    assert row["fatalities"] == ""
    (row,) = rows_of("acled", incident(TYPE, HURT))
    assert row["fatalities"] == ""


def days(edtf: str, precision: DatePrecision, method: DateMethod = DateMethod.EXPLICIT) -> Claim:
    return said(Field.DATE, Days(edtf, precision, method), "13 May 2024")


MONTH = days("2024-05", DatePrecision.MONTH)
WEEK = days("2024-05-06/2024-05-12", DatePrecision.WEEK)
YEARLESS = days("XXXX-05-13", DatePrecision.YEARLESS)
YEAR = days("2024", DatePrecision.YEAR)
INFERRED = days("2024-05-14", DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)


@pytest.mark.parametrize(
    ("when", "cells"),
    [
        (MONTH, ("2024-05-16", "2024", "3")),
        (WEEK, ("2024-05-09", "2024", "2")),
        (YEAR, ("", "2024", "")),
        (YEARLESS, ("", "", "")),
        (INFERRED, ("2024-05-14", "2024", "2")),
    ],
)
def test_acled_has_an_imprecise_day_by_its_middle_and_says_how_imprecise(when: Claim, cells: tuple[str, ...]) -> None:
    _, report, _ = written("acled", incident(TYPE, when))
    (row,) = rows_of("acled", incident(TYPE, when))
    assert (row["event_date"], row["year"], row["time_precision"]) == cells
    assert any(line.get("field") == "date" for line in report)


def test_what_is_only_mentioned_as_older_or_no_event_of_acled_is_left_out_and_listed() -> None:
    older = incident(TYPE, role=Role.REFERENCE)
    threat = incident(said(Field.INCIDENT_TYPE, Code("threat.explicit_threat", "threat")))
    text, report, done = written("acled", older, threat)
    assert len(text.splitlines()) == 1
    assert done.left_out.total() == 2
    assert [line["value"] for line in report[1:-1]] == ["explosive.vehicle_bomb", "threat.explicit_threat"]


# GTD


def test_gtd_has_its_own_codes_for_what_is_unknown() -> None:
    (row,) = rows_of("gtd", incident(TYPE))
    assert (row["iyear"], row["imonth"], row["iday"]) == ("", "0", "0")
    assert (row["gname"], row["claimed"], row["compclaim"]) == ("Unknown", "-9", "-9")
    assert (row["nperps"], row["nperpcap"]) == ("-99", "-99")
    assert (row["targtype1"], row["weaptype1"], row["specificity"], row["vicinity"]) == ("20", "13", "5", "-9")
    assert (row["nkill"], row["nwound"], row["property"]) == ("", "", "-9")
    assert (row["INT_LOG"], row["doubtterr"]) == ("-9", "-9")
    assert row["eventid"] == "000000000001"


def test_gtd_tells_who_claimed_and_how() -> None:
    (row,) = rows_of("gtd", incident())
    assert (row["gname"], row["guncertain1"], row["claimed"]) == ("Tana River Brigades", "0", "1")
    assert (row["claimmode"], row["claimmode_txt"]) == ("7", "Posted to website, blog, etc.")
    assert row["compclaim"] == "0"
    assert (row["attacktype1"], row["attacktype1_txt"], row["suicide"]) == ("3", "Bombing/Explosion", "0")
    assert (row["targtype1"], row["targtype1_txt"]) == ("19", "Transportation")
    assert (row["nkill"], row["nwound"]) == ("11", "40")
    assert "14 (police, retracted)" in row["addnotes"]
    assert row["summary"].startswith("05/13/2024: vehicle bomb in Garissa")
    assert row["scite1"] == "Coast Wire, “Bomb at bus station”, 2024-05-14"


def test_gtd_numbers_the_incidents_of_a_day() -> None:
    found = rows_of("gtd", incident(), incident(TYPE, WHEN), incident(TYPE, MONTH))
    assert [row["eventid"] for row in found] == ["202405130001", "202405130002", "202405000001"]


def test_gtd_gives_day_zero_and_words_for_a_month_and_no_month_for_a_day_without_a_year() -> None:
    (month,) = rows_of("gtd", incident(TYPE, MONTH))
    assert (month["iyear"], month["imonth"], month["iday"], month["approxdate"]) == ("2024", "5", "0", "May 2024")
    (yearless,) = rows_of("gtd", incident(TYPE, YEARLESS))
    assert (yearless["iyear"], yearless["imonth"], yearless["iday"]) == ("", "0", "0")
    assert yearless["approxdate"] == "13 May, year not known"


def test_gtd_does_not_take_the_month_of_a_report_for_the_incident_s_where_it_may_have_been_the_month_before() -> None:
    late = days("2024-05-03", DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)
    (row,) = rows_of("gtd", incident(TYPE, late))
    assert (row["iyear"], row["imonth"], row["iday"]) == ("2024", "0", "0")
    (row,) = rows_of("gtd", incident(TYPE, INFERRED))
    assert (row["imonth"], row["iday"]) == ("5", "0")


def test_gtd_codes_are_within_their_ranges() -> None:
    (row,) = rows_of("gtd", incident())
    for column, low, high in (
        *((f"attacktype{n}", 1, 9) for n in (1, 2, 3)),
        *((f"targtype{n}", 1, 22) for n in (1, 2, 3)),
        *((f"weaptype{n}", 1, 13) for n in (1, 2, 3, 4)),
        *(("region", 1, 12), ("specificity", 1, 5), ("claimmode", 1, 10), ("success", 0, 1), ("suicide", 0, 1)),
    ):
        assert row[column] == "" or low <= int(row[column]) <= high, column
    assert re.fullmatch(r"\d{12}", row["eventid"])


# UCDP GED


def test_ged_has_low_best_and_high_and_the_sum_of_its_sides() -> None:
    (row,) = rows_of("ged", incident())
    assert (row["low"], row["best"], row["high"]) == ("9", "11", "11")
    sides = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(int(row[side]) for side in sides) == int(row["best"])
    assert (row["type_of_violence"], row["dyad_name"]) == ("3", "Tana River Brigades - Civilians")
    assert row["deaths_civilians"] == "11"
    assert row["source_original"] == "the article;nurse [victim]"
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2024-05-13", "2024-05-13", "1")
    assert (row["where_prec"], row["geom_wkt"], row["code_status"]) == ("1", "POINT (39.64601 -0.45275)", "Clear")


def test_the_grid_cell_of_kabul_is_that_of_prio_grid() -> None:
    assert priogrid(Place("Kabul", PlacePrecision.SETTLEMENT, lat=34.52813, lon=69.17233)) == 179779
    assert priogrid(Place("Delm", PlacePrecision.SETTLEMENT)) is None


def test_ged_leaves_out_what_nobody_is_said_to_have_died_of_and_lists_it() -> None:
    text, report, done = written("ged", incident(TYPE, HURT))
    assert len(text.splitlines()) == 1
    assert report[1]["why"] == "not in GED: it needs a direct death"
    assert done.rows == 0


def test_ged_leaves_an_open_bound_open_and_says_so() -> None:
    (row,) = rows_of("ged", incident(TYPE, WHEN, WHERE, ALL[4]))
    assert (row["low"], row["best"], row["high"]) == ("9", "9", "")
    assert row["code_status"] == "Check dyad"
    _, report, _ = written("ged", incident(TYPE, WHEN, WHERE, ALL[4]))
    assert {"field": "high", "value": "9+"}.items() <= next(r for r in report if r.get("field") == "high").items()


# GeoJSON, CSV, HXL, PLOVER


def test_geojson_is_a_feature_collection_with_null_geometry_where_no_coordinates_are_known() -> None:
    text, _, _ = written("geojson", incident(), incident(TYPE))
    found = json.loads(text)
    assert found["type"] == "FeatureCollection"
    located, nowhere = found["features"]
    assert located["geometry"] == {"type": "Point", "coordinates": [39.64601, -0.45275]}
    assert nowhere["geometry"] is None
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        assert isinstance(feature["id"], str)
    assert located["properties"]["killed_best"] == 11


def test_geojson_of_nothing_is_valid() -> None:
    assert json.loads(written("geojson")[0]) == {"type": "FeatureCollection", "features": []}


def test_our_own_table_has_three_bounds_and_a_label_beside_every_precision() -> None:
    (row,) = rows_of("csv", incident())
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("9", "11", "11")
    assert (row["injured_min"], row["injured_best"], row["injured_max"]) == ("40", "40", "40")
    assert (row["date_precision"], row["date_precision_label"]) == ("1", "exact day")
    assert (row["place_precision"], row["place_precision_label"]) == ("2", "settlement or quarter of a city")
    assert (row["claimed_by"], row["denied_by"]) == ("Tana River Brigades", "Movement")
    (unknown,) = rows_of("csv", incident(TYPE))
    assert (unknown["killed_min"], unknown["date"], unknown["latitude"], unknown["country"]) == ("", "", "", "")


def test_hxl_has_its_tags_under_the_headers() -> None:
    header, tags, row = csv.reader(StringIO(written("hxl", incident())[0]))
    assert all(re.fullmatch(r"#[a-z0-9]+(?:\+[a-z0-9_]+)*", tag) for tag in tags)
    assert dict(zip(header, tags, strict=True))["killed_best"] == "#affected+killed"
    assert dict(zip(tags, row, strict=True))["#affected+killed"] == "11"


def test_plover_has_an_event_a_mode_and_its_actors_as_objects() -> None:
    record = json.loads(written("plover", incident())[0])
    assert (record["event"], record["mode"], record["date"]) == ("ASSAULT", "explosives", "2024-05-13")
    assert record["actor"] == [{"actorText": "Tana River Brigades", "code": None, "sector": None}]
    assert record["recipient"] == [{"actorText": "[victim], aged under 18,", "code": None, "sector": None}]


def test_a_cell_is_one_line_and_runs_in_no_spreadsheet() -> None:
    site = said(Field.SITE, Text("=1+1\nin two\u2028lines"))
    (row,) = rows_of("csv", incident(TYPE, WHERE, site))
    assert row["site"] == "'=1+1 in two lines"


def test_parquet_has_the_types_of_its_columns(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "o'ut.parquet"
    export([(each, sources()) for each in (incident(), incident(TYPE))], path, layout="parquet")
    with duckdb.connect() as connection:
        read = "SELECT killed_best, latitude, date_first, type_label FROM read_parquet(?) ORDER BY killed_best"
        rows = connection.execute(read, [str(path)]).fetchall()
    assert [(row[0], row[1], str(row[2]), row[3]) for row in rows] == [
        (11, GARISSA.lat, "2024-05-13", "Vehicle bomb"),
        (None, None, "None", "Vehicle bomb"),
    ]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
