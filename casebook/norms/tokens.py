"""Words of a text with their exact offsets.

A hyphenated word, a name with an apostrophe and a contraction are one token ("Al-Ansari", "O'Neill", "didn't"); a
possessive ending is its own ("police", "'s"); a currency sign, a bracket and every other mark is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      \d+(?:[-\u2010\u2011][^\W\d_]+)+                                # 6-year-old
    | \d++(?:[.,:/]\d++)*+(?i:st|nd|rd|th|s|am|pm|km|mm|m|kg)?(?![^\W\d_])   # 1,200  5:30pm  22nd  1980S  25km
    | \d++                                                                # 14NEWS: the figure, then the word
    | (?:[^\W\d_]\.){2,}                                                 # U.S.  p.m.
    | [^\W_]+(?:[-\u2010\u2011](?=[^\W_])[^\W_]+|['\u2019](?![sS]\b)(?=[^\W_])[^\W_]+)*
    | ['\u2019][sS]\b
    | --+ | \.{2,} | ''|``
    | \S
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `start` and `end` count code points of the text it was cut from, `lower` is what lists match."""

    text: str
    lower: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets into the whole text."""
    stop = len(text) if end is None else end
    found = []
    for match in _TOKEN.finditer(text, start, stop):
        word = match.group()
        found.append(Token(word, word.lower().replace("\u2019", "'"), match.start(), match.end()))
    return found
