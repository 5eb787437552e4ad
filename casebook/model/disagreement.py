"""How far the figures of an incident are apart: their range, which share of sources agrees, and how recent they are.

The invariant: nothing is weighed. The measures describe the figures that stand, for a reader who decides what they are
worth; `tally` says what they come to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casebook.model.claim import Claim, Field, Status
from casebook.model.figure import Figure, figures, supersedes
from casebook.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Of one measure: the figures for everyone that stand; where there are only parts, those.

    `low` and `high` are the least and the most that anybody says, `high` None when somebody leaves it open. Of
    `sources` (one vote each, R3), `agreeing` allow the best figure, None where there is no best. `first` and `last` are
    the days of the reports with these figures, None where one is unknown; `last_agrees` says whether the newest do.
    """

    field: Field
    low: int
    high: int | None
    sources: int
    agreeing: int | None
    first: date | None
    last: date | None
    last_agrees: bool | None

    @property
    def share(self) -> float | None:
        """The share of the sources that allow the best figure."""
        return None if self.agreeing is None else self.agreeing / self.sources


def disagreements(
    incident: Incident, day: Callable[[Claim], date | None], copies: Mapping[str, str]
) -> tuple[Disagreement, ...]:
    """The measures of every count that anybody gives; `day` and `copies` as for `tally`."""
    found = []
    for field, result in incident.tallies:
        standing = _standing([c for c in incident.claims if c.field is field], day, copies)
        if len(standing) > 0:
            found.append(_measured(field, standing, result.best))
    return tuple(found)


def _standing(claims: Sequence[Claim], day: Callable[[Claim], date | None], copies: Mapping[str, str]) -> list[Figure]:
    live = [f for f in figures(claims, day, copies) if f.claim.status is Status.CURRENT]
    kept = [f for f in live if not f.count.includes_perpetrators and not any(supersedes(g, f) for g in live)]
    return [f for f in kept if f.is_wide] or kept


def _measured(field: Field, standing: Sequence[Figure], best: int | None) -> Disagreement:
    highs = [f.count.high for f in standing if f.count.high is not None]
    days = [f.day for f in standing if f.day is not None]
    is_dated = len(days) == len(standing)
    last = max(days) if is_dated else None
    newest = [f for f in standing if f.day == last]
    return Disagreement(
        field,
        min(f.count.low for f in standing),
        max(highs) if len(highs) == len(standing) else None,
        len({f.source for f in standing}),
        None if best is None else len({f.source for f in standing if _allows(f, best)}),
        min(days) if is_dated else None,
        last,
        None if best is None or last is None else all(_allows(f, best) for f in newest),
    )


def _allows(figure: Figure, number: int) -> bool:
    return figure.count.low <= number and (figure.count.high is None or number <= figure.count.high)
