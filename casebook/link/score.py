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
    found = likely(left, right, 0.0)
    assert found is not None
    return found


def likely(left: Profile, right: Profile, least: float) -> tuple[float, list[Part]] | None:
    """The same, to the last digit; None as soon as all that is not looked at yet cannot bring it up to `least`."""
    start, weights, turns = _weights()
    needed = math.log(least / (1 - least)) - _ROUNDING if 0 < least < 1 else -math.inf
    odds, found = start, [0.0] * len(weights)
    for at, feature, agree, contradict, most in turns:
        value = feature(left, right)
        if value != 0.0:
            found[at] = value
            odds += value * (agree if value > 0 else contradict)
        if odds + most < needed:
            return None
    odds, parts = start, []
    for value, (name, agree, contradict) in zip(found, weights, strict=True):  # the turns change no digit of the sum
        if value != 0.0:
            adds = value * (agree if value > 0 else contradict)
            odds += adds
            parts.append((name, value, adds))
    return 1 / (1 + math.exp(-odds)), parts


def reasons(parts: Iterable[Part]) -> tuple[Reason, ...]:
    """What the features gave as reasons, the weightiest first."""
    return tuple(Reason(*part) for part in sorted(parts, key=lambda part: -abs(part[2])))


_ROUNDING = 1e-6  # of log-odds: more than sums in another order differ by
_LATE = ("words", "headline", "numbers", "names", "people", "near_copy")
"""Features that take long, in the order in which they are looked at: those that settle most pairs first."""

_Weight = tuple[str, float, float]
_Turn = tuple[int, Feature, float, float, float]  # its place among the weights; last, what later turns add at most


@cache
def _weights() -> tuple[float, tuple[_Weight, ...], tuple[_Turn, ...]]:
    tables = parse_toml(_FILE, list_text(_FILE))
    agree, contradict = _KEYS
    weights = tuple(
        (f.__name__, _number(tables, f.__name__, agree), _number(tables, f.__name__, contradict)) for f in FEATURES
    )
    turns: list[_Turn] = []
    most = 0.0
    for at in sorted(range(len(FEATURES)), key=_late, reverse=True):
        _, agrees, contradicts = weights[at]
        turns.append((at, FEATURES[at], agrees, contradicts, most))
        most += max(agrees, -contradicts, 0.0)
    return _number(tables, "start", "weight"), weights, tuple(reversed(turns))


def _late(at: int) -> int:
    name = FEATURES[at].__name__
    return _LATE.index(name) if name in _LATE else -1


_KEYS = ("agree", "contradict")


def _number(tables: Mapping[str, Mapping[str, object]], table: str, key: str) -> float:
    value = tables.get(table, {}).get(key)
    if not isinstance(value, int | float):
        raise ListError(f"{_FILE}: [{table}] {key} is {value!r}; write a number")
    return float(value)
