"""Profile: what scoring asks of an account, small enough to be stored beside it and read back in microseconds.

The invariant: a profile is computed from its account, claims and report alone, and `from_json(to_json(p)) == p`.
Unknown is None or empty. Names of victims stand in it: a profile never leaves the book.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, fields
from datetime import date

from casebook.link.copies import Signature
from casebook.model.claim import Role

Bounds = tuple[int, int | None]  # least and most; None: open


@dataclass(frozen=True, slots=True)
class Profile:
    """An account as the linker sees it.

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


_NAMES = tuple(field.name for field in fields(Profile))
_DATES = ("published", "first", "last")


def to_json(profile: Profile) -> str:
    """One line of JSON: a list of the values in the order of the fields; the signature in hexadecimal."""
    values = [_plain(getattr(profile, name)) for name in _NAMES[:-1]]
    return json.dumps(
        [*values, struct.pack(f">{len(profile.copy)}I", *profile.copy).hex()], ensure_ascii=True, separators=(",", ":")
    )


def from_json(line: str) -> Profile:
    """The profile of a line that `to_json` wrote."""
    values = json.loads(line)
    given = dict(zip(_NAMES, values, strict=True))
    for name in _DATES:
        given[name] = None if given[name] is None else date.fromisoformat(given[name])
    given["role"] = Role(given["role"])
    given["days"] = tuple(date.fromisoformat(day) for day in given["days"])
    for name in ("types", "actors", "targets", "names", "words", "title"):
        given[name] = tuple(given[name])
    for name in ("killed", "injured"):
        given[name] = None if given[name] is None else tuple(given[name])
    given["copy"] = struct.unpack(f">{len(given['copy']) // 8}I", bytes.fromhex(given["copy"]))
    return Profile(**given)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
