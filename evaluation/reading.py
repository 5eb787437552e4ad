"""The engine as scorers want it: a function from a text to its coded line; and what every script can be asked for.

The one place that knows how an engine is called. It is imported only when a reader is asked for, so that the scripts
can be tested, and a coded file measured, without it. Which engine: `--coder MODULE:FACTORY`, a function from a language
to a coder (a function from a Report to Coded), as `casebook.pipeline:coder` is.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from rich.console import Console

from casebook.evaluate.coded import Reader
from casebook.evaluate.errors import Error, error_lines, error_table
from casebook.model.coded import Coded
from casebook.model.report import Report

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
GOLD = SHARED / "cases" / "gold"


CODER = "casebook.pipeline:coder"
MOST_FAILED = 5

Coder = Callable[[Report], Coded]


def coder_named(name: str = CODER, language: str = "en") -> Coder:
    """The coder that a factory `MODULE:FUNCTION` makes for a language."""
    module, _, function = name.partition(":")
    try:
        factory = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise SystemExit(f"no coder {name!r} ({error}); give MODULE:FUNCTION, such as {CODER}") from error
    made: Coder = factory(language)
    return made


def options(doc: str | None) -> argparse.ArgumentParser:
    """The options that every script takes: `--coder`, `--errors` and `--format`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coder", default=CODER, metavar="MODULE:FUNCTION", help="makes the coder for a language")
    parser.add_argument("--errors", action="store_true", help="list misses and inventions by class, with sentences")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table", help="of the list of errors")
    return parser


def show(chosen: argparse.Namespace, table: Iterable[str], errors: Iterable[Error]) -> None:
    """Prints a script's table, and the errors when they were asked for; as JSON lines they stand alone."""
    if chosen.errors and chosen.format == "jsonl":
        print("\n".join(error_lines(errors)))
        return
    print("\n".join(table))
    if chosen.errors:
        Console(width=None if sys.stdout.isatty() else 160).print(error_table(errors))


def reader(coder: str = CODER, language: str = "en") -> Reader:
    """A reader over a coder; its reports carry no language, so that none is refused for it."""
    from casebook.publish.coded import to_json_line

    code = coder_named(coder, language)
    failed: list[str] = []

    def read(text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:
        coded = code(Report(text, source, title=title, published=published))
        for issue in coded.issues:
            if issue.kind == "report_failed":  # scored as silence, but never silently
                sys.stderr.write(f"{issue.message}\n")
                failed.append(issue.message)
        if len(failed) > MOST_FAILED:
            raise SystemExit(f"{len(failed)} reports could not be read: figures of a broken engine say nothing")
        return to_json_line(coded)

    return read


def needed(path: Path) -> Path:
    """The path itself; stops with a clear message where the shared data is not there, as in a user's clone."""
    if not path.exists():
        raise SystemExit(f"{path} is not here: this check needs the project's shared data, which no clone has; skipped")
    return path
