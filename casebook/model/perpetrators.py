"""Who did it, as far as anybody says so, with the standing of each name (`perpetrator_status` of the ontology).

The invariant: a denial is never support. An actor is listed only when somebody (itself, another speaker or the article)
says that it did it; a denial can only change the standing of a name that is already there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casebook.model.claim import Claim, Field, Modality, Speaker, SpeakerRole, Status
from casebook.model.values import Ref

_SUPPORT = (Modality.ASSERTED, Modality.CLAIMED, Modality.ALLEGED, Modality.FOILED)
_NAMING = (Field.PERPETRATOR, Field.ACCUSATION, Field.CLAIM_OF_RESPONSIBILITY)
_ARMED_ROLES = (SpeakerRole.ARMED_GROUP, SpeakerRole.ARMED_GROUP_MEDIA)
_STATE_KINDS = ("state", "state_force", "ministry_or_agency")


class PerpetratorStatus(StrEnum):
    """How far a name is established; the codes are the ontology's."""

    CONFIRMED_BY_REVIEWER = "confirmed_by_reviewer"
    SELF_STATED = "self_stated"
    ACCUSED_AND_CLAIMED = "accused_and_claimed"
    SELF_CLAIMED_UNCONTESTED = "self_claimed_uncontested"
    SELF_CLAIMED_CONTESTED = "self_claimed_contested"
    CONVICTED_DENIES = "convicted_denies"
    ALLEGED_BY_PROSECUTOR = "alleged_by_prosecutor"
    ALLEGED = "alleged"
    ACCUSED_DENIES = "accused_denies"
    BLAMED_UNATTRIBUTED = "blamed_unattributed"


@dataclass(frozen=True, slots=True)
class Attributed:
    """An actor somebody names as having done it, its standing, and the claims that name it."""

    actor: Ref
    status: PerpetratorStatus
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """One claim about one actor; `own` when the actor says it of itself."""

    claim: Claim
    ref: Ref
    actor: str
    own: bool
    denies: bool

    @property
    def by_article(self) -> bool:
        return self.claim.said_by.role is SpeakerRole.ARTICLE


def attribute(claims: Sequence[Claim]) -> tuple[Attributed, ...]:
    """Every actor that somebody says did it, strongest standing first; the order of the claims does not matter."""
    named = _named(claims)
    actors = sorted({n.actor for n in named if not n.denies})
    found = [_attributed(actor, named) for actor in actors]
    order = list(PerpetratorStatus)
    return tuple(sorted(found, key=lambda a: (order.index(a.status), a.actor.name.casefold(), a.basis)))


def _named(claims: Sequence[Claim]) -> list[_Named]:
    """The claims that name or clear an actor, each with the actor's key."""
    told = [(c, c.value) for c in claims if isinstance(c.value, Ref) and c.status is Status.CURRENT]
    refs = {_plain(v.name): v.ref for _, v in sorted(told, key=lambda t: t[0].id) if v.ref is not None}
    found = []
    for claim, ref in told:
        cleared = claim.field is Field.DENIAL_OF_RESPONSIBILITY and claim.modality is not Modality.HYPOTHETICAL
        denies = cleared or (claim.field in _NAMING and claim.modality is Modality.DENIED)
        if denies or (claim.field in _NAMING and claim.modality in _SUPPORT):
            actor = ref.ref or refs.get(_plain(ref.name)) or _plain(ref.name)
            own = claim.field is Field.CLAIM_OF_RESPONSIBILITY or _is_actor(claim.said_by, ref)
            found.append(_Named(claim, ref, actor, own, denies))
    return sorted(found, key=lambda n: n.claim.id)


def _attributed(actor: str, named: Sequence[_Named]) -> Attributed:
    support = [n for n in named if n.actor == actor and not n.denies]
    known = min((n.ref for n in support), key=lambda r: (r.ref is None, r.kind is None, r.name, r.kind or ""))
    return Attributed(known, _status(actor, support, named), tuple(n.claim.id for n in support))


def _status(actor: str, support: Sequence[_Named], named: Sequence[_Named]) -> PerpetratorStatus:
    """The standing of an actor that somebody names, from who names it, who else is named and who denies it."""
    own = [n for n in support if n.own]
    accusers = [n for n in support if not n.own and not n.by_article]
    denials = [n for n in named if n.actor == actor and n.denies]
    if own and not any(_is_armed(n) for n in own):
        return PerpetratorStatus.SELF_STATED
    if own:
        others = [n for n in named if n.actor != actor and not n.denies]
        if others or denials:
            return PerpetratorStatus.SELF_CLAIMED_CONTESTED
        return PerpetratorStatus.ACCUSED_AND_CLAIMED if accusers else PerpetratorStatus.SELF_CLAIMED_UNCONTESTED
    if any(_is_own_denial(n) for n in denials):
        return PerpetratorStatus.ACCUSED_DENIES
    if len(accusers) == 0:
        return PerpetratorStatus.BLAMED_UNATTRIBUTED
    if all(n.claim.said_by.role is SpeakerRole.COURT_OR_PROSECUTOR for n in accusers):
        return PerpetratorStatus.ALLEGED_BY_PROSECUTOR
    return PerpetratorStatus.ALLEGED


def _is_own_denial(denial: _Named) -> bool:
    """True when the actor itself denies: by the ontology a denial of responsibility is always its own words."""
    return denial.claim.field is Field.DENIAL_OF_RESPONSIBILITY or _is_actor(denial.claim.said_by, denial.ref)


def _is_armed(named: _Named) -> bool:
    """True for a claim of responsibility; a state or its forces that say so state their own conduct."""
    if named.ref.kind in _STATE_KINDS:
        return False
    armed = named.ref.kind in ("armed_group", "unidentified_armed") or named.claim.said_by.role in _ARMED_ROLES
    return armed or named.claim.field is Field.CLAIM_OF_RESPONSIBILITY


def _is_actor(speaker: Speaker, actor: Ref) -> bool:
    """True when the speaker is the actor or speaks for it: same registry id, or all of its name in the speaker's."""
    if speaker.role is SpeakerRole.ARTICLE:
        return False
    if speaker.ref is not None and actor.ref is not None:
        return speaker.ref == actor.ref
    words = set(_plain(actor.name).split())
    return len(words) > 0 and words <= set(_plain(speaker.name).split())


def _plain(name: str) -> str:
    """The name as compared: lower case, words only, no article."""
    return " ".join(m[0] for m in re.finditer(r"\w+", name.casefold()) if m[0] not in ("the", "a", "an"))
