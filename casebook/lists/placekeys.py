"""The form in which place names are compared, and how likely a name is to mean a place when nothing else is known.

Standard library only: `hatch_build.py` loads this file by its path to compile the gazetteer before Casebook is
installed, so the index and the look-up always cut names the same way.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import IntEnum
from typing import Final


class ToponymKind(IntEnum):
    """What sort of area a name stands for, from a point to the widest."""

    SETTLEMENT = 1
    ADMIN2 = 2
    ADMIN1 = 3
    REGION = 4
    COUNTRY = 5


_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "þ": "th", "ß": "ss", "ħ": "h"}
    | dict.fromkeys("'’‘ʼʻ`´ʿʾ′ʹʽ.", "")
    | {"&": " and "}
)
_WORD: Final = re.compile(r"[a-z0-9]+")
_SHORT: Final = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_PRIOR_BY_KIND: Final = {
    ToponymKind.SETTLEMENT: 0.0,
    ToponymKind.ADMIN2: -1.5,
    ToponymKind.ADMIN1: -1.2,
    ToponymKind.REGION: 4.5,
    ToponymKind.COUNTRY: 2.0,
}


def place_key(name: str) -> str:
    """The letters and digits of a name, without case, accents, hyphens and spaces; empty for other scripts.

    "Pul-e Khumri" and "Puli Khumri" stay apart, "Pul-e-Khumri" and "Pule Khumri" do not; "St. Louis" is "Saint Louis".
    """
    plain = name.casefold().translate(_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)
        if any(c.isalpha() and not c.isascii() for c in plain):
            return ""
    words = _WORD.findall(plain)
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_SHORT.get(word, word) for word in words]
    return "".join(words)


def prior(kind: ToponymKind, population: int | None, *, asked: str, main: str) -> float:
    """How much a bare name speaks for this place: about the log of the people who could be meant by it.

    `asked` and `main` are the keys of the name as written and of the place's main name; a town is seldom meant by
    another name of it, unless that is hardly another ("Basra" for Basrah, "New York" for New York City).
    """
    size = 0.0 if kind is ToponymKind.REGION else math.log10(max(population or 0, 300))
    return size + _PRIOR_BY_KIND[kind] - (0.0 if kind >= ToponymKind.ADMIN1 else _other_name(asked, main))


def _other_name(asked: str, main: str) -> float:
    if asked == main:
        return 0.0
    alike = asked[:4] == main[:4] and (abs(len(asked) - len(main)) < 3 or main == asked + "city")
    return 0.4 if alike else 1.5
