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
    return at >= 2 and words[at - 1].lower == "of" and words[at - 2].lower in listed("parents")


def total(mention: Mention) -> Count | None:
    """The sum of the disjoint groups of one speaker's words (R0), marked derived; None unless every part is exact."""
    words = tokens(mention.words.quote)
    found = [q for q in quantities(words) if q.unit == "plain"]
    parts = [q for q in found if not q.article or _opens_group(words, q.first)]
    if len(parts) < 2 or any(q.low != q.high for q in parts):
        return None
    amount = sum(q.low for q in parts)
    return Count(amount, amount, Qualifier.EXACT, derived=True)


def _opens_group(words: list[Token], at: int) -> bool:
    """True for the article of a group of its own: "a driver and two guards"."""
    return at == 0 or words[at - 1].lower in {"and", ",", "plus", "to", "as"}
