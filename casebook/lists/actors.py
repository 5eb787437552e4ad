"""The registry of named armed groups, forces and bodies, and what each of them was on a given day.

A name that other words share ("IS") is kept apart as `capitals`: it counts only where the text writes it so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from casebook.lists.reading import codes, list_text, parse_toml
from casebook.lists.rows import Actor, ActorName, ActorStatus
from casebook.model.errors import ListError
from casebook.norms.phrases import Phrases

_FILE = "actors.toml"
_STATE_KINDS = frozenset({"state", "state_force", "ministry_or_agency"})
_KEYS = frozenset({"name", "kind", "aliases", "capitals", "countries", "status", "part_of", "linked"})


def actors() -> Phrases[ActorName]:
    """Every name of every actor."""
    return _names()


def actor(ref: str) -> Actor:
    """The actor with this id; ListError when the registry has none."""
    found = registry().get(ref)
    if found is None:
        raise ListError(f"{_FILE} has no actor {ref!r}; add a table [{ref.removeprefix('actor:')}] or mend the id")
    return found


def actor_status(ref: str, on: date | None) -> ActorStatus | None:
    """What the actor was on that day; with no day, its status if it only ever had one, else None."""
    statuses = actor(ref).statuses
    if on is None:
        return statuses[0] if len(statuses) == 1 else None
    for status in statuses:
        if (status.start is None or status.start <= on) and (status.end is None or on < status.end):
            return status
    return None


@cache
def registry() -> Mapping[str, Actor]:
    """All actors by id."""
    tables = _tables()
    found = {f"actor:{slug}": _actor(slug, table) for slug, table in tables.items()}
    for one in found.values():
        for other in (*one.part_of, *one.linked):
            if other not in found:
                raise ListError(f"{_FILE}: {one.ref} names {other!r}, which has no table; add it or mend the id")
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return parse_toml(_FILE, list_text(_FILE))


@cache
def _names() -> Phrases[ActorName]:
    tables = _tables()
    pairs: list[tuple[str, ActorName]] = []
    for one in registry().values():
        capitals = _texts(one.ref, tables[one.ref.removeprefix("actor:")], "capitals")
        for words in dict.fromkeys(form for name in (one.name, *one.aliases) for form in _written(name)):
            pairs.append((words, ActorName(words, one, False)))
        pairs.extend((words.lower(), ActorName(words, one, True)) for words in capitals)
    return Phrases(pairs)


def _written(name: str) -> Iterator[str]:
    """A name in lower case, also without accents, and "al-x" also as "al x"."""
    lower = name.lower()
    yield lower
    if lower.isascii():
        plain = lower
    else:
        plain = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
        yield plain
    if "al-" in plain or "el-" in plain:
        yield plain.replace("al-", "al ").replace("el-", "el ")


def _texts(ref: str, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise ListError(f"{_FILE}: {key} of {ref} is {found!r}; write a list of quoted words")
    return tuple(str(text) for text in found)


def _actor(slug: str, table: Mapping[str, object]) -> Actor:
    ref = f"actor:{slug}"
    unknown = set(table) - _KEYS
    if len(unknown) > 0:
        raise ListError(f"{_FILE}: {ref} has the key {min(unknown)!r}; use only: {', '.join(sorted(_KEYS))}")
    name, kind = table.get("name"), table.get("kind")
    if not isinstance(name, str):
        raise ListError(f"{_FILE}: name of {ref} is {name!r}; write the name in quotes")
    if not isinstance(kind, str) or kind not in codes("actor_kind"):
        raise ListError(f"{_FILE}: kind of {ref} is {kind!r}; use one of: {', '.join(codes('actor_kind'))}")
    links = {key: tuple(f"actor:{other}" for other in _texts(ref, table, key)) for key in ("part_of", "linked")}
    return Actor(
        ref,
        name,
        kind,
        kind in _STATE_KINDS,
        _texts(ref, table, "countries"),
        _texts(ref, table, "aliases"),
        _statuses(ref, kind, table.get("status")),
        links["part_of"],
        links["linked"],
    )


def _statuses(ref: str, kind: str, given: object) -> tuple[ActorStatus, ...]:
    """The dated statuses, or one open status of the actor's own kind where the list gives none."""
    if given is None:
        return (ActorStatus(kind, kind in _STATE_KINDS, None, None, ""),)
    if not isinstance(given, list):
        raise ListError(f"{_FILE}: status of {ref} is {given!r}; write a list of tables {{kind, from, to, note}}")
    return tuple(_status(ref, row) for row in given)


def _status(ref: str, row: Mapping[str, object]) -> ActorStatus:
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in codes("actor_kind"):
        raise ListError(f"{_FILE}: status kind of {ref} is {kind!r}; use one of: {', '.join(codes('actor_kind'))}")
    days = []
    for key in ("from", "to"):
        day = row.get(key)
        if day is not None and not isinstance(day, date):
            raise ListError(f"{_FILE}: status {key} of {ref} is {day!r}; write a day such as 2021-08-15, unquoted")
        days.append(day)
    return ActorStatus(kind, kind in _STATE_KINDS, days[0], days[1], str(row.get("note", "")))
