"""Every story of tests/cases is read as it says, and the cases themselves are sound.

A case of tests/cases/open is one that the engine still gets wrong: it must fail, so that a fix is noticed and the file
moves up. What a case stands for is its `why`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from casebook.lists.reading import list_text
from casebook.pipeline import coder
from tests.cases.case import FOLDER, Case, case_files, differences, load

OPEN = FOLDER / "open"
KEPT = case_files()
MISSED = case_files(OPEN)


def _read(path: Path) -> list[str]:
    case = load(path)
    return differences(case, coder()(case.report))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_story_is_read_as_its_case_says(path: Path) -> None:
    found = _read(path)
    assert found == [], f"{load(path).why}\n" + "\n".join(found)


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.xfail(strict=True, reason="open", raises=AssertionError)) for path in MISSED],
    ids=lambda path: path.stem,
)
def test_an_open_case_is_not_yet_read_as_it_says(path: Path) -> None:
    found = _read(path)
    assert found == [], f"{load(path).why}\n" + "\n".join(found)


@pytest.mark.parametrize("path", [*KEPT, *MISSED], ids=lambda path: path.stem)
def test_a_case_has_the_form_of_one_and_is_named_after_its_id(path: Path) -> None:
    case = load(path)
    assert path.stem == case.id
    assert len(case.text.split()) >= 8


def test_case_ids_are_unique_and_the_whys_differ() -> None:
    cases = [load(path) for path in (*KEPT, *MISSED)]
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.why for case in cases}) == len(cases)
    assert len({(case.text, case.published) for case in cases}) == len(cases)


def test_there_are_at_least_eighty_cases_and_some_have_no_incident() -> None:
    cases = [load(path) for path in (*KEPT, *MISSED)]
    assert len(cases) >= 80
    assert sum(len(case.incidents) == 0 for case in cases) >= 15


def test_every_type_that_a_case_names_is_one_of_the_ontology() -> None:
    known = list_text("incident_types.toml")
    for path in (*KEPT, *MISSED):
        case = load(path)
        named = {wanted.type for wanted in case.incidents if wanted.type is not None} | set(case.absent.incidents)
        assert [code for code in named if f'"{code}"' not in known] == [], case.id


def test_every_group_of_types_has_a_case() -> None:
    codes = {wanted.type for path in (*KEPT, *MISSED) for wanted in load(path).incidents if wanted.type is not None}
    groups = {code.split(".")[0] for code in codes}
    assert groups >= {
        "explosive", "remote", "armed", "captive", "property", "crowd", "abuse", "unconventional", "threat"
    }  # fmt: skip


def test_a_case_with_an_unknown_key_is_refused() -> None:
    whole: dict[str, object] = {
        "id": "x",
        "why": "long enough to be a reason",
        "published": None,
        "text": "Nothing.",
        "incidents": [],
    }
    assert Case.model_validate(whole).id == "x"
    with pytest.raises(ValidationError, match="incident\n  Extra inputs are not permitted"):
        Case.model_validate(whole | {"incident": []})
    with pytest.raises(ValidationError, match="at least 20 characters"):
        Case.model_validate(whole | {"why": ""})
