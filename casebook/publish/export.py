"""Incidents out of the house: one layout, one file, and beside it the loss report of what the file does not hold.

The loss report is JSON lines: first how the file was made (layout, policy, whether names are masked), then every loss,
then how many there were. The invariant: nothing reaches a file but through `release`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from casebook.model.errors import UsageError
from casebook.model.incident import Incident
from casebook.publish.flat import Policy
from casebook.publish.layout import Layout, Row, lost
from casebook.publish.layouts.acled import ACLED
from casebook.publish.layouts.claims import CLAIMS
from casebook.publish.layouts.ged import GED
from casebook.publish.layouts.gtd import GTD
from casebook.publish.layouts.hxl import HXL
from casebook.publish.layouts.own import CSV
from casebook.publish.layouts.plover import PLOVER, write_plover
from casebook.publish.loss import Loss, loss_line
from casebook.publish.release import Tier, release
from casebook.publish.source import Source
from casebook.publish.write import write_csv, write_geojson, write_jsonl, write_parquet

Told = tuple[Incident, Mapping[str, Source]]
Write = Callable[[Iterable[Row], Layout, TextIO], None]
PARQUET = "parquet"
LAYOUTS: Mapping[str, tuple[Layout, Write]] = {
    "acled": (ACLED, write_csv),
    "gtd": (GTD, write_csv),
    "ged": (GED, write_csv),
    "geojson": (CSV, write_geojson),
    "csv": (CSV, write_csv),
    "claims": (CLAIMS, write_csv),
    "hxl": (HXL, write_csv),
    "plover": (PLOVER, write_plover),
    "jsonl": (CSV, write_jsonl),
}


@dataclass(slots=True)
class Exported:
    """What came of an export: counts, and the losses by field and reason."""

    incidents: int = 0
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    losses: Counter[tuple[str, str]] = field(default_factory=Counter)


def export(
    told: Iterable[Told],
    out: TextIO | Path,
    *,
    layout: str,
    policy: Policy = Policy.BEST,
    tier: Tier = Tier(),  # noqa: B008  a frozen value
    losses: TextIO | None = None,
) -> Exported:
    """Write the incidents in a layout and what it lost; each incident comes with the citations of its reports.

    `out` is a path for "parquet", which is no text; UsageError for a layout that there is not.
    """
    shape, write = _layout(layout)
    done = Exported()
    _say(losses, {"export": _made(layout, shape, policy, tier)})
    rows = _rows(told, shape, policy, tier, done, losses)
    counted = _counted(rows if shape.finish is None else shape.finish(rows), done)
    if isinstance(out, Path):
        write_parquet(counted, shape, out)
    else:
        write(counted, shape, out)
    total = {"incidents": done.incidents, "rows": done.rows, "left_out": done.left_out.total()}
    _say(losses, {"summary": total | {"losses": done.losses.total()}})
    return done


def _layout(name: str) -> tuple[Layout, Write]:
    if name == PARQUET:
        return CSV, write_csv
    if name not in LAYOUTS:
        raise UsageError(f"there is no layout {name!r}; use one of: {', '.join((*LAYOUTS, PARQUET))}")
    return LAYOUTS[name]


def _made(name: str, shape: Layout, policy: Policy, tier: Tier) -> dict[str, object]:
    """How the file was made: enough to make it again, and to know whether it may be passed on."""
    return {
        "casebook": version("casebook"),
        "layout": name,
        "policy": policy,
        "names": "kept" if tier.names else "masked",
        "protected_places": "exact" if tier.exact_places else "withheld",
        "never_filled": [column for column in shape.columns if column in shape.unfilled],
    }


def _say(losses: TextIO | None, line: Mapping[str, object]) -> None:
    if losses is not None:
        losses.write(json.dumps(line, ensure_ascii=False) + "\n")


def _rows(
    told: Iterable[Told], shape: Layout, policy: Policy, tier: Tier, done: Exported, losses: TextIO | None
) -> Iterator[Row]:
    for incident, sources in told:
        done.incidents += 1
        public = release(incident, sources, tier)
        found = shape.rows(public, policy)
        if isinstance(found, Loss):
            done.left_out[found.why] += 1
            _lose([found], done, losses)
            continue
        _lose(lost(public, found, shape), done, losses)
        yield from found


def _lose(found: Iterable[Loss], done: Exported, losses: TextIO | None) -> None:
    for loss in found:
        done.losses[(loss.field, loss.why)] += 1
        if losses is not None:
            losses.write(loss_line(loss).encode("utf-8", "replace").decode("utf-8") + "\n")


def _counted(rows: Iterable[Row], done: Exported) -> Iterator[Row]:
    for row in rows:
        done.rows += 1
        yield row
