"""`casebook init`, `link`, `show`, `history` and `doctor`: the book opened, linked, looked at and checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casebook.cli.book import Row, say, show_rows, with_book
from casebook.model.errors import UsageError
from casebook.model.reconcile import Tally

if TYPE_CHECKING:
    from casebook.model.disagreement import Disagreement
    from casebook.store.book import Book, Past
    from casebook.store.history import History


def init(book: str | None) -> int:
    """Make a book, or bring an older one up to date."""

    def made(opened: Book) -> int:
        say(f"{opened.name}: ready, {opened.counts()['report']} reports")
        return 0

    return with_book(book, made, create=True)


def link(auto_same: float | None, book: str | None) -> int:
    """Print suggestions as they are found."""

    def find(opened: Book) -> int:
        rows = (
            {
                "score": round(hint.score or 0.0, 3),
                "link": hint.judgement.value,
                "left": hint.left,
                "right": hint.right,
                "why": hint.why,
            }
            for hint in opened.link(auto_same)
        )
        try:
            show_rows(rows, ("score", "link", "left", "right", "why"))
        except KeyboardInterrupt:
            say("stopped; what was found is kept, and the same command goes on")
            return 130
        return 0

    return with_book(book, find)


def show(names: list[str], as_of: str | None, book: str | None) -> int:
    """Print incidents, a line a claim."""

    def tell(opened: Book) -> int:
        past = _past(opened, as_of)
        show_rows((row for name in names for row in _shown(past, name)), ("field", "value", "said_by", "quote", "id"))
        return 0

    return with_book(book, tell)


def _shown(past: Past, name: str) -> Iterator[Row]:
    """Its claims, then how far its figures are apart, then the judgements on it that contradict each other."""
    yield from _claims(past, name)
    for measure in past.disagreements(name):
        yield _measure(past.incident(name).id, measure)
    for found in past.incident(name).contradictions:
        apart = found.different
        yield {
            "incident": past.incident(name).id,
            "field": "contradiction",
            "value": f"{apart.left} different {apart.right}",
            "said_by": apart.by,
            "quote": "; ".join(f"{link.left} same {link.right} ({link.by})" for link in found.same),
            "id": apart.id,
        }


def _measure(incident: str, measure: Disagreement) -> Row:
    high = "?" if measure.high is None else str(measure.high)
    agreeing = "" if measure.agreeing is None else f"{measure.agreeing} of "
    newest = {None: "", True: ", the newest agree", False: ", the newest do not agree"}[measure.last_agrees]
    return {
        "incident": incident,
        "field": f"{measure.field} disagreement",
        "value": f"{measure.low} to {high}",
        "said_by": f"{agreeing}{measure.sources} sources",
        "quote": f"{measure.first} to {measure.last}{newest}" if measure.last is not None else None,
        "low": measure.low,
        "high": measure.high,
        "sources": measure.sources,
        "agreeing": measure.agreeing,
        "share": None if measure.share is None else round(measure.share, 3),
        "first": measure.first,
        "last": measure.last,
        "last_agrees": measure.last_agrees,
    }


def _claims(past: Past, name: str) -> Iterator[Row]:
    incident = past.incident(name)
    for claim in incident.claims:
        yield {
            "incident": incident.id,
            "account": claim.account_id,
            "id": claim.id,
            "field": claim.field.value,
            "value": str(claim.value),
            "modality": claim.modality.value,
            "said_by": claim.said_by.name,
            "quote": claim.evidence[0].quote,
            "origin": claim.origin,
        }


def history(name: str, book: str | None) -> int:
    """Print what became of an incident, a line a step, figure and decision, in the order of time."""

    def tell(opened: Book) -> int:
        show_rows(_steps(opened.history(name)), ("when", "what", "by", "says"))
        return 0

    return with_book(book, tell)


def _steps(told: History) -> Iterator[Row]:
    for figure in told.figures:
        claim = figure.claim
        says = f"{claim.field.value}: {claim.evidence[0].quote}"
        yield {"when": figure.published, "what": "said", "by": claim.said_by.name, "says": says, "id": claim.id}
    for step in told.steps:
        toll = f"killed {_toll(step.killed)}, injured {_toll(step.injured)}, {step.accounts} accounts"
        yield {
            "when": f"{step.at:%Y-%m-%d %H:%M:%S}",
            "what": step.verb,
            "by": step.by,
            "says": toll,
            "id": step.incident_id,
        }
    for link in told.links:
        says = f"{link.left} {link.judgement.value} {link.right} {link.why}".strip()
        yield {"when": f"{link.at:%Y-%m-%d %H:%M:%S}", "what": "judged", "by": link.by, "says": says, "id": link.id}
    for review in told.reviews:
        says = f"{review.claim_id} {review.verdict.value} {review.note}".strip()
        yield {
            "when": f"{review.at:%Y-%m-%d %H:%M:%S}",
            "what": "reviewed",
            "by": review.by,
            "says": says,
            "id": review.id,
        }


def _toll(tally: Tally | None) -> str:
    if tally is None:
        return "not told"
    return " / ".join("?" if bound is None else str(bound) for bound in (tally.min, tally.best, tally.max))


def doctor(rebuild: bool, book: str | None) -> int:
    """Count what the book holds; with `rebuild` make the views anew and say whether they were right."""

    def check(opened: Book) -> int:
        sys.stdout.write(json.dumps(opened.counts()) + "\n")
        waiting = sum(1 for _ in opened.work())
        if waiting > 0:
            say(f"{opened.name}: {waiting} pieces of work wait for a decision; casebook review lists them")
        if not rebuild:
            return 0
        if opened.rebuild():
            say(f"{opened.name}: views rebuilt; they were as they should be")
            return 0
        say(f"{opened.name}: views rebuilt; they were not what the facts say, and now are")
        return 1

    return with_book(book, check)


def _past(book: Book, as_of: str | None) -> Past:
    if as_of is None:
        return book
    try:
        at = datetime.fromisoformat(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of {as_of!r} is no moment such as 2026-01-31T12:00") from error
    return book.as_of(at.replace(tzinfo=UTC) if at.tzinfo is None else at)
