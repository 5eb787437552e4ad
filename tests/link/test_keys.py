"""Which accounts are compared at all."""

from dataclasses import replace
from datetime import date, timedelta

from casebook.link.keys import keys
from tests.link.factory import BASE


def test_a_day_apart_in_one_area_is_compared() -> None:
    plain = replace(BASE, names=(), words=(), actors=())
    next_day = replace(plain, first=date(2024, 5, 14), last=date(2024, 5, 14))
    later = replace(plain, first=date(2024, 5, 16), last=date(2024, 5, 16))
    assert set(keys(plain)) & set(keys(next_day))
    assert not set(keys(plain)) & set(keys(later))


def test_a_rare_name_is_compared_whatever_the_day() -> None:
    left = replace(BASE, first=None, last=None, words=(), names=("amina yusuf",))
    right = replace(left, published=date(2030, 1, 1))
    assert set(keys(left)) & set(keys(right)) == {"n:amina yusuf"}


def test_a_rare_word_is_compared_with_the_month_before() -> None:
    left = replace(BASE, first=None, last=None, names=(), words=("kolbio",))
    right = replace(left, published=date(2024, 6, 20))
    assert set(keys(left)) & set(keys(right)) == {"w:2024-05:kolbio"}
    assert not set(keys(left)) & set(keys(replace(left, published=date(2024, 8, 1))))


def test_a_month_or_an_unknown_day_is_no_day() -> None:
    wide = replace(BASE, last=BASE.first and BASE.first + timedelta(20))
    assert not any(key.startswith(("d:", "a:")) for key in keys(wide))
    assert all(key.startswith("w:-:") for key in keys(replace(BASE, published=None, first=None, last=None, names=())))


def test_each_key_comes_once_and_there_are_few() -> None:
    full = replace(BASE, names=tuple(f"zorb{n} krat{n}" for n in range(24)), words=tuple(f"zorb{n}" for n in range(60)))
    assert len(keys(full)) == len(set(keys(full))) <= 30
