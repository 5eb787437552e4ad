"""Counts from the words of a mention: digits, number words, vague words, or the people described (R11)."""

from __future__ import annotations

from casebook.lists.vague_numbers import quantities
from casebook.lists.words import words as listed
from casebook.model.claim import Field
from casebook.model.mention import Mention
from casebook.model.values import Count, Qualifier
from casebook.norms.tokens import Token, tokens

_SINGULAR = frozenset(
    {"a", "an", "one", "the", "another", "his", "her", "their", "its", "our", "my", "he", "she", "him"}
)
_JOINTS = frozenset({"and", ",", "plus", "to", "as"})
_NOBODY = frozenset({"nobody", "no", "none", "no-one"})


def count(mention: Mention, *, plural: bool, named: bool) -> Count | None:
    """The number that the mention's words state; None when they state none.

    `plural`: the head is a plural noun, which without a number means two or more. `named`: the words describe or name
    one person, which is a floor: there may be others (R11).
    """
    words = tokens(mention.words.quote)
    found = [q for q in quantities(words) if q.unit == "plain" and not q.article and not _of_children(words, q.first)]
    if len(found) > 0:
        first = found[0]
        return Count(
            low=first.low,
            high=first.high,
            qualifier=first.qualifier,
            population=mention.population,
            vague_term=first.vague_term,
        )
    if len(words) == 0:
        return None
    if words[0].lower == "one" and (
        len(words) == 1 or words[1].lower in {"of", "dead", "killed", "wounded", "injured"}
    ):
        return Count(1, 1, Qualifier.EXACT, population=mention.population)
    if words[0].lower == "both" and (plural or len(words) == 1):
        return Count(2, 2, Qualifier.EXACT, population=mention.population)
    if words[0].lower in _NOBODY:
        return Count(0, 0, Qualifier.ZERO, population=mention.population)
    if mention.field is Field.PERPETRATOR_COUNT and not plural:
        return Count(1, 1, Qualifier.EXACT)
    if plural:
        return Count(2, None, Qualifier.VAGUE, population=mention.population, vague_term="plural noun with no number")
    if not named and words[0].lower in _SINGULAR:
        return Count(1, 1, Qualifier.EXACT, population=mention.population)
    if named or words[0].lower in _SINGULAR or len(words) <= 4:
        return Count(1, None, Qualifier.AT_LEAST, population=mention.population or "named victim")
    return None


def _of_children(words: list[Token], at: int) -> bool:
    """True for the number in "a father of two"."""
    return 2 <= at < len(words) and words[at - 1].lower == "of" and words[at - 2].lower in listed("parents")


def _describes_again(words: list[Token], at: int) -> bool:
    """True for ", a father of two", which tells more of the one before the comma."""
    return at > 0 and words[at - 1].lower == "," and any(_of_children(words, of) for of in range(at, at + 4))


def total(mention: Mention) -> Count | None:
    """The sum of the disjoint groups of one speaker's words (R0), marked derived; None unless every part is exact.

    Persons who are only described, one by one, are a floor: "his wife and his son" are two at least (R11).
    """
    words = tokens(mention.words.quote)
    found = [q for q in quantities(words) if q.unit == "plain" and not _of_children(words, q.first)]
    opening = [at for at in range(len(words)) if _opens_group(words, at) and words[at].lower not in _JOINTS]
    opening = [at for at in opening if not _describes_again(words, at)]
    amount, counted = 0, 0
    for at, end in zip(opening, [*opening[1:], len(words)], strict=True):
        inside = [q for q in found if at <= q.first < end and (not q.article or q.first == at)]
        if any(q.low != q.high for q in inside):
            return None
        if len(inside) > 0:
            amount += inside[0].low
            counted += not inside[0].article
        elif words[at].lower in _SINGULAR:
            amount += 1
    if len(opening) < 2 or amount < 2:
        return None
    if counted == 0:
        return Count(amount, None, Qualifier.AT_LEAST, derived=True)
    return Count(amount, amount, Qualifier.EXACT, derived=True)


def _opens_group(words: list[Token], at: int) -> bool:
    """True for the article of a group of its own: "a driver and two guards"."""
    return at == 0 or words[at - 1].lower in _JOINTS
