"""The small sets of words (`words.toml`) and turns of phrase (`wording.toml`) that one rule each asks for by name.

Both files are read once, when a rule first asks. A name that the file does not have is an error, never an empty set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from casebook.lists.reading import list_text, parse_toml
from casebook.model.errors import ListError

_WORDS = "words.toml"
_WORDING = "wording.toml"


@cache
def words(name: str) -> frozenset[str]:
    """The words of one table of `words.toml`."""
    cell = _table(_WORDS, name).get("words")
    if not isinstance(cell, str) or len(cell.split()) == 0:
        raise ListError(f"{_WORDS}: [{name}] words is {cell!r}; write words with blanks between them")
    if cell != cell.lower():
        raise ListError(f"{_WORDS}: [{name}] words has capitals; write lower case, capitals in a text are matched too")
    return frozenset(cell.split())


@cache
def wording(name: str) -> re.Pattern[str]:
    """The pattern that finds any wording of one table of `wording.toml`, whole words in any case."""
    cell = _table(_WORDING, name).get("any")
    if not isinstance(cell, list) or len(cell) == 0:
        raise ListError(f"{_WORDING}: [{name}] any is {cell!r}; write one or more wordings in [ ]")
    for each in cell:
        try:
            re.compile(str(each))
        except re.error as error:
            raise ListError(f"{_WORDING}: [{name}] {each!r} cannot be read: {error}; mend that wording") from error
    return re.compile(rf"\b(?:{'|'.join(str(each) for each in cell)})\b", re.IGNORECASE)


@cache
def _tables(file: str) -> Mapping[str, Mapping[str, object]]:
    return parse_toml(file, list_text(file))


def _table(file: str, name: str) -> Mapping[str, object]:
    found = _tables(file).get(name)
    if found is None:
        raise ListError(f"{file} has no table {name!r}; use one of: {', '.join(_tables(file))}")
    return found
