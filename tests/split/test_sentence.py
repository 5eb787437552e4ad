"""Noun phrases and verb groups of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.model.report import Report
from casebook.split.passages import passages
from casebook.split.sentence import Sentence, parse
from tests.cases.reading import report, sentence, sentences, verb


def _phrases(told: Sentence) -> list[str]:
    return [told.text(phrase.first, phrase.last) for phrase in told.phrases]


def _verbs(told: Sentence) -> list[str]:
    return [told.text(group.first, group.last) for group in told.verbs]


def test_a_phrase_runs_from_its_article_to_its_noun() -> None:
    told = sentence("The two masked gunmen attacked a small police post.")
    assert _phrases(told) == ["The two masked gunmen", "a small police post"]
    assert [told.words[phrase.head] for phrase in told.phrases] == ["gunmen", "post"]


@pytest.mark.parametrize("number", ["at least 21", "about a dozen", "nearly 40", "some 60", "as many as 9"])
def test_a_qualified_number_opens_its_phrase(number: str) -> None:
    told = sentence(f"The blast killed {number} people.")
    assert f"{number} people" in _phrases(told)


def test_a_range_stays_in_one_phrase() -> None:
    assert "Between 15 and 20 people" in _phrases(sentence("Between 15 and 20 people were hurt."))


def test_a_possessive_stays_in_one_phrase() -> None:
    assert "the army's spokesman" in _phrases(sentence("Then the army's spokesman left."))


def test_auxiliaries_belong_to_their_verb() -> None:
    told = sentence("Three men had been killed and others have not been found.")
    assert _verbs(told) == ["had been killed", "have not been found"]
    assert verb(told, "killed").passive
    assert verb(told, "found").negated


@pytest.mark.parametrize("text", ["The post was not hit.", "The post wasn't hit.", "The post was never hit."])
def test_negation_is_seen(text: str) -> None:
    assert verb(sentence(text), "hit").negated


def test_a_modal_is_kept() -> None:
    assert verb(sentence("Rebels may attack the town."), "attack").modal == "may"


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Gunmen attacked the town.", "attacked", "finite"),
        ("Gunmen planned to attack the town.", "attack", "infinitive"),
        ("A bomb went off, killing six people.", "killing", "gerund"),
        ("A man wounded in the blast left.", "wounded", "participle"),
    ],
)
def test_the_form_of_a_verb(text: str, word: str, form: str) -> None:
    assert verb(sentence(text), word).form == form


def test_a_participle_inside_a_noun_phrase_is_no_verb() -> None:
    told = sentence("The wounded soldiers left the bombed market.")
    assert _verbs(told) == ["left"]


def test_a_sentence_in_capitals_is_not_cased() -> None:
    assert not sentence("GUNMEN KILLED TWO POLICEMEN IN LIMA.").cased
    assert sentence("Gunmen killed two policemen in Lima.").cased


def test_capitals_are_taken_apart_like_small_letters() -> None:
    text = "The guerrillas attacked a police post and killed two officers."
    small, large = sentence(text), sentence(text.upper())
    assert [(p.first, p.last) for p in small.phrases] == [(p.first, p.last) for p in large.phrases]
    assert [(v.first, v.last) for v in small.verbs] == [(v.first, v.last) for v in large.verbs]


def test_words_quote_the_report_from_their_place_in_it() -> None:
    second = sentences("Gunmen fled. Police shot two men.")[1]
    span = second.span(2, 4)
    assert span.quote == "two men"
    assert second.report.text[span.start : span.end] == "two men"
    assert second.text(2, 4) == "two men"


def test_asking_for_a_token_that_is_not_there_gives_nothing() -> None:
    told = sentence("Gunmen fled.")
    assert told.phrase_at(-1) is None
    assert told.phrase_at(99) is None
    assert told.verb_at(-1) is None


_WORDS = st.lists(
    st.sampled_from(
        "the a two gunmen police who killed was been to attack not , and of in \" ( ) 's ; said -- he : 14 .".split()
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


def _parsed(text: str) -> list[Sentence]:
    told: Report = report(text)
    return [parse(told, passage) for passage in passages(told)]


@given(_WORDS)
def test_phrases_and_verbs_never_overlap_and_hold_their_head(text: str) -> None:
    for told in _parsed(text):
        taken: set[int] = set()
        parts = [(p.first, p.head, p.last) for p in told.phrases] + [(v.first, v.head, v.last) for v in told.verbs]
        for first, head, last in parts:
            assert first <= head < last <= len(told.words)
            inside = set(range(first, last))
            assert not taken & inside
            taken |= inside
