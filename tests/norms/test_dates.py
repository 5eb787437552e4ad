"""Date words and clock times: what is found, and what is no date."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.norms.clocks import find_clocks
from casebook.norms.dates import DateBound, DateKind, DatePart, find_dates, may_tell_days
from casebook.norms.number_words import said
from casebook.norms.tokens import tokens


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on 5 September 2022", DateKind.DAY),
        ("September 5, 2022", DateKind.DAY),
        ("5 SEP 89", DateKind.DAY),
        ("Friday, Aug. 17", DateKind.DAY),
        ("2022-09-05", DateKind.DAY),
        ("05.09.2022", DateKind.DAY),
        ("23/9/2022", DateKind.DAY),
        ("9/5/2022", DateKind.NUMERIC),
        ("August 17", DateKind.DAY),
        ("the fifth of May", DateKind.DAY),
        ("in April", DateKind.MONTH),
        ("in April 2021", DateKind.MONTH),
        ("last April", DateKind.MONTH),
        ("early March", DateKind.MONTH),
        ("mid-June", DateKind.MONTH),
        ("in January of this year", DateKind.MONTH),
        ("on Friday", DateKind.WEEKDAY),
        ("late on Thursday", DateKind.WEEKDAY),
        ("Friday night", DateKind.WEEKDAY),
        ("last Friday", DateKind.WEEKDAY),
        ("this past Friday", DateKind.WEEKDAY),
        ("on Friday last week", DateKind.WEEKDAY),
        ("early Sunday morning", DateKind.WEEKDAY),
        ("overnight into Saturday", DateKind.WEEKDAY),
        ("today", DateKind.AGO),
        ("yesterday morning", DateKind.AGO),
        ("tonight", DateKind.AGO),
        ("this morning", DateKind.AGO),
        ("last night", DateKind.AGO),
        ("two days ago", DateKind.AGO),
        ("5 days ago", DateKind.AGO),
        ("a week ago", DateKind.AGO),
        ("several days ago", DateKind.AGO),
        ("the day before yesterday", DateKind.AGO),
        ("overnight", DateKind.OVERNIGHT),
        ("last week", DateKind.PERIOD),
        ("earlier this month", DateKind.PERIOD),
        ("at the weekend", DateKind.PERIOD),
        ("late last year", DateKind.PERIOD),
        ("in the past 24 hours", DateKind.WITHIN),
        ("in 2014", DateKind.YEAR),
        ("in the 1980s", DateKind.DECADE),
        ("the previous day", DateKind.NARRATED),
        ("a day earlier", DateKind.NARRATED),
        ("a year after", DateKind.NARRATED),
        ("the night before", DateKind.NARRATED),
        ("for two weeks", DateKind.DURATION),
        ("after 20 days", DateKind.DURATION),
        ("between 3 and 5 May", DateKind.RANGE),
        ("on 3 and 4 May", DateKind.RANGE),
        ("May 3-5", DateKind.RANGE),
        ("from Monday to Wednesday", DateKind.RANGE),
        ("from 2014 to 2016", DateKind.RANGE),
    ],
)
def test_words_that_say_when_are_found_in_either_case(text: str, kind: DateKind) -> None:
    for written in (f"it happened {text}, they said", f"IT HAPPENED {text.upper()}, THEY SAID"):
        if "1980s" in text and written.isupper():
            continue
        (found,) = find_dates(tokens(written))
        assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "they may leave",
        "MANY MAY LEAVE",
        "he may 5 times a day",
        "they march on the palace",
        "THE MARCH ENDED",
        "she sat down in the sun",
        "a second man wed her",
        "one day",
        "every day",
        "2000 people",
        "the 2900 block of Aspen",
        "April Reyes said so",
        "he was 50 years old",
        "Bloody Sunday",
        "the top fed the sun",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert find_dates(tokens(text)) == []


def test_the_span_takes_preposition_and_part_of_day_along() -> None:
    words = tokens("A bus was stopped late on Saturday, on the evening of August 17 and in early March 2014 again")
    spans = [said(words, found.first, found.last) for found in find_dates(words)]
    assert spans == ["late on Saturday", "on the evening of August 17", "in early March 2014"]


def test_a_bound_is_kept() -> None:
    words = tokens("It has fought since 2016 and must leave by Friday")
    assert [found.bound for found in find_dates(words)] == [DateBound.SINCE, DateBound.UNTIL]


def test_two_weekdays_are_a_span_only_when_they_touch() -> None:
    assert [found.kind for found in find_dates(tokens("on Monday and Tuesday"))] == [DateKind.RANGE]
    assert [found.kind for found in find_dates(tokens("on Monday and Thursday"))] == [DateKind.WEEKDAY] * 2


def test_parts_of_a_period_are_kept() -> None:
    parts = [find_dates(tokens(text))[0].part for text in ("early May 2014", "mid-June", "the end of April")]
    assert parts == [DatePart.EARLY, DatePart.MID, DatePart.LATE]


def test_lengths_and_words_that_lean_on_another_event_do_not_tell_when() -> None:
    found = find_dates(tokens("He was held for three weeks and died a day later, on Monday"))
    assert [one.tells_when for one in found] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 5:30pm", "17:30"),
        ("at 5 a.m.", "05:00"),
        ("at 12:15 A.M.", "00:15"),
        ("at 2330", "23:30"),
        ("0915 GMT", "09:15"),
        ("at 14:05", "14:05"),
        ("at noon", "12:00"),
        ("shortly before midnight", "23:00/24:00"),
        ("just after 3 p.m.", "15:00/16:00"),
        ("around noon", "11:30/12:30"),
        ("between 5 and 6 p.m.", "17:00/18:00"),
        ("from 10 p.m. to 2 a.m.", "22:00/02:00"),
        ("between 1800 and 0600", "18:00/06:00"),
        ("at two in the morning", "02:00"),
        ("late on Saturday", "night"),
        ("early on Saturday", "morning"),
        ("on Friday night", "night"),
        ("at dawn", "dawn"),
        ("overnight", "night"),
    ],
)
def test_times_of_day_are_read_in_either_case(text: str, time: str) -> None:
    for written in (text, text.upper()):
        if "5:30PM" in written:
            continue
        (found,) = find_clocks(tokens(written))
        assert found.clock.time == time


@pytest.mark.parametrize("text", ["at 5:30", "2330 people", "in 2014", "the score was 3:1", "two of them"])
def test_a_time_that_could_be_morning_or_evening_has_no_value(text: str) -> None:
    assert find_clocks(tokens(text)) == []


_WORDS = (
    "on in last this the Friday Monday May 17 3 and to - 2014 April of week month days ago two a before "
    "after night early mid late , . between from since 5th weekend year yesterday overnight 9/5/2022 "
)
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=14))
def test_any_words_give_dates_in_order_inside_the_words(pieces: list[str]) -> None:
    words = tokens(" ".join(pieces))
    found = find_dates(words)
    assert all(0 <= one.first < one.last <= len(words) for one in found)
    assert all(left.last <= right.first for left, right in pairwise(found))
    assert all((one.start is None) == (one.kind is not DateKind.RANGE) for one in found)
    assert all(0 <= one.first < one.last <= len(words) for one in find_clocks(words))


STARTS = ("Monday", "may", "Sept", "weeks", "today", "Overnight", "mid-June", "late-", "evening", "3", "٣", "weekend")


@given(st.text(max_size=40), st.sampled_from(STARTS), st.text(max_size=10))
def test_where_no_word_can_be_a_date_none_is_found(before: str, start: str, after: str) -> None:
    for text in (before, f"{before}{start}{after}", f"{before} {start.upper()} {after}"):
        assert may_tell_days(text) or find_dates(tokens(text)) == []
