"""What speaks for and against two accounts telling one incident. Each docstring is shown to the reviewer.

A feature gives -1 (contradicts) to 1 (agrees), and 0 where one side does not tell: what is unknown speaks neither way.
Order does not matter: `f(a, b) == f(b, a)`, to the last digit: sums over sets are exact (`fsum`). A new account is the
left one of all its pairs, so what is worked out of it is worked out once, and the right one is read as it was kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from casebook.link.copies import likeness
from casebook.link.profile import Bounds, Profile
from casebook.link.wording import name_weight
from casebook.lists.rarity import rarity

Feature = Callable[[Profile, Profile], float]

_EARTH_KM = 6371.0
# How far the true spot may lie from the coordinates of a place of each precision code (ontology, geo_precision), km.
_REACH = {1: 8.0, 2: 12.0, 3: 30.0, 4: 60.0, 5: 250.0, 6: 500.0}
_AREA = 5  # precision from which on coordinates are the middle of an area
_FEW_NAMES = 3
_TELLING = 20.0  # rarity of shared names that is as good as certain
_NUMBERS = 6.0


def day(left: Profile, right: Profile) -> float:
    """Whether the days on which it happened agree: 1 on the same day, less a day apart, -1 from a week on."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return 0.0
    gap = max((left.first - right.last).days, (right.first - left.last).days, 0)
    spread = max((left.last - left.first).days, (right.last - right.first).days)
    sure = 1.0 if left.stated and right.stated else 0.6
    if gap == 0:
        return sure / (1 + spread / 3)
    return sure * max(-1.0, 0.5 - 0.5 * gap) if gap > 1 else 0.2 * sure


def day_named(left: Profile, right: Profile) -> float:
    """Whether one report names the day of the other's incident, as in "Tuesday's attack"; -1 when no day is shared."""
    ours, theirs = left.named_days, right.named_days
    if len(ours) == 0 or len(theirs) == 0:
        return 0.0
    shared = ours & theirs
    if len(shared) > 0:
        return len(shared) / min(len(ours), len(theirs))
    near = min(abs((a - b).days) for a in ours for b in theirs)
    return -min(1.0, near / 7)


def published(left: Profile, right: Profile) -> float:
    """How close the reports came out: 1 on one day, 0 about a week apart, -1 from half a year on."""
    if left.published is None or right.published is None:
        return 0.0
    gap = abs((left.published - right.published).days)
    return max(-1.0, 1 - math.log1p(gap) / math.log(8))


def place(left: Profile, right: Profile) -> float:
    """Whether the places agree as far as they are precise: 1 the same town, -1 farther apart than either could mean."""
    if left.country is not None and right.country is not None and left.country != right.country:
        return -1.0
    if left.place is not None and left.place == right.place and left.admin1 == right.admin1:
        return 1.0 if min(left.precision or 9, right.precision or 9) < _AREA else 0.3
    apart = distance(left, right)
    if apart is None:
        return _areas(left, right)
    reach = _REACH.get(left.precision or 0, 500.0) + _REACH.get(right.precision or 0, 500.0)
    if apart <= reach:
        return 0.6 * max(0.2, 1 - apart / reach) if reach < _REACH[_AREA] else 0.2
    return -min(1.0, (apart - reach) / 100)


def _areas(left: Profile, right: Profile) -> float:
    if left.admin1 is None or right.admin1 is None:
        return 0.0
    return 0.3 if left.admin1 == right.admin1 else -0.7


