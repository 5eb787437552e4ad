"""How likely two accounts tell one incident, and why: weighed features, nothing hidden.

The score is a probability: of pairs of candidates with 0.9, about nine in ten are of one incident (measured in
docs/linking.md). The weights (`lists/data/link_weights.toml`) are fitted by `training/linking.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
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


Part = tuple[str, float, float]


def score(left: Profile, right: Profile) -> Scored:
    """The probability and its reasons; the same whichever of the two comes first."""
    probability, parts = weighed(left, right)
    return Scored(probability, reasons(parts))


def weighed(left: Profile, right: Profile) -> tuple[float, list[Part]]:
    """The probability, and what each feature that says something gave and added. Most pairs are asked for no more."""
    odds, weights = _weights()
    parts = []
    for name, feature, agree, contradict in weights:
        value = feature(left, right)
        if value != 0.0:
            adds = value * (agree if value > 0 else contradict)
            odds += adds
            parts.append((name, value, adds))
    return 1 / (1 + math.exp(-odds)), parts


def reasons(parts: Iterable[Part]) -> tuple[Reason, ...]:
    """What the features gave as reasons, the weightiest first."""
    return tuple(Reason(*part) for part in sorted(parts, key=lambda part: -abs(part[2])))


@cache
def _weights() -> tuple[float, tuple[tuple[str, Feature, float, float], ...]]:
    tables = parse_toml(_FILE, list_text(_FILE))
    agree, contradict = _KEYS
    found = tuple(
        (f.__name__, f, _number(tables, f.__name__, agree), _number(tables, f.__name__, contradict)) for f in FEATURES
    )
    return _number(tables, "start", "weight"), found


_KEYS = ("agree", "contradict")


def _number(tables: Mapping[str, Mapping[str, object]], table: str, key: str) -> float:
    value = tables.get(table, {}).get(key)
    if not isinstance(value, int | float):
        raise ListError(f"{_FILE}: [{table}] {key} is {value!r}; write a number")
    return float(value)
