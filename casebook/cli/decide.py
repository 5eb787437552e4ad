"""`casebook judge` and `casebook review`: what a person decides, signed and kept, and what waits to be decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from casebook.cli.book import say, show_rows, signer, with_book
from casebook.lists.actors import registry
from casebook.model.errors import UsageError
from casebook.model.values import Code, Count, DateMethod, DatePrecision, Days, Qualifier, Ref, Text, Value

if TYPE_CHECKING:
    from casebook.store.book import Book

_COUNT = re.compile(r"(\d+)(\+|-(\d+))?")


def judge(
    left: str, right: str, judgement: str, *, by: str | None, why: str, over: str | None, book: str | None
) -> int:
    """Keep a judgement on two accounts or incidents."""

    def decide(opened: Book) -> int:
        link = opened.judge(left, right, judgement, by=signer(by), why=why, over=over)
        row = {
            "link": link.id,
            "left": link.left,
            "right": link.right,
            "judgement": link.judgement.value,
            "by": link.by,
        }
        show_rows([row], tuple(row))
        return 0

    return with_book(book, decide)


def review(
    verdict: str, claim: str | None, *, value: str | None, by: str | None, note: str, over: str | None, book: str | None
) -> int:
    """Keep a verdict on a claim, or what it should have said."""

    def decide(opened: Book) -> int:
        name, new = signer(by), None
        if claim is None:
            raise UsageError(f"{verdict} what? Give the id of a claim; `casebook show` lists those of an incident")
        match verdict:
            case "accept":
                opened.accept(claim, by=name, note=note, over=over)
            case "reject":
                opened.reject(claim, by=name, note=note, over=over)
            case "correct":
                if value is None:
                    raise UsageError("correct needs --value: what the claim should have said")
                old = opened.claim(claim)
                new = opened.correct(claim, value=read_value(old.value, value), by=name, note=note, over=over).id
            case _:
                raise UsageError(f"{verdict!r} is none of accept, reject, correct")
        show_rows([{"claim": claim, "verdict": verdict, "by": name, "new": new}], ("claim", "verdict", "by", "new"))
        return 0

    return with_book(book, decide)


def to_do(book: str | None) -> int:
    """Print what a person should look at; 0 when there is nothing, 1 when a person is needed."""

    def tell(opened: Book) -> int:
        found = [
            {
                "kind": each.kind.value,
                "incident": each.incident_id,
                "by": ", ".join(each.by),
                "about": " ".join(each.about),
                "says": each.says,
                "settle": each.settle,
            }
            for each in opened.work()
        ]
        show_rows(found, ("kind", "incident", "by", "says", "settle"))
        say("nothing waits for a decision" if len(found) == 0 else f"{len(found)} wait{'s' * (len(found) == 1)}")
        return 1 if len(found) > 0 else 0

    return with_book(book, tell)


def read_value(old: Value, words: str) -> Value:
    """A value of the same kind as the old one, from what a person typed; UsageError when it is none."""
    match old:
        case Count():
            found = _COUNT.fullmatch(words.replace(" ", ""))
            if found is None:
                raise UsageError(f"--value {words!r} is no figure; write 9, 9+ (at least 9) or 9-12")
            low = int(found[1])
            if found[2] is None:
                qualifier = Qualifier.ZERO if low == 0 else Qualifier.EXACT
                return Count(low, low, qualifier, old.population, old.includes_perpetrators)
            high = None if found[3] is None else int(found[3])
            if high is not None and high < low:
                raise UsageError(f"--value {words!r}: the second number is below the first")
            qualifier = Qualifier.AT_LEAST if high is None else Qualifier.BETWEEN
            return Count(low, high, qualifier, old.population, old.includes_perpetrators)
        case Days():
            days = Days(
                words,
                {10: DatePrecision.DAY, 7: DatePrecision.MONTH}.get(len(words), DatePrecision.YEAR),
                DateMethod.REVIEWER,
            )
            if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", words) is None or _is_no_day(days):
                raise UsageError(f"--value {words!r} is no date; write 2024-05-13, 2024-05 or 2024")
            return days
        case Code():
            return Code(words, old.words)
        case Ref():
            return _actor(words, old)
        case Text():
            return Text(words)
        case _:
            kind = type(old).__name__.lower()
            raise UsageError(f"a {kind} is corrected from Python: book.correct(claim, value=...)")


def _actor(words: str, old: Ref) -> Ref:
    """An actor by its id in the registry, with its name there, or by name alone."""
    if not words.startswith("actor:"):
        return Ref(words, kind=old.kind)
    known = registry().get(words)
    return Ref(words, words) if known is None else Ref(known.name, known.ref, known.kind)


def _is_no_day(days: Days) -> bool:
    try:
        return days.first is None
    except ValueError:
        return True
