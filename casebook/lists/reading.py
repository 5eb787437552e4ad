"""Read the list files: CSV with `#` comment lines, and TOML. A row that cannot be used is a ListError.

A cell `words` holds one phrase, or several with the same codes, with " | " between them.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

from casebook.model.errors import ListError
from casebook.norms.inflect import Irregulars, Pos, bending, forms
from casebook.norms.phrases import Phrases, first_word

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

TYPES = "type"
_CELL = re.compile(r"(?:[^\s|]+ )*[^\s|]+(?: \| (?:[^\s|]+ )*[^\s|]+)*")


def list_text(name: str) -> str:
    """The text of a list file."""
    return (files("casebook.lists") / "data" / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: where it stands and its cells by column."""

    file: str
    number: int
    cells: Mapping[str, str]

    def error(self, column: str, way_out: str) -> ListError:
        """What is wrong with a cell, where, and what to do."""
        return ListError(f"{self.file} line {self.number}: {column} is {self.cells[column]!r}; {way_out}")

    def words(self) -> list[str]:
        """The phrases of the row."""
        cell = self.cells["words"]
        found = cell.split(" | ") if "|" in cell else [cell]
        if _CELL.fullmatch(cell) is None:
            raise self.error("words", "write phrases with single spaces, and ' | ' between two of them")
        if cell != cell.lower():
            raise self.error("words", "write lower case; capitals in a text are matched too")
        return found

    def choice(self, column: str, values: Mapping[str, E]) -> E:
        """The cell as a member of an enumeration."""
        found = values.get(self.cells[column])
        if found is None:
            raise self.error(column, f"use one of: {', '.join(values)}")
        return found

    def code(self, column: str, enum: str) -> str:
        """The cell as a code of `codes.toml` or `incident_types.toml`."""
        cell = self.cells[column]
        if cell not in codes(enum):
            raise self.error(column, f"use one of: {', '.join(codes(enum))}")
        return cell

    def code_or_none(self, column: str, enum: str) -> str | None:
        """The cell as a code, None when it is blank."""
        return self.code(column, enum) if self.cells[column] else None


def members(enum: type[E]) -> dict[str, E]:
    """An enumeration's members by value, for `Line.choice`."""
    return {member.value: member for member in enum}


def parse_csv(file: str, text: str, columns: Collection[str]) -> Iterator[Line]:
    """The rows of a list's text. Its first line that is no comment names the columns."""
    header: list[str] | None = None
    numbered = enumerate(text.splitlines(), start=1)
    kept = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    for (number, line), cells in zip(kept, csv.reader(line for _, line in kept), strict=False):
        if header is None:
            header = cells
            if set(header) != set(columns):
                raise ListError(f"{file} line {number}: columns are {cells}; they must be {sorted(columns)}")
        elif len(cells) != len(header):
            raise ListError(
                f"{file} line {number}: {line!r} has {len(cells)} cells; it needs {len(header)} ({', '.join(header)}): "
                "count the commas, and quote a cell that holds one"
            )
        else:
            yield Line(file, number, dict(zip(header, cells, strict=True)))


def parse_toml(file: str, text: str) -> dict[str, dict[str, object]]:
    """The tables of a list's text by name."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ListError(f"{file}: cannot be read as TOML: {error}; mend that line") from error
    found = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ListError(f"{file}: {name} is {table!r}; it must stand under a [table]")
        found[name] = table
    return found


@cache
def codes(enum: str) -> Mapping[str, str]:
    """The codes of one enumeration with their labels; `type` gives the incident types."""
    if enum == TYPES:
        tables = parse_toml("incident_types.toml", list_text("incident_types.toml"))
        return {code: str(table["label"]) for code, table in tables.items() if "." in code}
    return {code: str(label) for code, label in _code_tables()[enum].items()}


@cache
def _code_tables() -> Mapping[str, Mapping[str, object]]:
    return parse_toml("codes.toml", list_text("codes.toml"))


@cache
def irregulars() -> Irregulars:
    """The forms that no rule gives, from `irregular.csv`."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"verb": {}, "noun": {}, "spelling": {}}
    for line in parse_csv("irregular.csv", list_text("irregular.csv"), ("word", "pos", "forms")):
        table = found.get(line.cells["pos"])
        if table is None:
            raise line.error("pos", "use one of: verb, noun, spelling")
        table[line.cells["word"]] = tuple(form for form in line.cells["forms"].split("|") if form)
    spellings = {word: other[0] for word, other in found["spelling"].items()}
    return Irregulars(found["verb"], found["noun"], spellings | {other: word for word, other in spellings.items()})


def phrase_list(
    lines: Iterable[Line], make: Callable[[Line], tuple[Pos, Callable[[str], T]]], *, several: bool = False
) -> Phrases[T]:
    """The phrases of a list in all their forms; the same words twice are an error, with `several` the same reading.

    A list is read whole, its rows and forms are made when a text first holds the word that they begin with.
    """
    seen: dict[Pos, dict[str, Line]] = {pos: {} for pos in Pos}
    readings: set[tuple[str, T]] = set()
    groups: dict[tuple[str, Pos], list[tuple[str, Pos, Callable[[str], T]]]] = {}
    for line in lines:
        pos, row = make(line)
        for words in line.words():
            known = seen[pos]
            if words in known and not (several and (words, row(words)) not in readings):
                raise ListError(
                    f"{line.file} line {line.number}: {words!r} stands on line {known[words].number} already; keep one"
                )
            known.setdefault(words, line)
            if several:
                readings.add((words, row(words)))
            groups.setdefault(bending(words, pos), []).append((words, pos, row))
    return _indexed(groups)


def _indexed(groups: Mapping[tuple[str, Pos], list[tuple[str, Pos, Callable[[str], T]]]]) -> Phrases[T]:
    """Groups of base phrases by their first word and how it bends, findable under every form of that word."""
    bent = irregulars()
    index: dict[str, list[list[tuple[str, Pos, Callable[[str], T]]]]] = {}
    for (first, bends), group in groups.items():
        for form in {first_word(form) for form in forms(first, bends, bent)}:
            index.setdefault(form, []).append(group)

    def pairs_of(word: str) -> Iterator[tuple[str, T]]:
        for group in index[word]:
            for words, pos, row in group:
                item = row(words)
                for form in forms(words, pos, bent):
                    if first_word(form) == word:
                        yield form, item

    return Phrases.later(index, pairs_of)
