import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from casebook.model.coded import Coded
from casebook.model.errors import InputError
from casebook.model.report import Report
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
)
from casebook.publish.coded import to_json_line
from casebook.publish.coded_reader import from_json_line, read_coded
from casebook.publish.source import source_of
from tests.factory import ARMY, Story, exact

words = st.text(min_size=1, max_size=12)
maybe = st.none() | words
numbers = st.integers(0, 10_000)
decimals = st.floats(-90, 90, allow_nan=False)
counts = st.builds(
    lambda low, more, qualifier, population, attackers, term, derived: Count(
        low, None if more is None else low + more, qualifier, population, attackers, term, derived
    ),
    *(numbers, st.none() | numbers, st.sampled_from(Qualifier), maybe, st.booleans(), maybe, st.booleans()),
)
values = st.one_of(
    counts,
    st.builds(Days, words, st.sampled_from(DatePrecision), st.sampled_from(DateMethod)),
    st.builds(
        Place, maybe, st.sampled_from(PlacePrecision), maybe, maybe, maybe, st.none() | decimals, decimals, maybe
    ),
    st.builds(Ref, words, maybe, maybe),
    st.builds(Code, words, words),
    st.builds(Text, words),
    st.builds(Clock, words, words),
    st.builds(Money, st.floats(0, 1e12), maybe, words),
    st.builds(Duration, words, words),
    st.builds(Flag, st.booleans()),
)


@st.composite
def coded_reports(draw: st.DrawFn) -> Coded:
    text = draw(st.text(min_size=3, max_size=60))
    report = Report(
        text, draw(words), draw(maybe), draw(maybe), draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    )
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda at: report.span(at[0], min(len(text), at[0] + at[1]))
    )
    accounts = draw(
        st.lists(
            st.builds(Account, st.just(report.id), places, st.sampled_from(Role), st.sampled_from(Occurrence)),
            max_size=3,
            unique_by=lambda account: account.id,
        )
    )
    spans = st.lists(places, max_size=2).map(tuple)
    speakers = st.builds(
        Speaker,
        *(words, st.none() | st.sampled_from(SpeakerRole), maybe, st.sampled_from(Channel), spans, st.booleans()),
    )
    claims = st.builds(
        Claim,
        st.sampled_from([None, *(account.id for account in accounts)]),
        st.sampled_from(Field),
        values,
        st.lists(places, min_size=1, max_size=2).map(tuple),
        speakers,
        st.sampled_from(Modality),
        st.sampled_from(Status),
        words,
        st.none() | st.floats(0, 1),
    )
    told = draw(st.lists(claims, max_size=4, unique_by=lambda claim: claim.id))
    return Coded(report, tuple(accounts), tuple(told))


@given(coded_reports())
@settings(max_examples=200, deadline=None)
def test_a_line_gives_back_every_account_and_claim(coded: Coded) -> None:
    line = from_json_line(to_json_line(coded))
    assert line.source == source_of(coded.report)
    assert sorted(line.accounts, key=lambda a: a.id) == sorted(coded.accounts, key=lambda a: a.id)
    assert sorted(line.claims, key=lambda c: c.id) == sorted(coded.claims, key=lambda c: c.id)


STORY = Story("Nine people died at the mill.", source="wire")
LINE = to_json_line(Coded(STORY.report, (STORY.account,), (STORY.killed(exact(9), "Nine people", ARMY),)))


def test_a_party_is_still_a_party_when_read_back() -> None:
    (claim,) = from_json_line(LINE).claims
    assert claim.said_by.party


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"low": 9, "high": 9', '"low": 90, "high": 90'), "the line was changed"),
        (('"anchor"', '"anker"'), "anchor of incidents 1 of the line is None; the line was written before"),
        (('"start": 0, "end": 29', '"start": 0, "end": 28'), "quote of anchor of incidents 1"),
        (
            ('"field": "killed"', '"field": "slain"'),
            "field of claims 1 of incidents 1 of the line is 'slain'; use one of",
        ),
        (('"report"', '"story"'), "report of the line is 'None'; it must be an object"),
        (('"published": null', '"published": "May"'), "published of report of the line is 'May'; write the day"),
    ],
)
def test_a_changed_line_is_refused_with_its_place(change: tuple[str, str], message: str) -> None:
    assert change[0] in LINE
    with pytest.raises(InputError) as raised:
        list(read_coded(["", LINE.replace(*change)], name="coded.jsonl"))
    assert str(raised.value).startswith("coded.jsonl line 2: ")
    assert message in str(raised.value)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InputError, match="no JSON"):
        from_json_line("Nine people died")


def test_keys_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    given = json.loads(LINE) | {"mood": "grim"}
    path = tmp_path / "coded.jsonl"
    path.write_text(json.dumps(given), encoding="utf-8")
    with path.open(encoding="utf-8") as lines:
        (line,) = read_coded(lines)
    assert len(line.claims) == 1
