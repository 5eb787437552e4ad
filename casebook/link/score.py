"""How likely two accounts tell one incident, and why: weighed features, nothing hidden.

The score is a probability: of pairs of candidates with 0.9, about nine in ten are of one incident (measured in
docs/linking.md). The weights (`lists/data/link_weights.toml`) are fitted by `training/linking.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casebook.link.features import FEATURES, Feature
from casebook.link.profile import Profile
from casebook.lists.reading import list_text, parse_toml
from casebook.model.errors import ListError

_FILE = "link_weights.toml"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature said: its value (-1 to 1) and what it added to the log-odds."""

    feature: str
    value: float
    adds: float

    @property
    def says(self) -> str:
        """What the feature means, for the reviewer."""
        return next((f.__doc__ or "").strip() for f in FEATURES if f.__name__ == self.feature)


@dataclass(frozen=True, slots=True)
class Scored:
    """The probability that two accounts tell one incident, and the reasons, the weightiest first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons in one line, as kept with a link: "names +3.1, day +1.9, place -0.8"."""
        return ", ".join(f"{reason.feature} {reason.adds:+.1f}" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Weight:
    agree: float
    contradict: float


def score(left: Profile, right: Profile) -> Scored:
    """The probability and its reasons; the same whichever of the two comes first."""
    start, weights = _weights()
    reasons = []
    odds = start
    for name, feature, weight in weights:
        value = feature(left, right)
        if value != 0.0:
            adds = value * (weight.agree if value > 0 else weight.contradict)
            odds += adds
            reasons.append(Reason(name, value, adds))
    reasons.sort(key=lambda reason: -abs(reason.adds))
    return Scored(1 / (1 + math.exp(-odds)), tuple(reasons))


@cache
def _weights() -> tuple[float, tuple[tuple[str, Feature, _Weight], ...]]:
    tables = parse_toml(_FILE, list_text(_FILE))
    found = tuple((f.__name__, f, _Weight(*(_number(tables, f.__name__, k) for k in _KEYS))) for f in FEATURES)
    return _number(tables, "start", "weight"), found


_KEYS = ("agree", "contradict")


def _number(tables: Mapping[str, Mapping[str, object]], table: str, key: str) -> float:
    value = tables.get(table, {}).get(key)
    if not isinstance(value, int | float):
        raise ListError(f"{_FILE}: [{table}] {key} is {value!r}; write a number")
    return float(value)
