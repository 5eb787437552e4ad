"""Causes of harm that are no violence: accidents, weather, disease (`lists/data/nonviolent.csv`)."""

from __future__ import annotations

from functools import cache

from casebook.lists.reading import list_text
from casebook.norms.phrases import Phrases


@cache
def nonviolent() -> Phrases[str]:
    """The phrases of the list and their plurals."""
    rows = [line for line in list_text("nonviolent.csv").splitlines() if line and not line.startswith("#")][1:]
    return Phrases((form, row) for row in rows for form in (row, f"{row}s", f"{row}es"))
