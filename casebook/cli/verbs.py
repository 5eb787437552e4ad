"""The verbs of the book, declared; each imports its work when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from casebook.cli import app, until_stopped

_Book = Annotated[
    str | None,
    typer.Option("--book", metavar="PATH|URL", help="The book; else CASEBOOK_BOOK, else casebook.db."),
]
_By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; else CASEBOOK_BY, else the user.")]
_Over = Annotated[str | None, typer.Option("--over", metavar="ID", help="Overrule this decision of somebody else.")]


@app.command()
def init(book: _Book = None) -> None:
    """Make a book, or bring an older one up to date (a copy of the file is kept)."""
    from casebook.cli.look import init as run

    raise typer.Exit(until_stopped(lambda: run(book)))


@app.command()
def add(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE|URL|FOLDER|- ...", help="As for read.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD.")] = None,
    book: _Book = None,
) -> None:
    """Read stories and keep them in a book; what it holds already changes nothing.

    Exit code: 0 done; 1 something could not be read or kept; 2 wrong usage; 130 stopped with Ctrl-C.
    """
    from casebook.cli.add import run

    raise typer.Exit(until_stopped(lambda: run(inputs, published, book)))


@app.command()
def link(
    auto_same: Annotated[
        float | None,
        typer.Option("--auto-same", metavar="SCORE", help="Join from this score on."),
    ] = None,
    book: _Book = None,
) -> None:
    """Suggest which accounts tell one incident. A suggestion merges nothing."""
    from casebook.cli.look import link as run

    raise typer.Exit(until_stopped(lambda: run(auto_same, book)))


@app.command()
def judge(
    left: Annotated[str, typer.Argument(help="Id of an account or incident.")],
    right: Annotated[str, typer.Argument(help="Id of another.")],
    judgement: Annotated[str, typer.Argument(help="same, different or unsure; unsure takes a judgement back.")],
    why: Annotated[str, typer.Option(help="The reason, kept with it.")] = "",
    by: _By = None,
    over: _Over = None,
    book: _Book = None,
) -> None:
    """Say whether two accounts tell one incident. Somebody else's judgement is overruled with --over only."""
    from casebook.cli.decide import judge as run

    raise typer.Exit(until_stopped(lambda: run(left, right, judgement, by=by, why=why, over=over, book=book)))


@app.command()
def review(
    verdict: Annotated[str | None, typer.Argument(help="accept, reject or correct; left out: list what waits.")] = None,
    claim: Annotated[str | None, typer.Argument(help="Id of a claim.")] = None,
    value: Annotated[str | None, typer.Option(help="For correct: 9, 9+, 9-12; a date; a code; a name; words.")] = None,
    note: Annotated[str, typer.Option(help="The reason, kept with it.")] = "",
    by: _By = None,
    over: _Over = None,
    book: _Book = None,
) -> None:
    """Accept, reject or correct a claim; alone, list what waits for a decision (exit code 1 when anything does)."""
    from casebook.cli.decide import review as run
    from casebook.cli.decide import to_do

    if verdict is None:
        raise typer.Exit(until_stopped(lambda: to_do(book)))
    raise typer.Exit(until_stopped(lambda: run(verdict, claim, value=value, by=by, note=note, over=over, book=book)))


@app.command()
def show(
    names: Annotated[list[str], typer.Argument(metavar="ID ...", help="Ids of incidents or accounts.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="MOMENT", help="As the book stood then.")] = None,
    book: _Book = None,
) -> None:
    """Show incidents, a line a claim with its words and speaker."""
    from casebook.cli.look import show as run

    raise typer.Exit(until_stopped(lambda: run(names, as_of, book)))


@app.command()
def history(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of an incident or account.")], book: _Book = None
) -> None:
    """Show who said what when of an incident, how its toll moved, and who decided what."""
    from casebook.cli.look import history as run

    raise typer.Exit(until_stopped(lambda: run(name, book)))


@app.command()
def doctor(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make all views anew from the facts.")] = False,
    book: _Book = None,
) -> None:
    """Check a book: count its facts and what waits for a decision; rebuild its views and say if they were right."""
    from casebook.cli.look import doctor as run

    raise typer.Exit(until_stopped(lambda: run(rebuild, book)))
