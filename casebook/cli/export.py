"""`casebook export`: incidents in a layout of the field, and beside the file what the layout could not hold.

Exit code 0 done, 1 nothing could be exported, 2 wrong usage. Names are masked unless asked for; then it says so.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from casebook.cli.book import say
from casebook.cli.output import target
from casebook.cli.told import Asked, Given, told
from casebook.model.errors import CasebookError, UsageError
from casebook.publish.export import PARQUET, Exported, export
from casebook.publish.flat import Policy
from casebook.publish.release import Tier

DONE, PERSON_NEEDED, WRONG_USAGE = 0, 1, 2
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    layout: str
    output: Path | None = None
    losses: Path | None = None
    policy: Policy = Policy.BEST
    names: bool = False
    exact_places: bool = False
    asked: Asked = field(default_factory=Asked)


def run(given: Given, options: Options) -> int:
    """Export what is given; the exit code."""
    try:
        _check(given, options)
        done = _export(given, options)
    except UsageError as error:
        return _fail(str(error), WRONG_USAGE)
    except CasebookError as error:
        return _fail(str(error), PERSON_NEEDED)
    _summary(done, options)
    return DONE if done.incidents > 0 else _fail("nothing was exported: no incident was given", PERSON_NEEDED)


def _check(given: Given, options: Options) -> None:
    if options.layout == PARQUET and options.output is None:
        raise UsageError("--layout parquet is no text: name a file with --output")
    for path in (options.output, _losses(options)):
        if path is not None and not path.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {path.parent}; make it first")
        if path is not None and _is_input(path, given):
            raise UsageError(f"{path} is the input; name another file")
    if options.output is not None and options.output == options.losses:
        raise UsageError(f"--losses {options.losses} is the output too; name another file")


def _is_input(path: Path, given: Given) -> bool:
    inputs = [Path(name) for name in (given.file, given.book) if name is not None]
    return path.exists() and any(each.exists() and path.samefile(each) for each in inputs)


def _losses(options: Options) -> Path | None:
    """The loss report: as asked, else beside the output."""
    if options.losses is not None or options.output is None:
        return options.losses
    return options.output.with_name(options.output.name + ".losses.jsonl")


def _export(given: Given, options: Options) -> Exported:
    tier = Tier(options.names, options.exact_places)
    with ExitStack() as stack:
        report = _losses(options)
        losses = None if report is None else stack.enter_context(target(report))
        write = partial(export, layout=options.layout, policy=options.policy, tier=tier, losses=losses)
        if options.layout == PARQUET and options.output is not None:
            part = options.output.with_name(options.output.name + ".part")
            done = write(told(given, options.asked.wanted()), part)
            part.replace(options.output)
            return done
        return write(told(given, options.asked.wanted()), stack.enter_context(target(options.output)))


def _summary(done: Exported, options: Options) -> None:
    """What was written and what was lost, on standard error."""
    left = done.left_out.total()
    say(f"incidents: {done.incidents}, rows as {options.layout}: {done.rows}, left out: {left}")
    for why, count in done.left_out.most_common(_SHOWN):
        say(f"  {count:>5}  left out: {why}")
    fields: Counter[str] = Counter()
    for (name, why), count in done.losses.items():
        if why not in done.left_out:
            fields[f"{name}: {why}"] += count
    for words, count in fields.most_common(_SHOWN):
        say(f"  {count:>5}  {words}")
    if options.names:
        say("names of people are in the file: it is not for the public")
    if options.exact_places:
        say("exact places of protected sites are in the file: it is not for the public")
    if options.output is not None:
        say(f"written: {options.output}")
    report = _losses(options)
    say(f"losses: {report}" if report is not None else "no loss report was kept; --losses FILE or --output keeps one")


def _fail(message: str, code: int) -> int:
    say(f"casebook export: {message}")
    return code
