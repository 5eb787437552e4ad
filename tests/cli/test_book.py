"""The verbs of a book as a shell calls them: what is printed, and the exit code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from casebook.cli import (
    app,
    verbs,  # noqa: F401  declares the verbs of the book
)
from casebook.model.claim import Field
from casebook.store.book import open_book
from tests.store.test_book import coded

RUN = CliRunner()


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A book with two reports of one incident and one of another."""
    path = str(tmp_path / "test.db")
    with open_book(path) as book:
        for source, figures in (("a", (3, 4)), ("b", (9,)), ("c", (3,))):
            book.add(coded(source, *figures, published=date(2026, 1, 5)))
        one, other, _ = ids(path)
        book.judge(one, other, "same", by="ana")
    return path


def ids(path: str) -> list[str]:
    with open_book(path) as book:
        return [incident.id for incident in book.incidents()]


def casebook(place: str, *words: str) -> Result:
    return RUN.invoke(app, [*words, "--book", place])


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def claim_of(place: str, field: Field) -> str:
    with open_book(place) as book:
        return next(c.id for i in book.incidents() for c in i.claims if c.field is field)


def test_review_alone_says_that_nothing_waits(place: str) -> None:
    result = casebook(place, "review")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing waits for a decision" in result.stderr


def test_review_alone_lists_contradictory_judgements_with_who_judged_what(place: str) -> None:
    one, other = ids(place)
    with open_book(place) as book:
        middle = next(a.id for a in book.incident(one).accounts if a.id != one)
        book.judge(middle, other, "same", by="ana")
        book.judge(one, other, "different", by="bo")
    result = casebook(place, "review")
    assert result.exit_code == 1
    (row,) = rows(result)
    assert (row["kind"], row["incident"], row["by"]) == ("contradiction", one, "ana, bo")
    assert f"bo judged {' and '.join(sorted((one, other)))} different" in str(row["says"])
    assert "1 pieces of work wait for a decision" in casebook(place, "doctor").stderr
    shown = next(row for row in rows(casebook(place, "show", one)) if row["field"] == "contradiction")
    assert shown["said_by"] == "bo"


def test_show_tells_how_far_the_figures_are_apart(place: str) -> None:
    found = [r for r in rows(casebook(place, "show", ids(place)[0])) if r["field"] == "killed disagreement"]
    told = [tuple(r[key] for key in ("low", "high", "sources", "agreeing", "last")) for r in found]
    assert told == [(3, 9, 2, 1, "2026-01-05")]


def test_correct_refuses_a_code_that_there_is_not_and_names_the_nearest(place: str) -> None:
    claim = claim_of(place, Field.INCIDENT_TYPE)
    result = casebook(place, "review", "correct", claim, "--value", "armed.clashes", "--by", "ana")
    assert result.exit_code == 2
    assert "'armed.clashes' is no code of incident_type; near it: armed.clash" in result.stderr
    with open_book(place) as book:
        assert book.counts()["review"] == 0
    assert casebook(place, "review", "correct", claim, "--value", "armed.clash", "--by", "ana").exit_code == 0


def test_a_verdict_without_a_claim_is_wrong_usage(place: str) -> None:
    result = casebook(place, "review", "accept")
    assert result.exit_code == 2
    assert "accept what? Give the id of a claim" in result.stderr


def test_somebody_elses_verdict_is_told_and_overruled_only_when_named(place: str) -> None:
    claim = claim_of(place, Field.KILLED)
    assert casebook(place, "review", "accept", claim, "--by", "ana").exit_code == 0
    refused = casebook(place, "review", "reject", claim, "--by", "bo")
    assert refused.exit_code == 1
    standing = refused.stderr.rpartition("over=")[2].strip()
    assert casebook(place, "review", "reject", claim, "--by", "bo", "--over", standing).exit_code == 0
    (row,) = rows(casebook(place, "review"))
    assert (row["kind"], row["by"]) == ("overruled", "ana, bo")
