"""The day, the hour and the place of a draft, each with the words that say it.

The sentences that tell of the incident decide; one that only goes on with it may say a day or place more exactly, never
another. Where the story names no place or day, the dateline and the day of publication stand for the lead's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.assemble.accounts import anchor_span
from casebook.assemble.dates import incident_dates, incident_places
from casebook.assemble.drafts import Draft
from casebook.assemble.joining import overlap
from casebook.assemble.scene import Dated, Scene
from casebook.model.claim import Field
from casebook.model.mention import Mention, PassageKind
from casebook.model.report import Span
from casebook.model.values import (
    DateMethod,
    DatePrecision,
    Days,
    Place,
    PlacePrecision,
    Value,
)

_BEFORE_PLACE = ("in", "at", "near", "on", "outside")


@dataclass(frozen=True, slots=True)
class Told:
    """A value with the mention that says it and the evidence that is shown for it."""

    value: Value
    mention: Mention
    evidence: tuple[Span, ...]


def when_and_where(scene: Scene, draft: Draft, *, main: bool) -> Iterator[Told]:
    """Every day, hour and place of a draft; `main`: the report is about it, and may leave out the day."""
    numbers = sorted({cluster.line for cluster in draft.clusters} | set(draft.lines))
    dates = _dates(scene, draft, numbers)
    for number, found in dates:
        span = scene.lines[number].sentence.span(found.first, found.last)
        if found.days is not None:
            yield _said(scene, Field.DATE, found.days, (number, found.first), span)
        if found.clock is not None:
            yield _said(scene, Field.TIME_OF_DAY, found.clock, (number, found.first), span)
    yield from _places(scene, draft, numbers)
    published = scene.report.published
    undated = all(found.days is None for _, found in dates) and not _unresolved(scene, numbers)
    if main and undated and published is not None:
        value = Days(published.isoformat(), DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)
        first = draft.first
        yield _said(scene, Field.DATE, value, (first.line, first.first), anchor_span(scene, draft))


def _said(scene: Scene, field: Field, value: Value, at: tuple[int, int], span: Span) -> Told:
    """A value whose words stand at a token of a line, said by whoever says them there."""
    speaker, held = scene.lines[at[0]].said.at(at[1])
    return Told(value, Mention(field, span, span, speaker, held), (span,))


def _dates(scene: Scene, draft: Draft, numbers: Sequence[int]) -> list[tuple[int, Dated]]:
    own = {cluster.line: cluster for cluster in draft.clusters}
    told = [(number, dated) for number in sorted(own) for dated in own[number].dates]
    days = [dated.days for _, dated in told if dated.days is not None]
    for number in numbers:
        if number not in own:
            closer = [d for d in incident_dates(scene, number) if d.days is not None and _narrows(d.days, days)]
            told.extend((number, dated) for dated in closer)
            days.extend(dated.days for dated in closer if dated.days is not None)
    return told


def _unresolved(scene: Scene, numbers: Sequence[int]) -> bool:
    return any(found.reason is not None for number in numbers for found in incident_dates(scene, number))


def _places(scene: Scene, draft: Draft, numbers: Sequence[int]) -> Iterator[Told]:
    own = {cluster.line: cluster for cluster in draft.clusters}
    placed = False
    best = PlacePrecision.UNRESOLVED
    for number in numbers:
        cluster = own.get(number)
        for found in cluster.places if cluster is not None else incident_places(scene, number):
            if found.place is None or found.words.is_parent:
                continue
            if cluster is None and found.place.precision >= min(best, PlacePrecision.PROVINCE):
                continue  # a sentence that only goes on must say it more exactly
            best = min(best, found.place.precision)
            placed = True
            sentence, first = scene.lines[number].sentence, found.words.first
            start = first - 1 if first > 0 and sentence.words[first - 1] in _BEFORE_PLACE else first
            span = sentence.span(start, found.words.last)
            yield _said(scene, Field.PLACE, found.place, (number, first), span)
            yield from _site_place(draft, number, found.place, span)
    if not placed:
        yield from _dateline_place(scene, draft)


def _site_place(draft: Draft, number: int, place: Place, span: Span) -> Iterator[Told]:
    """The place at site precision when a named or known site stands in the same sentence."""
    if place.precision is not PlacePrecision.SETTLEMENT or place.name is None:
        return
    for item in draft.found:
        mention = item.mention
        if item.line != number or mention.field is not Field.SITE or mention.span.covers(span):
            continue
        site = mention.words.quote
        if any(word.lower() == "the" or word[0].isupper() for word in site.split()[1:] if word[0].isalpha()):
            value = replace(place, site=site, precision=PlacePrecision.SITE)
            yield Told(value, replace(mention, field=Field.PLACE), (mention.span, span))
            return


def _dateline_place(scene: Scene, draft: Draft) -> Iterator[Told]:
    """Where the story says no place of the incident, the dateline's words stand for the one it leads with."""
    if not draft.clusters[0].lead:
        return
    for number, line in enumerate(scene.lines):
        if line.sentence.passage.kind is PassageKind.DATELINE:
            for found in scene.places[number]:
                if found.place is not None and not found.words.is_parent:
                    span = line.sentence.span(found.words.first, found.words.last)
                    yield _said(scene, Field.PLACE, found.place, (number, found.words.first), span)
                    return


def _narrows(day: Days, known: list[Days]) -> bool:
    """True when nothing is known yet, or the day lies in what is known and says it more exactly."""
    if len(known) == 0:
        return True
    return all(overlap(day, other) for other in known) and all(day.precision < other.precision for other in known)