def distance(left: Profile, right: Profile) -> float | None:
    """Kilometres between the two places; None when one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    across = math.radians(left.lon - right.lon)
    chord = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def kind(left: Profile, right: Profile) -> float:
    """Whether the types agree: 1 the same type, 0.5 one group of types, -1 types of different groups."""
    if len(left.types) == 0 or len(right.types) == 0:
        return 0.0
    if not left.all_types.isdisjoint(right.types):
        return 1.0
    return -1.0 if left.families.isdisjoint(right.families) else 0.5


def killed(left: Profile, right: Profile) -> float:
    """Whether the figures of killed fit: the larger a number both give the better, -1 when they are far apart."""
    return _figures(left.killed, right.killed)


def injured(left: Profile, right: Profile) -> float:
    """Whether the figures of injured fit: the larger a number both give the better, -1 when they are far apart."""
    return _figures(left.injured, right.injured)


def _figures(left: Bounds | None, right: Bounds | None) -> float:
    if left is None or right is None:
        return 0.0
    if left == right and left[0] == left[1]:
        return min(1.0, 0.3 + 0.25 * math.log1p(left[0]))
    high = min(math.inf if left[1] is None else left[1], math.inf if right[1] is None else right[1])
    low = max(left[0], right[0])
    if low <= high:
        return 0.2
    return -min(1.0, math.log((low + 1) / (high + 1)))


def actors(left: Profile, right: Profile) -> float:
    """Whether they name one attacker: 1 when they share one, -0.5 when both name some and share none."""
    if len(left.actors) == 0 or len(right.actors) == 0:
        return 0.0
    return -0.5 if set(left.actors).isdisjoint(right.actors) else 1.0


def targets(left: Profile, right: Profile) -> float:
    """Whether the same kind of people or places was hit: 1 when all kinds agree, -0.5 when none does."""
    if len(left.targets) == 0 or len(right.targets) == 0:
        return 0.0
    shared = len(set(left.targets) & set(right.targets))
    return shared / min(len(left.targets), len(right.targets)) if shared > 0 else -0.5


def names(left: Profile, right: Profile) -> float:
    """Names that both reports write, the rarer the better; -1 when both name several and share none."""
    shared = left.all_names.intersection(right.names)
    if len(shared) > 0:
        return 1 - math.exp(-2 * math.fsum(map(name_weight, shared)) / _TELLING)
    few = min(len(left.names), len(right.names))
    return -min(1.0, few / _FEW_NAMES / 2) if few > 0 else 0.0


def people(left: Profile, right: Profile) -> float:
    """Whether the names that each report tells most are in the other: 1 all of them, -1 none."""
    if len(left.names) == 0 or len(right.names) == 0:
        return 0.0
    ours, theirs = left.told_most, right.told_most
    known = ours.intersection(right.last_words).union(filter(_is_plain, ours.intersection(right.words)))
    knows = (theirs & left.last_words) | (theirs & left.plain_words)
    return len(known) / len(ours) + len(knows) / len(theirs) - 1


def _is_plain(word: str) -> bool:
    return not word.isdecimal()


def words(left: Profile, right: Profile) -> float:
    """The share of the reports' rare words that both use, weighed by how rare they are in news."""
    shared = left.plain_words.intersection(right.words)
    if len(shared) == 0:
        return 0.0
    return math.sqrt(math.fsum(map(left.squares.__getitem__, shared)) / math.sqrt(left.weight * right.weight))


def numbers(left: Profile, right: Profile) -> float:
    """Ages, house numbers and other rare figures that both reports print."""
    shared = left.numbers.intersection(right.words)
    if len(shared) == 0:
        return 0.0
    return 1 - math.exp(-math.fsum(map(rarity, shared)) / _NUMBERS)


def headline(left: Profile, right: Profile) -> float:
    """The share of the rare words of one headline that the other report has too."""
    if len(left.title) == 0 or len(right.title) == 0:
        return 0.0
    both = left.title_words.intersection(right.title)
    ours = both | left.title_words.intersection(right.words)
    theirs = both | left.all_words.intersection(right.title)
    return (_headed(left, ours) + _headed(right, theirs)) / 2


def _headed(told: Profile, found: frozenset[str]) -> float:
    """The share of the headline, weighed, that was found."""
    if len(found) == 0:
        return 0.0
    return sum(weight for word, weight in told.title_weights if word in found) / told.title_weight


def near_copy(left: Profile, right: Profile) -> float:
    """The share of runs of four words that both reports print: copies of one wire story are near 1."""
    return likeness(left.copy, right.copy)


FEATURES: tuple[Feature, ...] = (
    day,
    day_named,
    published,
    place,
    kind,
    killed,
    injured,
    actors,
    targets,
    names,
    people,
    words,
    numbers,
    headline,
    near_copy,
)
