"""What the encoder makes of a sentence, as numbers on its words: nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words [first, last) of a sentence that may fill a role, and how sure the encoder is (0 to 1, calibrated)."""

    role: str
    first: int
    last: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """A sentence: whether it tells an incident, whether it says anything of one, of which type, and its proposals.

    `tells` and `about` are probabilities; `types` and `occurrences` sum to 1 and mean something only where it tells.
    """

    tells: float
    about: float
    types: Mapping[str, float]
    occurrences: Mapping[str, float]
    proposals: tuple[Proposal, ...]

    def of(self, role: str) -> tuple[Proposal, ...]:
        """The proposals for a role, from left to right."""
        return tuple(one for one in self.proposals if one.role == role)
