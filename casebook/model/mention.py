"""Passages of a report, and the mentions that the extractor finds in them: a role and its words, no value yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casebook.model.claim import ARTICLE, Field, Modality, Speaker, Status
from casebook.model.report import Span

RULES, ENCODER, BOTH = "rules@1", "encoder@1", "rules+encoder@1"


class PassageKind(StrEnum):
    """What a passage is to its report."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, headline or line of page furniture; `paragraph` counts from 0."""

    span: Span
    index: int
    paragraph: int
    kind: PassageKind = PassageKind.BODY


@dataclass(frozen=True, slots=True)
class Mention:
    """A role and its words. No value yet: the resolver reads it from `words`, which lie inside or beside `span`.

    `span` is the evidence a person is shown; `code` the ontology code that a list gives for the words, if any.
    `origin` is what found the words, `confidence` (0 to 1) how sure the encoder is of them, None where it has no say.
    """

    field: Field
    span: Span
    words: Span
    said_by: Speaker = ARTICLE
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    code: str | None = None
    population: str | None = None
    origin: str = RULES
    confidence: float | None = None
