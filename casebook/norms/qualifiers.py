"""The phrases that qualify a number, and the row of the vague-number table and the qualifier that each stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.model.values import Qualifier
from casebook.norms.tokens import Token
from casebook.norms.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase read at some tokens: the table row for it ("at least N"), the qualifier, and where it ends."""

    term: str
    qualifier: Qualifier
    last: int


_AT_LEAST = ("at least N", Qualifier.AT_LEAST)
_MORE = ("more than N", Qualifier.MORE_THAN)
_UP_TO = ("up to N", Qualifier.UP_TO)
_FEWER = ("fewer than N", Qualifier.UP_TO)
_ABOUT = ("about N", Qualifier.ABOUT)
_NEARLY = ("nearly N", Qualifier.ABOUT)

_BEFORE: dict[tuple[str, ...], tuple[str, Qualifier]] = {
    tuple(phrase.split()): meaning
    for phrases, meaning in (
        (
            "at least|at the least|at the very least|at minimum|at a minimum|a minimum of|minimum of|no fewer than"
            "|no less than|not less than|not fewer than",
            _AT_LEAST,
        ),
        (
            "more than|well more than|over|well over|just over|a little over|slightly over|slightly more than"
            "|upwards of|upward of|in excess of|exceeding|greater than|above|far more than|much more than",
            _MORE,
        ),
        ("up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|at the most", _UP_TO),
        ("fewer than|less than|under|below", _FEWER),
        (
            "about|around|some|approximately|approx|roughly|an estimated|estimated|circa|in the region of"
            "|something like|in the order of|on the order of|an approximate|perhaps|more or less"
            "|an average of|apparently about",
            _ABOUT,
        ),
        ("nearly|almost|close to|just under|just short of|nearing|slightly fewer than|slightly less than", _NEARLY),
    )
    for phrase in phrases.split("|")
}

_AFTER: dict[tuple[str, ...], tuple[str, Qualifier]] = {
    tuple(phrase.split()): meaning
    for phrases, meaning in (
        (
            "or more|or even more|or possibly more|or perhaps more|and possibly more|and probably more|and maybe more"
            "|and perhaps more|possibly more|perhaps more|maybe more|if not more|and counting|plus|+|at least"
            "|at minimum|at a minimum|at the least|at the very least|and upwards|and above|and over",
            _AT_LEAST,
        ),
        ("or so|or thereabouts|more or less|approximately|give or take", _ABOUT),
        ("or fewer|or less|at most|at the most|at maximum", _UP_TO),
    )
    for phrase in phrases.split("|")
}


def _by_first(table: dict[tuple[str, ...], tuple[str, Qualifier]]) -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(table, key=len, reverse=True):
        index.setdefault(phrase[0], []).append(phrase)
    return index


_BEFORE_FIRST, _AFTER_FIRST = _by_first(_BEFORE), _by_first(_AFTER)
# "handed over two hostages": "over" belongs to the verb.
_OVER_VERBS = word_set(
    "hand handed handing hands turn turned turning turns take took taken taking takes run ran running runs pull pulled"
    " pulling knock knocked roll rolled flip flipped move moved bring brought give gave given win won fall fell blow"
    " look looked go went control power victory dispute fight fought argument argued differences"
)


def wording_before(words: Sequence[Token], at: int) -> Wording | None:
    """The qualifier that starts at a token ("at least"), None when none does; what follows it is not looked at."""
    for phrase in _BEFORE_FIRST.get(words[at].lower, ()):
        if tuple(word.lower for word in words[at : at + len(phrase)]) == phrase:
            if phrase == ("over",) and at > 0 and words[at - 1].lower in _OVER_VERBS:
                return None
            term, qualifier = _BEFORE[phrase]
            return Wording(term, qualifier, at + len(phrase))
    return None


def wording_after(words: Sequence[Token], at: int) -> Wording | None:
    """The qualifier that follows a number at its end, a comma allowed ("12, possibly more", "30 or so")."""
    if at >= len(words):
        return None
    start = at + 1 if words[at].text == "," else at
    for phrase in _AFTER_FIRST.get(words[start].lower, ()) if start < len(words) else ():
        if tuple(word.lower for word in words[start : start + len(phrase)]) == phrase:
            end = start + len(phrase)
            # "Nine were shot, at least four fatally": the phrase opens the next number.
            if phrase[0] == "at" and (start > at or _opens_number(words, end)):
                return None
            term, qualifier = _AFTER[phrase]
            return Wording(term, qualifier, end)
    return None


def _opens_number(words: Sequence[Token], at: int) -> bool:
    from_here = words[at].lower if at < len(words) else ""
    return from_here[:1].isdecimal() or from_here in {"one", "two", "three", "four", "five", "six", "seven", "eight"}
