"""Words as they are sought: lower case, without accents or marks. Both databases index these, so both find the same."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> list[str]:
    """The words of a text, as sought."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(text.casefold())


def key(text: str) -> str:
    """A name as one key: its words with single spaces."""
    return " ".join(plain(text))
