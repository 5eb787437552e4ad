"""What a layout is: its columns, which fields it has room for, and how an incident becomes rows; and what it loses.

The invariant: every claim of an incident either stands in the file or is a line of the loss report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casebook.model.claim import Field, Modality, Status
from casebook.publish.flat import Policy, claim_words, is_article
from casebook.publish.loss import Loss
from casebook.publish.release import Public, PublicClaim
from casebook.publish.words import speaker_words

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, the ids of the claims whose value stands in it, and what the mapping lost."""

    cells: Mapping[str, Cell]
    kept: frozenset[str] = frozenset()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A file format of the field.

    `rows` gives an incident's rows, or the Loss that says why the layout leaves it out. `holds` are the fields it has a
    column for, `speakers` whether it has one for who said each value. `unfilled` are columns that no report can fill,
    `passes` cells of another layout's rows that this one has no column for. `finish` numbers the
    rows where ids depend on the rows before.
    """

    name: str
    columns: tuple[str, ...]
    holds: frozenset[Field]
    rows: Callable[[Public, Policy], tuple[Row, ...] | Loss]
    speakers: bool = False
    unfilled: frozenset[str] = frozenset()
    passes: frozenset[str] = frozenset()
    finish: Callable[[Iterator[Row]], Iterator[Row]] | None = None


def lost(incident: Public, rows: tuple[Row, ...], layout: Layout) -> Iterator[Loss]:
    """What of an incident the rows do not hold, each value once."""
    kept = frozenset().union(*(row.kept for row in rows))
    found = [*incident.withheld, *(loss for row in rows for loss in row.losses)]
    for claim in incident.claims:
        words = claim_words(claim)
        if claim.id not in kept:
            found.append(Loss(incident.id, claim.field, f"{words} ({_who(claim)})", _why(claim, layout)))
        elif not layout.speakers and not is_article(claim):
            said = f"{words}: {_who(claim)}"
            found.append(Loss(incident.id, f"{claim.field}.said_by", said, "no column for who says it"))
    yield from dict.fromkeys(found)


def _who(claim: PublicClaim) -> str:
    return speaker_words(claim.said_by)


def _why(claim: PublicClaim, layout: Layout) -> str:
    if claim.field not in layout.holds:
        return "the layout has no column for it"
    if claim.modality is Modality.DENIED:
        return "a denial; the layout has no column for it"
    if claim.status is not Status.CURRENT:
        return f"{claim.status}; the layout holds what stands"
    if claim.modality is not Modality.ASSERTED and claim.modality is not Modality.CLAIMED:
        return f"said as {claim.modality}; another value, or none, stands in the column"
    return "another value, a wider one, or none stands in the column"
