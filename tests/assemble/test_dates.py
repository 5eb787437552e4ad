"""Which days are an incident's: not the day of the page, of the naming of victims, of the speaking."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.model.claim import Field
from casebook.model.report import Report
from casebook.model.values import Days
from casebook.pipeline import coder


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Two men were shot dead in Leeds in March. Posted: Monday, May 4, 2026 5:29 PM", {"2026-03"}),
        (
            "Two women were shot dead in Leeds on Sunday. A witness reports (Published Monday, Oct. 26, 2026)",
            {"2026-11-15"},
        ),
        (
            "The three victims identified Saturday and four others were shot dead in Leeds late Thursday.",
            {"2026-11-19"},
        ),
        ("A pamphlet was published on Tuesday. Gunmen killed two men in Leeds on Sunday.", {"2026-11-15"}),
    ],
)
def test_days_of_pages_and_namings_are_no_days_of_the_act(text: str, days: set[str]) -> None:
    coded = coder(engine="rules")(Report(text, "test", published=date(2026, 11, 20)))
    dated = {c.value.edtf for c in coded.claims if c.field is Field.DATE and isinstance(c.value, Days)}
    assert dated == days
