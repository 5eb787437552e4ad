"""Passages: every sentence with exact offsets, and what is no sentence told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.mention import PassageKind
from casebook.split.passages import dateline_end, passages
from tests.cases.reading import cut, report


def _quotes(text: str, kind: PassageKind | None = None) -> list[str]:
    return [passage.span.quote for passage in cut(text) if kind is None or passage.kind is kind]


def test_sentences_are_cut_and_white_space_between_them_belongs_to_none() -> None:
    assert _quotes("Gunmen fled.  Police gave chase.\n") == ["Gunmen fled.", "Police gave chase."]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert _quotes("Dr. Ali of the U.N. was hurt. He is well.") == ["Dr. Ali of the U.N. was hurt.", "He is well."]


def test_a_clock_time_ends_no_sentence_before_a_weekday() -> None:
    assert len(_quotes("It went off at 7 p.m. Monday near the port. Nobody was hurt.")) == 2


def test_paragraphs_glued_without_a_space_are_cut_apart() -> None:
    assert _quotes("Shots were heard.Police came.“We ran,” she said.") == [
        "Shots were heard.",
        "Police came.",
        "“We ran,” she said.",
    ]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The army said that its\ntroops had entered the\nvillage on Monday and\nfound four bodies in a\n"
        "well. Two more were\nfound on the road."
    )
    assert _quotes(text) == [
        "The army said that its\ntroops had entered the\nvillage on Monday and\nfound four bodies in a\nwell.",
        "Two more were\nfound on the road.",
    ]


def test_each_line_that_ends_a_sentence_is_a_paragraph_of_its_own() -> None:
    told = cut("A bomb went off in the port.\nFour people were hurt.\nNobody has claimed it.")
    assert [passage.paragraph for passage in told] == [0, 1, 2]


def test_a_first_line_without_a_full_stop_is_a_headline() -> None:
    text = "Four hurt in Basra blast\n\nA bomb hurt four people in Basra on Monday."
    assert _quotes(text, PassageKind.HEADLINE) == ["Four hurt in Basra blast"]


def test_a_line_alone_is_no_headline_of_nothing() -> None:
    assert [passage.kind for passage in cut("Four hurt in Basra blast")] == [PassageKind.BODY]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("MINNA, Nigeria - Gunmen fled.", "MINNA, Nigeria -"),
        ("LIMA, 12 Jan (EFE) -- Gunmen fled.", "LIMA, 12 Jan (EFE) --"),
        ("SAN SALVADOR, 20 APR 89 (AGENCY) -- GUNMEN FLED.", "SAN SALVADOR, 20 APR 89 (AGENCY) --"),
        ("BEIRUT (Agency) — Gunmen fled.", "BEIRUT (Agency) —"),
    ],
)
def test_a_dateline_is_cut_from_its_sentence(text: str, dateline: str) -> None:
    assert _quotes(text, PassageKind.DATELINE) == [dateline]
    assert len(_quotes(text, PassageKind.BODY)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Kabul attack - what we know so far.",
        "The army - Which denied it - left.",
        "Police said on Monday that a man - A trader - was shot.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


def test_a_story_has_one_dateline() -> None:
    text = "LIMA, Peru - Gunmen fled on Monday.\n\nQUITO, Ecuador - They were caught."
    assert _quotes(text, PassageKind.DATELINE) == ["LIMA, Peru -"]


def test_a_dateline_inside_a_paragraph_is_none() -> None:
    assert _quotes("Gunmen fled. LIMA, Peru - They were caught.\n\nMore came.", PassageKind.DATELINE) == []


def test_page_furniture_is_told_apart_from_the_story() -> None:
    text = "A bomb hurt four people in Basra on Monday.\n\nSubscribe to our newsletter\n\nPolice closed the road."
    assert _quotes(text, PassageKind.FURNITURE) == ["Subscribe to our newsletter"]
    assert len(_quotes(text, PassageKind.BODY)) == 2


def test_curly_quotes_and_emoji_keep_offsets_in_code_points() -> None:
    text = "“Run!” she cried 😀. The men’s car — a white one — left."
    for passage in cut(text):
        assert text[passage.span.start : passage.span.end] == passage.span.quote


def test_an_endless_line_is_cut_at_white_space() -> None:
    told = _quotes("word " * 1000)
    assert len(told) > 1
    assert all(len(quote) <= 1500 for quote in told)


def test_an_empty_text_has_no_passages() -> None:
    assert cut("") == []
    assert cut(" \n\n\t ") == []


_PIECES = st.sampled_from(
    ["Gunmen fled", "Police came", ".", "!", "”", "“", "\n", "\n\n", " ", "\r\n", "\t", "U.N.", "p.m.", "7",
     "LIMA, Peru - ", "é", "😀", "Read more", "\u2028", "\u00a0", "He said: ", "...", "."]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_passages_never_overlap_and_quote_the_text(text: str) -> None:
    told = passages(report(text))
    at = 0
    for number, passage in enumerate(told):
        assert passage.index == number
        assert passage.span.start >= at
        assert text[passage.span.start : passage.span.end] == passage.span.quote
        assert passage.span.quote.strip() != ""
        at = passage.span.end


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_word_of_the_text_is_lost(text: str) -> None:
    told = passages(report(text))
    held = {at for passage in told for at in range(passage.span.start, passage.span.end)}
    assert [char for at, char in enumerate(text) if at not in held and not char.isspace()] == []
