"""The account of a draft: one telling of one incident, anchored at the words that first tell of it."""

from __future__ import annotations

from casebook.assemble.drafts import Draft, occurrence
from casebook.assemble.scene import Scene
from casebook.model.claim import Account, Role
from casebook.model.report import Span


def anchor_span(scene: Scene, draft: Draft) -> Span:
    """The words that first tell of the incident: the happening with its noun phrase."""
    first = draft.first
    sentence = scene.lines[first.line].sentence
    phrase = sentence.phrase_at(first.first)
    if first.noun and phrase is not None:
        return sentence.span(min(phrase.first, first.first), max(phrase.last, first.last))
    return sentence.span(first.first, first.last)


def make_account(scene: Scene, draft: Draft, role: Role) -> Account:
    """The account of a draft."""
    return Account(scene.report.id, anchor_span(scene, draft), role, occurrence(draft))
