"""Numbers of one or two tokens: "no one", "a man", "one of them", "the second", "26-year-old", "12-member", "9mm"."""

from __future__ import annotations

import re
from math import ceil, floor

from casebook.model.values import Qualifier
from casebook.norms.number_words import SCALES, SMALL, ordinal, read_digits
from casebook.norms.quantity import Quantity, Scan
from casebook.norms.quantity_units import Unit, compound_unit
from casebook.norms.word_sets import word_set

_NOT_ZERO = word_set(
    "longer doubt matter way sooner later more less fewer wonder other such one sign idea comment place evidence and or"
    " if but he she they it we i you not"
)
_SUPERLATIVE = frozenset({"most", "least", "first", "last", "main", "few", "only"})
_PRONOUN_AFTER = frozenset({"this", "that", "which", "each", "every", "any", "the", "no", "whichever"})
_PRONOUN_BEFORE = word_set(
    "who that which is was are were has had in on at by from it we he she they i and or but to of will can"
)
_COMPOUND = re.compile(r"^(\d[\d.,]*|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)-([a-z].*)$")
_GLUED = re.compile(r"^(\d[\d.,]*)([a-z]+)$")
_ADDED = frozenset({"more", "other", "others", "additional", "further"})


def is_added(scan: Scan, first: int, last: int) -> bool:
    """True for "another two" and "two others"."""
    before = scan.low(first - 1)
    return before in {"another", "further", "additional"} or (scan.low(last) in _ADDED and scan.low(last + 1) != "than")


def nth(scan: Scan, at: int) -> Quantity | None:
    """ "second", "17th"; part of a date where it is one."""
    value = ordinal(scan.low(at))
    if value is None:
        return None
    known = scan.marks.get(at)
    return Quantity(at, at + 1, value, value, Qualifier.EXACT, Unit.ORDINAL if known is None else known)


def glued(scan: Scan, at: int) -> Quantity | None:
    """ "9mm", "20s", "1980s", "17th", "5pm"."""
    match = _GLUED.match(scan.low(at))
    value = None if match is None else read_digits(match[1])
    if match is None or value is None:
        return None
    if ordinal(scan.low(at)) is not None:
        return nth(scan, at)
    unit = compound_unit(match[2])
    if match[2] == "s":
        unit = Unit.AGE if value < 100 else Unit.DATE
    known = scan.marks.get(at)
    return Quantity(at, at + 1, floor(value), ceil(value), Qualifier.EXACT, unit if known is None else known)


def zero(scan: Scan, at: int) -> Quantity | None:
    """ "no", "none", "nobody", "no one", "not a single" - and not "no longer", "No. 3", "no, he said"."""
    word, after = scan.low(at), scan.low(at + 1)
    if word == "zero":
        return Quantity(at, at + 1, 0, 0, Qualifier.ZERO, scan.unit(at, at + 1, 0))
    if word == "not":
        single = 3 if [after, scan.low(at + 2)] == ["a", "single"] else 2 if after == "one" else 0
        return Quantity(at, at + single, 0, 0, Qualifier.ZERO) if single > 0 else None
    if word == "no" and after == "one":
        return Quantity(at, at + 2, 0, 0, Qualifier.ZERO)
    if word == "no" and (after in _NOT_ZERO or not after[:1].isalpha()):
        return None
    return Quantity(at, at + 1, 0, 0, Qualifier.ZERO)


def article(scan: Scan, at: int) -> Quantity | None:
    """ "a man", "another man", "one man": one, if what follows is counted."""
    word, before, after = scan.low(at), scan.low(at - 1), scan.low(at + 1)
    if word != "one":
        if not after[:1].isalpha() and not after[:1].isdecimal():
            return None
        unit = scan.marks.get(at, Unit.PLAIN)
        return Quantity(at, at + 1, 1, 1, Qualifier.EXACT, unit, article=True, additional=word == "another")
    pronoun = before in _PRONOUN_AFTER and (not after[:1].isalpha() or after in _PRONOUN_BEFORE)
    if (pronoun and (before, after) != ("that", "of")) or after in {"another", "'s", "thing", "way", "day"}:
        return None
    unit = scan.unit(at, at + 1, 1)
    if after == "of":
        best = any(scan.low(look).endswith("est") or scan.low(look) in _SUPERLATIVE for look in range(at + 2, at + 5))
        return None if best else Quantity(at, at + 1, 1, 1, Qualifier.EXACT, Unit.PARTITIVE, article=True)
    added = is_added(scan, at, at + 1)
    return Quantity(at, at + 1, 1, 1, Qualifier.EXACT, unit, article=True, additional=added)


def compound(scan: Scan, at: int) -> Quantity | None:
    """ "26-year-old", "12-member", "two-man", "20-odd"."""
    match = _COMPOUND.match(scan.low(at))
    if match is None:
        return None
    value = SMALL.get(match[1])
    if value is None:
        figures = SCALES.get(match[1]) if match[1][:1].isalpha() else read_digits(match[1])
        if figures is None:
            return None
        value = floor(figures)
    if match[2] in {"odd", "some", "plus"}:
        row = scan.vague.row("at least N" if match[2] == "plus" else "about N")
        qualifier = Qualifier.AT_LEAST if match[2] == "plus" else Qualifier.ABOUT
        low, high = row.bounds(value)
        return Quantity(at, at + 1, low, high, qualifier, scan.unit(at, at + 1, value))
    known = scan.marks.get(at)
    unit = compound_unit(match[2]) if known is None else known
    if scan.low(at + 1) in {"old", "olds"}:
        unit = Unit.AGE
    return Quantity(at, at + 1, value, value, Qualifier.EXACT, unit)
