"""Codes that a person gives are codes of the ontology, or are refused with the nearest that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from casebook.lists.actors import registry
from casebook.lists.reading import TYPES, codes
from casebook.model.claim import Field
from casebook.model.errors import UsageError
from casebook.model.values import Code, Ref, Value

_LISTS: Mapping[Field, str] = {
    Field.INCIDENT_TYPE: TYPES,
    Field.OCCURRENCE: "occurrence",
    Field.TARGET: "target_type",
    Field.VICTIM: "target_type",
    Field.INTENDED_TARGET: "target_type",
    Field.WEAPON: "weapon_type",
    Field.REACTION: "reaction_type",
    Field.PROPERTY_DAMAGE: "damage_level",
}


def check(field: Field, value: Value) -> None:
    """UsageError for a code that is none of its field, or an actor's id that the registry does not have."""
    match value:
        case Code(code=code) if code not in (known := codes(_LISTS[field]) if field in _LISTS else {}):
            raise UsageError(f"{code!r} is no code of {field}; {_near(code, known)}docs/codes.md has them all")
        case Ref(ref=ref) if ref is not None and ref not in registry():
            raise UsageError(f"{ref!r} is no actor of the registry; {_near(ref, registry())}give the name instead")
        case _:
            return


def _near(given: str, known: Iterable[str]) -> str:
    names = list(known)
    leaves = {name.split(".")[-1]: name for name in reversed(names)}
    found = get_close_matches(given, names, 3, 0.6) or [
        leaves[leaf] for leaf in get_close_matches(given.split(".")[-1], leaves, 3, 0.6)
    ]
    return f"near it: {', '.join(found)}; " if len(found) > 0 else ""
