"""Write docs/codes.md from the lists: every code with its label and meaning. Run it after a change to a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from casebook.lists.lexicon import fields, incident_types
from casebook.lists.reading import codes, list_text, parse_toml

TABLES = {
    "occurrence": "Whether it happened",
    "modality": "How a speaker holds it",
    "speaker_role": "Who speaks",
    "channel": "How the words came out",
    "claim_mode": "How responsibility was claimed",
    "actor_kind": "Kinds of actor",
    "target_type": "Targets",
    "weapon_type": "Weapons",
    "reaction_type": "Reactions",
    "non_incident_reason": "Why words of violence are no incident",
    "date_precision": "How exact a date is",
    "geo_precision": "How exact a place is",
}


def lines() -> Iterator[str]:
    """The lines of docs/codes.md."""
    yield "# Codes"
    yield ""
    yield "Written by `docs/make_codes.py` from `casebook/lists/data/`; change the lists, not this page."
    groups = parse_toml("incident_types.toml", list_text("incident_types.toml"))["group"]
    yield from ("", "## Types of incident", "")
    yield "A type says how the violence was done. Who was hit, why, and whether it succeeded are other fields."
    for group, leaves in groupby(incident_types(), key=lambda leaf: leaf.group):
        table = groups[group]
        label = table["label"] if isinstance(table, dict) else group
        yield from ("", f"### {label}", "", "| code | label | definition |", "|---|---|---|")
        yield from (f"| `{leaf.code}` | {leaf.label} | {leaf.definition} |" for leaf in leaves)
    yield from ("", "## Fields of a claim", "", "| field | value | definition |", "|---|---|---|")
    yield from (f"| `{info.field}` | {info.value} | {info.definition} |" for info in fields().values())
    for enum, title in TABLES.items():
        yield from ("", f"## {title}", "", f"| `{enum}` | means |", "|---|---|")
        yield from (f"| `{code}` | {label} |" for code, label in codes(enum).items())


def page() -> str:
    """The text of docs/codes.md."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "codes.md").write_text(page(), encoding="utf-8")
