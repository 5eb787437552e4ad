"""Incident type on short snippets with ACLED sub-event types: `python -m evaluation.case2021 [--split dev]`.

A snippet counts as read right when the type of its main incident is one that `case2021_types.csv` gives for the
sub-event type, or when it has no incident and the sub-event type has none of ours. Only the split `dev` is read.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, and not only with -m

from casebook.evaluate.coded import CodedReport, Reader, parse_coded
from casebook.evaluate.errors import Error
from casebook.model.claim import Role
from evaluation.reading import DATA, needed, options, reader, show

FILE = DATA / "case2021" / "snippets.jsonl"
NONE = "-"


@dataclass(frozen=True, slots=True)
class Subtype:
    """One sub-event type: how many there are, how many were read right, how many were read as it."""

    name: str
    possible: int
    right: int
    found: int


@dataclass(frozen=True, slots=True)
class TypeScores:
    """Shares in percent: right ones of all snippets; F1 over violent snippets; false alarms on the others."""

    snippets: int
    accuracy: float
    precision: float
    recall: float
    f1: float
    macro_f1: float
    false_alarms: float
    subtypes: tuple[Subtype, ...]
    wrong: tuple[tuple[str, str, int], ...]
    errors: tuple[Error, ...] = ()


def mapping() -> dict[str, frozenset[str]]:
    """The types of ours that each sub-event type allows; empty for one outside our ontology."""
    rows = list(csv.DictReader((Path(__file__).parent / "case2021_types.csv").read_text(encoding="utf-8").splitlines()))
    names = {row["subtype"] for row in rows}
    return {name: frozenset(row["type"] for row in rows if row["subtype"] == name and row["type"]) for name in names}


def score_types(read: Reader, *, file: Path = FILE, split: str = "dev", limit: int | None = None) -> TypeScores:
    """Reads the snippets of one split."""
    allowed = mapping()
    snippets = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    chosen = [snippet for snippet in snippets if snippet["split"] == split][:limit]
    possible: Counter[str] = Counter()
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    errors: list[Error] = []
    for snippet in chosen:
        subtype = snippet["gold"]["subtype"]
        given = _type(parse_coded(read(snippet["text"], source=snippet["id"]), snippet["id"]))
        possible[subtype] += 1
        hit = given in allowed[subtype] if allowed[subtype] else given == NONE
        right[subtype] += hit
        # what was said counts for the subtype it fits: the gold one when right, else the first that allows it
        said = subtype if hit else next((name for name in sorted(allowed) if given in allowed[name]), NONE)
        found[said] += 1
        if not hit:
            wrong[subtype, given] += 1
            measured = "incident invented" if not allowed[subtype] else "incident missed" if given == NONE else "type"
            errors.append(Error("case2021", snippet["id"], measured, f"{subtype} as {given}", "", subtype, given))
    names = sorted(possible)
    rows = tuple(Subtype(name, possible[name], right[name], found[name]) for name in names)
    mistaken = tuple((a, b, n) for (a, b), n in wrong.most_common(30))
    return replace(_summed(rows, mistaken, allowed, found), errors=tuple(errors))


def _summed(
    rows: tuple[Subtype, ...],
    wrong: tuple[tuple[str, str, int], ...],
    allowed: dict[str, frozenset[str]],
    found: Counter[str],
) -> TypeScores:
    violent = [row for row in rows if allowed[row.name]]
    other = [row for row in rows if not allowed[row.name]]
    total, right = sum(row.possible for row in rows), sum(row.right for row in rows)
    hit, due = sum(row.right for row in violent), sum(row.possible for row in violent)
    said = sum(count for name, count in found.items() if allowed.get(name))
    quiet = sum(row.possible for row in other)
    f1s = [200 * row.right / (row.possible + row.found) for row in violent]
    return TypeScores(
        total,
        _share(right, total),
        _share(hit, said),
        _share(hit, due),
        _share(2 * hit, said + due),
        sum(f1s) / len(f1s) if f1s else 0.0,
        _share(quiet - sum(row.right for row in other), quiet),
        rows,
        wrong,
    )


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _type(coded: CodedReport) -> str:
    """The type of the main incident, else of the first that is no reference; NONE without one."""
    live = [incident for incident in coded.incidents if incident.role is not Role.REFERENCE]
    main = next((incident for incident in live if incident.role is Role.MAIN), live[0] if live else None)
    return NONE if main is None or main.type is None else main.type


def main() -> None:
    """Prints the shares and a row a sub-event type; the errors carry no sentence, since the split is for measuring."""
    parser = options(__doc__)
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    scores = score_types(reader(chosen.coder), file=needed(FILE), limit=chosen.limit)
    table = [f"case2021/snippets.jsonl, split dev, {scores.snippets} snippets"]
    for name in ("accuracy", "precision", "recall", "f1", "macro_f1", "false_alarms"):
        table.append(f"  {name:14} {getattr(scores, name):5.1f}")
    table += [f"  {row.name:30} right {row.right:3} of {row.possible:3}, said {row.found:3}" for row in scores.subtypes]
    table += [f"  {count:3} x {subtype} read as {given}" for subtype, given, count in scores.wrong]
    show(chosen, table, scores.errors)


if __name__ == "__main__":
    main()
