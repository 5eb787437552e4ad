"""Training text in two kinds: standoff annotations of stories we may not copy, and passages of our own wording.

Offsets are Unicode code points, half open. Those of a standoff line are relative to the whole text of its document,
which stays in `../shared/data`; those of a passage come from its inline markup (`training/markup.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from casebook.lists.reading import TYPES, codes
from casebook.model.claim import Field as ClaimField
from casebook.model.claim import Modality, Occurrence, Role, Status
from casebook.model.errors import InputError
from casebook.model.values import Qualifier

HERE = Path(__file__).resolve().parent
STANDOFF = HERE / "standoff"
PASSAGES = HERE / "passages"
DATA = Path(os.environ.get("CASEBOOK_DATA", HERE.parent.parent / "shared" / "data"))
SPEAKER = "speaker"
ARTICLE = "article"
DEV_DIGITS = "048c"  # a quarter of the first hex digits of a hash

COUNTS = frozenset(
    {
        ClaimField.KILLED,
        ClaimField.INJURED,
        ClaimField.KILLED_OR_MISSING,
        ClaimField.MISSING,
        ClaimField.PERPETRATOR_COUNT,
        ClaimField.PERPETRATORS_KILLED,
        ClaimField.PERPETRATORS_ESCAPED,
        ClaimField.ABDUCTED,
        ClaimField.RELEASED,
        ClaimField.ARRESTED,
        ClaimField.PEOPLE_AFFECTED,
    }
)
DATES = frozenset({ClaimField.DATE, ClaimField.INTENDED_DATE})
CODE_LISTS = {
    ClaimField.WEAPON.value: "weapon_type",
    ClaimField.TARGET.value: "target_type",
    ClaimField.REACTION.value: "reaction_type",
    SPEAKER: "speaker_role",
}
BY_TRIGGER = frozenset({ClaimField.INCIDENT_TYPE, ClaimField.OCCURRENCE})  # said by the trigger, never by a span
FIELDS = frozenset({field.value for field in ClaimField if field not in BY_TRIGGER} | {SPEAKER})
REASONS = codes("non_incident_reason")
_EDTF = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_TIME = re.compile(r"\d\d:\d\d(?:/\d\d:\d\d)?|morning|noon|afternoon|evening|night|midnight|dawn|dusk")


class Style(StrEnum):
    """How a passage is written."""

    WIRE = "wire"
    LOCAL_PAPER = "local_paper"
    NGO_REPORT = "ngo_report"
    OFFICIAL_STATEMENT = "official_statement"
    GROUP_CLAIM = "group_claim"
    LIVE_BLOG = "live_blog"
    RADIO = "radio"
    MACHINE_TRANSLATION = "machine_translation"
    ALL_CAPS = "all_caps"
    HEADLINE = "headline"


class Region(StrEnum):
    """Where a passage is set; `nowhere` for texts without a place."""

    WEST_AFRICA = "west_africa"
    CENTRAL_AFRICA = "central_africa"
    EAST_AFRICA = "east_africa"
    SOUTHERN_AFRICA = "southern_africa"
    NORTH_AFRICA = "north_africa"
    MIDDLE_EAST = "middle_east"
    SOUTH_ASIA = "south_asia"
    CENTRAL_ASIA = "central_asia"
    SOUTHEAST_ASIA = "southeast_asia"
    EAST_ASIA = "east_asia"
    WESTERN_EUROPE = "western_europe"
    EASTERN_EUROPE = "eastern_europe"
    NORTH_AMERICA = "north_america"
    CENTRAL_AMERICA_CARIBBEAN = "central_america_caribbean"
    SOUTH_AMERICA = "south_america"
    OCEANIA = "oceania"
    NOWHERE = "nowhere"


class Corpus(StrEnum):
    """A folder of `../shared/data` that may be annotated."""

    RAMS = "rams"
    WIKIEVENTS = "wikievents"
    GUN_VIOLENCE = "gun_violence"
    RE3D = "re3d"
    MUC4_TRAIN = "muc4_train"


FILES = {
    Corpus.RAMS: "rams/dev.jsonl",
    Corpus.WIKIEVENTS: "wikievents/dev.jsonl",
    Corpus.GUN_VIOLENCE: "gun_violence/docs.jsonl",
    Corpus.RE3D: "re3d/docs.jsonl",
    Corpus.MUC4_TRAIN: "muc4/train.jsonl",
}


class Case(StrEnum):
    """How the words are put before the model; offsets stay the same."""

    AS_IS = "as_is"
    LOWER = "lower"
    MIXED = "mixed"


def _among(known: Collection[str], what: str) -> BeforeValidator:
    def check(value: object) -> object:
        if value not in known:
            raise ValueError(f"{value!r} is no {what}; use one of: {', '.join(sorted(known))}")
        return value

    return BeforeValidator(check)


FieldName = Annotated[str, _among(FIELDS, "field")]
TypeCode = Annotated[str, _among(codes(TYPES), "incident type")]
Reason = Annotated[str, _among(REASONS, "non_incident reason")]
Offsets = tuple[int, int]


class Strict(BaseModel):
    """Base of parsed lines: frozen, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(Strict):
    """A number with inclusive bounds; `high` None is no upper bound, `population` the words for who is counted."""

    type: Literal["count"] = "count"
    low: int = Field(ge=0)
    high: int | None
    qualifier: Qualifier
    population: str | None = None
    includes_perpetrators: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Figure:
        if self.high is not None and self.high < self.low:
            raise ValueError(f"a figure needs low <= high, not {self.low}..{self.high}")
        return self


