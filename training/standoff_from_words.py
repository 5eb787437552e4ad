"""Turn an annotator's JSON, with exact words in place of offsets, into the stored form; refuse words that do not occur.

    python -m training.standoff_from_words notes.jsonl [more.jsonl] --out training/standoff/rams_1.jsonl

A file holds one object a line, or one object, or a list of them. The words file holds text: it is not kept in the
project. Nothing is written unless everything can be.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from casebook.model.claim import Modality, Occurrence, Role, Status
from casebook.model.errors import InputError
from training.corpus import (
    ARTICLE,
    COUNTS,
    DATA,
    SPEAKER,
    Case,
    Corpus,
    Incident,
    NonIncident,
    Offsets,
    Reason,
    Span,
    Standoff,
    Strict,
    TypeCode,
    complaints,
    document,
    label_faults,
    text_hash,
)
from training.markup import ALIASES, INCLUDING, value_of
from training.show import locate


class Words(Strict):
    """Exact words; where they occur more than once, `nth`, or `in` with longer words that hold them."""

    words: str
    nth: int | None = None
    within: str | None = Field(default=None, alias="in")


class WindowWords(Strict):
    """A window from the first words of one place to the last words of another."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class IncidentWords(Strict):
    """An incident; `trigger` and `mentions` as plain words or as Words."""

    id: str
    role: Role
    type: TypeCode
    occurrence: Occurrence = Occurrence.OCCURRED
    trigger: str | Words
    mentions: tuple[str | Words, ...] = ()
    also_types: tuple[TypeCode, ...] = ()


class SpeakerWords(Words):
    """The words of attribution, with an id that spans point at."""

    id: str
    role: str | None = None


class SpanWords(Words):
    """A span; `value` as in the markup after the field's name: "=3:farmers", "=9..", "=2024-05-10", ":firearm"."""

    field: str
    incident: str | None
    value: str | None = None
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    speaker: str = ARTICLE


class NonIncidentWords(Words):
    """Words that look like an incident and are none."""

    reason: Reason


class Notes(Strict):
    """What an annotator writes for one window."""

    corpus: Corpus
    doc: str
    window: Offsets | WindowWords | None = None
    case: Case = Case.AS_IS
    annotator: str
    round: int = 1
    incidents: tuple[IncidentWords, ...] = ()
    speakers: tuple[SpeakerWords, ...] = ()
    spans: tuple[SpanWords, ...] = ()
    non_incidents: tuple[NonIncidentWords, ...] = ()


Finder = Callable[[str | Words], Offsets]


def _window(given: Offsets | WindowWords | None, text: str) -> Offsets:
    match given:
        case None:
            return 0, len(text)
        case WindowWords():
            start = locate(text, given.start)[0]
            return start, locate(text, given.end, within=(start, len(text)))[1]
        case _:
            return given


def _finder(text: str, window: Offsets) -> Finder:
    def find(given: str | Words) -> Offsets:
        if isinstance(given, str):
            return locate(text, given, within=window)
        within = window if given.within is None else locate(text, given.within, within=window)
        return locate(text, given.words, given.nth, within=within)

    return find


def _span(given: SpanWords, at: Offsets, speakers: Mapping[str, Offsets]) -> Span:
    if given.speaker != ARTICLE and given.speaker not in speakers:
        raise InputError(f"{given.field} {given.words!r}: no speaker has the id {given.speaker!r}")
    field = ALIASES.get(given.field, given.field)
    head, including = (given.value or "").removesuffix(f"!{INCLUDING}"), (given.value or "").endswith(f"!{INCLUDING}")
    value, code = (head[1:], None) if head.startswith("=") else (None, head[1:] if head.startswith(":") else None)
    if head and value is None and code is None:
        raise InputError(
            f"{given.field} {given.words!r}: value {head!r} starts with = (figure, date, time) or : (code)"
        )
    if value is not None and field in COUNTS:
        value, _, population = value.partition(":")
        code = population or None
    return Span(
        field=field,
        start=at[0],
        end=at[1],
        incident=given.incident,
        value=value_of(field, value, code, including=including),
        modality=given.modality,
        status=given.status,
        speaker="article" if given.speaker == ARTICLE else speakers[given.speaker],
    )


def stored(notes: Notes, *, data: Path = DATA) -> Standoff:
    """The annotation with offsets; words that do not occur, or occur twice, are an InputError."""
    text = document(notes.corpus, notes.doc, data=data)
    window = _window(notes.window, text)
    find = _finder(text, window)
    speakers = {one.id: find(one) for one in notes.speakers}
    said = [
        Span(field=SPEAKER, start=at[0], end=at[1], value=value_of(SPEAKER, None, one.role))
        for one in notes.speakers
        for at in [speakers[one.id]]
    ]
    made = Standoff(
        corpus=notes.corpus,
        doc=notes.doc,
        window=window,
        case=notes.case,
        text_sha256=text_hash(text[window[0] : window[1]]),
        annotator=notes.annotator,
        round=notes.round,
        incidents=tuple(_incident(one, find) for one in notes.incidents),
        spans=tuple(sorted([*said, *(_span(one, find(one), speakers) for one in notes.spans)], key=lambda s: s.start)),
        non_incidents=tuple(_non_incident(one, find(one)) for one in notes.non_incidents),
    )
    faults = list(label_faults(made, window))
    if len(faults) > 0:
        raise InputError("; ".join(faults))
    return made


def _incident(given: IncidentWords, find: Finder) -> Incident:
    return Incident(
        id=given.id,
        role=given.role,
        type=given.type,
        occurrence=given.occurrence,
        trigger=find(given.trigger),
        mentions=tuple(find(mention) for mention in given.mentions),
        also_types=given.also_types,
    )


def _non_incident(given: NonIncidentWords, at: Offsets) -> NonIncident:
    return NonIncident(start=at[0], end=at[1], reason=given.reason)


def objects(path: Path) -> Iterator[object]:
    """The JSON objects of a file: a list, one object, or one a line."""
    text = path.read_text(encoding="utf-8")
    try:
        whole = json.loads(text)
        yield from whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise InputError(f"{path.name} line {number}: no JSON: {error}") from error


def convert(paths: Sequence[Path]) -> tuple[list[Standoff], list[str]]:
    """What could be stored, and a complaint for each that could not."""
    made: list[Standoff] = []
    refused: list[str] = []
    for path in paths:
        for number, given in enumerate(objects(path), 1):
            name = given.get("doc", "?") if isinstance(given, dict) else "?"
            try:
                made.append(stored(Notes.model_validate(given)))
            except ValidationError as error:
                refused.append(f"{path.name} annotation {number} ({name}): {complaints(error)}")
            except InputError as error:
                refused.append(f"{path.name} annotation {number} ({name}): {error}")
    return made, refused


def dump(lines: Sequence[BaseModel]) -> str:
    """The lines of a JSON-lines file."""
    return "".join(line.model_dump_json() + "\n" for line in lines)


def main() -> None:
    cli = argparse.ArgumentParser(prog="python -m training.standoff_from_words", description=__doc__)
    cli.add_argument("notes", type=Path, nargs="+")
    cli.add_argument("--out", type=Path, required=True)
    given = cli.parse_args()
    try:
        made, refused = convert(given.notes)
    except InputError as error:
        sys.exit(str(error))
    if len(refused) > 0:
        sys.exit("Nothing is written:\n" + "\n".join(refused))
    given.out.write_text(dump(made), encoding="utf-8")
    sys.stdout.write(f"{len(made)} annotations in {given.out}\n")


if __name__ == "__main__":
    main()
