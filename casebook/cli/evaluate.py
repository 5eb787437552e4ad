"""`casebook evaluate`: scores the reading of gold stories, and of MUC-4 where its data lies; lists errors by class."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from casebook.evaluate.coded import Reader
from casebook.evaluate.errors import Error, error_lines, error_table
from casebook.evaluate.gold import errors_of, score_gold
from casebook.evaluate.muc4 import score_muc4
from casebook.evaluate.tables import gold_table, muc4_table, scores_json, trap_table


def run(
    gold: Path | None,
    reader: Reader,
    *,
    muc4: Path | None = None,
    muc4_split: str = "dev",
    json_out: Path | None = None,
    errors: bool = False,
    lines: bool = False,
    console: Console | None = None,
) -> int:
    """Prints a table a corpus, writes the JSON if asked; 0, or 1 when a value without words was found.

    `errors` adds the classes of errors; with `lines` nothing but the errors is printed, as JSON lines.
    """
    out = console or Console()
    scored = score_gold(gold, reader) if gold is not None else None
    muc4_scored = score_muc4(muc4, reader, split=muc4_split) if muc4 is not None else None
    wrong: list[Error] = [
        *(errors_of(scored.documents) if scored is not None else ()),
        *(muc4_scored.errors if muc4_scored is not None else ()),
    ]
    if lines:
        for line in error_lines(wrong):
            out.print(line, markup=False, highlight=False, soft_wrap=True)
    else:
        if scored is not None:
            out.print(gold_table(scored))
            out.print(trap_table(scored))
        if muc4_scored is not None:
            out.print(muc4_table(muc4_scored))
        if errors:
            out.print(error_table(wrong))
    if json_out is not None:
        json_out.write_text(scores_json(scored, muc4_scored) + "\n", encoding="utf-8")
    if scored is None:
        return 0
    tallies = [document.sheet.get("supported") for document in scored.documents]
    return int(any(tally.right < tally.possible for tally in tallies))