class Day(Strict):
    """A date as EDTF, resolved from the words and the day of publication."""

    type: Literal["date"] = "date"
    edtf: str = Field(pattern=f"^(?:{_EDTF.pattern})$")


class Clock(Strict):
    """A clock time, an interval of them, or a part of day."""

    type: Literal["time"] = "time"
    time: str = Field(pattern=f"^(?:{_TIME.pattern})$")


class Coded(Strict):
    """A code of the ontology: weapon, target, reaction, or role of the speaker."""

    type: Literal["code"] = "code"
    code: str


Value = Annotated[Figure | Day | Clock | Coded, Field(discriminator="type")]


class Incident(Strict):
    """One incident; `trigger` is the span that first tells of it, `mentions` the later ones."""

    id: str
    role: Role
    type: TypeCode
    occurrence: Occurrence = Occurrence.OCCURRED
    trigger: Offsets
    mentions: tuple[Offsets, ...] = ()
    also_types: tuple[TypeCode, ...] = ()


class Span(Strict):
    """A labelled span; `incident` None: said of no single incident. `speaker` is a span of field `speaker`."""

    field: FieldName
    start: int
    end: int
    incident: str | None = None
    value: Value | None = None
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    speaker: Offsets | Literal["article"] = "article"

    @model_validator(mode="after")
    def _value_fits(self) -> Span:
        kind = value_kind(self.field)
        if self.value is None:
            if kind == "count":
                raise ValueError(f"{self.field} needs a figure, such as =3, =9.. or =? (vague)")
        elif self.value.type != kind:
            raise ValueError(f"{self.field} takes {kind or 'no value'}, not a {self.value.type}")
        elif isinstance(self.value, Coded) and self.value.code not in codes(CODE_LISTS[self.field]):
            known = ", ".join(codes(CODE_LISTS[self.field]))
            raise ValueError(f"{self.value.code!r} is no {CODE_LISTS[self.field]}; use one of: {known}")
        return self


class NonIncident(Strict):
    """Words that look like an incident and are none."""

    start: int
    end: int
    reason: Reason


class Labels(Strict):
    """All that is marked in one text."""

    incidents: tuple[Incident, ...] = ()
    spans: tuple[Span, ...] = ()
    non_incidents: tuple[NonIncident, ...] = ()


class Standoff(Labels):
    """The annotation of one window of one document, without its text."""

    corpus: Corpus
    doc: str
    window: Offsets
    case: Case
    text_sha256: str
    annotator: str
    round: int = Field(ge=1)

    @property
    def key(self) -> tuple[str, ...]:
        """What must be unique: the same window twice is another round or another annotator."""
        return (self.corpus, self.doc, str(self.window), self.case, self.annotator, str(self.round))

    @property
    def part(self) -> Literal["train", "dev"]:
        """WikiEvents is measured on and never trained on."""
        return "dev" if self.corpus is Corpus.WIKIEVENTS else "train"


class Passage(Strict):
    """A passage of our own wording; `text` holds inline markup, `types` may be left out and is then read from it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    style: Style
    region: Region
    types: tuple[TypeCode, ...] | None = None
    published: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d$")
    text: str
    part: Literal["train", "dev"] | None = None
    slots: dict[str, tuple[str, ...]] = {}

    @property
    def set_aside(self) -> Literal["train", "dev"]:
        """The part that the hash of the id gives: a quarter is dev."""
        return part_of(self.id)


def value_kind(field: str) -> str | None:
    """The type of value that a field takes: count, date, time, code, or None."""
    if field in COUNTS:
        return "count"
    if field in DATES:
        return "date"
    if field == ClaimField.TIME_OF_DAY:
        return "time"
    return "code" if field in CODE_LISTS else None


def part_of(ident: str) -> Literal["train", "dev"]:
    """Which part an id belongs to, decided by its hash alone."""
    return "dev" if hashlib.sha1(ident.encode()).hexdigest()[0] in DEV_DIGITS else "train"


def text_hash(text: str) -> str:
    """SHA-256 of a window's text as it stands in the document."""
    return hashlib.sha256(text.encode()).hexdigest()


