"""Which sentences tell of one incident: the story is gone through once, and drafts grow sentence by sentence.

A sentence with a happening goes on with the draft that `joining` finds the most evidence for, or opens another; what
else was found in a sentence goes with the incident of its sentence, or the one told last.
"""

from __future__ import annotations

from collections.abc import Sequence

from casebook.assemble.dates import incident_dates, incident_places
from casebook.assemble.drafts import Cluster, Draft, telling
from casebook.assemble.joining import score, target_kinds
from casebook.assemble.scene import Scene
from casebook.extract.found import Happening
from casebook.lists.lexicon import discourse
from casebook.lists.rows import Effect
from casebook.model.claim import Field
from casebook.model.mention import PassageKind
from casebook.split.sentence import Sentence

_KNOWN = frozenset({"the", "both", "these", "those"})


def draft_incidents(scene: Scene) -> list[Draft]:
    """The incidents of a story, each with its sentences and what was found in them."""
    drafts: list[Draft] = []
    body = 0
    for number, line in enumerate(scene.lines):
        headline = line.sentence.passage.kind is PassageKind.HEADLINE
        clusters = _clusters(scene, number, lead=headline or body <= 1)
        body += not headline
        touched = [_place(drafts, cluster, target_kinds(scene.found[number])) for cluster in clusters]
        for draft in touched:
            draft.last_line = number
        _hand_out(scene, number, drafts, touched)
    return drafts


def _clusters(scene: Scene, number: int, *, lead: bool) -> list[Cluster]:
    told = telling(scene.happenings[number])
    if len(told) == 0:
        return []
    dates = tuple(incident_dates(scene, number))
    places = tuple(incident_places(scene, number))
    at = _cut(scene, number, told)
    if at is None:
        return [Cluster(number, tuple(told), dates, places, lead, _known_people(scene.lines[number].sentence))]
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
        opens=at,
    )
    return [left, right]


def _known_people(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        sentence.words[phrase.head] for phrase in sentence.phrases if sentence.words[phrase.first] in _KNOWN
    )


def _cut(scene: Scene, number: int, told: Sequence[Happening]) -> int | None:
    """The token where a sentence opens a second incident with its own place: "…, and another bomb in Yei killed 2"."""
    for match in scene.lines[number].sentence.matches(discourse()):
        if match.start < 3 or all(cue.effect is not Effect.NEW_INCIDENT for cue in match.items):
            continue
        if _is_object(scene.lines[number].sentence, match.start, told):
            continue
        before = any(happening.last <= match.start for happening in told)
        after = any(happening.first >= match.start for happening in told)
        if before and after and any(p.words.first > match.start for p in incident_places(scene, number)):
            return match.start
    return None


def _is_object(sentence: Sentence, at: int, told: Sequence[Happening]) -> bool:
    """True in what a verb of the same act has as its object: "repelled a separate attack", "beat off another raid"."""
    phrase = sentence.phrase_at(at)
    group = sentence.verb_at(phrase.first - 1) if phrase is not None else None
    return group is not None and any(group.first <= happening.first < group.last for happening in told)


def _place(drafts: list[Draft], cluster: Cluster, targets: frozenset[str]) -> Draft:
    """The draft that the cluster goes on with, or a new one; `targets` are the kinds of target its sentence names."""
    scored = [(score(draft, cluster, drafts, targets), -index) for index, draft in enumerate(drafts)]
    if len(scored) > 0 and max(scored)[0] > 0:
        best = drafts[-max(scored)[1]]
        best.clusters.append(cluster)
        return best
    draft = Draft([cluster], last_line=cluster.line)
    drafts.append(draft)
    return draft


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
            opens = cluster.happenings[0].first if cluster.opens is None else cluster.opens
            if cluster.line == number and item.at >= opens:
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
