"""The command line: one verb, one module, one call of the library. The command line prints, the library never does.

Start-up imports nothing heavy: each verb imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Reads news of political violence into sourced incidents.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


class Format(StrEnum):
    """How `casebook read` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


class Figure(StrEnum):
    """Which figure stands where a layout has room for one."""

    BEST = "best"
    LEAST = "least"
    MOST = "most"


class Rows(StrEnum):
    """How `casebook query` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


File = Annotated[
    str | None,
    typer.Argument(metavar="[FILE|-]", help="Coded lines of `casebook read`; without it a book.", show_default=False),
]
Book = Annotated[
    str | None,
    typer.Option(metavar="PATH|URL", help="The book; else CASEBOOK_BOOK, else casebook.db.", show_default=False),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="On this day, YYYY-MM-DD, or later.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")]
Where = Annotated[str | None, typer.Option(metavar="PLACE", help="A place, area or country by name, or a code as KE.")]
Type = Annotated[str | None, typer.Option("--type", metavar="CODE", help="A type, or the group before its dot.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Somebody says that this actor did it.")]
Target = Annotated[str | None, typer.Option(metavar="CODE|WORDS", help="What or who was hit.")]
Killed = Annotated[int | None, typer.Option("--killed-at-least", metavar="N", help="Figures allow no fewer dead.")]
Disputed = Annotated[
    bool | None, typer.Option("--disputed/--undisputed", help="Accounts contradict each other, or not.")
]
Text = Annotated[str | None, typer.Option(metavar="WORDS", help="All these words stand in the quotes.")]
Box = Annotated[str | None, typer.Option(metavar="S,W,N,E", help="Inside this box, in degrees.")]
Near = Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres of a point.")]
Names = Annotated[
    bool, typer.Option("--with-names", help="Keep the names of people: for your team, not for the public.")
]
Places = Annotated[
    bool,
    typer.Option("--exact-places", help="Keep exact places of shelters, clinics and the like: not for the public."),
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"casebook {version('casebook')}")
        raise typer.Exit


@app.callback()
def casebook(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news of political violence into sourced incidents."""


@app.command()
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|FOLDER|- ...",
            help="Plain text, HTML or JSON lines; a folder of them; a web address; - for standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD, for all that is read. Dates rest on it."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Without it: by the ending of --output; else a table on a terminal, JSON lines when captured.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each value why: what read it, and the rules used.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file.", show_default=False)
    ] = None,
) -> None:
    """Read stories into incidents: what, when, where, who, how many, and who says so.

    Exit code: 0 done; 1 a person is needed, as something could not be read; 2 wrong usage; 130 stopped with Ctrl-C.
    """
    from casebook.cli.read import Options, run

    raise typer.Exit(until_stopped(lambda: run(inputs, Options(published, form, explain, output))))


@app.command()
def export(
    layout: Annotated[
        str,
        typer.Option(metavar="LAYOUT", help="acled, gtd, ged, geojson, csv, claims, parquet, hxl, plover or jsonl."),
    ],
    file: File = None,
    book: Book = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file.", show_default=False)
    ] = None,
    losses: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The loss report; without it OUT.losses.jsonl.", show_default=False),
    ] = None,
    policy: Annotated[Figure, typer.Option(help="Which figure, where the layout holds one.")] = Figure.BEST,
    with_names: Names = False,
    exact_places: Places = False,
    since: Since = None,
    until: Until = None,
    where: Where = None,
    kind: Type = None,
    actor: Actor = None,
    target: Target = None,
    killed: Killed = None,
    disputed: Disputed = None,
    text: Text = None,
    box: Box = None,
    near: Near = None,
) -> None:
    """Export incidents in a layout of the field, with a report of what it could not hold. Names are masked.

    Exit code: 0 done; 1 nothing could be exported; 2 wrong usage.
    """
    from casebook.cli.export import Options, run
    from casebook.cli.told import Asked, Given
    from casebook.publish.flat import Policy

    asked = Asked(since, until, where, kind, actor, target, killed, disputed, text, box, near)
    options = Options(layout, output, losses, Policy(policy), with_names, exact_places, asked)
    raise typer.Exit(until_stopped(lambda: run(Given(file, book), options)))


@app.command()
def query(
    file: File = None,
    book: Book = None,
    since: Since = None,
    until: Until = None,
    where: Where = None,
    kind: Type = None,
    actor: Actor = None,
    target: Target = None,
    killed: Killed = None,
    disputed: Disputed = None,
    text: Text = None,
    box: Box = None,
    near: Near = None,
    form: Annotated[
        Rows | None,
        typer.Option(
            "--format", help="Without it: a table on a terminal, JSON lines when captured.", show_default=False
        ),
    ] = None,
    with_names: Names = False,
    exact_places: Places = False,
) -> None:
    """Find incidents by time, place, type, actor, target, deaths, dispute and words. Names are masked.

    Exit code: 0 done, also where nothing matches; 1 the input could not be read; 2 wrong usage.
    """
    from casebook.cli.query import run
    from casebook.cli.told import Asked, Given
    from casebook.publish.release import Tier

    asked = Asked(since, until, where, kind, actor, target, killed, disputed, text, box, near)
    raise typer.Exit(until_stopped(lambda: run(Given(file, book), asked, form, Tier(with_names, exact_places))))


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="[GOLD]", help="Folder of gold stories and texts.", show_default=False)
    ] = None,
    muc4: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Folder of MUC-4.", show_default=False)] = None,
    split: Annotated[str, typer.Option(help="Split of MUC-4.")] = "dev",
    json_out: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the scores here.", show_default=False)
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was wrong.")] = False,
) -> None:
    """Score the reading against stories that people have coded."""
    if gold is None and muc4 is None:
        raise typer.BadParameter("give a folder of gold stories, or --muc4 with the folder of that corpus")
    from casebook.cli.evaluate import run
    from casebook.cli.read import reader

    score = partial(run, gold, reader(), muc4=muc4, muc4_split=split, json_out=json_out, errors=errors)
    raise typer.Exit(until_stopped(score))


def until_stopped(call: Callable[[], int]) -> int:
    """The exit code of a verb; that of Ctrl-C when it was stopped."""
    try:
        return call()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return INTERRUPTED


def main() -> None:
    """The command `casebook`."""
    from casebook.cli import verbs  # noqa: F401  declares the verbs of the book

    app()
