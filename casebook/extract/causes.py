"""Words that keep a figure of harm from being an incident: causes that are no violence, things that are no people."""

from __future__ import annotations

from functools import cache

from casebook.lists.reading import list_text
from casebook.norms.phrases import Phrases


@cache
def nonviolent() -> Phrases[str]:
    """Causes that are no violence, and their plurals (`nonviolent.csv`)."""
    return _words("nonviolent.csv")


@cache
def not_people() -> Phrases[str]:
    """Things and animals that figures count, and their plurals (`not_people.csv`)."""
    return _words("not_people.csv")


def _words(name: str) -> Phrases[str]:
    rows = [line for line in list_text(name).splitlines() if line and not line.startswith("#")][1:]
    return Phrases((form, row) for row in rows for form in (row, f"{row}s", f"{row}es", f"{row.removesuffix('y')}ies"))
