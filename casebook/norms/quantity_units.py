"""What a number is a number of: only a `plain` one can count people or things.

The words around a number decide: "26," after a name is an age, "2900 block" an address, "Brigade 17" a name, "6 km" a
measure. Case may help but never decides alone, because many reports are in upper case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from casebook.norms.calendar_words import SHORT_UNITS, UNITS
from casebook.norms.number_words import SCALES, SMALL
from casebook.norms.tokens import Token
from casebook.norms.vague_words import is_plural
from casebook.norms.word_sets import word_set


class Unit(StrEnum):
    """What kind of number it is. `partitive` is "one of the wounded", `name` a number that only names something."""

    PLAIN = "plain"
    PERCENT = "percent"
    FRACTION = "fraction"
    MONEY = "money"
    ORDINAL = "ordinal"
    TIME = "time"
    DATE = "date"
    CLOCK = "clock"
    AGE = "age"
    MEASURE = "measure"
    NAME = "name"
    PARTITIVE = "partitive"


_PERCENT = frozenset({"%", "percent", "percentage", "pct", "pc"})
_FRACTION = frozenset({"third", "thirds", "quarter", "quarters", "half", "halves", "fourths", "fifths", "tenths"})
_MEASURES = word_set(
    "km kms kilometer kilometers kilometre kilometres m meter meters metre metres cm centimeter centimeters centimetres"
    " mm millimeter millimeters mile miles mi foot feet ft yard yards inch inches kg kgs kilo kilos kilogram kilograms"
    " kilogramme kilogrammes gram grams g lb lbs pound pounds ton tons tonne tonnes ounce ounces oz liter liters litre"
    " litres gallon gallons acre acres hectare hectares caliber calibre cal gauge degree degrees mph kph knots barrels"
    " megawatts megawatt volts watts kilowatts hp quintals hertz mhz khz block nautical cubic square story storey"
    " stories-high points lengths laps"
)
# What a hyphen may join to a number and still count people or things: "a 12-member patrol".
_COUNTED = word_set(
    "man men woman women member members person people strong soldier troop vehicle car truck passenger seat bed"
    " victim family boat ship officer plane"
)
_NAMING_BEFORE = word_set(
    "no number nos numbers # highway hwy route rte interstate i-95 brigade battalion regiment division district ward"
    " precinct room flight channel article section chapter page pages gate apartment apt suite box platoon zone sector"
    " level phase resolution resolutions act law decree order form block lot exit line kilometer kilometre km mile"
    " terminal camp sector grade type class category version model windows apollo boeing airbus radio volume verse"
    " engine train bus squad detachment corps army division fleet squadron stage tier unit warehouse pier plot ps p.o."
    " week day chapter paragraph platform runway psalm ms mi-17 mig su"
)
_STREETS = word_set(
    "street st avenue ave road rd drive dr lane ln boulevard blvd highway hwy court ct place pl parkway pkwy circle way"
    " terrace"
)
_COMPASS = frozenset({"n", "s", "e", "w", "nw", "ne", "sw", "se"})
_TOLL = frozenset({"dead", "wounded", "injured", "killed", "missing", "armed", "young", "or", "to", "civilian"})
_STATIONS = frozenset({"news", "fox", "channel", "abc", "nbc", "cbs"})
_CLOSED = word_set(
    "and or but in on at to of for from by with was were is are has have had said says who which that while when as"
    " after before during near into than will would"
)
_NOT_A_NAME = word_set("the a an in on at of and but or with for by from to when while after as that")
_YOUNG = frozenset({"children", "child", "kids", "youths", "boys", "girls", "minors", "anyone", "those", "people"})
_PERSON = frozenset({"he", "she", "boy", "girl", "son", "daughter", "victim", "who"})
_AGED = word_set(
    "man woman boy girl child youth teenager youngster pensioner widow widower mother father grandmother grandfather"
    " son daughter brother sister cousin student pupil driver farmer teacher trader shopkeeper labourer worker guard"
    " officer"
)
_POSSESSIVES = frozenset({"his", "her", "their"})
_AGE_BEFORE = frozenset({"aged", "age", "ages", "turned", "turning"})
_SMALL_WORDS = frozenset(SMALL) - {"zero"}


def _low(words: Sequence[Token], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""


def _touch(words: Sequence[Token], left: int) -> bool:
    """True when a token and the next one have nothing between them."""
    return 0 <= left < len(words) - 1 and words[left].end == words[left + 1].start


def compound_unit(rest: str) -> Unit:
    """The unit of a number joined to a word by a hyphen or nothing ("26-year-old", "500-kg", "12-member", "9mm")."""
    if rest.endswith(("old", "olds")) or rest == "yo":
        return Unit.AGE
    head = rest.split("-")[0]
    if head in _COUNTED:
        return Unit.PLAIN
    if head in UNITS or head in SHORT_UNITS or head == "second":
        return Unit.TIME
    if head in {"am", "pm"}:
        return Unit.CLOCK
    if head in {"percent", "per"}:
        return Unit.PERCENT
    return Unit.FRACTION if head in _FRACTION else Unit.MEASURE


def _is_age(words: Sequence[Token], first: int, last: int, value: float, *, shouting: bool) -> bool:
    """Ages: "26 years old", "aged 7", "a man of 26", ", 26," after a name, "(26)", "boys under 10", "she was 26."."""
    before, after = _low(words, first - 1), _low(words, last)
    if not 0 < value < 120:
        return False
    units = after in {"year", "years", "month", "months"}
    if (units and (_low(words, last + 1).startswith("old") or _low(words, last + 2) == "age")) or (
        after.startswith(("year-old", "years-old")) or after in {"yr-old", "y.o."}
    ):
        return True
    if before in _AGE_BEFORE or (before in {"of", "between"} and _low(words, first - 2) in {"age", "ages", "aged"}):
        return True
    if before == "between" and _low(words, first - 2) == "the" and _low(words, first - 3) == "aged":
        return True
    if before == "of" and _low(words, first - 2) in _AGED and words[first].text[:1].isdecimal():  # "a man of 59"
        return True
    back = first - 1
    while first - 12 < back and (_low(words, back) in {"and", ",", "or"} or _low(words, back).isdecimal()):
        back -= 1
    if back < first - 1 and _low(words, back) in _AGE_BEFORE:  # "ages 3, 5 and 8"
        return True
    figures = words[first].text[:1].isdecimal() and last == first + 1
    if after in {"'s", "’s", "s"} and value % 10 == 0 and before in _POSSESSIVES:  # "men in their 20's"
        return True
    ends = after in {",", ".", ")", ";", "]", "and", "of", "was", "is", ""}
    if figures and ends and before in {"was", "is"} and _low(words, first - 2) in _PERSON:
        return True
    if ends and before in {"under", "over"} and _low(words, first - 2) in _YOUNG:
        return True
    return figures and ends and _after_name(words, first, after, shouting=shouting)


def _after_name(words: Sequence[Token], first: int, after: str, *, shouting: bool) -> bool:
    """True for the place of an age behind a name: "Ana Ruiz, 41, ..." and "Ana Ruiz (41)"."""
    mark = _low(words, first - 1)
    name = words[first - 2] if first >= 2 else None
    if name is None or mark not in {",", "("} or not name.text[:1].isalpha():
        return False
    if mark == "(":
        return after == ")" and name.text[:1].isupper() and first >= 3 and words[first - 3].text[:1].isupper()
    if not name.text[:1].isupper() or name.lower in _NOT_A_NAME:
        return False
    if after in {",", ".", ")", ";", ""} or shouting:
        return after not in {"and", "of"}
    # "Ana Ruiz, 41 and ...", "Ana Ruiz, 41 was ...": a name has two words before its comma.
    return first >= 3 and words[first - 3].text[:1].isupper() and words[first - 3].text[:1].isalpha()


def _is_address(words: Sequence[Token], first: int, last: int) -> bool:
    """ "2900 block of", "1400 Elm Street"; only figures, at most two words before the street word."""
    if not words[first].text.isdecimal():
        return False
    if _low(words, last) in {"block", "blk"} or (_low(words, last) == "hundred" and _low(words, last + 1) == "block"):
        return True
    if len(words[first].text) >= 3 and _low(words, last) in _COMPASS:
        return True
    look = last
    while look < min(last + 4, len(words)):
        word = words[look].lower
        if word in _STREETS and look > last:
            return words[last].text[:1].isupper() or words[last].text[:1].isdecimal()
        if not (words[look].text[:1].isupper() or words[look].text[:1].isdecimal() or word == "."):
            return False
        look += 1
    return False


def _is_digits_string(words: Sequence[Token], first: int, last: int) -> bool:
    """Phone numbers, plates, results: figures joined to other tokens by a hyphen, slash or hash without a space."""
    text = words[first].text
    if text[:1].isdecimal() and _touch(words, last - 1) and words[last].text[:1].isalnum():
        return True
    if not text.isdecimal():
        return False
    left = first >= 2 and _touch(words, first - 1) and words[first - 1].text in "-/#:" and _touch(words, first - 2)
    right = (
        last + 1 < len(words)
        and _touch(words, last - 1)
        and words[last].text in "-/"
        and _touch(words, last)
        and words[last + 1].text[:1].isdecimal()
    )
    return (
        left or right or (len(text) > 1 and text.startswith("0")) or (text == "911" and _low(words, last) != "people")
    )


def _names(words: Sequence[Token], first: int, last: int, *, shouting: bool) -> bool:
    """True when the number belongs to a name: "Brigade 17", "No. 3", "Flight 370", "Highway 61"."""
    before, back = _low(words, first - 1), first - 1
    if before == "." and _low(words, first - 2) in {"no", "nos", "rte", "hwy", "apt", "sec", "art"}:
        return True
    if before in {"no", "nos", "#"}:
        return True
    if not words[first].text[:1].isdecimal():
        return before in {"number", "phase", "section", "chapter"} and last == first + 1
    after = _low(words, last)
    if after == "news" or before in _STATIONS or (first == 0 and after in {".", ")"}):
        return True
    closed = not after[:1].isalpha() or after in _CLOSED
    if back < 0:
        return False
    capital = words[back].text[:1].isupper() and not words[back].text[:1].isdecimal()
    if before in _NAMING_BEFORE and (capital or before in {"number", "highway", "route", "page", "room"}):
        return closed or before in {"highway", "interstate", "route", "brigade", "battalion", "flight", "precinct"}
    starts = back == 0 or words[back - 1].text in {".", "!", "?", '"', "“", "\n"}
    return not shouting and capital and closed and not starts and before not in _NOT_A_NAME and after not in {",", "%"}


_YEAR = re.compile(r"^(?:19[5-9]|20[0-3])\d$")


def _is_year(words: Sequence[Token], first: int, last: int) -> bool:
    """Four figures of a year in front of no plural noun: "a 2014 video", "Copyright 2016"."""
    after = _low(words, last)
    return last == first + 1 and _YEAR.match(words[first].text) is not None and not (is_plural(after) or after in _TOLL)


_CALIBER = re.compile(r"^\d{2,3}$")


def _is_measure(words: Sequence[Token], first: int, last: int) -> bool:
    if _low(words, last) in _MEASURES:
        return True
    dot = first - 1
    if _low(words, dot) != "." or not _CALIBER.match(words[first].text) or not _touch(words, dot):
        return False
    return dot == 0 or words[dot - 1].end < words[dot].start  # ".40 caliber", and not the end of a sentence


def unit_of(words: Sequence[Token], first: int, last: int, value: float, *, shouting: bool = False) -> Unit:
    """The unit of the number at [first, last), judged by its neighbours; `shouting` when the text has no lower case."""
    after, touching = _low(words, last), last > 0 and _touch(words, last - 1)
    if after in _PERCENT or (after == "per" and _low(words, last + 1) == "cent"):
        return Unit.PERCENT
    if after in _FRACTION and value < 100 and words[last - 1].lower not in SCALES:
        return Unit.FRACTION
    if after.startswith("yr") and "old" in {_low(words, last + 1), _low(words, last + 2)}:
        return Unit.AGE
    if after == "-" and touching and _touch(words, last) and _low(words, last + 1)[:1].isalpha():
        return compound_unit(_low(words, last + 1))
    if _is_age(words, first, last, value, shouting=shouting):
        return Unit.AGE
    if after in UNITS or after in SHORT_UNITS or after in {"o'clock", "hundred-hours"}:
        return Unit.CLOCK if after == "o'clock" else Unit.TIME
    if _is_address(words, first, last) or _is_digits_string(words, first, last):
        return Unit.NAME
    if _is_measure(words, first, last):
        return Unit.MEASURE
    if _names(words, first, last, shouting=shouting):
        return Unit.NAME
    if _is_year(words, first, last):
        return Unit.DATE
    return Unit.PLAIN if value == int(value) else Unit.MEASURE
