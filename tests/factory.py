"""Facts by hand: a text, and claims made by quoting it. No model, no network, no clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

from casebook.model.claim import ARTICLE, Account, Claim, Field, Modality, Role, Speaker, SpeakerRole, Status
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.reconcile import Tally, tally
from casebook.model.report import Report, Span
from casebook.model.values import Count, Qualifier, Value

POLICE = Speaker("police", SpeakerRole.POLICE)
DOCTOR = Speaker("a doctor", SpeakerRole.HEALTH_OR_RESCUE)
MAYOR = Speaker("the mayor", SpeakerRole.LOCAL_OFFICIAL)
ARMY = Speaker("the army", SpeakerRole.MILITARY, party=True)
MONITOR = Speaker("the Monitor", SpeakerRole.MONITORING_BODY)
NURSE = Speaker("a nurse", SpeakerRole.HEALTH_OR_RESCUE)
REBELS = Speaker("the Front", SpeakerRole.ARMED_GROUP, party=True)


def exact(number: int, population: str | None = None, *, derived: bool = False, attackers: bool = False) -> Count:
    qualifier = Qualifier.ZERO if number == 0 else Qualifier.EXACT
    return Count(number, number, qualifier, population, attackers, derived=derived)


def at_least(number: int, population: str | None = None) -> Count:
    return Count(number, None, Qualifier.AT_LEAST, population)


def between(low: int, high: int, population: str | None = None) -> Count:
    return Count(low, high, Qualifier.BETWEEN, population)


def vague(term: str, low: int, population: str | None = None) -> Count:
    return Count(low, None, Qualifier.VAGUE, population, vague_term=term)


class Story:
    """A report and one account of it; `claim` quotes its text."""

    def __init__(
        self, text: str, *, source: str = "test", published: date | None = None, role: Role = Role.MAIN
    ) -> None:
        self.report = Report(text, source, published=published)
        self.account = Account(self.report.id, self.report.span(0, len(text)), role)

    def span(self, quote: str) -> Span:
        span = self.report.find(quote)
        assert span is not None, f"{quote!r} is not in the story"
        return span

    def claim(
        self,
        field: Field,
        value: Value,
        *quotes: str,
        by: Speaker = ARTICLE,
        modality: Modality = Modality.ASSERTED,
        status: Status = Status.CURRENT,
    ) -> Claim:
        evidence = tuple(self.span(q) for q in quotes) or (self.account.anchor,)
        return Claim(self.account.id, field, value, evidence, by, modality, status)

    def killed(
        self,
        value: Count,
        quote: str,
        by: Speaker = ARTICLE,
        *,
        modality: Modality = Modality.ASSERTED,
        status: Status = Status.CURRENT,
    ) -> Claim:
        return self.claim(Field.KILLED, value, quote, by=by, modality=modality, status=status)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def judged(left: Account, right: Account, judgement: Judgement, day: int = 1, by: str = "ana") -> Link:
    return Link(left.id, right.id, judgement, by, at(day))


def reviewed(claim: Claim, verdict: Verdict, day: int = 1, by: str = "ana") -> Review:
    return Review(claim.id, verdict, by, at(day))


def bounds(claims: list[Claim]) -> tuple[int | None, int | None, int | None]:
    result = tally(claims)
    assert result is not None
    return result.min, result.best, result.max


def of(claims: list[Claim], population: str | None = None) -> Tally:
    result = tally(claims, population=population)
    assert result is not None
    return result


def words(*figures: tuple[Count, Speaker]) -> list[Claim]:
    """Claims on the killed whose words stand in this order in one report."""
    story = Story(" ".join(f"figure{i}" for i in range(10)))
    return [story.killed(count, f"figure{i}", by) for i, (count, by) in enumerate(figures)]
