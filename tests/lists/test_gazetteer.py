"""The gazetteer: names however written, the likeliest place first, and an index that is not stale."""

from __future__ import annotations

import csv
import hashlib
import multiprocessing
import sqlite3
import time
from pathlib import Path

import pytest

from casebook.lists import gazetteer
from casebook.lists.gazetteer import (
    INDEX,
    Toponym,
    ToponymKind,
    contains,
    country,
    demonym,
    distance_km,
    lookup,
    place_key,
    prior,
)
from casebook.model.errors import ListError

DATA = INDEX.parent / "data"


def test_case_accents_hyphens_and_spaces_make_no_difference() -> None:
    keys = {place_key(name) for name in ("Lashkar Gāh", "LASHKAR GAH", "lashkargah", "Lashkar-Gah", "Lashkar  Gah")}
    assert keys == {"lashkargah"}
    assert place_key("St. Louis") == place_key("Saint-Louis")
    assert place_key("The Hague") == "hague"
    assert place_key("كابل") == ""
    assert lookup("DIYARBAKIR")[0] == lookup("Diyarbakır")[0]


@pytest.mark.parametrize(
    ("name", "kind", "code", "admin1"),
    [
        ("Kabul", ToponymKind.SETTLEMENT, "AF", "Kabul"),
        ("Borno", ToponymKind.ADMIN1, "NG", "Borno"),
        ("Niger State", ToponymKind.ADMIN1, "NG", "Niger"),
        ("Niger", ToponymKind.COUNTRY, "NE", None),
        ("DR Congo", ToponymKind.COUNTRY, "CD", None),
        ("Ivory Coast", ToponymKind.COUNTRY, "CI", None),
        ("Burma", ToponymKind.COUNTRY, "MM", None),
        ("Gaza Strip", ToponymKind.ADMIN1, "PS", "Gaza Strip"),
        ("Darfur", ToponymKind.REGION, "SD", None),
        ("Bagram", ToponymKind.SETTLEMENT, "AF", "Parwan"),
        ("Ain Issa", ToponymKind.SETTLEMENT, "SY", "Raqqa"),
        ("Al-Raqqah", ToponymKind.SETTLEMENT, "SY", "Raqqa"),
        ("New York", ToponymKind.SETTLEMENT, "US", "New York"),
        ("Basra", ToponymKind.SETTLEMENT, "IQ", "Basra"),
    ],
)
def test_the_likeliest_place_comes_first(name: str, kind: ToponymKind, code: str, admin1: str | None) -> None:
    first = lookup(name)[0]
    assert (first.kind, first.country, first.admin1) == (kind, code, admin1)


def test_every_place_of_a_name_is_given() -> None:
    assert {"US", "EG"} <= {place.country for place in lookup("Alexandria")}
    assert any(place.country == "MZ" and place.admin1 == "Cabo Delgado" for place in lookup("Palma"))
    assert lookup("Xyzzyville") == ()
    assert lookup("") == lookup("-") == ()


def test_a_region_of_several_countries_belongs_to_none() -> None:
    assert lookup("Sahel region")[0].country in (None, "BF")
    assert lookup("Lake Chad basin")[0].country is None


def test_demonyms_give_every_country_they_can_mean() -> None:
    assert demonym("Afghan") == demonym("AFGHANS") == ("AF",)
    assert demonym("Nigerien") == ("NE",)
    assert demonym("Nigerian") == ("NG",)
    assert demonym("Congolese") == ("CD", "CG")
    assert demonym("carpenter") == ()


def test_an_unknown_country_code_says_what_is_wanted() -> None:
    assert country("AF").name == "Afghanistan"
    with pytest.raises(ListError, match=r"country code 'XX' is not in countries\.csv; use ISO 3166-1"):
        country("XX")


def test_an_area_contains_what_lies_in_it() -> None:
    helmand, lashkar_gah = lookup("Helmand")[0], lookup("Lashkar Gah")[0]
    assert contains(helmand, lashkar_gah)
    assert contains(country("AF"), helmand)
    assert not contains(lashkar_gah, helmand)
    assert not contains(country("PK"), lashkar_gah)


def test_distance_is_unknown_where_a_position_is() -> None:
    kabul, kandahar = lookup("Kabul")[0], lookup("Kandahar")[0]
    away = distance_km(kabul, kandahar)
    assert away == pytest.approx(450, abs=25)
    nowhere = Toponym("x", "x", ToponymKind.SETTLEMENT, None, None, None, None, None, None)
    assert distance_km(kabul, nowhere) is None


def test_another_name_of_a_town_counts_less_unless_it_is_nearly_the_same() -> None:
    def size(asked: str, main: str) -> float:
        return prior(ToponymKind.SETTLEMENT, 100_000, asked=asked, main=main)

    assert size("basra", "basra") > size("basra", "basrah") > size("basra", "another")


def test_a_missing_index_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"gazetteer .*none\.sqlite is missing; run `python hatch_build.py`"):
        gazetteer._open(tmp_path / "none.sqlite")


def test_the_index_is_compiled_from_the_lists_as_they_are() -> None:
    index = sqlite3.connect(INDEX)
    for name, digest in index.execute("SELECT name, sha256 FROM source").fetchall():
        now = hashlib.sha256((DATA / f"{name}.csv").read_bytes()).hexdigest()
        assert now == digest, f"{name}.csv was edited after the gazetteer was compiled; run `python hatch_build.py`"
    index.close()


@pytest.mark.parametrize("name", ["admin1", "admin2", "countries", "regions", "places_extra"])
def test_every_list_says_where_it_comes_from(name: str) -> None:
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert "CC BY 4.0" in " ".join(head) or "Own compilation" in " ".join(head)
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_look_up_takes_microseconds() -> None:
    names = [f"{first} {last}" for first in ("San", "Al", "New", "Port") for last in ("Juan", "Bab", "Delhi", "Said")]
    started = time.process_time()
    for name in names:
        lookup(name)
    assert time.process_time() - started < 0.05


def _country_of(name: str) -> str | None:
    return lookup(name)[0].country


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_other_processes_open_the_index_for_themselves(method: str) -> None:
    lookup("Kabul")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_country_of, ["Kabul", "Mosul", "Goma"]) == ["AF", "IQ", "CD"]
