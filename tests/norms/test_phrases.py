"""Finding phrases in words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from casebook.norms.phrases import GAP, Phrases, first_word, words_of
from casebook.norms.tokens import tokens


def words(text: str) -> list[str]:
    return [token.lower for token in tokens(text)]


def test_the_longest_phrase_at_a_place_wins() -> None:
    phrases = Phrases([("bomb", 1), ("car bomb", 2), ("car", 3)])
    assert [(m.start, m.end, m.items) for m in phrases.matches(words("A car bomb, a bomb"))] == [
        (1, 3, (2,)),
        (5, 6, (1,)),
    ]


def test_all_items_of_a_phrase_are_kept() -> None:
    phrases = Phrases([("shot", "verb"), ("shot", "noun"), ("shot", "verb")])
    assert [m.items for m in phrases.matches(["shot"])] == [("verb", "noun")]
    assert len(phrases) == 1


def test_capitals_hyphens_and_possessives_match_as_the_tokens_are_cut() -> None:
    phrases = Phrases([("al-shabaab", 1), ("governor's office", 2), ("u.n. base", 3)])
    found = phrases.matches(words("AL-SHABAAB near the governor\u2019s office and the U.N. base"))
    assert [m.items for m in found] == [(1,), (2,), (3,)]


def test_a_star_stands_for_words_of_the_same_sentence() -> None:
    phrases = Phrases([("set * on fire", 1)])
    (match,) = phrases.matches(words("They set a school bus on fire"))
    assert (match.start, match.end, match.tail) == (1, 2, (5, 7))
    assert phrases.matches(words("was set on fire"))[0].tail == (2, 4)
    assert phrases.matches(words("The sun set. He was on fire")) == []
    assert phrases.matches(["set", *["far"] * (GAP + 1), "on", "fire"]) == []


def test_words_of_a_tail_are_not_matched_again() -> None:
    phrases = Phrases([("take * hostage", 1), ("hostage", 2)])
    assert [m.items for m in phrases.matches(words("took, take three people hostage"))] == [(1,)]


def test_at_tells_one_place() -> None:
    phrases = Phrases([("open fire", 1)])
    text = words("to open fire")
    assert phrases.at(text, 0) is None
    found = phrases.at(text, 1)
    assert found is not None
    assert (found.start, found.end) == (1, 3)


def test_later_makes_only_what_is_met() -> None:
    asked: list[str] = []

    def pairs_of(word: str) -> list[tuple[str, int]]:
        asked.append(word)
        return [(word, 1)]

    phrases = Phrases[int].later({"bomb", "gun"}, pairs_of)
    assert len(phrases.matches(["a", "bomb", "bomb"])) == 2
    assert asked == ["bomb"]


@given(st.lists(st.sampled_from(["a", "b", "c", "."]), max_size=30))
def test_matches_never_overlap_and_hold_their_words(text: list[str]) -> None:
    phrases = Phrases([("a", 1), ("a b", 2), ("b c a", 3), ("c * b", 4)])
    end = 0
    for match in phrases.matches(text):
        assert match.start >= end
        end = match.end
        assert phrases.at(text, match.start) == match


def test_first_word_is_the_first_of_the_words() -> None:
    for phrase in ("car bomb", "governor's office", "al-qaeda", "u.n.", ".22 caliber", "shi'ite militia"):
        assert first_word(phrase) == words_of(phrase)[0]


def test_a_hundred_thousand_words_take_a_fraction_of_a_second() -> None:
    phrases = Phrases([(f"word{i} next", i) for i in range(1000)])
    text = ["the", "word1", "next", "of", "all"] * 20_000
    start = time.process_time()
    phrases.matches(text)
    assert time.process_time() - start < 0.5  # seconds of CPU for 100,000 words; a tenth of this as a rule
