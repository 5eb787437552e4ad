"""What speaks for a sentence going on with an incident, and what against: the evidence and its weights.

What points back ("the blast"), a cue ("in another attack"), another day, another place, another kind of act, and how
far apart they stand. Another day or another place is final; everything else adds up. The weights are in `WEIGHTS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from casebook.assemble.drafts import Cluster, Draft
from casebook.extract.found import Found
from casebook.lists.lexicon import attackers
from casebook.lists.rows import Effect, Known
from casebook.lists.words import words as listed
from casebook.model.claim import Field
from casebook.model.values import Days, Place, PlacePrecision
from casebook.norms.tokens import tokens

WEIGHTS = {
    "points_back": 2.0,  # "the bombing", "the attack"
    "same_cue": 1.5,
    "new_cue": -3.0,  # "in another attack"
    "earlier_cue": -2.0,
    "only_harm": 1.5,  # "at least 16 were killed", with no day or place of its own
    "same_type": 1.0,
    "other_family": -2.0,  # a kidnapping is no bombing
    "other_type": -0.5,
    "same_day": 2.0,
    "only_it_dated": -1.0,  # the sentence has its own day, the incident none (but a lead may leave it to the next)
    "same_place": 1.5,
    "unknown_place": -3.0,  # a name that no list knows beside a known town: it may be a spot of it
    "same_people": 2.0,  # "the brothers", after two brothers were told of
    "lead": 2.0,  # headline and first sentences tell one incident
    "near": 0.75,  # same or next sentence
    "far": -0.5,  # more than four sentences apart
    "introduced_again": -1.5,  # "a suicide bombing targeted a mosque": introduced as new
    "other_target": -1.0,  # an embassy, a mosque
    "latest": 0.5,  # the incident told last
    "main": 0.25,
}
_PEOPLE = frozenset({Field.KILLED, Field.INJURED, Field.ABDUCTED, Field.VICTIM})
_FAMILIES = (
    {"explosive", "remote"},
    {"armed", "explosive"},
    {"armed", "remote"},
    {"armed", "crowd"},
    {"armed", "property"},
    {"captive", "armed"},
    {"captive", "abuse"},
    {"crowd", "property"},
    {"armed", "abuse"},
)
_PRECISE = PlacePrecision.DISTRICT


def score(draft: Draft, cluster: Cluster, drafts: Sequence[Draft], targets: frozenset[str]) -> float:
    """How much speaks for the cluster telling of the draft; `targets` are the kinds of target its sentence names."""
    return _score(draft, cluster, drafts) + _by_target(draft, cluster, targets)


def _score(draft: Draft, cluster: Cluster, drafts: Sequence[Draft]) -> float:
    if _other_day(draft, cluster) or _other_place(draft, cluster):
        return -9.0
    score = 0.0
    score += WEIGHTS["points_back"] if cluster.points_back else 0.0
    score += WEIGHTS["only_harm"] if _only_harm(cluster) else 0.0
    score += _by_effect(cluster)
    score += _by_type(draft, cluster)
    score += _by_day(draft, cluster, drafts)
    score += WEIGHTS["same_place"] if _same_place(draft, cluster) else 0.0
    score += WEIGHTS["unknown_place"] if _apart(draft, cluster) else 0.0
    score += WEIGHTS["same_people"] if _same_people(draft, cluster) else 0.0
    gap = cluster.line - draft.last_line
    score += WEIGHTS["near"] if gap <= 1 else (WEIGHTS["far"] if gap > 4 else 0.0)
    if cluster.lead and draft.clusters[0].lead:
        score += WEIGHTS["lead"]
    if not cluster.points_back and any(h.noun and len(h.types) > 0 for h in cluster.happenings) and not cluster.lead:
        score += WEIGHTS["introduced_again"]
    score += WEIGHTS["latest"] if draft.last_line == max(other.last_line for other in drafts) else 0.0
    score += WEIGHTS["main"] if draft is drafts[0] else 0.0
    return score


def target_kinds(found: Sequence[Found]) -> frozenset[str]:
    """The kinds of target that were found."""
    return frozenset(i.mention.code for i in found if i.mention.field is Field.TARGET and i.mention.code is not None)


def _by_target(draft: Draft, cluster: Cluster, targets: frozenset[str]) -> float:
    told = target_kinds(draft.found)
    apart = len(targets) > 0 and len(told) > 0 and not targets & told
    return WEIGHTS["other_target"] if apart and not cluster.points_back and not cluster.lead else 0.0


def _same_people(draft: Draft, cluster: Cluster) -> bool:
    """True when the sentence goes back to people that the draft tells of, by a noun that says who they are."""
    if len(cluster.dates) > 0 or cluster.effect is not None:
        return False
    told: set[str] = set()
    for found in draft.found:
        if found.mention.field in _PEOPLE and found.line < cluster.line:
            told.update(token.lower for token in tokens(found.mention.words.quote))
    return any(not _armed(word) for word in cluster.again & (told - listed("people_in_general")))


def _armed(word: str) -> bool:
    """Soldiers and guerrillas stand in every incident of a story."""
    rows = [row for match in attackers().matches((word,)) for row in match.items]
    return any(row.armed_by_definition or row.state is Known.YES for row in rows)


def _only_harm(cluster: Cluster) -> bool:
    """True for words that say what happened to people and neither how, when nor where."""
    bare = len(cluster.said_types) == 0 and len(cluster.dates) == 0 and len(cluster.places) == 0
    return bare and cluster.effect is None


def _by_effect(cluster: Cluster) -> float:
    match cluster.effect:
        case Effect.NEW_INCIDENT:
            return 0.0 if cluster.points_back else WEIGHTS["new_cue"]
        case Effect.EARLIER_INCIDENT:
            return WEIGHTS["earlier_cue"]
        case Effect.SAME_INCIDENT:
            return WEIGHTS["same_cue"]
        case _:
            return 0.0


def _by_type(draft: Draft, cluster: Cluster) -> float:
    own, other = cluster.types, draft.types()
    if own & other:
        return WEIGHTS["same_type"]
    own = cluster.said_types
    if len(own) == 0 or len(other) == 0:
        return 0.0
    families = {leaf.split(".")[0] for leaf in own}
    others = {leaf.split(".")[0] for leaf in other}
    if families & others or any({a, b} == pair for a in families for b in others for pair in _FAMILIES):
        return WEIGHTS["other_type"]
    return WEIGHTS["other_family"]


def _days(cluster: Cluster) -> list[Days]:
    return [dated.days for dated in cluster.dates if dated.days is not None]


def _other_day(draft: Draft, cluster: Cluster) -> bool:
    own, other = _days(cluster), draft.days()
    return len(own) > 0 and len(other) > 0 and not any(overlap(a, b) for a in own for b in other)


def overlap(left: Days, right: Days) -> bool:
    """True when some day satisfies both; a date of unknown year meets every year."""
    if left.first is None or right.first is None or left.last is None or right.last is None:
        return left.edtf[4:] == right.edtf[4:] or "XXXX" not in left.edtf + right.edtf
    return left.first <= right.last and right.first <= left.last


def _by_day(draft: Draft, cluster: Cluster, drafts: Sequence[Draft]) -> float:
    said = any(dated.clock is None for dated in cluster.dates)
    if not said:
        return 0.0
    if len(_days(cluster)) > 0 and len(draft.days()) > 0:
        return WEIGHTS["same_day"]
    first = draft is drafts[0] and len(draft.days()) == 0 and cluster.line - draft.clusters[0].line <= 3
    alike = len(cluster.types) == 0 or bool(cluster.types & draft.types())
    soon = first and alike and len(_days(cluster)) > 0
    return 0.0 if cluster.points_back or cluster.lead or soon else WEIGHTS["only_it_dated"]


def _settled(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.precision <= _PRECISE and place.name is not None]


def _known(places: Sequence[Place]) -> bool:
    """True when a list knows one of the places; of others it is only a name."""
    return any(place.ref is not None for place in places)


def _other_place(draft: Draft, cluster: Cluster) -> bool:
    """True for another country, or another place of which as much is known."""
    own = [placed.place for placed in cluster.places if placed.place is not None]
    other = draft.places()
    if len(own) == 0 or len(other) == 0:
        return False
    if cluster.points_back and cluster.effect is not Effect.NEW_INCIDENT:
        return False
    countries, others = {p.country for p in own} - {None}, {p.country for p in other} - {None}
    if countries and others and not countries & others:
        return True
    return _apart(draft, cluster) and _known(_settled(own)) == _known(_settled(other))


def _apart(draft: Draft, cluster: Cluster) -> bool:
    """True when both name a place and neither names one of the other's, nor what holds it."""
    own = [placed.place for placed in cluster.places if placed.place is not None]
    other = draft.places()
    if not _settled(own) or not _settled(other):
        return False
    return not _same_place(draft, cluster) and not any(_inside(a, b) or _inside(b, a) for a in own for b in other)


def _inside(small: Place, large: Place) -> bool:
    return large.precision > small.precision and large.name is not None and large.name in (small.admin1, small.country)


def _same_place(draft: Draft, cluster: Cluster) -> bool:
    own = {(placed.place.name or "").lower() for placed in cluster.places if placed.place is not None}
    other = {(place.name or "").lower() for place in draft.places()}
    return bool((own & other) - {""})
