"""Vague and qualified number words and their bounds: data/vague_numbers.csv, and the quantity finder that uses it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from casebook.norms.numbers import Quantity, find_quantities
from casebook.norms.tokens import Token
from casebook.norms.vague import Bound, VagueRow, VagueTable

_BOUND = re.compile(r"^(?:(?P<times>\d+\.\d+)?(?P<figure>[NM])(?P<extra>[+-]\d+)?|(?P<fixed>\d+))$")


def _bound(cell: str, where: str) -> Bound | None:
    """A cell of the table: empty, a number, or N/M with a factor or a step ("0.9N", "N+1")."""
    if cell == "":
        return None
    match = _BOUND.match(cell)
    if match is None:
        raise ValueError(f"vague_numbers.csv: {where}: {cell!r} is neither a number nor N, N+1 or 0.9N")
    if match["fixed"] is not None:
        return Bound(percent=0, extra=int(match["fixed"]))
    percent = 100 if match["times"] is None else round(float(match["times"]) * 100)
    return Bound(percent, int(match["extra"] or 0), upper_figure=match["figure"] == "M")


def _row(cells: Sequence[str]) -> VagueRow:
    term, low, high, release_value, acled_value, note = cells
    floor = _bound(low, term)
    if floor is None:
        raise ValueError(f"vague_numbers.csv: {term}: a row needs a low bound")
    return VagueRow(term, floor, _bound(high, term), _bound(release_value, term), _bound(acled_value, term), note)


@cache
def vague_numbers() -> VagueTable:
    """The table, read once."""
    text = (files("casebook.lists") / "data" / "vague_numbers.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return VagueTable(_row(cells) for cells in list(csv.reader(lines))[1:])


def quantities(words: Sequence[Token]) -> list[Quantity]:
    """Every number in the words, with the bounds this table gives to vague and qualified ones."""
    return find_quantities(words, vague_numbers())
