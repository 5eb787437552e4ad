"""Profile: what scoring asks of an account, small enough to be stored beside it and read back in microseconds.

The invariant: a profile is computed from its account, claims and report alone, and `from_json(to_json(p)) == p`.
Unknown is None or empty. Names of victims stand in it: a profile never leaves the book.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Generic, Self, TypeVar, overload

from casebook.link.copies import Signature
from casebook.lists.rarity import rarity
from casebook.model.claim import Role

T = TypeVar("T")
V = TypeVar("V")
Bounds = tuple[int, int | None]  # least and most; None: open


class Once(Generic[T, V]):
    """A property that is worked out once. That of `functools` takes a lock each time in Python 3.11."""

    def __init__(self, work: Callable[[T], V]) -> None:
        self._work, self._name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, told: None, owner: type[T]) -> Self: ...

    @overload
    def __get__(self, told: T, owner: type[T]) -> V: ...

    def __get__(self, told: T | None, owner: type[T]) -> Self | V:
        if told is None:
            return self
        made = told.__dict__[self._name] = self._work(told)  # found there before this is asked again
        return made


@dataclass(frozen=True)
class Profile:
    """An account as the linker sees it. It has no slots, so that what scoring works out of it is worked out once.

    `first` and `last` bound the day, `stated` tells whether the words give it (or it is inferred from the day of
    publication); `days` are all days that the report names. `words` and `names` are the rarest of the telling, most
    telling first; `copy` is the signature of the whole report.
    """

    account_id: str
    report_id: str
    role: Role
    published: date | None = None
    first: date | None = None
    last: date | None = None
    stated: bool = False
    days: tuple[date, ...] = ()
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    types: tuple[str, ...] = ()
    killed: Bounds | None = None
    injured: Bounds | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    copy: Signature = ()

    @property
    def family(self) -> str | None:
        """The group of the first type ("explosive"); None when no type was read."""
        return self.types[0].split(".")[0] if len(self.types) > 0 else None

    @Once
    def named_days(self) -> frozenset[date]:
        """The days that the report names, and the first on which it can have happened."""
        return frozenset((*self.days, *((self.first,) if self.first is not None else ())))

    @Once
    def all_names(self) -> frozenset[str]:
        """The names of the telling."""
        return frozenset(self.names)

    @Once
    def last_words(self) -> frozenset[str]:
        """The last words of its names: family names, mostly."""
        return _last_words(self.names)

    @Once
    def told_most(self) -> frozenset[str]:
        """The last words of the names that it tells most."""
        return _last_words(self.names[:_FEW_NAMES])

    @Once
    def all_words(self) -> frozenset[str]:
        """Its words, and the numbers among them."""
        return frozenset(self.words)

    @Once
    def numbers(self) -> frozenset[str]:
        """The numbers among its words."""
        return frozenset(filter(str.isdecimal, self.words))

    @Once
    def plain_words(self) -> frozenset[str]:
        """Its words without the numbers."""
        return self.all_words - self.numbers if len(self.numbers) > 0 else self.all_words

    @Once
    def squares(self) -> dict[str, float]:
        """How rare each of its words is, squared."""
        return {word: rarity(word) ** 2 for word in self.plain_words}

    @Once
    def weight(self) -> float:
        """What its words weigh together; kept with it, as looking up how rare each is takes longest."""
        return sum(rarity(word) ** 2 for word in self.words if not word.isdecimal())

    @Once
    def all_types(self) -> frozenset[str]:
        """The types, in no order."""
        return frozenset(self.types)

    @Once
    def families(self) -> frozenset[str]:
        """The groups of its types ("explosive")."""
        return frozenset(code.split(".")[0] for code in self.types)

    @Once
    def title_words(self) -> frozenset[str]:
        """The words of the headline, in no order."""
        return frozenset(self.title)

    @Once
    def title_weights(self) -> tuple[tuple[str, float], ...]:
        """The words of the headline, and how rare each is."""
        return tuple((word, rarity(word)) for word in self.title)

    @Once
    def title_weight(self) -> float:
        """What the words of the headline weigh together."""
        return sum(weight for _, weight in self.title_weights)


def _last_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.rsplit(" ", 1)[1] for name in names)


_FEW_NAMES = 3
_NAMES = tuple(field.name for field in fields(Profile))
_KEPT = 4096  # profiles in memory, about 15 KiB each
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=date.isoformat)
_DATES = ("published", "first", "last")


def to_json(profile: Profile) -> str:
    """One line of JSON: a list of the values in the order of the fields, the signature in hexadecimal; the weight."""
    values = [getattr(profile, name) for name in _NAMES[:-1]]
    signature = struct.pack(f">{len(profile.copy)}I", *profile.copy).hex()
    return _ENCODER.encode([*values, signature, profile.weight])


@lru_cache(maxsize=_KEPT)
def from_json(line: str) -> Profile:
    """The profile of a line that `to_json` wrote. The last ones stay: recent accounts are compared again and again."""
    given = dict(zip((*_NAMES, "weight"), json.loads(line), strict=True))
    for name in _DATES:
        day = given[name]
        given[name] = None if day is None else date.fromisoformat(day)
    given["role"] = Role(given["role"])
    given["days"] = tuple(map(date.fromisoformat, given["days"]))
    for name in ("types", "actors", "targets", "names", "words", "title"):
        given[name] = tuple(given[name])
    for name in ("killed", "injured"):
        bounds = given[name]
        given[name] = None if bounds is None else tuple(bounds)
    given["copy"] = struct.unpack(f">{len(given['copy']) // 8}I", bytes.fromhex(given["copy"]))
    made = object.__new__(Profile)  # as it was made once: nothing to check, and a frozen class sets each field slowly
    made.__dict__.update(given)
    return made
