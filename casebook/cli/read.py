"""`casebook read`: files, folders, addresses and standard input in; a table, JSON lines or a page out.

What cannot be read never stops the rest: it is listed at the end on standard error, and the exit code is 1. Ctrl-C
keeps what was done. Only this layer looks at the clock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from casebook.cli import INTERRUPTED, Format
from casebook.cli.output import target
from casebook.ingest import Item, day, failed, inputs, read_item
from casebook.model.coded import Coded
from casebook.model.issue import Issue
from casebook.model.report import Report

DONE, PERSON_NEEDED, WRONG_USAGE = 0, 1, 2
Read = Callable[[Report], Coded]
_ENDINGS = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TABLE,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
}
_LANGUAGE = "en"
_REFUSED = "pipeline"
_PAGE_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for, as typed."""

    published: str | None = None
    form: Format | None = None
    explain: bool = False
    output: Path | None = None


class _Usage(Exception):
    """Wrong usage: exit 2."""


@dataclass(slots=True)
class _Done:
    """What came of the batch so far."""

    stories: int = 0
    failures: list[Issue] = field(default_factory=list)
    remarks: list[Issue] = field(default_factory=list)
    interrupted: bool = False
    kept: list[Coded] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, else 1 when a person is needed."""
        if self.interrupted:
            return INTERRUPTED
        return PERSON_NEEDED if len(self.failures) > 0 else DONE


class _Reader:
    """Reads a text and gives its coded line, as scorers ask for it."""

    def __init__(self, coder: Read) -> None:
        self._coder = coder

    def __call__(self, text: str, *, source: str, published: date | None = None, title: str | None = None) -> str:
        from casebook.publish.coded import to_json_line

        return to_json_line(self._coder(Report(text, source, title=title, published=published, language=_LANGUAGE)))


def reader() -> _Reader:
    """The reader that `casebook evaluate` scores."""
    return _Reader(_coder())


def _coder() -> Read:
    from casebook.pipeline import coder

    return coder(_LANGUAGE)


def run(given: list[str], options: Options, *, coder: Read | None = None) -> int:
    """Read what is given and print it; the exit code. `coder` stands in for the reader of the language."""
    try:
        published = _day(options.published)
        form = _form(options)
        _check_output(given, options)
    except _Usage as error:
        _say(f"casebook read: {error}")
        return WRONG_USAGE
    done = _Done()
    try:
        with target(options.output) as out:
            _batch(given, published, done, _Printer(out, form, options.explain, done), coder)
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return done.exit_code
    _close(done, options.output)
    return done.exit_code


def _day(stated: str | None) -> date | None:
    found = None if stated is None else day(stated)
    if stated is not None and (found is None or len(stated) != len("2024-03-05")):
        raise _Usage(f"--published is {stated!r}; give the day as YYYY-MM-DD, for example 2024-03-05")
    return found


def _form(options: Options) -> Format:
    if options.form is not None:
        return options.form
    if options.output is not None:
        return _ENDINGS.get(options.output.suffix.lower(), Format.JSONL)
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL


def _check_output(given: list[str], options: Options) -> None:
    out = options.output
    if out is None:
        return
    if out.is_dir():
        raise _Usage(f"--output {out} is a folder; name a file in it")
    if not out.absolute().parent.is_dir():
        raise _Usage(f"--output {out}: there is no folder {out.parent}; make it first")
    if any(Path(path).exists() and out.exists() and out.samefile(path) for path in given):
        raise _Usage(f"--output {out} is one of the inputs; name another file")


class _Printer:
    """Prints coded reports as they come; a page, which is one whole, when the last is in."""

    def __init__(self, out: TextIO, form: Format, explain: bool, done: _Done) -> None:
        self._out, self._form, self._explain, self._done = out, form, explain, done
        width = None if out.isatty() else _PAGE_WIDTH
        self._console = Console(file=out, width=width, highlight=False)

    @property
    def on_terminal(self) -> bool:
        """True when the stories are printed to a terminal as they come."""
        return self._out.isatty() and self._form is not Format.HTML

    def add(self, coded: Coded) -> None:
        """Print one report, or keep it for the page."""
        match self._form:
            case Format.TABLE:
                from casebook.cli.table import show

                show(self._console, coded, explain=self._explain)
            case Format.JSONL:
                from casebook.publish.coded import to_json_line

                self._out.write(to_json_line(coded).rstrip("\n") + "\n")
                self._out.flush()
            case Format.HTML:
                self._done.kept.append(coded)

    def finish(self) -> None:
        """Print the page, if a page was asked for."""
        if self._form is Format.HTML:
            from casebook.publish.page import page

            self._out.write(page(self._done.kept, failures=self._done.failures, explain=self._explain))
        self._out.flush()


def _batch(given: list[str], published: date | None, done: _Done, printer: _Printer, coder: Read | None) -> None:
    """Read, code and print everything; Ctrl-C ends it and keeps what is done."""
    try:
        items = list(inputs(given))
        with progress_bar(len(items), shown=not printer.on_terminal) as progress:
            task = progress.add_task("reading", total=len(items))
            for item in items:
                for found in found_in(item, published):
                    progress.update(task, description=f"reading, {done.stories} done")
                    coder = _add(found, done, printer, coder)
                progress.advance(task)
    except KeyboardInterrupt:
        done.interrupted = True
    printer.finish()


def found_in(item: Item | Issue, published: date | None) -> Iterator[tuple[Report, tuple[Issue, ...]] | Issue]:
    """Each report with its own Issues, and the Issues of what gave none."""
    if isinstance(item, Issue):
        yield item
        return
    report: Report | None = None
    own: list[Issue] = []
    for found in read_item(item, published=published, today=date.today()):
        if isinstance(found, Issue) and report is not None and found.report_id == report.id:
            own.append(found)
            continue
        if report is not None:
            yield report, tuple(own)
        report, own = (found, []) if isinstance(found, Report) else (None, [])
        if isinstance(found, Issue):
            yield found
    if report is not None:
        yield report, tuple(own)


def _add(
    found: tuple[Report, tuple[Issue, ...]] | Issue, done: _Done, printer: _Printer, coder: Read | None
) -> Read | None:
    """Code one report and print it; the coder, made when first needed, is handed back."""
    if isinstance(found, Issue):
        (done.failures if failed(found) else done.remarks).append(found)
        return coder
    report, issues = found
    if coder is None:
        coder = _coder()
    coded = coder(report)
    done.remarks.extend(issues)
    done.failures.extend(issue for issue in coded.issues if issue.stage == _REFUSED)
    printer.add(replace(coded, issues=(*issues, *coded.issues)))
    done.stories += 1
    return coder


def progress_bar(items: int, *, shown: bool) -> Progress:
    """A bar on standard error for more than a couple of inputs; none where the stories themselves scroll by."""
    console = Console(stderr=True)
    described = TextColumn("{task.description}")
    columns = (SpinnerColumn(), described, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    disable = not shown or not console.is_terminal or items < 3
    return Progress(*columns, console=console, transient=True, disable=disable, redirect_stdout=False)


def _close(done: _Done, output: Path | None) -> None:
    """What is left to say, on standard error."""
    _list(done.remarks, "Note:")
    if len(done.failures) > 0:
        count = len(done.failures)
        _list(done.failures, f"\n{count} input{'' if count == 1 else 's'} could not be read:")
    if done.interrupted:
        _say(f"stopped; {done.stories} read before that{' and kept' if output is not None else ''}")
    if output is not None:
        _say(f"written: {output}")


def _list(issues: Iterable[Issue], heading: str) -> None:
    messages = [issue.message for issue in issues]
    if len(messages) > 0:
        _say("\n".join([heading, *(f"  {message}" for message in messages)]))


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
