"""An incident as it may leave the book: names masked, protected places wide, long quotes cut. Layouts see nothing else.

The invariant: whatever is written to a file for others goes through `release`. What it takes out is listed as losses
that say that something was taken out, never what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casebook.model.claim import Claim, Field, Modality, Occurrence, Role, Speaker, Status
from casebook.model.incident import Incident
from casebook.model.perpetrators import Attributed
from casebook.model.reconcile import Tally
from casebook.model.report import Span
from casebook.model.values import Days, Place, Value
from casebook.publish.loss import Loss
from casebook.publish.masking import Mask, mask_of
from casebook.publish.source import Source
from casebook.publish.withholding import (
    WITHHELD,
    Protection,
    district,
    kept_back,
    month,
    protection,
    source_without_place,
    speaker_by_role,
)

_QUOTE = 300  # characters: evidence is quoted, not republished


@dataclass(frozen=True, slots=True)
class Tier:
    """Who the file is for. The default is the public; each flag opens one thing and is recorded with the file."""

    names: bool = False
    exact_places: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Where words stand in a report, and the words as they may be shown; None where none may be."""

    report_id: str
    start: int
    end: int
    words: str | None


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """A claim as it may leave; `id` is that of the claim in the book, whose words may differ."""

    id: str
    account_id: str | None
    field: Field
    value: Value
    quotes: tuple[Quote, ...]
    said_by: Speaker
    modality: Modality
    status: Status
    origin: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Public:
    """An incident as it may leave, with the sources that tell of it and what was kept back."""

    id: str
    role: Role
    type: str | None
    also_types: tuple[str, ...]
    occurrence: Occurrence
    date: Days | None
    place: Place | None
    tallies: tuple[tuple[Field, Tally], ...]
    perpetrators: tuple[Attributed, ...]
    claims: tuple[PublicClaim, ...]
    sources: tuple[Source, ...]
    protected: Protection
    withheld: tuple[Loss, ...] = ()

    def of(self, *fields: Field) -> tuple[PublicClaim, ...]:
        """The claims on these fields, in the order they were told."""
        return tuple(claim for claim in self.claims if claim.field in fields)

    def standing(self, *fields: Field) -> tuple[PublicClaim, ...]:
        """Those of them that somebody holds to be so and still stands by."""
        not_so = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND, Modality.PLANNED)
        return tuple(c for c in self.of(*fields) if c.status is Status.CURRENT and c.modality not in not_so)

    def tally(self, name: Field) -> Tally | None:
        """The figures of a count field; None when nobody gives one."""
        return dict(self.tallies).get(name)


def release(incident: Incident, sources: Mapping[str, Source], tier: Tier = Tier()) -> Public:
    """The incident for readers outside; `sources` holds the citation of each report by its id."""
    cited = tuple(sources[report] for report in _report_ids(incident) if report in sources)
    protected = Protection.NONE if tier.exact_places else protection(incident)
    if protected is not Protection.NONE:
        return _protected(incident, cited, protected)
    public = _unmasked(incident, cited)
    return public if tier.names else _masked(public, mask_of(incident, cited))


def _report_ids(incident: Incident) -> Iterable[str]:
    return dict.fromkeys(account.report_id for account in incident.accounts)


def _unmasked(incident: Incident, cited: tuple[Source, ...]) -> Public:
    return Public(
        incident.id,
        incident.role,
        incident.type,
        incident.also_types,
        incident.occurrence,
        incident.date,
        incident.place,
        incident.tallies,
        incident.perpetrators,
        tuple(_claim(claim) for claim in incident.claims),
        cited,
        Protection.NONE,
    )


def _claim(claim: Claim) -> PublicClaim:
    return PublicClaim(
        claim.id,
        claim.account_id,
        claim.field,
        claim.value,
        tuple(_quote(span) for span in claim.evidence),
        replace(claim.said_by, words=()),
        claim.modality,
        claim.status,
        claim.origin,
        claim.confidence,
    )


def _quote(span: Span) -> Quote:
    words = " ".join(span.quote.split())
    return Quote(span.report_id, span.start, span.end, words if len(words) <= _QUOTE else words[:_QUOTE] + " …")


def _masked(public: Public, mask: Mask) -> Public:
    """All words of the incident through the mask; how many names and ages it took out is a loss."""
    claims = tuple(
        replace(
            claim,
            value=mask.value(claim.value),
            quotes=tuple(replace(quote, words=mask.text_or_none(quote.words)) for quote in claim.quotes),
            said_by=mask.speaker(claim.said_by),
        )
        for claim in public.claims
    )
    masked = replace(
        public,
        place=None if public.place is None else mask.place(public.place),
        perpetrators=tuple(replace(found, actor=mask.ref(found.actor)) for found in public.perpetrators),
        claims=claims,
        sources=tuple(mask.source(source) for source in public.sources),
    )
    why = f"names and ages of people are masked ({mask.taken} times); --with-names keeps them"
    return replace(masked, withheld=(Loss(public.id, "names", None, why),) if mask.taken > 0 else ())


def _protected(incident: Incident, cited: tuple[Source, ...], protected: Protection) -> Public:
    """Codes, figures and offsets alone, at the district (and the month)."""
    public = _unmasked(incident, cited)
    claims = tuple(
        replace(
            claim,
            value=kept_back(claim.value, protected),
            quotes=tuple(replace(quote, words=None) for quote in claim.quotes),
            said_by=speaker_by_role(claim.said_by),
        )
        for claim in public.claims
    )
    hides_day = protected is Protection.PLACE_AND_DAY and incident.date is not None
    actors = tuple(
        found if found.actor.ref is not None else replace(found, actor=replace(found.actor, name=WITHHELD))
        for found in incident.perpetrators
    )
    return replace(
        public,
        date=month(incident.date) if hides_day and incident.date is not None else incident.date,
        place=None if incident.place is None else district(incident.place),
        perpetrators=actors,
        claims=claims,
        sources=tuple(source_without_place(source, protected) for source in cited),
        protected=protected,
        withheld=(
            Loss(incident.id, "place", None, f"{protected.value}; words and sources too; --exact-places gives them"),
            *([Loss(incident.id, "date", None, protected.value)] if hides_day else []),
        ),
    )
