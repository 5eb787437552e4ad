"""Word lists written as text, for the small closed classes that a grammar names."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text with blanks between them."""
    return frozenset(text.split())
