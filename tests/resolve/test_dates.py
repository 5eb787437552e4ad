"""Date words to days: with and without a day of publication, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.values import DateMethod, DatePrecision, Days
from casebook.norms.dates import DateKind, find_dates
from casebook.norms.tokens import tokens
from casebook.resolve.dates import Tense, Unresolved, resolve_date


def resolved(text: str, published: str | None, *, tense: Tense = Tense.PAST) -> Days | Unresolved:
    (found,) = find_dates(tokens(text))
    return resolve_date(found, None if published is None else date.fromisoformat(published), tense=tense)


@pytest.mark.parametrize(
    ("text", "published", "edtf", "precision"),
    [
        # the hand-coded stories
        ("on Friday", "2022-09-05", "2022-09-02", 1),
        ("on August 17", "2022-09-05", "2022-08-17", 1),
        ("shortly before midnight on Wednesday", "2020-02-27", "2020-02-26", 1),
        ("late on Saturday", "2021-06-16", "2021-06-12", 1),
        ("In April", "2021-06-16", "2021-04", 4),
        ("on Monday", "2018-07-04", "2018-07-02", 1),
        # explicit
        ("5 September 2022", None, "2022-09-05", 1),
        ("in April 2021", None, "2021-04", 4),
        ("in 2014", None, "2014", 5),
        ("5 SEP 89", "1989-09-09", "1989-09-05", 1),
        ("5 SEP 89", None, "1989-09-05", 1),
        ("14 JUL 19", None, "2019-07-14", 1),
        ("2022-09-05", None, "2022-09-05", 1),
        ("23/9/2022", None, "2022-09-23", 1),
        # the year comes from publication
        ("December 29", "2015-01-03", "2014-12-29", 1),
        ("on 29 February", "2022-01-06", "2020-02-29", 1),
        ("Friday, August 19", "2022-09-05", "2022-08-19", 1),
        ("in December", "2022-01-06", "2021-12", 4),
        ("last April", "2022-04-20", "2021-04", 4),
        ("in March of last year", "2022-09-06", "2021-03", 4),
        ("early March", "2022-09-06", "2022-03-01/2022-03-10", 4),
        ("on the 17th", "2022-09-06", "2022-08-17", 1),
        # the year is not known
        ("August 17", None, "XXXX-08-17", 6),
        ("In April", None, "XXXX-04", 6),
        ("Friday, August 17", "2022-09-05", "XXXX-08-17", 6),
        # weekdays
        ("on Friday", "2022-09-09", "2022-09-09", 1),
        ("last Friday", "2022-09-09", "2022-09-02", 1),
        ("on Friday last week", "2022-09-06", "2022-09-02", 1),
        ("overnight into Saturday", "2021-06-16", "2021-06-11/2021-06-12", 2),
        # around publication
        ("today", "2021-06-16", "2021-06-16", 1),
        ("yesterday morning", "2021-06-16", "2021-06-15", 1),
        ("last night", "2021-06-16", "2021-06-15", 1),
        ("overnight", "2021-06-16", "2021-06-15/2021-06-16", 2),
        ("two days ago", "2021-03-01", "2021-02-27", 1),
        ("a week ago", "2021-06-16", "2021-06-06/2021-06-12", 3),
        ("three months ago", "2021-01-16", "2020-10", 4),
        ("two years ago", "2021-01-16", "2019", 5),
        ("last week", "2022-09-09", "2022-08-29/2022-09-04", 3),
        ("at the weekend", "2021-06-16", "2021-06-12/2021-06-13", 3),
        ("last weekend", "2021-06-13", "2021-06-05/2021-06-06", 3),
        ("earlier this month", "2022-09-09", "2022-09-01/2022-09-09", 4),
        ("last month", "2022-01-09", "2021-12", 4),
        ("last year", "2022-01-09", "2021", 5),
        ("in the past three days", "2022-09-09", "2022-09-06/2022-09-09", 2),
        # spans
        ("between 3 and 5 May", "2022-09-09", "2022-05-03/2022-05-05", 2),
        ("from Monday to Wednesday", "2022-09-09", "2022-09-05/2022-09-07", 2),
        ("from Friday to Monday", "2022-09-07", "2022-09-02/2022-09-05", 2),
        ("between 30 December and 2 January", "2022-02-01", "2021-12-30/2022-01-02", 2),
        ("from 2014 to 2016", None, "2014/2016", 5),
        ("since 2016", None, "2016/..", 5),
        ("until the end of May", "2022-09-09", "../2022-05-31", 4),
    ],
)
def test_words_become_the_days_they_allow(text: str, published: str | None, edtf: str, precision: int) -> None:
    days = resolved(text, published)
    assert isinstance(days, Days), days
    assert (days.edtf, int(days.precision)) == (edtf, precision)
    assert resolved(text.upper().replace("TH", "th"), published) == days


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("5 May 2022", DateMethod.EXPLICIT),
        ("on Friday", DateMethod.WEEKDAY_BEFORE_PUBLICATION),
        ("on Friday last week", DateMethod.WEEKDAY_IN_STATED_WEEK),
        ("August 17", DateMethod.MONTH_DAY_YEAR_FROM_PUBLICATION),
        ("In April", DateMethod.MONTH_YEAR_FROM_PUBLICATION),
        ("last month", DateMethod.RELATIVE_MONTH),
        ("yesterday", DateMethod.RELATIVE_DAY),
    ],
)
def test_the_method_says_how_the_day_was_found(text: str, method: DateMethod) -> None:
    days = resolved(text, "2022-09-05")
    assert isinstance(days, Days)
    assert days.method is method


@pytest.mark.parametrize(
    "text", ["on Friday", "today", "last night", "overnight", "last week", "on the 17th", "two days ago"]
)
def test_without_a_publication_day_relative_words_have_no_value(text: str) -> None:
    answer = resolved(text, None)
    assert answer == Unresolved("the words need the day of publication, which is not known")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("for two weeks", "a length of time"),
        ("a day earlier", "relative to another event"),
        ("a few days ago", "too vague"),
        ("in the 1980s", "a decade"),
        ("9/5/2022", "cannot be told apart"),
        ("30 February 2022", "there is no day 30"),
    ],
)
def test_words_that_do_not_tell_a_day_say_why(text: str, reason: str) -> None:
    answer = resolved(text, "2022-12-05")
    assert isinstance(answer, Unresolved)
    assert reason in answer.reason


def test_figures_in_either_order_stand_when_only_one_is_possible() -> None:
    assert isinstance(resolved("9/5/2022", "2022-06-01"), Days)
    (found,) = find_dates(tokens("9/5/2022"))
    day_first = resolve_date(found, None, day_first=True)
    month_first = resolve_date(found, None, day_first=False)
    assert isinstance(day_first, Days)
    assert isinstance(month_first, Days)
    assert (day_first.edtf, month_first.edtf) == ("2022-05-09", "2022-09-05")


def test_words_that_lean_on_an_event_take_its_day() -> None:
    (found,) = find_dates(tokens("a day earlier"))
    days = resolve_date(found, date(2022, 9, 5), anchor=date(2022, 8, 17))
    assert isinstance(days, Days)
    assert days.edtf == "2022-08-16"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on Friday", "2022-09-09"),
        ("on Monday", "2022-09-05"),
        ("next Monday", "2022-09-12"),
        ("on 3 September", "2023-09-03"),
        ("in April", "2023-04"),
        ("at the weekend", "2022-09-10/2022-09-11"),
        ("tomorrow", "2022-09-06"),
    ],
)
def test_what_is_to_come_is_looked_for_forwards(text: str, edtf: str) -> None:
    days = resolved(text, "2022-09-05", tense=Tense.FUTURE)
    assert isinstance(days, Days)
    assert days.edtf == edtf


_DAYS = st.dates(date(1975, 1, 1), date(2060, 12, 31))
_WORDS = st.sampled_from(
    [
        "on Friday",
        "last Sunday",
        "yesterday",
        "overnight",
        "August 17",
        "29 February",
        "on the 31st",
        "last month",
        "at the weekend",
        "two weeks ago",
        "in April",
        "earlier this month",
        "on 3 and 4 May",
        "from Friday to Monday",
        "in the past two days",
    ]
)


@given(_WORDS, _DAYS)
def test_what_has_happened_is_never_dated_after_publication(text: str, published: date) -> None:
    (found,) = find_dates(tokens(text))
    days = resolve_date(found, published)
    assert isinstance(days, Days)
    assert days.first is not None
    assert days.last is not None
    assert days.first <= days.last
    assert days.first <= published
    if days.precision is DatePrecision.DAY:
        assert days.last <= published


@given(_DAYS)
def test_an_explicit_day_needs_no_publication(day: date) -> None:
    (found,) = find_dates(tokens(f"on {day.day} {day:%B} {day.year}"))
    assert found.kind is DateKind.DAY
    assert resolve_date(found, None) == Days(day.isoformat(), DatePrecision.DAY, DateMethod.EXPLICIT)
