"""What speaks for a sentence going on with an incident, and what against: features to be read, and their sum.

What points back ("the blast"), a cue ("in another attack"), another day, another place, another kind of act, who was
hit and by whom, and how far apart they stand. The weights are in `lists/data/joining.csv`, fitted by
`training/joining.py` on the train part of our annotated text; above zero the sentence goes on with the incident.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casebook.assemble.drafts import Cluster, Draft
from casebook.extract.found import Found
from casebook.lists.reading import list_text
from casebook.lists.rows import Effect
from casebook.model.claim import Field
from casebook.model.values import Days, Place, PlacePrecision

ALWAYS = "always"
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
_CUES = {
    Effect.EARLIER_INCIDENT: "earlier_cue",
    Effect.SAME_INCIDENT: "same_cue",
    Effect.SIMULTANEOUS: "simultaneous_cue",
    Effect.BACKGROUND: "background_cue",
}
_COMPARED = {
    "perpetrator": frozenset({Field.PERPETRATOR, Field.PERPETRATOR_DESCRIPTION}),
    "victim": frozenset({Field.VICTIM, Field.KILLED, Field.INJURED, Field.ABDUCTED}),
    "weapon": frozenset({Field.WEAPON}),
}
_APART = frozenset({"other_day", "other_place", "other_country", "new_cue"})  # headline and lead tell one, but not then
_FIGURES = frozenset({Field.KILLED, Field.INJURED, Field.ABDUCTED})


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature."""
    rows = csv.DictReader(line for line in list_text("joining.csv").splitlines() if not line.startswith("#"))
    return {row["feature"]: float(row["weight"]) for row in rows}


def score(draft: Draft, cluster: Cluster, drafts: Sequence[Draft], found: Sequence[Found]) -> float:
    """How much speaks for the cluster telling of the draft; `found` is what its sentence says besides."""
    known = weights()
    return sum(known.get(name, 0.0) for name in features(draft, cluster, drafts, found))


def features(draft: Draft, cluster: Cluster, drafts: Sequence[Draft], found: Sequence[Found]) -> tuple[str, ...]:
    """The names of what speaks for or against."""
    told = (
        ALWAYS,
        *_by_words(cluster),
        *_by_type(draft, cluster),
        *_by_day(draft, cluster),
        *_by_place(draft, cluster),
        *_by_position(draft, cluster, drafts),
        *_by_people(draft, found),
    )
    apart = not _APART.isdisjoint(told)
    return (*told, "lead") if cluster.lead and draft.clusters[0].lead and not apart else told


def _by_words(cluster: Cluster) -> Iterator[str]:
    if cluster.points_back:
        yield "points_back"
    elif not cluster.lead and any(h.noun and len(h.types) > 0 for h in cluster.happenings):
        yield "introduced_again"  # "a suicide bombing targeted a mosque"
    if _only_harm(cluster):
        yield "only_harm"  # "at least 16 were killed", with no day or place of its own
    if cluster.effect is Effect.NEW_INCIDENT:
        yield "new_cue_pointing_back" if cluster.points_back else "new_cue"  # "in another attack"
    elif cluster.effect is not None:
        yield _CUES[cluster.effect]


def _only_harm(cluster: Cluster) -> bool:
    """True for words that say what happened to people and neither how, when nor where."""
    return len(cluster.types) == 0 and len(cluster.dates) == 0 and len(cluster.places) == 0 and cluster.effect is None


def _by_type(draft: Draft, cluster: Cluster) -> Iterator[str]:
    own, other = cluster.types, draft.types()
    if len(own) == 0 or len(other) == 0:
        return
    families = {leaf.split(".")[0] for leaf in own}
    others = {leaf.split(".")[0] for leaf in other}
    if own & other:
        yield "same_type"
    elif families & others:
        yield "same_family"
    elif any({a, b} == pair for a in families for b in others for pair in _FAMILIES):
        yield "near_family"
    else:
        yield "other_family"  # a kidnapping is no bombing


def _days(cluster: Cluster) -> list[Days]:
    return [dated.days for dated in cluster.dates if dated.days is not None]


