"""Every number in the words, with its bounds and what it is a number of.

A quantity never claims more than its words: "at least 12" has no upper bound, "up to 30" no floor, "dozens" only the
floor of the table handed in. Numbers that count nothing (years, ages, addresses, names) are returned with their unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from casebook.model.values import Qualifier
from casebook.norms.marks import mark_units
from casebook.norms.number_forms import article, compound, glued, is_added, nth, zero
from casebook.norms.number_ranges import Span, changed_from, read_span
from casebook.norms.number_words import SCALES, SMALL, ordinal, read_cardinal
from casebook.norms.qualifiers import Wording, wording_after, wording_before
from casebook.norms.quantity import Quantity, Scan
from casebook.norms.quantity_units import Unit
from casebook.norms.tokens import Token
from casebook.norms.vague import VagueTable
from casebook.norms.vague_words import VagueWords, read_vague
from casebook.norms.word_sets import word_set

__all__ = ["Quantity", "Unit", "find_quantities"]

_STARTS = (
    frozenset(SMALL)
    | frozenset(SCALES)
    | word_set(
        "a an another both several numerous multiple various countless dozens scores tens hundreds thousands millions"
        " some many numbers few couple no not none nobody no-one nil half half-dozen between from anywhere"
    )
)
_QUALIFIED = word_set(
    "at a minimum no not more over well just slightly upwards upward in exceeding greater above far much up as maximum"
    " fewer less under below about around some approximately approx roughly an estimated circa something on perhaps"
    " nearly almost close nearing"
)
_FILLERS = frozenset({"another", "the", "its", "their", "a", "further", "all", "some"})


def find_quantities(words: Sequence[Token], vague: VagueTable) -> list[Quantity]:
    """The quantities of the words in order, never overlapping. `vague` gives the bounds of vague and qualified ones."""
    scan = Scan(words, mark_units(words), vague, not any(word.text.islower() for word in words))
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = _quantity(scan, at)
        if quantity is None:
            at += 1
            continue
        found.append(quantity)
        at = max(quantity.last, at + 1)
    return found


def _quantity(scan: Scan, at: int) -> Quantity | None:
    """The quantity that starts at a token."""
    word = scan.words[at].lower
    if word in _QUALIFIED:
        wording = wording_before(scan.words, at)
        qualified = None if wording is None else _qualified(scan, at, wording)
        if qualified is not None:
            return qualified
    if word in _STARTS or word[:1].isdecimal():
        return _bare(scan, at)
    return compound(scan, at) if "-" in word and ordinal(word) is None else nth(scan, at)


def _qualified(scan: Scan, at: int, wording: Wording) -> Quantity | None:
    """A number behind a qualifier: "at least 12", "about a dozen", "more than several hundred"."""
    start, additional = wording.last, False
    while (
        scan.low(start) in _FILLERS
        or scan.low(start) == "$"
        or (scan.low(start), scan.low(start + 1)) == ("total", "of")
    ):
        if read_vague(scan.words, start) is not None or read_cardinal(scan.words, start) is not None:
            break
        additional = additional or scan.low(start) in {"another", "further"}
        start += 1
    if start >= len(scan.words):
        return None
    inner = wording_before(scan.words, start)
    if inner is not None:
        start = inner.last
    if start >= len(scan.words):
        return None
    fixed = scan.vague.find(f"{wording.term.removesuffix('N')}a dozen")
    if fixed is not None and scan.low(start) in {"a", "one"} and scan.low(start + 1) == "dozen":
        low, high = fixed.bounds()
        unit = scan.unit(start, start + 2, 12)
        return Quantity(at, start + 2, low, high, wording.qualifier, unit, vague_term=fixed.term)
    row = scan.vague.row(wording.term)
    vague = read_vague(scan.words, start)
    if vague is not None:
        return _qualified_vague(scan, at, start, wording=wording, vague=vague)
    span = read_span(scan.words, start)
    if span is None:
        return None
    first, second, last = span.low, span.high, span.last
    low = row.low.at(floor(first.value), floor(second.value))
    top = ceil(second.value)
    high = None if row.high is None else row.high.at(top, top)
    unit = scan.unit(first.first, second.last, second.value)
    if unit is not Unit.PLAIN:
        return Quantity(at, last, floor(first.value), ceil(second.value), wording.qualifier, unit)
    additional = additional or is_added(scan, at, last)
    return Quantity(at, last, low, high, wording.qualifier, unit, additional=additional)


def _qualified_vague(scan: Scan, at: int, start: int, *, wording: Wording, vague: VagueWords) -> Quantity:
    """ "at least several", "up to a few dozen": the qualifier opens the end it names, the term keeps the other."""
    low, high = _vague_bounds(scan, vague)
    if wording.qualifier is Qualifier.UP_TO:
        low = 0
    elif wording.qualifier is not Qualifier.ABOUT:
        low, high = low + (wording.qualifier is Qualifier.MORE_THAN and high is not None), None
    unit = scan.unit(start, vague.last, low)
    qualifier = wording.qualifier
    return Quantity(at, vague.last, low, high, qualifier, unit, vague_term=vague.term)


def _vague_bounds(scan: Scan, vague: VagueWords) -> tuple[int, int | None]:
    low, high = scan.vague.row(vague.term).bounds()
    if vague.scale > 1 and high is not None:  # "a couple hundred" is round
        return scan.vague.row("about N").bounds(low * vague.scale)
    return low * vague.scale, None if high is None else high * vague.scale


def _bare(scan: Scan, at: int) -> Quantity | None:
    """A number without a qualifier in front."""
    word = scan.low(at)
    if word in {"no", "not", "none", "nobody", "no-one", "nil", "zero"}:
        return zero(scan, at)
    if word in {"between", "from", "anywhere"}:
        return _between(scan, at)
    span = read_span(scan.words, at)
    if span is not None and (word != "one" or span.low is not span.high or span.last > at + 1):
        return _number(scan, at, span)
    vague = read_vague(scan.words, at)
    if vague is not None:
        low, high = _vague_bounds(scan, vague)
        exact = low == high and vague.scale == 1
        unit = scan.unit(at, vague.last, low)
        qualifier = Qualifier.EXACT if exact else Qualifier.VAGUE
        added = is_added(scan, at, vague.last)
        return Quantity(at, vague.last, low, high, qualifier, unit, None if exact else vague.term, additional=added)
    if word in {"a", "an", "another", "one"}:
        return article(scan, at)
    return compound(scan, at) if "-" in word else glued(scan, at)


def _number(scan: Scan, at: int, span: Span) -> Quantity:
    """A number or a range, and the qualifier behind it."""
    first, second, last = span.low, span.high, span.last
    low, high, unit = floor(first.value), ceil(second.value), scan.unit(at, second.last, second.value)
    qualifier = Qualifier.EXACT if first is second else Qualifier.BETWEEN
    after = wording_after(scan.words, last)
    if unit is not Unit.PLAIN:
        return Quantity(at, last, low, high, qualifier, unit)
    added = is_added(scan, at, last)
    if after is not None:
        row = scan.vague.row(after.term)
        top = None if row.high is None else row.high.at(high, high)
        return Quantity(at, after.last, row.low.at(low, high), top, after.qualifier, unit, additional=added)
    behind_noun = wording_after(scan.words, last + 1) if scan.low(last)[:1].isalpha() else None
    if behind_noun is not None and first is second and behind_noun.qualifier is Qualifier.AT_LEAST:
        return Quantity(at, last, low, None, behind_noun.qualifier, unit, additional=added)
    return Quantity(at, last, low, high, qualifier, unit, additional=added)


def _between(scan: Scan, at: int) -> Quantity | None:
    """ "between 8 and 15", "from 8 to 15", "anywhere from 8 to 15"."""
    start = at + 1 if scan.low(at) == "anywhere" else at
    opener = scan.low(start)
    if opener not in {"between", "from"} or start + 1 >= len(scan.words):
        return None
    span = read_span(scan.words, start + 1, joined_by="and" if opener == "between" else None)
    if span is None or span.low is span.high or (opener == "from" and changed_from(scan.words, start)):
        return None
    low, high = floor(span.low.value), ceil(span.high.value)
    unit = scan.unit(start + 1, span.last, span.high.value)
    return Quantity(at, span.last, low, high, Qualifier.BETWEEN, unit)
