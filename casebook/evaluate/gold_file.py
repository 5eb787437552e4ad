"""The gold form `incident-gold-0.1`, parsed: what a careful person found in a story, with its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casebook.evaluate.coded import (
    BoolValue,
    CodeValue,
    CountValue,
    DurationValue,
    Loose,
    MoneyValue,
    TextValue,
    TimeValue,
)
from casebook.model.claim import Channel, Modality, Occurrence, Role, SpeakerRole, Status
from casebook.model.claim import Field as ClaimField
from casebook.model.errors import InputError


class GoldSpan(Loose):
    """Offsets in code points and the words there."""

    start: int
    end: int
    text: str


class GoldDate(Loose):
    """A date as one of the two runs should give it; `edtf` None means that no value is the right answer."""

    edtf: str | None
    interval: str | None = None
    date_precision: int


class GoldDateValue(Loose):
    """A date statement; without a publication date it may have another value, or none."""

    type: Literal["date"]
    edtf: str | None
    date_precision: int | None = None
    without_publication_date: GoldDate | None = None


class GoldRef(Loose):
    """A statement's value that points at an actor or a place of the file."""

    type: Literal["actor", "place"]
    ref: str


GoldValue = Annotated[
    CountValue | GoldDateValue | TimeValue | GoldRef | CodeValue | TextValue | MoneyValue | DurationValue | BoolValue,
    Field(discriminator="type"),
]


class GoldSpeaker(Loose):
    """Who said it: ids of actors, or `article`."""

    refs: tuple[str, ...]
    channel: Channel
    attribution: tuple[GoldSpan, ...]

    @property
    def is_article(self) -> bool:
        """True when the report speaks for itself."""
        return self.refs == ("article",)


class GoldStatement(Loose):
    """One statement; `incident` None belongs to no single incident."""

    id: str
    incident: str | None
    property: ClaimField
    value: GoldValue
    modality: Modality
    status: Status
    evidence: tuple[GoldSpan, ...]
    speaker: GoldSpeaker


class Registry(BaseModel):
    """What the file knows of an actor outside the text; only the local id is used."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    local: str | None = None


class GoldActor(Loose):
    """An actor with every form it takes in the text."""

    id: str
    name: str
    kind: str | None = None
    speaker_role: SpeakerRole | None = None
    registry: Registry | None = None
    mentions: tuple[GoldSpan, ...]


class GoldPlace(Loose):
    """A place; `country` is ISO alpha-3, or free words when the country is invented."""

    id: str
    name: str
    geo_precision: int
    country: str | None = None
    admin1: str | None = None
    mentions: tuple[GoldSpan, ...] = ()


class GoldIncidentPlace(Loose):
    """Where an incident took place."""

    ref: str | None = None
    geo_precision: int
    country: str | None = None
    admin1: str | None = None
    settlement: str | None = None


class GoldIncidentDate(Loose):
    """The date in the run with a publication date and in the run without."""

    with_publication_date: GoldDate
    without_publication_date: GoldDate

    def of(self, *, dated: bool) -> GoldDate:
        """The one for this run."""
        return self.with_publication_date if dated else self.without_publication_date


class GoldFigure(Loose):
    """A reconciled figure."""

    min: int | None
    best: int | None
    max: int | None


class GoldPerpetrator(Loose):
    """A doer, by actor id, and how far it is established."""

    ref: str
    status: str


class Reconciled(BaseModel):
    """What follows from an incident's statements. Figures stand under the name of their count field."""

    model_config = ConfigDict(frozen=True, extra="allow")
    date: GoldIncidentDate | None = None
    place: GoldIncidentPlace | None = None
    perpetrators: tuple[GoldPerpetrator, ...] = ()

    def figures(self) -> tuple[tuple[ClaimField, GoldFigure], ...]:
        """Every figure under a claim field with min, best and max; figures derived for display are left out."""
        fields = {field.value: field for field in ClaimField}
        return tuple(
            (fields[key], GoldFigure.model_validate(value))
            for key, value in (self.model_extra or {}).items()
            if key in fields and isinstance(value, dict) and {"min", "best", "max"} <= set(value)
        )


class GoldIncident(Loose):
    """One incident of the story."""

    id: str
    type: str
    acceptable_types: tuple[str, ...] = ()
    doc_role: Role
    occurrence: Occurrence
    reconciled: Reconciled


class NonIncident(Loose):
    """Words that sound like an incident and tell of none."""

    evidence: tuple[GoldSpan, ...]
    reason: str


class Trap(Loose):
    """A known way to misread this story."""

    code: str
    text: str
    evidence: tuple[GoldSpan, ...]


class GoldDoc(Loose):
    """The story's file and metadata."""

    id: str
    text_file: str
    publication_date: date | None
    title: str | None = None


class Gold(Loose):
    """One gold file."""

    schema_: Literal["incident-gold-0.1"] = Field(alias="schema")
    doc: GoldDoc
    actors: tuple[GoldActor, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    incidents: tuple[GoldIncident, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    non_incidents: tuple[NonIncident, ...] = ()
    traps: tuple[Trap, ...] = ()

    def actor(self, ref: str) -> GoldActor | None:
        """The actor of this id."""
        return next((actor for actor in self.actors if actor.id == ref), None)

    def place(self, ref: str) -> GoldPlace | None:
        """The place of this id."""
        return next((place for place in self.places if place.id == ref), None)

    def incident(self, ref: str | None) -> GoldIncident | None:
        """The incident of this id."""
        return next((incident for incident in self.incidents if incident.id == ref), None)


def parse_gold(text: str, where: str) -> Gold:
    """The gold file in this JSON text; InputError names the file and the first key that is wrong."""
    try:
        return Gold.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"gold file {where}: {key}: {first['msg']}; the schema is incident-gold-0.1") from error


def gold_files(path: Path) -> tuple[Path, ...]:
    """The gold file itself, or every .json file of a folder; InputError when there is none."""
    found = (path,) if path.is_file() else tuple(sorted(path.glob("*.json")))
    if len(found) == 0:
        raise InputError(f"no gold file at {path}; give a .json file of schema incident-gold-0.1 or a folder of them")
    return found


def story_text(gold_path: Path, gold: Gold) -> str:
    """The story that a gold file speaks of: beside it, or in the folder `stories` beside its own."""
    for folder in (gold_path.parent, gold_path.parent.parent / "stories"):
        story = folder / gold.doc.text_file
        if story.is_file():
            return story.read_text(encoding="utf-8")
    raise InputError(f"story {gold.doc.text_file} of {gold_path} is neither beside it nor in ../stories")