def recase(text: str, case: Case, *, names: Collection[str] = frozenset()) -> str:
    """The text in the case asked for, as long as before; MIXED capitalises sentence starts and the given names."""
    if case is Case.AS_IS:
        return text
    lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if case is Case.LOWER:
        return lower
    started = re.sub(r"(?:\A|[.!?][\"')\]]*\s+|\n\s*)\w", lambda m: m[0][:-1] + _capital(m[0][-1]), lower)
    return re.sub(r"\w+", lambda m: _capital(m[0][0]) + m[0][1:] if m[0] in names else m[0], started)


def _capital(char: str) -> str:
    return upper if len(upper := char.upper()) == 1 else char


M = TypeVar("M", bound=BaseModel)


def complaints(error: ValidationError) -> str:
    """A pydantic error as one line that an author can act on."""
    return "; ".join(
        f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
    )


def read_lines(path: Path, model: type[M]) -> Iterator[tuple[str, M]]:
    """The lines of a JSON-lines file with where they stand ("file line 3"); a bad line is an InputError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path.name} line {number}"
        try:
            yield where, model.model_validate_json(line)
        except ValidationError as error:
            raise InputError(f"{where}: {complaints(error)}") from error


def standoffs(folder: Path = STANDOFF) -> Iterator[Standoff]:
    """Every standoff annotation that is kept."""
    return (line for path in sorted(folder.glob("*.jsonl")) for _, line in read_lines(path, Standoff))


def passages(folder: Path = PASSAGES) -> Iterator[Passage]:
    """Every passage that is kept, with its markup."""
    return (line for path in sorted(folder.glob("*.jsonl")) for _, line in read_lines(path, Passage))


@cache
def _texts(file: Path, half_a_only: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if half_a_only and int(hashlib.sha1(row["incident_id"].encode()).hexdigest()[0], 16) % 2 == 1:
                continue
            found[row["id"]] = row["text"]
    return found


def document(corpus: Corpus, ident: str, *, data: Path = DATA) -> str:
    """The text of a document; half B of gun_violence is for measuring and is refused."""
    file = data / FILES[corpus]
    if not file.exists():
        raise InputError(f"{file} is not here; the stories are read from ../shared/data or $CASEBOOK_DATA")
    text = _texts(file, corpus is Corpus.GUN_VIOLENCE).get(ident)
    if text is None:
        raise InputError(f"{corpus} holds no document {ident!r} to annotate (half B of gun_violence is not offered)")
    return text


def label_faults(labels: Labels, window: Offsets) -> Iterator[str]:
    """What is wrong between the labels: outside the window, unknown incidents, speakers without a span."""
    known = {incident.id for incident in labels.incidents}
    speakers = {(span.start, span.end) for span in labels.spans if span.field == SPEAKER}
    places: list[tuple[str, Offsets]] = [(f"trigger of {one.id}", one.trigger) for one in labels.incidents]
    places += [(f"mention of {one.id}", mention) for one in labels.incidents for mention in one.mentions]
    places += [(span.field, (span.start, span.end)) for span in labels.spans]
    places += [(f"non_incident {one.reason}", (one.start, one.end)) for one in labels.non_incidents]
    for what, (start, end) in places:
        if not window[0] <= start < end <= window[1]:
            yield f"{what} {start}:{end} is outside {window[0]}:{window[1]}"
    if len(known) < len(labels.incidents):
        yield "two incidents have the same id"
    for span in labels.spans:
        if span.incident is not None and span.incident not in known:
            yield f"{span.field} {span.start}:{span.end} belongs to {span.incident}, which has no trigger"
        if span.speaker != "article" and span.speaker not in speakers:
            yield f"{span.field} {span.start}:{span.end} is said by {span.speaker}, which is no span of field speaker"
    if len(set(labels.spans)) < len(labels.spans):
        yield "the same span is given twice with the same label"
    if sum(incident.role is Role.MAIN for incident in labels.incidents) > 1:
        yield "more than one incident has the role main"
