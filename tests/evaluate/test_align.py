"""The alignment gains as much as trying every pairing would."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from casebook.evaluate.align import assign
from casebook.evaluate.words import Words, overlap, same_name
from casebook.model.report import Report


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 5), min_size=n, max_size=n), max_size=4)))
def test_no_pairing_gains_more(gain: list[list[int]]) -> None:
    pairs = assign([[float(value) for value in row] for row in gain])
    columns = len(gain[0]) if gain else 0
    size = max(len(gain), columns)
    tables = [
        sum(gain[r][c] for r, c in enumerate(order) if r < len(gain) and c < columns)
        for order in permutations(range(size))
    ]
    assert sum(gain[r][c] for r, c in pairs) == max(tables, default=0)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def test_overlap_is_token_f1_of_places_in_the_text() -> None:
    report = Report("Two men killed two women", "test")
    words = Words(report.text)
    men, women = words.of([report.span(0, 7)]), words.of([report.span(15, 24)])
    assert overlap(men, women) == 0  # the second "two" is another word
    assert overlap(men, words.of([report.span(0, 14)])) == 2 * 2 / 5


def test_a_name_is_the_same_when_its_words_stand_in_the_other() -> None:
    assert same_name("the army", "Zarhan Army")
    assert not same_name("the", "the army")
