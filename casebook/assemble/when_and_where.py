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
from casebook.assemble.scene import Dated, Placed, Scene
from casebook.assemble.seat import Seat, find_seat, in_seat, is_far, quarter_of, seat_place
from casebook.lists.placewords import FORCES
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
    """A value with the mention that says it and the evidence that is shown for it.

    `inferred`: the words are about something else of the place (its police, where the story was written).
    """

    value: Value
    mention: Mention
    evidence: tuple[Span, ...]
    inferred: bool = False


def when_and_where(scene: Scene, draft: Draft, *, main: bool) -> Iterator[Told]:
    """Every day, hour and place of a draft; `main`: the report is about it, and may leave out the day."""
    numbers = sorted({cluster.line for cluster in draft.clusters} | set(draft.lines))
    dates = _dates(scene, draft, numbers, main=main)
    for number, found in dates:
        span = scene.lines[number].sentence.span(found.first, found.last)
        if found.days is not None:
            yield _said(scene, Field.DATE, found.days, (number, found.first), span)
        if found.clock is not None:
            yield _said(scene, Field.TIME_OF_DAY, found.clock, (number, found.first), span)
    yield from _places(scene, draft, numbers, main=main)
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


def _dates(scene: Scene, draft: Draft, numbers: Sequence[int], *, main: bool) -> list[tuple[int, Dated]]:
    own = {cluster.line: cluster for cluster in draft.clusters}
    told = [(number, dated) for number in sorted(own) for dated in own[number].dates]
    days = [dated.days for _, dated in told if dated.days is not None]
    for number in numbers:
        if number not in own:
            closer = [d for d in incident_dates(scene, number) if d.days is not None and _narrows(d.days, days)]
            told.extend((number, dated) for dated in closer)
            days.extend(dated.days for dated in closer if dated.days is not None)
    if main and len(days) == 0 and not _unresolved(scene, numbers):
        told.extend(_just_before(scene, numbers[0]))
    return told


def _just_before(scene: Scene, first: int) -> list[tuple[int, Dated]]:
    """The day in the sentences that lead up to an incident without one: "Officers were called to a home on Monday."."""
    for number in range(first - 1, max(-1, first - 4), -1):
        found = [(number, dated) for dated in incident_dates(scene, number) if dated.days is not None]
        if len(found) > 0:
            return found
    return []


def _unresolved(scene: Scene, numbers: Sequence[int]) -> bool:
    return any(found.reason is not None for number in numbers for found in incident_dates(scene, number))


def _places(scene: Scene, draft: Draft, numbers: Sequence[int], *, main: bool) -> Iterator[Told]:
    own = {cluster.line: cluster for cluster in draft.clusters}
    seat = find_seat(scene) if main else None
    best = PlacePrecision.UNRESOLVED
    widest: Place | None = None
    for number in numbers:
        cluster = own.get(number)
        for found in cluster.places if cluster is not None else incident_places(scene, number):
            if found.place is None or found.words.is_parent:
                continue
            if cluster is None and found.place.precision >= min(best, PlacePrecision.PROVINCE):
                continue  # a sentence that only goes on must say it more exactly
            if cluster is None and seat is not None and is_far(seat, found.place):
                continue  # and of the same neighbourhood
            if found.place.precision < best:
                best, widest = found.place.precision, found.place
            yield from _own_place(scene, draft, found, seat)
    if seat is not None and _leaves_open(best, widest, seat):
        yield _seat_told(scene, seat)
    elif widest is None and seat is None:
        yield from _dateline_place(scene, draft)


def _own_place(scene: Scene, draft: Draft, found: Placed, seat: Seat | None) -> Iterator[Told]:
    """The place that a sentence of the incident names; a quarter of a town is told as a site of it."""
    assert found.place is not None
    number = found.line
    sentence, first = scene.lines[number].sentence, found.words.first
    start = first - 1 if first > 0 and sentence.words[first - 1] in _BEFORE_PLACE else first
    span = sentence.span(start, found.words.last)
    town, part = _town_of(scene, found, seat)
    told = _said(scene, Field.PLACE, part or found.place, (number, first), span)
    told = replace(told, evidence=(span, *_outer_words(scene, found)))
    if part is not None and town is not None and seat is not None and town is seat.placed:
        told = replace(told, evidence=(span, _words_of(scene, town)), inferred=True)
    yield told
    if part is None:
        yield from _site_place(draft, number, found.place, span)


def _outer_words(scene: Scene, found: Placed) -> Iterator[Span]:
    """The words for the area and country that the place is said to lie in: its value holds them too."""
    outer = found.words.within
    while outer is not None:
        yield scene.lines[found.line].sentence.span(outer.first, outer.last)
        outer = outer.within


def _town_of(scene: Scene, found: Placed, seat: Seat | None) -> tuple[Placed | None, Place | None]:
    """The town that a named quarter belongs to, and the quarter as its site; by the words themselves, else the seat."""
    assert found.place is not None
    within = found.words.within
    if within is not None:
        outer = next((each for each in scene.places[found.line] if each.words == within), None)
        if outer is None or outer.place is None or outer.place.precision is not PlacePrecision.SETTLEMENT:
            return None, None
        name = found.words.name if found.words.head is None else f"{found.words.name} {found.words.head}"
        return outer, quarter_of(outer.place, found.place, name)
    return (seat.placed, in_seat(seat, found, found.place)) if seat is not None else (None, None)


def _leaves_open(best: PlacePrecision, widest: Place | None, seat: Seat) -> bool:
    """True when the incident's own words name no place, or only a state or country that the town lies in."""
    if widest is None:
        return True
    if best < PlacePrecision.PROVINCE or not seat.police:
        return False
    return widest.country == seat.place.country and widest.admin1 in (None, seat.place.admin1)


def _seat_told(scene: Scene, seat: Seat) -> Told:
    at = (seat.placed.line, seat.placed.words.first)
    told = _said(scene, Field.PLACE, seat_place(seat), at, _words_of(scene, seat.placed))
    return replace(told, inferred=True)


def _words_of(scene: Scene, placed: Placed) -> Span:
    """The words of a town; of one named by its police, those with them."""
    sentence, words = scene.lines[placed.line].sentence, placed.words
    first, last = words.first, words.last
    if words.force:
        while last < len(sentence.words) and last - words.last < 3 and sentence.words[last] in FORCES | {"'s", "'"}:
            last += 1
        first -= 2 if last == words.last and first >= 2 else 0  # "Police in Selby"
    return sentence.span(first, last)


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
                    told = _said(scene, Field.PLACE, found.place, (number, found.words.first), span)
                    yield replace(told, inferred=True)
                    return


def _narrows(day: Days, known: list[Days]) -> bool:
    """True when nothing is known yet, or the day lies in what is known and says it more exactly."""
    if len(known) == 0:
        return True
    return all(overlap(day, other) for other in known) and all(day.precision < other.precision for other in known)
