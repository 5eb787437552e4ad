"""Which sentences tell of one incident. A draft grows sentence by sentence; a person can read why each was joined.

The evidence that a sentence goes on with an incident or opens another: what points back ("the blast"), a cue ("in
another attack"), another day, another place, another kind of act, and how far apart they stand. The weights are
written out in `WEIGHTS` and are the only numbers of this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casebook.assemble.dates import incident_dates, incident_places
from casebook.assemble.scene import Dated, Placed, Scene
from casebook.extract.found import Found, Happening
from casebook.lists.lexicon import discourse
from casebook.lists.rows import Effect, Strength
from casebook.model.claim import Field, Modality, Occurrence
from casebook.model.mention import PassageKind
from casebook.model.values import Days, Place, PlacePrecision

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
    "only_it_dated": -1.0,  # the sentence has its own day, the incident none
    "same_place": 1.5,
    "lead": 2.0,  # headline and first sentences tell one incident
    "near": 0.75,  # same or next sentence
    "far": -0.5,  # more than four sentences apart
    "introduced_again": -1.5,  # "a suicide bombing targeted a mosque": introduced as new
    "other_target": -1.0,  # an embassy, a mosque
    "latest": 0.5,  # the incident told last
    "main": 0.25,
}
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


@dataclass(frozen=True)
class Cluster:
    """The happenings of one sentence that are one act, with the day and places that go with them."""

    line: int
    happenings: tuple[Happening, ...]
    dates: tuple[Dated, ...]
    places: tuple[Placed, ...]
    lead: bool

    @property
    def types(self) -> frozenset[str]:
        """The leaves that the words point to."""
        return frozenset(leaf for happening in self.happenings for leaf in happening.types)

    @property
    def points_back(self) -> bool:
        """True when every happening refers to something told before."""
        nouns = [happening for happening in self.happenings if happening.noun]
        return len(nouns) > 0 and any(happening.definite for happening in nouns)

    @property
    def effect(self) -> Effect | None:
        """The discourse cue of the sentence."""
        return next((happening.effect for happening in self.happenings if happening.effect is not None), None)


@dataclass
class Draft:
    """An incident in the making."""

    clusters: list[Cluster]
    found: list[Found] = field(default_factory=list)
    last_line: int = 0
    lines: list[int] = field(default_factory=list)

    @property
    def first(self) -> Happening:
        """The happening that first tells of it: words that say how before others, strong before weak."""
        told = self.clusters[0].happenings
        typed = [happening for happening in told if len(happening.types) > 0] or list(told)
        return next((happening for happening in typed if happening.strength is Strength.STRONG), typed[0])

    def days(self) -> list[Days]:
        """The days that its sentences give."""
        return [dated.days for cluster in self.clusters for dated in cluster.dates if dated.days is not None]

    def places(self) -> list[Place]:
        """The places that its sentences give."""
        return [placed.place for cluster in self.clusters for placed in cluster.places if placed.place is not None]

    def types(self) -> frozenset[str]:
        """Every leaf its sentences point to."""
        return frozenset().union(*(cluster.types for cluster in self.clusters))


def live(happenings: Sequence[Happening]) -> list[Happening]:
    """Those that report an incident: not generic, not only talked about."""
    return [
        happening
        for happening in happenings
        if happening.reason is None and happening.modality not in (Modality.HYPOTHETICAL, Modality.BACKGROUND)
    ]


def draft_incidents(scene: Scene) -> list[Draft]:
    """The incidents of a story, each with its sentences and what was found in them."""
    drafts: list[Draft] = []
    body = 0
    for number, line in enumerate(scene.lines):
        headline = line.sentence.passage.kind is PassageKind.HEADLINE
        clusters = _clusters(scene, number, lead=headline or body <= 1)
        body += not headline
        touched = [_place(drafts, cluster, _target_kinds(scene.found[number])) for cluster in clusters]
        for draft in touched:
            draft.last_line = number
        _hand_out(scene, number, drafts, touched)
    return drafts


def _clusters(scene: Scene, number: int, *, lead: bool) -> list[Cluster]:
    told = live(scene.happenings[number])
    if len(told) == 0:
        return []
    dates = tuple(incident_dates(scene, number))
    places = tuple(incident_places(scene, number))
    at = _cut(scene, number, told)
    if at is None:
        return [Cluster(number, tuple(told), dates, places, lead)]
    left = Cluster(
        number,
        tuple(happening for happening in told if happening.first < at),
        tuple(dated for dated in dates if dated.first < at),
        tuple(placed for placed in places if placed.words.first < at),
        lead,
    )
    right = Cluster(
        number,
        tuple(happening for happening in told if happening.first >= at),
        tuple(dated for dated in dates if dated.first >= at),
        tuple(placed for placed in places if placed.words.first >= at),
        lead=False,
    )
    return [left, right]


def _cut(scene: Scene, number: int, told: Sequence[Happening]) -> int | None:
    """The token where a sentence opens a second incident with its own place: "…, and another bomb in Yei killed two"."""
    for match in scene.lines[number].sentence.matches(discourse()):
        if match.start < 3 or all(cue.effect is not Effect.NEW_INCIDENT for cue in match.items):
            continue
        before = any(happening.last <= match.start for happening in told)
        after = any(happening.first >= match.start for happening in told)
        if before and after and any(p.words.first > match.start for p in incident_places(scene, number)):
            return match.start
    return None


def _place(drafts: list[Draft], cluster: Cluster, targets: frozenset[str]) -> Draft:
    """The draft that the cluster goes on with, or a new one; `targets` are the kinds of target its sentence names."""
    scored = [
        (_score(draft, cluster, drafts) + _by_target(draft, cluster, targets), -index)
        for index, draft in enumerate(drafts)
    ]
    if len(scored) > 0 and max(scored)[0] > 0:
        best = drafts[-max(scored)[1]]
        best.clusters.append(cluster)
        return best
    draft = Draft([cluster], last_line=cluster.line)
    drafts.append(draft)
    return draft


def _target_kinds(found: Sequence[Found]) -> frozenset[str]:
    return frozenset(i.mention.code for i in found if i.mention.field is Field.TARGET and i.mention.code is not None)


def _by_target(draft: Draft, cluster: Cluster, targets: frozenset[str]) -> float:
    told = _target_kinds(draft.found)
    apart = len(targets) > 0 and len(told) > 0 and not targets & told
    return WEIGHTS["other_target"] if apart and not cluster.points_back and not cluster.lead else 0.0


def _score(draft: Draft, cluster: Cluster, drafts: Sequence[Draft]) -> float:
    if _other_day(draft, cluster) or _other_place(draft, cluster):
        return -9.0
    score = 0.0
    score += WEIGHTS["points_back"] if cluster.points_back else 0.0
    score += WEIGHTS["only_harm"] if _only_harm(cluster) else 0.0
    score += _by_effect(cluster)
    score += _by_type(draft, cluster)
    score += _by_day(draft, cluster)
    score += WEIGHTS["same_place"] if _same_place(draft, cluster) else 0.0
    gap = cluster.line - draft.last_line
    score += WEIGHTS["near"] if gap <= 1 else (WEIGHTS["far"] if gap > 4 else 0.0)
    if cluster.lead and draft.clusters[0].lead:
        score += WEIGHTS["lead"]
    if not cluster.points_back and any(h.noun and len(h.types) > 0 for h in cluster.happenings) and not cluster.lead:
        score += WEIGHTS["introduced_again"]
    score += WEIGHTS["latest"] if draft.last_line == max(other.last_line for other in drafts) else 0.0
    score += WEIGHTS["main"] if draft is drafts[0] else 0.0
    return score


def _only_harm(cluster: Cluster) -> bool:
    """True for words that say what happened to people and neither how, when nor where."""
    return len(cluster.types) == 0 and len(cluster.dates) == 0 and len(cluster.places) == 0 and cluster.effect is None


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
    if len(own) == 0 or len(other) == 0:
        return 0.0
    if own & other:
        return WEIGHTS["same_type"]
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


def _by_day(draft: Draft, cluster: Cluster) -> float:
    said = any(dated.clock is None for dated in cluster.dates)
    if not said:
        return 0.0
    if len(_days(cluster)) > 0 and len(draft.days()) > 0:
        return WEIGHTS["same_day"]
    return 0.0 if cluster.points_back or cluster.lead else WEIGHTS["only_it_dated"]


def _settled(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.precision <= _PRECISE and place.name is not None]


def _other_place(draft: Draft, cluster: Cluster) -> bool:
    own = [placed.place for placed in cluster.places if placed.place is not None]
    other = draft.places()
    if len(own) == 0 or len(other) == 0:
        return False
    if cluster.points_back and cluster.effect is not Effect.NEW_INCIDENT:
        return False
    countries, others = {p.country for p in own} - {None}, {p.country for p in other} - {None}
    if countries and others and not countries & others:
        return True
    if not _settled(own) or not _settled(other):
        return False
    return not _same_place(draft, cluster) and not any(_inside(a, b) or _inside(b, a) for a in own for b in other)


def _inside(small: Place, large: Place) -> bool:
    return large.precision > small.precision and large.name is not None and large.name in (small.admin1, small.country)


def _same_place(draft: Draft, cluster: Cluster) -> bool:
    own = {(placed.place.name or "").lower() for placed in cluster.places if placed.place is not None}
    other = {(place.name or "").lower() for place in draft.places()}
    return bool((own & other) - {""})


# ------------------------------------------------------------------ what goes with which incident


def _hand_out(scene: Scene, number: int, drafts: list[Draft], touched: list[Draft]) -> None:
    """Give the line's mentions to the incident of its sentence, or to the one told last."""
    found = scene.found[number]
    if len(drafts) == 0:
        return
    if len(touched) == 0:
        touched = [_current(scene, number, drafts)]
    for draft in touched:
        draft.lines.append(number)
    for item in found:
        draft = touched[0]
        for other, cluster in ((t, t.clusters[-1]) for t in touched[1:]):
            if cluster.line == number and item.at >= cluster.happenings[0].first:
                draft = other
        draft.found.append(item)
        if item.mention.field is not Field.REACTION:
            draft.last_line = max(draft.last_line, number)


def _current(scene: Scene, number: int, drafts: list[Draft]) -> Draft:
    """The incident that a sentence without one goes on with: the last told, or the main one for reactions."""
    latest = max(drafts, key=lambda draft: draft.last_line)
    only = {item.mention.field for item in scene.found[number]}
    gap = number - latest.last_line
    if gap > 2 or only <= {Field.REACTION, Field.ARRESTED, Field.NO_CLAIM, Field.CONTEXT_CLAIM, Field.CORRECTION}:
        return drafts[0]
    return latest


def occurrence(draft: Draft) -> Occurrence:
    """Whether it happened, from the happenings that tell of it; one that says it did outweighs the rest."""
    told = [happening for cluster in draft.clusters for happening in cluster.happenings]
    if all(happening.modality is Modality.DENIED for happening in told):
        return Occurrence.DISPUTED
    kinds = [happening.occurrence for happening in told]
    strong = [h.occurrence for h in told if h.strength is Strength.STRONG]
    for kinds_seen in (strong, kinds):
        if len(kinds_seen) > 0:
            return Occurrence.OCCURRED if Occurrence.OCCURRED in kinds_seen else kinds_seen[0]
    return Occurrence.OCCURRED
