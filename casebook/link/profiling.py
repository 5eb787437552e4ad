"""From an account as told to its profile: the values that the claims give, and the rare words of the report.

A main account is what its report is about, so the whole report speaks for it (page furniture does not); of any other
account only the sentences that hold its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from casebook.link.copies import signature
from casebook.link.profile import Bounds, Profile
from casebook.link.told import Told
from casebook.link.wording import rare_names, rare_words
from casebook.model.claim import Field, Modality, Role, Status
from casebook.model.incident import Incident, fold
from casebook.model.mention import PassageKind
from casebook.model.values import Code, DateMethod, DatePrecision, Ref
from casebook.norms.dates import find_dates, may_tell_days
from casebook.norms.tokens import tokens
from casebook.resolve.dates import Unresolved, resolve_date
from casebook.split.passages import passages

WORDS = 60
NAMES = 24
_ACTORS = (Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY, Field.ACCUSATION)
_INFERRED = (DateMethod.UNDATED_LEAD_EVENT, DateMethod.RUNNING_REPORT_SAME_DAY)
_NOT_SO = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND)
_TITLE_WORDS = 12


def profile(told: Told, view: Incident | None = None) -> Profile:
    """The profile of an account; the same whenever it is made. `view` is the fold of it alone, where one has it."""
    report, account = told.report, told.account
    if view is None:
        (view,) = fold((account,), told.claims)
    texts = tuple(_speaking(told))
    place = view.place
    title = report.title or report.text[:200].split("\n", 1)[0]
    return Profile(
        account_id=account.id,
        report_id=report.id,
        role=account.role,
        published=report.published,
        first=None if view.date is None else view.date.first,
        last=None if view.date is None else view.date.last,
        stated=view.date is not None and not _is_inferred(view),
        days=_days(texts, report.published),
        place=None if place is None or place.name is None else place.name.casefold(),
        country=None if place is None else place.country,
        admin1=None if place is None else place.admin1,
        lat=None if place is None else place.lat,
        lon=None if place is None else place.lon,
        precision=None if place is None else int(place.precision),
        types=() if view.type is None else (view.type, *view.also_types),
        killed=_bounds(view, Field.KILLED),
        injured=_bounds(view, Field.INJURED),
        actors=_actors(told),
        targets=_targets(told),
        names=rare_names(texts, NAMES),
        words=rare_words(texts, WORDS),
        title=rare_words((title,), _TITLE_WORDS) if account.role is Role.MAIN else (),
        copy=signature(report.text),
    )


def _is_inferred(view: Incident) -> bool:
    days = view.date
    return days is not None and (days.method in _INFERRED or days.precision is DatePrecision.INFERRED)


def _speaking(told: Told) -> Iterator[str]:
    """The texts that speak for the account: the title and all sentences, or those that hold its words."""
    report = told.report
    is_main = told.account.role is Role.MAIN
    if is_main and report.title is not None:
        yield report.title
    spans = [told.account.anchor, *(span for claim in told.claims for span in claim.evidence)]
    for passage in passages(report):
        span = passage.span
        held = is_main or any(span.start < s.end and s.start < span.end for s in spans)
        if held and passage.kind is not PassageKind.FURNITURE:
            yield span.quote


def _days(texts: Sequence[str], published: date | None) -> tuple[date, ...]:
    """All single days that the words name, resolved against the day of publication."""
    found: set[date] = set()
    for text in filter(may_tell_days, dict.fromkeys(texts)):  # a title is often the first line as well
        for words in find_dates(tokens(text)):
            days = resolve_date(words, published)
            if not isinstance(days, Unresolved) and days.precision is DatePrecision.DAY and days.first is not None:
                found.add(days.first)
    return tuple(sorted(found))


def _bounds(view: Incident, field: Field) -> Bounds | None:
    """Least and most of a measure; None when nobody gives a figure."""
    tally = view.tally(field)
    if tally is None:
        return None
    return tally.min or 0, tally.max


def _actors(told: Told) -> tuple[str, ...]:
    """Who is said to have done it, by registry id or name; a denial names nobody."""
    found = {
        claim.value.ref or claim.value.name.casefold()
        for claim in told.claims
        if claim.field in _ACTORS and isinstance(claim.value, Ref) and _stands(claim.status, claim.modality)
    }
    return tuple(sorted(found))


def _targets(told: Told) -> tuple[str, ...]:
    found = {
        claim.value.code
        for claim in told.claims
        if claim.field is Field.TARGET and isinstance(claim.value, Code) and _stands(claim.status, claim.modality)
    }
    return tuple(sorted(found))


def _stands(status: Status, modality: Modality) -> bool:
    return status is Status.CURRENT and modality not in _NOT_SO
