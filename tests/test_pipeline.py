"""The Coder: a pure function from a report to its facts, and whatever fails in it an Issue."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.assemble.story import read_story
from casebook.model.coded import Coded
from casebook.model.errors import UsageError
from casebook.model.report import Report
from casebook.model.values import DateMethod, DatePrecision, Days
from casebook.pipeline import MAX_CHARS, Coder, coder
from casebook.publish.coded import to_json_line
from casebook.split.passages import passages
from tests.cases.case import FOLDER, case_files, load

CASES = [load(path) for path in (*case_files(), *case_files(FOLDER / "open"))]
SENTENCES = sorted({passage.span.quote for case in CASES for passage in passages(case.report)})
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join)
DAYS = st.none() | st.dates(date(1980, 1, 1), date(2030, 1, 1))


def _report(text: str, **about: str) -> Report:
    return Report(text, "test", language=about.get("language"), published=date(2024, 3, 5))


BOMB = _report("A bomb killed six people in Basra, Iraq, on Monday.")


def test_a_report_in_another_language_gives_an_issue_and_no_values() -> None:
    told = coder()(_report("Una bomba mató a seis personas en Lima.", language="es"))
    assert (told.accounts, told.claims) == ((), ())
    assert [issue.kind for issue in told.issues] == ["language_not_read"]
    assert "'es'" in told.issues[0].message
    assert told.issues[0].report_id == told.report.id


def test_a_report_of_unknown_language_is_read() -> None:
    assert len(coder()(BOMB).claims) > 0


def test_a_text_too_long_is_refused_with_its_length_and_a_way_out() -> None:
    told = coder()(_report("a " * (MAX_CHARS // 2 + 1)))
    assert [issue.kind for issue in told.issues] == ["report_too_long"]
    assert "split it into reports" in told.issues[0].message


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00", "😀" * 50, "(" * 500 + "bomb killed six" + ")" * 500, "bomb " * 3000,
     "\u202ebomb killed six people",
     "Bomb killed ٦ people in Lima.", "A bomb killed 99999999999999999999 people in Lima."],
)  # fmt: skip
def test_strange_text_is_read_without_failing(text: str) -> None:
    told = coder()(_report(text))
    assert [issue.message for issue in told.issues if issue.kind == "report_failed"] == []


def test_whatever_fails_becomes_an_issue_of_its_report_and_stops_no_batch() -> None:
    broken = _report("\ud800 A bomb killed six people in Basra.")  # half of a surrogate pair: no library can encode it
    first, second = coder().batch([broken, BOMB])
    assert (first.accounts, first.claims) == ((), ())
    assert [issue.kind for issue in first.issues] == ["report_failed"]
    assert f"report {broken.id} (test) could not be read: UnicodeEncodeError: " in first.issues[0].message
    assert second == coder()(BOMB)


def test_a_batch_keeps_its_order() -> None:
    reports = [case.report for case in CASES[:12]]
    assert [told.report.id for told in coder().batch(reports)] == [report.id for report in reports]
    assert coder().batch([]) == []


def test_a_report_is_read_the_same_alone_and_in_a_batch_and_twice() -> None:
    reports = [case.report for case in CASES[:20]]
    alone = [to_json_line(coder()(report)) for report in reports]
    assert [to_json_line(told) for told in coder().batch(reports)] == alone
    assert [to_json_line(told) for told in coder().batch(list(reversed(reports)))] == alone[::-1]


def test_a_coder_pickles_and_reads_the_same_in_another_process() -> None:
    mine = coder()
    assert pickle.loads(pickle.dumps(mine)) == mine
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        (told,) = pool.submit(mine.batch, [BOMB]).result(timeout=120)
    assert told == mine(BOMB)


def test_what_is_coded_pickles() -> None:
    told = coder()(BOMB)
    assert pickle.loads(pickle.dumps(told)) == told


def test_a_language_that_nobody_reads_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no coder for language 'xx'; there is one for en"):
        coder("xx")
    assert coder("en") == Coder()


def _sound(told: Coded) -> None:
    """What holds of every reading: words for every value that quote the text, and claims of accounts that are there."""
    text = told.report.text
    ids = {account.id for account in told.accounts}
    spans = [account.anchor for account in told.accounts]
    assert len(ids) == len(told.accounts)
    assert len({claim.id for claim in told.claims}) == len(told.claims)
    for claim in told.claims:
        assert len(claim.evidence) > 0
        assert claim.account_id is None or claim.account_id in ids
        spans.extend([*claim.evidence, *claim.said_by.words])
    for issue in told.issues:
        assert issue.stage != "pipeline", issue.message
        spans.extend(issue.evidence)
    for span in spans:
        assert span.report_id == told.report.id
        assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_value_of_a_case_has_words_that_quote_it(case) -> None:  # type: ignore[no-untyped-def]
    _sound(coder()(case.report))


@settings(max_examples=60, deadline=None)
@given(TEXTS, DAYS)
def test_every_value_of_shuffled_sentences_has_words_that_quote_it(text: str, published: date | None) -> None:
    told = coder()(Report(text, "test", published=published))
    _sound(told)
    assert to_json_line(told) == to_json_line(coder()(Report(text, "test", published=published)))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_without_a_day_of_publication_no_date_is_guessed(text: str) -> None:
    told = read_story(Report(text, "test"))
    for claim in told.claims:
        if isinstance(claim.value, Days):
            days = claim.value
            assert days.method is DateMethod.EXPLICIT
            assert days.precision is not DatePrecision.INFERRED
            year = days.edtf[:4]
            assert year == "XXXX" or year in text or year[2:] in text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    _sound(coder()(Report(text, "test", published=date(2024, 3, 5))))
