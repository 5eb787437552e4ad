"""What a person (or a named policy) decided. Decisions are appended, never edited; a later one stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from casebook.model.ids import content_id


class Judgement(StrEnum):
    """What a link says of two accounts. Only SAME joins them; SUGGESTED never does."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SUGGESTED = "suggested"


class Verdict(StrEnum):
    """What a person says of a claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on two accounts, by whom, when and why."""

    left: str
    right: str
    judgement: Judgement
    by: str
    at: datetime
    why: str = ""
    score: float | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        left, right = sorted((self.left, self.right))
        object.__setattr__(self, "left", left)
        object.__setattr__(self, "right", right)
        object.__setattr__(self, "id", content_id("l", left, right, self.judgement, self.by, self.at.isoformat()))


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict on a claim, by whom, when and why."""

    claim_id: str
    verdict: Verdict
    by: str
    at: datetime
    note: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", content_id("v", self.claim_id, self.verdict, self.by, self.at.isoformat()))
