"""Who does what to whom: subjects, objects, agents and what hangs on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.split.chains import apposition, coordinated, head_of_chain, name_end, tail_end
from casebook.split.clauses import after_preposition, agent_of, clause_bounds, is_passive, object_of, subject_of
from casebook.split.sentence import Sentence
from tests.cases.reading import phrase, sentence, sentences, texts, verb


def _subject(text: str, word: str) -> list[str]:
    told = sentence(text)
    return texts(told, subject_of(told, verb(told, word)))


def _object(text: str, word: str) -> list[str]:
    told = sentence(text)
    return texts(told, object_of(told, verb(told, word)))


@pytest.mark.parametrize(
    ("text", "word", "subjects"),
    [
        ("Gunmen attacked the post.", "attacked", ["Gunmen"]),
        ("Gunmen also attacked the post.", "attacked", ["Gunmen"]),
        ("Members of the front in the north attacked the post.", "attacked", ["Members"]),
        ("Police and the army said nothing.", "said", ["Police", "the army"]),
        ("The driver, who tried to speed away, was shot.", "shot", ["The driver"]),
        ("The driver, a man of 40, was shot.", "shot", ["The driver"]),
        ("The mayor (a former soldier) was shot.", "shot", ["The mayor"]),
        ("The men who were waiting in line were killed.", "killed", ["The men"]),
        ("The men who killed the mayor fled.", "killed", ["The men"]),
        ("The men who killed the mayor fled.", "fled", ["The men"]),
        ("Gunmen attacked the post and killed six officers.", "killed", ["Gunmen"]),
        ("A bomb exploded in the market, killing six people.", "killing", ["A bomb"]),
        ("Three of the villagers were killed.", "killed", ["Three"]),
        ("Masked men armed with rifles attacked a shop.", "attacked", ["Masked men"]),
        ("Gunmen shouting slogans took the hall.", "took", ["Gunmen"]),
        ("On 16 August insurgents beheaded a fisherman.", "beheaded", ["insurgents"]),
    ],
)
def test_the_subject_of_a_verb(text: str, word: str, subjects: list[str]) -> None:
    assert _subject(text, word) == subjects


def test_a_verb_that_opens_its_sentence_has_no_subject() -> None:
    assert _subject("Killed were two guards.", "killed") == []


def test_the_object_of_the_verb_before_is_no_subject() -> None:
    assert _subject("Gunmen killed six guards and wounded four drivers.", "wounded") == ["Gunmen"]


@pytest.mark.parametrize(
    ("text", "word", "objects"),
    [
        ("Gunmen killed six people.", "killed", ["six people"]),
        ("Gunmen killed a driver, two guards and a child.", "killed", ["a driver", "two guards", "a child"]),
        ("Gunmen killed a driver as well as his guard.", "killed", ["a driver", "his guard"]),
        ("Gunmen killed six people and police said they fled.", "killed", ["six people"]),
        ("Gunmen killed the mayor, a lawyer.", "killed", ["the mayor"]),
        ("Gunmen fled on foot.", "fled", []),
        ("Rebels captured and later killed nine soldiers.", "captured", ["nine soldiers"]),
        ("Prisoners escaped and killed two guards.", "escaped", []),
    ],
)
def test_the_object_of_a_verb(text: str, word: str, objects: list[str]) -> None:
    assert _object(text, word) == objects


@pytest.mark.parametrize(
    ("text", "word", "agents"),
    [
        ("The mayor was shot by two men.", "shot", ["two men"]),
        ("The mayor was shot in the head by a policeman and a guard.", "shot", ["a policeman", "a guard"]),
        ("The mayor was shot by the river bank while police watched.", "shot", ["the river bank"]),
        ("The mayor was shot on Monday.", "shot", []),
        ("The mayor was shot; a report by police said so.", "shot", []),
    ],
)
def test_the_agent_of_a_passive(text: str, word: str, agents: list[str]) -> None:
    told = sentence(text)
    assert texts(told, agent_of(told, verb(told, word))) == agents


@pytest.mark.parametrize(
    ("text", "word", "passive"),
    [
        ("The mayor was shot.", "shot", True),
        ("The mayor shot a man.", "shot", False),
        ("The mayor had shot a man.", "shot", False),
        ("A man wounded in the blast died.", "wounded", True),
        ("The mayor is being held.", "held", True),
        ("Soldiers detained and beat nine men.", "detained", False),
        ("Men detained and beaten on Friday were freed.", "detained", True),
    ],
)
def test_a_passive_is_told_from_a_past(text: str, word: str, passive: bool) -> None:
    told = sentence(text)
    assert is_passive(told, verb(told, word)) is passive


def test_a_name_after_a_comma_is_an_apposition() -> None:
    told = sentence("A cleric, Haji Omar, was shot.")
    found = apposition(told, phrase(told, "A cleric"))
    assert found is not None
    assert texts(told, [found]) == ["Haji Omar"]


def test_an_apposition_may_stand_after_what_hangs_on_the_phrase() -> None:
    told = sentence("The head of the council in Delm, Musa Bello, was shot.")
    found = apposition(told, phrase(told, "The head"))
    assert found is not None
    assert texts(told, [found]) == ["Musa Bello"]


def test_the_next_of_a_list_is_no_apposition() -> None:
    told = sentence("Rebels shot a cleric, a teacher and a nurse.")
    assert apposition(told, phrase(told, "a cleric")) is None
    assert texts(told, coordinated(told, phrase(told, "a cleric"))) == ["a cleric", "a teacher", "a nurse"]


def test_a_phrase_without_a_comma_has_no_apposition() -> None:
    told = sentence("A cleric was shot.")
    assert apposition(told, phrase(told, "A cleric")) is None


def test_a_list_ends_before_a_new_clause() -> None:
    told = sentence("Rebels shot a guard and a driver said he ran.")
    assert texts(told, coordinated(told, phrase(told, "a guard"))) == ["a guard"]


def test_the_head_of_a_chain_is_what_the_rest_hangs_on() -> None:
    told = sentence("Members of the front in the north fled.")
    assert texts(told, [head_of_chain(told, phrase(told, "the north"))]) == ["Members"]


def test_a_tail_goes_on_over_of_only() -> None:
    told = sentence("Members of the squad of the police in Lima fled.")
    first = phrase(told, "Members")
    assert told.text(first.first, tail_end(told, first)) == "Members of the squad of the police"


def test_the_name_of_a_body_goes_on_over_for() -> None:
    told = sentence("The Movement for Democratic Change denied it.")
    first = phrase(told, "The Movement")
    assert told.text(first.first, name_end(told, first)) == "The Movement for Democratic Change"
    told = sentence("The union for its part denied it.")
    first = phrase(told, "The union")
    assert told.text(first.first, name_end(told, first)) == "The union"


def test_a_preposition_is_found_past_adverbs() -> None:
    told = sentence("Gunmen fired directly at a bus and a car.")
    at = verb(told, "fired").last
    assert texts(told, after_preposition(told, at, frozenset({"at"}))) == ["a bus", "a car"]
    assert after_preposition(told, at, frozenset({"on"})) == ()


def test_a_clause_ends_at_a_semicolon_and_before_a_new_finite_verb() -> None:
    told = sentence("Gunmen killed a guard; police shot two men, and a driver fled.")
    first, last = clause_bounds(told, told.words.index("shot"))
    assert told.text(first, last) == "police shot two men,"


_WORDS = st.lists(
    st.sampled_from(
        'the a two gunmen police who which killed was been by attack not , and of in " ( ) ; said -- he : 14'.split()
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(_WORDS)
def test_no_order_of_words_breaks_the_grammar(text: str) -> None:
    for told in sentences(text):
        for group in told.verbs:
            _all_inside(told, group.first, group.last)
        for each in told.phrases:
            apposition(told, each)
            assert coordinated(told, each)[0] == each
            assert each.last <= tail_end(told, each) <= len(told.words)
            assert head_of_chain(told, each).first <= each.first
        for at in range(len(told.words)):
            first, last = clause_bounds(told, at)
            assert first >= 0
            assert last <= len(told.words)


def _all_inside(told: Sentence, first: int, last: int) -> None:
    group = told.verb_at(first)
    assert group is not None
    for found in (*subject_of(told, group), *object_of(told, group), *agent_of(told, group)):
        assert 0 <= found.first < found.last <= len(told.words)
        assert found.last <= first or found.first >= last
