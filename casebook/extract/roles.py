"""Who did it, to what, with what, and on what spot: the roles around a happening."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.extract.attackers import attackers_of, bombers, killers
from casebook.extract.found import Found, Happening, Line, once
from casebook.extract.means import sites, weapons_used
from casebook.extract.targets import damaged, taken, targets_of


def roles(line: Line, told: Sequence[Happening]) -> list[Found]:
    """Attackers, targets, weapons and spots of the sentence's happenings."""
    found: list[Found] = []
    for happening in told:
        found.extend(attackers_of(line, happening))
        found.extend(targets_of(line, happening))
        found.extend(taken(line, happening))
    found.extend(killers(line))
    found.extend(bombers(line))
    found.extend(weapons_used(line, told))
    found.extend(sites(line, told))
    found.extend(damaged(line, told))
    return once(found)
