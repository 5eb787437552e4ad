"""An incident is computed, never edited: `fold` reads accounts, claims, links and reviews and gives the view.

The invariant: the same facts give the same incidents whatever order they come in. Only a judgement SAME joins accounts;
a suggestion never does. Contradictory judgements are listed as work on the incident and stop nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from casebook.model.claim import Account, Claim, Field, Modality, Occurrence, Role, Speaker, Status
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.perpetrators import Attributed, attribute
from casebook.model.reconcile import Tally, tally
from casebook.model.values import Code, Count, DateMethod, DatePrecision, Days, Place, PlacePrecision, Text, Value

_NOT_SO = (Modality.DENIED, Modality.HYPOTHETICAL, Modality.BACKGROUND)
_INFERRED = (DateMethod.UNDATED_LEAD_EVENT, DateMethod.RUNNING_REPORT_SAME_DAY)
_PLACE_ORDER = (*(PlacePrecision(n) for n in range(1, 7)), PlacePrecision.SEA_OR_AIR, PlacePrecision.COUNTRY)
# Rule T2 of the ontology, which leaves out unconventional: it stands with the other remote and explosive means.
_FIRST_TYPES = ("armed.complex_attack", "explosive.suicide_bomb")
_GROUP_ORDER = ("explosive", "remote", "unconventional", "captive", "armed", "abuse", "crowd", "property", "threat")
_FIELD_ORDER, _ROLE_ORDER = tuple(Field), tuple(Role)
_OCCURRENCE_ORDER = (
    Occurrence.DISPUTED,
    Occurrence.OCCURRED,
    Occurrence.ATTEMPTED_FAILED,
    Occurrence.FOILED,
    Occurrence.HOAX,
    Occurrence.THREATENED,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a field, the claims that share it, and who says it. Readings of a field stand side by side."""

    field: Field
    value: Value
    modality: Modality
    status: Status
    claims: tuple[Claim, ...]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts judged different that other judgements join: work for a person, with who judged what."""

    different: Link
    same: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What the accounts judged to be of one incident come to; `id` is the smallest of their ids."""

    id: str
    accounts: tuple[Account, ...]
    role: Role
    type: str | None
    also_types: tuple[str, ...]
    occurrence: Occurrence
    date: Days | None
    place: Place | None
    tallies: tuple[tuple[Field, Tally], ...]
    perpetrators: tuple[Attributed, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def readings(self, name: Field | str) -> tuple[Reading, ...]:
        """The values stated for a field, in the order they were told, each with its claims and speakers."""
        wanted = Field(name)
        shared: dict[tuple[Value, Modality, Status], list[Claim]] = {}
        for claim in self.claims:
            if claim.field is wanted:
                shared.setdefault((claim.value, claim.modality, claim.status), []).append(claim)
        return tuple(
            Reading(wanted, value, modality, status, tuple(claims), _speakers(claims))
            for (value, modality, status), claims in shared.items()
        )

    def tally(self, name: Field | str) -> Tally | None:
        """The figures of a count field by the rules R0 to R11; None when nobody gives one."""
        return dict(self.tallies).get(Field(name))


@dataclass(frozen=True, slots=True)
class _Order:
    """What ranks claims: the day of each report where known, the claims a person accepted, and which reports copy."""

    published: Mapping[str, date]
    accepted: frozenset[str]
    copies: Mapping[str, str]

    def day(self, claim: Claim) -> date | None:
        return self.published.get(claim.evidence[0].report_id)

    def told(self, claim: Claim) -> tuple[date, str, int, str]:
        """When and where a claim was told; the same whatever order the claims came in."""
        first = min(claim.evidence)
        return self.day(claim) or date.max, first.report_id, first.start, claim.id

    def unreviewed(self, claim: Claim) -> bool:
        return claim.id not in self.accepted


def fold(
    accounts: Iterable[Account],
    claims: Iterable[Claim],
    links: Iterable[Link] = (),
    reviews: Iterable[Review] = (),
    *,
    published: Mapping[str, date] | None = None,
    copies: Mapping[str, str] | None = None,
) -> tuple[Incident, ...]:
    """The incidents of these facts, by id. `published` has the day of each report, to tell the latest figure (R6).

    `copies` has the source of each report that prints another's text: what copies repeat is said once (R3).
    """
    known = {account.id: account for account in accounts}
    verdicts = _verdicts(reviews)
    accepted = frozenset(c for c, verdict in verdicts.items() if verdict is Verdict.ACCEPTED)
    order = _Order(published or {}, accepted, copies or {})
    judged = _judgements(links)
    told: dict[str, list[Claim]] = {}
    for claim in _distinct(claims):
        if claim.account_id is not None and verdicts.get(claim.id) is not Verdict.REJECTED:
            told.setdefault(claim.account_id, []).append(claim)
    found = []
    for ids in _joined(known, judged):
        joined = tuple(known[i] for i in sorted(ids & known.keys()))
        if len(joined) > 0:
            own = sorted((c for a in joined for c in told.get(a.id, ())), key=order.told)
            found.append(_incident(joined, tuple(own), order, tuple(_contradictions(ids, judged))))
    return tuple(sorted(found, key=lambda incident: incident.id))


def _incident(
    accounts: tuple[Account, ...], claims: tuple[Claim, ...], order: _Order, contradictions: tuple[Contradiction, ...]
) -> Incident:
    """The view of one set of accounts."""
    standing = [c for c in claims if c.status is Status.CURRENT and c.modality not in _NOT_SO]
    types = _types(standing, order)
    measures = sorted({c.field for c in claims if isinstance(c.value, Count)}, key=_FIELD_ORDER.index)
    tallies = [(m, tally([c for c in claims if c.field is m], day=order.day, copies=order.copies)) for m in measures]
    return Incident(
        id=accounts[0].id,
        accounts=accounts,
        role=min((a.role for a in accounts), key=_ROLE_ORDER.index),
        type=types[0] if types else None,
        also_types=tuple(types[1:]),
        occurrence=_occurrence(accounts, standing, order),
        date=_date(standing, order),
        place=_place(standing, order),
        tallies=tuple((m, t) for m, t in tallies if t is not None),
        perpetrators=attribute(claims),
        claims=claims,
        contradictions=contradictions,
    )


def _speakers(claims: Iterable[Claim]) -> tuple[Speaker, ...]:
    """The speakers of these claims, each once (R3)."""
    first: dict[str, Speaker] = {}
    for claim in claims:
        first.setdefault(claim.said_by.key, claim.said_by)
    return tuple(first.values())


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once; of the same claim by two extractors, always the same one."""
    by_id: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.id, c.origin, c.confidence is None, c.confidence or 0.0)):
        by_id.setdefault(claim.id, claim)
    return list(by_id.values())


def _when(at: datetime) -> datetime:
    """A moment that can be compared; one without a zone is taken as UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _verdicts(reviews: Iterable[Review]) -> dict[str, Verdict]:
    """The latest verdict on each claim; of two at one moment, the rejection."""
    ranked = sorted(reviews, key=lambda r: (_when(r.at), r.verdict is Verdict.REJECTED))
    return {review.claim_id: review.verdict for review in ranked}


def _judgements(links: Iterable[Link]) -> list[Link]:
    """The latest judgement of each pair; of two at one moment, the one that joins less. Suggestions judge nothing."""
    caution = (Judgement.SAME, Judgement.UNSURE, Judgement.DIFFERENT)
    judged = [link for link in links if link.judgement in caution and link.left != link.right]
    ranked = sorted(judged, key=lambda link: (_when(link.at), caution.index(link.judgement), link.id))
    latest = {(link.left, link.right): link for link in ranked}
    return [latest[pair] for pair in sorted(latest)]


def _joined(accounts: Iterable[str], judged: Iterable[Link]) -> list[set[str]]:
    """Accounts that judgements SAME join, directly or through others."""
    sets = {account: {account} for account in accounts}
    for link in judged:
        if link.judgement is Judgement.SAME:
            union = sets.get(link.left, {link.left}) | sets.get(link.right, {link.right})
            sets.update(dict.fromkeys(union, union))
    return list({id(joined): joined for joined in sets.values()}.values())


def _contradictions(ids: set[str], judged: Iterable[Link]) -> Iterator[Contradiction]:
    """Pairs judged different although SAME judgements join them."""
    inside = [link for link in judged if link.left in ids and link.right in ids]
    same = tuple(link for link in inside if link.judgement is Judgement.SAME)
    for link in inside:
        if link.judgement is Judgement.DIFFERENT:
            yield Contradiction(link, same)


def _types(standing: Iterable[Claim], order: _Order) -> list[str]:
    """Types by the precedence T2, what a person accepted first; "unspecified" yields to a plain word of its group."""
    claims = [c for c in standing if c.field is Field.INCIDENT_TYPE]
    first: dict[str, tuple[bool, int, bool, tuple[date, str, int, str]]] = {}
    for claim in claims:
        if isinstance(claim.value, Code):
            code = claim.value.code
            rank = (order.unreviewed(claim), _precedence(code), code.endswith(".unspecified"), order.told(claim))
            first[code] = min(rank, first.get(code, rank))
    ranked = sorted(first, key=lambda code: first[code])
    plain = {code.split(".")[0] for code in ranked if not code.endswith(".unspecified")}
    return [c for c in ranked if not (c.endswith(".unspecified") and c.split(".")[0] in plain)]


def _precedence(code: str) -> int:
    """Rule T2: complex attack, suicide bomb, other explosive or remote, captive, assassination, other armed, rest."""
    if code in _FIRST_TYPES:
        return _FIRST_TYPES.index(code)
    group = code.split(".")[0]
    if group in ("explosive", "remote", "unconventional"):
        return 2
    rank = _GROUP_ORDER.index(group) if group in _GROUP_ORDER else len(_GROUP_ORDER)
    return 2 * rank - (1 if code == "armed.assassination" else 0)


def _occurrence(accounts: Iterable[Account], standing: Iterable[Claim], order: _Order) -> Occurrence:
    """What a person accepted; else what the accounts say, disputed where one tells a hoax and another an incident."""
    claims = [c for c in standing if c.field is Field.OCCURRENCE and not order.unreviewed(c)]
    for claim in sorted(claims, key=order.told):
        if isinstance(claim.value, Code) and claim.value.code in list(Occurrence):
            return Occurrence(claim.value.code)
    told = {account.occurrence for account in accounts}
    if {Occurrence.HOAX, Occurrence.OCCURRED} <= told:
        return Occurrence.DISPUTED
    return min(told, key=_OCCURRENCE_ORDER.index)


def _date(standing: Iterable[Claim], order: _Order) -> Days | None:
    """Accepted, then stated before inferred, then the narrowest, then what most speakers say, then the first told."""
    dated = [(c, c.value) for c in standing if c.field is Field.DATE and isinstance(c.value, Days)]
    says = [(days.edtf, c.said_by.key) for c, days in dated]

    def rank(told: tuple[Claim, Days]) -> tuple[bool, bool, bool, int, int, tuple[date, str, int, str]]:
        claim, days = told
        inferred = days.method in _INFERRED or days.precision is DatePrecision.INFERRED
        speakers = len({key for edtf, key in says if edtf == days.edtf})
        by_person = days.method is not DateMethod.REVIEWER
        return order.unreviewed(claim), by_person, inferred, days.precision, -speakers, order.told(claim)

    return min(dated, key=rank)[1] if dated else None


def _within(place: Place, others: Sequence[Place]) -> Place:
    """The place with the area and country that other claims of the incident give, where it has none itself."""
    country = place.country or next((other.country for other in others if other.country is not None), None)
    areas = [o.admin1 for o in others if o.precision is PlacePrecision.PROVINCE and o.country in (country, None)]
    return replace(place, country=country, admin1=place.admin1 or next((area for area in areas if area), None))


def _place(standing: Iterable[Claim], order: _Order) -> Place | None:
    """Accepted, then the most precise, then not a party's, then the first told; the first site told fills its site."""
    claims = sorted(standing, key=lambda c: (order.unreviewed(c), c.said_by.party, order.told(c)))
    places = [(c, c.value) for c in claims if c.field is Field.PLACE and isinstance(c.value, Place)]
    if len(places) == 0:
        return None
    order_of = {precision: at for at, precision in enumerate(_PLACE_ORDER)}
    place = min(places, key=lambda p: (order.unreviewed(p[0]), order_of.get(p[1].precision, len(order_of))))[1]
    place = _within(place, [value for _, value in places])
    sites = [c.value.text for c in claims if c.field is Field.SITE and isinstance(c.value, Text)]
    return replace(place, site=sites[0]) if place.site is None and sites else place
