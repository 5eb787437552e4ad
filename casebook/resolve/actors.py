"""Actors through the registry: many names, one identity, with what it was on the day."""

from __future__ import annotations

from datetime import date

from casebook.lists.actors import actor_status, actors
from casebook.model.values import Ref
from casebook.norms.tokens import tokens


def actor_ref(words: str, on: date | None = None) -> Ref:
    """The actor that the words name: the registry's name and id when it knows them, else the words alone."""
    found = actors().matches([token.lower for token in tokens(words)])
    if len(found) == 0:
        return Ref(" ".join(words.split()))
    best = max(found, key=lambda match: match.end - match.start)
    actor = best.items[0].actor
    status = actor_status(actor.ref, on)
    return Ref(actor.name, actor.ref, status.kind if status is not None else actor.kind)


def known_actor(words: str) -> str | None:
    """The registry id of the actor that the words name, None when it names none."""
    return actor_ref(words).ref
