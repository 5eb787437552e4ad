"""Blocking keys: two accounts are compared only when they have a key in common.

A key is made so that few accounts hold it even in a book of a million: a day with an area, an actor with a day, a name,
a rare word with a month. A key that more than `KEY_LIMIT` accounts hold tells nothing and is passed over. Of the rest a
key tells the more, the fewer hold it: `TELLS` divided by their number. The accounts whose common keys tell most are
compared, `CANDIDATES` at most. In a made-up book of ten thousand 99.3 % of all companions are among the first 20, and
were 98.5 % of them among the 40 with the most keys in common; on ECB+ it takes 28 to lose no suggestion worth having.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casebook.link.profile import Profile
from casebook.link.wording import name_weight

KEY_LIMIT = 200  # accounts with one key; more make it useless, and slow
CANDIDATES = 28  # accounts compared with a new one
TELLS = 1_000_000  # divided in whole numbers, so that every database ranks alike
_NAMES = 6
_WORDS = 8
_RARE_NAME = 8.0
_LONGEST = 3  # days: a wider span is no day


def keys(profile: Profile) -> tuple[str, ...]:
    """The blocking keys of an account, each once, in a fixed order; at most about 30."""
    return tuple(dict.fromkeys(_keys(profile)))


def _keys(profile: Profile) -> Iterator[str]:
    days = tuple(_days(profile))
    area = profile.admin1 or profile.place
    for day in days:
        if profile.country is not None and area is not None:
            yield f"d:{day}:{profile.country}:{area.casefold()}"
        for actor in profile.actors:
            yield f"a:{day}:{actor}"
    names = [name for name in profile.names if name_weight(name) >= _RARE_NAME]
    for name in names[:_NAMES]:
        yield f"n:{name}"
    months = tuple(_months(profile)) or ("-",)
    for word in profile.words[:_WORDS]:
        for month in months:
            yield f"w:{month}:{word}"


def _days(profile: Profile) -> Iterator[date]:
    """The days it can have been, and the next: two accounts a day apart have one in common."""
    first, last = profile.first, profile.last
    if first is None or last is None or (last - first).days >= _LONGEST:
        return
    for ahead in range((last - first).days + 2):
        yield first + timedelta(ahead)


def _months(profile: Profile) -> Iterator[str]:
    """The month of publication and the one before, in which a follow-up has its incident."""
    day = profile.published or profile.first
    if day is not None:
        yield f"{day:%Y-%m}"
        yield f"{day.replace(day=1) - timedelta(1):%Y-%m}"
