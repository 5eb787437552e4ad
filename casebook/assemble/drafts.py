"""An incident in the making: the sentences that tell of it, with their happenings, days, places and mentions.

A person can read from a draft why each sentence was joined: every cluster keeps the line and the words it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casebook.assemble.scene import Dated, Placed
from casebook.extract.found import Found, Happening, live
from casebook.lists.rows import Effect, Strength
from casebook.model.claim import Modality, Occurrence
from casebook.model.values import Days, Place


@dataclass(frozen=True)
class Cluster:
    """The happenings of one sentence that are one act, with the day and places that go with them.

    `again`: whom the sentence speaks of as known: "the brothers", "both teachers". `opens`: the token from which on the
    sentence speaks of this act, where it speaks of another before.
    """

    line: int
    happenings: tuple[Happening, ...]
    dates: tuple[Dated, ...]
    places: tuple[Placed, ...]
    lead: bool
    again: frozenset[str] = frozenset()
    opens: int | None = None

    @property
    def types(self) -> frozenset[str]:
        """The leaves that the words point to."""
        return frozenset(leaf for happening in self.happenings for leaf in happening.types)

    @property
    def said_types(self) -> frozenset[str]:
        """Those that the words say, and not only the company they are in."""
        return frozenset(leaf for each in self.happenings if not each.guessed for leaf in each.types)

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


def telling(happenings: Sequence[Happening]) -> list[Happening]:
    """Those that report an incident; where none does, shootings that were an accident.

    An accident alone makes no story of an incident (`live` decides that), but in a story that tells one it is the same:
    "was accidentally shot on Sunday. The shooting happened in …".
    """
    alive = live(happenings)
    if len(alive) > 0:
        return alive
    return [each for each in happenings if each.accident and any(leaf.startswith("armed.") for leaf in each.types)]


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
