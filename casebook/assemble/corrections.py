"""Figures taken back: kept, shown, and marked, so that no rule counts them (R2, R10).

"nine and not 14 as announced", "lowered the toll to nine from 14", "She has since withdrawn the figure", "Police at
first spoke of …": the earlier value stays with the status that the later words give it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from casebook.assemble.scene import Scene
from casebook.extract.found import Line
from casebook.lists.rows import Speech
from casebook.lists.words import wording
from casebook.model.claim import Claim, Field, Status
from casebook.model.values import Count

_FROM = re.compile(r"\bfrom\s+(?:an? )?(?:\w+ ){0,3}$", re.IGNORECASE)  # "to nine from an earlier 14"


def apply_corrections(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the status that the story's own corrections give them."""
    starts = [line.sentence.tokens[0].start for line in scene.lines]
    texts = [line.sentence.text(0, len(line.sentence.tokens)) for line in scene.lines]
    return [_corrected(scene, claim, starts, texts) for claim in claims]


def _who_take_back(line: Line) -> set[str]:
    return {each.speaker.key for each in line.said.attributions if each.kind is Speech.RETRACT}


def _corrected(scene: Scene, claim: Claim, starts: Sequence[int], texts: Sequence[str]) -> Claim:
    if not isinstance(claim.value, Count) and claim.field not in (Field.PERPETRATOR_DESCRIPTION, Field.WEAPON):
        return claim
    number = max(0, bisect_right(starts, claim.evidence[0].start) - 1)
    text, offset = texts[number], starts[number]
    value = claim.evidence[0]
    before = text[: max(0, value.start - offset)]
    if isinstance(claim.value, Count):
        if _FROM.search(before):
            return replace(claim, status=Status.SUPERSEDED)
        if number + 1 < len(texts) and wording("withdrawn").search(texts[number + 1]):
            takers = _who_take_back(scene.lines[number + 1])
            if len(takers) == 0 or claim.said_by.key in takers:
                return replace(claim, status=Status.RETRACTED)
    if wording("at_first").search(before):
        return replace(claim, status=Status.SUPERSEDED)
    return claim
