"""The form of a case file, and how a reading of its story differs from what it asks for.

One YAML file a case, named after its id. `incidents` are all that the story tells: no fewer, and unless `more` is true
no others. What a case does not state it does not check; a `null` in it must be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Annotated, assert_never

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from casebook.model.claim import Channel, Claim, Field, Modality, Occurrence, Role, Status
from casebook.model.coded import Coded
from casebook.model.incident import Incident, fold
from casebook.model.report import Report
from casebook.model.values import Clock, Code, Count, DateMethod, Days, Duration, Flag, Money, Place, Ref, Text, Value

FOLDER = Path(__file__).parent
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Figures = tuple[int, int, int | None]  # min, best, max


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceWanted(_Form):
    """Where: the name in the place or its site, and the country."""

    name: Words | None = None
    country: Words | None = None


class IncidentWanted(_Form):
    """One incident; a key that is left out is not checked, `date: null` must be unknown."""

    role: Role | None = None
    type: Words | None = None
    occurrence: Occurrence | None = None
    date: Words | None = None
    date_method: DateMethod | None = None
    place: PlaceWanted | None = None
    killed: Figures | None = None
    injured: Figures | None = None
    perpetrators: tuple[Words, ...] | None = None
    claimed_by: tuple[Words, ...] | None = None


class ClaimWanted(_Form):
    """A claim that must exist: `value` is a number, [low, high], or words that its value holds; speaker likewise."""

    field: Field
    value: int | tuple[int, int | None] | Words | None = None
    population: Words | None = None
    speaker: Words | None = None
    channel: Channel | None = None
    modality: Modality | None = None
    status: Status | None = None


class Absent(_Form):
    """What must not be found: types of incidents, actors ("any": every one), days, fields of claims, place names."""

    incidents: tuple[Words, ...] = ()
    perpetrators: tuple[Words, ...] = ()
    dates: tuple[Words, ...] = ()
    fields: tuple[Field, ...] = ()
    places: tuple[Words, ...] = ()


class Case(_Form):
    """A story, why it is kept, and what must and must not be read from it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20)]
    published: date | None
    text: Words
    incidents: tuple[IncidentWanted, ...]
    more: bool = False
    claims: tuple[ClaimWanted, ...] = ()
    absent: Absent = Absent()
    issues: tuple[Words, ...] = ()

    @property
    def report(self) -> Report:
        """The story as a report."""
        return Report(self.text, f"cases/{self.id}", published=self.published)


def load(path: Path) -> Case:
    """The case in a file; pydantic's error names the key that is wrong."""
    return Case.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def case_files(folder: Path = FOLDER) -> list[Path]:
    """The case files of a folder, without those of its subfolders."""
    return sorted(folder.glob("*.yaml"))


# ------------------------------------------------------------------ what differs


def differences(case: Case, coded: Coded) -> list[str]:
    """Every way in which the reading is not what the case asks for; empty when it is."""
    found = fold(coded.accounts, coded.claims, published={coded.report.id: case.published} if case.published else {})
    return [
        *_incidents(case, found),
        *(line for wanted in case.claims for line in _claim(wanted, coded.claims)),
        *_absent(case.absent, found, coded.claims),
        *(f"no issue {kind}" for kind in case.issues if kind not in {issue.kind for issue in coded.issues}),
    ]


def _incidents(case: Case, found: Sequence[Incident]) -> list[str]:
    """The differences of the pairing of wanted and found incidents that has the fewest."""
    if len(found) < len(case.incidents) or (len(found) > len(case.incidents) and not case.more):
        told = ", ".join(f"{i.type} {i.accounts[0].anchor.quote!r}" for i in found)
        return [f"{len(found)} incidents, not {len(case.incidents)}: {told or 'none'}"]
    if len(found) > 6:
        found = found[:6]
    pairings = [
        [line for wanted, incident in zip(case.incidents, chosen, strict=True) for line in _incident(wanted, incident)]
        for chosen in permutations(found, len(case.incidents))
    ]
    return min(pairings, key=len, default=[])


def _incident(wanted: IncidentWanted, found: Incident) -> list[str]:
    told: list[tuple[str, object, object]] = []
    asked = wanted.model_fields_set
    for name, value, expected in (
        ("role", found.role, wanted.role),
        ("type", found.type, wanted.type),
        ("occurrence", found.occurrence, wanted.occurrence),
        ("date", None if found.date is None else found.date.edtf, wanted.date),
        ("date_method", None if found.date is None else found.date.method, wanted.date_method),
        ("killed", _figures(found, Field.KILLED), wanted.killed),
        ("injured", _figures(found, Field.INJURED), wanted.injured),
    ):
        if name in asked and value != expected:
            told.append((name, value, expected))
    told.extend(_place(wanted.place, found.place))
    if wanted.perpetrators is not None:
        told.extend(_names("perpetrators", [p.actor.name for p in found.perpetrators], wanted.perpetrators))
    if wanted.claimed_by is not None:
        names = [c.value.name for c in found.claims if _claims_it(c) and isinstance(c.value, Ref)]
        told.extend(_names("claimed by", names, wanted.claimed_by))
    return [f"{name} is {value}, not {expected}" for name, value, expected in told]


