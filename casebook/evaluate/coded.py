"""The coded form as it stands on a line of `casebook read --format jsonl`, parsed strictly where a scorer relies on it.

Keys that no scorer reads are let through; a key that one relies on and that is missing or malformed is an InputError.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casebook.model.claim import Channel, Modality, Occurrence, Role, SpeakerRole, Status
from casebook.model.claim import Field as ClaimField
from casebook.model.errors import InputError


class Reader(Protocol):
    """Reads one text and gives its coded line; `published` None means the text came without a publication date."""

    def __call__(self, text: str, *, source: str, published: date | None = None, title: str | None = None) -> str: ...


class Loose(BaseModel):
    """Base of parsed facts: frozen, and silent about keys that no scorer reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class CodedSpan(Loose):
    """Offsets in code points, half open, and the words they are said to hold."""

    start: int
    end: int
    quote: str


class CountValue(Loose):
    """A number with inclusive bounds; `high` None is no upper bound."""

    type: Literal["count"]
    low: int
    high: int | None
    qualifier: str | None = None
    population: str | None = None


class DateValue(Loose):
    """An EDTF date with its ontology precision."""

    type: Literal["date"]
    edtf: str | None
    precision: int | None = None
    method: str | None = None


class TimeValue(Loose):
    """A clock time, an interval of them, or a part of day."""

    type: Literal["time"]
    time: str
    words: str | None = None


class PlaceValue(Loose):
    """A place by name, site and country."""

    type: Literal["place"]
    name: str | None = None
    site: str | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int | None = None
    ref: str | None = None


class ActorValue(Loose):
    """An actor by name and registry id."""

    type: Literal["actor"]
    name: str
    ref: str | None = None
    kind: str | None = None


class CodeValue(Loose):
    """An ontology code and its words."""

    type: Literal["code"]
    code: str
    words: str | None = None


class TextValue(Loose):
    """Free words."""

    type: Literal["text"]
    text: str


class MoneyValue(Loose):
    """An amount and its currency."""

    type: Literal["money"]
    amount: float
    currency: str | None = None
    words: str | None = None


class DurationValue(Loose):
    """A length of time, ISO 8601."""

    type: Literal["duration"]
    iso: str
    words: str | None = None


class BoolValue(Loose):
    """Whether something is so."""

    type: Literal["bool"]
    value: bool


CodedValue = Annotated[
    CountValue
    | DateValue
    | TimeValue
    | PlaceValue
    | ActorValue
    | CodeValue
    | TextValue
    | MoneyValue
    | DurationValue
    | BoolValue,
    Field(discriminator="type"),
]


class CodedSpeaker(Loose):
    """Who said it; `words` is empty for the article itself."""

    name: str
    role: SpeakerRole | None
    ref: str | None = None
    channel: Channel = Channel.UNSPECIFIED
    words: tuple[CodedSpan, ...] = ()


class CodedClaim(Loose):
    """One claim of a coded incident."""

    id: str = ""
    field: ClaimField
    value: CodedValue
    modality: Modality
    status: Status = Status.CURRENT
    evidence: tuple[CodedSpan, ...]
    said_by: CodedSpeaker
    origin: str | None = None
    confidence: float | None = None


class Bounds(Loose):
    """A reconciled figure."""

    min: int | None = None
    best: int | None = None
    max: int | None = None


class CodedDate(Loose):
    """The date of an incident."""

    edtf: str | None = None
    precision: int | None = None
    method: str | None = None


class CodedPlace(Loose):
    """The place of an incident; `country` is ISO 3166-1 alpha-2."""

    name: str | None = None
    site: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None


class CodedPerpetrator(Loose):
    """A doer and how far it is established."""

    name: str
    ref: str | None = None
    status: str | None = None


class CodedIncident(BaseModel):
    """One incident of a coded report. Reconciled figures of fields beyond killed and injured stand as extra keys."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    role: Role
    type: str | None
    also_types: tuple[str, ...] = ()
    occurrence: Occurrence = Occurrence.OCCURRED
    date: CodedDate | None = None
    place: CodedPlace | None = None
    killed: Bounds | None = None
    injured: Bounds | None = None
    perpetrators: tuple[CodedPerpetrator, ...] = ()
    claims: tuple[CodedClaim, ...] = ()

    def bounds(self, measure: str) -> Bounds | None:
        """The reconciled figure of a count field, None when the coded form has none."""
        if measure == "killed":
            return self.killed
        if measure == "injured":
            return self.injured
        extra = (self.model_extra or {}).get(measure)
        return None if extra is None else Bounds.model_validate(extra)


class CodedReport(Loose):
    """A coded report. `context` holds the claims of no single incident, where there are any."""

    incidents: tuple[CodedIncident, ...] = ()
    context: tuple[CodedClaim, ...] = ()


def parse_coded(line: str, where: str) -> CodedReport:
    """The coded report on this line; InputError names the place and the first key that is wrong."""
    try:
        return CodedReport.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"coded line of {where}: {key or 'the line'}: {first['msg']}; the form is that of docs/coded.md"
        ) from error
