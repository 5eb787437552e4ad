"""The error workbench: each miss and invention with its class and its sentence, and the classes by frequency.

A class is a measure and a kind: "incident invented: trial", "victim missed: pronoun". The kind of an invented incident
is what its sentence really talks about, as far as a cue in it tells (`error_kinds.csv`); that of a missed filler is the
form of its words.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from rich.box import SIMPLE
from rich.table import Table

from casebook.model.report import Report
from casebook.norms.tokens import tokens
from casebook.split.passages import passages

_PRONOUNS = frozenset("i me we us you he him she her it they them who whom whose himself herself themselves".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve dozen dozens several".split())
_LONG = 6  # words; a longer filler is a clause or a list


@dataclass(frozen=True, slots=True)
class Error:
    """One miss or invention: where, in which sentence, what was due and what was given (None: nothing)."""

    corpus: str
    document: str
    measure: str
    kind: str
    sentence: str
    wanted: str | None = None
    given: str | None = None

    @property
    def name(self) -> str:
        """The class."""
        return f"{self.measure}: {self.kind}"


def sentence_at(text: str, at: int) -> str:
    """The sentence of a text in which an offset stands, on one line; the text's first where none holds it."""
    spans = [passage.span for passage in passages(Report(text, "errors"))]
    held = next((span for span in spans if span.start <= at < span.end), spans[0] if len(spans) > 0 else None)
    return "" if held is None else " ".join(held.quote.split())


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("casebook.evaluate") / "error_kinds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        (row["kind"], re.compile(rf"\b(?:{'|'.join(map(re.escape, row['words'].split(' | ')))})\b", re.IGNORECASE))
        for row in rows
    )


def topic(sentence: str, otherwise: str) -> str:
    """What a sentence talks about by the first row of `error_kinds.csv` with a cue in it, else `otherwise`."""
    return next((kind for kind, cue in _kinds() if cue.search(sentence)), otherwise)


def form(words: str) -> str:
    """The form of a filler: pronoun, counted, name, long, or noun."""
    said = [token.text for token in tokens(words, 0, len(words)) if token.text[:1].isalnum()]
    lower = [word.lower() for word in said]
    if len(said) == 0 or set(lower) <= _PRONOUNS:
        return "pronoun"
    if lower[0] in _NUMBERS or lower[0][0].isdigit():
        return "counted"
    if len(said) > _LONG:
        return "long"
    named = not words.isupper() and said[-1][0].isupper()
    return "name" if named else "noun"


def ranked(errors: Iterable[Error]) -> list[tuple[str, Sequence[Error]]]:
    """The classes with their errors, the most frequent first, and by name where they are equally frequent."""
    held = tuple(errors)
    counted = Counter(error.name for error in held)
    names = sorted(counted, key=lambda name: (-counted[name], name))
    return [(name, tuple(error for error in held if error.name == name)) for name in names]


def error_table(errors: Iterable[Error], *, examples: int = 3) -> Table:
    """A row a class: how often, and some of its sentences with what was due and given."""
    table = Table(title="Misses and inventions by class", box=SIMPLE, padding=(0, 1))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("class", overflow="fold", max_width=40)
    table.add_column("due | given | sentence", overflow="fold")
    for name, held in ranked(errors):
        shown = (f"{e.wanted or '-'} | {e.given or '-'} | {e.document}: {e.sentence[:240]}" for e in held[:examples])
        table.add_row(str(len(held)), name, "\n".join(shown).replace("[", "\\["))
    return table


def error_lines(errors: Iterable[Error]) -> Iterable[str]:
    """JSON lines, by class, the most frequent first; every error with its class."""
    for name, held in ranked(errors):
        for error in held:
            yield json.dumps({"class": name, "of_class": len(held), **asdict(error)}, ensure_ascii=False)
