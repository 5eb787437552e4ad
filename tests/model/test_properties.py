"""Invariants of the facts, over generated ones."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.model.claim import Claim, Field, Modality, Speaker, SpeakerRole, Status
from casebook.model.decision import Judgement, Link, Review, Verdict
from casebook.model.incident import fold
from casebook.model.perpetrators import attribute
from casebook.model.reconcile import tally
from casebook.model.report import Report
from casebook.model.values import Count, Qualifier, Ref
from tests.factory import ARMY, DOCTOR, MAYOR, POLICE, REBELS, Story, at

STORIES = [Story("".join(f"w{i:02} " for i in range(30)), source=s) for s in "abcd"]
SPEAKERS = [POLICE, DOCTOR, MAYOR, ARMY, REBELS, Speaker("article", SpeakerRole.ARTICLE)]
POPULATIONS = [None, "people", "civilians", "passengers", "children", "soldiers"]
ACTORS = [Ref("Front"), Ref("Army", "actor:army", "state_force"), Ref("Islamic State", "actor:is", "armed_group")]


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, width = draw(st.integers(0, 30)), draw(st.integers(1, 9))
    qualifier = draw(st.sampled_from(list(Qualifier)))
    population, attackers = draw(st.sampled_from(POPULATIONS)), draw(st.booleans()) and draw(st.booleans())
    match qualifier:
        case Qualifier.EXACT:
            return Count(low, low, qualifier, population, attackers, derived=draw(st.booleans()))
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN | Qualifier.VAGUE | Qualifier.NONE_STATED:
            return Count(low, None, qualifier, population, attackers)
        case Qualifier.ZERO:
            return Count(0, 0, qualifier, population, attackers)
        case Qualifier.UP_TO:
            return Count(0, low, qualifier, population, attackers)
        case Qualifier.ABOUT | Qualifier.BETWEEN:
            return Count(low, low + width, qualifier, population, attackers)


@st.composite
def figures(draw: st.DrawFn) -> Claim:
    story = draw(st.sampled_from(STORIES))
    return story.claim(
        draw(st.sampled_from([Field.KILLED, Field.INJURED])),
        draw(counts()),
        f"w{draw(st.integers(0, 29)):02}",
        by=draw(st.sampled_from(SPEAKERS)),
        modality=draw(st.sampled_from([Modality.ASSERTED, Modality.ALLEGED, Modality.DENIED])),
        status=draw(st.sampled_from([*[Status.CURRENT] * 4, *Status])),
    )


@st.composite
def attributions(draw: st.DrawFn) -> Claim:
    fields = [Field.PERPETRATOR, Field.ACCUSATION, Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY]
    return draw(st.sampled_from(STORIES)).claim(
        draw(st.sampled_from(fields)),
        draw(st.sampled_from(ACTORS)),
        f"w{draw(st.integers(0, 29)):02}",
        by=draw(st.sampled_from(SPEAKERS)),
        modality=draw(st.sampled_from([Modality.ASSERTED, Modality.CLAIMED, Modality.DENIED])),
    )


@st.composite
def links(draw: st.DrawFn) -> Link:
    left, right = draw(st.permutations(STORIES))[:2]
    judgement, day = draw(st.sampled_from(list(Judgement))), draw(st.integers(1, 3))
    return Link(left.account.id, right.account.id, judgement, draw(st.sampled_from("ab")), at(day))


KILLED = st.lists(figures().map(lambda c: replace(c, field=Field.KILLED)), max_size=8)


@given(st.text(min_size=1), st.data())
def test_a_span_always_quotes_its_report(text: str, data: st.DataObject) -> None:
    report = Report(text, "test")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = report.span(start, end)
    assert span.quote == report.text[span.start : span.end]
    found = report.find(span.quote)
    assert found is not None
    assert (found.quote, found.start <= start) == (span.quote, True)
    assert report.text[found.start : found.end] == found.quote


@settings(deadline=None)
@given(st.lists(figures() | attributions(), max_size=10), st.lists(links(), max_size=6), st.data())
def test_fold_does_not_depend_on_the_order_of_facts(claims: list[Claim], told: list[Link], data: st.DataObject) -> None:
    some = [claim.id for claim in claims] or ["c-gone"]
    verdicts = st.builds(
        Review, st.sampled_from(some), st.sampled_from(Verdict), st.just("ana"), st.sampled_from([at(1), at(2)])
    )
    reviews = data.draw(st.lists(verdicts, max_size=4))
    accounts = [story.account for story in STORIES]
    days = {STORIES[0].report.id: at(1).date(), STORIES[1].report.id: at(2).date()}
    shuffle = random.Random(data.draw(st.integers(0, 99)))
    first = fold(accounts, claims, told, reviews, published=days)
    mixed = [shuffle.sample(facts, len(facts)) for facts in (accounts, claims, told, reviews)]
    assert fold(mixed[0], mixed[1], mixed[2], mixed[3], published=days) == first  # type: ignore[arg-type]


@given(st.lists(links(), max_size=8), links())
def test_a_suggestion_never_merges_and_never_parts(told: list[Link], hint: Link) -> None:
    accounts = [story.account for story in STORIES]
    suggested = Link(hint.left, hint.right, Judgement.SUGGESTED, "linker", at(9), score=1.0)
    assert fold(accounts, (), [*told, suggested]) == fold(accounts, (), told)


@given(KILLED)
def test_bounds_are_in_order_and_every_bound_is_in_some_claim(claims: list[Claim]) -> None:
    """No bound is above the largest figure of any one claim: nothing is added across speakers (R0)."""
    result = tally(claims)
    if result is None:
        return
    values = [c.value for c in claims if isinstance(c.value, Count)]
    stated = {n for v in values for n in (v.low, v.high) if n is not None}
    assert {result.min, result.max} - {None} <= stated
    known = [n for n in (result.min, result.best, result.max) if n is not None]
    assert known == sorted(known)
    assert all(n <= max(stated) for n in known)
    assert set(result.basis) <= {c.id for c in claims}


@given(KILLED)
def test_an_open_bound_is_closed_only_by_a_figure_of_somebody_who_is_no_party(claims: list[Claim]) -> None:
    result = tally(claims)
    if result is None or result.max is None:
        return
    part = [c for c in claims if c.id in result.basis and isinstance(c.value, Count)]
    floors = [c.value.low for c in part if isinstance(c.value, Count) and c.value.high is None]
    highs = [c.value.high for c in part if isinstance(c.value, Count) and c.value.high is not None]
    assert result.max in highs
    assert all(low <= result.max for low in floors)


@given(KILLED, st.integers(40, 90))
def test_a_retracted_figure_takes_no_part_but_is_listed(claims: list[Claim], number: int) -> None:
    count = Count(number, number, Qualifier.EXACT)
    gone = STORIES[0].killed(count, "w00", POLICE, status=Status.RETRACTED)
    with_it, without = tally([*claims, gone]), tally(claims)
    assert with_it is not None
    assert number in with_it.retracted
    if without is None:
        assert (with_it.min, with_it.best, with_it.max) == (None, None, None)
    else:
        assert (with_it.min, with_it.best, with_it.max) == (without.min, without.best, without.max)


@given(KILLED, st.integers(1, 60))
def test_a_party_never_changes_best_while_somebody_else_gives_one(claims: list[Claim], number: int) -> None:
    before = tally([c for c in claims if not c.said_by.party])
    after = tally([*claims, STORIES[0].killed(Count(number, number, Qualifier.EXACT), "w00", ARMY)])
    if before is not None and before.best is not None:
        assert after is not None
        assert after.best == before.best


@given(st.lists(attributions(), max_size=8), attributions())
def test_a_denial_never_adds_a_perpetrator(claims: list[Claim], denial: Claim) -> None:
    for extra in (replace(denial, modality=Modality.DENIED), replace(denial, field=Field.DENIAL_OF_RESPONSIBILITY)):
        before, after = attribute(claims), attribute([*claims, extra])
        assert {a.actor for a in after} == {a.actor for a in before}
