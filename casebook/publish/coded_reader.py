"""The coded form read back: a line that `to_json_line` wrote gives the accounts and claims that it was written from.

The invariant: nothing is taken on trust. Ids are content hashes, so every account and claim is made anew from its keys
and must come to the id that the line gives; an edited or cut line is refused with its place, never half read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from casebook.model.claim import (
    Account,
    Channel,
    Claim,
    Field,
    Modality,
    Occurrence,
    Role,
    Speaker,
    SpeakerRole,
    Status,
)
from casebook.model.errors import InputError
from casebook.model.issue import Issue
from casebook.model.report import Span
from casebook.model.values import (
    Clock,
    Code,
    Count,
    DateMethod,
    DatePrecision,
    Days,
    Duration,
    Flag,
    Money,
    Place,
    PlacePrecision,
    Qualifier,
    Ref,
    Text,
    Value,
)
from casebook.publish.source import Source

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CodedLine:
    """One report's facts as its line gives them: everything of a `Coded` but the report's text."""

    source: Source
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...] = ()


def read_coded(lines: Iterable[str], *, name: str = "coded lines") -> Iterator[CodedLine]:
    """The facts of each line, empty lines passed over; InputError names the line and the key that cannot be read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield from_json_line(line)
            except InputError as error:
                raise InputError(f"{name} line {number}: {error}") from error


def from_json_line(line: str) -> CodedLine:
    """The facts of one line of the coded form (docs/coded.md); InputError when it is none."""
    try:
        given = json.loads(line)
    except ValueError as error:
        raise InputError(f"no JSON ({error}); give lines of `casebook read --format jsonl`") from error
    whole = _Keys(given, "the line")
    source = _source(whole.inside("report"))
    accounts: list[Account] = []
    claims: list[Claim] = []
    for incident in whole.each("incidents"):
        account = _account(incident, source.id)
        accounts.append(account)
        claims.extend(_claim(each, source.id, account.id) for each in incident.each("claims"))
    if whole.has("context"):
        claims.extend(_claim(each, source.id, None) for each in whole.each("context"))
    issues = tuple(_issue(each, source.id) for each in whole.each("issues"))
    return CodedLine(source, tuple(accounts), tuple(claims), issues)


class _Keys:
    """An object of the line; what is missing or of another type is an InputError that says where."""

    def __init__(self, given: object, where: str) -> None:
        if not isinstance(given, dict):
            raise InputError(f"{where} is {str(given)[:40]!r}; it must be an object of the coded form (docs/coded.md)")
        self._given: Mapping[str, object] = given
        self._where = where

    def has(self, key: str) -> bool:
        return key in self._given

    def error(self, key: str, way_out: str) -> InputError:
        found = repr(self._given.get(key))[:60]
        return InputError(f"{key} of {self._where} is {found}; {way_out} (docs/coded.md)")

    def text(self, key: str) -> str:
        value = self._given.get(key)
        if not isinstance(value, str):
            raise self.error(key, "it must be words")
        return value

    def text_or_none(self, key: str) -> str | None:
        if key not in self._given:
            raise self.error(key, "the key must be there, with null for unknown")
        return None if self._given[key] is None else self.text(key)

    def number(self, key: str) -> int:
        value = self._given.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, "it must be a whole number")
        return value

    def number_or_none(self, key: str) -> int | None:
        return None if self._given.get(key) is None else self.number(key)

    def decimal(self, key: str) -> float:
        value = self._given.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(key, "it must be a number")
        return float(value)

    def decimal_or_none(self, key: str) -> float | None:
        return None if self._given.get(key) is None else self.decimal(key)

    def flag(self, key: str) -> bool:
        """True or False; a flag that is not there is not set."""
        value = self._given.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "it must be true or false")
        return value

    def member(self, key: str, kind: type[E]) -> E:
        try:
            return kind(self.text(key))
        except ValueError as error:
            raise self.error(key, f"use one of: {', '.join(kind)}") from error

    def inside(self, key: str) -> _Keys:
        return _Keys(self._given.get(key), f"{key} of {self._where}")

    def each(self, key: str) -> list[_Keys]:
        value = self._given.get(key)
        if not isinstance(value, list):
            raise self.error(key, "it must be a list")
        return [_Keys(item, f"{key} {at} of {self._where}") for at, item in enumerate(value, start=1)]


def _source(report: _Keys) -> Source:
    return Source(
        report.text("id"),
        report.text("source"),
        report.text_or_none("url"),
        report.text_or_none("title"),
        _day(report, "published"),
        report.text_or_none("language"),
        report.text_or_none("text_sha256"),
        report.number("chars"),
    )


