"""Words of many senses report an act beside other words of force, and harm does not where a mischance is told."""

from __future__ import annotations

import pytest

from casebook.model.report import Report
from casebook.pipeline import coder

code = coder("en", engine="rules")


def _told(text: str) -> int:
    return len(code(Report(text, "story")).accounts)


@pytest.mark.parametrize(
    ("peaceful", "violent"),
    [
        ("Ana Toro beat Luis Mora by 300 votes in Baro.", "Masked men beat Luis Mora in Baro."),
        ("A van struck a lorry near Baro on Monday.", "Rebels struck a lorry near Baro on Monday."),
        (
            "Two people were killed near Baro on Monday. The bus had crashed in fog.",
            "Two people were killed near Baro on Monday. The gunmen had come by bus.",
        ),
        ("Workers demolished the old school in Baro.", "Soldiers demolished the old school in Baro."),
    ],
)
def test_the_same_words_are_an_act_only_beside_force(peaceful: str, violent: str) -> None:
    assert (_told(peaceful), _told(violent)) == (0, 1)