def _claims_it(claim: Claim) -> bool:
    return claim.field is Field.CLAIM_OF_RESPONSIBILITY


def _figures(found: Incident, field: Field) -> Figures | None:
    tally = found.tally(field)
    return None if tally is None else (tally.min, tally.best, tally.max)  # type: ignore[return-value]


def _place(wanted: PlaceWanted | None, found: Place | None) -> Iterator[tuple[str, object, object]]:
    if wanted is None:
        return
    if found is None:
        yield "place", None, wanted.name or wanted.country
        return
    if wanted.name is not None and wanted.name.lower() not in f"{found.name} {found.site}".lower():
        yield "place", found.name, wanted.name
    if wanted.country is not None and wanted.country != found.country:
        yield "country", found.country, wanted.country


def _names(what: str, found: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[str, object, object]]:
    if sorted({name.lower() for name in found}) != sorted(name.lower() for name in wanted):
        yield what, sorted(set(found)), sorted(wanted)


def _claim(wanted: ClaimWanted, claims: Sequence[Claim]) -> Iterator[str]:
    of_field = [claim for claim in claims if claim.field is wanted.field]
    if not any(_fits(wanted, claim) for claim in of_field):
        stated = {name: value for name, value in wanted.model_dump(mode="json").items() if value is not None}
        yield f"no claim {stated}; there are: {'; '.join(map(_shown, of_field)) or 'none'}"


def _fits(wanted: ClaimWanted, claim: Claim) -> bool:
    said_by = claim.said_by
    return (
        (wanted.value is None or _value_fits(wanted.value, claim.value))
        and (wanted.population is None or wanted.population in (getattr(claim.value, "population", None) or ""))
        and (wanted.speaker is None or wanted.speaker.lower() in said_by.name.lower())
        and (wanted.channel is None or wanted.channel is said_by.channel)
        and (wanted.modality is None or wanted.modality is claim.modality)
        and (wanted.status is None or wanted.status is claim.status)
    )


def _value_fits(wanted: int | tuple[int, int | None] | str, value: Value) -> bool:
    if isinstance(wanted, str):
        return wanted.lower() in words_of(value).lower()
    low, high = (wanted, wanted) if isinstance(wanted, int) else wanted
    return isinstance(value, Count) and (value.low, value.high) == (low, high)


def words_of(value: Value) -> str:
    """A value in one line of words, to look for a part of it."""
    match value:
        case Count():
            return f"{value.low}..{'' if value.high is None else value.high} {value.population or ''}".rstrip()
        case Days():
            return value.edtf
        case Place():
            return f"{value.name} {value.site or ''} {value.country}"
        case Ref():
            return f"{value.name} {value.ref or ''}".rstrip()
        case Code():
            return f"{value.code} {value.words}"
        case Text():
            return value.text
        case Clock():
            return value.time
        case Money():
            return f"{value.amount:.0f} {value.currency or ''}".rstrip()
        case Duration():
            return value.iso
        case Flag():
            return str(value.value)
        case _:
            assert_never(value)


def _shown(claim: Claim) -> str:
    said_by = claim.said_by
    return f"{words_of(claim.value)!r} by {said_by.name} ({said_by.channel}) {claim.modality} {claim.status}"


def _absent(absent: Absent, found: Sequence[Incident], claims: Sequence[Claim]) -> Iterator[str]:
    types = {incident.type for incident in found} | {code for incident in found for code in incident.also_types}
    actors = {p.actor.name for incident in found for p in incident.perpetrators}
    days = {claim.value.edtf for claim in claims if isinstance(claim.value, Days)}
    places = {incident.place.name for incident in found if incident.place is not None}
    for what, told, unwanted in (
        ("incident", types, absent.incidents),
        ("perpetrator", actors, absent.perpetrators),
        ("date", days, absent.dates),
        ("place", places, absent.places),
    ):
        for name in sorted(str(value) for value in told if value in unwanted or (value and "any" in unwanted)):
            yield f"{what} {name} must not be found"
    for claim in claims:
        if claim.field in absent.fields:
            yield f"no {claim.field} must be found: {_shown(claim)}"
