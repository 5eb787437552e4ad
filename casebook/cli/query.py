"""`casebook query`: the incidents that a question asks for, as a table, JSON lines, CSV or GeoJSON.

What is printed has passed the same masks as an export. Exit code 0 done, 1 the input could not be read, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from casebook.cli import Rows
from casebook.cli.book import say
from casebook.cli.output import target
from casebook.cli.told import Asked, Given, told
from casebook.model.claim import Field
from casebook.model.errors import CasebookError, UsageError
from casebook.publish.export import Told, export
from casebook.publish.flat import figure_words, who_words
from casebook.publish.release import Public, Tier, release
from casebook.publish.words import edtf_words, label, place_words

DONE, PERSON_NEEDED, WRONG_USAGE = 0, 1, 2
_WIDTH = 140


def run(given: Given, asked: Asked, form: Rows | None, tier: Tier) -> int:
    """Print the incidents that are asked for; the exit code."""
    form = form or (Rows.TABLE if sys.stdout.isatty() else Rows.JSONL)
    try:
        found = told(given, asked.wanted())
        count = _table(found, tier) if form is Rows.TABLE else _rows(found, form, tier)
    except UsageError as error:
        say(f"casebook query: {error}")
        return WRONG_USAGE
    except CasebookError as error:
        say(f"casebook query: {error}")
        return PERSON_NEEDED
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    say(f"{count} incident{'' if count == 1 else 's'}")
    return DONE


def _rows(found: Iterator[Told], form: Rows, tier: Tier) -> int:
    with target(None) as out:
        done = export(found, out, layout=form.value, tier=tier)
        out.flush()
    return done.incidents


def _table(found: Iterator[Told], tier: Tier) -> int:
    table = Table(box=None, pad_edge=False)
    for heading in ("When", "Where", "What", "Who", "Killed", "Injured", "Id"):
        table.add_column(heading, overflow="fold")
    for incident, sources in found:
        table.add_row(*_cells(release(incident, sources, tier)))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH, highlight=False, markup=False)
    if table.row_count > 0:
        console.print(table)
    return table.row_count


def _cells(incident: Public) -> tuple[str, ...]:
    return (
        "unknown" if incident.date is None else edtf_words(incident.date.edtf),
        "unknown" if incident.place is None else place_words(incident.place),
        "unknown" if incident.type is None else label("type", incident.type),
        who_words(incident),
        figure_words(incident.tally(Field.KILLED)),
        figure_words(incident.tally(Field.INJURED)),
        incident.id,
    )