def overlap(left: Days, right: Days) -> bool:
    """True when some day satisfies both; a date of unknown year meets every year."""
    if left.first is None or right.first is None or left.last is None or right.last is None:
        return left.edtf[4:] == right.edtf[4:] or "XXXX" not in left.edtf + right.edtf
    return left.first <= right.last and right.first <= left.last


def _by_day(draft: Draft, cluster: Cluster) -> Iterator[str]:
    own, other = _days(cluster), draft.days()
    if len(own) > 0 and len(other) > 0:
        same = any(overlap(a, b) for a in own for b in other)
        yield "same_day" if same else "other_day_pointing_back" if cluster.points_back else "other_day"
    elif len(own) > 0:
        yield "only_it_dated"
    elif any(dated.clock is not None for dated in cluster.dates):
        yield "own_hour"


def _by_place(draft: Draft, cluster: Cluster) -> Iterator[str]:
    own = [placed.place for placed in cluster.places if placed.place is not None]
    other = draft.places()
    if len(cluster.places) > 0 and len(other) == 0:
        yield "only_it_placed"
    elif len(own) == 0 or len(other) == 0:
        return
    elif _same_place(own, other):
        yield "same_place"
    elif _other_country(own, other):
        yield "other_country"
    elif any(_inside(a, b) or _inside(b, a) for a in own for b in other):
        yield "place_inside"
    elif _settled(own) and _settled(other):
        yield "other_place_pointing_back" if cluster.points_back else "other_place"


def _settled(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.precision <= _PRECISE and place.name is not None]


def _other_country(own: Sequence[Place], other: Sequence[Place]) -> bool:
    countries, others = {p.country for p in own} - {None}, {p.country for p in other} - {None}
    return bool(countries) and bool(others) and not countries & others


def _inside(small: Place, large: Place) -> bool:
    return large.precision > small.precision and large.name is not None and large.name in (small.admin1, small.country)


def _same_place(own: Sequence[Place], other: Sequence[Place]) -> bool:
    return bool(({(p.name or "").lower() for p in own} & {(p.name or "").lower() for p in other}) - {""})


def _by_position(draft: Draft, cluster: Cluster, drafts: Sequence[Draft]) -> Iterator[str]:
    gap = cluster.line - draft.last_line
    yield "next_sentence" if gap <= 1 else "near" if gap <= 4 else "far"
    if cluster.opens_item:
        yield "opens_item"  # "2. …", "[16:30] …", "- …"
    if cluster.opens_with_setting:
        yield "opens_with_setting"  # "In Kandahar, …", "On Tuesday …"
    if cluster.paragraph != draft.clusters[-1].paragraph:
        yield "other_paragraph"
    if draft.last_line == max(other.last_line for other in drafts):
        yield "latest"
    if draft is drafts[0]:
        yield "main" if len(drafts) > 1 else "only_one"


def _by_people(draft: Draft, found: Sequence[Found]) -> Iterator[str]:
    for name, fields in _COMPARED.items():
        own, told = _content(found, fields), _content(draft.found, fields)
        if own and told:
            yield f"same_{name}" if own & told else f"other_{name}"
    targets, hit = _target_kinds(found), _target_kinds(draft.found)
    if targets and hit:
        yield "same_target" if targets & hit else "other_target"  # an embassy, a mosque
    figures, given = _fields(found) & _FIGURES, _fields(draft.found) & _FIGURES
    if figures & given:
        yield "figure_again"


def _fields(found: Sequence[Found]) -> frozenset[Field]:
    return frozenset(item.mention.field for item in found)


def _content(found: Sequence[Found], fields: frozenset[Field]) -> frozenset[str]:
    """The last words of the mentions, without case and a plural ending."""
    words = (item.mention.words.quote.lower().split() for item in found if item.mention.field in fields)
    return frozenset(parts[-1].strip(".,\"'”").removesuffix("s") for parts in words if parts)


def _target_kinds(found: Sequence[Found]) -> frozenset[str]:
    return frozenset(i.mention.code for i in found if i.mention.field is Field.TARGET and i.mention.code is not None)