def _day(keys: _Keys, key: str) -> date | None:
    stated = keys.text_or_none(key)
    try:
        return None if stated is None else date.fromisoformat(stated)
    except ValueError as error:
        raise keys.error(key, "write the day as YYYY-MM-DD") from error


def _account(incident: _Keys, report_id: str) -> Account:
    if not incident.has("anchor"):
        raise incident.error("anchor", "the line was written before incidents had one; run `casebook read` again")
    occurrence, role = incident.member("occurrence", Occurrence), incident.member("role", Role)
    account = Account(report_id, _span(incident.inside("anchor"), report_id), role, occurrence)
    if account.id != incident.text("id"):
        raise incident.error("id", f"its anchor gives {account.id}: the line was changed after it was written")
    return account


def _claim(keys: _Keys, report_id: str, account_id: str | None) -> Claim:
    evidence = _spans(keys, "evidence", report_id)
    if len(evidence) == 0:
        raise keys.error("evidence", "a claim needs at least one span: no words, no value")
    claim = Claim(
        account_id,
        keys.member("field", Field),
        _value(keys.inside("value")),
        evidence,
        _speaker(keys.inside("said_by"), report_id),
        keys.member("modality", Modality),
        keys.member("status", Status),
        keys.text("origin"),
        keys.decimal_or_none("confidence"),
    )
    if claim.id != keys.text("id"):
        raise keys.error("id", f"its keys give {claim.id}: the line was changed after it was written")
    return claim


def _speaker(keys: _Keys, report_id: str) -> Speaker:
    role = None if keys.text_or_none("role") is None else keys.member("role", SpeakerRole)
    words = _spans(keys, "words", report_id)
    name, ref, channel = keys.text("name"), keys.text_or_none("ref"), keys.member("channel", Channel)
    return Speaker(name, role, ref, channel, words, keys.flag("party"))


def _spans(keys: _Keys, key: str, report_id: str) -> tuple[Span, ...]:
    return tuple(_span(each, report_id) for each in keys.each(key))


def _span(keys: _Keys, report_id: str) -> Span:
    """The span as `Report.span` made it: the line quotes the report, whose text stays where it was read."""
    start, end, quote = keys.number("start"), keys.number("end"), keys.text("quote")
    if not 0 <= start < end or len(quote) != end - start:
        raise keys.error("quote", f"it must be the {end - start} characters from {start} to {end}")
    return Span(report_id, start, end, quote)


def _issue(keys: _Keys, report_id: str) -> Issue:
    spans = _spans(keys, "evidence", report_id)
    return Issue(keys.text("stage"), keys.text("kind"), keys.text("message"), spans, report_id)


def _value(keys: _Keys) -> Value:
    match keys.text("type"):
        case "count":
            return _count(keys)
        case "date":
            return _days(keys)
        case "place":
            return _place(keys)
        case "actor":
            return Ref(keys.text("name"), keys.text_or_none("ref"), keys.text_or_none("kind"))
        case "code":
            return Code(keys.text("code"), keys.text("words"))
        case "text":
            return Text(keys.text("text"))
        case "time":
            return Clock(keys.text("time"), keys.text("words"))
        case "money":
            return Money(keys.decimal("amount"), keys.text_or_none("currency"), keys.text("words"))
        case "duration":
            return Duration(keys.text("iso"), keys.text("words"))
        case "bool":
            return Flag(keys.flag("value"))
        case _:
            raise keys.error("type", "use a type of value that the coded form has")


def _count(keys: _Keys) -> Count:
    low, high = keys.number("low"), keys.number_or_none("high")
    if low < 0 or (high is not None and high < low):
        raise keys.error("low", f"a count needs 0 <= low <= high, and high is {high}")
    return Count(
        low,
        high,
        keys.member("qualifier", Qualifier),
        keys.text_or_none("population"),
        keys.flag("includes_perpetrators"),
        keys.text_or_none("vague_term") if keys.has("vague_term") else None,
        keys.flag("derived"),
    )


def _days(keys: _Keys) -> Days:
    precision, method = keys.number("precision"), keys.member("method", DateMethod)
    if precision not in list(DatePrecision):
        raise keys.error("precision", f"use one of: {', '.join(str(p.value) for p in DatePrecision)}")
    return Days(keys.text("edtf"), DatePrecision(precision), method)


def _place(keys: _Keys) -> Place:
    precision = keys.number("precision")
    if precision not in list(PlacePrecision):
        raise keys.error("precision", f"use one of: {', '.join(str(p.value) for p in PlacePrecision)}")
    return Place(
        keys.text_or_none("name"),
        PlacePrecision(precision),
        keys.text_or_none("site"),
        keys.text_or_none("country"),
        keys.text_or_none("admin1"),
        keys.decimal_or_none("lat"),
        keys.decimal_or_none("lon"),
        keys.text_or_none("ref"),
    )
