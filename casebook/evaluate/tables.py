"""Scores as tables for a terminal and as JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from rich.box import SIMPLE
from rich.table import Table

from casebook.evaluate.gold import GoldScores
from casebook.evaluate.measures import F1, MEANING, Measure, Sheet, Tally
from casebook.evaluate.muc4 import Muc4Scores


def _number(value: float | None) -> str:
    return "-" if value is None else "100" if value == 100 else f"{value:.1f}"


def _amount(value: float) -> str:
    return f"{value:g}"


def _is_f1(name: str) -> bool:
    return name in F1 or name.startswith(f"{Measure.STATEMENTS}.")


def _cells(name: str, tally: Tally) -> tuple[str, str, str]:
    """Precision, recall and the one number; a share has no precision and recall, a count is no percentage."""
    if name == Measure.DATES_GUESSED:
        return "", "", _amount(tally.right)
    both = (_number(tally.precision), _number(tally.recall)) if _is_f1(name) else ("", "")
    return *both, _number(tally.f1)


def gold_table(scores: GoldScores) -> Table:
    """A row a measure: with a publication date and without."""
    dated, undated = scores.sheet(dated=True), scores.sheet(dated=False)
    stories = sum(document.dated for document in scores.documents)
    table = Table(title=f"Gold, {stories} stories: with publication date | without", box=SIMPLE, padding=(0, 1))
    table.add_column("measure", no_wrap=True)
    for column in ("P", "R", "F1/%", "of", "P", "R", "F1/%"):
        table.add_column(column, justify="right", no_wrap=True)
    without = dict(undated.rows())
    for name, tally in dated.rows():
        other = without.get(name, Tally())
        if tally != Tally() or other != Tally():
            shown = name.replace(f"{Measure.STATEMENTS}.", "  ")
            table.add_row(shown, *_cells(name, tally), _amount(tally.possible), *_cells(name, other))
    return table


def trap_table(scores: GoldScores) -> Table:
    """How each trap ended in the dated run."""
    table = Table(title="Traps, with publication date", box=SIMPLE)
    for column in ("story", "trap", "outcome"):
        table.add_column(column)
    said = {True: "passed", False: "fell for it", None: "not by machine"}
    for document in scores.documents:
        if document.dated:
            for trap in document.traps:
                table.add_row(document.document, trap.code, said[trap.passed])
    return table


def muc4_table(scores: Muc4Scores) -> Table:
    """A row a table row of the scorers."""
    table = Table(title=f"MUC-4 {scores.split}, {scores.stories} stories", box=SIMPLE)
    table.add_column("measure", no_wrap=True)
    for column in ("P", "R", "F1"):
        table.add_column(column, justify="right")
    for row in scores.rows:
        table.add_row(row.name, _number(row.precision), _number(row.recall), _number(row.f1))
    return table


def _sheet_json(sheet: Sheet) -> dict[str, object]:
    value: Callable[[str], float | None] = sheet.value
    return {
        name: {
            "value": value(name),
            "precision": tally.precision if _is_f1(name) else None,
            "recall": tally.recall if _is_f1(name) else None,
            "right": tally.right,
            "found": tally.found,
            "possible": tally.possible,
        }
        for name, tally in sheet.rows()
    }


def scores_json(gold: GoldScores | None, muc4: Muc4Scores | None) -> str:
    """Everything that was measured, with each story on its own and what each measure means."""
    parts: dict[str, object] = {}
    if gold is not None:
        parts["gold"] = {
            "meaning": {measure.value: MEANING[measure] for measure in Measure},
            "with_publication_date": _sheet_json(gold.sheet(dated=True)),
            "without_publication_date": _sheet_json(gold.sheet(dated=False)),
            "stories": [
                {
                    "id": document.document,
                    "with_publication_date": document.dated,
                    "scores": _sheet_json(document.sheet),
                    "traps": [{"code": trap.code, "passed": trap.passed} for trap in document.traps],
                    "errors": [asdict(error) for error in document.errors],
                }
                for document in gold.documents
            ],
        }
    if muc4 is not None:
        rows = {row.name: {"precision": row.precision, "recall": row.recall, "f1": row.f1} for row in muc4.rows}
        parts["muc4"] = {"split": muc4.split, "stories": muc4.stories, "scores": rows}
    return json.dumps(parts, indent=1, ensure_ascii=False)
